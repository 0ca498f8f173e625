"""Two canonical CSV files made one series."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ...domain.intake.merge import merge_rows
from .shelf import FolderShelf, read_canonical


def merge(base: Path, new: Path, key: Sequence[str], out: Path) -> tuple[str, dict[str, Any]]:
    """Write the merged series to ``out``; give its SHA-256 and what changed. Raises ``MergeError``."""
    merged = merge_rows(read_canonical(base), read_canonical(new), key)
    sha256 = FolderShelf(out.parent, None).write_csv(out.name, merged.header, merged.rows)
    return sha256, merged.summary
