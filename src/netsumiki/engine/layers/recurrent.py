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


def squash(xp: Any, a: Any, scale: Any, offset: Any) -> None:
    """a becomes scale · tanh(scale · a) + offset: with ½ and ½ that is σ(a) = 1 / (1 + e⁻ᵃ), with 1 and 0 tanh(a).

    It never overflows, and one tanh serves all gates of a step.
    """
    a *= scale
    xp.tanh(a, out=a)
    a *= scale
    a += offset


@layers.register("simple_rnn", group="Recurrent")
class SimpleRNN(Recurrent):
    """h[t] = tanh(x[t] W + h[t − 1] U + b)

    Shapes: x (N, T, features), W (features, units), U (units, units) → y (N, units) or, as `returns` says,
    (N, T, units). A second input (N, units) is the state to begin with.

    Source: Elman, Finding structure in time, 1990
    """

    label = "Simple RNN"
    gates = 1

    def read(self, U, b):
        h = self.state[0]
        for t in range(self.a.shape[1]):
            a = self.heard(t, b)
            a += self.recalled(t, U)
            self.xp.tanh(a, out=h[:, t + 1])

    def unread(self, U, dh, carried):
        xp, h, d, back = self.xp, self.state[0][:, 1:], carried[0], U.transpose(0, 2, 1)
        da = self.buffer("da", *h.shape)
        for some in self.blocks():
            slope = xp.multiply(h[:, some], h[:, some], out=self.buffer("slope", *h[:, some].shape))
            xp.subtract(1, slope, out=slope)  # tanh′ = 1 − h²
            for t in reversed(range(some.start, some.stop)):
                if dh is not None:
                    d += dh[:, t]
                xp.multiply(d, slope[:, t - some.start], out=da[:, t])
                xp.matmul(da[:, t], back, out=d)
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

    @property
    def places(self):
        """The columns of i, f, o and g, and of the three that are shares together."""
        u = self.units
        return slice(0, u), slice(u, 2 * u), slice(2 * u, 3 * u), slice(3 * u, 4 * u), slice(0, 3 * u)

    def read(self, U, b):
        xp, (h, c) = self.xp, self.state
        i, f, o, g, shares = self.places
        scale, offset = self.buffer("scale", 4 * self.units), self.buffer("offset", 4 * self.units)
        scale[shares], offset[shares] = 0.5, 0.5
        scale[g], offset[g] = 1, 0
        self.shown = self.buffer("shown", *h[:, 1:].shape)  # tanh(c)
        written = self.said[..., : self.units]
        for t in range(self.a.shape[1]):
            a = self.heard(t, b)
            a += self.recalled(t, U)
            squash(xp, a, scale, offset)
            now, shown = c[:, t + 1], self.shown[:, t]
            xp.multiply(a[..., f], c[:, t], out=now)
            now += xp.multiply(a[..., i], a[..., g], out=written)
            xp.tanh(now, out=shown)
            xp.multiply(a[..., o], shown, out=h[:, t + 1])

    def unread(self, U, dh, carried):
        xp, (d, dc), back = self.xp, carried, U.transpose(0, 2, 1)
        da, step = self.buffer("da", *self.a.shape), self.buffer("step", *carried[0].shape)
        _, f, o, *_ = self.places
        gates = (*d.shape[:2], self.gates, self.units)
        for some in self.blocks():
            slope, through = self.slopes(some)
            for t in reversed(range(some.start, some.stop)):
                now, s = da[:, t], slope[:, t - some.start]
                if dh is not None:
                    d += dh[:, t]
                dc += xp.multiply(d, through[:, t - some.start], out=step)
                xp.multiply(s.reshape(gates), dc[:, :, None], out=now.reshape(gates))  # of i, f and g
                xp.multiply(d, s[..., o], out=now[..., o])  # o has its part in h, not in c
                xp.matmul(now, back, out=d)
                dc *= self.a[:, t, :, f]
        return da, da

    def slopes(self, some):
        """(of each gate, times what it is multiplied with; of h = o tanh(c) for c) of some steps."""
        xp, a, shown = self.xp, self.a[:, some], self.shown[:, some]
        i, f, o, g, shares = self.places
        slope = xp.multiply(a, a, out=self.buffer("slope", *a.shape))
        xp.subtract(a[..., shares], slope[..., shares], out=slope[..., shares])  # σ′ = σ − σ²
        xp.subtract(1, slope[..., g], out=slope[..., g])  # tanh′ = 1 − tanh²
        slope[..., i] *= a[..., g]
        slope[..., f] *= self.state[1][:, some]  # c before each step
        slope[..., o] *= shown
        slope[..., g] *= a[..., i]
        through = xp.multiply(shown, shown, out=self.buffer("through", *shown.shape))
        xp.subtract(1, through, out=through)
        through *= a[..., o]
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

    def build(self, x, state=None):
        super().build(x, state)
        for r in self.readings:
            r.d = self.param(r.called("d"), (self.units,), decay=False) if self.bias else None

    def read(self, U, b):
        xp, h, u, d = self.xp, self.state[0], self.units, self.both("d")
        self.remembered = self.buffer("remembered", *h[:, 1:].shape)  # h U + d, before r
        for t in range(self.a.shape[1]):
            a, said, remembered = self.heard(t, b), self.recalled(t, U), self.remembered[:, t]
            shares, n, now = a[..., : 2 * u], a[..., 2 * u :], h[:, t + 1]
            shares += said[..., : 2 * u]
            squash(xp, shares, 0.5, 0.5)
            xp.add(said[..., 2 * u :], 0 if d is None else d, out=remembered)
            n += xp.multiply(a[..., :u], remembered, out=now)
            xp.tanh(n, out=n)
            xp.subtract(h[:, t], n, out=now)
            now *= a[..., u : 2 * u]
            now += n

    def unread(self, U, dh, carried):
        xp, d, u, back = self.xp, carried[0], self.units, U.transpose(0, 2, 1)
        da, du = (self.buffer(name, *self.a.shape) for name in ("da", "du"))
        step = self.buffer("step", *d.shape)
        for some in self.blocks():
            slope = self.slopes(some)
            for t in reversed(range(some.start, some.stop)):
                look, keep, s = self.a[:, t, :, :u], self.a[:, t, :, u : 2 * u], slope[:, t - some.start]
                now, said = da[:, t], du[:, t]
                if dh is not None:
                    d += dh[:, t]
                d_new = xp.multiply(d, s[..., 2 * u :], out=now[..., 2 * u :])
                xp.multiply(d, s[..., u : 2 * u], out=now[..., u : 2 * u])
                xp.multiply(d_new, s[..., :u], out=now[..., :u])
                said[..., : 2 * u] = now[..., : 2 * u]
                xp.multiply(d_new, look, out=said[..., 2 * u :])
                d *= keep
                d += xp.matmul(said, back, out=step)
        if self.wants_params:
            self.add_offsets(du)
        return da, du

    def slopes(self, some):
        """(R, steps, N, 3 · units): of h for what z and n are made of, and of n for what r is made of."""
        xp, u, a = self.xp, self.units, self.a[:, some]
        keep, new = a[..., u : 2 * u], a[..., 2 * u :]
        slope = xp.multiply(a, a, out=self.buffer("slope", *a.shape))
        s_look, s_keep, s_new = slope[..., :u], slope[..., u : 2 * u], slope[..., 2 * u :]
        shares = slope[..., : 2 * u]
        xp.subtract(a[..., : 2 * u], shares, out=shares)  # σ′ = σ − σ²
        xp.subtract(1, s_new, out=s_new)
        s_look *= self.remembered[:, some]
        difference = xp.subtract(self.state[0][:, some], new, out=self.buffer("difference", *new.shape))
        s_keep *= difference  # z (1 − z)(h[t − 1] − n)
        s_new *= xp.subtract(1, keep, out=difference)  # (1 − n²)(1 − z)
        return slope

    def add_offsets(self, du: Any) -> None:
        """dd = Σ du of n, over all steps and samples."""
        for r, d in zip(self.readings, du, strict=True):
            if r.d:
                offsets = self.buffer("offsets", *d.shape[:2], self.units)
                offsets[...] = d[..., 2 * self.units :]
                r.d.add(column_sums(self.xp, offsets.reshape(-1, self.units), self.buffer))
