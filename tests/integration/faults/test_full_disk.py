"""No room for an upload: its sender is told at once, and nothing of it is left."""

from __future__ import annotations

from typing import Any

import pytest
from ckan.tests.helpers import CKANTestApp

from support.faults import people, small_disk
from support.pages import TOKEN, Visitor, told
from support.story import act

pytestmark = pytest.mark.usefixtures("with_plugins")
LINE = "99.01.02;Wanasari;2025;1;7\n"


def form(token: str, content: str) -> bytes:
    """The form of the page of the file, as a browser sends it."""
    parts = [f'name="_csrf_token"\r\n\r\n{token}', f'name="upload"; filename="data.csv"\r\n\r\n{content}']
    body = "".join(f"--batas\r\nContent-Disposition: form-data; {part}\r\n" for part in parts)
    return f"{body}--batas--\r\n".encode()


@pytest.mark.parametrize(("lines", "status"), [(150_000, 507), (15_000, 200)])
def test_a_file_for_which_there_is_no_room_is_told_so(app: CKANTestApp, lines: int, status: int) -> None:
    """A large one finds no room when its form is read, a small one when it is kept."""
    who: Any = people().producer
    draft = told(app, act, who, "satudata_draft_create", owner_org=people().org, title="Tak muat")
    visitor, path = Visitor(app, who), f"/rancangan/{draft['id']}/berkas"
    token = TOKEN.search(visitor.read(path))
    assert token
    body = form(token[1], LINE * lines)
    kind = "multipart/form-data; boundary=batas"
    with small_disk(100_000):
        answer = visitor.client.post(path, data=body, content_type=kind, follow_redirects=True)
    assert answer.status_code == status
    assert "Ruang penyimpanan portal penuh" in answer.get_data(as_text=True)
    assert told(app, act, who, "satudata_intake_show", id=draft["id"])["state"] == "empty"
