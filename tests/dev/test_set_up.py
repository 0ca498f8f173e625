"""Steps that fail say which, why and what to do; what is given by the environment is not started."""

from __future__ import annotations

import os
import re
import shutil
from importlib import resources
from pathlib import Path

import pytest

from devkit import packages, run, services, solr_server, steps
from devkit.processes import Supervisor, free_port
from devkit.steps import Progress, StepFailed


def test_a_failed_step_is_explained(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    progress = Progress(total=3)
    with pytest.raises(StepFailed) as failed, progress.step("Solr"):
        steps.call("test-failure", ["sh", "-c", "echo no route to host; exit 7"], "Look at the network.")
    steps.explain(failed.value)
    said = capsys.readouterr()
    assert re.match(r"\[1/3\] Solr \.+ FAILED", said.out)
    assert "Step: Solr" in said.err
    assert "code 7" in said.err
    assert "no route to host" in said.err
    assert "Do:   Look at the network." in said.err


def test_downloads_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    progress = Progress(total=2)
    with progress.step("Jars", download=True):
        pass
    progress.downloading = 40.0
    progress.began -= 50.0
    assert progress.elapsed() == "50 s, 40 s of it downloads and installation"


def test_missing_packages_without_root_or_sudo_name_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    need = packages.Need("redis-server", lambda: False)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(shutil, "which", lambda name: "/usr/bin/apt-get" if name == "apt-get" else None)
    with pytest.raises(StepFailed) as failed, Progress(total=1).step("Debian packages") as step:
        packages.ensure(step, (need,))
    assert "redis-server" in failed.value.why
    assert "apt-get install --no-install-recommends redis-server" in failed.value.remedy


def test_nothing_missing_means_no_apt(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*arguments: object, **options: object) -> str:
        raise AssertionError("apt was called")

    monkeypatch.setattr(packages, "call", never)
    with Progress(total=1).step("Debian packages") as step:
        packages.ensure(step, (packages.Need("gcc", lambda: True),))
    assert step.note == "already there"


def test_services_of_the_environment_are_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given = {name: f"postgresql://somewhere/{name}" for name in services.DATABASES}
    given |= {services.REDIS: "redis://somewhere/1", services.SOLR: "http://somewhere/solr/ckan"}
    for name, url in given.items():
        monkeypatch.setenv(name, url)
    monkeypatch.delenv(services.SUPERUSER, raising=False)
    supervisor = Supervisor(tmp_path)
    assert services.start(supervisor, tmp_path, durable=True).urls == given
    assert not supervisor.children


def test_half_of_the_databases_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in services.DATABASES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv(services.DATABASES[0], "postgresql://somewhere/satudata")
    with pytest.raises(services.HalfConfigured, match="SATUDATA_DATASTORE_WRITE_URL"):
        services.start_databases(Supervisor(tmp_path), tmp_path, durable=True)


@pytest.mark.parametrize("wanted", ["http", "0", "70000", "-1"])
def test_a_port_that_is_none_is_refused(wanted: str) -> None:
    with pytest.raises(StepFailed, match=re.escape(f"PORT={wanted}")):
        run.choose_port(wanted)


def test_a_free_port_is_taken_as_asked() -> None:
    port = free_port()
    assert run.choose_port(str(port)) == port


def test_the_stemmer_is_replaced_in_ckans_schema() -> None:
    schema = resources.files("ckan.config.solr").joinpath("schema.xml").read_text("utf-8")
    changed = solr_server.indonesian_schema(schema)
    assert changed.count("IndonesianStemFilterFactory") == 2
    assert "SnowballPorterFilterFactory" not in changed
    assert re.search(r'<schema name="ckan-2\.12" version="1\.6">', changed)


def test_another_schema_is_refused() -> None:
    with pytest.raises(ValueError, match="0 times"):
        solr_server.indonesian_schema("<schema/>")


def test_only_an_index_that_may_be_lost_lies_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[list[str]] = []
    monkeypatch.setattr(solr_server, "MEMORY", tmp_path)
    monkeypatch.setattr(solr_server, "ROOM", 0)
    supervisor = Supervisor(tmp_path / "logs")
    monkeypatch.setattr(supervisor, "start", lambda _, command: started.append(list(map(str, command))))
    monkeypatch.setattr(supervisor, "wait_until", lambda *_: None)
    for durable in (True, False):
        solr_server.start(supervisor, tmp_path / "instance", durable=durable)
    on_disk, in_memory = (" ".join(command) for command in started)
    assert "-Dsolr.data.dir" not in on_disk
    assert f"-Dsolr.data.dir={tmp_path}/satudata-solr-" in in_memory
    assert list(tmp_path.glob("satudata-solr-*"))
    solr_server.remove(tmp_path / "instance")
    assert not list(tmp_path.glob("satudata-solr-*"))
    monkeypatch.setattr(solr_server, "ROOM", 10**18)
    solr_server.start(supervisor, tmp_path / "instance", durable=False)
    assert "-Dsolr.data.dir" not in " ".join(started[-1])
