"""Notices and their mails by the worker."""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Iterator, Mapping
from typing import Any

import ckan.lib.mailer as mailer
import ckan.model as model
import sqlalchemy as sa

from .. import mails, preferences, wiring
from ..app.notices.digest import close_digest, digest_of, is_newest
from ..app.notices.mailing import still_to_say
from ..app.notices.tell import tell
from ..app.ports import Work
from ..model import tables as t
from .progress import Progress

PATIENCE_SECONDS = 30.0
"""A mail server that takes a connection and then says nothing is away, too."""


def notify(work: Work, progress: Progress) -> None:
    """Write the notices of one event."""
    tell(wiring.unit(), work, wiring.now())


def mail(work: Work, progress: Progress) -> None:
    """Send the mail of one notice. A mail server that is away makes the row wait; the decision stands."""
    notice = model.Session.execute(sa.select(t.notice).where(t.notice.c.id == work.subject)).mappings().one()
    user = _reachable(notice["user_id"])
    sends = notice["mailed_at"] is None and user is not None and _holds(notice)
    if sends:
        _send(user, mails.compose(notice, user))
    unit = wiring.unit()
    with unit:
        if sends:
            sent = t.notice.update().where(t.notice.c.id == work.subject)
            model.Session.execute(sent.values(mailed_at=wiring.now()))
        unit.work.finish(work)
        unit.commit()


def digest(work: Work, progress: Progress) -> None:
    """Send one person what waits this morning, as it stands now; nothing when nothing waits any more."""
    unit, digests, now = wiring.unit(), wiring.digests(), wiring.now()
    user = _reachable(work.subject)
    sends = user is not None and preferences.of(user)["digest"] and is_newest(digests, work)
    if sends:
        found = digest_of(unit, wiring.turns(), wiring.actor_of(user), now)
        sends = bool(found)
        if found:
            _send(user, mails.compose_digest(found, user, work.key))
    close_digest(unit, digests, work, sends, wiring.now())


def _holds(notice: Mapping[str, Any]) -> bool:
    told = (notice["review_id"], notice["event_id"], notice["kind"], notice["user_id"])
    return still_to_say(wiring.unit(), *told, wiring.now())


def _reachable(user_id: str) -> model.User | None:
    """The user while active and with an address; a removed person is sent nothing."""
    user = model.User.get(user_id)
    return user if user is not None and user.is_active and user.email else None


def _send(user: model.User, message: mails.Mail) -> None:
    with _impatient():
        mailer.mail_recipient(
            user.display_name, user.email, message.subject, message.text, message.html, dict(message.headers)
        )


@contextlib.contextmanager
def _impatient() -> Iterator[None]:
    """CKAN's mailer sets no time limit of its own for its connection."""
    before = socket.getdefaulttimeout()
    socket.setdefaulttimeout(PATIENCE_SECONDS)
    try:
        yield
    finally:
        socket.setdefaulttimeout(before)
