"""Solr's jars, gathered once by Maven from the coordinates in config/solr/pom.xml."""

from __future__ import annotations

import hashlib
import shutil

from devkit.paths import ROOT, SOLR_JARS
from devkit.steps import Step, call

POM = ROOT / "config" / "solr" / "pom.xml"
GOAL = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies"


def ensure(step: Step) -> None:
    """Copy the jars, unless the stamp of this very pom.xml is there."""
    stamp = SOLR_JARS.parent / "stamp"
    wanted = hashlib.sha256(POM.read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text(encoding="ascii") == wanted:
        step.already()
        return
    shutil.rmtree(SOLR_JARS, ignore_errors=True)
    SOLR_JARS.mkdir(parents=True)
    command = ["mvn", "-B", "-f", POM, GOAL, "-DincludeScope=runtime", f"-DoutputDirectory={SOLR_JARS}"]
    remedy = "Look whether Maven reaches its repository (`~/.m2/settings.xml`), then start again."
    call("solr-jars", command, remedy)
    stamp.write_text(wanted, encoding="ascii")
