"""Signs that nobody sees are left out of texts, whatever they lie in."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ckanext.satudata.domain.signs import TooDeep, seen, seen_in


def test_what_databases_and_xml_do_not_take_is_left_out() -> None:
    assert seen("a\x00b\x07c\x1b\x7fd\ud800\ufffe") == "abcd"
    assert seen("satu\x0bdua\x0ctiga\nempat\tlima\r") == "satu dua tiga\nempat\tlima\r"
    assert seen("\u202eterbalik\u2066") == "terbalik"


def test_texts_in_lists_and_objects_too_and_nothing_else() -> None:
    assert seen_in({"a\x00": ["b\x07", {"c": 1}, None, True, 2.5]}) == {"a": ["b", {"c": 1}, None, True, 2.5]}
    file = object()
    assert seen_in({"upload": file})["upload"] is file


def test_lists_without_end_are_refused() -> None:
    deep: list[Any] = []
    for _ in range(5000):
        deep = [deep]
    with pytest.raises(TooDeep):
        seen_in(deep)


@given(st.text())
def test_what_is_seen_stays_and_can_be_kept(text: str) -> None:
    kept = seen(text)
    kept.encode("utf-8")
    assert seen(kept) == kept and "\x00" not in kept
    assert not text.isprintable() or kept == text
