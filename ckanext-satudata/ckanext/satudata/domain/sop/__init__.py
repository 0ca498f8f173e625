"""The SOP as data: posts, steps and transitions, read from a mapping (see ``config/sop``)."""

from .chain import compose, forms, shortened
from .model import (
    BPS_STAGE,
    BY_PEOPLE,
    END,
    RETURNABLE,
    START_STAGE,
    BpsPolicy,
    Chain,
    CheckItem,
    Deed,
    Post,
    Sop,
    SopFlawed,
    Step,
)
from .reading import onward, read, stages

__all__ = [
    "BPS_STAGE",
    "BY_PEOPLE",
    "END",
    "RETURNABLE",
    "START_STAGE",
    "BpsPolicy",
    "Chain",
    "CheckItem",
    "Deed",
    "Post",
    "Sop",
    "SopFlawed",
    "Step",
    "compose",
    "forms",
    "onward",
    "read",
    "shortened",
    "stages",
]
