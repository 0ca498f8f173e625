"""The sentences about table structures; ``logic/errors.py`` is the one table that holds them."""

from __future__ import annotations

from collections.abc import Mapping

from ..said import marked as _


def structure_sentences() -> Mapping[str, str]:
    """Code of a refusal to its sentence."""
    return {
        "structure_missing": _("This structure does not exist."),
        "structure_version_missing": _("This structure has no version %(version)s."),
        "structure_moved": _(
            "%(who)s saved version %(version)s meanwhile. What was typed is kept here; compare it with that version, then "
            "save again."
        ),
        "structure_same": _("Nothing differs from the newest version, so no new one was saved."),
        "structure_untitled": _("Write what the structure is called, such as 'Penduduk menurut Kecamatan'."),
        "structure_title_long": _("The title is too long: at most %(most)s letters."),
        "structure_note_long": _("The note is too long: at most %(most)s letters."),
        "structure_shared": _("Structures that all offices share are kept by the walidata."),
        "structure_other_office": _(
            "This structure is kept by the staff of its own office and by the walidata."
        ),
    }
