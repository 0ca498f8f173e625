"""Codes of areas in two systems that must never be confused.

Kemendagri codes become ``K990101``, BPS codes ``B9902010``: the digits alone would collide (of 514 kabupaten and kota, 166 have
the Kemendagri digits of another one's BPS code). The code as it is written goes along as an annotation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .ids import TOTAL
from .model import Code, Codelist, Words

DOTTED = re.compile(r"\d{2}\.\d{2}(\.\d{2}(\.\d{4})?)?")
DIGITS = re.compile(r"\d+")
LENGTHS = {"K": {2, 4, 6, 10}, "B": {2, 4, 7, 10}}
LISTS = {
    "K": (
        "CL_WILAYAH_KEMENDAGRI",
        Words("Kode wilayah Kemendagri", "Area codes of the Ministry of Home Affairs"),
    ),
    "B": ("CL_WILAYAH_BPS", Words("Kode wilayah BPS", "Area codes of Statistics Indonesia (BPS)")),
    "": ("CL_WILAYAH_DUA_KODE", Words("Kode wilayah Kemendagri dan BPS", "Area codes of both systems")),
}
VERSION = "1.0"
PREFIXES = re.compile(r"^(kecamatan|kec\.?|kelurahan|kel\.?|desa|kabupaten|kab\.?|kota)\s+")


@dataclass(frozen=True)
class Place:
    """One line of the list of areas: both codes, name, the Kemendagri code above it."""

    kemendagri: str
    bps: str
    name: str


def places(rows: Iterable[Mapping[str, Any]]) -> tuple[Place, ...]:
    """Read the list of areas, whose code column is ``kode`` or ``kode_kemendagri``."""
    return tuple(
        Place(
            str(row.get("kode_kemendagri") or row.get("kode") or ""),
            str(row.get("kode_bps") or ""),
            str(row.get("nama") or ""),
        )
        for row in rows
    )


def coding_of(column: str) -> str:
    """Tell by a column's name which system it uses: ``K``, ``B``, or nothing."""
    parts = column.lower().split("_")
    return "B" if "bps" in parts else "K" if "kemendagri" in parts or "dagri" in parts else ""


def area_id(text: str, coding: str = "") -> str | None:
    """Give the id of an area code, None for what is none. Digits without dots are BPS unless the column says else."""
    if DOTTED.fullmatch(text):
        return "K" + text.replace(".", "")
    if not DIGITS.fullmatch(text) or not text.isascii():
        return None
    if coding:
        return coding + text if len(text) in LENGTHS[coding] else None
    return "K" + text if len(text) == 6 else "B" + text if len(text) in LENGTHS["B"] - {2} else None


def plain_name(name: str) -> str:
    """Write a name for comparison: lower case, without its kind, spaces and signs."""
    return re.sub(r"[\W_]+", "", PREFIXES.sub("", name.strip().casefold()))


def ids_by_name(texts: Iterable[str], known: Sequence[Place], home: str) -> dict[str, str] | None:
    """Match names with areas below ``home``; None unless each has exactly one."""
    found: dict[str, list[str]] = {}
    for place in known:
        if place.kemendagri == home or place.kemendagri.startswith(home + "."):
            found.setdefault(plain_name(place.name), []).append(place.kemendagri)
    levels = {len(codes[0]) for codes in found.values()}
    for length in sorted(levels):
        named = {name: [c for c in codes if len(c) == length] for name, codes in found.items()}
        given = {text: named.get(plain_name(text), []) for text in texts}
        if given and all(len(codes) == 1 for codes in given.values()):
            return {text: "K" + codes[0].replace(".", "") for text, codes in given.items()}
    return None


def area_list(
    used: Mapping[str, tuple[str, str]], known: Sequence[Place], everything: bool = False
) -> Codelist:
    """Make the list of the areas used: ``{id: (code as written, name)}``; parents go along where they are known."""
    by_id = {"K" + place.kemendagri.replace(".", ""): place for place in known if place.kemendagri}
    by_bps = {"B" + place.bps: place for place in known if place.bps}
    wanted = dict(used)
    if everything:
        wanted.update({key: (place.kemendagri, place.name) for key, place in by_id.items()})
    codes = tuple(area_code(key, *wanted[key], by_id, by_bps, wanted) for key in sorted(wanted))
    kinds = {key[0] for key in wanted if not key.startswith(TOTAL)}
    name, words = LISTS[kinds.pop() if len(kinds) == 1 else "" if kinds else "K"]
    return Codelist(name, VERSION, words, codes, partial=not everything)


def area_code(
    key: str,
    written: str,
    name: str,
    by_id: Mapping[str, Place],
    by_bps: Mapping[str, Place],
    wanted: Mapping[str, object],
) -> Code:
    """Make one area's code with its codes in both systems as annotations."""
    if key.startswith(TOTAL):
        return Code(key, Words("Jumlah", "Total"))
    place = by_id.get(key) or by_bps.get(key)
    notes = [("KODE", written)]
    if place and place.kemendagri and key[0] == "B":
        notes.append(("KODE_KEMENDAGRI", place.kemendagri))
    if place and place.bps and key[0] == "K":
        notes.append(("KODE_BPS", place.bps))
    return Code(
        key, Words((place.name if place else "") or name or written), above(key, wanted), tuple(notes)
    )


def above(key: str, wanted: Mapping[str, object]) -> str:
    """Give the nearest area above one that is in the list too, or nothing."""
    for length in range(len(key) - 1, 2, -1):
        if key[:length] in wanted:
            return key[:length]
    return ""
