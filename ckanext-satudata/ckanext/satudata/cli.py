"""``ckan satudata``: the worker, SOPs, events, governance, the demo."""

from __future__ import annotations

import time

import click

from . import (
    cli_assignment,
    cli_bundles,
    cli_calendar,
    cli_demo,
    cli_draft,
    cli_event,
    cli_ms,
    cli_registry,
    cli_review,
    cli_sop,
    cli_structure,
)


@click.group(short_help="Satu Data: reviews, publication and their upkeep.")
def satudata() -> None:
    """Satu Data: reviews, publication and their upkeep."""


satudata.add_command(cli_assignment.assignment)
satudata.add_command(cli_bundles.bundle)
satudata.add_command(cli_calendar.calendar)
satudata.add_command(cli_demo.demo)
satudata.add_command(cli_draft.draft)
satudata.add_command(cli_event.event)
satudata.add_command(cli_event.event, "events")
satudata.add_command(cli_registry.codelist)
satudata.add_command(cli_ms.ms)
satudata.add_command(cli_review.review)
satudata.add_command(cli_sop.sop)
satudata.add_command(cli_structure.structure)


@satudata.command()
@click.option(
    "--queue", type=click.Choice(["short", "light", "long", "all"]), default="all", show_default=True
)
@click.option("--once", is_flag=True, help="Do what is due now, then stop.")
@click.pass_context
def worker(ctx: click.Context, queue: str, once: bool) -> None:
    """Take due work: checks, bundles, publication, notices, mail."""
    from .work import loop

    with ctx.meta["flask_app"].test_request_context():
        if once:
            click.echo(f"{loop.drain(queue)} pekerjaan")
        else:
            loop.run(queue)


@satudata.command()
@click.option("--every", type=float, default=0, help="Repeat after so many seconds.")
def sweep(every: float) -> None:
    """Find what was left undone and queue it again; remind people of what waits; compute deadlines anew when needed."""
    from .work import sweep as sweeper

    while True:
        for line in sweeper.sweep():
            click.echo(line)
        if not every:
            return
        time.sleep(every)


@satudata.group()
def work() -> None:
    """The rows of work."""


@work.command("list")
@click.option(
    "--state",
    type=click.Choice(["failed", "waiting", "running", "done"]),
    default="failed",
    show_default=True,
)
def work_list(state: str) -> None:
    """Rows in one state, with the last error of each."""
    import ckan.model as model

    from .adapters.sql import work as rows

    for row in rows.listed(model.Session, state):
        click.echo(f"{row['id']}\t{row['kind']}\t{row['subject']}\t{row['attempt']}\t{row['last_error']}")


@work.command("retry")
@click.argument("work_id", type=int)
def work_retry(work_id: int) -> None:
    """Try a row again that was given up."""
    import ckan.model as model

    from .adapters.sql import work as rows

    if not rows.retry(model.Session, work_id):
        raise click.ClickException(f"tidak ada pekerjaan {work_id} yang berhenti")


@satudata.command()
@click.argument("organization")
@click.option("--off", is_flag=True, help="Switch governance off; nothing becomes public by it.")
@click.option("--sop", "sop_id", default="", help="SOP of this office.")
def govern(organization: str, off: bool, sop_id: str) -> None:
    """Switch the review on (or off) for an organisation."""
    from . import governance

    click.echo(governance.switch(organization, on=not off, sop_id=sop_id))
