"""A table of a million rows under review: nothing is claimed that was not checked, and no page holds it in memory."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ckanext.satudata import wiring
from ckanext.satudata.logic.shapes import growth, judging, proofs, tables
from support import story
from support.faults import people
from support.workbooks import population

pytestmark = pytest.mark.usefixtures("with_plugins", "with_request_context")

FIELDS = [
    {"name": "kode_kecamatan", "type": "string"},
    {"name": "tahun", "type": "year"},
    {"name": "jumlah", "type": "integer"},
]
SCHEMA = {"fields": FIELDS, "primaryKey": ["kode_kecamatan", "tahun"]}


@pytest.fixture
def content(tmp_path: Path) -> dict[str, Any]:
    """What is reviewed, small as it is."""
    path = tmp_path / "data.csv"
    path.write_text(
        "kode_kecamatan,tahun,jumlah\n99.01.01,2024,3\n99.01.02,2024,4\n,2025,1\n99.01.01,2025,5\n"
    )
    sha256 = wiring.blobs().put_path(path).sha256
    recipe = {"drop_rows": [{"row": 9, "reason": "total_row"}]}
    return {"canonical_sha": sha256, "rows": 4, "schema": SCHEMA, "recipe": recipe}


def test_what_was_not_checked_is_not_proved(content: dict[str, Any]) -> None:
    assert proofs._regions(content, set())["state"] == "proved"
    assert "2 kecamatan" in proofs._regions(content, set())["text"]
    assert proofs._totals(content, set())["state"] == "proved"
    for point in (proofs._regions, proofs._totals):
        told = point(content, {"TABEL_BESAR"})
        assert told["state"] == "open" and "tidak diperiksa" in told["text"]


def test_cells_to_compare_are_found_by_their_numbers(content: dict[str, Any]) -> None:
    found = proofs._rows(content["canonical_sha"], frozenset({2, 4}))
    assert {number: row["jumlah"] for number, row in found.items()} == {2: "4", 4: "5"}


def test_no_page_holds_a_large_table(content: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    assert not tables.too_large(content)
    assert tables.too_large({**content, "rows": 1_000_000})
    assert not tables.too_large({})
    review = story.submitted(people(), population(2025))
    unit = wiring.unit()
    kept = unit.reviews.get(review["id"])
    rounds = unit.reviews.rounds(review["id"])
    rounds[-1].snapshot["rows"] = 1_000_000

    def never(*_arguments: Any) -> None:
        raise AssertionError("the whole table was read")

    monkeypatch.setattr(growth, "table_of", never)
    shown = judging.judging(kept, unit.sops.get(kept.sop_ids), rounds, None, [])
    assert shown["growth"] is None
