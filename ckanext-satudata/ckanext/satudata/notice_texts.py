"""What notices say, in the running language: on the page, in a mail's subject and sentence. No figures, remarks or names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ckan.plugins.toolkit import _

from .domain.notices import Kind


@dataclass(frozen=True)
class Text:
    """The texts of one kind. Placeholders: number, actor, step, post, due."""

    short: str
    subject: str
    sentence: str


def text(kind: str, facts: Mapping[str, str]) -> Text:
    """The texts of one kind with the facts of one notice."""
    short, subject, sentence = _texts()[Kind(kind)]
    return Text(short % facts, subject % facts, sentence % facts)


def _texts() -> Mapping[Kind, tuple[str, str, str]]:
    return {**_turns(), **_ends(), **_reminders()}


def _turns() -> Mapping[Kind, tuple[str, str, str]]:
    return {
        Kind.YOUR_TURN: (
            _("%(number)s waits for you"),
            _("Your turn: check %(number)s (by %(due)s)"),
            _("From %(actor)s: %(number)s waits for you at the step %(step)s until %(due)s."),
        ),
        Kind.ASSIGNED: (
            _("%(number)s was given to you"),
            _("Task for you: %(number)s (by %(due)s)"),
            _("%(actor)s gave %(number)s to you: step %(step)s, until %(due)s."),
        ),
        Kind.MOVED_ON: (
            _("%(number)s moved on"),
            _("%(number)s moved on to %(step)s"),
            _("%(actor)s passed %(number)s on. It is now at the step %(step)s."),
        ),
        Kind.SENT_BACK: (
            _("%(number)s went back to an earlier check"),
            _("%(number)s went back to %(step)s"),
            _("%(actor)s sent %(number)s back to the step %(step)s. There is nothing to do for you."),
        ),
        Kind.RETURNED: (
            _("%(number)s was returned to be mended"),
            _("%(number)s was returned: mend and resubmit by %(due)s"),
            _(
                "%(actor)s returned %(number)s to be mended until %(due)s. The remarks stand beside their fields."
            ),
        ),
    }


def _ends() -> Mapping[Kind, tuple[str, str, str]]:
    return {
        Kind.REJECTED: (
            _("%(number)s was rejected"),
            _("%(number)s was rejected"),
            _("%(actor)s rejected %(number)s for good. The reasons stand in the portal."),
        ),
        Kind.PUBLISHED: (
            _("%(number)s is published"),
            _("%(number)s is published"),
            _("%(actor)s published %(number)s: its data are public now."),
        ),
        Kind.RETRACTED: (
            _("%(number)s: the dataset was taken down"),
            _("%(number)s: the dataset was taken down"),
            _("%(actor)s took the dataset of %(number)s down. A page with the reason stands in its place."),
        ),
        Kind.TAKEN_BACK: (
            _("%(number)s: a dataset that BPS got was taken down"),
            _("%(number)s: a dataset that you got was taken down"),
            _(
                "%(actor)s took a dataset down of which you got a bundle (%(number)s). Reason and bundles stand in the register."
            ),
        ),
    }


def _reminders() -> Mapping[Kind, tuple[str, str, str]]:
    return {
        Kind.DUE_SOON: (
            _("%(number)s: the deadline is near"),
            _("Reminder: %(number)s (by %(due)s)"),
            _("Reminder from %(actor)s: %(number)s waits for you at the step %(step)s until %(due)s."),
        ),
        Kind.OVERDUE: (
            _("%(number)s: the deadline has passed"),
            _("Late: %(number)s (deadline %(due)s)"),
            _(
                "Reminder from %(actor)s: the deadline of %(number)s at the step %(step)s was %(due)s. It still waits for you."
            ),
        ),
        Kind.ESCALATED: (
            _("%(number)s is late at an earlier step"),
            _("Late since %(due)s: %(number)s at the step %(step)s"),
            _(
                "Notice from %(actor)s: %(number)s is late at the step %(step)s since %(due)s. It waits for: %(post)s."
            ),
        ),
        Kind.VACANT: (
            _("%(number)s waits for a post that nobody can fill"),
            _("Nobody can decide %(number)s: %(post)s"),
            _(
                "Notice from %(actor)s: %(number)s waits at the step %(step)s, and nobody can decide as %(post)s. Fill the post."
            ),
        ),
    }
