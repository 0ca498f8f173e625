"""Every finding and refusal: both languages, same facts, words an official reads, a page that does not lie."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ckanext.satudata.domain.intake.catalogue import FINDINGS
from ckanext.satudata.domain.intake.catalogue_causes import CAUSES
from ckanext.satudata.domain.intake.finding import SEVERITIES, Spec, fill
from ckanext.satudata.domain.intake.reference import all_specs, findings_markdown

ROOT = Path(__file__).resolve().parents[3]
PARTS = ROOT / "ckanext-satudata" / "ckanext" / "satudata" / "i18n" / "id" / "parts"
NAMED = re.compile(r"%\((\w+)\)s")
GIVEN = {"cell", "cells", "count", "read", "expected"}
SPECS = list(all_specs())


@pytest.mark.parametrize("spec", SPECS, ids=[spec.code for spec in SPECS])
def test_both_languages_name_known_facts(spec: Spec) -> None:
    assert spec.severity in SEVERITIES
    for text in (spec.message, spec.message_en, spec.mend, spec.mend_en):
        assert text.strip() and set(NAMED.findall(text)) <= set(spec.example) | GIVEN
        assert fill(text, {**dict.fromkeys(GIVEN, "x"), **spec.example}, "id")


@pytest.mark.parametrize("spec", SPECS, ids=[spec.code for spec in SPECS])
def test_words(spec: Spec) -> None:
    words = re.compile(r"\b(valid|gagal|error|ilegal|mohon|ups|anda|silakan)\b", re.IGNORECASE)
    assert not words.search(spec.message) and not words.search(spec.mend)
    assert spec.message.endswith((".", "?", "%(read)s"))


def test_codes_are_unique() -> None:
    codes = [spec.code for spec in SPECS]
    assert len(set(codes)) == len(codes)


def test_the_reference_page_is_made_from_the_code() -> None:
    page = ROOT / "docs" / "reference" / "findings.md"
    assert page.read_text(encoding="utf-8") == findings_markdown(), (
        "run: satudata intake findings > docs/reference/findings.md"
    )


def test_the_translations_hold_every_sentence() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in sorted(PARTS.glob("intake*.po")))
    joined = re.sub(r'"\n"', "", text)
    for spec in all_specs():
        for sentence in (spec.message_en, spec.mend_en, spec.message, spec.mend):
            assert sentence.replace("\\", "\\\\").replace('"', '\\"') in joined, sentence


def test_every_finding_of_the_code_is_in_the_table() -> None:
    source = ROOT / "ckanext-satudata" / "ckanext" / "satudata"
    used = set()
    for path in [*source.glob("domain/intake/*.py"), *source.glob("app/intake/*.py")]:
        used |= set(re.findall(r'spec\("([A-Z_]+)"\)', path.read_text(encoding="utf-8")))
    assert used and used <= set(FINDINGS)


def test_every_finding_has_a_usual_cause() -> None:
    assert set(CAUSES) == set(FINDINGS)
    assert all(part.endswith(".") for pair in CAUSES.values() for part in pair)


def test_every_finding_is_provoked_by_a_test() -> None:
    folders = (ROOT / "tests" / "intake", ROOT / "tests" / "domain" / "intake")
    text = "".join(
        path.read_text(encoding="utf-8") for folder in folders for path in folder.rglob("test_*.py")
    )
    told = {code for code in FINDINGS if f'"{code}"' in text}
    assert set(FINDINGS) - told == set()
