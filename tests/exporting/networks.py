"""Models that were never trained: what they answer is nonsense, and the same nonsense wherever they run."""

import zlib
from dataclasses import replace

import numpy as np

from netsumiki.data import Preprocessing
from netsumiki.engine.graph import Graph
from netsumiki.engine.workspace import Workspace
from netsumiki.exporting.certainty import Certainty
from netsumiki.exporting.generator_file import Generator
from netsumiki.exporting.likeness import Usual
from netsumiki.exporting.model_file import Model
from netsumiki.recipes import read, templates


def filled(graph):
    """With numbers in all of its parameters; those that begin as 0 or 1 would hide a mistake."""
    for p in graph.params:
        rng = np.random.default_rng(zlib.crc32(p.name.encode()))
        values = rng.normal(size=p.shape) * (0.3 if len(p.shape) < 2 else np.prod(p.shape[:-1]) ** -0.5)
        p.value[...] = abs(values) + 0.5 if p.name.endswith(("var", "gamma")) else values
    return graph


def untrained(name):
    """The model of a template; a flow goes in two steps, which are as good as many here."""
    recipe = read(templates()[name])
    scaled = Preprocessing(**recipe["data"].get("preprocessing", {}))
    if "generator" in recipe:
        recipe["training"] |= {"sampling_steps": 2} if "time" in recipe["generator"]["inputs"] else {}
        graph = filled(Graph(recipe["generator"], Workspace(seed=0)))
        made = Generator(recipe, graph, scaled, tuple("0123456789"))
        made.keep_golden()
        return made
    graph = filled(Graph(recipe["model"], Workspace(seed=0)))
    (classes,) = graph.inspection.shape_of(next(iter(graph.outputs.values())))
    model = Model(recipe, graph, scaled, tuple(f"class {k}" for k in range(classes)), "softmax")
    if "text" in graph.inputs:
        characters = np.random.default_rng(0).integers(0, classes, (10, *model.input_shape)).astype(np.float32)
        model.golden = characters, model.predict(characters)
    return model


def unsure(model, inputs, signal):
    """A certainty by which half of these inputs are unknown to the model."""
    scores, labels = model.scores(inputs), np.arange(len(inputs)) % len(model.class_names)
    grains = model.grains(inputs) if signal == "likeness" else None
    usual = grains is not None and Usual.of(scores, labels, grains)
    plain = Certainty(1.7, signal, usual=usual or None)
    return replace(plain, threshold=float(np.median(plain.signals(scores, grains))))
