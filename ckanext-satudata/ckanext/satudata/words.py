"""Words for codes, in the running language: statuses, posts, standings, reasons, acts, steps."""

from __future__ import annotations

from collections.abc import Callable

from ckan.plugins.toolkit import _, config
from flask_babel import get_locale

from . import ms_labels
from .describing import form
from .domain.review.model import REASONS
from .domain.review.policy import Act
from .domain.sop import Deed, Step

POSTS: dict[str, Callable[[], str]] = {
    "produsen": lambda: _("Data producer"),
    "kasubag": lambda: _("Head of sub-division"),
    "sekretaris": lambda: _("Secretary"),
    "kepala_opd": lambda: _("Head of the office"),
    "verifikator": lambda: _("Verifier"),
    "staf": lambda: _("Staff"),
    "kabid": lambda: _("Head of division (Kabid)"),
    "kadis": lambda: _("Head of department (Kadis)"),
    "kasi": lambda: _("Head of section (Kasi)"),
    "tim": lambda: _("Team"),
    "bps": lambda: _("BPS"),
    "admin_walidata": lambda: _("Administrator of the walidata"),
    "portal": lambda: _("Portal"),
    "sysadmin": lambda: _("Sysadmin"),
}

STATUSES: dict[str, Callable[[], str]] = {
    "draft": lambda: _("Draft"),
    "in_review": lambda: _("In review"),
    "returned": lambda: _("Returned to be mended"),
    "rejected": lambda: _("Rejected"),
    "withdrawn": lambda: _("Withdrawn by the author"),
    "published": lambda: _("Published"),
}

SUBJECTS: dict[str, Callable[[], str]] = {
    "edition": lambda: _("New edition"),
    "correction": lambda: _("Correction"),
    "rollback": lambda: _("Back to edition %(number)s"),
    "retraction": lambda: _("Retraction"),
}

REASON_LABELS: dict[str, Callable[[], str]] = {
    "TIDAK_LENGKAP": lambda: _("Not complete"),
    "ANGKA_TIDAK_COCOK": lambda: _("Figures do not agree"),
    "SATUAN_KELIRU": lambda: _("Unit is wrong"),
    "METADATA_KURANG": lambda: _("Metadata are missing"),
    "DEFINISI_TIDAK_JELAS": lambda: _("Definition is not clear"),
    "KODE_KELIRU": lambda: _("Codes are wrong"),
    "PERIODE_KELIRU": lambda: _("Period is wrong"),
    "SUMBER_TIDAK_JELAS": lambda: _("Source is not clear"),
    "DATA_PRIBADI": lambda: _("Personal data"),
    "GANDA": lambda: _("Duplicate of another dataset"),
    "AKSES_TIDAK_TEPAT": lambda: _("Access class does not fit"),
    "LAINNYA": lambda: _("Other reason"),
}

ACTS: dict[Act, Callable[[], str]] = {
    Act.SUBMIT: lambda: _("Submit to %(target)s"),
    Act.WITHDRAW: lambda: _("Withdraw the submission"),
    Act.CLAIM: lambda: _("Take this task"),
    Act.RELEASE: lambda: _("Give the task back"),
    Act.ASSIGN: lambda: _("Give the task to a colleague"),
    Act.APPROVE: lambda: _("Approve, on to %(target)s"),
    Act.RETURN: lambda: _("Return"),
    Act.REJECT: lambda: _("Reject for good"),
}

EVENTS: dict[str, Callable[[], str]] = {
    "submitted": lambda: _("Submitted"),
    "approved": lambda: _("Approved"),
    "returned": lambda: _("Returned"),
    "rejected": lambda: _("Rejected"),
    "withdrawn": lambda: _("Withdrawn"),
    "claimed": lambda: _("Taken"),
    "released": lambda: _("Given back"),
    "assigned": lambda: _("Assigned"),
    "done": lambda: _("Work done"),
    "retracted": lambda: _("Retracted"),
    "archived": lambda: _("Archived"),
    "bundle_built": lambda: _("BPS bundle built"),
    "received": lambda: _("Received by BPS"),
    "remarked": lambda: _("Remarks by BPS"),
    "published": lambda: _("Published"),
}


def language() -> str:
    """``id`` or ``en``: of the request, or of the mail that is written; elsewhere, as in a job, the portal's own."""
    return "en" if str(get_locale() or config["ckan.locale_default"]).startswith("en") else "id"


def step_label(step: Step) -> str:
    """The step's name in the running language."""
    return step.label_en if language() == "en" else step.label


def post_label(slot: str, standing: str = "") -> str:
    """The post's name; ``Plt.`` or ``Plh.`` before it."""
    name = POSTS[slot]() if slot in POSTS else slot
    return held_post(slot, standing, name)


def held_post(slot: str, standing: str, name: str) -> str:
    """A post by its own name (as an SOP calls it), or by the portal's when it has none; ``Plt.`` or ``Plh.`` before it."""
    if not name:
        return post_label(slot, standing)
    return {"plt": "Plt. ", "plh": "Plh. "}.get(standing, "") + name


def status_label(status: str) -> str:
    """The status of a draft or review."""
    return STATUSES[status]()


def subject_label(subject: str, edition: int | None = None) -> str:
    """What a draft, review or edition is about."""
    return SUBJECTS[subject]() % {"number": edition}


def reason_label(code: str) -> str:
    """A coded reason of a return."""
    return REASON_LABELS[code]()


def reasons() -> list[dict[str, str]]:
    """Every coded reason with its label."""
    return [{"code": code, "label": reason_label(code)} for code in REASONS]


def act_label(act: Act, target: str = "", deed: Deed = Deed.DECIDE) -> str:
    """What the button says at a step of this kind; the next step names it."""
    if deed is Deed.ANSWER and act is Act.APPROVE:
        return _("Record receipt")
    if deed is Deed.ANSWER and act is Act.RETURN:
        return _("Send remarks")
    if deed is Deed.WORK and act is Act.APPROVE:
        return _("Mark as done, on to %(target)s") % {"target": target}
    return ACTS[act]() % {"target": target}


def event_label(action: str) -> str:
    """What happened, for the timeline."""
    return EVENTS[action]() if action in EVENTS else action


def field_label(name: str) -> str:
    """The label of a metadata field, in the running language: that of the form, where the form has the field."""
    if known := form().field(name):
        return known.label[language()]
    return {
        "owner_org": _("Data producer"),
        "tags": _("Tags"),
        "file": _("File"),
        "report": _("Findings"),
        "ms": _("BPS forms"),
        "": _("The whole submission"),
    }.get(name) or ms_labels.label(name)
