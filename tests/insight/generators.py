"""Made-up runs of generators to report on: untrained networks, frames of noise, and the events that led there."""

from typing import Any

import numpy as np

from netsumiki.data.dataset import Split
from netsumiki.data.preprocessing import Preprocessing
from netsumiki.engine.graph import Graph
from netsumiki.engine.workspace import Workspace
from netsumiki.exporting.generator_file import Generator
from netsumiki.insight.generator_report import write_generator_report
from tests.insight.reading import Node, read
from tests.training.adversaries import BARS, POINTS, changed

SHA = "ab" * 32
UNTOLD = changed(BARS)  # of pictures, without labels
UNTOLD["generator"] = {
    "inputs": {"noise": [6]},
    "nodes": [
        {"name": "g1", "layer": "dense", "units": 64},
        {"name": "maps", "layer": "reshape", "shape": [8, 8, 1]},
    ],
}
UNTOLD["discriminator"] = {
    "inputs": {"image": [8, 8, 1]},
    "nodes": [{"name": "flat", "layer": "flatten"}, {"name": "score", "layer": "dense", "units": 1}],
}


def generator(recipe: dict[str, Any], classes: int = 3) -> Generator:
    graphs = [Graph(recipe[n], Workspace(seed=1)) for n in ("generator", "discriminator") if n in recipe]
    preprocessing = Preprocessing(**recipe["data"].get("preprocessing", {}))
    names = tuple(str(c) for c in range(classes))
    return Generator(recipe, graphs[0], preprocessing, names, *graphs[1:], facts={"seed": 7})


class Frames:
    """As many frames as asked for, `every` so many steps, the first at step 0."""

    def __init__(self, made: Generator, count: int = 21, every: int = 1):
        self.made, self.count, self.every = made, count, every
        self.read: list[int] = []

    def steps(self) -> list[int]:
        return [i * self.every for i in range(self.count)]

    def frame(self, step: int) -> np.ndarray:
        self.read.append(step)
        rows = min(10, self.made.classes) * 10 if self.made.conditional else 100
        labels = np.repeat(np.arange(rows // 10), 10) if self.made.conditional else None
        return self.made.generate(self.made.noise(rows, seed=step), labels)


def of_pictures(**changed: Any) -> dict[str, Any]:
    """What a judge says of pictures of three classes."""
    measured = {"agreement": 0.953, "per_class": [1.0, 0.98, 0.88], "classes_seen": 3, "shares": [0.34, 0.34, 0.32]}
    compared = {"spread": 0.9, "spreads": [1.0, 0.9, 0.8], "same": [0.0, 0.0, 0.01], "strange": 0.05}
    return measured | compared | {"alarm": [], "judge": "digit-reader", "sha256": SHA} | changed


def of_points(quality: float = 0.95, coverage: float = 0.8) -> dict[str, Any]:
    return {"quality": quality, "coverage": coverage, "radius": 0.04, "count": 2000, "alarm": []}


def events(judged: dict[str, Any] | None, steps: int = 20, losses: tuple[str, ...] = (), **finished: Any) -> list:
    """What a run tells: a report at each step, a judgement at every fifth."""
    begun = {"steps": steps, "epochs": 2, "parameters": 99, "training_examples": 900, "validation_examples": 0}
    told: list[dict[str, Any]] = [{"event": "started", "recipe": "made-up", "seed": 7, **begun}]
    for step in range(1, steps + 1):
        measured = {"generator_loss": 1.5, "discriminator_loss": 0.5, "real_found": 0.8, "fake_found": 0.7}
        measured = dict.fromkeys(losses, 2.0 / step) if losses else measured
        told.append({"event": "progress", "step": step, "lr": 0.1, "images_per_second": 1000.0, **measured})
        if judged and step % 5 == 0:
            told.append({"event": "evaluated", "step": step, "epoch": 1, "judged": judged, "best": True})
    end = {"step": steps, "seconds": 75.0, "interrupted": False, "judged": judged, **finished}
    return [*told, {"event": "finished", **end}]


def report(path, recipe: dict[str, Any] = BARS, **changed: Any) -> Node:
    """The page about a run of `recipe`, in `path`/report.html."""
    made = changed.pop("generator", None) or generator(recipe)
    points = len(made.example_shape) < 3
    stream = np.random.default_rng(0)
    shape = (60, *made.example_shape)
    inputs = stream.normal(size=shape).astype(np.float32) if points else stream.integers(0, 256, shape, np.uint8)
    run = {
        "recipe": recipe | {"title": "A made-up run", "description": "For a test."},
        "events": events(of_points() if points else of_pictures()),
        "generator": made,
        "real": Split(inputs, np.arange(60) % max(made.classes, 1)),
        "frames": Frames(made),
        "judged_count": 2000,
        "command": "netsumiki train made-up --seed 7",
    } | changed
    write_generator_report(path / "report.html", **run)
    return read((path / "report.html").read_text("utf-8"))


__all__ = ["BARS", "POINTS", "SHA", "UNTOLD", "Frames", "events", "generator", "of_pictures", "of_points", "report"]
