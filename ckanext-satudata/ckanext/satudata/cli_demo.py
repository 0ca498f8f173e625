"""``ckan satudata demo``: the fictional Kabupaten Sukamaju (*data rekaan*)."""

from __future__ import annotations

import click

from . import demo_people


@click.group()
def demo() -> None:
    """The demo: Kabupaten Sukamaju (data rekaan)."""


@demo.command()
def logins() -> None:
    """Print the demo logins."""
    width = max(len(person.name) for person in demo_people.PEOPLE)
    for person in demo_people.PEOPLE:
        click.echo(f"{person.name:<{width}}  {demo_people.PASSWORD}  {person.role}")
