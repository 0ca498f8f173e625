"""Whether the parts of a document have the shape that the other rules, the engine and the print rely on."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from typing import Any

from .flaws import Flaw, Where, flaw

Part = Mapping[str, Any]
MAPPING, TEXTS, ROWS, WHOLE, TEXT, LABEL = "mapping", "texts", "rows", "whole", "text", "label"
NAME, SWITCH = "name", "switch"
WORDS = {
    MAPPING: ("pasangan kunci dan isi", "keys with values"),
    TEXTS: ("daftar teks", "a list of texts"),
    ROWS: ("daftar baris berisi kunci", "a list of rows with keys"),
    WHOLE: ("bilangan bulat dari 1 sampai 999.999.999", "a whole number from 1 to 999,999,999"),
    TEXT: ("teks", "a text"),
    LABEL: ("teks atau bilangan bulat", "a text or a whole number"),
    NAME: (
        "huruf kecil, angka, titik, garis bawah, atau tanda hubung, paling banyak 100",
        "lower-case letters, digits, dots, underscores or hyphens, at most 100",
    ),
    SWITCH: ("true atau false", "true or false"),
}
EACH = "*"
NAMED = re.compile(r"[a-z0-9][a-z0-9._-]{0,99}")
"""Names that stand in addresses and names of files."""
MOST = 999_999_999
STAGE = {
    "id": NAME,
    "aksi": TEXT,
    "label": TEXT,
    "label_en": TEXT,
    "slot": TEXT,
    "ya": TEXT,
    "tidak": TEXT,
    "kebijakan": TEXT,
    "sla": WHOLE,
    "kembali": TEXTS,
    "daftar_periksa": ROWS,
    "massal": SWITCH,
    "alasan_ya": SWITCH,
}
SHAPES: dict[tuple[str, ...], dict[str, str]] = {
    (): {
        "id": NAME,
        "versi": WHOLE,
        "nama_sop": TEXT,
        "nomor_sop": LABEL,
        "rantai": TEXT,
        "instansi": MAPPING,
        "tanggal_pembuatan": MAPPING,
        "tanggal_revisi": ROWS,
        "tanggal_efektif": MAPPING,
        "disahkan_oleh": MAPPING,
        "dasar_hukum": ROWS,
        "kualifikasi_pelaksana": TEXTS,
        "keterkaitan": ROWS,
        "peralatan": TEXTS,
        "peringatan": ROWS,
        "pencatatan": TEXTS,
        "asal": MAPPING,
        "catatan_naskah": TEXTS,
        "bentuk": MAPPING,
        "pelaksana": ROWS,
        "langkah": ROWS,
        "pejabat_berbeda": SWITCH,
    },
    ("asal",): {EACH: TEXT},
    ("bentuk",): {EACH: TEXTS},
    ("instansi",): {EACH: LABEL},
    ("disahkan_oleh",): {"jabatan": TEXT, "sebutan": TEXT},
    ("dasar_hukum", EACH): {"jenis": TEXT, "nomor": LABEL, "tahun": WHOLE, "tentang": TEXT, "status": TEXT},
    ("keterkaitan", EACH): {"nama_sop": TEXT, "ref": TEXT},
    ("peringatan", EACH): {"teks": TEXT, "akibat": TEXT},
    ("pelaksana", EACH): {
        "kode": TEXT,
        "nama": TEXT,
        "jenis": TEXT,
        "slot_portal": TEXT,
        "kolom": SWITCH,
    },
    ("langkah", EACH): {
        "nomor": WHOLE,
        "kegiatan": TEXT,
        "simbol": TEXT,
        "pelaksana": TEXTS,
        "kelengkapan": TEXTS,
        "output": TEXTS,
        "keterangan": TEXT,
        "bacaan": TEXT,
        "teks_asli": TEXT,
        "catatan": TEXT,
        "asal_pelaksana": TEXT,
        "keyakinan": TEXT,
        "waktu": MAPPING,
        "sla_portal": WHOLE,
        "asal": MAPPING,
        "berulang": SWITCH,
        "transisi": ROWS,
        "pemetaan_portal": MAPPING,
    },
    ("langkah", EACH, "asal"): {EACH: TEXT},
    ("langkah", EACH, "waktu"): {"satuan": TEXT, "jenis_hari": TEXT, "asal": TEXT},
    ("langkah", EACH, "transisi", EACH): {
        "kondisi": TEXT,
        "ke": LABEL,
        "asal": TEXT,
        "alasan_wajib": SWITCH,
    },
    ("langkah", EACH, "pemetaan_portal"): {
        **STAGE,
        "bagian_dari": TEXT,
        "tahap": ROWS,
        "luar": SWITCH,
    },
    ("langkah", EACH, "pemetaan_portal", "tahap", EACH): STAGE,
    ("langkah", EACH, "pemetaan_portal", "daftar_periksa", EACH): {"kode": TEXT, "butir": TEXT},
    ("langkah", EACH, "pemetaan_portal", "tahap", EACH, "daftar_periksa", EACH): {
        "kode": TEXT,
        "butir": TEXT,
    },
}
"""The shape of each key, by where it stands; ``*`` is every row of a list or every key of a mapping."""

NEEDED: dict[tuple[str, ...], tuple[str, ...]] = {
    ("langkah", EACH): ("nomor", "kegiatan", "transisi", "pemetaan_portal"),
    ("dasar_hukum", EACH): ("jenis", "nomor", "tahun"),
    ("keterkaitan", EACH): ("nama_sop",),
    ("peringatan", EACH): ("teks",),
    ("langkah", EACH, "pemetaan_portal", "daftar_periksa", EACH): ("kode", "butir"),
    ("langkah", EACH, "pemetaan_portal", "tahap", EACH, "daftar_periksa", EACH): ("kode", "butir"),
}
DATE = ("tahun", "bulan", "hari")


def check(sop: Part) -> Iterator[Flaw]:
    """Parts of the wrong shape; when there is one, no other rule can be asked."""
    for pattern, shapes in SHAPES.items():
        for where, part in _parts(sop, pattern, ()):
            yield from _misshapen(part, shapes, where)
            for key in NEEDED.get(pattern, ()):
                if part.get(key) is None:
                    yield flaw("missing_part", where, part=key)
    yield from _dates(sop)


def _parts(part: Any, pattern: tuple[str, ...], where: Where) -> Iterator[tuple[Where, Part]]:
    """The mappings at a pattern, each with its path."""
    if not pattern:
        if isinstance(part, Mapping):
            yield where, part
    elif pattern[0] == EACH:
        for index, row in enumerate(part if isinstance(part, list | tuple) else ()):
            yield from _parts(row, pattern[1:], (*where, index))
    elif isinstance(part, Mapping):
        yield from _parts(part.get(pattern[0]), pattern[1:], (*where, pattern[0]))


def _misshapen(part: Part, shapes: Mapping[str, str], where: Where) -> Iterator[Flaw]:
    wanted = dict.fromkeys(part, shapes[EACH]) if EACH in shapes else shapes
    for key, shape in wanted.items():
        value = part.get(key)
        if value is not None and not _has(value, shape):
            words, words_en = WORDS[shape]
            yield flaw("wrong_shape", (*where, key), key=key, shape=words, shape_en=words_en)


def _has(value: Any, shape: str) -> bool:
    if shape == MAPPING:
        return isinstance(value, Mapping)
    if shape == SWITCH:
        return isinstance(value, bool)
    if shape == NAME:
        return isinstance(value, str) and NAMED.fullmatch(value) is not None
    if shape in (TEXTS, ROWS):
        inner: Any = str if shape == TEXTS else Mapping
        return isinstance(value, list | tuple) and all(isinstance(item, inner) for item in value)
    whole = isinstance(value, int) and not isinstance(value, bool)
    if shape == WHOLE:
        return whole and 0 < value <= MOST
    return isinstance(value, str) or (whole and shape == LABEL)


def _dates(sop: Part) -> Iterator[Flaw]:
    named: list[tuple[Where, Any]] = [
        ((key,), sop.get(key)) for key in ("tanggal_pembuatan", "tanggal_efektif")
    ]
    named += list(_parts(sop, ("tanggal_revisi", EACH), ()))
    for where, date in named:
        if isinstance(date, Mapping) and not _is_date(date):
            yield flaw("wrong_date", where)


def _is_date(date: Part) -> bool:
    parts = [date.get(name) for name in DATE]
    whole = all(part is None or (isinstance(part, int) and not isinstance(part, bool)) for part in parts)
    if not whole or parts[0] is None or set(date) - set(DATE):
        return False
    try:
        dt.date(parts[0], parts[1] or 1, parts[2] or 1)
    except ValueError:
        return False
    return True
