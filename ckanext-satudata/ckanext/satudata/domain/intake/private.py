"""Personal data of a whole workbook, its name, its properties and its recipe, as findings that tell places only.

Every sheet counts, hidden and not chosen ones too: the original is kept as a whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from .catalogue import spec
from .finding import Choice, Finding, Question
from .grid import Elsewhere, FormulaCell, Sheet, Workbook, address, letter, parse_address
from .personal import EMAIL, ENGLISH, NIK, NIP, OF_OFFICIALS, PHONE, kind_in_text, kind_of_value, masked
from .personal_columns import Found, scan_cells, scan_titles
from .personal_rows import scan_rows
from .reading import TableReading
from .text import fold

_AUTHORS = ("creator", "lastModifiedBy", "manager")
_PROGRAMS = (
    "openpyxl",
    "microsoft",
    "libreoffice",
    "excel",
    "wps",
    "google",
    "apache poi",
    "xlsxwriter",
    "user",
)
_ROLES = ("info", "humas", "admin", "kontak", "dinas", "sekretariat", "data", "statistik", "kominfo", "bps")


def find_private(workbook: Workbook, readings: Sequence[TableReading], filename: str = "") -> list[Found]:
    """Find personal data anywhere in the file. An official's NIP below a signature, or an office's telephone in the
    letterhead, is no datum of the table and stands."""
    found: list[Found] = []
    for sheet in workbook.sheets:
        own = [reading for reading in readings if reading.sheet is sheet]
        found += _in_sheet(sheet, own)
    found += _in_names(workbook, filename)
    found += _in_properties(workbook.properties)
    found += [_elsewhere(item) for item in workbook.elsewhere]
    return found


def _in_sheet(sheet: Sheet, readings: Sequence[TableReading]) -> list[Found]:
    titles = {column.index: fold(column.label) for reading in readings for column in reading.columns}
    found = [
        item
        for item in scan_cells(sheet, lambda column: titles.get(column, ""))
        if item.kind not in OF_OFFICIALS or _in_a_table(item, readings)
    ]
    for reading in readings:
        labels = [(column.index, column.label) for column in reading.columns]
        places = {item.column for item in found if item.sure}
        named = [item for item in scan_titles(sheet, labels, reading.data_rows) if item.column not in places]
        settled = {item.column for item in named if item.sure}
        found = [item for item in found if item.column not in settled or item.sure] + named
        found += scan_rows(sheet, labels, reading.data_rows)
    return [*found, *_in_comments(sheet), *_in_formulas(sheet)]


def _in_a_table(item: Found, readings: Sequence[TableReading]) -> bool:
    rows = [parse_address(cell)[0] for cell in item.cells]
    areas = [reading.table.area for reading in readings]
    return any(area.top <= row <= area.bottom for area in areas for row in rows)


def _in_comments(sheet: Sheet) -> list[Found]:
    hits: dict[str, list[str]] = {}
    for (row, column), text in sheet.comments.items():
        kind = kind_in_text(text) or kind_of_value(text)
        if kind and not (kind == NIP or (kind == EMAIL and _of_office(text))):
            hits.setdefault(kind, []).append(address(row, column))
    return [
        Found(kind, sheet.name, None, cells, len(cells), where=_comment_words(sheet.name, cells))
        for kind, cells in hits.items()
    ]


def _comment_words(name: str, cells: Sequence[str]) -> tuple[str, str]:
    return f"Komentar di sel {cells[0]}, lembar '{name}',", f"The comment on cell {cells[0]}, sheet '{name}',"


def _of_office(text: str) -> bool:
    return any(role in text.lower().partition("@")[0] for role in _ROLES)


def _in_formulas(sheet: Sheet) -> list[Found]:
    hits = [
        address(row, column)
        for (row, column), text in sheet.formulas.items()
        if kind_in_text(str(text)) == NIK
    ]
    hits += [
        address(row, column)
        for row, column, value in _uncached(sheet)
        if kind_in_text(value.formula) == NIK and address(row, column) not in hits
    ]
    if not hits:
        return []
    words = (
        f"Rumus di sel {hits[0]}, lembar '{sheet.name}',",
        f"The formula in {hits[0]}, sheet '{sheet.name}',",
    )
    return [Found(NIK, sheet.name, None, hits, len(hits), where=words)]


def _uncached(sheet: Sheet) -> Iterator[tuple[int, int, FormulaCell]]:
    for row, values in sheet.rows.items():
        if FormulaCell not in map(type, values):
            continue
        for column, value in enumerate(values, 1):
            if isinstance(value, FormulaCell):
                yield row, column, value


def named_person(filename: str) -> bool:
    """Tell whether a file's name holds what identifies a person."""
    return _named(filename.rsplit(".", 1)[0]) is not None


def _in_names(workbook: Workbook, filename: str) -> list[Found]:
    found = []
    kind = _named(filename.rsplit(".", 1)[0])
    if kind:
        found.append(Found(kind, "", None, [], 1, where=("Nama berkas", "The file's name")))
    for number, sheet in enumerate(workbook.sheets, 1):
        kind = _named(sheet.name)
        if kind:
            words = (f"Nama lembar ke-{number}", f"The name of sheet {number}")
            found.append(Found(kind, sheet.name, None, [], 1, where=words))
    return found


def _named(text: str) -> str | None:
    spaced = text.replace("_", " ")
    kind = kind_in_text(spaced) or kind_of_value(spaced)
    return kind if kind != EMAIL or not _of_office(text) else None


def _in_properties(properties: Mapping[str, str]) -> list[Found]:
    found = []
    for name, text in properties.items():
        kind = kind_in_text(text) or kind_of_value(text)
        if kind and not (kind in (EMAIL, NIP, PHONE) and name in _AUTHORS):
            words = (f"Properti berkas '{masked(name)}'", f"The file's property '{masked(name)}'")
            found.append(Found(kind, "", None, [], 1, where=words))
    return found


def _elsewhere(item: Elsewhere) -> Found:
    words = (f"Bagian tersembunyi berkas ({item.place})", f"A hidden part of the file ({item.place_en})")
    return Found(item.kind, "", None, [], 1, where=words)


def author_findings(workbook: Workbook) -> list[Finding]:
    """Remark that the file carries the name of a person as its author; the name itself is not told."""
    named = [name for name in _AUTHORS if _is_name(workbook.properties.get(name, ""))]
    if not named:
        return []
    return [Finding(spec("NAMA_PENULIS"), {"property": named[0]}, {"names": named}, count=len(named))]


def _is_name(text: str) -> bool:
    return bool(text.strip()) and not any(word in text.lower() for word in _PROGRAMS)


def find_typed(recipe: Mapping[str, Any] | None) -> list[Found]:
    """Find personal data in what people typed: corrections, constants, replacements and reasons."""
    found = []
    for where, where_en, text in _typed(recipe or {}):
        kind = kind_of_value(text) or kind_in_text(str(text))
        if kind:
            found.append(Found(kind, "", None, [], 1, where=(where, where_en)))
    return found


def _typed(recipe: Mapping[str, Any]) -> Iterator[tuple[str, str, Any]]:
    for fix in recipe.get("fixes") or ():
        cell = masked(str(fix.get("cell", "")))
        yield f"Perbaikan sel {cell}", f"The correction of cell {cell}", fix.get("value")
    for name, value in (recipe.get("constants") or {}).items():
        yield f"Isian '{masked(str(name))}'", f"The entry '{masked(str(name))}'", value
    for name, mapping in (recipe.get("values") or {}).items():
        for value in mapping.values():
            yield f"Penggantian di kolom {name}", f"The replacement in column {name}", value
    for given in (recipe.get("confirmed") or {}).values():
        if isinstance(given, Mapping):
            yield "Alasan yang ditulis", "The reason that was typed", given.get("reason")
    for column in recipe.get("columns") or ():
        yield (
            f"Judul kolom {column.get('letter')}",
            f"The title of column {column.get('letter')}",
            column.get("title"),
        )


def private_findings(found: Sequence[Found]) -> list[Finding]:
    """Give personal data as findings: place and count only."""
    return [_finding(item) for item in found]


def _finding(item: Found) -> Finding:
    place = {"sheet": masked(item.sheet), "column": letter(item.column) if item.column else ""}
    if item.sure:
        return Finding(spec("DATA_PRIBADI"), place, facts_of(item), item.cells, item.count)
    key = f"DATA_PRIBADI_DUGAAN:{place['sheet']}:{place['column']}"
    choices = [Choice("bukan", "Bukan data pribadi", "Not personal data")]
    question = Question(key, choices, None, True)
    return Finding(
        spec("DATA_PRIBADI_DUGAAN"), place, facts_of(item), item.cells, item.count, question=question
    )


def forbidden(found: Sequence[Found]) -> list[Found]:
    """Give what the law forbids to keep."""
    return [item for item in found if item.sure]


def facts_of(found: Found) -> dict[str, object]:
    """Give the facts of a finding: where, what kind; never a value."""
    kinds = {"kind": found.kind, "kind_en": ENGLISH.get(found.kind, found.kind)}
    if found.where:
        return {
            "where": masked(found.where[0]).rstrip(","),
            "where_en": masked(found.where[1]).rstrip(","),
            **kinds,
        }
    column, name = letter(found.column) if found.column else "", masked(found.sheet)
    return {
        "where": f"Lembar '{name}', kolom {column}",
        "where_en": f"Sheet '{name}', column {column}",
        **kinds,
    }


def private_columns(found: Sequence[Found], sheet: str) -> set[int]:
    """Give the columns of a sheet whose values may not be shown."""
    return {item.column for item in found if item.sheet == sheet and item.column is not None}
