"""Validators of the metadata fields, named in ``schemas/*.yaml``."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.lib.navl.dictization_functions import StopOnError
from ckan.plugins.toolkit import _

from .. import codes, wiring
from ..describing import form
from ..domain.description.check import skipped
from ..domain.description.rules import is_day, wrong_values
from ..domain.signs import seen
from ..doors import sentences
from ..model.lock_key import opened_for
from .errors import sentence

Key = tuple[Any, ...]
Data = dict[Key, Any]
Errors = dict[Key, list[str]]

PERIOD = re.compile(
    r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?|-W(0[1-9]|[1-4]\d|5[0-3])|-Q[1-4]|-T[1-3]|-S[12]|/\d{4})?"
)


def satudata_at_most(length: int) -> Callable[[Any], Any]:
    """Allow text of at most ``length`` characters (Solr takes 32,766 bytes in one field)."""

    def check(value: Any) -> Any:
        if isinstance(value, str) and len(value) > length:
            raise tk.Invalid(
                _("%(found)s characters are written here, at most %(limit)s fit. Shorten the text.")
                % {"found": len(value), "limit": length}
            )
        return value

    return check


def satudata_one_text(value: Any) -> Any:
    """Allow one text or number, no list and no object; signs that nobody sees are left out."""
    if isinstance(value, list | tuple | dict | bool):
        raise tk.Invalid(_("Send a text."))
    return seen(value) if isinstance(value, str) else value


def satudata_choice(field: dict[str, Any], schema: dict[str, Any]) -> Callable[[Any], Any]:
    """Allow the codes of the field's list; anything while the list is empty."""

    def check(value: Any) -> Any:
        if value:
            _require_known(field, [value])
        return value

    return check


def satudata_choices(field: dict[str, Any], schema: dict[str, Any]) -> Callable[..., None]:
    """Allow any number of the codes of the field's list, given as a list, a JSON list or one code."""

    def check(key: Key, data: Data, errors: Errors, context: dict[str, Any]) -> None:
        chosen = _as_list(data[key])
        try:
            _require_known(field, chosen)
        except tk.Invalid as invalid:
            errors[key].append(invalid.error)
            return
        data[key] = json.dumps(chosen) if chosen else ""

    return check


def satudata_period(value: Any) -> Any:
    """Allow a period: a year, month, day, week, quarter, four months, half-year or school year."""
    if value and not PERIOD.fullmatch(str(value)):
        raise tk.Invalid(
            _('"%(value)s" is not a period. Write it as 2025, 2025-03, 2025-Q1, 2025-S1 or 2025/2026.')
            % {"value": value}
        )
    return value


def satudata_words_line(value: Any) -> str:
    """Keep codes of a list, given as a list or as a line, as one line parted by commas."""
    loaded = _as_list(value)
    parts = [part.strip() for one in loaded for part in str(one).split(",")]
    return ", ".join(dict.fromkeys(part for part in parts if part))


def satudata_yes_or_no(value: Any) -> Any:
    """Write yes and no as the portal does (``ya``, ``tidak``); leave other text as it is."""
    told = str(value).strip()
    return {"true": "ya", "false": "tidak", "1": "ya", "0": "tidak"}.get(told.lower(), told)


def satudata_day(value: Any) -> Any:
    """Allow a day: ``2031-02-03``."""
    if value and not is_day(str(value)):
        raise tk.Invalid(_('"%(value)s" is not a day. Write it as 2031-02-03.') % {"value": value})
    return value


def satudata_rules(field: dict[str, Any], schema: dict[str, Any]) -> Callable[[Any], Any]:
    """Refuse what the rules of the field (``satudata_rules``) say can never be right."""

    def check(value: Any) -> Any:
        for problem in wrong_values(field["field_name"], field.get("satudata_rules", ()), str(value or "")):
            raise tk.Invalid(sentence(problem.code, problem.facts))
        return value

    return check


def satudata_from_publication(key: Key, data: Data, errors: Errors, context: dict[str, Any]) -> None:
    """Keep the value only while publication writes; from anybody else it is ignored."""
    if not opened_for(model.Session):
        data.pop(key, None)
        raise StopOnError
    value = data.get(key)
    if len(key) == 1 and value is not None and value is not tk.missing:
        data[key] = str(value)


def satudata_title_not_name(key: Key, data: Data, errors: Errors, context: dict[str, Any]) -> None:
    """Show no title where CKAN would show the name in its place."""
    if data.get(key) == data.get(("name",)):
        data[key] = ""


def satudata_draft_stays_private(key: Key, data: Data, errors: Errors, context: dict[str, Any]) -> None:
    """A draft is private whatever was sent; its state comes from the portal."""
    data[("private",)] = True
    if not context.get("ignore_auth"):
        data.pop(("state",), None)


def satudata_draft_has_no_resources(key: Key, data: Data, errors: Errors, context: dict[str, Any]) -> None:
    """A draft's file is kept by the intake, not as a CKAN resource."""
    if any(part[0] == "resources" and len(part) > 1 for part in data):
        raise tk.ValidationError({"resources": [sentences.sentence(sentences.RESOURCE)]})


def satudata_draft_tags_are_a_line(key: Key, data: Data, errors: Errors, context: dict[str, Any]) -> None:
    """Keep a draft's tags in a field of its own: CKAN shows the names of all its tags to everybody.

    They come as ``tag_string`` or as ``tags``; of both, what differs from what is stored.
    """
    package = context.get("package")
    stored = (package.extras or {}).get("kata_kunci", "") if package is not None else ""
    sent = [line for line in (_sent_line(data), _sent_tags(data)) if line is not None]
    line = next((line for line in sent if line != stored), sent[0] if sent else "")
    try:
        data[("kata_kunci",)] = _tag_line(line, context)
    except tk.Invalid as invalid:
        errors.setdefault(("tag_string",), []).append(invalid.error)


def satudata_draft_skips(key: Key, data: Data, errors: Errors, context: dict[str, Any]) -> None:
    """Empty the fields that the form does not ask for, given the others: they are not part of the description.

    A draft that is made from an edition begins with exactly its content.
    """
    if context.get("package") is None:
        return
    sent = {one.name: data.get((one.name,)) for one in form().fields}
    for name in skipped(form(), {name: "" if value is tk.missing else value for name, value in sent.items()}):
        data[(name,)] = ""


def satudata_draft_without_tags(key: Key, data: Data, errors: Errors, context: dict[str, Any]) -> None:
    """Hand CKAN no tags of a draft: they are in its line."""
    for part in [part for part in data if part[0] == "tags"]:
        del data[part]


def satudata_line_as_tags(key: Key, data: Data, errors: Errors, context: dict[str, Any]) -> None:
    """Show a draft's line of tags as CKAN's tags."""
    line = str(data.get(key) or "")
    data[("tag_string",)] = line
    for place, tag in enumerate(_tags_in(line)):
        data[("tags", place, "name")] = tag
        data[("tags", place, "display_name")] = tag


def satudata_as_line(value: Any) -> Any:
    """Write a list as one line, its parts parted by commas; leave text as it is."""
    return ", ".join(str(part) for part in value) if isinstance(value, list) else value


def satudata_as_json(value: Any) -> Any:
    """Store a list or an object as JSON text; leave text as it is."""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value


def satudata_as_object(value: Any) -> Any:
    """Give stored JSON text of an object as the object; leave every other text as it is."""
    loaded = _loaded(value)
    return loaded if isinstance(loaded, dict) else value


def satudata_as_list(value: Any) -> list[Any]:
    """Give stored JSON text of a list as the list."""
    return _as_list(value)


def satudata_as_number(value: Any) -> Any:
    """Give a stored whole number as a number."""
    return int(value) if isinstance(value, str) and value.isdecimal() else value


def get_validators() -> dict[str, Any]:
    """Give the validators by name, for IValidators."""
    for takes_field in (satudata_choice, satudata_choices, satudata_rules):
        takes_field.is_a_scheming_validator = True  # type: ignore[attr-defined]
    return {
        function.__name__: function
        for function in (
            satudata_at_most,
            satudata_one_text,
            satudata_choice,
            satudata_choices,
            satudata_period,
            satudata_words_line,
            satudata_yes_or_no,
            satudata_day,
            satudata_rules,
            satudata_from_publication,
            satudata_title_not_name,
            satudata_draft_stays_private,
            satudata_draft_has_no_resources,
            satudata_draft_tags_are_a_line,
            satudata_draft_skips,
            satudata_draft_without_tags,
            satudata_line_as_tags,
            satudata_as_line,
            satudata_as_json,
            satudata_as_object,
            satudata_as_list,
            satudata_as_number,
        )
    }


def satudata_code_choices(field: dict[str, Any]) -> list[dict[str, Any]]:
    """Give a scheming field's choices, the codes that hold today, with names in both languages (template helper)."""
    return [
        {"value": code.code, "label": {"id": code.label_id, "en": code.label_en}}
        for code in codes.offered(field["satudata_codes"], wiring.today()).values()
    ]


def _sent_line(data: Data) -> str | None:
    line = data.get(("tag_string",), tk.missing)
    return None if line is tk.missing or line is None else str(satudata_as_line(line))


def _sent_tags(data: Data) -> str | None:
    names = {part[1]: str(data[part]) for part in data if part[0] == "tags" and part[2:] == ("name",)}
    return ", ".join(names[place] for place in sorted(names)) if names else None


def _tags_in(line: str) -> list[str]:
    return list(dict.fromkeys(tag.strip() for tag in line.split(",") if tag.strip()))


def _tag_line(line: str, context: dict[str, Any]) -> str:
    """Allow tags that CKAN would take at publication; repeated ones count once."""
    tags = _tags_in(line)
    for tag in tags:
        for check in ("tag_length_validator", "tag_name_validator"):
            tk.get_validator(check)(tag, context)
    return ", ".join(tags)


def _require_known(field: dict[str, Any], values: list[Any]) -> None:
    known = codes.load(field["satudata_codes"])
    for value in values:
        if known and value not in known:
            raise tk.Invalid(
                _('"%(value)s" is not in the list of this field. Choose from the list.') % {"value": value}
            )


def _as_list(value: Any) -> list[Any]:
    if value is None or value is tk.missing or value == "":
        return []
    loaded = _loaded(value)
    if isinstance(loaded, list):
        return [item for item in loaded if item != ""]
    return [value]


def _loaded(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except (ValueError, RecursionError):
        return value
