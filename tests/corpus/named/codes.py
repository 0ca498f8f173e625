"""Codes and names of regions: two offices' codes, codes as numbers, inner blanks, glued to names, shifted, misspelt."""

from __future__ import annotations

from ..hand import ANY_NUMBER, INT, NUM, TEXT, C, hand, names
from ..subjects import DISTRICTS
from ..truth import EITHER, Case, case

KLASS = "codes and names"
ONE = [12, 5, 30, 4, 18, 22, 7, 15]
KEMENDAGRI = [f"99.01.{at:02}" for at in range(1, 9)]
BPS = ["9902040", "9902010", "9902020", "9902060", "9902070", "9902030", "9902050", "9902080"]
REGION = frozenset({"region"})


@case(KLASS)
def code_kemendagri_and_name() -> Case:
    """Code and name agree."""
    return hand(
        "code-kemendagri-and-name", KLASS,
        [C("Kode", KEMENDAGRI, type=TEXT), C("Kecamatan", DISTRICTS, type=TEXT), C("Posyandu", ONE)],
        title=("Posyandu menurut Kecamatan, 2025",), quiet=True,
    )  # fmt: skip


@case(KLASS)
def code_without_dots_as_number() -> Case:
    """990101 typed as a number."""
    return hand(
        "code-without-dots-as-number", KLASS,
        [C("Kode", [int(code.replace(".", "")) for code in KEMENDAGRI],
           [frozenset({code, code.replace(".", "")}) for code in KEMENDAGRI], TEXT | INT),
         C("Kecamatan", DISTRICTS, type=TEXT), C("Posyandu", ONE)],
        title=("Posyandu menurut Kecamatan, 2025",), may=REGION,
    )  # fmt: skip


@case(KLASS)
def code_bps_in_kemendagri_column() -> Case:
    """A BPS code where the Kemendagri code belongs."""
    return hand(
        "code-bps-in-kemendagri-column", KLASS,
        [C("kode_kecamatan", BPS, [frozenset({a, b}) for a, b in zip(BPS, KEMENDAGRI, strict=True)], TEXT | INT),
         C("nama_kecamatan", DISTRICTS, type=TEXT), C("Posyandu", ONE)],
        title=("Posyandu menurut Kecamatan, 2025",), may=REGION,
    )  # fmt: skip


@case(KLASS)
def code_inner_blanks() -> Case:
    """'99. 01. 05' and a trailing dot."""
    written = [f"99. 01. {at:02}" for at in range(1, 8)] + ["99.01.08."]
    return hand(
        "code-inner-blanks", KLASS,
        [C("Kode Wilayah", written, KEMENDAGRI, TEXT), C("Kecamatan", DISTRICTS, type=TEXT), C("Posyandu", ONE)],
        title=("Posyandu menurut Kecamatan, 2025",), may=REGION,
    )  # fmt: skip


@case(KLASS)
def code_glued_to_name() -> Case:
    """'010. Sukamaju Kota' as BPS's tables have it."""
    written = [f"{at * 10:03}. {name}" for at, name in enumerate(DISTRICTS, 1)]
    return hand(
        "code-glued-to-name", KLASS,
        [C("Kecamatan/Subdistrict", written, [frozenset({a, b}) for a, b in zip(written, DISTRICTS, strict=True)], TEXT, label="Kecamatan"),
         C("Posyandu", ONE)],
        title=("Posyandu menurut Kecamatan, 2025",), may=REGION,
    )  # fmt: skip


@case(KLASS)
def code_shifted_by_a_row() -> Case:
    """Codes moved down by one row against their names: nobody may take the code for true."""
    shifted = [KEMENDAGRI[-1], *KEMENDAGRI[:-1]]
    return hand(
        "code-shifted-by-a-row", KLASS,
        [C("Kode", shifted, type=TEXT), C("Kecamatan", DISTRICTS, type=TEXT), C("Posyandu", ONE)],
        title=("Posyandu menurut Kecamatan, 2025",), needs=REGION,
    )  # fmt: skip


@case(KLASS)
def code_ten_read_as_one() -> Case:
    """Account codes 4.1.10 lost their nought where Excel took them for numbers: 11.10 is 11.1."""
    written = [11.1, 11.2, 11.3, 11.4, 11.5, 11.6, 11.7, 11.8, 11.9, 11.1]
    return hand(
        "code-ten-read-as-one", KLASS,
        [C("Kode", written, [frozenset({str(value), f"{value:.2f}"}) for value in written], TEXT | NUM, EITHER),
         C("Uraian", [f"Kegiatan {at}" for at in range(1, 11)], type=TEXT), C("Pagu (Rp)", [12_500_000 + 1_310_000 * at for at in range(1, 11)], type=ANY_NUMBER)],
        title=("Pagu Kegiatan, 2025",), may=REGION | {"number"},
    )  # fmt: skip


@case(KLASS)
def code_accounts_six_parts() -> Case:
    """Account codes of six parts are text, never numbers or dates."""
    written = ["5.1.02.01.01.0024", "5.1.02.01.01.0025", "5.1.02.02.01.0003", "5.2.02.05.01.0005"]
    return hand(
        "code-accounts-six-parts", KLASS,
        [C("Kode Rekening", written, type=TEXT), C("Uraian", ["Belanja alat tulis", "Belanja kertas", "Honorarium", "Belanja meja"], type=TEXT),
         C("Anggaran (Rp)", [12500000, 9800000, 45000000, 130000000], type=ANY_NUMBER)],
        title=("Anggaran menurut Rekening, 2025",), quiet=True,
    )  # fmt: skip


@case(KLASS)
def code_with_leading_noughts() -> Case:
    """001 to 008 as text stay as they are."""
    return hand(
        "code-with-leading-noughts", KLASS,
        [C("Kode Pasar", [f"{at:03}" for at in range(1, 9)], type=TEXT), C("Nama Pasar", [f"Pasar {name}" for name in DISTRICTS], type=TEXT),
         C("Jumlah Kios", ONE)],
        "csv", title=(), may=REGION,
    )  # fmt: skip


@case(KLASS)
def name_with_prefix() -> Case:
    """Kec. and Kecamatan before the name."""
    written = [f"Kec. {name}" if at % 2 else f"Kecamatan {name}" for at, name in enumerate(DISTRICTS)]
    return hand(
        "name-with-prefix", KLASS,
        [C("Kecamatan", written, [frozenset({a, b}) for a, b in zip(written, DISTRICTS, strict=True)], TEXT), C("Posyandu", ONE)],
        title=("Posyandu menurut Kecamatan, 2025",), quiet=True,
    )  # fmt: skip


@case(KLASS)
def name_misspelt() -> Case:
    """*Karang Jati*, *Tj. Elok*, *Sukamju Kota*: offered, not swallowed."""
    written = [
        "Sukamju Kota",
        "Wanasari",
        "Karang Jati",
        "Muara  Bening",
        "Tj. Elok",
        "Cempaka Barat",
        "Cempaka Timur",
        "P. Rengas",
    ]
    return hand(
        "name-misspelt", KLASS,
        [C("Kecamatan", written, [frozenset({a, b}) for a, b in zip(written, DISTRICTS, strict=True)], TEXT), C("Posyandu", ONE)],
        title=("Posyandu menurut Kecamatan, 2025",), needs=REGION,
    )  # fmt: skip


@case(KLASS)
def name_of_another_place() -> Case:
    """One name is no district of this kabupaten."""
    written = [*DISTRICTS[:7], "Pulau Tidak Ada"]
    return hand(
        "name-of-another-place", KLASS, [C("Kecamatan", written, type=TEXT), C("Posyandu", ONE)],
        title=("Posyandu menurut Kecamatan, 2025",), needs=REGION,
    )  # fmt: skip


@case(KLASS)
def name_with_numbering_inside() -> Case:
    """'1. Sukamaju Kota' in the name's own cell."""
    written = [f"{at}. {name}" for at, name in enumerate(DISTRICTS, 1)]
    return hand(
        "name-with-numbering-inside", KLASS,
        [C("Kecamatan", written, [frozenset({a, b}) for a, b in zip(written, DISTRICTS, strict=True)], TEXT), C("Posyandu", ONE)],
        title=("Posyandu menurut Kecamatan, 2025",), may=REGION,
    )  # fmt: skip


@case(KLASS)
def name_spellings_mixed() -> Case:
    """One district in two spellings, in a file of two years."""
    written = [*DISTRICTS, *[name.upper().replace(" ", "  ") for name in DISTRICTS]]
    return hand(
        "name-spellings-mixed", KLASS,
        [C("Kecamatan", written, [*DISTRICTS, *DISTRICTS], TEXT), C("Tahun", [2024] * 8 + [2025] * 8, type=frozenset({"year"})), C("Posyandu", ONE + ONE)],
        title=(), may=REGION,
    )  # fmt: skip


@case(KLASS)
def name_missing_districts() -> Case:
    """Six of eight districts: a question, since rows may have been forgotten."""
    return hand(
        "name-missing-districts", KLASS, [names(6), C("Posyandu", ONE[:6])],
        title=("Posyandu menurut Kecamatan, 2025",), needs=REGION,
    )  # fmt: skip


@case(KLASS)
def name_doubled_district() -> Case:
    """One district stands twice."""
    written = [*DISTRICTS[:7], DISTRICTS[2]]
    return hand(
        "name-doubled-district", KLASS, [C("Kecamatan", written, type=TEXT), C("Posyandu", ONE)],
        title=("Posyandu menurut Kecamatan, 2025",), may=REGION | {"total"},
    )  # fmt: skip


@case(KLASS)
def name_other_kabupaten_neighbours() -> Case:
    """Kabupaten and kota of a province, real names with made-up figures (data rekaan)."""
    return hand(
        "name-other-kabupaten-neighbours", KLASS,
        [C("Kabupaten/Kota", ["Kab. Bogor", "Kab. Cianjur", "Kota Bandung", "Kota Bekasi"], type=TEXT, label="Kabupaten"), C("Posyandu", ONE[:4])],
        title=("Posyandu menurut Kabupaten/Kota di Provinsi Jawa Barat, 2025 (data rekaan)",), may=REGION,
    )  # fmt: skip
