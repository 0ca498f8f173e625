"""Dates, periods, times: in words, day first, month first, as serial numbers, of the 1904 system, lost to Excel."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from .. import containers
from ..hand import ANY_NUMBER, DATE, INT, TEXT, C, hand, lay
from ..subjects import MONTHS
from ..truth import ASK, EITHER, Case, case

KLASS = "dates and periods"
ONE = [12, 5, 30, 4, 18, 22]
ASKS = frozenset({"date"})


def _dates(
    name: str,
    written: list[object],
    true: list[object],
    container: str = "xlsx",
    certainty: str = "sure",
    **facts: object,
) -> Case:
    return hand(
        name, KLASS, [C("Tanggal", written, true, DATE, certainty), C("Kejadian", ONE[: len(written)])], container,
        title=(), **facts,
    )  # fmt: skip


@case(KLASS)
def date_in_words() -> Case:
    """31 Desember 2024."""
    return _dates(
        "date-in-words",
        ["31 Desember 2024", "1 Januari 2025", "17 Agustus 2025", "5 Mei 2025"],
        ["2024-12-31", "2025-01-01", "2025-08-17", "2025-05-05"],
        quiet=True,
    )


@case(KLASS)
def date_short_words() -> Case:
    """31-Des-24 and 17 Agt 2025."""
    return _dates(
        "date-short-words",
        ["31-Des-2024", "1 Jan 2025", "17 Agt 2025", "5 Mei 2025"],
        ["2024-12-31", "2025-01-01", "2025-08-17", "2025-05-05"],
    )


@case(KLASS)
def date_day_first_sure() -> Case:
    """31/12/2024: no month is 31."""
    return _dates(
        "date-day-first-sure",
        ["31/12/2024", "15/01/2025", "17/08/2025", "28/05/2025"],
        ["2024-12-31", "2025-01-15", "2025-08-17", "2025-05-28"],
        quiet=True,
    )


@case(KLASS)
def date_month_first_sure() -> Case:
    """12/31/2024: an American Excel."""
    return _dates(
        "date-month-first-sure",
        ["12/31/2024", "01/15/2025", "08/17/2025", "05/28/2025"],
        ["2024-12-31", "2025-01-15", "2025-08-17", "2025-05-28"],
        certainty=EITHER,
    )


@case(KLASS)
def date_ambiguous() -> Case:
    """03/04/2025 in every row."""
    written = ["03/04/2025", "05/06/2025", "07/08/2025", "09/10/2025"]
    return _dates(
        "date-ambiguous",
        written,
        ["2025-04-03", "2025-06-05", "2025-08-07", "2025-10-09"],
        certainty=ASK,
        needs=ASKS,
    )


@case(KLASS)
def date_mixed_orders() -> Case:
    """31/12/2024 and 12/31/2024 in one column: no one reading fits."""
    written = ["31/12/2024", "12/31/2024", "03/04/2025", "17/08/2025"]
    true = ["2024-12-31", frozenset({"2024-12-31", "12/31/2024"}), "2025-04-03", "2025-08-17"]
    return _dates("date-mixed-orders", written, true, certainty=ASK, may=ASKS)


@case(KLASS)
def date_impossible() -> Case:
    """31/02/2025 is never rolled over."""
    written = ["28/02/2025", "31/02/2025", "29/02/2024", "30/04/2025"]
    true = ["2025-02-28", frozenset({"31/02/2025"}), "2024-02-29", "2025-04-30"]
    return _dates("date-impossible", written, true, may=ASKS)


@case(KLASS)
def date_two_digit_years() -> Case:
    """31/12/24."""
    written = ["31/12/24", "15/01/25", "17/08/25", "28/05/25"]
    true = [frozenset({t, f"20{t[6:]}-{t[3:5]}-{t[:2]}"}) for t in written]
    return hand(
        "date-two-digit-years",
        KLASS,
        [C("Tanggal", written, true, DATE | TEXT, EITHER), C("Kejadian", ONE[:4])],
        title=(),
        may=ASKS,
    )


@case(KLASS)
def date_1904_system() -> Case:
    """A workbook of the 1904 system."""
    days = [date(2025, 3, 3), date(2025, 3, 4), date(2025, 3, 5), date(2025, 3, 6)]
    page, truth = lay(
        [C("Tanggal", days, [day.isoformat() for day in days], DATE), C("Kejadian", ONE[:4])], title=()
    )
    content = containers.xlsx([page], date_1904=True)
    return Case("date-1904-system", KLASS, content, replace(truth, quiet=True), "data.xlsx")


@case(KLASS)
def date_native_and_text() -> Case:
    """Native dates beside typed ones that Excel did not take."""
    written = [date(2025, 1, 3), "13/01/2025", date(2025, 2, 4), "28/02/2025"]
    return _dates(
        "date-native-and-text",
        written,
        ["2025-01-03", "2025-01-13", "2025-02-04", "2025-02-28"],
        certainty=EITHER,
        may=ASKS,
    )


@case(KLASS)
def date_excel_turned_ratio() -> Case:
    """Classes 5-9 and 10-14 that Excel made into dates: 9 May, never silently an age group or a day."""
    written = ["0-4", date(2025, 9, 5), date(2025, 10, 14), "15-19"]
    true = ["0-4", frozenset({"2025-09-05", "05/09/2025"}), frozenset({"2025-10-14", "14/10/2025"}), "15-19"]
    return hand(
        "date-excel-turned-ratio", KLASS, [C("Kelompok Umur", written, true, TEXT | DATE, ASK), C("Penduduk", ONE[:4])],
        title=("Penduduk menurut Kelompok Umur, 2025",), needs=ASKS,
    )  # fmt: skip


@case(KLASS)
def period_quarters() -> Case:
    """Triwulan I to IV."""
    return hand(
        "period-quarters", KLASS,
        [C("Triwulan", ["Triwulan I", "Triwulan II", "Triwulan III", "Triwulan IV"], type=TEXT), C("Realisasi Investasi (juta Rp)", [1200, 1500, 1100, 1900], type=ANY_NUMBER)],
        title=("Realisasi Investasi menurut Triwulan, 2025",), quiet=True,
    )  # fmt: skip


@case(KLASS)
def period_month_and_year() -> Case:
    """Januari 2025 in a text column."""
    written = [f"{month} 2025" for month in MONTHS]
    return hand(
        "period-month-and-year", KLASS, [C("Bulan", written, [frozenset({t, f"2025-{at:02}", f"2025-{at:02}-01"}) for at, t in enumerate(written, 1)], TEXT | DATE),
                                          C("Kejadian", list(range(12)))],
        title=("Kejadian Kebakaran",), quiet=True,
    )  # fmt: skip


@case(KLASS)
def period_school_year_in_year_column() -> Case:
    """Tahun holds 2023/2024: no single year."""
    return hand(
        "period-school-year-in-year-column", KLASS,
        [C("Tahun", ["2022/2023", "2023/2024", "2024/2025"], type=TEXT | frozenset({"year"})), C("Murid", [900, 910, 930])],
        title=("Murid SMP Kabupaten Sukamaju",), may=frozenset({"year"}),
    )  # fmt: skip


@case(KLASS)
def period_year_as_text() -> Case:
    """Years as text, one with a blank behind it."""
    return hand(
        "period-year-as-text", KLASS, [C("Tahun", ["2021", "2022 ", "2023", "2024", "2025"], [2021, 2022, 2023, 2024, 2025], frozenset({"year"})), C("Kasus", [5, 6, 7, 8, 9])],
        title=("Kasus Campak Kabupaten Sukamaju",), quiet=True,
    )  # fmt: skip


@case(KLASS)
def period_year_with_dot() -> Case:
    """A year formatted with groups, typed: 2.025."""
    return hand(
        "period-year-with-dot", KLASS,
        [C("Tahun", ["2.023", "2.024", "2.025"], [frozenset({"2023", "2.023"}), frozenset({"2024", "2.024"}), frozenset({"2025", "2.025"})], frozenset({"year", "string", "integer", "number"}), EITHER), C("Kasus", [5, 6, 7])],
        title=("Kasus Campak Kabupaten Sukamaju",), may=frozenset({"year", "number"}),
    )  # fmt: skip


@case(KLASS)
def period_times_of_day() -> Case:
    """Opening times are text."""
    return hand(
        "period-times-of-day", KLASS, [C("Fasilitas", ["Perpustakaan", "Puskesmas", "Taman"], type=TEXT), C("Jam Buka", ["08.00 - 15.30", "07.30 - 14.00", "06.00 - 18.00"], type=TEXT), C("Pengunjung", [120, 90, 400], type=INT)],
        title=("Fasilitas Umum Kabupaten Sukamaju, 2025",), quiet=True,
    )  # fmt: skip
