"""Another CKAN that harvests ours: its own process, databases and search index, CKAN's plugins for harvesting alone.

Run as a script with the path of its configuration it obeys one JSON line after another on its input and answers each with one.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PLUGINS = "harvest dcat dcat_rdf_harvester dcat_json_harvester"


@dataclass
class Second:
    """The running one."""

    process: subprocess.Popen[str]

    def ask(self, **order: Any) -> Any:
        """Give an order and its answer."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        for line in self.process.stdout:
            if line.startswith("ANSWER "):
                return json.loads(line.removeprefix("ANSWER "))
        raise AssertionError("the second CKAN ended")

    def end(self) -> None:
        """End it and wait until it has ended."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait(30)

    def harvest(self, source: str) -> dict[str, Any]:
        """Gather, fetch and import a source by name; give errors, and the datasets there now by guid."""
        return dict(self.ask(do="harvest", source=source))


@contextlib.contextmanager
def running(folder: Path, label: str, sources: dict[str, tuple[str, str]]) -> Iterator[Second]:
    """Start one with these sources (name -> kind, address); it ends with the block."""
    from support import databases

    name = f"{label}{os.getpid()}"
    with databases.copied(databases.from_environment(), folder, name) as addresses:
        ini = databases.write_ini(
            folder,
            addresses,
            f"ckan.site_id = {name}",
            f"ckan.plugins = {PLUGINS}",
            "ckan.locale_default = en",
        )
        with (folder / "said.log").open("w", encoding="utf-8") as said:
            process = subprocess.Popen(
                [sys.executable, __file__, str(ini)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=said,
                text=True,
            )
            second = Second(process)
            try:
                second.ask(do="prepare", sources=sources)
                yield second
            finally:
                second.end()


def serve(ini: str) -> None:
    """Be the second CKAN until the input ends."""
    from ckan.cli import load_config
    from ckan.config.middleware import make_app

    app = make_app(load_config(ini))._wsgi_app
    orders = {"prepare": prepare, "harvest": harvest}
    for line in sys.stdin:
        order = json.loads(line)
        with app.test_request_context():
            told = orders[order.pop("do")](**order)
        sys.stdout.write(f"ANSWER {json.dumps(told)}\n")
        sys.stdout.flush()


def prepare(sources: dict[str, list[str]]) -> list[str]:
    """Make the tables, an organisation and the sources."""
    import ckan.plugins.toolkit as tk
    from ckan.cli.db import _run_migrations

    _run_migrations("harvest")
    site_user = tk.get_action("get_site_user")({"ignore_auth": True}, {})["name"]
    context = {"user": site_user, "ignore_auth": True}
    tk.get_action("organization_create")(dict(context), {"name": "pemanen"})
    for name, (kind, url) in sources.items():
        told = {"name": name, "title": name, "url": url, "source_type": kind, "owner_org": "pemanen"}
        tk.get_action("harvest_source_create")(dict(context), {**told, "frequency": "MANUAL", "config": ""})
    return sorted(sources)


def harvest(source: str) -> dict[str, Any]:
    """Run one job of a source without queues: gather, then fetch and import each object of the job."""
    import ckan.model as model
    import ckan.plugins.toolkit as tk
    from ckanext.harvest import queue
    from ckanext.harvest.model import HarvestGatherError, HarvestJob, HarvestObject, HarvestObjectError

    context = {"user": tk.get_action("get_site_user")({"ignore_auth": True}, {})["name"], "ignore_auth": True}
    shown = tk.get_action("harvest_source_show")(dict(context), {"id": source})
    made = tk.get_action("harvest_job_create")(dict(context), {"source_id": shown["id"]})
    job = HarvestJob.get(made["id"])
    job.status = "Running"
    job.save()
    harvester = queue.get_harvester(job.source.type)
    queue.gather_stage(harvester, job)
    for (object_id,) in model.Session.query(HarvestObject.id).filter_by(harvest_job_id=job.id).all():
        queue.fetch_and_import_stages(harvester, HarvestObject.get(object_id))
    job.status = "Finished"
    job.save()
    kinds = (HarvestGatherError, HarvestObjectError)
    errors = [str(row.message) for kind in kinds for row in model.Session.query(kind)]
    return {"errors": errors, "datasets": datasets(shown["id"], context)}


def datasets(source_id: str, context: dict[str, Any]) -> dict[str, Any]:
    """Give the active datasets of a source by the name they have where they come from."""
    import ckan.model as model
    import ckan.plugins.toolkit as tk
    from ckanext.harvest.model import HarvestObject

    query = model.Session.query(HarvestObject.package_id).filter_by(harvest_source_id=source_id, current=True)
    found = [tk.get_action("package_show")(dict(context), {"id": row.package_id}) for row in query]
    guids = [next(extra["value"] for extra in one["extras"] if extra["key"] == "guid") for one in found]
    return {guid: one for guid, one in zip(guids, found, strict=True) if one["state"] == "active"}


if __name__ == "__main__":
    serve(sys.argv[1])
