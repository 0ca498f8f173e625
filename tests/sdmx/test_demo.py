"""Every dataset of the demo in SDMX: valid by the official schema, and read back by others with the table's figures."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ckanext.satudata.demo import described
from ckanext.satudata.domain.bps.content import BundleContent
from support.demo_contents import demo_contents
from support.sdmx_readers import by_column, by_pysdmx, by_sdmx1, table_figures, validated

Make = Callable[[BundleContent], dict[str, bytes]]
SLUGS = [one.slug for one in described.datasets()]


@pytest.mark.parametrize("slug", SLUGS)
def test_others_read_the_figures_of_the_table(slug: str, make: Make) -> None:
    item = demo_contents()[slug]
    made = make(item)
    assert set(made) == {"structure.xml", "data.xml", "data.csv"}
    validated(made["structure.xml"])
    validated(made["data.xml"])
    expected = table_figures(item)
    definition, observations = by_sdmx1(made)
    told = [(str(one.key["INDICATOR"].value), one.value) for one in observations]
    assert by_column(told, made["structure.xml"]) == expected
    assert [part.id for part in definition.dimensions][-1] == "TIME_PERIOD"
    if observations:
        for data in (made["data.xml"], made["data.csv"]):
            rows = by_pysdmx(data, made["structure.xml"])
            pairs = [(row["INDICATOR"], row["OBS_VALUE"]) for row in rows]
            assert by_column(pairs, made["structure.xml"]) == expected
            assert len({key_of(row, definition) for row in rows}) == len(rows)


def key_of(row: dict[str, object], definition: object) -> tuple[object, ...]:
    return tuple(row[part.id] for part in definition.dimensions)  # type: ignore[attr-defined]


PERIODS = {
    "penduduk": ("S", "2025-S1"),
    "nakes": ("A", "2023"),
    "stunting": ("M", "2023-M02"),
    "harga": ("W", "2023-W01"),
    "investasi": ("Q", "2023-Q1"),
    "padi": ("A_3", "2022-T1"),
}


@pytest.mark.parametrize("slug", PERIODS)
def test_the_first_figure_has_its_period_and_area(slug: str, make: Make) -> None:
    line = make(demo_contents()[slug])["data.csv"].decode().splitlines()[1].split(",")
    freq, period = PERIODS[slug]
    assert line[:2] == ["dataflow", line[1]] and line[1].startswith("SDI_K9901:DF_SKM_")
    assert line[3] == freq and period in line
    assert line[4] == ("K9901" if slug == "investasi" else "K990101")
