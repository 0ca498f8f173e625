"""``ckan satudata calendar``: days off, and deadlines computed from them."""

from __future__ import annotations

import click


@click.group()
def calendar() -> None:
    """Working days and deadlines."""


@calendar.command()
@click.argument("year", type=int, default=0)
def show(year: int) -> None:
    """Days off of a year (default: this one) with what each rests on, and what is not settled yet."""
    from . import wiring

    kept, year = wiring.calendar(), year or wiring.today().year
    click.echo(f"Hari libur {year}, {wiring.zone()} ({wiring.zone_word()})")
    for off in kept.year(year):
        click.echo(f"{off.day.isoformat()}\t{off.kind}\t{off.name}\t{off.basis}")
    for day, name in sorted(kept.days.worked.items()):
        if day.year == year:
            click.echo(f"{day.isoformat()}\thari_kerja\t{name}")
    for point in kept.open_points(year):
        click.echo(f"belum pasti: {point}")


@calendar.command()
def rebuild() -> None:
    """Compute the deadlines of all open submissions anew. The sweep does it by itself when the calendar changed."""
    from . import wiring
    from .work import reminders

    click.echo(reminders.recompute(wiring.now()))
