"""The inside of a model over the interface: maps, cells, source, and changed weights."""

from base64 import b64encode

import numpy as np
import pytest

from netsumiki.exporting.finding import bundled, load
from netsumiki.insight.inside.cell import MOST_TERMS
from netsumiki.studio import glass, loaded
from tests.studio.doodles import DIGITS
from tests.studio.insides import READER, ask, planes, told, trained_on_points

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


def test_points_numbers_and_an_example_of_the_data(browser, user):
    points = trained_on_points(user)
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


def test_looking_does_not_disturb_the_model_in_memory(browser):
    path = bundled()["generator-cnn"]
    with loaded.opened(path) as model:
        before = model.graph.params.vector.copy()
    ask(browser, node="conv", changes=[{"parameter": "conv.W", "index": [0, 0, 0, 1], "value": 50}])
    with loaded.opened(path) as model:
        assert np.array_equal(model.graph.params.vector, before)
        assert model in glass._copies
