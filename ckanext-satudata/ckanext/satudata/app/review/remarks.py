"""Remarks as threads: write, answer, settle, open again. Nothing that was written is ever taken away."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType
from typing import Protocol, Self

from ...domain.errors import Incomplete, Missing, granted
from ...domain.intake.schema import key_of
from ...domain.review.model import Actor, Remark, Review
from ...domain.review.remarks import (
    Noted,
    may_remark,
    may_reopen,
    may_reply,
    may_settle,
    visible,
)
from ..ports import Reviews, Round, Sops

LONGEST = 4_000
"""Characters of one remark."""


class Remarks(Protocol):
    """The remarks of reviews."""

    def get(self, remark_id: int) -> Noted: ...
    def add(self, review: Review, remark: Remark, actor: Actor, post: str, now: datetime) -> int: ...
    def settle(self, remark_id: int, actor: Actor, note: str, now: datetime) -> None: ...
    def reopen(self, remark_id: int) -> None: ...


class RemarkUnit(Protocol):
    """One transaction over reviews and their remarks."""

    reviews: Reviews
    remarks: Remarks
    sops: Sops

    def __enter__(self) -> Self: ...
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...
    def commit(self) -> None: ...


class Cells(Protocol):
    """Looks into the table under review."""

    def place_of(self, round_: Round, column: str, row_key: Mapping[str, str]) -> str | None:
        """How people call the cell; None when the table has no row with this key."""


@dataclass(frozen=True)
class Asked:
    """A remark as it is asked for: on a metadata field, a column, a cell (with ``row_key``) or, all empty, the whole."""

    text: str
    field: str = ""
    column: str = ""
    row_key: Mapping[str, str] = dataclasses.field(default_factory=dict)


def remark(
    unit: RemarkUnit, cells: Cells, review_id: str, asked: Sequence[Asked], actor: Actor, now: datetime
) -> list[int]:
    """Write remarks; the office sees them when the work is returned. Raises NotAllowed, Incomplete."""
    with unit:
        review, post = _open(unit, review_id, actor)
        round_ = unit.reviews.rounds(review_id)[-1]
        written = [unit.remarks.add(review, _placed(one, round_, cells), actor, post, now) for one in asked]
        unit.commit()
    return written


def _open(unit: RemarkUnit, review_id: str, actor: Actor) -> tuple[Review, str]:
    review = unit.reviews.get(review_id, lock=True)
    return review, granted(may_remark(review, unit.sops.get(review.sop_ids), actor)).post


def _text(text: str) -> str:
    if not text.strip():
        raise Incomplete("remark_empty", field="text")
    if len(text) > LONGEST:
        raise Incomplete("remark_long", field="text", limit=LONGEST)
    return text.strip()


def _placed(asked: Asked, round_: Round, cells: Cells) -> Remark:
    text = _text(asked.text)
    if not asked.column:
        if asked.field and asked.field not in round_.snapshot["metadata"]:
            raise Incomplete("remark_field", field="field", name=asked.field)
        return Remark(asked.field, text)
    schema = round_.snapshot["schema"]
    if asked.column not in [column["name"] for column in schema.get("fields", ())]:
        raise Incomplete("remark_column", field="column", name=asked.column)
    if not asked.row_key:
        return Remark("", text, asked.column)
    key = {name: asked.row_key.get(name, "") for name in key_of(schema)}
    place = cells.place_of(round_, asked.column, key)
    if place is None or set(asked.row_key) != set(key):
        raise Incomplete("remark_row", field="row_key", key=", ".join(key))
    return Remark("", text, asked.column, key, place)


def reply(unit: RemarkUnit, remark_id: int, text: str, actor: Actor, now: datetime) -> Noted:
    """Answer a remark; an answer to an answer joins the same thread. Raises NotAllowed, Incomplete, Missing."""
    with unit:
        noted, review = _found(unit, remark_id, actor)
        answer = granted(may_reply(noted, review, unit.sops.get(review.sop_ids), actor))
        thread = noted.parent or noted.id
        unit.remarks.add(review, Remark("", _text(text), parent=thread), actor, answer.post, now)
        unit.commit()
    return noted


def _found(unit: RemarkUnit, remark_id: int, actor: Actor) -> tuple[Noted, Review]:
    """A remark and its review; what the actor may not see is not there."""
    noted = unit.remarks.get(remark_id)
    review = unit.reviews.get(noted.review_id, lock=True)
    if not visible(noted, review, actor):
        raise Missing("remark_missing", id=remark_id)
    return noted, review


def settle(unit: RemarkUnit, remark_id: int, note: str, actor: Actor, now: datetime) -> Noted:
    """Call a remark settled, with what was done about it. Raises NotAllowed, Missing.

    The thread gets a line of it, without words where nothing was said: who settled it is known when it is opened again.
    """
    with unit:
        noted, review = _found(unit, remark_id, actor)
        answer = granted(may_settle(noted, review, unit.sops.get(review.sop_ids), actor))
        said = _text(note) if note.strip() else ""
        unit.remarks.add(review, Remark("", said, parent=noted.id), actor, answer.post, now)
        unit.remarks.settle(remark_id, actor, note.strip(), now)
        unit.commit()
    return noted


def reopen(unit: RemarkUnit, remark_id: int, text: str, actor: Actor, now: datetime) -> Noted:
    """Open a settled remark again, with what is still missing. Raises NotAllowed, Incomplete, Missing."""
    with unit:
        noted, review = _found(unit, remark_id, actor)
        answer = granted(may_reopen(noted, review, unit.sops.get(review.sop_ids), actor))
        unit.remarks.add(review, Remark("", _text(text), parent=noted.id), actor, answer.post, now)
        unit.remarks.reopen(remark_id)
        unit.commit()
    return noted
