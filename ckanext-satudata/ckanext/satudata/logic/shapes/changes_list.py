"""Every difference as one line of a list, for the download: nothing is cut off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ckan.plugins.toolkit import _

from ...app.ports import Round
from ...domain.intake.schema import key_of
from ...domain.review.model import Review
from ...domain.tablediff import Place, TableDiff, Values, diff
from .changes import Side, changes_against, sides
from .tables import RowNames, table_of, titles

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
    if before.canonical_sha == now.canonical_sha:
        return
    old, new = table_of(before.canonical_sha), table_of(now.canonical_sha)
    found = diff(old, new, key_of(now.schema))
    names = RowNames(found.key, (old, new))
    called = {**titles(before.schema), **titles(now.schema)}
    yield from _whole(found, names, called)
    for change in found.changed:
        for cell in change.cells:
            percent = "" if cell.percent is None else f"{cell.percent:f}"
            title = called.get(cell.column, cell.column)
            yield (
                _("Cell"),
                _("changed"),
                _name(names, found, change.place),
                title,
                cell.before,
                cell.after,
                percent,
            )
    for moved in found.moved:
        yield (_("Row"), _("other order"), _name(names, found, moved.place), "", "", str(moved.at + 1), "")


def _whole(found: TableDiff, names: RowNames, called: dict[str, str]) -> Iterator[Line]:
    """Rows that came or went, cell by cell."""
    for added in found.added:
        for column, text in zip(found.after, added.values, strict=True):
            yield (
                _("Row"),
                _("added"),
                _name(names, found, added.place),
                called.get(column, column),
                "",
                text,
                "",
            )
    for place, values in found.removed:
        for column, text in zip(found.before, values, strict=True):
            yield (
                _("Row"),
                _("removed"),
                _name(names, found, place),
                called.get(column, column),
                text,
                "",
                "",
            )


def _name(names: RowNames, found: TableDiff, place: Place) -> str:
    values: Values = place[0]
    return names.of(values) if found.key else " / ".join(text for text in values if text)
