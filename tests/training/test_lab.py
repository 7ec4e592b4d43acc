"""The Lab takes the very steps of a run, tells how it goes, and says what it cannot hold."""

import copy

import numpy as np
import pytest

from netsumiki.engine.errors import DataError, RecipeError
from netsumiki.recipes import templates
from netsumiki.training import Run
from netsumiki.training.lab import Lab
from netsumiki.training.lab import lab as laboratory
from tests.training.labs import ADAM, digits, recipe, template, weights
from tests.training.small import points_recipe


def run_for(document, steps):
    """The networks of a run of so many steps, with the weights that it had last."""
    result = Run(document | {"training": document["training"] | {"steps": steps}}, threads=1).train()
    return [g for g in (result.model.graph, getattr(result.model, "discriminator", None)) if g is not None]


# -- the same steps as a run ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "document",
    [
        recipe(keep_best=False),
        recipe(keep_best=False, optimizer={"optimizer": "momentum", "lr": 0.1}, clip=0.5, piece=8),
        template("logistic", keep_best=False),
        template("spiral", keep_best=False),
        template("gan-2d", average=None, schedule="constant", instance_noise=0, batch_size=32),
    ],
    ids=["everything", "in pieces", "logistic", "spiral", "gan"],
)
def test_steps_in_the_lab_are_those_of_a_run_bit_for_bit(document):
    lab = Lab(document)
    assert [lab.train(n) for n in (1, 40, 26)] == [1, 40, 26]
    trained = np.concatenate([graph.params.vector for graph in run_for(document, 67)])
    assert lab.step == 67 and np.array_equal(weights(lab), trained)


def test_measuring_in_between_changes_nothing():
    watched, alone = Lab(recipe()), Lab(recipe())
    for _ in range(5):
        watched.train(7)
        watched.measure()
    alone.train(35)
    assert np.array_equal(weights(watched), weights(alone))


def test_the_learning_rate_follows_the_schedule_of_the_recipe_and_rests_at_its_end():
    lab = Lab(recipe(schedule="linear_decay", steps=4))
    rates = []
    for _ in range(6):
        rates.append(lab.lr)
        lab.train(1)
    assert rates == pytest.approx([0.01, 0.01, 0.01, 0.005, 0.005, 0.005])


def test_it_tells_epochs_progress_and_what_it_measures():
    lab = Lab(recipe(batch_size=100))  # 800 of 1000 examples: 8 steps an epoch
    assert (lab.epoch, lab.progress) == (1, {})
    lab.train(8)
    assert lab.epoch == 1 and lab.progress.keys() == {"loss", "accuracy"}
    lab.train(1)
    assert lab.epoch == 2
    lab.train(200)
    (training, right), (test, tested) = lab.measure()["training"], lab.measure()["test"]
    assert 0 < training < 0.5 and 0 < test < 0.5 and right > 0.85 and tested > 0.85


def test_what_is_measured_are_loss_and_accuracy_of_the_weights_as_they_are():
    lab = Lab(template("logistic"))
    for parameter in lab.graphs["model"].params:
        parameter.value[...] = 0
    for loss, accuracy in lab.measure().values():  # every class is equally likely, and the first is named
        assert loss == pytest.approx(np.log(2), rel=1e-6) and accuracy == pytest.approx(0.5, abs=0.01)


def test_a_gan_tells_both_losses():
    lab = Lab(template("gan-2d", batch_size=16))
    lab.train(3)
    assert lab.progress.keys() == {"generator_loss", "discriminator_loss", "real_found", "fake_found"}
    assert lab.measure() == {}


def test_steps_that_take_too_long_are_left_for_the_next_call(monkeypatch):
    monkeypatch.setattr(laboratory, "MOST_SECONDS", -1)
    lab = Lab(recipe())
    assert (lab.train(50), lab.step) == (1, 1)


@pytest.mark.parametrize(
    ("dataset", "chosen"),
    [("circles", ("x1_squared", "x2_squared")), ({"dataset": "xor", "noise": 0}, ("x1_x2",))],
    ids=["circles", "xor"],
)
def test_one_layer_parts_with_features_what_no_straight_line_could(dataset, chosen):
    line = [{"name": "dense", "layer": "dense", "units": 2}, {"name": "softmax", "layer": "softmax"}]
    curve = [{"name": "features", "layer": "point_features"} | dict.fromkeys(chosen, True), *copy.deepcopy(line)]
    reached = []
    for nodes in (line, curve):
        lab = Lab(points_recipe(dataset, nodes, optimizer=ADAM | {"lr": 0.1}))
        lab.train(200)
        reached.append(lab.measure()["test"][1])
    assert reached[0] < 0.75 and reached[1] > 0.97


# -- divergence -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("document", [recipe(), template("gan-2d", batch_size=32)], ids=["classifier", "gan"])
def test_a_loss_that_is_no_number_is_told_in_words_and_ends_with_a_new_beginning(document):
    lab = Lab(document)
    lab.train(3)
    for graph in lab.graphs.values():
        graph.params.vector[:4] = np.inf
    assert lab.train(10) == 1
    problem = lab.problem
    assert problem.code == "diverged" and problem.node and "lower the learning rate" in problem.message
    assert lab.train(10) == 0 and lab.step == 4
    assert lab.changed(document).problem == problem
    again = lab.again()
    assert again.train(5) == 5 and again.problem is None


# -- limits -----------------------------------------------------------------------------------------------------------


def dense(units):
    return [{"layer": "dense", "units": units}, {"layer": "relu"}, {"layer": "dense", "units": 2}]


@pytest.mark.parametrize(
    ("document", "what"),
    [
        (points_recipe("moons", [{"layer": "dense", "units": 900}, *dense(600)]), "parameters"),
        (points_recipe({"dataset": "moons", "count": 5001}), "training examples"),
        (points_recipe("moons", dense(60_000), batch_size=5000), "bytes"),
        (points_recipe({"dataset": "moons", "count": 5000}, dense(65_536), batch_size=5000), "operations in a step"),
        (template("gan-2d", generator_steps=100, discriminator_steps=100, batch_size=512), "operations in a step"),
    ],
)
def test_what_is_too_large_is_told_with_its_size_and_the_limit(document, what):
    with pytest.raises(RecipeError) as error:
        Lab(document)
    problem = next(p for p in error.value.problems if p.facts["what"] == what)
    assert problem.code == "lab-size" and problem.facts["value"] > problem.facts["most"]
    assert f"{problem.facts['most']:,} {what}" in problem.message and "train it as a run" in problem.message


def test_a_network_that_is_slow_for_each_example_is_refused():
    nodes = [{"layer": "reshape", "shape": [1, 1, 2]}, {"layer": "upsample", "factor": 64}]
    nodes += [{"layer": "conv2d", "filters": 64}, {"layer": "global_max_pool"}, {"layer": "dense", "units": 2}]
    with pytest.raises(RecipeError) as error:
        Lab(points_recipe("moons", nodes, batch_size=1))
    assert "operations for an example" in [p.facts["what"] for p in error.value.problems]


@pytest.mark.parametrize(
    ("document", "code"),
    [
        (templates()["flow"], "lab-task"),
        (templates()["gan-first"], "lab-task"),
        (templates()["digit-reader"], "lab-data"),
        (points_recipe("strokes"), "lab-data"),
        (points_recipe("moons", [{"layer": "nothing"}]), "unknown-layer"),
    ],
)
def test_what_the_lab_has_no_place_for_is_told(document, code):
    with pytest.raises(RecipeError) as error:
        Lab(document)
    assert code in [p.code for p in error.value.problems]


def test_data_that_do_not_fit_the_network_are_told():
    with pytest.raises(DataError) as error:
        Lab(points_recipe({"dataset": "blobs", "classes": 3}))
    assert error.value.problems[0].code == "output-shape"


# -- digits -----------------------------------------------------------------------------------------------------------


def test_the_three_layer_network_learns_from_a_few_digits():
    document = templates()["three-layer"]
    lab = Lab(document | {"training": document["training"] | {"shuffle": True}}, digits())
    assert lab.train(20) == 20 and lab.measure()["test"][1] <= 1
    assert lab.nbytes < 100_000_000


def test_lenet_has_a_place_in_the_lab():
    recipe = templates()["lenet-5"]
    recipe["data"] |= {"dataset": {"dataset": "mnist", "classes": [0, 1, 2], "limit": 1000}, "augmentation": []}
    with pytest.raises(DataError) as error:  # it is small enough, but has ten outputs
        Lab(recipe, digits())
    assert error.value.problems[0].code == "output-shape"


@pytest.fixture
def no_digits(monkeypatch, tmp_path):
    """Neither MNIST nor strokes are on this machine."""
    monkeypatch.setenv("NETSUMIKI_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("NETSUMIKI_HOME", str(tmp_path))


@pytest.mark.parametrize(("name", "limit"), [("mnist", 200), ("strokes", 5000)])
def test_many_digits_that_are_not_on_this_machine_are_neither_downloaded_nor_drawn(no_digits, name, limit):
    with pytest.raises(DataError) as error:
        Lab(templates()["three-layer"] | {"data": {"dataset": {"dataset": name, "classes": [0, 1, 2], "limit": limit}}})
    assert error.value.problems[0].code == "data-missing" and error.value.problems[0].facts == {"dataset": name}


def test_a_few_strokes_are_drawn_when_they_are_wanted(no_digits, tmp_path):
    data = {"dataset": {"dataset": "strokes", "classes": [0, 1, 2], "limit": 600}}
    lab = Lab(templates()["three-layer"] | {"data": data | {"validation": 0}})
    assert len(lab.training) == 600 and len(lab.data.test) == 1000 and lab.data.class_names == ("0", "1", "2")
    assert lab.train(3) == 3 and not list(tmp_path.rglob("*.npz"))
