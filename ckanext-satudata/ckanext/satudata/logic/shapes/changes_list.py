"""Every difference as one line of a list, for the download: nothing is cut off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ckan.plugins.toolkit import _

from ...app.ports import Round
from ...domain.intake.schema import key_of
from ...domain.review.model import Review
from ...work import facts
from .changes import Side, changes_against, facts_of_difference, sides
from .table_changes import in_memory
from .table_changes import lines as all_lines
from .tables import titles

Line = tuple[str, str, str, str, str, str, str]


def header() -> Line:
    """What the columns of the list are called."""
    return (_("Part"), _("Change"), _("Row or field"), _("Column"), _("Before"), _("Now"), _("Per cent"))


def lines(review: Review, rounds: Sequence[Round], against: str) -> Iterator[Line]:
    """Metadata, structure, files, then every row and cell."""
    pair = sides(review, rounds, against)
    if pair is None:
        return
    told = changes_against(review, rounds, against)
    for field in told["metadata"]:
        before, after = (_joined(field["parts"], leave) for leave in ("ins", "del"))
        yield (_("Metadata"), _("changed"), field["label"], "", before, after, "")
    for line in told["schema"]:
        yield (
            _("Structure"),
            _kind(line["kind"]),
            line["property"],
            line["column"],
            line["before"],
            line["after"],
            "",
        )
    for file in told["files"]:
        if file["changed"]:
            yield (_("File"), _("changed"), _called(file), "", *_checksums(file), "")
    yield from _rows(*pair)


def _joined(parts: Sequence[dict[str, str]], leave: str) -> str:
    return "".join(part["text"] for part in parts if part["kind"] != leave)


def _kind(kind: str) -> str:
    return {"added": _("added"), "removed": _("removed"), "order": _("other order")}.get(kind, _("changed"))


def _called(file: dict[str, dict[str, str]]) -> str:
    names = dict.fromkeys(side.get("name") or "" for side in (file["before"], file["now"]))
    return " / ".join(name for name in names if name) or _("Table (CSV)")


def _checksums(file: dict[str, dict[str, str]]) -> tuple[str, str]:
    return file["before"].get("sha256", ""), file["now"].get("sha256", "")


def _rows(before: Side, now: Side) -> Iterator[Line]:
    """The lines of the rows, in words. Large tables must have been compared: the page asks before."""
    called = {**titles(before.schema), **titles(now.schema)}
    parts = {"row": _("Row"), "cell": _("Cell")}
    for part, change, name, column, was, text, percent in _told(before, now):
        yield parts[part], _kind(change), name, called.get(column, column), was, text, percent


def _told(before: Side, now: Side) -> Iterator[Sequence[str]]:
    if before.canonical_sha == now.canonical_sha:
        return
    if before.large or now.large:
        found = facts_of_difference(before, now)
        yield from facts.lines_of(found["file"]) if found else ()
        return
    with in_memory(before.canonical_sha, now.canonical_sha, key_of(now.schema)) as compared:
        yield from all_lines(*compared)
