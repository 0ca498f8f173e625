"""Code lists by API: everybody reads, the administrator imports after a preview, versions stay, crosswalks answer by date."""

from __future__ import annotations

import io
import secrets
from typing import Any

import ckan.plugins.toolkit as tk
import openpyxl
import pytest
from ckan.tests.helpers import CKANTestApp
from werkzeug.datastructures import FileStorage

from ckanext.satudata import codes
from ckanext.satudata.logic.errors import ConflictError
from support.offices import Person, appoint, person
from support.story import act

pytestmark = pytest.mark.usefixtures("with_plugins", "with_request_context")


@pytest.fixture(scope="module")
def admin() -> Person:
    who = person()
    appoint(who, "admin_walidata")
    return who


@pytest.fixture
def name() -> str:
    """A list that no other test knows."""
    return f"uji_{secrets.token_hex(4)}"


def book(rows: list[list[Any]], filename: str = "daftar.xlsx") -> FileStorage:
    workbook = openpyxl.Workbook()
    for row in rows:
        workbook.active.append(row)
    target = io.BytesIO()
    workbook.save(target)
    return FileStorage(io.BytesIO(target.getvalue()), filename=filename)


def text(content: str) -> FileStorage:
    return FileStorage(io.BytesIO(content.encode()), filename="daftar.csv")


FIRST = [["Daftar pasar"], ["Kode", "Nama", "Induk"], ["P1", "Pasar Baru", ""], ["P2", "Pasar Lama", "P1"]]


def answer(app: CKANTestApp, address: str) -> Any:
    return app.get(f"/api/action/{address}").json["result"]


def test_everybody_reads_lists_with_source_and_coding(app: CKANTestApp) -> None:
    known = {one["name"]: one for one in answer(app, "satudata_codelist_list")}
    assert known["provinsi_kabupaten"]["total"] == 578
    assert {one["system"] for one in known["provinsi_kabupaten"]["codings"]} == {"kemendagri", "bps"}
    assert all(
        one["source"] and one["dated"] and one["label"] for one in known.values() if not one["imported"]
    )
    shown = answer(app, "satudata_codelist_show?id=provinsi_kabupaten&q=9501&at=2026-11-21")
    assert {one["code"] for one in shown["codes"]} == {"93.01"}
    page = answer(app, "satudata_codelist_show?id=provinsi_kabupaten&parent=36&limit=3&offset=2")
    assert page["count"] == 8 and [one["code"] for one in page["codes"]] == ["36.03", "36.04", "36.71"]
    app.get("/api/action/satudata_codelist_show?id=tidak_ada", status=404)


def test_the_crosswalk_answers_by_date_and_warns(app: CKANTestApp) -> None:
    cross = "satudata_region_crosswalk?"
    now = answer(app, cross + "code=15.06&from=kemendagri")
    assert now["other"] == "1507" and "Tanjung Jabung Timur" in now["warning"]
    assert answer(app, cross + "code=91&from=bps")["place"]["name"] == "Papua Barat"
    before = answer(app, cross + "code=91.01&from=kemendagri&at=2022-11-10")
    assert before["other"] == "9401" and before["place"]["valid_to"] == "2022-11-10"
    after = answer(app, cross + "code=91.01&from=kemendagri&at=2022-11-11")
    assert after["other"] == "" and "93.01" in after["warning"]
    assert answer(app, cross + "code=9501&from=bps&at=2022-01-01")["place"] is None
    assert answer(app, cross + "code=1507000&from=bps")["other"] == "15.06"
    assert answer(app, cross + "code=99.01.03&from=kemendagri")["other"] == "9902020"
    app.get("/api/action/" + cross + "code=1&from=bps", status=404)
    app.get("/api/action/" + cross + "code=1&from=pos", status=409)


def test_columns_say_whose_codes_they_hold(admin: Person) -> None:
    doubtful = act(admin, "satudata_codelist_match", values=["1506", "1507"], title="kode kabupaten")
    assert doubtful["doubtful"] and len(doubtful["collisions"]) == 2
    named = act(admin, "satudata_codelist_match", values=["1506", "1507"], names=["Tanjung Jabung Timur", ""])
    assert named["system"] == "bps"
    letters = {"values": ["A", "K"], "title": "kbli"}
    assert act(admin, "satudata_codelist_match", **letters, year=2025)["doubtful"]
    assert act(admin, "satudata_codelist_match", **letters, year=2024)["system"] == "kbli_2020"


def test_an_import_is_previewed_then_taken_over(admin: Person, name: str) -> None:
    seen = act(admin, "satudata_codelist_import", name=name, upload=book(FIRST), dry_run=True, source="uji")
    assert seen["counts"]["added"] == 2 and not seen["fatal"] and codes.current(name) is None
    done = act(
        admin, "satudata_codelist_import", name=name, rows=seen["lines"], digest=seen["digest"], source="uji"
    )
    assert done["version"] == 1 and codes.label(name, "P2", "id") == "Pasar Lama"
    csv = "kode,nama\nP1,Pasar Besar\nP3,Pasar Ikan\n"
    told = act(admin, "satudata_codelist_import", name=name, upload=text(csv), starts_on="2026-12-01")
    assert told["counts"] == {"added": 1, "renamed": 1, "changed": 0, "ended": 1, "back": 0}
    assert codes.load(name)["P2"].more["berlaku_sampai"] == "2026-11-30"
    shown = act(admin, "satudata_codelist_show", id=name, version=1)
    assert [one["name"] for one in shown["codes"]] == ["Pasar Baru", "Pasar Lama"]
    assert [one["version"] for one in shown["versions"]] == [2, 1]
    with pytest.raises(ConflictError):
        act(admin, "satudata_codelist_import", name=name, upload=book(FIRST), digest=seen["digest"])


def test_what_is_wrong_is_told_by_cell(admin: Person, name: str) -> None:
    rows = [
        ["kode", "nama", "berlaku_mulai"],
        ["1", "Satu", "kemarin"],
        ["1", "", ""],
        ["", "Tanpa kode", ""],
    ]
    told = act(admin, "satudata_codelist_import", name=name, upload=book(rows), dry_run=True)
    found = {(one["code"], one["cell"]) for one in told["problems"]}
    assert found == {
        ("codelist_day_wrong", "C2"),
        ("codelist_code_twice", "A3"),
        ("codelist_name_empty", "B3"),
        ("codelist_code_empty", "A4"),
    }
    with pytest.raises(tk.ValidationError):
        act(admin, "satudata_codelist_import", name=name, upload=book(rows))
    assert codes.current(name) is None


def test_a_code_that_excel_shortened_and_one_used_again_are_caught(admin: Person, name: str) -> None:
    region = {"codings": {"kode": "kemendagri", "kode_bps": "bps"}, "name": name}
    short = "kode,nama,kode_bps\n11.1,Simeulue,1101\n11.02,Aceh,1101\n"
    told = act(admin, "satudata_codelist_import", upload=text(short), dry_run=True, **region)
    assert {one["code"] for one in told["problems"]} == {"codelist_code_shape", "codelist_beside_twice"}
    good = "kode,nama\n11.01,Simeulue\n"
    act(admin, "satudata_codelist_import", upload=text(good), starts_on="2020-01-01", **region)
    act(
        admin,
        "satudata_codelist_import",
        upload=text("kode,nama\n11.02,Baru\n"),
        starts_on="2021-01-01",
        **region,
    )
    again = "kode,nama\n11.01,Tempat Lain\n11.02,Baru\n"
    told = act(admin, "satudata_codelist_import", upload=text(again), dry_run=True, **region)
    assert [one["code"] for one in told["problems"] if one["fatal"]] == ["codelist_code_reused"]


def test_only_the_administrator_imports(app: CKANTestApp, name: str) -> None:
    with pytest.raises(tk.NotAuthorized):
        act(person(), "satudata_codelist_import", name=name, upload=book(FIRST), dry_run=True)
    app.post("/api/action/satudata_codelist_import", json={"name": name}, status=403)


def test_rows_are_read_as_an_upload_is(admin: Person, name: str) -> None:
    """Control characters, titles in other words, and signs that turn the writing: alike by every door."""
    rows = [{"Kode": "A\x00", "Uraian": "Sa\x07tu\u202e"}, {"KODE": " B ", "nama": "<b>Dua</b>", "<x>": "1"}]
    done = act(admin, "satudata_codelist_import", name=name, rows=rows)
    assert done["counts"]["added"] == 2
    found = act(admin, "satudata_codelist_show", id=name)
    assert [(one["code"], one["name"]) for one in found["codes"]] == [("A", "Satu"), ("B", "<b>Dua</b>")]
    assert found["columns"] == ["kode", "nama", "x", "berlaku_mulai", "berlaku_sampai"]


def test_an_older_day_has_the_older_code(admin: Person) -> None:
    """BPS renumbers a district: what was written with the old code still finds its place."""
    shown = act(admin, "satudata_codelist_show", id="wilayah_padanan", limit=0)["codes"]
    before = [
        {"kode": one["code"], "nama": one["name"], "induk": one["parent"], **one["attributes"]}
        for one in shown
    ]
    moved = [{**one, "kode_bps": "1507099"} if one["kode"] == "15.06.01" else one for one in before]
    try:
        told = act(
            admin, "satudata_codelist_import", name="wilayah_padanan", rows=moved, starts_on="2026-01-01"
        )
        assert [one["code"] for one in told["problems"] if "beside" in one["code"]] == [
            "codelist_code_beside_changed"
        ]
        asked = {"code": "15.06.01", "from": "kemendagri"}
        assert act(admin, "satudata_region_crosswalk", **asked, at="2026-01-01")["other"] == "1507099"
        assert act(admin, "satudata_region_crosswalk", **asked, at="2025-12-31")["other"] == "1507010"
        assert (
            act(admin, "satudata_region_crosswalk", code="1507010", **{"from": "bps"}, at="2020-01-01")[
                "other"
            ]
            == "15.06.01"
        )
    finally:
        act(
            admin,
            "satudata_codelist_import",
            name="wilayah_padanan",
            rows=before,
            starts_on="1990-01-01",
        )


def test_code_lists_answer_as_vocabularies(app: CKANTestApp) -> None:
    """What reads CKAN's vocabularies reads the lists: names, codes as tags, labels; a long list is told apart."""
    known = {one["name"]: one for one in answer(app, "vocabulary_list")}
    assert {"satuan", "wilayah", "urusan", "kbli_2025", "opd_tipe", "frekuensi"} <= set(known)
    assert known["kbli_2025"]["tags"] == [] and known["kbli_2025"]["tags_left_out"] == 2444
    shown = answer(app, "vocabulary_show?id=jenis_kelamin")
    assert shown == known["jenis_kelamin"] and shown["id"] == shown["name"] == "jenis_kelamin"
    assert {one["name"]: one["display_name"] for one in shown["tags"]}["_T"] == "Jumlah"
    assert shown["codelist"].endswith("/kode/jenis_kelamin")
    assert len(answer(app, "vocabulary_show?id=kbli_2025")["tags"]) == 2444
    assert "kilometer" not in answer(app, "tag_list?vocabulary_id=satuan")
    assert "km" in answer(app, "tag_list?vocabulary_id=satuan")
    found = answer(app, "tag_list?vocabulary_id=provinsi_kabupaten&query=jabung&all_fields=true")
    assert {one["name"] for one in found} == {"15.06", "15.07"}
    assert answer(app, "tag_list") == answer(app, "tag_list?query=")
    for gone in ("vocabulary_show?id=tidak_ada", "tag_list?vocabulary_id=tidak_ada"):
        app.get(f"/api/action/{gone}", status=404)


def test_codes_that_ended_are_no_tags_and_a_vocabulary_of_the_site_goes_first(
    app: CKANTestApp, admin: Person, name: str
) -> None:
    assert "91.01" not in answer(app, "tag_list?vocabulary_id=provinsi_kabupaten")
    rows = [{"kode": "a", "nama": "Daftar"}]
    act(admin, "satudata_codelist_import", name=name, rows=rows)
    assert answer(app, f"tag_list?vocabulary_id={name}") == ["a"]
    tk.get_action("vocabulary_create")(
        {"ignore_auth": True}, {"name": name, "tags": [{"name": "milik situs"}]}
    )
    assert answer(app, f"tag_list?vocabulary_id={name}") == ["milik situs"]
    assert [one["tags"][0]["name"] for one in answer(app, "vocabulary_list") if one["name"] == name] == [
        "milik situs"
    ]
    assert answer(app, f"vocabulary_show?id={name}")["tags"][0]["name"] == "milik situs"
