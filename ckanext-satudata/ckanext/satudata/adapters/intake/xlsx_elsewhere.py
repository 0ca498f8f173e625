"""Personal data in the parts of a workbook that nobody reads: caches of pivot tables, copies of other workbooks, text
boxes, names, lists of choices, headers of pages. Only the kind and the place are kept."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ...domain.intake.grid import Elsewhere
from ...domain.intake.personal import OF_OFFICIALS, kind_in_text

_PLACES = (
    ("pivot", "tembolok tabel pivot", "the cache of a pivot table"),
    ("externallink", "salinan buku kerja lain", "the copy of another workbook"),
    ("drawing", "gambar atau kotak teks", "a drawing or text box"),
    ("chart", "grafik", "a chart"),
    ("connection", "sambungan data", "a data connection"),
    ("customxml", "data XML kustom", "custom XML data"),
)
OTHER = ("bagian lain", "another part")
NAMES = ("nama terdefinisi", "a defined name")
RULES = ("daftar pilihan, aturan, atau kop halaman", "a list of choices, a rule or a page header")
_SUSPECT = re.compile(r"\d{15}|\d[ .\-]\d{6}[ .\-]\d|\d\.\d{3}\.\d{3}\.\d")
_TAGS = re.compile(r"<[^<>]*?>")
_VALUES = re.compile(
    r"\b(?:v|name|val|alt|descr|title|tooltip|prompt|comment|Target|formatCode)=\"([^\"]*)\""
)
_BETWEEN_RUNS = re.compile(
    r"</(?:\w+:)?t>\s*</(?:\w+:)?r>\s*<(?:\w+:)?r>(?:\s*<(?!(?:\w+:)?t\b)[^<>]*>){0,40}\s*<(?:\w+:)?t\b[^<>]*>"
)
_SIDE = re.compile(r"&(?:amp;)?[LCR](?=\d{15})")
_WORD = re.compile(r"\w+")
_OVERLAP = 200
_LONGEST_NUMBER = 20
_LOOKED_AT = 16 << 20


def place_of(part: str) -> tuple[str, str]:
    """Give what a part is, in Indonesian and English."""
    name = part.lower().replace("\\", "/")
    return next(((words, english) for key, words, english in _PLACES if key in name), OTHER)


def _figures_alone(word: re.Match[str]) -> str:
    """Leave out words, and figures within them: those of checksums identify nobody."""
    return word[0] if word[0].isdecimal() and len(word[0]) <= _LONGEST_NUMBER else "x"


def look(found: list[Elsewhere], place: tuple[str, str], text: str) -> None:
    """Note a personal datum in a text, each kind once for a place. An official's number or an office's address stands."""
    if not _SUSPECT.search(text):
        return
    kind = kind_in_text(_WORD.sub(_figures_alone, _SIDE.sub(" ", text)))
    if kind is not None and kind not in OF_OFFICIALS and Elsewhere(kind, *place) not in found:
        found.append(Elsewhere(kind, *place))


def look_through(found: list[Elsewhere], part: str, chunks: Iterable[bytes]) -> bool:
    """Look through the words and values of an XML part, piece by piece, up to 16 MB of it. Tell whether that was enough:
    the whole part, or as far as what was looked for."""
    rest, seen = "", 0
    for chunk in chunks:
        seen += len(chunk)
        if seen > _LOOKED_AT:
            return False
        text = _BETWEEN_RUNS.sub("", rest + chunk.decode("utf-8", "ignore"))
        if _SUSPECT.search(text):
            words = " ".join(_VALUES.findall(text)) + " " + _TAGS.sub(" ", text)
            look(found, place_of(part), words)
            if any((item.place, item.place_en) == place_of(part) for item in found):
                return True
        rest = text[-_OVERLAP:]
    return True
