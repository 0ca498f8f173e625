"""Call an action as somebody with what an attacker would send, and tell how it ended."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from sqlalchemy.exc import DBAPIError
from werkzeug.datastructures import FileStorage

from ckanext.satudata.doors import locked_write
from support.attacks.actions import ACTIONS
from support.attacks.kinds import READ
from support.attacks.scene import CANARY, Scene, Target
from support.offices import Person

DONE, REFUSED, NOT_FOUND, INVALID, LOCKED, FAULT = (
    "done",
    "refused",
    "not found",
    "invalid",
    "locked",
    "fault",
)


def called(who: Person | None, action: str, data: Mapping[str, Any]) -> tuple[str, Any]:
    """Call it with rights checked, as the API does; give how it ended and what was answered."""
    user = model.User.get(who.id) if who else None
    context = {"user": user.name if user else "", "auth_user_obj": user, "api_version": 3}
    try:
        answer = tk.get_action(action)(context, dict(data))
    except tk.NotAuthorized as refused:
        return REFUSED, str(refused.message or refused)
    except tk.ObjectNotFound as missing:
        return NOT_FOUND, str(missing.message or missing)
    except tk.ValidationError as invalid:
        return INVALID, json.dumps(invalid.error_dict, default=str)
    except DBAPIError as stopped:
        return (LOCKED, str(stopped.orig)) if locked_write(stopped) else (FAULT, repr(stopped)[:500])
    except Exception as fault:
        return FAULT, repr(fault)[:500]
    else:
        return DONE, answer
    finally:
        model.Session.rollback()
        model.Session.remove()


def words(made: Scene, target: Target, who: Person | None) -> dict[str, str]:
    """What the words in braces stand for."""
    return {
        "package": target.package,
        "name": target.slug,
        "resource": target.resource,
        "review": target.review or "zq",
        "number": str(target.number),
        "bundle": target.bundle or "zq",
        "digest": target.digest,
        "activity": target.activity or "zq",
        "view": target.view or "zq",
        "structure": target.structure or "zq",
        "org": made.cast.org,
        "org_name": made.slugs[made.cast.org],
        "other": made.other_org,
        "own_org": made.lair.org,
        "own_org_name": made.slugs[made.lair.org],
        "own_package": made.lair.package,
        "own_resource": made.lair.resource,
        "other_package": made.lair.package,
        "group": made.group,
        "group_name": made.slugs[made.group],
        "victim": made.cast.producer.id,
        "victim_name": made.cast.producer.name,
        "collaborator": made.roles["collaborator"].id,
        "nobody": made.cast.outsider.name,
        "self": who.id if who else "",
        "word": f"{CANARY}{target.mark}",
    }


def filled(template: Any, known: Mapping[str, str]) -> Any:
    """Put the words in; ``{file}`` becomes an upload."""
    if isinstance(template, str):
        if template == "{file}":
            return FileStorage(io.BytesIO(b"a,b\n1,2\n"), filename="zq.csv")
        for name, value in known.items():
            template = template.replace(f"{{{name}}}", value)
        return template
    if isinstance(template, dict):
        return {key: filled(value, known) for key, value in template.items()}
    if isinstance(template, list):
        return [filled(value, known) for value in template]
    return template


def questions(made: Scene, person: Person | None) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each reading action about each target, no question twice."""
    seen = set()
    for name, (kind, payloads) in ACTIONS.items():
        for target in made.targets.values() if kind == READ else ():
            for payload in payloads:
                data = filled(payload, words(made, target, person))
                mark = (name, json.dumps(data, sort_keys=True))
                if mark not in seen:
                    seen.add(mark)
                    yield name, data
