"""The queue searched by words, and lists that are so short that they are known before they are read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from ckanext.satudata.logic.shapes import queue_facets, queue_found
from ckanext.satudata.logic.shapes.queue_asked import FACETS
from support import queue_scene
from support.offices import appoint, execute
from support.queue_scene import Full, colleague
from support.story import act

from .test_queue import numbers, pin, statements, walked_through

pytestmark = pytest.mark.usefixtures("with_plugins", "with_request_context")


@pytest.fixture
def full() -> Iterator[Full]:
    """300 open submissions and no other; every tenth has a title of its own."""
    yield (filled := queue_scene.fill(300))
    queue_scene.empty()
    assert filled.rows == 300


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> int:
    """As if 20 were already many."""
    for module in (queue_found, queue_facets):
        monkeypatch.setattr(module, "FEW", 20)
    return 20


def titled(title: str, where: str) -> None:
    """Give submissions a title."""
    execute(f"UPDATE satudata_review SET title = :title WHERE {where}", title=title)


def found(who: Any, q: str, **more: Any) -> set[str]:
    """The numbers that a search finds, on every page; the count says the same."""
    answer = act(who, "satudata_queue_list", tab="all", q=q, **more)
    listed = walked_through(who, tab="all", q=q, **more)
    assert answer["count"] == len(listed) == len(set(listed))
    return set(listed)


@pytest.mark.parametrize(
    ("q", "hit"),
    [
        ("kopi", True),
        ("KOPI luas", True),
        ("luas robusta", True),
        ("luas kopi", True),
        ("kop", True),
        ("ob", False),
        ("ha", True),
        ("di", True),
        ("lu", True),
        ("100%", True),
        ("luas kakao", False),
        ("%", True),
        ("_", False),
        ("P-0007", True),
        ("7 luas", True),
    ],
)
def test_every_word_is_sought(full: Full, q: str, hit: bool) -> None:
    who = colleague("kadis")
    titled("Luas Lahan Kopi Robusta (ha) di Kecamatan, 100%", "number = 7")
    assert ("P-0007" in found(who, q)) is hit


def test_words_may_stand_in_title_and_office(full: Full) -> None:
    who = colleague("kadis")
    titled("Luas Lahan Kopi", "number % 7 = 0")
    execute("UPDATE \"group\" SET title = 'Dinas Perkebunan' WHERE id = :id", id=full.offices[1])
    here = execute(
        "SELECT number FROM satudata_review WHERE number % 7 = 0 AND owner_org = :id", id=full.offices[1]
    )
    expected = {f"P-{row.number:04d}" for row in here}
    assert found(who, "kopi perkebunan") == expected != set()
    assert len(found(who, "perkebunan")) == 100


def test_counts_of_a_search_are_those_of_its_lists(full: Full) -> None:
    """Also of who had a hand in some of them: those are taken off where they were found, not elsewhere."""
    several = full.people.verifikator
    appoint(several, "kabid")
    titled("Luas Lahan Kopi", "number % 3 = 0")
    execute("UPDATE satudata_review SET returns = 1 WHERE number % 7 = 0")
    for tab in ("mine", "all"):
        for asked in ({}, {"returned": "1"}, {"cycle": "2026", "overdue": "1"}):
            whole = act(several, "satudata_queue_list", tab=tab, q="kopi", **asked)
            assert whole["count"] == len(walked_through(several, tab=tab, q="kopi", facets=False, **asked))
            for name in FACETS:
                for value in whole["facets"][name]:
                    chosen = {**asked, name: value["value"], "q": "kopi"}
                    listed = walked_through(several, tab=tab, facets=False, **chosen)
                    assert (name, value["value"], value["count"]) == (name, value["value"], len(listed)) != 0


def test_a_search_that_finds_many_says_so_and_lists_all(full: Full, few: int) -> None:
    who = colleague("kabid")
    answer = act(who, "satudata_queue_list", tab="all", q="tabel")
    assert (answer["count"], answer["more_than"]) == (None, few)
    assert {value["count"] for values in answer["facets"].values() for value in values} == {None}
    assert len(walked_through(who, tab="all", q="tabel")) == full.rows
    narrowed = act(who, "satudata_queue_list", tab="all", q="tabel", step="kabid")
    assert (narrowed["count"], narrowed["more_than"]) == (None, None)
    titled("Luas Lahan Kopi", f"number <= {few}")
    assert act(who, "satudata_queue_list", tab="all", q="kopi")["count"] == few


@pytest.mark.parametrize("sort", ["due", "title"])
def test_few_that_pass_a_filter_are_listed_alike(full: Full, few: int, sort: str) -> None:
    who = colleague("kabid")
    execute("UPDATE satudata_review SET cycle = '1999' WHERE number % 60 = 0")
    execute("UPDATE satudata_review SET due_at = NULL WHERE number = 120")
    for asked in ({"cycle": "1999"}, {"cycle": "1999", "overdue": "1"}, {"cycle": "1998"}):
        answer = act(who, "satudata_queue_list", tab="all", sort=sort, limit=3, **asked)
        plain = act(who, "satudata_queue_list", tab="all", sort=sort, facets=False, **asked)
        assert answer["count"] == len(plain["rows"])
        assert numbers(answer) == numbers(plain)[:3]


def test_a_search_takes_no_more_statements(full: Full) -> None:
    pin("lama")
    execute("UPDATE satudata_review SET sop_ids = '[[\"lama\", 1]]'")
    who = colleague("kabid", "verifikator")
    assert len(asked := statements(who, tab="all", q="tabel", cycle="2026", holders=True)) <= 5, asked
