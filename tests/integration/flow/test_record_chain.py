"""The proof of the record: whoever edits, removes, adds or rewrites rows with the database's own rights is found out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from ckan import model
from click.testing import CliRunner, Result
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from ckanext.satudata import wiring
from ckanext.satudata.adapters.sql import record
from ckanext.satudata.cli import satudata
from ckanext.satudata.domain.chain import GENESIS, link
from ckanext.satudata.work import sweep
from support import story
from support.faults import people, rows
from support.tampering import superuser, tampered
from support.workbooks import population

pytestmark = [
    pytest.mark.usefixtures("with_plugins", "with_request_context"),
    pytest.mark.ckan_config("SECRET_KEY", "only-for-tests-only-for-tests-only-for-tests"),
]
INSERT = (
    "INSERT INTO satudata_event (id, subject, seq, review_id, at, actor_id, post, standing, action, data, prev_hash, "
    "hash) VALUES (:id, :subject, :seq, :review, :at, '', 'portal', '', 'claimed', '{}', :prev, :hash)"
)


def verify(*options: str) -> Result:
    return CliRunner().invoke(satudata, ["event", "verify", *options])


@pytest.fixture(scope="module")
def kept() -> dict[str, Any]:
    return {}


@pytest.fixture
def walked(kept: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A submission with a few events, all of them anchored in two rows."""
    if not kept:
        review = story.submitted(people(), population(2024))
        list(sweep.sweep())
        review = story.decide(people().verifikator, review, "approve")
        review = story.decide(people().kabid, review, "return", reasons=["SATUAN_KELIRU"])
        wiring.record().anchor(wiring.now())
        kept.update(review)
    assert verify().exit_code == 0, verify().output
    yield kept
    assert verify().exit_code == 0, verify().output


def events_of(review: dict[str, Any]) -> list[dict[str, Any]]:
    return rows("SELECT * FROM satudata_event WHERE subject = :id ORDER BY seq", id=review["dataset_id"])


def test_the_sweep_anchors_what_is_new_and_nothing_else(walked: dict[str, Any]) -> None:
    before = rows("SELECT count(*) AS n FROM satudata_head")[0]["n"]
    assert not [line for line in sweep.sweep() if "jangkar" in line]
    assert rows("SELECT count(*) AS n FROM satudata_head")[0]["n"] == before
    said = verify().output
    assert "utuh: " in said and "belum berjangkar" not in said


def test_both_spellings_of_the_command(walked: dict[str, Any]) -> None:
    assert CliRunner().invoke(satudata, ["events", "verify"]).exit_code == 0


@pytest.mark.parametrize("table", ["satudata_head", "satudata_refusal"])
def test_the_database_refuses_to_change_anchors_and_refusals(walked: dict[str, Any], table: str) -> None:
    for statement in (f"UPDATE {table} SET at = now()", f"DELETE FROM {table}", f"TRUNCATE {table}"):
        if table == "satudata_refusal" and "TRUNCATE" not in statement:
            continue
        with pytest.raises(DBAPIError) as refused:
            model.Session.execute(text(statement))
        model.Session.rollback()
        assert refused.value.orig.pgcode == "SD003"


def test_an_edited_row_is_named(walked: dict[str, Any]) -> None:
    victim = events_of(walked)[1]
    with tampered("UPDATE satudata_event SET post = 'kadis' WHERE id = :id", id=victim["id"]):
        said = verify()
    assert said.exit_code == 1
    assert f"peristiwa {victim['id']} (subjek {walked['dataset_id']}, urutan 2)" in said.output


def test_a_row_removed_from_the_middle_is_named(walked: dict[str, Any]) -> None:
    _first, victim, third = events_of(walked)[:3]
    with tampered("DELETE FROM satudata_event WHERE id = :id", id=victim["id"]):
        said = verify()
    assert said.exit_code == 1
    assert f"peristiwa {third['id']}" in said.output and "seharusnya urutan 2" in said.output


def test_a_cut_tail_is_known_to_the_anchor(walked: dict[str, Any]) -> None:
    last = events_of(walked)[-1]
    with tampered("DELETE FROM satudata_event WHERE id = :id", id=last["id"]):
        said = verify()
    assert said.exit_code == 1
    assert said.output.count("rusak") == 1
    assert "jangkar" in said.output and "hilang" in said.output


def test_a_row_added_at_the_end_with_a_hash_by_the_rule_is_known_to_the_anchor(
    walked: dict[str, Any],
) -> None:
    """Its number lies among those of rows that were anchored: there are gaps only where something was undone."""
    last = events_of(walked)[-1]
    first = rows("SELECT min(id) AS id FROM satudata_event")[0]["id"]
    at = last["at"]
    event = {
        "subject": walked["dataset_id"],
        "seq": last["seq"] + 1,
        "at": at.isoformat(),
        "actor_id": "",
        "post": "portal",
        "standing": "",
        "action": "claimed",
        "data": {},
    }
    hashed = {**event, "at": record.datetime.fromisoformat(event["at"]).astimezone(record.UTC)}
    hashed["at"] = hashed["at"].isoformat(timespec="microseconds")
    values = {
        "id": first - 1,
        "subject": event["subject"],
        "seq": event["seq"],
        "review": walked["id"],
        "at": at,
        "prev": last["hash"],
        "hash": link(last["hash"], hashed),
    }
    with tampered(INSERT, **values):
        said = verify()
    assert said.exit_code == 1 and said.output.count("rusak") == 1
    assert "berlebih" in said.output


def test_a_row_added_without_the_rule_is_named(walked: dict[str, Any]) -> None:
    last = events_of(walked)[-1]
    values = {
        "id": last["id"] + 1_000_000,
        "subject": walked["dataset_id"],
        "seq": last["seq"] + 1,
        "review": walked["id"],
        "at": last["at"],
        "prev": last["hash"],
        "hash": "f" * 64,
    }
    with tampered(INSERT, **values):
        said = verify()
    assert said.exit_code == 1 and f"peristiwa {values['id']}" in said.output


def test_a_chain_rewritten_by_the_rule_is_known_to_the_anchor(walked: dict[str, Any]) -> None:
    previous, changes, values = GENESIS, [], {}
    for event in events_of(walked):
        at = event["at"].astimezone(record.UTC).isoformat(timespec="microseconds")
        new = {**event, "at": at, "post": "kadis" if event["seq"] == 2 else event["post"]}
        mark, n = link(previous, new), event["id"]
        changes.append(
            f"UPDATE satudata_event SET post = :post_{n}_, prev_hash = :prev_{n}_, hash = :hash_{n}_ WHERE id = {n}"
        )
        values |= {f"post_{n}_": new["post"], f"prev_{n}_": previous, f"hash_{n}_": mark}
        previous = mark
    with tampered(*changes, **values):
        said = verify()
    assert said.exit_code == 1
    assert "bukan yang dicatat semula" in said.output and "peristiwa sesudah" in said.output
    assert "urutan" not in said.output


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE satudata_head SET events = events + 1 WHERE id = :id",
        "UPDATE satudata_head SET at = at + interval '1 day' WHERE id = :id",
        "UPDATE satudata_head SET signature = prev_hash WHERE id = :id",
        "DELETE FROM satudata_head WHERE id = :id",
    ],
)
def test_a_changed_or_missing_anchor_is_named(walked: dict[str, Any], change: str) -> None:
    first = rows("SELECT min(id) AS id FROM satudata_head")[0]["id"]
    with tampered(change, id=first):
        said = verify()
    assert said.exit_code == 1 and "jangkar" in said.output


def test_anchors_cut_off_together_with_events_are_known_by_a_hash_written_down(
    walked: dict[str, Any],
) -> None:
    """Within one database the last rows vouch for themselves; a hash kept elsewhere does not."""
    with superuser() as connection:
        newest = record.newest_anchor(connection)
        assert newest is not None
    assert verify("--anchor", newest.hash).exit_code == 0
    cut = (
        "DELETE FROM satudata_head WHERE id = :head",
        "DELETE FROM satudata_event WHERE id > (SELECT max(last_event) FROM satudata_head)",
    )
    with tampered(*cut, head=newest.id):
        assert verify().exit_code == 0
        said = verify("--anchor", newest.hash)
    assert said.exit_code == 1 and "tidak ada dalam catatan" in said.output


def test_anchors_of_another_key_are_not_believed_unless_it_is_named(
    walked: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    from ckanext.satudata.domain.anchors import signing_key

    own = wiring.record().keys[0]
    assert record.Record([own]).prove().breaks == ()
    assert record.Record([signing_key("baru")]).prove().breaks
    assert record.Record([signing_key("baru"), own]).prove().breaks == ()
