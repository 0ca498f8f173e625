"""Check the import contracts of pyproject.toml against our part of the namespace ``ckanext`` alone.

CKAN's packages put ``ckanext`` into ``sys.modules`` when Python starts. import-linter would look there, find
CKAN's own extensions and miss ours; so it is made to find the source root first.
"""

from __future__ import annotations

import sys
from pathlib import Path

SOURCE_ROOT = Path(__file__).resolve().parents[2] / "ckanext-satudata"

if __name__ == "__main__":
    sys.modules.pop("ckanext", None)
    sys.path.insert(0, str(SOURCE_ROOT))
    from importlinter.cli import lint_imports_command

    lint_imports_command(["--no-logo"])
