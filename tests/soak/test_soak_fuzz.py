"""A hundred thousand random tables (``SATUDATA_SOAK_FUZZ``): Frictionless and the fast path say the same of each."""

from __future__ import annotations

import os
import random
import time
import warnings
from collections import Counter
from pathlib import Path

from support.fuzz_tables import make_case
from support.two_validators import fast_says, sizes, stock_says

CASES = int(os.environ.get("SATUDATA_SOAK_FUZZ", "100000"))
SEED = int(os.environ.get("SATUDATA_FUZZ_SEED", str(time.time_ns())))


def test_both_say_the_same(tmp_path: Path) -> None:
    warnings.simplefilter("ignore")
    print(f"seed {SEED}")  # noqa: T201
    draw, routes = random.Random(SEED), Counter[str]()  # noqa: S311
    for _ in range(CASES):
        seed = draw.randrange(1 << 40)
        case = make_case(seed)
        case.write(tmp_path)
        said, route = fast_says(case, tmp_path, sizes(case, seed))
        routes[route] += 1
        assert said == stock_says(case, tmp_path), f"case {seed} by {route}"
    print(dict(routes))  # noqa: T201
    assert CASES < 1000 or min(routes["columns"], routes["stream"], routes["stock"]) > CASES / 1000
