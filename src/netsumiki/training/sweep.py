"""The experiment about noise and label: the same generator, told its label by few numbers or by many.

A generator reads noise beside an embedding of the label. At a constant total, each number more of noise is one less of
label; every share is trained as an ordinary run, and what comes of all of them is compared.
"""

import copy
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from netsumiki import recipes as documents
from netsumiki.data import Data
from netsumiki.engine.errors import Problem, RecipeError, listing
from netsumiki.exporting.generator_file import Generator
from netsumiki.exporting.samples import Sample
from netsumiki.exporting.steering import Steering
from netsumiki.judging import Judge, judge_points
from netsumiki.training.recipe import Recipe
from netsumiki.training.trends import finding

if TYPE_CHECKING:
    from netsumiki.engine.nodes import Inspection

__all__ = ["Meeting", "Trial", "finding", "judge_for", "measure", "meeting", "recipes", "same_asked", "usual"]

SHARES = (1 / 16, 1 / 8, 1 / 4, 1 / 2, 3 / 4, 15 / 16)
LOOKS = 4
"""Frames of each run's timeline, besides the first: looking takes time."""
COUNT = 2_000
ROWS = 3
MOST_RUNS = 200


class Meeting(NamedTuple):
    """Where a generator's noise and label meet: so many numbers of noise, and the embedding `node` of so many units."""

    noise: int
    node: str
    units: int

    @property
    def total(self) -> int:
        return self.noise + self.units


class Trial(NamedTuple):
    """One run of the experiment."""

    noise: int
    label: int
    seed: int
    recipe: dict[str, Any]

    @property
    def name(self) -> str:
        return f"noise-{self.noise:03d}-seed-{self.seed}"


def usual(total: int) -> list[int]:
    """How many of `total` numbers are noise, from hardly any to nearly all: 4, 8, 16, 32, 48 and 60 of 64."""
    return sorted({min(max(round(share * total), 1), total - 1) for share in SHARES}) if total > 1 else []


def meeting(base: Any) -> Meeting:
    """Where noise and label meet in a recipe. Raises: `RecipeError` with the remedy when they do not."""
    recipe = Recipe.read(base)
    if recipe.task != "gan":
        what = "a classifier" if recipe.task == "classifier" else "a flow, whose noise is as large as what it makes"
        raise _refuse(f"{recipe.name} is {what}: choose a GAN that is told the label, such as cgan")
    generator = recipe.networks["generator"]
    noise = generator.inputs["noise"]
    if "label" not in generator.inputs:
        raise _refuse(f"the generator of {recipe.name} is not told the label: add an input label, and an embedding")
    if len(noise) != 1:
        raise _refuse(f"the noise of {recipe.name} has shape {noise}: make it a list of numbers, as in [64]")
    node = _embedding(generator, recipe.name)
    return Meeting(noise[0], node.name, node.layer.units)


def _embedding(generator: "Inspection", name: str) -> Any:
    found: list[Any] = [n for n in generator.nodes if n.layer is not None and n.inputs == ("label",)]
    found = [n for n in found if n.layer.registered_name == "embedding"]
    if not found:
        message = f"no embedding reads the label in the generator of {name}, so its share cannot be changed: "
        raise _refuse(message + "let an embedding read it, and join that to the noise with concat")
    if len(found) > 1:
        beside = {i for n in generator.nodes if "noise" in n.inputs for i in n.inputs}
        joined = [n for n in found if n.name in beside]
        if len(joined) != 1:
            names = listing([n.name for n in found])
            raise _refuse(f"{names} all read the label: join the one that is meant to the noise with concat")
        found = joined
    return found[0]


def recipes(
    base: Any, noises: Sequence[int], seeds: Sequence[int], steps: int, total: int | None = None
) -> list[Trial]:
    """The runs of the experiment: each number of noise with each seed, for so many steps.

    `total` numbers are divided among noise and label, unless it is given as many as in `base`.
    Raises: `RecipeError` when noise and label do not meet in `base`, or a share leaves nothing to one of them.
    """
    document, met = documents.read(base), meeting(base)
    whole = total or met.total
    if wrong := [n for n in noises if not 0 < n < whole]:
        message = f"{wrong[0]} of {whole} numbers cannot be noise: both noise and label need at least 1"
        message += f", so give 1 to {whole - 1}"
        raise RecipeError(Problem("sweep-noise", message, facts={"most": whole - 1}))
    if not 0 < len(noises) * len(seeds) <= MOST_RUNS:
        message = f"{len(noises)} shares with {len(seeds)} seeds are no 1 to {MOST_RUNS} runs: change one of them"
        raise RecipeError(Problem("sweep-size", message, facts={"most": MOST_RUNS}))
    written = Recipe.read(base).networks["generator"].written
    made = []
    for seed in seeds:
        for noise in noises:
            changed = copy.deepcopy(document)
            changed["name"] = f"{document.get('name') or 'unnamed'}-noise-{noise}-of-{whole}"
            changed["generator"]["inputs"]["noise"] = [noise]
            changed["generator"]["nodes"][written.index(met.node)]["units"] = whole - noise
            training = changed.setdefault("training", {})
            training.pop("epochs", None)
            training |= {"seed": seed, "steps": steps, "snapshot_every": max(1, steps // LOOKS)}
            Recipe.read(changed)
            made.append(Trial(noise, whole - noise, seed, changed))
    return made


def measure(generator: Generator, data: Data, judge: Judge | None, count: int = COUNT) -> dict[str, float | None]:
    """How faithful and how varied a generator is, both 1 at best.

    Of pictures, as `judge` reads them: `fidelity` is the share that is what was asked for, `diversity` the spread
    within a class relative to real ones, `same` the share of pairs of a class that look the same. Of points: the share
    near real ones, and the share of real ones that have one near.
    """
    labels = np.arange(count) % generator.classes
    examples = generator.generate(generator.noise(count, seed=0), labels)
    if judge is None:
        found = judge_points(examples, data.train.inputs, data.train.labels)
        return {"fidelity": found["quality"], "diversity": found["coverage"], "same": None}
    read = judge.quick(examples, labels)
    alike = [share for share in read["same"] or [] if share is not None]
    same = float(np.mean(alike)) if alike else None
    return {"fidelity": read["agreement"], "diversity": read["spread"], "same": same}


def judge_for(data: Data, name: str | None = None) -> Judge | None:
    """Who judges what is made of such data: None where points are compared with real ones as they are.

    Raises: `DataError` when the data is pictures that the judge cannot read.
    """
    if len(data.input_shape) == 1:
        return None
    return Judge.bundled(data) if name is None else Judge.named(name, data)


def same_asked(generator: Generator, rows: int = ROWS) -> tuple[np.ndarray, int]:
    """(examples, columns): a column for each label, a row for each noise; shorter noise is the beginning of longer."""
    steering, columns = Steering(generator), min(generator.classes, 20)
    asked = [Sample(label, seed) for seed in range(rows) for label in range(columns)]
    return steering.examples(asked), columns


def _refuse(message: str) -> RecipeError:
    return RecipeError(Problem("sweep-recipe", message))
