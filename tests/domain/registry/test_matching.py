"""Whose codes a column holds: by the lists, the names beside them, the title and the year."""

from __future__ import annotations

from datetime import date

import pytest

from ckanext.satudata.adapters.registry import shipped
from ckanext.satudata.domain.registry.matching import (
    Book,
    Match,
    book_of,
    declared_in,
    family_in,
    match,
    merged,
)

TODAY = date(2026, 11, 21)


def books(*names: str, at: date = TODAY) -> list[Book]:
    lists = [one for name in names if (one := shipped.get(name))]
    systems = {"kemendagri", "bps", "kbli_2020", "kbli_2025"}
    columns = (
        (one, column) for one in lists for column, system in one.about.codings.items() if system in systems
    )
    return merged(book_of(one, column, at) for one, column in columns if column.startswith("kode"))


REGIONS = books("provinsi_kabupaten")
KBLI = books("kbli_2020", "kbli_2025")


def judged(known: list[Book], *codes: str, names: tuple[str, ...] = (), **more: object) -> Match:
    beside = (*names, *([""] * (len(codes) - len(names))))
    return match(zip(codes, beside, strict=True), known, **more)  # type: ignore[arg-type]


def test_colliding_regions_are_doubtful_until_names_or_title_tell() -> None:
    answer = judged(REGIONS, "91", "92", "94")
    assert answer.doubtful and [one.code for one in answer.collisions] == ["91", "92", "94"]
    assert judged(REGIONS, "91", "92", names=("Papua Barat", "Papua Barat Daya")).system == "bps"
    assert judged(REGIONS, "91", "92", names=("Papua", "")).system == "kemendagri"
    assert judged(REGIONS, "91", "92", declared="bps").system == "bps"


def test_codes_that_mean_the_same_in_both_are_not_asked_about() -> None:
    answer = judged(REGIONS, "3201", "3202", "3203")
    assert answer.system and not answer.doubtful and not answer.collisions


def test_other_names_of_a_province_agree_as_well() -> None:
    assert judged(REGIONS, "52", "53", names=("NTB", "NTT")).fits[0].agreeing == 2
    assert judged(REGIONS, "31", names=("Daerah Khusus Jakarta",)).fits[0].agreeing == 1


def test_the_day_decides_which_codes_there_are() -> None:
    before = books("provinsi_kabupaten", at=date(2022, 1, 1))
    assert judged(before, "93", "95").system == "" and not judged(before, "93", "95").doubtful
    assert judged(REGIONS, "95.01", "95.02").system == "kemendagri"


@pytest.mark.parametrize(
    ("codes", "names", "year", "system"),
    [
        (("A", "B"), (), 2025, ""),
        (("A", "B"), (), None, ""),
        (("A", "B"), (), 2024, "kbli_2020"),
        (("K",), ("Aktivitas Keuangan dan Asuransi",), 2025, "kbli_2020"),
        (("L",), ("Aktivitas Keuangan dan Asuransi",), 2025, "kbli_2025"),
        (("01138", "01271"), (), 2025, "kbli_2025"),
    ],
)
def test_kbli(codes: tuple[str, ...], names: tuple[str, ...], year: int | None, system: str) -> None:
    assert judged(KBLI, *codes, names=names, year=year).system == system


def test_titles_name_systems_and_families() -> None:
    assert declared_in("Kode BPS") == "bps" and declared_in("Kode Kemendagri/BPS") == ""
    assert declared_in("sektor_kbli_2025") == "kbli_2025" and declared_in("Sektor KBLI") == ""
    assert family_in("Sektor KBLI") == "kbli" and family_in("kode_kabupaten_kota") == "wilayah"
    assert family_in("Kode Pos") == family_in("Nama Kabupaten") == ""
