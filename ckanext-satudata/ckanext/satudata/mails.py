"""The mails of notices: one sentence, one link, no figures, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Any

import ckan.model as model
import ckan.plugins.toolkit as tk
from ckan.plugins.toolkit import _
from flask_babel import force_locale

from . import wiring
from .dates import day
from .domain.review.model import Review
from .words import step_label


@dataclass(frozen=True)
class Mail:
    """A mail ready to send."""

    subject: str
    text: str
    html: str
    headers: Mapping[str, str] = field(default_factory=dict)


def compose(notice: Mapping[str, Any], user: model.User) -> Mail:
    """The mail of one notice (a row of ``satudata_notice``) for its reader. Needs a request context for links."""
    with force_locale(language(user)):
        unit = wiring.unit()
        review = unit.reviews.get(notice["review_id"])
        facts = _facts(review, _told_step(unit, review, notice["event_id"]))
        subject, sentence = _texts()[notice["kind"]]
        link = _link(review, notice["kind"])
        text = f"{sentence % facts}\n\n{link}\n"
        html = f'<p>{escape(sentence % facts)}</p><p><a href="{escape(link)}">{escape(link)}</a></p>'
        return Mail(f"[Satu Data] {subject % facts}", text, html, {"Auto-Submitted": "auto-generated"})


def language(user: model.User) -> str:
    """The reader's stored language, or the portal's."""
    stored = ((user.plugin_extras or {}).get("satudata") or {}).get("language")
    return stored or tk.config["ckan.locale_default"]


def _told_step(unit: Any, review: Review, event_id: int) -> str:
    """The step to which the event led, which may not be today's when the mail goes out late."""
    event = next(e for e in unit.events.of_review(review.id) if e.id == event_id)
    return str(event.data.get("to") or review.step)


def _facts(review: Review, told: str) -> dict[str, str]:
    sop = wiring.sop_port().get(review.sop_ids)
    due = ""
    if review.entered_at is not None:
        due = day(wiring.calendar().due_at(review.entered_at, sop.step(review.step).days))
    return {"number": f"P-{review.number:04d}", "due": due, "step": step_label(sop.step(told))}


def _texts() -> Mapping[str, tuple[str, str]]:
    return {
        "your_turn": (
            _("Your turn: check %(number)s (by %(due)s)"),
            _("Submission %(number)s waits for you at the step %(step)s until %(due)s. Log in to see it."),
        ),
        "moved_on": (
            _("%(number)s moved on to %(step)s"),
            _("Submission %(number)s moved on. It is now at the step %(step)s."),
        ),
        "returned": (
            _("%(number)s was returned: mend and resubmit by %(due)s"),
            _(
                "Submission %(number)s was returned to be mended. The remarks stand beside their fields. Log in to see them."
            ),
        ),
        "rejected": (
            _("%(number)s was rejected"),
            _("Submission %(number)s was rejected for good. Log in to see the reasons."),
        ),
        "published": (
            _("%(number)s is published"),
            _("The data of submission %(number)s are public now."),
        ),
    }


def _link(review: Review, kind: str) -> str:
    if kind == "returned":
        return tk.url_for("satudata_rancangan.read", id=review.draft_id, qualified=True)
    return tk.url_for("satudata_pengajuan.read", number=f"P-{review.number:04d}", qualified=True)
