"""How long an import of 60,000 small pictures takes, and its memory: `python -m benchmarks.importing`.

MNIST's training digits as PNG files in a zip of ten folders, and as a table of pixels, go through `netsumiki data
import`. Due are at most 60 seconds and 500 MB, counted over all its processes (what they share, once).
"""

import argparse
import io
import os
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from PIL import Image

from benchmarks.kaggle import NUMBERS, line
from benchmarks.measuring import Table
from benchmarks.table import machine
from netsumiki.data import load
from netsumiki.data.dataset import Split
from netsumiki.training.run import available_cores

SECONDS, MEGABYTES = 60, 500
BETWEEN = 0.1  # seconds from one look at the memory to the next


def archive(split: Split, file: Path) -> None:
    with zipfile.ZipFile(file, "w") as folders:
        for number, (picture, label) in enumerate(zip(split.inputs, split.labels, strict=True)):
            png = io.BytesIO()
            Image.fromarray(picture[..., 0]).save(png, "PNG")
            folders.writestr(f"{label}/{number}.png", png.getvalue())


def table(split: Split, file: Path) -> None:
    with open(file, "wb") as lines:
        for label, pixels in zip(split.labels, split.inputs.reshape(len(split), -1).tolist(), strict=True):
            lines.write(NUMBERS[label] + b"," + line(pixels))


SOURCES: dict[str, Callable[[Split, Path], None]] = {"digits.zip": archive, "digits.csv": table}


def held(first: int) -> float:
    """Megabytes of a process and all that descend from it."""
    parents, family, kilobytes = {}, {str(first)}, 0
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it has ended meanwhile
            parents[process.name] = (process / "stat").read_text().rpartition(")")[2].split()[1]
    while more := {p for p, parent in parents.items() if parent in family} - family:
        family |= more
    for name in family:
        with suppress(OSError):
            told = Path("/proc", name, "smaps_rollup").read_text().splitlines()
            kilobytes += sum(int(row.split()[1]) for row in told if row.startswith("Pss:"))
    return kilobytes / 1000


def imported(source: Path) -> tuple[float, float]:
    """Seconds and the most megabytes of one import, by a user who has no data set yet."""
    with tempfile.TemporaryDirectory() as home:
        command = [sys.executable, "-m", "netsumiki", "data", "import", str(source), "--json"]
        most, began = 0.0, time.perf_counter()
        environment = os.environ | {"NETSUMIKI_HOME": home}
        with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as running:
            while running.poll() is None:
                most = max(most, held(running.pid))
                time.sleep(BETWEEN)
        if running.returncode:
            raise SystemExit(f"{source.name} was not imported: exit status {running.returncode}")
        return time.perf_counter() - began, most


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=60_000)
    asked = parser.parse_args()
    split, measured = load("mnist").train.take(slice(asked.count)), Table()
    with tempfile.TemporaryDirectory() as folder:
        for name, write in SOURCES.items():
            source = Path(folder, name)
            write(split, source)
            seconds, megabytes = imported(source)
            what = f"{len(split):,} pictures from {name} ({source.stat().st_size / 1e6:.0f} MB)"
            measured.add(what, f"{SECONDS} s", seconds, f"{seconds:.1f} s", SECONDS)
            measured.add(f"memory of that, {name}", f"{MEGABYTES} MB", megabytes, f"{megabytes:.0f} MB", MEGABYTES)
    told = machine(available_cores())
    print(f"\n{told['processor']}, {available_cores()} cores.\n\n{measured.markdown()}")


if __name__ == "__main__":
    main()
