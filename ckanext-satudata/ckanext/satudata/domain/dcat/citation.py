"""How an edition is cited: who, when, what, which edition, where."""

from __future__ import annotations

from ..figures.indonesian import format_date
from .facts import Edition, Portal, Published

WORDS = {"id": ("Edisi", "Data"), "en": ("Edition", "Dataset")}


def citation(published: Published, edition: Edition, portal: Portal, address: str, language: str) -> str:
    """Give the line that stands in a list of sources; ``address`` is the edition's own."""
    word, kind = WORDS["en" if language == "en" else "id"]
    day = edition.published_at.date()
    return (
        f"{published.office.title} ({day.year}). {edition.text('title')}. {word} {edition.number}, "
        f"{format_date(day, language)} [{kind}]. {portal.title}. {address}"
    )
