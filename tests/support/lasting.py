"""People who hold their posts for weeks, for tests that look at days to come."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from support import story
from support.faults import rows
from support.offices import TODAY, execute
from support.story import Cast


def cast() -> Cast:
    """A governed office and its people; every post that ends tomorrow goes on for two months."""
    people = story.cast()
    execute(f"UPDATE satudata_assignment SET ends_on = {TODAY} + 60 WHERE ends_on = {TODAY} + 1")
    return people


def due_of(review: dict[str, Any]) -> datetime:
    """The deadline that is kept for a review, in UTC."""
    [row] = rows("SELECT due_at FROM satudata_review WHERE id = :id", id=review["id"])
    found: datetime = row["due_at"]
    return found.astimezone(UTC)
