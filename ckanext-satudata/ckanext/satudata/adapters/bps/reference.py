"""The generated part of ``docs/reference/ms-forms.md``: every cell of the MS forms with its field, sources and rules.

``python -m ckanext.satudata.adapters.bps.reference docs/reference/ms-forms.md`` rewrites that part of the page.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from ckanext.satudata.domain.bps.layout import ColumnForm, Question
from ckanext.satudata.domain.bps.ms_keg import UNANSWERED
from ckanext.satudata.domain.bps.ms_rules import Rule
from ckanext.satudata.domain.bps.ms_stored import PROFILES

from .defaults import load_yaml, ms_ind, ms_keg, ms_profile, ms_var

START = "<!-- generated: cells of the MS forms -->"
END = "<!-- end of generated part -->"
HEAD = ("No.", "Question", "Kept as")
RULES = "Rules"


def cells_page() -> str:
    """Write the three tables of cells and the list of rules in Markdown."""
    profiles = [ms_profile(name) for name in PROFILES]
    heads = [f"*{profile['nama']}*" for profile in profiles]
    parts = [START, "", "## MS-Keg", ""]
    rows = [keg_row(question, profiles) for question in ms_keg().questions]
    parts.append(table(("Cell", *HEAD, *heads, RULES), rows))
    parts += ["", "Asked on paper or online, without a cell in the workbook:", ""]
    parts += [
        f"- {' '.join((one['nomor'], one['label'])).strip()}: {one['alasan']['en']}"
        for one in load_yaml("ms-keg.yaml")["tanpa_sel"]
    ]
    for form, name in ((ms_var(), "ms_var"), (ms_ind(), "ms_ind")):
        parts += ["", f"## {form.name}", ""]
        parts.append(table(("Column", *HEAD, *heads, RULES), column_rows(form, name, profiles)))
    parts += ["", "## Rules", "", rules_table()]
    return "\n".join([*parts, "", END])


def keg_row(question: Question, profiles: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """Describe one cell of MS-Keg."""
    sources = [source_text(question, profile["ms_keg"][question.key]) for profile in profiles]
    rules = rule_names(ms_keg().rules, question.key)
    return (question.cell, question.number, question.label, f"`ms_keg.{question.key}`", *sources, rules)


def source_text(question: Question, rule: Mapping[str, Any]) -> str:
    """Say where an answer comes from, and why it is, or may be, empty."""
    if "kode" in rule:
        labels = "; ".join(question.options[code] for code in rule["kode"])
        return f"profile: {sum(rule['kode'])} {labels}"
    if "jadwal" in rule:
        counted = "release date, counted back: " + " ".join(rule["jadwal"])
        return f"{counted}; else *Jadwal rilis belum diisi*, or out of the form's range"
    return field_text(rule)


def field_text(rule: Mapping[str, Any]) -> str:
    """Say which field an answer is read from, else the reason that is printed."""
    if "tanya" in rule:
        return f"the office answers on the form; else *{UNANSWERED}*"
    if "kosong" in rule:
        return f"empty: *{rule['kosong']}*"
    otherwise = f"; else *{rule['bila_kosong']}*" if rule.get("bila_kosong") else ""
    return f"`{rule['sumber']}`{otherwise}"


def column_rows(form: ColumnForm, name: str, profiles: Sequence[Mapping[str, Any]]) -> list[tuple[str, ...]]:
    """Describe each column of MS-Var or MS-Ind."""
    rows = []
    for column in form.columns:
        rules = [profile[name][column.key] for profile in profiles]
        sources = [f"profile: {rule['kode']}" if "kode" in rule else field_text(rule) for rule in rules]
        label = f"{column.group}: {column.label}" if column.group else column.label
        kept = f"`{name}.<row>.{column.key}`"
        rows.append((column.letter, column.number, label, kept, *sources, rule_names(form.rules, column.key)))
    return rows


def rule_names(rules: Sequence[Rule], key: str) -> str:
    """Name the rules about an answer."""
    return ", ".join(f"`{rule.id}`" for rule in rules if key in rule.keys)


def rules_table() -> str:
    """Write every rule with its condition and its sentence."""
    rows = [
        (f"`{rule.id}`", rule.kind, condition_text(rule), rule.severity, rule.sentence["en"])
        for form in (ms_keg(), ms_var(), ms_ind())
        for rule in form.rules
    ]
    return table(("Rule", "Kind", "When", "Severity", "Sentence"), rows)


def condition_text(rule: Rule) -> str:
    """Write the conditions of a rule."""
    return " and ".join(f"`{one.key}` {one.test} {', '.join(map(str, one.codes))}" for one in rule.when)


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Write a Markdown table."""
    columns = list(head)
    lines = ["| " + " | ".join(columns) + " |", "|" + "---|" * len(columns)]
    lines += ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]
    return "\n".join(lines)


def replaced(page: str) -> str:
    """Give the page with its generated part made anew."""
    before, _, rest = page.partition(START)
    return before + cells_page() + rest.partition(END)[2]


def main(arguments: list[str]) -> None:
    """Rewrite the page that the first argument names."""
    page = Path(arguments[0])
    page.write_text(replaced(page.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
