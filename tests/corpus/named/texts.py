"""Text files: delimiters, encodings, line ends, quotes, ragged rows, titles above."""

from __future__ import annotations

from ..hand import ANY_NUMBER, INT, NUM, TEXT, refused
from ..subjects import DISTRICTS
from ..truth import EITHER, Case, Column, Truth, case, letters

KLASS = "text files"
ONE = [12, 5, 30, 4, 18, 22, 7, 15]


def _text(
    name: str, content: bytes, columns: list[Column], rows: list[int], header: int = 1, filename: str = "data.csv",
    encoding: str | None = "utf-8", delimiter: str | None = ",", **facts: object,
) -> Case:  # fmt: skip
    truth = Truth(
        type="tsv" if delimiter == "\t" else "csv", encoding=encoding, delimiter=delimiter, header=[header],
        rows=rows, columns=letters(columns), **facts,  # type: ignore[arg-type]
    )  # fmt: skip
    return Case(name, KLASS, content, truth, filename)


def _plain(*more: Column) -> list[Column]:
    return [Column("Kecamatan", "string", DISTRICTS), Column("Posyandu", INT, ONE), *more]


def _lines(delimiter: str, head: str = "Kecamatan,Posyandu,Tahun", year: bool = True) -> list[str]:
    lines = [head.replace(",", delimiter)]
    for name, value in zip(DISTRICTS, ONE, strict=True):
        lines.append(delimiter.join([name, str(value), *(["2025"] if year else [])]))
    return lines


YEAR = Column("Tahun", frozenset({"year"}), [2025] * 8)


@case(KLASS)
def text_semicolon() -> Case:
    """What an Indonesian Excel calls CSV."""
    return _text(
        "text-semicolon",
        "\r\n".join(_lines(";")).encode(),
        _plain(YEAR),
        list(range(2, 10)),
        delimiter=";",
        quiet=True,
    )


@case(KLASS)
def text_pipe() -> Case:
    """Fields parted by a bar."""
    return _text(
        "text-pipe",
        "\n".join(_lines("|")).encode(),
        _plain(YEAR),
        list(range(2, 10)),
        delimiter="|",
        quiet=True,
    )


@case(KLASS)
def text_carriage_returns() -> Case:
    """Bare CR, from an old Macintosh program."""
    return _text(
        "text-carriage-returns", "\r".join(_lines(",")).encode(), _plain(YEAR), list(range(2, 10)), quiet=True
    )


@case(KLASS)
def text_mixed_line_ends() -> Case:
    """CRLF and LF in one file."""
    lines = _lines(",")
    content = "\r\n".join(lines[:4]) + "\n" + "\n".join(lines[4:])
    return _text("text-mixed-line-ends", content.encode(), _plain(YEAR), list(range(2, 10)), quiet=True)


@case(KLASS)
def text_utf16_big_endian() -> Case:
    """*Unicode text* of another machine."""
    content = b"\xfe\xff" + "\r\n".join(_lines("\t")).encode("utf-16-be")
    return _text(
        "text-utf16-big-endian",
        content,
        _plain(YEAR),
        list(range(2, 10)),
        encoding=None,
        delimiter="\t",
        filename="data.txt",
        quiet=True,
    )


@case(KLASS)
def text_cp1252_quotes() -> Case:
    """Typographic marks in Windows-1252."""
    names_ = [f"{name} – pusat" if at == 0 else name for at, name in enumerate(DISTRICTS)]
    lines = ["Fasilitas;Posyandu"] + [f"{name};{value}" for name, value in zip(names_, ONE, strict=True)]
    columns = [Column("Fasilitas", "string", names_), Column("Posyandu", INT, ONE)]
    return _text(
        "text-cp1252-quotes",
        "\r\n".join(lines).encode("cp1252"),
        columns,
        list(range(2, 10)),
        encoding="cp1252",
        delimiter=";",
    )


@case(KLASS)
def text_titles_above() -> Case:
    """Title lines above the header, with trailing delimiters as Excel leaves them."""
    lines = ["Posyandu menurut Kecamatan di Kabupaten Sukamaju 2025;;", ";;", "No;Kecamatan;Posyandu"]
    lines += [f"{at};{name};{value}" for at, (name, value) in enumerate(zip(DISTRICTS, ONE, strict=True), 1)]
    lines += [f";Jumlah;{sum(ONE)}", "Sumber: Dinas Kesehatan;;"]
    columns = [Column("No", ANY_NUMBER | TEXT, range(1, 9), may_skip=True), *_plain()]
    return _text(
        "text-titles-above", "\r\n".join(lines).encode(), columns, list(range(4, 12)), header=3, delimiter=";",
        totals=[12], year=2025, quiet=True,
    )  # fmt: skip


@case(KLASS)
def text_trailing_delimiters() -> Case:
    """A delimiter too many at each line's end."""
    content = "\r\n".join(line + ";" for line in _lines(";"))
    return _text(
        "text-trailing-delimiters",
        content.encode(),
        _plain(YEAR),
        list(range(2, 10)),
        delimiter=";",
        quiet=True,
    )


@case(KLASS)
def text_commas_in_names() -> Case:
    """Names with commas, quoted; prose must not choose the delimiter."""
    kinds = ["Pajak, retribusi, dan lain-lain", "Hibah, sumbangan", "Dana desa", "Bagi hasil"]
    lines = ["Jenis;Nilai"] + [f"{kind};{value}" for kind, value in zip(kinds, (5, 6, 7, 8), strict=True)]
    columns = [Column("Jenis", "string", kinds), Column("Nilai", INT, [5, 6, 7, 8])]
    return _text(
        "text-commas-in-names",
        "\r\n".join(lines).encode(),
        columns,
        [2, 3, 4, 5],
        delimiter=";",
        may=frozenset({"year"}),
    )


@case(KLASS)
def text_quoted_with_breaks() -> Case:
    """Line breaks and doubled quotes inside quoted fields."""
    content = 'Kecamatan,"Jumlah\nPosyandu",Catatan\n"Sukamaju Kota",12,"baris 1\nbaris ""2"""\nWanasari,5,\nKarangjati,30,-\n'
    truth = Truth(
        type="csv", encoding="utf-8", delimiter=",", may=frozenset({"missing", "year", "region"}), told=True
    )
    return Case("text-quoted-with-breaks", KLASS, content.encode(), truth, "data.csv")


@case(KLASS)
def text_comma_decimal_quoted() -> Case:
    """Comma-parted with quoted decimal commas."""
    values = [12.5, 5.25, 30.75, 4.1, 18.9, 22.3, 7.7, 15.6]
    lines = ["Kecamatan,Luas (km2)"] + [
        f'{name},"{str(value).replace(".", ",")}"' for name, value in zip(DISTRICTS, values, strict=True)
    ]
    columns = [Column("Kecamatan", "string", DISTRICTS), Column("Luas", NUM, values)]
    return _text(
        "text-comma-decimal-quoted",
        "\n".join(lines).encode(),
        columns,
        list(range(2, 10)),
        may=frozenset({"year"}),
    )


@case(KLASS)
def text_sep_line() -> Case:
    """Excel's own first line sep=;."""
    content = "sep=;\r\n" + "\r\n".join(_lines(";"))
    return _text(
        "text-sep-line",
        content.encode(),
        _plain(YEAR),
        list(range(3, 11)),
        header=2,
        delimiter=";",
        quiet=True,
    )


@case(KLASS)
def text_whole_lines_quoted() -> Case:
    """Each line was quoted as one field by a spreadsheet."""
    content = "\n".join(f'"{line}"' for line in _lines(","))
    truth = {"may": frozenset({"header"})}
    return _text(
        "text-whole-lines-quoted", content.encode(), _plain(YEAR), list(range(2, 10)), delimiter=None, **truth
    )


@case(KLASS)
def text_ragged() -> Case:
    """A row with a field too few: the figure is missing, nothing moves."""
    lines = _lines(",")
    lines[4] = "Muara Bening"
    columns = [
        Column("Kecamatan", "string", DISTRICTS),
        Column("Posyandu", INT, [12, 5, 30, "", 18, 22, 7, 15]),
        Column("Tahun", frozenset({"year"}), [2025, 2025, 2025, "", 2025, 2025, 2025, 2025]),
    ]
    return _text(
        "text-ragged", "\n".join(lines).encode(), columns, list(range(2, 10)), may=frozenset({"missing"})
    )


@case(KLASS)
def text_thousands_comma_unquoted() -> Case:
    """1,503 unquoted in a comma file: a row of a field too many must be told, never shifted silently."""
    lines = _lines(",")
    lines[4] = "Muara Bening,1,503,2025"
    content = "\n".join(lines).encode()
    truth = Truth(type="csv", encoding="utf-8", delimiter=",", told=True, needs=frozenset({"header"}))
    return Case("text-thousands-comma-unquoted", KLASS, content, truth, "data.csv")


@case(KLASS)
def text_named_xlsx() -> Case:
    """A CSV that someone renamed to .xlsx."""
    return _text(
        "text-named-xlsx",
        "\r\n".join(_lines(";")).encode(),
        _plain(YEAR),
        list(range(2, 10)),
        delimiter=";",
        filename="data.xlsx",
    )


@case(KLASS)
def text_pasted_from_excel() -> Case:
    """A table pasted from Excel's clipboard: tabs, quotes around broken titles, decimal commas."""
    content = 'No\tKecamatan\t"Luas\nPanen (ha)"\tProduksi (ton)\r\n'
    values = [12.5, 5.25, 30.75, 4.1, 18.9, 22.3, 7.7, 15.6]
    for at, (name, value) in enumerate(zip(DISTRICTS, values, strict=True), 1):
        content += f"{at}\t{name}\t{ONE[at - 1]}\t{str(value).replace('.', ',')}\r\n"
    columns = [
        Column("No", ANY_NUMBER | TEXT, range(1, 9), may_skip=True),
        Column("Kecamatan", "string", DISTRICTS),
        Column("Luas Panen", ANY_NUMBER, ONE),
        Column("Produksi", NUM, values),
    ]
    truth = Truth(
        type="tsv", delimiter="\t", header=[1], header_also=[[1, 2], [2]], columns=letters(columns), may=frozenset({"year"}),
        rows=list(range(2, 10)),
    )  # fmt: skip
    return Case("text-pasted-from-excel", KLASS, content.encode(), truth, "tempel.tsv")


@case(KLASS)
def text_dotted_semicolon() -> Case:
    """4.211 in a semicolon file of people, beside small figures."""
    lines = ["Kecamatan;Penduduk (jiwa)"]
    values = [4211, 5942, 987, 9404, 11135, 412, 14597, 16328]
    lines += [f"{name};{value:,}".replace(",", ".") for name, value in zip(DISTRICTS, values, strict=True)]
    columns = [Column("Kecamatan", "string", DISTRICTS), Column("Penduduk", INT, values, EITHER)]
    return _text(
        "text-dotted-semicolon",
        "\r\n".join(lines).encode(),
        columns,
        list(range(2, 10)),
        delimiter=";",
        may=frozenset({"year"}),
    )


@case(KLASS)
def text_without_last_line_end() -> Case:
    """No line end behind the last row."""
    return _text(
        "text-without-last-line-end",
        "\n".join(_lines(",")).encode(),
        _plain(YEAR),
        list(range(2, 10)),
        quiet=True,
    )


@case(KLASS)
def text_blank_lines() -> Case:
    """Blank lines between rows."""
    content = "\n\n".join(_lines(","))
    return _text("text-blank-lines", content.encode(), _plain(YEAR), list(range(3, 18, 2)))


@case(KLASS)
def text_one_column() -> Case:
    """A list of one column holds no figures and is no table."""
    content = "\n".join(["Kecamatan", *DISTRICTS]).encode()
    return refused("text-one-column", KLASS, content, "data.csv", "TABEL_TIDAK_DITEMUKAN", "TABEL_SATU_KOLOM")
