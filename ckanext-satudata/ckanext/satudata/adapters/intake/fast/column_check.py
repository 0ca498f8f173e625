"""The check of one column: which cells are not certainly good, by what is proved and what Frictionless' reader said once."""

from __future__ import annotations

from typing import Any

import numpy as np
from frictionless import Field

from .cells import Cells, Places
from .known_texts import KnownTexts
from .memo import ColumnMemo
from .plain_keys import is_plain
from .proofs import proof_of
from .sure import missing_of

FEW = 50


class ColumnCheck:
    """Checks the cells of a field. In a key (``keyed``) they are plain and filled; others may be ``blank``.

    ``known``: the keys that a field of a foreign key may have.
    """

    def __init__(
        self, field: Field, memo: ColumnMemo, keyed: bool, blank: bool, known: set[tuple[Any, ...]] | None
    ) -> None:
        self.field, self.memo, self.keyed, self.known = field, memo, keyed, known
        missing = missing_of(field)
        memo.learn(missing)
        self.blanks = {text for text in missing if blank and not keyed and memo.may_be_blank(text)}
        self.refused = [text.encode("utf-8", "surrogatepass") for text in missing if text not in self.blanks]
        self.proof = proof_of(field, keyed) if known is None else None
        self.good = KnownTexts()

    def unproved(self, cells: Cells) -> Places:
        """Give the places of the cells that are not certainly good."""
        places = np.arange(len(cells))
        if self.proof is not None:
            proved = self.proof(cells)
            for text in self.refused:
                proved &= ~cells.equal(text)
            places = np.flatnonzero(~proved)
            cells = cells.pick(places) if len(places) else cells
        if not len(places):
            return places
        unknown = np.flatnonzero(~self.good.find(cells))
        return places[unknown[self._unlike(cells.pick(unknown), len(cells))]] if len(unknown) else unknown

    def _unlike(self, cells: Cells, of: int) -> Places:
        """Ask for each text of cells whether it is good, and give the places of those that are not."""
        texts = cells.texts()
        asked = {text: text.decode() for text in set(texts)}
        self.memo.learn(asked.values())
        good = {text for text, decoded in asked.items() if self._is_good(decoded)}
        self.memo.forget()
        if len(texts) * FEW > of:
            self.good.add(good)
        return np.flatnonzero([text not in good for text in texts])

    def _is_good(self, text: str) -> bool:
        if text in self.blanks:
            return True
        if text not in self.memo.good or (self.keyed and not is_plain(self.field, text)):
            return False
        return self.known is None or (self.memo.target(text),) in self.known
