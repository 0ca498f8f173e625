"""Personal data by likelihood: made-up numbers of every writing are found, what only looks like them is not.

No such number stands in this file: they are put together from a region, a date and a count.
"""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from data.in_process import Bench, Told
from data.offices import DISTRICTS, by_district, population, save, table
from openpyxl.comments import Comment

from ckanext.satudata.domain.intake.personal import MASK, look, masked, passes_luhn

AREA = "320101"


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    """Give a bench of this process."""
    return Bench(tmp_path)


def nik(number: int) -> str:
    """Give a made-up number: every second is a woman's."""
    day = number % 28 + 1 + (40 if number % 2 else 0)
    return f"{AREA}{day:02d}{number % 12 + 1:02d}{70 + number % 30:02d}{number % 9000 + 1:04d}"


WRITINGS = {
    "plain": nik,
    "native": lambda n: int(nik(n)),
    "rounded by Excel": lambda n: int(nik(n)[:15] + "0"),
    "dotted": lambda n: f"{nik(n)[:6]}.{nik(n)[6:12]}.{nik(n)[12:]}",
    "spaced in fours": lambda n: " ".join(nik(n)[i : i + 4] for i in range(0, 16, 4)),
    "dashed": lambda n: f"{nik(n)[:2]}-{nik(n)[2:4]}-{nik(n)[4:6]}-{nik(n)[6:12]}-{nik(n)[12:]}",
    "apostrophe": lambda n: f"'{nik(n)}",
    "no-break spaces": lambda n: f"{nik(n)[:6]}\u00a0{nik(n)[6:]}",
    "full-width digits": lambda n: "".join(chr(ord(d) + 0xFEE0) for d in nik(n)),
    "Arabic-Indic digits": lambda n: "".join(chr(0x660 + int(d)) for d in nik(n)),
    "with a fraction, as programs export it": lambda n: f"{nik(n)}.0",
    "slashed": lambda n: f"{nik(n)[:6]}/{nik(n)[6:12]}/{nik(n)[12:]}",
    "underscored": lambda n: f"{nik(n)[:6]}_{nik(n)[6:12]}_{nik(n)[12:]}",
    "in a sentence": lambda n: f"a.n. warga ({nik(n)}), pindah",
    "scientific": lambda n: f"{nik(n)[0]},{nik(n)[1:6]}E+15",
}


ROUNDED = ("rounded by Excel", "scientific")


@pytest.mark.parametrize("writing", WRITINGS)
def test_every_way_of_writing_is_found(bench: Bench, writing: str) -> None:
    rows = [(name, 2025, WRITINGS[writing](n), 5 + n) for n, name in enumerate(DISTRICTS)]
    told = bench.check(table(("Kecamatan", "Tahun", "Kode", "Jumlah"), rows))
    finding = told["DATA_PRIBADI"]
    assert (finding["severity"], finding["place"]["column"], finding["count"]) == ("tolak", "C", 8)
    assert told.data["canonical"] is None and told.data["report"] is None and told.codes == ["DATA_PRIBADI"]
    text = json.dumps(told.data, default=str)
    seen = text + " ".join(masked(str(row[2])) for row in rows if writing not in ("native", *ROUNDED))
    for zero in (0x30, 0xFF10, 0x660):
        assert "".join(chr(zero + int(digit)) for digit in AREA) not in seen


LOOKALIKES: dict[str, tuple[str, list[Any]]] = {
    "amounts of sixteen digits": (
        "Nilai Aset (rupiah)",
        [3_201_990_000_000_000 + n * 71_234_567_890 for n in range(8)],
    ),
    "grouped amounts": ("Nilai (rupiah)", [f"3.201.010.101.{n:03d}.000" for n in range(100, 108)]),
    "time stamps": ("Waktu", [f"20250{n}01120000{n:02d}" for n in range(1, 9)]),
    "account codes": ("Kode Rekening", [f"5.1.02.01.01.00{n:02d}.0000{n}" for n in range(10, 18)]),
    "amounts of programs": ("Nilai Realisasi (rupiah)", [f"32010141019{n}012.00" for n in range(10, 18)]),
    "office codes": ("Kode Unit", [f"1.02.0.00.0.00.0{n}.0000" for n in range(1, 9)]),
    "business numbers": ("NIB", [f"91202{n:02d}0104{n:02d}" for n in range(10, 18)]),
    "school numbers": ("NPSN", [f"1010{n:04d}" for n in range(1001, 1009)]),
    "fractions": ("Rasio", [0.3201014101900001 + n / 10**16 for n in range(8)]),
    "measures": ("Volume (m3)", [3201014101900.001 + n for n in range(8)]),
    "office mail": ("Surel", [f"data{n}@sukamaju.go.id" for n in range(8)]),
    "office telephones": ("Telepon", [f"(0770) 3210{n}" for n in range(8)]),
}


@pytest.mark.parametrize("kind", LOOKALIKES)
def test_what_only_looks_like_it_is_none(bench: Bench, kind: str) -> None:
    label, values = LOOKALIKES[kind]
    rows = [(name, 2025, value, 5 + n) for n, (name, value) in enumerate(zip(DISTRICTS, values, strict=True))]
    assert "DATA_PRIBADI" not in bench.check(table(("Kecamatan", "Tahun", label, "Jumlah (unit)"), rows))


def test_random_numbers_of_sixteen_digits_are_asked_at_most() -> None:
    chance = random.Random(7)  # noqa: S311
    numbers = [f"{chance.randrange(10**15, 10**16)}" for _ in range(20_000)]
    hits = sum(look(number).kind == "NIK" for number in numbers)
    assert hits < 0.04 * len(numbers)


def test_a_few_hits_among_other_long_numbers_are_asked(bench: Bench) -> None:
    rows = [(f"Objek {n}", 2025, f"88{n:02d}5566778899{n:02d}", 4) for n in range(10, 60)]
    rows += [(f"Objek x{n}", 2025, nik(n), 4) for n in range(4)]
    told = bench.check(table(("Objek", "Tahun", "Nomor Objek Pajak", "Nilai (unit)"), rows))
    finding = told["DATA_PRIBADI_DUGAAN"]
    assert finding["confirm"]["needs_reason"] and finding["count"] == 4 and "DATA_PRIBADI" not in told
    assert told.data["canonical"] is not None


@pytest.mark.parametrize(
    ("label", "values", "kind"),
    [
        ("No KK", [f"3201010101{n:02d}{n:04d}" for n in range(1, 9)], "nomor KK"),
        ("NIP", ["19800101" + "2005011" + f"{n:03d}" for n in range(1, 9)], "NIP"),
        ("No. HP", [f"0812{n:04d}{n:04d}" for n in range(1001, 1009)], "telepon"),
        ("Telepon", [8120000000 + n for n in range(8)], "telepon"),
        ("Kontak", [f"+62 812-{n}-{n}" for n in range(1001, 1009)], "telepon"),
        ("Email", [f"warga{n}@contoh.com" for n in range(8)], "surel"),
        ("NPWP", [f"12.345.{n:03d}.9-012.345".replace(".9-", ".7-") for n in range(100, 108)], "NPWP"),
        ("NPWP", [f"1234567890{n:05d}" for n in range(8)], "NPWP"),
        ("Nomor Rekening", [f"10200{n:07d}" for n in range(8)], "nomor kartu atau rekening"),
        ("NISN", [f"00{n:08d}" for n in range(8)], "nomor yang mirip NIK"),
    ],
)
def test_columns_that_their_title_gives_away(bench: Bench, label: str, values: list[Any], kind: str) -> None:
    rows = [(f"Objek {n}", 2025, value, 4 + n) for n, value in enumerate(values)]
    finding = bench.check(table(("Objek", "Tahun", label, "Nilai (unit)"), rows))["DATA_PRIBADI"]
    assert finding["place"]["column"] == "C" and finding["facts"]["kind"] == kind


def test_counts_under_such_a_title_are_none(bench: Bench) -> None:
    assert "DATA_PRIBADI" not in bench.check(by_district([120, 98, 77, 140, 66, 81, 92, 45], "KK (keluarga)"))


def test_cards_by_their_check_digit(bench: Bench) -> None:
    def card(number: int) -> str:
        body = f"41112222333{number:04d}"
        return next(body + str(last) for last in range(10) if passes_luhn(body + str(last)))

    rows = [(f"Objek {n}", 2025, card(n), 4) for n in range(1, 9)]
    told = bench.check(table(("Objek", "Tahun", "Nomor", "Nilai (unit)"), rows))
    assert told["DATA_PRIBADI"]["facts"]["kind"] == "nomor kartu atau rekening"


PEOPLE = [f"Warga {letter}" for letter in "ABCDEFGH"]


@pytest.mark.parametrize(
    ("header", "extra", "code"),
    [
        (("Nama", "Tanggal Lahir"), lambda n: f"0{n}/02/1990", "DATA_PRIBADI"),
        (("Nama Lengkap", "Umur"), lambda n: 20 + n, "DATA_PRIBADI"),
        (("Nama Pasien", "Alamat"), lambda n: f"Jl. Melati {n}", "DATA_PRIBADI"),
        (("Nama", "Agama"), lambda n: "Islam" if n % 2 else "Hindu", "DATA_PRIBADI"),
        (("Nama Ibu", "Desa"), lambda n: "Mekarsari", "DATA_PRIBADI_DUGAAN"),
        (("Nama", "Alamat"), lambda n: f"Jl. Melati {n}", "DATA_PRIBADI_DUGAAN"),
    ],
)
def test_rows_about_persons(bench: Bench, header: tuple[str, str], extra: Any, code: str) -> None:
    rows = [(name, extra(n), 2025, 1 + n) for n, name in enumerate(PEOPLE, 1)]
    assert code in bench.check(table((*header, "Tahun", "Bantuan (unit)"), rows))


@pytest.mark.parametrize(
    ("header", "name", "extra"),
    [
        (("Nama Sekolah", "Alamat"), "SDN {} Sukamaju", "Jl. Melati"),
        (("Nama", "Alamat"), "Puskesmas {}", "Jl. Melati"),
        (("Nama Pasar", "Umur"), "Pasar {}", 12),
        (("Nama", "Lahir"), "Desa {}", 31),
    ],
)
def test_institutions_are_none(bench: Bench, header: tuple[str, str], name: str, extra: Any) -> None:
    rows = [(name.format(n), extra, 2025, 7 + n) for n in range(8)]
    told = bench.check(table((*header, "Tahun", "Nilai (unit)"), rows))
    assert not {"DATA_PRIBADI", "DATA_PRIBADI_DUGAAN"} & set(told.codes)


def changed(change: Any) -> bytes:
    """Give the usual table after a change to its sheet."""
    return population(change=change)


def elsewhere(bench: Bench, change: Any) -> Told:
    told = bench.check(changed(change))
    assert nik(5) not in json.dumps(told.data, default=str)
    return told


def put(cell: str, value: Any) -> Any:
    def change(sheet: Any) -> None:
        sheet[cell] = value

    return change


def comment(text: str) -> Any:
    def change(sheet: Any) -> None:
        sheet["C9"].comment = Comment(text, "x")

    return change


def hidden_row(sheet: Any) -> None:
    sheet["A40"] = nik(5)
    sheet.row_dimensions[40].hidden = True


def other_sheet(sheet: Any) -> None:
    other = sheet.parent.create_sheet("Lampiran")
    other["H99"] = nik(5)
    other.sheet_state = "veryHidden"


def titled(sheet: Any) -> None:
    sheet.title = f"RT {nik(5)}"


def described(sheet: Any) -> None:
    sheet.parent.properties.description = f"milik {nik(5)}"


def formula(sheet: Any) -> None:
    sheet["H9"] = f'="{nik(5)}"'


@pytest.mark.parametrize(
    "change",
    [
        put("A2", f"Bantuan untuk {nik(5)}"),
        put("C5", f"Penduduk {nik(5)}"),
        comment(f"NIK: {nik(5)}"),
        comment("hubungi 0812" + "34567890"),
        hidden_row,
        other_sheet,
        titled,
        described,
        formula,
    ],
    ids=[
        "title",
        "header",
        "comment",
        "phone in a comment",
        "hidden row",
        "hidden sheet",
        "sheet name",
        "property",
        "formula",
    ],
)
def test_everywhere_in_the_file(bench: Bench, change: Any) -> None:
    assert elsewhere(bench, change)["DATA_PRIBADI"]["severity"] == "tolak"


def test_a_file_without_a_table_is_looked_at_too(bench: Bench) -> None:
    book = openpyxl.Workbook()
    book.active["B2"] = nik(5)
    assert "DATA_PRIBADI" in bench.check(save(book))


def test_an_officials_block_stands(bench: Bench) -> None:
    def sign(sheet: Any) -> None:
        sheet["D21"] = "NIP. 19800101 " + "200501 1 001"
        sheet["A22"] = "Kontak: Dinas Kependudukan, 0812" + "34567890"

    assert "DATA_PRIBADI" not in bench.check(changed(sign))


def test_the_authors_name_is_a_remark_that_does_not_name_him(bench: Bench) -> None:
    def author(sheet: Any) -> None:
        sheet.parent.properties.creator = "Penyusun Contoh"

    told = bench.check(changed(author))
    assert told["NAMA_PENULIS"]["severity"] == "peringatan" and told.data["verdict"] == "pass"
    assert "Penyusun Contoh" not in json.dumps(told.data["findings"])
    assert "NAMA_PENULIS" not in bench.check(population())


@pytest.mark.parametrize("part", ["fixes", "constants", "confirmed"])
def test_what_people_type_counts(bench: Bench, part: str) -> None:
    recipe = bench.check(population()).data["recipe"]
    recipe[part] = {
        "fixes": [{"cell": "B9", "value": nik(5), "was": None, "code": "X"}],
        "constants": {**recipe["constants"], "catatan": nik(5)},
        "confirmed": {"X": {"code": "X", "value": "benar", "reason": f"menurut {nik(5)}"}},
    }[part]
    told = bench.check(population(), recipe=recipe)
    assert told.codes == ["DATA_PRIBADI"] and nik(5) not in json.dumps(told.data, default=str)


def test_masking_keeps_all_else() -> None:
    text = f"Lembar {nik(3)} tahun 2025, 12.503 orang, data@sukamaju.go.id"
    assert masked(text) == f"Lembar {MASK} tahun 2025, 12.503 orang, data@sukamaju.go.id"
