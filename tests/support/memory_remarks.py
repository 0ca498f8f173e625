"""Remarks in memory: a fake of the port, and a unit of work over it that undoes what is not committed."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import TracebackType
from typing import Any, Self

from ckanext.satudata.domain.errors import Missing
from ckanext.satudata.domain.review.model import Actor, Remark, Review
from ckanext.satudata.domain.review.remarks import Noted
from support.memory import World


class MemoryRemarks:
    """Remarks by number, in the order in which they were written."""

    def __init__(self, numbers: Any) -> None:
        self.rows: dict[int, Noted] = {}
        self.numbers = numbers

    def get(self, remark_id: int) -> Noted:
        if remark_id not in self.rows:
            raise Missing("remark_missing", id=remark_id)
        return self.rows[remark_id]

    def add(self, review: Review, remark: Remark, actor: Actor, post: str, now: datetime) -> int:
        number = next(self.numbers)
        self.rows[number] = Noted(
            id=number,
            review_id=review.id,
            round=review.round,
            author_id=actor.user_id,
            post=post,
            text=remark.text,
            field=remark.field,
            column=remark.column,
            row_key=dict(remark.row_key),
            place=remark.place,
            parent=remark.parent,
        )
        return number

    def settle(self, remark_id: int, actor: Actor, note: str, now: datetime) -> None:
        self.rows[remark_id] = replace(self.rows[remark_id], resolved=True)

    def reopen(self, remark_id: int) -> None:
        self.rows[remark_id] = replace(self.rows[remark_id], resolved=False)


@dataclass
class Notebook:
    """What lasts between units: a world's reviews, and the remarks about them."""

    world: World
    rows: dict[int, Noted] = field(default_factory=dict)
    numbers: Any = field(default_factory=lambda: itertools.count(1))

    def unit(self) -> MemoryRemarkUnit:
        """A new unit of work."""
        return MemoryRemarkUnit(self)


class MemoryRemarkUnit:
    """Reviews, SOPs and remarks of one notebook; leaving it without :meth:`commit` undoes everything."""

    def __init__(self, kept: Notebook) -> None:
        self.kept = kept
        self.inner = kept.world.unit()
        self.reviews, self.sops = self.inner.reviews, self.inner.sops
        self.remarks = MemoryRemarks(kept.numbers)
        self.remarks.rows = dict(kept.rows)

    def __enter__(self) -> Self:
        self.inner.__enter__()
        self.remarks.rows = dict(self.kept.rows)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.inner.__exit__(kind, error, trace)

    def commit(self) -> None:
        """Make everything of this unit true at once."""
        self.inner.commit()
        self.kept.rows = dict(self.remarks.rows)
