"""Texts are asked for decimal digits before they become numbers: ``int`` refuses a superscript two, which is a digit."""

from __future__ import annotations

from pathlib import Path

import pytest

import ckanext.satudata

ROOT = Path(next(iter(ckanext.satudata.__path__)))


def test_nothing_that_is_asked_for_digits_can_break_int() -> None:
    assert "²".isdigit() and not "²".isdecimal()
    with pytest.raises(ValueError):
        int("²")
    found = [
        str(path.relative_to(ROOT)) for path in ROOT.rglob("*.py") if ".isdigit()" in path.read_text("utf-8")
    ]
    assert found == [], "use isdecimal()"
