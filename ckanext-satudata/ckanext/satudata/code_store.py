"""Where imported code lists are kept: the tables of the database, and the word by which processes know that they changed."""

from __future__ import annotations

import logging
from collections.abc import Mapping

import ckan.model as model
import ckan.plugins.toolkit as tk
from sqlalchemy.exc import SQLAlchemyError

from .adapters.registry import shipped
from .adapters.registry.stamp import Stamp
from .adapters.sql import beside
from .adapters.sql.registry import SqlRegistry

log = logging.getLogger(__name__)


def registry() -> SqlRegistry:
    """Code lists: imported versions, and the shipped ones."""
    return SqlRegistry(model.Session, shipped.get)


def imported_codes() -> Mapping[str, tuple[int, str]]:
    """Number and digest of the newest imported version of each list, read beside whatever transaction is running.

    None is imported where there is no database yet.
    """
    try:
        with beside.transaction() as connection:
            return SqlRegistry(connection, shipped.get).newest()
    except (RuntimeError, SQLAlchemyError) as absent:
        log.info("no imported code lists are read: %s", absent)
        return {}


def code_word() -> str | None:
    """The word by which processes know that code lists changed; None when nobody said it."""
    return _stamp().read() if tk.config.get("ckan.site_id") else None


def tell_codes(word: str, *, first: bool = False) -> None:
    """Say which code lists hold."""
    if tk.config.get("ckan.site_id"):
        _stamp().write(word, first=first)


def _stamp() -> Stamp:
    return Stamp(tk.config["ckan.site_id"])
