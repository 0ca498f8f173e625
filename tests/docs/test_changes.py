"""The fragments of the changelog are named as the changelog can order them."""

from __future__ import annotations

from pathlib import Path

import pytest

CHANGES = Path(__file__).resolve().parents[2] / "changes"
KINDS = {"added", "changed", "fixed", "removed", "security"}
FRAGMENTS = [file for file in sorted(CHANGES.iterdir()) if file.name != "README.md"]


@pytest.mark.parametrize("fragment", FRAGMENTS, ids=lambda file: file.name)
def test_fragment_has_a_kind_and_a_sentence(fragment: Path) -> None:
    name, kind, suffix = fragment.name.split(".")
    assert name
    assert kind in KINDS
    assert suffix == "md"
    assert fragment.read_text(encoding="utf-8").strip().endswith(".")
