"""What stays on paper: the sending of a bundle with its proof, and BPS's reply that the walidata writes down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from ...domain.errors import Incomplete, NotAllowed
from ...domain.review.model import Actor, Holding, Review
from ..ports import Bundle, Unit
from ..review.desk import Decision
from .cases import SENDABLE, registrar, take_answer

BPS = "bps"


@dataclass(frozen=True)
class Letter:
    """How a bundle was sent: the signed letter's number and ISO date, the channel, the receiver, the kept proof."""

    number: str
    date: str
    channel: str
    receiver: str
    proof: Mapping[str, Any] = field(default_factory=dict)


def register(unit: Unit, bundle_id: str, letter: Letter, actor: Actor, now: datetime) -> Bundle:
    """Write a sending into the register (Buku Pengiriman BPS). The same letter again changes its line and adds none."""
    with unit:
        bundle = unit.bundles.get(bundle_id, lock=True)
        registrar(unit, bundle, actor)
        if bundle.state not in SENDABLE:
            raise NotAllowed("bundle_building")
        proof = letter.proof or _known_proof(bundle, letter)
        bundle = replace(
            bundle,
            letter_number=letter.number,
            letter_date=letter.date,
            channel=letter.channel,
            receiver=letter.receiver,
            registered_by=actor.user_id,
            proof=proof,
            sendings=_with(bundle.sendings, replace(letter, proof=proof), actor, now),
        )
        unit.bundles.save(bundle)
        unit.commit()
    return bundle


def _known_proof(bundle: Bundle, letter: Letter) -> Mapping[str, Any]:
    """The proof that this letter was registered with before."""
    same = (one for one in bundle.sendings if one["number"] == letter.number)
    found: Mapping[str, Any] = next((one["proof"] for one in same), {})
    return found


def _with(
    sendings: Sequence[Mapping[str, Any]], letter: Letter, actor: Actor, now: datetime
) -> tuple[Mapping[str, Any], ...]:
    told = {
        **vars(letter),
        "proof": dict(letter.proof),
        "by": actor.shown or actor.name,
        "at": now.isoformat(),
    }
    return (*(one for one in sendings if one["number"] != letter.number), told)


def on_behalf(actor: Actor) -> Actor:
    """The registrar as the one who writes down what BPS answered on paper; their own rights are not used."""
    return replace(actor, holdings=(Holding(BPS, None),), prepares=frozenset(), writes_for=BPS)


def reply(
    unit: Unit,
    bundle_id: str,
    received: bool,
    asked: Decision,
    scan: Mapping[str, Any],
    actor: Actor,
    now: datetime,
) -> Review | None:
    """Write down BPS's reply on paper, with its scan; for one review it is the answer, marked as written by the walidata.

    For a bundle of several and for a retraction it is kept in the register alone. Raises ``Incomplete("reply_needs_scan")``.
    """
    if not scan:
        raise Incomplete("reply_needs_scan", field="reply")
    with unit:
        bundle = unit.bundles.get(bundle_id, lock=True)
        registrar(unit, bundle, actor)
        after = None
        if bundle.review_id:
            after = take_answer(unit, bundle_id, received, asked, on_behalf(actor), now)
            bundle = unit.bundles.get(bundle_id)
        unit.bundles.save(_replied(bundle, received, asked, scan, actor, now))
        unit.commit()
    return after


def _replied(
    bundle: Bundle, received: bool, asked: Decision, scan: Mapping[str, Any], actor: Actor, now: datetime
) -> Bundle:
    kept = {**scan, "by": actor.shown or actor.name, "user_id": actor.user_id, "at": now.isoformat()}
    if bundle.review_id:
        return replace(bundle, reply=kept)
    return replace(
        bundle,
        state=bundle.state if bundle.state == "notice" else "answered",
        answer="received" if received else "remarks",
        answered_at=now,
        answered_by=actor.user_id,
        receipt=asked.receipt,
        note=asked.note,
        reply=kept,
    )
