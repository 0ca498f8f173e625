"""A Solr of our own: the jars of config/solr/pom.xml, one core, CKAN's schema with Indonesian stems."""

from __future__ import annotations

import hashlib
import re
import shutil
import urllib.error
import urllib.request
from pathlib import Path

from devkit.paths import ROOT, SOLR_JARS, VENV
from devkit.processes import Supervisor, free_port

SOURCES = ROOT / "config" / "solr"
CORE = "ckan"
MEMORY = Path("/dev/shm")  # noqa: S108 -- the folder made there is readable by its owner alone
ROOM = 1_000_000_000  # bytes that must be free there
ENGLISH = re.compile(r'<filter class="solr\.SnowballPorterFilterFactory" language="English"[^>]*/>')
INDONESIAN = '<filter class="solr.IndonesianStemFilterFactory" stemDerivational="true"/>'


def start(supervisor: Supervisor, folder: Path, *, durable: bool) -> str:
    """Start Solr with a home in ``folder`` and give the address of its core; ``durable`` false: see _in_memory."""
    home = folder / "solr"
    write_home(home)
    port = free_port()
    command = ["java", "-Xms96m", "-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"]
    command += [] if durable else _in_memory(folder)
    command += ["-Djava.awt.headless=true", "-cp", f"{SOLR_JARS}/*", str(SOURCES / "Launcher.java")]
    child = supervisor.start("solr", [*command, str(home), str(port)])
    url = f"http://127.0.0.1:{port}/solr/{CORE}"
    supervisor.wait_until(child, lambda: _pings(url), 90)
    return url


def remove(folder: Path) -> None:
    """Delete the index of ``folder`` that lies in memory, if there is one."""
    shutil.rmtree(_memory_of(folder), ignore_errors=True)


def _in_memory(folder: Path) -> list[str]:
    """Keep an empty index in memory where there is room: each of CKAN's commits waits for the disk otherwise."""
    remove(folder)
    if not MEMORY.is_dir() or shutil.disk_usage(MEMORY).free < ROOM:
        return []
    place = _memory_of(folder)
    place.mkdir(mode=0o700)
    return [f"-Dsolr.data.dir={place / 'data'}", f"-Dsolr.ulog.dir={place / 'log'}"]


def _memory_of(folder: Path) -> Path:
    return MEMORY / f"satudata-solr-{hashlib.sha256(str(folder).encode()).hexdigest()[:12]}"


def write_home(home: Path) -> None:
    """Write Solr's home; an index built with another schema is dropped, to be built anew."""
    schema = indonesian_schema(_ckan_schema())
    core = home / CORE
    conf = core / "conf"
    known = conf / "schema.xml"
    if known.exists() and known.read_text(encoding="utf-8") != schema:
        shutil.rmtree(core)
    conf.mkdir(parents=True, exist_ok=True)
    (home / "solr.xml").write_text("<solr/>\n", encoding="utf-8")
    (core / "core.properties").write_text(f"name={CORE}\n", encoding="utf-8")
    known.write_text(schema, encoding="utf-8")
    shutil.copyfile(SOURCES / "solrconfig.xml", conf / "solrconfig.xml")
    for words in ("protwords.txt", "synonyms.txt", "stopwords.txt"):
        (conf / words).touch()


def indonesian_schema(schema: str) -> str:
    """Put the Indonesian stemmer in the place of the English one; name and version stay, CKAN checks them."""
    changed, count = ENGLISH.subn(INDONESIAN, schema)
    if count != 2:
        raise ValueError(f"CKAN's Solr schema names the English stemmer {count} times, not twice")
    return changed


def _ckan_schema() -> str:
    found = list(VENV.glob("lib/python3*/site-packages/ckan/config/solr/schema.xml"))
    if not found:
        raise FileNotFoundError("CKAN's Solr schema is not in the virtual environment")
    return found[0].read_text(encoding="utf-8")


def _pings(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/admin/ping?wt=json", timeout=2) as answer:
            return b'"status":"OK"' in answer.read().replace(b" ", b"")
    except (urllib.error.URLError, OSError):
        return False
