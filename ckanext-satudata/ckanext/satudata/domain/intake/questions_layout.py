"""What a table's layout leaves to tell or to ask: names over several rows, titles that hold values."""

from __future__ import annotations

from typing import Any

from .catalogue import spec
from .display import shown
from .finding import Choice, Finding, Fix, Question
from .grid import address, letter
from .reading import TableReading
from .recipe import Recipe
from .rows import BLANK, kind_of
from .text import years_in
from .wide import Wide, find_wide

MAX_ROWS = 6
_PLURALS = {"tahun": "years", "bulan": "months", "triwulan": "quarters", "semester": "semesters"}


def layout(reading: TableReading, recipe: Recipe) -> list[Finding]:
    """Give the findings about group names, names written once, and titles that hold values."""
    return [
        *_year_of_sheet(reading, recipe),
        *_pages(reading),
        *_beside(reading, recipe),
        *_groups(reading, recipe),
        *_fills(reading, recipe),
        *_wide(reading, recipe),
    ]


def _pages(reading: TableReading) -> list[Finding]:
    rows = [row for item in reading.table.set_apart if item.kind == "repeated_header" for row in item.rows]
    if not rows:
        return []
    place = {"sheet": reading.sheet.name, "row": rows[0]}
    facts = {"rows": [str(row) for row in rows[:MAX_ROWS]]}
    return [Finding(spec("JUDUL_BERULANG"), place, facts, count=len(rows))]


def _year_of_sheet(reading: TableReading, recipe: Recipe) -> list[Finding]:
    """Tell where the title and the sheet's name say different years; the title's is taken."""
    year, of_sheet = reading.around.year, set(years_in(reading.sheet.name))
    titled = recipe.constant_sources.get("tahun") == "file" and recipe.constants.get("tahun") == year
    if not titled or len(of_sheet) != 1 or year in of_sheet:
        return []
    facts = {"sheet": reading.sheet.name}
    return [Finding(spec("TAHUN_BERLAINAN"), {"sheet": reading.sheet.name}, facts, read=str(year))]


def _beside(reading: TableReading, recipe: Recipe) -> list[Finding]:
    """Tell what stands beside the table; ask where a row of data itself goes on past the last column."""
    asides = [item for item in reading.table.set_apart if item.kind == "aside"]
    found = []
    for code, touching in (("SEL_DI_LUAR_TABEL", True), ("TEKS_DI_SAMPING", False)):
        own = [item for item in asides if bool(item.facts.get("touching")) is touching]
        key = f"{code}:{len(own)}"
        if not own or key in recipe.confirmed:
            continue
        go_on = [Choice("lanjut", "Bukan data: lanjutkan", "No data: go on")]
        place = {"sheet": reading.sheet.name, "row": own[0].rows[0]}
        facts = {"row": own[0].rows[0]}
        question = Question(key, go_on) if touching else None
        found.append(Finding(spec(code), place, facts, (), len(own), own[0].text[:60], question=question))
    return found


def _groups(reading: TableReading, recipe: Recipe) -> list[Finding]:
    groups = reading.groups
    if groups is None or recipe.groups is None:
        return []
    cells = [address(row, groups.column) for row in groups.rows]
    rows = [str(row) for row in groups.rows[:MAX_ROWS]] + (["\u2026"] if len(groups.rows) > MAX_ROWS else [])
    evidence, evidence_en = groups.evidence
    facts = {"rows": rows, "title": groups.title, "evidence": evidence, "evidence_en": evidence_en}
    key = [name for name in recipe.key if name not in (groups.name, f"kode_{groups.region}")]
    patch = {"groups": None, "key": key, "derive": _derive_without(recipe, groups.name)}
    fix = Fix("no_group", "Tanpa kolom kelompok", "Without a group column", patch)
    place = {"sheet": reading.sheet.name, "cell": cells[0], "row": groups.rows[0]}
    return [Finding(spec("BARIS_KELOMPOK"), place, facts, cells, len(cells), groups.names[0], fixes=[fix])]


def _derive_without(recipe: Recipe, name: str) -> list[dict[str, str]]:
    return [dict(item) for item in recipe.derive if item["from"] != name]


def _is_blank(reading: TableReading, row: int, column: int) -> bool:
    return kind_of(reading.sheet.get(row, column)) == BLANK


def _fills(reading: TableReading, recipe: Recipe) -> list[Finding]:
    found = []
    columns = {column.letter: column for column in recipe.used()}
    for fill in reading.fills.values():
        column = columns.get(letter(fill.column))
        if column is None:
            continue
        facts: dict[str, Any] = {"column": column.letter, "title": column.title}
        place = {"sheet": reading.sheet.name, "column": column.letter}
        no = {"columns": {column.letter: {"fill_down": False}}}
        if column.fill_down and fill.sure:
            facts.update(evidence=fill.evidence[0], evidence_en=fill.evidence[1])
            fix = Fix("no_fill", "Jangan diisi", "Do not fill", no)
            found.append(Finding(spec("ISI_KE_BAWAH"), place, facts, count=fill.blanks, fixes=[fix]))
        key = f"ISI_KE_BAWAH_DUGAAN:{column.name}"
        if fill.sure or key in recipe.confirmed:
            continue
        blank = next((row for row in reading.data_rows if _is_blank(reading, row, fill.column)), None)
        if blank is None:
            continue
        above = [row for row in reading.data_rows if row < blank]
        read = shown(reading.sheet.get(above[-1], fill.column)) if above else ""
        yes = {"columns": {column.letter: {"fill_down": True}}}
        choices = [
            Choice("isi", "Isi ke bawah dengan nama di atasnya", "Fill down with the name above", yes),
            Choice("kosong", "Biarkan kosong", "Leave blank", no),
        ]
        cell = address(blank, fill.column)
        question = Question(key, choices, "isi")
        place = {**place, "cell": cell}
        found.append(
            Finding(spec("ISI_KE_BAWAH_DUGAAN"), place, facts, [cell], fill.blanks, read, question=question)
        )
    return found


def _wide(reading: TableReading, recipe: Recipe) -> list[Finding]:
    """Ask about years, months, quarters and semesters in titles, where the recipe has not decided yet."""
    if recipe.unpivot is not None:
        return []
    used = {column.letter for column in recipe.used()}
    found = []
    for wide in find_wide(reading):
        letters = wide.unpivot["columns"]
        if not wide.is_period or not set(letters) <= used:
            continue
        years = "tahun" in wide.kinds
        if years and "tahun" in recipe.constants:
            continue
        code = "TAHUN_SEBAGAI_KOLOM" if years else "KATEGORI_SEBAGAI_KOLOM"
        names = [column.name for column in recipe.used() if column.letter in letters]
        key = f"{code}:{','.join(names)}"
        if key in recipe.confirmed:
            continue
        choices = [long_choice(wide, recipe), *(_one_year(wide) if years else [])]
        keep = ("Biarkan tahun sebagai kolom", "Leave years as columns")
        choices.append(Choice("keep", *(keep if years else ("Biarkan sebagai kolom", "Leave as columns"))))
        place = {"sheet": reading.sheet.name, "column": ",".join(letters)}
        question = Question(key, choices, "long")
        found.append(Finding(spec(code), place, _facts(wide), question=question))
    return found


def _facts(wide: Wide) -> dict[str, Any]:
    letters = list(wide.unpivot["columns"])
    if "tahun" in wide.kinds:
        years = sorted({str(said["tahun"]) for said in wide.unpivot["names"].values()})
        return {"columns": letters, "years": years}
    kinds = [kind for kind in wide.kinds if kind in _PLURALS]
    return {
        "columns": letters,
        "what": " dan ".join(kinds),
        "what_en": " and ".join(_PLURALS[kind] for kind in kinds),
    }


def long_choice(wide: Wide, recipe: Recipe) -> Choice:
    """Give the answer that makes a table long."""
    titles = ", ".join(str(item["title"]) for item in wide.unpivot["into"])
    label = f"Susun ke bawah: satu baris satu {titles.lower()}"
    return Choice("long", label, f"Make it long: one row per {titles.lower()}", long_patch(wide, recipe))


def long_patch(wide: Wide, recipe: Recipe) -> dict[str, Any]:
    """Give the change of a recipe that makes its table long; totals over the titles are left out."""
    columns = {item: {"skip": True} for item in wide.totals}
    columns |= {item: {"skip": False} for item in wide.unpivot["columns"]}
    key = list(dict.fromkeys([*recipe.key, *(item["name"] for item in wide.unpivot["into"])]))
    return {"unpivot": wide.unpivot, "columns": columns, "key": key}


def _one_year(wide: Wide) -> list[Choice]:
    """Offer each year alone; the columns of all other years are left out."""
    by_year: dict[int, list[str]] = {}
    for item, said in wide.unpivot["names"].items():
        by_year.setdefault(int(said["tahun"]), []).append(item)
    choices = []
    for year, letters in by_year.items():
        others = [item for item in wide.unpivot["columns"] if item not in letters]
        patch = {
            "columns": {item: {"skip": True} for item in others},
            "constants": {"tahun": year},
            "constant_sources": {"tahun": "column"},
        }
        choices.append(Choice(str(year), f"Muat tahun {year} saja", f"Load {year} only", patch))
    return choices
