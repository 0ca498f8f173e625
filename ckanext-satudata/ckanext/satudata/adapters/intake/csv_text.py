"""The reader of CSV and other delimited text, in the encodings and with the delimiters that offices produce."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from ...domain.intake.finding import Unusable
from ...domain.intake.grid import Sheet, Value, Workbook, address, letter
from ...domain.intake.limits import Limits

DELIMITERS = ",;\t|"
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def read_csv(path: Path, filename: str, limits: Limits) -> Workbook:
    """Read a delimited text as a workbook of one sheet. Raises ``Unusable`` for what is no such text."""
    raw = path.read_bytes()
    encoding = encoding_of(raw, filename)
    text = raw.decode(encoding)
    delimiter, skip = delimiter_of(text)
    sheet = Sheet(Path(filename).stem[:100] or "CSV")
    cells = chars = 0
    for number, row in _records(text, delimiter, limits, filename):
        if number <= skip:
            continue
        values = _values(row)
        if not values:
            sheet.trailing_blank_rows += 1
            continue
        sheet.trailing_blank_rows = 0
        cells += len(values)
        chars += sum(len(value) for value in row)
        _check_row(row, number, cells, chars, limits, filename)
        sheet.rows[number] = values
    return Workbook(
        "csv", [sheet], encoding="utf-8" if encoding == "utf-8-sig" else encoding, delimiter=delimiter
    )


def _values(row: list[str]) -> list[Value]:
    values: list[Value] = [value if value != "" else None for value in row]
    while values and values[-1] is None:
        values.pop()
    return values


def _check_row(row: list[str], number: int, cells: int, chars: int, limits: Limits, filename: str) -> None:
    if len(row) > limits.columns:
        raise Unusable(
            "TERLALU_BANYAK_KOLOM",
            filename=filename,
            row=number,
            column=letter(len(row)),
            limit=limits.columns,
        )
    if number > limits.rows:
        raise Unusable("TERLALU_BANYAK_BARIS", filename=filename, limit=limits.rows)
    if cells > limits.cells:
        raise Unusable("TERLALU_BANYAK_SEL", filename=filename, limit=limits.cells)
    if chars > limits.total_chars:
        raise Unusable("TEKS_TERLALU_BANYAK", filename=filename, limit=limits.total_chars)
    for column, value in enumerate(row, 1):
        if len(value) > limits.cell_chars:
            place = address(number, column)
            raise Unusable("SEL_TERLALU_PANJANG", filename=filename, cell=place, limit=limits.cell_chars)


def encoding_of(raw: bytes, filename: str) -> str:
    """Give the encoding: a byte order mark, UTF-16 by its zero bytes, UTF-8 by proof, else Windows-1252."""
    for mark, name in _BOMS:
        if raw.startswith(mark):
            return _proved(raw, name, filename)
    head = raw[:2000]
    if b"\x00" in head:
        even, odd = head[0::2].count(0), head[1::2].count(0)
        if max(even, odd) * 3 > len(head) and min(even, odd) * 10 < max(even, odd):
            return _proved(raw, "utf-16-le" if odd > even else "utf-16-be", filename)
    at = raw.find(b"\x00")
    if at >= 0:
        controls = sum(0 < byte < 9 for byte in head)
        if controls * 20 > len(head) or head.count(0) * 3 > len(head):
            raise Unusable("BERKAS_LAIN", filename=filename)
        raise Unusable("CSV_NUL", filename=filename, byte=str(at + 1), row=_line(raw, at))
    return _eight_bit(raw, filename)


def _proved(raw: bytes, encoding: str, filename: str) -> str:
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unusable(
            "CSV_ENKODE", filename=filename, byte=str(error.start + 1), row=_line(raw, error.start)
        ) from None
    at = text.find("\x00")
    if at >= 0:
        raise Unusable("CSV_NUL", filename=filename, byte=str(at + 1), row=text.count("\n", 0, at) + 1)
    return encoding


def _eight_bit(raw: bytes, filename: str) -> str:
    try:
        raw.decode("utf-8")
        return "utf-8"
    except UnicodeDecodeError as error:
        at = error.start
    if not raw[:at].isascii():
        raise Unusable("CSV_ENKODE_CAMPUR", filename=filename, byte=str(at + 1), row=_line(raw, at))
    if any(byte < 32 and byte not in (9, 10, 12, 13, 27) for byte in raw[:2000]):
        raise Unusable("BERKAS_LAIN", filename=filename)
    try:
        raw.decode("cp1252")
    except UnicodeDecodeError as error:
        raise Unusable(
            "CSV_ENKODE", filename=filename, byte=str(error.start + 1), row=_line(raw, error.start)
        ) from None
    rest = raw[at:]
    if _multibyte(rest):
        raise Unusable("CSV_ENKODE_CAMPUR", filename=filename, byte=str(at + 1), row=_line(raw, at))
    return "cp1252"


def _multibyte(rest: bytes) -> bool:
    """Tell whether UTF-8 sequences stand among bytes that are no UTF-8."""
    text = rest.decode("utf-8", "surrogateescape")
    return any("\x80" <= sign < "\ud800" or sign > "\udfff" for sign in text)


def _line(raw: bytes, at: int) -> int:
    return raw.count(b"\n", 0, at) + 1


def delimiter_of(text: str) -> tuple[str, int]:
    """Give the delimiter that splits most lines alike, and how many lead lines to skip (Excel's ``sep=;``)."""
    head = text[:200_000]
    first = head.split("\n", 1)[0].strip()
    if first.lower().startswith("sep=") and len(first) == 5:
        return first[4], 1
    lines = head.splitlines()[:400]
    scores = {sign: _score(lines, sign) for sign in DELIMITERS}
    best = max(scores, key=lambda sign: scores[sign])
    return (best, 0) if scores[best] > 0 else (",", 0)


def _score(lines: list[str], delimiter: str) -> float:
    """Score a delimiter: lines split into the commonest number of fields, times that number's weight."""
    counts: Counter[int] = Counter()
    for line in lines:
        if line.strip():
            counts[_fields(line, delimiter)] += 1
    filled = sum(counts.values())
    plural = {width: count for width, count in counts.items() if width > 1}
    if not plural:
        return 0.0
    width, count = max(plural.items(), key=lambda pair: (pair[1], pair[0]))
    return count / filled + min(width, 50) / 1000


def _fields(line: str, delimiter: str) -> int:
    if '"' not in line:
        return line.count(delimiter) + 1
    inside, fields = False, 1
    for sign in line:
        if sign == '"':
            inside = not inside
        elif sign == delimiter and not inside:
            fields += 1
    return fields


def _records(text: str, delimiter: str, limits: Limits, filename: str) -> Iterator[tuple[int, list[str]]]:
    """Give (record number, fields). Records count as rows do when the file is opened in Excel."""
    csv.field_size_limit(limits.cell_chars + 1)
    stream = io.StringIO(text, newline="")
    reader = csv.reader(stream, delimiter=delimiter, strict=True)
    number, line = 0, 0
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise _csv_error(error, line + 1, number + 1, limits, filename) from None
        number += 1
        line = reader.line_num
        yield number, row


def _csv_error(error: csv.Error, line: int, number: int, limits: Limits, filename: str) -> Unusable:
    if "field larger" in str(error):
        return Unusable("SEL_TERLALU_PANJANG", filename=filename, cell=f"A{number}", limit=limits.cell_chars)
    return Unusable("CSV_KUTIP", filename=filename, row=line)
