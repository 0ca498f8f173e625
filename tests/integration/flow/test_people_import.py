"""The workbook of assignments: template, preview by cell, all or nothing; a hostile file hurts nobody."""

from __future__ import annotations

import base64
import datetime as dt
import io
import zipfile
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
import click
import openpyxl
import pytest
from ckan import model
from ckan.tests.helpers import CKANTestApp
from click.testing import CliRunner
from werkzeug.datastructures import FileStorage

from ckanext.satudata import wiring
from ckanext.satudata.cli_assignment import assignment
from ckanext.satudata.logic.errors import ConflictError
from support.offices import Person, appoint, execute, office, person
from support.story import act

pytestmark = pytest.mark.usefixtures("with_plugins", "with_request_context")


@pytest.fixture
def admin() -> Person:
    who = person()
    appoint(who, "admin_walidata")
    return who


def template(admin: Person) -> openpyxl.Workbook:
    content = act(admin, "satudata_assignment_template")["content"]
    return openpyxl.load_workbook(io.BytesIO(base64.b64decode(content)))


def file_of(book: openpyxl.Workbook) -> FileStorage:
    target = io.BytesIO()
    book.save(target)
    return FileStorage(io.BytesIO(target.getvalue()), filename="penugasan.xlsx")


def sent(admin: Person, book: openpyxl.Workbook, **more: Any) -> dict[str, Any]:
    return act(admin, "satudata_assignment_import", upload=file_of(book), **more)


def held(admin: Person, who: Person) -> list[tuple[str, str]]:
    return [
        (row["post"], row["state"])
        for row in act(admin, "satudata_assignment_list")
        if row["user"] == who.name
    ]


def today(plus: int = 0) -> dt.date:
    return wiring.today() + dt.timedelta(days=plus)


def test_the_template_has_drop_downs_a_guide_and_the_assignments_of_today(admin: Person) -> None:
    org = office(governed=True)
    who = person()
    act(admin, "satudata_assignment_create", user=who.name, post="kasubag", org_id=org, decree="800/7")
    book = template(admin)
    sheet = book.worksheets[0]
    assert [cell.value for cell in sheet[1]][:3] == ["Jabatan", "Instansi", "Orang"]
    assert who.name in [row[2].value for row in sheet.iter_rows(min_row=2)]
    kinds = {str(one.sqref).split(":")[0] for one in sheet.data_validations.dataValidation}
    assert kinds == {"A2", "B2", "D2"}
    assert len(book.worksheets) == 3 and "hapus" in " ".join(
        str(row[0].value) for row in book.worksheets[1].iter_rows()
    )


def test_what_was_filled_in_is_previewed_then_taken_over(admin: Person) -> None:
    one, two, org = person(), person(), office(governed=True)
    title = model.Group.get(org).title
    given = act(admin, "satudata_assignment_create", user=one.name, post="sekretaris", org_id=org)
    book = template(admin)
    sheet = book.worksheets[0]
    row = next(row for row in sheet.iter_rows(min_row=2) if row[2].value == one.name)
    row[6].value = today()
    sheet.append(["Sekretaris", title, two.name, "plt", "800/9", today(1), "31 Desember 2099"])
    told = sent(admin, book, dry_run=True)
    assert (told["created"], told["ended"], told["faults"]) == (1, 1, [])
    assert held(admin, two) == []
    again = {"rows": told["lines"], "columns": told["columns"], "digest": told["digest"]}
    done = act(admin, "satudata_assignment_import", **again)
    assert (done["created"], done["ended"]) == (1, 1)
    assert held(admin, two) == [("sekretaris", "coming")]
    listed = act(admin, "satudata_assignment_list", org_id=org)
    assert {row["id"]: row["ends_on"] for row in listed}[given["id"]] == today().isoformat()
    history = act(admin, "satudata_assignment_history", limit=2)
    assert {event["action"] for event in history} == {"assignment_created", "assignment_ended"}
    assert act(admin, "satudata_assignment_import", **{**again, "digest": ""})["unchanged"] >= 2


def test_the_template_can_be_sent_back_though_holders_have_left(admin: Person) -> None:
    for gone in ("deactivated", "purged"):
        who = person()
        act(admin, "satudata_assignment_create", user=who.name, post="tim")
        if gone == "deactivated":
            execute("UPDATE \"user\" SET state = 'deleted' WHERE id = :id", id=who.id)
        else:
            execute("DELETE FROM api_token WHERE user_id = :id", id=who.id)
            execute('DELETE FROM "user" WHERE id = :id', id=who.id)
        book = template(admin)
        assert sent(admin, book, dry_run=True)["faults"] == []
        row = next(row for row in book.worksheets[0].iter_rows(min_row=2) if row[2].value == who.name)
        row[6].value = today()
        assert sent(admin, book)["ended"] == 1


def test_one_fault_and_nothing_is_done(admin: Person) -> None:
    who = person()
    book = template(admin)
    sheet = book.worksheets[0]
    sheet.append(["Tim", None, who.name, None, None, today(), None])
    sheet.append(["Raja", None, who.name, None, None, "kemarin dulu", None])
    last = sheet.max_row
    told = sent(admin, book, dry_run=True)
    cells = {fault["cell"]: fault["message"] for fault in told["faults"]}
    assert set(cells) == {f"A{last}", f"F{last}"}
    assert cells[f"A{last}"].startswith(f"Sel A{last}: 'Raja' tidak dikenal")
    with pytest.raises(tk.ValidationError) as refused:
        sent(admin, book)
    assert len(refused.value.error_dict["upload"]) == 3
    assert held(admin, who) == []


def test_a_preview_that_no_longer_holds_is_not_taken_over(admin: Person) -> None:
    who = person()
    rows = [{"post": "tim", "user": who.name, "starts_on": today().isoformat()}]
    digest = act(admin, "satudata_assignment_import", rows=rows, dry_run=True)["digest"]
    act(admin, "satudata_assignment_create", user=who.name, post="tim")
    with pytest.raises(ConflictError):
        act(admin, "satudata_assignment_import", rows=rows, digest=digest)
    assert len(held(admin, who)) == 1


def bomb() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "spreadsheetml.sheet.main+xml")
        archive.writestr("xl/workbook.xml", b"0" * 80_000_000)
    return target.getvalue()


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (bomb(), "bom.xlsx"),
        (b"%PDF-1.7", "daftar.pdf"),
        (b"", "kosong.xlsx"),
        (b"a;b\n1;2\n", "lain.csv"),
        (b"x" * 6_000_000, "besar.csv"),
    ],
)
def test_a_hostile_or_foreign_file_is_refused_with_a_sentence(
    admin: Person, content: bytes, name: str
) -> None:
    upload = FileStorage(io.BytesIO(content), filename=name)
    with pytest.raises(tk.ValidationError) as refused:
        act(admin, "satudata_assignment_import", upload=upload)
    assert len(refused.value.error_dict["upload"][0]) > 20


def run(app: CKANTestApp, *words: str) -> str:
    """Run ``ckan satudata assignment`` as an operator does; what it prints."""
    runner = CliRunner()
    with runner.isolation() as (out, *_streams):
        with assignment.make_context("assignment", list(words)) as ctx:
            ctx.meta["flask_app"] = app.flask_app
            assignment.invoke(ctx)
        return str(out.getvalue().decode())


def test_an_operator_writes_takes_over_and_lists(app: CKANTestApp, admin: Person, tmp_path: Path) -> None:
    who, file = person(), tmp_path / "penugasan.xlsx"
    run(app, "template", str(file))
    book = openpyxl.load_workbook(file)
    book.worksheets[0].append(["Tim", None, who.name, None, "800/12", today(), None])
    book.save(file)
    assert "\tcreate\tTim\t\t" in run(app, "import", str(file), "--dry-run")
    assert held(admin, who) == []
    assert "1 diberikan, 0 diakhiri" in run(app, "import", str(file), "--as", admin.name)
    assert f"Tim\t\t{who.name}\t{today()}\t\t800/12" in run(app, "list")
    book.worksheets[0].append(["Raja", None, who.name, None, None, today(), None])
    book.save(file)
    with pytest.raises(click.ClickException, match="'Raja' tidak dikenal"):
        run(app, "import", str(file))


def test_formulas_in_names_are_never_written_as_formulas(admin: Person) -> None:
    who = person()
    execute('UPDATE "user" SET fullname = :name WHERE id = :id', name="=1+1", id=who.id)
    values = [
        cell.data_type
        for row in template(admin).worksheets[2].iter_rows()
        for cell in row
        if cell.value == "=1+1"
    ]
    assert values == ["s"]
