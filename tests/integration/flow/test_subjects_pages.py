"""The forms and pages of corrections, rollbacks and retractions, as a browser without JavaScript sends and shows them."""

from __future__ import annotations

import hashlib
import io
import re
from typing import Any

import pytest
from ckan import model
from ckan.tests import factories
from ckan.tests.helpers import CKANTestApp

from support.faults import people
from support.offices import office
from support.pages import Visitor, main_of, told
from support.story import Cast, act
from support.subjects import WHY, finished, one_edition, retracted, scheduled, with_archive
from support.workbooks import population

pytestmark = pytest.mark.usefixtures("with_plugins")
SCENE: dict[str, str] = {}


@pytest.fixture
def name(app: CKANTestApp) -> str:
    """A published dataset."""
    if "name" not in SCENE:
        SCENE["id"] = told(app, one_edition)
        SCENE["name"] = told(app, lambda: str(model.Package.get(SCENE["id"]).name))
    return SCENE["name"]


def drafted(page: str) -> str:
    """The draft that a page is about."""
    found = re.search(r"/rancangan/([0-9a-f-]{36})/", page)
    assert found, page[:400]
    return found[1]


def discard(visitor: Visitor, app: CKANTestApp, draft: str) -> None:
    told(app, act, people().producer, "satudata_draft_delete", id=draft)


def test_a_retraction_is_asked_for_by_a_form(app: CKANTestApp, name: str) -> None:
    producer = Visitor(app, people().producer)
    assert f"/dataset/{name}/penarikan" in producer.read(f"/dataset/{name}")
    form = producer.read(f"/dataset/{name}/penarikan")
    refused = main_of(producer.send(form, f"/dataset/{name}/penarikan", reason=" "))
    assert "Tulis alasannya" in refused or "alasan" in refused.lower()
    refused = main_of(producer.send(form, f"/dataset/{name}/penarikan", reason=WHY))
    assert "Pilih sedikitnya satu alasan" in refused and WHY in refused, "what was typed stays"
    page = producer.send(form, f"/dataset/{name}/penarikan", reason=WHY, reasons="ANGKA_TIDAK_COCOK")
    draft = drafted(page)
    assert WHY in main_of(page) and "Isinya tidak dapat diubah" in main_of(page)
    for step in ("berkas", "lengkapi", "ajukan"):
        shown = main_of(producer.read(f"/rancangan/{draft}/{step}"))
        assert "Isinya tidak dapat diubah" in shown and 'name="upload"' not in shown, step
    producer.read(f"/rancangan/{draft}/periksa")
    file = (io.BytesIO(population(2025)), "penduduk.xlsx")
    told_off = main_of(producer.send(page, f"/rancangan/{draft}/berkas", upload=file))
    assert "mulai koreksi" in told_off.lower() or "koreksi" in told_off
    page = producer.send(page, f"/rancangan/{draft}/ajukan")
    assert "centang kotaknya" in page
    page = producer.send(page, f"/rancangan/{draft}/ajukan", cocok="1")
    number = re.search(r"P-\d{4}", main_of(page))
    assert number and f"Penarikan: {WHY}" in re.sub(r"<[^>]+>", "", main_of(page)).replace("\n", "")
    told(app, act, people().producer, "satudata_review_withdraw", id=number[0])
    discard(producer, app, draft)


def test_the_way_back_is_a_page_too(app: CKANTestApp, name: str) -> None:
    producer = Visitor(app, people().producer)
    form = producer.read(f"/dataset/{name}/kembali/1")
    assert "sebelumnya" in producer.send(form, f"/dataset/{name}/kembali/1", reason=WHY)
    producer.read(f"/dataset/{name}/kembali/7", status=404)


@pytest.mark.parametrize("way", ["koreksi", "kembali/1", "penarikan"])
def test_others_get_no_form(app: CKANTestApp, name: str, way: str) -> None:
    for who in (people().outsider, people().kadis):
        Visitor(app, who).read(f"/dataset/{name}/{way}", status=403)
    answer = app.test_client().get(f"/dataset/{name}/{way}", follow_redirects=False)
    assert answer.status_code == 302 and "/user/login" in answer.headers["Location"]
    for page in ("/dataset/{}", "/en/dataset/{}"):
        assert f"/{way}" not in main_of(app.get(page.format(name)).body)


def test_an_unknown_dataset_is_not_there(app: CKANTestApp, name: str) -> None:
    for way in ("koreksi", "penarikan", "edisi/1"):
        Visitor(app, people().producer).read(f"/dataset/tidak-ada/{way}", status=404)


def thrown_away() -> str:
    """An ordinary dataset that its own office deleted; CKAN offers it for purging."""
    made = factories.Dataset(owner_org=office(governed=False), title="Barang Buangan")
    act(people().sysadmin, "package_delete", id=made["id"])
    return "Barang Buangan"


@pytest.mark.trap("C12")
def test_who_sees_what_of_a_retracted_dataset(app: CKANTestApp) -> None:
    def gone() -> tuple[str, str]:
        dataset = one_edition()
        retracted(dataset)
        return dataset, str(model.Package.get(dataset).name)

    _dataset, down = told(app, gone)
    waste = told(app, thrown_away)
    basket = Visitor(app, people().sysadmin).read("/ckan-admin/trash")
    assert waste in basket and down not in basket and "Jumlah Penduduk" not in basket
    public: Any = app.get(f"/dataset/{down}", status=410).body
    assert WHY in public and "Riwayat, untuk" not in public and "noindex" in public
    english = app.get(f"/en/dataset/{down}", status=410).body
    assert "This dataset was retracted on" in english and "Whom to ask" in english
    for who, again in ((people().producer, True), (people().verifikator, False)):
        page = main_of(Visitor(app, who).read(f"/dataset/{down}", status=410))
        assert "Riwayat, untuk" in page and ("Terbitkan lagi" in page) is again
        assert "12.503" not in page
        edition = main_of(Visitor(app, who).read(f"/dataset/{down}/edisi/1"))
        assert "Dataset ini ditarik pada" in edition and "is-data" in edition
        Visitor(app, who).fetched(f"/dataset/{down}/edisi/1/data.csv")
    Visitor(app, people().outsider).read(f"/dataset/{down}/edisi/1", status=410)
    home = main_of(Visitor(app, people().producer).read("/kerja"))
    assert "ditarik pada" in home


def test_the_archive_is_handed_out_to_those_who_read_the_submission(app: CKANTestApp) -> None:
    def laid() -> tuple[Cast, dict[str, Any], dict[str, Any]]:
        cast = with_archive()
        review = finished(cast)
        return cast, review, act(cast.producer, "satudata_archive_show", id=review["id"])

    cast, review, archive = told(app, laid)
    path = f"/pengajuan/{review['number']}/arsip.zip"
    for who in (cast.producer, cast.kadis):
        assert path in Visitor(app, who).read(f"/pengajuan/{review['number']}")
        content = Visitor(app, who).fetched(path)
        assert hashlib.sha256(content).hexdigest() == archive["sha256"]
    Visitor(app, cast.outsider).read(path, status=404)
    assert app.test_client().get(path, follow_redirects=False).status_code == 302


def test_the_page_says_when_it_will_be_published(app: CKANTestApp) -> None:
    review, _day = told(app, scheduled)
    page = main_of(Visitor(app, people().producer).read(f"/pengajuan/{review['number']}"))
    assert "Terbit terjadwal" in page
    assert "terbit terjadwal" in main_of(Visitor(app, people().producer).read("/kerja"))
