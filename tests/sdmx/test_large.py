"""Three hundred thousand rows in a small memory: neither the table nor a file is ever held."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROWS = 300_000
BOUND_MB = 150
MAKE = f"""
import sys
from hashlib import sha256
from pathlib import Path
from ckanext.satudata.adapters.bps.defaults import code_lists
from ckanext.satudata.adapters.sdmx.bundle import entries
from support.bundle_samples import content
folder = Path(sys.argv[1])
table = folder / "tabel.csv"
with table.open("w", encoding="utf-8") as lines:
    lines.write("kode_kecamatan,tahun,jenis,nilai\\n")
    lines.writelines(
        f"99.01.0{{n % 3 + 1}},{{2000 + n // 3 % 20}},Jenis {{n // 60}},{{n}}.5\\n" for n in range({ROWS})
    )
fields = [("kode_kecamatan", "string"), ("tahun", "year"), ("jenis", "string"), ("nilai", "number")]
schema = {{
    "fields": [{{"name": name, "type": kind}} for name, kind in fields],
    "primaryKey": ["kode_kecamatan", "tahun", "jenis"],
    "missingValues": [""],
}}
item = content(schema=schema, canonical_csv=table, canonical_sha256="")
for path, file in entries(item, code_lists().over(item.codes), folder):
    print(path, file.stat().st_size)
(peak,) = [line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM")]
print("MB", int(peak.split()[1]) // 1024)
"""


def test_a_large_table_is_told_in_a_small_memory(tmp_path: Path) -> None:
    """The files are read back and compared within the same process and bound.

    VmHWM begins anew with a program; the figure of getrusage would be that of the tests' own process where that is larger.
    """
    told = subprocess.run(
        [sys.executable, "-c", MAKE, str(tmp_path)],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    sizes = dict(line.split() for line in told.splitlines())
    assert int(sizes["MB"]) < BOUND_MB
    assert int(sizes["sdmx/data.xml"]) > 100 << 20
    with (tmp_path / "data.csv").open(encoding="utf-8") as lines:
        assert sum(1 for _ in lines) == ROWS + 1
