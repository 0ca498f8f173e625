"""Pages: each module is one area; a view calls actions, then renders."""

from __future__ import annotations

from flask import Blueprint

from . import (
    akun,
    antrean,
    bersama,
    bps,
    bps_banding,
    bps_buku,
    catatan,
    formulir,
    formulir_buku,
    jejak,
    kabar,
    kerja,
    kode,
    mesin,
    mutu,
    pantauan,
    pengajuan,
    penugasan,
    periksa,
    publik,
    sdmx,
    sop,
    sop_pilihan,
    struktur,
    subjects,
    surat,
    temuan,
)


def get_blueprints() -> list[Blueprint]:
    """Give every blueprint, ours before CKAN's own so that the home and dataset pages are ours."""
    return [
        module.blueprint
        for module in (
            akun,
            kabar,
            kerja,
            periksa,
            formulir,
            formulir_buku,
            temuan,
            antrean,
            bersama,
            jejak,
            pengajuan,
            catatan,
            penugasan,
            kode,
            sop,
            sop_pilihan,
            struktur,
            bps,
            bps_banding,
            bps_buku,
            pantauan,
            mutu,
            surat,
            subjects,
            mesin,
            sdmx,
            publik,
        )
    ]
