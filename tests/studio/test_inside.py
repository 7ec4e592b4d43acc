"""The inside of a model over the interface: maps, cells, source, changed weights, health and a step in slow motion."""

from base64 import b64decode, b64encode

import numpy as np
import pytest

from netsumiki.engine.graph import Graph
from netsumiki.exporting.finding import bundled, load
from netsumiki.exporting.model_file import Model
from netsumiki.insight.inside.cell import MOST_TERMS
from netsumiki.studio import glass, loaded, runs
from netsumiki.studio.models import Run
from netsumiki.training import Run as Training
from netsumiki.training.recipe import Recipe
from tests.exporting.texts import reciting
from tests.studio.doodles import DIGITS
from tests.studio.generators import PLANE, keep, train, untrained
from tests.studio.test_predicting import keep_run
from tests.training.adversaries import changed

READER = "zoo:generator-cnn"  # conv (22 × 22 × 5) – relu – flatten – dense – softmax
POINTS = {
    "data": {"dataset": "moons"},
    "model": {
        "inputs": {"point": [2]},
        "nodes": [{"name": "hidden", "layer": "dense", "units": 3}, {"layer": "relu"}, {"layer": "dense", "units": 2}],
    },
    "training": {"epochs": 1},
}


def ask(browser, path="", model=READER, **content):
    return browser.send("post", f"models/{model}/inside{path}", content)


def told(answer) -> str:
    assert answer.status_code == 422, answer.content
    return answer.json()["problems"][0]["message"]


def planes(maps) -> np.ndarray:
    shape = (maps["count"], maps["height"], maps["width"])
    return np.frombuffer(b64decode(maps["planes"]), np.uint8).reshape(shape)


@pytest.fixture
def points(browser, user) -> str:
    """A run on points, of this user."""
    run = Run.objects.create(owner=user, name="calm-otter", recipe=POINTS, state="succeeded")
    Training(POINTS, out=runs.folder_of(run), threads=1).train()
    return f"run:{run.pk}"


# -- one node ---------------------------------------------------------------------------------------------------------


def test_a_selected_node_shows_its_maps_and_numbers(browser):
    found = ask(browser, node="conv", strokes=DIGITS["5"]).json()
    chosen = found["selected"]
    assert (chosen["layer"], chosen["title"], chosen["shape"]) == ("conv2d", "Conv 2D", [22, 22, 5])
    assert planes(chosen["maps"]).shape == (5, 22, 22) and chosen["maps"]["total"] == 5
    assert sum(chosen["output"]["histogram"]["counts"]) == 22 * 22 * 5
    assert [p["full_name"] for p in chosen["parameters"]] == ["conv.W", "conv.b"]
    assert planes(chosen["weights"]["values"]).shape == (5, 7, 7)
    assert chosen["weights"]["parameter"] == "W" and chosen["formula"].startswith("y[n, i, j, f]")
    assert chosen["inputs"] == [{"name": "image", "shape": [28, 28, 1]}]
    best = max(found["probabilities"], key=lambda p: p["probability"])
    assert best["label"] == "5" and found["target"] == 5 and found["objective"] == "log-probability"
    assert found["problems"] == [] and found["milliseconds"] > 0


def test_the_maps_are_what_the_network_computes(browser):
    model = load("generator-cnn")
    picture = model.golden[0][0]
    given = {"pixels": b64encode(picture.tobytes()).decode(), "height": 28, "width": 28}
    answer = ask(browser, node="conv", picture=given).json()
    assert answer["picture"] == given | {"channels": 1}
    maps = answer["selected"]["maps"]
    model.graph.forward(model.preprocessing.to_network(picture[None]))
    values = np.moveaxis(model.graph.value_of("conv")[0], 2, 0)
    shown = (planes(maps).astype(float) - 128) / 127 * maps["limit"]
    assert np.abs(shown - values).max() <= maps["limit"] / 127
    assert ask(browser, node="conv").json()["selected"]["maps"] == maps  # a golden sample, unless another is given


def test_every_node_is_told_in_short_also_without_a_selected_one(browser):
    found = ask(browser).json()
    assert found["selected"] is None
    assert [n["name"] for n in found["nodes"]] == ["conv", "relu", "flatten", "dense", "softmax"]
    assert all(n["norm"] > 0 and n["not_finite"] == 0 for n in found["nodes"])
    assert found["inputs"] == ["image"]


def test_an_input_can_be_selected_too(browser):
    chosen = ask(browser, node="image", target=3).json()["selected"]
    assert chosen["layer"] is None and chosen["parameters"] == [] and chosen["weights"] is None
    assert planes(chosen["gradient_maps"]).shape == (1, 28, 28)


def test_pages_of_maps_and_another_parameter(browser):
    chosen = ask(browser, node="conv_4", model="zoo:digit-reader", start=64, weights_start=4_600).json()["selected"]
    assert chosen["maps"]["count"] == 32 and chosen["maps"]["start"] == 64
    assert chosen["weights"]["values"]["count"] == 8 and chosen["weights"]["values"]["numbers"][-1] == [95, 47]
    chosen = ask(browser, node="conv", parameter="b").json()["selected"]
    assert chosen["weights"]["values"]["width"] == 5


def test_points_numbers_and_an_example_of_the_data(browser, points):
    found = ask(browser, model=points, node="hidden", numbers=[0.5, -1]).json()
    assert found["selected"]["maps"]["width"] == 3 and found["label"] is None
    sample = ask(browser, model=points, sample={"row": 3}).json()
    assert sample["label"] in (0, 1) and sample["target"] == sample["label"]
    assert "no example 99999" in told(ask(browser, model=points, sample={"row": 99_999}))


# -- closer -----------------------------------------------------------------------------------------------------------


def test_a_cell_adds_up_over_the_interface(browser):
    found = ask(browser, "/cell", node="conv", index=[3, 4, 2], strokes=DIGITS["5"]).json()
    assert found["kind"] == "sum" and found["count"] == 49 and len(found["terms"]) == 49
    total = sum(t["value"] for t in found["terms"]) + found["bias"] + found["rest"]
    assert total == pytest.approx(found["value"], abs=1e-4)
    assert found["sources"] == [{"of": "x", "node": "image"}]
    assert found["windows"][0]["start"] == [3, 4, 0] and len(found["windows"][0]["values"]) == 49


def test_cells_of_gradients(browser):
    whole = {"node": "dense", "strokes": DIGITS["5"], "target": 3}
    assert len(ask(browser, "/cell", of="input", index=[7], **whole).json()["terms"]) == 10
    found = ask(browser, "/cell", of="parameter", parameter="W", index=[7, 3], **whole).json()
    assert found["terms"][0]["factor_of"] == "dy" and found["value"] == pytest.approx(found["terms"][0]["value"])
    assert ask(browser, "/cell", node="softmax", index=[3]).json()["kind"] == "normalised"


def test_few_terms_are_listed_when_few_are_asked_for(browser):
    found = ask(browser, "/cell", node="dense", index=[3], most=5).json()
    assert len(found["terms"]) == 5 and found["count"] == 2_420
    total = sum(t["value"] for t in found["terms"]) + found["bias"] + found["rest"]
    assert total == pytest.approx(found["value"], abs=1e-4)
    assert ask(browser, "/cell", node="dense", index=[3], most=MOST_TERMS + 1).status_code == 422


def test_source_and_bindings(browser):
    found = browser.send("get", f"models/{READER}/inside/source?node=softmax").json()
    assert found["paper"].startswith("Bridle") and found["parts"][0]["name"] == "Softmax"
    assert "/" not in found["parts"][0]["module"]
    assert browser.send("get", f"models/{READER}/inside/source").json()["layer"] == "conv2d"
    bound = {b["name"]: b for b in ask(browser, "/bindings", node="dense", strokes=DIGITS["5"]).json()}
    assert bound["self.W.value"]["shape"] == [2420, 10] and bound["y"]["shape"] == [1, 10]


# -- changed weights --------------------------------------------------------------------------------------------------


def test_a_changed_weight_changes_the_answer_and_nothing_else(browser):
    change = {"parameter": "dense.b", "index": [2], "value": 1000}
    found = ask(browser, "/try", strokes=DIGITS["5"], changes=[change]).json()
    assert found["after"][2]["probability"] == pytest.approx(1) and found["before"][2]["probability"] < 0.5
    again = ask(browser, "/try", strokes=DIGITS["5"]).json()
    assert again["after"] == again["before"]
    read = browser.send("post", "predict", {"model": READER, "strokes": DIGITS["5"]}).json()
    assert read["label"] == "5"


def test_a_painted_kernel_shows_in_its_maps(browser):
    change = {"parameter": "conv.W", "index": [0, 0, 0, 1], "value": 50}
    plain, painted = (ask(browser, node="conv", changes=c).json()["selected"] for c in ([], [change]))
    assert painted["weights"]["values"]["limit"] == 50 > plain["weights"]["values"]["limit"]
    assert painted["maps"] != plain["maps"]


def test_a_weight_that_is_not_there_is_told_in_words(browser):
    change = {"parameter": "dens.W", "index": [2], "value": 1}
    assert 'no parameter "dens.W" (did you mean "dense.W"?)' in told(ask(browser, "/try", changes=[change]))
    change = {"parameter": "dense.W", "index": [2], "value": 1}
    assert "no number at [2] in dense.W of shape [2420, 10]" in told(ask(browser, "/try", changes=[change]))


# -- many examples ----------------------------------------------------------------------------------------------------


def test_health_over_examples_of_the_data(browser, points):
    found = ask(browser, "/health", model=points, count=50).json()
    assert found["count"] == 50 and [n["depth"] for n in found["nodes"]] == [1, 2, 3]
    assert found["nodes"][1]["dead"] is not None and found["nodes"][0]["parameters"][0]["ratio"] > 0
    dark = [{"parameter": "hidden.b", "index": [k], "value": -1000} for k in range(3)]
    found = ask(browser, "/health", model=points, count=50, changes=dark).json()
    assert found["nodes"][1]["dead"] == [0, 1, 2]
    assert found["nodes"][0]["gradient_norm"] == 0


def test_a_slow_step_names_its_phases_and_keeps_the_weights(browser, points):
    before = ask(browser, model=points, node="hidden").json()["selected"]["parameters"]
    found = ask(browser, "/step", model=points, size=16, lr=0.01).json()
    phases = {p["name"]: p for p in found["phases"]}
    assert list(phases) == ["batch", "forward", "loss", "backward", "update", "after"]
    assert len(found["labels"]) == 16 and found["pictures"] == [] and found["optimizer"] == "adam"
    assert phases["after"]["facts"]["loss"] < phases["loss"]["facts"]["loss"]
    assert phases["update"]["updates"][0]["parameter"] == "hidden.W"
    assert ask(browser, model=points, node="hidden").json()["selected"]["parameters"] == before
    assert ask(browser, "/step", model=points, size=16, lr=0.01).json() == found  # the same seed, the same batch


def untrained_classifier(user, recipe) -> str:
    """A run of this user with the weights that it begins with."""
    read = Recipe.read(recipe)
    names = tuple(map(str, range(read.inspection.shape_of(next(iter(read.inspection.outputs.values())))[0])))
    model = Model(read.document, Graph(read.model), read.preprocessing, names, read.plan.loss.activation)
    run = Run.objects.create(owner=user, name="calm-otter", recipe=read.document, state="succeeded")
    runs.folder_of(run).mkdir(parents=True)
    model.save(runs.folder_of(run) / "model.safetensors")
    return f"run:{run.pk}"


BRANCHES = {
    "model": {
        "inputs": {"image": [28, 28, 1]},
        "nodes": [
            {"name": "wide", "layer": "conv2d", "filters": 4, "dilation": 2, "inputs": ["image"]},
            {"name": "bent", "layer": "silu", "inputs": ["wide"]},
            {"name": "mean", "layer": "global_average_pool", "inputs": ["bent"]},
            {"name": "rows", "layer": "reshape", "shape": [28, 28], "inputs": ["image"]},
            {"name": "read", "layer": "gru", "units": 5, "bidirectional": True, "inputs": ["rows"]},
            {"name": "norm", "layer": "layer_norm", "inputs": ["read"]},
            {"name": "both", "layer": "concat", "inputs": ["mean", "norm"]},
            {"name": "answer", "layer": "dense", "units": 10, "inputs": ["both"]},
        ],
    },
}
"""A network that nobody foresaw: two branches, a dilated convolution, a GRU on the side."""


def test_a_network_that_nobody_foresaw_explains_every_layer(browser, user):
    model = untrained_classifier(user, BRANCHES)
    for node in ask(browser, model=model, strokes=DIGITS["5"]).json()["nodes"]:
        name = node["name"]
        chosen = ask(browser, model=model, node=name, strokes=DIGITS["5"]).json()["selected"]
        assert chosen["special"] and chosen["formula"]
        index = [n // 2 for n in node["shape"]]
        found = ask(browser, "/cell", model=model, node=name, index=index, strokes=DIGITS["5"], most=4096).json()
        total = sum(t["value"] for t in found["terms"]) + found["bias"] + found["rest"]
        assert total == pytest.approx(found["value"], abs=1e-5), name
        first = [0] * len(chosen["inputs"][0]["shape"])
        assert ask(browser, "/cell", model=model, node=name, index=first, of="input", strokes=DIGITS["5"]).json()[
            "kind"
        ]
        assert browser.send("get", f"models/{model}/inside/source?node={name}").json()["parts"]
        assert ask(browser, "/bindings", model=model, node=name, strokes=DIGITS["5"]).json()


def test_a_recurrent_layer_can_be_read_step_by_step(browser, user):
    model = untrained_classifier(user, BRANCHES)
    chosen = ask(browser, model=model, node="read", strokes=DIGITS["5"]).json()["selected"]
    assert chosen["steps"] == 28
    found = ask(browser, "/cell", model=model, node="read", index=[2], step=9, strokes=DIGITS["5"]).json()
    assert [s["name"] for s in found["sums"]] == ["r", "z", "n"] and found["kind"] == "gates"
    assert {"name": "step", "value": 9} in found["steps"]


def test_a_model_of_characters_is_looked_into_while_it_reads_a_text(browser, user):
    model = f"run:{keep_run(user, reciting(), 'model.safetensors', 'succeeded').pk}"
    found = ask(browser, model=model, text="abc").json()
    for node in found["nodes"]:
        chosen = ask(browser, model=model, text="abc", node=node["name"]).json()["selected"]
        assert chosen["shape"] == node["shape"] and chosen["output"]["nan"] == 0
    assert max(found["probabilities"], key=lambda p: p["probability"])["label"] == "d"


# -- generators -------------------------------------------------------------------------------------------------------


def test_both_networks_of_a_generator_can_be_looked_into(browser):
    writer = "zoo:digit-writer"
    found = ask(browser, model=writer, node="conv1", seed=3, label=7).json()
    assert found["network"] == "generator" and planes(found["made"]).shape == (1, 28, 28)
    assert found["selected"]["maps"]["total"] == 32 and found["objective"] == "mean"
    norms = {n["name"]: n["norm"] for n in found["nodes"]}
    assert norms["up1"] > 0 and norms["see1"] is None
    found = ask(browser, model=writer, node="see1", seed=3, label=7).json()
    assert found["network"] == "discriminator" and found["selected"]["maps"]["total"] == 16
    assert ask(browser, "/cell", model=writer, node="up2", index=[3, 3, 1]).json()["kind"] == "chosen"
    assert ask(browser, "/health", model=writer, network="discriminator", count=20).json()["nodes"][0]["name"] == "see1"
    change = {"parameter": "norm1.gamma", "index": [0], "value": 9}
    tried = ask(browser, "/try", model=writer, seed=3, label=7, changes=[change]).json()
    assert tried["made"] != tried["made_before"] and tried["after"] is None


@pytest.mark.parametrize("template", ["gan-first", "gan-2d", "dcgan", "flow"])
def test_every_kind_of_generator_can_be_looked_into(browser, user, template):
    run = keep(user, untrained(template))
    found = ask(browser, model=f"run:{run.pk}").json()
    assert {n["network"] for n in found["nodes"]} <= {"generator", "discriminator"}
    for node in found["nodes"]:
        answer = ask(browser, model=f"run:{run.pk}", node=node["name"])
        assert answer.status_code == 200, (node, answer.content)


def test_a_flow_takes_no_slow_step(browser, user):
    run = keep(user, untrained("flow"))
    assert "this model is a flow: choose another" in told(ask(browser, "/step", model=f"run:{run.pk}"))


@pytest.mark.parametrize("changes", [{}, {"training__packing": 2}])
def test_a_gan_shows_both_its_turns(browser, user, changes):
    recipe = changed(PLANE, training__steps=1, **changes)
    if "training__packing" in changes:
        recipe["discriminator"]["inputs"]["image"] = [4]
    run = train(user, recipe, state="succeeded")
    found = ask(browser, "/step", model=f"run:{run.pk}", size=16).json()
    phases = found["phases"]
    assert [(p["name"], p["network"]) for p in phases if p["name"] in ("update", "backward")] == [
        ("update", "discriminator"),
        ("backward", "generator"),
        ("update", "generator"),
    ]
    assert len(phases) == 11 and len(found["labels"]) == 16
    assert phases[0]["facts"]["size"] == 16


# -- bad input --------------------------------------------------------------------------------------------------------


def test_a_picture_of_another_size_or_colour_is_told_in_words(browser):
    small = {"pixels": b64encode(bytes(4)).decode(), "height": 2, "width": 2}
    assert "pictures of 28 × 28 in 1 colour, got one of 2 × 2 in 1 colour" in told(ask(browser, picture=small))
    colour = {"pixels": b64encode(bytes(28 * 28 * 3)).decode(), "height": 28, "width": 28, "channels": 3}
    assert "got one of 28 × 28 in 3 colours: resize it" in told(ask(browser, picture=colour))
    short = {"pixels": b64encode(bytes(5)).decode(), "height": 28, "width": 28}
    assert "has 784 bytes, got 5" in told(ask(browser, picture=short))
    assert "not base64" in told(ask(browser, picture=short | {"pixels": "$$$$"}))
    assert "one example, not" in told(ask(browser, picture=small, numbers=[1]))
    assert "reads 784 numbers of shape [28, 28, 1], got 2" in told(ask(browser, numbers=[1, 2]))
    assert "reads no text" in told(ask(browser, text="abc"))


def test_a_node_that_was_removed_meanwhile_is_told_in_words(browser):
    for path in ("", "/cell", "/bindings"):
        more = {"index": [0]} if path == "/cell" else {}
        assert 'no node "conw" (did you mean "conv"?): it may have been removed' in told(
            ask(browser, path, node="conw", **more)
        )
    answer = browser.send("get", f"models/{READER}/inside/source?node=conw")
    assert "it may have been removed" in told(answer)
    assert "is an input" in told(browser.send("get", f"models/{READER}/inside/source?node=image"))


def test_places_classes_and_parameters_that_are_not_there(browser):
    assert "no number at [99, 0, 0] in the output of shape [22, 22, 5]" in told(
        ask(browser, "/cell", node="conv", index=[99, 0, 0])
    )
    assert "no class 77 among the 10 outputs" in told(ask(browser, node="conv", target=77))
    assert 'has no parameter "V": it has W and b' in told(ask(browser, node="conv", parameter="V"))
    assert "no parameter" in told(ask(browser, "/cell", node="relu", of="parameter", index=[0]))
    assert "no network" in told(ask(browser, "/health", model="zoo:digit-writer", network="critic"))


def test_a_run_deleted_in_another_tab_is_told_in_words(browser, stranger, points, user):
    answer = ask(stranger, model=points)
    assert answer.status_code == 404  # somebody else's
    run = Run.objects.get(pk=points.removeprefix("run:"))
    (runs.folder_of(run) / "model.safetensors").unlink()
    assert "no weights yet" in told(ask(browser, model=points))
    run.delete()
    answer = ask(browser, model=points)
    assert answer.status_code == 404 and "may have been deleted" in answer.json()["problems"][0]["message"]


def test_nan_inside_is_shown_and_named(browser, user):
    model = load("generator-cnn")
    model.graph.params["conv.W"].value[0, 0, 0, 1] = np.nan
    run = Run.objects.create(owner=user, name="calm-otter", recipe=model.recipe, state="succeeded")
    runs.folder_of(run).mkdir(parents=True)
    model.save(runs.folder_of(run) / "model.safetensors")
    id = f"run:{run.pk}"
    answer = ask(browser, model=id, node="conv")
    found = answer.json()
    assert found["problems"][0]["code"] == "not-finite" and found["problems"][0]["node"] == "conv"
    assert found["selected"]["output"]["nan"] == 22 * 22
    assert (planes(found["selected"]["maps"])[1] == 0).all()
    assert found["probabilities"][0]["probability"] is None
    assert ask(browser, "/cell", model=id, node="conv", index=[0, 0, 1]).json()["value"] is None
    for path in ("/bindings", "/cell"):
        more = {"index": [0]} if path == "/cell" else {}
        assert ask(browser, path, model=id, node="dense", **more).status_code == 200
    assert ask(browser, "/try", model=id).status_code == 200


def test_looking_does_not_disturb_the_model_in_memory(browser):
    path = bundled()["generator-cnn"]
    with loaded.opened(path) as model:
        before = model.graph.params.vector.copy()
    ask(browser, node="conv", changes=[{"parameter": "conv.W", "index": [0, 0, 0, 1], "value": 50}])
    with loaded.opened(path) as model:
        assert np.array_equal(model.graph.params.vector, before)
        assert model in glass._copies
