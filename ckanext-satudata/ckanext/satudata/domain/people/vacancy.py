"""Vacant posts: what the SOPs in force need, or what work waits for, and nobody holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..sop import BY_PEOPLE, Sop
from .assignment import ADMINISTRATOR, OFFICE_POSTS, POSTS

Place = tuple[str, str | None]


@dataclass(frozen=True)
class Vacancy:
    """A post nobody active holds today, or (``barred``) whose holders may not decide what waits: they prepared it.

    ``org_id`` is None for a central post; ``waiting`` counts submissions there.
    """

    post: str
    org_id: str | None
    waiting: int = 0
    barred: bool = False


def needed(sops: Iterable[tuple[str, Sop]]) -> frozenset[Place]:
    """Every post that somebody must hold: ``sops`` are the offices' ids with what they, or a dataset of theirs, run by."""
    places: set[Place] = {(ADMINISTRATOR, None)}
    for org_id, sop in sops:
        for step in sop.path:
            if step.deed in BY_PEOPLE and step.post.slot in POSTS:
                places.add(_place(step.post.slot, org_id))
    return frozenset(places)


def _place(slot: str, org_id: str) -> Place:
    return (slot, org_id if slot in OFFICE_POSTS else None)


Waiting = Mapping[tuple[str, str], int]
"""Submissions under review by post and office."""


def vacancies(
    needs: Iterable[Place], held: Iterable[Place], waiting: Waiting, barred: Waiting
) -> tuple[Vacancy, ...]:
    """Every vacant post, and every post whose holders are all barred from what waits there; most waiting work first."""
    here = {**dict.fromkeys(needs, 0), **_by_place(waiting)}
    found = [Vacancy(post, org_id, here[post, org_id]) for post, org_id in set(here) - set(held)]
    for (post, org_id), count in _by_place(barred).items():
        found.append(Vacancy(post, org_id, count, barred=True))
    return tuple(sorted(found, key=lambda one: (-one.waiting, POSTS.index(one.post), one.org_id or "")))


def _by_place(waiting: Waiting) -> dict[Place, int]:
    counted: dict[Place, int] = {}
    for (slot, org_id), count in waiting.items():
        if slot in POSTS:
            place = _place(slot, org_id)
            counted[place] = counted.get(place, 0) + count
    return counted
