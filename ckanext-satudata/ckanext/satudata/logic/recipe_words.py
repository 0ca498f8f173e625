"""What a part of a recipe should be, in the running language."""

from __future__ import annotations

from ckan.plugins.toolkit import _

ONE_OF = "one of "


def expected_words(expected: str) -> str:
    """The words of a ``RecipeError`` for people; names and values in them stay as they are."""
    known = {
        "no such part": _("no such part"),
        "compulsory": _("compulsory"),
        "a row number": _("a row number"),
        "a cell such as F14": _("a cell such as F14"),
        "a range such as A7:F15": _("a range such as A7:F15"),
        "one of the choices offered": _("one of the choices offered"),
        "a reason": _("a reason"),
        "a text": _("a text"),
        "an object": _("an object"),
    }
    if expected in known:
        return str(known[expected])
    if expected.startswith(ONE_OF):
        return str(_("one of %(values)s") % {"values": expected.removeprefix(ONE_OF)})
    return expected
