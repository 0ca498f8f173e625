"""The reference page of all findings and refusals, made from the tables that the code uses."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .catalogue import FINDINGS
from .catalogue_causes import CAUSES
from .finding import SEVERITIES, Spec, fill
from .refusals import ERRORS, REFUSALS

_HEAD = """# Findings of the intake

Made from the code by `satudata intake findings`; a test compares the two. Each finding has a stable code, a severity
(*tolak*: must be mended; *konfirmasi*: must be answered; *peringatan*: for information), a place in Excel notation,
what was read, what was expected, and how to mend it. Each entry gives the sentence filled with example facts, how to mend it
(in italics), and its usual cause, in Indonesian and in English.
"""


def findings_markdown() -> str:
    """Give the page as Markdown."""
    parts = [_HEAD]
    for severity in SEVERITIES:
        specs = [spec for spec in FINDINGS.values() if spec.severity == severity]
        parts.append(f"## {severity.capitalize()}\n")
        parts += [_entry(spec) for spec in specs]
    parts.append("## Refusals\n\nThe file is not read at all.\n")
    parts += [_entry(spec) for spec in REFUSALS]
    parts.append("## System faults\n\nThe verdict is *error*: neither good nor bad data.\n")
    parts += [_entry(spec) for spec in ERRORS]
    return "\n".join(parts)


def _entry(spec: Spec) -> str:
    facts: dict[str, Any] = {"cell": "", "cells": [], "count": 0, "read": "", "expected": "", **spec.example}
    cause, cause_en = CAUSES.get(spec.code, ("", ""))
    return (
        f"### {spec.code}\n\n"
        f"- {fill(spec.message, facts, 'id')}\n"
        f"  *{fill(spec.mend, facts, 'id')}*\n"
        + (f"  Sebab: {cause}\n" if cause else "")
        + f"- {fill(spec.message_en, facts, 'en')}\n"
        f"  *{fill(spec.mend_en, facts, 'en')}*\n" + (f"  Cause: {cause_en}\n" if cause_en else "")
    )


def all_specs() -> Iterable[Spec]:
    """Give every finding, refusal and system fault."""
    return (*FINDINGS.values(), *REFUSALS, *ERRORS)
