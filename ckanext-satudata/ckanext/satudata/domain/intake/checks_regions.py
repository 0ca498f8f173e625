"""Checks of region names and codes against the list, and of regions that are missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .canonical import Canonical
from .catalogue import spec
from .finding import Choice, Finding, Fix, Question
from .reading import Reference
from .recipe import Recipe, RecipeColumn
from .regions import BPS, code_key


def region_names(recipe: Recipe, canonical: Canonical, reference: Reference, sheet: str) -> list[Finding]:
    """Find region names and codes that the list does not know, propose near ones, and find those that disagree."""
    found: list[Finding] = []
    parent = reference.regions.home.name if reference.regions.home else ""
    for column in recipe.used():
        if (
            not column.region
            or not reference.regions.level(column.region)
            or column.name not in canonical.header
        ):
            continue
        coded = column.name.startswith("kode_")
        first: dict[str, list[int]] = {}
        for at, text in enumerate(canonical.column(column.name)):
            if text and not _known(text, column, coded, reference):
                first.setdefault(text, []).append(at)
        if coded and first and reference.regions.coding(first) == BPS and column.coding != BPS:
            found.append(_bps_codes(column, canonical, reference, sheet, first))
            continue
        for text, rows in list(first.items())[:30]:
            found.append(_unknown_region(column, canonical, reference, sheet, text, rows, coded, parent))
    found += _disagreeing(recipe, canonical, reference, sheet)
    return found


def _known(text: str, column: RecipeColumn, coded: bool, reference: Reference) -> bool:
    if coded:
        region = reference.regions.by_code.get(text)
        return region is not None and (region.level == column.region or column.region == "desa")
    return reference.regions.named(text, column.region or "") is not None


def _bps_codes(
    column: RecipeColumn,
    canonical: Canonical,
    reference: Reference,
    sheet: str,
    first: Mapping[str, list[int]],
) -> Finding:
    code = next(code for code in first if code in reference.regions.by_bps)
    cells = [f"{column.letter}{canonical.row_map[rows[0]]}" for rows in first.values()][:20]
    patch = {"columns": {column.letter: {"coding": BPS}}}
    fix = Fix("bps", "Kolom ini kode BPS", "These are BPS codes", patch)
    place = {"sheet": sheet, "column": column.letter, "cell": cells[0]}
    count = sum(len(rows) for rows in first.values())
    expected = reference.regions.by_bps[code].code
    return Finding(spec("KODE_BPS"), place, {"column": column.letter}, cells, count, code, expected, [fix])


def _unknown_region(
    column: RecipeColumn,
    canonical: Canonical,
    reference: Reference,
    sheet: str,
    text: str,
    rows: Sequence[int],
    coded: bool,
    parent: str,
) -> Finding:
    cells = [f"{column.letter}{canonical.row_map[at]}" for at in rows[:20]]
    place = {"sheet": sheet, "column": column.letter, "cell": cells[0]}
    near = [] if coded else reference.regions.near(text, column.region or "")
    facts: dict[str, Any] = {"column": column.letter, "parent": parent}
    if not near:
        return Finding(spec("WILAYAH_TIDAK_DIKENAL"), place, facts, cells, len(rows), code_key(text))
    choices = [
        Choice(
            item.code,
            f"{item.name} ({item.code})",
            f"{item.name} ({item.code})",
            {"values": {column.name: {text: item.name}}},
        )
        for item in near
    ]
    question = Question(
        f"WILAYAH_MIRIP:{column.name}:{text}", choices, near[0].code if len(near) == 1 else None
    )
    expected = f"{near[0].name} ({near[0].code})"
    return Finding(spec("WILAYAH_MIRIP"), place, facts, cells, len(rows), text, expected, question=question)


def _disagreeing(recipe: Recipe, canonical: Canonical, reference: Reference, sheet: str) -> list[Finding]:
    found = []
    for level in ("kecamatan", "desa"):
        code, name = recipe.named(f"kode_{level}"), recipe.named(f"nama_{level}")
        if not code or not name:
            continue
        codes, names = canonical.column(code.name), canonical.column(name.name)
        wrong = []
        for at, (left, right) in enumerate(zip(codes, names, strict=True)):
            region, other = reference.regions.by_code.get(left), reference.regions.named(right, level)
            if region and other and region.code != other.code:
                wrong.append((at, region.name))
        if wrong:
            at, expected = wrong[0]
            rows = [str(canonical.row_map[index]) for index, _ in wrong[:6]]
            cells = [f"{code.letter}{canonical.row_map[index]}" for index, _ in wrong[:20]]
            facts = {"rows": rows, "name": names[at]}
            place = {"sheet": sheet, "column": code.letter, "cell": cells[0]}
            found.append(
                Finding(spec("KODE_NAMA_BEDA"), place, facts, cells, len(wrong), codes[at], expected)
            )
    return found


def missing_regions(recipe: Recipe, canonical: Canonical, reference: Reference, sheet: str) -> list[Finding]:
    """Find districts without a row, per period, where the table is by district."""
    code = "kode_kecamatan"
    if code not in recipe.key or code not in canonical.header or not reference.regions.level("kecamatan"):
        return []
    codes = canonical.column(code)
    name = next((item for item in ("tahun", "tahun_ajaran") if item in canonical.header), None)
    periods = canonical.column(name) if name else [""] * len(codes)
    present: dict[str, set[str]] = {}
    for period, item in zip(periods, codes, strict=True):
        present.setdefault(period, set()).add(item)
    found = []
    for period, seen in sorted(present.items()):
        lacking = [item.name for item in reference.regions.level("kecamatan") if item.code not in seen]
        if lacking and len(lacking) < len(reference.regions.level("kecamatan")):
            question = Question(
                f"WILAYAH_BELUM_ADA:{period}:{','.join(lacking)}"[:200],
                [Choice("tidak_tersedia", "Datanya tidak tersedia", "The data are not available")],
                None,
                True,
            )
            facts = {"names": lacking, "period": period}
            found.append(
                Finding(
                    spec("WILAYAH_BELUM_ADA"), {"sheet": sheet}, facts, count=len(lacking), question=question
                )
            )
    return found
