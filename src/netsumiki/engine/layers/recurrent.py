"""Recurrent layers: they read a sequence step by step, and a state carries what they have read on to the next step.

All three work alike. What does not depend on the state, x W + b, is one matrix product for all steps together; then
each step adds what the state says, h U, for all gates in one product. Backwards, the slopes of all gates are computed
for all steps at once, and the loop, from the last step to the first, only passes on what the state carried:
backpropagation through time. The gradients of W and U are one product each at the end.

Arrays have the steps first, (T, N, …), so that a step is one piece of memory.
"""

from typing import Any, ClassVar

import numpy as np

from netsumiki.engine.initializers import Initializer, Zeros, initializers
from netsumiki.engine.layers.base import Layer, layers
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


def sigmoid(xp: Any, a: Any) -> None:
    """a becomes 1 / (1 + e⁻ᵃ) = ½ + ½ tanh(a / 2), which never overflows."""
    a *= 0.5
    xp.tanh(a, out=a)
    a *= 0.5
    a += 0.5


@layers.register("simple_rnn", group="Recurrent")
class SimpleRNN(Recurrent):
    """h[t] = tanh(x[t] W + h[t − 1] U + b)

    Shapes: x (N, T, features), W (features, units), U (units, units) → y (N, units) or, as `returns` says,
    (N, T, units). A second input (N, units) is the state to begin with.

    Source: Elman, Finding structure in time, 1990
    """

    label = "Simple RNN"
    gates = 1

    def read(self, r):
        xp, U, h = self.xp, r.U.value, r.state[0]
        for t, before, after in r.steps:
            r.a[t] += xp.matmul(h[before], U, out=r.said)
            xp.tanh(r.a[t], out=h[after])

    def unread(self, r, dh, carried):
        xp, U, h, d = self.xp, r.U.value, r.outputs, carried[0]
        slope = xp.multiply(h, h, out=self.buffer("slope", *h.shape))  # tanh′ = 1 − h²
        xp.subtract(1, slope, out=slope)
        da = self.buffer(r.called("da"), *h.shape)
        for t, _, _ in reversed(r.steps):
            if dh is not None:
                d += dh[t]
            xp.multiply(d, slope[t], out=da[t])
            xp.matmul(da[t], U.T, out=d)
        return da, da


class ForgetNothing(Zeros):
    """b = 0, but 1 for the forget gate: the memory lasts until the network learns what to forget."""

    def draw(self, rng, shape, fan_in, fan_out):
        b = np.zeros(shape)
        units = shape[0] // LSTM.gates
        b[units : 2 * units] = 1
        return b


@layers.register("lstm", group="Recurrent")
class LSTM(Recurrent):
    """i, f, o = σ(x[t] W + h[t − 1] U + b), g = tanh(the same), c[t] = f · c[t − 1] + i · g, h[t] = o · tanh(c[t])

    Each of i (write), f (keep), o (show) and g (what is written) has its own `units` columns of W, U and b, in this
    order. Along c the gradient passes through no matrix, so that it does not fade. The bias of f begins with 1.

    Shapes: x (N, T, features), W (features, 4 · units), U (units, 4 · units) → y (N, units) or, as `returns` says,
    (N, T, units), or the state [h, c] (N, 2 · units). A second input (N, 2 · units) is the state to begin with.

    Source: Hochreiter & Schmidhuber, Long short-term memory, 1997; the gate f: Gers, Schmidhuber & Cummins, Learning to
    forget, 2000
    """

    label = "LSTM"
    gates = 4
    states = 2

    def first_bias(self):
        return ForgetNothing()

    def parts(self, a):
        """i, f, o and g of a (…, 4 · units), and the three that are shares together."""
        u = self.units
        return a[..., :u], a[..., u : 2 * u], a[..., 2 * u : 3 * u], a[..., 3 * u :], a[..., : 3 * u]

    def read(self, r):
        xp, U, (h, c) = self.xp, r.U.value, r.state
        r.shown = self.buffer(r.called("shown"), *h[1:].shape)  # tanh(c)
        for t, before, after in r.steps:
            a = r.a[t]
            a += xp.matmul(h[before], U, out=r.said)
            i, f, o, g, shares = self.parts(a)
            sigmoid(xp, shares)
            xp.tanh(g, out=g)
            xp.multiply(f, c[before], out=c[after])
            c[after] += xp.multiply(i, g, out=r.said[:, : self.units])
            xp.tanh(c[after], out=r.shown[t])
            xp.multiply(o, r.shown[t], out=h[after])

    def unread(self, r, dh, carried):
        xp, U, (d, dc) = self.xp, r.U.value, carried
        i, f, o, g, shares = self.parts(r.a)
        # The slope of each gate, times what it is multiplied with; and how h moves with c.
        slope = xp.subtract(1, r.a, out=self.buffer("slope", *r.a.shape))
        s_i, s_f, s_o, s_g, s_shares = self.parts(slope)
        s_shares *= shares  # σ′ = σ (1 − σ)
        s_i *= g
        s_f *= r.state[1, r.before]
        s_o *= r.shown
        xp.multiply(g, g, out=s_g)
        xp.subtract(1, s_g, out=s_g)
        s_g *= i
        through = xp.multiply(r.shown, r.shown, out=self.buffer("through", *r.shown.shape))
        xp.subtract(1, through, out=through)
        through *= o
        da = self.buffer(r.called("da"), *r.a.shape)
        step = self.buffer("step", *d.shape)
        for t, _, _ in reversed(r.steps):
            if dh is not None:
                d += dh[t]
            dc += xp.multiply(d, through[t], out=step)
            d_i, d_f, d_o, d_g, _ = self.parts(da[t])
            xp.multiply(dc, s_i[t], out=d_i)
            xp.multiply(dc, s_f[t], out=d_f)
            xp.multiply(d, s_o[t], out=d_o)
            xp.multiply(dc, s_g[t], out=d_g)
            xp.matmul(da[t], U.T, out=d)
            dc *= f[t]
        return da, da


@layers.register("gru", group="Recurrent")
class GRU(Recurrent):
    """r, z = σ(x[t] W + h[t − 1] U + b), n = tanh(x[t] W + b + r · (h[t − 1] U + d)), h[t] = z · h[t − 1] + (1 − z) · n

    r (look back), z (keep) and n (what is new) each have their own `units` columns of W, U and b, in this order; d is
    added only for n.

    Shapes: x (N, T, features), W (features, 3 · units), U (units, 3 · units), d (units,) → y (N, units) or, as
    `returns` says, (N, T, units). A second input (N, units) is the state to begin with.

    Source: Cho et al., Learning phrase representations using RNN encoder-decoder, 2014, with r behind the product
    as in cuDNN
    """

    label = "GRU"
    gates = 3

    def build(self, x, state=None):
        super().build(x, state)
        for r in self.readings:
            r.d = self.param(r.called("d"), (self.units,), decay=False) if self.bias else None

    def read(self, r):
        xp, U, h, u = self.xp, r.U.value, r.state[0], self.units
        r.recalled = self.buffer(r.called("recalled"), *h[1:].shape)  # h U + d, before r
        for t, before, after in r.steps:
            a, said = r.a[t], xp.matmul(h[before], U, out=r.said)
            shares, n = a[:, : 2 * u], a[:, 2 * u :]
            shares += said[:, : 2 * u]
            sigmoid(xp, shares)
            xp.add(said[:, 2 * u :], r.d.value if r.d else 0, out=r.recalled[t])
            n += xp.multiply(a[:, :u], r.recalled[t], out=h[after])
            xp.tanh(n, out=n)
            xp.subtract(h[before], n, out=h[after])
            h[after] *= a[:, u : 2 * u]
            h[after] += n

    def unread(self, r, dh, carried):
        xp, U, d, u = self.xp, r.U.value, carried[0], self.units
        look, keep, new = r.a[..., :u], r.a[..., u : 2 * u], r.a[..., 2 * u :]
        slope = xp.subtract(1, r.a, out=self.buffer("slope", *r.a.shape))
        s_look, s_keep, s_new = slope[..., :u], slope[..., u : 2 * u], slope[..., 2 * u :]
        xp.multiply(new, new, out=s_new)
        xp.subtract(1, s_new, out=s_new)
        s_new *= s_keep  # dh / d(before the tanh of n) = (1 − z)(1 − n²)
        s_look *= look
        s_look *= r.recalled  # … of n, for r: r (1 − r)(h U + d)
        s_keep *= keep
        difference = xp.subtract(r.state[0, r.before], new, out=self.buffer("difference", *new.shape))
        s_keep *= difference  # dh / d(before the σ of z) = z (1 − z)(h[t − 1] − n)
        da, du = (self.buffer(r.called(name), *r.a.shape) for name in ("da", "du"))
        step = self.buffer("step", *d.shape)
        for t, _, _ in reversed(r.steps):
            if dh is not None:
                d += dh[t]
            d_new = xp.multiply(d, s_new[t], out=da[t, :, 2 * u :])
            xp.multiply(d, s_keep[t], out=da[t, :, u : 2 * u])
            xp.multiply(d_new, s_look[t], out=da[t, :, :u])
            du[t, :, : 2 * u] = da[t, :, : 2 * u]
            xp.multiply(d_new, look[t], out=du[t, :, 2 * u :])
            d *= keep[t]
            d += xp.matmul(du[t], U.T, out=step)
        if self.wants_params and r.d:
            offsets = self.buffer(r.called("offsets"), *new.shape)
            offsets[...] = du[..., 2 * u :]
            r.d.add(column_sums(xp, offsets.reshape(-1, u), self.buffer))
        return da, du
