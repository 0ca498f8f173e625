"""The tests' own CKAN on a port of this machine, for clients that only know addresses."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator

import pytest
from ckan.tests.helpers import CKANTestApp
from werkzeug.serving import WSGIRequestHandler, make_server

from devkit.processes import free_port

PORT = free_port()
URL = f"http://127.0.0.1:{PORT}"
at_its_address = pytest.mark.ckan_config("ckan.site_url", URL)
"""Tests that meet this CKAN by its address, or read addresses in what it tells."""


class Silent(WSGIRequestHandler):
    """Answers without a word to the terminal."""

    def log(self, type: str, message: str, *args: object) -> None:
        pass


@contextlib.contextmanager
def served(app: CKANTestApp) -> Iterator[str]:
    """Answer at ``URL`` until the block ends."""
    server = make_server("127.0.0.1", PORT, app.app, threaded=True, request_handler=Silent)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield URL
    finally:
        server.shutdown()
        thread.join(10)
        server.server_close()
