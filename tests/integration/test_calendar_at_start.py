"""A calendar that cannot be used stops the portal before it answers anybody, with every flaw and its mending."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import ckan.plugins.toolkit as tk
import pytest
from ckan.exceptions import CkanConfigurationException

from ckanext.satudata import startup, wiring


@pytest.fixture
def anew(with_plugins: None) -> Iterator[None]:
    """Calendar and zone are read again, and once more when the test is over."""
    for cached in (wiring.calendar, wiring.zone):
        cached.cache_clear()
    yield
    for cached in (wiring.calendar, wiring.zone):
        cached.cache_clear()


@pytest.mark.usefixtures("anew")
def test_every_flaw_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = "libur_daerah:\n  - {tanggal: 2026-13-01, nama: Hari jadi}\nlibur: []\n"
    (tmp_path / "daerah.yaml").write_text(wrong, encoding="utf-8")
    monkeypatch.setitem(tk.config, "ckanext.satudata.calendar.folder", str(tmp_path))
    monkeypatch.setitem(tk.config, "ckanext.satudata.calendar.extra_holidays", ["besok"])
    with pytest.raises(CkanConfigurationException) as stopped:
        startup.check(tk.config)
    told = str(stopped.value)
    for part in (
        "daerah.yaml, libur_daerah baris 1",
        "'libur' tidak dikenal",
        "'besok' bukan tanggal",
        "2026-12-24",
    ):
        assert part in told, told


@pytest.mark.usefixtures("anew")
def test_an_unknown_time_zone_is_told_with_those_that_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(tk.config, "ckanext.satudata.region.zone", "Asia/Sukamaju")
    with pytest.raises(CkanConfigurationException, match="Asia/Makassar"):
        startup.check(tk.config)
