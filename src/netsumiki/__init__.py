"""Netsumiki: build, train and understand neural networks on an engine written from scratch in NumPy.

    import netsumiki as nk

    result = nk.train("generator-cnn", out="runs/first")
    model = nk.load("runs/first")
    print(model.predict_picture("digit.png").label)

Every name below is imported when it is first used, so that `import netsumiki` costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

__all__ = [
    "Graph",
    "NetsumikiError",
    "Recipe",
    "Sequential",
    "data",
    "layer",
    "layers",
    "load",
    "losses",
    "optimizers",
    "templates",
    "train",
]

_HOMES = {
    "Graph": "netsumiki.engine.graph",
    "NetsumikiError": "netsumiki.engine.errors",
    "Recipe": "netsumiki.training",
    "Sequential": "netsumiki.sequential",
    "data": "netsumiki",
    "layer": "netsumiki.parts",
    "layers": "netsumiki.parts",
    "load": "netsumiki.exporting.finding",
    "losses": "netsumiki.parts",
    "optimizers": "netsumiki.parts",
    "templates": "netsumiki.recipes",
    "train": "netsumiki.training",
}

if TYPE_CHECKING:
    from netsumiki import data
    from netsumiki.engine.errors import NetsumikiError
    from netsumiki.engine.graph import Graph
    from netsumiki.exporting.finding import load
    from netsumiki.parts import layer, layers, losses, optimizers
    from netsumiki.recipes import templates
    from netsumiki.sequential import Sequential
    from netsumiki.training import Recipe, train


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'netsumiki' has no attribute {name!r}")
    home = _HOMES[name]
    value = import_module(f"netsumiki.{name}") if home == "netsumiki" else getattr(import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
