"""The generated part of ``docs/reference/bundle.md``: every cell of the MS forms with its source, rule or reason.

``python -m ckanext.satudata.adapters.bps.reference docs/reference/bundle.md`` rewrites that part of the page.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from ckanext.satudata.domain.bps.layout import ColumnForm, Question

from .defaults import load_yaml, ms_ind, ms_keg, ms_var

START = "<!-- generated: cells of the MS forms -->"
END = "<!-- end of generated part -->"


def cells_page() -> str:
    """Write the three tables of cells in Markdown."""
    profile = load_yaml("kompilasi.yaml")
    keg = [keg_row(question, profile["ms_keg"][question.key]) for question in ms_keg().questions]
    parts = [
        START,
        "",
        f"Profile: *{profile['nama']}*. A cell whose source is empty stays empty with the reason given.",
        "",
        "### MS-Keg",
        "",
        table(("Cell", "No.", "Question", "Answer from", "Left empty because"), keg),
    ]
    for form, rules in ((ms_var(), profile["ms_var"]), (ms_ind(), profile["ms_ind"])):
        rows = column_rows(form, rules)
        parts += [
            "",
            f"### {form.name}",
            "",
            table(("Column", "No.", "Label", "Answer from", "Left empty because"), rows),
        ]
    return "\n".join([*parts, "", END])


def keg_row(question: Question, rule: Mapping[str, Any]) -> tuple[str, ...]:
    """Describe one cell of MS-Keg."""
    return (question.cell, question.number, question.label, source_text(question, rule), reason_text(rule))


def source_text(question: Question, rule: Mapping[str, Any]) -> str:
    """Say where an answer comes from."""
    if "kode" in rule:
        labels = "; ".join(question.options[code] for code in rule["kode"])
        return f"profile: {sum(rule['kode'])} {labels}"
    if "jadwal" in rule:
        return "release date, counted back: " + " ".join(rule["jadwal"])
    return f"`{rule['sumber']}`" if "sumber" in rule else ""


def reason_text(rule: Mapping[str, Any]) -> str:
    """Say why a cell is, or may be, empty."""
    if "jadwal" in rule:
        return "Jadwal rilis belum diisi, atau tanggal di luar batas formulir."
    return str(rule.get("kosong") or rule.get("bila_kosong") or "")


def column_rows(form: ColumnForm, rules: Mapping[str, Any]) -> list[tuple[str, ...]]:
    """Describe each column of MS-Var or MS-Ind."""
    rows = []
    for column in form.columns:
        rule = rules[column.key]
        source = f"profile: {rule['kode']}" if "kode" in rule else str(rule.get("sumber", ""))
        label = f"{column.group}: {column.label}" if column.group else column.label
        rows.append((column.letter, column.number, label, source, reason_text(rule)))
    return rows


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
