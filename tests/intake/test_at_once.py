"""A file that is checked with what was read of it gets the very result that a check of its own gives."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from corpus.page import sample_of
from corpus.truth import Case
from data.in_process import LISTS

from ckanext.satudata.adapters.intake import fence
from ckanext.satudata.adapters.intake.frictionless_check import FrictionlessArbiter
from ckanext.satudata.adapters.intake.reader import FileReader
from ckanext.satudata.adapters.intake.shelf import FolderShelf
from ckanext.satudata.app.intake.at_once import recipe_to_check
from ckanext.satudata.app.intake.check import Job, check_file, check_opened
from ckanext.satudata.app.intake.inspect import inspect_and_keep
from ckanext.satudata.domain.intake.limits import Limits
from support import markets

KNOWN = {"home": "99.01", "today": "2026-11-21"}
LIMITS = Limits()
SAMPLE = sample_of()


class Desk:
    """One file of the corpus, read and checked in this process."""

    def __init__(self, case: Case, folder: Path) -> None:
        self.case, self.folder = case, folder
        self.path = folder / "upload"
        self.path.write_bytes(case.content)

    def container(self) -> dict[str, Any]:
        """What is known of the file before it is read."""
        return {"filename": self.case.filename, "sha256": "this", "bytes": len(self.case.content)}

    def reader(self) -> FileReader:
        """A reader that has seen nothing."""
        return FileReader(self.path, self.case.filename, LIMITS)

    def inspect(self, recipe: Mapping[str, Any] | None) -> tuple[dict[str, Any], Any]:
        """The inspection and what was read."""
        hints = {**KNOWN, **self.case.hints, "recipe": recipe}
        return inspect_and_keep(self.reader(), self.container(), LISTS, hints)

    def tools(self, recipe: Mapping[str, Any], name: str) -> tuple[Any, ...]:
        """What a check needs besides the file."""
        out = self.folder / name
        out.mkdir(exist_ok=True)
        job = Job(self.container(), recipe, None, {**KNOWN, **self.case.hints}, "test")
        return job, LISTS, FrictionlessArbiter(out, 1000), FolderShelf(out, None), lambda *_: None

    def both(self, found: Mapping[str, Any], seen: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        """The result with what was read, and that of the file read anew."""
        recipe = json.loads(json.dumps(found["proposal"]))
        job, *tools = self.tools(recipe, "anew")
        anew = check_file(self.reader(), job, *tools)
        job, *tools = self.tools(recipe, "at_once")
        job.container.update({key: anew["container"][key] for key in ("type", "encoding", "delimiter")})
        return timeless(check_opened(seen, job, *tools)), timeless(anew)


def timeless(result: dict[str, Any]) -> dict[str, Any]:
    """The result without the seconds that its report tells."""
    for place in (result["report"] or {}, *(result["report"] or {}).get("tasks", [])):
        place.get("stats", {}).pop("seconds", None)
    return result


@pytest.mark.parametrize("at", range(0, len(SAMPLE), 5))
def test_the_corpus_is_checked_alike(at: int, tmp_path: Path) -> None:
    desk = Desk(SAMPLE[at].make(), tmp_path)
    found, seen = desk.inspect(None)
    if found["proposal"] is None or seen is None:
        return
    at_once, anew = desk.both(found, seen)
    assert at_once == anew
    last_year = {**found["proposal"], "source_sha256": "another"}
    found, seen = desk.inspect(last_year)
    at_once, anew = desk.both(found, seen)
    assert at_once == anew


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """A file whose reading needs no person, and last year's recipe for it."""
    folder = tmp_path_factory.mktemp("reports")
    before = markets.write_csv(folder / "laporan_2020.csv", 3000, 2020)
    recipe = fence.inspect(before, before.name, KNOWN)["proposal"]
    return markets.write_csv(folder / "laporan_2021.csv", 3000, 2021), recipe


def at_once(
    path: Path, recipe: Mapping[str, Any] | None, out: Path, limits: Limits | None = None, **how: Any
) -> tuple[dict[str, Any], fence.CheckResult | None]:
    hints = {**KNOWN, "recipe": recipe}
    return fence.inspect_and_check(path, path.name, hints, None, KNOWN, out, limits, **how)


def test_a_child_does_both_and_both_are_what_two_children_tell(
    reports: tuple[Path, dict[str, Any]], tmp_path: Path
) -> None:
    path, recipe = reports
    heard: list[dict[str, Any]] = []
    found, result = at_once(path, recipe, tmp_path / "a", on_progress=heard.append)
    alone = fence.inspect(path, path.name, {**KNOWN, "recipe": recipe})
    checked = fence.check(path, path.name, alone["proposal"], None, KNOWN, tmp_path / "b")
    assert found == alone
    assert result is not None
    assert timeless(result.to_dict()) == timeless(checked.to_dict())
    assert result.canonical is not None and checked.canonical is not None
    assert result.canonical.read_bytes() == checked.canonical.read_bytes()
    assert {one["stage"] for one in heard} >= {"convert", "judge"}


def test_what_waits_for_a_person_is_not_checked(reports: tuple[Path, dict[str, Any]], tmp_path: Path) -> None:
    path = tmp_path / "angka.csv"
    path.write_text("Kecamatan;Nilai\n" + "Wanasari;1.234\nKarangjati;2.345\nCempaka Barat;3.456\n" * 3)
    found, result = at_once(path, None, tmp_path / "out")
    assert found["questions"]
    assert result is None


def test_a_check_that_breaks_down_leaves_what_was_read(
    reports: tuple[Path, dict[str, Any]], tmp_path: Path
) -> None:
    """The table may not be written any more: the reading stands, and the check is for a child of its own."""
    path, recipe = reports
    whole = len(json.dumps(fence.inspect(path, path.name, {**KNOWN, "recipe": recipe})))
    narrow = Limits(output_bytes=2 * whole)
    assert 2 * whole < path.stat().st_size * 0.9
    found, result = at_once(path, recipe, tmp_path / "out", narrow)
    assert found["error"] is None
    assert found["proposal"]["source_sha256"] == found["container"]["sha256"]
    assert result is None


def test_a_reading_that_breaks_down_is_an_error(reports: tuple[Path, dict[str, Any]], tmp_path: Path) -> None:
    path, recipe = reports
    found, result = at_once(path, recipe, tmp_path / "out", Limits(wall_seconds=0))
    assert (found["error"]["code"], result) == ("WAKTU_HABIS", None)


def test_one_that_nobody_wants_any_more_is_stopped(tmp_path: Path) -> None:
    path = markets.write_csv(tmp_path / "laporan.csv", 60_000, 2020)
    found, result = at_once(path, None, tmp_path / "out", unwanted=lambda: True)
    assert (found["error"]["code"], result) == (fence.STOPPED, None)


def test_corrected_cells_and_large_tables_are_checked_by_themselves() -> None:
    class Seen:
        cells = 10

    found = {"refusal": None, "error": None, "questions": [], "proposal": {"fixes": []}}
    seen: Any = Seen()
    assert recipe_to_check(found, seen) == {"fixes": []}
    assert recipe_to_check({**found, "proposal": {"fixes": [{"cell": "A1"}]}}, seen) is None
    remark = {"code": "TERSEMBUNYI", "severity": "peringatan", "confirm": None}
    assert recipe_to_check({**found, "questions": [remark]}, seen) == {"fixes": []}
    for person in ({"confirm": {"key": "a"}}, {"severity": "tolak"}, {"code": "BENTUK_BERGESER"}):
        assert recipe_to_check({**found, "questions": [{**remark, **person}]}, seen) is None
    seen.cells = 10_000_000
    assert recipe_to_check(found, seen) is None
    assert recipe_to_check(found, None) is None
