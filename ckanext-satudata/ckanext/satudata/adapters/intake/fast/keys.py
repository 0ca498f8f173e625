"""Unique fields, primary and foreign keys: the memory that Frictionless keeps while it reads, and its notes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from frictionless import errors
from frictionless.resources import TableResource
from frictionless.table import Row

from .outcome import Unproved

ALL_BLANK = 'cells composing the primary keys are all "None"'
SAME_AS = "the same as in the row at position %s"


@dataclass
class Breaches:
    """What one row breaks: unique fields with the earlier row, the note of its primary key, foreign keys."""

    unique: dict[str, int] = field(default_factory=dict)
    primary: str | None = None
    foreign: list[tuple[dict[str, Any], tuple[Any, ...]]] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.unique or self.primary or self.foreign)


class KeyMemory:
    """Remembers the keys seen, as ``TableResource`` does, and tells what a row breaks."""

    def __init__(self, resource: TableResource) -> None:
        fields = resource.header.get_expected_fields()
        names = {item.name for item in fields}
        key = resource.schema.primary_key
        self.primary_names = list(key) if key and set(key) <= names else []
        self.unique: dict[str, dict[Any, int]] = {
            item.name: {} for item in fields if item.constraints.get("unique")
        }
        self.primary: dict[tuple[Any, ...], int] = {}
        self.foreign = _foreign_groups(resource, names)

    @property
    def names(self) -> list[str]:
        """Give the names of all fields that any key is made of, in the order in which Frictionless reads them."""
        used = [*self.unique, *self.primary_names]
        used += [name for group in self.foreign for name in group["names"]]
        return list(dict.fromkeys(used))

    @property
    def groups(self) -> list[list[str]]:
        """Give the fields of each key that may stand in one row only."""
        return [[name] for name in self.unique] + ([self.primary_names] if self.primary_names else [])

    def known_of(self, name: str) -> set[tuple[Any, ...]] | None:
        """Give the keys that a field of a foreign key may have; ``None`` for another field."""
        found = [group for group in self.foreign if name in group["names"]]
        if any(len(group["names"]) > 1 for group in found):
            raise Unproved("a foreign key of several fields")
        return set.intersection(*(group["known"] for group in found)) if found else None

    def note(self, number: int, value: Callable[[str], Any]) -> Breaches:
        """Remember a row's keys; ``value`` gives the parsed value of a field."""
        found = Breaches()
        for name, seen in self.unique.items():
            cell = value(name)
            if cell is not None:
                earlier = seen.get(cell)
                seen[cell] = number
                if earlier:
                    found.unique[name] = earlier
        if self.primary_names:
            found.primary = self.note_primary(number, tuple(value(name) for name in self.primary_names))
        for group in self.foreign:
            cells = tuple(value(name) for name in group["names"])
            if set(cells) != {None} and cells not in group["known"]:
                found.foreign.append((group, cells))
        return found

    def note_primary(self, number: int, cells: tuple[Any, ...]) -> str | None:
        """Remember a row's primary key; give the note of what it breaks."""
        if set(cells) == {None}:
            return ALL_BLANK
        earlier = self.primary.get(cells)
        self.primary[cells] = number
        return SAME_AS % earlier if earlier else None

    def note_all(self, numbers: Sequence[int], values: Mapping[str, Sequence[Any]]) -> bool:
        """Remember the keys of many rows at once where none breaks anything; else remember nothing and tell so."""
        uniques = {name: _filled(numbers, values[name]) for name in self.unique}
        primary = self._primaries(numbers, values) if self.primary_names else {}
        if primary is None or any(group is None for group in uniques.values()):
            return False
        if any(not seen.keys().isdisjoint(uniques[name] or {}) for name, seen in self.unique.items()):
            return False
        if not self.primary.keys().isdisjoint(primary) or not self._all_known(values):
            return False
        for name, seen in self.unique.items():
            seen.update(uniques[name] or {})
        self.primary.update(primary)
        return True

    def _primaries(
        self, numbers: Sequence[int], values: Mapping[str, Sequence[Any]]
    ) -> dict[tuple[Any, ...], int] | None:
        keys = list(zip(*(values[name] for name in self.primary_names), strict=True))
        found = dict(zip(keys, numbers, strict=True))
        return found if len(found) == len(keys) and (None,) * len(self.primary_names) not in found else None

    def _all_known(self, values: Mapping[str, Sequence[Any]]) -> bool:
        for group in self.foreign:
            cells = set(zip(*(values[name] for name in group["names"]), strict=True))
            if not cells - {(None,) * len(group["names"])} <= group["known"]:
                return False
        return True

    def append_errors(self, row: Row, breaches: Breaches) -> None:
        """Give ``row`` its key errors, touching its fields in Frictionless' order, which is the order of errors.

        Its errors are asked for only where there is one: that alone reads all its other fields.
        """
        for name in self.unique:
            _ = row[name]
            if name in breaches.unique:
                note = SAME_AS % breaches.unique[name]
                error = errors.UniqueError.from_row(row, note=note, field_name=name)
                row.errors.append(error)
        for name in self.primary_names:
            _ = row[name]
        if breaches.primary:
            row.errors.append(errors.PrimaryKeyError.from_row(row, note=breaches.primary))
        for group in self.foreign:
            for name in group["names"]:
                _ = row[name]
            for cells in [cells for at, cells in breaches.foreign if at is group]:
                row.errors.append(_foreign_error(row, group, cells))


def _filled(numbers: Sequence[int], cells: Sequence[Any]) -> dict[Any, int] | None:
    """Give the row of each filled cell, or ``None`` where two cells are equal."""
    found = {cell: number for number, cell in zip(numbers, cells, strict=True) if cell is not None}
    return found if len(found) == len(cells) - cells.count(None) else None


def _foreign_groups(resource: TableResource, names: set[str]) -> list[dict[str, Any]]:
    groups = []
    for key in resource.schema.foreign_keys if resource.lookup else []:
        source, fields = key["reference"]["resource"], tuple(key["reference"]["fields"])
        known = resource.lookup.get(source)
        if set(key["fields"]) <= names and known:
            groups.append(
                {
                    "names": list(key["fields"]),
                    "source": source,
                    "fields": fields,
                    "known": known.get(fields, set()),
                }
            )
    return groups


def _foreign_error(row: Row, group: dict[str, Any], cells: tuple[Any, ...]) -> errors.ForeignKeyError:
    note = 'for "{}": values "{}" not found in the lookup table "{}" as "{}"'.format(
        ", ".join(group["names"]),
        ", ".join(str(cell) for cell in cells),
        group["source"],
        ", ".join(group["fields"]),
    )
    return errors.ForeignKeyError.from_row(
        row,
        note=note,
        field_names=group["names"],
        field_values=list(cells),
        reference_name=group["source"],
        reference_field_names=list(group["fields"]),
    )
