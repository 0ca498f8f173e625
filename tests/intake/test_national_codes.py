"""Columns of national codes: which system they are of is asked where it is not certain, and told where it is another."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from data.in_process import Bench
from data.offices import table

from ckanext.satudata.adapters.registry.written import copies
from ckanext.satudata.domain.intake.recipe import answer
from ckanext.satudata.domain.registry.lists import About, CodeList


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    """Give a bench of this process."""
    return Bench(tmp_path)


def by_code(title: str, values: list[Any], year: int = 2025, names: list[str] | None = None) -> bytes:
    """A table of figures by code, with names beside the codes where they are given."""
    head = (title, *(("Nama Kabupaten",) if names else ()), "Tahun", "Jumlah Unit (unit)")
    rows = [(value, *((names[n],) if names else ()), year, 10 + 3 * n) for n, value in enumerate(values)]
    return table(head, rows)


def asked(told: Any, code: str) -> dict[str, Any]:
    return told[code]["confirm"]


def test_region_codes_of_two_systems_are_asked_and_the_answer_is_kept(bench: Bench) -> None:
    content = by_code("Kode Kabupaten/Kota", ["1506", "1507", "1502"])
    told = bench.check(content)
    question = asked(told, "KODE_DUA_SISTEM")
    assert {one["value"] for one in question["choices"]} == {"kemendagri", "bps"}
    assert "Tanjung Jabung" in told["KODE_DUA_SISTEM"]["message"]
    recipe = answer(told.data["recipe"], told["KODE_DUA_SISTEM"], "bps", None)
    answered = bench.check(content, recipe=recipe)
    assert "KODE_DUA_SISTEM" not in answered
    field = next(one for one in answered.data["schema"]["fields"] if one["name"].startswith("kode_"))
    assert field["satudata:coding"] == "bps"


def test_names_beside_the_codes_settle_it(bench: Bench) -> None:
    names = ["Tanjung Jabung Timur", "Tanjung Jabung Barat", "Merangin"]
    assert "KODE_DUA_SISTEM" not in bench.check(by_code("Kode Kab", ["1506", "1507", "1502"], 2025, names))


def test_a_title_that_names_the_system_is_held_to_it(bench: Bench) -> None:
    right = bench.check(by_code("Kode Kabupaten (BPS)", ["9201", "9271", "9101"]))
    assert not {"KODE_SISTEM_LAIN", "KODE_DUA_SISTEM"} & set(right.codes)
    told = bench.check(by_code("Kode Kabupaten (BPS)", ["15.06", "15.07", "15.02"]))
    assert told["KODE_SISTEM_LAIN"]["severity"] == "tolak"


def test_kbli_letters_need_their_version_from_2025_on(bench: Bench) -> None:
    letters = ["A", "C", "K"]
    question = asked(bench.check(by_code("Sektor KBLI", letters)), "KODE_KBLI")
    assert [one["value"] for one in question["choices"]] == ["kbli_2020", "kbli_2025"]
    assert "KODE_KBLI" not in bench.check(by_code("Sektor KBLI", letters, 2024))
    assert "KODE_KBLI" not in bench.check(by_code("Sektor KBLI 2025", letters))
    wrong = bench.check(by_code("Sektor KBLI 2020", ["A", "K", "V"]))
    assert "KBLI 2025" in wrong["KODE_SISTEM_LAIN"]["message"]


def test_imported_lists_are_what_a_child_judges_by(desk: Any, tmp_path: Path) -> None:
    columns = ("kode", "nama")
    rows = ({"kode": "P1", "nama": "Pasar Baru"}, {"kode": "P2", "nama": "Pasar Lama"})
    paths = copies([CodeList(About("uji_pasar", "Pasar"), columns, rows, 1)], tmp_path / "kode")
    content = by_code("Kode Pasar", ["P1", "P3", "P2"])
    schema = desk.check(content).schema
    schema["foreignKeys"] = [
        {"fields": ["kode_pasar"], "reference": {"resource": "uji_pasar", "fields": ["kode"]}}
    ]
    assert desk.check(content, schema=schema).verdict == "pass"
    judged = desk.check(content, schema=schema, codes=paths)
    assert judged.verdict == "fail"
    assert [one["cells"] for one in judged.findings if one["read"] == "P3"] == [["A3"]]
