"""Monitoring: what is late and where the submissions stand."""

from __future__ import annotations

from collections import Counter
from typing import Any

import ckan.plugins.toolkit as tk
from flask import Blueprint

from .common import call, signed_in

blueprint = Blueprint("satudata_pantauan", __name__)
ROWS = 200


@blueprint.route("/pantauan")
@signed_in
def index() -> Any:
    """List late submissions by office and count submissions by stage."""
    rows = call("satudata_queue_list", tab="all", limit=ROWS, offset=0)["rows"]
    late = sorted((row for row in rows if row.get("overdue")), key=lambda row: row["organization"]["title"])
    stages = Counter(row["step_label"] for row in rows if row.get("step_label"))
    counted = [{"label": label, "count": count} for label, count in stages.most_common()]
    return tk.render("satudata/pantauan/index.html", {"late": late, "stages": counted})
