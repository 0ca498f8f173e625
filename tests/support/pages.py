"""People at the pages without a browser: real forms with their tokens, sent as a browser without JavaScript sends them."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.tests.helpers import CKANTestApp

from support.offices import Person

TOKEN = re.compile(r'name="_csrf_token"[^>]*(?:value|content)="([^"]+)"')


def told(app: CKANTestApp, walk: Callable[..., Any], *given: Any, **named: Any) -> Any:
    """Let the story go on outside of the pages: actions and worker, in a request of their own."""
    with app.flask_app.test_request_context():
        return walk(*given, **named)


class Visitor:
    """One person with cookies, signed in unless None."""

    def __init__(self, app: CKANTestApp, who: Person | None) -> None:
        self.client = app.test_client()
        if who:
            with self.client.session_transaction(base_url=tk.config["ckan.site_url"]) as session:
                session["_user_id"], session["_fresh"] = who.id, True

    def read(self, path: str, status: int = 200) -> str:
        """Open a page; its words without the escapes of HTML."""
        answer = self.client.get(path, follow_redirects=True)
        assert answer.status_code == status, answer.get_data(as_text=True)[:400]
        return html.unescape(answer.get_data(as_text=True))

    def fetched(self, path: str, status: int = 200) -> bytes:
        """A file."""
        answer = self.client.get(path)
        assert answer.status_code == status, answer.get_data(as_text=True)[:400]
        return bytes(answer.data)

    def send(self, page: str, path: str, status: int = 200, **fields: Any) -> str:
        """Send a form of ``page``; the words of the page that answers."""
        token = TOKEN.search(page)
        assert token, "the page has no form"
        answer = self.client.post(path, data={"_csrf_token": token[1], **fields}, follow_redirects=True)
        assert answer.status_code == status, answer.get_data(as_text=True)[:400]
        return html.unescape(answer.get_data(as_text=True))


def main_of(page: str) -> str:
    """What a page says between header and footer."""
    return page[page.index("<main") : page.index("</main>")]


def hidden(page: str, name: str) -> str:
    """Value of a hidden field of a page that was read."""
    found = re.search(rf'name="{name}" value=(["\'])(.*?)\1\s*/?>', page)
    assert found, f"no hidden field {name}"
    return found[2]
