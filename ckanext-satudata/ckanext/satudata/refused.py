"""Refused attempts are part of the record: who tried what on which dataset, and by which rule it was refused.

Nothing of what was sent is kept, only ids that exist. A loop writes a handful of lines a minute, however fast it runs.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.plugins.toolkit import _
from flask import has_request_context, request
from sqlalchemy.exc import SQLAlchemyError

from . import wiring
from .adapters.sql import refusals
from .domain.signs import TooDeep, seen_in
from .domain.tally import Tally, is_round
from .said import code_of

log = logging.getLogger(__name__)

Action = Callable[[dict[str, Any], dict[str, Any]], Any]

JUDGED = {
    "satudata_intake_upload": ("text",),
    "satudata_codelist_import": ("rows",),
    "satudata_structure_create": ("schema",),
    "satudata_structure_update": ("schema",),
}
"""Parameters of actions whose signs are judged by who reads the table or the schema, so that nothing changes unsaid."""
PER_ACTOR = 100
TOO_MANY = "too_many"
NOTED = "satudata.refusal_noted"
_alike, _of_actor = Tally(), Tally()


def recorded(name: str, action: Action) -> Action:
    """The action, asked without signs that nobody sees; when it is refused, that is kept. Reading leaves no record."""
    if getattr(action, "side_effect_free", False):
        return wraps(action)(lambda context, data: action(context, legible(name, data)))

    @wraps(action)
    def attempt(context: dict[str, Any], data: dict[str, Any]) -> Any:
        data = legible(name, data)
        try:
            return action(context, data)
        except (tk.NotAuthorized, tk.ObjectNotFound, tk.ValidationError) as refused:
            if code := _code(refused, context):
                note(name, code, _actor(context), data)
            raise

    return attempt


def legible(name: str, data: dict[str, Any]) -> dict[str, Any]:
    """What an action is asked, without control characters and the like; a table is judged by who reads it."""
    as_it_is = JUDGED.get(name, ())
    try:
        return {key: value if key in as_it_is else seen_in(value) for key, value in data.items()}
    except (TooDeep, RecursionError):
        raise tk.ValidationError(
            {"": [_("Lists lie within lists without end. Send what is described.")]}
        ) from None


def _code(refused: Exception, context: Mapping[str, Any]) -> str:
    """The rule that refused; empty for input that is merely not complete or not well formed."""
    if isinstance(refused, tk.ValidationError):
        return (code_of(refused) or "conflict") if "conflict" in refused.error_dict else ""
    if isinstance(refused, tk.NotAuthorized):
        return code_of(refused) or ("not_allowed" if _actor(context) else "anonymous")
    return code_of(refused) or "not_found"


def _actor(context: Mapping[str, Any]) -> str:
    from .logic import asking

    user = asking.user_of(context)
    return str(user.id) if user is not None else ""


def note(action: str, code: str, actor_id: str, data: Mapping[str, Any]) -> None:
    """Keep one refused attempt; a database that is away does not turn a refusal into a fault."""
    if has_request_context():
        request.environ[NOTED] = True
    try:
        review_id, subject = refusals.subject_of(data)
        refusal = refusals.Refusal(wiring.now(), actor_id, action, code, review_id, subject)
        times = _alike.add((actor_id, action, code, review_id, subject), refusal.at)
        if is_round(times):
            _write(refusal, times)
    except SQLAlchemyError:
        log.exception("a refused %s by %s (%s) could not be kept", action, actor_id or "nobody", code)


def _write(refusal: refusals.Refusal, times: int) -> None:
    """Write it, unless this person has filled the minute already; then their number alone is told."""
    lines = _of_actor.add(refusal.actor_id, refusal.at)
    if lines <= PER_ACTOR:
        refusals.write(refusal, times)
    elif is_round(lines):
        refusals.write(refusals.Refusal(refusal.at, refusal.actor_id, refusal.action, TOO_MANY), lines)
