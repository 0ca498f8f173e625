"""The shadow gives Frictionless' own report, and alarms on the first place that differs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ckanext.satudata.adapters.intake.fast import shadow
from ckanext.satudata.adapters.intake.fast.shadow import difference
from ckanext.satudata.adapters.intake.fast.validate import Answer, validate
from ckanext.satudata.adapters.intake.frictionless_check import FrictionlessArbiter

SCHEMA = {"fields": [{"name": "a", "type": "integer"}, {"name": "b", "type": "string"}]}


def test_equal_reports_raise_no_alarm(tmp_path: Path) -> None:
    (tmp_path / "data.csv").write_text("a,b\n1,x\nq,y\n", encoding="utf-8")
    heard: list[str] = []
    report = FrictionlessArbiter(tmp_path, 1000, heard.append).judge("data.csv", SCHEMA)
    assert (report["valid"], heard) == (False, [])


def test_a_difference_raises_one_and_frictionless_is_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wrong(*given: Any) -> Answer:
        found = validate(*given)
        found.report["tasks"][0]["errors"][0]["rowNumber"] = 99
        return found

    monkeypatch.setattr(shadow, "validate", wrong)
    (tmp_path / "data.csv").write_text("a,b\n1,x\nq,y\n", encoding="utf-8")
    heard: list[str] = []
    report = FrictionlessArbiter(tmp_path, 1000, heard.append).judge("data.csv", SCHEMA)
    assert report["tasks"][0]["errors"][0]["rowNumber"] == 3
    assert heard == ["fast path (stream) differs from Frictionless at report.tasks[0].errors[0].rowNumber"]


def test_the_place_is_told_without_the_value() -> None:
    assert difference({"a": ["3275010101900001"]}, {"a": ["x"]}) == "report.a[0]"
