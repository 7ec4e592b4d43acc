"""The digit recogniser competition on this machine: python -m benchmarks.kaggle [FOLDER] [-- options of kaggle train]

MNIST's 70,000 digits are shuffled and written in the competition's form: train.csv (42,000 with labels), test.csv
(28,000 without), and answers.csv with the labels that are held back. Then the command line trains, submits, and what it
handed in is compared with the answers.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from netsumiki.data import load

TRAINING = 42_000
NUMBERS = [b"%d" % value for value in range(256)]


def write(folder: Path, shuffle: int) -> None:
    """The three files, each shuffle with other digits held back."""
    data = load("mnist")
    pictures = np.concatenate([data.train.inputs, data.test.inputs]).reshape(-1, 784)
    labels = np.concatenate([data.train.labels, data.test.labels])
    order = np.random.default_rng(shuffle).permutation(len(labels))
    pictures, labels = pictures[order], labels[order]
    names = ",".join(f"pixel{k}" for k in range(784))
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / "train.csv", "wb") as file:
        file.write(f"label,{names}\n".encode())
        for label, pixels in zip(labels[:TRAINING], pictures[:TRAINING].tolist()):
            file.write(NUMBERS[label] + b"," + line(pixels))
    with open(folder / "test.csv", "wb") as file:
        file.write(f"{names}\n".encode())
        file.writelines(line(pixels) for pixels in pictures[TRAINING:].tolist())
    answers = (f"{number},{label}" for number, label in enumerate(labels[TRAINING:], 1))
    (folder / "answers.csv").write_text("ImageId,Label\n" + "\n".join(answers) + "\n")


def line(pixels: list[int]) -> bytes:
    return b",".join([NUMBERS[value] for value in pixels]) + b"\n"


def score(submission: Path, answers: Path) -> float:
    """Share of right labels, as the competition counts."""
    given, right = (path.read_text().split() for path in (submission, answers))
    if [row.split(",")[0] for row in given] != [row.split(",")[0] for row in right]:
        raise SystemExit(f"{submission} does not have the rows of {answers}")
    return sum(a == b for a, b in zip(given[1:], right[1:])) / (len(right) - 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, help="where the tables and the runs go, unless a new folder")
    parser.add_argument("--shuffle", type=int, default=42, help="which digits are held back; 42 unless told")
    parser.add_argument("--only-write", action="store_true", help="write the tables and stop")
    asked, options = parser.parse_known_args()
    folder = asked.folder or Path(tempfile.mkdtemp(prefix="kaggle-"))
    if not (folder / "answers.csv").exists():
        print(f"Writing MNIST as tables into {folder}", flush=True)
        write(folder, asked.shuffle)
    if asked.only_write:
        return
    netsumiki = [sys.executable, "-m", "netsumiki"]
    options = [option for option in options if option != "--"]
    began = time.perf_counter()
    subprocess.run([*netsumiki, "kaggle", "train", folder / "train.csv", "--out", folder / "run", *options], check=True)
    trained = time.perf_counter()
    submission = folder / "submission.csv"
    subprocess.run([*netsumiki, "submit", folder / "run", folder / "test.csv", "--out", submission], check=True)
    ended = time.perf_counter()
    print("| right of 28,000 | training | submission |\n| ---: | ---: | ---: |")
    right = score(submission, folder / "answers.csv")
    print(f"| {right:.5f} | {trained - began:.0f} s | {ended - trained:.0f} s |")


if __name__ == "__main__":
    main()
