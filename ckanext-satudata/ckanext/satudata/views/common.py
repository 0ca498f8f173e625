"""What all pages share: calling actions, pages for signed-in people, errors as sentences, downloads."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

import ckan.lib.base as base
import ckan.plugins.toolkit as tk
from ckan.plugins.toolkit import _
from flask import Response

Errors = list[dict[str, str]]


MOST_PAGES = 10**6


def call(action: str, **data: Any) -> Any:
    """Call an action as the person who asked for the page."""
    return tk.get_action(action)({}, data)


def maybe(action: str, **data: Any) -> Any:
    """Call an action whose answer the page can do without: None when it is refused or not there."""
    try:
        return call(action, **data)
    except (tk.NotAuthorized, tk.ObjectNotFound, tk.ValidationError):
        return None


def signed_in(view: Callable[..., Any]) -> Callable[..., Any]:
    """Send people who are not signed in to the log-in page and back; turn refusals into pages."""

    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        if not tk.current_user.is_authenticated:
            return to_login()
        return answer_or_page(view, *args, **kwargs)

    return guarded


def to_login() -> Any:
    """Redirect to the log-in page, which brings people back to where they were going, or to the form they sent."""
    if tk.request.method == "GET":
        path = tk.request.full_path.rstrip("?")
    else:
        path = urlsplit(tk.request.referrer or "").path or "/kerja"
    return tk.redirect_to("user.login", came_from=path)


def answer_or_page(view: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """Run a view; what may not be seen, is not there, or was asked for wrongly becomes a page with a sentence."""
    try:
        return view(*args, **kwargs)
    except tk.ObjectNotFound as missing:
        return base.abort(404, sentence(missing) or _("This page is not there, or not for this account."))
    except tk.NotAuthorized as refusal:
        return base.abort(403, sentence(refusal) or _("This page is for other roles."))
    except tk.ValidationError as wrong:
        return base.abort(400, " ".join(one["message"] for one in errors_of(wrong)))


def sentence(error: Exception) -> str:
    """The message an error carries, or an empty text."""
    return str(getattr(error, "message", "") or "") or (str(error) if error.args and error.args[0] else "")


def errors_of(error: Exception, labels: dict[str, str] | None = None) -> Errors:
    """Turn an error of an action into a list of ``{field, label, message}`` for the summary of a page."""
    if not isinstance(error, tk.ValidationError):
        return [{"field": "", "label": "", "message": sentence(error) or _("This is not possible now.")}]
    found: Errors = []
    for field, messages in error.error_dict.items():
        for message in flat(messages):
            label = (labels or {}).get(field, "")
            shown = f"{label}: {message}" if label else message
            hidden = field in ("message", "__before", "__junk", "__extras", "")
            found.append({"field": "" if hidden else field, "label": label, "message": shown})
    return found


def flat(messages: Any) -> list[str]:
    """Every text within a nested error."""
    if isinstance(messages, str):
        return [messages]
    if isinstance(messages, dict):
        return [text for value in messages.values() for text in flat(value)]
    if isinstance(messages, Iterable):
        return [text for value in messages for text in flat(value)]
    return [str(messages)] if messages is not None else []


def typed_answer_fields() -> dict[str, str]:
    """What a form with an answer of BPS holds, without its remarks by field."""
    names = ("answer", "receipt_number", "note", "digest", "idempotency_key")
    return {name: tk.request.form.get(name, "").strip() for name in names}


def new_key() -> str:
    """A key that makes sending a form twice the same as sending it once."""
    return str(uuid.uuid4())


def page_number() -> int:
    """The page asked for, at least 1; a page far behind the last one stays far behind it."""
    text = tk.request.args.get("page", "1")
    return min(max(int(text), 1), MOST_PAGES) if text.isdecimal() and len(text) < 30 else 1


def download(chunks: Iterable[bytes], name: str, media_type: str) -> Response:
    """Stream a file as an attachment that browsers neither guess nor show inside the page."""
    response = Response(chunks, mimetype=media_type)
    response.headers.set("Content-Disposition", "attachment", filename=name)
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def offer(offers: list[dict[str, Any]] | None, action: str) -> dict[str, Any]:
    """Find what the policy says about an action; an empty dictionary when it says nothing."""
    return next((one for one in offers or [] if one["action"] == action), {})
