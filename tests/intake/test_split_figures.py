"""A decimal comma without quotation marks divides a figure in a CSV: asked about, never read past."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Codes = Callable[[Any], list[str]]


@pytest.mark.parametrize(
    "content",
    [
        b"Kecamatan,Luas,Desa\nWanasari,12,5,3\nKarangjati,7,25,4\nTanjung Elok,8,1,5\n",
        b"Kecamatan,Luas,Desa\nWanasari,12,5,3\nKarangjati,7,4\nTanjung Elok,8,1,5\n",
    ],
)
def test_rows_longer_than_their_titles_are_asked_about(desk: Any, codes: Codes, content: bytes) -> None:
    assert "KOMA_TERBELAH" in codes(desk.inspect(content, "data.csv"))


@pytest.mark.parametrize(
    "content",
    [
        b'Kecamatan,Luas,Desa\nWanasari,"12,5",3\nKarangjati,"7,25",4\n',
        b"Kecamatan,Luas,Desa,\nWanasari,12,3,\nKarangjati,7,4,\n",
        b"Kecamatan;Luas;Desa\nWanasari;12,5;3\nKarangjati;7,25;4\n",
        b"Kecamatan,Luas,Desa\nWanasari,12,3\nKarangjati,7,4\n",
        b"Kecamatan,Jumlah,,\n,2022,2023,2024\nWanasari,12,3,4\nKarangjati,7,4,5\n",
        b"Kecamatan,2022,2023\nWanasari,12,3\nKarangjati,7,4\n",
    ],
)
def test_rows_as_long_as_their_titles_are_not(desk: Any, codes: Codes, content: bytes) -> None:
    assert "KOMA_TERBELAH" not in codes(desk.inspect(content, "data.csv"))
