"""The difference of two texts, word by word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

WORD = re.compile(r"\s+|\w+|[^\w\s]")
LONGEST = 4_000
"""Words of a text up to which words are compared; longer ones are shown whole, the one after the other."""


@dataclass(frozen=True)
class Part:
    """A piece of text: ``same`` in both, ``del`` only in the old one, ``ins`` only in the new one."""

    kind: str
    text: str


def words(before: str, after: str) -> tuple[Part, ...]:
    """Both texts in one, in pieces. The pieces without ``ins`` are the old text, those without ``del`` the new one."""
    old, new = WORD.findall(before), WORD.findall(after)
    if len(old) + len(new) > LONGEST:
        return tuple(part for part in (Part("del", before), Part("ins", after)) if part.text)
    parts: list[Part] = []
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            parts.append(Part("same", "".join(old[i1:i2])))
            continue
        pieces = (Part("del", "".join(old[i1:i2])), Part("ins", "".join(new[j1:j2])))
        parts += [piece for piece in pieces if piece.text]
    return tuple(parts)
