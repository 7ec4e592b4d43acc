"""A recipe, read and checked: data, network and training as objects, with every problem told at once."""

import copy
from collections import Counter
from dataclasses import dataclass, replace
from typing import Any

from netsumiki.data import Data, augmentations, corrections, datasets
from netsumiki.data.enlargement import Enlargement, enlargements
from netsumiki.data.preprocessing import Preprocessing
from netsumiki.engine.errors import NetsumikiError, Problem, RecipeError, did_you_mean, listing
from netsumiki.engine.inspection import inspect
from netsumiki.engine.nodes import Inspection
from netsumiki.engine.registry import Declared, option
from netsumiki.recipes import networks, read
from netsumiki.training.adversaries import joined, name_clashes, unfit_networks, unfit_range
from netsumiki.training.plans import Plan, plans

SECTIONS = ("version", "name", "title", "description", "data", "model", "generator", "discriminator", "training")


NETWORKS_OF = {"classifier": ("model",), "gan": ("generator", "discriminator"), "flow": ("generator",)}
"""The networks that a recipe must have for each task."""


class DataPlan(Declared):
    """Which data, how much of it validates, and how it is varied."""

    dataset: Any = option("mnist", part=datasets, help="Where the examples come from.")
    validation: float = option(0.1, ge=0, lt=1, help="Share of the training examples kept for validation.")
    augmentation: list = option(
        [], part=augmentations, many=True, help="Random changes of the pictures while training."
    )
    corrections: list = option(
        [], part=corrections, many=True, help="Training examples that are learnt as another class, or left out."
    )
    enlargement: Enlargement | None = option(
        None, part=enlargements, help="A fixed rule that makes more of the training examples; those that validate stay."
    )
    extra_drawings: int = option(
        0, ge=0, le=20_000, help="How many of your own drawings, the oldest first, are learnt beside the data."
    )

    registered_name = "data"


@dataclass
class Recipe:
    """`Recipe.read("digit-reader")`; raises `RecipeError` with all problems. `document` is the JSON it came from."""

    document: dict[str, Any]
    data: DataPlan
    preprocessing: Preprocessing
    inspection: Inspection
    plan: Plan
    networks: dict[str, Inspection]

    @property
    def task(self) -> str:
        return self.plan.registered_name

    @property
    def name(self) -> str:
        return str(self.document.get("name") or "unnamed")

    @property
    def model(self) -> dict[str, Any]:
        return self.document["model"]

    def prepare_for(self, data: Data) -> None:
        """Take over how the pictures of the data were placed, so that the model places new ones in the same way."""
        if data.preparation:
            self.preprocessing = Preprocessing(**self.preprocessing.options() | data.preparation)

    @classmethod
    def read(cls, source: Any) -> "Recipe":
        recipe, problems = cls.inspect(source)
        errors = [p for p in problems if p.severity == "error"]
        if errors or recipe is None:
            raise RecipeError(*errors)
        return recipe

    @classmethod
    def inspect(cls, source: Any) -> "tuple[Recipe | None, list[Problem]]":
        """The recipe as far as it can be read, and everything that is wrong or unwise in it."""
        document = read(source)
        problems = [
            Problem("malformed-recipe", f'a recipe has no "{key}"{did_you_mean(key, SECTIONS)}')
            for key in document.keys() - set(SECTIONS)
        ]
        found = {network: inspect(spec) for network, spec in networks(document).items()}
        inspection = joined(found)
        problems += inspection.problems + name_clashes(found)
        data, preprocessing = _data(document.get("data", {}), problems)
        plan = _plan(document.get("training", {}), found, problems)
        if data is None or preprocessing is None or plan is None:
            return None, problems
        problems += _contradictory(data)
        if plan.registered_name == "classifier":
            problems += _unfit(inspection) + _unwise(inspection, plan)
        else:
            problems += unfit_networks(found, plan) + unfit_range(found["generator"], preprocessing.scale)
        return cls(document, data, preprocessing, inspection, plan, found), problems


def _data(section: Any, problems: list[Problem]) -> tuple[DataPlan | None, Preprocessing | None]:
    if not isinstance(section, dict):
        problems.append(Problem("malformed-recipe", f'"data" must be an object, got {section!r}'))
        return None, None
    section = copy.deepcopy(section)
    parts: list[Any] = []
    for make, options in ((Preprocessing, section.pop("preprocessing", {})), (DataPlan, section)):
        try:
            parts.append(make(**options) if isinstance(options, dict) else None)
            if not isinstance(options, dict):
                problems.append(Problem("malformed-recipe", f'"preprocessing" must be an object, got {options!r}'))
        except NetsumikiError as error:
            problems += [replace(p, node="data") for p in error.problems]
            parts.append(None)
    return parts[1], parts[0]


def _contradictory(data: DataPlan) -> list[Problem]:
    """What somebody wants of the data that cannot be had together."""
    counts = Counter(one.row for one in data.corrections)
    twice = sorted(row for row, count in counts.items() if count > 1)
    problems = []
    if twice:
        some = listing(twice[:5]) if len(twice) <= 5 else f"{', '.join(map(str, twice[:5]))} …"
        message = f"several corrections are of the same training example ({some}): keep one of each"
        problems.append(Problem("correction-twice", message, "data", {"rows": twice}))
    if data.enlargement and data.dataset.example_shape:
        problems += data.enlargement.problems(data.dataset.example_shape)
    if data.extra_drawings and data.dataset.registered_name == "drawings":
        message = "the data are your drawings already, of which every fifth is for testing: set extra_drawings to 0"
        problems.append(Problem("drawings-twice", message, "data"))
    return problems


def _plan(section: Any, found: dict[str, Inspection], problems: list[Problem]) -> Plan | None:
    task = "classifier" if "model" in found else "gan" if "discriminator" in found else "flow"
    asked = section.get("task", task) if isinstance(section, dict) else task
    if (needed := NETWORKS_OF.get(str(asked))) and tuple(found) != needed:
        message = f"the task {asked} trains {listing(needed)}, the recipe has {listing(list(found))}: "
        message += f"set training.task to {task}" if tuple(found) == NETWORKS_OF[task] else "leave one of them out"
        problems.append(Problem("task", message, "training", {"task": asked, "networks": list(found)}))
        return None
    try:
        return plans.create({"task": task} | section if isinstance(section, dict) else section)
    except NetsumikiError as error:
        problems += [replace(p, node="training") for p in error.problems]
        return None


def _unfit(inspection: Inspection) -> list[Problem]:
    """Why a network, although right in itself, is not one for a classifier."""
    several = {"input": list(inspection.inputs), "output": list(inspection.outputs)}
    return [
        Problem("classifier-network", f"a classifier has one {kind}, this network has {listing(names)}: keep one")
        for kind, names in several.items()
        if len(names) > 1
    ]


def _unwise(inspection: Inspection, plan: Any) -> list[Problem]:
    """What works, yet hardly as meant."""
    problems = []
    final = inspection.final_layer
    if final and final.registered_name in ("softmax", "sigmoid") and final.registered_name != plan.loss.activation:
        message = f"{plan.loss.registered_name} after {final.registered_name} learns slowly: "
        message += f"use {'softmax' if final.registered_name == 'softmax' else 'binary'}_cross_entropy"
        problems.append(Problem("activation-and-loss", message, node=final.name, severity="warning"))
    return problems


def trained_spec(model: dict[str, Any], inspection: Inspection, activation: str | None) -> dict[str, Any]:
    """The network whose output the loss takes: without a final softmax or sigmoid that the loss itself contains.

    Computing the two together is exact where the probability underflows, and cheaper.
    """
    final = inspection.final_layer
    if final is None or activation is None or final.registered_name != activation:
        return model
    nodes = [{"name": n.name} | e for n, e in zip(_as_written(inspection, model), model["nodes"], strict=True)]
    last = next(n for n in inspection.nodes if n.name == final.name)
    kept = [e for e in nodes if e["name"] != final.name]
    for entry, node in zip(nodes, _as_written(inspection, model), strict=True):
        entry.setdefault("inputs", list(node.inputs))
    return {"inputs": model["inputs"], "nodes": kept, "outputs": {final.name: last.inputs[0]}}


def _as_written(inspection: Inspection, model: dict[str, Any]) -> list[Any]:
    """The inspected nodes in the order of the recipe."""
    by_name = {n.name: n for n in inspection.nodes}
    return [by_name[name] for name in inspection.written if name in by_name]
