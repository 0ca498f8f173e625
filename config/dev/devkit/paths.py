"""Where the clone keeps what set-up makes. Everything lies in one git-ignored folder."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
STATE = ROOT / ".satudata"
LOGS = STATE / "logs"
BOOTSTRAP = STATE / "bootstrap"
VENV = STATE / "venv"
PYTHON = VENV / "bin" / "python"
CKAN = VENV / "bin" / "ckan"
SOLR_JARS = STATE / "solr" / "lib"
LOCK = ROOT / "requirements.lock"


def relative(path: Path) -> str:
    """Show ``path`` from the clone's folder where it lies in it."""
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)
