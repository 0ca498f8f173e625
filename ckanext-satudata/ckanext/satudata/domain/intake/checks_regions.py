"""Checks of region names and codes against the list, and of regions that are missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .canonical import Canonical
from .catalogue import spec
from .finding import Choice, Finding, Fix, Question
from .reading import Reference
from .recipe import Recipe, RecipeColumn
from .regions import BPS, is_relative, names_the_rest, shift_of

MAX_ASKED = 30


def region_names(recipe: Recipe, canonical: Canonical, reference: Reference, sheet: str) -> list[Finding]:
    """Find region names and codes that the list does not know, propose near ones, and find those that disagree."""
    found: list[Finding] = []
    parent = reference.regions.home.name if reference.regions.home else ""
    for column in recipe.used():
        if not _is_listed(column, recipe, canonical, reference):
            continue
        coded = column.name.startswith("kode_")
        rest = not coded and f"kode_{column.region}" not in recipe.key
        first: dict[str, list[int]] = {}
        for at, text in enumerate(canonical.column(column.name)):
            if text and not _known(text, column, coded, reference) and not (rest and names_the_rest(text)):
                first.setdefault(text, []).append(at)
        if coded and first and reference.regions.coding(first) == BPS and column.coding != BPS:
            found.append(_bps_codes(column, canonical, reference, sheet, first))
            continue
        unknown = {
            text: rows
            for text, rows in first.items()
            if coded or not reference.regions.near(text, column.region or "")
        }
        if unknown:
            found.append(_unknown_regions(column, canonical, sheet, unknown, parent))
        for text, rows in [pair for pair in first.items() if pair[0] not in unknown][:MAX_ASKED]:
            found.append(_near_region(column, canonical, reference, sheet, text, rows, parent))
    found += _disagreeing(recipe, canonical, reference, sheet)
    return found


def _is_listed(column: RecipeColumn, recipe: Recipe, canonical: Canonical, reference: Reference) -> bool:
    """Tell whether a column can be held against the list: codes that begin again in each kecamatan cannot."""
    if not column.region or not reference.regions.level(column.region) or column.name not in canonical.header:
        return False
    codes = set(canonical.column(column.name)) - {""} if column.name.startswith("kode_") else set()
    return not (codes and recipe.named(f"nama_{column.region}") and all(map(is_relative, codes)))


def _known(text: str, column: RecipeColumn, coded: bool, reference: Reference) -> bool:
    if coded:
        region = reference.regions.by_code.get(text)
        return region is not None and (region.level == column.region or column.region == "desa")
    return bool(reference.regions.all_named(text, column.region or ""))


def _bps_codes(
    column: RecipeColumn,
    canonical: Canonical,
    reference: Reference,
    sheet: str,
    first: Mapping[str, list[int]],
) -> Finding:
    code = next(code for code in first if code in reference.regions.by_bps)
    cells = _cells(column, canonical, sorted(at for rows in first.values() for at in rows))
    patch = {"columns": {column.letter: {"coding": BPS}}}
    fix = Fix("bps", "Kolom ini kode BPS", "These are BPS codes", patch)
    place = {"sheet": sheet, "column": column.letter, "cell": cells[0]}
    count = sum(len(rows) for rows in first.values())
    expected = reference.regions.by_bps[code].code
    return Finding(spec("KODE_BPS"), place, {"column": column.letter}, cells, count, code, expected, [fix])


def _unknown_regions(
    column: RecipeColumn, canonical: Canonical, sheet: str, unknown: Mapping[str, list[int]], parent: str
) -> Finding:
    """Tell all names and codes that nothing in the list is near to, in one finding."""
    rows = sorted(at for found in unknown.values() for at in found)
    cells = _cells(column, canonical, rows)
    first = next(iter(unknown))
    place = {"sheet": sheet, "column": column.letter, "cell": cells[0]}
    facts: dict[str, Any] = {"column": column.letter, "parent": parent, "names": list(unknown)[:20]}
    return Finding(spec("WILAYAH_TIDAK_DIKENAL"), place, facts, cells, len(rows), first)


def _cells(column: RecipeColumn, canonical: Canonical, rows: Sequence[int]) -> list[str]:
    return [canonical.cell(at, column.name) or f"{column.letter}{canonical.row_map[at]}" for at in rows]


def _near_region(
    column: RecipeColumn,
    canonical: Canonical,
    reference: Reference,
    sheet: str,
    text: str,
    rows: Sequence[int],
    parent: str,
) -> Finding:
    cells = _cells(column, canonical, rows)
    place = {"sheet": sheet, "column": column.letter, "cell": cells[0]}
    near = reference.regions.near(text, column.region or "")
    facts: dict[str, Any] = {"column": column.letter, "parent": parent}
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


def _shifted(code: RecipeColumn, canonical: Canonical, sheet: str, step: int) -> Finding:
    """Tell of codes that stand a row away from the names they belong to."""
    cells = _cells(code, canonical, range(len(canonical.rows)))
    words = ("turun", "down") if step > 0 else ("naik", "up")
    facts = {"column": code.letter, "way": words[0], "way_en": words[1]}
    place = {"sheet": sheet, "column": code.letter, "cell": cells[0]}
    return Finding(spec("KODE_BERGESER"), place, facts, cells, len(cells), canonical.column(code.name)[0])


def _disagreeing(recipe: Recipe, canonical: Canonical, reference: Reference, sheet: str) -> list[Finding]:
    found = []
    for level in ("kecamatan", "desa"):
        code, name = recipe.named(f"kode_{level}"), recipe.named(f"nama_{level}")
        if not code or not name:
            continue
        codes, names = canonical.column(code.name), canonical.column(name.name)
        step = shift_of(codes, [reference.regions.named(text, level) for text in names])
        if step:
            found.append(_shifted(code, canonical, sheet, step))
            continue
        wrong = []
        for at, (left, right) in enumerate(zip(codes, names, strict=True)):
            region, other = reference.regions.by_code.get(left), reference.regions.named(right, level)
            if region and other and region.code != other.code:
                wrong.append((at, region.name))
        if wrong:
            at, expected = wrong[0]
            rows = [str(canonical.row_map[index]) for index, _ in wrong[:6]]
            cells = _cells(code, canonical, [index for index, _ in wrong])
            facts = {"rows": rows, "name": names[at]}
            place = {"sheet": sheet, "column": code.letter, "cell": cells[0]}
            found.append(
                Finding(spec("KODE_NAMA_BEDA"), place, facts, cells, len(wrong), codes[at], expected)
            )
    return found
