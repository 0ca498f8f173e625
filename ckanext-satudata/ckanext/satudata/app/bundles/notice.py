"""BPS is told of what it got and what was taken down since: a line of the register without a file."""

from __future__ import annotations

from ..ports import Bundle
from ..publication.ports import Retraction, Unit

KIND = "retraction"


def notice(unit: Unit, taken_down: Retraction) -> None:
    """Write the line inside the running transaction, once per retraction; none when BPS got no bundle of the dataset."""
    sent = [one for one in unit.bundles.of_dataset(taken_down.dataset_id) if one.sha256]
    key = f"{KIND}:{taken_down.review_id}"
    if not sent or unit.bundles.of_members(key) is not None:
        return
    unit.bundles.add(
        Bundle(
            id=taken_down.review_id,
            number=unit.bundles.next_number(),
            version=1,
            review_id="",
            round=0,
            state="notice",
            kind=KIND,
            scope=taken_down.dataset_id,
            title=taken_down.title,
            owner_org=taken_down.owner_org,
            members=tuple(_member(one) for one in sent),
            members_key=key,
            built_at=taken_down.retracted_at,
            note=taken_down.reason,
        )
    )


def _member(bundle: Bundle) -> dict[str, object]:
    """A bundle that BPS has of the dataset, by the letter it went with."""
    return {
        "review_id": bundle.review_id,
        "round": bundle.round,
        "number": bundle.number,
        "version": bundle.version,
        "sha256": bundle.sha256,
        "letter_number": bundle.letter_number,
    }
