"""Write the reference pages that come from the code: actions, commands, options, states.

``python config/dev/reference.py`` rewrites them; ``tests/docs/test_reference.py`` fails when they differ.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import code_list_pages
import field_pages
import sop_pages
import yaml

ROOT = Path(__file__).resolve().parents[2]
PAGES = ROOT / "docs" / "reference"
SOURCE = ROOT / "ckanext-satudata" / "ckanext" / "satudata"

Lines = Iterator[str]


def actions() -> Lines:
    """Every action with what it takes and does."""
    from ckanext.satudata.logic.action import actions as ours

    yield "# Actions"
    yield ""
    yield "Called as any action of CKAN: `POST /api/3/action/<name>` with an API token; the pages call the same ones."
    yield "A refusal is an answer with a sentence: 403 not allowed, 404 not there (or not for you), 409 bad input or moved on."
    for name, action in sorted(ours().items()):
        yield ""
        yield f"## {name}"
        yield ""
        method = "GET or POST" if getattr(action, "side_effect_free", False) else "POST"
        yield f"{' '.join(inspect.getdoc(action).split())} *{method}*".replace("``", "`")


def commands() -> Lines:
    """Every command of ``ckan satudata``."""
    from ckanext.satudata.cli import satudata

    yield "# Commands"
    yield ""
    yield "`ckan -c ckan.ini satudata …`; `satudata intake`, `satudata bundle verify` and `satudata bps` also run without CKAN."
    yield from _commands("ckan satudata", satudata)


def _commands(prefix: str, group: click.Group) -> Lines:
    for name, command in sorted(group.commands.items()):
        called = f"{prefix} {name}"
        if isinstance(command, click.Group):
            yield from _commands(called, command)
            continue
        yield ""
        yield f"## {called}"
        yield ""
        yield " ".join((command.help or "").split())
        options = [p for p in command.params if isinstance(p, click.Option)]
        if options:
            yield ""
        for option in options:
            yield f"- `{', '.join(option.opts)}` {option.help or ''}".rstrip()


def options() -> Lines:
    """Every option of the configuration."""
    declared = yaml.safe_load((SOURCE / "config_declaration.yaml").read_text(encoding="utf-8"))
    yield "# Options"
    for group in declared["groups"]:
        for option in group["options"]:
            yield ""
            yield f"## {option['key']}"
            yield ""
            yield f"{option['description']} Default: `{option['default']}`."


def states() -> Lines:
    """The states of a review, the steps of the shipped SOPs, and what each post may do where."""
    sys.path.insert(0, str(ROOT / "tests"))
    from ckanext.satudata.domain.review.model import REASONS, Status
    from ckanext.satudata.domain.review.policy import offers
    from support.reviews import PEOPLE, WALK, shipped_sop, walked

    sop = shipped_sop()
    yield "# States of a review"
    yield ""
    yield "A review has a status and, while it runs, the id of the SOP's step it is at. The tables are printed from the rules."
    for status in Status:
        yield ""
        yield f"## {status}"
        yield ""
        yield STATUS_WORDS[status]
    yield from sop_pages.sops()
    yield ""
    yield f"## Who may do what in `{sop.id}`"
    yield ""
    yield "| state | " + " | ".join(PEOPLE) + " |"
    yield "|---|" + "---|" * len(PEOPLE)
    for state in WALK:
        cells = [
            ", ".join(o.act for o in offers(walked(state), sop, who) if o.allowed) or "–"
            for who in PEOPLE.values()
        ]
        yield f"| {state} | " + " | ".join(cells) + " |"
    yield ""
    yield "## Reasons of a return or rejection"
    yield ""
    yield ", ".join(f"`{reason}`" for reason in REASONS) + ". `LAINNYA` needs a text."


STATUS_WORDS = {
    "draft": "Not submitted yet; the producer edits.",
    "in_review": "Under review at a step; content is frozen.",
    "returned": "Sent back with reasons; the producer edits and resubmits, which opens the next round.",
    "rejected": "Final; read-only.",
    "withdrawn": "Taken back by the author; the draft can be edited and submitted anew.",
    "published": "The content is an edition; the draft is closed.",
}


def notices() -> Lines:
    """Who hears of what."""
    from ckanext.satudata.domain.notices import RECIPIENTS, REMINDERS, Place

    yield "# Notices"
    yield ""
    yield "Each is shown in the portal and sent by mail, once per event, person and kind. Nobody is told of a deed of their"
    yield "own, nobody is called to a decision that the rules would refuse them, and who left a post, an office or the"
    yield "portal is told nothing, not even what was written before they left and waits for the mail server. A membership"
    yield "of an office or of the portal alone is no reason to be told."
    yield ""
    yield "| event | notice | to |"
    yield "|---|---|---|"
    only = {
        Place.ANY: "",
        Place.HOME: ", when it goes back to the preparers",
        Place.GATE: ", when it goes to a gate",
    }
    for event, lines in RECIPIENTS.items():
        for told in lines:
            yield f"| `{event}` | `{told.kind}` | {AUDIENCES[told.audience]}{only[told.place]} |"
        if not lines:
            yield f"| `{event}` | | nobody |"
    yield ""
    yield "## What the passing of time tells"
    yield ""
    yield "Once each for the event that opened the turn: the next turn is spoken of anew. Times are the offices' own; see"
    yield "[the calendar](../how-to/mengatur-kalender.md)."
    yield ""
    yield "| notice | when | to |"
    yield "|---|---|---|"
    for kind, audience in REMINDERS.items():
        yield f"| `{kind}` | {MOMENTS[kind]} | {AUDIENCES[audience]} |"
    yield from MAILS.splitlines()


AUDIENCES = {
    "turn": "whose turn it is",
    "preparers": "preparers",
    "assignee": "assignee",
    "next_post": "next post",
    "administrators": "administrators",
    "bps": "BPS, where it got a bundle of the dataset",
}

MOMENTS = {
    "due_soon": "07.00 on the working day before the deadline (`ckanext.satudata.reminders.before_days`)",
    "overdue": "the deadline has passed",
    "escalated": "07.00 after two whole working days past the deadline (`ckanext.satudata.reminders.escalate_days`)",
    "vacant": "somebody is awaited, and nobody holds the post or may decide; told of the oldest submission of a post",
}

MAILS = """
## Who that is

- *Whose turn it is*: the holders of the post, in any standing, whom the rules would let decide at this moment; when one of
  them took the task, that one alone. Of a returned draft: its preparers.
- *Preparers*: those who prepared or submitted the draft and are still editors of its office; when all of them left, the
  office's editors of now.
- *Assignee*: the person to whom the task was given by name.
- *Next post*: the holders of the next gate's post; after the last gate, or where nobody holds it, the administrators.
- *Administrators*: the holders of the post `admin_walidata`.

## The morning digest

From 07.00 of each working day on, one mail to each person who has something waiting: the oldest first, however old; for
Kabid, Kadis and the head of an office also what is late in their area. It says how things stand when it is sent. Each
person may switch it off at `/akun`; notices stay. The language of a person's mails is set there too.

## What is promised of mails

A notice and its mail are rows, written in one transaction; a mail server that is away loses neither a decision nor a
notice. A mail is tried until the server takes it, and is sent once. One case sends it twice: the worker dies after the
server took it and before the row says so; then the next worker sends it once more, with the same `Message-ID`, by which
mail programs know that it is the same mail. A mail that says that somebody is awaited is dropped when that is no longer
so; its notice stays in the portal, marked as past. Of digests that could not be sent, only the newest is sent.
"""


GENERATED = {
    "actions.md": actions,
    "commands.md": commands,
    "options.md": options,
    "states.md": states,
    "sop-lint.md": sop_pages.lint,
    "notices.md": notices,
    "fields.md": field_pages.fields,
    "code-lists.md": code_list_pages.code_lists,
}


def page(name: str) -> str:
    """The text of one page as the code has it now."""
    return "\n".join(GENERATED[name]()) + "\n"


if __name__ == "__main__":
    for wanted in GENERATED:
        (PAGES / wanted).write_text(page(wanted), encoding="utf-8")
