"""What a text reads as, and that no value changes its meaning."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ckanext.satudata.domain.intake.grid import Percent
from ckanext.satudata.domain.intake.numbers import (
    COMMA_GROUPS,
    CONVENTIONS,
    DOT_GROUPS,
    LOST_DOT,
    NATIVE,
    TEXT_COMMA_THOUSANDS,
    TEXT_DOT_DECIMAL,
    TEXT_DOT_THOUSANDS,
    plain,
    read,
    read_core,
    readings,
    take_apart,
)


@pytest.mark.parametrize(
    ("core", "dot", "comma"),
    [
        ("12.503", "12503", "12.503"),
        ("1.234.567", "1234567", None),
        ("1.234,5", "1234.5", None),
        ("1,234.5", None, "1234.5"),
        ("0.460", None, "0.460"),
        ("12,5", "12.5", None),
        ("1,503", "1.503", "1503"),
        ("5345.00", None, "5345.00"),
        ("28.503.12", None, None),
        ("4 17", None, None),
        ("1 503", "1503", "1503"),
        ("1.5", None, "1.5"),
        ("01.234", None, "01.234"),
    ],
)
def test_readings(core: str, dot: str | None, comma: str | None) -> None:
    expected = (Decimal(dot) if dot else None, Decimal(comma) if comma else None)
    assert readings(core) == expected


@given(st.sampled_from(CONVENTIONS))
def test_one_and_a_half_never_becomes_fifteen(convention: str) -> None:
    for text in ("1.5", "1,5"):
        found = read(text, convention)
        assert found is None or found.number == Decimal("1.5")


@given(st.integers(min_value=0, max_value=10**12), st.integers(min_value=0, max_value=999))
def test_what_a_convention_writes_it_reads(whole: int, fraction: int) -> None:
    grouped = f"{whole:,}"
    number = Decimal(f"{whole}.{fraction:03d}")
    assert read(f"{grouped.replace(',', '.')},{fraction:03d}", TEXT_DOT_THOUSANDS) is not None
    assert read(f"{grouped.replace(',', '.')},{fraction:03d}", TEXT_DOT_THOUSANDS).number == number  # type: ignore[union-attr]
    assert read(f"{grouped}.{fraction:03d}", TEXT_COMMA_THOUSANDS).number == number  # type: ignore[union-attr]


@given(st.text(alphabet="0123456789., ", min_size=1, max_size=14))
def test_a_reading_keeps_the_digits(core: str) -> None:
    for way in (DOT_GROUPS, COMMA_GROUPS):
        number = read_core(core.strip(), way, True)
        if number is not None:
            digits = "".join(sign for sign in core if sign.isdigit())
            assert format(number, "f").replace(".", "").lstrip("0") == digits.lstrip("0")


@given(st.text(max_size=30))
def test_any_text_is_taken_apart_or_left(text: str) -> None:
    parts = take_apart(text)
    assert parts is None or parts.core[0].isdigit()


@pytest.mark.parametrize(
    ("text", "number", "marker"),
    [
        ("Rp 1.250.000", "1250000", None),
        ("Rp1.250.000,-", "1250000", None),
        ("12,5 %", "12.5", None),
        ("(1.250)", "-1250", None),
        ("\u22125,2", "-5.2", None),
        ("1.234*", "1234", "*"),
        ("1.234 **)", "1234", "**"),
        ("1.234e", "1234", "e"),
        ("1\u00a0234\u00a0567", "1234567", None),
    ],
)
def test_what_stands_around_a_number(text: str, number: str, marker: str | None) -> None:
    found = read(text, TEXT_DOT_THOUSANDS)
    assert found is not None and (found.number, found.marker) == (Decimal(number), marker)


@pytest.mark.parametrize(
    "text", ["", "15 orang", "NaN", "Infinity", "1e999", "٣٤", "1_000", "12-03", "Wanasari"]
)
def test_what_is_no_number(text: str) -> None:
    assert all(read(text, convention) is None for convention in CONVENTIONS)


def test_native_numbers() -> None:
    assert read(12503, NATIVE).number == 12503  # type: ignore[union-attr]
    assert plain(read(0.1 + 0.2, NATIVE).number) == "0.3"  # type: ignore[union-attr]
    assert read(Percent(0.125), NATIVE).number == Decimal("12.5")  # type: ignore[union-attr]
    assert read(1.012, LOST_DOT).number == 1012  # type: ignore[union-attr]
    assert read(987, LOST_DOT).number == 987  # type: ignore[union-attr]
    assert read(True, NATIVE) is None
    assert read(float("nan"), NATIVE) is None


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**12), max_value=10**12))
def test_plain_text_is_the_number(number: Decimal) -> None:
    text = plain(number)
    assert Decimal(text) == number
    assert "E" not in text.upper() and not text.endswith(".")
    assert read(text.lstrip("-"), TEXT_DOT_DECIMAL) is not None
