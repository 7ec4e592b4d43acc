"""`python -m docs.gan_first`: the first GANs as their author had them, then one change after the other until they draw.

Each rung of a ladder trains on as many examples (ten passes over MNIST) with three seeds; what the judge sees goes
into a table of gan-first.md, and sixteen pictures of each rung into one picture. `make results-gan` measures the
template that stands at the top of each ladder.
"""

import argparse
import copy
import json
import statistics
from pathlib import Path
from typing import Any

import numpy as np

from docs.results import DOCS
from docs.results_gan import JUDGE_SEED
from netsumiki.data import Data, load
from netsumiki.data.storage import write_atomically
from netsumiki.exporting.sheet import arrange, png
from netsumiki.judging.judge import Judge
from netsumiki.training import Run

PAGE, RESULTS = DOCS / "gan-first.md", DOCS / "gan-first.json"
BEGIN, END = "<!-- table of {}, written by python -m docs.gan_first -->", "<!-- end of table -->"
EXAMPLES, SEEDS, JUDGED, SHOWN = 600_000, 3, 5_000, 16

BEFORE: dict[str, Any] = {
    "version": 1,
    "name": "gan-first-before",
    "data": {"dataset": "mnist", "validation": 0},
    "generator": {
        "inputs": {"noise": [10]},
        "nodes": [
            {"name": "hidden", "layer": "dense", "units": 100},
            {"name": "relu", "layer": "relu"},
            {"name": "pixels", "layer": "dense", "units": 784},
            {"name": "relu2", "layer": "relu"},
            {"name": "sigmoid", "layer": "sigmoid"},
            {"name": "picture", "layer": "reshape", "shape": [28, 28, 1]},
        ],
    },
    "discriminator": {
        "inputs": {"image": [28, 28, 1]},
        "nodes": [
            {"name": "flat", "layer": "flatten"},
            {"name": "look", "layer": "dense", "units": 100},
            {"name": "leaky", "layer": "leaky_relu", "slope": 0.3},
            {"name": "score", "layer": "dense", "units": 1},
            {"name": "leaky2", "layer": "leaky_relu", "slope": 0.3},
            {"name": "softmax", "layer": "softmax"},
        ],
    },
    "training": {
        "optimizer": {"optimizer": "sgd", "lr": 0.1},
        "discriminator_optimizer": {"optimizer": "sgd", "lr": 0.1},
        "noise": "uniform",
        "batch_size": 1000,
    },
}
"""Source 1's network, as its author described it."""

EARLIER: dict[str, Any] = copy.deepcopy(BEFORE) | {"name": "gan-first-deconv-before"}
EARLIER["generator"]["nodes"] = [
    {"name": "hidden", "layer": "dense", "units": 25},
    {"name": "relu", "layer": "relu"},
    {"name": "maps", "layer": "reshape", "shape": [5, 5, 1]},
    {"name": "draw", "layer": "conv2d_transpose", "filters": 1, "kernel_size": 24},
    {"name": "relu2", "layer": "relu"},
    {"name": "picture", "layer": "sigmoid"},
]
EARLIER["discriminator"]["nodes"][:3] = [
    {"name": "look", "layer": "conv2d", "filters": 10, "kernel_size": 28},
    {"name": "leaky", "layer": "leaky_relu", "slope": 0.3},
    {"name": "flat", "layer": "flatten"},
]
"""His earlier one. What follows the convolution and how it was trained he did not say: as in the other."""


def without(recipe: dict[str, Any], *names: str) -> None:
    """Remove nodes; what followed them follows what was before them."""
    for network in ("generator", "discriminator"):
        recipe[network]["nodes"] = [n for n in recipe[network]["nodes"] if n["name"] not in names]


def logit(recipe: dict[str, Any]) -> None:
    without(recipe, "softmax", "leaky2")


def open_pixels(recipe: dict[str, Any]) -> None:
    without(recipe, "relu2")


def small_batch(recipe: dict[str, Any]) -> None:
    recipe["training"]["batch_size"] = 100


def noise_around_zero(recipe: dict[str, Any]) -> None:
    recipe["training"].pop("noise")


def pairs(recipe: dict[str, Any]) -> None:
    recipe["training"]["packing"] = 2
    recipe["discriminator"]["inputs"]["image"] = [28, 28, 2]


def average(recipe: dict[str, Any]) -> None:
    recipe["training"]["average"] = 0.999


def learned_before(recipe: dict[str, Any]) -> None:
    for _, change in LADDER:
        if change:
            change(recipe)


def more_maps(recipe: dict[str, Any]) -> None:
    recipe["generator"]["nodes"][0]["units"] = 25 * 16
    recipe["generator"]["nodes"][2]["shape"] = [5, 5, 16]


def more_filters(recipe: dict[str, Any]) -> None:
    recipe["discriminator"]["nodes"][0]["filters"] = 100


LADDER = (
    ("as its author had it", None),
    ("the score itself, no softmax (nor leaky ReLU) behind it", logit),
    ("no ReLU before the sigmoid", open_pixels),
    ("batches of 100 instead of 1,000", small_batch),
    ("normal noise, around 0, instead of 0 … 1", noise_around_zero),
    ("the discriminator sees two pictures at once (packing 2)", pairs),
    ("generate with the average of the weights", average),
)


EARLIER_LADDER = (
    ("as its author had it", None),
    ("all changes of the first table", learned_before),
    ("sixteen maps of 5 × 5 instead of one", more_maps),
    ("a hundred filters look at the picture instead of ten", more_filters),
)
STORIES = {"gan-first": (BEFORE, LADDER), "gan-first-deconv": (EARLIER, EARLIER_LADDER)}
"""For each template: where it began, and the changes that led to it."""


def ladder(template: str) -> list[tuple[str, dict[str, Any]]]:
    """(what was changed, the recipe with all changes so far)"""
    before, changes = STORIES[template]
    recipe, rungs = copy.deepcopy(before), []
    for words, change in changes:
        if change:
            change(recipe)
        rungs.append((words, copy.deepcopy(recipe)))
    return rungs


def climb(recipe: dict[str, Any], seed: int, data: Data, judge: Judge) -> tuple[dict[str, Any], np.ndarray]:
    """One run of one rung: what the judge sees in 5,000 pictures, and the first of them."""
    document = copy.deepcopy(recipe)
    batch = document["training"]["batch_size"]
    document["training"] |= {"steps": EXAMPLES // batch, "seed": seed, "snapshot_every": EXAMPLES // batch}
    generator = Run(document, data=data).train().model
    made = generator.generate(generator.noise(JUDGED, JUDGE_SEED))
    told = judge.quick(made)
    differ = float(made.std(axis=0).mean() / data.train.inputs[:JUDGED].std(axis=0).mean())
    return {"classes_seen": told["classes_seen"], "differ": differ, "strange": told["strange"]}, made[:SHOWN]


def table(rows: list[dict[str, Any]]) -> str:
    lines = ["| change | digits seen of 10 | pictures differ | like real ones |", "| --- | ---: | ---: | ---: |"]
    for row in rows:
        seen = sorted(run["classes_seen"] for run in row["runs"])
        differ = statistics.mean(run["differ"] for run in row["runs"])
        like = statistics.mean(1 - run["strange"] for run in row["runs"])
        lines.append(f"| {row['change']} | {', '.join(map(str, seen))} | {100 * differ:.0f} % | {100 * like:.0f} % |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m docs.gan_first")
    parser.add_argument("--only", metavar="NAME", action="append", choices=STORIES, help="measure this one's ladder")
    for template in parser.parse_args().only or STORIES:
        measure(template)


def measure(template: str) -> None:
    data = load("mnist")
    judge = Judge.bundled(data)
    rows, pictures = [], []
    for words, recipe in ladder(template):
        runs = []
        for seed in range(SEEDS):
            measured, made = climb(recipe, seed, data, judge)
            runs.append(measured)
            if seed == 0:
                pictures.append(made)
            print(f"{words}: seed {seed}, {measured}", flush=True)
        rows.append({"change": words, "runs": runs})
    stories = json.loads(RESULTS.read_text("utf-8")) | {template: rows}
    write_atomically(RESULTS, (json.dumps(stories, indent=1) + "\n").encode())
    write_atomically(DOCS / "images" / f"{template}-steps.png", png(arrange(np.concatenate(pictures), SHOWN)))
    write_page(template, rows)


def write_page(template: str, rows: list[dict[str, Any]]) -> None:
    """Put the table into the page, between its marks."""
    text = Path(PAGE).read_text("utf-8")
    begin = BEGIN.format(template)
    before, rest = text.split(begin)
    after = rest.split(END, 1)[1]
    write_atomically(PAGE, f"{before}{begin}\n{table(rows)}\n{END}{after}".encode())


if __name__ == "__main__":
    main()
