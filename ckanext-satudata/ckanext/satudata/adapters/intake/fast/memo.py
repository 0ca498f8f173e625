"""What Frictionless' cell reader says of each distinct text of a column, asked once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from frictionless import Field
from frictionless.table.row import _CellHandler

from .sure import sure_of
from .timebox import boxed

KEPT = 100_000
PATTERN_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Flag:
    """A text that is not simply good: blank, of the wrong type, or breaking constraints (their notes, in order)."""

    blank: bool
    type_note: str | None
    notes: tuple[str, ...]

    @property
    def harmless(self) -> bool:
        """Whether the text is blank and may be."""
        return self.type_note is None and not self.notes


class ColumnMemo:
    """Remembers the verdicts on one column's texts: ``good`` ones, and ``flagged`` ones with why."""

    def __init__(self, field: Field, handler: _CellHandler, keep_targets: bool) -> None:
        self.handler, self.keep_targets, self.sure = handler, keep_targets, sure_of(field)
        self.good: set[str] = set()
        self.flagged: dict[str, Flag] = {}
        self.targets: dict[str, Any] = {}

    def learn(self, texts: Iterable[str]) -> None:
        """Ask the reader for every text not asked before. Raises whatever the reader raises, and ``TooSlow``."""
        fresh = set(texts) - self.good
        fresh.difference_update(self.flagged)
        if fresh and "pattern" in self.handler.field.constraints:
            with boxed(self.handler.field.name, PATTERN_SECONDS):
                self._ask_all(fresh)
        else:
            self._ask_all(fresh)

    def _ask_all(self, texts: Iterable[str]) -> None:
        sure = self.sure
        for text in texts:
            value = sure(text) if sure is not None else None
            if value is None:
                self._ask(text)
                continue
            self.good.add(text)
            if self.keep_targets:
                self.targets[text] = value

    def _ask(self, text: str) -> None:
        target, notes = self.handler.reader(text)
        if target is not None and not notes:
            self.good.add(text)
        else:
            type_note = notes.pop("type", None) if notes else None
            blank = target is None and not type_note
            self.flagged[text] = Flag(blank, type_note, tuple(notes.values()) if notes else ())
        if self.keep_targets and target == target:  # what is not equal to itself is read anew each time
            self.targets[text] = target

    def may_be_blank(self, text: str) -> bool:
        """Tell whether a learned text is blank and may be."""
        flag = self.flagged.get(text)
        return flag is not None and flag.blank and flag.harmless

    def target(self, text: str) -> Any:
        """Give the parsed value of a text that was learned."""
        return self.targets[text] if text in self.targets else self.handler.reader(text)[0]

    def all_targets(self, texts: Sequence[str]) -> list[Any]:
        """Give the parsed values of texts that were learned."""
        try:
            return list(map(self.targets.__getitem__, texts))
        except KeyError:
            return [self.target(text) for text in texts]

    def forget(self) -> None:
        """Let go of what would grow with the file."""
        if len(self.good) > KEPT:
            self.good.clear()
        if len(self.flagged) > KEPT:
            self.flagged.clear()
        if len(self.targets) > KEPT:
            self.targets.clear()
