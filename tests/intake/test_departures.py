"""A file judged by the table structure its dataset follows: what departs from it is told with place and mending."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from data.in_process import Bench
from data.offices import DISTRICTS, table

MARK = {"id": "s", "version": "1.0.0"}


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    """Give a bench of this process."""
    return Bench(tmp_path)


def roads(title: str = "Panjang Jalan (km)", *more: str) -> bytes:
    rows = [(name, 2025, 12.5 + at, *("x" for _ in more)) for at, name in enumerate(DISTRICTS)]
    return table(("Kecamatan", "Tahun", title, *more), rows)


def structure(bench: Bench, **changes: Any) -> dict[str, Any]:
    """The structure of the table of roads, which a dataset follows."""
    schema = bench.check(roads()).data["schema"]
    measure = next(field for field in schema["fields"] if field["name"] == "panjang_jalan")
    measure["unit"] = "km"
    return {**schema, "satudata:structure": MARK, **changes}


def test_another_unit_is_asked_about_with_its_reason(bench: Bench) -> None:
    found = bench.check(roads("Panjang Jalan (m)"), schema=structure(bench))
    told = found["SATUAN_LAIN_STRUKTUR"]
    assert told["place"]["column"] == "C" and (told["read"], told["expected"]) == ("m", "km")
    assert told["confirm"]["needs_reason"] and "Ubah angkanya" in told["mend"]
    answered = {told["confirm"]["key"]: {"code": told["code"], "value": "struktur", "reason": "judul lama"}}
    recipe = {**found.data["recipe"], "confirmed": answered}
    assert "SATUAN_LAIN_STRUKTUR" not in bench.check(
        roads("Panjang Jalan (m)"), schema=structure(bench), recipe=recipe
    )


@pytest.mark.parametrize("title", ["Panjang Jalan (km)", "Panjang Jalan"])
def test_the_same_unit_or_none_needs_no_question(bench: Bench, title: str) -> None:
    found = bench.check(roads(title), schema=structure(bench))
    assert "SATUAN_LAIN_STRUKTUR" not in found and "KOLOM_STRUKTUR_KOSONG" not in found
    assert found.data["verdict"] == "pass"
    assert found.data["schema"]["satudata:structure"] == MARK


def test_an_optional_column_that_is_not_there_is_told(bench: Bench) -> None:
    schema = structure(bench)
    schema["fields"].append({"name": "catatan", "title": "Catatan", "type": "string"})
    found = bench.check(roads(), schema=schema)
    assert found["KOLOM_STRUKTUR_KOSONG"]["facts"]["names"] == ["Catatan"]
    assert found.data["verdict"] == "pass"


def test_a_compulsory_column_that_is_not_there_is_refused(bench: Bench) -> None:
    schema = structure(bench)
    field = {"name": "ruas", "title": "Ruas", "type": "string", "constraints": {"required": True}}
    schema["fields"].append(field)
    found = bench.check(roads(), schema=schema)
    assert found["KOLOM_TIDAK_ADA"]["severity"] == "tolak" and "KOLOM_STRUKTUR_KOSONG" not in found


def test_a_column_that_the_structure_lacks_is_asked_about(bench: Bench) -> None:
    found = bench.check(roads("Panjang Jalan (km)", "Ruas"), schema=structure(bench))
    assert found["KOLOM_DI_LUAR_SKEMA"]["facts"]["columns"] == ["D"]


def test_without_a_structure_units_are_read_as_before(bench: Bench) -> None:
    schema = structure(bench)
    del schema["satudata:structure"]
    assert "SATUAN_LAIN_STRUKTUR" not in bench.check(roads("Panjang Jalan (m)"), schema=schema)
