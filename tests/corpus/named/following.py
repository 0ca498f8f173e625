"""Next year's file: the same shape needs no question, a changed shape is told."""

from __future__ import annotations

from dataclasses import replace

from ..hand import ANY_NUMBER, INT, TEXT, C, hand, names, numbers_column
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
