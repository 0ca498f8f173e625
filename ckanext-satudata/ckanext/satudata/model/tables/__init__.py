"""The tables of the portal, all named ``satudata_*``.

JSON columns hold what their use cases wrote; nothing queries inside them.
"""

from ckan.model.meta import metadata

from .content import bundle, bundle_number, contributor, draft, edition, report, retraction
from .people import assignment, governed, sop, sop_active, sop_choice
from .record import event, head, refusal
from .registry import code, code_list_version
from .reviews import CELL, decision_key, remark, review, review_number, round_
from .structures import structure, structure_version
from .work_rows import digest_mail, notice, queue_view, work

ALL = (
    draft,
    contributor,
    review,
    round_,
    remark,
    decision_key,
    report,
    edition,
    bundle,
    event,
    refusal,
    head,
    work,
    notice,
    assignment,
    sop,
    governed,
    retraction,
    sop_active,
    sop_choice,
    code_list_version,
    code,
    queue_view,
    digest_mail,
    structure,
    structure_version,
)

__all__ = [
    "ALL",
    "CELL",
    "assignment",
    "bundle",
    "bundle_number",
    "code",
    "code_list_version",
    "contributor",
    "decision_key",
    "digest_mail",
    "draft",
    "edition",
    "event",
    "governed",
    "head",
    "metadata",
    "notice",
    "queue_view",
    "refusal",
    "remark",
    "report",
    "retraction",
    "review",
    "review_number",
    "round_",
    "sop",
    "sop_active",
    "sop_choice",
    "structure",
    "structure_version",
    "work",
]
