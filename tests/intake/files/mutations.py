"""Ways to damage a file: flipped bits, lost ends, lost and doubled pieces, parts exchanged, numbers blown up."""

from __future__ import annotations

import random
import re
import zipfile
import zlib
from io import BytesIO

_NUMBER = re.compile(rb"\d+")
_HUGE = (b"999999999999", b"-1", b"0", b"1048577", b"16385", b"1e999", b"nan", b"4294967296", b"")


def damaged(content: bytes, dice: random.Random) -> bytes:
    """Give the content damaged in one or more ways; a ZIP is often damaged inside its parts."""
    if content.startswith(b"PK") and dice.random() < 0.6:
        return _inside(content, dice)
    return _bytes(content, dice)


def _bytes(content: bytes, dice: random.Random) -> bytes:
    for _ in range(dice.randint(1, 4)):
        content = dice.choice((_flip, _cut, _drop, _double, _blow, _noise))(content, dice)
    return content


def _flip(content: bytes, dice: random.Random) -> bytes:
    made = bytearray(content)
    for _ in range(dice.randint(1, 30)):
        if made:
            made[dice.randrange(len(made))] ^= 1 << dice.randrange(8)
    return bytes(made)


def _cut(content: bytes, dice: random.Random) -> bytes:
    return content[: dice.randrange(len(content) + 1)]


def _drop(content: bytes, dice: random.Random) -> bytes:
    at = dice.randrange(len(content) + 1)
    return content[:at] + content[at + dice.randint(1, 200) :]


def _double(content: bytes, dice: random.Random) -> bytes:
    at = dice.randrange(len(content) + 1)
    piece = content[at : at + dice.randint(1, 400)]
    return content[:at] + piece * dice.randint(2, 30) + content[at:]


def _blow(content: bytes, dice: random.Random) -> bytes:
    places = list(_NUMBER.finditer(content))
    if not places:
        return content
    place = dice.choice(places)
    return content[: place.start()] + dice.choice(_HUGE) + content[place.end() :]


def _noise(content: bytes, dice: random.Random) -> bytes:
    at = dice.randrange(len(content) + 1)
    return content[:at] + dice.randbytes(dice.randint(1, 60)) + content[at:]


def _inside(content: bytes, dice: random.Random) -> bytes:
    """Damage the parts of a ZIP and pack them again, so that the damage reaches the readers of XML."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, zlib.error, ValueError, OSError, RuntimeError, NotImplementedError):
        return content
    names = list(parts)
    for _ in range(dice.randint(1, 3)):
        name = dice.choice(names)
        act = dice.random()
        if act < 0.2:
            other = dice.choice(names)
            parts[name], parts[other] = parts[other], parts[name]
        elif act < 0.3:
            parts.pop(name, None)
            names = list(parts) or [name]
        elif act < 0.6:
            parts[name] = _blow(parts.get(name, b""), dice)
        else:
            parts[name] = _bytes(parts.get(name, b""), dice)
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return stream.getvalue()
