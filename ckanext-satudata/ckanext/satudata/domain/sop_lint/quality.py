"""Rules of mutu baku and of the wording: what goes into a step, how long it takes, what comes out, how sure that is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from typing import Any

from ..sop_words import steps_words, time_words, total, total_words
from .flaws import Flaw, flaw

Row = Mapping[str, Any]
NOT_WRITTEN = "tidak tertulis"
INFERRED = "disimpulkan"
VERB = re.compile(r"(me(m|n|ng|ny|l|r|w|y)[a-z]{3,}|di[a-z]{4,}|ber[a-z]{4,})")
NO_VERBS = {"media", "menteri", "mesin", "meja", "berkas", "berita", "dinas", "direktur", "diskusi"}
IMPERATIVES = set(
    "ajukan arsipkan bacakan buat catat cetak data daftar edarkan himpun isi kirim koreksi kumpulkan laporkan "
    "olah pastikan periksa publikasikan rapatkan rekap sahkan sampaikan serahkan setujui siapkan simpan susun "
    "tandatangani tayangkan teliti terbitkan terima teruskan tetapkan tugaskan tulis undang unggah verifikasi".split()
)


def check(sop: Row) -> Iterator[Flaw]:
    """Flaws of the texts and of mutu baku; all of them are warnings."""
    rows = list(sop["langkah"])
    yield from _chain(rows)
    for index, row in enumerate(rows):
        yield from _verb(index, row)
        yield from _sum(index, row, rows)
    yield from _grouped(rows)


def _chain(rows: list[Row]) -> Iterator[Flaw]:
    """The output of a step is normally what the next one needs."""
    for index, (before, row) in enumerate(pairwise(rows), start=1):
        given, needed = before.get("output") or (), row.get("kelengkapan") or ()
        if given and needed and not row.get("jumlah") and not any(_same(a, b) for a in given for b in needed):
            yield flaw(
                "chain_break",
                ("langkah", index, "kelengkapan"),
                number=row.get("nomor"),
                before=before.get("nomor"),
                output="; ".join(given),
            )


def _same(one: str, other: str) -> bool:
    """Whether one name holds the other, word by word: *usulan tim* and *usulan tim dari OPD*."""
    first, second = _words(one), _words(other)
    return bool(first and second) and (first <= second or second <= first)


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.casefold().replace("&", " dan "))) - {"dan", "atau", "dari"}


def _verb(index: int, row: Row) -> Iterator[Flaw]:
    words = re.findall(r"[\w-]+", str(row.get("kegiatan") or ""))
    word = words[0].casefold() if words else ""
    if word not in IMPERATIVES and (word in NO_VERBS or not VERB.fullmatch(word)):
        yield flaw("not_a_verb", ("langkah", index, "kegiatan"), number=row.get("nomor"), word=word or "–")


def _sum(index: int, row: Row, rows: list[Row]) -> Iterator[Flaw]:
    if row.get("jumlah") and total([{**row, "jumlah": False}]) != total(rows):
        written, counted = time_words(row.get("waktu") or {}), total_words(rows)
        where = ("langkah", index, "waktu")
        yield flaw("total_differs", where, number=row.get("nomor"), written=written or "–", counted=counted)


def _grouped(rows: list[Row]) -> Iterator[Flaw]:
    """What holds for many steps at once is said once, at the first of them."""
    for rule, key, holds, facts in GROUPED:
        indexes = [index for index, row in enumerate(rows) if holds(row)]
        if indexes:
            steps = steps_words([int(rows[index]["nomor"]) for index in indexes])
            yield flaw(rule, ("langkah", indexes[0], key), steps=steps, **facts)


def _origin(key: str, origin: str) -> Callable[[Row], bool]:
    return lambda row: (row.get("asal") or {}).get(key) == origin


def _empty(key: str) -> Callable[[Row], bool]:
    return lambda row: not row.get(key)


Grouped = tuple[str, str, Callable[[Row], bool], dict[str, str]]
GROUPED: tuple[Grouped, ...] = (
    (
        "posts_inferred",
        "asal_pelaksana",
        lambda row: row.get("asal_pelaksana") in (INFERRED, NOT_WRITTEN),
        {},
    ),
    ("time_not_written", "waktu", lambda row: (row.get("waktu") or {}).get("nilai") is None, {}),
    ("no_kelengkapan", "kelengkapan", _empty("kelengkapan"), {}),
    ("no_output", "output", _empty("output"), {}),
    ("quality_inferred", "kelengkapan", _origin("kelengkapan", INFERRED), {"part": "kelengkapan"}),
    ("quality_inferred", "output", _origin("output", INFERRED), {"part": "output"}),
    ("decision_inferred", "simbol", _origin("simbol", INFERRED), {}),
    ("reading_uncertain", "bacaan", lambda row: bool(row.get("bacaan")), {}),
)
