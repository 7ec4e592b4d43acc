"""What recurrent layers share: they read a sequence step by step, and a state carries what they have read.

What does not depend on the state, x W + b, is one matrix product for all steps together; then each step adds what the
state says, h U, for all gates in one product. The gradients of W and U are one product each at the end.

Arrays have the steps first, (T, N, …), so that a step is one piece of memory.
"""

from typing import Any, ClassVar

from netsumiki.engine.initializers import Initializer, initializers
from netsumiki.engine.layers.base import Layer
from netsumiki.engine.ops.sums import column_sums
from netsumiki.engine.registry import Shape, option


class Recurrent(Layer):
    """What the recurrent layers share.

    Shapes: x (N, T, features) → y (N, units), the output after the last of the T steps; or as `returns` says, y
    (N, T, units), that after every step, or the state (N, states · units). A second input, shaped like such a state, is
    the state to begin with; without it all is 0. Read in both directions, all of this has twice as many columns: first
    those of the reading from the front.
    """

    inputs = (1, 2)
    gates: ClassVar[int]
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
        (N, T, D), U = x.shape, self.units
        self.x = self.buffer("x", T, N, D)
        self.x[...] = x.transpose(1, 0, 2)
        y = self.buffer("y", N, *((T,) if self.returns == "sequence" else ()), *self.output_shape(x.shape[1:])[-1:])
        for r in self.readings:
            r.begin(self.x, state)
            self.read(r)
            if self.returns == "sequence":
                y[:, :, r.place : r.place + U] = r.outputs.transpose(1, 0, 2)
            elif self.returns == "last":
                y[:, r.place : r.place + U] = r.last(0)
            else:
                for j in range(self.states):
                    y[:, r.state_columns(j)] = r.last(j)
        self.has_state = state is not None
        return y

    def backward(self, dy):
        (T, N, D), U, xp = self.x.shape, self.units, self.xp
        total: Any = None
        d_state: Any = self.buffer("d_state", N, self.directions * self.states * U) if self.has_state else None
        for r in self.readings:
            carried, dh = self.buffer(r.called("carried"), self.states, N, U), None
            carried.fill(0)
            if self.returns == "sequence":
                dh = self.buffer(r.called("dh"), T, N, U)
                dh[...] = dy[:, :, r.place : r.place + U].transpose(1, 0, 2)
            elif self.returns == "last":
                carried[0] = dy[:, r.place : r.place + U]
            else:
                for j in range(self.states):
                    carried[j] = dy[:, r.state_columns(j)]
            da, du = self.unread(r, dh, carried)
            if self.wants_params:
                r.add_gradients(self.x, da, du)
            if self.wants_inputs:
                dx = xp.matmul(da.reshape(T * N, -1), r.W.value.T, out=self.buffer(r.called("dx of steps"), T * N, D))
                total = dx if total is None else xp.add(total, dx, out=total)
                for j in range(self.states if self.has_state else 0):
                    d_state[:, r.state_columns(j)] = carried[j]
        if self.wants_inputs:
            dx = self.buffer("dx", N, T, D)
            dx[...] = total.reshape(T, N, D).transpose(1, 0, 2)
            return (dx, d_state) if self.has_state else dx

    def read(self, r: "Reading") -> None:
        """Go through the steps: from r.a = x W + b and the state to begin with to all states, `r.state`."""
        raise NotImplementedError

    def unread(self, r: "Reading", dh: Any, carried: Any) -> tuple[Any, Any]:
        """Go back through the steps: (dL/d(x W + b), dL/d(h U)), each (T, N, gates · units).

        dh (T, N, units) or None: dL/d output of each step. carried (states, N, units): dL/d last state, which becomes
        dL/d first state.
        """
        raise NotImplementedError


class Reading:
    """One direction in which a layer reads the sequence: its weights, and all states of the last batch.

    state (states, T + 1, N, units): step t makes state[:, after] from state[:, before]; from the front that is t and
    t + 1, from the end t + 1 and t.
    """

    def __init__(self, layer: Recurrent, direction: int, features: int):
        self.layer, self.direction, self.place = layer, direction, direction * layer.units
        U, wide = layer.units, layer.gates * layer.units
        self.W = layer.param(self.called("W"), (features, wide), layer.initializer, features, U)
        self.U = layer.param(self.called("U"), (U, wide), layer.recurrent_initializer, U, U)
        self.d: Any = None  # an offset of its own, where a layer has one
        self.b = layer.param(self.called("b"), (wide,), layer.first_bias(), decay=False) if layer.bias else None

    def called(self, name: str) -> str:
        return f"{name}_back" if self.direction else name

    def state_columns(self, j: int) -> slice:
        start = (self.direction * self.layer.states + j) * self.layer.units
        return slice(start, start + self.layer.units)

    def begin(self, x: Any, state: Any) -> None:
        (T, N, D), layer = x.shape, self.layer
        self.T, self.back = T, self.direction == 1
        self.a = layer.buffer(self.called("a"), T, N, layer.gates * layer.units)
        layer.xp.matmul(x.reshape(T * N, D), self.W.value, out=self.a.reshape(T * N, -1))
        if self.b:
            self.a += self.b.value
        self.state = layer.buffer(self.called("state"), layer.states, T + 1, N, layer.units)
        for j in range(layer.states):
            self.state[j, T if self.back else 0] = 0 if state is None else state[:, self.state_columns(j)]
        self.said = layer.buffer(self.called("said"), N, layer.gates * layer.units)

    @property
    def steps(self) -> list[tuple[int, int, int]]:
        """(t, before, after) in the order of reading."""
        return [(t, t + 1, t) for t in reversed(range(self.T))] if self.back else [(t, t, t + 1) for t in range(self.T)]

    @property
    def before(self) -> slice:
        """Where the state before each step lies."""
        return slice(1, None) if self.back else slice(0, -1)

    @property
    def after(self) -> slice:
        return slice(0, -1) if self.back else slice(1, None)

    @property
    def outputs(self) -> Any:
        """h after each step, (T, N, units)"""
        return self.state[0, self.after]

    def last(self, j: int) -> Any:
        return self.state[j, 0 if self.back else self.T]

    def add_gradients(self, x: Any, da: Any, du: Any) -> None:
        """dW = xᵀ da, dU = hᵀ du, db = Σ da, over all steps and samples at once"""
        layer, rows = self.layer, len(x) * x.shape[1]
        da, du = da.reshape(rows, -1), du.reshape(rows, -1)
        self.W.add_product(x.reshape(rows, -1).T, da, lambda *shape: layer.buffer("dW", *shape))
        h = self.state[0, self.before].reshape(rows, -1)
        self.U.add_product(h.T, du, lambda *shape: layer.buffer("dU", *shape))
        if self.b:
            self.b.add(column_sums(layer.xp, da, layer.buffer))
