"""Invented figures of the demo: plausible, consistent with the rules of each table, the same at every load."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from . import economy, nature, residents, works
from .base import Row

Make = Callable[[Sequence[int], int], Iterator[Row]]

FIGURES: Mapping[str, Make] = {
    "penduduk": residents.residents,
    "ktp": residents.identity_cards,
    "nakes": residents.health_workers,
    "stunting": residents.stunting,
    "dbd": residents.dengue,
    "imunisasi": residents.served({"sasaran": 16.5, "imunisasi_lengkap": 14.8}),
    "ibu_hamil": residents.served({"sasaran": 18.1, "kunjungan_pertama": 17.6, "kunjungan_keenam": 14.2}),
    "posyandu": residents.served({"posyandu": 1.1, "kader": 5.3}),
    "jalan": works.roads,
    "air_minum": works.water,
    "rtlh": works.poor_houses,
    "uji_kendaraan": works.vehicle_tests,
    "kumuh": works.slums,
    "bencana": nature.disasters,
    "sampah": nature.waste,
    "bank_sampah": residents.served({"bank_sampah": 0.12, "nasabah": 7.4}),
    "padi": nature.paddy,
    "perikanan": nature.fishery,
    "harga": economy.prices,
    "investasi": economy.investment,
    "pad": economy.local_revenue,
    "bansos": economy.social_aid,
    "koperasi": economy.cooperatives,
    "ikm": economy.small_industry,
}
"""Figures by the name that a dataset's description gives: ``make(years, edition)`` yields rows by column key."""
