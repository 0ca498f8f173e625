"""The parts of a workbook beside its sheets: relations, sheet list, shared texts, number formats."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field

from ...domain.intake.finding import Unusable
from ...domain.intake.limits import Limits
from ...domain.intake.number_formats import built_in, kind_of
from .xml_stream import local, parse
from .zip_guard import Unpacker

_MOST_STYLES = 70_000


@dataclass
class Relations:
    """Collects a part's relations: id to target."""

    targets: dict[str, str] = field(default_factory=dict)
    external: int = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take one relation; external ones are counted and never followed."""
        if local(name) != "Relationship":
            return
        if attributes.get("TargetMode") == "External":
            self.external += 1
        else:
            self.targets[attributes.get("Id", "")] = attributes.get("Target", "")

    def end(self, name: str) -> None:
        """Nothing to do at an element's end."""

    def text(self, data: str) -> None:
        """Relations hold no text."""


@dataclass
class SheetList:
    """Collects the sheets of ``workbook.xml`` and the date system."""

    sheets: list[tuple[str, str, bool]] = field(default_factory=list)
    from_1904: bool = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take a sheet's name, relation and visibility."""
        tag = local(name)
        if tag == "sheet":
            relation = next(
                (value for key, value in attributes.items() if local(key) == "id" and ":" in key), ""
            )
            self.sheets.append(
                (attributes.get("name", ""), relation, attributes.get("state", "visible") == "visible")
            )
        elif tag == "workbookPr":
            self.from_1904 = attributes.get("date1904", "0") in ("1", "true")

    def end(self, name: str) -> None:
        """Nothing to do at an element's end."""

    def text(self, data: str) -> None:
        """The list holds no text."""


class SharedTexts:
    """Collects the shared texts; phonetic hints are left out."""

    def __init__(self, filename: str, limits: Limits) -> None:
        self.texts: list[str] = []
        self._filename, self._limits = filename, limits
        self._pieces: list[str] = []
        self._inside = False
        self._phonetic = 0
        self._length = 0
        self._total = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Begin a text."""
        tag = local(name)
        if tag == "si":
            self._pieces, self._length = [], 0
        elif tag == "rPh":
            self._phonetic += 1
        elif tag == "t":
            self._inside = not self._phonetic

    def end(self, name: str) -> None:
        """End a text."""
        tag = local(name)
        if tag == "si":
            self.texts.append("".join(self._pieces))
            if len(self.texts) > self._limits.cells:
                raise Unusable("TERLALU_BANYAK_SEL", filename=self._filename, limit=self._limits.cells)
        elif tag == "rPh":
            self._phonetic -= 1
        elif tag == "t":
            self._inside = False

    def text(self, data: str) -> None:
        """Take a piece, counting."""
        if self._inside:
            self._length += len(data)
            self._total += len(data)
            if self._length > self._limits.cell_chars:
                place = f"sharedStrings {len(self.texts) + 1}"
                raise Unusable(
                    "SEL_TERLALU_PANJANG", filename=self._filename, cell=place, limit=self._limits.cell_chars
                )
            if self._total > self._limits.total_chars:
                raise Unusable("TEKS_TERLALU_BANYAK", filename=self._filename, limit=self._limits.total_chars)
            self._pieces.append(data)


class Styles:
    """Collects number formats, so that dates, percentages and grouped numbers are told apart."""

    def __init__(self) -> None:
        self._codes: dict[int, str] = {}
        self._cell_formats: list[int] = []
        self._inside = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take a format code or a cell format."""
        tag = local(name)
        if tag == "numFmt" and len(self._codes) < _MOST_STYLES:
            self._codes[_int(attributes.get("numFmtId"))] = attributes.get("formatCode", "")[:255]
        elif tag == "cellXfs":
            self._inside = True
        elif tag == "xf" and self._inside and len(self._cell_formats) < _MOST_STYLES:
            self._cell_formats.append(_int(attributes.get("numFmtId")))

    def end(self, name: str) -> None:
        """Leave the list of cell formats."""
        if local(name) == "cellXfs":
            self._inside = False

    def text(self, data: str) -> None:
        """Styles hold no text."""

    def table(self) -> list[tuple[str, str]]:
        """Give (kind, code) per style number."""
        codes = [self._codes.get(number, built_in(number)) for number in self._cell_formats]
        return [(kind_of(code), code) for code in codes]


def _int(text: str | None) -> int:
    return int(text) if text and text.isdigit() and len(text) < 10 else 0


@dataclass
class Parts:
    """Where the sheets are, and what their cells refer to."""

    sheets: list[tuple[str, str, bool]]
    texts: list[str]
    styles: list[tuple[str, str]]
    from_1904: bool
    external_links: int


def read_parts(unpacker: Unpacker, limits: Limits) -> Parts:
    """Read the parts beside the sheets. Raises ``Unusable`` when the workbook cannot be found in the container."""
    filename = unpacker.filename
    root = _relations(unpacker, "_rels/.rels")
    workbook = next(
        (target for target in root.targets.values() if "workbook" in target), "xl/workbook.xml"
    ).lstrip("/")
    if workbook not in unpacker.names:
        raise Unusable("XLSX_RUSAK", filename=filename, part=workbook[:80])
    folder = posixpath.dirname(workbook)
    relations = _relations(unpacker, f"{folder}/_rels/{posixpath.basename(workbook)}.rels")
    listed = SheetList()
    parse(unpacker.chunks(workbook), listed, filename, workbook)
    if len(listed.sheets) > limits.sheets:
        raise Unusable(
            "TERLALU_BANYAK_ENTRI", filename=filename, count=len(listed.sheets), limit=limits.sheets
        )
    texts, styles = SharedTexts(filename, limits), Styles()
    for handler, wanted in ((texts, "sharedStrings"), (styles, "styles")):
        part = next(
            (_resolve(folder, target) for target in relations.targets.values() if wanted in target), ""
        )
        if part in unpacker.names:
            parse(unpacker.chunks(part), handler, filename, part)
    links = sum("externalLink" in target for target in relations.targets.values()) + relations.external
    sheets = [
        (name, _resolve(folder, relations.targets[relation]), visible)
        for name, relation, visible in listed.sheets
        if relation in relations.targets and "worksheet" in relations.targets[relation]
    ]
    return Parts(sheets, texts.texts, styles.table(), listed.from_1904, links)


def _relations(unpacker: Unpacker, part: str) -> Relations:
    relations = Relations()
    if part in unpacker.names:
        parse(unpacker.chunks(part), relations, unpacker.filename, part)
    return relations


def _resolve(folder: str, target: str) -> str:
    return (
        target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
    )
