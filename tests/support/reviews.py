"""Builders for the rules of the review: people, SOPs, reviews in a state that was walked to."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import yaml

from ckanext.satudata.domain.review.decide import decide
from ckanext.satudata.domain.review.events import MACHINE
from ckanext.satudata.domain.review.model import (
    Actor,
    BundleBuilt,
    Command,
    Decide,
    Holding,
    Publish,
    Review,
    Standing,
    Submit,
)
from ckanext.satudata.domain.sop import Sop, read

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
OFFICE = "office-1"
DIGEST = "d" * 64


def shipped_sop() -> Sop:
    """The default SOP as it is shipped."""
    return read(yaml.safe_load((ROOT / "config/sop/bawaan.yaml").read_text(encoding="utf-8")))


def plain_sop() -> Sop:
    """The default SOP without its checklist, for rules that have nothing to do with it."""
    sop = shipped_sop()
    return replace(sop, steps=tuple(replace(step, checklist=()) for step in sop.steps))


def person(name: str, *posts: str, prepares: bool = False, standing: Standing = Standing.DEFINITIVE) -> Actor:
    """Somebody who holds these walidata or BPS posts."""
    holdings = tuple(Holding(post, None, standing) for post in posts)
    return Actor(name, name, holdings, frozenset({OFFICE}) if prepares else frozenset())


PRODUCER = person("produsen", prepares=True)
PEOPLE = {
    "produsen": PRODUCER,
    "verifikator": person("verifikator", "verifikator"),
    "kabid": person("kabid", "kabid"),
    "plt_kabid": person("plt-kabid", "kabid", standing=Standing.PLT),
    "kadis": person("kadis", "kadis"),
    "bps": person("bps", "bps"),
    "asing": person("asing"),
    "sysadmin": Actor("sysadmin", "sysadmin"),
}


def fresh() -> Review:
    """A draft's review before its first submission."""
    return Review(
        id="r1",
        number=1,
        draft_id="draft-1",
        dataset_id="dataset-1",
        owner_org=OFFICE,
        base_edition=0,
        sop_ids=(("bawaan", 1),),
        contributors=frozenset({"produsen"}),
    )


def approve(**more: object) -> Decide:
    """An approval of today's content."""
    return Decide("approve", DIGEST, DIGEST, **more)  # type: ignore[arg-type]


def send_back(reasons: tuple[str, ...] = ("SATUAN_KELIRU",), **more: object) -> Decide:
    """A return of today's content."""
    return Decide("return", DIGEST, DIGEST, reasons=reasons, **more)  # type: ignore[arg-type]


WALK: dict[str, list[tuple[str | None, Command]]] = {}
WALK["draft"] = []
WALK["verifikator"] = [("produsen", Submit(DIGEST, "t"))]
WALK["kabid"] = [*WALK["verifikator"], ("verifikator", approve())]
WALK["kadis"] = [*WALK["kabid"], ("kabid", approve())]
WALK["bps_building"] = [*WALK["kadis"], ("kadis", approve())]
WALK["bps"] = [*WALK["bps_building"], (None, BundleBuilt("b" * 64))]
WALK["catatan_bps"] = [*WALK["bps"], ("bps", send_back())]
WALK["terbit"] = [*WALK["bps"], ("bps", approve())]
WALK["published"] = [*WALK["terbit"], (None, Publish(DIGEST, 1))]
WALK["returned"] = [*WALK["kabid"], ("kabid", send_back())]
WALK["rejected"] = [*WALK["kabid"], ("kabid", Decide("reject", DIGEST, DIGEST, reasons=("GANDA",)))]


def walked(state: str) -> Review:
    """A review brought to this state by real transitions."""
    review, sop = fresh(), plain_sop()
    for who, command in WALK[state]:
        review, _ = decide(review, sop, command, PEOPLE[who] if who else MACHINE, NOW)
    return review
