"""The BPS bundle by the worker: gather the frozen content, build the file, register it."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import ckan.model as model
import ckan.plugins.toolkit as tk
import sqlalchemy as sa

from .. import wiring
from ..adapters import pdf
from ..adapters.bps.builder import build as build_file
from ..app.bundles import cases
from ..app.ports import Event, Round, Work
from ..domain.bps.content import BundleContent
from ..domain.errors import Missing
from ..domain.review.model import Review
from ..domain.sop import Sop
from ..model import tables as t
from .progress import Progress


def build(work: Work, progress: Progress) -> None:
    """Build the bundle of the running round from its frozen content."""
    bundle = cases.begin(wiring.unit(), work, wiring.new_id)
    if bundle is None:
        return
    with tempfile.TemporaryDirectory() as folder:
        content = _content(work.subject, bundle.round, Path(folder))
        result = build_file(
            [content],
            Path(folder),
            lambda done, of, path: progress({"stage": path, "rows": done, "of": of}),
            makers=wiring.BUNDLE_MAKERS,
            to_pdf=pdf.render,
        )
        path = Path(folder) / result.filename
        wiring.blobs().put_path(path)
    entries = [{"path": entry} for entry in result.entries]
    done = cases.Built(result.sha256, result.bytes, result.filename, entries)
    cases.built(wiring.unit(), work, bundle.id, done, wiring.now())


def _content(review_id: str, round_number: int, folder: Path) -> BundleContent:
    unit = wiring.unit()
    review = unit.reviews.get(review_id)
    sop = unit.sops.get(review.sop_ids)
    round_ = next(r for r in unit.reviews.rounds(review_id) if r.number == round_number)
    report = _report(round_)
    gates = _gates(unit.events.of_review(review_id), round_number)
    path = folder / "canonical.csv"
    wiring.blobs().copy_to(round_.snapshot["canonical_sha"], path)
    return BundleContent(
        review_number=f"P-{review.number:04d}",
        round=round_number,
        dataset=_dataset(review, round_),
        organization=_organization(review.owner_org),
        walidata=_walidata(),
        kabupaten=_region(),
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
    )


def _gates(events: Sequence[Event], round_number: int) -> Sequence[Event]:
    """The approvals of a round up to the one that asked for its bundle: what comes later is not part of it."""
    approved = [e for e in events if e.action == "approved" and e.data["round"] == round_number]
    last = next(place for place, event in enumerate(approved) if event.data.get("bundle"))
    return approved[: last + 1]


def _report(round_: Round) -> sa.RowMapping:
    """The gate report of exactly the table that the round froze."""
    c = t.report.c
    query = (
        sa.select(t.report)
        .where(c.table_digest == round_.table_digest)
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


def _dataset(review: Review, round_: Round) -> dict[str, Any]:
    metadata = dict(round_.snapshot["metadata"])
    known = model.Package.get(review.dataset_id)
    return {**metadata, "name": known.name if known else metadata.get("kode_dataset", "")}


def _organization(org_id: str) -> dict[str, Any]:
    office = model.Group.get(org_id)
    if office is None:
        return {"title": org_id}
    extras = {
        name: office.extras.get(name, "") for name in ("alamat", "telepon", "email", "jabatan_pimpinan")
    }
    return {"title": office.title, **extras}


def _walidata() -> dict[str, Any]:
    return {
        "title": tk.config["ckanext.satudata.walidata.name"],
        "email": tk.config["ckanext.satudata.walidata.email"],
    }


def _region() -> dict[str, Any]:
    return {
        "nama": tk.config["ckanext.satudata.region.name"],
        "kode_kemendagri": tk.config["ckanext.satudata.region.kemendagri"],
        "kode_bps": tk.config["ckanext.satudata.region.bps"],
        "zona": wiring.zone_word(),
    }


def gave_up(work: Work, error: Mapping[str, Any]) -> None:
    """Say in the register that the bundle could not be built."""
    unit = wiring.unit()
    with unit:
        review = unit.reviews.get(work.subject)
        bundle = unit.bundles.of_round(review.id, review.round)
        if bundle is not None:
            unit.bundles.save(replace(bundle, state="failed", error=str(error.get("code", ""))))
        unit.commit()
