"""Personal data in a file, its name, or an answer: no answer, row, log line or stored file holds the value afterwards."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import ckan.model as model
import ckan.plugins.toolkit as tk
import openpyxl
import pytest
import sqlalchemy as sa
from openpyxl.comments import Comment

from ckanext.satudata.adapters.intake import fence
from ckanext.satudata.work import loop
from support import story
from support.faults import people
from support.story import act
from support.workbooks import population

pytestmark = pytest.mark.usefixtures("with_plugins", "with_request_context")

AREA, BIRTH = "990101", "410190"


def canary(number: int) -> str:
    """A number with the structure of a NIK, of a region that does not exist."""
    return f"{AREA}{BIRTH}{number:04d}"


def book_with(place: str) -> bytes:
    """An office's workbook with made-up NIKs in one place."""
    book = openpyxl.load_workbook(io.BytesIO(population(2025)))
    sheet = book.active
    if place == "column":
        for row in range(1, 30):
            sheet.cell(row, 9, canary(row))
    elif place == "sentence":
        sheet["A40"] = f"Keterangan: kepala keluarga ({canary(1)}) pindah"
    elif place == "comment":
        sheet["B9"].comment = Comment(f"NIK {canary(1)}", "x")
    elif place == "hidden sheet":
        other = book.create_sheet("Lampiran")
        other.sheet_state = "hidden"
        other["C7"] = int(canary(1))
    elif place == "sheet name":
        sheet.title = f"Data {canary(1)}"
    elif place == "property":
        book.properties.subject = f"data {canary(1)}"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def stored_rows() -> Iterator[str]:
    """Every row of every table as text, from the database itself."""
    engine = model.Session.get_bind()
    with engine.connect() as connection:
        for name in sa.inspect(engine).get_table_names():
            for row in connection.execute(sa.text(f'SELECT t::text FROM "{name}" t')):
                yield str(row[0])


def stored_files() -> Iterator[bytes]:
    """Every file below the storage."""
    root = Path(str(tk.config["ckan.files.storage.default.path"]))
    assert root.is_dir()
    for path in root.rglob("*"):
        if path.is_file():
            yield path.read_bytes()


PLACES = ("column", "sentence", "comment", "hidden sheet", "sheet name", "property")


@pytest.mark.parametrize("place", PLACES)
def test_nothing_keeps_the_value(place: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    loop.drain()
    draft = act(people().producer, "satudata_draft_create", owner_org=people().org, title="Jumlah Penduduk")
    story.upload(people().producer, draft["id"], book_with(place))
    loop.drain()
    shown = act(people().producer, "satudata_intake_show", id=draft["id"])
    assert (shown["state"], shown["error"]["code"], shown["original"]) == ("refused", "DATA_PRIBADI", None)
    found = act(people().producer, "satudata_intake_findings", id=draft["id"])
    words = AREA + BIRTH
    assert words not in json.dumps([shown, found], default=str)
    assert words not in caplog.text
    model.Session.commit()
    assert not [row for row in stored_rows() if words in row]
    assert not [1 for content in stored_files() if words.encode() in content]


def test_a_name_of_a_file_is_refused_at_the_door() -> None:
    draft = act(people().producer, "satudata_draft_create", owner_org=people().org, title="Jumlah Penduduk")
    with pytest.raises(tk.ValidationError) as refusal:
        story.upload(people().producer, draft["id"], population(2025), f"warga {canary(7)}.xlsx")
    assert "upload" in refusal.value.error_dict and canary(7) not in str(refusal.value.error_dict)
    assert not [row for row in stored_rows() if canary(7) in row]


def test_a_typed_correction_is_refused_at_the_door() -> None:
    draft = act(people().producer, "satudata_draft_create", owner_org=people().org, title="Jumlah Penduduk")
    recipe = story.upload(people().producer, draft["id"], population(2025))["intake"]["recipe"]
    recipe["fixes"] = [{"cell": "B9", "value": canary(8), "was": None, "code": "NILAI_DI_LUAR_DAFTAR"}]
    with pytest.raises(tk.ValidationError) as refusal:
        act(people().producer, "satudata_intake_confirm", id=draft["id"], recipe=recipe)
    assert canary(8) not in str(refusal.value.error_dict)
    assert not [row for row in stored_rows() if canary(8) in row]


def test_the_command_masks_a_name_that_identifies(tmp_path: Path) -> None:
    name = f"warga {canary(9)}.xlsx"
    path = tmp_path / "berkas"
    path.write_bytes(population(2025))
    told: list[Any] = [
        fence.inspect(path, name, {"home": "99.01"}),
        fence.check(path, name, None, None, {"home": "99.01"}, tmp_path / "out").to_dict(),
    ]
    assert [item["code"] for item in told[0]["questions"]] == ["DATA_PRIBADI"]
    assert [item["code"] for item in told[1]["findings"]] == ["DATA_PRIBADI"]
    assert canary(9) not in json.dumps(told)
