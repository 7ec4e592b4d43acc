"""Spectral normalisation: a layer computes with its weights divided by the most that they can stretch a signal."""

from typing import TYPE_CHECKING, Any
from weakref import proxy

from netsumiki.engine.params import BLOCK, Parameter, Statistic

if TYPE_CHECKING:
    from netsumiki.engine.layers.base import Layer


class SpectralWeight:
    """W̄ = W / σ,  σ = ‖W u‖,  v = W u / σ;  dW = (dW̄ − ⟨dW̄, W̄⟩ v uᵀ) / σ

    W counts as a matrix: its last axis by all others. The unit vector u estimates the direction that W stretches most.
    It is state, and moves by one power iteration, u ← Wᵀ v / ‖Wᵀ v‖, with each step of the optimizer. Between two steps
    σ depends on W alone, so that the gradient is exact, the pieces of a batch agree, and inference computes what
    training does. A matrix of zeros stays as it is.

    A layer uses this in the place of a `Parameter`. It costs a product with u in each forward pass, and for each step
    one with v and one pass over the gradient: what the last term takes away is taken away from the sum over all passes.

    Source: Miyato et al., Spectral normalization for generative adversarial networks, 2018
    """

    def __init__(self, layer: "Layer", W: Parameter, state: Statistic):
        self.layer, self.W, self.state = proxy(layer), W, state  # the layer holds this

    @property
    def value(self) -> Any:
        """What is learned: W, not W̄."""
        return self.W.value

    def scale(self, training: bool) -> float:
        """1 / σ for a forward pass; while training, also notes where u goes with the next step."""
        xp, matrix = self.layer.xp, self.W.value.reshape(-1, self.W.shape[-1])
        self.u = self.state.value / _length(xp, self.state.value)  # an average of several is shorter than 1
        self.v = matrix @ self.u
        self.inverse = 1 / _length(xp, self.v)
        self.v *= self.inverse
        if training and self.layer.trainable and self.state.empty:
            ahead = self.v @ matrix
            self.state.observe(ahead / _length(xp, ahead))
        return self.inverse

    def effective(self, training: bool) -> Any:
        """W̄ for a forward pass."""
        return self.layer.xp.multiply(self.W.value, self.scale(training), out=self._buffer("normal", *self.W.shape))

    # -- gradient: what a Parameter offers, here for W̄ --------------------------------------------------------

    def add(self, dW: Any) -> None:
        self.W.add(self.layer.xp.multiply(dW, self.inverse, out=self._buffer("dW", *self.W.shape)))
        self.W.finish = self._orthogonal

    def add_product(self, a: Any, b: Any, scratch: Any) -> None:
        self.W.add_product(a, self.layer.xp.multiply(b, self.inverse, out=self._buffer("b", *b.shape)), scratch)
        self.W.finish = self._orthogonal

    def add_rows(self, rows: Any, dW: Any) -> None:
        self.W.add_rows(rows, self.layer.xp.multiply(dW, self.inverse, out=self._buffer("rows", *dW.shape)))
        self.W.finish = self._orthogonal

    def _orthogonal(self, G: Any) -> None:
        """G ← G − ⟨G, W⟩ v uᵀ / σ for the sum G of all dW̄ / σ; what has been through it stays as it is."""
        xp, matrix = self.layer.xp, G.reshape(-1, G.shape[-1])
        along = float(xp.dot(G.reshape(-1), self.W.value.reshape(-1))) * self.inverse
        v, u = self.v.reshape(-1, 1), along * self.u.reshape(1, -1)
        step = max(1, BLOCK // len(self.u))  # rows that stay in the cache
        for start in range(0, len(matrix), step):
            part = matrix[start : start + step]
            part -= xp.dot(v[start : start + step], u, out=self._buffer("block", *part.shape))

    def _buffer(self, name: str, *shape: int) -> Any:
        return self.layer.buffer(f"spectral {name}", *shape)


def _length(xp: Any, vector: Any) -> float:
    """‖vector‖; 1 for zeros, so that dividing by it changes nothing."""
    return float(xp.sqrt(xp.dot(vector, vector))) or 1.0
