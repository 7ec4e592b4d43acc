"""Several classifiers as one, each looking at a picture more than once; what they say is averaged."""

import json
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np

from netsumiki.data import Augmenter, Split
from netsumiki.data.storage import Progress, write_atomically
from netsumiki.engine.errors import DataError, ModelFileError, Problem
from netsumiki.engine.workspace import Streams
from netsumiki.exporting.finding import find_model
from netsumiki.exporting.model_file import AT_ONCE, Model, load_model

FILE_NAME = "ensemble.json"
AGAIN = Augmenter([{"augmentation": "shift", "pixels": 1}])
"""How a model sees a picture again: a little aside. As strongly distorted as in training it reads no better."""
VIEWS = 8


class Ensemble:
    """p = mean of p_m(x_v) over the models m and the views v of x: the picture itself, then shifted by up to a pixel.

    Raises: `DataError` unless all read the same shape and know the same classes.
    """

    def __init__(self, models: Sequence[Model], views: int = 1):
        first = models[0]
        for model in models[1:]:
            if model.input_shape != first.input_shape or model.class_names != first.class_names:
                message = "the models differ in what they read or in their classes: "
                raise DataError(Problem("ensemble-differs", message + "put together those of the same data"))
        self.models, self.views = list(models), views
        self.input_shape, self.class_names = first.input_shape, first.class_names

    def predict(self, inputs: Any, progress: Progress | None = None) -> np.ndarray:
        """Probabilities (N, classes) for images uint8 (N, H, W, C); the same at every call."""
        from threadpoolctl import threadpool_limits

        done = [0] * len(self.models)

        def ask(number: int) -> np.ndarray:
            looks = _looks(self.models[number], self.views)
            total = np.zeros((len(inputs), len(self.class_names)))
            for start in range(0, len(inputs), AT_ONCE):
                part = slice(start, start + AT_ONCE)
                for look in looks:
                    total[part] += look(inputs[part])
                done[number] = min(start + AT_ONCE, len(inputs))
                if progress:
                    progress("Reading pictures", sum(done), len(done) * len(inputs))
            return total / len(looks)

        if len(self.models) == 1:
            return ask(0)
        # a model for each core: side by side they are quicker than with products that are shared out
        with threadpool_limits(1, "blas"), ThreadPoolExecutor(os.cpu_count()) as pool:
            return np.mean(list(pool.map(ask, range(len(self.models)))), axis=0)

    def measure(self, split: Split) -> tuple[float, float]:
        """(mean of -log p of what is right, share that is right)."""
        p = self.predict(split.inputs)
        right = p[np.arange(len(split)), split.labels]
        return float(-np.log(np.maximum(right, 1e-12)).mean()), float((p.argmax(axis=1) == split.labels).mean())


def _looks(model: Model, views: int) -> list[Callable[[np.ndarray], np.ndarray]]:
    """What the model says of a piece, once for each view; pieces are to come in order."""

    def shifted(stream: np.random.Generator) -> Callable[[np.ndarray], np.ndarray]:
        def look(inputs: np.ndarray) -> np.ndarray:
            images = model.preprocessing.to_unit(inputs)
            drawn = AGAIN.draw(stream, len(images), model.input_shape)
            x = AGAIN.apply(images, drawn, np.empty_like(images))
            return model.predict(model.preprocessing.standardize(x))

        return look

    return [model.predict, *(shifted(Streams(view)["view"]) for view in range(1, views))]


# -- which of them ----------------------------------------------------------------------------------------------------


def choose(models: Sequence[Model], split: Split, views: int = VIEWS) -> tuple[list[int], int, list[dict[str, Any]]]:
    """(the numbers of the models to use, how often they look, what was tried): what does best on the validation data.

    Tried are the best model alone and all together, each with one look and with `views`. The smallest loss decides: it
    tells more than the few pictures that one gets right and another does not.
    """
    alone = [Ensemble([model]).measure(split)[0] for model in models]
    best, everyone = int(np.argmin(alone)), list(range(len(models)))
    tried: list[dict[str, Any]] = []
    for some in [[best]] + ([everyone] if len(models) > 1 else []):
        for looks in sorted({1, views}):
            loss, accuracy = Ensemble([models[i] for i in some], looks).measure(split)
            tried.append({"models": some, "views": looks, "loss": loss, "accuracy": accuracy})
    chosen = min(tried, key=lambda one: one["loss"])
    return chosen["models"], chosen["views"], tried


# -- its file ---------------------------------------------------------------------------------------------------------


def keep(folder: Path, members: Sequence[str], views: int, tried: list[dict[str, Any]]) -> None:
    """Note in `folder` which of the run folders in it make up the ensemble, and what was measured."""
    told = {"version": 1, "models": list(members), "views": views, "tried": tried}
    write_atomically(folder / FILE_NAME, (json.dumps(told, indent=1) + "\n").encode())


def load_ensemble(name: Path | str, also: Sequence[Path | str] = (), views: int | None = None) -> Ensemble:
    """The ensemble in a folder, or the model called `name` and those beside it; `views` instead of those chosen.

    Raises: `ModelFileError` when there is none, `DataError` when they do not fit together.
    """
    chosen, paths = 1, [find_model(one) for one in (name, *also)] if not _file(name).is_file() else []
    if not paths:
        members, chosen = _read(_file(name))
        paths = [find_model(one) for one in [*(Path(name) / member for member in members), *also]]
    return Ensemble([load_model(path) for path in paths], views or chosen)


def _file(name: Path | str) -> Path:
    return Path(name) / FILE_NAME


def _read(file: Path) -> tuple[list[str], int]:
    try:
        told = json.loads(file.read_text("utf-8"))
        members, views = [str(member) for member in told["models"]], int(told["views"])
        if told["version"] == 1 and members and views > 0 and all(Path(member).name == member for member in members):
            return members, views
    except (OSError, ValueError, KeyError, TypeError):
        pass
    message = f"{file} tells of no ensemble: train one with netsumiki kaggle train, or name the models one by one"
    raise ModelFileError(Problem("ensemble-file", message, facts={"path": str(file)}))
