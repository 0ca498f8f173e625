"""A file that another dataset has published already is told with that dataset's title, and with no hidden one."""

from __future__ import annotations

from typing import Any

import pytest

from support import story
from support.faults import people
from support.story import act
from support.workbooks import population

pytestmark = pytest.mark.usefixtures("with_plugins", "with_request_context")

TWIN = "SAMA_DATASET_LAIN"


def told(draft_id: str) -> list[dict[str, Any]]:
    """Findings of the check that speak of another dataset."""
    shown = act(people().producer, "satudata_intake_show", id=draft_id)
    return [one for one in shown["report"]["findings"] if one["code"] == TWIN]


def checked(title: str, content: bytes) -> str:
    draft = act(people().producer, "satudata_draft_create", owner_org=people().org, title=title)
    story.upload(people().producer, draft["id"], content)
    story.confirmed(people().producer, draft["id"])
    return str(draft["id"])


def test_the_same_table_under_another_title(unique: str) -> None:
    content = population(2023, growth=1 + int(unique[-6:], 16) / 2**30)
    hidden = checked(f"Salinan rahasia {unique}", content)
    assert told(hidden) == []
    published = story.published(people(), content)
    copy = checked(f"Salinan {unique}", content)
    (finding,) = told(copy)
    title = act(None, "package_show", id=published["dataset_id"])["title"]
    assert title in finding["message"] and unique not in finding["message"]
    assert finding["severity"] == "konfirmasi"
