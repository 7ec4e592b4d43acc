"""One Lab: the same step object, batches and random streams as in a run, taken a few steps at a time."""

import time
from collections.abc import Sequence
from dataclasses import fields
from functools import cached_property
from math import isfinite
from typing import Any

import numpy as np

from netsumiki.data import Data, Split
from netsumiki.engine.errors import DataError, Problem, did_you_mean, listing
from netsumiki.engine.graph import Graph
from netsumiki.engine.params import Parameter
from netsumiki.engine.workspace import Streams
from netsumiki.training.classifier import ClassifierStep
from netsumiki.training.gan import GanStep
from netsumiki.training.lab.limits import MOST_MEASURED, check_size, size, small
from netsumiki.training.loop import Sums
from netsumiki.training.recipe import Recipe
from netsumiki.training.supply import supply

MOST_SECONDS = 1.0
"""How long one call of `train` goes on: who asked for many slow steps gets fewer, and asks again."""
STEPS: dict[str, Any] = {"classifier": ClassifierStep, "gan": GanStep}


class Lab:
    """`Lab(recipe)`, then `train(steps)`; n steps give bit for bit what a run of the recipe has after n steps.

    The weights are always those of the last step: none are averaged or chosen as the best, and callbacks are not asked.
    A Lab never changes its recipe: `changed(recipe)` is another Lab that goes on from here. `data` is used instead of
    the recipe's data set when it is given.

    Raises: `NetsumikiError` when the recipe is wrong, or too large for the Lab (`limits`).
    """

    def __init__(self, recipe: dict[str, Any], data: Data | None = None):
        self.recipe = Recipe.read(recipe)
        check_size(self.recipe)
        self.data = data or small(self.recipe)
        self.learner = STEPS[self.recipe.task](self.recipe)
        self.learner.check_fits(self.data.train, len(self.data.class_names))
        self.streams = Streams(self.recipe.plan.seed)
        self.training, _, self.batches = supply(self.recipe, self.data, self.streams)
        plan = self.recipe.plan
        self.steps = plan.steps or plan.epochs * self.batches.batches_per_epoch
        self.step = 0
        self.progress: dict[str, float] = {}  # what the steps of the last call measured, as means
        self.problem: Problem | None = None  # the loss is no number any more

    @property
    def graphs(self) -> dict[str, Graph]:
        """Each network of the recipe as it is trained."""
        trained = [self.learner.graph, *([self.learner.discriminator] if self.recipe.task == "gan" else [])]
        return dict(zip(self.recipe.networks, trained, strict=True))

    @property
    def nbytes(self) -> int:
        """About how many bytes it holds."""
        held = sum(split.inputs.nbytes for split in (self.training, self.data.train, self.data.test))
        return held + size(self.recipe, min(self.recipe.plan.batch_size, len(self.training)))

    @property
    def epoch(self) -> int:
        """The number of this pass over the data, from 1."""
        return self.batches.epoch + 1

    @property
    def lr(self) -> float:
        """The learning rate of the next step; beyond the recipe's last step, that of its last."""
        plan: Any = self.recipe.plan
        return plan.optimizer.lr * plan.schedule.factor(min(self.step, self.steps - 1), self.steps)

    # -- learning -------------------------------------------------------------------------------------------------

    def train(self, count: int) -> int:
        """Take so many steps, fewer when they take too long or the loss is no number any more; how many were taken."""
        sums, before, began = Sums(), self.step, time.perf_counter()
        with np.errstate(all="ignore"):
            while self.step - before < count and self.problem is None:
                if self.step > before and time.perf_counter() - began > MOST_SECONDS:
                    break
                batch, lr = self.batches.next(), self.lr
                measured = self.learner.run(batch, lr, min(self.step / self.steps, 1.0))
                self.step += 1
                if all(map(isfinite, measured)):
                    sums.add(measured, batch.size)
                else:
                    self.problem = self.diverged(measured)
        if sums.examples:
            names = [field.name for field in fields(self.learner.Progress)][-len(sums.totals) :]
            self.progress = dict(zip(names, sums.take(), strict=True))
        return self.step - before

    def diverged(self, measured: tuple[float, ...]) -> Problem:
        wrong = next(value for value in measured if not isfinite(value))
        node, where = self.learner.first_non_finite()
        message = f"the loss became {wrong} at step {self.step}; the first numbers that were not finite came from "
        message += f"{where}: lower the learning rate and begin anew"
        return Problem("diverged", message, node, {"step": self.step, "lr": self.lr})

    @cached_property
    def _measured(self) -> dict[str, Split]:
        first = slice(MOST_MEASURED)
        return {"training": self.training.take(first), "test": self.data.test.take(first)}

    def measure(self) -> dict[str, tuple[float, float]]:
        """(loss, accuracy) on the first `MOST_MEASURED` "training" and "test" examples; of a GAN nothing."""
        if self.recipe.task != "classifier":
            return {}
        found = {}
        with np.errstate(all="ignore"):
            for name, split in self._measured.items():
                loss, outputs = self.learner.evaluate(split)
                found[name] = loss, float((outputs.argmax(axis=1) == split.labels).mean())
        return found

    # -- taking a hand in it --------------------------------------------------------------------------------------

    def again(self, seed: int | None = None) -> "Lab":
        """From the beginning: the same once more, or with another seed."""
        document = self.recipe.document
        if seed is not None:
            document = document | {"training": document.get("training", {}) | {"seed": seed}}
        return Lab(document, self.data)

    def changed(self, recipe: dict[str, Any]) -> "Lab":
        """A Lab of another recipe that goes on from here: whatever fits it as well is taken along.

        Weights and moments stay where name and shape are the same, moments only with the same optimizer. Another seed
        means another beginning: nothing is taken along.
        """
        new = Recipe.read(recipe)
        other = Lab(recipe, self.data if new.data.dataset.spec() == self.recipe.data.dataset.spec() else None)
        if other.recipe.plan.seed == self.recipe.plan.seed and other.recipe.task == self.recipe.task:
            other._take_over(self)
        return other

    def _take_over(self, old: "Lab") -> None:
        (facts, arrays), (old_facts, kept) = self.learner.state(), old.learner.state()
        alike = facts.keys() == old_facts.keys() and len(self.learner.lanes) == len(old.learner.lanes)
        alike = alike and self._rule == old._rule
        fitting = {name: a for name, a in kept.items() if name in arrays and a.shape == arrays[name].shape}
        if not alike:  # moments are worth nothing without the number of steps that they were gathered in
            fitting = {name: a for name, a in fitting.items() if not name.startswith("optimizer/")}
        self.learner.restore(old_facts if alike else facts, arrays | fitting)
        self.step, self.progress, self.problem = old.step, old.progress, old.problem
        if self._order == old._order:
            self.batches.restore(old.batches.state())
        else:  # other batches: a new pass over the data begins, in an order that was not there yet
            self.streams.restore(old.streams.state())
            self.batches.epoch = old.batches.epoch

    @property
    def _rule(self) -> list[str]:
        """Which optimizers move the weights."""
        plan = self.recipe.plan
        names = ("optimizer", "discriminator_optimizer")
        return [getattr(plan, name).registered_name for name in names if hasattr(plan, name)]

    @property
    def _order(self) -> list[Any]:
        """All that decides which examples come together in a batch."""
        plan = self.recipe.plan
        return [self.recipe.data.options(), plan.batch_size, plan.shuffle]

    def parameter(self, node: str, name: str) -> Parameter:
        """Raises `DataError` when there is none of that name."""
        every = {p.name: p for graph in self.graphs.values() for p in graph.params}
        if f"{node}.{name}" not in every:
            message = f"this network has no weights called {node}.{name}{did_you_mean(f'{node}.{name}', every)}"
            raise DataError(Problem("unknown-weight", message, node, {"known": sorted(every)}))
        return every[f"{node}.{name}"]

    def weight(self, node: str, name: str, index: Sequence[int]) -> tuple[Parameter, tuple[int, ...]]:
        """A parameter and a place in it. Raises `DataError` when there is no such place."""
        parameter = self.parameter(node, name)
        shape = parameter.shape
        if len(index) != len(shape) or not all(0 <= i < most for i, most in zip(index, shape, strict=True)):
            message = f"{parameter.name} has the shape {shape}, and no place {listing(list(index))} in it: "
            message += f"give {len(shape)} whole numbers from 0"
            raise DataError(Problem("weight-index", message, node, {"shape": list(shape), "index": list(index)}))
        return parameter, tuple(index)

    def set_weight(self, node: str, name: str, index: Sequence[int], value: float) -> None:
        """Put one number in the place of a weight: `index` says where, one whole number for each axis."""
        parameter, place = self.weight(node, name, index)
        parameter.value[place] = value
