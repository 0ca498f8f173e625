"""CKAN's reads of vocabularies and their tags, which know the portal's code lists too.

A code list answers as a vocabulary: its name is the vocabulary's, each code that holds is a tag, the code is the tag's name and
the label its display name. Only reads: a list changes by an import, with its source and day, and no tag is made of it. A
vocabulary that the site made itself goes before a code list of the same name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.logic import auth_audit_exempt

from .. import codes, wiring
from ..domain.registry.lists import CodeList, found
from ..words import language

MOST_IN_LIST = 1000
"""Tags of one vocabulary that a list of all of them shows; more are told by ``vocabulary_show``."""


def get_actions() -> dict[str, Any]:
    """Give the chained actions, for IActions."""
    return {"vocabulary_list": vocabulary_list, "vocabulary_show": vocabulary_show, "tag_list": tag_list}


@tk.chained_action
@tk.side_effect_free
@auth_audit_exempt
def vocabulary_list(original: Any, context: dict[str, Any], data_dict: dict[str, Any]) -> Any:
    """Add the code lists to the site's vocabularies; of one with more than 1,000 codes the tags stay empty and
    ``tags_left_out`` tells their number."""
    own = original(context, data_dict)
    names = {one["name"] for one in own}
    return [*own, *(_vocabulary(one, MOST_IN_LIST) for one in _lists() if one.about.name not in names)]


@tk.chained_action
@tk.side_effect_free
@auth_audit_exempt
def vocabulary_show(original: Any, context: dict[str, Any], data_dict: dict[str, Any]) -> Any:
    """Show a code list as a vocabulary where the site has none of that id or name."""
    try:
        return original(context, data_dict)
    except tk.ObjectNotFound:
        one = codes.current(str(data_dict.get("id") or ""))
        if one is None:
            raise
        return _vocabulary(one)


@tk.chained_action
@tk.side_effect_free
@auth_audit_exempt
def tag_list(original: Any, context: dict[str, Any], data_dict: dict[str, Any]) -> Any:
    """List the codes of a code list whose name is sent as ``vocabulary_id``."""
    wanted = str(data_dict.get("vocabulary_id") or "")
    one = None if model.Vocabulary.get(wanted) else codes.current(wanted)
    if one is None:
        return original(context, data_dict)
    tk.check_access("tag_list", context, data_dict)
    query = str(data_dict.get("query") or data_dict.get("q") or "")
    tags = list(_tags(one, found(one, query, "", wiring.today())))
    return tags if tk.asbool(data_dict.get("all_fields", False)) else [tag["name"] for tag in tags]


def _lists() -> Iterator[CodeList]:
    return (one for name in codes.names() if (one := codes.current(name)))


def _vocabulary(one: CodeList, most: int = 0) -> dict[str, Any]:
    rows = found(one, "", "", wiring.today())
    left_out = len(rows) if most and len(rows) > most else 0
    return {
        "id": one.about.name,
        "name": one.about.name,
        "title": one.about.title_en if language() == "en" and one.about.title_en else one.about.title,
        "version": one.version,
        "tags": [] if left_out else list(_tags(one, rows)),
        "tags_left_out": left_out,
        "codelist": tk.h.url_for("satudata_kode.daftar", name=one.about.name, qualified=True),
    }


def _tags(one: CodeList, rows: Iterable[Mapping[str, str]]) -> Iterator[dict[str, Any]]:
    labels, name, spoken = codes.load(one.about.name), one.about.name, language()
    for row in rows:
        code = one.code(row)
        yield {
            "id": f"{name}:{code}",
            "name": code,
            "display_name": labels[code].label(spoken),
            "vocabulary_id": name,
            "state": "active",
        }
