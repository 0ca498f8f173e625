"""Files that commands write where an operator says."""

from __future__ import annotations

from pathlib import Path

import click


def write(file: Path, content: bytes) -> None:
    """Write a file, or say what mends it when that cannot be done."""
    try:
        file.write_bytes(content)
    except OSError as refused:
        raise click.ClickException(
            f"{file} tidak dapat ditulis ({refused.strerror}). Pilih folder yang ada dan boleh ditulis. | "
            f"{file} cannot be written. Choose a folder that is there and may be written to."
        ) from refused
