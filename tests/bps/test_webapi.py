"""BPS's dynamic table: keys built forward, hostile answers refused, our figures beside BPS's."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from ckanext.satudata.domain.bps.compared import Comparison
from ckanext.satudata.domain.bps.comparison import compare
from ckanext.satudata.domain.bps.content import BundleError
from ckanext.satudata.domain.bps.webapi import read_response
from ckanext.satudata.standalone import main
from support.bundle_samples import SCHEMA, population_csv

NONE = [{"val": 0, "label": "Tidak ada"}]
YEARS = [{"val": 124, "label": "2024"}, {"val": 125, "label": "2025"}]
PLACES = [
    (9902030, "Sukamaju Kota"),
    (9902010, "Kec. Wanasari"),
    (9902020, "KARANGJATI"),
    (9902, "Kabupaten Sukamaju"),
]
CODES = {"99.01.01": "9902030", "99.01.02": "9902010", "99.01.03": "9902020"}


def answer(cells: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    table: dict[str, Any] = {
        "status": "OK",
        "data-availability": "available",
        "last_update": "2026-02-28",
        "var": [{"val": 218, "label": "Jumlah Penduduk", "unit": "Jiwa", "decimal": 0}],
        "turvar": [
            {"val": 1, "label": "Laki-laki"},
            {"val": 2, "label": "Perempuan"},
            {"val": 3, "label": "Jumlah"},
        ],
        "labelvervar": "Kecamatan",
        "vervar": [{"val": code, "label": label} for code, label in PLACES],
        "tahun": YEARS,
        "turtahun": [{"val": 61, "label": "Semester 1"}, {"val": 62, "label": "Semester II"}],
    }
    table.update(more)
    return {**table, "datacontent": cells if cells is not None else figures(table)}


def figures(table: dict[str, Any]) -> dict[str, Any]:
    """Every figure of the sample as BPS would publish it."""
    columns = {1: "laki_laki", 2: "perempuan", 3: "jumlah"}
    cells: dict[str, int] = {}
    for row in csv.DictReader(io.StringIO(population_csv().decode())):
        year = int(row["tahun"]) - 1900
        for turvar, column in columns.items():
            for place in (CODES[row["kode_kecamatan"]], "9902"):
                key = f"{place}218{turvar}{year}{60 + int(row['semester'])}"
                cells[key] = cells.get(key, 0) + int(row[column])
    return {key: value for key, value in cells.items() if f"{124}6" in key or f"{125}6" in key}


def run(
    response: dict[str, Any], csv_text: bytes | None = None, schema: Any = None, **more: Any
) -> Comparison:
    rows = csv.DictReader(io.StringIO((csv_text or population_csv()).decode()))
    table = read_response(json.dumps(response).encode())
    return compare(rows, schema or SCHEMA, table, more.pop("codes", CODES), area="Kabupaten Sukamaju", **more)


def test_equal_tables_are_equal_by_place_sex_year_and_semester() -> None:
    found = run(answer())
    assert (found.equal, found.different, found.only_bps, found.only_ours) == (2 * 2 * 3 * 4, (), (), ())
    assert found.measures == ("jumlah", "laki_laki", "perempuan")
    assert (found.unit, found.bps_unit, found.names_only_bps, found.names_only_ours) == (
        "orang",
        "Jiwa",
        (),
        (),
    )


def test_names_alone_are_enough_and_differences_are_told_with_percent() -> None:
    cells = figures(answer())
    key = "9902010218112561"
    cells[key] = cells[key] + 100
    found = run(answer(cells), codes={})
    (line,) = found.different
    assert (line.row, line.part, line.year, line.period) == (
        "Kec. Wanasari",
        "Laki-laki",
        "2025",
        "Semester 1",
    )
    assert (line.difference, line.percent) == (
        Decimal(-100),
        (Decimal(-10000) / cells[key]).quantize(Decimal("0.01")),
    )


def test_what_only_one_side_has_is_listed() -> None:
    places = [{"val": code, "label": label} for code, label in PLACES[:2]] + [
        {"val": 77, "label": "Pulau Jauh"}
    ]
    response = answer(vervar=places)
    response["datacontent"]["77218112561"] = 5
    found = run(response)
    assert found.names_only_bps == ("Pulau Jauh",) and len(found.names_only_ours) == 1
    assert [line.bps for line in found.only_bps] == [Decimal(5)]
    assert {line.row for line in found.only_ours} == set(found.names_only_ours)
    assert len(found.unknown) == 2 * 2 * 3 * 2, "keys of places that the lists do not name"


def test_a_key_that_two_places_share_is_compared_with_neither() -> None:
    table = {
        "vervar": [{"val": 1, "label": "Wanasari"}, {"val": 12, "label": "Karangjati"}],
        "var": [{"val": 218, "label": "A", "unit": ""}, {"val": 18, "label": "B", "unit": ""}],
        "turvar": NONE,
        "tahun": [{"val": 117, "label": "2017"}],
        "turtahun": [{"val": 1, "label": "Januari"}],
    }
    found = read_response(json.dumps({**table, "datacontent": {"121801171": 7, "12121801171": 8}}).encode())
    assert found.ambiguous == ("121801171",) and Decimal(7) not in found.figures.values()
    table["var"] = table["var"][:1]
    found = read_response(json.dumps({**table, "datacontent": {"121801171": 7}}).encode())
    ((place, value),) = found.figures.items()
    assert (place.vervar.label, value, found.ambiguous) == ("Wanasari", Decimal(7), ())


def test_months_years_without_labels_and_signs() -> None:
    schema = {
        "fields": [
            {"name": "komoditas", "type": "string", "satudata:role": "dimension"},
            {"name": "tahun", "type": "year"},
            {"name": "bulan", "type": "integer"},
            {
                "name": "harga",
                "title": "Harga",
                "type": "number",
                "unit": "rupiah",
                "satudata:role": "measure",
            },
        ]
    }
    response = {
        "vervar": [{"val": 1, "label": "Beras"}, {"val": 2, "label": "Gula"}],
        "var": [{"val": 5, "label": "Harga Eceran", "unit": "Rp"}],
        "turvar": NONE,
        "tahun": [{"val": 125, "label": ""}],
        "turtahun": [{"val": 1, "label": "Januari"}, {"val": 2, "label": "Februari"}],
        "datacontent": {"1501251": "14.000,5", "1501252": "-", "2501251": "…", "2501252": 3},
    }
    table = (
        b"komoditas,tahun,bulan,harga\nBeras,2025,1,14000.5\nBeras,2025,2,0\nGula,2025,1,\nGula,2025,2,3\n"
    )
    found = run(response, table, schema, codes={})
    assert (found.equal, found.different, found.only_bps) == (4, (), ())


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\x00\xff", "webapi-no-json"),
        (b"[" * 100_000, "webapi-too-deep"),
        (b"[" * 20 + b"]" * 20, "webapi-too-deep"),
        (b'{"datacontent": {"a": NaN}}', "webapi-no-json"),
        (b'{"var": 1, "var": 2}', "webapi-no-json"),
        (b"[]", "webapi-no-table"),
        (b'{"status": "OK", "data-availability": "list-not-available"}', "webapi-no-table"),
        (json.dumps({**answer(), "vervar": [{"label": "x"}]}).encode(), "webapi-no-table"),
        (
            json.dumps({**answer(), "vervar": [{"val": n, "label": ""} for n in range(20_001)]}).encode(),
            "webapi-no-table",
        ),
        (
            json.dumps(
                {
                    **answer(),
                    **{k: [{"val": n, "label": ""} for n in range(3000)] for k in ("vervar", "tahun")},
                }
            ).encode(),
            "webapi-too-large",
        ),
        (b" " * ((20 << 20) + 1), "webapi-too-large"),
        (b'{"a": ' + b"9" * 5000 + b"}", "webapi-no-json"),
    ],
)
def test_hostile_answers_are_refused_in_words(data: bytes, code: str) -> None:
    with pytest.raises(BundleError) as refused:
        read_response(data)
    assert refused.value.code == code and str(refused.value)


def test_a_table_about_something_else_and_a_choice_of_figures_are_told() -> None:
    with pytest.raises(BundleError) as refused:
        run(answer(vervar=[{"val": 1, "label": "Beras"}]))
    assert refused.value.code == "compare-no-rows"
    with pytest.raises(BundleError) as refused:
        run(answer(turvar=NONE, cells={}), schema={**SCHEMA, "fields": SCHEMA["fields"][:-1]})
    assert refused.value.code == "compare-which-measure"
    assert run(answer(turvar=NONE, cells={}), measure="perempuan").measures == ("perempuan",)


def test_the_command_compares_files_without_a_portal(tmp_path: Path) -> None:
    for name, data in {"t.csv": population_csv(), "s.json": json.dumps(SCHEMA).encode()}.items():
        (tmp_path / name).write_bytes(data)
    response = answer()
    response["datacontent"]["9902010218112561"] = 1
    (tmp_path / "bps.json").write_text(json.dumps(response))
    told = [
        str(tmp_path / "bps.json"),
        "--table",
        str(tmp_path / "t.csv"),
        "--schema",
        str(tmp_path / "s.json"),
    ]
    result = CliRunner().invoke(main, ["bps", "compare", *told, "--area", "Kabupaten Sukamaju", "--json"])
    assert result.exit_code == 1, result.output
    found = json.loads(result.output)
    assert (found["equal"], len(found["different"]), found["different"][0]["bps"]) == (47, 1, "1")
    (tmp_path / "bps.json").write_text("[]")
    result = CliRunner().invoke(main, ["bps", "compare", *told])
    assert result.exit_code == 2 and "datacontent" in result.output


LONG = {
    "fields": [
        {"name": "nama_kecamatan", "type": "string"},
        {"name": "jenis_kelamin", "type": "string"},
        {"name": "umur", "type": "string"},
        {"name": "tahun", "type": "year"},
        {"name": "penduduk", "type": "integer", "title": "Penduduk"},
    ],
    "primaryKey": ["nama_kecamatan", "jenis_kelamin", "umur", "tahun"],
}


def long_rows(*lines: str) -> bytes:
    return "\n".join(["nama_kecamatan,jenis_kelamin,umur,tahun,penduduk", *lines, ""]).encode()


def one_place(value: Any, **more: Any) -> dict[str, Any]:
    places = [{"val": 1, "label": "Wanasari"}]
    fixed = {"turvar": NONE, "tahun": [YEARS[1]], "turtahun": [{"val": 0, "label": "Tahun"}]}
    return answer({"121801250": value}, **{"vervar": places, **fixed, **more})


@pytest.mark.parametrize(
    "lines",
    [
        ("Wanasari,L,,2025,10", "Wanasari,P,,2025,12", "Wanasari,Jumlah,,2025,22"),
        ("Wanasari,L,,2025,10", "Wanasari,P,,2025,12"),
        ("Wanasari,Jumlah,,2025,22",),
        (
            "Wanasari,L,0-4,2025,10",
            "Wanasari,P,0-4,2025,12",
            "Wanasari,Jumlah,0-4,2025,22",
            "Wanasari,L,Total,2025,10",
            "Wanasari,P,Total,2025,12",
            "Wanasari,Jumlah,Total,2025,22",
        ),
        ("Wanasari,Jumlah,0-4,2025,20", "Wanasari,Jumlah,5+,2025,2", "Wanasari,L,0-4,2025,9"),
    ],
)
def test_a_total_is_never_added_to_its_parts(lines: tuple[str, ...]) -> None:
    found = run(one_place(22), long_rows(*lines), LONG, codes={})
    assert (found.equal, found.different) == (1, ())


def test_a_total_of_a_part_stands_for_itself() -> None:
    parts = [{"val": 1, "label": "L"}, {"val": 2, "label": "P"}, {"val": 3, "label": "Jumlah"}]
    cells = {"121811250": 10, "121821250": 12, "121831250": 22}
    response = one_place(0, turvar=parts) | {"datacontent": cells}
    rows = long_rows("Wanasari,L,,2025,10", "Wanasari,P,,2025,12", "Wanasari,Jumlah,,2025,22")
    found = run(response, rows, LONG, codes={})
    assert (found.equal, found.different) == (3, ())


@pytest.mark.parametrize(
    ("told", "ours"),
    [
        ("1.234.567", 1234567),
        ("1.503", 1503),
        ("-1.503", -1503),
        ("1 503", 1503),
        (1503, 1503),
        (1503.0, 1503),
        ("1.503,0", 1503),
    ],
)
def test_figures_as_bps_prints_them(told: Any, ours: int) -> None:
    found = run(one_place(told), long_rows(f"Wanasari,L,,2025,{ours}"), LONG, codes={})
    assert (found.equal, found.different) == (1, ())


def test_a_name_that_two_places_of_bps_share_is_no_place() -> None:
    places = [
        {"val": 1, "label": "Wanasari"},
        {"val": 2, "label": "Kec. Wanasari"},
        {"val": 3, "label": "Lain"},
    ]
    response = one_place(5, vervar=places) | {"datacontent": {"121801250": 5, "221801250": 6}}
    rows = long_rows("Wanasari,L,,2025,5", "Lain,L,,2025,1")
    found = run(response, rows, LONG, codes={})
    assert (found.equal, found.different, len(found.only_bps)) == (0, (), 2)
    coded = run(response, rows, LONG, codes={"Wanasari": "2"})
    assert [(one.ours, one.bps) for one in coded.different] == [(Decimal(5), Decimal(6))]


@pytest.mark.parametrize("told", ["1e999999999", "-1e-999999999", "1e41"])
def test_numbers_that_would_fill_the_memory_are_refused(told: str) -> None:
    text = json.dumps(one_place(0)).replace('"121801250": 0', f'"121801250": {told}')
    with pytest.raises(BundleError) as refused:
        read_response(text.encode())
    assert refused.value.code == "webapi-no-json"
    as_text = run(one_place(told), long_rows("Wanasari,L,,2025,5"), LONG, codes={})
    assert as_text.different[0].bps is None


def test_fractions_and_blanks_in_lists_are_read() -> None:
    schema = {
        **LONG,
        "fields": [*LONG["fields"][:-1], {"name": "penduduk", "type": "number", "title": "Penduduk"}],
    }
    response = one_place(12.5, vervar=[{"val": " 1 ", "label": " Wanasari "}])
    found = run(response, long_rows("Wanasari,L,,2025,12.5"), schema, codes={})
    assert (found.equal, found.different) == (1, ())


@pytest.mark.parametrize(("levels", "refused"), [(11, False), (12, True)])
def test_how_deep_an_answer_may_nest(levels: int, refused: bool) -> None:
    nested: Any = 0
    for _ in range(levels):
        nested = [nested]
    text = json.dumps({**one_place(5), "lain": nested}).encode()
    if not refused:
        assert read_response(text).figures
        return
    with pytest.raises(BundleError) as told:
        read_response(text)
    assert told.value.code == "webapi-too-deep"


def test_a_table_without_derived_variable_and_parts_of_the_year() -> None:
    response = one_place(5)
    del response["turvar"], response["turtahun"]
    response["datacontent"] = {"12180125" + "0": 5}
    found = run(response, long_rows("Wanasari,L,,2025,5"), LONG, codes={})
    assert (found.equal, found.different, found.unknown) == (1, (), ())


@pytest.mark.parametrize("told", [True, None, "…", "NA", "n.a.", {}, []])
def test_what_is_no_figure_is_not_available(told: Any) -> None:
    found = run(one_place(told), long_rows("Wanasari,L,,2025,1"), LONG, codes={})
    (line,) = found.different
    assert (line.ours, line.bps, line.difference, line.percent) == (Decimal(1), None, None, None)
    assert line.as_json()["bps"] is None


def test_a_line_says_its_part_its_period_and_plain_figures() -> None:
    parts = [{"val": 1, "label": "L"}, {"val": 2, "label": "P"}]
    response = one_place(0, turvar=parts) | {"datacontent": {"121811250": 10}}
    found = run(response, long_rows("Wanasari,L,,2025,8.50", "Wanasari,P,,2025,12"), LONG, codes={})
    (line,) = found.different
    assert (line.part, line.period, line.year) == ("L", "", "2025")
    assert [line.as_json()[name] for name in ("ours", "bps", "difference")] == ["8.5", "10", "-1.5"]
    (ours,) = found.only_ours
    assert (ours.part, ours.ours) == ("P", Decimal(12))


def test_years_by_number_and_days_by_their_year() -> None:
    fields = [{"name": "hari", "type": "date"} if f["name"] == "tahun" else f for f in LONG["fields"]]
    schema = {**LONG, "fields": fields, "primaryKey": ["nama_kecamatan", "jenis_kelamin", "umur", "hari"]}
    response = one_place(5, tahun=[{"val": 125, "label": ""}])
    text = long_rows("Wanasari,L,,2025-03-01,5").replace(b",tahun,", b",hari,")
    assert run(response, text, schema, codes={}).equal == 1


@pytest.mark.parametrize(
    "broken", [[], {}, "x", [1], [{"val": None}], [{"label": "x"}], [{"val": 1}] * 20_001]
)
def test_lists_that_are_none_are_told(broken: Any) -> None:
    with pytest.raises(BundleError) as told:
        read_response(json.dumps({**one_place(5), "vervar": broken}).encode())
    assert (told.value.code, str(told.value.facts["missing"])[:6]) == ("webapi-no-table", "vervar")
