"""Packaging of ckanext-satudata.

Three folders of the source tree become one import package:

    ckanext-satudata/ckanext/satudata  ->  ckanext.satudata
    schemas                            ->  ckanext.satudata.schemas
    config                             ->  ckanext.satudata.defaults

Discovery by setuptools cannot see beyond one source root, so packages and their data files are walked here:
a new package or data file needs no edit. ``config/dev`` serves the clone only and is not shipped.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

ROOTS = {
    "ckanext.satudata": "ckanext-satudata/ckanext/satudata",
    "ckanext.satudata.schemas": "schemas",
    "ckanext.satudata.defaults": "config",
}
NOT_SHIPPED = {"config/dev"}
HERE = Path(__file__).resolve().parent


def walk(root: str) -> list[tuple[str, list[str]]]:
    """Give (folder, file names) for each shipped folder below ``root``, relative to this file."""
    found = []
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(
            name
            for name in folders
            if name != "__pycache__" and Path(folder, name).as_posix() not in NOT_SHIPPED
        )
        found.append((Path(folder).as_posix(), sorted(files)))
    return found


def find_packages() -> tuple[list[str], dict[str, list[str]]]:
    """Give every package name and, per package, the data files in it and in plain folders below it."""
    packages: list[str] = []
    data: dict[str, list[str]] = {}
    for name, root in ROOTS.items():
        owner_of: dict[str, tuple[str, str]] = {}
        for folder, files in walk(root):
            parent = owner_of.get(os.path.dirname(folder), (name, root))
            if "__init__.py" in files:
                below = os.path.relpath(folder, root)
                package = name if below == "." else f"{name}.{below.replace(os.sep, '.')}"
                owner_of[folder] = (package, folder)
                packages.append(package)
            else:
                owner_of[folder] = parent
            package, base = owner_of[folder]
            plain = [file for file in files if folder != base or not file.endswith((".py", ".pyc"))]
            data.setdefault(package, []).extend(
                os.path.relpath(os.path.join(folder, file), base) for file in plain
            )
    return packages, data


class BuildWithMessages(build_py):
    """Merge and compile the translations first, so that the wheel holds the ``.mo`` file."""

    def run(self) -> None:
        subprocess.run([sys.executable, str(HERE / "config/dev/messages.py")], check=True)
        _, self.package_data = find_packages()
        self.data_files = self._get_data_files() if not self.editable_mode else []
        super().run()


def version() -> str:
    """Read ``__version__`` without importing the package."""
    text = (HERE / "ckanext-satudata/ckanext/satudata/__init__.py").read_text(encoding="utf-8")
    found = re.search(r'^__version__ = "([^"]+)"', text, re.MULTILINE)
    if found is None:
        raise SystemExit("setup.py: no __version__ in ckanext-satudata/ckanext/satudata/__init__.py")
    return found[1]


os.chdir(HERE)
PACKAGES, PACKAGE_DATA = find_packages()

setup(
    name="ckanext-satudata",
    version=version(),
    packages=PACKAGES,
    package_dir={**ROOTS},
    package_data=PACKAGE_DATA,
    include_package_data=False,
    cmdclass={"build_py": BuildWithMessages},
)
