"""The BPS bundle by the worker: gather the frozen content, build the file, register it."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import ckan.model as model
import ckan.plugins.toolkit as tk
import sqlalchemy as sa

from .. import codes, wiring
from ..adapters import pdf
from ..adapters.bps.builder import build as build_file
from ..app.bundles import cases, sets
from ..app.ports import Event, Round, Work
from ..domain.bps.codes import LIST_OF_FIELD, PLACES, Rows, own_places, referred_lists
from ..domain.bps.content import BundleContent, BundleError
from ..domain.bps.names import Collection, slug
from ..domain.errors import Missing
from ..domain.sop import Sop
from ..model import tables as t
from .progress import Progress


def build(work: Work, progress: Progress) -> None:
    """Build the bundle of the running round from its frozen content."""
    bundle = cases.begin(wiring.unit(), work, wiring.new_id)
    if bundle is None:
        return
    done = _build([(work.subject, bundle.round)], progress)
    cases.built(wiring.unit(), work, bundle.id, done, wiring.now())


def build_set(work: Work, progress: Progress) -> None:
    """Build the bundle of several reviews, each from the content that its own round froze."""
    bundle = sets.begin(wiring.unit(), work)
    if bundle is None:
        return
    rounds = [(one.review_id, one.round) for one in sets.members_of(bundle)]
    done = _build(rounds, progress, Collection(bundle.kind, bundle.version))
    sets.built(wiring.unit(), work, done, wiring.now())


def _build(
    rounds: Sequence[tuple[str, int]], progress: Progress, of: Collection | None = None
) -> cases.Built:
    """Build and keep the file; a table lies on disk, never in memory."""
    with tempfile.TemporaryDirectory(prefix="paket-") as name:
        folder = Path(name)
        contents = [
            _content(review_id, number, folder / f"kanonik-{place}.csv")
            for place, (review_id, number) in enumerate(rounds)
        ]
        result = build_file(
            contents,
            folder,
            lambda done, of, path: progress({"stage": path, "rows": done, "of": of}),
            makers=wiring.BUNDLE_MAKERS,
            to_pdf=pdf.render,
            of=of,
        )
        wiring.blobs().put_path(folder / result.filename)
    entries = [{"path": entry} for entry in result.entries]
    return cases.Built(result.sha256, result.bytes, result.filename, entries)


def _content(review_id: str, round_number: int, path: Path) -> BundleContent:
    unit = wiring.unit()
    review = unit.reviews.get(review_id)
    sop = unit.sops.get(review.sop_ids)
    round_ = next(r for r in unit.reviews.rounds(review_id) if r.number == round_number)
    report = _report(round_)
    gates = _gates(unit.events.of_review(review_id), round_number)
    offices = round_.snapshot.get("offices") or wiring.offices().facts(review.owner_org)
    wiring.blobs().copy_to(round_.snapshot["canonical_sha"], path)
    return BundleContent(
        review_number=f"P-{review.number:04d}",
        round=round_number,
        dataset=_dataset(round_),
        organization=offices["organization"],
        walidata=offices["walidata"],
        kabupaten=offices["kabupaten"],
        schema=round_.snapshot["schema"],
        canonical_csv=path,
        canonical_sha256=round_.snapshot["canonical_sha"],
        table_digest=round_.table_digest,
        content_digest=round_.content_digest,
        report=dict(report["frictionless"]),
        findings=list(report["findings"]),
        approvals=[_approval(event, sop) for event in gates],
        last_gate_at=gates[-1].at,
        edition_number=review.base_edition + 1,
        codes=_codes(round_),
    )


def _codes(round_: Round) -> Mapping[str, Rows]:
    """The imported lists that held when the content was frozen, those that it uses: a later import changes no bundle."""
    schema, metadata = round_.snapshot["schema"], round_.snapshot["metadata"]
    named = {name for field, name in LIST_OF_FIELD.items() if metadata.get(field)}
    used = {*named, *referred_lists(schema), "satuan", PLACES}
    held = {name: one.rows for name, one in codes.imported_at(round_.submitted_at).items() if name in used}
    if PLACES in held:
        held[PLACES] = tuple(own_places(held[PLACES], tk.config["ckanext.satudata.region.kemendagri"]))
    return held


def _gates(events: Sequence[Event], round_number: int) -> Sequence[Event]:
    """The approvals of a round up to the one that asked for its bundle: what comes later is not part of it."""
    approved = [e for e in events if e.action == "approved" and e.data["round"] == round_number]
    last = next(place for place, event in enumerate(approved) if event.data.get("bundle"))
    return approved[: last + 1]


def _report(round_: Round) -> sa.RowMapping:
    """The gate report of exactly the table that the round froze, as it was known then: later checks change no bundle."""
    c = t.report.c
    query = (
        sa.select(t.report)
        .where(c.table_digest == round_.table_digest, c.created_at <= round_.submitted_at)
        .order_by(c.created_at.desc())
        .limit(1)
    )
    found = model.Session.execute(query).mappings().first()
    if found is None:
        raise Missing("report_missing", digest=round_.table_digest)
    return found


def _approval(event: Event, sop: Sop) -> dict[str, Any]:
    user = model.User.get(event.actor_id)
    step = sop.step(event.data["step"])
    return {
        "step": step.id,
        "label": step.label,
        "post": step.post.name,
        "standing": event.standing,
        "actor_name": event.data.get("by") or (user.display_name if user else ""),
        "decision": "approve",
        "at": event.at.isoformat(),
        "digest": event.data.get("digest", ""),
        "note": event.data.get("note", ""),
        "round": event.data["round"],
    }


def _dataset(round_: Round) -> dict[str, Any]:
    """The frozen metadata; the name of the files is made of the frozen title, not of the address of today."""
    metadata = dict(round_.snapshot["metadata"])
    return {**metadata, "name": slug(str(metadata.get("title") or ""), "tabel")}


def gave_up(work: Work, error: Mapping[str, Any]) -> None:
    """Say in the register that the bundle could not be built."""
    unit = wiring.unit()
    with unit:
        review = unit.reviews.get(work.subject)
        bundle = unit.bundles.of_round(review.id, review.round)
        if bundle is not None:
            unit.bundles.save(sets.failed(bundle, _told(error)))
        unit.commit()


def set_gave_up(work: Work, error: Mapping[str, Any]) -> None:
    """Say in the register that the bundle of several reviews could not be built; what was built before stays."""
    unit = wiring.unit()
    with unit:
        unit.bundles.save(sets.failed(unit.bundles.get(work.subject, lock=True), _told(error)))
        unit.commit()


def _told(error: Mapping[str, Any]) -> str:
    """What a person is told of the error: the sentence of a refused table, else the error's code."""
    return str(error.get("text") if error.get("type") == BundleError.__name__ else error.get("code", ""))
