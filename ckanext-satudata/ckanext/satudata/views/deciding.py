"""The decision form: what was typed, what is still missing, what the action is sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.plugins.toolkit import _

from .common import Errors

REMARK, CHECK, NOTE = "remark__", "check__", "checknote__"
COLUMN = "kolom."
WRONG = "TIDAK_SESUAI"
REASON_OF = {
    "standar": "DEFINISI_TIDAK_JELAS",
    "sumber": "SUMBER_TIDAK_JELAS",
    "akses": "AKSES_TIDAK_TEPAT",
    "identitas": "METADATA_KURANG",
    "metadata": "METADATA_KURANG",
    "struktur": "TIDAK_LENGKAP",
    "kelengkapan": "TIDAK_LENGKAP",
    "isi": "ANGKA_TIDAK_COCOK",
    "angka": "ANGKA_TIDAK_COCOK",
    "satuan": "SATUAN_KELIRU",
    "kode": "KODE_KELIRU",
    "waktu": "PERIODE_KELIRU",
    "periode": "PERIODE_KELIRU",
}
"""The coded reason that a checklist's point stands for; any other point is *Lainnya*, with its words."""


def typed_decision() -> dict[str, Any]:
    """Read the decision form."""
    form = tk.request.form
    plain = ("decision", "digest", "idempotency_key", "to", "text", "release_on", "confirm_reject")
    return {
        **{name: form.get(name, "").strip() for name in plain},
        "reasons": form.getlist("reasons"),
        "remarks": prefixed(form, REMARK),
        "checks": prefixed(form, CHECK),
        "notes": prefixed(form, NOTE),
    }


def prefixed(form: Mapping[str, str], prefix: str) -> dict[str, str]:
    """The filled fields whose names begin so, without it."""
    return {
        name[len(prefix) :]: text.strip()
        for name, text in form.items()
        if name.startswith(prefix) and text.strip()
    }


def with_reasons(typed: Mapping[str, Any], checklist: Sequence[Mapping[str, str]]) -> dict[str, Any]:
    """*Tidak sesuai* fills the reasons and the text where the person left them empty."""
    wrong = [point for point in checklist if typed["checks"].get(point["code"]) == WRONG]
    if typed["decision"] not in ("return", "reject") or typed["reasons"]:
        return {**typed, "text": typed["text"] or ready_words(typed)}
    reasons = list(dict.fromkeys(REASON_OF.get(point["code"], "LAINNYA") for point in wrong))
    lines = [line(point, typed["notes"].get(point["code"], "")) for point in wrong]
    return {**typed, "reasons": reasons, "text": typed["text"] or "\n".join(lines)}


def line(point: Mapping[str, str], note: str) -> str:
    """A point that does not fit, as a line of the return."""
    said = _("Does not fit: %(point)s.") % {"point": point["text"]}
    return f"{said} {note}".strip()


def ready_words(typed: Mapping[str, Any]) -> str:
    """The ready sentences of the chosen reasons, for who wrote none."""
    if typed["decision"] not in ("return", "reject"):
        return ""
    ready = ready_texts()
    return "\n".join(ready[code] for code in typed["reasons"] if ready.get(code))


def ready_texts() -> dict[str, str]:
    """A sentence for each coded reason, to be edited."""
    return {
        "TIDAK_LENGKAP": _("Add the rows or columns that are missing."),
        "ANGKA_TIDAK_COCOK": _("Compare the figures with the source document and mend those that differ."),
        "SATUAN_KELIRU": _("Mend the unit."),
        "METADATA_KURANG": _("Fill in the metadata that are still empty."),
        "DEFINISI_TIDAK_JELAS": _("Write the whole definition: what is counted, where, and at which date."),
        "KODE_KELIRU": _("Mend the codes of regions or classifications."),
        "PERIODE_KELIRU": _("Mend the period of the data."),
        "SUMBER_TIDAK_JELAS": _("Name the source: the document or system, and its date."),
        "DATA_PRIBADI": _("Remove what identifies a person; send totals instead."),
        "GANDA": _("These data exist already; add them to the existing dataset."),
        "AKSES_TIDAK_TEPAT": _("Choose the access class that fits."),
    }


def incomplete(typed: Mapping[str, Any]) -> Errors:
    """What must be chosen before a decision can be sent."""
    if not typed["decision"]:
        return [{"field": "decision", "label": "", "message": _("Choose a decision.")}]
    if typed["decision"] in ("return", "reject") and not typed["reasons"]:
        words = _("Choose at least one reason, then write what must be mended.")
        return [{"field": "reasons", "label": "", "message": words}]
    if typed["decision"] == "reject" and not typed["confirm_reject"]:
        words = _("A rejection is final. Tick that it is meant, or choose to return instead.")
        return [{"field": "confirm_reject", "label": "", "message": words}]
    return []


def sent_decision(typed: Mapping[str, Any]) -> dict[str, Any]:
    """The decision as the action takes it: a note for approval, text and remarks otherwise."""
    approves = typed["decision"] == "approve"
    sent: dict[str, Any] = {name: typed[name] for name in ("decision", "digest", "idempotency_key")}
    sent["reasons"] = [] if approves else typed["reasons"]
    sent["remarks"] = [remark(field, text) for field, text in typed["remarks"].items()]
    sent["checklist"] = [
        {"code": code, "answer": answer, "note": typed["notes"].get(code, "")}
        for code, answer in typed["checks"].items()
    ]
    if typed["to"] and typed["decision"] == "return":
        sent["to"] = typed["to"]
    if typed["release_on"] and approves:
        sent["release_on"] = typed["release_on"]
    if typed["text"]:
        sent["note" if approves else "text"] = typed["text"]
    return sent


def remark(field: str, text: str) -> dict[str, str]:
    """A remark of the form: on a column where its field says ``kolom.<name>``, on a field otherwise."""
    if field.startswith(COLUMN):
        return {"column": field.removeprefix(COLUMN), "text": text}
    return {"field": "" if field == "semua" else field, "text": text}
