"""Regions through the versions of a list: an old pair of codes holds until the day on which a version has another."""

from __future__ import annotations

from datetime import date

from ckanext.satudata.domain.registry.crosswalk import cross, places_of, through
from ckanext.satudata.domain.registry.lists import About, CodeList

ABOUT = About("uji", "Uji", codings={"kode": "kemendagri", "kode_bps": "bps"})
COLUMNS = ("kode", "nama", "kode_bps", "berlaku_mulai", "berlaku_sampai")


def version(number: int, *rows: tuple[str, str, str, str, str]) -> CodeList:
    return CodeList(ABOUT, COLUMNS, tuple(dict(zip(COLUMNS, row, strict=True)) for row in rows), number)


SHIPPED = version(
    0,
    ("99.01", "Satu", "9901", "2000-01-01", ""),
    ("99.02", "Dua", "9902", "", ""),
    ("99.03", "Tiga", "9903", "", ""),
)
RENUMBERED = version(
    1,
    ("99.01", "Satu", "9911", "2000-01-01", ""),
    ("99.02", "Dua", "9902", "", ""),
    ("99.03", "Tiga", "9913", "2024-06-01", ""),
)
AGAIN = version(
    2,
    ("99.01", "Satu Baru", "9921", "2000-01-01", ""),
    ("99.02", "Dua", "9902", "", ""),
    ("99.03", "Tiga", "9913", "2024-06-01", ""),
)
PLACES = places_of([through([(SHIPPED, None), (RENUMBERED, date(2025, 1, 1)), (AGAIN, date(2026, 1, 1))])])


def other(code: str, system: str, at: str) -> str:
    place = cross(PLACES, code, system, date.fromisoformat(at)).place
    return "" if place is None else place.bps if system == "kemendagri" else place.kemendagri


def test_a_place_has_the_code_of_each_day() -> None:
    days = {"2024-12-31": "9901", "2025-01-01": "9911", "2025-12-31": "9911", "2026-01-01": "9921"}
    assert {day: other("99.01", "kemendagri", day) for day in days} == days
    assert other("99.01", "kemendagri", "1999-12-31") == ""


def test_an_old_code_is_found_on_its_days_and_told_of_on_others() -> None:
    assert other("9901", "bps", "2020-05-05") == "99.01" and other("9901", "bps", "2025-01-01") == ""
    answer = cross(PLACES, "9901", "bps", date(2026, 11, 22))
    assert [(one.kemendagri, one.until) for one in answer.otherwise] == [("99.01", "2024-12-31")]


def test_the_day_that_the_table_gives_goes_before_that_of_the_version() -> None:
    assert (other("99.03", "kemendagri", "2024-05-31"), other("99.03", "kemendagri", "2024-06-01")) == (
        "9903",
        "9913",
    )


def test_a_place_that_keeps_its_codes_is_one_place() -> None:
    assert [place.since for place in PLACES if place.kemendagri == "99.02"] == [""]
    assert len(PLACES) == 6


def test_a_correction_from_the_first_day_on_leaves_nothing_of_the_mistake() -> None:
    mended = version(1, ("99.01", "Satu", "9911", "2000-01-01", ""))
    places = through([(SHIPPED, None), (mended, date(1990, 1, 1))])
    assert [(place.bps, place.since, place.until) for place in places] == [("9911", "2000-01-01", "")]
