"""Named cases, one file per class of layout. Importing a file registers its cases."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from ..truth import REGISTRY, Maker


def load(held_out: bool = True) -> dict[str, Maker]:
    """Give all named cases by name."""
    for file in sorted(Path(__file__).parent.glob("[a-z]*.py")):
        if held_out or not file.stem.startswith("held_out"):
            import_module(f"{__name__}.{file.stem}")
    return dict(REGISTRY)
