"""Rules of the flowchart: symbols, posts, transitions, what can be reached."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..sop import END, stages
from .flaws import Flaw, flaw

Row = Mapping[str, Any]
SYMBOLS = ("mulai", "proses", "keputusan", "selesai", "konektor")
POST = ("kode", "nama", "jenis", "slot_portal")


def check(sop: Row) -> Iterator[Flaw]:
    """Flaws of the steps as a graph."""
    rows = list(sop["langkah"])
    yield from _numbers(rows)
    yield from _ends(rows)
    posts = {post.get("kode") for post in sop["pelaksana"]}
    numbers = {row.get("nomor") for row in rows}
    for index, row in enumerate(rows):
        yield from _symbol(index, row)
        yield from _posts(index, row, posts)
        yield from _exits(index, row, numbers)
    yield from _columns(sop, rows)
    yield from _unreachable(rows)


def _numbers(rows: list[Row]) -> Iterator[Flaw]:
    seen: set[Any] = set()
    for index, row in enumerate(rows):
        number = row.get("nomor")
        if number in seen:
            yield flaw("number_repeated", ("langkah", index, "nomor"), number=number)
        seen.add(number)


def _ends(rows: list[Row]) -> Iterator[Flaw]:
    starts = [index for index, row in enumerate(rows) if row.get("simbol") == "mulai"]
    if len(starts) != 1:
        where = ("langkah", starts[1], "simbol") if starts else ("langkah", 0, "simbol")
        yield flaw("no_start", where, count=len(starts))
    closing = [row for row in rows if row.get("simbol") == "selesai"]
    if not any(move.get("ke") == END for row in closing for move in row.get("transisi") or ()):
        yield flaw("no_end", ("langkah", len(rows) - 1))


def _symbol(index: int, row: Row) -> Iterator[Flaw]:
    symbol = row.get("simbol")
    if symbol not in SYMBOLS:
        yield flaw("unknown_symbol", ("langkah", index, "simbol"), number=row.get("nomor"), symbol=symbol)


def _posts(index: int, row: Row, posts: set[Any]) -> Iterator[Flaw]:
    where, number = ("langkah", index, "pelaksana"), row.get("nomor")
    if not row.get("pelaksana"):
        yield flaw("no_post", where, number=number)
    for post in row.get("pelaksana") or ():
        if post not in posts:
            yield flaw("unknown_post", where, number=number, post=post)


def _exits(index: int, row: Row, numbers: set[Any]) -> Iterator[Flaw]:
    where, number = ("langkah", index, "transisi"), row.get("nomor")
    moves = list(row.get("transisi") or ())
    kinds = sorted(str(move.get("kondisi")) for move in moves)
    decides = row.get("simbol") == "keputusan"
    if kinds != (["tidak", "ya"] if decides else ["selalu"]):
        rule = "decision_exits" if decides else "plain_exits"
        yield flaw(rule, where, number=number, exits=", ".join(kinds) or "–")
    for place, move in enumerate(moves):
        if move.get("kondisi") == "tidak" and not move.get("alasan_wajib"):
            yield flaw("no_without_reason", (*where, place), number=number)
        if move.get("ke") != END and move.get("ke") not in numbers:
            yield flaw("unknown_target", (*where, place, "ke"), number=number, target=move.get("ke"))


def _columns(sop: Row, rows: list[Row]) -> Iterator[Flaw]:
    used = {post for row in rows for post in row.get("pelaksana") or ()}
    codes = [post.get("kode") for post in sop["pelaksana"]]
    for index, post in enumerate(sop["pelaksana"]):
        lacking = [key for key in POST if not post.get(key)]
        if lacking:
            yield flaw("post_incomplete", ("pelaksana", index), lacking=", ".join(lacking))
        if post.get("kode") in codes[:index]:
            yield flaw("post_repeated", ("pelaksana", index), post=post["kode"])
        if post.get("kolom", True) and post.get("kode") not in used:
            yield flaw("column_unused", ("pelaksana", index), post=post.get("nama"))


def _unreachable(rows: list[Row]) -> Iterator[Flaw]:
    home = {stage.get("id"): row.get("nomor") for row in rows for stage in stages(row)}
    exits = {row.get("nomor"): _onward(row, home) for row in rows}
    todo = [row.get("nomor") for row in rows if row.get("simbol") == "mulai"][:1]
    if not todo:
        return
    seen: set[Any] = set()
    while todo:
        number = todo.pop()
        if number not in seen:
            seen.add(number)
            todo.extend(exits.get(number, []))
    for index, row in enumerate(rows):
        if row.get("nomor") not in seen:
            yield flaw("unreachable", ("langkah", index), number=row.get("nomor"))


def _onward(row: Row, home: Mapping[Any, Any]) -> list[Any]:
    """Where one comes from a row: by its transitions and by the exits of its stages."""
    named = [stage.get(exit_) for stage in stages(row) for exit_ in ("ya", "tidak")]
    return [move.get("ke") for move in row.get("transisi") or ()] + [
        home[name] for name in named if name in home
    ]
