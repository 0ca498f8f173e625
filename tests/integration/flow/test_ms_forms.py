"""*Formulir BPS*: answers shown, changed, downloaded and read back from a workbook; what reviewers see and BPS gets."""

from __future__ import annotations

import base64
import io
import json
from pathlib import Path
from typing import Any

import ckan.model as model
import ckan.plugins.toolkit as tk
import openpyxl
import pytest
from ckan.tests.helpers import CKANTestApp
from werkzeug.datastructures import FileStorage

from ckanext.satudata import cli_ms
from support import story
from support.ms_books import changed, saved
from support.offices import Person
from support.pages import told
from support.story import act
from support.workbooks import population

pytestmark = pytest.mark.usefixtures("with_plugins", "with_request_context")


Made = tuple[story.Cast, str]
kept: list[Made] = []


@pytest.fixture
def made(app: CKANTestApp) -> Made:
    """A ready draft, the same one for the whole module."""
    if not kept:
        people = told(app, story.cast)
        kept.append((people, told(app, story.ready_draft, people, population(2026))))
    return kept[0]


def shown(who: Person, draft_id: str) -> dict[str, Any]:
    return act(who, "satudata_ms_show", id=draft_id)


def question(told: dict[str, Any], key: str) -> dict[str, Any]:
    return next(one for one in told["ms_keg"] if one["key"] == key)


def book(who: Person, draft_id: str, form: str = "ms_keg") -> bytes:
    return base64.b64decode(act(who, "satudata_ms_export", id=draft_id, form=form)["content"])


def sent(who: Person, draft_id: str, content: bytes, **more: Any) -> dict[str, Any]:
    upload = FileStorage(io.BytesIO(content), filename="formulir.xlsx")
    return act(who, "satudata_ms_import", id=draft_id, upload=upload, **more)


def stored(who: Person, draft_id: str, field: str) -> dict[str, Any]:
    text = act(who, "satudata_draft_show", id=draft_id)["package"].get(field) or "{}"
    return json.loads(text)


def test_only_what_was_changed_is_kept(made: Made) -> None:
    people, draft_id = made
    before = shown(people.producer, draft_id)
    telephone = question(before, "b1r2_1")
    given = {"b1r1": question(before, "b1r1")["answer"], "b1r2_1": "(0999) 777", "b4r6": [8, 1]}
    after = act(people.producer, "satudata_ms_update", id=draft_id, ms_keg=given)
    assert stored(people.producer, draft_id, "ms_keg") == {"b1r2_1": "(0999) 777", "b4r6": 9}
    assert question(after, "b1r2_1")["source"] == "kantor"
    assert question(after, "b4r6")["answer"] == "Wawancara; Pengumpulan data sekunder"
    back = {"b1r2_1": telephone["answer"], "b4r6": "Pengumpulan data sekunder"}
    act(people.producer, "satudata_ms_update", id=draft_id, ms_keg=back)
    assert stored(people.producer, draft_id, "ms_keg") == {}


def test_what_the_form_skips_is_not_kept(made: Made) -> None:
    people, draft_id = made
    after = act(people.producer, "satudata_ms_update", id=draft_id, ms_keg={"b4r1": 1, "b4r2": 3, "b5r1": 1})
    assert stored(people.producer, draft_id, "ms_keg") == {"b4r1": 1}
    assert question(after, "b4r2")["skipped"] == "K-4.2-LEWAT"
    act(people.producer, "satudata_ms_update", id=draft_id, ms_keg={"b4r1": 2})


@pytest.mark.parametrize(
    ("given", "field", "word"),
    [
        ({"ms_keg": {"b0r4": "Sensus"}}, "ms_keg.b0r4", "Pencacahan Lengkap"),
        ({"ms_keg": {"b3r3_1a": "31 Februari 2026"}}, "ms_keg.b3r3_1a", "2026-01-31"),
        ({"ms_keg": {"b9": "x"}}, "ms_keg.b9", "b9"),
        ({"ms_var": {"jumlah": {"akses": "Mungkin"}}}, "ms_var.jumlah.akses", "Ya; Tidak"),
        ({"profil_ms": "sensus"}, "profil_ms", "kompilasi"),
    ],
)
def test_what_the_form_does_not_take_is_refused(
    made: Made, given: dict[str, Any], field: str, word: str
) -> None:
    people, draft_id = made
    with pytest.raises(tk.ValidationError) as refused:
        act(people.producer, "satudata_ms_update", id=draft_id, **given)
    assert word in refused.value.error_dict[field][0]
    if field != "profil_ms":
        with pytest.raises(tk.ValidationError):
            act(people.producer, "satudata_draft_update", id=draft_id, **given)


def test_others_neither_see_nor_change(made: Made) -> None:
    people, draft_id = made
    with pytest.raises(tk.ObjectNotFound):
        shown(people.outsider, draft_id)
    for action in ("satudata_ms_update", "satudata_ms_import"):
        with pytest.raises((tk.ObjectNotFound, tk.NotAuthorized)):
            act(people.verifikator, action, id=draft_id)


def test_a_workbook_is_looked_at_then_taken(made: Made) -> None:
    people, draft_id = made
    content = changed(
        book(people.producer, draft_id),
        {
            "C14": "baru@sukamaju.example",
            "C47": "3. Cross Sectional",
            "C50": "1; 8",
            "C7": "Surve",
            "C5": "dua ribu",
        },
    )
    seen = sent(people.producer, draft_id, content, dry_run=True)
    kinds = {one["cell"]: one["kind"] for one in seen["differences"]}
    assert kinds == {"C14": "changed", "C47": "changed", "C50": "changed", "C7": "near", "C5": "unreadable"}
    near = next(one for one in seen["differences"] if one["cell"] == "C7")
    assert (near["offer"], near["takes"]) == ("Survei", False)
    assert stored(people.producer, draft_id, "ms_keg") == {}
    done = sent(people.producer, draft_id, content, take=["ms_keg..b1r2_2", "ms_keg..b4r6"])
    assert done["taken"] == ["ms_keg..b1r2_2", "ms_keg..b4r6"]
    assert stored(people.producer, draft_id, "ms_keg") == {"b1r2_2": "baru@sukamaju.example", "b4r6": 9}
    act(
        people.producer,
        "satudata_ms_update",
        id=draft_id,
        ms_keg={"b4r6": 8, "b1r2_2": ""},
    )


def test_a_file_that_is_no_form_is_refused(made: Made) -> None:
    people, draft_id = made
    empty = openpyxl.Workbook()
    empty.active["A1"] = "Bukan formulir"
    for content in (saved(empty), b"PK\x03\x04 bukan zip", b"", population(2026)):
        with pytest.raises(tk.ValidationError) as refused:
            sent(people.producer, draft_id, content, dry_run=True)
        assert refused.value.error_dict["upload"][0]


def ms(app: CKANTestApp, capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    """Run ``satudata ms`` with these arguments; its exit code and what it printed."""
    with cli_ms.ms.make_context("ms", list(arguments)) as ctx:
        ctx.meta["flask_app"] = app.flask_app
        try:
            cli_ms.ms.invoke(ctx)
            code = 0
        except SystemExit as ended:
            code = int(ended.code or 0)
    return code, capsys.readouterr().out


def test_commands_write_check_and_read_back(
    made: Made, app: CKANTestApp, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    people, draft_id = made
    login = ("--as", people.producer.name)
    code, out = ms(app, capsys, "export", draft_id, str(tmp_path), *login)
    names = ["MS-Ind.xlsx", "MS-Keg.xlsx", "MS-Var.xlsx"]
    assert (code, sorted(place.name for place in tmp_path.iterdir())) == (0, names)
    code, out = ms(app, capsys, "check", draft_id, "--json", *login)
    assert (code > 0) == bool(json.loads(out)["errors"])
    for name in names:
        code, out = ms(app, capsys, "import", draft_id, str(tmp_path / name), "--dry-run", "--json", *login)
        assert (code, json.loads(out)["differences"]) == (0, []), name
    wrong = tmp_path / "salah.xlsx"
    wrong.write_bytes(
        changed((tmp_path / "MS-Keg.xlsx").read_bytes(), {"C5": "dua ribu", "C14": "a@b.example"})
    )
    code, out = ms(app, capsys, "import", draft_id, str(wrong), "--dry-run", *login)
    assert code == 1
    assert "C5\tms_keg..b0r2\tunreadable" in out
    assert "C14\tms_keg..b1r2_2" in out


@pytest.mark.parametrize(
    "odd",
    [
        {"ms_keg": [1]},
        {"ms_keg": "bukan json"},
        {"ms_keg": {"b0r4": {"a": 1}}},
        {"ms_keg": {"b4r6": [["x"]]}},
        {"ms_keg": {"b1r1": "x" * 9000}},
        {"ms_var": {"jumlah": "teks"}},
        {"ms_var": {"jumlah": {"antah": "x"}}},
        {"ms_ind": [["+1"]]},
        {"profil_ms": ["survei"]},
    ],
)
def test_odd_requests_are_told_and_change_nothing(made: Made, odd: dict[str, Any]) -> None:
    people, draft_id = made
    before = stored(people.producer, draft_id, "ms_keg")
    with pytest.raises(tk.ValidationError) as refused:
        act(people.producer, "satudata_ms_update", id=draft_id, **odd)
    assert all(refused.value.error_dict.values())
    assert stored(people.producer, draft_id, "ms_keg") == before


def test_a_draft_without_a_table_has_its_forms_too(made: Made) -> None:
    people, _draft_id = made
    draft = act(people.producer, "satudata_draft_create", owner_org=people.org, title="Belum ada berkas")
    seen = shown(people.producer, draft["id"])
    assert (question(seen, "b0r1")["answer"], seen["ms_var"], seen["ms_ind"]) == ("Belum ada berkas", [], [])
    for form in ("ms_keg", "ms_var", "ms_ind"):
        told = sent(people.producer, draft["id"], book(people.producer, draft["id"], form), dry_run=True)
        assert told["differences"] == [], form


def places(told: dict[str, Any]) -> dict[str, str]:
    return {one["place"]: one["reason"] for one in told["flaws"] if one["severity"] == "salah"}


def missing(who: Person, draft_id: str) -> list[str]:
    return [one["code"] for one in act(who, "satudata_draft_show", id=draft_id)["missing"]]


def test_a_ready_draft_breaks_no_rule_of_the_forms(made: Made) -> None:
    """What the portal knows fills the forms: nothing is left for the producer to mend or to explain."""
    people, draft_id = made
    assert places(shown(people.producer, draft_id)) == {}


def test_what_is_typed_of_the_office_is_asked_once(app: CKANTestApp) -> None:
    """Two datasets of an office whose profile is empty: the address typed for one is known to the other."""
    people = told(app, story.cast)
    first = told(app, story.ready_draft, people, population(2026))
    second = told(app, story.ready_draft, people, population(2026))
    told(app, without_profile, people.org)
    assert set(places(shown(people.producer, first))) == {"ms_keg.b1r2", "ms_keg.b2r1_2"}
    typed = {"b1r2": "Jalan Kenari Nomor 7", "b2r1_2": "Kepala Dinas Rekaan", "b1r2_3": ""}
    act(people.producer, "satudata_ms_update", id=first, ms_keg=typed)
    assert stored(people.producer, first, "ms_keg") == {}
    other = shown(people.producer, second)
    assert places(other) == {} and question(other, "b1r2")["answer"] == "Jalan Kenari Nomor 7"
    act(people.producer, "satudata_ms_update", id=second, ms_keg={"b1r2": "Jalan Lain"})
    assert question(shown(people.producer, first), "b1r2")["answer"] == "Jalan Kenari Nomor 7"
    assert stored(people.producer, second, "ms_keg") == {"b1r2": "Jalan Lain"}


def without_profile(org: str) -> None:
    """Take away what the office's profile tells."""
    office = model.Group.get(org)
    for name in list(office.extras):
        del office.extras[name]
    model.Session.commit()


def test_a_broken_rule_waits_for_an_answer_or_a_reason(app: CKANTestApp) -> None:
    people = told(app, story.cast)
    draft_id = told(app, story.ready_draft, people, population(2026))
    late = {"b3r3_1a": "2026-12-31", "b3r1": ""}
    told_now = act(people.producer, "satudata_ms_update", id=draft_id, ms_keg=late)
    broken = set(places(told_now))
    assert {"ms_keg.b3r1", "ms_keg.b3r3_1b"} <= broken and told_now["unexplained"] == len(broken)
    assert missing(people.producer, draft_id) == ["ms_rules_broken"]
    with pytest.raises(tk.ValidationError) as refused:
        act(people.producer, "satudata_review_submit", draft_id=draft_id)
    assert f"{len(broken)} jawaban formulir BPS" in refused.value.error_dict["ms"][0]
    reasons = dict.fromkeys(broken, "  Perencanaan berulang,\nlihat lampiran  ") | {
        "ms_keg.b1r1": "tidak dilanggar"
    }
    told_now = act(people.producer, "satudata_ms_update", id=draft_id, ms_alasan=reasons)
    assert told_now["unexplained"] == 0 and set(places(told_now)) == broken
    assert set(stored(people.producer, draft_id, "ms_alasan")) == broken
    act(
        people.producer,
        "satudata_ms_update",
        id=draft_id,
        ms_keg={"b3r1": "Latar"},
        ms_alasan={"ms_keg.b3r3_1b": ""},
    )
    assert "ms_keg.b3r1" not in stored(people.producer, draft_id, "ms_alasan")
    assert missing(people.producer, draft_id) == ["ms_rules_broken"]
    act(people.producer, "satudata_ms_update", id=draft_id, ms_alasan={"ms_keg.b3r3_1b": "Rencana dua tahun"})
    cells = openpyxl.load_workbook(io.BytesIO(book(people.producer, draft_id))).active
    assert cells["E31"].value == "Alasan: Rencana dua tahun" and cells["C31"].value
    review = act(people.producer, "satudata_review_submit", draft_id=draft_id)
    seen = act(people.producer, "satudata_review_show", id=review["id"])
    reason = next(one for one in seen["metadata_labels"] if one["field"] == "ms_alasan.ms_keg.b3r3_1b")
    assert reason["value"] == "Rencana dua tahun" and "3.3.1" in reason["label"]


@pytest.mark.parametrize(
    "given",
    [["a"], "kata", {"ms_keg.b1r2": 5}, {"b1r2": "x"}, {"ms_keg.b1r2": "x" * 501}, {"ms_lain.b1r2": "x"}],
)
def test_reasons_that_are_none_are_refused_by_both_doors(made: Made, given: Any) -> None:
    people, draft_id = made
    for action in ("satudata_ms_update", "satudata_draft_update"):
        with pytest.raises(tk.ValidationError):
            act(people.producer, action, id=draft_id, ms_alasan=given)
