"""Puts the built pages of the studio into wheel and sdist, so that whoever installs one needs no Node."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

BUILT = Path("src", "netsumiki", "studio", "static", "index.html")


class Pages(BuildHookInterface):
    """Builds them when they are missing or older than their sources; an editable install leaves that to make run."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        root = Path(self.root)
        if version == "editable" or (root / "PKG-INFO").exists():  # an sdist came with its pages
            return
        if not _stale(root):
            return
        npm = shutil.which("npm")
        if npm:
            frontend = root / "frontend"
            if not (frontend / "node_modules").exists():
                subprocess.run([npm, "ci", "--no-audit", "--no-fund"], cwd=frontend, check=True)
            subprocess.run([npm, "run", "build"], cwd=frontend, check=True)
        elif (root / BUILT).exists():
            self.app.display_warning(
                "the studio's pages are older than their sources, and there is no npm to build them"
            )
        else:
            message = f"{BUILT} is missing, and there is no npm to build it: install Node 20.19 or newer, or: make run"
            raise RuntimeError(message)


def _stale(root: Path) -> bool:
    """The rule of the Makefile: a source, tests aside, is newer than the page."""
    if not (root / BUILT).exists():
        return True
    built = (root / BUILT).stat().st_mtime
    return any(path.stat().st_mtime > built for path in _sources(root / "frontend"))


def _sources(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.is_dir() and path.name != "node_modules":
            yield from _sources(path)
        elif path.is_file() and ".test.ts" not in path.name:
            yield path
