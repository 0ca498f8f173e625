"""What a search may not be asked: anything about what is in the index beside what the searcher may read.

The index holds drafts too, and hides them by a filter. Solr's own statistics know no filter: terms without a match, how many
documents hold a word, the score made of that, and queries that reach from one document to others. They are refused to
everybody, in the words in which CKAN refuses a query it does not understand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ckan.lib.search import SearchQueryError
from ckan.plugins.toolkit import _

from . import retracted

CHOICES: Mapping[str, frozenset[str]] = {
    "defType": frozenset({"dismax", "edismax", "lucene"}),
    "wt": frozenset({"json"}),
}
OF_FIELDS = ("fl", "sort", "qf", "bf", "boost")
"""Parameters that take names of fields, and would take functions and other documents' parts as well."""
_FIELDS = re.compile(r"[\w\s.,:*^+-]*")
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
_OTHER_PARSERS = re.compile(r"(?<!\w)_(?:query|val)_(?!\w)|\{!")


def before_dataset_search(search_params: dict[str, Any]) -> dict[str, Any]:
    """Refuse what reaches past the filter, and leave out what was retracted (IPackageController).

    Raises ``ckan.lib.search.SearchQueryError``.
    """
    for name, value in _texts(search_params):
        if _reaches_past(name, value):
            raise SearchQueryError(
                _("The parameter “%(name)s” asks for what a search does not tell.") % {"name": name}
            )
    if "facet.mincount" in search_params:
        search_params["facet.mincount"] = max(1, int(search_params["facet.mincount"]))
    return retracted.before_dataset_search(search_params)


def _texts(params: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in params.items():
        for one in value if isinstance(value, list | tuple) else [value]:
            if isinstance(one, str):
                yield name, one


def _reaches_past(name: str, value: str) -> bool:
    if name in CHOICES:
        return value not in CHOICES[name]
    if name in OF_FIELDS and not _FIELDS.fullmatch(value):
        return True
    if name == "fl" and "score" in re.split(r"[\s,:]+", value):
        return True
    plain = _ESCAPED.sub(lambda escaped: chr(int(escaped[1], 16)), value).replace("\\", "")
    return _OTHER_PARSERS.search(plain) is not None
