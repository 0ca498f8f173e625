"""The parts of a workbook beside its sheets: relations, sheet list, shared texts, number formats."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field

from ...domain.intake.finding import Unusable
from ...domain.intake.limits import Limits
from ...domain.intake.number_formats import built_in, kind_of
from .xml_stream import local, parse, unescaped
from .zip_guard import Unpacker

_MOST_STYLES = 70_000
_MOST_NAMES, _LONGEST_NAME = 5_000, 2_000


@dataclass
class Relations:
    """Collects a part's relations: id to kind and target. ``folder``: where relative targets start.

    ``external`` counts what is shown from outside the file: linked workbooks, pictures, queries; links to click are
    left out. None is ever followed.
    """

    folder: str = ""
    targets: dict[str, tuple[str, str]] = field(default_factory=dict)
    external: int = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take one relation; external ones are counted and never followed."""
        if local(name) != "Relationship":
            return
        kind = attributes.get("Type", "").rpartition("/")[2]
        if attributes.get("TargetMode") == "External":
            self.external += kind != "hyperlink"
        else:
            target = _resolve(self.folder, attributes.get("Target", ""))
            self.targets[attributes.get("Id", "")] = (kind, target)

    def end(self, name: str) -> None:
        """Nothing to do at an element's end."""

    def text(self, data: str) -> None:
        """Relations hold no text."""

    def all(self, kind: str) -> list[str]:
        """Give the targets of that kind."""
        return [target for found, target in self.targets.values() if found == kind]


@dataclass
class SheetList:
    """Collects the sheets of ``workbook.xml``, the date system, and what defined names stand for."""

    sheets: list[tuple[str, str, bool]] = field(default_factory=list)
    from_1904: bool = False
    names: list[str] = field(default_factory=list)
    _inside: bool = False

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
        elif tag == "definedName":
            self._inside = len(self.names) < _MOST_NAMES
            self.names += [attributes.get("name", "")[:_LONGEST_NAME]] if self._inside else []

    def end(self, name: str) -> None:
        """End a defined name."""
        self._inside = False

    def text(self, data: str) -> None:
        """Take what a defined name stands for."""
        if self._inside:
            self.names.append(data[:_LONGEST_NAME])


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
            self.texts.append(unescaped("".join(self._pieces)))
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
    return int(text) if text and text.isdecimal() and len(text) < 10 else 0


@dataclass
class Parts:
    """Where the sheets are, and what their cells refer to."""

    sheets: list[tuple[str, str, bool]]
    texts: list[str]
    styles: list[tuple[str, str]]
    from_1904: bool
    external_links: int
    properties: list[str] = field(default_factory=list)
    macros: bool = False
    names: list[str] = field(default_factory=list)


def read_parts(unpacker: Unpacker, limits: Limits) -> Parts:
    """Read the parts beside the sheets. Raises ``Unusable`` when the workbook cannot be found in the container."""
    filename = unpacker.filename
    root = relations_of(unpacker, "_rels/.rels", "")
    workbook = next(iter(root.all("officeDocument")), "xl/workbook.xml")
    if not unpacker.has(workbook):
        raise Unusable("XLSX_RUSAK", filename=filename, part=workbook[:80])
    folder, name = posixpath.split(workbook)
    relations = relations_of(unpacker, f"{folder}/_rels/{name}.rels".lstrip("/"), folder)
    listed = SheetList()
    parse(unpacker.chunks(workbook), listed, filename, workbook[:80])
    if len(listed.sheets) > limits.sheets:
        raise Unusable(
            "TERLALU_BANYAK_ENTRI", filename=filename, count=len(listed.sheets), limit=limits.sheets
        )
    texts, styles = SharedTexts(filename, limits), Styles()
    for handler, kind in ((texts, "sharedStrings"), (styles, "styles")):
        for part in relations.all(kind)[:1]:
            if unpacker.has(part):
                parse(unpacker.chunks(part), handler, filename, part[:80])
    links = len(relations.all("externalLink")) + len(relations.all("connections")) + relations.external
    properties = [
        *root.all("core-properties"),
        *root.all("extended-properties"),
        *root.all("extendedProperties"),
        *root.all("coreProperties"),
        *root.all("custom-properties"),
        *root.all("customProperties"),
    ]
    macros = bool(relations.all("vbaProject") or relations.all("xlMacrosheet"))
    sheets = _sheets(listed, relations, filename)
    return Parts(
        sheets, texts.texts, styles.table(), listed.from_1904, links, properties, macros, listed.names
    )


def _sheets(listed: SheetList, relations: Relations, filename: str) -> list[tuple[str, str, bool]]:
    """Give name, part and visibility of the sheets of cells; charts and macro sheets are left out."""
    sheets = []
    for name, relation, visible in listed.sheets:
        if relation not in relations.targets:
            raise Unusable("XLSX_RUSAK", filename=filename, part=name[:80])
        kind, target = relations.targets[relation]
        if kind == "worksheet":
            sheets.append((name, target, visible))
    return sheets


def relations_of(unpacker: Unpacker, part: str, folder: str) -> Relations:
    """Read the relations of a part; none when it has none."""
    relations = Relations(folder)
    if unpacker.has(part):
        parse(unpacker.chunks(part), relations, unpacker.filename, part[:80])
    return relations


def _resolve(folder: str, target: str) -> str:
    """Give a target's place in the container; where it would climb out, it is a name that no part has."""
    target = target.replace("\\", "/")
    return (
        target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
    )
