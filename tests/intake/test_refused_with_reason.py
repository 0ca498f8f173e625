"""A table that is refused always says why, and a row is never passed over without a word."""

from __future__ import annotations

from typing import Any

KEYED = {
    "fields": [
        {"name": "kecamatan", "type": "string"},
        {"name": "tahun", "type": "integer"},
        {"name": "jumlah", "type": "integer"},
    ],
    "primaryKey": ["kecamatan", "tahun"],
}


def _codes(told: dict[str, Any]) -> list[tuple[str, str]]:
    return [(item["code"], item["severity"]) for item in told["findings"] if item["severity"] != "peringatan"]


def test_rows_without_any_part_of_their_key_are_named(desk: Any) -> None:
    content = b"kecamatan,tahun,jumlah\nWanasari,2024,1\nKarangjati,2024,2\n,,5\n,,7\n"
    told = desk.check(content, "data.csv", schema=KEYED).to_dict()
    assert told["verdict"] == "fail"
    found = next(item for item in told["findings"] if item["code"] == "SEL_KOSONG")
    assert found["cells"] == ["A4", "A5"] and found["severity"] == "tolak"
    assert not any(item["code"] in ("KUNCI_GANDA", "PERIKSA_SKEMA") for item in told["findings"])


def test_a_blank_key_cell_is_counted_once(desk: Any) -> None:
    fields = [
        {"name": "kode", "type": "string", "constraints": {"required": True}},
        {"name": "n", "type": "integer"},
    ]
    told = desk.check(
        b"kode,n\nA1,1\n,2\n", "data.csv", schema={"fields": fields, "primaryKey": "kode"}
    ).to_dict()
    assert [item["count"] for item in told["findings"] if item["code"] == "SEL_KOSONG"] == [1]


def test_a_table_of_titles_alone_is_told_once(desk: Any) -> None:
    told = desk.check(b"kecamatan,tahun,jumlah\n", "data.csv", schema=KEYED).to_dict()
    assert _codes(told) == [("TANPA_BARIS", "tolak")]


def test_words_right_below_the_data_are_asked_about(desk: Any) -> None:
    content = b"Kode,Jumlah\nA1,5\nA2,-\nA3,7\n,hilang\n"
    seen = desk.inspect(content, "data.csv")
    question = next(item for item in seen["questions"] if item["code"] == "BARIS_DIRAGUKAN")
    choice = next(item for item in question["confirm"]["choices"] if item["value"] == "data")
    recipe = {
        **seen["proposal"],
        **{part: value for part, value in choice["patch"].items() if part != "keep_rows"},
    }
    told = desk.check(content, "data.csv", recipe=recipe, schema=None).to_dict()
    assert told["canonical"]["rows"] == 4 and 5 in told["row_map"]


def test_no_row_of_a_text_is_left_out_in_silence(desk: Any) -> None:
    content = b"Kode,Ket\na,x\nb,z\n,y\nc,w\n"
    seen = desk.inspect(content, "data.csv")
    table = seen["tables"][0]
    rows = {
        int(row)
        for item in seen["questions"]
        if item["code"] == "BARIS_DIRAGUKAN"
        for row in item["facts"]["rows"]
    }
    assert rows | set(range(table["first_row"], table["last_row"] + 1)) == {2, 3, 4, 5}


def test_what_is_asked_already_is_not_told_as_a_fault(desk: Any) -> None:
    content = b"Kecamatan,Jumlah\nWanasari,1\nKarangjati,2\n"
    told = desk.check(content, "data.csv", desk.inspect(content, "data.csv")["proposal"]).to_dict()
    assert {severity for _, severity in _codes(told)} == {"konfirmasi"}


def test_a_name_without_its_figure_below_the_data_is_asked_about(desk: Any) -> None:
    content = b"Kondisi;Luas (ha)\nBaik;16,4\nRusak;95,5\nBaik;51,1\nRusak;\nSedang;\n"
    seen = desk.inspect(content, "data.csv")
    rows = [
        row
        for item in seen["questions"]
        if item["code"] == "BARIS_DIRAGUKAN"
        for row in item["facts"]["rows"]
    ]
    assert rows == ["5", "6"]


def test_a_name_below_a_gap_that_is_like_the_others_is_told(desk: Any) -> None:
    content = b"Nama Sekolah;Murid;Guru\nSDN 1;12;3\nSDN 2;15;4\nSDN 3;18;5\n;;\nSDN 4;;\n"
    seen = desk.inspect(content, "data.csv")
    assert "BARIS_KETERANGAN" in [item["code"] for item in seen["questions"]]
