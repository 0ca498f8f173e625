"""A connection beside the session: it commits by itself, whatever the running use case does."""

from __future__ import annotations

from contextlib import AbstractContextManager

import sqlalchemy as sa
from ckan.model import meta


def transaction() -> AbstractContextManager[sa.Connection]:
    """A transaction of its own on CKAN's database."""
    if meta.engine is None:
        raise RuntimeError("CKAN's database engine is not set up")
    return meta.engine.begin()
