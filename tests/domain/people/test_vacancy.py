"""Vacant posts: what the SOPs need or work waits for, and nobody holds."""

from __future__ import annotations

from ckanext.satudata.domain.people.vacancy import Vacancy, needed, vacancies
from support.reviews import shipped_sop


def test_every_post_of_an_sop_in_force_is_needed_and_the_administrator_always() -> None:
    assert needed([]) == {("admin_walidata", None)}
    assert needed([("a", shipped_sop()), ("b", shipped_sop())]) == {
        (post, None) for post in ("admin_walidata", "verifikator", "kabid", "kadis", "bps")
    }


def test_waiting_work_makes_a_post_needed_and_stands_first() -> None:
    waiting = {("kabid", "a"): 2, ("kabid", "b"): 1, ("kasubag", "b"): 4, ("portal", "a"): 9, ("bps", "a"): 1}
    found = vacancies({("kadis", None)}, {("bps", None), ("kasubag", "a")}, waiting, {})
    assert found == (Vacancy("kasubag", "b", 4), Vacancy("kabid", None, 3), Vacancy("kadis", None, 0))


def test_a_post_whose_holders_may_not_decide_is_told_too() -> None:
    held = {("admin_walidata", None), ("verifikator", None)}
    waiting = {("verifikator", "a"): 2, ("verifikator", "b"): 5}
    found = vacancies(needed([]), held, waiting, {("verifikator", "a"): 2})
    assert found == (Vacancy("verifikator", None, 2, barred=True),)
