"""The registered parts by their class names, for people who build in Python: `layers.Dense(units=10)`."""

from collections.abc import Iterator
from typing import Any

from netsumiki.engine.errors import did_you_mean
from netsumiki.engine.layers import Layer
from netsumiki.engine.layers import layers as layer_registry
from netsumiki.engine.losses import losses as loss_registry
from netsumiki.engine.optimizers import optimizers as optimizer_registry
from netsumiki.engine.registry import Declared, Registry


class Parts:
    """The classes in a registry as attributes; iterating gives the names by which recipes know them."""

    def __init__(self, registry: Registry[Any]):
        self._registry = registry

    def _classes(self) -> dict[str, type[Declared]]:
        return {self._registry[name].__name__: self._registry[name] for name in self._registry}

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        classes = self._classes()
        if name not in classes:
            raise AttributeError(f"there is no {self._registry.kind} {name}{did_you_mean(name, classes)}")
        return classes[name]

    def __dir__(self) -> list[str]:
        return list(self._classes())

    def __iter__(self) -> Iterator[str]:
        return iter(self._registry)

    def __repr__(self) -> str:
        return f"<{self._registry.plural}: {', '.join(self._classes())}>"


layers, losses, optimizers = Parts(layer_registry), Parts(loss_registry), Parts(optimizer_registry)


def layer(name: str, **options: Any) -> Layer:
    """The layer that recipes call `name`: `layer("dense", units=10)`."""
    return layer_registry.create(name, **options)
