"""Every message that the product can show has its Indonesian translation."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.extract import extract
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "ckanext-satudata/ckanext/satudata"
PARTS = sorted((PACKAGE / "i18n/id/parts").glob("*.po"))
KEYWORDS = {"_": None, "N_": None, "gettext": None, "ngettext": (1, 2), "ungettext": (1, 2)}
METHODS = {".py": "python", ".html": "ckan.lib.extract:extract_ckan"}
SOURCES = sorted(path for ending in METHODS for path in PACKAGE.rglob(f"*{ending}"))
Key = tuple[str, ...]


def key(message: str | tuple[str, ...]) -> Key:
    """A message or its singular and plural, as one kind of key."""
    return (message,) if isinstance(message, str) else tuple(message)


def used() -> Iterator[tuple[Key, str]]:
    """Every message of the sources with the place where it stands."""
    for path in SOURCES:
        with path.open("rb") as file:
            found = extract(METHODS[path.suffix], file, keywords=KEYWORDS, options={})
            for line, message, _comments, _context in found:
                yield key(message), f"{path.relative_to(PACKAGE)}:{line}"


@pytest.fixture(scope="module")
def translated() -> set[Key]:
    """Every message of the part files."""
    known: set[Key] = set()
    for part in PARTS:
        with part.open("rb") as file:
            known |= {key(message.id) for message in read_po(file, locale="id") if message.id}
    return known


def test_every_message_has_an_indonesian_translation(translated: set[Key]) -> None:
    missing = sorted({f"{place}: {message[0]!r}" for message, place in used() if message not in translated})
    assert not missing


@pytest.mark.parametrize("part", PARTS, ids=lambda path: path.name)
def test_no_translation_is_fuzzy_or_empty(part: Path) -> None:
    with part.open("rb") as file:
        catalog = read_po(file, locale="id")
    texts = ((m, m.string if isinstance(m.string, tuple) else (m.string,)) for m in catalog if m.id)
    assert not [m.id for m, strings in texts if m.fuzzy or not all(strings)]


@pytest.mark.parametrize("part", PARTS, ids=lambda path: path.name)
def test_words_that_the_portal_does_not_use(part: Path) -> None:
    """No *mohon*, *gagal*, *valid*, *error*; a dataset is no *kumpulan data*."""
    with part.open("rb") as file:
        strings = [str(m.string).casefold() for m in read_po(file, locale="id") if m.id]
    words = (" mohon ", " gagal", "kumpulan data", "ilegal", "anda lupa")
    assert not [text for text in strings for word in words if word in f" {text} "]
