"""Numbers, shapes and layers in words, as a person would say them."""

import math
from typing import Any

from netsumiki.engine.layers import Layer
from netsumiki.engine.nodes import Node
from netsumiki.engine.registry import Shape

GAP = "\N{NO-BREAK SPACE}"


def number(n: float) -> str:
    """24,460 for whole numbers, three digits for others: 0.0912."""
    if not math.isfinite(n):
        return "not a number" if math.isnan(n) else "infinite"
    if n == int(n):
        return f"{int(n):,}"
    return f"{n:,.0f}" if abs(n) >= 100 else f"{n:#.3g}"


def count(n: int, word: str, words: str | None = None) -> str:
    """1 layer, 2 layers."""
    return f"{number(n)} {word if n == 1 else words or word + 's'}"


def percent(share: float, examples: int | None = None) -> str:
    """97.29 %, with as many decimals as the number of examples can tell apart."""
    decimals = 1 if examples is None or examples < 1000 else 2
    return f"{100 * share:.{decimals}f}{GAP}%"


def sureness(chance: float) -> str:
    """How sure the network is; never rounded up to certainty."""
    return f"over 99.9{GAP}%" if 0.9995 <= chance < 1 else percent(chance)


def duration(seconds: float) -> str:
    """5.7 s, 2 min 30 s, 1 h 4 min."""
    if seconds < 9.95:
        return f"{seconds:.1f}{GAP}s"
    whole = round(seconds)
    if whole < 60:
        return f"{whole}{GAP}s"
    if whole < 3600:
        return f"{whole // 60}{GAP}min {whole % 60}{GAP}s"
    return f"{whole // 3600}{GAP}h {whole % 3600 // 60}{GAP}min"


def times(pair: Any) -> str:
    """5 × 5."""
    return f"{GAP}×{GAP}".join(map(str, pair))


def shape_in_words(shape: Shape | None) -> str:
    """8 maps of 24 × 24; 10 numbers; 20 steps of 64 numbers."""
    if shape is None:
        return "unknown"
    if len(shape) == 3:
        return f"{count(shape[2], 'map')} of {times(shape[:2])}"
    if len(shape) == 2:
        return f"{count(shape[0], 'step')} of {count(shape[1], 'number')}"
    return count(shape[0] if shape else 1, "number")


def input_in_words(shape: Shape) -> str:
    """28 × 28, grey: a picture's channels are colours, not maps."""
    colours = {1: "grey", 3: "colour"}
    if len(shape) == 3 and shape[2] in colours:
        return f"{times(shape[:2])}, {colours[shape[2]]}"
    return shape_in_words(shape)


def layer_label(layer: Layer) -> str:
    """Conv 2D."""
    return getattr(layer, "label", None) or layer.registered_name.replace("_", " ").capitalize()


# Options that say what a layer is; of the others only those that differ from their defaults are told.
ALWAYS = {
    "filters": lambda v: count(v, "filter"),
    "units": lambda v: count(v, "unit"),
    "entries": lambda v: count(v, "entry", "entries"),
    "kernel_size": times,
    "pool_size": times,
    "factor": lambda v: f"larger by {times(v)}",
    "rate": lambda v: f"{100 * v:g}{GAP}%",
    "slope": lambda v: f"slope {v:g}",
}
CHANGED = {
    "strides": lambda v: f"stride {v[0] if v[0] == v[1] else times(v)}",
    "padding": lambda v: v if isinstance(v, str) else f"padding {v[0] if v[0] == v[1] else times(v)}",
}
SILENT = ("initializer", "eps", "momentum")


def options_in_words(layer: Layer) -> list[str]:
    """8 filters, 5 × 5, stride 2: the most telling ones first."""
    changed = layer.options()
    always = [say(getattr(layer, name)) for name, say in ALWAYS.items() if name in layer.declared]
    others = [name for name in layer.declared if name in changed and name not in ALWAYS and name not in SILENT]
    return always + [_option(name, getattr(layer, name)) for name in others]


def _option(name: str, value: Any) -> str:
    if name in CHANGED:
        return CHANGED[name](value)
    words = name.replace("_", " ")
    if isinstance(value, bool):
        return words if value else f"no {words}"
    if isinstance(value, tuple):
        same = len(value) == 2 and value[0] == value[1]
        return f"{words} {value[0] if same else times(value)}"
    return f"{words} {value:g}" if isinstance(value, float) else f"{words} {value}"


def parameters_in_words(node: Node) -> str:
    """208 parameters; or whose parameters it uses; or nothing."""
    if node.layer is not None and node.layer.shared is not None:
        return f"shared with {node.layer.shared.name}"
    return count(node.parameter_count, "parameter") if node.parameter_count else ""
