"""Short words for the codes of refused attempts, in the running language."""

from __future__ import annotations

from ckan.plugins.toolkit import _


def refusal_label(code: str) -> str:
    """Why an attempt was refused; the code itself when it has no words."""
    return {**_of_the_rules(), **_of_the_doors()}.get(code, code)


def _of_the_rules() -> dict[str, str]:
    return {
        "not_preparer": _("Not staff of the office"),
        "other_turn": _("Another post's turn"),
        "four_eyes": _("Prepared the data (four eyes)"),
        "decided_other_gate": _("Decided at another gate of the round"),
        "claimed": _("Taken by a colleague"),
        "claimed_already": _("Taken already"),
        "not_claimed": _("Not taken"),
        "not_dispatcher": _("May not give tasks"),
        "not_in_review": _("Not under review"),
        "machine_step": _("A step of the portal itself"),
        "not_registrar": _("Does not keep the register"),
        "content_moved": _("The content had changed"),
        "decided_already": _("Decided already"),
        "review_moved": _("Decided a moment before"),
        "not_open_for_submission": _("Submitted already"),
        "has_history": _("Has a history"),
    }


def _of_the_doors() -> dict[str, str]:
    return {
        "frozen": _("Locked by the review"),
        "published": _("Published: changes only through a review"),
        "private": _("A draft is always private"),
        "type": _("Kind of record may not change"),
        "moved": _("Office may not change"),
        "resource": _("A draft holds one data file"),
        "deleted": _("Removed only by the portal's own action"),
        "not_office": _("Not staff of the office"),
        "fixed": _("Holds a published edition as it was"),
        "office_in_use": _("Office with work or a history"),
        "anonymous": _("Not signed in"),
        "not_allowed": _("Not allowed"),
        "not_found": _("Not there, or not for this account"),
        "conflict": _("The world had moved on"),
        "too_many": _("Very many attempts, no longer listed one by one"),
    }
