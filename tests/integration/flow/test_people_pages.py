"""The pages of the walidata's administrator, sent as a browser without JavaScript sends them."""

from __future__ import annotations

import base64
import io
import re
from typing import Any

import openpyxl
import pytest
from ckan import model
from ckan.tests.helpers import CKANTestApp

from support.offices import Person, appoint, execute, office, person
from support.pages import Visitor, hidden, main_of, told
from support.story import act

pytestmark = pytest.mark.usefixtures("with_plugins", "posts_come_back")
SCENE: dict[str, Any] = {}


@pytest.fixture
def admin(app: CKANTestApp) -> Person:
    if "admin" not in SCENE:
        SCENE["admin"] = told(app, person)
        told(app, appoint, SCENE["admin"], "admin_walidata")
        SCENE["org"] = told(app, office, governed=True)
    return SCENE["admin"]


def test_vacant_posts_stand_first_and_lead_to_the_form(app: CKANTestApp, admin: Person) -> None:
    told(app, execute, "UPDATE satudata_assignment SET ends_on = starts_on - 1 WHERE post = 'kadis'")
    browser = Visitor(app, admin)
    assert "Jabatan kosong" in main_of(browser.read("/kerja"))
    page = browser.read("/penugasan")
    assert "Kosong: Kepala Dinas belum ada pemegang" in main_of(page)
    given = browser.read("/penugasan?post=kadis")
    assert re.search(r'<option value="kadis" selected>', given)


def test_a_post_is_given_and_ended_with_forms(app: CKANTestApp, admin: Person) -> None:
    browser, who = Visitor(app, admin), told(app, person)
    page = browser.read("/penugasan")
    fields = {
        "post": "kasubag",
        "org_id": SCENE["org"],
        "user": who.name,
        "standing": "plh",
        "decree": "800/3",
    }
    refused = browser.send(page, "/penugasan/beri", **fields)
    assert "Tulis hari terakhirnya" in refused and f'value="{who.name}"' in main_of(refused)
    assert 'href="#field-ends_on"' in refused
    done = browser.send(page, "/penugasan/beri", **fields, ends_on="2099-12-31")
    assert "kini memegang 'Plh. Kasubag'" in done
    row = told(app, act, admin, "satudata_assignment_list", org_id=SCENE["org"])[0]
    ended = browser.send(done, f"/penugasan/{row['id']}/akhiri", ends_on="2020-01-01")
    assert "mendahului hari pertama" in ended
    ended = browser.send(done, f"/penugasan/{row['id']}/akhiri", ends_on="")
    assert "berakhir pada" in ended and "Penugasan diakhiri" in ended


def test_a_workbook_is_looked_at_and_taken_over(app: CKANTestApp, admin: Person) -> None:
    browser, who = Visitor(app, admin), told(app, person)
    page = browser.read("/penugasan/impor")
    template = browser.client.get("/penugasan/templat.xlsx")
    assert template.headers["Content-Disposition"].startswith("attachment")
    book = openpyxl.load_workbook(io.BytesIO(template.data))
    book.worksheets[0].append(["Tim", None, who.name, None, "800/'4'", "2026-12-01", None])
    target = io.BytesIO()
    book.save(target)
    looked = browser.send(page, "/penugasan/impor", upload=(io.BytesIO(target.getvalue()), "penugasan.xlsx"))
    assert "1 diberikan, 0 diakhiri" in looked
    again = {name: hidden(looked, name) for name in ("rows", "columns", "digest")}
    assert "1 diberikan" in browser.send(looked, "/penugasan/impor", **again)
    book.worksheets[0].append(["Raja", None, who.name, None, None, "2026-12-01", None])
    target = io.BytesIO()
    book.save(target)
    faulty = browser.send(page, "/penugasan/impor", upload=(io.BytesIO(target.getvalue()), "penugasan.xlsx"))
    assert f"Sel A{book.worksheets[0].max_row}: 'Raja' tidak dikenal" in faulty
    assert 'name="digest"' not in faulty


def test_an_office_chooses_its_sop_on_the_page(app: CKANTestApp, admin: Person) -> None:
    browser = Visitor(app, admin)
    page = browser.read("/sop-pilihan")
    assert "Verifikator › Kepala Bidang › Kepala Dinas" in page
    saved = browser.send(page, "/sop-pilihan", scope="org", scope_id=SCENE["org"], opd="", walidata="bawaan")
    assert "tersimpan" in saved and "SOP walidata bawaan (sebelumnya: tidak dipilih)" in saved
    wrong = browser.send(page, "/sop-pilihan", scope="dataset", scope_id="tidak-ada", opd="-")
    assert "Dataset ini tidak ada." in wrong
    version = told(app, act, admin, "satudata_sop_choice_list")["versions"][0]
    shown = browser.read(f"/sop-pilihan/{version['id']}/{version['in_force']}")
    assert "Versi ini sedang berlaku." in shown
    browser.read(f"/sop-pilihan/{version['id']}/999", status=404)


def test_others_do_not_get_in_and_a_sysadmin_looks_only(app: CKANTestApp, admin: Person) -> None:
    nobody = Visitor(app, told(app, person))
    for path in (
        "/penugasan",
        "/penugasan/impor",
        "/penugasan/templat.xlsx",
        "/sop-pilihan",
        "/sop-pilihan/bawaan/1",
    ):
        nobody.read(path, status=403)
    assert 'href="/penugasan"' not in nobody.read("/kerja")
    sysadmin = Visitor(app, told(app, person, sysadmin=True))
    page = sysadmin.read("/sop-pilihan")
    refused = sysadmin.send(page, "/sop-pilihan", scope="org", scope_id=SCENE["org"], opd="")
    assert "SOP dipilih oleh admin walidata." in refused


def test_names_are_escaped_wherever_they_stand(app: CKANTestApp, admin: Person) -> None:
    who = told(app, person)
    told(
        app,
        execute,
        'UPDATE "user" SET fullname = :n WHERE id = :id',
        n="<script>alert(1)</script>",
        id=who.id,
    )
    told(app, act, admin, "satudata_assignment_create", user=who.name, post="tim")
    raw = Visitor(app, admin).client.get("/penugasan").get_data(as_text=True)
    assert "<script>alert(1)" not in raw and "&lt;script&gt;alert(1)" in raw
    assert base64.b64decode(told(app, act, admin, "satudata_assignment_template")["content"])[:2] == b"PK"
    assert model.User.get(who.id) is not None
