"""SOP files (YAML): read whole with the line of every part, laid over their template, checked before the portal starts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import yaml

from ..domain import sop_lint
from ..domain.sop import Sop, SopFlawed, read
from ..domain.sop_lint import Flaw, Where

NO_FILES = (
    "ckanext.satudata.sop.folder: folder '{folder}' tidak ada atau tidak memuat berkas .yaml. Perbaiki letaknya atau "
    "kosongkan opsi. | The folder '{folder}' does not exist or holds no .yaml file. Mend the path or empty the option."
)
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Place:
    """A line of a file, counted from 1."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True)
class Source:
    """One SOP document with its template filled in, and where each part of it stands. ``broken``: it has no document."""

    file: str
    document: dict[str, Any] = field(default_factory=dict)
    places: Mapping[Where, Place] = field(default_factory=dict)
    broken: tuple[Flaw, ...] = ()

    def place(self, where: Where) -> Place:
        """The line of this part, or of the nearest part around it."""
        while where and where not in self.places:
            where = where[:-1]
        return self.places.get(where, Place(self.file, 1))


@dataclass(frozen=True)
class Found:
    """A flaw and the line where it is to be mended."""

    place: Place
    flaw: Flaw

    def __str__(self) -> str:
        return f"{self.place}: {self.flaw.text} {self.flaw.mend} | {self.flaw.text_en} {self.flaw.mend_en}"


class _Flawed(Exception):
    """A flaw for which the rest of the file is not read."""

    def __init__(self, rule: str, place: Place, **facts: Any) -> None:
        self.flaw = sop_lint.flaw(rule, ("yaml",), **facts)
        self.place = place
        super().__init__(str(place))


def load(folder: str = "") -> Mapping[str, Sop]:
    """Every SOP of a folder (or of the shipped ones) by id; raises :class:`SopFlawed` with the errors of all files."""
    known = list(sources(folder)) if not folder or Path(folder).is_dir() else []
    if not known:
        raise SopFlawed("config/sop", [NO_FILES.format(folder=folder)])
    errors = [str(found) for found in _found(known) if found.flaw.severity == sop_lint.ERROR]
    if errors:
        raise SopFlawed("config/sop", errors)
    return {source.document["id"]: read(source.document) for source in known}


def lint(known: Iterable[Source]) -> list[Found]:
    """Every flaw of these SOP files, errors and warnings, in the order of files and lines."""
    return sorted(_found(list(known)), key=lambda one: (one.place.file, one.place.line))


def sources(folder: str = "") -> Iterator[Source]:
    """The SOP documents of a folder (or the shipped ones), in the order of their names."""
    root: Traversable = (
        Path(folder) if folder else resources.files("ckanext.satudata.defaults").joinpath("sop")
    )
    for entry in sorted(root.iterdir(), key=lambda item: item.name):
        if entry.name.endswith(".yaml"):
            yield _source(root, entry)


def one(path: str) -> Source:
    """The SOP document of one file; its template is looked for in ``templat`` beside it."""
    file = Path(path)
    return _source(file.parent, file)


def flaws_of(source: Source) -> list[Found]:
    """Every flaw of one document by itself."""
    return _found([source])


def _found(known: list[Source]) -> list[Found]:
    ids = [source.document.get("id") for source in known]
    found = [Found(source.place(flaw.where), flaw) for source in known for flaw in _flaws(source, ids)]
    return list(dict.fromkeys(found))


def _flaws(source: Source, ids: list[Any]) -> Iterable[Flaw]:
    if source.broken:
        return source.broken
    return sop_lint.check(
        source.document, known={str(name) for name in ids}, twice=ids.count(source.document.get("id")) > 1
    )


def _source(root: Traversable, entry: Traversable) -> Source:
    try:
        document, places = _located(entry.read_text(encoding="utf-8"), entry.name)
        name = document.get("templat")
        if name:
            template = root.joinpath("templat").joinpath(f"{name}.yaml")
            if not template.is_file():
                missing = sop_lint.flaw("no_template", ("templat",), name=name)
                return Source(entry.name, places=places, broken=(missing,))
            under = _located(template.read_text(encoding="utf-8"), f"templat/{name}.yaml")
            document, places = _laid_over(under, (document, places))
        return Source(entry.name, document, places)
    except _Flawed as flawed:
        return Source(entry.name, places={("yaml",): flawed.place}, broken=(flawed.flaw,))
    except (yaml.YAMLError, ValueError, RecursionError) as broken:
        line, problem = _problem(broken)
        unread = sop_lint.flaw("not_yaml", ("yaml",), problem=problem)
        return Source(entry.name, places={("yaml",): Place(entry.name, line)}, broken=(unread,))


def _problem(broken: Exception) -> tuple[int, str]:
    """The line where a file cannot be read, and why."""
    if isinstance(broken, UnicodeDecodeError):
        return broken.object[: broken.start].count(b"\n") + 1, "bukan UTF-8 | not UTF-8"
    if isinstance(broken, RecursionError):
        return 1, "bersarang terlalu dalam atau memuat dirinya sendiri | nested too deeply, or within itself"
    mark = getattr(broken, "problem_mark", None)
    return mark.line + 1 if mark else 1, getattr(broken, "problem", None) or str(broken)


Located = tuple[dict[str, Any], dict[Where, Place]]


def _located(text: str, file: str) -> Located:
    """The mapping under ``sop:`` of a YAML text, and the line of each of its parts."""
    loader = LOADER(text)
    try:
        node = loader.get_single_node()
        places: dict[Where, Place] = {}
        whole = _built(loader, node, file, (), places)
    finally:
        loader.dispose()
    if not isinstance(whole, dict) or not isinstance(whole.get("sop"), dict):
        raise _Flawed("no_sop", Place(file, 1))
    return whole["sop"], {where[1:]: place for where, place in places.items() if where[:1] == ("sop",)}


def _built(loader: Any, node: Any, file: str, where: Where, places: dict[Where, Place]) -> Any:
    places.setdefault(where, Place(file, node.start_mark.line + 1 if node else 1))
    if isinstance(node, yaml.MappingNode):
        return {
            key: _built(loader, value, file, (*where, key), places)
            for key, value in _pairs(loader, node, file, where, places)
        }
    if isinstance(node, yaml.SequenceNode):
        return [
            _built(loader, item, file, (*where, number), places) for number, item in enumerate(node.value)
        ]
    return _plain(loader.construct_object(node)) if node else None


def _plain(value: Any) -> Any:
    """A date of YAML as the SOP writes dates."""
    if isinstance(value, dt.date):
        return {"tahun": value.year, "bulan": value.month, "hari": value.day}
    return value


def _pairs(
    loader: Any, node: Any, file: str, where: Where, places: dict[Where, Place]
) -> Iterator[tuple[Any, Any]]:
    seen: set[Any] = set()
    for key_node, value in node.value:
        key = loader.construct_object(key_node)
        if key in seen:
            raise _Flawed("key_twice", Place(file, key_node.start_mark.line + 1), key=key)
        seen.add(key)
        places[(*where, key)] = Place(file, key_node.start_mark.line + 1)
        yield key, value


def _laid_over(under: Located, over: Located) -> Located:
    """A document over its template: steps by their number, other parts by their name, post names into the texts."""
    rows = _by_number(under)
    for number, (row, places) in _by_number(over).items():
        below = rows.get(number, ({}, {}))
        rows[number] = ({**below[0], **row}, {**below[1], **places})
    document = {**under[0], **over[0], "langkah": [rows[number][0] for number in sorted(rows)]}
    places = {**under[1], **over[1]}
    places = {where: place for where, place in places.items() if where[:1] != ("langkah",) or len(where) == 1}
    for index, number in enumerate(sorted(rows)):
        places |= {("langkah", index, *where): place for where, place in rows[number][1].items()}
    names = {str(post.get("kode")): str(post.get("nama")) for post in document.get("pelaksana") or ()}
    return _named(document, names), places


def _by_number(located: Located) -> dict[int, Located]:
    document, places = located
    found: dict[int, Located] = {}
    for index, row in enumerate(document.get("langkah") or ()):
        if not isinstance(row, dict) or not isinstance(row.get("nomor"), int):
            place = places.get(("langkah", index)) or places[("langkah",)]
            raise _Flawed("missing_part", place, part="nomor")
        lines = {where[2:]: place for where, place in places.items() if where[:2] == ("langkah", index)}
        found[row["nomor"]] = (row, lines)
    return found


def _named(value: Any, names: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        for code, name in names.items():
            value = value.replace("{" + code + "}", name)
        return value
    if isinstance(value, dict):
        return {key: _named(part, names) for key, part in value.items()}
    if isinstance(value, list):
        return [_named(part, names) for part in value]
    return value
