"""``ckan satudata event``: anchor the append-only record, and prove it."""

from __future__ import annotations

import click

from .domain.chain import Break, Flaw

EVENT = "peristiwa %(event_id)s (subjek %(subject)s, urutan %(seq)s): "
ANCHOR = "jangkar %(anchor_id)s: "
SENTENCES = {
    Flaw.GAP: EVENT + "seharusnya urutan %(expected)s; ada baris yang hilang atau berlebih di depannya",
    Flaw.UNLINKED: EVENT + "tidak menyambung pada peristiwa di depannya",
    Flaw.ALTERED: EVENT + "isinya bukan yang dicatat semula",
    Flaw.COUNT: ANCHOR
    + "%(expected)s peristiwa tercatat sampai peristiwa %(event_id)s, kini ada %(found)s; "
    + "baris sesudah peristiwa %(after)s hilang atau berlebih",
    Flaw.HEADS: ANCHOR + "peristiwa sesudah %(after)s sampai %(event_id)s bukan yang dicatat semula",
    Flaw.SIGNATURE: ANCHOR + "tanda tangannya bukan tanda tangan portal ini",
    Flaw.ANCHORS_UNLINKED: ANCHOR
    + "tidak menyambung pada jangkar di depannya; ada jangkar yang hilang atau berlebih",
    Flaw.ANCHOR_MISSING: "jangkar yang disebut tidak ada dalam catatan",
}


@click.group()
def event() -> None:
    """The append-only record."""


@event.command("verify")
@click.option(
    "--anchor", default="", help="Hash of an anchor that was written down earlier; it must be there."
)
def event_verify(anchor: str) -> None:
    """Prove the chains of events and their anchors; names each first broken row. Exit code 1 when one does not hold."""
    from . import wiring

    proof = wiring.record().prove(anchor.strip())
    for found in proof.breaks:
        click.echo(f"rusak: {told(found)}")
    if proof.breaks:
        raise SystemExit(1)
    click.echo(f"utuh: {proof.events} peristiwa, {proof.subjects} rantai")
    if proof.newest is not None:
        click.echo(f"jangkar {proof.newest.id} ({proof.newest.at}): {proof.newest.hash}")
    if proof.open_events:
        click.echo(
            f"{proof.open_events} peristiwa belum berjangkar; jangkar dibuat oleh: ckan satudata sweep"
        )


def told(found: Break) -> str:
    """What is wrong, and where."""
    return SENTENCES[found.flaw] % vars(found)


@event.command("anchor")
def event_anchor() -> None:
    """Sign what the record is now, as the sweep does; prints the anchor's hash, to be written down elsewhere."""
    from . import wiring

    made = wiring.record().anchor(wiring.now())
    click.echo(
        f"jangkar {made.id}: {made.hash}" if made else "tidak ada peristiwa baru sejak jangkar terakhir"
    )
