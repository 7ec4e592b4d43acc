"""Every template reads without a problem, says what it is, keeps its meaning when it is written anew, and trains."""

import json
import re
from importlib.resources import files

import numpy as np
import pytest

from netsumiki.data import Data, Split, datasets
from netsumiki.engine.registry import to_json
from netsumiki.recipes import VERSION, migrate, networks, read, templates
from netsumiki.training import Recipe, Run
from netsumiki.training.recipe import SECTIONS

NAMES = list(templates())
EXPECTED = {
    "cgan", "cgan-lsgan", "char-lstm", "dcgan", "digit-reader", "first-network", "flow", "gan-2d", "gan-first",
    "gan-first-deconv", "generator-cnn",
    "keras-convnet", "keras-mlp", "lenet-5", "logistic", "note-deep", "note-linear", "note-pooling", "note-sigmoid",
    "note-two-convs", "note-whole-picture", "row-lstm", "row-rnn", "speed", "spiral", "three-layer",
}  # fmt: skip
LARGEST_FLAGSHIP = 300_000  # parameters


def tiny(recipe):
    """40 random examples of the recipe's shape and classes."""
    inputs = recipe.inspection.inputs
    shape = inputs["image"] if "discriminator" in recipe.networks else next(iter(inputs.values()))
    shape = (*shape[:-1], shape[-1] // getattr(recipe.plan, "packing", 1))
    classes = recipe.inspection.nodes[-1].shape[-1] if recipe.task == "classifier" else 10
    stream = np.random.default_rng(0)
    if len(shape) == 3:
        inputs = stream.integers(0, 256, (40, *shape), np.uint8)
    elif recipe.data.dataset.kind == "text":
        inputs = stream.integers(0, classes, (40, *shape)).astype(np.float32)
    else:
        inputs = stream.normal(size=(40, *shape)).astype(np.float32)
    split = Split(inputs, np.arange(40) % classes)
    return Data("tiny", split, split, tuple(map(str, range(classes))))


def test_the_templates_are_these():
    assert set(NAMES) == EXPECTED


@pytest.mark.parametrize("name", NAMES)
class TestTemplate:
    def test_reads_without_any_problem_or_warning(self, name):
        recipe, problems = Recipe.inspect(name)
        assert problems == []
        assert recipe.name == name

    def test_says_what_it_is(self, name):
        document = templates()[name]
        assert document["title"] and not document["title"].endswith(".")
        assert document["description"].endswith(".")

    def test_has_its_fields_in_order_and_one_node_a_line(self, name):
        text = (files("netsumiki.recipes") / "templates" / f"{name}.json").read_text("utf-8")
        document = json.loads(text)
        assert list(document) == [s for s in SECTIONS if s in document]
        assert document["version"] == VERSION
        for node in (node for network in networks(document).values() for node in network["nodes"]):
            line = next(n for n in text.splitlines() if f'"name": "{node["name"]}"' in n)
            assert json.loads(line.strip().rstrip(",")) == node

    def test_round_trips_through_a_file(self, name, tmp_path):
        path = tmp_path / "copy.json"
        path.write_text(json.dumps(read(name), ensure_ascii=False), "utf-8")
        assert read(path) == read(str(path)) == read(name) == migrate(templates()[name])

    def test_its_parts_written_anew_mean_the_same(self, name):
        recipe = Recipe.read(name)
        anew = json.loads(json.dumps(recipe.document))
        anew["training"] = {k: v for k, v in recipe.plan.spec().items() if k != "task"}
        anew["data"] = {n: to_json(getattr(recipe.data, n)) for n in recipe.data.declared}
        for network, found in recipe.networks.items():
            wires = {n.name: list(n.inputs) for n in found.nodes}
            parts = [{"name": n.name, "inputs": wires[n.name]} | n.layer.spec() for n in found.nodes]
            anew[network] = {"inputs": anew[network]["inputs"], "nodes": parts}
        again = Recipe.read(anew)
        assert again.plan.spec() == recipe.plan.spec()
        assert again.inspection.describe() == recipe.inspection.describe()
        assert to_json(again.data.dataset) == to_json(recipe.data.dataset)

    def test_options_fit_the_data_set(self, name):
        recipe = Recipe.read(name)
        assert recipe.data.dataset.registered_name in datasets
        if recipe.data.dataset.registered_name == "mnist":
            shape = recipe.inspection.inputs["noise" if recipe.task == "flow" else "image"]
            assert shape == (28, 28, getattr(recipe.plan, "packing", 1))

    def test_trains_a_few_steps_in_a_strict_workspace(self, name):
        recipe = Recipe.read(name)
        document = read(name)
        document["data"].pop("dataset")
        document["training"].pop("epochs", None)
        document["training"] |= {"steps": 3, "batch_size": min(8, recipe.plan.batch_size)}
        if recipe.plan.piece:
            document["training"]["piece"] = 4
        result = Run(document, data=tiny(recipe), threads=1, strict=True).train()
        assert result.finished.step == 3
        if recipe.task != "classifier":
            labels = np.arange(2) if result.model.conditional else None
            assert np.isfinite(result.model.outputs(result.model.noise(2), labels)).all()
            return
        assert np.isfinite(result.finished.test_loss)
        scores = result.model.predict(tiny(recipe).test.inputs[:2])
        np.testing.assert_allclose(scores.sum(axis=1), 1, rtol=1e-4)


def test_changing_a_template_that_was_read_leaves_the_next_reading_alone():
    read("speed")["model"]["nodes"].clear()
    templates()["speed"].clear()
    assert read("speed")["model"]["nodes"]


def test_the_flagship_is_as_small_as_promised():
    assert Recipe.read("digit-reader").inspection.parameter_count <= LARGEST_FLAGSHIP


@pytest.mark.parametrize(
    ("name", "network"),
    [
        ("generator-cnn", "5 of 7×7 → relu → flatten → 10"),
        ("keras-mlp", "flatten → 512 → sigmoid → 10"),
        ("three-layer", "flatten → 500 → leaky_relu → 100 → leaky_relu → 3"),
        ("note-sigmoid", "flatten → 50 → sigmoid → 10"),
        ("note-deep", "flatten → 500 → relu → 100 → relu → 10"),
        ("note-two-convs", "5 of 6×6 → relu → 10 of 12×12 → relu → flatten → 10"),
        ("note-pooling", "5 of 8×8 → max_pool → relu → flatten → 10"),
        ("note-whole-picture", "10 of 28×28 → relu → flatten → 10"),
        ("note-linear", "flatten → 10"),
    ],
)
def test_it_is_the_network_of_its_source(name, network):
    parts = []
    for node in Recipe.read(name).inspection.nodes:
        layer = node.layer
        kind = {"dense": "{l.units}", "conv2d": "{l.filters} of {l.kernel_size[0]}×{l.kernel_size[1]}"}
        parts.append(kind.get(layer.registered_name, layer.registered_name).format(l=layer))
    assert re.sub(" → softmax$", "", " → ".join(parts)) == network
