"""All findings by their code."""

from __future__ import annotations

from .catalogue_checks import CHECKS
from .catalogue_reading import READING
from .finding import Spec

FINDINGS: dict[str, Spec] = {spec.code: spec for spec in (*READING, *CHECKS)}


def spec(code: str) -> Spec:
    """Give the fixed part of a finding. Raises ``KeyError`` for a code that does not exist."""
    return FINDINGS[code]
