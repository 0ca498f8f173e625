"""What holds for every module of integration tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from support import offices


@pytest.fixture(scope="module", autouse=True)
def posts_end() -> Iterator[None]:
    """Nobody of a module before holds a post: every event would be told and mailed to all of them."""
    yield
    offices.end_posts()
