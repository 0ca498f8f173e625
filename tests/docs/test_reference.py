"""The reference pages say what the code says."""

from __future__ import annotations

import pytest
import reference


@pytest.mark.parametrize("name", reference.GENERATED)
def test_the_page_is_what_the_code_says(name: str) -> None:
    written = (reference.PAGES / name).read_text(encoding="utf-8")
    assert written == reference.page(name), "run: python config/dev/reference.py"
