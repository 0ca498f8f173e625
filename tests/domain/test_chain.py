"""Chains and anchors: whatever is done to the rows afterwards is found, and the first broken row is named."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ckanext.satudata.domain.anchors import Anchor, broken_anchors, next_anchor, sealed, signing_key
from ckanext.satudata.domain.chain import GENESIS, Break, Flaw, broken_events, link

KEY = signing_key("rahasia")
AT = "2026-11-21T07:05:00.000000+00:00"


def chain(length: int, subject: str = "s", first_id: int = 1) -> list[dict[str, Any]]:
    events: list[dict[str, Any]] = []
    previous = GENESIS
    for seq in range(1, length + 1):
        event: dict[str, Any] = {
            "id": first_id + seq - 1,
            "subject": subject,
            "seq": seq,
            "at": f"2026-11-20T00:00:{seq:02d}",
            "actor_id": "u",
            "post": "kabid",
            "standing": "",
            "action": "approved",
            "data": {"n": seq},
            "prev_hash": previous,
        }
        previous = event["hash"] = link(previous, event)
        events.append(event)
    return events


def rewritten(events: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same rows with every place and hash made anew, as somebody would who knows the rule."""
    previous = GENESIS
    for seq, event in enumerate(events, start=1):
        event.update(seq=seq, prev_hash=previous)
        previous = event["hash"] = link(previous, event)
    return events


def anchors(events: list[dict[str, Any]], *sizes: int) -> list[Anchor]:
    """Anchors made one after the other, each over so many events more."""
    made: list[Anchor] = []
    done = 0
    for number, size in enumerate(sizes, start=1):
        anchor = next_anchor(made[-1] if made else None, events[done : done + size], AT, KEY)
        assert anchor is not None
        made.append(Anchor(**{**vars(anchor), "id": number}))
        done += size
    return made


def flaws(found: list[Break]) -> list[Flaw]:
    return [one.flaw for one in found]


def test_true_chains_hold_and_so_do_their_anchors() -> None:
    events = chain(5) + chain(3, "z", 6)
    assert not list(broken_events(events))
    assert not list(broken_anchors(anchors(events, 4, 4), events, [KEY]))
    assert next_anchor(anchors(events, 8)[0], [], AT, KEY) is None


@given(st.integers(0, 4), st.sampled_from(["actor_id", "post", "action", "at", "standing"]))
def test_a_changed_event_is_named(place: int, field: str) -> None:
    events = chain(5)
    events[place][field] = "lain"
    assert [(b.flaw, b.seq) for b in broken_events(events)] == [(Flaw.ALTERED, place + 1)]


@given(st.integers(0, 3))
def test_a_missing_event_is_noticed(place: int) -> None:
    events = chain(5)
    del events[place]
    assert [(b.flaw, b.expected) for b in broken_events(events)] == [(Flaw.GAP, place + 1)]


def test_each_broken_chain_is_named_once() -> None:
    events = chain(4) + chain(4, "t", 5) + chain(4, "u", 9)
    events[1]["action"] = events[2]["action"] = events[8]["post"] = "lain"
    assert [(b.subject, b.event_id) for b in broken_events(events)] == [("s", 2), ("u", 9)]


def test_an_event_with_a_hash_of_its_own_making_breaks_the_next() -> None:
    events = chain(4)
    events[1]["action"] = "rejected"
    events[1]["hash"] = link(events[1]["prev_hash"], events[1])
    assert [(b.flaw, b.seq) for b in broken_events(events)] == [(Flaw.UNLINKED, 3)]


def test_only_the_anchor_knows_of_a_tail_that_was_cut_off() -> None:
    events = chain(3) + chain(3, "z", 4)
    made = anchors(events, 6)
    left = events[:5]
    assert not list(broken_events(left))
    (found,) = broken_anchors(made, left, [KEY])
    assert (found.flaw, found.anchor_id, found.expected, found.found) == (Flaw.COUNT, 1, 6, 5)


@given(st.integers(0, 5))
def test_only_the_anchor_knows_of_a_chain_that_was_rewritten(place: int) -> None:
    events = chain(6)
    made = anchors(events, 2, 2, 2)
    events[place]["actor_id"] = "lain"
    rewritten(events)
    assert not list(broken_events(events))
    found = list(broken_anchors(made, events, [KEY]))
    assert found[0].anchor_id == place // 2 + 1
    assert set(flaws(found)) == {Flaw.HEADS}


def test_an_event_put_in_between_is_found() -> None:
    events = chain(6)
    made = anchors(events, 6)
    more = chain(7)
    for place, event in enumerate(more):
        event["id"] = events[place]["id"] if place < 5 else [5.5, 6][place - 5]
    assert flaws(list(broken_anchors(made, more, [KEY]))) == [Flaw.COUNT]


def test_after_a_break_the_next_anchor_is_judged_by_what_is_new() -> None:
    events = chain(6)
    made = anchors(events, 2, 2, 2)
    found = list(broken_anchors(made, [events[0], *events[2:]], [KEY]))
    assert [(b.anchor_id, b.after) for b in found] == [(1, 0)]


@given(st.sampled_from(["at", "events", "last_event", "heads", "prev_hash", "signature"]))
def test_a_changed_anchor_is_found(field: str) -> None:
    events = chain(4)
    made = anchors(events, 2, 2)
    changed = {"events": 9, "last_event": 1}.get(field, "f" * 64)
    made[0] = Anchor(**{**vars(made[0]), field: changed})
    assert Break(Flaw.SIGNATURE, anchor_id=1) in list(broken_anchors(made, events, [KEY]))


def test_a_missing_anchor_is_found_and_a_foreign_key_makes_none() -> None:
    events = chain(6)
    made = anchors(events, 2, 2, 2)
    assert flaws(list(broken_anchors([made[0], made[2]], events, [KEY])))[0] is Flaw.ANCHORS_UNLINKED
    forged = sealed(made[0], signing_key("lain"))
    assert Flaw.SIGNATURE in flaws(list(broken_anchors([forged, *made[1:]], events, [KEY])))
    former = [signing_key("lain"), KEY]
    assert not list(broken_anchors(made, events, former))
