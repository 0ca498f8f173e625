"""All checks of an office's table that no schema can express, and which of their findings stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from . import checks_codings, checks_keys, checks_periods, checks_regions, checks_values
from .checks_content import unfilled
from .checks_names import list_names
from .checks_rules import rules
from .checks_totals import sums
from .compare import compare
from .finding import REJECT, Finding
from .series import Table
from .slips import slips
from .tested import Tested

STRONGEST_FIRST = (
    "RUMUS_GALAT",
    "RUMUS_TANPA_NILAI",
    "UKURAN_KOSONG",
    "KODE_BPS",
    "WILAYAH_TIDAK_DIKENAL",
    "WILAYAH_MIRIP",
    "NILAI_NEGATIF",
    "KOORDINAT_TERTUKAR",
    "KOORDINAT_DI_LUAR",
    "JUMLAH_KOLOM_BEDA",
    "JUMLAH_BARIS_BEDA",
    "SATUAN_SERIBU",
    "SATUAN_UANG",
    "SATUAN_SEL",
    "PERSEN_LEBIH",
    "HITUNGAN_PECAHAN",
    "TAHUN_TERBALIK",
    "ISI_TIDAK_MIRIP",
    "KOLOM_SAMA",
    "BAGIAN_LEBIH_BESAR",
    "HITUNGAN_TIDAK_COCOK",
    "BAGIAN_BUKAN_100",
    "KOORDINAT_JAUH",
    "LONJAKAN",
    "LONJAKAN_JUMLAH",
    "SEL_KECIL",
    "SEL_KECIL_PERHATIAN",
)
SILENCES_THE_SCHEMA = (
    "RUMUS_GALAT",
    "RUMUS_TANPA_NILAI",
    "UKURAN_KOSONG",
    "WILAYAH_TIDAK_DIKENAL",
    "WILAYAH_MIRIP",
    "KODE_BPS",
    "NILAI_NEGATIF",
)


def examine(tested: Tested) -> list[Finding]:
    """Give what is wrong or doubtful in the table itself; what follows from a wrong cell is not told again."""
    as_read = tested.as_read()
    canonical, recipe, reference = as_read.canonical, tested.recipe, tested.reference
    causes: list[Finding] = []
    for check in (unfilled, checks_values.negatives, sums, slips):
        found = check(as_read)
        causes += found
        tested.told.update(cell for item in found for cell in item.cells)
    return [
        *causes,
        *rules(as_read),
        *checks_keys.duplicate_keys(tested),
        *checks_values.percentages(as_read),
        *checks_values.fractional_counts(as_read),
        *checks_values.places(as_read),
        *checks_regions.region_names(recipe, canonical, reference, tested.sheet),
        *checks_keys.missing_regions(tested),
        *checks_periods.missing_periods(tested),
        *checks_codings.codings(as_read),
        *checks_keys.offices(tested),
        *list_names(tested),
        *checks_periods.future_periods(tested),
        *checks_values.small_cells(as_read),
    ]


def beside(tested: Tested, base: Table) -> list[Finding]:
    """Give what is doubtful beside the series that the table joins, and between its own periods."""
    return compare(tested, base)


def once(findings: Sequence[Finding]) -> list[Finding]:
    """Leave out what is told already: a finding all of whose cells belong to a stronger one, of the same kind of cause."""
    rank = {code: place for place, code in enumerate(STRONGEST_FIRST)}
    told: set[str] = set()
    gone: set[int] = set()
    for item in sorted(findings, key=lambda item: rank.get(item.code, len(rank))):
        if item.code not in rank or not item.cells:
            continue
        if told.issuperset(item.cells):
            gone.add(id(item))
        told.update(item.cells)
    return [item for item in findings if id(item) not in gone]


def beyond_schema(findings: Iterable[Finding], schema_findings: Iterable[Finding]) -> list[Finding]:
    """Leave out questions and remarks about cells that break the schema: what must be mended is told once."""
    broken = {cell for item in schema_findings if item.severity == REJECT for cell in item.cells}
    return [
        item
        for item in findings
        if item.severity == REJECT
        or not item.cells
        or item.code not in STRONGEST_FIRST
        or not broken.issuperset(item.cells)
    ]


def counts(findings: Iterable[Mapping[str, object]]) -> dict[str, int]:
    """Give how many findings there are of each severity."""
    severities = [item["severity"] for item in findings]
    return {name: severities.count(name) for name in ("tolak", "konfirmasi", "peringatan")}
