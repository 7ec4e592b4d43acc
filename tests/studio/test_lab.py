"""Labs of the studio: what they tell, that tabs do not disturb one another, and that one that is gone says so."""

import threading
from base64 import b64decode

import numpy as np
import pytest

from netsumiki.data import Preprocessing, strokes
from netsumiki.recipes import templates
from netsumiki.studio import lab as labs
from netsumiki.training.lab import Axis, Lab, View, landscape
from tests.studio.labs import begin, problem

pytestmark = pytest.mark.usefixtures("no_labs")


def step(browser, lab, steps=1, **show):
    return browser.send("post", f"labs/{lab['id']}/step", {"steps": steps, "show": show})


def floats(entry, key="values"):
    return np.frombuffer(b64decode(entry[key]), "<f4").reshape(entry["shape"])


# -- what it tells ----------------------------------------------------------------------------------------------------


def test_a_new_lab_tells_its_state_and_nothing_that_was_not_asked_for(browser):
    made = begin(browser)
    assert made | {"id": ""} == {
        "id": "",
        "task": "classifier",
        "parameters": 354,
        "class_names": ["0", "1"],
        "examples": {"training": 800, "test": 250},
        "step": 0,
        "steps": 1600,
        "epoch": 1,
        "lr": 0.005,
        "progress": {},
        "problem": None,
        "measured": None,
        "weights": None,
        "plane": None,
        "points": None,
        "made": None,
        "flow": None,
    }


def test_steps_give_the_numbers_of_the_same_lab_in_python(browser):
    made = begin(browser)
    told = step(browser, made, 5, measured=True, weights=True, plane=True, size=10).json()
    same = Lab(templates()["spiral"])
    same.train(5)
    view = View(same)
    assert told["step"] == 5 and told["progress"] == same.progress
    (loss, accuracy), test = same.measure()["training"], told["measured"]["test"]
    assert told["measured"]["training"] == {"loss": loss, "accuracy": accuracy}
    assert test == {"loss": same.measure()["test"][0], "accuracy": same.measure()["test"][1]}
    for entry, parameter in zip(told["weights"], view.weights(), strict=True):
        assert f"{entry['node']}.{entry['name']}" == parameter.name
        assert np.array_equal(floats(entry), parameter.value)
        assert np.array_equal(floats(entry, "gradients"), parameter.grad)
    drawn = view.plane(10)
    assert told["plane"]["reach"] == view.reach and told["plane"]["size"] == 10
    assert [node["node"] for node in told["plane"]["nodes"]] == [one.node for one in drawn]
    values = np.frombuffer(b64decode(told["plane"]["values"]), np.int8).reshape(-1, 10, 10)
    assert np.array_equal(values, np.concatenate([one.values for one in drawn]))


def test_the_strength_of_signal_and_gradient_is_told_where_it_is_asked_for(browser):
    told = begin(browser, "logistic", flow=True)["flow"]
    assert [(one["node"], one["layer"]) for one in told] == [("dense", "dense")]
    assert told[0]["signal"] > 0 and 0 < told[0]["gradient"] < 1
    begun = browser.send("post", "labs", {"recipe": templates()["gan-2d"], "show": {"flow": True}})
    assert begun.status_code == 422 and problem(begun)["code"] == "not-classifier"


def test_only_the_nodes_that_were_asked_for_are_drawn(browser):
    told = begin(browser, plane=True, nodes=["softmax"])["plane"]
    assert [(node["node"], len(node["scales"])) for node in told["nodes"]] == [("softmax", 2)]
    assert len(b64decode(told["values"])) == 2 * 48 * 48


def test_no_steps_only_look(browser):
    made = begin(browser)
    first, again = (step(browser, made, 0, weights=True).json() for _ in range(2))
    assert first == again and first["step"] == 0


def test_points_are_told_in_columns(browser):
    points = begin(browser, points=True)["points"]
    assert {name: len(columns["x"]) for name, columns in points.items()} == {"training": 800, "test": 250}
    assert set(points["test"]["label"]) == {0, 1}


def test_one_example_is_followed_forward_and_back(browser):
    made = begin(browser, "logistic")
    told = browser.send("post", f"labs/{made['id']}/follow", {"inputs": [1, -2], "label": 1}).json()
    nodes = {node["node"]: node for node in told["nodes"]}
    assert floats(nodes["point"]).tolist() == [1, -2] and nodes["softmax"]["gradients"] is None
    weights = {entry["name"]: entry for entry in told["weights"]}
    dz = floats(nodes["dense"], "gradients")
    assert floats(weights["W"], "gradients") == pytest.approx(np.outer([1, -2], dz))
    assert floats(nodes["dense"]) == pytest.approx(np.array([1, -2]) @ floats(weights["W"]) + floats(weights["b"]))
    assert told["loss"] == pytest.approx(-np.log(floats(nodes["softmax"])[1]), rel=1e-5) and told["label"] == 1


def test_a_row_of_the_training_data_brings_its_own_label(browser):
    made = begin(browser, "logistic", points=True)
    training = made["points"]["training"]
    told = browser.send("post", f"labs/{made['id']}/follow", {"row": 7}).json()
    point = floats(next(node for node in told["nodes"] if node["node"] == "point"))
    assert told["label"] == training["label"][7]
    assert point == pytest.approx([training["x"][7], training["y"][7]], abs=1e-4)


def test_a_drawing_is_read_as_every_picture_is(browser, monkeypatch):
    monkeypatch.setattr(strokes, "is_made", lambda: False)
    data = {"dataset": {"dataset": "strokes", "classes": [0, 1, 2], "limit": 20}, "validation": 0}
    made = begin(browser, templates()["three-layer"] | {"data": data})
    line = [[[0.5, 0.2], [0.52, 0.8]]]
    told = browser.send("post", f"labs/{made['id']}/follow", {"strokes": line, "brush": 0.05, "label": 1}).json()
    answer = browser.send("post", "predict", {"model": "zoo:digit-reader", "strokes": line, "brush": 0.05}).json()
    seen = np.frombuffer(b64decode(answer["picture"]), np.uint8).reshape(28, 28, 1)
    read = floats(next(node for node in told["nodes"] if node["node"] == "image"))
    assert np.array_equal(read, Preprocessing().to_network(seen[np.newaxis])[0]) and told["label"] == 1


def test_a_gan_shows_its_points_and_the_discriminators_score(browser):
    recipe = templates()["gan-2d"]
    recipe["training"] |= {"batch_size": 16}
    made = begin(browser, recipe)
    told = step(browser, made, 2, plane=True, nodes=["score"], made=True).json()
    assert told["task"] == "gan" and told["progress"].keys() >= {"generator_loss", "discriminator_loss"}
    assert len(told["made"]["x"]) == 256 and told["plane"]["nodes"][0]["node"] == "score"
    assert 0 <= told["made"]["classes_seen"] < 8


# -- taking a hand in it ----------------------------------------------------------------------------------------------


def test_a_weight_is_dragged(browser):
    made = begin(browser, "logistic")
    where = {"node": "dense", "parameter": "W", "index": [1, 0], "value": 0.75, "show": {"weights": True}}
    told = browser.send("post", f"labs/{made['id']}/weight", where).json()
    assert floats(told["weights"][0])[1, 0] == 0.75


def test_a_change_keeps_what_it_leaves_alone(browser):
    made = begin(browser)
    before = step(browser, made, 10, weights=True).json()
    recipe = templates()["spiral"]
    recipe["training"]["optimizer"]["lr"] = 0.1
    recipe["model"]["nodes"][1]["layer"] = "tanh"
    told = browser.send("put", f"labs/{made['id']}", {"recipe": recipe, "show": {"weights": True}}).json()
    assert (told["id"], told["step"], told["lr"]) == (made["id"], 10, 0.1)
    assert [entry["values"] for entry in told["weights"]] == [entry["values"] for entry in before["weights"]]


def test_a_wrong_change_leaves_the_lab_as_it_was(browser):
    made = begin(browser)
    before = step(browser, made, 3, weights=True).json()
    recipe = templates()["spiral"]
    recipe["model"]["nodes"][4]["units"] = 3
    answer = browser.send("put", f"labs/{made['id']}", {"recipe": recipe})
    assert answer.status_code == 422 and problem(answer)["code"] == "output-shape"
    assert step(browser, made, 0, weights=True).json()["weights"] == before["weights"]


def test_a_reset_begins_again_and_a_seed_begins_otherwise(browser):
    made = begin(browser, weights=True)
    step(browser, made, 10)

    def reset(**more):
        return browser.send("post", f"labs/{made['id']}/reset", {"show": {"weights": True}} | more).json()

    again, other = reset(), reset(seed=3)
    assert again["step"] == other["step"] == 0
    assert again["weights"][0]["values"] == made["weights"][0]["values"] != other["weights"][0]["values"]
    assert step(browser, made, 1).json()["id"] == made["id"]


def test_a_loss_that_is_no_number_is_told_and_a_reset_mends_it(browser):
    recipe = templates()["spiral"]
    recipe["training"]["optimizer"] = {"optimizer": "sgd", "lr": 100}
    recipe["training"]["loss"] = "half_squared_error"
    recipe["model"]["nodes"].pop()
    made = begin(browser, recipe)
    told = step(browser, made, 200, measured=True, weights=True, plane=True).json()
    assert told["problem"]["code"] == "diverged" and "lower the learning rate" in told["problem"]["message"]
    assert told["step"] < 200 and told["measured"]["test"]["loss"] is None
    assert all(np.isfinite(node["scales"]).all() for node in told["plane"]["nodes"])
    assert step(browser, made, 5).json()["step"] == told["step"]
    assert browser.send("post", f"labs/{made['id']}/reset", {}).json()["problem"] is None


# -- several at once --------------------------------------------------------------------------------------------------


def test_two_tabs_do_not_disturb_each_other(browser):
    one, other = begin(browser), begin(browser)
    for _ in range(3):
        step(browser, one, 7)
    left = step(browser, other, 21, weights=True).json()
    right = step(browser, one, 0, weights=True).json()
    assert one["id"] != other["id"]
    assert [entry["values"] for entry in left["weights"]] == [entry["values"] for entry in right["weights"]]


def test_requests_to_one_lab_wait_for_each_other(user):
    recipe, nothing = templates()["spiral"], labs.Shown(False, False, None, None, False, False)
    made = labs.begin(user, recipe, nothing)
    threads = [threading.Thread(target=labs.step, args=(user, made["id"], 10, nothing)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    alone = Lab(recipe)
    alone.train(80)
    found = labs._benches[made["id"]].lab
    assert found.step == 80 and np.array_equal(found.learner.graph.params.vector, alone.learner.graph.params.vector)


def test_the_lab_longest_not_asked_for_makes_room(browser, monkeypatch):
    monkeypatch.setattr(labs, "MOST_LABS", 3)
    first, second, third = (begin(browser, "logistic") for _ in range(3))
    step(browser, first)
    fourth = begin(browser, "logistic")
    states = [step(browser, made).status_code for made in (first, second, third, fourth)]
    assert states == [200, 404, 200, 200]


def test_large_labs_make_room_by_their_bytes(browser, monkeypatch):
    monkeypatch.setattr(labs, "MOST_BYTES", 1)
    first, second = begin(browser, "logistic"), begin(browser, "logistic")
    assert [step(browser, made).status_code for made in (first, second)] == [404, 200]


def test_a_lab_that_is_gone_says_so_by_a_code_of_its_own(browser):
    made = begin(browser)
    assert browser.send("delete", f"labs/{made['id']}").status_code == 204
    asked = [
        ("post", "/step", {}),
        ("post", "/reset", {}),
        ("post", "/follow", {"row": 0}),
        ("post", "/weight", {"node": "dense_1", "index": [0, 0], "value": 0}),
        ("put", "", {"recipe": templates()["spiral"]}),
        ("delete", "", None),
    ]
    for method, where, content in asked:
        answer = browser.send(method, f"labs/{made['id']}{where}", content)
        assert (answer.status_code, problem(answer)["code"]) == (404, "lab-gone"), where


def test_somebody_elses_lab_is_not_there(browser, stranger):
    made = begin(browser)
    answer = step(stranger, made)
    assert answer.status_code == 404 and problem(answer)["code"] == "lab-gone"
    assert step(browser, made).status_code == 200


def test_the_loss_over_two_weights_is_that_of_the_same_lab_in_python(browser):
    made = begin(browser)
    place = {"node": "dense_1", "low": -1, "high": 1}
    content = {"across": place | {"index": [0, 0]}, "up": place | {"index": [1, 0], "high": 2}, "size": 8}
    told = browser.send("post", f"labs/{made['id']}/landscape", content).json()
    heights = np.frombuffer(b64decode(told["values"]), "<f4").reshape(told["size"], told["size"])
    axes = Axis("dense_1", "W", (0, 0), -1, 1), Axis("dense_1", "W", (1, 0), -1, 2)
    assert np.array_equal(heights, landscape(Lab(templates()["spiral"]), *axes, 8))
