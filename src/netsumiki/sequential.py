"""`Sequential`: layers one after the other, trained on arrays, in the manner that Keras made known."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from netsumiki.data.batches import Batches
from netsumiki.data.dataset import Split
from netsumiki.data.preprocessing import Preprocessing
from netsumiki.engine.errors import DataError, Problem, RecipeError
from netsumiki.engine.graph import Graph
from netsumiki.engine.layers import Layer, layers
from netsumiki.engine.losses import losses
from netsumiki.engine.metrics import metrics
from netsumiki.engine.optimizers import optimizers
from netsumiki.engine.registry import Declared
from netsumiki.engine.workspace import Streams, Workspace
from netsumiki.exporting.model_file import Model
from netsumiki.training.classifier import ClassifierStep
from netsumiki.training.events import EpochEnded, Evaluated, Event
from netsumiki.training.loop import Loop
from netsumiki.training.recipe import Recipe
from netsumiki.training.run import available_cores


class History(dict[str, list[float]]):
    """Loss and accuracy after each epoch: `history["loss"]`, `["accuracy"]`, `["val_loss"]`, `["val_accuracy"]`."""

    @property
    def history(self) -> dict[str, list[float]]:
        return self

    def _repr_html_(self) -> str:
        from netsumiki.insight.notebook import curves

        lines = {name: list(enumerate(values, 1)) for name, values in self.items()}
        losses, right = ({n: v for n, v in lines.items() if n.endswith(end)} for end in ("loss", "accuracy"))
        return curves(losses, right)


class Sequential:
    """A classifier built layer by layer.

        model = nk.Sequential()
        model.add(nk.layers.Dense(units=512), input_shape=(784,), activation="sigmoid")
        model.add(nk.layers.Dense(units=10), activation="softmax")
        model.compile(optimizer=nk.optimizers.SGD(lr=0.01), loss="softmax_cross_entropy")
        history = model.fit(x, y, batch_size=200, epochs=20, validation_split=0.1)
        loss, accuracy = model.evaluate(x_test, y_test)

    Inputs are features (N, F) or pictures (N, H, W[, C]), as bytes or as numbers from 0 to 1; labels are whole numbers
    (N,) or one-hot rows. The same seed gives the same numbers.
    """

    def __init__(
        self,
        layers: Sequence[Any] = (),
        *,
        input_shape: Sequence[int] | None = None,
        class_names: Sequence[str] | None = None,
        seed: int = 0,
    ):
        self.input_shape = None if input_shape is None else tuple(input_shape)
        self.class_names, self.seed = class_names, seed
        self.nodes: list[dict[str, Any]] = []
        self._graph: Graph | None = None
        self._learnt: tuple[dict[str, Any], dict[str, Any]] | None = None  # optimizer's state, from one fit to the next
        self._streams = Streams(seed)
        self._golden: np.ndarray | None = None
        self.compile()
        for each in layers:
            self.add(each)

    def add(
        self, layer: Any, *, activation: str | None = None, input_shape: Sequence[int] | None = None, **options: Any
    ) -> None:
        """Append a layer (itself, or its name with options), and an activation after it."""
        made = layers.create(layer, **options) if not isinstance(layer, Layer) else layer
        if input_shape is not None:
            self.input_shape = tuple(input_shape)
        self.nodes += [part.spec() for part in [made, *([layers.create(activation)] if activation else [])]]
        self._graph = self._learnt = None

    def compile(
        self, optimizer: Any = "sgd", loss: Any = "softmax_cross_entropy", metrics: Sequence[Any] = ("accuracy",)
    ) -> None:
        """Choose how to learn; weights already learnt are kept."""
        self.optimizer, self.loss = optimizers.create(optimizer), losses.create(loss)
        self.metrics, self._learnt = list(metrics), None

    # -- learning ---------------------------------------------------------------------------------------------

    def fit(
        self,
        x: Any,
        y: Any,
        *,
        batch_size: int = 32,
        epochs: int = 1,
        validation_split: float = 0.0,
        shuffle: bool = True,
        callbacks: Sequence[Any] = (),
        verbose: bool = True,
    ) -> History:
        """Learn from examples; called again, go on. Prints a line for each epoch if `verbose`."""
        split = self._split(x, y)
        training: dict[str, Any] = {"batch_size": batch_size, "epochs": epochs, "shuffle": shuffle}
        training["callbacks"] = [c.spec() if isinstance(c, Declared) else c for c in callbacks]
        recipe, step = self._learner(training, validation_split)
        validation = None
        if validation_split:  # always the same examples, so that a second fit does not learn from them
            split, validation = split.stratified(validation_split, Streams(self.seed)["validation"])
        history = History()

        def listen(event: Event) -> None:
            if isinstance(event, EpochEnded):
                _note(history, loss=event.loss, accuracy=event.accuracy)
            elif isinstance(event, Evaluated):
                _note(history, val_loss=event.loss, val_accuracy=event.accuracy)
            if verbose and isinstance(event, EpochEnded if validation is None else Evaluated):
                print(f"Epoch {len(history['loss'])}/{epochs}  " + _last(history), flush=True)

        batches = Batches(split, recipe.preprocessing, batch_size, self._streams, None, shuffle)
        try:
            with np.errstate(all="ignore"):  # the loop looks for NaN itself
                Loop(step, batches, validation, listen).run()
        finally:
            self._keep(step)
        self._golden = split.inputs[:10]
        return history

    def evaluate(self, x: Any, y: Any) -> list[float]:
        """[loss, and each metric] on these examples."""
        split = self._split(x, y)
        _, step = self._learner({})
        loss, outputs = step.evaluate(split)
        step.close()
        results = [loss]
        for spec in self.metrics:
            metric = metrics.create(spec)
            metric.reset()
            metric.update(outputs, split.labels)
            results.append(metric.result())
        return results

    def _learner(self, training: dict[str, Any], validation: float = 0.0) -> tuple[Recipe, ClassifierStep]:
        """A step object with this network's weights and what its optimizer remembers."""
        recipe = Recipe.read(self.document(training, validation))
        step = ClassifierStep(recipe, available_cores())
        step.graph.params.load(self.graph.params.values())
        if self._learnt:
            step.restore(*self._learnt)
        return recipe, step

    def _keep(self, step: ClassifierStep) -> None:
        facts, arrays = step.state()
        self._learnt = facts, {name: array.copy() for name, array in arrays.items()}
        self.graph.params.load(step.graph.params.values())
        step.close()

    # -- using ------------------------------------------------------------------------------------------------

    def predict(self, x: Any) -> np.ndarray:
        """Probabilities (N, classes)."""
        return self.model.predict(self._inputs(x))

    def predict_picture(self, picture: Any) -> Any:
        """What the network reads in a picture of any size: a path, an open file, a Pillow image or an array."""
        return self.model.predict_picture(picture)

    def _repr_html_(self) -> str:
        from netsumiki.insight.notebook import network

        return network(self.graph.inspection, "Sequential")

    def summary(self) -> None:
        """Print layers, shapes and parameters."""
        print(self.graph)

    def save(self, path: Path | str) -> None:
        """Write a model file that `nk.load` and the command line read."""
        model = self.model
        if self._golden is not None:
            model.golden = (self._golden, model.predict(self._golden))
        model.save(path)

    @property
    def graph(self) -> Graph:
        """The network itself, built when it is first needed."""
        if self._graph is None:
            if self.input_shape is None:
                message = "the network does not know its input: give input_shape, as in Sequential(input_shape=(784,))"
                raise RecipeError(Problem("no-input", message))
            self._graph = Graph(self.document({})["model"], Workspace(seed=self.seed))
        return self._graph

    @property
    def model(self) -> Model:
        """The network with everything that is needed to use it."""
        names = self.class_names or [str(number) for number in range(self._classes())]
        facts = {"data": "arrays", "seed": self.seed}
        return Model(self.document({}), self.graph, Preprocessing(), tuple(names), self.loss.activation, facts)

    def document(self, training: dict[str, Any], validation: float = 0.0) -> dict[str, Any]:
        """This network as a recipe."""
        parts = {"loss": self.loss.spec(), "optimizer": self.optimizer.spec(), "seed": self.seed}
        model = {"inputs": {"x": list(self.input_shape or ())}, "nodes": self.nodes}
        return {
            "version": 1,
            "name": "sequential",
            "data": {"validation": validation},
            "model": model,
            "training": parts | training,
        }

    # -- examples ---------------------------------------------------------------------------------------------

    def _classes(self) -> int:
        return int(self.graph.inspection.nodes[-1].shape[-1])  # type: ignore[index]

    def _split(self, x: Any, y: Any) -> Split:
        inputs, labels = self._inputs(x), np.asarray(y)
        if labels.ndim == 2:
            if not (((labels == 0) | (labels == 1)).all() and (labels.sum(axis=1) == 1).all()):
                message = "labels in two dimensions must be one-hot rows: a single 1 in each, zeros elsewhere"
                raise DataError(Problem("data-labels", message))
            labels = labels.argmax(axis=1)
        if self.input_shape is None:
            self.input_shape = inputs.shape[1:]
        split, classes = Split(inputs, labels), self._classes()
        self.loss.check_labels(split.labels, classes)
        if split.input_shape != self.graph.inspection.inputs["x"]:
            message = (
                f"the examples have shape {split.input_shape} but the network reads {self.input_shape}: reshape them"
            )
            raise DataError(Problem("input-shape", message))
        return split

    def _inputs(self, x: Any) -> np.ndarray:
        """Features as they are; pictures as bytes (N, H, W, C), also when they were given as numbers from 0 to 1."""
        x = np.asarray(x)
        if x.ndim == 3:
            x = x[..., None]
        if x.ndim == 4 and x.dtype.kind == "f":
            pixels = np.rint(x * 255)
            if not (x.size and x.min() >= 0 and x.max() <= 1 and np.abs(pixels - x * 255).max() < 1e-3):
                message = "pictures must be bytes (uint8) or those bytes divided by 255: give them as they were read"
                raise DataError(Problem("data-inputs", message))
            x = pixels.astype(np.uint8)
        return x if x.dtype == np.uint8 and x.ndim == 4 else x.astype(np.float32, copy=False)


def _note(history: History, **values: float) -> None:
    for name, value in values.items():
        history.setdefault(name, []).append(value)


def _last(history: History) -> str:
    return "  ".join(f"{name} {values[-1]:.4f}" for name, values in history.items())
