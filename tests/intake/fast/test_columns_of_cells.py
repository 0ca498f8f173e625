"""Whole columns of cells: what is proved or found is so, cell by cell, as Frictionless' reader and plain Python tell it."""

from __future__ import annotations

import random
from typing import Any

import numpy as np
import pytest
from frictionless import Schema
from hypothesis import given, settings
from hypothesis import strategies as st

from ckanext.satudata.adapters.intake.fast.cells import LONGEST, block_of, cells_of
from ckanext.satudata.adapters.intake.fast.digits import days, decimals, whole_numbers
from ckanext.satudata.adapters.intake.fast.key_marks import KeyMarks
from ckanext.satudata.adapters.intake.fast.known_texts import KnownTexts
from ckanext.satudata.adapters.intake.fast.plain import Lines
from ckanext.satudata.adapters.intake.fast.plain_keys import has_plain_form, is_plain
from ckanext.satudata.adapters.intake.fast.proofs import proof_of

NUMERALS = st.text("0123456789", max_size=18)
NUMBERS = st.one_of(
    NUMERALS,
    st.builds("{}{}.{}".format, st.sampled_from(["", "-", "+", "--"]), NUMERALS, NUMERALS),
    st.builds("{}{}".format, st.sampled_from(["-", "+", " ", "0", "-0", "."]), NUMERALS),
    st.text("0129-+._e: /;", max_size=20),
)
DAYS = st.one_of(
    st.builds("{:04}-{:02}-{:02}".format, *[st.integers(0, 40)] * 3),
    st.dates().map(str),
    st.text("0123-:/.", min_size=9, max_size=11),
)
TEXTS = st.one_of(NUMBERS, DAYS, st.text(st.characters(exclude_characters="\0", codec="utf-8"), max_size=90))
BOUNDS: list[dict[str, Any]] = [
    {},
    {"minimum": 0},
    {"minimum": -3, "maximum": 12},
    {"exclusiveMinimum": 0, "exclusiveMaximum": 100},
    {"maximum": 10**30},
]
FIELDS: list[dict[str, Any]] = [
    *({"type": kind, "constraints": each} for kind in ("integer", "number", "year") for each in BOUNDS),
    *({"type": "number", "floatNumber": True, "constraints": each} for each in BOUNDS),
    *(
        {"type": "number", "constraints": {low: "0.5", high: "9.25"}}
        for low, high in [("minimum", "maximum")]
    ),
    {"type": "number", "constraints": {"exclusiveMinimum": "0.1", "exclusiveMaximum": "9.9"}},
    {"type": "date"},
    {"type": "date", "constraints": {"minimum": "1999-12-31", "maximum": "2025-02-28"}},
    {"type": "date", "constraints": {"exclusiveMinimum": "1999-12-31", "exclusiveMaximum": "2025-02-28"}},
    {"type": "string", "constraints": {"minLength": 2, "maxLength": 40}},
]
SECOND = {"$schema": "https://datapackage.org/profiles/2.0/tableschema.json", "missingValues": []}


@settings(max_examples=200, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=12))
def test_what_is_proved_is_good_for_frictionless(texts: list[str]) -> None:
    cells = cells_of([text.encode() for text in texts])
    for given_field in FIELDS:
        field = Schema.from_descriptor(SECOND | {"fields": [{"name": "a", **given_field}]}).fields[0]
        read = field.create_cell_reader()
        for keyed in (False, True):
            proof = proof_of(field, keyed)
            for text in [] if proof is None else np.array(texts, object)[proof(cells)]:
                value, notes = read(text)
                assert value is not None and not notes, (given_field, text)
                assert not keyed or not has_plain_form(field) or is_plain(field, text)


@pytest.mark.parametrize(("kind", "text"), [("integer", "-12"), ("number", "0.25"), ("date", "2024-02-28")])
def test_plain_texts_are_proved(kind: str, text: str) -> None:
    """Proofs that prove nothing would pass the test above."""
    field = Schema.from_descriptor({"fields": [{"name": "a", "type": kind}]}).fields[0]
    proof = proof_of(field, keyed=False)
    assert proof is not None and proof(cells_of([text.encode()])).all()


@given(st.lists(st.integers(-(10**16) + 1, 10**16 - 1), min_size=1))
def test_whole_numbers_are_read(numbers: list[int]) -> None:
    read = whole_numbers(cells_of([str(number).encode() for number in numbers]))
    low, high = read.reckon()
    assert read.plain.all() and low.tolist() == high.tolist() == numbers


@given(st.lists(st.tuples(st.integers(-99_999, 99_999), st.integers(0, 99_999)), min_size=1))
def test_decimals_lie_between_whole_numbers(parts: list[tuple[int, int]]) -> None:
    read = decimals(cells_of([f"{whole}.{beyond:05}".encode() for whole, beyond in parts]))
    assert read.plain.all()
    for (whole, beyond), low, high in zip(parts, *read.reckon(), strict=True):
        more = int(beyond > 0)
        assert (low, high) == ((whole, whole + more) if whole >= 0 else (whole - more, whole)) or whole == 0


@given(st.dates())
def test_days_are_read(day: Any) -> None:
    read = days(cells_of([day.isoformat().encode()]))
    assert read.plain[0] == ((day.month, day.day) != (2, 29))
    assert not read.plain[0] or read.reckon()[0][0] == day.year * 10_000 + day.month * 100 + day.day


@given(st.sets(TEXTS), st.lists(TEXTS), st.lists(st.integers(0, 50)))
def test_known_texts_are_found_and_no_others(known: set[str], texts: list[str], again: list[int]) -> None:
    asked = [text.encode() for text in [*texts, *(sorted(known)[at] for at in again if at < len(known))]]
    store = KnownTexts()
    store.add(text.encode() for text in known)
    expected = [text.decode() in known and len(text) <= LONGEST for text in asked]
    assert store.find(cells_of(asked)).tolist() == expected


def test_many_known_texts_are_found_but_for_a_few() -> None:
    dice = random.Random(4)  # noqa: S311
    texts = list({str(dice.randrange(10**9)).encode() * dice.randint(1, 3) for _ in range(5000)})
    store = KnownTexts()
    store.add(texts)
    assert store.find(cells_of(texts)).mean() > 0.999
    assert not store.find(cells_of([b"1" + text for text in texts])).any()


KEYS = st.one_of(st.integers(0, 30).map(str), TEXTS, st.text("ab", min_size=60, max_size=80))


@given(
    st.lists(st.lists(st.tuples(KEYS, KEYS), min_size=1), min_size=1, max_size=3),
    st.sets(KEYS),
    st.booleans(),
)
def test_keys_that_stand_twice_are_found(
    blocks: list[list[tuple[str, str]]], others: set[str], both: bool
) -> None:
    group = [0, 1] if both else [1]
    marks, rows = KeyMarks(group), [row for block in blocks for row in block]
    for block in blocks:
        columns = [cells_of([text.encode() for text in column]) for column in zip(*block, strict=True)]
        marks.note(Lines(np.arange(len(block)), columns))
    beside = {(text, text)[: len(group)] for text in others}
    keys = [tuple(row[at] for at in group) for row in rows]
    expected = [at for at, key in enumerate(keys) if keys.count(key) > 1 or key in beside]
    assert marks.sharing(beside).tolist() == expected


@given(st.binary(max_size=60), st.integers(0, 70))
def test_words_are_the_signs_from_a_place_on(text: bytes, place: int) -> None:
    block = block_of(text)
    word = block.words(np.array([place], np.int64))[0]
    assert int(word).to_bytes(8, "little") == bytes(block.buffer[place : place + 8])
