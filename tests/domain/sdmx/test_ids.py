"""Ids are legal, each text has its own, and the same texts give the same ids in any order."""

from __future__ import annotations

import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from ckanext.satudata.domain.sdmx.areas import area_id
from ckanext.satudata.domain.sdmx.ids import CODE, COMPONENT, LIMIT, assign, code_id, component_id

TEXTS = st.lists(st.text(max_size=80), max_size=30)
COLLIDING = st.lists(st.text("aA-_ .éÉ/", max_size=6), max_size=30)


@given(TEXTS | COLLIDING)
def test_each_text_has_its_own_legal_id(texts: list[str]) -> None:
    given_ids = assign(texts)
    assert set(given_ids) == set(texts)
    assert len(set(given_ids.values())) == len(set(texts))
    assert all(CODE.fullmatch(one) for one in given_ids.values())


@given(TEXTS | COLLIDING, st.randoms())
def test_the_order_of_the_texts_does_not_matter(texts: list[str], chance: object) -> None:
    shuffled = list(texts)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert assign(texts) == assign(shuffled)


@given(TEXTS | COLLIDING, st.sets(st.text("ABC_", min_size=1, max_size=3)))
def test_components_begin_with_a_letter_and_keep_off_what_is_taken(texts: list[str], taken: set[str]) -> None:
    given_ids = assign(texts, taken, component=True)
    assert all(COMPONENT.fullmatch(one) for one in given_ids.values())
    assert not set(given_ids.values()) & taken


@given(st.text(min_size=1, max_size=200))
def test_one_spelling_in_unicode_is_as_good_as_the_other(text: str) -> None:
    made = code_id(text)
    assert len(made) <= LIMIT + 8
    assert code_id(unicodedata.normalize("NFD", text)) == code_id(unicodedata.normalize("NFC", text))


def test_ordinary_names_stay_readable() -> None:
    assert assign(["Beras medium", "beras-medium", "Gula pasir"]) == {
        "Beras medium": "BERAS_MEDIUM",
        "beras-medium": assign(["Beras medium", "beras-medium"])["beras-medium"],
        "Gula pasir": "GULA_PASIR",
    }
    assert code_id("10 - Makanan") == "10_MAKANAN" and component_id("10 - Makanan") == "C_10_MAKANAN"
    assert re.fullmatch(r"X[0-9A-F]{8}", code_id("東京"))


def test_the_two_codings_of_areas_stay_apart() -> None:
    assert [area_id(code) for code in ("15.06", "1506", "15.06.01", "1507010", "990101")] == [
        "K1506",
        "B1506",
        "K150601",
        "B1507010",
        "K990101",
    ]
    assert [area_id("1506", coding) for coding in "KB"] == ["K1506", "B1506"]
    assert [area_id(text) for text in ("15.6", "15.06.01.", "٤٤", "Betara", "123", "15.06.01.200")] == [
        None
    ] * 6
