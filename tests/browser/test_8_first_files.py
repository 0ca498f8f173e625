"""A clerk's first three files, of three kinds, at a laptop and on a phone: from the file to the submission.

The script types what a person must type and counts it. What the portal knows from the file, the code lists or the
office's profile is not typed.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass, field

import pytest
from corpus.office import Spec, lay_out, pack
from playwright.sync_api import Browser, Page, expect

from support import browser as browsers
from support.portal import Site
from support.story import METADATA
from support.walk import confirm_all, go_on

MOST_TYPED = 15
SIZES = {"laptop": (1366, 768), "phone": (360, 740)}
PRODUCER = "demo-produsen-dinkes"
FILES = {
    "XLSX, two header rows, numbered columns, dots": (
        "tenaga_kesehatan.xlsx",
        Spec(subject="nakes", header="two", title="dda", numbered=True, style="dotted", total="last"),
    ),
    "XLS of an old Excel, letterhead, total first": (
        "populasi_ternak.xls",
        Spec(subject="ternak", title="kop", total="first", number_column=True, container="xls"),
    ),
    "CSV of an Indonesian Excel": (
        "penduduk.csv",
        Spec(subject="penduduk", title="plain", total="last", footer="notes", container="cp1252"),
    ),
}


@dataclass
class Clerk:
    """Somebody at the portal for the first time, whose typing is counted."""

    page: Page
    typed: list[str] = field(default_factory=list)

    def answers(self) -> None:
        """Answer what is asked about the file; reasons are typed."""
        reasons = self.page.locator(".sd-finding textarea")
        before = reasons.count()
        confirm_all(self.page)
        self.typed += ["reason"] * before

    def describes(self) -> None:
        """Fill in every field that is open, asked for and empty, and no other."""
        opened = self.page.locator(
            "form[data-sd-autosave] > .sd-field, form[data-sd-autosave] > fieldset.sd-field"
        )
        ids = opened.locator("xpath=descendant-or-self::*[starts-with(@id, 'field-')]").evaluate_all(
            "all => all.map(one => one.id)"
        )
        for full in dict.fromkeys(ids):
            name = full.removeprefix("field-")
            if re.fullmatch(r".*-\d+", name) and not name.startswith("kolom-"):
                continue
            self._fill(name)

    def _fill(self, name: str) -> None:
        field_ = self.page.locator(f"#field-{name}")
        if not field_.is_visible():
            return
        fieldset = field_.evaluate("one => one.tagName") == "FIELDSET"
        if not fieldset and field_.input_value():
            return
        value = METADATA.get(name, "Banyaknya menurut catatan dinas (data rekaan).")
        browsers.fill(self.page, name, value)
        self.typed.append(name)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("kind", FILES)
def test_a_first_file_becomes_a_submission(site: Site, browser: Browser, kind: str, size: str) -> None:
    name, spec = FILES[kind]
    content, _truth = pack(lay_out(spec), spec.container)
    desk = browsers.desk(browser, site.url, PRODUCER, size=SIZES[size])
    page = desk.page
    clerk = Clerk(page)
    page.get_by_role("link", name="Unggah data").first.click()
    page.set_input_files(
        "#field-upload", {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    )
    page.get_by_role("button", name="Unggah & baca").click()
    clerk.answers()
    assert browsers.scroll_width(page) <= SIZES[size][0]
    go_on(page)
    clerk.describes()
    assert browsers.scroll_width(page) <= SIZES[size][0]
    page.get_by_role("button", name="Simpan & lanjut").click()
    expect(page.locator("main")).not_to_contain_text("Masih kurang")
    page.get_by_label("Angka sudah cocok dengan dokumen sumber").check()
    page.locator("form button.is-primary").last.click()
    expect(page).to_have_url(re.compile(r"/pengajuan/P-\d+"))
    sys.stderr.write(f"{kind}, {size}: {len(clerk.typed)} typed fields: {', '.join(clerk.typed)}\n")
    assert len(clerk.typed) <= MOST_TYPED, clerk.typed
    desk.close()
