"""The language of the page that is being made."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk

from .. import words


def english() -> bool:
    """Whether the page is in English."""
    return words.language() == "en"


def satudata_lang() -> str:
    """``id`` or ``en``: the language of the page."""
    return words.language()


def satudata_pick(item: dict[str, Any], key: str) -> str:
    """A sentence in the page's language, from an item that carries ``key`` and ``key_en``."""
    return str((english() and item.get(f"{key}_en")) or item.get(key) or "")


def satudata_list(item: dict[str, Any], key: str) -> list[Any]:
    """A list in the page's language, from an item that carries ``key`` and ``key_en``."""
    return list((english() and item.get(f"{key}_en")) or item.get(key) or [])


def satudata_lang_url(locale: str) -> str:
    """Address of the page that is open, in another language."""
    path = tk.request.full_path.rstrip("?") if tk.request.method == "GET" else tk.request.path
    return tk.h.url_for(str(path), locale=locale)
