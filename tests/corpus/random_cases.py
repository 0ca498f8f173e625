"""Random compositions of traits, the same for the same number: subject x layout x numbers x totals x container."""

from __future__ import annotations

import random

from .office import ENDINGS, Spec, case_of, lay_out, pack
from .subjects import SUBJECTS
from .truth import Case, Maker
from .twists import twisted

TWISTED = 10_000

CHOICES = {
    "subject": tuple(SUBJECTS),
    "style": (
        "native", "native", "native", "formatted", "digits", "dotted", "dotted", "spaced", "thin", "unbroken",
        "english", "noughts",
    ),
    "header": ("one", "one", "two", "two", "visual", "three", "bilingual"),
    "number_column": (True, False),
    "numbered": (False, False, True),
    "unit_line": ("none", "label"),
    "title": ("plain", "plain", "kop", "dda", "template", "none"),
    "total": ("none", "last", "last", "first", "middle"),
    "total_label": ("Jumlah", "JUMLAH", "Total", "Jumlah/Total", "Kabupaten Sukamaju"),
    "footer": ("none", "source", "notes", "signature", "bps"),
    "names": ("plain", "plain", "upper", "spaces", "kec", "coded"),
    "missing": ("", "", "", "blank", "-", "...", "–", "NA"),
    "top": (1, 1, 2, 5),
    "left": (1, 1, 1, 2, 4),
    "gap": (0, 0, 0, 1),
    "container": ("xlsx", "xlsx", "xlsx", "xlsx", "xls", "ods", "html", "csv", "semicolon", "tsv", "cp1252"),
    "without_sum": (False, True),
}  # fmt: skip


def random_spec(number: int) -> Spec:
    """Give the traits of one composition."""
    dice = random.Random(f"corpus {number}")  # noqa: S311 - a corpus, no secret
    drawn = {name: dice.choice(options) for name, options in CHOICES.items()}
    drawn["seed"] = dice.randint(1, 10_000)
    drawn["year"] = dice.choice((2021, 2023, 2024, 2025))
    spec = Spec(**drawn)
    return _sensible(spec)


def _sensible(spec: Spec) -> Spec:
    """Take back what no office could write: merged titles in text files, native fractions where a comma parts columns."""
    if spec.container in ("csv", "semicolon", "tsv", "cp1252", "html"):
        spec = spec.but(left=1, top=1)
    if spec.container in ("csv", "semicolon", "tsv", "cp1252") and spec.header in (
        "two",
        "three",
        "bilingual",
    ):
        spec = spec.but(header="visual" if spec.header != "bilingual" else "one")
    if spec.container == "cp1252":
        spec = spec.but(style="native" if spec.style == "thin" else spec.style)
        spec = spec.but(missing="-" if spec.missing == "–" else spec.missing)
    if spec.subject == "harga" or not any(measure.adds_up for measure in SUBJECTS[spec.subject].measures):
        spec = spec.but(total="none")
    if spec.header == "visual" and not any(measure.group for measure in SUBJECTS[spec.subject].measures):
        spec = spec.but(header="one")
    return spec


def random_makers(count: int, first: int = 1) -> list[Maker]:
    """Give that many compositions, not yet made."""
    return [
        Maker(
            f"random-{number}",
            f"random {random_spec(number).container}",
            lambda number=number: random_case(number),
        )
        for number in range(first, first + count)
    ]


def random_case(number: int) -> Case:
    """Make one composition; every number over TWISTED has one to three twists besides."""
    spec = random_spec(number)
    if number > TWISTED:
        return twisted_case(number, spec)
    return case_of(f"random-{number}", f"random {spec.container}", spec)


def twisted_case(number: int, spec: Spec) -> Case:
    """Make a composition with twists; text files and web pages cannot hide anything."""
    dice = random.Random(f"twist {number}")  # noqa: S311 - a corpus, no secret
    spec = spec.but(container=dice.choice(("xlsx", "xlsx", "xlsx", "xls", "ods")))
    made = twisted(lay_out(spec), dice, dice.choice((1, 1, 2, 3)))
    content, truth = pack(made, spec.container)
    return Case(f"random-{number}", "random twisted", content, truth, f"data{ENDINGS[spec.container]}")
