"""Digests and the hash chain."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ckanext.satudata.domain.chain import GENESIS, first_broken, link
from ckanext.satudata.domain.digest import METADATA_FIELDS, content_digest, normalise_metadata, table_digest

TABLE = table_digest("a" * 64, {"fields": []}, {"sheet": "2026"}, "1")


def test_each_part_of_the_table_moves_its_digest() -> None:
    assert (
        len(
            {
                TABLE,
                table_digest("b" * 64, {"fields": []}, {"sheet": "2026"}, "1"),
                table_digest("a" * 64, {"fields": [1]}, {"sheet": "2026"}, "1"),
                table_digest("a" * 64, {"fields": []}, {"sheet": "2025"}, "1"),
                table_digest("a" * 64, {"fields": []}, {"sheet": "2026"}, "2"),
            }
        )
        == 5
    )


@given(st.sampled_from([name for name in METADATA_FIELDS if name != "tags"]), st.text(min_size=1))
def test_each_metadata_field_moves_the_content_digest(name: str, value: str) -> None:
    package = {name: f"x{value}"}
    assert content_digest(TABLE, package, {}) != content_digest(TABLE, {}, {})


def test_a_column_definition_moves_the_content_digest() -> None:
    assert content_digest(TABLE, {}, {"jumlah": "a"}) != content_digest(TABLE, {}, {"jumlah": "b"})


def test_ids_times_and_order_do_not() -> None:
    one = {
        "title": " Judul ",
        "tags": [{"name": "b", "id": "1"}, {"name": "a"}],
        "tingkat_penyajian": ["b", "a"],
    }
    two = {
        "title": "Judul",
        "tags": ["a", "b"],
        "tingkat_penyajian": ["a", "b"],
        "metadata_modified": "now",
        "id": "9",
    }
    assert content_digest(TABLE, one, {}) == content_digest(TABLE, two, {})
    assert normalise_metadata(one)["tags"] == ["a", "b"]


def chain(length: int) -> list[dict]:
    events, previous = [], GENESIS
    for seq in range(1, length + 1):
        event = {
            "subject": "s",
            "seq": seq,
            "at": f"2026-11-20T00:00:{seq:02d}",
            "actor_id": "u",
            "post": "kabid",
            "standing": "",
            "action": "approved",
            "data": {"n": seq},
            "prev_hash": previous,
        }
        previous = event["hash"] = link(previous, event)
        events.append(event)
    return events


def test_a_true_chain_holds() -> None:
    assert first_broken(chain(5)) is None


@given(st.integers(0, 4), st.sampled_from(["actor_id", "post", "action", "at", "standing"]))
def test_a_changed_event_is_named(place: int, field: str) -> None:
    events = chain(5)
    events[place][field] = "lain"
    broken = first_broken(events)
    assert broken is not None and broken["seq"] == place + 1


@given(st.integers(0, 3))
def test_a_missing_event_is_noticed(place: int) -> None:
    events = chain(5)
    del events[place]
    assert first_broken(events) is not None
