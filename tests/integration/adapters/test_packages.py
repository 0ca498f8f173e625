"""CKAN's packages, written inside the caller's transaction."""

from __future__ import annotations

import hashlib
import io
import uuid
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan import model
from ckan.tests.helpers import CKANTestApp, call_action
from sqlalchemy import text

from ckanext.satudata.adapters.blobs import Blobs
from ckanext.satudata.adapters.packages import Packages
from ckanext.satudata.model.lock_key import opened_for
from support.offices import Person, execute, office, person

pytestmark = pytest.mark.usefixtures("with_plugins")

CSV = b"tahun,penduduk\n2024,18220\n"


@pytest.fixture
def producer() -> Person:
    return person()


@pytest.fixture
def org(producer: Person) -> str:
    return office(governed=True, editor=producer)


class Edition:
    """Ids and content of a publication under test."""

    def __init__(self, org: str, unique: str) -> None:
        self.dataset_id = str(uuid.uuid4())
        self.resource_id = str(uuid.uuid4())
        self.name = f"penduduk-{unique}"
        self.org = org

    def metadata(self, number: int) -> dict[str, Any]:
        return {
            "name": self.name,
            "title": f"Jumlah Penduduk {self.name}",
            "owner_org": self.org,
            "notes": "Jumlah penduduk menurut kecamatan",
            "tingkat_penyajian": ["kecamatan"],
            "license_id": "CC-BY-4.0",
            "tags": [{"name": "penduduk"}],
            "edisi": number,
            "edisi_tanggal": "2026-11-21",
            "content_digest": "9f3a",
        }

    def file(self, data: bytes, number: int) -> dict[str, Any]:
        blob = Blobs().put(io.BytesIO(data), limit=10_000)
        return {
            "name": self.name,
            "sha256": blob.sha256,
            "size": blob.size,
            "rows": data.count(b"\n") - 1,
            "edisi": number,
            "schema": {
                "fields": [{"name": "tahun", "type": "year"}, {"name": "penduduk", "type": "integer"}]
            },
        }

    def publish(self, number: int = 1, data: bytes = CSV) -> dict[str, Any]:
        """Publish as the use case does: edition row and package in one transaction."""
        file = self.file(data, number)
        self.record(file, number)
        Packages().publish(self.dataset_id, self.resource_id, self.metadata(number), file)
        model.Session.commit()
        Packages().index(self.dataset_id)
        return file

    def record(self, file: dict[str, Any], number: int) -> None:
        model.Session.execute(
            text(
                "INSERT INTO satudata_edition (id, dataset_id, resource_id, number, review_id, draft_id, owner_org, "
                "content_digest, table_digest, canonical_sha, metadata, published_at, datastore_at) VALUES "
                "(:id, :dataset, :resource, :number, :review, '', :org, '', '', :sha, "
                '\'{"klasifikasi_akses": "terbuka"}\', now(), now())'
            ),
            {
                "id": str(uuid.uuid4()),
                "review": str(uuid.uuid4()),
                "dataset": self.dataset_id,
                "resource": self.resource_id,
                "number": number,
                "org": self.org,
                "sha": file["sha256"],
            },
        )


@pytest.fixture
def edition(org: str, unique: str) -> Edition:
    return Edition(org, unique)


def test_a_draft_is_private_and_may_be_half_filled(org: str, producer: Person) -> None:
    draft = Packages().create_draft({"owner_org": org}, producer.name)
    model.Session.commit()
    assert (draft["type"], draft["private"], draft["state"]) == ("rancangan", True, "active")
    assert draft["title"] == ""
    assert model.Package.get(draft["id"]).creator_user_id == producer.id


def test_a_draft_that_is_not_committed_leaves_nothing(org: str, producer: Person) -> None:
    draft = Packages().create_draft({"owner_org": org}, producer.name)
    model.Session.rollback()
    assert model.Package.get(draft["id"]) is None


def test_fields_of_a_draft_change_one_by_one(org: str, producer: Person) -> None:
    packages = Packages()
    draft = packages.create_draft({"owner_org": org, "title": "Penduduk"}, producer.name)
    packages.patch_draft(draft["id"], {"definisi": "Orang yang tinggal"}, producer.name)
    shown = packages.patch_draft(draft["id"], {"tingkat_penyajian": ["kecamatan", "desa"]}, producer.name)
    model.Session.commit()
    assert (shown["title"], shown["definisi"]) == ("Penduduk", "Orang yang tinggal")
    assert shown["tingkat_penyajian"] == ["kecamatan", "desa"]
    assert packages.show(draft["id"])["definisi"] == "Orang yang tinggal"


def test_a_changed_draft_that_is_rolled_back_is_as_before(org: str, producer: Person) -> None:
    packages = Packages()
    draft = packages.create_draft({"owner_org": org, "title": "Penduduk"}, producer.name)
    model.Session.commit()
    packages.patch_draft(draft["id"], {"title": "Lain"}, producer.name)
    model.Session.rollback()
    assert packages.show(draft["id"])["title"] == "Penduduk"


@pytest.mark.parametrize(
    ("field", "value"),
    [("cakupan_awal", "tahun lalu"), ("kontak_email", "bukan surel"), ("definisi", "x" * 8001)],
)
def test_a_wrong_value_names_its_field(org: str, producer: Person, field: str, value: str) -> None:
    draft = Packages().create_draft({"owner_org": org}, producer.name)
    with pytest.raises(tk.ValidationError) as refused:
        Packages().patch_draft(draft["id"], {field: value}, producer.name)
    assert list(refused.value.error_dict) == [field]


def test_publication_creates_the_dataset_under_its_reserved_ids(edition: Edition, app: CKANTestApp) -> None:
    file = edition.publish()
    shown = app.get(f"/api/action/package_show?id={edition.name}").json["result"]
    resource = shown["resources"][0]
    assert (shown["id"], shown["private"], shown["type"]) == (edition.dataset_id, False, "dataset")
    assert (shown["edisi"], shown["content_digest"]) == (1, "9f3a")
    assert (resource["id"], resource["hash"], resource["size"]) == (
        edition.resource_id,
        file["sha256"],
        len(CSV),
    )
    assert (resource["edisi"], resource["rows"], resource["sha256"]) == (1, 1, file["sha256"])
    assert resource["schema"]["fields"][0]["name"] == "tahun"
    assert (resource["url_type"], resource["mimetype"], resource["datastore_active"]) == (
        "upload",
        "text/csv",
        True,
    )
    assert resource["url"].endswith(f"/resource/{edition.resource_id}/download/{edition.name}.csv")


def test_the_download_is_the_blob_of_the_current_edition(edition: Edition, app: CKANTestApp) -> None:
    first = edition.publish()
    url = f"/dataset/{edition.dataset_id}/resource/{edition.resource_id}/download/{edition.name}.csv"
    answer = app.get(url)
    assert hashlib.sha256(answer.data).hexdigest() == first["sha256"]
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["ETag"] == f'"{first["sha256"]}"'
    assert answer.headers["Content-Type"].startswith("text/csv")
    assert app.get(url, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
    second = edition.publish(2, CSV + b"2025,20480\n")
    assert hashlib.sha256(app.get(url).data).hexdigest() == second["sha256"]


def test_the_next_edition_keeps_ids_and_views(edition: Edition) -> None:
    edition.publish()
    views = call_action("resource_view_list", id=edition.resource_id)
    edition.publish(2, CSV + b"2025,20480\n")
    shown = Packages().show(edition.dataset_id)
    assert [resource["id"] for resource in shown["resources"]] == [edition.resource_id]
    assert shown["edisi"] == 2
    assert call_action("resource_view_list", id=edition.resource_id) == views
    assert model.Session.query(model.Resource).filter_by(package_id=edition.dataset_id).count() == 1


def test_a_publication_that_is_rolled_back_leaves_the_edition_before(edition: Edition) -> None:
    first = edition.publish()
    file = edition.file(CSV + b"2025,20480\n", 2)
    Packages().publish(edition.dataset_id, edition.resource_id, edition.metadata(2), file)
    model.Session.rollback()
    shown = Packages().show(edition.dataset_id)
    assert (shown["edisi"], shown["resources"][0]["hash"]) == (1, first["sha256"])


def test_publication_closes_the_lock_behind_it(edition: Edition) -> None:
    file = edition.file(CSV, 1)
    Packages().publish(edition.dataset_id, edition.resource_id, edition.metadata(1), file)
    assert opened_for(model.Session) == ""
    with pytest.raises(Exception, match="satudata: UPDATE refused"):
        model.Session.execute(
            text("UPDATE package SET title = 'x' WHERE id = :id"), {"id": edition.dataset_id}
        )
    model.Session.rollback()


def test_search_finds_the_dataset_after_indexing(edition: Edition) -> None:
    edition.publish()
    found = call_action("package_search", {"ignore_auth": False, "user": ""}, fq=f"name:{edition.name}")
    assert found["count"] == 1
    assert found["results"][0]["edisi"] == 1


def test_a_closed_draft_leaves_the_lists_and_stays_readable(org: str, producer: Person) -> None:
    packages = Packages()
    draft = packages.create_draft({"owner_org": org, "title": "Penduduk"}, producer.name)
    model.Session.commit()
    packages.index(draft["id"])
    packages.close_draft(draft["id"])
    model.Session.commit()
    packages.index(draft["id"])
    found = call_action("package_search", fq=f"id:{draft['id']}", include_private=True)
    assert found["count"] == 0
    assert packages.show(draft["id"])["title"] == "Penduduk"


def test_a_discarded_draft_is_gone_from_the_search_too(org: str, producer: Person) -> None:
    packages = Packages()
    draft = packages.create_draft({"owner_org": org}, producer.name)
    model.Session.commit()
    packages.index(draft["id"])
    packages.discard_draft(draft["id"])
    model.Session.commit()
    packages.index(draft["id"])
    assert model.Package.get(draft["id"]) is None
    assert execute("SELECT count(*) FROM member WHERE table_id = :id", id=draft["id"]).scalar() == 0
    assert call_action("package_search", fq=f"id:{draft['id']}", include_private=True)["count"] == 0


def test_the_public_pages_of_an_edition_open(edition: Edition, app: CKANTestApp) -> None:
    edition.publish()
    resource = app.get(f"/dataset/{edition.name}/resource/{edition.resource_id}")
    assert resource.status_code == 200
    assert "validation-badge" in resource.body
    assert app.get(f"/en/dataset/{edition.name}/resource/{edition.resource_id}").status_code == 200
    assert app.get(f"/organization/{edition.org}").status_code == 200


def test_tags_of_a_draft_are_its_own(org: str, producer: Person, unique: str) -> None:
    packages = Packages()
    draft = packages.create_draft({"owner_org": org, "tags": [{"name": f"{unique} satu"}]}, producer.name)
    assert [tag["name"] for tag in draft["tags"]] == [f"{unique} satu"]
    shown = packages.patch_draft(draft["id"], {"tag_string": f"{unique} dua, {unique}-tiga"}, producer.name)
    assert [tag["name"] for tag in shown["tags"]] == [f"{unique} dua", f"{unique}-tiga"]
    shown = packages.patch_draft(draft["id"], {"tags": [{"name": f"{unique} empat"}]}, producer.name)
    assert [tag["name"] for tag in shown["tags"]] == [f"{unique} empat"]
    shown = packages.patch_draft(draft["id"], {"title": "Penduduk"}, producer.name)
    assert shown["tag_string"] == f"{unique} empat"
    assert packages.patch_draft(draft["id"], {"tag_string": ""}, producer.name)["tags"] == []
    with pytest.raises(tk.ValidationError) as refused:
        packages.patch_draft(draft["id"], {"tag_string": "a"}, producer.name)
    assert list(refused.value.error_dict) == ["tag_string"]
    model.Session.commit()
    assert call_action("tag_list", query=unique) == []


def test_an_office_that_left_the_reviews_replaces_its_file(
    edition: Edition, app: CKANTestApp, producer: Person
) -> None:
    edition.publish()
    url = f"/dataset/{edition.dataset_id}/resource/{edition.resource_id}/download/{edition.name}.csv"
    form = {"id": edition.resource_id, "upload": (io.BytesIO(b"baru\n1\n"), "baru.csv")}
    refused = app.post("/api/action/resource_patch", data=form, headers=producer.headers)
    assert refused.status_code == 403
    execute("DELETE FROM satudata_governed WHERE org_id = :org", org=edition.org)
    assert app.get(url).data == CSV
    form = {"id": edition.resource_id, "upload": (io.BytesIO(b"baru\n1\n"), "baru.csv")}
    done = app.post("/api/action/resource_patch", data=form, headers=producer.headers)
    assert done.status_code == 200, done.body
    assert app.get(url).data == b"baru\n1\n"
