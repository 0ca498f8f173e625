"""Starting a draft and giving it a file: late or doubled work changes nothing, a bad file leaves the draft usable."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ckanext.satudata.app.drafts import create
from ckanext.satudata.app.drafts import intake as files
from ckanext.satudata.domain.draft import Intake
from ckanext.satudata.domain.errors import Conflict, Incomplete, NotAllowed
from support import desk_work
from support.desk_work import begun, checked, published, submitted, taken, with_file
from support.memory import World
from support.reviews import NOW, OFFICE, PEOPLE, PRODUCER

PROPOSAL: dict[str, object] = {}
PRIVATE = {"code": "DATA_PRIBADI", "severity": "tolak", "message": "Kolom G berisi NIK.", "count": 8}


@pytest.fixture
def world() -> World:
    return desk_work.world()


def receive(world: World, draft_id: str, sha: str = "b" * 64) -> None:
    files.receive(world.unit(), draft_id, sha, "a.xlsx", 10, PRODUCER, NOW)


def test_only_the_offices_own_staff_begins_a_draft(world: World) -> None:
    with pytest.raises(NotAllowed):
        create.create_draft(world.unit(), OFFICE, {}, PEOPLE["kadis"], NOW, world.new_id)
    assert not world.kept.drafts and not world.kept.packages


def test_a_draft_reserves_its_public_ids(world: World) -> None:
    draft = begun(world)
    assert len({draft.id, draft.dataset_id, draft.resource_id}) == 3
    assert world.unit().drafts.contributors(draft.id) == {"produsen"}


def test_a_dataset_has_one_unclosed_draft(world: World) -> None:
    review = published(world)
    first = create.revise(world.unit(), review.dataset_id, None, PRODUCER, NOW, world.new_id)
    assert (first.base_edition, first.dataset_id) == (1, review.dataset_id)
    with pytest.raises(Conflict) as refused:
        create.revise(world.unit(), review.dataset_id, None, PRODUCER, NOW, world.new_id)
    assert refused.value.facts["draft_id"] == first.id


def test_what_is_not_published_cannot_be_revised(world: World) -> None:
    with pytest.raises(NotAllowed):
        create.revise(world.unit(), "unknown", None, PRODUCER, NOW, world.new_id)


def test_a_file_is_read_then_confirmed_then_checked(world: World) -> None:
    draft = begun(world)
    receive(world, draft.id)
    reading = {"refusal": None, "questions": [{"confirm": None}], "proposal": PROPOSAL}
    files.inspected(world.unit(), taken(world, "inspect"), reading, {}, False, NOW)
    assert world.kept.drafts[draft.id].intake is Intake.TO_CONFIRM
    with pytest.raises(Incomplete):
        files.confirm(world.unit(), draft.id, {"sheet": 1}, {}, PRODUCER, NOW)
    assert world.kept.drafts[draft.id].intake is Intake.TO_CONFIRM


def test_a_refused_file_leaves_room_for_the_next(world: World) -> None:
    draft = begun(world)
    receive(world, draft.id)
    refusal = {"code": "BERKAS_PDF", "message": "PDF"}
    files.inspected(world.unit(), taken(world, "inspect"), {"refusal": refusal}, {}, False, NOW)
    refused = world.kept.drafts[draft.id]
    assert (refused.intake, refused.intake_error["code"]) == (Intake.REFUSED, "BERKAS_PDF")
    with_file(world, draft.id)
    assert world.kept.drafts[draft.id].intake is Intake.CHECKED
    assert not world.kept.drafts[draft.id].intake_error


def test_a_file_refused_by_its_check_asks_for_another(world: World) -> None:
    draft = begun(world)
    refusal = {"code": "SKEMA_TIDAK_TERPAKAI", "message": "..."}
    with_file(world, draft.id, verdict="fail", canonical_sha="", rows=0, error=refusal)
    refused = world.kept.drafts[draft.id]
    assert (refused.intake, refused.intake_error["code"]) == (Intake.REFUSED, "SKEMA_TIDAK_TERPAKAI")


def test_late_work_on_an_earlier_file_changes_nothing(world: World) -> None:
    draft = begun(world)
    receive(world, draft.id)
    late = taken(world, "inspect")
    receive(world, draft.id, "c" * 64)
    files.inspected(world.unit(), late, {"refusal": {"code": "BERKAS_PDF"}}, {}, False, NOW)
    now = world.kept.drafts[draft.id]
    assert (now.intake, now.original_sha) == (Intake.INSPECTING, "c" * 64)
    assert world.kept.states[late.id] == "done"


def test_a_check_of_an_earlier_file_is_not_kept(world: World) -> None:
    draft = begun(world)
    receive(world, draft.id)
    reading = {"refusal": None, "questions": [], "proposal": PROPOSAL}
    files.inspected(world.unit(), taken(world, "inspect"), reading, {}, True, NOW)
    late = taken(world, "check")
    receive(world, draft.id, "c" * 64)
    files.checked(world.unit(), late, checked(), NOW, world.new_id)
    assert not world.kept.reports
    assert world.kept.drafts[draft.id].canonical_sha == ""


def test_work_whose_lease_was_lost_writes_nothing(world: World) -> None:
    draft = begun(world)
    receive(world, draft.id)
    late = replace(taken(world, "inspect"), token="another")
    with pytest.raises(Conflict):
        files.inspected(world.unit(), late, {"refusal": {"code": "BERKAS_PDF"}}, {}, False, NOW)
    assert world.kept.drafts[draft.id].intake is Intake.INSPECTING


def test_forbidden_data_go_and_their_place_stays(world: World) -> None:
    draft = begun(world)
    receive(world, draft.id)
    files.forbidden(world.unit(), taken(world, "inspect"), "b" * 64, PRIVATE, NOW)
    now = world.kept.drafts[draft.id]
    assert (now.intake, now.original_sha, now.inspection) == (Intake.REFUSED, "", {})
    assert now.intake_error["count"] == 8
    assert taken(world, "forget").payload == {"sha256": "b" * 64}
    with pytest.raises(Incomplete):
        files.inspect_again(world.unit(), draft.id, {}, PRODUCER, NOW)


def test_forbidden_data_go_although_another_file_came_meanwhile(world: World) -> None:
    draft = begun(world)
    receive(world, draft.id)
    late = taken(world, "inspect")
    receive(world, draft.id, "c" * 64)
    files.forbidden(world.unit(), late, "b" * 64, PRIVATE, NOW)
    assert world.kept.drafts[draft.id].original_sha == "c" * 64
    assert taken(world, "forget").payload == {"sha256": "b" * 64}


def test_a_replaced_upload_is_discarded_and_the_same_one_is_not(world: World) -> None:
    draft = begun(world)
    receive(world, draft.id)
    receive(world, draft.id)
    assert not [work for work in world.kept.work.values() if work.kind == "discard"]
    receive(world, draft.id, "c" * 64)
    assert taken(world, "discard").payload == {"sha256": "b" * 64}


def test_only_known_hints_reach_the_reader(world: World) -> None:
    draft = begun(world)
    receive(world, draft.id)
    taken(world, "inspect")
    with pytest.raises(Incomplete, match="hint_unknown"):
        files.inspect_again(world.unit(), draft.id, {"base_csv": "/etc/passwd"}, PRODUCER, NOW)
    files.inspect_again(world.unit(), draft.id, {"sheet": "2025", "year": 2025}, PRODUCER, NOW)
    assert taken(world, "inspect").payload["hints"] == {"sheet": "2025", "year": 2025}


def test_a_stopped_check_can_be_begun_again(world: World) -> None:
    draft = begun(world)
    receive(world, draft.id)
    late = taken(world, "inspect")
    files.stop(world.unit(), draft.id, PRODUCER, NOW)
    assert world.kept.drafts[draft.id].intake is Intake.STOPPED
    with pytest.raises(Conflict):
        files.inspected(world.unit(), late, {"proposal": {}}, {}, False, NOW)
    with pytest.raises(Conflict):
        files.stop(world.unit(), draft.id, PRODUCER, NOW)
    files.inspect_again(world.unit(), draft.id, {}, PRODUCER, NOW)
    assert world.kept.drafts[draft.id].intake is Intake.INSPECTING
    assert taken(world, "inspect").payload["sha256"] == "b" * 64


def test_a_draft_under_review_takes_no_file(world: World) -> None:
    review = submitted(world)
    with pytest.raises(NotAllowed):
        receive(world, review.draft_id)
