"""Texts, digests and options on pages."""

from __future__ import annotations

import re
from typing import Any

import ckan.plugins.toolkit as tk
from markupsafe import Markup


def satudata_lines(text: Any) -> Markup:
    """Plain text with its line breaks, everything else escaped."""
    return Markup("<br>").join(str(text or "").splitlines())


def satudata_digest(value: Any) -> str:
    """First eight characters of a digest in two groups, as people compare them: ``9f3a c2d1``."""
    text = re.sub(r"^sha256:", "", str(value or ""))[:8]
    return f"{text[:4]} {text[4:]}".strip()


def satudata_option(name: str) -> Any:
    """Value of one of our own options, ``ckanext.satudata.<name>``."""
    return tk.config.get(f"ckanext.satudata.{name}")
