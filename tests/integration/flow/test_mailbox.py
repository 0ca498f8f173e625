"""The demo's mailbox shows what was sent, both parts, and is not there without demo data."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import ckan.plugins.toolkit as tk
import pytest
from ckan.tests.helpers import CKANTestApp

pytestmark = pytest.mark.usefixtures("with_plugins")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    message = EmailMessage()
    message["Subject"], message["To"] = "[Satu Data] Giliran Bapak/Ibu", "verifikator@sukamaju.example"
    message["Date"] = "Mon, 23 Nov 2026 07:00:00 +0700"
    message.set_content("Dari Portal: <b>P-0001</b> menunggu.\n\nhttp://127.0.0.1/pengajuan/P-0001\n")
    message.add_alternative("<p>Dari Portal: P-0001 menunggu.</p><script>1</script>", subtype="html")
    (tmp_path / "1795000000000000000.eml").write_bytes(message.as_bytes())
    monkeypatch.setitem(tk.config, "ckanext.satudata.demo.mail_dir", str(tmp_path))
    return tmp_path


def test_the_mailbox_shows_text_and_html(app: CKANTestApp, folder: Path) -> None:
    page = app.get("/surat").body
    assert '<a href="http://127.0.0.1/pengajuan/P-0001"' in page and "&lt;b&gt;P-0001" in page
    shown = app.get("/surat/1795000000000000000/html")
    assert "<p>Dari Portal" in shown.body
    assert shown.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert app.get("/surat/17/html", expect_errors=True).status_code == 404


def test_without_demo_data_there_is_none(app: CKANTestApp) -> None:
    for path in ("/surat", "/surat/1795000000000000000/html"):
        assert app.get(path, expect_errors=True).status_code == 404
