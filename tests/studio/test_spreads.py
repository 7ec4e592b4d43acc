"""How weights and gradients were spread while a run learnt, over the interface."""

import json

import pytest

from netsumiki.studio import runs
from netsumiki.studio.models import Run
from netsumiki.training import recorder
from netsumiki.training.spreads import Spreads
from tests.studio.generators import PICTURES, train
from tests.studio.insides import trained_on_points


@pytest.fixture
def points(user, folder, monkeypatch):
    """The number of a run of some steps, each moment of which is recorded."""
    monkeypatch.setattr(recorder, "SHARE", 1e9)
    return trained_on_points(user).removeprefix("run:")


def spreads(browser, run, node):
    answer = browser.send("get", f"runs/{run}/spreads?node={node}")
    assert answer.status_code == 200, answer.content
    return answer.json()


def test_the_parameters_of_a_node_are_told_from_the_first_step_to_the_last(browser, points):
    found = spreads(browser, points, "hidden")
    assert found["steps"][0] == 0 and found["steps"] == sorted(found["steps"])
    assert [(p["name"], p["size"]) for p in found["parameters"]] == [("hidden.W", 6), ("hidden.b", 3)]
    count = len(found["steps"])
    for parameter in found["parameters"]:
        assert len(parameter["values"]) == len(parameter["gradients"]) == count > 2
        assert parameter["gradients"][0] is None and sum(parameter["gradients"][-1]["counts"]) == parameter["size"]
    last = Spreads(runs.folder_of(Run.objects.get(pk=points))).moments()[-1]
    assert found["parameters"][0]["values"][-1] == last["parameters"]["hidden.W"]["value"]
    assert found["units"] is None


def test_dead_units_are_told_as_shares(browser, points):
    found = spreads(browser, points, "relu_1")
    assert found["parameters"] == [] and (found["units"]["which"], found["units"]["total"]) == ("dead", 3)
    shares = found["units"]["shares"]
    assert shares[0] is None and shares[1] in (0, pytest.approx(1 / 3), pytest.approx(2 / 3), 1)


def test_both_networks_of_a_gan_can_be_asked_about(browser, user, folder):
    run = train(user, PICTURES)
    assert spreads(browser, run.pk, "g1")["parameters"][0]["name"] == "g1.W"
    assert spreads(browser, run.pk, "d1")["parameters"]


def test_what_is_no_number_is_counted(browser, points):
    file = Spreads(runs.folder_of(Run.objects.get(pk=points)))
    moment = file.moments()[-1]
    broken = {"low": None, "high": None, "mean": None, "norm": None, "broken": 3, "counts": []}
    moment["step"] += 1
    moment["parameters"]["hidden.b"]["value"] = broken
    file.add(moment)
    assert spreads(browser, points, "hidden")["parameters"][1]["values"][-1] == broken


def test_a_node_without_anything_to_record_and_a_run_that_has_not_begun_tell_nothing(browser, user, recipe, points):
    found = spreads(browser, points, "softmax_77")
    assert found["parameters"] == [] and found["units"] is None and found["steps"]
    waiting = Run.objects.create(owner=user, name="calm-otter", recipe=recipe, state="queued")
    assert spreads(browser, waiting.pk, "dense") == {"node": "dense", "steps": [], "parameters": [], "units": None}


def test_a_line_that_was_cut_off_is_left_out(browser, points):
    file = Spreads(runs.folder_of(Run.objects.get(pk=points))).path
    before = spreads(browser, points, "hidden")["steps"]
    file.write_text(file.read_text() + json.dumps({"step": 99})[:-2])
    assert spreads(browser, points, "hidden")["steps"] == before


def test_the_first_node_with_weights_is_told_unless_another_is_named(browser, points):
    assert browser.send("get", f"runs/{points}/spreads").json() == spreads(browser, points, "hidden")
    assert browser.send("get", f"runs/{points}/spreads?node={'n' * 101}").status_code == 422


def test_nobody_else_sees_them_and_a_deleted_run_tells_nothing(browser, stranger, points):
    assert stranger.send("get", f"runs/{points}/spreads?node=hidden").status_code == 404
    browser.send("delete", f"runs/{points}")
    assert browser.send("get", f"runs/{points}/spreads?node=hidden").status_code == 404
