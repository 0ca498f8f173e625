"""Auth functions of our actions, one of the same name each.

Reading follows the labels of the draft (``doors/labels.py``). What a reviewer or producer may do now is the answer of
the rules' own policy, so that a button that is shown is an act that is allowed, and the refusal is the same sentence.
Sysadmins are asked like everybody: without a post they decide nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..domain.review.policy import Act
from . import draft_auth, post_auth, review_auth
from .auth_basis import Answer, Auth, everybody, logged_in
from .remark_auth import remark_functions
from .structure_auth import structure_functions


def _called(name: str, auth: Auth) -> Auth:
    """The same function under its action's name, which CKAN prints when it refuses an anonymous visitor."""

    def named(context: dict[str, Any], data: dict[str, Any]) -> Answer:
        return auth(context, data)

    vars(named).update(vars(auth))
    named.__name__ = name
    return named


def functions() -> Mapping[str, Auth]:
    """Every auth function of ours, by the name of its action."""
    return {name: _called(name, auth) for name, auth in _functions().items()}


def _functions() -> Mapping[str, Auth]:
    return {
        "satudata_home_show": logged_in,
        "satudata_notice_list": logged_in,
        "satudata_notice_read": logged_in,
        "satudata_preference_show": logged_in,
        "satudata_preference_update": logged_in,
        "satudata_draft_create": draft_auth.start_draft,
        "satudata_draft_show": draft_auth.show_draft,
        "satudata_draft_check": draft_auth.show_draft,
        "satudata_draft_update": draft_auth.edit_draft,
        "satudata_draft_delete": draft_auth.edit_draft,
        "satudata_intake_upload": draft_auth.edit_draft,
        "satudata_intake_inspect": draft_auth.edit_draft,
        "satudata_intake_confirm": draft_auth.edit_draft,
        "satudata_intake_check": draft_auth.edit_draft,
        "satudata_intake_stop": draft_auth.edit_draft,
        "satudata_intake_show": draft_auth.show_draft,
        "satudata_intake_findings": draft_auth.show_draft,
        "satudata_ms_show": review_auth.show_forms,
        "satudata_ms_export": review_auth.show_forms,
        "satudata_ms_update": draft_auth.edit_draft,
        "satudata_ms_import": draft_auth.edit_draft,
        "satudata_review_submit": review_auth.submit,
        "satudata_review_show": review_auth.show_review,
        "satudata_review_list": logged_in,
        "satudata_queue_list": post_auth.sees_queue,
        "satudata_quality_list": post_auth.sees_queue,
        "satudata_queue_view_create": post_auth.holds_post,
        "satudata_queue_view_delete": post_auth.holds_post,
        "satudata_queue_view_list": post_auth.sees_queue,
        "satudata_review_bulk_show": post_auth.holds_post,
        "satudata_review_decide_many": post_auth.holds_post,
        "satudata_review_decide": review_auth.acts(None),
        "satudata_review_claim": review_auth.acts(Act.CLAIM),
        "satudata_review_release": review_auth.acts(Act.RELEASE),
        "satudata_review_assign": review_auth.acts(Act.ASSIGN),
        "satudata_review_withdraw": review_auth.acts(Act.WITHDRAW),
        "satudata_event_list": review_auth.show_events,
        "satudata_approval_sheet_show": review_auth.show_review,
        "satudata_refusal_list": post_auth.reads_refusals,
        "satudata_statistics_show": post_auth.watches,
        "satudata_review_data": review_auth.show_review,
        "satudata_review_changes": review_auth.show_review,
        **remark_functions(review_auth.show_review),
        "satudata_bundle_list": review_auth.list_bundles,
        "satudata_bundle_show": review_auth.show_bundle,
        "satudata_bundle_build": review_auth.build_bundle,
        "satudata_bundle_register": review_auth.register,
        "satudata_bps_answer": review_auth.answer,
        "satudata_bps_compare": review_auth.list_bundles,
        "satudata_bps_reply": review_auth.register_reply,
        "satudata_edition_list": draft_auth.reads_dataset,
        "satudata_quality_show": draft_auth.reads_dataset,
        "satudata_edition_show": draft_auth.reads_dataset,
        "satudata_edition_restore": draft_auth.start_draft,
        "satudata_correction_create": draft_auth.start_draft,
        "satudata_rollback_create": draft_auth.start_draft,
        "satudata_retraction_create": draft_auth.start_draft,
        "satudata_retraction_show": everybody,
        "satudata_archive_show": review_auth.show_review,
        "satudata_assignment_create": post_auth.administer,
        "satudata_assignment_end": post_auth.administer,
        "satudata_assignment_list": logged_in,
        "satudata_assignment_history": post_auth.administer,
        "satudata_vacancy_list": post_auth.administer,
        "satudata_assignment_choices": post_auth.administer,
        "satudata_assignment_import": post_auth.administer,
        "satudata_assignment_template": post_auth.administer,
        "satudata_sop_choice_list": post_auth.administer,
        "satudata_sop_impact": post_auth.administer,
        "satudata_sop_choose": post_auth.chooses_sops,
        "satudata_sop_activate": post_auth.chooses_sops,
        "satudata_codelist_list": everybody,
        "satudata_codelist_show": everybody,
        "satudata_codelist_match": everybody,
        "satudata_codelist_import": post_auth.keeps_codes,
        "satudata_region_crosswalk": everybody,
        "satudata_sop_list": everybody,
        "satudata_sop_show": everybody,
        **structure_functions(),
    }
