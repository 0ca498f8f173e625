"""Pages and commands about codes: everybody reads and downloads; the administrator imports with a preview."""

from __future__ import annotations

import io
import json
import secrets
from html import unescape
from pathlib import Path

import click
import openpyxl
import pytest
from ckan.tests.helpers import CKANTestApp
from click.testing import CliRunner, Result

from ckanext.satudata.cli_registry import codelist
from support.offices import Person, appoint, person
from support.pages import Visitor, hidden, told

pytestmark = pytest.mark.usefixtures("with_plugins")


@pytest.fixture(scope="module")
def admin() -> Person:
    who = person()
    appoint(who, "admin_walidata")
    return who


def test_everybody_reads_searches_and_downloads(app: CKANTestApp) -> None:
    page = app.get("/kode").body
    assert "Provinsi, kabupaten, dan kota" in page and "578 kode" in page and "Impor daftar" not in page
    page = app.get("/kode/provinsi_kabupaten?q=jabung&pada=2026-11-21").body
    assert "15.06" in page and "1507" in page and "2 kode" in page
    assert "halaman 2" in app.get("/kode/provinsi_kabupaten?page=2").body.casefold()
    assert app.get("/kode/urusan.csv").body.startswith("kode,nama,kelompok,sumber\n1.01,Pendidikan")
    answer = app.get("/kode/wilayah.xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.data)).active
    assert [cell.value for cell in sheet[3]][:3] == ["99.01.01", "9902040", "Sukamaju Kota"]
    whole = json.loads(app.get("/kode/kbli_2025.json").body)
    assert whole["count"] == 2444 and whole["codes"][10]["code"] == "K"
    for gone in (
        "/kode/tidak_ada",
        "/kode/tidak_ada.csv",
        "/kode/urusan?versi=9",
        "/kode/urusan.csv?versi=x",
        "/kode/urusan.csv?versi=9",
    ):
        app.get(gone, status=404)
    assert "Tulis tanggal" in app.get("/kode/urusan?pada=kemarin").body


def test_the_crosswalk_on_the_page_warns(app: CKANTestApp) -> None:
    page = unescape(app.get("/kode?code=15.06&from=kemendagri").body)
    assert "1507" in page and "angka yang sama berarti tempat lain: Kabupaten Tanjung Jabung Timur" in page
    assert "bukan kode BPS" in unescape(app.get("/kode?code=777&from=bps").body)
    assert "98" in app.get("/kode?code=98&from=x").body


def test_the_administrator_imports_after_a_preview(app: CKANTestApp, admin: Person) -> None:
    name = f"uji_{secrets.token_hex(4)}"
    Visitor(app, told(app, person)).read("/kode/impor", status=403)
    browser = Visitor(app, admin)
    assert "Impor daftar" in browser.read("/kode")
    page = browser.read("/kode/impor?daftar=agama")
    assert "Kolom daftar ini: kode, nama, sumber." in page
    file = (io.BytesIO(b"kode,nama\nA,Satu\nB,=1+1\n"), "baru.csv")
    page = browser.send(page, "/kode/impor", name=name, source="uji", dated="2026", label="1", upload=file)
    assert "2 baru" in page and f"/kode/{name}" not in Visitor(app, None).read("/kode")
    again = {
        key: hidden(page, key)
        for key in ("name", "source", "dated", "label", "starts_on", "packed", "digest")
    }
    done = browser.send(page, "/kode/impor", **again, filename="baru.csv")
    assert "Diambil alih sebagai versi 1" in done and "=1+1" in done
    assert "berubah setelah pratinjau" in browser.send(page, "/kode/impor", **again)
    assert "Pilih berkas" in browser.send(page, "/kode/impor", **{**again, "packed": "x"})
    bad = (io.BytesIO(b"kode,nama\nA,\n"), "keliru.csv")
    assert "B2: Kode A belum bernama." in browser.send(page, "/kode/impor", name=name, upload=bad)


def test_a_list_too_long_for_a_form_is_chosen_once_more(app: CKANTestApp, admin: Person) -> None:
    """Villages of the whole country: random names do not shrink, and a form carries half a megabyte."""
    name, browser = f"uji_{secrets.token_hex(4)}", Visitor(app, admin)
    rows = "".join(f"{number},{secrets.token_hex(40)}\n" for number in range(10_000))

    def file(content: str) -> tuple[io.BytesIO, str]:
        return io.BytesIO(f"kode,nama\n{content}".encode()), "desa.csv"

    page = browser.send(
        browser.read(f"/kode/impor?daftar={name}"), "/kode/impor", name=name, upload=file(rows)
    )
    assert "10000 baru" in page and 'name="packed"' not in page and "Berkas yang sama sekali lagi" in page
    again = {key: hidden(page, key) for key in ("name", "starts_on", "digest")}
    assert "Pilih berkas" in browser.send(page, "/kode/impor", **again)
    assert "berubah setelah pratinjau" in browser.send(
        page, "/kode/impor", **again, upload=file(rows + "x,X\n")
    )
    assert "10000 baru" in browser.send(page, "/kode/impor", **again, upload=file(rows))
    assert "10000 kode" in browser.read(f"/kode/{name}")


def test_the_address_of_a_list_leads_to_its_import(app: CKANTestApp, admin: Person) -> None:
    assert 'value="wilayah"' in Visitor(app, admin).read("/kode/wilayah/impor")


def test_a_long_list_is_confirmed_from_its_preview(app: CKANTestApp, admin: Person) -> None:
    """KBLI with its 2.444 titles does not fit into a form as it is."""
    name, browser = f"uji_{secrets.token_hex(4)}", Visitor(app, admin)
    file = (io.BytesIO(browser.fetched("/kode/kbli_2025.csv")), "kbli.csv")
    page = browser.send(browser.read("/kode/impor"), "/kode/impor", name=name, upload=file)
    again = {key: hidden(page, key) for key in ("name", "source", "starts_on", "packed", "digest")}
    assert "2444 baru" in browser.send(page, "/kode/impor", **again)


def test_commands_tell_and_import(app: CKANTestApp, tmp_path: Path) -> None:
    def run(*arguments: str) -> Result:
        return CliRunner().invoke(given_app, arguments)

    @click.group(commands=codelist.commands)
    @click.pass_context
    def given_app(ctx: click.Context) -> None:
        ctx.meta["flask_app"] = app.flask_app

    done = run("crosswalk", "15.06", "--from", "kemendagri", "--json")
    assert json.loads(done.stdout)["other"] == "1507"
    done = run("show", "kbli_2025", "--q", "Pendidikan")
    assert done.stdout.startswith("Q\tPendidikan")
    name, file = f"uji_{secrets.token_hex(4)}", tmp_path / "daftar.csv"
    file.write_text("kode,nama\nX,\n", encoding="utf-8")
    done = run("import", name, str(file), "--dry-run")
    assert done.exit_code == 1 and "B2" in done.output
    file.write_text("kode,nama\nX,Sepuluh\n", encoding="utf-8")
    assert run("import", name, str(file), "--source", "uji").exit_code == 0
    assert name in run("list").stdout
