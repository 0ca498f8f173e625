"""Why a table cannot be told in SDMX, in both languages."""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, str]] = {
    "no-measure": (
        "Tabel ini tidak memuat kolom angka, sehingga tidak ada nilai yang dapat ditulis sebagai pengamatan.",
        "The table has no column of numbers, so there is no value to write as an observation.",
    ),
    "double-key": (
        "Baris %(row)s memuat wilayah, periode, dan rincian yang sama dengan baris sebelumnya (%(found)s). "
        "SDMX mensyaratkan satu nilai untuk setiap kunci.",
        "Row %(row)s has the same area, period and breakdown as an earlier row (%(found)s). "
        "SDMX asks for one value per key.",
    ),
    "number": (
        "Baris %(row)s, kolom %(column)s berisi '%(found)s' yang bukan angka.",
        "Row %(row)s, column %(column)s holds '%(found)s', which is no number.",
    ),
    "period": (
        "Kolom %(column)s berisi '%(found)s' yang tidak dapat dibaca sebagai periode.",
        "Column %(column)s holds '%(found)s', which cannot be read as a period.",
    ),
    "header": (
        "Kolom tabel (%(found)s) tidak sama dengan kolom pada skemanya (%(expected)s).",
        "The columns of the table (%(found)s) are not those of its schema (%(expected)s).",
    ),
    "register": (
        "Kolom %(column)s memuat lebih dari %(most)s isi yang berbeda: tabel ini register, bukan rincian statistik.",
        "Column %(column)s holds more than %(most)s different values: the table is a register, no statistical breakdown.",
    ),
    "cells": (
        "Baris %(row)s memuat %(found)s sel, seharusnya %(expected)s.",
        "Row %(row)s has %(found)s cells, expected were %(expected)s.",
    ),
}


class Inexpressible(Exception):
    """A table that SDMX has no honest form for; ``code`` is a key of SENTENCES."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code, facts)
        self.code = code
        self.facts = facts

    def sentence(self, language: str = "id") -> str:
        """Say why, in Indonesian or English."""
        return SENTENCES[self.code][language == "en"] % self.facts

    def __str__(self) -> str:
        return self.sentence("en")
