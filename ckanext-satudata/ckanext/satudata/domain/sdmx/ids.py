"""Ids that SDMX 2.1 allows, made from any text: ASCII, the same for the same texts, never one for two."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from hashlib import sha256

LIMIT = 48
CODE = re.compile(r"[A-Za-z0-9_@$\-]+")
COMPONENT = re.compile(r"[A-Za-z][A-Za-z0-9_\-]*")
TOTAL = "_T"
UNKNOWN = "_U"


def fingerprint(text: str, length: int = 6) -> str:
    """Give some hexadecimal digits that stand for a text."""
    return sha256(unicodedata.normalize("NFC", text).encode("utf-8", "replace")).hexdigest()[:length].upper()


def code_id(text: str) -> str:
    """Make a code's id: ``Beras medium`` becomes ``BERAS_MEDIUM``; a text without ASCII letters its fingerprint."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii").upper()
    made = re.sub(r"[^A-Z0-9]+", "_", plain).strip("_")
    if len(made) > LIMIT:
        return f"{made[:LIMIT].rstrip('_')}_{fingerprint(text)}"
    return made or f"X{fingerprint(text, 8)}"


def component_id(text: str) -> str:
    """Make the id of a component or an artefact, which begins with a letter."""
    made = code_id(text)
    return made if made[0].isalpha() else f"C_{made}"


def assign(texts: Iterable[str], taken: Collection[str] = (), component: bool = False) -> dict[str, str]:
    """Give every text its own id. Of texts that would share one, the first in the alphabet has it plain."""
    used = set(taken)
    given: dict[str, str] = {}
    for text in sorted(set(texts)):
        base = component_id(text) if component else code_id(text)
        made, length = base, 6
        while made in used:
            made, length = f"{base}_{fingerprint(text, length)}", length + 2
        used.add(made)
        given[text] = made
    return given
