"""What one upload may cost at most."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields, replace
from typing import Any


@dataclass(frozen=True)
class Limits:
    """Ceilings of one check. Sizes in bytes, times in seconds; the defaults suit a machine with 4 GB.

    Text of more than ``bulk_from_cells`` cells is read in pieces where it is proved to be plain, up to ``bulk_cells`` and
    ``bulk_bytes``; how it is read is decided by its first ``bulk_sample_rows`` rows.
    """

    file_bytes: int = 50 * 1024 * 1024
    zip_entries: int = 2_000
    unpacked_bytes: int = 600 * 1024 * 1024
    ratio: int = 100
    ratio_from_bytes: int = 20 * 1024 * 1024
    columns: int = 1_024
    rows: int = 1_048_576
    cells: int = 5_000_000
    cell_chars: int = 32_767
    total_chars: int = 250_000_000
    merges: int = 20_000
    sheets: int = 200
    memory_bytes: int = 1_536 * 1024 * 1024
    output_bytes: int = 1_024 * 1024 * 1024
    cpu_seconds: int = 240
    wall_seconds: int = 300
    open_files: int = 256
    error_limit: int = 1_000
    bulk_from_cells: int = 5_000_000
    bulk_cells: int = 20_000_000
    bulk_bytes: int = 250 * 1024 * 1024
    bulk_sample_rows: int = 25_000

    def grown(self, size: int) -> Limits:
        """Give the limits of a file of so many bytes: text that is read in pieces may take as long as its size asks."""
        more = max(0, size - 50 * 1024 * 1024) // (1024 * 1024)
        return replace(
            self, cpu_seconds=self.cpu_seconds + 4 * more, wall_seconds=self.wall_seconds + 8 * more
        )

    def to_dict(self) -> dict[str, int]:
        """Give the limits as a dictionary for the child process."""
        return asdict(self)

    @classmethod
    def from_dict(cls, given: dict[str, Any]) -> Limits:
        """Make limits of a dictionary; unknown keys are refused with ``TypeError``."""
        known = {field.name for field in fields(cls)}
        unknown = set(given) - known
        if unknown:
            raise TypeError(f"unknown limits: {', '.join(sorted(unknown))}")
        return cls(**{name: int(value) for name, value in given.items()})
