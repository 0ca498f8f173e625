"""The flowchart of an SOP as a grid: which symbol stands in which column of which step, and where its lines run.

Source: Permenpan RB 35/2012, branching flowchart (one column per post, five symbols). A line to the next step leaves
below; a line further on or back runs in a lane at the edge of the columns.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

Row = Mapping[str, Any]
LEFT, RIGHT = "left", "right"
WORDS = {"ya": "Ya", "tidak": "Tidak"}


@dataclass(frozen=True, order=True)
class Stroke:
    """One line within a cell.

    ``kind`` is ``up``, ``down``, ``left``, ``right`` (half a cell from its middle), ``drop`` (from the middle to the track
    near the bottom), ``track_left``, ``track_right`` (halves of that track), ``stub`` (from the track to the bottom), or of a
    lane at the edge ``lane_up``, ``lane_down``, ``lane_to_middle``, ``lane_across``.
    """

    kind: str
    side: str = ""
    lane: int = 0


@dataclass
class Cell:
    """One cell of the flowchart. ``arrows`` are the sides at which a line arrives, ``labels`` the words at its exits."""

    symbol: str = ""
    strokes: set[Stroke] = field(default_factory=set)
    arrows: set[str] = field(default_factory=set)
    labels: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Crossing:
    """A line that goes on below a step: in the middle of a column (``side`` empty) or in a lane at the edge."""

    column: int
    side: str = ""
    lane: int = 0


@dataclass(frozen=True)
class Edge:
    """A line from one step (index) to another that is not the next one."""

    source: int
    target: int
    word: str
    side: str


@dataclass
class Flow:
    """Cells by step and column; ``crossings[i]`` are the lines between step ``i`` and the next."""

    cells: list[list[Cell]]
    crossings: list[list[Crossing]]


def flow(rows: Sequence[Row], columns: Sequence[str]) -> Flow:
    """The flowchart of these steps; ``columns`` are the codes of the posts in their order."""
    return _Chart(rows, columns).drawn()


class _Chart:
    def __init__(self, rows: Sequence[Row], columns: Sequence[str]) -> None:
        self.rows = rows
        self.width = len(columns)
        place = {code: index for index, code in enumerate(columns)}
        self.boxes = [[place[code] for code in row.get("pelaksana") or () if code in place] for row in rows]
        self.index = {row["nomor"]: index for index, row in enumerate(rows)}
        self.cells = [[Cell() for _ in columns] for _ in rows]
        self.crossings: list[list[Crossing]] = [[] for _ in rows]

    def drawn(self) -> Flow:
        for at, row in enumerate(self.rows):
            self._symbols(at, row)
            self._together(at, row)
        for at in range(len(self.rows)):
            self._onward(at)
        self._lanes(list(self._jumps()))
        return Flow(self.cells, self.crossings)

    def _symbols(self, at: int, row: Row) -> None:
        boxes = self.boxes[at]
        for column in boxes:
            self.cells[at][column].symbol = "proses"
        if boxes:
            self.cells[at][self._deciding(at)].symbol = str(row.get("simbol"))
        if row.get("simbol") == "mulai" and len(boxes) > 1:
            self.cells[at][self._deciding(at)].symbol = "proses"
            self.cells[at][boxes[0]].symbol = "mulai"

    def _deciding(self, at: int) -> int:
        """The column of the step's own symbol: the last one's, or the first one's where several act together."""
        return self.boxes[at][0 if self.rows[at].get("bersama") else -1]

    def _entry(self, at: int) -> int:
        return self.boxes[at][0]

    def _together(self, at: int, row: Row) -> None:
        """The line between the posts of one step."""
        boxes = sorted(self.boxes[at]) if row.get("bersama") else self.boxes[at]
        for one, other in pairwise(boxes):
            self._level(at, one, other)
            if not row.get("bersama"):
                self.cells[at][other].arrows.add(LEFT if one < other else RIGHT)

    def _level(self, at: int, one: int, other: int) -> None:
        """A line at half height from the middle of one column to the middle of another."""
        low, high = sorted((one, other))
        for column in range(low, high + 1):
            if column > low:
                self.cells[at][column].strokes.add(Stroke("left"))
            if column < high:
                self.cells[at][column].strokes.add(Stroke("right"))

    def _moves(self, at: int) -> Iterator[tuple[int, str]]:
        for move in self.rows[at].get("transisi") or ():
            target = self.index.get(move.get("ke"))
            if target is not None and self.boxes[at] and self.boxes[target]:
                yield target, WORDS.get(str(move.get("kondisi")), "")

    def _onward(self, at: int) -> None:
        """The line to the next step: down, along the track to its column, and in from above."""
        for target, word in self._moves(at):
            if target != at + 1:
                continue
            leaving, entering = self._deciding(at), self._entry(target)
            cell = self.cells[at][leaving]
            if word:
                cell.labels["bottom"] = word
            if leaving == entering:
                cell.strokes.add(Stroke("down"))
            else:
                cell.strokes.add(Stroke("drop"))
                self._track(at, leaving, entering)
            self.cells[target][entering].strokes.add(Stroke("up"))
            self.cells[target][entering].arrows.add("top")
            self.crossings[at].append(Crossing(entering))

    def _track(self, at: int, one: int, other: int) -> None:
        low, high = sorted((one, other))
        for column in range(low, high + 1):
            if column > low:
                self.cells[at][column].strokes.add(Stroke("track_left"))
            if column < high:
                self.cells[at][column].strokes.add(Stroke("track_right"))
        self.cells[at][other].strokes.add(Stroke("stub"))

    def _jumps(self) -> Iterator[Edge]:
        for at in range(len(self.rows)):
            for target, word in self._moves(at):
                if target != at + 1:
                    yield Edge(at, target, word, self._side(at, target))

    def _side(self, at: int, target: int) -> str:
        """The edge to which least stands in the way."""
        costs = {}
        for side in (RIGHT, LEFT):
            costs[side] = sum(
                self._cost(step, column, side)
                for step, column in ((at, self._deciding(at)), (target, self._entry(target)))
            )
        return min(costs, key=lambda side: costs[side])

    def _cost(self, at: int, column: int, side: str) -> int:
        between = range(column) if side == LEFT else range(column + 1, self.width)
        return sum(100 if other in self.boxes[at] else 1 for other in between)

    def _lanes(self, edges: list[Edge]) -> None:
        """Give each target a lane of its own, long ones outside, and draw what joins it."""
        spans: dict[tuple[str, int], tuple[int, int]] = {}
        for edge in edges:
            key = (edge.side, edge.target)
            low, high = spans.get(key, (edge.target, edge.target))
            spans[key] = (min(low, edge.source), max(high, edge.source))
        lanes = _numbered(spans)
        for key, (low, high) in spans.items():
            self._lane(key[0], lanes[key], low, high)
        for edge in edges:
            lane = lanes[edge.side, edge.target]
            leaving, entering = self._deciding(edge.source), self._entry(edge.target)
            self._to_lane(edge.source, leaving, edge.side, lane)
            self._to_lane(edge.target, entering, edge.side, lane)
            self.cells[edge.source][leaving].labels[edge.side] = edge.word
            self.cells[edge.target][entering].arrows.add(edge.side)

    def _lane(self, side: str, lane: int, low: int, high: int) -> None:
        column = self._edge_column(side)
        for at in range(low, high + 1):
            if at > low:
                self.cells[at][column].strokes.add(Stroke("lane_up", side, lane))
            if at < high:
                self.cells[at][column].strokes.add(Stroke("lane_down", side, lane))
                self.crossings[at].append(Crossing(column, side, lane))

    def _edge_column(self, side: str) -> int:
        return 0 if side == LEFT else self.width - 1

    def _to_lane(self, at: int, column: int, side: str, lane: int) -> None:
        """A line at half height from a symbol to a lane."""
        edge = self._edge_column(side)
        kind = "lane_to_middle" if column == edge else "lane_across"
        self.cells[at][edge].strokes.add(Stroke(kind, side, lane))
        if column == edge:
            return
        self.cells[at][column].strokes.add(Stroke(side))
        between = range(edge + 1, column) if side == LEFT else range(column + 1, edge)
        for other in between:
            self.cells[at][other].strokes |= {Stroke("left"), Stroke("right")}


def _numbered(spans: Mapping[tuple[str, int], tuple[int, int]]) -> dict[tuple[str, int], int]:
    """A lane for each span, so that two in one lane never overlap; the longest outside."""
    found: dict[tuple[str, int], int] = {}
    for key in sorted(spans, key=lambda one: (spans[one][0] - spans[one][1], one)):
        low, high = spans[key]
        taken = {
            found[other]
            for other in found
            if other[0] == key[0] and spans[other][0] <= high and low <= spans[other][1]
        }
        found[key] = next(lane for lane in range(len(spans) + 1) if lane not in taken)
    return found
