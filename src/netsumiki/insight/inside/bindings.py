"""The variables of a layer's source, bound to what they held on this example."""

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from netsumiki.engine.params import Statistic
from netsumiki.insight.inside.cell import number
from netsumiki.insight.inside.looking import Seen
from netsumiki.insight.inside.statistics import statistics

MOST_SHOWN = 24


@dataclass(frozen=True)
class Binding:
    """A variable as the source calls it, with its shape (the axis of samples first) and its first few numbers.

    `role`: "input", "output", "gradient", "parameter" or "kept" (what the layer remembers from one pass to the next).
    """

    name: str
    role: str
    shape: tuple[int, ...]
    dtype: str
    low: float | None
    high: float | None
    mean: float | None
    nan: int
    infinite: int
    excerpt: list[float | None]

    def describe(self) -> dict[str, Any]:
        return asdict(self) | {"shape": list(self.shape)}


def bindings_of(seen: Seen) -> list[Binding]:
    """x, y, dy and dx, every parameter with its gradient, and the arrays that the layer keeps."""
    several = len(seen.inputs) > 1
    dx, gradients = seen.back
    found = [_bound(f"inputs[{k}]" if several else "x", "input", x[np.newaxis]) for k, x in enumerate(seen.inputs)]
    found.append(_bound("y", "output", seen.output[np.newaxis]))
    if seen.dy is not None:
        found.append(_bound("dy", "gradient", seen.dy[np.newaxis]))
        found += [_bound(f"dx{k + 1}" if several else "dx", "gradient", d[np.newaxis]) for k, d in enumerate(dx)]
    for name, parameter in seen.layer.parameters.items():
        found.append(_bound(f"self.{name}.value", "parameter", parameter.value))
        if not isinstance(parameter, Statistic):
            found.append(_bound(f"self.{name}.grad", "gradient", gradients[name]))
    found += [_bound(f"self.{name}", "kept", value) for name, value in _arrays(seen.layer)]
    for reading in getattr(seen.layer, "readings", [])[:1]:
        found += [_bound(f"r.{name}", "kept", value) for name, value in _arrays(reading)]
    return found


def _arrays(holder: Any) -> list[tuple[str, np.ndarray]]:
    return [(name, value) for name, value in vars(holder).items() if isinstance(value, np.ndarray)]


def _bound(name: str, role: str, array: Any) -> Binding:
    array = np.asarray(array)
    told = statistics(array.astype(np.float32) if array.dtype == bool else array, histogram=False)
    excerpt = [number(v) for v in array.reshape(-1)[:MOST_SHOWN]]
    ends = (told.low, told.high, told.mean, told.nan, told.infinite)
    return Binding(name, role, array.shape, str(array.dtype), *ends, excerpt)
