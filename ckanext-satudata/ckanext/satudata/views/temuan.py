"""What the check found, to take away: the workbook with the cells marked, and the same findings as JSON."""

from __future__ import annotations

import base64
import json
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.plugins.toolkit import _
from flask import Blueprint

from .common import call, download, flat, signed_in

blueprint = Blueprint("satudata_temuan", __name__)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@blueprint.route("/rancangan/<id>/temuan.xlsx")
@signed_in
def temuan_xlsx(id: str) -> Any:
    """Hand out the producer's own workbook with the findings marked; of a large file, once the worker has made it."""
    try:
        told = call("satudata_intake_findings", id=id, format="xlsx")
    except tk.ValidationError as refusal:
        return tk.abort(
            409, " ".join(flat(refusal.error_dict)) or _("There is no file to mark. Upload it again.")
        )
    if told.get("making"):
        return tk.render("satudata/rancangan/bertanda.html", {"id": id, "filename": told["filename"]}), 202
    return _private(download([base64.b64decode(told["content"])], told["filename"], XLSX))


@blueprint.route("/rancangan/<id>/temuan.json")
@signed_in
def temuan_json(id: str) -> Any:
    """Hand out the findings as JSON."""
    told = call("satudata_intake_findings", id=id)
    text = json.dumps(told, ensure_ascii=False, indent=1)
    return _private(download([text.encode()], "temuan.json", "application/json"))


def _private(response: Any) -> Any:
    response.headers["Cache-Control"] = "private, no-store"
    return response
