"""From the values of a table to codes: areas, periods and breakdowns, each text with its one id."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ..figures.headline import TOTAL_WORDS
from .areas import Place, area_id, area_list, coding_of, ids_by_name
from .ids import TOTAL, UNKNOWN, assign, fingerprint
from .layout import Breakdown, Layout
from .model import Code, Codelist, Words
from .periods import YEARLY, Period, coverage_period, day_period, part_period, week_of, year_period
from .survey import Survey
from .words import TOTAL as TOTAL_NAME
from .words import UNKNOWN as NOT_STATED

ListRows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Coded:
    """A column whose texts have codes: ``ids`` gives each text's id."""

    source: Breakdown
    ids: Mapping[str, str]
    codelist: Codelist

    @property
    def is_bps(self) -> bool:
        """Whether all its codes are areas in the coding of BPS."""
        return self.codelist.id == "CL_WILAYAH_BPS"


@dataclass(frozen=True)
class Areas:
    """What the area columns came to: the area of a figure, the same area in BPS's coding, and the rest."""

    chosen: Coded | None
    bps: Coded | None
    others: tuple[Coded, ...]
    plain: tuple[Breakdown, ...]
    implied: tuple[Breakdown, ...]


def is_total(text: str) -> bool:
    """Tell whether a text says Jumlah or Total."""
    return text.strip().casefold() in TOTAL_WORDS


@dataclass(frozen=True)
class Home:
    """The portal's own kabupaten, in both codings."""

    kemendagri: str
    bps: str
    name: str

    def id(self, coding: str = "K") -> str:
        """Give its id in one coding; ``_T`` where there is none."""
        digits = self.bps if coding == "B" else self.kemendagri.replace(".", "")
        return coding + digits if digits.isdecimal() else TOTAL


def code_areas(layout: Layout, found: Survey, known: Sequence[Place], home: Home) -> Areas:
    """Choose the area of a figure among the columns that may hold one: Kemendagri first, then the finest."""
    coded: list[Coded] = []
    plain: list[Breakdown] = []
    for one in layout.areas:
        made = code_area(one, found.texts[one.column], known, home)
        if made:
            coded.append(made)
        else:
            plain.append(one)
    if not coded:
        return Areas(None, None, (), tuple(plain), ())
    chosen = min(coded, key=lambda one: (one.is_bps, -depth(one)))
    rest = [one for one in coded if one is not chosen]
    implied = [one for one in rest if follows(layout, found, chosen, one)]
    bps = next((one for one in implied if one.is_bps), None)
    others = tuple(one for one in rest if one not in implied)
    return Areas(chosen, bps, others, tuple(plain), tuple(one.source for one in implied if one is not bps))


def depth(one: Coded) -> int:
    """Give the length of the longest area code of a column."""
    return max((len(key) for key in one.ids.values()), default=0)


def follows(layout: Layout, found: Survey, chosen: Coded, other: Coded) -> bool:
    """Tell whether the chosen area says what the other column holds."""
    names = [one.column for one in layout.areas]
    at, beside = names.index(chosen.source.column), names.index(other.source.column)
    pairs = {(row[at], row[beside]) for row in found.areas}
    return len(pairs) == len({first for first, _ in pairs})


def code_area(one: Breakdown, texts: Mapping[str, str], known: Sequence[Place], home: Home) -> Coded | None:
    """Read a column as areas, by code or by name; None when a text is neither."""
    coding = coding_of(one.column)
    ordinary = [text for text in texts if text and not is_total(text)]
    by_code = {text: area_id(text, coding) for text in ordinary}
    ids = {text: key for text, key in by_code.items() if key}
    if len(ids) < len(ordinary):
        named = ids_by_name(ordinary, known, home.kemendagri)
        if named is None or len(set(named.values())) < len(named):
            return None
        ids = named
    if len(set(ids.values())) < len(ids) or (not ordinary and not one.column.startswith("kode_")):
        return None
    own = home.id("B" if ids and all(key[0] == "B" for key in ids.values()) else coding or "K")
    ids.update(special_ids(texts, ids.values(), own))
    used = {key: (text, texts[text]) for text, key in ids.items() if key not in (UNKNOWN, own)}
    return Coded(one, ids, with_unknown(area_list({**used, **home_line(home, own)}, known), ids.values()))


def home_line(home: Home, own: str) -> dict[str, tuple[str, str]]:
    """Describe the kabupaten under the id that it has."""
    return {own: (home.bps if own[0] == "B" else home.kemendagri, home.name)}


def with_unknown(listed: Codelist, ids: Iterable[str]) -> Codelist:
    """Add the code for areas that are not stated, where the table has such rows."""
    if UNKNOWN not in ids:
        return listed
    return replace(listed, codes=(*listed.codes, Code(UNKNOWN, NOT_STATED)))


def special_ids(texts: Mapping[str, str], taken: Iterable[str], total: str) -> dict[str, str]:
    """Give ids to what is no ordinary value: totals, by their text or their name, and a cell that is empty."""
    used, given = set(taken), {}
    for text in sorted(text for text in texts if is_total(text) or (not text and is_total(texts[text]))):
        free = (total, TOTAL, f"{TOTAL}_{fingerprint(text)}")
        given[text] = next(key for key in free if key not in used)
        used.add(given[text])
    if "" in texts:
        given.setdefault("", UNKNOWN)
    return given


def home_area(home: Home, known: Sequence[Place]) -> Codelist:
    """Make the list of one area, for a table about the kabupaten as a whole."""
    return area_list(home_line(home, home.id()), known)


def code_breakdown(
    one: Breakdown, texts: Mapping[str, str], list_id: str, rows: ListRows, version: str
) -> Coded:
    """Make the code list of a column from its values, its members and its list's names."""
    ordinary = [text for text in {**texts, **dict.fromkeys(one.members)} if text and not is_total(text)]
    ids = assign(ordinary)
    totals = special_ids({**dict.fromkeys(one.members, ""), **texts}, ids.values(), TOTAL)
    names = names_of(rows)
    codes = [
        Code(ids[text], names.get(text) or Words(texts.get(text) or text), notes=noted(text, ids[text]))
        for text in sorted(ordinary)
    ]
    codes += [Code(key, NOT_STATED if key == UNKNOWN else TOTAL_NAME) for key in sorted(set(totals.values()))]
    title = Words(one.title, one.title_en)
    return Coded(one, {**ids, **totals}, Codelist(list_id, version, title, tuple(codes)))


def noted(text: str, key: str) -> tuple[tuple[str, str], ...]:
    """Note how the table writes a value, where its id differs."""
    return (("NILAI", text),) if text != key else ()


def names_of(rows: ListRows) -> dict[str, Words]:
    """Read the names of a code list's codes in both languages."""
    found = {}
    for row in rows:
        key = str(row.get("kode") or next(iter(row.values()), ""))
        label = next((str(row[name]) for name in ("nama", "label_id", "label") if row.get(name)), key)
        found[key] = Words(label, str(row.get("label_en") or row.get("name") or ""))
    return found


def code_times(
    layout: Layout, found: Survey, frequency: str, coverage: tuple[str, str, int]
) -> dict[tuple[str, ...], Period]:
    """Give every combination of the time columns its period."""
    if not layout.time:
        return {(): coverage_period(*coverage)}
    made = {texts: period_of(layout, texts, frequency) for texts in sorted(found.times)}
    if frequency == "mingguan" and all(period.freq == "D" for period in made.values()):
        weeks = {texts: week_of(period) for texts, period in made.items()}
        if len({period.text for period in weeks.values()}) == len({p.text for p in made.values()}):
            return weeks
    return made


def period_of(layout: Layout, texts: tuple[str, ...], frequency: str) -> Period:
    """Read one combination of the time columns."""
    columns = [column for _, column in layout.time]
    head = layout.time[0][0]
    if head == "tanggal":
        return day_period(texts[0], columns[0])
    if len(texts) == 1:
        return year_period(texts[0], YEARLY.get(frequency, "A"), columns[0])
    return part_period(texts[0], layout.time[1][0], texts[1], (columns[0], columns[1]))
