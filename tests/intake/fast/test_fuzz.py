"""Two thousand random tables, and Frictionless and the fast path say the same of each, to the last word."""

from __future__ import annotations

import os
import random
import warnings
from collections import Counter
from pathlib import Path

import pytest

from support.fuzz_tables import make_case
from support.two_validators import fast_says, sizes, stock_says

CASES = int(os.environ.get("SATUDATA_FUZZ_CASES", "2000"))
SEED = int(os.environ.get("SATUDATA_FUZZ_SEED", "20261121"))
BATCHES = 10


@pytest.mark.parametrize("batch", range(BATCHES))
def test_both_say_the_same(batch: int, tmp_path: Path) -> None:
    warnings.simplefilter("ignore")
    routes: Counter[str] = Counter()
    draw = random.Random(SEED + batch)  # noqa: S311
    for _ in range(CASES // BATCHES):
        seed = draw.randrange(1 << 40)
        case = make_case(seed)
        case.write(tmp_path)
        said, route = fast_says(case, tmp_path, sizes(case, seed))
        routes[route] += 1
        assert said == stock_says(case, tmp_path), f"case {seed} by {route}; SATUDATA_FUZZ_SEED={SEED}"
    print(f"batch {batch} of seed {SEED}: {dict(routes)}")  # noqa: T201
    assert routes["columns"] and routes["stream"], "the cases miss a route"
