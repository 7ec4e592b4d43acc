"""The program of a model in JavaScript: what the module and the page have in common."""

import json
import zlib
from dataclasses import dataclass
from math import prod
from typing import Any

import numpy as np

from netsumiki.engine.errors import Problem
from netsumiki.exporting.formats.base import without_words
from netsumiki.exporting.formats.golden import Asked
from netsumiki.exporting.formats.javascript import Source, bare, literal
from netsumiki.exporting.formats.plan import plan_of
from netsumiki.exporting.formats.web_network import LAYERS, Arrays, constants
from netsumiki.exporting.generator_file import Generator
from netsumiki.exporting.model_file import Model
from netsumiki.exporting.writing import writes

NETWORK = ("network.js", *LAYERS)
READERS = {
    "pictures": ("classifier.js", "likeness.js", "pictures.js", "pixels.js", "placing.js", "digit.js", "scale.js"),
    "numbers": ("classifier.js", "numbers.js"),
    "text": ("classifier.js", "writer.js", "random.js"),
}
MAKER = ("generator.js", "random.js", "scale.js")
SHARES = {"softmax": "softmax_shares", "sigmoid": "sigmoid_shares"}


@dataclass(frozen=True)
class Program:
    """`head` has the constants that say what the model is, `source` the functions, `arrays` the numbers.

    `kind`: "pictures", "numbers" or "text" are read; "pictures made" or "points made".
    """

    kind: str
    head: str
    source: Source
    arrays: Arrays

    def text(self, *more: str, comments: bool = True) -> str:
        """The module without its packed numbers; `more` are further programs that use it."""
        head = f"{self.head}\n{self.arrays.readers}"
        functions = self.source.needed(head, *more)
        return f"{head}\n\n{functions if comments else bare(functions)}"


def kind_of(model: Model | Generator) -> str:
    if isinstance(model, Generator):
        return "pictures made" if len(model.example_shape) == 3 else "points made"
    if len(model.input_shape) == 3:
        return "pictures"
    return "text" if writes(model) else "numbers"


def missing_layers(model: Model | Generator) -> Problem | None:
    """Why there can be no program of this model; None when there can."""
    known = Source(*LAYERS).declared
    return without_words(step.kind for step in plan_of(model.graph).steps if step.kind not in known)


def program(model: Model | Generator, precision: str, *more: str) -> Program:
    """The program of a model; `more` names further sources."""
    kind, asked = kind_of(model), Asked.golden(model)
    info = _info(model)
    sources: tuple[str, ...]
    if isinstance(model, Generator):
        plan, sources = plan_of(model.graph), MAKER
        info |= {"conditional": model.conditional, "exampleShape": list(model.example_shape)}
        told = _maker(model, kind)
        golden = {"noise": asked.inputs["noise"], "labels": _numbers(asked.inputs.get("labels"), len(asked.answers))}
    else:
        plan, sources = plan_of(model.graph, model.scored), READERS[kind]
        info |= {"inputShape": list(model.input_shape)}
        if model.certainty:
            told_of = ("temperature", "signal", "threshold")
            info["certainty"] = {name: getattr(model.certainty, name) for name in told_of}
        told = _reader(model) | (_pictures(model) if kind == "pictures" else {})
        golden = {"inputs": asked.inputs["inputs"]}
    arrays = Arrays(plan.weights, precision)
    if isinstance(model, Model) and model.certainty and model.certainty.usual:
        for name, array in model.certainty.usual.arrays.items():
            arrays.add(name.replace("_", " "), array)
    for name, array in (golden | {"answers": asked.answers}).items():
        arrays.add(f"golden {name}", array)
    recipe = json.dumps(model.recipe, ensure_ascii=False).encode()
    arrays.add("recipe", np.frombuffer(recipe, np.uint8))
    told |= {"SCALE": literal(_scale(model)), "SAMPLES": literal(len(asked.answers))}
    head = [f"export const info = {literal(info)};", constants(plan)]
    head += [f"const {name} = {value};" for name, value in told.items()]
    return Program(kind, "\n".join(head), Source(*sources, *more, *NETWORK), arrays)


def _reader(model: Model) -> dict[str, str]:
    certainty = model.certainty
    asks = certainty is not None and certainty.threshold is not None
    return {
        "EXAMPLE": literal(prod(model.input_shape)),
        "SHARES": SHARES.get(model.squash or "", "plain_shares"),
        "TEMPERATURE": literal(certainty.temperature if certainty else 1),
        "THRESHOLD": literal(certainty.threshold if certainty else None),
        "SIGNAL": certainty.signal if certainty and asks else "null",
    }


def _pictures(model: Model) -> dict[str, str]:
    made = model.preprocessing
    return {
        "PLACED": made.placing,
        "ALONE": literal(made.placing == "digit"),
        "INVERT": literal(made.invert),
        "OF_BYTE": f"{made.scale}_of_byte",
    }


def _maker(model: Generator, kind: str) -> dict[str, str]:
    told = {
        "NOISE": literal(prod(model.noise_shape)),
        "NOISE_OF": model.distribution,
        "NOISE_STREAM": literal([zlib.crc32(b"noise"), 0]),
        "LABEL_OF": "labelled" if model.conditional else "unlabelled",
        "STEPS": "flowing" if model.flow else "at_once",
        "EXAMPLE_OF": "picture" if kind == "pictures made" else "point",
        "TO_UNIT": f"unit_of_{model.preprocessing.scale}",
    }
    if model.flow:
        guided = model.conditional and model.flow.guidance != 1
        told["FLOW"] = literal({"steps": model.flow.steps, "guidance": model.flow.guidance, "guided": guided})
    return told


def _numbers(labels: np.ndarray | None, count: int) -> np.ndarray:
    return np.zeros(count, np.float32) if labels is None else labels.astype(np.float32)


def _scale(model: Model | Generator) -> dict[str, Any]:
    return {"mean": model.preprocessing.mean, "std": model.preprocessing.std}


def _info(model: Model | Generator) -> dict[str, Any]:
    """What the model says about itself."""
    from netsumiki import __version__

    recipe = model.recipe
    title = str(recipe.get("title") or recipe.get("name") or "model")
    told = {"title": title, "classNames": list(model.class_names), "netsumiki": __version__}
    return told | {"preprocessing": model.preprocessing.options()}
