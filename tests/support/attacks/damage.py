"""What an attack did: every action that changes something is called about a target, and what is stored compared."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from support.attacks.actions import ACTIONS
from support.attacks.calling import DONE, FAULT, called, filled, words
from support.attacks.fingerprint import fingerprint
from support.attacks.kinds import ACCOUNT, OURS, READ, SITE
from support.attacks.portal_actions import PORTAL
from support.attacks.scene import STRANGERS, Scene, Target

STRONGEST = (
    "outsider",
    "admin of another OPD",
    "collaborator",
    "admin of the OPD",
    "verifikator",
    "sysadmin",
)
ACTORS = ("producer", "editor of the OPD", "admin of the OPD", "verifikator")


def assert_none(found: Iterator[tuple[Any, ...]]) -> None:
    """Fail with every finding on a line of its own."""
    lines = [" | ".join(map(str, one)) for one in found]
    assert not lines, "\n" + "\n".join(lines)


def damage(made: Scene, target: Target, who: list[str]) -> Iterator[tuple[Any, ...]]:
    """Call each action as each role; tell what changed the target, failed without a sentence or was let through."""
    before = fingerprint(target.ids)
    for name, (kind, payloads) in ACTIONS.items():
        for role in who:
            if kind == READ or not allowed_to_try(kind, name, role):
                continue
            for place, payload in enumerate(payloads if role in STRONGEST else payloads[:1]):
                person = made.roles[role]
                how, answer = called(person, name, filled(payload, words(made, target, person)))
                let_in = how == DONE and not nothing_done(answer)
                if how == FAULT or (let_in and must_refuse(kind, name, role)):
                    yield name, place, role, how, str(answer)[:200]
        after = fingerprint(target.ids)
        if after != before:
            changed = sorted(key for key in {*before, *after} if before.get(key) != after.get(key))
            yield name, "changed", changed
            before = after


def allowed_to_try(kind: str, name: str, role: str) -> bool:
    """Leave out what the role is there for: a sysadmin's site, one's own account, the makers' and verifikator's acts."""
    if kind in (SITE, ACCOUNT):
        return role not in ("sysadmin", "producer")
    return not (kind == OURS and role in ACTORS)


def nothing_done(answer: Any) -> bool:
    """Tell whether an act on several things says of each that it was refused."""
    return isinstance(answer, dict) and answer.get("done") == 0


def must_refuse(kind: str, name: str, role: str) -> bool:
    """Tell whether an answer, even one that changed nothing, is already too much."""
    return kind in (SITE, ACCOUNT) or (kind == OURS and role in STRANGERS and name in PORTAL)
