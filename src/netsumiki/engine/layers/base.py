"""What every layer is: declared options, a shape function without arrays, parameters, forward and backward."""

from collections.abc import Callable
from math import prod
from typing import Any, ClassVar, NoReturn
from weakref import ref

from netsumiki.engine.errors import Problem, RecipeError
from netsumiki.engine.initializers import initializers
from netsumiki.engine.params import Parameter, Statistic
from netsumiki.engine.registry import Declared, Registry, Shape
from netsumiki.engine.spectral import SpectralWeight
from netsumiki.engine.workspace import Workspace

layers: "Registry[Layer]" = Registry("layer")


class Layer(Declared):
    """A function with parameters: *declare* (options) → *shape* → *build* → *run*.

    Two rules of ownership: a layer never writes into an array that it was given, and an array that it returns stays
    valid until the layer next runs in the same direction.
    """

    inputs: ClassVar[tuple[int, int | None]] = (1, 1)  # fewest and most inputs; None: any number

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.name = self.registered_name
        self.workspace: Workspace | None = None
        self.parameters: dict[str, Parameter] = {}
        self.shared: Layer | None = None  # the layer whose parameters this one uses too
        self.trainable = True
        self.wants_params = True
        self.wants_inputs = True

    # -- shape ------------------------------------------------------------------------------------------------

    def output_shape(self, *inputs: Shape) -> Shape:
        """The shape of one sample of the output, from those of the inputs. Raises `RecipeError`; needs no arrays."""
        return inputs[0]

    def flops(self, *inputs: Shape) -> int:
        """Floating-point operations of one forward pass over one sample (a multiply-add counts as two)."""
        return prod(self.output_shape(*inputs))

    def fail(self, code: str, message: str, **facts: Any) -> NoReturn:
        """Refuse the inputs: `message` names the value, the expectation and the remedy."""
        raise RecipeError(Problem(code, message, node=self.name, facts=facts))

    def require_rank(self, shape: Shape, *ranks: int, remedy: str) -> None:
        """Fail unless the input has one of `ranks` axes (per sample)."""
        if len(shape) not in ranks:
            words = {0: "a single number ()", 1: "flat input (features,)", 2: "a sequence (steps, features)"}
            words[3] = "pictures (height, width, channels)"
            expected = " or ".join(words[r] for r in ranks)
            message = f"{self.registered_name} needs {expected}, got {shape}: {remedy}"
            self.fail("rank", message, got=shape, expected=list(ranks))

    # -- build ------------------------------------------------------------------------------------------------

    def build(self, *inputs: Shape) -> None:
        """Declare parameters for inputs of these shapes (no arrays yet)."""

    def param(
        self,
        name: str,
        shape: tuple[int, ...],
        init: Any = "zeros",
        fan_in: int = 1,
        fan_out: int = 1,
        decay: bool = True,
    ) -> Parameter:
        """Declare a learned array. `decay=False` spares it from weight decay (biases, scales and offsets of norms)."""
        made = Parameter(f"{self.name}.{name}", shape, initializers.create(init), fan_in, fan_out, decay)
        return self._declare(name, made)

    def statistic(self, name: str, shape: tuple[int, ...], init: Any = "zeros", momentum: float = 0.0) -> Statistic:
        """Declare a running average; with momentum 0, the last value that was observed."""
        return self._declare(name, Statistic(f"{self.name}.{name}", shape, initializers.create(init), momentum))

    def weight(self, shape: tuple[int, ...], fan_in: int, fan_out: int) -> Parameter | SpectralWeight:
        """Declare W by the options `initializer` and `spectral_norm`."""
        W = self.param("W", shape, self.initializer, fan_in, fan_out)  # type: ignore[attr-defined]
        if not self.spectral_norm:  # type: ignore[attr-defined]
            return W
        return SpectralWeight(self, W, self.statistic("u", shape[-1:], "orthogonal"))  # a random unit vector

    def _declare(self, name: str, made: Any) -> Any:
        if self.shared is not None:
            lent = self.shared.parameters[name]
            if lent.shape != made.shape:
                clash = f"shares {lent.name} of shape {lent.shape} but would need {made.shape}"
                self.fail("share-shape", f"{clash}: give both the same input shape")
            made = lent
        self.parameters[name] = made
        return made

    def absorb(self, before: "Layer") -> bool:
        """Whether this layer does the work of `before` as well, because both together are quicker.

        It is then given the input of `before` in the place of its output.
        """
        return False

    # -- run --------------------------------------------------------------------------------------------------

    @property
    def xp(self) -> Any:
        return self.workspace.xp  # type: ignore[union-attr]

    def buffer(self, name: str, *shape: int, dtype: Any = None) -> Any:
        """Reused memory with undefined content; the only way in which a layer gets arrays that grow with the batch."""
        return self.workspace.buffer(self.name, name, shape, dtype)  # type: ignore[union-attr]

    @property
    def lent(self) -> Callable[..., Any]:
        """`buffer` for what the layer holds: it does not hold the layer, so both go when the network does."""
        held: Any = ref(self)

        def buffer(name: str, *shape: int, dtype: Any = None) -> Any:
            layer = held()
            return layer.workspace.buffer(layer.name, name, shape, dtype)

        return buffer

    @property
    def stream(self) -> Any:
        """This layer's own random stream."""
        return self.workspace.streams["layer/" + self.name]  # type: ignore[union-attr]

    def forward(self, *inputs: Any, training: bool) -> Any:
        """The output for a batch (first axis: samples)."""
        raise NotImplementedError

    def backward(self, dy: Any) -> Any:
        """Adds the parameters' gradients if `wants_params`; returns dx (a tuple if several) if `wants_inputs`."""
        raise NotImplementedError
