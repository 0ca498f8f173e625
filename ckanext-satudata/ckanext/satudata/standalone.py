"""The console script ``satudata``: the commands that need no CKAN, each group imported only when it is called."""

from __future__ import annotations

import importlib

import click

from ckanext.satudata import __version__

GROUPS = {
    "bps": ("ckanext.satudata.cli_bps", "bps"),
    "bundle": ("ckanext.satudata.cli_bundle", "bundle"),
    "intake": ("ckanext.satudata.cli_intake", "intake"),
    "structure": ("ckanext.satudata.cli_structure", "structure"),
    "sop": ("ckanext.satudata.cli_sop", "sop"),
}


class LazyGroups(click.Group):
    """A click group that imports a sub-group when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(GROUPS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in GROUPS:
            return None
        module, name = GROUPS[cmd_name]
        command: click.Command = getattr(importlib.import_module(module), name)
        return command


@click.command(cls=LazyGroups)
@click.version_option(__version__, prog_name="satudata")
def main() -> None:
    """Satu Data without a portal: look at tables and their structures, verify bundles, check and print SOPs."""
