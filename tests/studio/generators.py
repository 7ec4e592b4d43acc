"""Small generators for the tests of the server: runs with a timeline, and models that were never trained."""

from typing import Any

import numpy as np

from netsumiki.data import Data, Split
from netsumiki.engine.graph import Graph
from netsumiki.engine.workspace import Workspace
from netsumiki.exporting.generator_file import Generator
from netsumiki.recipes import templates
from netsumiki.studio import runs
from netsumiki.studio.hearing import Heard
from netsumiki.studio.models import Run
from netsumiki.training import Run as Training
from netsumiki.training.recipe import Recipe
from tests.training.adversaries import BARS, POINTS, changed

PLANE = changed(POINTS, training__steps=40, training__snapshot_every=10, data__dataset__count=400)
PICTURES = changed(BARS, training__steps=8, training__snapshot_every=4)
"""Of 8 × 8 pixels, in three classes."""


def bars() -> Data:
    """Pictures of three kinds, which no registered data set has."""
    inputs = np.zeros((96, 8, 8, 1), np.uint8)
    labels = np.arange(96) % 3
    for picture, label in zip(inputs, labels):
        picture[2 * label : 2 * label + 2] = 255
    split = Split(inputs, labels)
    return Data("bars", split, split, ("top", "middle", "bottom"))


def train(user, recipe: dict[str, Any], **fields) -> Run:
    """A run of this user that was trained to its end, as a supervisor would have heard it."""
    run = Run.objects.create(owner=user, name="calm-otter", recipe=recipe, state=Run.State.RUNNING, attempt=1)
    told: list[dict[str, Any]] = []
    data = None if "dataset" in recipe["data"] else bars()
    Training(recipe, out=runs.folder_of(run), data=data, threads=1, on_event=lambda e: told.append(e.to_json())).train()
    Heard(run, told).write()
    Run.objects.filter(pk=run.pk).update(**fields)
    run.refresh_from_db()
    return run


def untrained(template: str = "cgan", names: tuple[str, ...] = tuple("0123456789"), seed: int = 0) -> Generator:
    """A generator with the weights that it begins with, and its opponent; another `seed`, other weights."""
    recipe = Recipe.read(templates()[template])
    graphs = [Graph(recipe.document[network], Workspace(seed=seed)) for network in recipe.networks]
    opponent = graphs[1] if len(graphs) > 1 else None
    return Generator(recipe.document, graphs[0], recipe.preprocessing, names, opponent, {"seed": 0, "step": 7})


def keep(user, generator: Generator, name: str = "model.safetensors", state: str = "succeeded") -> Run:
    """A run of this user whose folder holds the file of a generator."""
    run = Run.objects.create(owner=user, name="calm-otter", recipe=generator.recipe, state=state)
    runs.folder_of(run).mkdir(parents=True)
    generator.save(runs.folder_of(run) / name)
    return run
