"""Days off in files: what is decreed, what an office adds, and what is said of a file that cannot be used."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import holidays
import pytest
import yaml

from ckanext.satudata.adapters.calendar import OfficeCalendar, load
from ckanext.satudata.domain.holidays import CalendarFlawed, DaysOff, read

JAKARTA = ZoneInfo("Asia/Jakarta")


@pytest.mark.parametrize("year, count", [(2025, 11), (2026, 8), (2027, 8)])
def test_the_decreed_cuti_bersama_is_what_the_library_knows(year: int, count: int) -> None:
    """Two sources, kept apart from each other: the shipped file and the ``holidays`` library."""
    decree = load().decrees[year]
    library = holidays.country_holidays("ID", years=year, categories=("government",))
    assert decree.decided and "Nomor" in decree.basis and decree.signed_on is not None
    assert [off.day for off in decree.days] == sorted(library)
    assert len(decree.days) == count


@pytest.mark.parametrize("year, count", [(2025, 17), (2026, 17), (2027, 18)])
def test_the_library_knows_as_many_national_holidays_as_were_decreed(year: int, count: int) -> None:
    kinds = [off.kind for off in OfficeCalendar(JAKARTA).year(year)]
    assert kinds.count("libur_nasional") == count


@pytest.mark.parametrize(
    "day",
    [
        date(2025, 8, 18),
        date(2026, 3, 20),
        date(2026, 12, 24),
        date(2026, 12, 25),
        date(2027, 3, 9),
        date(2027, 1, 5),
    ],
)
def test_a_day_off_is_no_working_day(day: date) -> None:
    assert OfficeCalendar(JAKARTA).is_holiday(day)


def test_a_year_without_a_decree_has_no_cuti_bersama_and_says_so() -> None:
    calendar = OfficeCalendar(JAKARTA)
    assert "cuti bersama 2028: belum ditetapkan" in calendar.open_points(2028)
    assert {off.kind for off in calendar.year(2028)} == {"libur_nasional"}


def test_dates_that_nobody_has_confirmed_are_named() -> None:
    points = OfficeCalendar(JAKARTA).open_points(2027)
    assert any(point.startswith("2027-03-10") and "menunggu" in point for point in points)
    assert OfficeCalendar(JAKARTA).open_points(2026) == []


def test_an_office_adds_its_own_days_and_works_on_others(tmp_path: Path) -> None:
    (tmp_path / "daerah.yaml").write_text(
        "libur_daerah:\n"
        "  - {tanggal: 2026-12-01, nama: Hari jadi kabupaten, dasar: Keputusan Bupati (data rekaan)}\n"
        "hari_kerja:\n"
        "  - {tanggal: 2026-12-24, nama: Layanan akhir tahun}\n",
        encoding="utf-8",
    )
    calendar = OfficeCalendar(JAKARTA, load(str(tmp_path), ["2026-12-02"]))
    assert calendar.is_holiday(date(2026, 12, 1)) and calendar.is_holiday(date(2026, 12, 2))
    assert not calendar.is_holiday(date(2026, 12, 24))
    named = {off.day: off.kind for off in calendar.year(2026)}
    assert named[date(2026, 12, 1)] == "libur_daerah" and date(2026, 12, 24) not in named


def test_an_office_decides_a_year_before_the_next_release(tmp_path: Path) -> None:
    (tmp_path / "2028.yaml").write_text(
        "cuti_bersama:\n  - {tahun: 2028, status: ditetapkan, dasar: SKB (data rekaan), hari: "
        "[{tanggal: 2028-01-25, nama: Imlek}]}\n",
        encoding="utf-8",
    )
    calendar = OfficeCalendar(JAKARTA, load(str(tmp_path)))
    assert calendar.is_holiday(date(2028, 1, 25))
    assert not any("belum ditetapkan" in point for point in calendar.open_points(2028))


BROKEN = """
cuti_bersama:
  - {tahun: 27, status: ditetapkan}
  - {tahun: 2027, status: mungkin}
  - {tahun: 2028, status: belum ditetapkan, hari: [{tanggal: 2028-01-01, nama: X}]}
  - {tahun: 2027, status: ditetapkan, hari: [{tanggal: 2026-12-24, nama: X}, {tanggal: besok, nama: ''}, teks]}
libur_daerah: 2026-12-01
liburan: []
"""


def test_every_flaw_is_told_with_its_place_and_mending() -> None:
    with pytest.raises(CalendarFlawed) as found:
        read({"kantor.yaml": yaml.safe_load(BROKEN)})
    flaws = found.value.flaws
    assert all(flaw.startswith("kantor.yaml") for flaw in flaws)
    for place, told in (
        ("cuti_bersama baris 1", "empat angka"),
        ("cuti_bersama baris 2", "'mungkin'"),
        ("cuti_bersama baris 3", "belum ditetapkan, tetapi ada harinya"),
        ("cuti_bersama baris 4", "'dasar' kosong"),
        ("baris 4, hari baris 1", "bukan di tahun 2027"),
        ("baris 4, hari baris 2", "'besok' bukan tanggal"),
        ("baris 4, hari baris 2", "'nama' kosong"),
        ("baris 4, hari baris 3", "tertulis 'teks'"),
        ("libur_daerah", "bukan daftar"),
        ("'liburan' tidak dikenal", "Pakai cuti_bersama"),
    ):
        assert any(place in flaw and told in flaw for flaw in flaws), (place, told, flaws)
    assert len(flaws) == 10


def test_an_option_and_a_folder_are_told_too(tmp_path: Path) -> None:
    (tmp_path / "rusak.yaml").write_text("a: [", encoding="utf-8")
    (tmp_path / "bulan.yaml").write_text("libur_daerah: [{tanggal: 2026-13-01, nama: X}]", encoding="utf-8")
    with pytest.raises(CalendarFlawed) as found:
        load(str(tmp_path), ["kemarin"])
    assert any("rusak.yaml" in flaw for flaw in found.value.flaws)
    assert any("bulan.yaml" in flaw and "2026-13-01" in flaw for flaw in found.value.flaws)
    assert any("extra_holidays" in flaw and "kemarin" in flaw for flaw in found.value.flaws)
    with pytest.raises(CalendarFlawed, match="tidak ada"):
        load(str(tmp_path / "tiada"))


def test_the_fingerprint_moves_with_days_off_and_zone_only() -> None:
    years = range(2025, 2029)
    plain = OfficeCalendar(JAKARTA, DaysOff()).fingerprint(years)
    assert OfficeCalendar(JAKARTA, DaysOff()).fingerprint(years) == plain
    assert OfficeCalendar(ZoneInfo("Asia/Makassar"), DaysOff()).fingerprint(years) != plain
    assert OfficeCalendar(JAKARTA, load(extra=["2026-12-01"])).fingerprint(years) != plain
    weekend = read({"x": {"libur_daerah": [{"tanggal": "2026-11-21", "nama": "Sabtu"}]}})
    assert OfficeCalendar(JAKARTA, weekend).fingerprint(years) == plain
