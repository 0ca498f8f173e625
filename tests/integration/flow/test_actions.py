"""Every action of ours as everybody: who is let in, on a submission that waits for the verifikator."""

from __future__ import annotations

import io
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan import model
from werkzeug.datastructures import FileStorage

from ckanext.satudata.logic import auth
from ckanext.satudata.logic.action import actions
from support import story
from support.story import Cast, act
from support.workbooks import population

pytestmark = pytest.mark.usefixtures("with_plugins", "with_request_context")

WHO = ("anonymous", "outsider", "producer", "verifikator", "kabid", "kadis", "bps", "sysadmin")
ALL = set(WHO)
PEOPLE = ALL - {"anonymous"}
REVIEWERS = {"verifikator", "kabid", "kadis"}
READERS = REVIEWERS | {"producer", "sysadmin"}
POSTS = REVIEWERS | {"bps"}

LET_IN: dict[str, set[str]] = {
    "satudata_home_show": PEOPLE,
    "satudata_notice_list": PEOPLE,
    "satudata_notice_read": PEOPLE,
    "satudata_preference_show": PEOPLE,
    "satudata_preference_update": PEOPLE,
    "satudata_draft_create": {"producer"},
    "satudata_draft_show": READERS,
    "satudata_draft_check": READERS,
    "satudata_draft_update": {"producer"},
    "satudata_draft_delete": {"producer"},
    "satudata_intake_upload": {"producer"},
    "satudata_intake_inspect": {"producer"},
    "satudata_intake_confirm": {"producer"},
    "satudata_intake_check": {"producer"},
    "satudata_intake_stop": {"producer"},
    "satudata_intake_show": READERS,
    "satudata_intake_findings": READERS,
    "satudata_review_submit": {"producer"},
    "satudata_review_show": READERS,
    "satudata_review_list": PEOPLE,
    "satudata_queue_list": POSTS | {"sysadmin"},
    "satudata_queue_view_create": POSTS,
    "satudata_queue_view_delete": POSTS,
    "satudata_queue_view_list": POSTS | {"sysadmin"},
    "satudata_review_bulk_show": POSTS,
    "satudata_review_decide_many": POSTS,
    "satudata_review_decide": {"verifikator"},
    "satudata_review_claim": {"verifikator"},
    "satudata_review_release": set(),
    "satudata_review_assign": REVIEWERS,
    "satudata_review_data": READERS,
    "satudata_review_changes": READERS,
    "satudata_remark_create": {"verifikator"},
    "satudata_remark_resolve": set(),
    "satudata_remark_reopen": set(),
    "satudata_remark_list": READERS,
    "satudata_archive_show": READERS,
    "satudata_review_withdraw": {"producer"},
    "satudata_event_list": READERS,
    "satudata_approval_sheet_show": READERS,
    "satudata_refusal_list": {"kadis", "sysadmin"},
    "satudata_statistics_show": {"producer", "verifikator", "kabid", "kadis", "sysadmin"},
    "satudata_bundle_list": POSTS | {"sysadmin"},
    "satudata_bundle_show": {"sysadmin"},
    "satudata_bundle_register": set(),
    "satudata_bps_answer": set(),
    "satudata_bundle_build": REVIEWERS,
    "satudata_bps_compare": POSTS | {"sysadmin"},
    "satudata_bps_reply": set(),
    "satudata_ms_show": READERS,
    "satudata_ms_export": READERS,
    "satudata_ms_update": {"producer"},
    "satudata_ms_import": {"producer"},
    "satudata_codelist_list": ALL,
    "satudata_codelist_show": ALL,
    "satudata_codelist_match": ALL,
    "satudata_codelist_import": {"sysadmin"},
    "satudata_region_crosswalk": ALL,
    "satudata_structure_list": ALL,
    "satudata_structure_show": {"sysadmin"},
    "satudata_structure_diff": {"sysadmin"},
    "satudata_structure_create": REVIEWERS | {"producer"},
    "satudata_structure_update": set(),
    "satudata_structure_derive": REVIEWERS | {"producer"},
    "satudata_structure_follow": {"producer"},
    "satudata_edition_list": {"sysadmin"},
    "satudata_edition_show": {"sysadmin"},
    "satudata_edition_restore": set(),
    "satudata_quality_show": {"sysadmin"},
    "satudata_quality_list": POSTS | {"sysadmin"},
    "satudata_correction_create": set(),
    "satudata_rollback_create": set(),
    "satudata_retraction_create": set(),
    "satudata_retraction_show": ALL,
    "satudata_assignment_create": {"sysadmin"},
    "satudata_assignment_end": {"sysadmin"},
    "satudata_assignment_list": PEOPLE,
    "satudata_assignment_history": {"sysadmin"},
    "satudata_assignment_choices": {"sysadmin"},
    "satudata_assignment_import": {"sysadmin"},
    "satudata_assignment_template": {"sysadmin"},
    "satudata_vacancy_list": {"sysadmin"},
    "satudata_sop_choice_list": {"sysadmin"},
    "satudata_sop_impact": {"sysadmin"},
    "satudata_sop_choose": set(),
    "satudata_sop_activate": set(),
    "satudata_sop_list": ALL,
    "satudata_sop_show": ALL,
}
"""Nothing is published and no bundle exists yet: what asks for one is not found (CKAN asks no auth function for a sysadmin)."""


ABOUT_THE_DRAFT = (
    "satudata_draft_show",
    "satudata_draft_check",
    "satudata_draft_update",
    "satudata_draft_delete",
    "satudata_intake_inspect",
    "satudata_intake_confirm",
    "satudata_intake_check",
    "satudata_intake_stop",
    "satudata_intake_show",
    "satudata_intake_findings",
    "satudata_intake_upload",
    "satudata_ms_show",
    "satudata_ms_export",
    "satudata_ms_update",
    "satudata_ms_import",
    "satudata_structure_follow",
)
ABOUT_THE_REVIEW = (
    "satudata_review_show",
    "satudata_review_claim",
    "satudata_review_release",
    "satudata_review_withdraw",
    "satudata_review_decide",
    "satudata_event_list",
    "satudata_approval_sheet_show",
    "satudata_review_assign",
    "satudata_review_data",
    "satudata_review_changes",
    "satudata_remark_create",
    "satudata_remark_list",
    "satudata_archive_show",
)
ABOUT_AN_EDITION = (
    "satudata_quality_show",
    "satudata_edition_list",
    "satudata_edition_show",
    "satudata_edition_restore",
    "satudata_correction_create",
    "satudata_rollback_create",
    "satudata_retraction_create",
    "satudata_retraction_show",
)


def asked(review: dict[str, Any], people: Cast) -> dict[str, dict[str, Any]]:
    """Parameters with which each action is asked."""
    unknown = {"id": "no-such-thing"}
    file = FileStorage(io.BytesIO(b"a;b\n1;2\n"), filename="a.csv")
    decision = {"decision": "approve", "digest": review["content_digest"], "idempotency_key": "k"}
    decision["checklist"] = story.judged(review)
    questions: dict[str, dict[str, Any]] = {
        "satudata_draft_create": {"owner_org": people.org, "title": "Lain"},
        "satudata_review_submit": {"draft_id": review["draft_id"]},
        "satudata_bundle_show": unknown,
        "satudata_bundle_register": unknown,
        "satudata_bps_answer": {"bundle_id": "no-such-thing", "answer": "received"},
        "satudata_bps_reply": {"bundle_id": "no-such-thing", "answer": "received"},
        "satudata_bps_compare": {"dataset_id": "no-such-thing"},
        "satudata_bundle_build": {"reviews": [review["number"]]},
        "satudata_codelist_show": {"name": "urusan"},
        "satudata_structure_show": unknown,
        "satudata_structure_diff": unknown,
        "satudata_structure_update": unknown,
        "satudata_structure_create": {"owner_org": people.org},
        "satudata_structure_derive": {"draft_id": review["draft_id"]},
        "satudata_assignment_create": {"user": people.producer.name, "post": "kadis"},
        "satudata_assignment_end": unknown,
        "satudata_remark_resolve": {"id": 0},
        "satudata_remark_reopen": {"id": 0},
        "satudata_sop_show": {"id": "bawaan"},
    }
    for name in ABOUT_THE_DRAFT:
        questions[name] = {"id": review["draft_id"], "upload": file}
    for name in ABOUT_THE_REVIEW:
        questions[name] = {"id": review["number"], **decision}
    for name in ABOUT_AN_EDITION:
        questions[name] = {"dataset_id": review["dataset_id"], "number": 1}
    return questions


def test_every_action_has_an_auth_function_of_its_name_and_a_line_here() -> None:
    assert set(actions()) == set(auth.functions()) == set(LET_IN)


def test_who_is_let_in_and_that_calling_is_refused_like_asking() -> None:
    """Actions of plugins are exempt from CKAN's audit, so that each one really asks is shown by an outsider's call."""
    people = story.cast()
    review = story.submitted(people, population(2024))
    questions = asked(review, people)
    found = {
        name: {who for who in WHO if _let_in(who, people, name, questions.get(name, {}))} for name in LET_IN
    }
    assert found == LET_IN
    for name in (name for name, who in LET_IN.items() if "outsider" not in who):
        with pytest.raises((tk.NotAuthorized, tk.ObjectNotFound)):
            act(people.outsider, name, **questions.get(name, {}))


def _let_in(who: str, people: Cast, name: str, data: dict[str, Any]) -> bool:
    user = None if who == "anonymous" else model.User.get(getattr(people, who).id)
    try:
        tk.check_access(name, {"user": user.name if user else "", "auth_user_obj": user}, dict(data))
    except (tk.NotAuthorized, tk.ObjectNotFound):
        return False
    return True
