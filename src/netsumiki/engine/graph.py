"""A network: a directed acyclic graph of layers that runs forward, and backward by the chain rule."""

from typing import Any

from netsumiki.engine.errors import DataError, Problem, RecipeError
from netsumiki.engine.inspection import inspect
from netsumiki.engine.layers import Layer
from netsumiki.engine.nodes import Inspection
from netsumiki.engine.params import ParameterSet
from netsumiki.engine.workspace import Workspace


class Graph:
    """The network that `spec` describes (see `inspection.inspect`), built, with its parameters initialised.

    Raises `RecipeError` with every problem found. Parameters live in `params`, each layer in `layers[name]`. Who wants
    to look at every node builds it with `absorb=False`: each layer then does its own work, and no value is left out.
    """

    def __init__(
        self, spec: dict[str, Any], workspace: Workspace | None = None, values: Any = None, absorb: bool = True
    ):
        self.spec = spec
        self.workspace = workspace or Workspace()
        self.inspection = self.inspect(spec)
        if self.inspection.errors:
            raise RecipeError(*self.inspection.errors)
        nodes = self.inspection.nodes
        self.inputs, self.outputs = self.inspection.inputs, self.inspection.outputs
        self.layers: dict[str, Layer] = {n.name: n.layer for n in nodes}  # type: ignore[misc]
        self.slots = {name: i for i, name in enumerate([*self.inputs, *self.layers])}
        self._sources = [tuple(self.slots[i] for i in n.inputs) for n in nodes]
        slots = range(len(self.inputs), len(self.slots))
        self._run = list(zip(self.layers.values(), self._sources, slots, strict=True))
        self._absorbed = self._absorb() if absorb else set()
        for layer in self.layers.values():
            layer.workspace = self.workspace
        owned = [p for layer in self.layers.values() if not layer.shared for p in layer.parameters.values()]
        self.params = ParameterSet(owned, self.workspace.dtype, self.workspace.xp, values)
        for layer in self.layers.values():
            for p in layer.parameters.values() if not layer.shared else ():
                p.trainable = p.trainable and layer.trainable
        if values is None:
            self.params.initialize(self.workspace.streams)
        self._values: list[Any] = [None] * len(self.slots)
        self._wanted: Any = None

    def _absorb(self) -> set[int]:
        """Let layers do the work of those before them; returns the slots that nobody reads any more."""
        by_slot = {slot: (layer, sources) for layer, sources, slot in self._run}
        read = {self.slots[node] for node in self.outputs.values()}
        for i, (layer, sources, slot) in enumerate(self._run):
            if len(sources) == 1 and sources[0] in by_slot and layer.absorb(by_slot[sources[0]][0]):
                sources = by_slot[sources[0]][1]
                self._run[i] = (layer, sources, slot)
            read.update(sources)
        return by_slot.keys() - read

    @staticmethod
    def inspect(spec: Any) -> Inspection:
        """Shapes, parameter counts and all problems of a network, without any array."""
        return inspect(spec)

    def replica(self, lane: int) -> "Graph":
        """The same network on the same values, with its own gradients, buffers and random streams (lane 1, 2, …)."""
        w = self.workspace
        workspace = Workspace(w.dtype, w.streams.seed, w.strict, w.xp, lane)
        return Graph(self.spec, workspace, self.params.vector)

    # -- forward ----------------------------------------------------------------------------------------------

    def forward(self, inputs: Any, training: bool = False) -> Any:
        """The output for a batch; a dict of outputs if the network has several.

        `inputs`: one array, or {name: array} if the network has several inputs. First axis: samples.
        """
        values = self._values
        for name, x in self._arrays(inputs).items():
            values[self.slots[name]] = x
        for layer, sources, slot in self._run:
            if training and slot in self._absorbed:  # its output is for those who look at it, which they do later
                values[slot] = None
                continue
            y = layer.forward(*[values[s] for s in sources], training=training)
            values[slot] = self._lend(y) if self.workspace.strict else y
        return self._only({name: values[self.slots[node]] for name, node in self.outputs.items()})

    def _arrays(self, inputs: Any) -> dict[str, Any]:
        if not isinstance(inputs, dict):
            if len(self.inputs) > 1:
                message = f"the network needs the inputs {list(self.inputs)}: give a dict"
                raise DataError(Problem("missing-input", message))
            inputs = {next(iter(self.inputs)): inputs}
        if inputs.keys() != self.inputs.keys():
            message = f"the network needs the inputs {list(self.inputs)}, got {list(inputs)}: give each of them once"
            raise DataError(Problem("missing-input", message))
        arrays = {}
        for name, x in inputs.items():
            x = self.workspace.xp.asarray(x)
            if x.dtype.kind not in "fiub":
                message = f"input {name} needs numbers, got an array of {x.dtype}: convert the data"
                raise DataError(Problem("input-type", message, node=name))
            if x.ndim == 0 or x.shape[1:] != self.inputs[name]:
                got = f"input {name} needs samples of shape {self.inputs[name]}, got {x.shape[1:]}"
                facts = {"expected": list(self.inputs[name])}
                raise DataError(Problem("example-shape", f"{got}: resize the data or change the recipe", name, facts))
            if x.dtype != self.workspace.dtype:  # pixels 0 … 255, labels for an embedding, float64 from a user
                same = self.workspace.buffer("", f"input {name}", x.shape)
                self.workspace.xp.copyto(same, x, casting="unsafe")
                x = same
            arrays[name] = self._lend(x) if self.workspace.strict else x
        return arrays

    def _only(self, named: dict[str, Any]) -> Any:
        return next(iter(named.values())) if len(named) == 1 else named

    def _lend(self, x: Any) -> Any:
        """A read-only view: whoever writes into it is found at once."""
        view = x.view()
        view.flags.writeable = False
        return view

    def value_of(self, name: str) -> Any:
        """What the node (or input) put out at the last forward pass; valid until the next."""
        return self._values[self.slots[name]]

    # -- backward ---------------------------------------------------------------------------------------------

    def backward(self, d_outputs: Any, params: bool = True, inputs: bool = False) -> dict[str, Any]:
        """Adds dL/dparameter to every trainable parameter (if `params`); returns {input: dL/dinput} (if `inputs`).

        `d_outputs`: dL/doutput as an array, or {name: array} for several outputs. Refers to the last `forward`.
        """
        self._want(params, inputs)
        gradients: list[Any] = [None] * len(self.slots)
        added: set[int] = set()
        if not isinstance(d_outputs, dict):
            d_outputs = {next(iter(self.outputs)): d_outputs}
        for name, dy in d_outputs.items():
            self._add(gradients, added, self.slots[self.outputs[name]], dy)
        for layer, sources, slot in reversed(self._run):
            dy = gradients[slot]
            if dy is None or not (layer.wants_params or layer.wants_inputs):
                continue
            dx = layer.backward(self._lend(dy) if self.workspace.strict else dy)
            if not layer.wants_inputs:
                continue
            for source, d in zip(sources, dx if isinstance(dx, tuple) else (dx,), strict=True):
                if self._needed[source]:
                    self._add(gradients, added, source, d)
        self._gradients = gradients
        return {name: gradients[self.slots[name]] for name in self.inputs} if inputs else {}

    def gradient_of(self, name: str) -> Any:
        """dL/d(output of the node) at the last backward pass; valid until the next."""
        return self._gradients[self.slots[name]]

    def _add(self, gradients: list[Any], added: set[int], slot: int, d: Any) -> None:
        """Branches of a fork add up, in a buffer of the graph's own: no layer's array is ever written into."""
        if gradients[slot] is None:
            gradients[slot] = d
        elif slot in added:
            gradients[slot] += d
        else:
            total = self.workspace.buffer("", f"fork {slot}", d.shape)
            gradients[slot] = self.workspace.xp.add(gradients[slot], d, out=total)
            added.add(slot)

    def _want(self, params: bool, inputs: bool) -> None:
        """Tell each layer which gradients anybody will read, so that the first layer need not compute its dx."""
        trainable = tuple(layer.trainable for layer in self.layers.values())
        if self._wanted == (params, inputs, trainable):
            return
        self._wanted = (params, inputs, trainable)
        needed = [inputs] * len(self.inputs)
        for layer, sources, _ in self._run:
            layer.wants_params = params and layer.trainable and any(p.trainable for p in layer.parameters.values())
            layer.wants_inputs = any(needed[s] for s in sources)
            needed.append(layer.wants_params or layer.wants_inputs)
        self._needed = needed

    # -- telling ----------------------------------------------------------------------------------------------

    def first_non_finite(self, outputs_only: bool = False) -> str | None:
        """The first node (in running order) whose last output, or else gradient or parameter, is not finite."""
        isfinite = self.workspace.xp.isfinite
        for name in self.slots:
            value = self.value_of(name)
            if value is not None and value.dtype.kind == "f" and not isfinite(value).all():
                return name
        for p in () if outputs_only else self.params:
            if not (isfinite(p.grad).all() and isfinite(p.value).all()):
                return p.name.rpartition(".")[0]
        return None

    def __repr__(self) -> str:
        lines = [f"{n.name:<20} {n.layer!r:<50} {n.shape!s:<18} {n.parameter_count:>9,}" for n in self.inspection.nodes]
        return "\n".join([*lines, f"{self.params.size:,} parameters"])


def sequential(input_shape: tuple[int, ...], nodes: list[Any], name: str = "image") -> dict[str, Any]:
    """The spec of a network without branches: layers, names or JSON entries, one after the other."""
    entries = []
    for node in nodes:
        entries.append(
            node.spec() if isinstance(node, Layer) else {"layer": node} if isinstance(node, str) else dict(node)
        )
    return {"inputs": {name: list(input_shape)}, "nodes": entries}
