"""Own pictures of every size, from files to exported models: python -m benchmarks.own_pictures

Ten classes of coloured shapes are drawn, packed, imported, learnt by the network that suits them, explained, and taken
along in every format. Each command is a process of its own, of which the largest memory and the
seconds of one core are told, which do not depend on what else the machine does.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageDraw

COLOURS = {"red": (225, 60, 50), "blue": (45, 105, 225)}
SHAPES = ("circle", "square", "triangle", "cross", "ring")
GREY = {"light": (215,) * 3, "dark": (70,) * 3}
CASES = (
    "8x8",
    "17x33",
    "17x33 grey",
    "32x32",
    "64x64",
    "128x128",
    "128x128 grey",
    "256x256",
    "32x32 few",
    "256x256 few",
)
EACH, FEW, TESTED = 100, 3, 50
"""Training pictures of each class, of the cases called few, and test pictures of each class."""
FORMATS = ("html", "javascript", "numpy", "onnx", "torch", "keras", "safetensors", "server")


@dataclass
class Done:
    """A command that came to its end: its lines of JSON, seconds of one core, and the most memory it had, in MB."""

    said: list[dict[str, Any]]
    seconds: float
    memory: int


def picture(colour: tuple[int, ...], shape: str, size: tuple[int, int], stream: np.random.Generator) -> Image.Image:
    """One shape somewhere on a plain ground, drawn four times as large and made smaller, so that it has soft edges."""
    (H, W), fine = size, 4
    dull = len(set(colour)) == 1
    ground = tuple(stream.integers(120, 180, 1).tolist() * 3) if dull else tuple(stream.integers(150, 256, 3).tolist())
    made = Image.new("RGB", (W * fine, H * fine), ground)
    pen = ImageDraw.Draw(made)
    half = float(stream.uniform(0.24, 0.34)) * min(H, W) * fine
    x, y = (float(stream.uniform(half + 2, side * fine - half - 2)) for side in (W, H))
    ink = tuple(int(np.clip(part + stream.integers(-25, 26), 0, 255)) for part in colour)
    box, thick = (x - half, y - half, x + half, y + half), max(fine, round(half * 0.45))
    match shape:
        case "circle":
            pen.ellipse(box, fill=ink)
        case "square":
            pen.rectangle(box, fill=ink)
        case "triangle":
            pen.polygon([(x, y - half), (x - half, y + half), (x + half, y + half)], fill=ink)
        case "cross":
            pen.line((x - half, y, x + half, y), fill=ink, width=thick)
            pen.line((x, y - half, x, y + half), fill=ink, width=thick)
        case _:
            pen.ellipse(box, outline=ink, width=thick)
    return made.resize((W, H), Image.Resampling.BOX)


def pack(path: Path, size: tuple[int, int], grey: bool, each: int, tested: int = TESTED) -> None:
    """A zip archive with folders train and test, and ten folders of classes in both."""
    stream = np.random.default_rng(0)
    with zipfile.ZipFile(path, "w") as archive:
        for part, count in (("train", each), ("test", tested)):
            for name, colour in (GREY if grey else COLOURS).items():
                for shape in SHAPES:
                    for number in range(count):
                        held = BytesIO()
                        picture(colour, shape, size, stream).convert("L" if grey else "RGB").save(held, "PNG")
                        archive.writestr(f"{part}/{name} {shape}/{number}.png", held.getvalue())


def run(folder: Path, *arguments: Any) -> Done:
    """`netsumiki …` in a home of its own. Raises `SystemExit` with what it said when it fails."""
    command = [sys.executable, "-m", "netsumiki", *map(str, arguments), "--json"]
    environment = os.environ | {"NETSUMIKI_HOME": str(folder / "home")}
    with open(folder / "out", "w+b") as out, open(folder / "err", "w+b") as err:
        process = subprocess.Popen(command, stdout=out, stderr=err, env=environment)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"{' '.join(command)} failed:\n{(folder / 'err').read_text()[-2000:]}")
    lines = (folder / "out").read_text().splitlines()
    said = [json.loads(line) for line in lines if line.startswith("{")]
    return Done(said, used.ru_utime + used.ru_stime, round(used.ru_maxrss / 1024))


def told(done: Done, event: str) -> dict[str, Any]:
    return next(line for line in reversed(done.said) if line.get("event") == event)


def measure(case: str, folder: Path, formats: tuple[str, ...] = FORMATS) -> dict[str, Any]:
    """Everything about one case."""
    words = case.split()
    height, width = map(int, words[0].split("x"))
    archive = folder / "shapes.zip"
    pack(archive, (height, width), "grey" in words, FEW if "few" in words else EACH)
    imported = run(folder, "data", "import", archive, "--size", f"{height}x{width}", "--placing", "fit")
    trained = run(folder, "train", "--data", "own:shapes", "--out", folder / "run")
    finished, started = told(trained, "finished"), told(trained, "started")
    with zipfile.ZipFile(archive) as packed:
        one = folder / "one.png"
        one.write_bytes(packed.read(packed.namelist()[0]))
    explained = run(folder, "explain", folder / "run", one, "--out", folder / "explained.png")
    exports = {name: run(folder, "export", folder / "run", "--to", name, "--out", folder / name) for name in formats}
    predicted = run(folder, "predict", folder / "run", one)
    return {
        "case": case,
        "import": imported,
        "train": trained,
        "explain": explained,
        "predict": predicted,
        "exports": exports,
        "accuracy": finished["test_accuracy"],
        "steps": started["steps"],
        "parameters": started["parameters"],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", nargs="+", default=list(CASES), metavar="CASE")
    parser.add_argument("--formats", nargs="*", default=list(FORMATS), metavar="FORMAT")
    asked = parser.parse_args()
    print("| training pictures | right of 500 | training | memory | why, for one picture | all formats |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for case in asked.cases:
        with tempfile.TemporaryDirectory() as name:
            found = measure(case, Path(name), tuple(asked.formats))
        exports: dict[str, Done] = found["exports"]
        each = FEW if "few" in case else EACH
        row = [
            f"{10 * each:,} of {case.removesuffix(' few').replace('x', ' × ').replace(' grey', ', grey')}",
            f"{100 * found['accuracy']:.1f} %",
            f"{found['train'].seconds:.0f} s, {found['steps']:,} steps",
            f"{found['train'].memory} MB",
            f"{found['explain'].seconds:.1f} s",
            f"{sum(done.seconds for done in exports.values()):.0f} s",
        ]
        print("| " + " | ".join(row) + " |", flush=True)


if __name__ == "__main__":
    main()
