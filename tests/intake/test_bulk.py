"""Large plain text in pieces says what the ordinary way says of the same table; what is not plain goes the ordinary way."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from ckanext.satudata.domain.intake.limits import Limits
from support import markets, observations

USUAL = Limits(wall_seconds=60, cpu_seconds=60)
BULK = replace(USUAL, bulk_from_cells=0, bulk_sample_rows=60)
SCHEMA_CODES = {
    "TAHUN_BELUM_ADA",
    "SEL_KOSONG",
    "NILAI_TERLALU_KECIL",
    "NILAI_TERLALU_BESAR",
    "NILAI_DI_LUAR_DAFTAR",
    "POLA_TIDAK_COCOK",
    "PANJANG_TEKS",
    "KOLOM_TIDAK_ADA",
    "KOLOM_DI_LUAR_SKEMA",
    "ACUAN_TIDAK_DIPERIKSA",
    "NAMA_BEDA_ISI",
}
"""What both ways can say; the checks of the content are the ordinary way's alone."""


def text_of(header: list[str], rows: list[list[Any]], delimiter: str = ",", end: str = "\n") -> bytes:
    """Delimited text."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator=end)
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue().encode()


def market(count: int = 180, **how: Any) -> bytes:
    return text_of(markets.HEADER, list(markets.rows(count, 2023)), **how)


def random_table(seed: int) -> bytes:
    """A plain table of columns drawn at random."""
    draw = random.Random(seed)  # noqa: S311
    first = date(2020, 1, 1)
    makers: dict[str, Callable[[int], Any]] = {
        "Kode Barang": lambda at: f"BRG-{at:05d}",
        "Kecamatan": lambda at: draw.choice(markets.PLACES),
        "Komoditas": lambda at: draw.choice(markets.GOODS),
        "Tahun": lambda at: draw.randrange(2015, 2025),
        "Tanggal": lambda at: first + timedelta(days=draw.randrange(900)),
        "Volume": lambda at: draw.randrange(0, 90000),
        "Luas (ha)": lambda at: f"{draw.random() * 900:.2f}",
        "Keterangan": lambda at: draw.choice(["baik", "cukup", "", "perlu dilihat lagi"]),
        "Bulan": lambda at: draw.choice(["Januari", "Februari", "Maret", "Agustus"]),
        "Nilai Produksi (Rp)": lambda at: draw.randrange(10**6, 10**10),
    }
    chosen = ["Kode Barang", *draw.sample([name for name in makers if name != "Kode Barang"], 6)]
    if not {"Volume", "Luas (ha)", "Nilai Produksi (Rp)"} & set(chosen):
        chosen.append("Volume")
    rows = [[makers[name](at) for name in chosen] for at in range(150)]
    return text_of(chosen, rows, delimiter=draw.choice([",", ";"]), end=draw.choice(["\n", "\r\n"]))


def coded(*, at: int = -1, code: str = "") -> bytes:
    """A table that goes by codes of kecamatan, as canonical tables do; one of them may be another."""
    rows = [
        [f"99.01.{1 + n % 6:02}", markets.PLACES[n % 6], 2023, markets.GOODS[n % 3], f"S-{n:04}", n * 3]
        for n in range(180)
    ]
    if at >= 0:
        rows[at][0] = code
    return text_of(["Kode Kecamatan", "Kecamatan", "Tahun", "Komoditas", "Seri", "Volume (kg)"], rows)


PLAIN = {
    "codes": coded(),
    "market": market(),
    "blanks": text_of(
        markets.HEADER,
        [[*row[:7], row[7] if row[8] % 2 else "", *row[8:]] for row in markets.rows(180, 2023)],
    ),
    "semicolons": market(delimiter=";"),
    "tabs": market(delimiter="\t"),
    "returns": market(end="\r\n"),
    "mark": b"\xef\xbb\xbf" + market(),
    **{f"random {seed}": random_table(seed) for seed in range(6)},
}


def timeless(report: dict[str, Any]) -> dict[str, Any]:
    """A report without its seconds."""
    stats = {key: value for key, value in report["stats"].items() if key != "seconds"}
    tasks = [
        {**task, "stats": {key: value for key, value in task["stats"].items() if key != "seconds"}}
        for task in report["tasks"]
    ]
    return {**report, "stats": stats, "tasks": tasks}


def of_schema(result: Any) -> list[dict[str, Any]]:
    """Findings that both ways make, without the excerpt that only a small table has."""
    return [
        {key: value for key, value in one.items() if key != "excerpt"}
        for one in result.findings
        if one["code"] in SCHEMA_CODES
    ]


def read_by_bulk(result: Any) -> bool:
    return any(one["code"] == "TABEL_BESAR" for one in result.findings)


@pytest.mark.parametrize("name", PLAIN)
def test_both_ways_say_the_same(desk: Any, name: str) -> None:
    content = PLAIN[name]
    seen, told = desk.inspect(content, "a.csv", USUAL), desk.inspect(content, "a.csv", BULK)
    if any(one["confirm"] for one in seen["questions"]):
        assert told == seen, "a table that asks is no plain one"
        return
    for table in (*seen["tables"], *told["tables"]):
        for column in table["columns"]:
            column.pop("evidence"), column.pop("evidence_en"), column.pop("confidence")
            for part in ("evidence", "evidence_en", "confidence"):
                column["convention"].pop(part)
    assert told == seen
    usual = desk.check(content, "a.csv", seen["proposal"], limits=USUAL)
    bulk = desk.check(content, "a.csv", told["proposal"], limits=BULK)
    assert read_by_bulk(bulk) and not read_by_bulk(usual)
    assert bulk.sha256 == usual.sha256
    assert (bulk.schema, bulk.recipe, bulk.row_map) == (usual.schema, usual.recipe, usual.row_map)
    assert bulk.data["letters"] == usual.data["letters"]
    assert bulk.data["canonical"] == usual.data["canonical"]
    assert timeless(bulk.report) == timeless(usual.report)
    assert of_schema(bulk) == of_schema(usual)


def test_a_schema_is_held_to_every_row(desk: Any) -> None:
    rows = list(observations.rows(200))
    rows[170][9], rows[180][0] = "karung", rows[3][0]
    content = text_of(observations.HEADER, rows)
    usual = desk.check(content, "a.csv", None, observations.SCHEMA, USUAL)
    bulk = desk.check(content, "a.csv", None, observations.SCHEMA, BULK)
    assert read_by_bulk(bulk)
    assert bulk.verdict == usual.verdict == "fail"
    assert of_schema(bulk) == of_schema(usual)
    double = next(one for one in bulk.findings if one["code"] == "KUNCI_GANDA")
    assert (double["count"], double["place"]["row"], double["facts"]["rows"]) == (1, 182, ["5", "182"])


def later(change: Callable[[list[list[Any]]], Any]) -> bytes:
    """The market's table with something changed far below its first rows."""
    rows = [list(row) for row in markets.rows(180, 2023)]
    change(rows)
    return text_of(markets.HEADER, rows)


def put(row: int, column: int, value: Any) -> Callable[[list[list[Any]]], Any]:
    return lambda rows: rows[row].__setitem__(column, value)


NOT_PLAIN = {
    "a code that is none": coded(at=150, code="99.01.77"),
    "a code of BPS": coded(at=150, code="9902040"),
    "a code of a village": coded(at=150, code="99.01.01.1001"),
    "a code without dots": coded(at=150, code="990101"),
    "a total": later(lambda rows: rows.append(["Jumlah", "", "", "", "", "", "", 1, 2, 3])),
    "a total in a word": later(put(150, 3, "Total")),
    "the kabupaten": later(put(150, 2, "Kabupaten Sukamaju")),
    "another place": later(put(150, 2, "Bukan Kecamatan")),
    "a thousands dot": later(put(150, 8, "1.234")),
    "a unit": later(put(150, 8, "12 kg")),
    "a sign": later(put(150, 8, "-")),
    "a word": later(put(150, 8, "rusak")),
    "a wrong date": later(put(150, 1, "2023-02-31")),
    "a date otherwise": later(put(150, 1, "31/12/2023")),
    "a telephone": later(put(150, 6, "0812-3456-7890")),
    "a NIK": later(put(150, 6, "9901014101900001")),
    "spaces": later(put(150, 6, "Petugas  A ")),
    "a blank row": later(lambda rows: rows.insert(150, [])),
    "a footnote": later(lambda rows: rows.append(["Sumber: Dinas Perdagangan"])),
    "a narrow row": later(lambda rows: rows[150].pop()),
    "words alone": later(lambda rows: rows[150].__setitem__(slice(1, 10), ["", *rows[150][2:7], "", "", ""])),
    "a formula": later(put(150, 6, '="001"')),
    "unseen signs": later(put(150, 6, "Petugas\u200bA")),
    "other letters": market().replace(b"Petugas A", b"Petugas \xe9", 1),
    "an open mark": market().replace(b"Petugas A", b'"Petugas A', 1),
    "a title": b"Harga di Pasar\n\n" + market(),
    "two rows of titles": b",,,,,,,Ukuran,Ukuran,Ukuran\n" + market(),
}


@pytest.mark.parametrize("name", NOT_PLAIN)
def test_what_is_not_plain_goes_the_ordinary_way(desk: Any, name: str) -> None:
    content = NOT_PLAIN[name]
    seen = desk.inspect(content, "a.csv", USUAL)
    assert desk.inspect(content, "a.csv", BULK) == seen
    many = replace(USUAL, cells=500)
    refused = desk.inspect(content, "a.csv", many)
    assert refused["refusal"]
    assert desk.inspect(content, "a.csv", replace(many, bulk_from_cells=400, bulk_sample_rows=40)) == refused


def test_too_many_cells_are_read_where_they_are_plain(desk: Any) -> None:
    many = replace(USUAL, cells=500, bulk_from_cells=500, bulk_sample_rows=40)
    told = desk.inspect(market(), "a.csv", many)
    assert (told["refusal"], told["tables"][0]["rows"]) == (None, 180)
    result = desk.check(market(), "a.csv", told["proposal"], limits=many)
    assert (result.verdict, result.rows) == ("pass", 180)
    finding = next(one for one in result.findings if one["code"] == "TABEL_BESAR")
    assert (finding["severity"], finding["count"]) == ("peringatan", 180)


def test_a_file_like_it_needs_no_question(desk: Any) -> None:
    recipe = desk.inspect(market(), "a.csv", BULK)["proposal"]
    content = text_of(markets.HEADER, list(markets.rows(190, 2024)))
    told = desk.inspect(content, "a.csv", BULK, recipe=recipe)
    assert (told["questions"], told["tables"][0]["rows"]) == ([], 190)
    usual = desk.check(content, "a.csv", told["proposal"], limits=USUAL, out="usual")
    bulk = desk.check(content, "a.csv", told["proposal"], limits=BULK, out="bulk")
    assert read_by_bulk(bulk) and bulk.sha256 == usual.sha256


@pytest.mark.parametrize("rows", [list(markets.rows(190, 2024)), list(markets.rows(200, 2023))[9:]])
def test_an_upload_joins_its_series_in_pieces_too(desk: Any, rows: list[list[Any]]) -> None:
    """New rows, and rows for others of the same key; what the upload leaves out stays."""
    recipe = desk.inspect(market(), "a.csv", BULK)["proposal"]
    first = desk.check(market(), "a.csv", recipe, limits=USUAL, out="base")
    rows[3][-1] = 77
    usual, bulk = (
        desk.check(
            text_of(markets.HEADER, rows),
            "b.csv",
            recipe,
            first.schema,
            limits,
            out=out,
            base_csv=first.canonical,
        )
        for limits, out in ((USUAL, "usual"), (BULK, "bulk"))
    )
    assert read_by_bulk(bulk) and not read_by_bulk(usual)
    assert bulk.changes == usual.changes and bulk.changes["rows_after"] > len(rows)
    assert bulk.sha256 == usual.sha256
    assert (bulk.schema, bulk.recipe, bulk.row_map) == (usual.schema, usual.recipe, usual.row_map)
    assert bulk.data["canonical"] == usual.data["canonical"]
    assert timeless(bulk.report) == timeless(usual.report)
    assert of_schema(bulk) == of_schema(usual)


def test_a_series_of_other_columns_is_not_joined(desk: Any) -> None:
    first = desk.check(coded(), "a.csv", None, limits=USUAL, out="base")
    recipe = desk.inspect(market(), "b.csv", BULK)["proposal"]
    usual, bulk = (
        desk.check(market(), "b.csv", recipe, limits=limits, out=out, base_csv=first.canonical)
        for limits, out in ((USUAL, "usual"), (BULK, "bulk"))
    )
    assert read_by_bulk(bulk) and bulk.sha256 == usual.sha256
    told = [
        next(one for one in result.findings if one["code"] == "SERI_TIDAK_COCOK") for result in (usual, bulk)
    ]
    assert told[0] == told[1]
