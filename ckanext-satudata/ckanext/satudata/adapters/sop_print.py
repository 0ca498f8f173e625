"""The printed SOP: one template for the page and for the PDF; the flowchart's lines and symbols.

Lines are pictures behind the cells, so that they reach from step to step however high a step is; symbols are SVG. Where a page
ends, the PDF sets off-page connectors (segi lima) under the last step and above the next one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from ..domain.sop_flow import LEFT, Cell, Crossing, Stroke
from ..domain.sop_sheet import Sheet, sheet

PAPERS = {"a4": "A4 landscape", "f4": "330mm 215mm"}
"""Sizes of paper, by their name in addresses and options. F4 (folio) is the paper of many offices."""

FOOT = 14
CONNECTORS = 15
"""Heights in mm: of the margin with the foot, and of what the connectors above and below take on a page."""

TRACK = 92
"""Height of the track near a cell's bottom, in percent."""


@dataclass(frozen=True)
class Connector:
    """One off-page connector: where the line runs, and the letter that says which line goes on where."""

    crossing: Crossing
    letter: str


def html(sop: Mapping[str, Any], printed: str, breaks: Sequence[int] = ()) -> str:
    """The sheet as HTML, without the page around it.

    ``printed`` is the line at the foot (*Dicetak ...*); ``breaks`` are the numbers of the steps that begin a page.
    """
    made = sheet(sop)
    drawing = {"style": style, "symbol": symbol, "connector": connector, "bridge": bridge}
    template = _templates().get_template("satudata/sop/lembar.html")
    return template.render(sheet=made, groups=_groups(made, breaks), printed=printed, **drawing)


def page(sop: Mapping[str, Any], printed: str) -> str:
    """The sheet as a whole HTML document with its styles."""
    styles = Markup("<style>{}</style>").format(Markup(_shared()))  # noqa: S704 - our own style sheet
    return _document(sop, styles + Markup(html(sop, printed)))  # noqa: S704 - from our own template


def pdf(
    sop: Mapping[str, Any],
    printed: str,
    render: Callable[[str, str], bytes],
    pages: Callable[[str, str], list[set[str]]],
    paper: str = "a4",
) -> bytes:
    """The sheet as PDF. ``render`` makes a PDF of HTML and CSS; ``pages`` says which ids each page of it holds."""
    starts = _starts(pages(_document(sop, html(sop, printed)), _css(paper, FOOT + CONNECTORS)))
    return render(_document(sop, html(sop, printed, starts)), _css(paper, FOOT))


def _starts(pages: list[set[str]]) -> list[int]:
    """The first step of each page but the first one that has steps."""
    firsts = []
    for ids in pages:
        numbers = [int(name.removeprefix("langkah-")) for name in ids if name.startswith("langkah-")]
        if numbers:
            firsts.append(min(numbers))
    return firsts[1:]


def _document(sop: Mapping[str, Any], body: str) -> str:
    title = Markup.escape(f"SOP {sop['nama_sop']}")
    return f'<!doctype html><html lang="id"><head><meta charset="utf-8"><title>{title}</title></head><body>{body}</body></html>'


def _css(paper: str, foot: int) -> str:
    return f"""{_shared()}
    @page {{ size: {PAPERS[paper]}; margin: 10mm 10mm {foot}mm;
      @bottom-left {{ content: element(kaki); vertical-align: top; padding-top: 2mm; }}
      @bottom-right {{ content: "Halaman " counter(page) " dari " counter(pages); font-size: 7.5pt; vertical-align: top;
        padding-top: 2mm; }} }}
    .sop-kaki {{ position: running(kaki); }}"""


@cache
def _shared() -> str:
    return resources.files("ckanext.satudata").joinpath("assets", "sop.css").read_text(encoding="utf-8")


@cache
def _templates() -> Environment:
    loader = PackageLoader("ckanext.satudata", "templates")
    return Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )


def _groups(made: Sheet, breaks: Sequence[int]) -> list[dict[str, Any]]:
    """The steps by page, with the connectors that end and begin each."""
    groups: list[dict[str, Any]] = [{"rows": [], "above": [], "below": []}]
    letters = _letters(made, breaks)
    for index, row in enumerate(made.rows):
        if row.number in breaks and index:
            connectors = letters[index - 1]
            groups[-1]["below"] = connectors
            groups.append({"rows": [], "above": connectors, "below": []})
        groups[-1]["rows"].append((row, made.flow.cells[index]))
    return groups


def _letters(made: Sheet, breaks: Sequence[int]) -> dict[int, list[Connector]]:
    """Letters for the lines that a page's end cuts; a line in a lane keeps its letter over several pages."""
    found: dict[int, list[Connector]] = {}
    kept: dict[tuple[str, int, int], str] = {}
    used = 0
    for index in range(len(made.rows) - 1):
        before = [key for key in kept if key not in {_lane(c) for c in made.flow.crossings[index]}]
        for key in before:
            del kept[key]
        if made.rows[index + 1].number not in breaks:
            continue
        for crossing in made.flow.crossings[index]:
            letter = kept.get(_lane(crossing)) if crossing.side else None
            if letter is None:
                letter, used = chr(ord("A") + used % 26), used + 1
            if crossing.side:
                kept[_lane(crossing)] = letter
            found.setdefault(index, []).append(Connector(crossing, letter))
        found.setdefault(index, [])
    return found


def _lane(crossing: Crossing) -> tuple[str, int, int]:
    return crossing.side, crossing.lane, crossing.column


def bridge(connectors: Sequence[Connector], column: int, below: bool) -> set[Stroke]:
    """The lines of a connector's cell: from the step above the page's end (``below`` it), or to the step under it."""
    strokes = set()
    for one in connectors:
        crossing = one.crossing
        if crossing.column == column and crossing.side:
            strokes.add(Stroke("lane_up" if below else "lane_down", crossing.side, crossing.lane))
        elif crossing.column == column:
            strokes.add(Stroke("up" if below else "down"))
    return strokes


def style(strokes: set[Stroke], columns: int) -> str:
    """The lines of a cell as CSS: a picture of lines that is stretched over the cell. ``columns`` says how wide cells are."""
    if not strokes:
        return ""
    lines = "".join(_line(stroke, columns) for stroke in sorted(strokes))
    picture = (
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 100 100' preserveAspectRatio='none' stroke='#000'>"
        f"{lines}</svg>"
    )
    return f"background:url('data:image/svg+xml,{quote(picture, safe=' =/:')}') 0 0/100% 100% no-repeat"


def _line(stroke: Stroke, columns: int) -> str:
    x1, y1, x2, y2 = _ends(stroke)
    width = columns / 4 if x1 == x2 else 1.3
    form = f"x1='{x1}' y1='{y1}' x2='{x2}' y2='{y2}' stroke-width='{width}'"
    return f"<line {form} vector-effect='non-scaling-stroke'/>"


ENDS = {
    "up": (50, 0, 50, 50),
    "down": (50, 50, 50, 100),
    "left": (0, 50, 50, 50),
    "right": (50, 50, 100, 50),
    "drop": (50, 50, 50, TRACK),
    "track_left": (0, TRACK, 50, TRACK),
    "track_right": (50, TRACK, 100, TRACK),
    "stub": (50, TRACK, 50, 100),
}
"""Both ends of each kind of line, in percent of the cell: x, y, x, y."""


def _ends(stroke: Stroke) -> tuple[float, float, float, float]:
    if not stroke.side:
        return ENDS[stroke.kind]
    near, away = (0, 8 + 6 * stroke.lane) if stroke.side == LEFT else (100, 92 - 6 * stroke.lane)
    lanes = {
        "lane_up": (away, 0, away, 50),
        "lane_down": (away, 50, away, 100),
        "lane_to_middle": (away, 50, 50, 50),
        "lane_across": (away, 50, 100 - near, 50),
    }
    return lanes[stroke.kind]


NAMES = {
    "mulai": "Mulai",
    "selesai": "Selesai",
    "proses": "Proses",
    "keputusan": "Keputusan",
    "konektor": "Sambungan",
}
SHAPES = {
    "mulai": '<rect x="12" y="13" width="48" height="18" rx="9"/>',
    "selesai": '<rect x="12" y="13" width="48" height="18" rx="9"/>',
    "proses": '<rect x="16" y="12" width="40" height="20"/>',
    "keputusan": '<path d="M36 8 60 22 36 36 12 22Z"/>',
    "konektor": '<path d="M27 13h18v11l-9 8-9-8Z"/>',
}
TIPS = {
    "mulai": (13, 12),
    "selesai": (13, 12),
    "proses": (12, 16),
    "keputusan": (8, 12),
    "konektor": (13, 27),
}
"""Where an arrow from above (y) and from the left (x) ends at a symbol."""

CAPTIONS = {"mulai": "Mulai", "selesai": "Selesai"}
LABELS = {"bottom": (39, 43, "start"), "left": (2, 15, "start"), "right": (70, 15, "end")}
"""Where the word at an exit stands: x, y, and which end of the word that is."""

MARK = "†"


def symbol(cell: Cell, inferred: bool = False) -> Markup:
    """The symbol of a cell as SVG, with the arrows that arrive, the words at its exits and the mark of a reading."""
    top, side = TIPS[cell.symbol]
    heads = {
        "top": f"M36 {top}l-3-6h6Z",
        "left": f"M{side} 22l-6-3v6Z",
        "right": f"M{72 - side} 22l6-3v6Z",
    }
    parts = [SHAPES[cell.symbol]]
    parts += [f'<path fill="#000" stroke="none" d="{heads[arrow]}"/>' for arrow in sorted(cell.arrows)]
    caption = CAPTIONS.get(cell.symbol, "") + (MARK if inferred else "")
    parts += [_word(36, 25, "middle", caption)] if caption else []
    parts += [_word(*LABELS[place], word) for place, word in sorted(cell.labels.items()) if word]
    return _svg(NAMES[cell.symbol], "0 0 72 44", "".join(parts), "sop-simbol")


def _word(x: int, y: int, anchor: str, word: str) -> str:
    font = 'font-family="Liberation Sans, Arial, sans-serif" font-size="8.5" fill="#000" stroke="none"'
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}" {font}>{word}</text>'


def connector(letter: str) -> Markup:
    """An off-page connector as SVG."""
    shape = '<path d="M1 1h18v11l-9 8-9-8Z"/>'
    return _svg(f"Sambungan {letter}", "0 0 20 21", shape + _word(10, 11, "middle", letter), "sop-sambungan")


def _svg(name: str, box: str, inner: str, css_class: str) -> Markup:
    return Markup(  # noqa: S704 - built from the constants above
        f'<svg class="{css_class}" viewBox="{box}" role="img" aria-label="{name}" fill="#fff" stroke="#000">{inner}</svg>'
    )
