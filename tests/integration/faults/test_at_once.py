"""Next year's file is read and checked by one piece of work; where that cannot be, by two, and nothing is lost."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest

from ckanext.satudata.domain.intake.limits import Limits
from ckanext.satudata.work import intake, loop
from support import markets, story
from support.faults import let_time_pass, people, rows, work_of
from support.story import FileStorage, act, io

pytestmark = pytest.mark.usefixtures("with_plugins", "with_request_context")


def shown(draft_id: str) -> dict[str, Any]:
    """The draft's file as its producer sees it."""
    return dict(act(people().producer, "satudata_intake_show", id=draft_id))


def reports(year: int, folder: Path) -> bytes:
    """A table that is read without a question."""
    return markets.write_csv(folder / f"laporan_{year}.csv", 120, year).read_bytes()


@pytest.fixture
def draft(tmp_path: Path) -> str:
    """A draft whose file was read, confirmed and checked; next year's file waits."""
    loop.drain()
    made = story.ready_draft(people(), reports(2024, tmp_path))
    loop.drain()
    file = FileStorage(io.BytesIO(reports(2025, tmp_path)), filename="laporan_2025.csv")
    act(people().producer, "satudata_intake_upload", id=made, upload=file)
    return made


def checks(draft_id: str) -> list[dict[str, Any]]:
    return rows("SELECT * FROM satudata_work WHERE subject = :d AND kind = 'check' ORDER BY id", d=draft_id)


def test_one_piece_of_work_reads_and_checks(draft: str, tmp_path: Path) -> None:
    before, earlier = len(checks(draft)), shown(draft)
    assert earlier["state"] == "inspecting"
    assert loop.step(["inspect"])
    now = shown(draft)
    assert (now["state"], now["report"]["verdict"], now["report"]["stale"]) == ("checked", "pass", False)
    sha256 = hashlib.sha256(reports(2025, tmp_path)).hexdigest()
    assert now["inspection"]["container"]["sha256"] == now["recipe"]["source_sha256"] == sha256
    assert len(checks(draft)) == before
    assert work_of(draft, "inspect")["state"] == "done"
    assert work_of(draft, "report_table")["state"] == "waiting"
    package = act(people().producer, "package_show", id=draft)
    assert package["cakupan_akhir"].startswith("2025")


def test_a_check_that_does_not_end_is_begun_again_by_itself(
    draft: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was read is kept, and the check is queued."""
    both = intake.fence.inspect_and_check
    monkeypatch.setattr(intake.fence, "inspect_and_check", lambda *given: (both(*given)[0], None))
    assert loop.step(["inspect"])
    monkeypatch.undo()
    assert shown(draft)["state"] == "checking"
    assert checks(draft)[-1]["state"] == "waiting"
    loop.drain()
    assert shown(draft)["report"]["verdict"] == "pass"


def test_a_worker_that_dies_before_the_end_leaves_the_row(
    draft: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It dies after file and table were stored and before the word was committed; another does all of it again."""

    class Killed(BaseException):
        pass

    def die(*_arguments: Any) -> None:
        raise Killed

    monkeypatch.setattr(intake.cases, "inspected_and_checked", die)
    with pytest.raises(Killed):
        loop.step(["inspect"])
    monkeypatch.undo()
    assert work_of(draft, "inspect")["state"] == "running"
    assert shown(draft)["state"] == "inspecting"
    let_time_pass(draft)
    loop.drain()
    assert (work_of(draft, "inspect")["attempt"], shown(draft)["report"]["verdict"]) == (2, "pass")


def test_one_stopped_meanwhile_leaves_nothing(draft: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The person stops it after the child is done and before the result is kept."""
    kept = intake.cases.inspected_and_checked

    def stopped(*arguments: Any) -> None:
        act(people().producer, "satudata_intake_stop", id=draft)
        kept(*arguments)

    monkeypatch.setattr(intake.cases, "inspected_and_checked", stopped)
    loop.step(["inspect"])
    assert (shown(draft)["state"], shown(draft)["report"]["stale"]) == ("stopped", True)
    assert work_of(draft, "inspect")["state"] == "cancelled"


def test_a_file_with_a_question_waits_for_its_person(draft: str) -> None:
    loop.drain()
    other = b"Kecamatan;Nilai\nWanasari;1.234\nKarangjati;2.345\nCempaka Barat;3.456\n"
    file = FileStorage(io.BytesIO(other), filename="nilai.csv")
    act(people().producer, "satudata_intake_upload", id=draft, upload=file)
    loop.drain()
    assert shown(draft)["state"] == "to_confirm"
    assert shown(draft)["report"] is None


def test_limits_of_the_office_hold(draft: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "_limits", lambda: Limits(cells=20))
    loop.step(["inspect"])
    assert shown(draft)["error"]["code"] == "TERLALU_BANYAK_SEL"
