"""The examples of docs/reference/api-review.md, run one after the other against a portal of their own."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from support.http_story import Troupe
from support.portal import Site, running
from support.workbooks import population

PAGE = Path(__file__).resolve().parents[2] / "docs/reference/api-review.md"
BLOCK = re.compile(r"^```(sh|json|python)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
TOKENS = {
    "PRODUSEN": "producer",
    "VERIFIKATOR": "verifikator",
    "KABID": "kabid",
    "KADIS": "kadis",
    "BPS": "bps",
}


def blocks() -> list[tuple[str, str]]:
    """Language and text of each example."""
    return BLOCK.findall(PAGE.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, Path, dict[str, str]]]:
    """The portal, a folder to work in, and the variables that the page names."""
    with running(tmp_path_factory.mktemp("api"), "api") as site:
        troupe = Troupe.on(site)
        tokens = {name: troupe[role].token for name, role in TOKENS.items()}
        draft = troupe.draft(population(2024))
        yield (
            site,
            tmp_path_factory.mktemp("here"),
            {**os.environ, **tokens, "PORTAL": site.url, "DRAFT": draft},
        )


def test_the_examples(place: tuple[Site, Path, dict[str, str]]) -> None:
    site, folder, variables = place
    found = blocks()
    assert len([kind for kind, _text in found if kind == "sh"]) > 10
    script = ["set -eu"]
    for number, (kind, text) in enumerate(found):
        if kind == "sh":
            script.append(f"{{\n{text}}} > out-{number}\nprintf '%s' \"${{DATASET:-}}\" > dataset")
        elif kind == "python":
            (folder / "example.py").write_text(text, encoding="utf-8")
            script.append(f"{sys.executable} example.py > out-{number}")
    done = subprocess.run(
        ["bash", "-c", "\n".join(script)],
        cwd=folder,
        env=variables,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, (done.stderr, [file.read_text()[:300] for file in folder.glob("out-*")])
    for number, (kind, text) in enumerate(found):
        if kind == "json":
            expected = json.loads(text.replace("$DATASET", (folder / "dataset").read_text()))
            answer = json.loads((folder / f"out-{number - 1}").read_text(encoding="utf-8"))
            assert contains(answer, expected), (number, expected, str(answer)[:500])
    assert "P-0002\tTerbit\t" in site.ckan("satudata", "review", "list", "--user", "demo-kabid")
    assert "Kepala Dinas" in (folder / f"out-{[k for k, _t in found].index('python')}").read_text()


def contains(answer: Any, expected: Any) -> bool:
    """Whether everything that the page shows is in the answer."""
    if isinstance(expected, dict):
        return isinstance(answer, dict) and all(
            name in answer and contains(answer[name], value) for name, value in expected.items()
        )
    return bool(answer == expected)


def test_every_transition_has_an_example() -> None:
    text = PAGE.read_text(encoding="utf-8")
    for name in ("submit", "withdraw", "claim", "release", "assign", "decide", "show"):
        assert f"satudata_review_{name}" in text
