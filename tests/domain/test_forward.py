"""A revision takes over what the new file says about the period, and nothing else."""

from __future__ import annotations

from ckanext.satudata.domain.forward import brought_forward

LAST = {
    "notes": "Penduduk. Sumber: DKB semester II 2025",
    "sumber_data": "DKB semester II 2025",
    "cakupan_awal": "2025-01-01",
    "cakupan_akhir": "2025-12-31",
    "konsep": "Penduduk",
}
TOLD = {
    "notes": "Penduduk. Sumber: DKB semester II 2026",
    "sumber_data": "DKB semester II 2026",
    "cakupan_awal": "2026-01-01",
    "cakupan_akhir": "2026-12-31",
    "konsep": "Warga",
}


def test_the_period_moves_on_and_the_first_period_stays() -> None:
    assert brought_forward(LAST, LAST, TOLD) == {
        name: TOLD[name] for name in ("notes", "sumber_data", "cakupan_akhir")
    }


def test_what_was_typed_in_the_draft_stays() -> None:
    now = {**LAST, "sumber_data": "Registrasi 2025", "cakupan_akhir": "2025-06-30"}
    assert set(brought_forward(LAST, now, TOLD)) == {"notes"}


def test_a_file_of_an_earlier_year_moves_nothing_back() -> None:
    assert brought_forward(TOLD, TOLD, {**LAST, "konsep": "Warga"}) == {}
