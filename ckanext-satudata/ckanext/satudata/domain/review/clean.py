"""Whether a submission is clean (BERSIH): nothing in it asks a reviewer for judgement beyond the ordinary."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..schemadiff import same_structure


def is_clean(
    counts: Mapping[str, int],
    schema: Mapping[str, Any],
    base_schema: Mapping[str, Any] | None,
    open_remarks: int,
) -> bool:
    """No finding that rejects or asked the office for a confirmation, the structure of the public edition, and no
    open remark of an earlier round.

    ``counts``: findings by severity; ``base_schema``: the schema of the edition that is revised, None for a first one.
    """
    asked = counts.get("tolak", 0) + counts.get("konfirmasi", 0)
    same = base_schema is None or same_structure(base_schema, schema)
    return not asked and same and not open_remarks
