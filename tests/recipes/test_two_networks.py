"""What is wrong with a recipe of two networks is told with the value, the expectation and the remedy."""

import pytest

from netsumiki.engine.errors import DataError, RecipeError
from netsumiki.recipes import networks, override
from netsumiki.training import Recipe, train
from tests.training.adversaries import BARS, FLOW, POINTS, changed
from tests.training.small import pictures


def problems(recipe, **settings):
    return {p.code: p for p in Recipe.inspect(changed(recipe, **settings))[1]}


def test_good_recipes_have_no_problems():
    for recipe in (POINTS, BARS, FLOW):
        checked, found = Recipe.inspect(recipe)
        assert found == [] and list(checked.networks) == list(networks(recipe))
        assert checked.inspection.parameter_count == sum(n.parameter_count for n in checked.networks.values())


def test_tasks_follow_from_the_networks():
    assert [Recipe.read(r).task for r in (POINTS, BARS, FLOW)] == ["gan", "gan", "flow"]


CASES = {
    "name-taken": (POINTS, {"discriminator__nodes__d1__name": "g1"}, 'both networks have a node called "g1": rename'),
    "generator-output": (POINTS, {"generator__nodes__point__units": 3}, r"makes \(3,\) but the discriminator reads"),
    "discriminator-output": (POINTS, {"discriminator__nodes__score__units": 2}, "end it with a dense layer of 1 unit"),
    "packing-labels": (
        BARS,
        {"training__packing": 2, "discriminator__inputs__image": [8, 8, 2]},
        "set packing to 1, or remove its input label",
    ),
    "mismatched-labels": (POINTS, {"training__mismatched": 0.25}, "set mismatched to 0, or give it an input called"),
    "flow-shape": (FLOW, {"generator__nodes__velocity__units": 3}, "give its last layer the shape of its input noise"),
    "network-input": (POINTS, {"generator__inputs": {"z": [4]}}, 'the generator reads noise and label, not "z"'),
    "task": (POINTS, {"training__task": "classifier"}, "set training.task to gan"),
}


@pytest.mark.parametrize("code", CASES)
def test_each_problem_names_its_remedy(code):
    recipe, settings, message = CASES[code]
    with pytest.raises(RecipeError, match=message):
        Recipe.read(changed(recipe, **settings))
    assert code in problems(recipe, **settings)


def test_an_input_that_is_missing_is_asked_for():
    with pytest.raises(RecipeError, match='the discriminator needs an input called "image": add it'):
        Recipe.read(changed(POINTS, discriminator__inputs={"what": [2]}))


def test_a_label_is_one_number():
    bad = changed(BARS)
    bad["generator"]["inputs"]["label"] = [3]
    assert any("one number for each example" in p.message for p in Recipe.inspect(bad)[1])


def test_noise_of_size_zero_is_refused():
    with pytest.raises(RecipeError, match="noise"):
        Recipe.read(changed(POINTS, generator__inputs={"noise": [0]}))


@pytest.mark.parametrize("layer", ["softmax", "sigmoid"])
def test_an_activation_of_the_score_is_warned_of(layer):
    document = changed(POINTS)
    document["discriminator"]["nodes"].append({"name": "end", "layer": layer})
    found = {p.code: p for p in Recipe.inspect(document)[1]}
    assert found["discriminator-activation"].severity == "warning" and found["discriminator-activation"].node == "end"


@pytest.mark.parametrize(("layer", "scale"), [("tanh", "unit"), ("sigmoid", "signed")])
def test_a_last_layer_that_cannot_reach_all_grey_values_is_warned_of(layer, scale):
    document = changed(BARS, data__preprocessing__scale=scale)
    document["generator"]["nodes"][-1] = {"name": "end", "layer": layer}
    found = {p.code: p for p in Recipe.inspect(document)[1]}
    assert found["generator-range"].severity == "warning" and "set data.preprocessing.scale" in str(found)
    assert "generator-range" not in problems(BARS)


def test_noise_without_an_axis_is_refused():
    with pytest.raises(RecipeError, match=r"so its shape is \[64\] or alike"):
        Recipe.read(changed(POINTS, generator__inputs={"noise": []}))


def test_a_generator_alone_is_a_flow_and_needs_a_time():
    alone = {key: POINTS[key] for key in ("version", "name", "data", "generator")}
    with pytest.raises(RecipeError, match='the generator needs an input called "time"'):
        Recipe.read(alone)


def test_more_classes_than_places_for_them_are_refused_before_training():
    document = changed(BARS, generator__nodes__class__entries=2)
    with pytest.raises(DataError, match="class has a place for 2 labels, the data has 3 classes: set it to 3"):
        train(document, data=pictures())
    with pytest.raises(DataError, match="set it to 4, one more for no label"):
        train(changed(FLOW, generator__nodes__class__entries=3))


def test_data_of_another_shape_is_refused_before_training():
    with pytest.raises(DataError, match=r"have shape \(2,\) but the discriminator reads \(8, 8, 1\)"):
        train(changed(BARS, data__dataset="blobs", data__preprocessing={}))
    with pytest.raises(DataError, match=r"have shape \(8, 8, 1\) but the flow reads \(2,\)"):
        train(FLOW, data=pictures())


def test_packing_must_divide_the_batch():
    document = changed(POINTS, training__packing=2, training__batch_size=63, discriminator__inputs__image=[4])
    with pytest.raises(DataError, match="packing 2 needs a batch_size"):
        train(document)


def test_options_of_the_opponent_and_of_the_loss_can_be_set_by_path():
    document = changed(POINTS, training__loss="hinge")
    override(document, "training.discriminator_optimizer", "adam")
    override(document, "training.discriminator_optimizer.lr", 0.5)
    override(document, "training.loss", "least_squares")
    override(document, "training.loss.label_smoothing", 0.1)
    plan = Recipe.read(document).plan
    assert plan.discriminator_optimizer.lr == 0.5 and plan.loss.label_smoothing == 0.1
