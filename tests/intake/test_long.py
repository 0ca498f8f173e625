"""Wide files made long, checked whole: every finding still names the cell that the office wrote."""

from __future__ import annotations

from typing import Any

from data.offices import DISTRICTS, table

from ckanext.satudata.domain.intake.recipe import answer
from ckanext.satudata.domain.intake.shape_choice import turned_back, turned_long


def asked(seen: dict[str, Any], code: str) -> dict[str, Any]:
    """Give the question of that code."""
    return next(item for item in seen["questions"] if item["code"] == code)


ROWS = [(name, 100 + n, 110 + n, 120 + n) for n, name in enumerate(DISTRICTS)]
HEAD = ("Kecamatan", 2023, 2024, 2025)


def test_years_become_rows(desk: Any) -> None:
    content = table(HEAD, ROWS, "Jumlah Sekolah, 2023-2025")
    seen = desk.inspect(content)
    recipe = answer(seen["proposal"], asked(seen, "TAHUN_SEBAGAI_KOLOM"), "long")
    result = desk.check(content, recipe=recipe)
    lines = result.canonical.read_text().splitlines()
    assert lines[0] == "kode_kecamatan,nama_kecamatan,tahun,jumlah_sekolah"
    assert lines[1:4] == [
        f"99.01.01,Sukamaju Kota,{year},{value}" for year, value in zip(HEAD[1:], ROWS[0][1:], strict=True)
    ]
    assert (result.verdict, result.rows, result.open_questions) == ("pass", 3 * len(DISTRICTS), 0)


def test_a_figure_that_cannot_be_read_is_named_where_it_stands(desk: Any) -> None:
    rows = [list(row) for row in ROWS]
    rows[2][3] = "banyak"
    content = table(HEAD, rows, "Jumlah Sekolah, 2023-2025")
    seen = desk.inspect(content)
    recipe = answer(seen["proposal"], asked(seen, "TAHUN_SEBAGAI_KOLOM"), "long")
    findings = desk.check(content, recipe=recipe).findings
    assert [item["cells"] for item in findings if item["code"] == "ANGKA_TIDAK_TERBACA"] == [["D6"]]


def test_the_total_row_of_a_long_table_is_still_tested(desk: Any) -> None:
    wrong = ("Jumlah", *(sum(row[at] for row in ROWS) + (at == 2) * 9 for at in (1, 2, 3)))
    content = table(HEAD, [*ROWS, wrong], "Jumlah Sekolah, 2023-2025")
    seen = desk.inspect(content)
    recipe = answer(seen["proposal"], asked(seen, "TAHUN_SEBAGAI_KOLOM"), "long")
    findings = desk.check(content, recipe=recipe).findings
    found = next(item for item in findings if item["code"] == "JUMLAH_BARIS_BEDA")
    assert found["place"]["cell"] == f"C{4 + len(ROWS)}"


def test_next_years_file_needs_no_question_and_gives_the_same_bytes_again(desk: Any) -> None:
    content = table(HEAD, ROWS, "Jumlah Sekolah, 2023-2025")
    seen = desk.inspect(content)
    recipe = desk.check(
        content, recipe=answer(seen["proposal"], asked(seen, "TAHUN_SEBAGAI_KOLOM"), "long")
    ).recipe
    later = table((*HEAD, 2026), [(*row, row[3] + 1) for row in ROWS], "Jumlah Sekolah, 2023-2026")
    first = desk.check(later, recipe=recipe, out="one")
    assert first.open_questions == 0 and first.canonical.read_text().splitlines()[4].endswith(",2026,121")
    assert first.canonical.read_bytes() == desk.check(later, recipe=recipe, out="two").canonical.read_bytes()


def test_a_schema_in_the_long_form_makes_the_file_long(desk: Any) -> None:
    schema = {
        "fields": [
            {"name": "kode_kecamatan", "type": "string"},
            {"name": "nama_kecamatan", "type": "string", "title": "Kecamatan"},
            {"name": "tahun", "type": "year", "title": "Tahun"},
            {"name": "sekolah", "type": "integer", "title": "Sekolah", "unit": "unit"},
        ],
        "primaryKey": ["kode_kecamatan", "tahun"],
    }
    result = desk.check(table(HEAD, ROWS, "Jumlah Sekolah, 2023-2025"), schema=schema)
    assert (result.verdict, result.rows, result.open_questions) == ("pass", 3 * len(DISTRICTS), 0)


def test_an_inspection_tells_how_sure_it_is(desk: Any) -> None:
    seen = desk.inspect(table(HEAD, ROWS, "Jumlah Sekolah, 2023-2025"))
    (found,) = seen["tables"]
    assert found["confidence"] > 0.9 and any("baris 3" in text for text in found["evidence"])
    assert found["wide"][0]["kinds"] == ["tahun"] and found["title"] == "Jumlah Sekolah, 2023-2025"
    (bare,) = desk.inspect(table(("Wanasari", 3, 4, 5), [("Karangjati", 7, 1, 9)]))["tables"]
    assert bare["header_rows"] == [] and bare["confidence"] < found["confidence"] - 0.3


SEXES = [(name, 2025, 100 + n, 90 + n, 190 + 2 * n) for n, name in enumerate(DISTRICTS)]
SEX_HEAD = ("Kecamatan", "Tahun", "Laki-laki", "Perempuan", "Jumlah")


def test_sexes_are_turned_into_rows_and_back(desk: Any) -> None:
    content = table(SEX_HEAD, SEXES, "Jumlah Penduduk")
    seen = desk.inspect(content)
    way = seen["tables"][0]["wide"][0]
    as_it_was = desk.check(content, recipe=seen["proposal"], out="before")
    long = desk.check(content, recipe=turned_long(seen["proposal"], way), out="long")
    lines = long.canonical.read_text().splitlines()
    assert lines[0].split(",")[-2:] == ["jenis_kelamin", "jumlah_penduduk"]
    assert lines[1].endswith(",2025,L,100") or lines[1].endswith(",2025,Laki-laki,100")
    assert (long.verdict, long.rows) == ("pass", 2 * len(DISTRICTS))
    back = desk.check(content, recipe=turned_back(long.recipe, way), out="after")
    assert back.canonical.read_bytes() == as_it_was.canonical.read_bytes()


def test_years_turned_back_are_asked_again(desk: Any) -> None:
    content = table(HEAD, ROWS, "Jumlah Sekolah, 2023-2025")
    seen = desk.inspect(content)
    question = asked(seen, "TAHUN_SEBAGAI_KOLOM")
    recipe = turned_back(answer(seen["proposal"], question, "long"), seen["tables"][0]["wide"][0])
    findings = desk.check(content, recipe=recipe).findings
    assert "TAHUN_SEBAGAI_KOLOM" in [item["code"] for item in findings]


def test_districts_in_the_titles_are_turned_into_rows(desk: Any) -> None:
    rows = [(2023, *range(10, 10 + len(DISTRICTS))), (2024, *range(20, 20 + len(DISTRICTS)))]
    content = table(("Tahun", *DISTRICTS), rows, "Luas Panen Padi menurut Kecamatan (ha)")
    seen = desk.inspect(content)
    (wide,) = seen["tables"][0]["wide"]
    assert wide["kinds"] == ["nama_kecamatan"] and len(wide["columns"]) == len(DISTRICTS)
    result = desk.check(content, recipe=turned_long(seen["proposal"], wide))
    lines = result.canonical.read_text().splitlines()
    assert lines[0] == "tahun,nama_kecamatan,luas_panen_padi"
    assert lines[1] == f"2023,{DISTRICTS[0]},10" and len(lines) == 1 + 2 * len(DISTRICTS)


def test_two_districts_alone_make_no_table_long(desk: Any) -> None:
    content = table(("Jenis", *DISTRICTS[:2]), [("Sapi", 10, 11), ("Ayam", 20, 21)], "Ternak, 2024 (ekor)")
    assert desk.inspect(content)["tables"][0]["wide"] == []
