"""Columns of a sheet as people name them: neighbours in one piece, *C–N*."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from .grid import column_number

_LETTERS = re.compile(r"[A-Z]{1,3}")
_SHORTEST = 3


def letter_runs(letters: Sequence[str]) -> str:
    """Give the letters of columns with three and more neighbours as a range: ``C, D, E, G`` is ``C–E, G``.

    What is no letter of a column stays as it is.
    """
    if not all(_LETTERS.fullmatch(str(one)) for one in letters):
        return ", ".join(str(one) for one in letters)
    numbered = [(column_number(one), one) for one in letters]
    parts = []
    for _step, group in groupby(enumerate(numbered), key=lambda pair: pair[1][0] - pair[0]):
        run = [name for _at, (_number, name) in group]
        parts += [f"{run[0]}–{run[-1]}"] if len(run) >= _SHORTEST else run
    return ", ".join(parts)
