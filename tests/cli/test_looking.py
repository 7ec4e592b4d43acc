"""`inspect`, `check`, `templates`, `layers` and `data`: what can be seen without training."""

import pytest

from netsumiki.data import datasets
from netsumiki.engine.layers import layers
from netsumiki.recipes import templates
from tests.training.small import points_recipe


def test_inspect_shows_shapes_parameters_and_cost(netsumiki):
    outcome = netsumiki("inspect", "generator-cnn")
    assert outcome.code == 0
    assert "22 × 22 × 5" in outcome.out and "7·7·1·5 + 5 = 250" in outcome.out and "24,460 parameters" in outcome.out


def test_inspect_shows_what_can_be_known_of_a_broken_network(netsumiki, written):
    nodes = [{"name": "good", "layer": "dense", "units": 8}, {"name": "bad", "layer": "conv2d"}]
    outcome = netsumiki("inspect", written(points_recipe(nodes=nodes)))
    assert outcome.code == 2 and "2·8 + 8 = 24" in outcome.out and outcome.err.startswith("Error: bad: conv2d needs")


def test_inspect_tells_what_is_unwise_without_refusing_it(netsumiki, written):
    nodes = [{"layer": "dense", "units": 2}, {"layer": "dense", "name": "stray", "units": 3, "inputs": ["point"]}]
    recipe = points_recipe(nodes=nodes)
    recipe["model"]["outputs"] = {"class": "dense_1"}
    outcome = netsumiki("inspect", written(recipe))
    assert outcome.code == 0 and "Warning: stray: leads to no output" in outcome.out


def test_inspect_in_json_gives_nodes_totals_and_problems(netsumiki, points):
    (found,) = netsumiki("inspect", points, "--json", "--set", "model.nodes.0.units=5").lines
    assert found["parameters"] == 27 and found["nodes"][0]["shape"] == [5] and found["problems"] == []


@pytest.mark.parametrize("name", templates())
def test_every_template_can_be_inspected(netsumiki, name):
    assert netsumiki("inspect", name).code == 0


def test_check_finds_the_gradients_of_a_network_right(netsumiki, points):
    outcome = netsumiki("check", points)
    assert outcome.code == 0 and "WRONG" not in outcome.out and "dense_1" in outcome.out
    assert "softmax_cross_entropy" in outcome.out


def test_check_finds_a_wrong_gradient(netsumiki, points, monkeypatch):
    from netsumiki.engine.layers.activation import Tanh

    right = Tanh.derivative
    monkeypatch.setattr(Tanh, "derivative", lambda self, x, y, out: (right(self, x, y, out), out.__imul__(1.01))[1])
    outcome = netsumiki("check", points)
    assert outcome.code == 1 and "WRONG" in outcome.out and "dL/d(dense_1.W)" in outcome.err
    (checked,) = netsumiki("check", points, "--json").lines
    assert checked["right"] is False
    assert {r["node"] for r in checked["results"] if not r["ok"]} == {"point", "dense_1"}


def test_check_feeds_whole_numbers_to_an_embedding(netsumiki, written):
    nodes = [{"layer": "embedding", "entries": 3, "units": 4}, {"layer": "dense", "units": 2}]
    recipe = points_recipe(nodes=nodes)
    recipe["model"]["inputs"] = {"word": []}
    outcome = netsumiki("check", written(recipe))
    assert outcome.code == 0 and "embedding_1" in outcome.out


def test_templates_lists_every_template(netsumiki):
    outcome = netsumiki("templates")
    assert all(name in outcome.out for name in templates()) and "24,460" in outcome.out
    assert {line["name"] for line in netsumiki("templates", "--json").lines} == set(templates())


def test_layers_lists_every_layer_and_documents_each(netsumiki):
    assert all(name in netsumiki("layers").out for name in layers)
    assert [line["name"] for line in netsumiki("layers", "--json").lines] == list(layers)
    outcome = netsumiki("layers", "dense")
    assert "y = x W + b" in outcome.out and "units" in outcome.out and "from 1 to 65536" in outcome.out
    assert netsumiki("layers", "flatten").out.endswith("It has no options.\n")


def test_data_list_names_every_data_set(netsumiki):
    assert all(name in netsumiki("data", "list").out for name in datasets)
    assert [line["name"] for line in netsumiki("data", "list", "--json").lines] == list(datasets)


def test_data_show_counts_the_classes_and_draws_the_examples(netsumiki):
    outcome = netsumiki("data", "show", "moons")
    assert "1,000 training and 250 test examples" in outcome.out
    assert outcome.out.count("●") > 50 and outcome.out.count("○") > 50
    (shown,) = netsumiki("data", "show", '{"dataset": "moons", "count": 40}', "--json").lines
    assert shown["classes"] == {"0": [20, 5], "1": [20, 5]}


def test_data_prepare_says_when_it_is_ready(netsumiki):
    assert "xor is ready: 1,000 training" in netsumiki("data", "prepare", "xor").out
    assert netsumiki("data", "prepare", "xor", "--json").lines[0]["event"] == "prepared"
