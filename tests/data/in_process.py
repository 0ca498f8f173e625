"""The whole check in this process: the real reader, rules and judge, without the fence. For tests of many small tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ckanext.satudata.adapters.intake.codes import reference
from ckanext.satudata.adapters.intake.frictionless_check import FrictionlessArbiter
from ckanext.satudata.adapters.intake.reader import FileReader
from ckanext.satudata.adapters.intake.shelf import FolderShelf, sha256_of
from ckanext.satudata.app.intake.check import Job, check_file
from ckanext.satudata.domain.intake.limits import Limits

LISTS = reference("99.01")


@dataclass
class Told:
    """A result, with the findings by code."""

    data: dict[str, Any]
    canonical: Path | None

    def __getitem__(self, code: str) -> dict[str, Any]:
        found = [item for item in self.data["findings"] if item["code"] == code]
        assert found, (
            f"{code} not among {[(item['code'], item['message']) for item in self.data['findings']]}"
        )
        return found[0]

    def __contains__(self, code: str) -> bool:
        return code in self.codes

    @property
    def codes(self) -> list[str]:
        """Give all codes in order."""
        return [item["code"] for item in self.data["findings"]]


class Bench:
    """Checks files in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.count = folder, 0

    def check(
        self,
        content: bytes,
        name: str = "data.xlsx",
        recipe: Mapping[str, Any] | None = None,
        schema: Mapping[str, Any] | None = None,
        base: Told | None = None,
        **context: Any,
    ) -> Told:
        """Check a file; ``base``: the result whose table the upload joins."""
        self.count += 1
        out = self.folder / str(self.count)
        out.mkdir()
        path = out / "original"
        path.write_bytes(content)
        limits = Limits()
        container = {"filename": name, "type": None, "sha256": sha256_of(path), "bytes": len(content)}
        known = {"home": "99.01", "today": "2026-11-21", **context}
        shelf = FolderShelf(out, base.canonical if base else None)
        job = Job(container, recipe, schema, known, "test")
        arbiter = FrictionlessArbiter(out, limits.error_limit)
        result = check_file(FileReader(path, name, limits), job, LISTS, arbiter, shelf, lambda *_: None)
        return Told(result, out / "data.csv" if result["canonical"] else None)
