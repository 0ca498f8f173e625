"""The portal's own actions: what kind each is, and how an attack would call it."""

from __future__ import annotations

from support.attacks.kinds import FORGED, NOTHING, OURS, OWN, READ, P, Payload

NUMBER: Payload = {"id": "{number}"}
REVIEW: Payload = {"id": "{review}"}
DECISION: Payload = {"decision": "approve", "digest": "{digest}", "idempotency_key": "k-{package}"}

FIELDS = {"fields": [{"name": "a", "type": "string"}]}

PORTAL: dict[str, tuple[str, list[Payload]]] = {
    "satudata_home_show": (READ, [NOTHING]),
    "satudata_notice_list": (READ, [NOTHING]),
    "satudata_notice_read": (OWN, [NOTHING]),
    "satudata_draft_show": (READ, [P]),
    "satudata_intake_show": (READ, [P]),
    "satudata_intake_findings": (READ, [P]),
    "satudata_review_show": (READ, [REVIEW, NUMBER]),
    "satudata_review_list": (READ, [NOTHING, {"draft_id": "{package}"}, {"org": "{org}"}]),
    "satudata_queue_list": (READ, [NOTHING, {"q": "{word}"}]),
    "satudata_queue_view_list": (READ, [NOTHING]),
    "satudata_review_bulk_show": (READ, [{"ids": ["{review}"]}, {"ids": ["{number}"]}]),
    "satudata_queue_view_create": (OWN, [{"name": "Semua yang berjalan", "query": {"tab": "all"}}]),
    "satudata_queue_view_delete": (OWN, [{"id": "{review}"}]),
    "satudata_review_decide_many": (
        OURS,
        [{"decisions": [{"id": "{review}", "digest": "{digest}"}], "idempotency_key": "m-{package}"}],
    ),
    "satudata_event_list": (READ, [REVIEW, NUMBER]),
    "satudata_bundle_list": (READ, [NOTHING, {"review_id": "{review}"}]),
    "satudata_bps_compare": (READ, [{"id": "{review}", "response": "{}"}]),
    "satudata_bundle_show": (READ, [{"id": "{bundle}"}]),
    "satudata_edition_list": (READ, [{"dataset_id": "{package}"}]),
    "satudata_edition_show": (
        READ,
        [{"dataset_id": "{package}", "number": 1}, {"dataset_id": "{package}", "number": 2}],
    ),
    "satudata_assignment_list": (READ, [NOTHING]),
    "satudata_sop_list": (READ, [NOTHING]),
    "satudata_sop_show": (READ, [{"id": "bawaan"}]),
    "satudata_approval_sheet_show": (READ, [REVIEW, NUMBER]),
    "satudata_archive_show": (READ, [REVIEW, NUMBER, P]),
    "satudata_assignment_choices": (READ, [NOTHING]),
    "satudata_assignment_history": (READ, [NOTHING]),
    "satudata_assignment_template": (READ, [NOTHING]),
    "satudata_preference_show": (READ, [NOTHING]),
    "satudata_refusal_list": (READ, [NOTHING, REVIEW, P]),
    "satudata_remark_list": (READ, [REVIEW, NUMBER]),
    "satudata_retraction_show": (READ, [{"dataset_id": "{package}"}, P]),
    "satudata_review_changes": (READ, [REVIEW, NUMBER]),
    "satudata_review_data": (READ, [REVIEW, {"id": "{number}", "page": 1}]),
    "satudata_sop_choice_list": (READ, [NOTHING, {"scope": "dataset", "scope_id": "{package}"}]),
    "satudata_sop_impact": (READ, [{"id": "bawaan"}]),
    "satudata_vacancy_list": (READ, [NOTHING]),
    "satudata_structure_list": (READ, [NOTHING, {"owner_org": "{org}"}]),
    "satudata_structure_show": (READ, [P, {"id": "zq"}]),
    "satudata_structure_diff": (READ, [{"id": "zq", "before": "1.0.0"}]),
    "satudata_structure_create": (OURS, [{"title": "x", "schema": FIELDS, "owner_org": "{org}"}]),
    "satudata_structure_update": (OURS, [{"id": "zq", "seen": 1, "title": "x", "schema": FIELDS}]),
    "satudata_structure_derive": (OURS, [{"dataset_id": "{package}"}, {"draft_id": "{package}"}]),
    "satudata_structure_follow": (OURS, [{"id": "{package}", "structure_id": ""}]),
    "satudata_statistics_show": (READ, [NOTHING, {"org": "{org}", "by": "org"}]),
    "satudata_preference_update": (OWN, [{"language": "en"}]),
    "satudata_assignment_import": (OURS, [{"upload": "{file}"}]),
    "satudata_correction_create": (OURS, [{"dataset_id": "{package}", "reason": "x"}]),
    "satudata_rollback_create": (OURS, [{"dataset_id": "{package}", "number": 1, "reason": "x"}]),
    "satudata_retraction_create": (
        OURS,
        [{"dataset_id": "{package}", "reason": "x", "reasons": ["LAINNYA"]}],
    ),
    "satudata_remark_create": (OURS, [{**REVIEW, "text": "x", "field": "title"}]),
    "satudata_remark_resolve": (OURS, [{"id": 1, "note": "x"}]),
    "satudata_remark_reopen": (OURS, [{"id": 1}]),
    "satudata_review_assign": (OURS, [{**REVIEW, "user": "{self}"}]),
    "satudata_sop_activate": (OURS, [{"id": "bawaan", "version": 1}]),
    "satudata_sop_choose": (
        OURS,
        [{"scope": "dataset", "scope_id": "{package}", "chain": "walidata", "sop_id": "mentawai"}],
    ),
    "satudata_draft_create": (OURS, [{"owner_org": "{org}", "title": "x"}, {"dataset_id": "{package}"}]),
    "satudata_draft_update": (OURS, [{"id": "{package}", **FORGED}]),
    "satudata_ms_show": (READ, [P, {"review_id": "{review}"}, {"review_id": "{number}"}]),
    "satudata_ms_export": (
        READ,
        [{"id": "{package}", "form": "ms_keg"}, {"review_id": "{number}", "form": "ms_ind"}],
    ),
    "satudata_ms_update": (
        OURS,
        [
            {
                "id": "{package}",
                "profil_ms": "survei",
                "ms_keg": {"b1r2_1": "1"},
                "ms_ind": {"+1": {"nama": "x"}},
            }
        ],
    ),
    "satudata_ms_import": (OURS, [{"id": "{package}", "upload": "{file}"}]),
    "satudata_draft_delete": (OURS, [P]),
    "satudata_intake_upload": (OURS, [{"id": "{package}", "upload": "{file}"}]),
    "satudata_intake_inspect": (OURS, [P]),
    "satudata_intake_confirm": (OURS, [{"id": "{package}", "recipe": {}, "answers": {}}]),
    "satudata_intake_check": (OURS, [P]),
    "satudata_intake_stop": (OURS, [P]),
    "satudata_review_submit": (OURS, [{"draft_id": "{package}", **FORGED}]),
    "satudata_review_decide": (OURS, [{**REVIEW, **DECISION, **FORGED}, {**NUMBER, **DECISION}]),
    "satudata_review_claim": (OURS, [REVIEW]),
    "satudata_review_release": (OURS, [REVIEW]),
    "satudata_review_withdraw": (OURS, [REVIEW]),
    "satudata_bundle_build": (
        OURS,
        [{"reviews": ["{review}"]}, {"cycle": "2026"}, {"organization": "{org}"}],
    ),
    "satudata_bundle_register": (
        OURS,
        [{"id": "{bundle}", "letter_number": "1", "letter_date": "2026-11-21"}],
    ),
    "satudata_bps_reply": (OURS, [{"bundle_id": "{bundle}", "answer": "received", "digest": "{digest}"}]),
    "satudata_bps_answer": (OURS, [{"bundle_id": "{bundle}", "answer": "received", "digest": "{digest}"}]),
    "satudata_edition_restore": (OURS, [{"dataset_id": "{package}", "number": 1}]),
    "satudata_assignment_create": (OURS, [{"user": "{self}", "post": "kadis"}]),
    "satudata_assignment_end": (OURS, [{"id": "zq"}]),
}
