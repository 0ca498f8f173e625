"""placeholder"""

from __future__ import annotations


def build(work, progress): ...


def gave_up(work, error): ...
