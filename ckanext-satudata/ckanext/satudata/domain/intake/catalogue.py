"""All findings by their code."""

from __future__ import annotations

from .catalogue_agreement import AGREEMENT
from .catalogue_checks import CHECKS
from .catalogue_codes import CODES
from .catalogue_layout import LAYOUT
from .catalogue_private import PRIVATE
from .catalogue_reading import READING
from .catalogue_structure import STRUCTURE
from .catalogue_values import VALUES
from .finding import Spec

FINDINGS: dict[str, Spec] = {
    spec.code: spec
    for spec in (*READING, *LAYOUT, *CHECKS, *AGREEMENT, *PRIVATE, *VALUES, *CODES, *STRUCTURE)
}


def spec(code: str) -> Spec:
    """Give the fixed part of a finding. Raises ``KeyError`` for a code that does not exist."""
    return FINDINGS[code]
