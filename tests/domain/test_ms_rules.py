"""Rules between the answers of the MS forms: each one breaks when it should, and not otherwise."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ckanext.satudata.adapters.bps.defaults import load_yaml, ms_ind, ms_keg, ms_var
from ckanext.satudata.domain.bps.content import BundleError
from ckanext.satudata.domain.bps.layout import read_sheet
from ckanext.satudata.domain.bps.ms_rules import Around, check, skipped
from ckanext.satudata.domain.bps.ms_stored import carried, dumped, sorted_reasons, stored_reasons

SURVEY = {"b0r4": 2, "b0r6": 2}
CASES: list[tuple[dict[str, Any], str, bool]] = [
    ({"b0r4": 3, "b5r1": 1}, "K-5-LEWAT", True),
    ({"b0r4": 2, "b5r1": 1}, "K-5-LEWAT", False),
    ({"b0r4": 2}, "K-5-WAJIB", True),
    ({"b0r4": 1}, "K-5-WAJIB", False),
    ({"b0r4": 2, "b5r2": 1}, "K-5.3A-WAJIB", True),
    ({"b0r4": 2, "b5r2": 1, "b5r3b": 7}, "K-5.3B-LEWAT", True),
    ({"b0r4": 2, "b5r2": 2}, "K-5.3A-WAJIB", False),
    ({"b0r4": 2, "b5r2": 2}, "K-5.3B-WAJIB", True),
    ({"b0r4": 2}, "K-REKOMENDASI-WAJIB", True),
    (SURVEY, "K-IDENTITAS-WAJIB", False),
    ({"b0r4": 2, "b0r6": 1}, "K-IDENTITAS-WAJIB", True),
    ({"b0r4": 2, "b0r6": 1, "b0r6_identitas": "V-26.9902.004"}, "K-IDENTITAS-POLA", False),
    ({"b0r4": 2, "b0r6": 1, "b0r6_identitas": "26.9902.004"}, "K-IDENTITAS-POLA", True),
    ({"b4r1": 1, "b4r2": 7}, "K-4.2-LEWAT", True),
    ({"b4r1": 2}, "K-4.2-WAJIB", True),
    ({"b4r4": 1, "b4r5": "Jawa"}, "K-4.5-LEWAT", True),
    ({"b4r4": 2}, "K-4.5-WAJIB", True),
    ({"b4r7": 40, "b6r4": 1}, "K-6.4-LEWAT", True),
    ({"b4r7": 33}, "K-6.4-WAJIB", True),
    ({"b4r7": 56}, "K-6.4-WAJIB", False),
    ({"b8r1_2": 1}, "K-8.2.2-WAJIB", True),
    ({"b8r1_2": 2, "b8r2_2": "2026-01-01"}, "K-8.2.2-LEWAT", True),
    ({"b3r3_1a": "2021-06-30"}, "K-TANGGAL", True),
    ({"b3r3_1a": "2021-07-01"}, "K-TANGGAL", False),
    ({"b3r3_1a": "2030-12-31"}, "K-TANGGAL", False),
    ({"b3r3_1a": "2031-01-01"}, "K-TANGGAL", True),
    ({"b3r3_1a": "2026-02-01", "b3r3_1b": "2026-01-31"}, "K-3.3.1-URUT", True),
    ({"b3r3_1a": "2026-02-01", "b3r3_1b": "2026-02-01"}, "K-3.3.1-URUT", False),
    ({"b3r3_1a": "2026-02-01", "b3r3_2a": "2026-01-01"}, "K-3.3.1-TAHAP", True),
    ({"b3r3_6a": "2026-02-01", "b3r3_7a": "2026-02-01"}, "K-3.3.6-TAHAP", False),
]


@pytest.mark.parametrize(("values", "rule", "broken"), CASES)
def test_rules_of_the_activity(values: dict[str, Any], rule: str, broken: bool) -> None:
    assert (rule in {flaw.rule for flaw in check(ms_keg().rules, values)}) == broken


def test_a_skipped_answer_counts_as_none_further_down() -> None:
    out = skipped(ms_keg().rules, {"b0r4": 3, "b5r2": 1})
    assert {out[key].id for key in ("b5r2", "b5r3a", "b5r3b")} == {"K-5-LEWAT"}


ROW = {"nama": "Rasio", "konsep": "k", "definisi": "d", "satuan": "Orang", "akses": "Ya", "tahun": "2026"}
BUILT = {"komposit": "Tidak", "variabel_kegiatan": "Registrasi", "variabel_nama": "Laki-laki"}
OF = {"komposit": "Ya", "indikator_publikasi": "Dalam Angka", "indikator_nama": "Indeks"}
NAMES = frozenset({"laki-laki", "perempuan", "a, b"})


@pytest.mark.parametrize(
    ("values", "rules"),
    [
        (BUILT, set()),
        ({**BUILT, "variabel_nama": "Laki-laki; PEREMPUAN"}, set()),
        ({**BUILT, "variabel_nama": "A, b"}, set()),
        ({**BUILT, "variabel_nama": "Anak"}, {"I-VARIABEL-DIKENAL"}),
        ({**BUILT, "variabel_nama": ""}, {"I-VARIABEL-WAJIB"}),
        ({**BUILT, "satuan": "Persen"}, {"I-SATUAN-SKEMA"}),
        (OF, set()),
        ({**OF, "indikator_nama": ""}, {"I-KOMPOSIT-WAJIB"}),
        ({**OF, "variabel_nama": "Laki-laki"}, {"I-KOMPOSIT-LEWAT", "I-SALAH-SATU"}),
        ({**BUILT, "indikator_nama": "Indeks"}, {"I-TUNGGAL-LEWAT", "I-SALAH-SATU"}),
        ({**OF, **BUILT, "komposit": ""}, {"I-WAJIB", "I-SALAH-SATU"}),
    ],
)
def test_rules_of_an_indicator(values: dict[str, Any], rules: set[str]) -> None:
    around = Around(NAMES, "orang", {})
    assert {flaw.rule for flaw in check(ms_ind().rules, {**ROW, **values}, around=around)} == rules


def test_two_variables_may_not_have_one_alias() -> None:
    around = Around(seen={"alias": frozenset({"jumlah"})})
    broken = {flaw.rule for flaw in check(ms_var().rules, {"alias": "Jumlah"}, around=around)}
    assert "V-ALIAS-UNIK" in broken


@pytest.mark.parametrize(
    ("rule", "problem"),
    [
        ({"id": "X", "jenis": "kira", "kunci": ["b0r1"]}, "unknown kind"),
        ({"id": "X", "jenis": "wajib", "kunci": ["b99"]}, "unknown answers b99"),
        ({"id": "X", "jenis": "wajib", "kunci": ["b0r1"], "kalimat": {"id": "a"}}, "both languages"),
        ({"id": "X", "jenis": "wajib", "kunci": ["b0r1"], "bila": [{"kunci": "b0r4"}]}, "needs one of"),
    ],
)
def test_a_flawed_rule_is_told_with_its_place(rule: dict[str, Any], problem: str) -> None:
    whole = {"kalimat": {"id": "a", "en": "b"}, **rule}
    with pytest.raises(BundleError, match=problem):
        read_sheet({**load_yaml("ms-keg.yaml"), "aturan": [whole]}, "ms-keg.yaml")


def test_the_next_edition_keeps_what_the_office_changed_but_not_its_days() -> None:
    keg = {"b1r2_1": "(0999) 1", "b3r3_1a": "2026-01-01", "b8r2_2": "2026-02-01", "b0r2": "2025"}
    rows = {"jumlah": {"konsep": "x", "tahun": "2025"}, "tahun": {"tahun": "2025"}}
    found = carried(
        {"title": "Judul", "ms_keg": json.dumps(keg), "ms_var": json.dumps(rows), "profil_ms": "survei"}
    )
    assert found == {
        "title": "Judul",
        "ms_keg": '{"b1r2_1":"(0999) 1"}',
        "ms_var": '{"jumlah":{"konsep":"x"}}',
        "profil_ms": "survei",
    }
    assert carried({"title": "Judul"}) == {"title": "Judul"}
    assert carried({"ms_keg": '{"b0r2": "2025"}'}) == {}


def test_reasons_of_the_next_edition_leave_out_what_was_about_the_last() -> None:
    reasons = {
        "ms_keg.b3r3_1b": "a",
        "ms_keg.b1r2": "b",
        "ms_ind.jumlah.tahun": "c",
        "ms_ind.jumlah.satuan": "d",
    }
    kept = carried({"ms_alasan": dumped(reasons)})["ms_alasan"]
    assert stored_reasons(kept) == {"ms_keg.b1r2": "b", "ms_ind.jumlah.satuan": "d"}
    assert "ms_alasan" not in carried({"ms_alasan": dumped({"ms_keg.b0r2": "x"})})


def test_reasons_are_texts_at_places_of_the_forms() -> None:
    kept, wrong = sorted_reasons(
        {
            "ms_keg.b1r2": " a\x00 ",
            "ms_ind.a.b.c": "b",
            "ms_keg.b1r1": "",
            "x": "c",
            "ms_keg.b1r3": 5,
            "ms_var.a.b": "y" * 501,
        }
    )
    assert kept == {"ms_keg.b1r2": "a", "ms_ind.a.b.c": "b"}
    assert {place: one.problem for place, one in wrong.items()} == {
        "x": "unknown-question",
        "ms_keg.b1r3": "unknown-question",
        "ms_var.a.b": "reason-too-long",
    }
