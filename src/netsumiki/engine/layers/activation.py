"""Activations: the bends between the linear layers, without which a deep network is one matrix."""

import math

from netsumiki.engine.layers.base import Layer, layers
from netsumiki.engine.ops.softmax import softmax
from netsumiki.engine.registry import Shape, option


class Activation(Layer):
    """Element-wise y = f(x); Shapes: x (N, …) → y of the same shape."""

    def forward(self, x, *, training):
        self.x = x
        self.y = self.buffer("y", *x.shape)
        self.apply(x, self.y)
        return self.y

    def backward(self, dy):
        if self.wants_inputs:
            dx = self.buffer("dx", *dy.shape)
            self.derivative(self.x, self.y, dx)
            dx *= dy
            return dx

    def apply(self, x, y):
        """Write f(x) into y."""
        raise NotImplementedError

    def derivative(self, x, y, out):
        """Write f'(x) into out, given x and y = f(x)."""
        raise NotImplementedError


@layers.register("identity", group="Activation")
class Identity(Activation):
    """y = x"""

    def forward(self, x, *, training):
        return x

    def backward(self, dy):
        return dy


@layers.register("step", group="Activation")
class Step(Activation):
    """y = 1 if x > 0, else 0; its derivative is 0 wherever it exists, so nothing below it learns

    Source: McCulloch & Pitts, A logical calculus of the ideas immanent in nervous activity, 1943
    """

    def apply(self, x, y):
        self.xp.copyto(y, self.xp.greater(x, 0, out=self.buffer("mask", *x.shape, dtype=bool)))

    def derivative(self, x, y, out):
        out.fill(0)


@layers.register("relu", group="Activation")
class ReLU(Activation):
    """y = max(x, 0)

    Source: Nair & Hinton, Rectified linear units improve restricted Boltzmann machines, 2010
    """

    label = "ReLU"

    def apply(self, x, y):
        self.xp.maximum(x, 0, out=y)

    def backward(self, dy):
        if self.wants_inputs:
            xp = self.xp
            mask = xp.greater(self.y, 0, out=self.buffer("mask", *dy.shape, dtype=bool))
            return xp.multiply(dy, mask, out=self.buffer("dx", *dy.shape))


@layers.register("leaky_relu", group="Activation")
class LeakyReLU(Activation):
    """y = max(x, slope · x)

    Source: Maas, Hannun & Ng, Rectifier nonlinearities improve neural network acoustic models, 2013
    """

    label = "Leaky ReLU"
    slope: float = option(0.1, ge=0, lt=1, help="Slope for negative inputs.")

    def apply(self, x, y):
        self.xp.multiply(x, self.slope, out=y)
        self.xp.maximum(x, y, out=y)

    def derivative(self, x, y, out):
        mask = self.xp.greater(x, 0, out=self.buffer("mask", *x.shape, dtype=bool))
        self.xp.copyto(out, mask)  # 1 where x > 0
        out *= 1 - self.slope
        out += self.slope


@layers.register("elu", group="Activation")
class ELU(Activation):
    """y = x if x > 0, else alpha · (eˣ − 1)

    Source: Clevert, Unterthiner & Hochreiter, Fast and accurate deep network learning by ELUs, 2016
    """

    label = "ELU"
    alpha: float = option(1.0, gt=0, help="Depth of the negative side.")

    def apply(self, x, y):
        xp = self.xp
        positive = xp.maximum(x, 0, out=self.buffer("positive", *x.shape))
        xp.minimum(x, 0, out=y)
        xp.expm1(y, out=y)
        y *= self.alpha
        y += positive

    def derivative(self, x, y, out):
        self.xp.minimum(y, 0, out=out)  # where x < 0: y + alpha = alpha · eˣ; where x > 0: 1
        if self.alpha != 1:
            out /= self.alpha
        out += 1
        if self.alpha != 1:
            mask = self.xp.less(x, 0, out=self.buffer("mask", *x.shape, dtype=bool))
            scale = self.buffer("positive", *x.shape)
            self.xp.copyto(scale, mask)
            scale *= self.alpha - 1
            scale += 1
            out *= scale


@layers.register("sigmoid", group="Activation")
class Sigmoid(Activation):
    """y = 1 / (1 + e⁻ˣ) = (1 + tanh(x / 2)) / 2, the second form never overflows"""

    def apply(self, x, y):
        self.xp.multiply(x, 0.5, out=y)
        self.xp.tanh(y, out=y)
        y *= 0.5
        y += 0.5

    def derivative(self, x, y, out):
        self.xp.subtract(1, y, out=out)
        out *= y


@layers.register("tanh", group="Activation")
class Tanh(Activation):
    """y = tanh(x)"""

    def apply(self, x, y):
        self.xp.tanh(x, out=y)

    def derivative(self, x, y, out):
        self.xp.multiply(y, y, out=out)
        self.xp.subtract(1, out, out=out)


@layers.register("softplus", group="Activation")
class Softplus(Activation):
    """y = log(1 + eˣ) = max(x, 0) + log(1 + e^−|x|)

    Source: Dugas et al., Incorporating second-order functional knowledge for better option pricing, 2001
    """

    def apply(self, x, y):
        xp = self.xp
        xp.absolute(x, out=y)
        xp.negative(y, out=y)
        xp.exp(y, out=y)
        xp.log1p(y, out=y)
        y += xp.maximum(x, 0, out=self.buffer("positive", *x.shape))

    def derivative(self, x, y, out):
        Sigmoid.apply(self, x, out)  # type: ignore[arg-type]


@layers.register("silu", group="Activation")
class SiLU(Activation):
    """y = x · sigmoid(x)

    Source: Elfwing, Uchibe & Doya, Sigmoid-weighted linear units, 2018
    """

    label = "SiLU"

    def apply(self, x, y):
        self.sigmoid = self.buffer("sigmoid", *x.shape)
        Sigmoid.apply(self, x, self.sigmoid)  # type: ignore[arg-type]
        self.xp.multiply(x, self.sigmoid, out=y)

    def derivative(self, x, y, out):
        self.xp.subtract(1, self.sigmoid, out=out)  # σ + y (1 − σ)
        out *= y
        out += self.sigmoid


@layers.register("gelu", group="Activation")
class GELU(Activation):
    """y = x · Φ(x) ≈ ½ x (1 + tanh(√(2/π) (x + 0.044715 x³)))

    Source: Hendrycks & Gimpel, Gaussian error linear units, 2016
    """

    label = "GELU"
    ROOT, CUBE = math.sqrt(2 / math.pi), 0.044715

    def apply(self, x, y):
        xp = self.xp
        self.t = t = self.buffer("t", *x.shape)
        xp.multiply(x, x, out=t)
        t *= self.ROOT * self.CUBE
        t += self.ROOT
        t *= x
        xp.tanh(t, out=t)
        xp.add(t, 1, out=y)
        y *= x
        y *= 0.5

    def derivative(self, x, y, out):
        xp = self.xp
        slope = self.buffer("slope", *x.shape)  # d of the tanh's argument: √(2/π) (1 + 3 · 0.044715 x²)
        xp.multiply(x, x, out=slope)
        slope *= 3 * self.ROOT * self.CUBE
        slope += self.ROOT
        slope *= x
        xp.multiply(self.t, self.t, out=out)
        xp.subtract(1, out, out=out)  # 1 − t²
        out *= slope
        out += self.t
        out += 1
        out *= 0.5


@layers.register("softmax", group="Activation")
class Softmax(Activation):
    """yᵢ = eˣⁱ / Σⱼ eˣʲ over the last axis: positive numbers that sum to one

    Source: Bridle, Probabilistic interpretation of feedforward classification network outputs, 1990
    """

    def output_shape(self, x: Shape) -> Shape:
        if not x:
            self.require_rank(x, 1, 2, 3, remedy="put a reshape layer before it")
        return x

    def apply(self, x, y):
        softmax(self.xp, x, y, self.buffer("column", *x.shape[:-1], 1))

    def backward(self, dy):
        if self.wants_inputs:
            xp = self.xp
            dx = xp.multiply(dy, self.y, out=self.buffer("dx", *dy.shape))
            total = xp.sum(dx, axis=-1, keepdims=True, out=self.buffer("column", *dy.shape[:-1], 1))  # Σⱼ dyⱼ yⱼ
            dx -= xp.multiply(self.y, total, out=self.buffer("share", *dy.shape))
            return dx
