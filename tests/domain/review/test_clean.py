"""A submission is clean when nothing was found and its columns are those of the public edition."""

from __future__ import annotations

from typing import Any

import pytest

from ckanext.satudata.domain.review.clean import is_clean
from ckanext.satudata.domain.schemadiff import same_structure

KECAMATAN = {"name": "kecamatan", "type": "string", "description": "Nama kecamatan"}
JUMLAH = {"name": "jumlah", "type": "integer", "unit": "jiwa", "title": "Jumlah"}
PUBLIC: dict[str, Any] = {"fields": [KECAMATAN, JUMLAH], "primaryKey": ["kecamatan"]}

OTHER_STRUCTURES = {
    "another unit": {**PUBLIC, "fields": [KECAMATAN, {**JUMLAH, "unit": "ribu jiwa"}]},
    "another type": {**PUBLIC, "fields": [KECAMATAN, {**JUMLAH, "type": "number"}]},
    "another name": {**PUBLIC, "fields": [KECAMATAN, {**JUMLAH, "name": "total"}]},
    "another order": {**PUBLIC, "fields": [JUMLAH, KECAMATAN]},
    "another key": {**PUBLIC, "primaryKey": ["kecamatan", "jumlah"]},
    "a column more": {**PUBLIC, "fields": [KECAMATAN, JUMLAH, {"name": "catatan", "type": "string"}]},
    "a column less": {**PUBLIC, "fields": [KECAMATAN]},
}


@pytest.mark.parametrize("changed", OTHER_STRUCTURES.values(), ids=OTHER_STRUCTURES)
def test_another_structure_is_looked_at(changed: dict[str, Any]) -> None:
    assert not same_structure(PUBLIC, changed)
    assert not is_clean({}, changed, PUBLIC, 0)


def test_words_about_a_column_are_no_structure() -> None:
    told = {"fields": [KECAMATAN, {**JUMLAH, "description": "Jumlah penduduk", "title": "Total"}]}
    same = {**told, "primaryKey": "kecamatan", "missingValues": [""]}
    assert same_structure(PUBLIC, same)
    assert is_clean({"peringatan": 2}, same, PUBLIC, 0)


def test_a_first_edition_has_no_structure_to_keep() -> None:
    assert is_clean({}, PUBLIC, None, 0)


@pytest.mark.parametrize("counts", [{"tolak": 1}, {"konfirmasi": 1}])
def test_what_was_found_asks_for_judgement(counts: dict[str, int]) -> None:
    assert not is_clean(counts, PUBLIC, PUBLIC, 0)


def test_an_open_remark_asks_for_judgement() -> None:
    assert not is_clean({}, PUBLIC, PUBLIC, 1)
