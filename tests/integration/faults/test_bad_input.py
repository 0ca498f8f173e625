"""Files that are no data: each gets a clear sentence and a final state, and the draft takes the next file."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
import openpyxl
import pytest
from data import hostile
from werkzeug.datastructures import FileStorage

from ckanext.satudata import wiring
from support import story
from support.faults import holding, people, rows, work_of
from support.story import act, confirmed, upload
from support.workbooks import KECAMATAN, population

pytestmark = pytest.mark.usefixtures("with_plugins", "with_request_context")

NIK = "9901014107850003"


def empty_workbook() -> bytes:
    target = io.BytesIO()
    openpyxl.Workbook().save(target)
    return target.getvalue()


def cell_of_20_mb() -> bytes:
    return hostile.zipped(
        hostile.parts(hostile.sheet_xml(f'<row r="1">{hostile.text_cell("A1", "A" * 20_000_000)}</row>'))
    )


def with_nik() -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(population(2025)))
    sheet = book["2025"]
    sheet.cell(4, 7, "NIK Kepala Desa")
    for index in range(8):
        sheet.cell(6 + index, 7, str(int(NIK) + index))
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def csv_of_an_office() -> bytes:
    lines = ["Kode Kecamatan;Kecamatan;Tahun;Café;Kartu Keluarga"]
    lines += [f"{code};{name};2025;{men};{families}" for code, name, men, _women, families in KECAMATAN]
    return "\r\n".join(lines).encode("cp1252")


REFUSED: list[tuple[str, Callable[[], bytes], str, str, str]] = [
    ("encrypted", lambda: hostile.ole("EncryptedPackage"), "penduduk.xlsx", "BERKAS_TERKUNCI", "sandi"),
    ("xls renamed", lambda: hostile.ole("Workbook"), "penduduk.xlsx", "XLS_RUSAK", "Simpan"),
    ("empty sheet", empty_workbook, "kosong.xlsx", "TABEL_TIDAK_DITEMUKAN", "tabel"),
    ("cell of 20 MB", cell_of_20_mb, "sel.xlsx", "SEL_TERLALU_PANJANG", "sel"),
    ("zip bomb", hostile.bomb_of_rows, "bom.xlsx", "BOM_ZIP", "berkas"),
    ("no table", lambda: b"Dengan hormat\nterlampir\n", "surat.csv", "TABEL_TIDAK_DITEMUKAN", "tabel"),
    ("zero bytes", lambda: b"", "nol.xlsx", "BERKAS_KOSONG", "kosong"),
    ("pdf renamed", lambda: b"%PDF-1.7\n%rekaan", "penduduk.xlsx", "BERKAS_PDF", "PDF"),
]


def fresh_draft() -> str:
    draft = act(people().producer, "satudata_draft_create", owner_org=people().org, title="Penduduk")
    return str(draft["id"])


@pytest.mark.parametrize(
    ("make", "name", "code", "word"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED]
)
def test_is_refused_and_the_draft_takes_the_next_file(
    make: Callable[[], bytes], name: str, code: str, word: str
) -> None:
    producer, draft_id, content = people().producer, fresh_draft(), make()
    shown = upload(producer, draft_id, content, name)
    assert shown["intake"]["state"] == "refused"
    error = shown["intake"]["error"]
    assert error["code"] == code
    assert word.lower() in f"{error['message']} {error['mend']}".lower()
    assert error["mend"] and error["message"] != error["message_en"]
    assert shown["intake"]["original"]["size"] == len(content)
    assert wiring.blobs().exists(shown["intake"]["original"]["sha256"])
    assert work_of(draft_id, "inspect")["state"] == "done"
    with pytest.raises(tk.ValidationError) as lacking:
        act(producer, "satudata_review_submit", draft_id=draft_id)
    assert lacking.value.error_dict["file"]
    assert upload(producer, draft_id, population(2025))["intake"]["state"] == "to_confirm"


def test_csv_in_cp1252_with_semicolons_is_read_whole() -> None:
    producer, draft_id = people().producer, fresh_draft()
    shown = upload(producer, draft_id, csv_of_an_office(), "penduduk.csv")
    assert shown["intake"]["state"] == "to_confirm", shown["intake"]["error"]
    container = shown["intake"]["inspection"]["container"]
    assert (container["encoding"].replace("-", ""), container["delimiter"]) in (
        ("cp1252", ";"),
        ("windows1252", ";"),
    )
    report = confirmed(producer, draft_id)["intake"]["report"]
    assert report["rows"] == 8
    titles = [c["title"] for c in act(producer, "satudata_draft_show", id=draft_id)["columns"]]
    assert "Café" in titles


def test_a_file_too_large_is_refused_before_it_is_kept(ckan_config: dict[str, Any]) -> None:
    producer, draft_id = people().producer, fresh_draft()
    limit = tk.config["ckanext.satudata.upload.max_bytes"]

    class Endless(io.RawIOBase):
        given = 0

        def readable(self) -> bool:
            return True

        def read(self, size: int = -1) -> bytes:
            self.given += 1 << 20
            return b"x" * (1 << 20) if self.given <= limit + (2 << 20) else b""

    before = rows("SELECT count(*) AS n FROM satudata_work")[0]["n"]
    with pytest.raises(tk.ValidationError) as refused:
        upload_stream = FileStorage(Endless(), filename="besar.xlsx")  # type: ignore[arg-type]
        act(producer, "satudata_intake_upload", id=draft_id, upload=upload_stream)
    assert "MB" in refused.value.error_dict["upload"][0]
    assert rows("SELECT count(*) AS n FROM satudata_work")[0]["n"] == before
    assert act(producer, "satudata_draft_show", id=draft_id)["intake"]["state"] == "empty"


def kept_files() -> list[bytes]:
    folder = Path(tk.config["ckan.files.storage.default.path"])
    return [path.read_bytes() for path in folder.rglob("*") if path.is_file()]


def test_personal_data_are_deleted_and_stand_nowhere() -> None:
    producer, draft_id, content = people().producer, fresh_draft(), with_nik()
    shown = upload(producer, draft_id, content)
    assert shown["intake"]["state"] == "refused"
    assert shown["intake"]["error"]["code"] == "DATA_PRIBADI"
    assert "NIK" in shown["intake"]["error"]["message"]
    assert shown["intake"]["error"]["count"] == 8
    assert shown["intake"]["original"] is None
    for number in range(8):
        assert holding(str(int(NIK) + number)) == []
    assert content not in kept_files()
    with pytest.raises(tk.ValidationError):
        act(producer, "satudata_review_submit", draft_id=draft_id)
    with pytest.raises(tk.ValidationError) as gone:
        act(producer, "satudata_intake_inspect", id=draft_id)
    assert gone.value.error_dict["file"]
    upload(producer, draft_id, population(2025))
    assert confirmed(producer, draft_id)["intake"]["report"]["verdict"] == "pass"
    assert "satudata_draft" in holding("2025!")


def test_the_same_forbidden_file_again_and_in_two_drafts_is_deleted_each_time() -> None:
    producer, content = people().producer, with_nik()
    drafts = [fresh_draft(), fresh_draft()]
    for draft_id in drafts:
        file = FileStorage(io.BytesIO(content), filename="penduduk.xlsx")
        act(producer, "satudata_intake_upload", id=draft_id, upload=file)
    assert content in kept_files()
    story.loop.drain()
    assert content not in kept_files()
    upload(producer, drafts[0], content)
    assert content not in kept_files()
