"""Systems of codes: what a code of each looks like, and which of them belong together."""

from __future__ import annotations

import re
from dataclasses import dataclass

KEMENDAGRI = "kemendagri"
BPS = "bps"
KBLI_2020 = "kbli_2020"
KBLI_2025 = "kbli_2025"

REGION = "wilayah"
ACTIVITY = "kbli"


@dataclass(frozen=True)
class System:
    """A system of codes. ``family``: systems of one family code the same things and are easily taken for each other."""

    id: str
    title: str
    family: str
    pattern: str
    example: str

    def fits(self, code: str) -> bool:
        """Whether a text looks like a code of this system."""
        return re.fullmatch(self.pattern, code) is not None


SYSTEMS = {
    one.id: one
    for one in (
        System(KEMENDAGRI, "Kemendagri", REGION, r"\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?", "15.06.02"),
        System(BPS, "BPS", REGION, r"\d{2}(\d{2}(\d{3}(\d{3})?)?)?", "1507030"),
        System(KBLI_2020, "KBLI 2020", ACTIVITY, r"[A-U]|\d{2,5}", "C"),
        System(KBLI_2025, "KBLI 2025", ACTIVITY, r"[A-V]|\d{2,5}", "C"),
        System("kbji_2014", "KBJI 2014", "kbji", r"\d{1,5}", "2"),
        System("kbki", "KBKI", "kbki", r"\d{1,10}", "0"),
        System("urusan", "urusan", "urusan", r"\d\.\d{2}", "1.02"),
    )
}
"""The systems whose codes have a shape that can be checked, by id."""


def title_of(system: str) -> str:
    """What people call a system."""
    return SYSTEMS[system].title if system in SYSTEMS else system.replace("_", " ")


def rivals_of(system: str) -> list[str]:
    """The other systems of the same family."""
    one = SYSTEMS.get(system)
    return [other.id for other in SYSTEMS.values() if one and other.family == one.family and other != one]
