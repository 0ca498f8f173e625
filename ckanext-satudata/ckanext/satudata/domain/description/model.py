"""The form of a description, read from the scheming schema: fields, groups, conditions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

PREFIX = "satudata_"
SOURCES = ("berkas", "opd", "edisi", "daftar_data", "standar", "ketentuan")
"""Where a value can be known from: the file, the office's profile, the last edition, the list of data, the registry of
standards, the portal's own usage."""


class FormFlaw(ValueError):
    """The schema cannot be used as a form: where, and what should stand there."""


@dataclass(frozen=True)
class Condition:
    """Whether other fields hold certain values; all ``parts`` must agree. A part is (field, values, whether to be in)."""

    parts: tuple[tuple[str, tuple[str, ...], bool], ...] = ()

    def holds(self, metadata: Mapping[str, Any]) -> bool:
        """Tell whether the metadata agree. A field that is empty agrees with no part."""
        for name, values, within in self.parts:
            given = parts_of(metadata.get(name))
            if not given or bool(set(given) & set(values)) is not within:
                return False
        return True

    def denied(self, metadata: Mapping[str, Any]) -> bool:
        """Tell whether a field is filled in so that the metadata can no longer agree."""
        given = ((parts_of(metadata.get(name)), values, within) for name, values, within in self.parts)
        return any(found and bool(set(found) & set(values)) is not within for found, values, within in given)


@dataclass(frozen=True)
class Field:
    """One field. ``required``: None never, else when its condition holds; ``when``: None always asked for."""

    name: str
    label: Mapping[str, str]
    group: str
    required: Condition | None = None
    recommended: bool = False
    when: Condition | None = None
    rules: tuple[str, ...] = ()
    refused: Mapping[str, str] = field(default_factory=dict)
    sources: tuple[str, ...] = ()
    codes: str = ""
    dcat: str = ""
    ms: str = ""

    def applies(self, metadata: Mapping[str, Any]) -> bool:
        """Tell whether the form asks for this field, given the others."""
        return self.when is None or self.when.holds(metadata)

    def is_required(self, metadata: Mapping[str, Any]) -> bool:
        """Tell whether a submission needs this field, given the others."""
        return self.required is not None and self.applies(metadata) and self.required.holds(metadata)


@dataclass(frozen=True)
class Form:
    """Fields in the order of the form; ``groups`` are the parts of the page with their labels."""

    fields: tuple[Field, ...]
    groups: tuple[tuple[str, Mapping[str, str]], ...]

    def field(self, name: str) -> Field | None:
        """The field of this name."""
        return next((one for one in self.fields if one.name == name), None)


def read_form(schema: Mapping[str, Any]) -> Form:
    """Read the fields that belong to a group. Raises ``FormFlaw`` at the first part that cannot be used."""
    groups = tuple((str(one["name"]), dict(one["label"])) for one in schema.get("satudata_groups", ()))
    given = [one for one in schema["dataset_fields"] if f"{PREFIX}group" in one]
    names = {str(one["field_name"]) for one in given}
    fields = tuple(_field(one, {name for name, _label in groups}, names) for one in given)
    return Form(fields, groups)


def _field(given: Mapping[str, Any], groups: set[str], names: set[str]) -> Field:
    name = str(given["field_name"])
    group = str(given[f"{PREFIX}group"])
    if group not in groups:
        raise FormFlaw(f"{name}.satudata_group: {group} is none of {', '.join(sorted(groups))}")
    sources = tuple(given.get(f"{PREFIX}sources") or ())
    if unknown := [one for one in sources if one not in SOURCES]:
        raise FormFlaw(f"{name}.satudata_sources: {unknown[0]} is none of {', '.join(SOURCES)}")
    required, when = given.get(f"{PREFIX}required"), given.get(f"{PREFIX}when")
    return Field(
        name=name,
        label=dict(given["label"]),
        group=group,
        required=_condition(f"{name}.satudata_required", required, names) if required else None,
        recommended=bool(given.get(f"{PREFIX}recommended")),
        when=_condition(f"{name}.satudata_when", when, names) if when else None,
        rules=tuple(given.get(f"{PREFIX}rules") or ()),
        refused=dict(given.get(f"{PREFIX}refused") or {}),
        sources=sources,
        codes=str(given.get(f"{PREFIX}codes", "")),
        dcat=str(given.get(f"{PREFIX}dcat", "")),
        ms=str(given.get(f"{PREFIX}ms", "")),
    )


def _condition(where: str, given: Any, names: set[str]) -> Condition:
    if given is True:
        return Condition()
    if not isinstance(given, Mapping):
        raise FormFlaw(f"{where}: true or a condition is needed")
    return Condition(tuple(_parts(where, given, names)))


def _parts(
    where: str, given: Mapping[str, Any], names: set[str]
) -> Iterator[tuple[str, tuple[str, ...], bool]]:
    for name, values in given.items():
        if name not in names:
            raise FormFlaw(f"{where}: there is no field {name}")
        within = not isinstance(values, Mapping)
        listed = values if within else values.get("not")
        if not isinstance(listed, Sequence) or isinstance(listed, str):
            raise FormFlaw(f"{where}.{name}: a list of values is needed")
        yield name, tuple(str(one) for one in listed), within


def parts_of(value: Any) -> tuple[str, ...]:
    """The values that a field holds: those of a list, or of a line parted by commas."""
    if value is None or value == "":
        return ()
    found = value if isinstance(value, (list, tuple, set)) else str(value).split(",")
    return tuple(part for part in (str(one).strip() for one in found) if part)


def is_empty(value: Any) -> bool:
    """Tell whether a field holds nothing."""
    return value in (None, "", [], ()) or (isinstance(value, str) and not value.strip())
