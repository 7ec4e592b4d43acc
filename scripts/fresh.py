"""Are the files that follow from others up to date? python scripts/fresh.py COMMAND, which writes them anew.

Says which of them COMMAND changed, and fails if any; what it wrote stays, since it is right.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
DESCRIPTION = ROOT / "frontend" / "openapi.json"
CLIENT = ROOT / "frontend" / "src" / "api"


def contents() -> dict[Path, bytes]:
    files = [DESCRIPTION, *CLIENT.rglob("*")]
    return {path.relative_to(ROOT): path.read_bytes() for path in files if path.is_file()}


def main() -> int:
    before, times = contents(), {path: (ROOT / path).stat().st_mtime_ns for path in contents()}
    done = subprocess.run(sys.argv[1:], cwd=ROOT)
    if done.returncode:
        return done.returncode
    after = contents()
    stale = sorted(path for path in before.keys() | after.keys() if before.get(path) != after.get(path))
    for path in after.keys() - {*stale}:
        os.utime(ROOT / path, ns=(times[path], times[path]))  # so that nothing is built again for their sake
    for path in stale:
        print(f"{path} was stale and has been written anew: look at it and commit it", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
