"""Reminders: once for each turn, kind and person, at any time of looking; what went up, what nobody can decide."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from ckanext.satudata.app.notices.mailing import still_to_say
from ckanext.satudata.app.notices.remind import remind
from ckanext.satudata.app.notices.tell import tell
from ckanext.satudata.app.review import desk
from ckanext.satudata.domain.notices import Kind
from ckanext.satudata.domain.reminders import Clock, Rules
from ckanext.satudata.domain.review.model import Review
from support import desk_work
from support.desk_work import at_bps, decision, passed, submitted
from support.memory import World
from support.reviews import NOW, PEOPLE

CLOCK = Clock(ZoneInfo("Asia/Jakarta"), lambda day: False)
DAYS = 4
"""So many days each step gets here: from Friday to Tuesday, with a working day before the deadline."""
DUE = NOW + timedelta(days=DAYS)
LATE = DUE + timedelta(days=1)
VERY_LATE = DUE + timedelta(days=20)


@pytest.fixture
def world() -> World:
    place = desk_work.world()
    place.sop = replace(place.sop, steps=tuple(replace(step, days=DAYS) for step in place.sop.steps))
    place.holders |= {"verifikator": ["verifikator", "verifikator-2"], "admin_walidata": ["admin"]}
    return place


def look(world: World, review: Review, now: datetime) -> set[tuple[str, str]]:
    return {(person, str(kind)) for kind, person in remind(world.unit(), review.id, now, CLOCK, Rules())}


def test_each_thing_is_said_once_in_its_time(world: World) -> None:
    review = submitted(world)
    assert look(world, review, NOW) == set()
    soon = DUE - timedelta(hours=2)
    assert look(world, review, soon) == {("verifikator", "due_soon"), ("verifikator-2", "due_soon")}
    assert look(world, review, soon + timedelta(hours=1)) == set()
    assert look(world, review, LATE) == {("verifikator", "overdue"), ("verifikator-2", "overdue")}
    assert look(world, review, VERY_LATE) == {("kabid", "escalated")}
    assert look(world, review, VERY_LATE + timedelta(days=100)) == set()


def test_after_a_long_silence_each_person_hears_one_thing(world: World) -> None:
    """The sweep did not run for weeks: one reminder, not three."""
    review = submitted(world)
    assert look(world, review, VERY_LATE) == {
        ("verifikator", "overdue"),
        ("verifikator-2", "overdue"),
        ("kabid", "escalated"),
    }
    assert look(world, review, VERY_LATE) == set()


def test_who_holds_both_posts_hears_one_thing(world: World) -> None:
    world.holders |= {"verifikator": ["rangkap"], "kabid": ["rangkap"]}
    assert look(world, submitted(world), VERY_LATE) == {("rangkap", "overdue")}


def test_the_next_turn_is_spoken_of_anew(world: World) -> None:
    review = submitted(world)
    look(world, review, LATE)
    review = passed(world, review, "verifikator")
    assert look(world, review, VERY_LATE) == {("kabid", "overdue"), ("kadis", "escalated")}


def test_a_second_turn_at_the_same_gate_is_another_turn(world: World) -> None:
    review = submitted(world)
    assert look(world, review, LATE)
    review = passed(world, review, "verifikator")
    asked = decision(review, "return", reasons=("SATUAN_KELIRU",), to="verifikator")
    review = desk.decide_review(world.unit(), review.id, asked, PEOPLE["kabid"], NOW)
    assert ("verifikator", "overdue") in look(world, review, LATE)


def test_who_took_the_task_is_reminded_alone(world: World) -> None:
    review = desk.claim(world.unit(), submitted(world).id, PEOPLE["verifikator"], NOW)
    assert look(world, review, LATE) == {("verifikator", "overdue")}


def test_a_returned_draft_reminds_those_who_prepared(world: World) -> None:
    review = submitted(world)
    asked = decision(review, "return", reasons=("SATUAN_KELIRU",))
    review = desk.decide_review(world.unit(), review.id, asked, PEOPLE["verifikator"], NOW)
    assert look(world, review, NOW + timedelta(days=40)) == {
        ("produsen", "overdue"),
        ("verifikator", "escalated"),
        ("verifikator-2", "escalated"),
    }


def test_after_the_last_gate_the_administrator_is_told(world: World) -> None:
    review = passed(world, submitted(world), "verifikator", "kabid")
    assert look(world, review, VERY_LATE) == {("kadis", "overdue"), ("admin", "escalated")}


def test_where_nobody_holds_the_next_post_the_administrator_is_told(world: World) -> None:
    world.holders["kabid"] = []
    assert ("admin", "escalated") in look(world, submitted(world), VERY_LATE)


def test_a_vacant_post_is_told_to_the_administrator_at_once_and_once(world: World) -> None:
    world.holders["verifikator"] = []
    review = submitted(world)
    assert look(world, review, NOW) == {("admin", "vacant")}
    assert look(world, review, NOW) == set()


def test_a_vacant_post_is_told_of_for_one_submission(world: World) -> None:
    world.holders["verifikator"] = []
    review = submitted(world)
    assert remind(world.unit(), review.id, LATE, CLOCK, Rules(), for_post=False) == []
    world.holders["verifikator"] = ["produsen"]
    told_now = remind(world.unit(), review.id, LATE, CLOCK, Rules(), for_post=False)
    assert [kind for kind, _person in told_now] == [Kind.VACANT]


def test_a_post_whose_holders_may_not_decide_is_as_good_as_vacant(world: World) -> None:
    world.holders["verifikator"] = ["produsen"]
    assert look(world, submitted(world), NOW) == {("admin", "vacant")}


def test_bps_is_not_reminded_before_it_can_read(world: World) -> None:
    review = passed(world, submitted(world), "verifikator", "kabid", "kadis")
    assert look(world, review, VERY_LATE) == set()


def test_bps_is_reminded_of_a_bundle_that_lies_there(world: World) -> None:
    review, _bundle = at_bps(world)
    assert look(world, review, VERY_LATE) == {("bps", "overdue"), ("admin", "escalated")}


def test_what_is_final_is_not_spoken_of(world: World) -> None:
    review = submitted(world)
    asked = decision(review, "reject", reasons=("GANDA",))
    review = desk.decide_review(world.unit(), review.id, asked, PEOPLE["verifikator"], NOW)
    assert look(world, review, VERY_LATE) == set()


def holds(world: World, review: Review, kind: str, person: str, now: datetime = NOW) -> bool:
    event = next(event for event, user, told in world.kept.notices if (user, told) == (person, kind))
    return still_to_say(world.unit(), review.id, event, kind, person, now)


def told(world: World) -> None:
    while work := world.take("notify"):
        tell(world.unit(), work, NOW)


def test_a_mail_that_waited_is_sent_only_while_it_still_holds(world: World) -> None:
    review = submitted(world)
    told(world)
    look(world, review, DUE - timedelta(hours=2))
    assert holds(world, review, "your_turn", "verifikator")
    assert holds(world, review, "due_soon", "verifikator")
    assert not holds(world, review, "due_soon", "verifikator", LATE)
    desk.claim(world.unit(), review.id, PEOPLE["verifikator"], NOW)
    assert not holds(world, review, "your_turn", "verifikator-2"), "a colleague took it"
    review = passed(world, review, "verifikator")
    told(world)
    assert not holds(world, review, "your_turn", "verifikator")
    assert holds(world, review, "moved_on", "produsen")
    world.holders["produsen"] = ["penerus"]
    assert not holds(world, review, "moved_on", "produsen"), "left the office before the mail was sent"


def test_the_mail_of_a_vacancy_is_dropped_when_somebody_came(world: World) -> None:
    world.holders["verifikator"] = []
    review = submitted(world)
    look(world, review, NOW)
    assert holds(world, review, str(Kind.VACANT), "admin")
    world.holders["verifikator"] = ["verifikator-baru"]
    assert not holds(world, review, str(Kind.VACANT), "admin")
