"""Models in memory: loaded when they are first used, and again when their file has changed."""

from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from netsumiki.engine.errors import ModelFileError, Problem
from netsumiki.exporting.model_file import Model, load_model

MOST_LOADED = 8


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
        self.model: Model | None = None


_loaded: OrderedDict[Path, _Loaded] = OrderedDict()
_register = Lock()


@contextmanager
def opened(path: Path) -> Iterator[Model]:
    """The model in that file, loaded once and again whenever the file has changed; nobody else uses it meanwhile."""
    with _register:
        entry = _loaded.setdefault(path, _Loaded())
        _loaded.move_to_end(path)
        while len(_loaded) > MOST_LOADED:
            _loaded.popitem(last=False)
    with entry.lock:
        now = stamp(path)
        if entry.model is None or entry.stamp != now:
            entry.model, entry.stamp = load_model(path), now
        yield entry.model
