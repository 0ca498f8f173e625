"""The flowchart as a grid: symbols under their posts, lines that connect."""

from __future__ import annotations

from typing import Any

from ckanext.satudata.domain.sop_flow import Cell, Flow, Stroke, flow

COLUMNS = ("kadis", "kabid", "staf")


def step(number: int, *posts: str, simbol: str = "proses", **exits: Any) -> dict[str, Any]:
    """A step; ``exits`` are its transitions by condition."""
    moves = [{"kondisi": kind, "ke": target} for kind, target in exits.items() if kind != "bersama"]
    together = bool(exits.get("bersama"))
    return {
        "nomor": number,
        "pelaksana": list(posts),
        "simbol": simbol,
        "transisi": moves,
        "bersama": together,
    }


def cell(drawn: Flow, number: int, post: str) -> Cell:
    return drawn.cells[number - 1][COLUMNS.index(post)]


def kinds(drawn: Flow, number: int, post: str) -> set[str]:
    return {stroke.kind for stroke in cell(drawn, number, post).strokes}


def test_a_step_of_the_same_post_goes_straight_down() -> None:
    drawn = flow([step(1, "staf", selalu=2), step(2, "staf", selalu="SELESAI")], COLUMNS)
    assert kinds(drawn, 1, "staf") == {"down"}
    assert kinds(drawn, 2, "staf") == {"up"}
    assert cell(drawn, 2, "staf").arrows == {"top"}


def test_a_line_to_another_post_runs_along_the_track_below() -> None:
    drawn = flow([step(1, "staf", selalu=2), step(2, "kadis", selalu="SELESAI")], COLUMNS)
    assert kinds(drawn, 1, "staf") == {"drop", "track_left"}
    assert kinds(drawn, 1, "kabid") == {"track_left", "track_right"}
    assert kinds(drawn, 1, "kadis") == {"track_right", "stub"}
    assert kinds(drawn, 2, "kadis") == {"up"}


def test_a_no_goes_back_in_a_lane_past_the_steps_between() -> None:
    rows = [
        step(1, "staf", selalu=2),
        step(2, "staf", selalu=3),
        step(3, "staf", simbol="keputusan", ya=4, tidak=1),
        step(4, "staf", selalu="SELESAI"),
    ]
    drawn = flow(rows, COLUMNS)
    decision = cell(drawn, 3, "staf")
    assert decision.symbol == "keputusan"
    assert decision.labels == {"bottom": "Ya", "right": "Tidak"}
    assert Stroke("lane_to_middle", "right") in decision.strokes
    assert {"lane_up", "lane_down"} <= kinds(drawn, 2, "staf")
    assert cell(drawn, 1, "staf").arrows == {"right"}
    assert [len(cut) for cut in drawn.crossings] == [2, 2, 1, 0]


def test_a_lane_takes_the_side_where_nobody_stands_in_the_way() -> None:
    rows = [
        step(1, "staf", selalu=2),
        step(2, "kadis", simbol="keputusan", ya=3, tidak=1),
        step(3, "kadis", "kabid", "staf", bersama=True, simbol="keputusan", ya="SELESAI", tidak=1),
    ]
    drawn = flow(rows, COLUMNS)
    assert Stroke("lane_to_middle", "left") in cell(drawn, 3, "kadis").strokes


def test_two_lanes_that_overlap_do_not_share_a_track() -> None:
    rows = [
        step(1, "staf", selalu=2),
        step(2, "staf", selalu=3),
        step(3, "staf", simbol="keputusan", ya=4, tidak=2),
        step(4, "staf", simbol="keputusan", ya="SELESAI", tidak=1),
    ]
    strokes = cell(flow(rows, COLUMNS), 3, "staf").strokes
    lanes = {stroke.lane for stroke in strokes if stroke.kind.startswith("lane_")}
    assert lanes == {0, 1}


def test_posts_after_each_other_are_joined_by_arrows_posts_together_by_a_line() -> None:
    after = flow([step(1, "staf", "kabid", "kadis", simbol="mulai", selalu="SELESAI")], COLUMNS)
    assert cell(after, 1, "staf").symbol == "mulai"
    assert cell(after, 1, "kabid").arrows == cell(after, 1, "kadis").arrows == {"right"}
    together = flow([step(1, "staf", "kadis", selalu="SELESAI", bersama=True)], COLUMNS)
    assert kinds(together, 1, "kabid") == {"left", "right"}
    assert not cell(together, 1, "kadis").arrows
