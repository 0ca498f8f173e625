"""A browser with cookies: somebody logged in by a session, not by an API token."""

from __future__ import annotations

import re
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.tests.helpers import CKANTestApp

from support.offices import Person

TOKEN = re.compile(r'name="_csrf_token"[^>]*(?:value|content)="([^"]+)"')


class Browser:
    """One visitor; ``enter`` logs in, whatever was visited before."""

    def __init__(self, app: CKANTestApp, who: Person | None = None) -> None:
        self.client = app.test_client()
        if who:
            self.enter(who)

    def enter(self, who: Person) -> None:
        """Become this person in the session at hand."""
        with self.client.session_transaction(base_url=tk.config["ckan.site_url"]) as session:
            session["_user_id"], session["_fresh"] = who.id, True

    def get(self, path: str) -> Any:
        """Open an address without following redirects."""
        return self.client.get(path)

    def send(self, method: str, path: str, **how: Any) -> Any:
        """Send an unsafe request as it stands."""
        return self.client.open(path, method=method, **how)

    def token(self, path: str = "/user/edit") -> str:
        """The token of a form on a page."""
        found = TOKEN.search(self.client.get(path, follow_redirects=True).get_data(as_text=True))
        assert found, f"no form on {path}"
        return found[1]
