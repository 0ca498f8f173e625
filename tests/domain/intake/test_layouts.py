"""Tables as offices lay them out: titles, rows and columns found exactly, whatever stands around."""

from __future__ import annotations

from typing import Any

import pytest

from ckanext.satudata.domain.intake.canonical import convert_rows
from ckanext.satudata.domain.intake.grid import parse_area
from ckanext.satudata.domain.intake.proposal import propose
from ckanext.satudata.domain.intake.questions import ask
from ckanext.satudata.domain.intake.reading import TableReading, read_sheet
from ckanext.satudata.domain.intake.recipe import Recipe, answer

N = None


def read(sheet: Any, reference: Any) -> list[TableReading]:
    """Read all tables of a sheet."""
    return read_sheet(sheet, reference, "a.xlsx")


def asked(reading: TableReading, reference: Any) -> dict[str, Any]:
    """Give what is told or asked about a table, by code."""
    recipe = propose(reading, reference, {"year": 2025}, None)
    return {finding.code: finding.to_dict() for finding in ask(reading, recipe)}


def canonical(reading: TableReading, reference: Any, *answers: tuple[str, str]) -> Any:
    """Convert a table by its proposal, with questions answered."""
    given = propose(reading, reference, {"year": 2025}, None).to_dict()
    for code, value in answers:
        given = answer(given, asked(reading, reference)[code], value)
    return convert_rows(reading.sheet, reading.data_rows, Recipe.from_dict(given), reference, None)


FOUR_ROWS = (
    ["Kecamatan", "Luas Panen"],
    [N, "Sawah", N, N, N, "Ladang"],
    [N, 2023, N, 2024, N, 2023, N, 2024],
    [N, *["Sem I", "Sem II"] * 4],
    ["Wanasari", 1, 2, 3, 4, 5, 6, 7, 8],
    ["Karangjati", 3, 4, 5, 6, 7, 8, 9, 10],
)


@pytest.mark.parametrize(
    "merges", [(), ("A1:A4", "B1:I1", "B2:E2", "F2:I2", "B3:C3", "D3:E3", "F3:G3", "H3:I3")]
)
def test_four_rows_of_titles_merged_or_only_seen_so(sheet: Any, reference: Any, merges: Any) -> None:
    made = sheet(*FOUR_ROWS)
    made.merges = [parse_area(area) for area in merges]
    (reading,) = read(made, reference)
    assert (reading.table.header_rows, reading.data_rows) == ([1, 2, 3, 4], [5, 6])
    assert reading.labels[3] == "Luas Panen – Sawah – 2024 – Sem I"
    assert reading.labels[8] == "Luas Panen – Ladang – 2024 – Sem II"


@pytest.mark.parametrize(
    ("numbering", "rows"),
    [
        (["(1)", "(2)", "(3)", "(4)"], [3, 4]),
        ([1, 2, 3, 4], [3, 4]),
        (["A", "B", "C", "D"], [3, 4]),
        (["1", "2", "3", "4=2+3"], [3, 4]),
        (["[1]", "[2]", "[3]", "[4]"], [3, 4]),
    ],
)
def test_a_row_that_numbers_columns(sheet: Any, reference: Any, numbering: Any, rows: Any) -> None:
    titles = ["Tahun", "L", "P", "L + P"]
    (reading,) = read(sheet(titles, numbering, [2024, 10, 20, 30], [2025, 30, 40, 70]), reference)
    assert (reading.table.numbering_row, reading.table.header_rows, reading.data_rows) == (2, [1], rows)


def test_a_first_row_of_small_numbers_is_data(sheet: Any, reference: Any) -> None:
    (reading,) = read(sheet(["No", "L", "P"], [1, 2, 3], [2, 3, 4], [3, 9, 9]), reference)
    assert (reading.table.numbering_row, reading.data_rows) == (None, [2, 3, 4])


def test_groups_a_and_b_are_data(sheet: Any, reference: Any) -> None:
    (reading,) = read(sheet(["Golongan Darah", "L", "P"], ["A", 1, 2], ["B", 2, 3], ["O", 9, 9]), reference)
    assert reading.data_rows == [2, 3, 4]


def test_numbers_as_titles(sheet: Any, reference: Any) -> None:
    (reading,) = read(
        sheet(["Kecamatan", 1, 2, 3], ["Wanasari", 11, 12, 13], ["Karangjati", 4, 5, 6]), reference
    )
    assert (reading.labels, reading.data_rows) == (["Kecamatan", "1", "2", "3"], [2, 3])
    (reading,) = read(sheet(["Wanasari", 1, 2, 3], ["Karangjati", 4, 5, 6]), reference)
    assert (reading.table.header_rows, reading.data_rows) == ([], [1, 2])


def test_side_by_side_with_a_blank_column(sheet: Any, reference: Any) -> None:
    made = sheet(
        ["Tabel 1. Murid", N, N, N, "Tabel 2. Luas"],
        ["Kecamatan", "L", "P", N, "Komoditas", "Luas"],
        ["Wanasari", 1, 2, N, "Padi", 10],
        ["Karangjati", 3, 4, N, "Jagung", 11],
        ["Jumlah", 4, 6, N, "Kedelai", 21],
        [N, N, N, N, "Jumlah", 42],
    )
    left, right = read(made, reference)
    assert (str(left.table.area), left.data_rows, left.around.title) == ("A3:C5", [3, 4], "Murid")
    assert (str(right.table.area), right.data_rows, right.labels) == (
        "E3:F6",
        [3, 4, 5],
        ["Komoditas", "Luas"],
    )


def test_side_by_side_without_a_blank_column(sheet: Any, reference: Any) -> None:
    head = ["No", "Kecamatan", "Luas"]
    made = sheet([*head, *head], [1, "Wanasari", 1, 3, "A", 10], [2, "Karangjati", 3, 4, "B", 11])
    assert [str(item.table.area) for item in read(made, reference)] == ["A2:C3", "D2:F3"]


def test_a_spacing_column_parts_nothing(sheet: Any, reference: Any) -> None:
    (reading,) = read(
        sheet(["Kecamatan", "L", N, "P"], ["Wanasari", 1, N, 2], ["Karangjati", 3, N, 4]), reference
    )
    assert str(reading.table.area) == "A2:D3"


def test_parts_without_names_of_their_own_belong_together(sheet: Any, reference: Any) -> None:
    made = sheet(["Kecamatan", "2024", N, "2025"], ["Wanasari", 1, N, 2], ["Karangjati", 3, N, 4])
    assert len(read(made, reference)) == 1


def test_the_footer_stays_with_its_table(sheet: Any, reference: Any) -> None:
    head = ["Kecamatan", "L", "P"]
    made = sheet(
        ["Tabel 1. Murid 2024"],
        head,
        ["Wanasari", 1, 2],
        ["Karangjati", 3, 4],
        ["Sumber: Dinas A"],
        N,
        ["Tabel 2. Guru 2025"],
        head,
        ["Wanasari", 1, 2],
        ["Karangjati", 3, 5],
        ["Sumber: Dinas B"],
    )
    first, second = read(made, reference)
    assert (first.around.source, first.around.year) == ("Dinas A", 2024)
    assert (second.around.source, second.around.year) == ("Dinas B", 2025)


def test_titles_hold_for_a_table_below_without_its_own(sheet: Any, reference: Any) -> None:
    made = sheet(
        ["Kecamatan", "L", "P"],
        ["Wanasari", 1, 2],
        ["Karangjati", 3, 4],
        N,
        ["Tabel 2. Guru"],
        ["Wanasari", 5, 6],
        ["Karangjati", 7, 8],
    )
    assert [item.labels for item in read(made, reference)] == [["Kecamatan", "L", "P"]] * 2


def test_titles_repeated_on_each_page(sheet: Any, reference: Any) -> None:
    head = ["Kecamatan", "L", "P"]
    made = sheet(
        head, ["Wanasari", 1, 2], ["Karangjati", 3, 4], head, ["Muara Bening", 5, 6], ["Sukamaju Kota", 7, 8]
    )
    (reading,) = read(made, reference)
    assert reading.data_rows == [2, 3, 5, 6]
    assert "JUDUL_BERULANG" in asked(reading, reference)


def test_the_same_titles_after_a_total_are_another_table(sheet: Any, reference: Any) -> None:
    head = ["Kecamatan", "L", "P"]
    rows = (["Wanasari", 1, 2], ["Karangjati", 3, 4], ["Jumlah", 4, 6])
    assert len(read(sheet(head, *rows, head, *rows), reference)) == 2


def test_group_names_in_rows_of_their_own(sheet: Any, reference: Any) -> None:
    made = sheet(
        ["No", "Desa", "L", "P"],
        ["Kecamatan Wanasari"],
        [1, "Mekarsari", 1, 2],
        [2, "Sukasari", 3, 4],
        ["Kecamatan Karangjati"],
        [1, "Jatimulya", 5, 6],
        [2, "Sidodadi", 7, 9],
    )
    (reading,) = read(made, reference)
    assert (reading.table.header_rows, reading.data_rows) == ([1], [3, 4, 6, 7])
    assert asked(reading, reference)["BARIS_KELOMPOK"]["read"] == "Kecamatan Wanasari"
    found = canonical(reading, reference)
    assert found.column("nama_kecamatan") == ["Wanasari", "Wanasari", "Karangjati", "Karangjati"]
    assert [found.cell(at, "nama_kecamatan") for at in range(4)] == ["A2", "A2", "A5", "A5"]
    assert found.cell(0, "kode_kecamatan") == "A2"


def test_years_over_blocks_without_titles(sheet: Any, reference: Any) -> None:
    made = sheet(
        ["Kecamatan", "L", "P"],
        ["Tahun 2024"],
        ["Wanasari", 1, 2],
        ["Karangjati", 3, 4],
        N,
        ["Tahun 2025"],
        ["Wanasari", 1, 2],
        ["Karangjati", 3, 5],
    )
    (reading,) = read(made, reference)
    found = canonical(reading, reference)
    assert found.column("tahun") == ["2024", "2024", "2025", "2025"] and found.cell(3, "tahun") == "A6"


def test_heads_numbered_over_their_parts_are_groups(sheet: Any, reference: Any) -> None:
    made = sheet(
        ["No", "Indikator", "Satuan", "Nilai"],
        ["1", "Pendidikan"],
        ["1.1", "APM SD", "%", 98.5],
        ["1.2", "APM SMP", "%", 80.1],
        ["2", "Kesehatan"],
        ["2.1", "Bidan", "Orang", 120],
    )
    (reading,) = read(made, reference)
    assert reading.groups is not None and reading.groups.names == ("Pendidikan", "Kesehatan")
    assert reading.data_rows == [3, 4, 6]


def test_one_remark_between_rows_is_no_group(sheet: Any, reference: Any) -> None:
    made = sheet(
        ["Kecamatan", "L", "P"], ["Wanasari", 1, 2], ["data sementara dari desa"], ["Karangjati", 3, 4]
    )
    (reading,) = read(made, reference)
    told = asked(reading, reference)
    assert reading.groups is None and "BARIS_KETERANGAN" in told and "BARIS_KELOMPOK" not in told


def test_rows_that_carry_the_sum_of_the_rows_below(sheet: Any, reference: Any) -> None:
    made = sheet(
        ["Wilayah", "L", "P"],
        ["Wanasari", 4, 6],
        ["Mekarsari", 1, 2],
        ["Sukasari", 3, 4],
        ["Karangjati", 12, 15],
        ["Jatimulya", 5, 6],
        ["Sidodadi", 7, 9],
        ["Jumlah", 16, 21],
    )
    (reading,) = read(made, reference)
    assert reading.data_rows == [3, 4, 6, 7] and not reading.doubtful_totals
    assert canonical(reading, reference).column("nama_kecamatan")[2] == "Karangjati"


def test_rows_that_do_not_add_up_stay_data(sheet: Any, reference: Any) -> None:
    made = sheet(["Wilayah", "L"], *[[f"Desa{n}x", value] for n, value in enumerate((9, 2, 4, 30, 5, 7, 8))])
    (reading,) = read(made, reference)
    assert len(reading.data_rows) == 7


@pytest.mark.parametrize("merges", [("A2:A3", "A4:A5"), ()])
def test_a_name_written_once_for_several_rows(sheet: Any, reference: Any, merges: Any) -> None:
    made = sheet(
        ["Kecamatan", "Desa", "L"],
        ["Wanasari", "Mekarsari", 1],
        [N, "Sukasari", 3],
        ["Karangjati", "Jatimulya", 5],
        [N, "Sidodadi", 8],
    )
    made.merges = [parse_area(area) for area in merges]
    (reading,) = read(made, reference)
    answers = [] if merges else [("ISI_KE_BAWAH_DUGAAN", "isi")]
    assert ("ISI_KE_BAWAH" in asked(reading, reference)) is bool(merges)
    found = canonical(reading, reference, *answers)
    assert found.column("nama_kecamatan") == ["Wanasari", "Wanasari", "Karangjati", "Karangjati"]
    assert [found.cell(at, "nama_kecamatan") for at in range(4)] == ["A2", "A2", "A4", "A4"]


def test_one_blank_among_many_names_is_not_filled(sheet: Any, reference: Any) -> None:
    rows = [["Wanasari", f"Desa{n}x", n * n + 3] for n in range(9)]
    rows[4][0] = None
    (reading,) = read(sheet(["Kecamatan", "Desa", "L"], *rows), reference)
    told = asked(reading, reference)
    assert "ISI_KE_BAWAH" not in told and "ISI_KE_BAWAH_DUGAAN" not in told


@pytest.mark.parametrize(
    ("rows", "totals"),
    [
        (
            (
                ["A1", 1, 2],
                ["B1", 3, 4],
                ["Sub Jumlah", 4, 6],
                ["C1", 5, 6],
                ["D1", 7, 9],
                ["Sub Jumlah", 12, 15],
            ),
            [4, 7],
        ),
        ((["A1", 1, 2], ["Jumlah", 1, 2], ["C1", 5, 6], ["D1", 7, 9], ["Jumlah", 12, 15]), [3, 6]),
        ((["Jumlah", 16, 21], ["A1", 4, 6], ["C1", 5, 6], ["D1", 7, 9]), [2]),
        ((["A1", 4, 6], ["J u m l a h", 16, 21], ["C1", 5, 6], ["D1", 7, 9]), [3]),
        ((["A1", 4, 6], ["C1", 5, 6], ["Sukamaju", 16, 21], ["D1", 7, 9]), [4]),
    ],
)
def test_totals_wherever_they_stand(sheet: Any, reference: Any, rows: Any, totals: Any) -> None:
    (reading,) = read(sheet(["Wilayah", "L", "P"], *rows), reference)
    assert sorted(total.row for total in reading.totals) == totals and not reading.doubtful_totals
    assert not set(reading.data_rows) & set(totals)


def test_the_home_name_is_an_ordinary_row_where_it_does_not_add_up(sheet: Any, reference: Any) -> None:
    rows = (["Kota Barat", 5, 6], ["Kabupaten Timur", 7, 9], ["Kabupaten Sukamaju", 2, 3])
    (reading,) = read(sheet(["Wilayah", "L", "P"], *rows), reference)
    assert reading.data_rows == [2, 3, 4] and not reading.doubtful_totals


def test_jumlah_in_a_label_is_no_total(sheet: Any, reference: Any) -> None:
    rows = (
        ["Jumlah Penduduk (jiwa)", 1000],
        ["Jumlah Desa", 12],
        ["Luas Wilayah", 50],
        ["Jumlah Sekolah", 3],
    )
    (reading,) = read(sheet(["Uraian", "2025"], *rows), reference)
    assert reading.data_rows == [2, 3, 4, 5] and not reading.totals and not reading.doubtful_totals


def test_what_follows_the_total_is_no_data(sheet: Any, reference: Any) -> None:
    rows = (
        ["Wanasari", 5, 6],
        ["Karangjati", 7, 9],
        ["Jumlah", 12, 15],
        ["Persentase", 44.4, 55.6],
        [2024, 11, 14],
    )
    (reading,) = read(sheet(["Kecamatan", "L", "P"], *rows), reference)
    assert reading.data_rows == [2, 3] and [total.row for total in reading.totals] == [4]
    assert "BARIS_KETERANGAN" in asked(reading, reference)


@pytest.mark.parametrize("word", ["belum ada", "tidak ada data", "< 5"])
def test_words_for_a_figure_are_data(sheet: Any, reference: Any, word: str) -> None:
    rows = (["Sukamaju Kota", word], ["Wanasari", 5], ["Karangjati", word], ["Muara Bening", 9])
    (reading,) = read(sheet(["Kecamatan", "Kasus"], *rows), reference)
    assert (reading.table.header_rows, reading.data_rows) == ([1], [2, 3, 4, 5])


def test_a_district_without_any_figure_is_data(sheet: Any, reference: Any) -> None:
    rows = (["Sukamaju Kota", 1, 2], ["Wanasari"], ["Karangjati", 3, 4], ["Muara Bening", 9, 9])
    (reading,) = read(sheet(["Kecamatan", "L", "P"], *rows), reference)
    assert reading.data_rows == [2, 3, 4, 5]


def test_a_row_longer_than_its_titles_is_asked(sheet: Any, reference: Any) -> None:
    rows = [["Wanasari", 1, 2025] for _ in range(9)]
    rows[4] = ["Wanasari", 1, 503, 2025]
    (reading,) = read(sheet(["Kecamatan", "L", "Tahun"], *rows), reference)
    assert asked(reading, reference)["SEL_DI_LUAR_TABEL"]["confirm"]


def test_words_beside_a_table_are_told(sheet: Any, reference: Any) -> None:
    rows = [["Wanasari", 1, 2025, N] for _ in range(9)]
    rows[4] = ["Wanasari", 1, 2025, N, "cek lagi"]
    (reading,) = read(sheet(["Kecamatan", "L", "Tahun"], *rows), reference)
    told = asked(reading, reference)
    assert told["TEKS_DI_SAMPING"]["read"] == "cek lagi" and "SEL_DI_LUAR_TABEL" not in told


def test_a_letter_is_no_table(sheet: Any, reference: Any) -> None:
    assert (
        read(sheet(["Bersama ini kami sampaikan data", " mohon diterima.", " Terima kasih."]), reference)
        == []
    )
    assert len(read(sheet(["Kecamatan", "Luas (ha)", "Produksi (ton)"]), reference)) == 1


def test_months_quarters_and_sexes_in_titles(sheet: Any, reference: Any) -> None:
    (reading,) = read(
        sheet(["Kecamatan", "Januari", "Februari", "Jumlah"], ["Wanasari", 1, 2, 3], ["Karangjati", 3, 4, 7]),
        reference,
    )
    found = canonical(reading, reference, ("KATEGORI_SEBAGAI_KOLOM", "long"))
    assert [row[1:] for row in found.rows][:2] == [
        ["Wanasari", "1", "2025", "1"],
        ["Wanasari", "2", "2025", "2"],
    ]
    assert "jumlah" not in found.header and found.cell(1, "nilai") == "C2"


def test_two_levels_of_titles_are_two_dimensions(sheet: Any, reference: Any) -> None:
    made = sheet(
        ["Kecamatan", 2024, N, 2025, N],
        [N, "L", "P", "L", "P"],
        ["Wanasari", 1, 2, 3, 4],
        ["Karangjati", 5, 6, 7, 8],
    )
    (reading,) = read(made, reference)
    found = canonical(reading, reference, ("TAHUN_SEBAGAI_KOLOM", "long"))
    assert found.header[2:] == ["tahun", "jenis_kelamin", "nilai"]
    assert found.rows[3][1:] == ["Wanasari", "2025", "Perempuan", "4"]


def test_figures_of_two_kinds_stay_two_columns(sheet: Any, reference: Any) -> None:
    made = sheet(
        ["Kecamatan", "Luas (ha)", N, "Murid (orang)", N],
        [N, 2024, 2025, 2024, 2025],
        ["Wanasari", 1.5, 2, 3, 4],
        ["Karangjati", 5, 6, 7, 8],
    )
    (reading,) = read(made, reference)
    found = canonical(reading, reference, ("TAHUN_SEBAGAI_KOLOM", "long"))
    assert found.header[2:] == ["tahun", "luas", "murid"]
    assert found.rows[1][1:] == ["Wanasari", "2025", "2", "4"] and found.cell(1, "murid") == "E3"


def test_many_totals_are_one_finding(sheet: Any, reference: Any) -> None:
    blocks = [
        [["A1", n, n + 1], ["B1", n + 2, 2], ["Sub Jumlah", 2 * n + 2, n + 3]] for n in (10, 20, 30, 40)
    ]
    (reading,) = read(sheet(["Desa", "L", "P"], *[row for block in blocks for row in block]), reference)
    told = asked(reading, reference)
    assert (told["BARIS_SUBJUMLAH"]["count"], "BARIS_JUMLAH" in told) == (4, False)
    assert told["BARIS_SUBJUMLAH"]["fixes"][0]["patch"] == {"keep_rows": [4, 7, 10, 13]}


def test_a_sheet_whose_name_lies_is_told(sheet: Any, reference: Any) -> None:
    made = sheet(["Guru, 2024"], N, ["Kecamatan", "Guru"], ["Wanasari", 1], ["Karangjati", 2])
    made.name = "2023"
    (reading,) = read(made, reference)
    recipe = propose(reading, reference, {}, None)
    assert recipe.constants == {"tahun": 2024}
    assert "TAHUN_BERLAINAN" in {finding.code for finding in ask(reading, recipe)}
    made.name = "2024"
    assert "TAHUN_BERLAINAN" not in {finding.code for finding in ask(reading, recipe)}


def test_rows_that_a_form_holds_ready_are_no_data(sheet: Any, reference: Any) -> None:
    rows = ([1, "Wanasari", 5, 6], [2, "Karangjati", 7, 8], [3], [4, N, 0, 0], [5], [N, "Jumlah", 12, 14])
    (reading,) = read(sheet(["No", "Kecamatan", "L", "P"], *rows), reference)
    assert reading.data_rows == [2, 3] and [total.row for total in reading.totals] == [7]
    assert asked(reading, reference)["BARIS_KOSONG"]["count"] == 3


def test_rows_over_rows_by_their_codes(sheet: Any, reference: Any) -> None:
    rows = (["4", "Pendapatan", 60], ["4.1", "PAD", 60], ["4.1.01", "Pajak", 45], ["4.1.02", "Retribusi", 15])
    (reading,) = read(sheet(["Kode Rekening", "Uraian", "Anggaran"], *rows), reference)
    assert reading.data_rows == [4, 5] and sorted(total.row for total in reading.totals) == [2, 3]
    rows = (["4", "Pendapatan", 99], ["4.1", "PAD", 60], ["4.1.01", "Pajak", 7], ["4.1.02", "Retribusi", 15])
    (reading,) = read(sheet(["Kode Rekening", "Uraian", "Harga"], *rows), reference)
    assert reading.data_rows == [2, 3, 4, 5]


def test_names_over_goods_with_bullets(sheet: Any, reference: Any) -> None:
    rows = (
        [1, "Beras"],
        [N, "- Premium", 149, 150],
        [N, "- Medium", 135, 134],
        [2, "Daging"],
        [N, "- Sapi", 1310, 1311],
    )
    (reading,) = read(sheet(["No", "Nama Barang", "Kemarin", "Hari Ini"], *rows), reference)
    assert reading.data_rows == [3, 4, 6]
    assert canonical(reading, reference).column("kelompok") == ["Beras", "Beras", "Daging"]


def test_a_table_below_with_fewer_columns_is_its_own(sheet: Any, reference: Any) -> None:
    made = sheet(
        ["Kecamatan", "L", "P"],
        ["Wanasari", 1, 2],
        ["Karangjati", 3, 4],
        ["Sumber: Dinas A"],
        N,
        ["Rekapitulasi Sarana"],
        N,
        ["Jenis Sarana", "Baik"],
        ["Mobil", 23],
        ["Sepeda motor", 12],
    )
    assert [str(item.table.area) for item in read(made, reference)] == ["A2:C3", "A9:B10"]


@pytest.mark.parametrize("label", ["Sumber daya air", "Mengetahui hak suara", "Kepala Dinas"])
def test_rows_named_like_footers_are_data(sheet: Any, reference: Any, label: str) -> None:
    (reading,) = read(
        sheet(["Layanan", "Berkas"], ["Catatan sipil", 120], ["Perizinan", 30], [label, 44]), reference
    )
    assert reading.data_rows == [2, 3, 4]


def test_figures_like_years_between_rows_are_figures(sheet: Any, reference: Any) -> None:
    rows = (["Wanasari", 5, 6], ["Karangjati", 1900, 1901], ["Muara Bening", 7, 8])
    (reading,) = read(sheet(["Kecamatan", "L", "P"], *rows), reference)
    assert reading.data_rows == [2, 3, 4]


def test_a_letterheads_line_with_its_year_is_no_table(sheet: Any, reference: Any) -> None:
    made = sheet(
        ["DINAS KESEHATAN"],
        ["LAPORAN", "2025"],
        N,
        ["Kecamatan", "L", "P"],
        ["Wanasari", 1, 2],
        ["Karangjati", 3, 4],
    )
    (reading,) = read(made, reference)
    assert (reading.table.header_rows, reading.data_rows) == ([4], [5, 6])


def test_a_total_column_before_its_parts(sheet: Any, reference: Any) -> None:
    rows = (["Wanasari", 3, 1, 2], ["Karangjati", 7, 3, 4], ["Muara Bening", 9, 4, 5])
    (reading,) = read(sheet(["Kecamatan", "Jumlah", "L", "P"], *rows), reference)
    assert reading.sums == {2: [3, 4]}


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        (["I", "Pendapatan", N, N], ["II", "Transfer", N, N], True),
        ([N, "PENDAPATAN", N, N], [N, "TRANSFER", N, N], True),
        ([1, "Pendapatan", N, N], [4, "Transfer", N, N], False),
    ],
)
def test_names_counted_apart_or_in_capitals(
    sheet: Any, reference: Any, first: Any, second: Any, found: bool
) -> None:
    rows = (
        first,
        [2, "Pajak", 10, 9],
        [3, "Retribusi", 5, 6],
        second,
        [5, "DAU", 100, 99],
        [6, "DAK", 50, 48],
    )
    (reading,) = read(sheet(["No", "Uraian", "Target", "Realisasi"], *rows), reference)
    assert (reading.data_rows == [3, 4, 6, 7], reading.groups is not None) == (found, found)


def test_a_title_over_the_middle_of_a_table_is_a_title(sheet: Any, reference: Any) -> None:
    made = sheet(
        [N, N, "Murid menurut Kecamatan, 2025"],
        ["Kecamatan", "L", "P"],
        ["Wanasari", 1, 2],
        ["Karangjati", 3, 4],
    )
    (reading,) = read(made, reference)
    assert (reading.table.header_rows, reading.around.year) == ([2], 2025)


def test_facts_below_a_table_are_read(sheet: Any, reference: Any) -> None:
    made = sheet(
        ["Kecamatan", "L"], ["Wanasari", 1], ["Karangjati", 3], N, ["Tahun", 2024], ["Satuan", "orang"]
    )
    (reading,) = read(made, reference)
    assert (reading.around.year, reading.columns[1].unit.code) == (2024, "orang")


def test_the_kabupaten_below_its_districts_needs_no_sum_among_ratios(sheet: Any, reference: Any) -> None:
    rows = (["Wanasari", 12.5], ["Karangjati", 13.1], ["Kabupaten Sukamaju", 12.8])
    (reading,) = read(sheet(["Kecamatan", "Rasio Guru Murid"], *rows), reference)
    assert [total.row for total in reading.totals] == [4] and reading.data_rows == [2, 3]
    (reading,) = read(sheet(["Kecamatan", "Murid"], *rows), reference)
    assert [total.row for total in reading.doubtful_totals] == [4]


def test_districts_and_villages_in_one_column(sheet: Any, reference: Any) -> None:
    made = sheet(
        ["No", "Kecamatan/Desa", "L", "P"],
        ["I", "Wanasari", 4, 6],
        [1, "Mekarsari", 1, 2],
        [2, "Sukasari", 3, 4],
        ["II", "Karangjati", 12, 15],
        [1, "Jatimulya", 5, 6],
        [2, "Sidodadi", 7, 9],
    )
    (reading,) = read(made, reference)
    found = canonical(reading, reference)
    assert found.column("nama_kecamatan") == ["Wanasari", "Wanasari", "Karangjati", "Karangjati"]
    assert found.column("nama_desa")[2] == "Jatimulya"


def test_men_and_women_added_up_per_year(sheet: Any, reference: Any) -> None:
    head = ["L", "P", "L+P"]
    made = sheet(
        ["Kecamatan", 2024, N, N, 2025, N, N],
        [N, *head, *head],
        ["Wanasari", 1, 2, 3, 4, 5, 9],
        ["Karangjati", 3, 4, 7, 5, 6, 11],
    )
    (reading,) = read(made, reference)
    assert reading.sums == {4: [2, 3], 7: [5, 6]}
    assert len(canonical(reading, reference, ("TAHUN_SEBAGAI_KOLOM", "long")).rows) == 8
