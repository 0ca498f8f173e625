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


@demo.command()
@click.option("--first-only", is_flag=True, help="People, offices and the first public dataset only.")
@click.option("--only", metavar="SLUG", multiple=True, help="This dataset only; may be given again.")
@click.pass_context
def load(ctx: click.Context, first_only: bool, only: tuple[str, ...]) -> None:
    """Load the demo by walking the real use cases; what is there already stays. Needs ckanext.satudata.demo = true."""
    import ckan.plugins.toolkit as tk

    from .demo import described
    from .demo import load as loader
    from .demo.acting import Stuck

    if not tk.config["ckanext.satudata.demo"]:
        raise click.ClickException(
            "ckanext.satudata.demo is off: demo data and demo logins are not for this portal."
        )
    if unknown := set(only) - {dataset.slug for dataset in described.datasets()}:
        raise click.ClickException(f"no demo dataset '{min(unknown)}'")
    with ctx.meta["flask_app"].test_request_context():
        try:
            loader.load(click.echo, first_only=first_only, only=only)
        except Stuck as stuck:
            raise click.ClickException(str(stuck)) from stuck
