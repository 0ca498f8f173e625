"""The merge of the translations refuses what would reach a user wrong."""

from __future__ import annotations

import gettext
from pathlib import Path

import messages
import pytest

HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'


def part(folder: Path, name: str, *entries: tuple[str, str], before: str = "") -> Path:
    """Write a part file of (source, translation) pairs."""
    file = folder / f"{name}.po"
    body = "\n".join(f'{before}msgid "{source}"\nmsgstr "{text}"\n' for source, text in entries)
    file.write_text(HEAD + body, encoding="utf-8")
    return file


def test_parts_become_one_catalogue(tmp_path: Path) -> None:
    catalog, faults = messages.merge(
        [part(tmp_path, "a", ("Save", "Simpan")), part(tmp_path, "b", ("Save", "Simpan"), ("Send", "Kirim"))]
    )
    assert not faults
    assert {message.id: message.string for message in catalog if message.id} == {
        "Save": "Simpan",
        "Send": "Kirim",
    }


@pytest.mark.parametrize(
    ("entries", "fault"),
    [
        ([("Save", "")], "not translated"),
        ([("Row %(row)s", "Baris %(baris)s")], "no %(baris)s"),
    ],
)
def test_a_fault_is_named_with_its_place(tmp_path: Path, entries: list[tuple[str, str]], fault: str) -> None:
    _, faults = messages.merge([part(tmp_path, "a", *entries)])
    assert len(faults) == 1
    assert faults[0].startswith("a.po:")
    assert fault in faults[0]


def test_a_fuzzy_entry_is_refused(tmp_path: Path) -> None:
    _, faults = messages.merge([part(tmp_path, "a", ("Save", "Simpan"), before="#, fuzzy\n")])
    assert "fuzzy" in faults[0]


def test_two_translations_of_one_message_are_refused(tmp_path: Path) -> None:
    parts = [part(tmp_path, "a", ("Save", "Simpan")), part(tmp_path, "b", ("Save", "Rekam"))]
    _, faults = messages.merge(parts)
    assert "Rekam" in faults[0]
    assert "a.po" in faults[0]


def test_a_word_in_two_languages_is_one_fact(tmp_path: Path) -> None:
    _, faults = messages.merge([part(tmp_path, "a", ("Hidden: %(what_en)s", "Tersembunyi: %(what)s"))])
    assert not faults


def test_the_compiled_catalogue_is_what_the_portal_loads() -> None:
    folder = messages.LOCALE.parents[0]
    assert gettext.find(messages.DOMAIN, localedir=str(folder), languages=["id"])


def test_a_plural_written_once_serves_every_number(tmp_path: Path) -> None:
    """Indonesian has one form; CKAN's catalogue asks for the second one from two on, and English would show through."""
    file = tmp_path / "a.po"
    entry = 'msgid "%(num)s row"\nmsgid_plural "%(num)s rows"\nmsgstr[0] "%(num)s baris"\n'
    file.write_text(
        HEAD.replace('utf-8\\n"', 'utf-8\\n"\n"Plural-Forms: nplurals=1; plural=0;\\n"') + entry,
        encoding="utf-8",
    )
    catalog, faults = messages.merge([file])
    assert not faults
    [message] = [message for message in catalog if message.id]
    assert message.string == ("%(num)s baris", "%(num)s baris")
