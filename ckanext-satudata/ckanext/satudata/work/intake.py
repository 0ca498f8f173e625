"""Reading and checking a draft's file by the worker."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..app.ports import Work
from .progress import Progress


def inspect(work: Work, progress: Progress) -> None:
    """placeholder"""


def check(work: Work, progress: Progress) -> None:
    """placeholder"""


def report_table(work: Work, progress: Progress) -> None:
    """placeholder"""


def gave_up(work: Work, error: Mapping[str, Any]) -> None:
    """placeholder"""
