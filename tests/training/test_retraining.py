"""A run may begin with the weights of a trained classifier: by name and shape, and kept in its folder."""

import json

import numpy as np
import pytest

from netsumiki.engine.errors import ModelFileError, RecipeError
from netsumiki.exporting.model_file import load_model
from netsumiki.recipes import templates
from netsumiki.training import Run, train
from tests.training.small import heard, points_recipe

STILL = {"optimizer": {"optimizer": "sgd", "lr": 1e-30}, "epochs": 1}
"""Learns nothing, so that the weights in the end are those of the beginning."""


@pytest.fixture
def trained(tmp_path):
    train(points_recipe(), out=tmp_path / "first", threads=1)
    return tmp_path / "first"


def weights(folder):
    return load_model(folder / "model.safetensors").graph.params.values()


def test_the_first_weights_are_those_of_the_model(trained, tmp_path):
    events = []
    out = tmp_path / "second"
    train(points_recipe(seed=9, **STILL), out=out, begin_with=trained, threads=1, on_event=events.append)
    was, now = weights(trained), weights(out)
    assert all(np.array_equal(was[name], now[name]) for name in was)
    assert heard(events, "started")[0].taken == 2 * 8 + 8 + 8 * 2 + 2  # all of the 42 parameters


def test_parameters_of_another_shape_are_new(trained, tmp_path):
    nodes = [{"layer": "dense", "units": 8}, {"layer": "tanh"}, {"name": "more", "layer": "dense", "units": 2}]
    out, fresh, events = tmp_path / "second", tmp_path / "fresh", []
    recipe = points_recipe(nodes=nodes, seed=9, **STILL)
    train(recipe, out=out, begin_with=trained, threads=1, on_event=events.append)
    train(recipe, out=fresh, threads=1)
    was, now, new = weights(trained), weights(out), weights(fresh)
    assert np.array_equal(now["dense_1.W"], was["dense_1.W"]) and np.array_equal(now["more.W"], new["more.W"])
    assert heard(events, "started")[0].taken == 2 * 8 + 8


def test_the_average_of_the_weights_begins_there_too(trained, tmp_path):
    out = tmp_path / "second"
    train(points_recipe(seed=9, average=0.9, keep_best=False, **STILL), out=out, begin_with=trained, threads=1)
    was, now = weights(trained), weights(out)
    assert all(np.allclose(was[name], now[name], atol=1e-6) for name in was)


def test_a_run_that_is_taken_up_again_needs_nothing_but_its_folder(trained, tmp_path):
    whole, parted = tmp_path / "whole", tmp_path / "parted"
    recipe = points_recipe(seed=9, epochs=3)
    train(recipe, out=whole, begin_with=trained, threads=1)
    run = Run(
        recipe,
        out=parted,
        begin_with=trained,
        threads=1,
        on_event=lambda e: e.name == "evaluated" and run.stop("enough"),
    )
    run.train()
    (trained / "model.safetensors").unlink()
    train(recipe, out=parted, resume=True, threads=1)
    one, other = weights(whole), weights(parted)
    assert all(np.array_equal(one[name], other[name]) for name in one)


def test_a_model_with_nothing_in_common_is_refused(trained, tmp_path):
    nodes = [{"name": "other", "layer": "dense", "units": 2}]
    with pytest.raises(RecipeError, match="no weights of the name and shape of any in points"):
        train(points_recipe(nodes=nodes), begin_with=trained, threads=1)


def test_a_model_that_is_not_there_is_told(tmp_path):
    with pytest.raises(ModelFileError, match='no model "nowhere"'):
        train(points_recipe(), begin_with="nowhere", threads=1)
    assert list(tmp_path.iterdir()) == []


def test_a_generator_is_rewound_instead(trained):
    with pytest.raises(RecipeError, match="rewind that run instead"):
        Run(json.loads(json.dumps(templates()["gan-2d"])), begin_with=trained)
