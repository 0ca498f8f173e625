"""Files read in this very process, without the child: for tests of the readers alone."""

from __future__ import annotations

import tempfile
from pathlib import Path

from ckanext.satudata.adapters.intake.reader import FileReader
from ckanext.satudata.domain.intake.finding import Unusable
from ckanext.satudata.domain.intake.grid import Workbook
from ckanext.satudata.domain.intake.limits import Limits


def read(content: bytes, name: str, hint: str | None = None, limits: Limits | None = None) -> Workbook:
    """Read a file of that name. Raises ``Unusable``."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "upload"
        path.write_bytes(content)
        return FileReader(path, name, limits or Limits(), hint).read()


def refused(content: bytes, name: str, hint: str | None = None, limits: Limits | None = None) -> str:
    """Give the code of the refusal; the empty text when the file is read."""
    try:
        read(content, name, hint, limits)
    except Unusable as unusable:
        return unusable.code
    return ""
