"""The reader of tables in web pages: what many programs save under the name .xls, and what a browser copies.

All tables of a page come onto one sheet, one below the other as Excel shows them; text between them stands in column A.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from ...domain.intake.finding import Unusable
from ...domain.intake.grid import Workbook
from ...domain.intake.limits import Limits
from .budget import Budget, SheetBuilder
from .html_layout import Table, joined
from .markup import END, TEXT, attributes, tokens
from .text_coding import decoded

_UNREAD = (
    "script",
    "style",
    "template",
    "noscript",
    "title",
    "head",
    "select",
    "svg",
    "math",
    "iframe",
    "object",
)
_BREAKS = ("br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "caption")
_CELLS = ("td", "th")
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_\-]{3,20})", re.IGNORECASE)
_FRAGMENT = re.compile(
    r"<!--\s*StartFragment\s*-->(.*?)(<!--\s*EndFragment\s*-->|$)", re.DOTALL | re.IGNORECASE
)
_SPACE = re.compile(r"[ \t\r\n\f\u00a0]+")
_DEEPEST = 20
_MOST_TABLES = 5_000
_WIDEST_SPAN = 2_000


@dataclass
class _Cell:
    lines: list[str] = field(default_factory=lambda: [""])
    wide: int = 1
    deep: int = 1
    tables: list[Table] = field(default_factory=list)


class _Page:
    """Collects the blocks of a page in order: tables, and texts between them."""

    def __init__(self, budget: Budget) -> None:
        self.blocks: list[Table | str] = []
        self._budget = budget
        self._tables: list[Table] = []
        self._cells: list[_Cell | None] = []
        self._unread: list[str] = []
        self._text = ""
        self._chars = 0
        self._rows = self._count = 0

    def feed(self, text: str) -> None:
        """Take the whole page."""
        for kind, value, more in tokens(text):
            if kind == TEXT:
                self._text_of(value)
            elif kind == END:
                self._end(value)
            else:
                self._start(value, more)
        self._close()

    def _start(self, tag: str, more: str) -> None:
        if self._unread:
            self._unread += [tag] if tag == self._unread[-1] else []
        elif tag in _UNREAD:
            self._unread.append(tag)
        elif tag == "table":
            self._start_table()
        elif tag == "tr" and self._tables:
            self._end_cell()
            given = attributes(more)
            self._count_row()
            self._tables[-1].start_row(bool(_HIDING.search(given.get("style", ""))) or "hidden" in given)
        elif tag in _CELLS and self._tables:
            self._start_cell(attributes(more))
        elif tag in _BREAKS:
            self._break()

    def _end(self, tag: str) -> None:
        if self._unread:
            if tag == self._unread[-1]:
                self._unread.pop()
        elif tag == "table" and self._tables:
            self._end_table()
        elif (tag in _CELLS and self._tables) or (tag == "tr" and self._tables):
            self._end_cell()
        elif tag in _BREAKS:
            self._break()

    def _text_of(self, data: str) -> None:
        if self._unread:
            return
        self._chars += len(data)
        if self._chars > self._budget.limits.total_chars:
            self._budget.take_chars(self._chars)
        cell = self._cells[-1] if self._cells else None
        if cell is not None:
            cell.lines[-1] += _SPACE.sub(" ", data)
            if len(cell.lines[-1]) > self._budget.limits.cell_chars:
                raise self._budget.too_long(max(1, len(self._tables[-1].rows)), 1)
        elif not self._tables:
            self._text += _SPACE.sub(" ", data)
            if len(self._text) > self._budget.limits.cell_chars:
                raise self._budget.too_long(len(self.blocks) + 1, 1)

    def _close(self) -> None:
        while self._tables:
            self._end_table()
        self._break()

    def _break(self) -> None:
        cell = self._cells[-1] if self._cells else None
        if cell is not None:
            cell.lines.append("")
        elif not self._tables and self._text.strip():
            self._count_row()
            self.blocks.append(self._text.strip())
            self._text = ""

    def _count_row(self) -> None:
        self._rows += 1
        if self._rows > self._budget.limits.rows:
            raise self._budget.too_deep()

    def _start_table(self) -> None:
        self._count += 1
        most = _DEEPEST if len(self._tables) >= _DEEPEST else _MOST_TABLES
        if most == _DEEPEST or self._count > most:
            raise Unusable(
                "TERLALU_BANYAK_ENTRI", filename=self._budget.filename, count=self._count, limit=most
            )
        if not self._tables:
            self._break()
        self._tables.append(Table())
        self._cells.append(None)

    def _end_table(self) -> None:
        self._end_cell()
        table = self._tables.pop()
        self._cells.pop()
        cell = self._cells[-1] if self._cells else None
        if cell is not None:
            cell.tables.append(table)
        elif self._tables:
            self._tables[-1].inner.append(table)
        else:
            self.blocks.append(table)

    def _start_cell(self, given: dict[str, str]) -> None:
        self._end_cell()
        if not self._tables[-1].rows:
            self._tables[-1].start_row(False)
        self._cells[-1] = _Cell(wide=_span(given.get("colspan")), deep=_span(given.get("rowspan")))

    def _end_cell(self) -> None:
        cell = self._cells[-1]
        if cell is None:
            return
        self._cells[-1] = None
        lines = [line.strip() for line in cell.lines]
        text = "\n".join(line for line in lines if line)
        if self._tables[-1].add(text, cell.wide, cell.deep, cell.tables, self._budget.limits) is False:
            raise self._budget.too_wide(len(self._tables[-1].rows), self._budget.limits.columns + 1)
        self._budget.take_row(cell.wide * cell.deep)


def _span(text: str | None) -> int:
    text = (text or "1").strip()
    return (
        min(max(1, int(text)), _WIDEST_SPAN) if text.isdecimal() and text.isascii() and len(text) < 10 else 1
    )


def read_html(path: Path, filename: str, limits: Limits) -> Workbook:
    """Read the tables of a page. Raises ``Unusable`` when it has none or costs too much."""
    raw = path.read_bytes()
    text, encoding = decoded(raw, filename, _declared(raw))
    if "starthtml:" in text[:400].lower() and (match := _FRAGMENT.search(text)):
        text = match[1]
    return of_page(text, filename, limits, encoding)


def _declared(raw: bytes) -> str | None:
    match = _CHARSET.search(raw[:4096])
    return match[1].decode("ascii") if match else None


def of_page(text: str, filename: str, limits: Limits, encoding: str) -> Workbook:
    """Read the tables of a page's text."""
    budget = Budget(filename, limits)
    page = _Page(budget)
    page.feed(text)
    blocks, remarks = joined(page.blocks)
    if not any(isinstance(block, Table) and block.rows for block in blocks):
        raise Unusable("BERKAS_HTML", filename=filename)
    builder = SheetBuilder(_title(text) or Path(filename).stem or "HTML", Budget(filename, limits))
    at = 1
    for number, block in enumerate(blocks):
        if isinstance(block, str):
            builder.put(at, 1, block)
            at += 1
        else:
            at += block.write(builder, at) + (number < len(blocks) - 1)
    return Workbook("html", [builder.sheet], encoding=encoding, remarks=remarks)


def _title(text: str) -> str:
    match = re.search(r"<x:Name>([^<]{1,100})</x:Name>", text[:20_000])
    return match[1].strip() if match else ""
