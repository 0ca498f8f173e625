"""How many reviews there are of each kind: one statement over cells, not over rows.

Reviews that are alike in everything the queue counts by share a *cell* (a column that the database fills). An index
on it gives the size of each cell; one review stands for its cell when filters and rights are asked. So the counts of
100,000 reviews are those of some hundred cells, less the reviews the person had a hand in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import ckan.model as model
import sqlalchemy as sa
from ckan.plugins.toolkit import _

from ... import wiring
from ...codes import label as code_label
from ...domain.review.model import Actor, Status
from ...model import tables as t
from ...words import language, step_label
from .queue_asked import FACETS, FLAGS, VALUES, Asked
from .queue_found import FEW
from .rows import OPEN, at_post, had_hands_in, office, readable

COLUMNS = ("step", "office", "urusan", "cycle", *FLAGS)
EVERYTHING = 2 ** len(COLUMNS) - 1


def counted(actor: Actor, asked: Asked, now: datetime) -> dict[str, Any]:
    """``facets`` by name (list of value, label, count, chosen), ``total`` of the filtered list, ``mine`` unfiltered, and
    ``numbers`` of the submissions that pass the filters (None: more than ``FEW``), ``offices`` (title by id) of the
    list. Words sought are not asked for here.

    A facet counts what would be listed if it alone were chosen anew, the other filters staying.
    """
    rows = model.Session.execute(_statement(actor, asked, now)).mappings().all()
    facets: dict[str, list[dict[str, Any]]] = {name: [] for name in FACETS}
    whole: Mapping[str, Any] = {}
    offices: dict[str, str] = {}
    for row in rows:
        name = _set_of(row["which"])
        if name == "office":
            offices[row["owner_org"]] = row["office_title"] or ""
        if name is None:
            whole = row
        elif row[_counts_of(name, asked)] and row[name] not in (False, ""):
            facets[name].append(_value(name, row, asked))
    for name in VALUES:
        facets[name].sort(key=lambda one: (-one["count"], one["label"]))
    total = int(whole["total"] or 0)
    few = (whole["numbers"] or []) if asked.filters and total <= FEW else None
    mine = int(whole["mine"] or 0)
    return {"facets": facets, "total": total, "mine": mine, "numbers": few, "offices": offices}


def _set_of(mask: int) -> str | None:
    """Which grouping set a row belongs to: PostgreSQL clears the bit of the columns grouped by."""
    for place, name in enumerate(COLUMNS):
        if mask == EVERYTHING - 2 ** (len(COLUMNS) - 1 - place):
            return name
    return None


def _counts_of(name: str, asked: Asked) -> str:
    """The column with a facet's counts: where nothing is chosen of it, no filter is to be left out."""
    return f"n_{name}" if name in asked.filters else "total"


def _value(name: str, row: Mapping[str, Any], asked: Asked) -> dict[str, Any]:
    value = "1" if name in FLAGS else str(row[name])
    return {
        "value": value,
        "label": _label(name, value, row),
        "count": int(row[_counts_of(name, asked)]),
        "chosen": asked.filters.get(name) == value,
    }


def _label(name: str, value: str, row: Mapping[str, Any]) -> str:
    if name == "office":
        return str(row["office_title"] or value)
    if name == "urusan":
        return code_label("urusan", value, language())
    if name == "step":
        return _step(value)
    return {"overdue": _("Late"), "returned": _("Was returned before"), "priority": _("Priority")}.get(
        name, value
    )


def _step(step_id: str) -> str:
    """The step's name in the first SOP in force that has it."""
    for sop in wiring.current_sops().values():
        for step in sop.steps:
            if step.id == step_id:
                return step_label(step)
    return step_id


def _statement(actor: Actor, asked: Asked, now: datetime) -> sa.Select[Any]:
    one = _alike(actor, asked, now)
    hit = {name: _chosen(name, one.c, asked) for name in FACETS}
    parts = [
        sa.func.sum(one.c.n).filter(*(hit[other] for other in FACETS if other != name)).label(f"n_{name}")
        for name in FACETS
        if name in asked.filters
    ]
    columns = [one.c[name] for name in COLUMNS]
    sets = [
        sa.tuple_(column, one.c.office_title) if column.name == "office" else sa.tuple_(column)
        for column in columns
    ]
    which = sa.func.grouping(*columns)
    numbers = _numbers(one, hit, now) if asked.filters else sa.null()
    return sa.select(
        *columns,
        one.c.office_title,
        sa.func.min(one.c.owner_org).label("owner_org"),
        *parts,
        sa.func.sum(one.c.n).filter(*hit.values()).label("total"),
        sa.func.sum(one.c.mine).label("mine"),
        which.label("which"),
        sa.case((which == EVERYTHING, numbers)).label("numbers"),
    ).group_by(sa.func.grouping_sets(*sets, sa.literal_column("()")))


def _numbers(one: Any, hit: Mapping[str, Any], now: datetime) -> sa.ScalarSelect[Any]:
    """The reviews behind the cells that pass the filters, when they are few: the list then reads these and no others.

    In a list that is read in its order, the few that pass may stand behind all others."""
    size = sa.select(sa.func.sum(one.c.n)).where(*hit.values()).scalar_subquery()
    passing = sa.select(one.c.cell, one.c.overdue).where(*hit.values(), one.c.n > 0).cte("passing")
    r = t.review.c
    late = sa.func.coalesce(r.due_at < now, sa.false())
    same = (r.cell == passing.c.cell, r.status.in_(OPEN), late == passing.c.overdue)
    each = sa.select(r.number).where(*same).lateral("each_passing")
    few = sa.select(each.c.number).select_from(passing).join(each, sa.true()).where(size <= FEW).limit(FEW)
    return sa.select(sa.func.array_agg(few.subquery("few").c.number)).scalar_subquery()


def _chosen(name: str, c: Any, asked: Asked) -> sa.ColumnElement[bool]:
    if name not in asked.filters:
        return sa.true()
    return c[name] if name in FLAGS else c[name] == asked.filters[name]


def _alike(actor: Actor, asked: Asked, now: datetime) -> Any:
    """Cells of the tab, each split into late and not late: ``n`` reviews, of which ``mine`` wait for the person."""
    cells, hands = _cells(actor, asked, now), _hands(actor, now)
    sample = _sample(cells)
    r = sample.c
    turn = at_post(actor, r)
    taken, taken_late = sa.func.coalesce(hands.c.n, 0), sa.func.coalesce(hands.c.late, 0)
    my_own = asked.tab == "mine"
    n = cells.c.n - taken if my_own else cells.c.n
    late = cells.c.late - taken_late if my_own else cells.c.late
    cell = (
        sa.select(
            cells.c.cell,
            r.owner_org,
            r.step,
            office.c.name.label("office"),
            office.c.title.label("office_title"),
            r.urusan,
            r.cycle,
            (r.returns > 0).label("returned"),
            r.priority,
            n.label("n"),
            late.label("late"),
            sa.case((turn, cells.c.n - taken), else_=0).label("mine"),
        )
        .select_from(cells)
        .join(sample, sa.true())
        .join(office, office.c.id == r.owner_org)
        .outerjoin(hands, hands.c.cell == cells.c.cell)
        .where(turn if my_own else readable(actor, r))
        .cte("alike")
    )
    alike = ("cell", "owner_org", *VALUES, "office_title", "returned", "priority")
    same = [cell.c[name] for name in alike]
    kept = sa.select(*same, sa.false().label("overdue"), (cell.c.n - cell.c.late).label("n"), cell.c.mine)
    passed = sa.select(*same, sa.true().label("overdue"), cell.c.late.label("n"), sa.literal(0).label("mine"))
    return sa.union_all(kept, passed).cte("one")


def _sample(cells: Any) -> Any:
    """The review that stands for a cell, sought one by one: joined, the planner would read the whole table for some hundred."""
    r = t.review.c
    return sa.select(t.review).where(r.cell == cells.c.cell, r.status.in_(OPEN)).limit(1).lateral("sample")


def _cells(actor: Actor, asked: Asked, now: datetime) -> Any:
    """The cells that can matter: of the person's own turn only those of their posts."""
    each = t.review.alias("each")
    query = _sizes(each, now, each.c.status.in_(OPEN))
    if asked.tab == "mine":
        query = query.where(each.c.post.in_(sorted({holding.post for holding in actor.holdings})))
    return query.cte("cells")


def _hands(actor: Actor, now: datetime) -> Any:
    """What must be taken off: reviews at the person's post in whose content or chain they had a hand."""
    each = t.review.alias("handled")
    where: Sequence[Any] = (each.c.status == str(Status.IN_REVIEW), had_hands_in(actor, each.c))
    return _sizes(each, now, *where).cte("hands")


def _sizes(each: Any, now: datetime, *where: Any) -> sa.Select[Any]:
    late = sa.func.count().filter(each.c.due_at < now).label("late")
    return sa.select(each.c.cell, sa.func.count().label("n"), late).where(*where).group_by(each.c.cell)
