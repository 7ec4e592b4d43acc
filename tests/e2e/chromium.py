"""Where Chromium is, and how it gets onto a machine that lacks it: python -m tests.e2e.chromium"""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from functools import cache

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MISSING = (
    "The browser tests need Chromium, and none was found that starts: install it (on Debian: apt-get install chromium; "
    "elsewhere: python -m playwright install --with-deps chromium) and try again."
)


@cache
def find() -> str | None:
    """A Chromium that starts: the system's, else Playwright's own."""
    candidates = [*filter(None, map(shutil.which, NAMES)), *_of_playwright()]
    return next(filter(_starts, candidates), None)


def require() -> str:
    """As `find`. Raises: `RuntimeError` that says what to install."""
    path = find()
    if path is None:
        raise RuntimeError(MISSING)
    return path


def options() -> list[str]:
    """What Chromium must be told here: it refuses to sandbox for root, and containers have little shared memory."""
    return ["--disable-dev-shm-usage", *(["--no-sandbox"] if os.geteuid() == 0 else [])]


def install() -> bool:
    """Try the Debian package, then Playwright's own; whether there is a Chromium now."""
    for commands in (_with_apt(), [[sys.executable, "-m", "playwright", "install", "chromium"]]):
        # a shell shows what it does, and the next way is tried when one fails
        if commands and all(subprocess.run(command).returncode == 0 for command in commands):
            find.cache_clear()
            if find():
                return True
    return False


def _with_apt() -> list[list[str]]:
    """The commands that install the package without asking for a password; none where that is not possible."""
    if not shutil.which("apt-get"):
        return []
    if os.geteuid() == 0:
        before: list[str] = []
    elif shutil.which("sudo") and _succeeds(["sudo", "-n", "true"]):
        before = ["sudo", "-n"]
    else:
        return []
    apt = [*before, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    return [[*apt, "update", "-q"], [*apt, "install", "-q", "-y", "--no-install-recommends", "chromium"]]


def _of_playwright() -> list[str]:
    from playwright.sync_api import sync_playwright  # here: starting it takes half a second

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return [path] if os.path.exists(path) else []


def _starts(path: str) -> bool:
    # what stands in for a missing snap package is on the path, too, and only prints advice
    return _succeeds([path, "--version"])


def _succeeds(command: Sequence[str]) -> bool:
    try:
        return subprocess.run(command, capture_output=True, timeout=60).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def main() -> int:
    if not find():
        print("There is no Chromium for the browser tests yet: installing it.", flush=True)
        if not install():
            print(MISSING, file=sys.stderr)
            return 1
    print(f"Chromium: {find()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
