"""Words for codes, in the running language: statuses, posts, standings, reasons, acts, steps."""

from __future__ import annotations

from ckan.plugins.toolkit import _, config
from flask_babel import get_locale

from . import ms_labels
from .describing import form
from .domain.review.model import REASONS
from .domain.review.policy import Act
from .domain.sop import Deed, Step


def language() -> str:
    """``id`` or ``en``: of the request, or of the mail that is written; elsewhere, as in a job, the portal's own."""
    return "en" if str(get_locale() or config["ckan.locale_default"]).startswith("en") else "id"


def step_label(step: Step) -> str:
    """The step's name in the running language."""
    return step.label_en if language() == "en" else step.label


def post_label(slot: str, standing: str = "") -> str:
    """The post's name; ``Plt.`` or ``Plh.`` before it."""
    names = {
        "produsen": _("Data producer"),
        "kasubag": _("Head of sub-division"),
        "sekretaris": _("Secretary"),
        "kepala_opd": _("Head of the office"),
        "verifikator": _("Verifier"),
        "staf": _("Staff"),
        "kabid": _("Head of division (Kabid)"),
        "kadis": _("Head of department (Kadis)"),
        "kasi": _("Head of section (Kasi)"),
        "tim": _("Team"),
        "bps": _("BPS"),
        "admin_walidata": _("Administrator of the walidata"),
        "portal": _("Portal"),
        "sysadmin": _("Sysadmin"),
    }
    return held_post(slot, standing, names.get(slot, slot))


def held_post(slot: str, standing: str, name: str) -> str:
    """A post by its own name (as an SOP calls it), or by the portal's when it has none; ``Plt.`` or ``Plh.`` before it."""
    if not name:
        return post_label(slot, standing)
    return {"plt": "Plt. ", "plh": "Plh. "}.get(standing, "") + name


def status_label(status: str) -> str:
    """The status of a draft or review."""
    return {
        "draft": _("Draft"),
        "in_review": _("In review"),
        "returned": _("Returned to be mended"),
        "rejected": _("Rejected"),
        "withdrawn": _("Withdrawn by the author"),
        "published": _("Published"),
    }[status]


def subject_label(subject: str, edition: int | None = None) -> str:
    """What a draft, review or edition is about."""
    return {
        "edition": _("New edition"),
        "correction": _("Correction"),
        "rollback": _("Back to edition %(number)s"),
        "retraction": _("Retraction"),
    }[subject] % {"number": edition}


def reason_label(code: str) -> str:
    """A coded reason of a return."""
    return {
        "TIDAK_LENGKAP": _("Not complete"),
        "ANGKA_TIDAK_COCOK": _("Figures do not agree"),
        "SATUAN_KELIRU": _("Unit is wrong"),
        "METADATA_KURANG": _("Metadata are missing"),
        "DEFINISI_TIDAK_JELAS": _("Definition is not clear"),
        "KODE_KELIRU": _("Codes are wrong"),
        "PERIODE_KELIRU": _("Period is wrong"),
        "SUMBER_TIDAK_JELAS": _("Source is not clear"),
        "DATA_PRIBADI": _("Personal data"),
        "GANDA": _("Duplicate of another dataset"),
        "AKSES_TIDAK_TEPAT": _("Access class does not fit"),
        "LAINNYA": _("Other (write which)"),
    }[code]


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
    return {
        Act.SUBMIT: _("Submit to %(target)s"),
        Act.WITHDRAW: _("Withdraw the submission"),
        Act.CLAIM: _("Take this task"),
        Act.RELEASE: _("Give the task back"),
        Act.ASSIGN: _("Give the task to a colleague"),
        Act.APPROVE: _("Approve, on to %(target)s"),
        Act.RETURN: _("Return"),
        Act.REJECT: _("Reject for good"),
    }[act] % {"target": target}


def event_label(action: str) -> str:
    """What happened, for the timeline."""
    return {
        "submitted": _("Submitted"),
        "approved": _("Approved"),
        "returned": _("Returned"),
        "rejected": _("Rejected"),
        "withdrawn": _("Withdrawn"),
        "claimed": _("Taken"),
        "released": _("Given back"),
        "assigned": _("Assigned"),
        "done": _("Work done"),
        "retracted": _("Retracted"),
        "archived": _("Archived"),
        "bundle_built": _("BPS bundle built"),
        "received": _("Received by BPS"),
        "remarked": _("Remarks by BPS"),
        "published": _("Published"),
    }.get(action, action)


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
