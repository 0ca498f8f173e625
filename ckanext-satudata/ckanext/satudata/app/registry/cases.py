"""Preview and take over a table as the next version of a code list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from ...domain.errors import Conflict, Incomplete
from ...domain.registry.changes import Lines, Plan, plan
from ...domain.registry.lists import LIST_NAME, About
from ...domain.review.model import Actor, NewEvent
from .ports import Lists, RegistryUnit

CHAIN = "kode"
"""The one chain of events about code lists."""


@dataclass(frozen=True)
class Sent:
    """A table that somebody hands over: what is told of it, its columns, its lines, and the first day it holds."""

    about: About
    columns: Sequence[str]
    lines: Lines
    starts: date
    filename: str = ""


def preview(lists: Lists, sent: Sent) -> Plan:
    """What the table would change, and what is wrong with it. Raises ``Incomplete`` for a name that is none."""
    name = sent.about.name
    if not LIST_NAME.fullmatch(name):
        raise Incomplete("codelist_name_wrong", field="name", name=name)
    return plan(lists.present(name), sent.about, sent.columns, sent.lines, sent.starts)


def take_over(unit: RegistryUnit, sent: Sent, digest: str, who: Actor, now: datetime) -> Plan:
    """Keep the table as the next version, all of it or nothing.

    Nothing is kept when something is to be mended (see ``Plan.fatal``). Raises ``Conflict("codelist_moved")`` when the
    list is no longer the one of the preview (``digest``), ``Incomplete("codelist_same")`` when nothing would change.
    """
    with unit:
        unit.lists.alone()
        planned = preview(unit.lists, sent)
        if planned.fatal:
            return planned
        if digest and digest != planned.digest:
            raise Conflict("codelist_moved", name=sent.about.name)
        present = unit.lists.present(sent.about.name)
        if present is not None and (present.digest, present.about) == (
            planned.result.digest,
            planned.result.about,
        ):
            raise Incomplete("codelist_same", field="upload", name=sent.about.name)
        one, counts = planned.result, planned.counts()
        unit.lists.add(one, sent.starts, counts, sent.filename, who.user_id, now)
        told = {
            "list": one.about.name,
            "version": one.version,
            "digest": one.digest,
            "by": who.shown or who.name,
            **counts,
        }
        held = who.holding("admin_walidata", "")
        post, standing = ("admin_walidata", held.standing) if held else ("", "")
        unit.events.append(CHAIN, NewEvent("codes_imported", "", post, standing, told), who, now, "")
        unit.commit()
    return planned
