"""SOPs for everybody to read: the list, and each in its official form as page and as PDF."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

import ckan.plugins.toolkit as tk
from flask import Blueprint
from markupsafe import Markup

from ckanext.satudata import wiring
from ckanext.satudata.adapters import pdf, sop_print
from ckanext.satudata.domain.sop_words import date_words

from .common import answer_or_page, call, download

blueprint = Blueprint("satudata_sop", __name__)


@blueprint.route("/sop")
def index() -> Any:
    """List the SOPs in force."""
    return answer_or_page(lambda: tk.render("satudata/sop/index.html", {"sops": call("satudata_sop_list")}))


@blueprint.route("/sop/<id>.pdf")
def cetak(id: str) -> Any:
    """Give an SOP as PDF; ``kertas`` is ``a4`` or ``f4``."""

    def give() -> Any:
        found = shown(id)
        paper = tk.request.args.get("kertas", "a4")
        paper = paper if paper in sop_print.PAPERS else "a4"
        content = made(json.dumps(found["definition"], sort_keys=True), printed(), paper)
        name = f"sop-{found['id'].replace(':', '-')}-v{found['version']}.pdf"
        return download([content], name, "application/pdf")

    return answer_or_page(give)


@blueprint.route("/sop/<id>")
def read(id: str) -> Any:
    """Show an SOP in its official form, and its stages in the portal."""

    def give() -> str:
        found = shown(id)
        sheet = Markup(sop_print.html(found["definition"], printed()))  # noqa: S704 - from our own template
        extra = {"versi": found["version"]} if tk.request.args.get("versi") else {}
        papers = [
            {"name": name.upper(), "url": tk.url_for("satudata_sop.cetak", id=id, kertas=name, **extra)}
            for name in sop_print.PAPERS
        ]
        return tk.render("satudata/sop/read.html", {"sop": found, "sheet": sheet, "papers": papers})

    return answer_or_page(give)


def shown(sop_id: str) -> dict[str, Any]:
    """The SOP asked for, in the version asked for."""
    found: dict[str, Any] = call("satudata_sop_show", id=sop_id, version=tk.request.args.get("versi", ""))
    return found


def printed() -> str:
    """The line at the foot of a print."""
    today = wiring.today()
    return "Dicetak " + date_words({"hari": today.day, "bulan": today.month, "tahun": today.year})


@lru_cache(maxsize=32)
def made(definition: str, foot: str, paper: str) -> bytes:
    """The PDF of a definition; kept, since making one takes seconds."""
    return sop_print.pdf(json.loads(definition), foot, pdf.render, pdf.pages, paper)
