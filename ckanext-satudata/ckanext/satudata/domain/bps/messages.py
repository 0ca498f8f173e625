"""Every sentence a bundle may answer with: English source strings, translated where they are shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

MESSAGES: dict[str, str] = {
    "no-items": "The bundle has no dataset. Give at least one approved dataset.",
    "content-damaged": (
        "The stored table of %(dataset)s reads as %(found)s, approved was %(expected)s. "
        "Restore the file from the backup, then build again."
    ),
    "approval-of-other-content": (
        "Step %(step)s approved the content %(found)s, but the bundle would hold %(expected)s. "
        "Submit the present content for approval."
    ),
    "code-list-missing": (
        "Column %(column)s of %(dataset)s refers to the code list %(list)s, which is not there. "
        "Add the list or remove the reference from the schema."
    ),
    "layout-damaged": "The form layout %(file)s says at %(place)s: %(problem)s. Mend the file.",
    "header-differs": (
        "The table of %(dataset)s starts with the columns %(found)s, its schema says %(expected)s. "
        "Prepare the table again."
    ),
    "not-a-file": "%(path)s is no regular file. Give the path of a bundle (.zip).",
    "not-a-zip": "%(path)s is no ZIP file, or its end is missing. Download the bundle again.",
    "too-many-entries": "The bundle holds %(found)s files, at most %(limit)s are accepted.",
    "too-large": "The bundle unpacks to %(found)s bytes, at most %(limit)s are accepted.",
    "compressed-too-far": "%(path)s shrinks more than %(limit)s to 1, which no table does. Do not open it.",
    "path-unsafe": "The file name %(path)s is not safe to unpack. Do not open the bundle.",
    "path-twice": "%(path)s is in the bundle twice, or differs from another name only by case.",
    "not-regular": "%(path)s is a link or a special file, not a file.",
    "encrypted": "%(path)s is locked with a password.",
    "size-differs": "%(path)s has %(found)s bytes, announced were %(expected)s. Download the bundle again.",
    "damaged": "%(path)s cannot be unpacked. Download the bundle again.",
    "missing": "%(path)s is missing from the bundle. Download the bundle again.",
    "unlisted": "%(path)s is in the bundle, but not in manifest-sha256.txt.",
    "hidden-bytes": "The bundle holds bytes that belong to none of its files. Download the bundle again.",
    "not-described": "%(path)s is in the bundle, but datapackage.json does not describe it.",
    "manifest-line": "Line %(line)s of manifest-sha256.txt is not of the form '<sha256>  <file>'.",
    "hash-differs": "%(path)s was changed: its SHA-256 is %(found)s, announced was %(expected)s.",
    "json-unreadable": "%(path)s is no JSON that can be read.",
    "digest-differs": "The approvals in %(path)s are about content %(found)s, the package is %(expected)s.",
    "table-header": "%(path)s has the columns %(found)s, expected were %(expected)s.",
    "table-cells": "%(path)s row %(row)s has %(found)s cells, expected were %(expected)s.",
    "cell-required": "%(path)s row %(row)s, column %(column)s is empty, expected was a value.",
    "cell-type": "%(path)s row %(row)s, column %(column)s reads '%(found)s', expected was %(expected)s.",
    "cell-constraint": "%(path)s row %(row)s, column %(column)s reads '%(found)s', the rule is %(expected)s.",
    "key-twice": "%(path)s row %(row)s repeats the key '%(found)s' of row %(expected)s.",
    "sdmx-unreadable": "%(path)s cannot be read as an SDMX message.",
    "sdmx-code": "%(path)s: observation %(row)s has %(component)s '%(found)s', which its code list does not hold.",
    "sdmx-period": "%(path)s: observation %(row)s has the period '%(found)s', which does not fit frequency %(expected)s.",
    "sdmx-number": "%(path)s: observation %(row)s has the value '%(found)s', which is no plain number.",
    "sdmx-count": "%(path)s holds %(found)s figures, the table holds %(expected)s.",
    "sdmx-sum": "%(path)s: %(component)s adds up to %(found)s, in the table to %(expected)s.",
    "webapi-too-large": "The response of BPS has the size %(found)s, at most %(limit)s is read. Ask for fewer years.",
    "webapi-too-deep": "The response of BPS nests deeper than %(limit)s levels, which no table of BPS does.",
    "webapi-no-json": "This is no JSON that can be read (%(reason)s). Save the answer of BPS's WebAPI as it came.",
    "webapi-no-table": (
        "The part %(missing)s of a dynamic table is missing. Save the answer of BPS's WebAPI for model data."
    ),
    "compare-too-many-rows": "The table has more than %(limit)s rows; tables of BPS are smaller. Compare a smaller table.",
    "compare-no-rows": "No column of the table names the rows of BPS (%(found)s, ...). Choose the dataset that they are about.",
    "compare-which-measure": "The table has several figures. Say which one to compare: %(found)s.",
    "problems-omitted": "%(path)s has more problems; the first %(limit)s are listed.",
    "verified": (
        "%(path)s: %(files)s files, whole and in agreement with each other. "
        "Compare its SHA-256 with the portal's register: %(sha256)s"
    ),
    "refused": "%(path)s: problems found: %(problems)s.",
}


@dataclass(frozen=True)
class Problem:
    """One thing wrong with a bundle: a key of MESSAGES, the entry it is about, the sentence's facts."""

    code: str
    path: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)

    def sentence(self, translate: Callable[[str], str] | None = None) -> str:
        """Say it, through ``translate`` where the reader's language is not English."""
        return message(self.code, {"path": self.path, **self.facts}, translate)


def message(code: str, facts: Mapping[str, object], translate: Callable[[str], str] | None = None) -> str:
    """Fill the sentence of ``code`` with ``facts``."""
    template = MESSAGES[code]
    return (translate(template) if translate else template) % dict(facts)
