"""A table of assignments: read from an upload or a request, told back with cells, and written as a template."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.plugins.toolkit import _

from ..adapters.assignment_book import Book, written
from ..adapters.intake import fence
from ..domain.intake.grid import address
from ..domain.intake.limits import Limits
from ..domain.people.assignment import POSTS
from ..domain.people.book import COLUMNS, Entry, Fault, Known, Plan, fold, headed, lines_of
from ..domain.review.model import Standing
from ..words import language, post_label
from .errors import sentence
from .finding_people import active_people, office_choices
from .shapes.people import logins_of_holders

LIMITS = Limits(
    file_bytes=5_000_000,
    unpacked_bytes=60_000_000,
    columns=100,
    rows=5_000,
    cells=100_000,
    total_chars=5_000_000,
    sheets=20,
    memory_bytes=1_024 * 1024 * 1024,
    output_bytes=50_000_000,
    cpu_seconds=20,
    wall_seconds=30,
)
Lines = dict[int, dict[str, Any]]
TITLES = {
    "post": ("jabatan", "post"),
    "org_id": ("instansi", "opd", "office"),
    "user": ("orang", "nama pengguna", "person", "login"),
    "standing": ("sebutan", "held as"),
    "decree": ("nomor keputusan atau surat", "nomor keputusan", "number of the decree or letter"),
    "starts_on": ("hari pertama", "mulai", "first day"),
    "ends_on": ("hari terakhir", "selesai", "last day"),
}
"""The titles a column may have, in either language."""


def column_label(column: str) -> str:
    """What a column is called in the running language."""
    return {
        "post": _("Post"),
        "org_id": _("Office"),
        "user": _("Person"),
        "standing": _("Held as"),
        "decree": _("Number of the decree or letter"),
        "starts_on": _("First day"),
        "ends_on": _("Last day"),
    }[column]


def uploaded(upload: Any) -> tuple[Lines, dict[str, int]]:
    """The lines of an uploaded workbook by row number, and the place of each column. Raises ``ValidationError``."""
    if not getattr(upload, "filename", ""):
        raise tk.ValidationError({"upload": [_("Choose an Excel (.xlsx) or CSV file.")]})
    with tempfile.TemporaryDirectory(prefix="satudata-") as folder:
        place = Path(folder) / "upload"
        place.write_bytes(upload.stream.read(LIMITS.file_bytes + 1))
        found = fence.cells(place, upload.filename, LIMITS)
    if told := found["refusal"] or found["error"]:
        english = "_en" if language() == "en" else ""
        raise tk.ValidationError({"upload": [f"{told['message' + english]} {told['mend' + english]}"]})
    return _table(found["sheets"])


def _table(sheets: Sequence[Mapping[str, Any]]) -> tuple[Lines, dict[str, int]]:
    titles = {title: column for column, names in TITLES.items() for title in names}
    for sheet in sheets:
        rows = {int(number): row for number, row in sheet["rows"].items()}
        if head := headed(rows, titles):
            return lines_of(rows, *head), head[1]
    needed = ", ".join(column_label(column) for column in ("post", "user", "starts_on"))
    message = _("No sheet has a row with the titles %(titles)s. Use the template.") % {"titles": needed}
    raise tk.ValidationError({"upload": [message]})


def sent(rows: Sequence[Any], columns: Mapping[str, Any]) -> tuple[Lines, dict[str, int]]:
    """The lines of a request; each may say its ``row``. Raises ``ValidationError``."""
    lines: Lines = {}
    for number, row in enumerate(rows, 2):
        if not isinstance(row, dict) or not all(isinstance(v, str | int | None) for v in row.values()):
            raise tk.ValidationError({"rows": [_("Send a list of objects with texts.")]})
        given = row.get("row", number)
        at = int(given) if str(given).isdecimal() and len(str(given)) < 8 else number
        lines[at] = {name: row.get(name) for name in COLUMNS}
    if len(lines) != len(rows):
        raise tk.ValidationError({"rows": [_("Two lines have the same row number.")]})
    places = {name: at for name, at in columns.items() if name in COLUMNS and isinstance(at, int)}
    return lines, places or {name: at for at, name in enumerate(COLUMNS, 1)}


def known() -> Known:
    """What a line may name today."""
    offices: dict[str, list[str]] = defaultdict(list)
    for office in office_choices():
        for name in {fold(office["title"]), fold(office["name"])} - {""}:
            offices[name].append(office["id"])
    everybody = active_people(limit=100_000)
    people: dict[str, list[str]] = defaultdict(list)
    for one in everybody:
        people[fold(one["display_name"])].append(one["id"])
    logins = {**logins_of_holders(), **{one["name"]: one["id"] for one in everybody}}
    people |= {fold(login): [user_id] for login, user_id in logins.items()}
    active = frozenset(one["id"] for one in everybody)
    return Known(_posts(), offices, people, _standings(), active)


def _posts() -> dict[str, str]:
    return {fold(name): post for post in POSTS for name in (post, post_label(post))}


def _standings() -> dict[str, str]:
    return {name: str(one) for one in Standing for name in (str(one), f"{one}.")} | {
        fold(_("Definitive")): str(Standing.DEFINITIVE)
    }


def shown(plan: Plan, lines: Lines, places: Mapping[str, int], names: Mapping[str, str]) -> dict[str, Any]:
    """A plan as page and API show it. ``names``: user and office ids to what they are called."""
    return {
        "created": plan.count("create"),
        "ended": plan.count("end"),
        "unchanged": plan.count("same"),
        "entries": [_entry(entry, names) for entry in plan.entries],
        "faults": [_fault(fault, lines, places) for fault in plan.faults],
        "digest": plan.digest,
    }


def _entry(entry: Entry, names: Mapping[str, str]) -> dict[str, Any]:
    one = entry.assignment
    return {
        "row": entry.line,
        "what": entry.what,
        "user_id": one.user_id,
        "display_name": names.get(one.user_id, one.user_id),
        "post": one.post,
        "post_label": post_label(one.post, str(one.standing)),
        "org_id": one.org_id,
        "office_title": names.get(one.org_id or "", "") or None,
        "standing": str(one.standing),
        "decree": one.decree,
        "starts_on": one.starts_on.isoformat(),
        "ends_on": one.ends_on.isoformat() if one.ends_on else None,
    }


def _fault(fault: Fault, lines: Lines, places: Mapping[str, int]) -> dict[str, Any]:
    at = places.get(fault.column)
    cell = address(fault.line, at) if at else ""
    message = sentence(fault.code, {"column": column_label(fault.column), **fault.facts})
    if cell:
        where = _("Cell %(cell)s: %(message)s") % {"cell": cell, "message": message}
    else:
        where = _("Row %(row)s: %(message)s") % {"row": fault.line, "message": message}
    read = lines[fault.line].get(fault.column)
    return {
        "row": fault.line,
        "cell": cell,
        "column": fault.column,
        "read": "" if read is None else str(read),
        "code": fault.code,
        "message": where,
    }


def template(rows: Sequence[Mapping[str, Any]]) -> bytes:
    """The workbook to fill in, with the assignments of today (``rows`` of ``satudata_assignment_list``) as its lines."""
    offices = [office["title"] or office["name"] for office in office_choices()]
    book = Book(
        sheet=_("Assignments"),
        guide_sheet=_("Read me"),
        lists_sheet=_("Lists"),
        titles=[column_label(column) for column in COLUMNS],
        guide=guide(),
        posts=[post_label(post) for post in POSTS],
        offices=offices,
        people=[(one["name"], one["display_name"]) for one in active_people(limit=2000)],
        standings=[str(one) for one in Standing],
        lines=[_line(row) for row in rows],
    )
    return written(book)


def _line(row: Mapping[str, Any]) -> Sequence[str | date | None]:
    first = date.fromisoformat(row["starts_on"])
    last = date.fromisoformat(row["ends_on"]) if row["ends_on"] else None
    post = post_label(row["post"])
    return [post, row["office_title"], row["user"], row["standing"], row["decree"], first, last]


def guide() -> list[str]:
    """The lines of the sheet that explains."""
    return [
        _("How to fill in this workbook"),
        _("One row is one assignment. The rows that are there are the assignments of today."),
        _("To give a post, add a row. To end an assignment, write its last day in its row."),
        _("A row that is deleted from the workbook changes nothing: nothing is ever deleted."),
        _(
            "Post, office and held as are chosen from the lists. The office is empty for the walidata and BPS."
        ),
        _("Person is the login (see the sheet of lists) or a name that only one account has."),
        _("Days are written as 2026-11-21. The last day is empty while the assignment is open."),
        _("A Plt. or Plh. needs the number of the letter; a Plh. also needs the last day."),
        _(
            "The portal shows what would change before anything is changed; with one fault nothing is changed."
        ),
    ]
