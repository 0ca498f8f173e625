"""Notices and their mails by the worker."""

from __future__ import annotations

import ckan.lib.mailer as mailer
import ckan.model as model
import sqlalchemy as sa

from .. import mails, wiring
from ..app.notices.tell import tell
from ..app.ports import Work
from ..model import tables as t
from .progress import Progress


def notify(work: Work, progress: Progress) -> None:
    """Write the notices of one event."""
    tell(wiring.unit(), work, wiring.now())


def mail(work: Work, progress: Progress) -> None:
    """Send the mail of one notice. A mail server that is away makes the row wait; the decision stands."""
    notice = model.Session.execute(sa.select(t.notice).where(t.notice.c.id == work.subject)).mappings().one()
    user = model.User.get(notice["user_id"])
    if notice["mailed_at"] is None and user is not None and user.is_active and user.email:
        message = mails.compose(notice, user)
        mailer.mail_recipient(
            user.display_name, user.email, message.subject, message.text, message.html, dict(message.headers)
        )
    unit = wiring.unit()
    with unit:
        sent = t.notice.update().where(t.notice.c.id == work.subject)
        model.Session.execute(sent.values(mailed_at=wiring.now()))
        unit.work.finish(work)
        unit.commit()
