"""An office's table put together from its traits: subject, numbers, header, totals, surroundings, container."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from . import containers
from .pages import Cell, Formula, Page, letter
from .styles import STYLES, certainty
from .subjects import SUBJECTS, Measure, Subject
from .truth import SURE, Case, Column, Truth

REGIONS = "Kecamatan"
COUNTED = ("orang", "ekor", "unit", "balita")


@dataclass(frozen=True)
class Spec:
    """The traits of one table."""

    subject: str = "penduduk"
    seed: int = 1
    year: int = 2025
    style: str = "native"
    header: str = "one"
    number_column: bool = False
    numbered: bool = False
    unit_line: str = "none"
    title: str = "plain"
    total: str = "none"
    total_label: str = "Jumlah"
    footer: str = "source"
    names: str = "plain"
    missing: str = ""
    top: int = 1
    left: int = 1
    gap: int = 0
    container: str = "xlsx"
    sheet: str = "Data"
    without_sum: bool = False

    def but(self, **changes: Any) -> Spec:
        """Give the same table with other traits."""
        return replace(self, **changes)


@dataclass
class Made:
    """A page with its truth, before any container."""

    page: Page
    truth: Truth
    subject: Subject
    next_row: int


def subject_of(spec: Spec) -> Subject:
    """Give the subject, without its sum column where the office leaves it out."""
    subject = SUBJECTS[spec.subject]
    return replace(subject, sum_label="") if spec.without_sum else subject


def lay_out(spec: Spec, page: Page | None = None) -> Made:
    """Lay a table out on a page and tell the truth about it."""
    page = page or Page(spec.sheet)
    subject = subject_of(spec)
    measures = subject.all_measures()
    row = _title(page, spec, subject, spec.top)
    first_column = spec.left
    name_column = first_column + int(spec.number_column)
    header, also, row = _header(page, spec, subject, measures, row, first_column, name_column)
    row = _below_header(page, spec, measures, row, first_column, name_column)
    figures = subject.figures(spec.seed)
    written, rows, totals, row = _body(page, spec, subject, figures, row, first_column, name_column)
    columns = _columns(spec, subject, measures, figures, written, first_column, name_column)
    row = _footer(page, spec, subject, row)
    truth = Truth(
        sheet=page.name,
        header=header,
        header_also=also,
        rows=rows,
        columns=columns,
        totals=totals,
        tables=1,
        year=spec.year if spec.title != "none" else None,
        may=frozenset({"missing"}) if spec.missing in ("-", "–") else frozenset(),
        quiet=_quiet(spec, columns),
    )
    return Made(page, truth, subject, row)


def _quiet(spec: Spec, columns: dict[str, Column]) -> bool:
    plain = spec.names in ("plain", "upper", "spaces") and spec.missing in ("", "blank")
    known = spec.title != "none" and all(column.certainty == SURE for column in columns.values())
    return plain and known and spec.header in ("one", "two", "bilingual") and spec.style != "noughts"


def _title(page: Page, spec: Spec, subject: Subject, row: int) -> int:
    at = spec.left
    if spec.title == "plain":
        page.put(row, [f"{subject.title}, {spec.year}"], at)
        return row + 2
    if spec.title == "kop":
        page.put(row, ["PEMERINTAH KABUPATEN SUKAMAJU"], at)
        page.put(row + 1, [subject.office.upper()], at)
        page.put(row + 2, ["Jalan Rekaan Nomor 1 Sukamaju"], at)
        page.put(row + 4, [f"{subject.title.upper()}"], at)
        page.put(row + 5, [f"TAHUN {spec.year}"], at)
        page.merge(row, at, row, at + 3).merge(row + 1, at, row + 1, at + 3)
        return row + 7
    if spec.title == "dda":
        page.put(row, ["Tabel", "4.2.3", f"{subject.title}, {spec.year}"], at)
        page.put(
            row + 1, ["Table", None, f"Number of Things by Subdistrict in Sukamaju Regency, {spec.year}"], at
        )
        page.merge(row, at + 1, row + 1, at + 1)
        return row + 3
    if spec.title == "template":
        for offset, (name, value) in enumerate(
            (
                ("Judul", subject.title),
                ("Wilayah", "Kabupaten Sukamaju"),
                ("Tahun", spec.year),
                ("Sumber", subject.office),
            )
        ):
            page.put(row + offset, [name, value], at)
        return row + 5
    return row


def _header(
    page: Page,
    spec: Spec,
    subject: Subject,
    measures: list[Measure],
    row: int,
    first: int,
    name: int,
) -> tuple[list[int], list[list[int]], int]:
    labels = [_label(spec, measure) for measure in measures]
    key = subject.row_label
    if spec.header == "bilingual":
        key, labels = f"{key}\nSubdistrict", [f"{label}\nThe {label}" for label in labels]
    if spec.header in ("one", "bilingual"):
        page.put(row, ([("No")] if spec.number_column else []) + [key, *labels], first)
        return [row], [], row + 1
    groups = [measure.group or measure.label for measure in measures]
    if spec.header == "three":
        page.put(row, [f"Rincian {spec.year}"], name + 1)
        page.merge(row, name + 1, row, name + len(measures))
        depth = 3
    else:
        depth = 2
    top, low = row + depth - 2, row + depth - 1
    if spec.number_column:
        page.put(row, ["No"], first)
        if spec.header != "visual":
            page.merge(row, first, low, first)
    page.put(row, [key], name)
    if spec.header != "visual":
        page.merge(row, name, low, name)
    _groups(page, spec, groups, labels, top, low, name)
    rows = list(range(row, low + 1))
    return rows, [] if any(at == low for at, _ in page.cells) else [rows[:-1]], low + 1


def _groups(
    page: Page, spec: Spec, groups: list[str], labels: list[str], top: int, low: int, name: int
) -> None:
    start = 0
    while start < len(groups):
        end = start
        while end + 1 < len(groups) and groups[end + 1] == groups[start]:
            end += 1
        column = name + 1 + start
        if end == start and groups[start] in labels[start]:
            page.put(top, [labels[start]], column)
            if spec.header != "visual":
                page.merge(top, column, low, column)
        else:
            page.put(top, [groups[start]], column)
            page.put(low, labels[start : end + 1], column)
            if spec.header != "visual" and end > start:
                page.merge(top, column, top, column + end - start)
        start = end + 1


def _label(spec: Spec, measure: Measure) -> str:
    return f"{measure.label} ({measure.shown_unit})" if spec.unit_line == "label" else measure.label


def _below_header(page: Page, spec: Spec, measures: list[Measure], row: int, first: int, name: int) -> int:
    if spec.numbered:
        page.put(row, [f"({at})" for at in range(1, len(measures) + 2 + int(spec.number_column))], first)
        row += 1
    return row + spec.gap


def _body(
    page: Page,
    spec: Spec,
    subject: Subject,
    figures: list[list[Decimal]],
    row: int,
    first: int,
    name: int,
) -> tuple[list[list[Cell]], list[int], list[int], int]:
    written = [
        [_cell(spec, value, at, index) for index, value in enumerate(line)] for at, line in enumerate(figures)
    ]
    total = _total(spec, subject, figures)
    rows: list[int] = []
    totals: list[int] = []
    order: list[int] = list(range(len(figures)))
    place = {"first": 0, "last": len(order), "middle": len(order) // 2}.get(spec.total, -1)
    for at in range(len(order) + 1):
        if at == place:
            page.put(row, [spec.total_label, *_total_cells(spec, total, rows, name, row)], name)
            totals.append(row)
            row += 1
        if at < len(order):
            if spec.number_column:
                page.put(row, [at + 1], first)
            page.put(row, [_name(spec, subject, at), *written[at]], name)
            rows.append(row)
            row += 1
    return written, rows, totals, row


def _total(spec: Spec, subject: Subject, figures: list[list[Decimal]]) -> list[Decimal | None]:
    found: list[Decimal | None] = []
    for index, measure in enumerate(subject.all_measures()):
        shown = [line[index] for at, line in enumerate(figures) if not _is_missing(spec, at, index)]
        if measure.adds_up:
            found.append(sum(shown, Decimal(0)))
        else:
            found.append((sum(shown, Decimal(0)) / len(shown)).quantize(Decimal(1).scaleb(-measure.places)))
    return found


def _total_cells(spec: Spec, total: list[Decimal | None], rows: list[int], name: int, row: int) -> list[Cell]:
    style = STYLES[spec.style]
    cells = [None if value is None else style(value) for value in total]
    if spec.style == "native" and spec.seed % 2 and spec.total == "last" and spec.container == "xlsx":
        return [
            Formula(f"=SUM({letter(name + 1 + at)}{rows[0]}:{letter(name + 1 + at)}{rows[-1]})", cell)
            for at, cell in enumerate(cells)
        ]
    return cells


def _is_missing(spec: Spec, row: int, index: int) -> bool:
    return bool(spec.missing) and (row * 3 + index * 2 + spec.seed) % 7 == 0


def _cell(spec: Spec, value: Decimal, row: int, index: int) -> Cell:
    if _is_missing(spec, row, index):
        return None if spec.missing == "blank" else spec.missing
    return STYLES[spec.style](value)


def _name(spec: Spec, subject: Subject, at: int) -> str:
    name = subject.rows[at]
    if spec.names == "upper":
        return name.upper()
    if spec.names == "spaces":
        return f" {name}\u00a0 "
    if spec.names == "kec" and subject.row_label == REGIONS:
        return f"Kec. {name}"
    if spec.names == "coded" and subject.row_label == REGIONS:
        return f"{(at + 1) * 10:03}. {name}"
    return name


def _columns(
    spec: Spec,
    subject: Subject,
    measures: list[Measure],
    figures: list[list[Decimal]],
    written: list[list[Cell]],
    first: int,
    name: int,
) -> dict[str, Column]:
    columns: dict[str, Column] = {}
    if spec.number_column:
        columns[letter(first)] = Column("No", frozenset({"integer", "string"}), may_skip=True)
    names = [frozenset({_name(spec, subject, at), subject.rows[at]}) for at in range(len(subject.rows))]
    columns[letter(name)] = Column(subject.row_label, "string", names)
    for index, measure in enumerate(measures):
        values: list[Any] = []
        for at, line in enumerate(figures):
            if _is_missing(spec, at, index):
                values.append(frozenset({"", "0"}) if spec.missing in ("-", "–") else "")
            else:
                values.append(line[index])
        texts = [line[index] for line in written]
        columns[letter(name + 1 + index)] = Column(
            measure.label,
            _type(measure, [line[index] for line in figures]),
            values,
            certainty(texts),
            measure.unit if spec.unit_line == "label" else None,
        )
    return columns


def _type(measure: Measure, values: list[Decimal]) -> Any:
    if not measure.places and measure.unit in COUNTED:
        return frozenset({"integer"})
    if not measure.places:
        return frozenset({"integer", "number"})
    whole = all(value == value.to_integral() for value in values)
    return frozenset({"integer", "number"}) if whole else frozenset({"number"})


def _footer(page: Page, spec: Spec, subject: Subject, row: int) -> int:
    at = spec.left
    if spec.footer in ("source", "notes", "signature"):
        page.put(row, [f"Sumber: {subject.office} Kabupaten Sukamaju (data rekaan)"], at)
        row += 1
    if spec.footer in ("notes", "signature"):
        page.put(row, ["Catatan: Keadaan 31 Desember"], at)
        page.put(row + 1, ["1) Angka sementara"], at)
        row += 2
    if spec.footer == "signature":
        page.put(row + 1, [f"Sukamaju, 15 Januari {spec.year + 1}"], at + 2)
        page.put(row + 2, [f"Kepala {subject.office}"], at + 2)
        page.put(row + 6, ["NAMA REKAAN, S.Sos."], at + 2)
        page.put(row + 7, ["Pembina Utama Muda"], at + 2)
        row += 8
    if spec.footer == "bps":
        page.put(row + 1, ["Source Url: https://sukamajukab.example.id/statictable/1"], at)
        page.put(row + 2, ["Access Time: January 15, 2026, 9:12 am"], at)
        row += 3
    return row


ENDINGS = {
    "xlsx": ".xlsx",
    "xls": ".xls",
    "ods": ".ods",
    "html": ".xls",
    "csv": ".csv",
    "semicolon": ".csv",
    "tsv": ".tsv",
    "utf16": ".csv",
    "cp1252": ".csv",
    "bom": ".csv",
}


def pack(made: Made, container: str) -> tuple[bytes, Truth]:
    """Put a page in a container and complete its truth."""
    pages = [made.page]
    writers = {
        "xlsx": lambda: (containers.xlsx(pages), {}),
        "xls": lambda: (containers.xls(pages), {"type": "xls"}),
        "ods": lambda: (containers.ods(pages), {"type": "ods"}),
        "html": lambda: (containers.html(pages), {"type": "html", "sheet": None}),
        "csv": lambda: (containers.delimited(pages), _text(",", "utf-8")),
        "semicolon": lambda: (containers.delimited(pages, ";", comma=True), _text(";", "utf-8")),
        "tsv": lambda: (containers.delimited(pages, "\t", line_end="\n"), _text("\t", "utf-8")),
        "utf16": lambda: (containers.delimited(pages, "\t", "utf-16"), _text("\t", "utf-16")),
        "cp1252": lambda: (containers.delimited(pages, ";", "cp1252", comma=True), _text(";", "cp1252")),
        "bom": lambda: (containers.delimited(pages, ";", mark=True, comma=True), _text(";", None)),
    }
    content, facts = writers[container]()
    if facts.get("encoding") == "cp1252" and content.isascii():
        facts["encoding"] = "utf-8"
    return content, replace(made.truth, **facts)


def _text(delimiter: str, encoding: str | None) -> dict[str, Any]:
    kind = "tsv" if delimiter == "\t" else "csv"
    return {"type": kind, "sheet": None, "delimiter": delimiter, "encoding": encoding}


def case_of(name: str, klass: str, spec: Spec) -> Case:
    """Make the file of a table's traits, with its truth."""
    content, truth = pack(lay_out(spec), spec.container)
    return Case(name, klass, content, truth, f"{spec.subject}_{spec.year}{ENDINGS[spec.container]}")
