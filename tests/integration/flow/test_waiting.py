"""The page that waits for a check: the piece that it fetches, what it does without a script, and who may look."""

from __future__ import annotations

import re
from typing import Any

import pytest
from ckan import model

from ckanext.satudata.adapters.sql import beside
from ckanext.satudata.adapters.sql import work as work_rows
from ckanext.satudata.domain.draft import Intake
from ckanext.satudata.model import tables as t
from ckanext.satudata.work import loop
from support.faults import people
from support.pages import Visitor, told
from support.story import FileStorage, act, io
from support.workbooks import population

pytestmark = pytest.mark.usefixtures("with_plugins")


def queued() -> str:
    """A draft whose file waits for the worker."""
    loop.drain()
    who = people().producer
    draft = act(who, "satudata_draft_create", owner_org=people().org, title="Penduduk yang ditunggu")
    file = FileStorage(io.BytesIO(population(2025)), filename="penduduk.xlsx")
    act(who, "satudata_intake_upload", id=draft["id"], upload=file)
    return str(draft["id"])


def at(draft_id: str, **progress: Any) -> None:
    """Let the worker hold the row and tell how far it is."""
    row = work_rows.latest(model.Session, ["inspect"], draft_id)
    assert row is not None
    held = row if row["state"] == "running" else vars(work_rows.take(model.Session, ["inspect"]) or object())
    work = work_rows.Work(**{name: held[name] for name in work_rows.Work.__dataclass_fields__})
    with beside.transaction() as connection:
        work_rows.show_progress(connection, work, progress)


def test_the_piece_tells_how_far_it_is_and_ends_empty(app: Any) -> None:
    draft_id = told(app, queued)
    visitor = Visitor(app, people().producer)
    page, piece = f"/rancangan/{draft_id}/periksa", f"/rancangan/{draft_id}/periksa/kemajuan"
    waiting = visitor.read(page)
    assert f'data-sd-poll="{piece}"' in waiting
    assert re.search(r'<noscript><meta http-equiv="refresh" content="1"></noscript>', waiting)
    assert "Membaca berkas" in visitor.read(piece) and "<main" not in visitor.read(piece)
    told(app, at, draft_id, stage="read", rows=60_000, of=0)
    assert "Membaca berkas: sudah 60.000 baris." in visitor.read(piece)
    told(app, at, draft_id, stage="convert", rows=80_000, of=0)
    assert "Memeriksa baris: sudah 80.000 baris." in visitor.read(piece)
    told(app, at, draft_id, stage="judge", rows=5, of=10)
    assert "Memeriksa 5 dari 10 baris." in visitor.read(piece)
    told(app, act, people().producer, "satudata_intake_stop", id=draft_id)
    assert visitor.fetched(piece, 204) == b""
    assert "data-sd-poll" not in visitor.read(page)


def test_others_do_not_see_the_piece(app: Any) -> None:
    draft_id = told(app, queued)
    piece = f"/rancangan/{draft_id}/periksa/kemajuan"
    outsider = Visitor(app, people().outsider).client.get(piece)
    assert outsider.status_code in (403, 404)
    nobody = Visitor(app, None).client.get(piece, follow_redirects=False)
    assert nobody.status_code == 302 and "/user/login" in nobody.headers["Location"]


@pytest.mark.parametrize("state", list(Intake))
def test_my_work_has_words_for_every_state_of_a_file(app: Any, state: Intake) -> None:
    """A draft whose check somebody stopped had none, and the whole page was lost with it."""
    draft_id = told(app, queued)
    told(app, put, draft_id, state)
    page = Visitor(app, people().producer).read("/kerja")
    assert draft_id in page
    if state is Intake.STOPPED:
        assert "pemeriksaan Anda hentikan" in page


def put(draft_id: str, state: Intake) -> None:
    """Let the draft's file be in this state."""
    model.Session.execute(t.draft.update().where(t.draft.c.package_id == draft_id).values(intake=str(state)))
    model.Session.commit()


def test_style_and_script_are_asked_for_once(app: Any) -> None:
    """Their names hold a digest of what they hold; pages themselves stay out of caches."""
    visitor = Visitor(app, people().producer)
    page = visitor.client.get("/kerja")
    assert "no-store" in page.headers["Cache-Control"]
    assets = re.findall(r'(?:href|src)="(/webassets/[^"]+)"', page.get_data(as_text=True))
    assert assets
    for asset in assets:
        told_by = visitor.client.get(asset)
        assert told_by.status_code == 200
        kept = {part.strip() for part in told_by.headers["Cache-Control"].split(",")}
        assert {"max-age=31536000", "immutable"} <= kept
        assert not {"no-cache", "must-revalidate", "no-store"} & kept
