"""Models in memory: loaded when they are first used, and again when their file has changed."""

import time
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from netsumiki.engine.errors import ModelFileError, Problem
from netsumiki.exporting.finding import load
from netsumiki.exporting.generator_file import Generator
from netsumiki.exporting.model_file import Model
from netsumiki.exporting.steering import Steering
from netsumiki.studio.trained import LIVE

MOST_LOADED = 8
DIRECTIONS_LAST = 30.0
"""Seconds for which a generator in training is steered along the same directions: they take a second to find."""


def stamp(path: Path) -> tuple[int, int]:
    """What changes when the file is written anew. Raises `ModelFileError` when it is gone."""
    try:
        facts = path.stat()
    except OSError:
        raise ModelFileError(Problem("model-gone", "the model's file is gone: choose another model")) from None
    return facts.st_mtime_ns, facts.st_size


class _Loaded:
    """A model in memory. Its layers reuse their buffers, so one request at a time may use it."""

    def __init__(self) -> None:
        self.lock, self.stamp = Lock(), (0, 0)
        self.model: Model | Steering | None = None
        self.since = 0.0  # when the directions of a generator in training were forgotten last


_loaded: OrderedDict[Path, _Loaded] = OrderedDict()
_register = Lock()


@contextmanager
def opened(path: Path) -> Iterator[Model]:
    """The classifier in that file, loaded once and again whenever the file has changed; nobody else uses it meanwhile.

    Raises: `ModelFileError` when it is gone, cannot be read, or is a generator.
    """
    with _opened(path) as model:
        if not isinstance(model, Model):
            message = "this model makes examples and cannot read any: choose a classifier, or generate with it"
            raise ModelFileError(Problem("model-kind", message, facts={"kind": "generator"}))
        yield model


@contextmanager
def opened_generator(path: Path) -> Iterator[Steering]:
    """The generator in that file, likewise, with the directions in which it was steered before."""
    with _opened(path) as model:
        if not isinstance(model, Steering):
            message = "this model reads examples and cannot make any: choose a generator, or train one"
            raise ModelFileError(Problem("model-kind", message, facts={"kind": "classifier"}))
        yield model


@contextmanager
def opened_any(path: Path) -> Iterator[Model | Generator]:
    with _opened(path) as model:
        yield model.generator if isinstance(model, Steering) else model


@contextmanager
def _opened(path: Path) -> Iterator[Model | Steering]:
    with _register:
        entry = _loaded.setdefault(path, _Loaded())
        _loaded.move_to_end(path)
        while len(_loaded) > MOST_LOADED:
            _loaded.popitem(last=False)
    with entry.lock:
        now = stamp(path)
        if entry.model is None or entry.stamp != now:
            found = load(path)
            entry.model = _steered(found, path, entry) if isinstance(found, Generator) else found
            entry.stamp = now
        yield entry.model


def _steered(generator: Generator, path: Path, entry: _Loaded) -> Steering:
    """Of a run in progress, whose file changes every second, directions are found anew only now and then."""
    made, now = Steering(generator), time.monotonic()
    known = vars(entry.model).get("directions") if path.name == LIVE and entry.model else None
    if known and now - entry.since < DIRECTIONS_LAST:
        made.directions = known
    else:
        entry.since = now
    return made
