"""The reference page tells the truth: its tables are generated, its list of entries is the real one."""

from __future__ import annotations

import re
from fnmatch import fnmatch
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from ckanext.satudata.adapters import pdf
from ckanext.satudata.adapters.bps.builder import build
from ckanext.satudata.adapters.bps.defaults import ms_profile
from ckanext.satudata.adapters.bps.reference import START, replaced
from ckanext.satudata.adapters.dcat.bundle import entries as dcat_entries
from ckanext.satudata.adapters.sdmx.bundle import entries as sdmx_entries
from ckanext.satudata.domain.bps.messages import MESSAGES
from ckanext.satudata.domain.bps.ms_stored import PROFILES
from support.bundle_samples import content

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs/reference/bundle.md"
FORMS = ROOT / "docs/reference/ms-forms.md"
COMMAND = "python -m ckanext.satudata.adapters.bps.reference docs/reference/ms-forms.md"


def test_the_tables_of_cells_are_up_to_date() -> None:
    page = FORMS.read_text(encoding="utf-8")
    assert START in page
    assert replaced(page) == page, f"run: {COMMAND}"


def test_the_list_of_entries_is_that_of_a_real_bundle(tmp_path: Path) -> None:
    listed = PAGE.read_text(encoding="utf-8").split("| Entry |")[1].split("\nNot in the bundle")[0]
    first_cells = "\n".join(line.split(" | ")[0] for line in listed.splitlines())
    patterns = [name.replace("<tabel>", "*") for name in re.findall(r"`([^`]+)`", first_cells)]
    made = build([content()], tmp_path, makers=(dcat_entries, sdmx_entries), to_pdf=pdf.render)
    entries = made.entries
    assert [e for e in entries if not any(fnmatch(e, p) for p in patterns)] == []
    assert [p for p in patterns if not any(fnmatch(e, p) for e in entries)] == []


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("form", ["ms_keg", "ms_var", "ms_ind"])
def test_every_cell_has_a_source_or_a_reason(form: str, profile: str) -> None:
    for key, rule in ms_profile(profile)[form].items():
        ways = [name for name in ("sumber", "kode", "jadwal", "kosong", "tanya") if name in rule]
        assert len(ways) == 1, key
        assert rule[ways[0]], key


def test_every_sentence_has_its_indonesian() -> None:
    known: dict[str, str] = {}
    for part in (ROOT / "ckanext-satudata/ckanext/satudata/i18n/id/parts").glob("*.po"):
        with part.open("rb") as stream:
            known |= {str(message.id): str(message.string) for message in read_po(stream) if message.id}
    assert set(MESSAGES.values()) - set(known) == set()
    for source, text in ((source, known[source]) for source in MESSAGES.values()):
        assert sorted(re.findall(r"%\(\w+\)s", str(source))) == sorted(re.findall(r"%\(\w+\)s", str(text))), (
            source
        )
