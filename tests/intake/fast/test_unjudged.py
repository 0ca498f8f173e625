"""What breaks Frictionless down, or keeps it busy for ever, ends in an error with a sentence."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ckanext.satudata.adapters.intake import fence
from ckanext.satudata.adapters.intake.fast import memo
from ckanext.satudata.adapters.intake.frictionless_check import FrictionlessArbiter
from ckanext.satudata.adapters.intake.unjudged import Unjudged


def judge(folder: Path, text: str, **field: Any) -> dict[str, Any]:
    (folder / "data.csv").write_text(text, encoding="utf-8")
    schema = {"fields": [{"name": "a", "type": "number", **field}, {"name": "b", "type": "string"}]}
    return FrictionlessArbiter(folder, 1000).judge("data.csv", schema)


def test_snan_under_a_bound_is_no_crash(tmp_path: Path) -> None:
    with pytest.raises(Unjudged) as told:
        judge(tmp_path, "a,b\n1,x\nsNaN,y\n", constraints={"minimum": 0})
    assert told.value.code == "NILAI_TAK_TERHITUNG"


def test_snan_without_a_bound_is_judged(tmp_path: Path) -> None:
    assert judge(tmp_path, "a,b\n1,x\nsNaN,y\n")["valid"]


@pytest.mark.parametrize(
    ("field", "part"),
    [
        ({"type": "date", "format": "%d/%m/%Y", "constraints": {"minimum": "2020-01-01"}}, "minimum"),
        ({"type": "string", "constraints": {"pattern": "("}}, "pattern"),
        ({"type": "number", "constraints": {"maximum": "sNaN"}}, "maximum"),
    ],
)
def test_a_schema_that_cannot_be_used_is_told(tmp_path: Path, field: dict[str, Any], part: str) -> None:
    with pytest.raises(Unjudged) as told:
        judge(tmp_path, "a,b\n1,x\n", **field)
    assert (told.value.code, told.value.facts["part"]) == ("SKEMA_TIDAK_TERPAKAI", part)


@pytest.mark.parametrize(
    ("schema", "words"),
    [
        ({"fields": [{"name": "a"}], "primaryKey": ["kode"]}, "kode"),
        ({"fields": [{"name": "a"}, {"name": "a"}]}, "unique"),
        ({"fields": [{"name": "a", "type": "angka"}]}, "angka"),
    ],
)
def test_what_is_wrong_with_a_schema_is_named(tmp_path: Path, schema: dict[str, Any], words: str) -> None:
    (tmp_path / "data.csv").write_text("a,b\n1,x\n", encoding="utf-8")
    with pytest.raises(Unjudged) as told:
        FrictionlessArbiter(tmp_path, 1000).judge("data.csv", schema)
    assert words in told.value.facts["part"]


def test_a_pattern_that_goes_astray_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memo, "PATTERN_SECONDS", 0.3)
    with pytest.raises(Unjudged) as told:
        judge(tmp_path, f"a,b\n{'a' * 40}!,x\n", type="string", constraints={"pattern": "(a+)+"})
    assert told.value.code == "POLA_TERLALU_LAMA"


def test_the_fence_gives_an_error_with_its_sentence(tmp_path: Path) -> None:
    upload = tmp_path / "harga.csv"
    upload.write_text("Kecamatan,Tanggal\nMekar,2020-01-05\nSukamaju,2020-02-05\n", encoding="utf-8")
    fields = [{"name": "nama_kecamatan", "type": "string"}]
    fields += [{"name": "tanggal", "type": "date", "constraints": {"minimum": "bukan tanggal"}}]
    result = fence.check(upload, "harga.csv", None, {"fields": fields}, {}, tmp_path / "out")
    assert result.verdict == "error"
    assert result.error is not None
    assert result.error["code"] == "SKEMA_TIDAK_TERPAKAI"
    assert "tanggal" in result.error["message"]
