"""``make corpus``: reads every file of the corpus, prints the figures, and writes the page of the documentation.

``python -m corpus [--name PART] [--random N] [--faults]`` looks at some of them only and writes nothing.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from .desk import Desk, open_desk
from .judge import Verdict, judge
from .named import load
from .page import write_page
from .random_cases import TWISTED, random_makers
from .score import add_up, by_class, table

ROOT = Path(__file__).resolve().parents[2]


def main(arguments: list[str] | None = None) -> int:
    """Judge and tell. Returns 1 when a file was silently misread."""
    options = _options(arguments)
    started = time.monotonic()
    named = [maker for maker in load().values() if options.name in maker.name]
    drawn = [*random_makers(options.random), *random_makers(options.random // 2, TWISTED + 1)]
    drawn = [maker for maker in drawn if options.name in maker.name]
    with open_desk() as folder:
        desk = Desk(Path(folder))
        verdicts = [_told(judge(maker.make(), desk), options.faults) for maker in [*named, *drawn]]
    score = add_up(verdicts)
    _say("\n".join([*table(score), "", *by_class(verdicts), ""]))
    _say(
        f"{score.cases} files, {score.clean} without any fault, {score.silent} cells or rows silently misread, "
        f"{score.needless} needless questions; {time.monotonic() - started:.0f} s"
    )
    if not options.name:
        write_page(ROOT, verdicts)
    return int(score.silent > 0)


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="corpus", description=__doc__)
    parser.add_argument("--name", default="", help="only the cases whose name holds this")
    parser.add_argument("--random", type=int, default=400, help="how many random compositions")
    parser.add_argument("--faults", action="store_true", help="tell each fault")
    return parser.parse_args(arguments)


def _told(verdict: Verdict, faults: bool) -> Verdict:
    if faults and verdict.faults:
        _say(f"{verdict.case} ({verdict.klass})")
        for fault in verdict.faults:
            _say(f"    {fault.figure}: expected {fault.expected}; got {fault.got}")
    return verdict


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")


if __name__ == "__main__":
    sys.exit(main())
