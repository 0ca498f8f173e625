"""Digests and the hash chain."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

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
