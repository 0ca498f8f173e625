"""SOPs on their pages: everybody reads them, in the official form, as page and as PDF."""

from __future__ import annotations

import html
from pathlib import Path
from typing import Any

import pytest
from ckan.exceptions import CkanConfigurationException
from ckan.tests.helpers import CKANTestApp
from click.testing import CliRunner

from ckanext.satudata import startup, wiring
from ckanext.satudata.cli import satudata

pytestmark = pytest.mark.usefixtures("with_plugins")
FOLDER = Path(__file__).resolve().parents[2] / "config/sop"
SHIPPED = ("bawaan", "ktda", "mentawai", "opd-disbudpar", "opd-dpmptsp", "tanjabbarat")


def read(app: CKANTestApp, path: str, status: int = 200) -> str:
    answer = app.get(path, status=status)
    return html.unescape(answer.get_data(as_text=True))


def test_the_list_names_every_sop_with_its_office_and_is_linked_from_every_page(app: CKANTestApp) -> None:
    page = read(app, "/sop")
    for name in SHIPPED:
        assert f'href="/sop/{name}"' in page
        assert f'href="/sop/{name}.pdf"' in page
    assert "Kabupaten Kepulauan Mentawai" in page
    assert 'href="/sop"' in read(app, "/dataset")


@pytest.mark.parametrize("name", SHIPPED)
def test_each_sop_shows_its_steps_and_what_the_portal_does_at_them(app: CKANTestApp, name: str) -> None:
    page = read(app, f"/sop/{name}")
    sop = wiring.current_sops()[name]
    for row in sop.definition["langkah"]:
        assert row["kegiatan"] in page
    for step in sop.steps:
        assert step.label in page


def test_the_page_is_in_both_languages_the_sheet_in_its_own(app: CKANTestApp) -> None:
    english, indonesian = read(app, "/en/sop/bawaan"), read(app, "/sop/bawaan")
    assert "Stages in the portal" in english
    assert "Tahap di portal" in indonesian
    for page in (english, indonesian):
        assert '<div class="sop-lembar" lang="id">' in page
        assert "Uraian Kegiatan" in page


def test_the_pdf_comes_in_two_sizes_of_paper_and_always_the_same(app: CKANTestApp) -> None:
    small, again, folio = (app.get(f"/sop/mentawai.pdf?kertas={size}") for size in ("a4", "a4", "f4"))
    assert small.content_type == "application/pdf"
    assert small.data.startswith(b"%PDF-")
    assert small.data == again.data != folio.data
    assert "sop-mentawai-v1.pdf" in small.headers["Content-Disposition"]


def test_a_short_form_shows_the_stages_that_are_left(app: CKANTestApp) -> None:
    page = read(app, "/sop/opd-disbudpar:pimpinan")
    assert "Persetujuan Kepala Dinas" in page
    assert "Pemeriksaan Sekretaris" not in page


@pytest.mark.parametrize(
    "path", ["/sop/lurah", "/sop/lurah.pdf", "/sop/bawaan?versi=99", "/sop/bawaan:lurah"]
)
def test_an_sop_that_is_not_there_is_not_found(app: CKANTestApp, path: str) -> None:
    read(app, path, status=404)


def test_the_sheet_needs_no_foreign_file_and_no_script(app: CKANTestApp) -> None:
    page = read(app, "/sop/ktda")
    sheet = page[page.index('<div class="sop-lembar"') : page.index('id="h-tahap"')]
    assert "<script" not in sheet
    assert "src=" not in sheet
    assert "url('http" not in sheet


def test_a_flawed_file_stops_the_portal_with_every_error(
    app: CKANTestApp, ckan_config: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    text = (FOLDER / "bawaan.yaml").read_text(encoding="utf-8")
    broken = text.replace("simbol: selesai", "simbol: bulat").replace(
        "pelaksana: [kadis]", "pelaksana: [lurah]"
    )
    (tmp_path / "bawaan.yaml").write_text(broken, encoding="utf-8")
    monkeypatch.setitem(ckan_config, "ckanext.satudata.sop.folder", str(tmp_path))
    wiring.current_sops.cache_clear()
    try:
        with pytest.raises(CkanConfigurationException) as stopped:
            startup.check(ckan_config)
    finally:
        wiring.current_sops.cache_clear()
    for error in ("simbol 'bulat'", "pelaksana 'lurah'", "bawaan.yaml:"):
        assert error in str(stopped.value)


@pytest.mark.usefixtures("with_request_context")
def test_the_commands_of_a_portal_know_its_versions() -> None:
    version = wiring.sop_port().in_force("bawaan").version
    listed = CliRunner().invoke(satudata, ["sop", "list"])
    assert f"bawaan\t{version}\t" in listed.output
    same = CliRunner().invoke(satudata, ["sop", "diff", f"bawaan@{version}", "bawaan"])
    assert same.output == "0 perbedaan\n"
    assert "versi 99 tidak ada" in CliRunner().invoke(satudata, ["sop", "diff", "bawaan@99", "bawaan"]).output
