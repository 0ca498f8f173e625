"""``ckan satudata review``: every transition for operators, as a named user and with that user's rights and no others.

Exit codes: 0 done, 1 bad input, 3 not allowed, 4 not there, 5 the world moved on (conflict).
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

import click

BAD_INPUT, NOT_ALLOWED, NOT_THERE, CONFLICT = 1, 3, 4, 5
Command = Callable[..., None]


class Refusal(click.ClickException):
    """A refusal, in the same words as page and API give it."""

    def __init__(self, message: str, exit_code: int) -> None:
        super().__init__(message)
        self.exit_code = exit_code


@click.group()
def review() -> None:
    """Reviews: list, show, submit, decide, claim, release, assign, withdraw, as a named user."""


def as_user(command: Command) -> Command:
    """Give a command its user, a request's surroundings (language, addresses) and JSON or lines as output."""

    @click.option(
        "--user", "user_name", required=True, help="Who acts: a CKAN user, with that user's rights."
    )
    @click.option("--json", "as_json", is_flag=True, help="Print the API's answer.")
    @click.pass_context
    @wraps(command)
    def run(ctx: click.Context, user_name: str, as_json: bool, **given: Any) -> None:
        with ctx.meta["flask_app"].test_request_context():
            command(Acting(user_name, as_json), **given)

    return run


class Acting:
    """Calls actions as one user; prints what they answer."""

    def __init__(self, user_name: str, as_json: bool) -> None:
        import ckan.model as model

        self.user = model.User.get(user_name)
        self.as_json = as_json
        if self.user is None or self.user.state != "active":
            raise Refusal(f"pengguna '{user_name}' tidak ada", NOT_THERE)

    def call(self, action: str, **data: Any) -> Any:
        """Call an action; a refusal ends the command with its sentence."""
        import ckan.plugins.toolkit as tk

        from .logic.errors import ConflictError

        try:
            return tk.get_action(action)({"user": self.user.name, "auth_user_obj": self.user}, data)
        except tk.NotAuthorized as refused:
            raise Refusal(str(refused.message), NOT_ALLOWED) from refused
        except tk.ObjectNotFound as missing:
            raise Refusal(str(missing.message), NOT_THERE) from missing
        except tk.ValidationError as wrong:
            code = CONFLICT if isinstance(wrong, ConflictError) else BAD_INPUT
            raise Refusal("\n".join(_messages(wrong.error_dict)), code) from wrong

    def tell(self, answer: Any, lines: Callable[[Any], list[str]]) -> None:
        """Print an answer as JSON or as lines."""
        if self.as_json:
            click.echo(json.dumps(answer, ensure_ascii=False, indent=2, default=str))
        else:
            click.echo("\n".join(lines(answer)))


def _messages(errors: dict[str, Any]) -> list[str]:
    told = []
    for field, messages in errors.items():
        for message in messages if isinstance(messages, list) else [messages]:
            told.append(str(message) if field in ("conflict", "message") else f"{field}: {message}")
    return told


def _lines(shown: dict[str, Any]) -> list[str]:
    """A review in a few lines."""
    turn = shown.get("whose_turn") or {}
    lines = [
        f"{shown['number']}\t{shown['title']}\t{shown['organization']['title']}",
        f"{shown['status_label']}\t{shown['step_label']}\tputaran {shown['round']}",
        f"sidik isi {shown['content_digest']}",
    ]
    if turn:
        lines.append(f"giliran {turn['post']} {', '.join(turn.get('holders') or [])}".rstrip())
    lines += [f"butir\t{point['code']}\t{point['text']}" for point in shown.get("checklist") or []]
    for offer in shown["offers"]:
        lines.append(
            f"{'boleh' if offer['allowed'] else 'tidak'}\t{offer['action']}\t{offer['reason'] or ''}".rstrip()
        )
    return lines


@review.command("list")
@click.option("--status", default="", help="Only reviews with this status.")
@click.option("--limit", default=50, show_default=True, help="At most so many.")
@as_user
def review_list(acting: Acting, status: str, limit: int) -> None:
    """Reviews that the user may read, the newest first."""
    found = acting.call("satudata_review_list", status=status, limit=limit)
    acting.tell(
        found,
        lambda answer: [
            f"{row['number']}\t{row['status_label']}\t{row['step_label']}\t{row['title']}"
            for row in answer["rows"]
        ],
    )


@review.command("show")
@click.argument("number")
@as_user
def review_show(acting: Acting, number: str) -> None:
    """One review (id or P-0001): where it stands, its digest, and what the user may do, with the reasons why not."""
    acting.tell(acting.call("satudata_review_show", id=number), _lines)


@review.command("submit")
@click.argument("draft_id")
@as_user
def review_submit(acting: Acting, draft_id: str) -> None:
    """Submit a draft (id or name), or say what is missing."""
    acting.tell(acting.call("satudata_review_submit", draft_id=draft_id), _lines)


@review.command("decide")
@click.argument("number")
@click.argument("decision", metavar="approve|return|reject")
@click.option(
    "--digest", required=True, help="Digest of the content that was looked at, as 'review show' prints it."
)
@click.option(
    "--reason", "reasons", multiple=True, help="Coded reason of a return or rejection; may be repeated."
)
@click.option("--text", default="", help="What is to be mended.")
@click.option("--note", default="", help="Note of an approval.")
@click.option("--to", default="", help="Step to which the work is returned.")
@click.option(
    "--check",
    "checks",
    multiple=True,
    metavar="CODE=ANSWER",
    help="Answer to a point of the step's checklist.",
)
@click.option("--release-on", default="", help="Date of publication, at the last gate.")
@click.option(
    "--key", default="", help="Idempotency key; a repetition with the same key is no second decision."
)
@as_user
def review_decide(
    acting: Acting, number: str, reasons: tuple[str, ...], key: str, checks: tuple[str, ...], **given: str
) -> None:
    """Approve, return or reject as the holder of the post whose turn it is."""
    data: dict[str, Any] = {name: value for name, value in given.items() if value}
    if checks:
        answers = (check.partition("=") for check in checks)
        data["checklist"] = [{"code": code, "answer": answer} for code, _equals, answer in answers]
    data |= {"reasons": list(reasons), "idempotency_key": key or str(uuid.uuid4())}
    acting.tell(acting.call("satudata_review_decide", id=number, **data), _lines)


@review.command("assign")
@click.argument("number")
@click.argument("to_user")
@as_user
def review_assign(acting: Acting, number: str, to_user: str) -> None:
    """Give the task to a named holder of its post."""
    acting.tell(acting.call("satudata_review_assign", id=number, user=to_user), _lines)


def _simple(name: str, what: str) -> click.Command:
    @as_user
    def command(acting: Acting, number: str) -> None:
        acting.tell(acting.call(f"satudata_review_{name}", id=number), _lines)

    return click.command(name, help=what)(click.argument("number")(command))


for _name, _what in (
    ("claim", "Take a pooled task."),
    ("release", "Give a task back to the pool."),
    ("withdraw", "Take a submission back, as its author."),
):
    review.add_command(_simple(_name, _what))
