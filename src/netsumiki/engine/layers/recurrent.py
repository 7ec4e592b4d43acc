"""Recurrent layers: the gates of each, and how their gradient finds its way back through time.

Going back, from the last step to the first, each step turns the gradient of the state after it into that of the state
before it: backpropagation through time. The slopes of the gates do not depend on it and are computed for a few steps at
once. Arrays have the directions first, then the steps: (R, T, N, …).
"""

from typing import Any

import numpy as np

from netsumiki.engine.initializers import Zeros
from netsumiki.engine.layers.base import layers
from netsumiki.engine.layers.recurrence import Recurrent
from netsumiki.engine.ops.sums import column_sums


def to_shares(xp: Any, a: Any) -> None:
    """½ a becomes σ(a) = 1 / (1 + e⁻ᵃ) = ½ tanh(½ a) + ½, which never overflows; here from tanh(½ a) on."""
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

    def read(self, U):
        h = self.state[0]
        for t in range(self.a.shape[2]):
            self.xp.tanh(self.heard(t, U)[:, 0], out=h[:, t + 1])

    def unread(self, back, dh, carried):
        xp, h, d = self.xp, self.state[0][:, 1:], carried[0]
        da = self.buffer("da", *self.a.shape)
        for some in self.blocks():
            slope = xp.multiply(h[:, some], h[:, some], out=self.buffer("slope", *h[:, some].shape))
            xp.subtract(1, slope, out=slope)  # tanh′ = 1 − h²
            for t in reversed(range(some.start, some.stop)):
                if dh is not None:
                    d += dh[:, t]
                xp.multiply(d, slope[:, t - some.start], out=da[:, 0, t])
                xp.matmul(da[:, 0, t], back[:, 0], out=d)
        return da, da


I, F, O, G = range(4)  # noqa: E741 - the gates of an LSTM are called so everywhere
R, Z, N = range(3)  # those of a GRU


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
    shares = 3
    states = 2

    def first_bias(self):
        return ForgetNothing()

    def read(self, U):
        xp, (h, c) = self.xp, self.state
        self.shown = self.buffer("shown", *h[:, 1:].shape)  # tanh(c)
        for t in range(self.a.shape[2]):
            a, now, shown = self.heard(t, U), c[:, t + 1], self.shown[:, t]
            xp.tanh(a, out=a)
            to_shares(xp, a[:, : self.shares])
            xp.multiply(a[:, F], c[:, t], out=now)
            now += xp.multiply(a[:, I], a[:, G], out=self.said[:, I])
            xp.tanh(now, out=shown)
            xp.multiply(a[:, O], shown, out=h[:, t + 1])

    def unread(self, back, dh, carried):
        xp, (d, dc) = self.xp, carried
        da, step = self.buffer("da", *self.a.shape), self.buffer("step", *carried[0].shape)
        for some in self.blocks():
            slope, through = self.slopes(some)
            for t in reversed(range(some.start, some.stop)):
                now, s = da[:, :, t], slope[:, :, t - some.start]
                if dh is not None:
                    d += dh[:, t]
                dc += xp.multiply(d, through[:, t - some.start], out=step)
                xp.multiply(s, dc[:, None], out=now)  # of i, f and g
                xp.multiply(s[:, O], d, out=now[:, O])  # o has its part in h, not in c
                self.brought_back(now, back, out=d)
                dc *= self.a[:, F, t]
        return da, da

    def slopes(self, some):
        """(of each gate, times what it is multiplied with; of h = o tanh(c) for c) of some steps."""
        xp, a, shown, shares = self.xp, self.a[:, :, some], self.shown[:, some], slice(self.shares)
        slope = xp.multiply(a, a, out=self.buffer("slope", *a.shape))
        xp.subtract(a[:, shares], slope[:, shares], out=slope[:, shares])  # σ′ = σ − σ²
        xp.subtract(1, slope[:, G], out=slope[:, G])  # tanh′ = 1 − tanh²
        slope[:, I] *= a[:, G]
        slope[:, F] *= self.state[1][:, some]  # c before each step
        slope[:, O] *= shown
        slope[:, G] *= a[:, I]
        through = xp.multiply(shown, shown, out=self.buffer("through", *shown.shape))
        xp.subtract(1, through, out=through)
        through *= a[:, O]
        return slope, through


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
    shares = 2

    def build(self, x, state=None):
        super().build(x, state)
        for r in self.readings:
            r.d = self.param(r.called("d"), (self.units,), decay=False) if self.bias else None

    def read(self, U):
        xp, h = self.xp, self.state[0]
        d = [None if r.d is None else r.d.value for r in self.readings]
        self.remembered = self.buffer("remembered", *h[:, 1:].shape)  # h U + d, before r
        for t in range(self.a.shape[2]):
            a, said, remembered = self.a[:, :, t], self.recalled(t, U), self.remembered[:, t]
            shares, n, now = a[:, : self.shares], a[:, N], h[:, t + 1]
            shares += said[:, : self.shares]
            xp.tanh(shares, out=shares)
            to_shares(xp, shares)
            for one, of_gate, offset in zip(remembered, said[:, N], d, strict=True):
                xp.add(of_gate, 0 if offset is None else offset, out=one)
            n += xp.multiply(a[:, R], remembered, out=now)
            xp.tanh(n, out=n)
            xp.subtract(h[:, t], n, out=now)
            now *= a[:, Z]
            now += n

    def unread(self, back, dh, carried):
        xp, d = self.xp, carried[0]
        da, du = (self.buffer(name, *self.a.shape) for name in ("da", "du"))
        step = self.buffer("step", *d.shape)
        for some in self.blocks():
            slope = self.slopes(some)
            for t in reversed(range(some.start, some.stop)):
                s, now, said = slope[:, :, t - some.start], da[:, :, t], du[:, :, t]
                if dh is not None:
                    d += dh[:, t]
                d_new = xp.multiply(d, s[:, N], out=now[:, N])
                xp.multiply(d, s[:, Z], out=now[:, Z])
                xp.multiply(d_new, s[:, R], out=now[:, R])
                said[:, : self.shares] = now[:, : self.shares]
                xp.multiply(d_new, self.a[:, R, t], out=said[:, N])
                d *= self.a[:, Z, t]
                d += self.brought_back(said, back, out=step)
        if self.wants_params:
            self.add_offsets(du)
        return da, du

    def slopes(self, some):
        """(R, gates, steps, N, units): of h for what z and n are made of, and of n for what r is made of."""
        xp, a, shares = self.xp, self.a[:, :, some], slice(self.shares)
        slope = xp.multiply(a, a, out=self.buffer("slope", *a.shape))
        xp.subtract(a[:, shares], slope[:, shares], out=slope[:, shares])  # σ′ = σ − σ²
        xp.subtract(1, slope[:, N], out=slope[:, N])
        slope[:, R] *= self.remembered[:, some]
        difference = xp.subtract(self.state[0][:, some], a[:, N], out=self.buffer("difference", *a[:, N].shape))
        slope[:, Z] *= difference  # z (1 − z)(h[t − 1] − n)
        slope[:, N] *= xp.subtract(1, a[:, Z], out=difference)  # (1 − n²)(1 − z)
        return slope

    def add_offsets(self, du: Any) -> None:
        """dd = Σ du of n, over all steps and samples."""
        for r, d in zip(self.readings, du[:, N], strict=True):
            if r.d:
                r.d.add(column_sums(self.xp, d.reshape(-1, self.units), self.buffer))
