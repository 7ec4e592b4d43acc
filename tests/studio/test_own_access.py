"""Somebody else's data set: no recipe, address or model leads to it."""

import pytest

from netsumiki.studio.models import Run
from tests.studio.own_sets import made

NOBODYS = "0123456789abcdef"


def recipe_on(id, units=2, side=8, version=None):
    return {
        "version": 1,
        "name": "mine",
        "data": {"dataset": {"dataset": "own", "id": id} | ({"version": version} if version else {})},
        "model": {
            "inputs": {"picture": [side, side, 1]},
            "nodes": [{"layer": "flatten"}, {"layer": "dense", "units": units}, {"layer": "softmax"}],
        },
        "training": {"epochs": 1},
    }


def test_a_recipe_that_names_somebody_elses_data_is_answered_as_if_it_were_nothing(browser, stranger, user):
    id = made(user).id
    for one in (id, NOBODYS):
        for route in ("runs", "labs", "sweeps"):
            answer = stranger.send("post", route, {"recipe": recipe_on(one)})
            assert answer.status_code == 404, (route, answer.content)
        asked = {"dataset": recipe_on(one)["data"]["dataset"]}
        assert stranger.send("post", "models/zoo:digit-reader/fine-tuning", asked).status_code == 404
    assert not Run.objects.exists()


def test_inspecting_such_a_recipe_tells_no_more_than_of_a_data_set_that_is_not_there(browser, stranger, user):
    id = made(user).id
    answers = [stranger.send("post", "inspect", {"recipe": recipe_on(one, units=9)}) for one in (id, NOBODYS)]
    assert answers[0].status_code == 200 and answers[0].json()["nodes"] == answers[1].json()["nodes"]
    told = [[problem["code"] for problem in answer.json()["problems"]] for answer in answers]
    assert told == [["own-missing"]] * 2 and id not in answers[0].content.decode()
    mine = browser.send("post", "inspect", {"recipe": recipe_on(id, units=9)}).json()
    assert [problem["code"] for problem in mine["problems"]] == ["output-shape"]


def test_no_address_shows_somebody_elses_pictures(browser, stranger, user):
    id = made(user).id
    for name in (f"own:{id}", f"own:{id}:2"):
        for path in ("examples", "thumbnails", "pictures?rows=0"):
            assert stranger.send("get", f"datasets/{name}/{path}").status_code == 404, path
            assert browser.send("get", f"datasets/{name}/{path}").status_code == 200, path
            assert stranger.send("get", f"datasets/{name}/{path}").status_code == 404, "also when it was shown"
        for path in ("points", "lines"):
            assert stranger.send("get", f"datasets/{name}/{path}").status_code == 404, path
        assert stranger.send("post", f"datasets/{name}/augmented", {"augmentation": []}).status_code == 404


def test_somebody_elses_model_does_not_look_at_ones_pictures(browser, stranger, user, other, recipe):
    theirs = Run.objects.create(owner=user, name="mine", recipe=recipe, state="succeeded")
    id = made(other).id
    assert stranger.send("get", f"own/{id}/rows?only=wrong&model=run:{theirs.pk}").status_code == 404


@pytest.mark.parametrize("spec", [{"id": ["a"]}, {"id": {}}, {"id": "../../x"}, {"id": None}, {}, {"id": "x" * 9_000}])
def test_an_id_that_is_none_leads_nowhere(browser, folder, spec):
    recipe = recipe_on("x")
    recipe["data"]["dataset"] = {"dataset": "own"} | spec
    assert browser.send("post", "runs", {"recipe": recipe}).status_code == 404
    assert browser.send("post", "inspect", {"recipe": recipe}).json()["ready"] is False


def test_a_run_names_the_version_that_it_will_see(browser, user):
    id = made(user).id
    run = browser.send("post", "runs", {"recipe": recipe_on(id)}).json()
    assert run["recipe"]["data"]["dataset"]["version"] == 2 and run["dataset"] == f"own:{id}:2"
    assert run["own_data"] == {"name": "pets", "version": 2}
    earlier = browser.send("post", "runs", {"recipe": recipe_on(id, version=1)})
    assert earlier.json().get("dataset") == f"own:{id}:1"
