"""A mail server for tests: keeps what it is given, or dies, or kills who speaks to it."""

from __future__ import annotations

import contextlib
import email
import email.policy
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from ckan import model

from devkit.processes import free_port
from support.offices import Person


@dataclass
class Letter:
    """A mail that arrived."""

    to: list[str]
    message: EmailMessage

    @property
    def subject(self) -> str:
        """Its subject."""
        return str(self.message["Subject"])

    def part(self, kind: str) -> str:
        """The text of its ``plain`` or ``html`` part."""
        body = self.message.get_body((kind,))
        assert body is not None, f"no {kind} part"
        return str(body.get_content())


@dataclass
class Postbox:
    """What has arrived, the oldest first. ``on_arrival`` runs after a mail was kept and before it is acknowledged."""

    port: int
    letters: list[Letter] = field(default_factory=list)
    on_arrival: Callable[[], None] = lambda: None

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Keep a mail; the method's name is the one that aiosmtpd calls."""
        message = email.message_from_bytes(
            bytes(envelope.original_content or b""), policy=email.policy.default
        )
        self.letters.append(Letter(list(envelope.rcpt_tos), message))  # type: ignore[arg-type]
        self.on_arrival()
        return "250 OK"

    def to(self, address: str) -> list[Letter]:
        """What arrived for one address."""
        return [letter for letter in self.letters if address in letter.to]

    @contextlib.contextmanager
    def up(self) -> Iterator[None]:
        """The server answers until the block ends."""
        server = Controller(self, hostname="127.0.0.1", port=self.port)
        server.start()
        try:
            yield
        finally:
            server.stop()


@pytest.fixture
def postbox(monkeypatch: pytest.MonkeyPatch) -> Postbox:
    """The portal's mail server; away until ``up``."""
    box = Postbox(free_port())
    monkeypatch.setitem(tk.config, "smtp.server", f"127.0.0.1:{box.port}")
    return box


def address(who: Person) -> str:
    """Where a person's mails go."""
    return str(model.User.get(who.id).email)


def about(box: Postbox, who: Person, review: dict[str, Any]) -> list[Letter]:
    """What arrived for a person about one submission."""
    return [letter for letter in box.to(address(who)) if review["number"] in letter.subject]
