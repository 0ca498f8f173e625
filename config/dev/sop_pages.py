"""Parts of the reference pages that come from the SOP files: steps, stages, diagrams, the rules of the lint."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
Lines = Iterator[str]
Row = Mapping[str, Any]
SHAPES = {"putuskan": ("{", "}"), "jawab_bps": ("{", "}"), "susun": ("([", "])")}


def sops() -> Lines:
    """Every shipped SOP: where its stages lead, and its steps with what the portal does at them."""
    from ckanext.satudata.adapters import sop_files

    for sop in sop_files.load(str(ROOT / "config/sop")).values():
        place = sop.definition["instansi"]
        office = ", ".join(str(place[key]) for key in ("opd", "nama_pemda") if place.get(key))
        yield ""
        yield f"## SOP `{sop.id}`, version {sop.version}"
        yield ""
        yield f"*{sop.name}*, {office}. Chain: {sop.chain}. Printed at `/sop/{sop.id}`."
        yield ""
        yield from _diagram(sop)
        yield ""
        yield from _stages(sop)
        yield ""
        yield from _steps(sop.definition)


def _diagram(sop: Any) -> Lines:
    """Stages as a flowchart: solid lines go on, dotted ones back."""
    yield "```mermaid"
    yield "flowchart LR"
    for step in sop.steps:
        opening, closing = SHAPES.get(str(step.deed), ("[", "]"))
        yield f'    {step.id}{opening}"{step.label}"{closing}'
    yield '    SELESAI(["Selesai"])'
    for step in sop.steps:
        yield f"    {step.id} --> {step.on_yes}"
        if step.on_no:
            yield f"    {step.id} -. tidak .-> {step.on_no}"
    yield "```"


def _stages(sop: Any) -> Lines:
    yield "| stage | step | post | does | working days | on yes | on no | may return to |"
    yield "|---|---|---|---|---|---|---|---|"
    for step in sop.steps:
        back = ", ".join(f"`{target.id}`" for target in sop.returns_from(step.id)) or "–"
        no = f"`{step.on_no}`" if step.on_no else "–"
        cells = [
            f"`{step.id}` {step.label}",
            str(step.row),
            step.post.name,
            str(step.deed),
            str(step.days),
            f"`{step.on_yes}`",
        ]
        yield f"| {' | '.join([*cells, no, back])} |"


def _steps(sop: Row) -> Lines:
    from ckanext.satudata.domain.sop_words import time_words, total_words

    names = {post["kode"]: post["nama"] for post in sop["pelaksana"]}
    yield "| no. | kegiatan | pelaksana | simbol | waktu | in the portal | provenance |"
    yield "|---|---|---|---|---|---|---|"
    for row in sop["langkah"]:
        cells = [
            str(row["nomor"]),
            row["kegiatan"],
            ", ".join(names[code] for code in row["pelaksana"]),
            row["simbol"],
            time_words(row["waktu"]) or "tidak tertulis",
            _in_portal(row),
            f"{row['asal_pelaksana']}, {row['keyakinan']}",
        ]
        yield f"| {' | '.join(cells)} |"
    yield ""
    yield f"Sum of the times: {total_words(sop['langkah']) or 'tidak tertulis'}."


def _in_portal(row: Row) -> str:
    from ckanext.satudata.domain.sop import stages

    portal = row["pemetaan_portal"]
    if portal.get("bagian_dari"):
        return f"within `{portal['bagian_dari']}`"
    return ", ".join(f"`{stage['id']}`" for stage in stages(row)) or "outside"


def lint() -> Lines:
    """Every rule of the lint."""
    from ckanext.satudata.domain.sop_lint import RULES

    yield "# Rules of the SOP lint"
    yield ""
    yield "`satudata sop lint` names every flaw of every file at once, with file and line. An SOP with an error cannot run, and"
    yield "stops the portal at start-up. What the source of an SOP does not tell is a warning; a reading marked `disimpulkan`"
    yield "satisfies a rule. The format is described in [SOP files](sop.md)."
    yield ""
    yield "| rule | | what it says | what mends it |"
    yield "|---|---|---|---|"
    for name, rule in RULES.items():
        text, mend = (
            part.replace("{{", "{").replace("}}", "}").replace("|", "/")
            for part in (rule.text_en, rule.mend_en)
        )
        yield f"| `{name}` | {rule.severity} | {text} | {mend} |"
