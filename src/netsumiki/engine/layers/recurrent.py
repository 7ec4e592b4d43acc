"""Recurrent layers: the gates of each, and how their gradient finds its way back through time.

Going back, the slopes of all gates are computed for all steps at once, and the loop, from the last step to the first,
only passes on what the state carried: backpropagation through time. Arrays have the steps first, (T, N, …).
"""

from typing import Any

import numpy as np

from netsumiki.engine.initializers import Zeros
from netsumiki.engine.layers.base import layers
from netsumiki.engine.layers.recurrence import Recurrent
from netsumiki.engine.ops.sums import column_sums


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
