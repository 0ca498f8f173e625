"""``ckan satudata draft``: the description of a draft, with the same rules and words as the page and the API.

Exit codes as those of ``ckan satudata review``: 0 complete or saved, 1 something is missing or refused, 3, 4, 5.
"""

from __future__ import annotations

import json
from typing import Any

import click

from .cli_review import BAD_INPUT, Acting, Refusal, as_user


@click.group()
def draft() -> None:
    """Drafts: check and change their description, as a named user."""


@draft.command("check")
@click.argument("draft_id")
@as_user
def draft_check(acting: Acting, draft_id: str) -> None:
    """Say what the description still needs, and what could be better. Ends with 1 when something is missing."""
    found = acting.call("satudata_draft_check", id=draft_id)
    acting.tell(found, _lines)
    if not found["complete"]:
        raise click.exceptions.Exit(BAD_INPUT)


@draft.command("update")
@click.argument("draft_id")
@click.argument("values", nargs=-1, required=True, metavar="FIELD=VALUE...")
@as_user
def draft_update(acting: Acting, draft_id: str, values: tuple[str, ...]) -> None:
    """Change fields of the description; a value that begins with [ is read as a JSON list."""
    fields = dict(_field(one) for one in values)
    acting.call("satudata_draft_update", id=draft_id, **fields)
    acting.tell(acting.call("satudata_draft_check", id=draft_id), _lines)


def _field(text: str) -> tuple[str, Any]:
    name, equals, value = text.partition("=")
    if not equals:
        raise Refusal(f"'{text}': tulis sebagai isian=nilai", BAD_INPUT)
    if not value.startswith("["):
        return name, value
    try:
        return name, json.loads(value)
    except ValueError as wrong:
        raise Refusal(f"'{text}': daftar JSON tidak terbaca ({wrong})", BAD_INPUT) from wrong


def _lines(found: dict[str, Any]) -> list[str]:
    told = [f"{one['field']}: {one['message']}" for kind in ("missing", "advice") for one in found[kind]]
    return [*told, *(["lengkap"] if found["complete"] else [])]
