"""The shipped lists: told of, with codes once, in systems that exist; the known counts of the regions of Indonesia."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from ckanext.satudata.adapters.registry import shipped
from ckanext.satudata.domain.registry.crosswalk import Place, collisions, cross, places_of, through
from ckanext.satudata.domain.registry.lists import SINCE, UNTIL, CodeList, found
from ckanext.satudata.domain.registry.systems import SYSTEMS

LAST_OF_34 = date(2022, 11, 10)
TODAY = date(2026, 11, 21)


def given(name: str) -> CodeList:
    one = shipped.get(name)
    assert one is not None
    return one


PLACES = places_of(
    through([(given(name), None)]) for name in ("provinsi_kabupaten", "wilayah", "wilayah_padanan")
)
NATIONAL = through([(given("provinsi_kabupaten"), None)])


def holding(at: date, *levels: str) -> list[Place]:
    return [place for place in NATIONAL if place.level in levels and place.holds(at)]


def digits(code: str) -> str:
    return code.replace(".", "")


@pytest.mark.parametrize("name", shipped.names())
def test_every_list_is_told_of(name: str) -> None:
    one = given(name)
    assert one.about.title and one.about.title_en and one.about.label and one.about.dated and one.about.source
    assert set(one.about.codings) <= set(one.columns) and one.key in one.about.codings
    assert bool(one.about.note) == bool(one.about.note_en)
    codes = [one.code(row) for row in one.rows]
    assert codes and len(set(codes)) == len(codes)
    assert all(one.name(row) and row.get("sumber") for row in one.rows)


@pytest.mark.parametrize("name", shipped.names())
def test_codes_look_like_codes_of_their_system(name: str) -> None:
    one = given(name)
    for column, system in one.about.codings.items():
        if system in SYSTEMS and column in (one.key, "kode_bps", "kode_kemendagri"):
            assert all(SYSTEMS[system].fits(row[column]) for row in one.rows if row[column]), (column, system)
    for row in one.rows:
        for column in (SINCE, UNTIL):
            assert not row.get(column) or date.fromisoformat(row[column])


def test_provinces_and_regencies_before_and_after_the_new_provinces() -> None:
    assert (len(holding(LAST_OF_34, "provinsi")), len(holding(TODAY, "provinsi"))) == (34, 38)
    for at in (LAST_OF_34, TODAY):
        assert len(holding(at, "kabupaten", "kota")) == 514
    parents = {place.kemendagri for place in holding(TODAY, "provinsi")}
    assert {place.parent for place in holding(TODAY, "kabupaten", "kota")} == parents


def test_the_known_counts_of_the_two_codings() -> None:
    """Domain research: 199 of 514 differ, 166 of them are another one's code, 26 names are shared."""
    old = holding(LAST_OF_34, "kabupaten", "kota")
    assert sum(digits(place.kemendagri) != place.bps for place in old) == 199
    assert len(collisions(NATIONAL, LAST_OF_34, ("kabupaten", "kota"))) == 166
    names = Counter(place.bps_name.removeprefix("Kota ") for place in old)
    assert sum(count > 1 for count in names.values()) == 26
    now = holding(TODAY, "kabupaten", "kota")
    assert sum(digits(place.kemendagri) != place.bps for place in now) == 199
    assert len(collisions(NATIONAL, TODAY, ("kabupaten", "kota"))) == 169


@pytest.mark.parametrize("at", [LAST_OF_34, TODAY])
def test_no_code_means_two_places_on_one_day_in_its_own_system(at: date) -> None:
    held = [place for place in PLACES if place.holds(at)]
    assert max(Counter(place.kemendagri for place in held).values()) == 1
    assert max(Counter(place.bps for place in held).values()) == 1


@pytest.mark.parametrize(
    ("kemendagri", "bps", "name"),
    [
        ("91", "94", "Papua"),
        ("92", "91", "Papua Barat"),
        ("93", "95", "Papua Selatan"),
        ("94", "96", "Papua Tengah"),
        ("95", "97", "Papua Pegunungan"),
        ("96", "92", "Papua Barat Daya"),
        ("16.72", "1673", "Kota Pagar Alam"),
        ("16.74", "1672", "Kota Prabumulih"),
        ("16.12", "1612", "Kabupaten Penukal Abab Lematang Ilir"),
        ("12.76", "1274", "Kota Tebing Tinggi"),
        ("36.71", "3671", "Kota Tangerang"),
        ("93.01", "9501", "Kabupaten Merauke"),
        ("96.71", "9271", "Kota Sorong"),
        ("99.01.02", "9902010", "Wanasari"),
        ("99.01.02.2002", "9902010002", "Sumber Rejo"),
    ],
)
def test_both_ways(kemendagri: str, bps: str, name: str) -> None:
    there, back = cross(PLACES, kemendagri, "kemendagri", TODAY), cross(PLACES, bps, "bps", TODAY)
    assert there.place is not None and (there.place.bps, there.place.name) == (bps, name)
    assert back.place == there.place


def test_a_code_of_a_new_province_did_not_hold_before() -> None:
    before = cross(PLACES, "93.01", "kemendagri", LAST_OF_34)
    assert before.place is None and [place.name for place in before.otherwise] == ["Kabupaten Merauke"]
    assert cross(PLACES, "91.01", "kemendagri", LAST_OF_34).place is not None
    ended = cross(PLACES, "9401", "bps", date(2022, 11, 11))
    assert ended.place is None and "93.01" in ended.otherwise[0].note
    sorong = cross(PLACES, "92.71", "kemendagri", date(2022, 12, 8))
    assert sorong.place is not None and sorong.place.bps == "9171"


def test_the_same_digits_elsewhere_are_told_with_the_answer() -> None:
    for code in ("91", "92", "94", "95", "96"):
        answer = cross(PLACES, code, "kemendagri", TODAY)
        assert answer.place is not None and answer.rival is not None
        assert answer.rival.name != answer.place.name
    assert cross(PLACES, "93", "kemendagri", TODAY).rival is None
    assert cross(PLACES, "1506", "kemendagri", TODAY).place is not None, "without its dot"


def test_bps_codes_of_its_web_service_are_understood() -> None:
    for code, name in (("1507000", "Kabupaten Tanjung Jabung Barat"), ("6300000", "Kalimantan Selatan")):
        place = cross(PLACES, code, "bps", TODAY).place
        assert place is not None and place.name == name
    assert cross(PLACES, "1507030", "bps", TODAY).place is not None
    assert cross(PLACES, "7777777", "bps", TODAY).place is None


def test_a_list_is_searched_by_code_name_parent_and_day() -> None:
    national = given("provinsi_kabupaten")
    assert [row["kode"] for row in found(national, "9501", "", TODAY)] == ["93.01"]
    assert {row["kode"] for row in found(national, "tebing tinggi", "", None)} == {"12.76"}
    assert len(found(national, "", "94", TODAY)) == 8
    assert len(found(national, "", "91", LAST_OF_34)) == 29 and len(found(national, "", "91", TODAY)) == 9
