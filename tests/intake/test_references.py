"""No schema, recipe or foreign key makes the intake fetch an address or read a file of the machine."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from data import offices

from support.listener import Listener, listening

SECRET = "kata-rahasia-mesin-7731"


@pytest.fixture
def listener() -> Iterator[Listener]:
    with listening() as found:
        yield found


def schema(**parts: Any) -> dict[str, Any]:
    """A Table Schema that fits the file, with an attack in it."""
    fields = [{"name": "kode_kecamatan", "type": "string"}, {"name": "luas", "type": "number"}]
    return {"fields": fields, **parts}


def foreign(resource: Any, field: str = "kode_kecamatan") -> list[dict[str, Any]]:
    return [{"fields": [field], "reference": {"resource": resource, "fields": [field]}}]


def attacks(target: str) -> dict[str, dict[str, Any]]:
    """Every place of a Table Schema that could name an address or a path."""
    return {
        "foreign key by name": schema(foreignKeys=foreign(target)),
        "foreign key by path": schema(foreignKeys=foreign({"path": target})),
        "profile": schema(profile=target),
        "$schema": schema(**{"$schema": target}),
        "$ref": schema(**{"$ref": target}),
        "field reference": {"fields": [{"name": "kode_kecamatan", "type": "string", "$ref": target}]},
        "field format": {"fields": [{"name": "kode_kecamatan", "type": "string", "format": target}]},
        "geojson": {
            "fields": [{"name": "kode_kecamatan", "type": "geojson", "format": "topojson", "profile": target}]
        },
        "example": {
            "fields": [{"name": "kode_kecamatan", "type": "string", "rdfType": target, "example": target}]
        },
    }


@pytest.mark.parametrize("name", list(attacks("")))
def test_no_address_is_called(desk: Any, listener: Listener, name: str) -> None:
    content = offices.by_district([1.5, 2, 3, 4, 5, 6, 7, 8], "Luas (ha)")
    result = desk.check(content, schema=attacks(listener.urls()[0])[name])
    assert result.verdict in ("pass", "fail", "error")
    assert listener.heard == []


@pytest.mark.parametrize("name", list(attacks("")))
def test_no_file_of_the_machine_is_read(desk: Any, tmp_path: Path, name: str) -> None:
    secret = tmp_path.parent / f"{tmp_path.name}-secret.csv"
    secret.write_text(f"kode_kecamatan\n{SECRET}\n", encoding="utf-8")
    content = offices.by_district([1.5, 2, 3, 4, 5, 6, 7, 8], "Luas (ha)")
    for target in (f"file://{secret}", f"../{secret.name}"):
        told = json.dumps(desk.check(content, schema=attacks(target)[name]).to_dict())
        assert SECRET not in told


@pytest.mark.parametrize("target", ["/etc/passwd", "http://169.254.169.254/latest", "puskesmas", ""])
def test_a_key_that_nobody_checked_is_told(desk: Any, target: str) -> None:
    content = offices.by_district([1.5, 2, 3, 4, 5, 6, 7, 8], "Luas (ha)")
    asked = schema(foreignKeys=foreign(target, "nama"))
    (told,) = [f for f in desk.check(content, schema=asked).findings if f["code"] == "ACUAN_TIDAK_DIPERIKSA"]
    assert told["severity"] == "peringatan" and (target or "data") in told["message"]
    known = schema(
        foreignKeys=[{"fields": ["luas"], "reference": {"resource": "satuan", "fields": ["kode"]}}]
    )
    codes = [finding["code"] for finding in desk.check(content, schema=known).findings]
    assert "ACUAN_TIDAK_DIPERIKSA" not in codes


def test_cells_and_names_that_are_addresses_stay_text(desk: Any, listener: Listener) -> None:
    url = listener.urls()[0]
    lines = ["Kecamatan;Alamat;Jumlah", *(f"Wanasari {n};{url};{n}" for n in range(9))]
    desk.inspect("\n".join(lines).encode(), f"{url.replace('/', '_')}.csv")
    desk.check("\n".join(lines).encode(), "alamat.csv")
    assert listener.heard == []


def test_the_listener_hears_whoever_calls(listener: Listener) -> None:
    with pytest.raises(OSError):
        urllib.request.urlopen(listener.urls()[0], timeout=3)
    assert listener.heard[0].startswith(b"GET /rahasia")


@pytest.mark.parametrize("parts", [{"resource": ""}, {}])
def test_a_key_to_the_table_itself_is_judged(desk: Any, parts: dict[str, str]) -> None:
    """``""`` names the table itself in a Table Schema."""
    fields = [{"name": name, "type": "integer"} for name in ("id", "induk", "nilai")]
    key = {"fields": ["induk"], "reference": {**parts, "fields": ["id"]}}
    lines = b"id,induk,nilai\n1,,10\n2,1,30\n3,9,20\n"
    result = desk.check(lines, "data.csv", schema={"fields": fields, "foreignKeys": [key]})
    codes = {item["code"]: item["cells"] for item in result.findings}
    assert codes["KODE_TIDAK_TERDAFTAR"] == ["B4"] and "ACUAN_TIDAK_DIPERIKSA" not in codes
    (error,) = result.report["tasks"][0]["errors"]
    assert (error["type"], error["rowNumber"]) == ("foreign-key", 4)
