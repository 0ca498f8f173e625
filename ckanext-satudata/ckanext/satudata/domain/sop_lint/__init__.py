"""The lint of an SOP document: every rule at once, each flaw with its place and what mends it.

Source of the rules: Permenpan RB 35/2012 (identity block, five symbols, mutu baku). Only a graph that cannot run is an
error; what the source does not tell is a warning, and a reading marked ``disimpulkan`` satisfies a rule.
"""

from .check import check
from .flaws import RULES, Flaw, Where, flaw
from .rule import ERROR, WARNING

__all__ = ["ERROR", "RULES", "WARNING", "Flaw", "Where", "check", "flaw"]
