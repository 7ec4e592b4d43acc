"""What recurrent layers share: they read a sequence step by step, and a state carries what they have read.

What does not depend on the state, x W, is one matrix product for all steps together; then each step adds what the state
says, h U, for all gates in one call. The gradients of W and U are one call each at the end.

To read from the end is to read the reversed sequence, so both directions go through their first step together, then
through their second. The columns of W and U are those of one gate after the other; while the layer runs, each gate has
an array of its own, whose numbers so lie side by side in memory: (R directions, gates, T steps in the order of reading,
N, units).
"""

from collections.abc import Iterator
from typing import Any, ClassVar
from weakref import proxy

from netsumiki.engine.initializers import Initializer, initializers
from netsumiki.engine.layers.base import Layer
from netsumiki.engine.registry import Shape, option

CACHED = 2**16
"""So many numbers, a few times over, stay in the processor's cache while the slopes of the gates are made of them."""


class Recurrent(Layer):
    """What the recurrent layers share.

    Shapes: x (N, T, features) → y (N, units), the output after the last of the T steps; or as `returns` says, y
    (N, T, units), that after every step, or the state (N, states · units). A second input, shaped like such a state, is
    the state to begin with; without it all is 0. Read in both directions, all of this has twice as many columns: first
    those of the reading from the front.
    """

    inputs = (1, 2)
    gates: ClassVar[int]
    shares: ClassVar[int] = 0  # so many gates, the first ones, are shares from 0 to 1
    states: ClassVar[int] = 1

    units: int = option(64, ge=1, le=8192, help="Length of the state.")
    returns: str = option(
        "last",
        choices=["last", "sequence", "state"],
        help="What comes out: the output after the last step, after every step, or the state to go on from.",
    )
    bidirectional: bool = option(False, help="Read the sequence from the end as well, with weights of its own.")
    bias: bool = option(True, help="Add a learned offset to each gate.")
    initializer: Initializer = option("glorot", part=initializers, help="How the weights of the input begin.")
    recurrent_initializer: Initializer = option(
        "orthogonal", part=initializers, help="How the weights of the state begin."
    )

    @property
    def directions(self) -> int:
        return 2 if self.bidirectional else 1

    def output_shape(self, x: Shape, state: Shape | None = None) -> Shape:
        remedy = 'reshape to (steps, features), or let the layer before it return a "sequence"'
        self.require_rank(x, 2, remedy=remedy)
        if min(x) < 1:
            self.fail("rank", f"{self.registered_name} needs at least one step, got {x}: feed a longer sequence", got=x)
        whole = (self.directions * self.states * self.units,)
        if state is not None and state != whole:
            message = f"{self.registered_name} begins with a state of shape {whole}, got {state}: "
            message += 'feed the state of a like layer (returns "state")'
            self.fail("state-shape", message, got=state, expected=whole)
        if self.returns == "state":
            return whole
        last = self.directions * self.units
        return (x[0], last) if self.returns == "sequence" else (last,)

    def flops(self, x: Shape, state: Shape | None = None) -> int:
        return 2 * self.directions * x[0] * (x[1] + self.units) * self.gates * self.units

    def build(self, x: Shape, state: Shape | None = None) -> None:
        self.readings = [Reading(self, d, x[1]) for d in range(self.directions)]

    def first_bias(self) -> Any:
        """How the offsets begin."""
        return "zeros"

    # -- run --------------------------------------------------------------------------------------------------

    def forward(self, x, state=None, *, training):
        (N, T, D), R = x.shape, self.directions
        self.x = self.buffer("x", R, T, N, D + self.bias)
        self.x[..., D:] = 1  # one more feature, always 1, whose weight is the offset b
        self.a = self.buffer("a", R, self.gates, T, N, self.units)
        self.said = self.buffer("said", R, self.gates, N, self.units)
        self.state = self.buffer("state", self.states, R, T + 1, N, self.units)
        W = self.by_gates("W", "b")
        for d, r in enumerate(self.readings):
            self.x[d, ..., :D] = r.turned(x.transpose(1, 0, 2))
            self.xp.matmul(self.x[d].reshape(T * N, -1), W[d], out=self.a[d].reshape(self.gates, T * N, -1))
            for j in range(self.states):
                self.state[j, d, 0] = 0 if state is None else state[:, r.state_columns(j)]
        self.read(self.by_gates("U"))
        y = self.buffer("y", N, *((T,) if self.returns == "sequence" else ()), *self.output_shape(x.shape[1:])[-1:])
        for d, r in enumerate(self.readings):
            if self.returns == "sequence":
                y[:, :, r.columns] = r.turned(self.state[0, d, 1:]).transpose(1, 0, 2)
            elif self.returns == "last":
                y[:, r.columns] = self.state[0, d, T]
            else:
                for j in range(self.states):
                    y[:, r.state_columns(j)] = self.state[j, d, T]
        self.has_state = state is not None
        return y

    def backward(self, dy):
        R, T, N, _ = self.x.shape
        carried, dh = self.buffer("carried", self.states, R, N, self.units), None
        carried.fill(0)
        if self.returns == "sequence":
            dh = self.buffer("dh", R, T, N, self.units)
        for d, r in enumerate(self.readings):
            if dh is not None:
                dh[d] = r.turned(dy[:, :, r.columns].transpose(1, 0, 2))
            elif self.returns == "last":
                carried[0, d] = dy[:, r.columns]
            else:
                for j in range(self.states):
                    carried[j, d] = dy[:, r.state_columns(j)]
        da, du = self.unread(self.turned_gates("U"), dh, carried)
        if self.wants_params:
            for d, r in enumerate(self.readings):
                r.add_gradients(self.x[d], self.state[0, d, :T], da[d], du[d])
        if self.wants_inputs:
            return self.input_gradients(da, carried)

    def input_gradients(self, da: Any, carried: Any) -> Any:
        """dx = da Wᵀ, of both directions together, and what has come back to the state to begin with."""
        (R, T, N), D = self.x.shape[:3], len(self.readings[0].W.value)
        dx, of_gates = self.buffer("dx", N, T, D), self.buffer("dx of gates", self.gates, T * N, D)
        steps = self.buffer("dx of steps", T * N, D)
        d_state: Any = self.buffer("d_state", N, R * self.states * self.units) if self.has_state else None
        dx.fill(0)
        back = self.turned_gates("W")
        for d, r in enumerate(self.readings):
            self.xp.matmul(da[d].reshape(self.gates, T * N, -1), back[d], out=of_gates)
            self.xp.add.reduce(of_gates, axis=0, out=steps)
            dx += r.turned(steps.reshape(T, N, D)).transpose(1, 0, 2)
            for j in range(self.states if self.has_state else 0):
                d_state[:, r.state_columns(j)] = carried[j, d]
        return (dx, d_state) if self.has_state else dx

    def read(self, U: Any) -> None:
        """Go through the steps: from `self.a` = x W + b, and the state to begin with, to `self.state` after each step.

        U (R, gates, units, units). Of the gates that are shares, `a` and U hold the half: see `to_shares`.
        """
        raise NotImplementedError

    def unread(self, back: Any, dh: Any, carried: Any) -> tuple[Any, Any]:
        """Go back through the steps: (dL/d(x W + b), dL/d(h U)), each (R, gates, T, N, units).

        back (R, gates, units, units): Uᵀ. dh (R, T, N, units) or None: dL/d output of each step. carried (states, R, N,
        units): dL/d last state, which becomes dL/d first state.
        """
        raise NotImplementedError

    # -- what reading and unreading are made of ------------------------------------------------------------------

    def by_gates(self, *names: str) -> Any:
        """These parameters, one below the other, gate by gate: (R, gates, rows, units); of the shares the half."""
        values = [[r.gates_of(name) for name in names if getattr(r, name) is not None] for r in self.readings]
        rows = sum(v.shape[1] for v in values[0])
        gates = self.buffer(f"gates {names[0]}", len(values), self.gates, rows, self.units)
        for one, parts in zip(gates, values, strict=True):
            at = 0
            for part in parts:
                one[:, at : at + part.shape[1]] = part
                at += part.shape[1]
        gates[:, : self.shares] *= 0.5
        return gates

    def turned_gates(self, name: str) -> Any:
        """A parameter transposed, gate by gate: (R, gates, units, rows)."""
        values = [r.gates_of(name).transpose(0, 2, 1) for r in self.readings]
        turned = self.buffer(f"turned {name}", len(values), *values[0].shape)
        for one, value in zip(turned, values, strict=True):
            one[...] = value
        return turned

    def heard(self, t: int, U: Any) -> Any:
        """x W + b + h U of a step, (R, gates, N, units): what is read, and what the state before says to each gate."""
        a = self.a[:, :, t]
        a += self.recalled(t, U)
        return a

    def recalled(self, t: int, U: Any) -> Any:
        """h U of a step."""
        return self.xp.matmul(self.state[0][:, None, t], U, out=self.said)

    def brought_back(self, du: Any, back: Any, out: Any) -> Any:
        """Σ du Uᵀ over the gates, (R, N, units)"""
        return self.xp.add.reduce(self.xp.matmul(du, back, out=self.said), axis=1, out=out)

    def blocks(self) -> Iterator[slice]:
        """The steps from the last to the first, so many at a time as stay in the processor's cache."""
        T = self.a.shape[2]
        most = max(1, CACHED // self.a[:, :, 0].size)
        for stop in range(T, 0, -most):
            yield slice(max(0, stop - most), stop)


class Reading:
    """One direction in which a layer reads the sequence: its weights, and what the last batch made of it.

    a (T, N, gates · units), the gates, and state (states, T + 1, N, units) have their steps in the order of the
    sequence: step t makes state[:, after] from state[:, before]; from the front that is t and t + 1, from the end t + 1
    and t.
    """

    def __init__(self, layer: Recurrent, direction: int, features: int):
        self.layer, self.direction = proxy(layer), direction  # the layer holds this
        U, wide = layer.units, layer.gates * layer.units
        self.columns = slice(direction * U, (direction + 1) * U)
        self.W = layer.param(self.called("W"), (features, wide), layer.initializer, features, U)
        self.U = layer.param(self.called("U"), (U, wide), layer.recurrent_initializer, U, U)
        self.d: Any = None  # an offset of its own, where a layer has one
        self.b = layer.param(self.called("b"), (wide,), layer.first_bias(), decay=False) if layer.bias else None

    def called(self, name: str) -> str:
        return f"{name}_back" if self.direction else name

    def state_columns(self, j: int) -> slice:
        start = (self.direction * self.layer.states + j) * self.layer.units
        return slice(start, start + self.layer.units)

    def gates_of(self, name: str) -> Any:
        """A parameter (rows, gates · units) or (gates · units,), gate by gate: (gates, rows, units)."""
        value = getattr(self, name).value
        return value.reshape(-1, self.layer.gates, self.layer.units).transpose(1, 0, 2)

    def turned(self, steps: Any) -> Any:
        """Steps in the order of the sequence in that of reading, and the other way round."""
        return steps[::-1] if self.direction else steps

    @property
    def T(self) -> int:
        return self.layer.a.shape[2]

    @property
    def a(self) -> Any:
        gates, T, N, units = self.layer.a[self.direction].shape
        return self.turned(self.layer.a[self.direction].transpose(1, 2, 0, 3).reshape(T, N, gates * units))

    @property
    def state(self) -> Any:
        whole = self.layer.state[:, self.direction]
        return whole[:, ::-1] if self.direction else whole

    @property
    def steps(self) -> list[tuple[int, int, int]]:
        """(t, before, after) in the order of reading."""
        turned = self.direction == 1
        return [(t, t + 1, t) for t in reversed(range(self.T))] if turned else [(t, t, t + 1) for t in range(self.T)]

    @property
    def after(self) -> slice:
        """Where the state after each step lies."""
        return slice(0, -1) if self.direction else slice(1, None)

    @property
    def outputs(self) -> Any:
        """h after each step, (T, N, units)"""
        return self.state[0, self.after]

    def add_gradients(self, x: Any, h: Any, da: Any, du: Any) -> None:
        """dW = xᵀ da, dU = hᵀ du, over all steps and samples at once; h is the state before each step.

        The last row of xᵀ da, where x has a 1, is db = Σ da.
        """
        dU, D = self.summed("dU", h, du), len(self.W.value)
        self.U.add(dU)
        dW = self.summed("dW", x, da)
        self.W.add(dW[:D])
        if self.b:
            self.b.add(dW[D])

    def summed(self, name: str, x: Any, da: Any) -> Any:
        """xᵀ da of each gate, with the gates side by side as the parameter has them: (rows, gates · units)."""
        rows, (gates, T, N, units) = x.shape[-1], da.shape
        product = self.layer.buffer(name, rows, gates, units)
        x, da = x.reshape(T * N, rows), da.reshape(gates, T * N, units)
        self.layer.xp.matmul(x.T, da, out=product.transpose(1, 0, 2))
        return product.reshape(rows, gates * units)
