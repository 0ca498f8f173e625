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

Place = tuple[str, str]
"""An office and one of its datasets; of the office itself the second is empty."""

_ONCE_READ: dict[tuple[str, int], Sop] = {}
"""Versions that lists of this process have read: some for each SOP in the life of a portal."""


class SqlSops:
    """The SOPs an office runs by. ``current`` are the versions that the files hold, by id."""

    def __init__(self, session: Session, current: Mapping[str, Sop], default: str) -> None:
        self.session = session
        self.current = current
        self.default = default

    def for_draft(self, org_id: str, dataset_id: str = "") -> Sequence[Sop]:
        """The office's chain, where there is one, and the walidata's: as chosen for the dataset, or else the office."""
        return self.for_drafts([(org_id, dataset_id)])[org_id, dataset_id]

    def for_drafts(self, places: Collection[Place]) -> Mapping[Place, tuple[Sop, ...]]:
        """The same for many offices and datasets, in as many statements as for one. Raises ``Missing("sop_missing")``."""
        chosen, of_offices = self._chosen(places), self._of_offices({org_id for org_id, _ in places})
        names = {}
        for org_id, dataset_id in places:
            chains = {**chosen.get(("org", org_id), {}), **chosen.get(("dataset", dataset_id), {})}
            walidata = chains.get(Chain.WALIDATA) or of_offices.get(org_id) or self.default
            names[org_id, dataset_id] = [one for one in (chains.get(Chain.OFFICE), walidata) if one]
        found = self.all_in_force({name for wanted in names.values() for name in wanted})
        return {place: tuple(found[name] for name in wanted) for place, wanted in names.items()}

    def for_office(self, org_id: str, dataset_id: str = "") -> Sop:
        """The same as one SOP."""
        return self.for_offices([(org_id, dataset_id)])[org_id, dataset_id]

    def for_offices(self, places: Collection[Place]) -> Mapping[Place, Sop]:
        """One SOP for each office and dataset, in as many statements as for one."""
        return {place: as_one(sops) for place, sops in self.for_drafts(places).items()}

    def in_force(self, sop_id: str) -> Sop:
        """The version in force of an SOP, or of a short form of it (``<id>:<form>``).

        It is the one that was switched on; until then the newest that a review began with; before that the file's. So a
        new file changes nothing by itself.

        Raises ``Missing("sop_missing")``.
        """
        return self.all_in_force([sop_id])[sop_id]

    def all_in_force(self, sop_ids: Collection[str]) -> Mapping[str, Sop]:
        """The versions in force of many SOPs, in two statements. Raises ``Missing("sop_missing")``."""
        split = {sop_id: sop_id.partition(FORM_MARK) for sop_id in sop_ids}
        active = self._active({base for base, _, _ in split.values()})
        pairs = {sop_id: (sop_id, active[base]) for sop_id, (base, _, _) in split.items() if base in active}
        kept = self._versions(set(pairs.values()))
        return {
            sop_id: kept[pairs[sop_id]] if sop_id in pairs else self._of_file(base, form)
            for sop_id, (base, _, form) in split.items()
        }

    def _of_file(self, base: str, form: str) -> Sop:
        if base not in self.current:
            raise Missing("sop_missing", id=base, version=0)
        return _form(self.current[base], form)

    def _active(self, bases: Collection[str]) -> Mapping[str, int]:
        """The version that was switched on, or else the newest that a review began with."""
        on, used = t.sop_active.c, t.sop.c
        newest = sa.select(used.id, sa.func.max(used.version), sa.literal(0).label("rank")).group_by(used.id)
        switched = sa.select(on.id, on.version, sa.literal(1).label("rank"))
        query = newest.where(used.id.in_(bases)).union_all(switched.where(on.id.in_(bases))).order_by("rank")
        return {row[0]: row[1] for row in self.session.execute(query)} if bases else {}

    def _chosen(self, places: Collection[Place]) -> dict[tuple[str, str], dict[str, str]]:
        """What was chosen by scope and id, each by chain."""
        c = t.sop_choice.c
        of_office = sa.and_(c.scope == "org", c.scope_id.in_({org_id for org_id, _ in places}))
        of_dataset = sa.and_(c.scope == "dataset", c.scope_id.in_({one for _, one in places if one}))
        query = sa.select(c.scope, c.scope_id, c.chain, c.sop_id).where(sa.or_(of_office, of_dataset))
        found: dict[tuple[str, str], dict[str, str]] = {}
        for row in self.session.execute(query):
            found.setdefault((row.scope, row.scope_id), {})[row.chain] = row.sop_id
        return found

    def _of_offices(self, org_ids: Collection[str]) -> dict[str, str]:
        c = t.governed.c
        query = sa.select(c.org_id, c.sop_id).where(c.org_id.in_(org_ids))
        return {row.org_id: row.sop_id for row in self.session.execute(query)}

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
        return as_one(tuple(self.version(sop_id, version) for sop_id, version in sop_ids))

    def of_many(
        self, runs: Collection[Sequence[tuple[str, int]]]
    ) -> Mapping[tuple[tuple[str, int], ...], Sop]:
        """The SOPs of many reviews by what each pinned, in one statement at most; a run with an unknown one is left out.

        For lists: a version that was once read is not asked for again, as it never changes.
        """
        pairs = {pair for run in runs for pair in run}
        _ONCE_READ.update(self._in_table(pairs - set(_ONCE_READ)))
        known = {pair: _ONCE_READ[pair] for pair in pairs if pair in _ONCE_READ}
        known |= self._in_files(pairs - set(known))
        whole = (tuple(run) for run in runs if run and all(pair in known for pair in run))
        return {run: as_one(tuple(known[pair] for pair in run)) for run in whole}

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
        return self._versions([(sop_id, version)])[sop_id, version]

    def _versions(self, pairs: Collection[tuple[str, int]]) -> Mapping[tuple[str, int], Sop]:
        known = self._in_table(pairs)
        known |= self._in_files(pair for pair in pairs if pair not in known)
        for sop_id, version in pairs:
            if (sop_id, version) not in known:
                raise Missing("sop_missing", id=sop_id, version=version)
        return known

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


@lru_cache(maxsize=64)
def _read(definition: str, form: str) -> Sop:
    return read(json.loads(definition), form)


@lru_cache(maxsize=64)
def _form(sop: Sop, form: str) -> Sop:
    return shortened(sop, form) if form else sop


@lru_cache(maxsize=64)
def as_one(sops: tuple[Sop, ...]) -> Sop:
    """The office's chain and the walidata's as one SOP."""
    return sops[0] if len(sops) == 1 else compose(sops[0], sops[1])
