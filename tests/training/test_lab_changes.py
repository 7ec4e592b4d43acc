"""A change in the Lab keeps what it leaves alone; a weight is set by hand; a beginning can be had again."""

import numpy as np
import pytest

from netsumiki.engine.errors import DataError, NetsumikiError
from netsumiki.training.lab import Lab
from tests.training.labs import ADAM, NODES, recipe, template, weights
from tests.training.small import points_recipe


def test_beginning_again_repeats_every_number():
    lab = Lab(recipe())
    lab.train(30)
    again = lab.again()
    assert again.step == 0 and again.data is lab.data
    again.train(30)
    assert np.array_equal(weights(again), weights(lab))


def test_another_seed_gives_another_network_on_the_same_data():
    lab = Lab(recipe())
    other = lab.again(seed=5)
    assert other.recipe.plan.seed == 5 and other.data is lab.data
    assert not np.array_equal(weights(other), weights(lab))
    assert lab.recipe.plan.seed == 0


@pytest.mark.parametrize("document", [recipe(), template("gan-2d", batch_size=32)], ids=["classifier", "gan"])
def test_a_change_of_nothing_disturbs_nothing(document):
    lab, undisturbed = Lab(document), Lab(document)
    lab.train(33)
    lab = lab.changed(document)
    lab.train(33)
    undisturbed.train(66)
    assert lab.step == 66 and np.array_equal(weights(lab), weights(undisturbed))


def test_another_learning_rate_keeps_weights_and_moments():
    lab = Lab(recipe())
    lab.train(20)
    other = lab.changed(recipe(optimizer=ADAM | {"lr": 0.5}))
    assert other.lr == 0.5 and other.step == 20 and other.epoch == lab.epoch
    assert np.array_equal(weights(other), weights(lab))
    mine, theirs = (x.learner.optimizer.state_dict() for x in (other, lab))
    assert mine["t"] == theirs["t"] == 20
    assert all(np.array_equal(mine["arrays"][name], theirs["arrays"][name]) for name in theirs["arrays"])
    assert any(array.any() for array in mine["arrays"].values())


def test_another_optimizer_keeps_the_weights_alone():
    lab = Lab(recipe())
    lab.train(20)
    other = lab.changed(recipe(optimizer={"optimizer": "adamw", "lr": 0.01}))
    assert np.array_equal(weights(other), weights(lab))
    state = other.learner.optimizer.state_dict()
    assert state["t"] == 0 and not any(array.any() for array in state["arrays"].values())


def test_another_activation_keeps_every_weight():
    lab = Lab(recipe())
    lab.train(20)
    nodes = [node | {"layer": "relu"} if node["name"] == "bend" else node for node in NODES]
    other = lab.changed(points_recipe("moons", nodes, optimizer=ADAM))
    assert np.array_equal(weights(other), weights(lab))
    assert other.graphs["model"].layers["bend"].registered_name == "relu"


def test_more_units_keep_the_weights_of_the_other_layers():
    lab = Lab(points_recipe())
    lab.train(20)
    name = next(iter(lab.graphs["model"].params)).name
    wider = points_recipe()
    wider["model"]["nodes"].insert(2, {"layer": "dense", "units": 8, "name": "new"})
    other = lab.changed(wider)
    kept, mine = (x.graphs["model"].params[name].value for x in (lab, other))
    assert np.array_equal(kept, mine) and "new.W" in other.graphs["model"].params.by_name


def test_another_batch_size_begins_a_new_pass_over_the_data():
    lab = Lab(recipe(batch_size=100))
    lab.train(10)
    other = lab.changed(recipe(batch_size=10))
    assert np.array_equal(weights(other), weights(lab)) and other.epoch == 2
    other.train(80)
    assert other.epoch == 2
    other.train(1)
    assert other.epoch == 3


def test_new_data_keep_the_weights():
    lab = Lab(recipe())
    lab.train(20)
    noisy = recipe()
    noisy["data"] = noisy["data"] | {"dataset": {"dataset": "moons", "noise": 0.4, "test_ratio": 1}}
    other = lab.changed(noisy)
    assert np.array_equal(weights(other), weights(lab)) and len(other.data.test) == 1000
    assert not np.array_equal(other.data.train.inputs, lab.data.train.inputs)


def test_a_change_that_is_wrong_leaves_the_lab_as_it_was():
    lab = Lab(recipe())
    lab.train(5)
    before = weights(lab).copy()
    for wrong in (recipe(optimizer={"optimizer": "adam", "lr": -1}), points_recipe("moons", [{"layer": "nothing"}])):
        with pytest.raises(NetsumikiError):
            lab.changed(wrong)
    assert np.array_equal(weights(lab), before) and lab.step == 5


def test_one_weight_is_set_and_no_other():
    lab = Lab(recipe())
    before = weights(lab).copy()
    lab.set_weight("dense_2", "W", [3, 1], 2.5)
    assert lab.graphs["model"].params["dense_2.W"].value[3, 1] == 2.5
    assert np.count_nonzero(weights(lab) != before) == 1


@pytest.mark.parametrize(
    ("place", "code"),
    [
        (("nowhere", "W", [0, 0]), "unknown-weight"),
        (("dense_2", "V", [0, 0]), "unknown-weight"),
        (("dense_2", "W", [0]), "weight-index"),
        (("dense_2", "W", [6, 0]), "weight-index"),
        (("dense_2", "W", [-1, 0]), "weight-index"),
        (("dense_2", "b", [0, 0]), "weight-index"),
        (("dense_2", "b", []), "weight-index"),
    ],
)
def test_a_weight_that_is_not_there_is_told(place, code):
    with pytest.raises(DataError) as error:
        Lab(recipe()).set_weight(*place, 1.0)
    assert error.value.problems[0].code == code and ": " in error.value.problems[0].message + ": "
