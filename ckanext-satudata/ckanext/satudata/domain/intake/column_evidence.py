"""Why a column was taken for what it is: in words, with how sure the reading is."""

from __future__ import annotations

from .column import BOOLEAN, DATE, NUMBERING, YEAR, Column
from .regions import BPS, Regions

_PERIODS = {
    "month": ("bulan", "months"),
    "quarter": ("triwulan", "quarters"),
    "half": ("semester", "half-years"),
    "year_month": ("bulan dengan tahunnya", "months with their year"),
    "year_quarter": ("triwulan dengan tahunnya", "quarters with their year"),
    "year_half": ("semester dengan tahunnya", "half-years with their year"),
    "school_year": ("tahun ajaran", "school years"),
}


def explain(column: Column, regions: Regions) -> None:
    """Set a column's confidence and evidence, each sentence in Indonesian and English."""
    if column.role == NUMBERING:
        column.evidence = [("judulnya nomor urut", "its title says numbering")]
    elif column.region:
        _explain_region(column, regions)
    elif column.period:
        words = _PERIODS[column.period]
        column.evidence = [(f"semua nilainya {words[0]}", f"all values are {words[1]}")]
    elif column.type == YEAR:
        column.evidence = [("judulnya tahun", "its title says year")]
    elif column.type == BOOLEAN:
        column.evidence = [("nilainya hanya Ya dan Tidak", "its values are Ya and Tidak only")]
    else:
        _explain_cells(column)
    if column.is_figures and column.unit is not None and column.unit_evidence:
        column.evidence.append(
            (f"satuannya tertulis '{column.unit_evidence}'", f"its unit is written '{column.unit_evidence}'")
        )


def _explain_cells(column: Column) -> None:
    stats = column.stats
    signs = sum(stats.sign_kinds.values())
    total = stats.filled + signs
    if column.type == DATE:
        _share(column, stats.dates + stats.dated.total, total, "tanggal", "dates")
    elif column.is_figures:
        _share(column, stats.natives + stats.numbers.total + signs, total, "angka", "numbers")
    else:
        _share(column, stats.words.total + stats.numbers.total + stats.natives, total, "teks", "text")


def _share(column: Column, part: int, total: int, word: str, word_en: str) -> None:
    if not total:
        column.confidence, column.evidence = 0.3, [("kolom kosong", "the column is empty")]
        return
    column.confidence = round(part / total, 2)
    column.evidence = [(f"{part} dari {total} sel berisi {word}", f"{part} of {total} cells hold {word_en}")]


def _explain_region(column: Column, regions: Regions) -> None:
    if column.codes is not None:
        _explain_codes(column)
    else:
        _explain_names(column, regions)


def _explain_codes(column: Column) -> None:
    codes = column.codes
    if codes is None or not codes.codes:
        return
    system = "BPS" if column.coding == BPS else "Kemendagri"
    column.confidence = round(codes.fitting / codes.codes, 2) if column.coding else 0.3
    column.evidence = [
        (
            f"{codes.fitting} dari {codes.codes} kode ada di daftar {system}",
            f"{codes.fitting} of {codes.codes} codes are in the list of {system}",
        )
    ]
    if codes.agreeing:
        column.evidence.append(
            (
                f"{codes.agreeing} cocok dengan nama di sebelahnya",
                f"{codes.agreeing} agree with the name beside them",
            )
        )


def _explain_names(column: Column, regions: Regions) -> None:
    names = column.stats.words.counts
    known = sum(bool(regions.all_named(text, column.region or "")) for text in names)
    column.confidence = round(0.5 + known / len(names) / 2, 2) if names else 0.5
    column.evidence = [
        (
            f"{known} dari {len(names)} nama ada di daftar {column.region}",
            f"{known} of {len(names)} names are in the list of {column.region}",
        )
    ]
