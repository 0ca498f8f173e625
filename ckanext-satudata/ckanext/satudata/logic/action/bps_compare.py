"""Our figures beside those that BPS published, from a saved answer of its WebAPI."""

from __future__ import annotations

import contextlib
import csv
import io
from collections.abc import Iterator, Mapping
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.plugins.toolkit import _

from ... import wiring
from ...adapters.bps.defaults import code_lists
from ...domain.bps.comparison import compare
from ...domain.bps.content import BundleError
from ...domain.bps.messages import message
from ...domain.bps.webapi import MOST_BYTES, read_response
from .. import asking
from ..compared import content_of


@tk.side_effect_free
def satudata_bps_compare(context: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """Compare a table with figures of BPS: ``id`` of a dataset (its current edition) or of a submission (``P-0001``), and
    ``response``: the JSON of a dynamic table of BPS's WebAPI (multipart file, text or object); ``measure``: which column.

    Nothing is kept. Answers what is equal, the differences, and what only one side has.
    """
    tk.check_access("satudata_bps_compare", context, data)
    title, schema, sha256 = content_of(context, asking.text(data, "id", needed=True))
    with told():
        table = read_response(_response(data))
        area = str(tk.config["ckanext.satudata.region.name"])
        with wiring.blobs().open(sha256) as stream:
            rows = csv.DictReader(io.TextIOWrapper(stream, encoding="utf-8", newline=""))
            found = compare(rows, schema, table, bps_codes(), asking.text(data, "measure"), area)
    return {"title": title, "updated": table.updated, **found.as_json()}


def _response(data: Mapping[str, Any]) -> bytes:
    given = data.get("response")
    if hasattr(given, "stream"):
        content: bytes = given.stream.read(MOST_BYTES + 1)
        return content
    if isinstance(given, dict):
        return tk.h.dump_json(given).encode("utf-8")
    text = asking.text(data, "response", needed=True)
    return text.encode("utf-8", "replace")


def bps_codes() -> dict[str, str]:
    """BPS's code for each of our codes of places."""
    lists = code_lists().lists
    pairs = [
        (str(row["kode_kemendagri"]), str(row["kode_bps"]))
        for name in ("wilayah_padanan", "wilayah")
        for row in lists.get(name, ())
        if row.get("kode_kemendagri") and row.get("kode_bps")
    ]
    return dict(pairs)


@contextlib.contextmanager
def told() -> Iterator[None]:
    """Turn what the rules refuse into CKAN's error, in the running language."""
    try:
        yield
    except BundleError as error:
        field = "measure" if error.code == "compare-which-measure" else "response"
        raise tk.ValidationError({field: [message(error.code, error.facts, _)]}) from error


ACTIONS = {satudata_bps_compare.__name__: satudata_bps_compare}
