"""Cells of the recurrent layers: all gates of one unit at one step, and what they did to its state."""

from typing import Any

import numpy as np

from netsumiki.engine.errors import DataError, Problem
from netsumiki.engine.layers.recurrence import Reading, Recurrent
from netsumiki.engine.layers.recurrent import GRU, LSTM, SimpleRNN
from netsumiki.insight.inside.cell import Cell, Patch, Sum, Terms, at, wide
from netsumiki.insight.inside.geometry import in_channel
from netsumiki.insight.inside.looking import Seen
from netsumiki.insight.inside.views import Place, View, explains, view_of

FIRST = 0  # the only example that is looked at


def over_time(seen: Seen, direction: int = 0) -> dict[str, np.ndarray]:
    """What the gates and states of a recurrent layer were while it read: name → (T, units), each step in its place.

    Of an LSTM i, f, o, g, h and c; of a GRU r, z, n and h; of a simple RNN h. `direction` 1 reads from the end.

    Raises: `DataError` when the layer reads no steps, or not in this direction.
    """
    layer, view = seen.layer, view_of(seen.layer)
    if not isinstance(layer, Recurrent) or not isinstance(view, GateView):
        message = f"{layer.name} reads no steps, one after the other: choose a recurrent layer"
        raise DataError(Problem("no-steps", message, node=layer.name))
    if direction >= len(layer.readings):
        message = f"{layer.name} reads from the front alone: ask for direction 0, or make it bidirectional"
        raise DataError(Problem("no-direction", message, node=layer.name, facts={"value": direction}))
    return {name: values.copy() for name, values in view.over_time(layer.readings[direction]).items()}


class GateView(View):
    """`index` says unit, direction, step and which state; the gates say what they were summed of."""

    gates: tuple[tuple[str, str], ...]  # (name, function) in the order of the columns of W
    states: tuple[str, ...] = ("h",)

    def output(self, seen: Seen, index: Place) -> Cell:
        layer: Any = seen.layer
        reading, state, unit = self.column(layer, index[-1])
        step = index[0] if layer.returns == "sequence" else reading.steps[-1][0]
        return self.told(seen, index, reading, state, unit, step, float(seen.output[index]))

    def output_at_step(self, seen: Seen, index: Place, step: int) -> Cell:
        """The state of the same unit after another step; its value is that state's."""
        layer: Any = seen.layer
        reading, state, unit = self.column(layer, index[-1])
        if not 0 <= step < reading.T:
            message = f"{layer.name} read {reading.T} steps, got step {step}: choose one from 0 to {reading.T - 1}"
            raise DataError(Problem("step-range", message, node=layer.name, facts={"value": step, "steps": reading.T}))
        _, _, after = next(s for s in reading.steps if s[0] == step)
        return self.told(seen, index, reading, state, unit, step, float(reading.state[state, after, FIRST, unit]))

    def column(self, layer: Recurrent, column: int) -> tuple[Reading, int, int]:
        """(direction, which state, unit) of a column of the output"""
        kept = layer.states if layer.returns == "state" else 1
        direction, rest = divmod(column, kept * layer.units)
        return layer.readings[direction], *divmod(rest, layer.units)

    def told(self, seen: Seen, index: Place, reading: Reading, state: int, unit: int, step: int, value: float) -> Cell:
        _, before, _ = next(s for s in reading.steps if s[0] == step)
        sums = self.sums(seen, reading, before, step, unit)
        x = seen.inputs[0]
        hidden = np.array(reading.state[0, before, FIRST])
        windows = (Patch.cut("x", x, (step, 0), (1, x.shape[1])), Patch.cut("h", hidden, (0,), hidden.shape))
        terms, steps = self.state(reading, {s.name: s for s in sums}, state, step, unit)
        steps = (("step", float(step)), ("unit", float(unit)), *steps)
        return Cell("gates", index, value, terms, windows=windows, steps=steps, sums=sums)

    def state(
        self, reading: Reading, gate: dict[str, Sum], state: int, step: int, unit: int
    ) -> tuple[tuple[Terms, ...], tuple[tuple[str, float], ...]]:
        """What the gates made of the unit's state: (terms, further steps)."""
        raise NotImplementedError

    def over_time(self, reading: Reading) -> dict[str, np.ndarray]:
        """Each gate, and each state after it, at every step: (T, units)."""
        units = reading.layer.units
        gates = {name: reading.a[:, FIRST, n * units :][:, :units] for n, (name, _) in enumerate(self.gates)}
        return gates | {name: reading.state[j, reading.after, FIRST] for j, name in enumerate(self.states)}

    # -- the sums of the gates --------------------------------------------------------------------------------

    def sums(self, seen: Seen, reading: Reading, before: int, step: int, unit: int) -> tuple[Sum, ...]:
        return tuple(
            self.gate(seen, reading, before, step, unit, number, name, function)
            for number, (name, function) in enumerate(self.gates)
        )

    def gate(
        self, seen: Seen, reading: Reading, before: int, step: int, unit: int, number: int, name: str, function: str
    ) -> Sum:
        column = number * reading.layer.units + unit
        terms = (self.of_input(seen, reading, step, column), self.of_state(reading, before, column))
        return Sum(name, function, float(reading.a[step, FIRST, column]), terms, self.offset(reading, column))

    def of_input(self, seen: Seen, reading: Reading, step: int, column: int) -> Terms:
        """Σ x[t, d] · W[d, column]"""
        W = reading.W.value
        rows = np.arange(len(W))[:, np.newaxis]
        x_at, W_at = np.concatenate([np.full_like(rows, step), rows], axis=1), in_channel(rows, column)
        return Terms("x", x_at, at(seen.inputs[0], x_at), at(W, W_at), reading.called("W"), W_at)

    def of_state(self, reading: Reading, before: int, column: int, factor: float = 1.0) -> Terms:
        """factor · Σ h[k] · U[k, column], h before this step"""
        U = reading.U.value
        rows = np.arange(len(U))[:, np.newaxis]
        U_at = in_channel(rows, column)
        return Terms("h", rows, wide(reading.state[0, before, FIRST]), factor * at(U, U_at), reading.called("U"), U_at)

    def offset(self, reading: Reading, column: int) -> float:
        return float(reading.b.value[column]) if reading.b else 0.0


def single(of: str, unit: int, number: float, factor: float = 1.0, factor_of: str | None = None) -> Terms:
    """One number of a state times one of a gate."""
    where = np.array([[unit]])
    place = None if factor_of is None else where
    return Terms(of, where, np.array([number]), np.array([factor]), factor_of, place)


@explains(SimpleRNN)
class SimpleRNNView(GateView):
    """h = tanh(the sum)"""

    gates = (("h", "tanh"),)  # the state itself: `a` keeps the sum before tanh

    def sums(self, seen, reading, before, step, unit):
        made = super().sums(seen, reading, before, step, unit)[0]
        _, _, after = next(s for s in reading.steps if s[0] == step)
        value = float(reading.state[0, after, FIRST, unit])
        return (Sum(made.name, made.function, value, made.terms, made.bias),)

    def state(self, reading, gate, state, step, unit):
        return (single("h", unit, gate["h"].value),), ()


@explains(LSTM)
class LSTMView(GateView):
    """c = f · c before + i · g, h = o · tanh(c)"""

    gates = (("i", "sigmoid"), ("f", "sigmoid"), ("o", "sigmoid"), ("g", "tanh"))
    states = ("h", "c")

    def state(self, reading, gate, state, step, unit):
        _, before, after = next(s for s in reading.steps if s[0] == step)
        old, new = (float(reading.state[1, t, FIRST, unit]) for t in (before, after))
        shown, opened = float(np.tanh(new)), gate["o"].value
        kept = single("c before", unit, old, gate["f"].value, "f")
        written = single("g", unit, gate["g"].value, gate["i"].value, "i")
        steps = (("c before", old), ("c", new), ("tanh c", shown), ("h", opened * shown))
        return ((kept, written) if state else (single("tanh c", unit, shown, opened, "o"),)), steps


@explains(GRU)
class GRUView(GateView):
    """h = z · h before + (1 − z) · n"""

    gates = (("r", "sigmoid"), ("z", "sigmoid"), ("n", "tanh"))

    def gate(self, seen, reading, before, step, unit, number, name, function):
        if name != "n":
            return super().gate(seen, reading, before, step, unit, number, name, function)
        column = number * reading.layer.units + unit  # x W + b + r · (h U + d)
        r = float(reading.a[step, FIRST, unit])
        d = float(reading.d.value[unit]) if reading.d else 0.0
        terms = (self.of_input(seen, reading, step, column), self.of_state(reading, before, column, r))
        bias = self.offset(reading, column) + r * d
        return Sum(name, function, float(reading.a[step, FIRST, column]), terms, bias)

    def state(self, reading, gate, state, step, unit):
        _, before, _ = next(s for s in reading.steps if s[0] == step)
        old, z = float(reading.state[0, before, FIRST, unit]), gate["z"].value
        terms = (single("h before", unit, old, z, "z"), single("n", unit, gate["n"].value, 1 - z))
        return terms, (("h before", old),)
