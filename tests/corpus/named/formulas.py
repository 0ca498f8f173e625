"""Formulas, errors, values that Excel did not keep."""

from __future__ import annotations

from ..hand import ANY_NUMBER, INT, NUM, TEXT, C, case_from, hand, lay, names
from ..pages import Fault, Formula
from ..truth import ASK, Case, case

KLASS = "formulas"
ONE = [12, 5, 30, 4, 18, 22, 7, 15]
TOPIC = frozenset({"formula"})


@case(KLASS)
def formula_with_values() -> Case:
    """Sums by formula, kept with their values."""
    both = [Formula(f"=B{4 + at}+1", value + 1) for at, value in enumerate(ONE)]
    return hand(
        "formula-with-values", KLASS, [names(), C("Posyandu", ONE), C("Jumlah", both, [v + 1 for v in ONE])],
        title=("Posyandu menurut Kecamatan, 2025",), quiet=True,
    )  # fmt: skip


@case(KLASS)
def formula_error_cell() -> Case:
    """One #REF!."""
    written = [12, 5, Fault("#REF!"), 4, 18, 22, 7, 15]
    return hand(
        "formula-error-cell", KLASS, [names(), C("Posyandu", written, [12, 5, frozenset({"", "#REF!"}), 4, 18, 22, 7, 15])],
        needs=TOPIC,
    )  # fmt: skip


@case(KLASS)
def formula_division_errors() -> Case:
    """#DIV/0! in a column of percentages."""
    written = [12.5, Fault("#DIV/0!"), 30.1, Fault("#DIV/0!"), 18.2, 22.9, 7.7, 15.1]
    true = [12.5, frozenset({"", "#DIV/0!"}), 30.1, frozenset({"", "#DIV/0!"}), 18.2, 22.9, 7.7, 15.1]
    return hand(
        "formula-division-errors", KLASS, [names(), C("Cakupan (persen)", written, true, NUM)], needs=TOPIC
    )


@case(KLASS)
def formula_quiet_imputation() -> Case:
    """One cell among typed figures is a mean of its neighbours."""
    written = [12, 5, Formula("=(B5+B7)/2", 4.5), 4, 18, 22, 7, 15]
    page, truth = lay(
        [names(), C("Posyandu (unit)", written, [12, 5, 4.5, 4, 18, 22, 7, 15], ANY_NUMBER, ASK)]
    )
    from dataclasses import replace

    return case_from("formula-quiet-imputation", KLASS, page, replace(truth, needs=TOPIC))


@case(KLASS)
def formula_title_text() -> Case:
    """The title is a formula that joins text."""
    page, truth = lay([names(), C("Posyandu", ONE)], title=())
    shifted = {(row + 2, column): value for (row, column), value in page.cells.items()}
    page.cells = shifted
    page.put(1, [Formula('="Posyandu menurut Kecamatan, "&2025', "Posyandu menurut Kecamatan, 2025")])
    from dataclasses import replace

    return case_from(
        "formula-title-text", KLASS, page,
        replace(truth, header=[3], rows=[row + 2 for row in truth.rows], year=2025, quiet=True),
    )  # fmt: skip


@case(KLASS)
def formula_names_by_lookup() -> Case:
    """Names come from a lookup and are kept as text."""
    written = [Formula(f"=INDEX(Ref!A:A,{at})", name) for at, name in enumerate(names().written, 1)]
    return hand(
        "formula-names-by-lookup", KLASS, [C("Kecamatan", written, list(names().written), TEXT), C("Posyandu", ONE)],
        title=("Posyandu menurut Kecamatan, 2025",), quiet=True,
    )  # fmt: skip


@case(KLASS)
def formula_blank_result() -> Case:
    """=IF(x="","",x): a formula whose value is an empty text is blank."""
    written = [Formula('=IF(D4="","",D4)', value) for value in (12, 5, "", 4, 18, 22, "", 15)]
    return hand(
        "formula-blank-result", KLASS, [names(), C("Posyandu", written, [12, 5, "", 4, 18, 22, "", 15])],
        title=("Posyandu menurut Kecamatan, 2025",), may=TOPIC,
    )  # fmt: skip


@case(KLASS)
def formula_without_values() -> Case:
    """Written by a program: no formula has its value."""
    written = [Formula(f"=C{4 + at}+1") for at in range(8)]
    return hand(
        "formula-without-values", KLASS, [names(), C("Posyandu", written, [frozenset({"", f"=C{4 + at}+1"}) for at in range(8)]), C("Polindes", ONE)],
        title=("Posyandu menurut Kecamatan, 2025",), needs=TOPIC,
    )  # fmt: skip


@case(KLASS)
def formula_boolean() -> Case:
    """Ya and Tidak, and Excel's TRUE."""
    return hand(
        "formula-boolean", KLASS,
        [names(), C("Ada Internet", ["Ya", "Tidak", "Ya", "Ya", "Tidak", "Ya", "Ya", "Tidak"],
                    [frozenset({"Ya", "true"}) if v else frozenset({"Tidak", "false"}) for v in (1, 0, 1, 1, 0, 1, 1, 0)], frozenset({"string", "boolean"})),
         C("BTS", ONE, type=INT)],
        title=("Internet menurut Kecamatan, 2025",), quiet=True,
    )  # fmt: skip
