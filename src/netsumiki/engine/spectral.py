"""Spectral normalisation: a layer computes with its weights divided by the most that they can stretch a signal."""

from typing import TYPE_CHECKING, Any

from netsumiki.engine.params import Parameter, Statistic

if TYPE_CHECKING:
    from netsumiki.engine.layers.base import Layer


class SpectralWeight:
    """W̄ = W / σ,  σ = ‖W u‖,  v = W u / σ;  dW = (dW̄ − ⟨dW̄, W̄⟩ v uᵀ) / σ

    W counts as a matrix: its last axis by all others. The unit vector u estimates the direction that W stretches most.
    It is state, and moves by one power iteration, u ← Wᵀ v / ‖Wᵀ v‖, with each step of the optimizer. Between two steps
    σ depends on W alone, so that the gradient is exact, the pieces of a batch agree, and inference computes what
    training does. A matrix of zeros stays as it is.

    A layer uses this in the place of a `Parameter`. It costs two products with a vector and a few passes over W.

    Source: Miyato et al., Spectral normalization for generative adversarial networks, 2018
    """

    def __init__(self, layer: "Layer", W: Parameter, state: Statistic):
        self.layer, self.W, self.state = layer, W, state

    @property
    def value(self) -> Any:
        """What is learned: W, not W̄."""
        return self.W.value

    def effective(self, training: bool) -> Any:
        """W̄ for a forward pass; while training, also notes where u goes with the next step."""
        xp, W = self.layer.xp, self.W.value
        matrix = W.reshape(-1, W.shape[-1])
        self.u = self.state.value / _length(xp, self.state.value)  # an average of several is shorter than 1
        self.v = matrix @ self.u
        self.sigma = _length(xp, self.v)
        self.v *= 1 / self.sigma
        if training and self.layer.trainable:
            ahead = self.v @ matrix
            self.state.observe(ahead / _length(xp, ahead))
        self.normal = xp.multiply(W, 1 / self.sigma, out=self._array("normal"))
        return self.normal

    # -- gradient: what a Parameter offers, here for W̄ --------------------------------------------------------

    def add(self, dW: Any) -> None:
        mine = self._array("dW")
        mine[...] = dW
        self._pass_on(mine)

    def add_product(self, a: Any, b: Any, scratch: Any) -> None:
        mine = self._array("dW")
        self.layer.xp.matmul(a, b, out=mine)
        self._pass_on(mine)

    def add_rows(self, rows: Any, dW: Any) -> None:
        mine = self._array("dW")
        mine.fill(0)
        self.layer.xp.add.at(mine, rows, dW)
        self._pass_on(mine)

    def _pass_on(self, dW: Any) -> None:
        """From W̄ to the learned W."""
        xp = self.layer.xp
        along = float(xp.dot(dW.reshape(-1), self.normal.reshape(-1)))
        outer = self._array("outer").reshape(-1, dW.shape[-1])
        xp.dot(self.v.reshape(-1, 1), along * self.u.reshape(1, -1), out=outer)
        dW -= outer.reshape(dW.shape)
        dW *= 1 / self.sigma
        self.W.add(dW)

    def _array(self, name: str) -> Any:
        return self.layer.buffer(f"spectral {name}", *self.W.shape)


def _length(xp: Any, vector: Any) -> float:
    """‖vector‖; 1 for zeros, so that dividing by it changes nothing."""
    return float(xp.sqrt(xp.dot(vector, vector))) or 1.0
