"""What stands where there is no figure."""

from __future__ import annotations

from ..hand import ANY_NUMBER, INT, NUM, OPEN, C, hand, names
from ..truth import ASK, EITHER, Case, case

KLASS = "missing values"
MAY = frozenset({"missing"})


@case(KLASS)
def missing_strip() -> Case:
    """BPS: '-' is nil; offices use it for 'not applicable' too."""
    written = [12, "-", 30, 4, "-", 22, 7, 15]
    return hand(
        "missing-strip", KLASS, [names(), C("Rumah Sakit (unit)", written, [12, OPEN, 30, 4, OPEN, 22, 7, 15])],
        needs=MAY,
    )  # fmt: skip


@case(KLASS)
def missing_dots() -> Case:
    """'...': not available, by BPS."""
    written = [12, "...", 30, 4, "…", 22, 7, 15]
    return hand(
        "missing-dots", KLASS, [names(), C("Kasus", written, [12, "", 30, 4, "", 22, 7, 15])], quiet=True
    )


@case(KLASS)
def missing_na() -> Case:
    """NA, n.a., Na."""
    written = [12, "NA", 30, 4, "n.a.", 22, "Na", 15]
    return hand("missing-na", KLASS, [names(), C("Kasus", written, [12, "", 30, 4, "", 22, "", 15])], may=MAY)


@case(KLASS)
def missing_words() -> Case:
    """Words where figures belong."""
    written = [12, "tidak ada data", 30, 4, "belum ada", 22, "nihil", 15]
    true = [
        12,
        frozenset({"", "tidak ada data"}),
        30,
        4,
        frozenset({"", "belum ada"}),
        22,
        frozenset({"0", "nihil"}),
        15,
    ]
    return hand(
        "missing-words", KLASS, [names(), C("Kasus", written, true, INT, EITHER)], may=MAY | {"number"}
    )


@case(KLASS)
def missing_whole_column() -> Case:
    """A column of '...' only: its type is that of its neighbours or text; no value may appear."""
    from ..hand import TEXT

    return hand(
        "missing-whole-column", KLASS,
        [names(), C("2024", [12, 5, 30, 4, 2, 22, 7, 15]), C("2025", ["..."] * 8, [""] * 8, ANY_NUMBER | TEXT)],
        title=("Kasus Malaria menurut Kecamatan",), may=frozenset({"wide", "year", "missing"}),
    )  # fmt: skip


@case(KLASS)
def missing_sentinels() -> Case:
    """8888 and 9999 of a measuring network among temperatures."""
    written = [27.1, 8888, 26.9, 27.4, 9999, 28.0, 27.7, 27.3]
    true = [27.1, frozenset({"", "8888"}), 26.9, 27.4, frozenset({"", "9999"}), 28, 27.7, 27.3]
    return hand(
        "missing-sentinels", KLASS, [names(), C("Suhu Rata-rata (°C)", written, true, NUM, ASK)],
        needs=frozenset({"missing"}),
    )  # fmt: skip


@case(KLASS)
def missing_nine_thousand_is_real() -> Case:
    """9999 among figures of its size is a figure."""
    return hand(
        "missing-nine-thousand-is-real", KLASS,
        [names(), C("Penduduk (jiwa)", [10021, 9999, 9876, 12004, 8888, 9100, 10400, 11005])], quiet=True,
    )  # fmt: skip


@case(KLASS)
def missing_status_in_label() -> Case:
    """The status stands in the label of the year."""
    return hand(
        "missing-status-in-label", KLASS,
        [
            C("Tahun", ["2021", "2022", "2023 (Angka sangat sementara)", "2024*", "2025**"],
              [2021, 2022, frozenset({"2023", "2023 (Angka sangat sementara)"}), frozenset({"2024", "2024*"}),
               frozenset({"2025", "2025**"})], frozenset({"year", "string", "integer"})),
            C("PDRB (miliar Rp)", [1204.5, 1310.2, 1402.8, 1490.1, 1588.6], type=NUM),
        ],
        title=("PDRB Kabupaten Sukamaju",), may=frozenset({"year", "missing"}),
    )  # fmt: skip


@case(KLASS)
def missing_x_and_e() -> Case:
    """x and e as BPS marks them."""
    written = ["12,5", "x", "30,1", "4,7 e", "18,0", "x", "7,7", "15,3"]
    return hand(
        "missing-x-and-e", KLASS,
        [names(), C("Produksi (ton)", written, [12.5, frozenset({"", "x"}), 30.1, 4.7, 18, frozenset({"", "x"}), 7.7, 15.3], NUM, EITHER)],
        may=MAY,
    )  # fmt: skip


@case(KLASS)
def missing_zero_and_blank_and_strip() -> Case:
    """0, blank and '-' in one column: three meanings."""
    written = [0, "-", None, 4, "-", 0, None, 15]
    return hand(
        "missing-zero-and-blank-and-strip", KLASS, [names(), C("Kasus DBD", written, [0, OPEN, "", 4, OPEN, 0, "", 15])],
        needs=MAY,
    )  # fmt: skip


@case(KLASS)
def missing_strip_with_spaces() -> Case:
    """Accounting format kept as text: ' -   '."""
    written = [" 12 ", " -   ", " 30 ", " 4 ", " -   ", " 22 ", " 7 ", " 15 "]
    return hand(
        "missing-strip-with-spaces", KLASS, [names(), C("Kasus", written, [12, OPEN, 30, 4, OPEN, 22, 7, 15])],
        "semicolon", needs=MAY,
    )  # fmt: skip


@case(KLASS)
def missing_dash_kinds() -> Case:
    """En dash, em dash, minus sign and hyphen."""
    written = [12, "–", 30, "—", "-", 22, "−", 15]
    return hand(
        "missing-dash-kinds", KLASS, [names(), C("Kasus", written, [12, OPEN, 30, OPEN, OPEN, 22, OPEN, 15])],
        may=MAY,
    )  # fmt: skip


@case(KLASS)
def missing_negligible() -> Case:
    """~0: so small that it may be neglected."""
    written = ["12,5", "~0", "30,1", "4,7", "18,0", "~0", "7,7", "15,3"]
    return hand(
        "missing-negligible", KLASS,
        [names(), C("Luas (ha)", written, [12.5, OPEN, 30.1, 4.7, 18, OPEN, 7.7, 15.3], NUM, EITHER)], may=MAY,
    )  # fmt: skip
