"""The walk of a dataset by HTTP alone, against a real portal with workers of its own: what an API user's script does."""

from __future__ import annotations

import http.client
import json
import subprocess
import sys
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from support.portal import Site
from support.story_fields import METADATA

PATIENCE = 400.0
BOUNDARY = "satudata-boundary"
CAST = {
    "producer": "demo-produsen-dukcapil",
    "verifikator": "demo-verifikator",
    "kabid": "demo-kabid",
    "plt_kabid": "demo-plt-kabid",
    "kadis": "demo-kadis",
    "bps": "demo-bps",
}


class Refused(Exception):
    """The portal said no: HTTP status and what it told."""

    def __init__(self, status: int, error: dict[str, Any]) -> None:
        self.status, self.error = status, error
        super().__init__(f"{status}: {error}")

    @property
    def sentence(self) -> str:
        """The first sentence of the answer."""
        told = self.error.get("message") or next(v for k, v in self.error.items() if not k.startswith("__"))
        return str(told[0] if isinstance(told, list) else told)


class Away(Exception):
    """Nobody answered, or with a fault: the same may be asked again."""


@dataclass
class Api:
    """The action API as one user."""

    url: str
    token: str = ""

    def call(self, action: str, **data: Any) -> Any:
        """Call an action. Raises Refused, or Away when the portal did not answer as it should."""
        return self._send(action, json.dumps(data).encode(), "application/json")

    def upload(self, draft_id: str, content: bytes, name: str) -> Any:
        """Send a file."""
        head = (
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="id"\r\n\r\n{draft_id}\r\n--{BOUNDARY}\r\n'
        )
        head += f'Content-Disposition: form-data; name="upload"; filename="{name}"\r\n\r\n'
        body = head.encode() + content + f"\r\n--{BOUNDARY}--\r\n".encode()
        return self._send("satudata_intake_upload", body, f"multipart/form-data; boundary={BOUNDARY}")

    def _send(self, action: str, body: bytes, kind: str) -> Any:
        address = urlsplit(self.url)
        connection = http.client.HTTPConnection(address.hostname or "", address.port or 80, timeout=30)
        headers = {"Content-Type": kind, **({"Authorization": self.token} if self.token else {})}
        try:
            connection.request("POST", f"/api/3/action/{action}", body, headers)
            answer = connection.getresponse()
            told = json.loads(answer.read())
        except (OSError, http.client.HTTPException, ValueError) as away:
            raise Away(f"{action}: {away}") from away
        finally:
            connection.close()
        if answer.status >= 500:
            raise Away(f"{action}: {answer.status}")
        if not told.get("success"):
            raise Refused(answer.status, told["error"])
        return told["result"]

    def insist(self, action: str, **data: Any) -> Any:
        """The same, asked again while nobody answers."""
        return insist(lambda: self.call(action, **data))


def insist(ask: Callable[[], Any], seconds: float = PATIENCE) -> Any:
    """Ask until somebody answers."""
    end = time.monotonic() + seconds
    while True:
        try:
            return ask()
        except Away:
            if time.monotonic() > end:
                raise
            time.sleep(0.3)


def until(reached: Callable[[], Any], what: str, seconds: float = PATIENCE) -> Any:
    """Wait for something to be true; give what it gave."""
    end = time.monotonic() + seconds
    while True:
        if found := insist(reached):
            return found
        assert time.monotonic() < end, f"not within {seconds:.0f} s: {what}"
        time.sleep(0.2)


SET_UP = """
import json, sys
from ckan.cli import CKANConfigLoader
from ckan.config.middleware import make_app
app = make_app(CKANConfigLoader(sys.argv[1]).get_config())
with app._wsgi_app.test_request_context():
    import ckan.plugins.toolkit as tk
    from ckanext.satudata.demo import people
    people.prepare()
    make = tk.get_action("api_token_create")
    tokens = {n: make({"ignore_auth": True, "user": n}, {"user": n, "name": "test"})["token"] for n in sys.argv[2:]}
    print("TOKENS " + json.dumps(tokens))
"""


@dataclass
class Troupe:
    """The demo's people on a portal, with a token each. ``apis``: by the keys of CAST."""

    site: Site
    office: str
    apis: dict[str, Api] = field(default_factory=dict)

    @classmethod
    def on(cls, site: Site, office: str = "disdukcapil") -> Troupe:
        """Make the demo's people and offices on a portal, and a token for each of the cast."""
        words = [sys.executable, "-c", SET_UP, str(site.ini), *CAST.values()]
        done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=300)
        line = next((row for row in done.stdout.splitlines() if row.startswith("TOKENS ")), "")
        assert line, done.stderr[-3000:]
        tokens = json.loads(line.removeprefix("TOKENS "))
        return cls(site, office, {role: Api(site.url, tokens[name]) for role, name in CAST.items()})

    def __getitem__(self, role: str) -> Api:
        """The API as this person (a key of CAST)."""
        return self.apis[role]

    def draft(self, content: bytes, name: str = "penduduk.xlsx") -> str:
        """A draft that lacks nothing."""
        begun = self["producer"].insist(
            "satudata_draft_create", owner_org=self.office, title=METADATA["title"]
        )
        return self.filled(str(begun["id"]), content, name)

    def filled(self, draft_id: str, content: bytes, name: str) -> str:
        """A draft with a file that was read and checked, described."""
        producer = self["producer"]
        insist(lambda: producer.upload(draft_id, content, name))
        for _round in range(4):
            shown = self._read(draft_id)
            asked = [*shown["questions"], *((shown["report"] or {}).get("findings") or [])]
            answers = {one["confirm"]["key"]: answer(one["confirm"]) for one in asked if open_question(one)}
            producer.insist("satudata_intake_confirm", id=draft_id, recipe=shown["recipe"], answers=answers)
            report = self._read(draft_id)["report"]
            if report and not report["open_confirmations"]:
                break
        producer.insist("satudata_draft_update", id=draft_id, **METADATA)
        return draft_id

    def _read(self, draft_id: str) -> dict[str, Any]:
        """The reading of a draft's file, when the worker is done with it."""

        def done() -> dict[str, Any] | None:
            shown = self["producer"].call("satudata_draft_show", id=draft_id)["intake"]
            return None if shown["state"] in ("inspecting", "checking", "empty") else dict(shown)

        return dict(until(done, f"the file of {draft_id} is read"))

    def submitted(self, content: bytes) -> dict[str, Any]:
        """A submission at the first gate."""
        return dict(self["producer"].insist("satudata_review_submit", draft_id=self.draft(content)))

    def approve(self, role: str, review_id: str, key: str = "") -> dict[str, Any]:
        """Approve what the review shows, once, however often it has to be asked."""
        api, key = self[role], key or uuid.uuid4().hex
        shown = api.insist("satudata_review_show", id=review_id)
        return dict(api.insist("satudata_review_decide", **approval(shown, key)))

    def receive(self, review_id: str) -> dict[str, Any]:
        """BPS receives the bundle as soon as it is built."""
        bps = self["bps"]

        def built() -> dict[str, Any] | None:
            shown = bps.call("satudata_review_show", id=review_id)
            ready = shown["bundle"] and shown["bundle"]["state"] == "ready"
            return shown if ready and shown["bundle"]["round"] == shown["round"] else None

        shown = until(built, f"the bundle of {review_id}")
        data = {"bundle_id": shown["bundle"]["id"], "digest": shown["content_digest"], "answer": "received"}
        return dict(bps.insist("satudata_bps_answer", idempotency_key=uuid.uuid4().hex, **data))


def open_question(found: dict[str, Any]) -> bool:
    """Whether a finding or question waits for an answer."""
    return bool(found.get("confirm")) and found.get("confirmed") is None


def answer(confirm: dict[str, Any]) -> dict[str, str]:
    """What the portal suggests, or its first choice."""
    return {
        "value": confirm["suggested"] or confirm["choices"][0]["value"],
        "reason": "Sesuai dokumen sumber",
    }


def approval(shown: dict[str, Any], key: str) -> dict[str, Any]:
    """The approval of what a review shows, with every point of its checklist found to fit."""
    checklist = [{"code": point["code"], "answer": "SESUAI"} for point in shown.get("checklist") or []]
    return {
        "id": shown["id"],
        "decision": "approve",
        "digest": shown["content_digest"],
        "idempotency_key": key,
        "checklist": checklist,
    }
