"""Two people answer the questions about one file: the second one is told, and nothing is lost silently."""

from __future__ import annotations

from typing import Any

import pytest

from ckanext.satudata.work import loop
from support import story
from support.faults import people
from support.story import act
from support.workbooks import population

pytestmark = pytest.mark.usefixtures("with_plugins", "with_request_context")


def asked() -> tuple[str, dict[str, Any], dict[str, Any]]:
    """A draft that waits for answers: its id, what is shown, the answers."""
    draft = act(people().producer, "satudata_draft_create", owner_org=people().org, title="Penduduk")
    story.upload(people().producer, draft["id"], population(2025))
    shown = act(people().producer, "satudata_intake_show", id=draft["id"])
    answers = {
        one["confirm"]["key"]: {"value": one["confirm"]["choices"][0]["value"], "reason": "sesuai"}
        for one in shown["questions"]
        if one.get("confirm")
    }
    return draft["id"], shown, answers


def test_the_second_answer_to_an_old_reading_is_refused() -> None:
    draft_id, shown, answers = asked()
    confirm = {"id": draft_id, "recipe": shown["recipe"], "answers": answers, "version": shown["version"]}
    act(people().producer, "satudata_intake_confirm", **confirm)
    with pytest.raises(story.tk.ValidationError) as refused:
        act(people().producer, "satudata_intake_confirm", **confirm)
    assert type(refused.value).__name__ == "ConflictError"
    loop.drain()
    assert act(people().producer, "satudata_intake_show", id=draft_id)["state"] == "checked"


def test_without_a_version_the_answer_holds_for_what_stands_there() -> None:
    draft_id, shown, answers = asked()
    act(people().producer, "satudata_intake_confirm", id=draft_id, recipe=shown["recipe"], answers=answers)
    act(people().producer, "satudata_intake_confirm", id=draft_id, answers=answers)
    loop.drain()
    assert act(people().producer, "satudata_intake_show", id=draft_id)["state"] == "checked"


def test_a_version_that_is_none_is_told() -> None:
    draft_id, _shown, _answers = asked()
    with pytest.raises(story.tk.ValidationError, match="version"):
        act(people().producer, "satudata_intake_confirm", id=draft_id, version="baru")


def test_a_wrong_recipe_is_told_in_one_language() -> None:
    draft_id, shown, _answers = asked()
    broken = {**shown["recipe"], "columns": ["A"]}
    with pytest.raises(story.tk.ValidationError) as refused:
        act(people().producer, "satudata_intake_confirm", id=draft_id, recipe=broken)
    (words,) = refused.value.error_dict["recipe"]
    assert "objek JSON" in words or "an object" in words
    assert not ("objek JSON" in words and "must be" in words)
