"""The mails: one sentence, one link, no figures, no remarks, no names; text and HTML, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import ckan.model as model
import ckan.plugins.toolkit as tk
from babel.dates import format_date
from ckan.plugins.toolkit import _, ungettext
from flask_babel import force_locale

from . import preferences, wiring, words
from .app.notices.digest import Digest
from .app.ports import Event
from .dates import local
from .domain.notices import REMINDERS, Kind
from .domain.review.model import Review, Status
from .domain.sop import Sop
from .notice_texts import text as notice_text
from .words import post_label, step_label

LISTED = 20
"""So many submissions a digest lists of each part; the rest is behind the link."""


@dataclass(frozen=True)
class Mail:
    """A mail ready to send."""

    subject: str
    text: str
    html: str
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Reader:
    """Whom a mail is for, and the language it is written in."""

    user: model.User
    language: str

    def link(self, endpoint: str, **values: Any) -> str:
        """The whole address of a page in the reader's language."""
        locale = "default" if self.language == tk.config["ckan.locale_default"] else self.language
        return str(tk.url_for(endpoint, qualified=True, locale=locale, **values))


@contextmanager
def _reader(user: model.User) -> Iterator[Reader]:
    language = preferences.of(user)["language"]
    with force_locale(language):
        yield Reader(user, language)


def compose(notice: Mapping[str, Any], user: model.User) -> Mail:
    """The mail of one notice (a row of ``satudata_notice``) for its reader. Needs a request context for links."""
    with _reader(user) as reader:
        unit = wiring.unit()
        review = unit.reviews.get(notice["review_id"])
        event = next(e for e in unit.events.of_review(review.id) if e.id == notice["event_id"])
        told = notice_text(notice["kind"], _facts(review, event, Kind(notice["kind"])))
        link = _link(review, notice["kind"], reader)
        parts = {"sentence": told.sentence, "link": link}
        return _mail(reader, told.subject, f"{told.sentence}\n\n{link}\n", "notice", parts, str(notice["id"]))


def _facts(review: Review, event: Event, kind: Kind) -> dict[str, str]:
    sop = wiring.sop_port().get(review.sop_ids)
    step = sop.step(str(event.data.get("to") or event.data.get("step") or review.step))
    by_time = kind in REMINDERS
    return {
        "number": _number(review),
        "due": _due(review, sop),
        "step": step_label(step),
        "post": post_label(step.post.slot),
        "actor": post_label("portal") if by_time else post_label(event.post, event.standing),
    }


def _number(review: Review) -> str:
    return f"P-{review.number:04d}"


def _due(review: Review, sop: Sop) -> str:
    """``24 Nov 2026``: the deadline of the step where the review stands; empty when nobody is awaited."""
    if review.entered_at is None or review.status not in (Status.IN_REVIEW, Status.RETURNED):
        return ""
    due = wiring.calendar().due_at(review.entered_at, sop.step(review.step).days)
    return str(format_date(local(due).date(), "d MMM y", locale=words.language()))


def _link(review: Review, kind: str, reader: Reader) -> str:
    if kind == Kind.RETURNED:
        return reader.link("satudata_rancangan.read", id=review.draft_id)
    if kind == Kind.TAKEN_BACK:
        return reader.link("satudata_bps.read", id=review.id)
    if kind == Kind.VACANT or not _may_read(review, reader.user):
        return reader.link("satudata_penugasan.index")
    return reader.link("satudata_pengajuan.read", number=_number(review))


def _may_read(review: Review, user: model.User) -> bool:
    try:
        tk.check_access("satudata_review_show", {"user": user.name, "auth_user_obj": user}, {"id": review.id})
    except (tk.NotAuthorized, tk.ObjectNotFound):
        return False
    return True


def compose_digest(digest: Digest, user: model.User, day: str) -> Mail:
    """The morning mail of one person. Needs a request context for links."""
    with _reader(user) as reader:
        count = len(digest.waiting)
        waits = ungettext("%(num)d submission waits for you", "%(num)d submissions wait for you", count)
        late = ungettext("%(num)d is late in your area", "%(num)d are late in your area", len(digest.late))
        subject = waits if count else late
        parts = [
            _part(_("Waiting for you, the oldest first"), digest.waiting, reader),
            _part(_("Late in your area, the oldest first"), digest.late, reader),
        ]
        sentence = _("From %(actor)s: this is how things stand this morning.") % {
            "actor": post_label("portal")
        }
        link = reader.link("satudata_kerja.index")
        shown = {"sentence": sentence, "link": link, "parts": parts}
        return _mail(
            reader, subject, _digest_text(sentence, parts, link), "digest", shown, f"{user.id}.{day}"
        )


def _part(heading: str, reviews: Sequence[Review], reader: Reader) -> dict[str, Any]:
    rest = len(reviews) - LISTED
    more = ungettext("… and %(num)d more.", "… and %(num)d more.", rest) if rest > 0 else ""
    lines = [_line(review, reader) for review in reviews[:LISTED]]
    return {"heading": heading, "lines": lines, "more": more}


def _line(review: Review, reader: Reader) -> dict[str, str]:
    sop = wiring.sop_port().get(review.sop_ids)
    facts = {"step": step_label(sop.step(review.step)), "due": _due(review, sop)}
    return {
        "number": _number(review),
        "words": _("%(step)s, until %(due)s") % facts,
        "link": reader.link("satudata_pengajuan.read", number=_number(review)),
    }


def _digest_text(sentence: str, parts: Sequence[Mapping[str, Any]], link: str) -> str:
    lines = [sentence]
    for part in parts:
        if part["lines"]:
            lines += ["", f"{part['heading']}:"]
            lines += [f"- {line['number']}: {line['words']}\n  {line['link']}" for line in part["lines"]]
            lines += [part["more"]] if part["more"] else []
    return "\n".join([*lines, "", link, ""])


def _mail(
    reader: Reader, subject: str, plain: str, template: str, values: Mapping[str, Any], key: str
) -> Mail:
    """Both parts of a mail. ``key`` makes its Message-ID, so that the same mail sent twice is known as one."""
    shown = {
        **values,
        "subject": subject,
        "language": reader.language,
        "site_title": tk.config["ckan.site_title"],
        "account_url": reader.link("satudata_akun.index"),
    }
    host = urlsplit(tk.config["ckan.site_url"]).hostname or "localhost"
    headers = {"Auto-Submitted": "auto-generated", "Message-ID": f"<{key}@{host}>"}
    html = str(tk.render(f"satudata/mail/{template}.html", shown))
    return Mail(f"[Satu Data] {subject}", plain, html, headers)
