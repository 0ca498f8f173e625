"""Merge the part files of the Indonesian translation into one catalogue and compile it.

Part files lie in ``i18n/id/parts/*.po``. The merged ``.po`` and ``.mo`` are generated and not kept in git.
A fuzzy entry, and one message translated in two ways, stop the merge with the places named.

    python config/dev/messages.py [--check]
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[2]
LOCALE = ROOT / "ckanext-satudata/ckanext/satudata/i18n/id"
DOMAIN = "ckanext-satudata"
PLACEHOLDER = re.compile(r"%\((\w+)\)[a-z]")
Key = tuple[str | None, object]


def merge(parts: list[Path]) -> tuple[Catalog, list[str]]:
    """Give one catalogue of all part files, and a line for each fault found."""
    merged = Catalog(locale="id", domain=DOMAIN, project=DOMAIN, fuzzy=False)
    seen: dict[Key, tuple[Message, Path]] = {}
    faults: list[str] = []
    for part in parts:
        with part.open("rb") as file:
            catalog = read_po(file, locale="id", domain=DOMAIN, abort_invalid=True)
        for message in catalog:
            if message.id:
                faults += _add(merged, seen, message, part)
    return merged, faults


def _add(merged: Catalog, seen: dict[Key, tuple[Message, Path]], message: Message, part: Path) -> list[str]:
    """Add one message unless a part before holds it; give its faults."""
    key = (message.context, message.id)
    place = f"{part.name}:{message.lineno}"
    if message.fuzzy:
        return [f"{place}: fuzzy: {message.id!r}"]
    if not _translated(message):
        return [f"{place}: not translated: {message.id!r}"]
    if key in seen and seen[key][0].string != message.string:
        other, where = seen[key]
        there = f"{where.name}:{other.lineno}"
        return [f"{place}: {message.id!r} is {message.string!r}, but {other.string!r} in {there}"]
    if key not in seen:
        seen[key] = (message, part)
        merged.add(message.id, _forms(message), context=message.context, flags=message.flags)
    return [f"{place}: the sources give no %({name})s here" for name in sorted(_unknown(message))]


def _unknown(message: Message) -> set[str]:
    """Give the placeholders of the translation that the source does not fill.

    Facts that are words come in both languages, as ``what`` and ``what_en``; each text uses its own.
    """
    given = _placeholders(message.id)
    return _placeholders(message.string) - given - {name.removesuffix("_en") for name in given}


def _placeholders(text: str | Sequence[str] | None) -> set[str]:
    texts = [text] if isinstance(text, str) else list(text or ())
    return {name for each in texts for name in PLACEHOLDER.findall(each)}


def _forms(message: Message) -> str | tuple[str, ...]:
    """Give the translation; a plural that is written once, as Indonesian does, in both forms that CKAN's catalogue asks for."""
    if isinstance(message.string, tuple | list):
        return (*message.string, message.string[-1])[:2]
    return str(message.string)


def _translated(message: Message) -> bool:
    texts = message.string if isinstance(message.string, tuple | list) else [message.string]
    return all(texts)


def main() -> int:
    """Write the catalogue, or only check it with ``--check``; give the exit code."""
    catalog, faults = merge(sorted((LOCALE / "parts").glob("*.po")))
    for fault in faults:
        print(fault, file=sys.stderr)
    if faults:
        print(f"{len(faults)} faults in the translations; nothing was written.", file=sys.stderr)
        return 1
    if "--check" not in sys.argv[1:]:
        target = LOCALE / "LC_MESSAGES"
        target.mkdir(parents=True, exist_ok=True)
        with (target / f"{DOMAIN}.po").open("wb") as file:
            write_po(file, catalog, sort_output=True, width=110, omit_header=False)
        with (target / f"{DOMAIN}.mo").open("wb") as file:
            write_mo(file, catalog)
    print(f"{len(catalog)} messages in Indonesian.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
