"""The bad uploads that offices really send: each is read right, asked about, or told with its cell."""

from __future__ import annotations

from typing import Any

import pytest
from data import offices
from data.offices import DISTRICTS, by_district, population, table

from ckanext.satudata.domain.intake.recipe import answer, apply_patch, edit_cells


def told(result: Any, code: str) -> dict[str, Any]:
    """Give the first finding or question of that code; fail with all codes otherwise."""
    items = result["questions"] if isinstance(result, dict) else result.findings
    found = [item for item in items if item["code"] == code]
    assert found, f"{code} not among {[(item['code'], item['message']) for item in items]}"
    return found[0]


def silent(result: Any, code: str) -> None:
    """Fail when there is a finding of that code."""
    items = result["questions"] if isinstance(result, dict) else result.findings
    assert code not in [item["code"] for item in items]


def chosen(inspection: dict[str, Any]) -> dict[str, Any]:
    """Give the table that is proposed."""
    return next(item for item in inspection["tables"] if item["id"] == inspection["chosen"])


def column(inspection: dict[str, Any], letter: str) -> dict[str, Any]:
    """Give a column of the proposed table."""
    return next(item for item in chosen(inspection)["columns"] if item["letter"] == letter)


def test_usual_file_is_read_whole_without_a_question(desk: Any) -> None:
    seen = desk.inspect(population())
    found = chosen(seen)
    assert (found["range"], found["header_rows"], found["rows"]) == ("A8:E16", [5, 6], 8)
    assert [item["name"] for item in found["columns"]] == [
        "no",
        "nama_kecamatan",
        "penduduk_laki_laki",
        "penduduk_perempuan",
        "penduduk_jumlah",
    ]
    assert [item["role"] for item in found["columns"]] == [
        "numbering",
        "dimension",
        "measure",
        "measure",
        "total",
    ]
    assert {item["kind"] for item in found["set_apart"]} >= {
        "title",
        "numbering",
        "total_row",
        "source",
        "footnote",
        "signature",
        "unit_line",
    }
    assert found["metadata"]["year"] == 2025
    assert found["metadata"]["unit"] == "orang"
    assert found["metadata"]["source"] == "Dinas Kependudukan dan Pencatatan Sipil (data rekaan)"
    assert [item["severity"] for item in seen["questions"]] == ["peringatan"]
    result = desk.check(population())
    assert (result.verdict, result.open_questions, result.rows) == ("pass", 0, 8)
    first = result.canonical.read_text().splitlines()[:2]
    assert (
        first[0]
        == "kode_kecamatan,nama_kecamatan,tahun,penduduk_laki_laki,penduduk_perempuan,penduduk_jumlah"
    )
    assert (
        first[1]
        == f"99.01.01,Sukamaju Kota,2025,{offices.men(0)},{offices.women(0)},{offices.men(0) + offices.women(0)}"
    )


def test_01_merged_titles_are_flattened(desk: Any) -> None:
    labels = [item["source_label"] for item in chosen(desk.inspect(population()))["columns"]]
    assert labels == ["No", "Kecamatan", "Penduduk – Laki-laki", "Penduduk – Perempuan", "Penduduk – Jumlah"]


def test_01_titles_merged_only_to_the_eye_are_flattened_too(desk: Any) -> None:
    def unmerge(sheet: Any) -> None:
        for area in ("A5:A6", "B5:B6", "C5:E5"):
            sheet.unmerge_cells(area)

    labels = [item["source_label"] for item in chosen(desk.inspect(population(change=unmerge)))["columns"]]
    assert labels == ["No", "Kecamatan", "Penduduk – Laki-laki", "Penduduk – Perempuan", "Penduduk – Jumlah"]


def test_03_jumlah_row_is_a_checksum(desk: Any) -> None:
    def spoil(sheet: Any) -> None:
        sheet["E16"] = sheet["E16"].value + 72

    result = desk.check(population(change=spoil))
    finding = told(result, "JUMLAH_BARIS_BEDA")
    assert (finding["severity"], finding["cells"], finding["facts"]["gap"]) == ("tolak", ["E16"], "72")
    assert result.verdict == "fail"


def test_03_a_label_alone_is_no_total(desk: Any) -> None:
    rows = [
        ("Jumlah Penduduk (jiwa)", 2025, 120),
        ("Jumlah Rumah Tangga", 2025, 31),
        ("Luas Wilayah", 2025, 9),
    ]
    seen = desk.inspect(table(("Uraian", "Tahun", "Nilai"), rows))
    assert chosen(seen)["rows"] == 3
    silent(seen, "BARIS_JUMLAH")


def test_03_a_total_without_a_name_is_asked(desk: Any) -> None:
    seen = desk.inspect(population(total="Se-Sukamaju"))
    question = told(seen, "BARIS_JUMLAH_DUGAAN")
    assert question["confirm"]["suggested"] == "total"
    recipe = answer(seen["proposal"], question, "data")
    assert desk.check(population(total="Se-Sukamaju"), recipe=recipe).rows == 9


def test_04_dotted_thousands_without_proof_are_asked(desk: Any) -> None:
    content = by_district([12503, 9871, 10445, 8722, 7310, 6504, 5998, 4102], "Rumah Tangga (keluarga)")
    assert desk.check(content).verdict == "pass"
    content = by_district([offices.dotted(n) for n in (12503, 9871, 10445)], "Rumah Tangga (keluarga)")
    seen = desk.inspect(content)
    question = told(seen, "ANGKA_TITIK_RIBUAN")
    assert question["confirm"]["suggested"] == "text_dot_thousands"
    assert column(seen, "C")["convention"]["kind"] is None
    unread = desk.check(content)
    assert unread.verdict == "fail"
    assert "12.503" in unread.canonical.read_text()
    silent(unread, "ANGKA_TIDAK_TERBACA")
    recipe = answer(seen["proposal"], question, "text_dot_thousands")
    assert ",12503\n" in desk.check(content, recipe=recipe).canonical.read_text()
    recipe = answer(seen["proposal"], question, "text_dot_decimal")
    assert ",12.503\n" in desk.check(content, recipe=recipe).canonical.read_text()


@pytest.mark.parametrize(
    ("texts", "kind"),
    [
        (["1.234.567", "12.503"], "text_dot_thousands"),
        (["1.234,5", "12.503"], "text_dot_thousands"),
        (["0.460", "0.512"], "text_dot_decimal"),
        (["12,5", "7,25"], "text_comma_decimal"),
        (["1,234,567", "2,100"], "text_comma_thousands"),
        (["5345.00", "12.5"], "text_dot_decimal"),
    ],
)
def test_04_proof_settles_the_reading(desk: Any, texts: list[str], kind: str) -> None:
    seen = desk.inspect(by_district(texts, "Produksi (ton)"))
    assert column(seen, "C")["convention"]["kind"] == kind
    assert column(seen, "C")["convention"]["evidence"]
    silent(seen, "ANGKA_TITIK_RIBUAN")


def test_04_a_total_proves_the_reading(desk: Any) -> None:
    rows = [
        ("Wanasari", 2025, "987"),
        ("Karangjati", 2025, "1.012"),
        ("Muara Bening", 2025, "2.001"),
        ("Jumlah", None, "4.000"),
    ]
    seen = desk.inspect(table(("Kecamatan", "Tahun", "Murid"), rows))
    found = column(seen, "C")["convention"]
    assert (found["kind"], found["ambiguous"]) == ("text_dot_thousands", False)
    assert "jumlah" in found["evidence"][0]


def test_04_the_dot_that_excel_ate_is_asked(desk: Any) -> None:
    rows = [
        ("Wanasari", 2025, 987),
        ("Karangjati", 2025, 1.012),
        ("Muara Bening", 2025, 2.001),
        ("Jumlah", None, 4000),
    ]
    content = table(("Kecamatan", "Tahun", "Penduduk (jiwa)"), rows)
    seen = desk.inspect(content)
    question = told(seen, "ANGKA_TITIK_HILANG")
    assert question["cells"] == ["C3", "C4"] and "jumlah cocok" in question["facts"]["evidence"]
    assert question["confirm"]["suggested"] == "native_lost_dot"
    recipe = answer(seen["proposal"], question, "native_lost_dot")
    result = desk.check(content, recipe=recipe)
    assert ",1012\n" in result.canonical.read_text()
    silent(result, "JUMLAH_BARIS_BEDA")


def test_05_a_space_inside_is_asked(desk: Any) -> None:
    content = by_district(["515 826", "1 503", "2 210"], "Produksi (ton)")
    seen = desk.inspect(content)
    question = told(seen, "ANGKA_SPASI")
    assert "satu angka" in question["message"]
    result = desk.check(content, recipe=answer(seen["proposal"], question, "join"))
    assert ",515826\n" in result.canonical.read_text()
    refused = desk.check(content, recipe=answer(seen["proposal"], question, "two"))
    assert refused.verdict == "fail"
    assert told(refused, "ANGKA_TIDAK_TERBACA")["cells"] == ["C2", "C3", "C4"]


def test_05_threes_prove_one_number(desk: Any) -> None:
    seen = desk.inspect(by_district(["1 515 826", "2 503"], "Nilai (rupiah)"))
    silent(seen, "ANGKA_SPASI")
    assert seen["proposal"]["columns"][2]["join_spaces"] is True


def test_07_two_ways_of_writing_are_refused(desk: Any) -> None:
    finding = told(desk.check(by_district(["1.234.567", "1234.5"], "Produksi (ton)")), "ANGKA_CAMPUR")
    assert finding["severity"] == "tolak"
    assert set(finding["cells"]) == {"C2", "C3"}


def test_08_signs_are_kept_apart_from_zero(desk: Any) -> None:
    content = by_district([12, "-", "…", "NA", "15*", None], "Kasus (kasus)")
    seen = desk.inspect(content)
    question = told(seen, "TANDA_STRIP")
    assert question["confirm"]["suggested"] == "zero"
    result = desk.check(content, recipe=answer(seen["proposal"], question, "zero"))
    rows = [line.split(",")[3:] for line in result.canonical.read_text().splitlines()]
    assert rows[0] == ["kasus", "kasus_status"]
    assert rows[1:] == [["12", "A"], ["0", "A"], ["", "O"], ["", "Q"], ["15", "P"]] or rows[1:6] == [
        ["12", "A"],
        ["0", "A"],
        ["", "O"],
        ["", "Q"],
        ["15", "P"],
    ]
    assert result.schema["fields"][4]["constraints"]["enum"] == ["A", "E", "P", "O", "Q", "U", "N"]
    null = desk.check(content, recipe=answer(seen["proposal"], question, "null"))
    assert null.canonical.read_text().splitlines()[2].endswith(",,O")


def test_09_region_names_are_matched_and_near_ones_proposed(desk: Any) -> None:
    names = ["Kec. Sukamaju  Kota", "WANASARI", "Karang Jati", "Muara Benning", *DISTRICTS[4:]]
    content = population(districts=names)
    result = desk.check(content)
    finding = told(result, "WILAYAH_MIRIP")
    assert (finding["cells"], finding["expected"]) == (["B11"], "Muara Bening (99.01.04)")
    assert result.verdict == "fail"
    mended = desk.check(content, recipe=answer(result.recipe, finding, "99.01.04"))
    assert mended.verdict == "pass"
    assert "99.01.04,Muara Bening,2025" in mended.canonical.read_text()


def test_09_an_unknown_region_is_refused(desk: Any) -> None:
    finding = told(
        desk.check(population(districts=[*DISTRICTS[:7], "Negeri Antah"])), "WILAYAH_TIDAK_DIKENAL"
    )
    assert finding["cells"] == ["B15"]


def test_10_bps_codes_are_not_taken_for_kemendagri_codes(desk: Any) -> None:
    rows = [(code, 2025, 10 + n) for n, code in enumerate(("9902040", "9902010", "9902020"))]
    content = table(("Kode Kecamatan", "Tahun", "Unit"), rows)
    result = desk.check(content)
    finding = told(result, "KODE_BPS")
    assert finding["expected"] == "99.01.01"
    mended = desk.check(content, recipe=apply_patch(result.recipe, finding["fixes"][0]["patch"]))
    assert "99.01.02,Wanasari,2025,11" in mended.canonical.read_text()


def test_11_codes_eaten_by_excel_are_told(desk: Any) -> None:
    rows = [(99.01, 2025, 10), ("99.01.02", 2025, 11), ("99.01.03", 2025, 12)]
    result = desk.check(table(("Kode Kecamatan", "Tahun", "Unit"), rows))
    assert result.verdict == "fail"
    assert "A2" in told(result, "WILAYAH_TIDAK_DIKENAL")["cells"]


def test_12_several_sheets_are_offered(desk: Any) -> None:
    def second(sheet: Any) -> None:
        copy = sheet.parent.copy_worksheet(sheet)
        copy.title = "2024"
        copy["A2"] = "Jumlah Penduduk menurut Kecamatan di Kabupaten Sukamaju, 2024"
        for row in range(8, 16):
            copy.cell(row, 3).value += 1
            copy.cell(row, 5).value += 1

    content = population(change=second)
    seen = desk.inspect(content)
    question = told(seen, "TABEL_PILIHAN")
    assert [item["value"].split("!")[0] for item in question["confirm"]["choices"]] == ["Data", "2024"]
    other = desk.inspect(content, table=question["confirm"]["choices"][1]["value"])
    assert other["proposal"]["constants"] == {"tahun": 2024}
    silent(other, "TABEL_PILIHAN")


def test_13_hidden_parts_are_told(desk: Any) -> None:
    def hide(sheet: Any) -> None:
        sheet.row_dimensions[9].hidden = True
        sheet.column_dimensions["D"].hidden = True
        sheet.parent.create_sheet("Rahasia").sheet_state = "hidden"

    seen = desk.inspect(population(change=hide))
    assert [item["place"]["sheet"] for item in seen["questions"] if item["code"] == "TERSEMBUNYI"] == [
        "Data",
        "Rahasia",
    ]
    assert chosen(seen)["rows"] == 8


def test_16_years_as_columns_are_asked(desk: Any) -> None:
    rows = [(name, 100 + n, 110 + n, 120 + n) for n, name in enumerate(DISTRICTS)]
    content = table(("Kecamatan", 2023, 2024, 2025), rows, "Jumlah Sekolah, 2023-2025")
    seen = desk.inspect(content)
    assert chosen(seen)["header_rows"] == [3]
    question = told(seen, "TAHUN_SEBAGAI_KOLOM")
    recipe = answer(seen["proposal"], question, "2024")
    result = desk.check(content, recipe=recipe)
    assert result.canonical.read_text().splitlines()[1].endswith(",2024,110")


def test_17_a_school_year_is_no_year(desk: Any) -> None:
    rows = [("Wanasari", 2024, 10), ("Karangjati", "2023/2024", 11), ("Muara Bening", 2024, 12)]
    finding = told(desk.check(table(("Kecamatan", "Tahun", "Sekolah"), rows)), "TAHUN_TIDAK_TERBACA")
    assert (finding["cells"], finding["read"]) == (["B3"], "2023/2024")


def test_18_ambiguous_dates_are_asked(desk: Any) -> None:
    content = table(
        ("Tanggal", "Harga (Rp)"), [("03/04/2024", 14500), ("05/06/2024", 14700), ("31 Desember 2024", 14900)]
    )
    seen = desk.inspect(content)
    recipe = answer(seen["proposal"], told(seen, "TANGGAL_AMBIGU"), "day_first")
    assert desk.check(content, recipe=recipe).canonical.read_text().splitlines()[1:] == [
        "2024-04-03,14500",
        "2024-06-05,14700",
        "2024-12-31,14900",
    ]


def test_18_impossible_dates_never_roll_over(desk: Any) -> None:
    content = table(("Tanggal", "Harga (Rp)"), [("13/04/2024", 1), ("31/02/2024", 2), ("15/06/2024", 3)])
    finding = told(desk.check(content), "TANGGAL_TIDAK_TERBACA")
    assert (finding["cells"], finding["read"]) == (["A3"], "31/02/2024")


NIK = "99"  # joined below so that no such number stands in the tree


def private_rows() -> list[tuple[Any, ...]]:
    """Give rows with made-up identity numbers of a province that exists."""
    return [(f"Warga {n}", "32" + "0101" + "41" + "0190" + f"{n:04d}", "Wanasari", 5) for n in range(1, 8)]


def test_19_personal_data_are_refused_and_never_shown(desk: Any) -> None:
    content = table(("Nama", "NIK", "Kecamatan", "Jumlah"), private_rows())
    seen, result = desk.inspect(content), desk.check(content)
    for told_by in (seen, result):
        finding = told(told_by, "DATA_PRIBADI")
        assert (finding["place"]["column"], finding["count"], finding["severity"]) == ("B", 7, "tolak")
    assert result.canonical is None and result.report is None
    assert not (desk.folder / "out" / "data.csv").exists()
    for text in (str(seen), str(result.to_dict())):
        assert "3201014101900001" not in text


def test_19_a_native_number_is_found_too_and_a_float_is_not(desk: Any) -> None:
    rows = [(f"Warga {n}", int("32" + "0101" + "41" + "0190" + f"{n:04d}"), 5) for n in range(1, 4)]
    told(desk.check(table(("Nama", "Nomor", "Jumlah"), rows)), "DATA_PRIBADI")
    ratios = [("Wanasari", 2025, 0.3201014101900001), ("Karangjati", 2025, 0.3201014101900002)]
    silent(desk.check(table(("Kecamatan", "Tahun", "Rasio"), ratios)), "DATA_PRIBADI")


def test_20_doubled_keys_name_both_rows(desk: Any) -> None:
    finding = told(desk.check(population(districts=[*DISTRICTS[:7], "Wanasari"], total=None)), "KUNCI_GANDA")
    assert finding["facts"]["rows"] == ["9", "15"]
    assert "Wanasari" in finding["message"]


def test_21_sums_across_columns_are_checked_and_mended(desk: Any) -> None:
    def spoil(sheet: Any) -> None:
        sheet["E14"] = sheet["E14"].value + 72

    content = population(change=spoil)
    result = desk.check(content)
    finding = told(result, "JUMLAH_KOLOM_BEDA")
    assert finding["cells"] == ["E14"]
    assert "Baris 14 (Cempaka Timur)" in finding["message"] and "Selisih 72" in finding["message"]
    offered = finding["fixes"][0]["cells"]
    assert [cell["cell"] for cell in offered] == ["C14", "D14", "E14"]
    right = offices.dotted(offices.men(6) + offices.women(6))
    mended = desk.check(content, recipe=edit_cells(result.recipe, finding, {"E14": right}))
    assert mended.verdict == "pass"


def test_21_a_correction_falls_away_with_its_cell(desk: Any) -> None:
    recipe = desk.check(population()).recipe
    recipe["fixes"] = [{"cell": "E14", "value": "5", "was": "7", "code": "JUMLAH_KOLOM_BEDA"}]
    assert told(desk.check(population(), recipe=recipe), "PERBAIKAN_TIDAK_COCOK")["cells"] == ["E14"]


def test_22_percentages(desk: Any) -> None:
    seen = desk.inspect(by_district([0.42, 0.85, 0.97], "Cakupan (%)"))
    question = told(seen, "PERSEN_PECAHAN")
    content = by_district([0.42, 0.85, 0.97], "Cakupan (%)")
    result = desk.check(content, recipe=answer(seen["proposal"], question, "fraction"))
    assert result.canonical.read_text().splitlines()[1].endswith(",42")
    over = desk.check(by_district([98.5, 104.2, 99.0], "APK (%)"))
    finding = told(over, "PERSEN_LEBIH")
    assert (finding["cells"], finding["confirm"]["needs_reason"]) == (["C3"], True)
    assert over.verdict == "pass" and over.open_questions >= 1
    answered = answer(over.recipe, finding, "benar", "angka partisipasi kasar")
    again = desk.check(by_district([98.5, 104.2, 99.0], "APK (%)"), recipe=answered)
    assert told(again, "PERSEN_LEBIH")["confirmed"]["reason"] == "angka partisipasi kasar"


def test_23_missing_districts(desk: Any) -> None:
    finding = told(desk.check(population(districts=DISTRICTS[:6])), "WILAYAH_BELUM_ADA")
    assert finding["facts"]["names"] == ["Cempaka Timur", "Pulau Rengas"]


def test_23_last_years_figures_again(desk: Any) -> None:
    first = desk.check(population(year=2025), out="a")
    again = population(year=2025, title_year=False)
    result = desk.check(again, base_csv=first.canonical, year=2026, out="b")
    finding = told(result, "SAMA_EDISI_LALU")
    assert (finding["facts"]["period"], finding["facts"]["previous"]) == ("2026", "2025")


def test_24_formulas(desk: Any) -> None:
    def spoil(sheet: Any) -> None:
        sheet["C9"] = "#REF!"
        sheet["C9"].data_type = "e"
        sheet["D10"] = "=C10*2"

    result = desk.check(population(change=spoil))
    assert told(result, "RUMUS_GALAT")["cells"] == ["C9"]
    assert told(result, "RUMUS_TANPA_NILAI")["cells"] == ["D10"]
    silent(result, "ANGKA_TIDAK_TERBACA")


def test_25_template_not_filled(desk: Any) -> None:
    told(desk.check(table(("Kecamatan", "Tahun", "Luas (ha)"), [])), "TANPA_BARIS")
    rows = [("Wanasari", 2025, 3), ("Karangjati", 2025, 4), ("dst…", None, None)]
    told(desk.check(table(("Kecamatan", "Tahun", "Luas (ha)"), rows)), "BARIS_CONTOH")


def test_26_unit_slip(desk: Any) -> None:
    first = desk.check(by_district([12.4, 8.1, 9.9], "Nilai (juta rupiah)", 2024), out="a")
    slipped = by_district([12375.2, 8123.0, 9931.0], "Nilai (juta rupiah)", 2025)
    finding = told(desk.check(slipped, base_csv=first.canonical, out="b"), "SATUAN_SERIBU")
    assert finding["confirm"]["needs_reason"] is True


def test_27_jump(desk: Any) -> None:
    first = desk.check(population(year=2024), out="a")

    def jump(sheet: Any) -> None:
        for cell, more in (("C9", 9000), ("E9", 9000), ("C16", 9000), ("E16", 9000)):
            sheet[cell] = sheet[cell].value + more

    result = desk.check(population(year=2025, change=jump), base_csv=first.canonical, out="b")
    finding = told(result, "LONJAKAN")
    assert finding["cells"] == ["C9"] and "Wanasari" in finding["message"]
    assert result.rows == 16 and result.row_map[:8] == [None] * 8 and result.row_map[8:] == list(range(8, 16))
    assert result.changes["added"] == 8 and result.changes["periods"] == ["2025"]


def test_36_negative_counts(desk: Any) -> None:
    finding = told(desk.check(by_district([12, -4, 7], "Korban (orang)")), "NILAI_NEGATIF")
    assert finding["cells"] == ["C3"]


def test_37_words_in_a_number_cell(desk: Any) -> None:
    content = by_district([12, "15 orang", 7, 9, 11], "Korban (orang)")
    result = desk.check(content)
    finding = told(result, "ANGKA_BERSATUAN")
    assert (finding["cells"], finding["read"]) == (["C3"], "15 orang") and result.verdict == "fail"
    silent(result, "ANGKA_TIDAK_TERBACA")
    answered = desk.check(content, recipe=answer(result.recipe, finding, "drop"))
    assert ",15\n" in answered.canonical.read_text()


def test_37_other_words_in_a_number_cell(desk: Any) -> None:
    finding = told(
        desk.check(by_district([12, "lima belas", 7, 9, 11], "Korban (orang)")), "ANGKA_TIDAK_TERBACA"
    )
    assert (finding["cells"], finding["read"]) == (["C3"], "lima belas")
    assert finding["fixes"][0]["cells"] == [{"cell": "C3", "value": "lima belas"}]


def test_blank_rows_and_remarks_inside(desk: Any) -> None:
    rows: list[tuple[Any, ...]] = [
        ("Wanasari", 2025, 3),
        (),
        ("Wilayah Utara",),
        ("Karangjati", 2025, 4),
        ("Muara Bening", 2025, 5),
    ]
    seen = desk.inspect(table(("Kecamatan", "Tahun", "Luas (ha)"), rows))
    assert chosen(seen)["rows"] == 3
    told(seen, "BARIS_KOSONG")
    told(seen, "BARIS_KETERANGAN")


def test_doubled_titles_are_told_apart(desk: Any) -> None:
    content = table(
        ("Kecamatan", "Tahun", "Jumlah", "Jumlah"), [("Wanasari", 2025, 3, 4), ("Karangjati", 2025, 5, 6)]
    )
    seen = desk.inspect(content)
    assert told(seen, "JUDUL_KOLOM_GANDA")["facts"]["names"] == ["jumlah", "jumlah_2"]


def test_future_years_are_asked(desk: Any) -> None:
    told(desk.check(by_district([1, 2, 3], "Luas (ha)", 2027)), "TAHUN_MENDATANG")


def test_a_year_that_nobody_tells_is_asked(desk: Any) -> None:
    content = population(title_year=False)
    told(desk.inspect(content, "penduduk.xlsx"), "TAHUN_BELUM_ADA")
    silent(desk.inspect(content, "penduduk_2025.xlsx"), "TAHUN_BELUM_ADA")
    assert desk.inspect(content, year=2023)["proposal"]["constants"] == {"tahun": 2023}


def test_19_an_officials_number_below_the_signature_stands(desk: Any) -> None:
    number = "19800101" + " 200501 " + "1 001"

    def sign(sheet: Any) -> None:
        sheet["D21"] = number

    silent(desk.check(population(change=sign)), "DATA_PRIBADI")
    rows = [(number, 3), (number, 4)]
    told(desk.check(table(("Pegawai", "Nilai"), rows)), "DATA_PRIBADI")
