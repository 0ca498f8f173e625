"""``make corpus``: how well the intake reads offices' files, printed and written to the documentation."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests"))

from corpus.__main__ import main

if __name__ == "__main__":
    sys.exit(main())
