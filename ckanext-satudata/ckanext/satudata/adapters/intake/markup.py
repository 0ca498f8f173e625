"""Web pages cut into tags and text in one pass that never looks back: a page costs as much time as it is long.

The standard library's parser looks back at each tag that is never closed; 60 kB of ``<a <a <a`` cost it minutes.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

START, END, TEXT = "start", "end", "text"
Token = tuple[str, str, str]
_NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9:_-]{0,40})")
_INSIDE = re.compile(r">|=\s*[\"']")
_RAW = re.compile(r"</(script|style|textarea|title|xmp|noframes)\b", re.IGNORECASE)
_RAW_NAMES = ("script", "style", "textarea", "title", "xmp", "noframes")
_ATTRIBUTE = re.compile(r"([A-Za-z:_-]{1,40})(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
_LONGEST = 4_000


def tokens(text: str) -> Iterator[Token]:
    """Give (``start``, tag, its attributes' text), (``end``, tag, ""), (``text``, text, ""). What never ends is left out."""
    at = 0
    while 0 <= at < len(text):
        begin = text.find("<", at)
        data = text[at : begin if begin >= 0 else len(text)]
        if data:
            yield TEXT, unescaped(data), ""
        if begin < 0:
            return
        token, at = _token(text, begin)
        if token is not None and at >= 0:
            yield token
            at = _raw_end(text, token[1], at) if token[0] == START else at


def _token(text: str, begin: int) -> tuple[Token | None, int]:
    """Give what begins at a ``<`` and the place after it; -1 when it never ends."""
    match = _NAME.match(text, begin)
    if match is None:
        after = _other(text, begin)
        return ((TEXT, "<", "") if after == begin + 1 else None), after
    after = _tag_end(text, match.end())
    if text[begin + 1] == "/":
        return (END, match[1].lower(), ""), after
    return (START, match[1].lower(), text[match.end() : min(after - 1, match.end() + _LONGEST)]), after


def _other(text: str, begin: int) -> int:
    """Give the place after a comment or declaration; the next place when it is just a sign; -1 when it never ends."""
    if text.startswith("<!--", begin):
        end = text.find("-->", begin + 4)
        return end + 3 if end >= 0 else -1
    if text[begin + 1 : begin + 2] in ("!", "?", "/"):
        end = text.find(">", begin)
        return end + 1 if end >= 0 else -1
    return begin + 1


def _tag_end(text: str, at: int) -> int:
    """Give the place after a tag's end, quoted values passed over; -1 when it never ends."""
    while match := _INSIDE.search(text, at):
        if match[0] == ">":
            return match.end()
        end = text.find(match[0][-1], match.end())
        if end < 0:
            return -1
        at = end + 1
    return -1


def _raw_end(text: str, name: str, at: int) -> int:
    """Give the place where the text of a script and its like ends; it holds no tags."""
    if name not in _RAW_NAMES:
        return at
    while match := _RAW.search(text, at):
        if match[1].lower() == name:
            return match.start()
        at = match.end()
    return -1


def attributes(text: str) -> dict[str, str]:
    """Give a tag's attributes: name to value, in small letters' names."""
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(text):
        found.setdefault(match[1].lower(), unescaped(match[2] or match[3] or match[4] or ""))
    return found


def unescaped(text: str) -> str:
    """Give a text with its character references resolved."""
    if "&" not in text:
        return text
    try:
        return html.unescape(text)
    except ValueError:  # a number of thousands of digits
        return text
