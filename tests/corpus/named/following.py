"""Next year's file: the same shape needs no question, a changed shape is told."""

from __future__ import annotations

from dataclasses import replace

from ..hand import ANY_NUMBER, INT, TEXT, C, hand, names, numbers_column
from ..judge import plain
from ..office import Spec, case_of
from ..subjects import DISTRICTS
from ..truth import EITHER, REGISTRY, Case, Maker, case

KLASS = "next year"
ONE = [12, 5, 30, 4, 18, 22, 7, 15]
SHAPE = frozenset({"shape"})
PAIRS = {
    "next-same-native": (Spec(total="last", seed=102), {}),
    "next-same-two-rows": (Spec(subject="nakes", header="two", number_column=True, seed=104), {}),
    "next-dotted-answered": (Spec(style="dotted", total="last", seed=106), {}),
    "next-rows-moved-down": (Spec(subject="ternak", seed=108), {"top": 4}),
    "next-other-letterhead": (Spec(subject="ternak", title="plain", seed=110), {"title": "kop"}),
    "next-sheet-renamed": (Spec(subject="koperasi", seed=112), {"sheet": "2026"}),
    "next-upper-names": (Spec(subject="ternak", seed=114), {"names": "upper"}),
    "next-xls-after-xlsx": (Spec(subject="wisata", seed=116), {"container": "xls"}),
    "next-total-added": (Spec(subject="ternak", seed=118), {"total": "last"}),
    "next-dots-after-native": (Spec(subject="penduduk", seed=120), {"style": "dotted"}),
}


def _pair(name: str, spec: Spec, changes: dict[str, object]) -> Case:
    first = case_of(name, KLASS, spec)
    second = spec.but(year=spec.year + 1, seed=spec.seed + 1000, **changes)
    after = case_of(f"{name}-after", KLASS, second)
    if name == "next-dots-after-native":
        after = replace(after, truth=replace(after.truth, needs=frozenset({"number"})))
    return replace(first, following=after)


for _name, (_spec, _changes) in PAIRS.items():
    REGISTRY[_name] = Maker(
        _name, KLASS, lambda name=_name, spec=_spec, changes=_changes: _pair(name, spec, changes)
    )


def _table(name: str, extra: list[C], year: int) -> Case:
    return hand(
        name, KLASS, [numbers_column(), names(), C("Posyandu", ONE), *extra],
        title=(f"Posyandu menurut Kecamatan di Kabupaten Sukamaju, {year}",),
    )  # fmt: skip


@case(KLASS)
def next_column_added() -> Case:
    """A new column: told."""
    after = _table("next-column-added-after", [C("Polindes", ONE), C("Pustu", ONE)], 2026)
    after = replace(after, truth=replace(after.truth, needs=SHAPE))
    return replace(_table("next-column-added", [C("Polindes", ONE)], 2025), following=after)


@case(KLASS)
def next_column_gone() -> Case:
    """A column is gone: told."""
    after = _table("next-column-gone-after", [], 2026)
    after = replace(after, truth=replace(after.truth, needs=SHAPE))
    return replace(_table("next-column-gone", [C("Polindes", ONE)], 2025), following=after)


@case(KLASS)
def next_columns_swapped() -> Case:
    """The columns changed places: each goes by its title."""
    first = _table(
        "next-columns-swapped",
        [C("Polindes", [v + 40 for v in ONE]), C("Pustu", [v + 80 for v in ONE])],
        2025,
    )
    after = _table(
        "next-columns-swapped-after",
        [C("Pustu", [v + 81 for v in ONE]), C("Polindes", [v + 41 for v in ONE])],
        2026,
    )
    return replace(first, following=after)


@case(KLASS)
def next_new_district() -> Case:
    """A ninth district: rows may grow."""
    written = [*DISTRICTS, "Sukamaju Baru"]
    after = hand(
        "next-new-district-after", KLASS,
        [C("No", list(range(1, 10)), type=ANY_NUMBER | TEXT, may_skip=True), C("Kecamatan", written, type=TEXT), C("Posyandu", [*ONE, 9], type=INT)],
        title=("Posyandu menurut Kecamatan di Kabupaten Sukamaju, 2026",), needs=frozenset({"region"}),
    )  # fmt: skip
    return replace(_table("next-new-district", [], 2025), following=after)


@case(KLASS)
def next_answer_stays_with_its_writing() -> Case:
    """Dots meant thousands last year; this year the same column has fractions with commas: no dot is read as before."""
    spec = {"title": ("Produksi menurut Kecamatan, 2025",)}
    first = hand(
        "next-answer-stays-with-its-writing", KLASS,
        [names(), C("Produksi", ["4.211", "5.942", "987", "9.404", "11.135", "412", "14.597", "16.328"],
                    [4211, 5942, 987, 9404, 11135, 412, 14597, 16328], ANY_NUMBER, EITHER)], **spec,
    )  # fmt: skip
    after = hand(
        "next-answer-stays-with-its-writing-after", KLASS,
        [names(), C("Produksi", ["4.2", "5.9", "9.8", "9.4", "11.1", "4.1", "14.5", "16.3"], [4.2, 5.9, 9.8, 9.4, 11.1, 4.1, 14.5, 16.3], ANY_NUMBER, EITHER)],
        title=("Produksi menurut Kecamatan, 2026",), needs=frozenset({"number"}),
    )  # fmt: skip
    return replace(first, following=after)


def _wide(name: str, first: int, start: int, long: bool) -> Case:
    figures = [[start + 7 * at + 3 * column for at in range(8)] for column in range(3)]
    rows = frozenset(
        (plain(district), str(first + column), plain(figures[column][at]))
        for at, district in enumerate(DISTRICTS) for column in range(3)
    )  # fmt: skip
    made = hand(
        name, KLASS, [names(), *(C(str(first + column), figures[column]) for column in range(3))],
        title=("Jumlah Posyandu menurut Kecamatan di Kabupaten Sukamaju",), long=rows, may=frozenset({"wide", "year"}),
    )  # fmt: skip
    return replace(made, answers={"wide": "long"}) if long else made


@case(KLASS)
def next_wide_years_move_on() -> Case:
    """2023 to 2025 were turned long; next year's file has 2024 to 2026."""
    return replace(
        _wide("next-wide-years-move-on", 2023, 40, True),
        following=_wide("next-wide-years-move-on-after", 2024, 43, False),
    )


@case(KLASS)
def next_titles_spelt_otherwise() -> Case:
    """The same titles with other capitals, a line break and a unit behind."""
    first = _table("next-titles-spelt-otherwise", [C("Polindes", [v + 40 for v in ONE])], 2025)
    after = hand(
        "next-titles-spelt-otherwise-after", KLASS,
        [numbers_column(), C("KECAMATAN", DISTRICTS, type=TEXT), C("POSYANDU\n(unit)", ONE, label="POSYANDU"), C("Pol indes", [v + 41 for v in ONE], label="")],
        title=("Posyandu menurut Kecamatan di Kabupaten Sukamaju, 2026",), may=frozenset({"shape"}),
    )  # fmt: skip
    return replace(first, following=replace(after, truth=replace(after.truth, needs=SHAPE)))


@case(KLASS)
def next_capitals_only() -> Case:
    """The same titles in capitals: no question."""
    first = _table("next-capitals-only", [C("Polindes", [v + 40 for v in ONE])], 2025)
    after = hand(
        "next-capitals-only-after", KLASS,
        [C("NO", list(range(1, 9)), type=ANY_NUMBER | TEXT, may_skip=True), C("KECAMATAN ", DISTRICTS, type=TEXT), C("POSYANDU", ONE), C(" polindes", [v + 41 for v in ONE])],
        title=("POSYANDU MENURUT KECAMATAN DI KABUPATEN SUKAMAJU TAHUN 2026",),
    )  # fmt: skip
    return replace(first, following=after)


@case(KLASS)
def next_rows_in_other_order() -> Case:
    """The districts are sorted otherwise."""
    first = _table("next-rows-in-other-order", [], 2025)
    turned = list(reversed(DISTRICTS))
    after = hand(
        "next-rows-in-other-order-after", KLASS, [numbers_column(), C("Kecamatan", turned, type=TEXT), C("Posyandu", [v + 1 for v in reversed(ONE)])],
        title=("Posyandu menurut Kecamatan di Kabupaten Sukamaju, 2026",),
    )  # fmt: skip
    return replace(first, following=after)


@case(KLASS)
def next_another_indicator() -> Case:
    """Another table altogether was uploaded: told."""
    first = _table("next-another-indicator", [C("Polindes", ONE)], 2025)
    after = hand(
        "next-another-indicator-after", KLASS, [C("Komoditas", ["Beras", "Gula", "Telur", "Cabai"], type=TEXT), C("Harga (Rp)", [13500, 17000, 28000, 60000], type=ANY_NUMBER)],
        title=("Harga Bahan Pokok, 2026",), needs=SHAPE,
    )  # fmt: skip
    return replace(first, following=after)


@case(KLASS)
def next_as_csv() -> Case:
    """The workbook became a semicolon file."""
    first = _table("next-as-csv", [C("Polindes", [v + 40 for v in ONE])], 2025)
    after = hand(
        "next-as-csv-after", KLASS, [numbers_column(), names(), C("Posyandu", ONE), C("Polindes", [v + 41 for v in ONE])], "semicolon",
        title=("Posyandu menurut Kecamatan di Kabupaten Sukamaju, 2026",),
    )  # fmt: skip
    return replace(first, following=after)


@case(KLASS)
def next_strips_after_answer() -> Case:
    """What '-' means was answered last year; this year it stands in other cells of the same column."""
    first = hand(
        "next-strips-after-answer", KLASS, [names(), C("Rumah Sakit", [1, "-", 2, 1, "-", 1, 3, 1], [1, frozenset({"0"}), 2, 1, frozenset({"0"}), 1, 3, 1])],
        title=("Rumah Sakit menurut Kecamatan, 2025",), may=frozenset({"missing"}),
    )  # fmt: skip
    after = hand(
        "next-strips-after-answer-after", KLASS, [names(), C("Rumah Sakit", ["-", 1, 2, "-", 1, 1, 3, "-"], [0, 1, 2, 0, 1, 1, 3, 0])],
        title=("Rumah Sakit menurut Kecamatan, 2026",),
    )  # fmt: skip
    return replace(first, following=after)


@case(KLASS)
def next_new_sign() -> Case:
    """A sign of missing values that last year's file did not have: asked, or read as BPS has it."""
    first = _table("next-new-sign", [], 2025)
    written = [12, "-", 30, 4, "-", 22, 7, 15]
    after = hand(
        "next-new-sign-after", KLASS, [numbers_column(), names(), C("Posyandu", written, [12, frozenset({"", "0"}), 30, 4, frozenset({"", "0"}), 22, 7, 15])],
        title=("Posyandu menurut Kecamatan di Kabupaten Sukamaju, 2026",), needs=frozenset({"missing"}),
    )  # fmt: skip
    return replace(first, following=after)
