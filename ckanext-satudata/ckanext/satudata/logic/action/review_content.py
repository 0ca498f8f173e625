"""The content of a submission in detail: its rows page by page, and its differences."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import ckan.plugins.toolkit as tk

from ... import wiring
from .. import asking
from ..shapes.changes import changes_against
from ..shapes.preview import column_summaries, fields_of, page_of_rows


@tk.side_effect_free
def satudata_review_data(context: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """Rows of the table under review (``id``; ``offset``: number of the row to go on after, ``limit`` up to 1000, ``q``: a
    text in any cell) and, with ``summary``, what each column holds; null while that of a large table is counted."""
    tk.check_access("satudata_review_data", context, data)
    return rows_shape(asking.review_id(data), data)


@tk.side_effect_free
def satudata_review_changes(context: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """What changed (``id``) against an earlier round or the public edition (``against``: ``round:1``, ``edition:3``).

    ``table.pending``: two large tables are still being compared; ask again."""
    tk.check_access("satudata_review_changes", context, data)
    unit = wiring.unit()
    review = unit.reviews.get(asking.review_id(data))
    return changes_against(review, unit.reviews.rounds(review.id), asking.text(data, "against"))


def rows_shape(review_id: str, data: Mapping[str, Any]) -> dict[str, Any]:
    """One page of rows, with the columns that they have."""
    rounds = wiring.unit().reviews.rounds(review_id)
    content = rounds[-1].snapshot if rounds else {}
    sha, schema = content.get("canonical_sha", ""), content.get("schema", {})
    page = page_of_rows(
        sha,
        schema,
        after=asking.whole(data, "offset", 0, 10**9),
        limit=asking.whole(data, "limit", 100, 1000),
        q=asking.text(data, "q"),
    )
    shown = {"fields": fields_of(schema), "total": content.get("rows", 0), **page}
    return (
        {**shown, "summary": column_summaries(sha, schema, content.get("rows", 0))}
        if data.get("summary")
        else shown
    )


ACTIONS = {
    "satudata_review_data": satudata_review_data,
    "satudata_review_changes": satudata_review_changes,
}
