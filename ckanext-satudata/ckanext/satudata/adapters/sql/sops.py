"""SOP versions: registered when the portal starts, read by the reviews that began with them."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from ...domain.digest import canonical_json
from ...domain.errors import Conflict, Missing
from ...domain.sop import Chain, Sop, compose, read, shortened
from ...domain.sop.chain import FORM_MARK
from ...model import tables as t


class SqlSops:
    """The SOPs an office runs by. ``current`` are the versions that the files hold, by id."""

    def __init__(self, session: Session, current: Mapping[str, Sop], default: str) -> None:
        self.session = session
        self.current = current
        self.default = default

    def for_draft(self, org_id: str, dataset_id: str = "") -> Sequence[Sop]:
        """The office's chain, where there is one, and the walidata's: as chosen for the dataset, or else the office."""
        chosen = self._chosen(org_id, dataset_id)
        office, walidata = chosen.get(Chain.OFFICE), chosen.get(Chain.WALIDATA)
        names = [name for name in (office, walidata or self._of_office(org_id)) if name]
        return tuple(self.in_force(name) for name in names)

    def for_office(self, org_id: str, dataset_id: str = "") -> Sop:
        """The same as one SOP."""
        return _together(tuple(self.for_draft(org_id, dataset_id)))

    def in_force(self, sop_id: str) -> Sop:
        """The version in force of an SOP, or of a short form of it (``<id>:<form>``).

        It is the one that was switched on; until then the newest that a review began with; before that the file's. So a
        new file changes nothing by itself.

        Raises ``Missing("sop_missing")``.
        """
        base, _, form = sop_id.partition(FORM_MARK)
        version = self.session.execute(sa.select(_switched_on(base), _newest_used(base))).one()
        active = version[0] or version[1]
        if active is None and base in self.current:
            return _form(self.current[base], form)
        return self.version(sop_id, active or 0)

    def _chosen(self, org_id: str, dataset_id: str) -> dict[str, str]:
        c = t.sop_choice.c
        of_office = sa.and_(c.scope == "org", c.scope_id == org_id)
        of_dataset = sa.and_(c.scope == "dataset", c.scope_id == dataset_id)
        query = sa.select(c.chain, c.sop_id).where(sa.or_(of_office, of_dataset))
        rows = self.session.execute(query.order_by(sa.case((c.scope == "org", 0), else_=1)))
        return dict(rows.tuples().all())

    def _of_office(self, org_id: str) -> str:
        chosen = sa.select(t.governed.c.sop_id).where(t.governed.c.org_id == org_id)
        return self.session.execute(chosen).scalar() or self.default

    def pin(self, sop: Sop) -> None:
        """Keep this version's definition for the review that begins with it; a version, once used, never changes.

        Raises ``Conflict("sop_changed")`` when its file changed without a new version.
        """
        base = sop.id.partition(FORM_MARK)[0]
        row = insert(t.sop).values(
            id=base, version=sop.version, definition=dict(sop.definition), registered_at=sa.func.now()
        )
        self.session.execute(row.on_conflict_do_nothing())
        c = t.sop.c
        kept = sa.select(c.definition).where(c.id == base, c.version == sop.version)
        known = self.session.execute(kept).scalar_one()
        if canonical_json(known) != canonical_json(dict(sop.definition)):
            raise Conflict("sop_changed", id=base, version=sop.version)

    def get(self, sop_ids: Sequence[tuple[str, int]]) -> Sop:
        """The SOP of a review that pinned these: the office's chain before the walidata's, as one."""
        return _together(tuple(self.version(sop_id, version) for sop_id, version in sop_ids))

    def of_many(
        self, runs: Collection[Sequence[tuple[str, int]]]
    ) -> Mapping[tuple[tuple[str, int], ...], Sop]:
        """The SOPs of many reviews by what each pinned, in one statement at most; a run with an unknown one is left out."""
        pairs = {pair for run in runs for pair in run}
        known = self._in_table(pairs)
        known |= self._in_files(pairs - set(known))
        whole = (tuple(run) for run in runs if run and all(pair in known for pair in run))
        return {run: _together(tuple(known[pair] for pair in run)) for run in whole}

    def _in_files(self, pairs: Iterable[tuple[str, int]]) -> dict[tuple[str, int], Sop]:
        named = ((pair, pair[0].partition(FORM_MARK)) for pair in pairs)
        running = ((pair, self.current.get(base), form) for pair, (base, _, form) in named)
        return {pair: _form(sop, form) for pair, sop, form in running if sop and sop.version == pair[1]}

    def _in_table(self, pairs: Collection[tuple[str, int]]) -> dict[tuple[str, int], Sop]:
        if not pairs:
            return {}
        split = {pair: pair[0].partition(FORM_MARK) for pair in pairs}
        c = t.sop.c
        wanted = sa.tuple_(c.id, c.version).in_([(split[pair][0], pair[1]) for pair in pairs])
        rows = self.session.execute(sa.select(c.id, c.version, c.definition).where(wanted))
        found = {(row.id, row.version): canonical_json(row.definition) for row in rows}
        return {
            pair: _read(found[base, pair[1]], form)
            for pair, (base, _, form) in split.items()
            if (base, pair[1]) in found
        }

    def version(self, sop_id: str, version: int) -> Sop:
        """One version: as a review registered it, or else from its file. Raises ``Missing("sop_missing")``.

        A file that was edited without a new version thus changes no running review.
        """
        pair = (sop_id, version)
        found = self._in_table([pair]) or self._in_files([pair])
        if pair not in found:
            raise Missing("sop_missing", id=sop_id, version=version)
        return found[pair]

    def edited_in_place(self) -> Sequence[Sop]:
        """SOPs whose file differs from what reviews registered under the same version."""
        pairs = [(sop.id, sop.version) for sop in self.current.values()]
        known = self._in_table(pairs)
        return [
            sop
            for sop in self.current.values()
            if (used := known.get((sop.id, sop.version)))
            and canonical_json(dict(used.definition)) != canonical_json(dict(sop.definition))
        ]


def _switched_on(sop_id: str) -> sa.ScalarSelect[int]:
    return sa.select(t.sop_active.c.version).where(t.sop_active.c.id == sop_id).scalar_subquery()


def _newest_used(sop_id: str) -> sa.ScalarSelect[int]:
    return sa.select(sa.func.max(t.sop.c.version)).where(t.sop.c.id == sop_id).scalar_subquery()


@lru_cache(maxsize=64)
def _read(definition: str, form: str) -> Sop:
    return read(json.loads(definition), form)


@lru_cache(maxsize=64)
def _form(sop: Sop, form: str) -> Sop:
    return shortened(sop, form) if form else sop


@lru_cache(maxsize=64)
def _together(sops: tuple[Sop, ...]) -> Sop:
    return sops[0] if len(sops) == 1 else compose(sops[0], sops[1])
