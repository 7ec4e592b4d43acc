"""What a model would take along to other data, told before anything is begun."""

import pytest

from netsumiki.studio import runs
from netsumiki.studio.models import Run
from netsumiki.training import Run as Training
from tests.studio.asking import refused, train_points

THREE = {"dataset": "blobs", "classes": 3, "count": 200}


@pytest.fixture
def points(browser, user) -> str:
    return train_points(user)


def plan(browser, model, dataset=THREE, **more):
    return browser.send("post", f"models/{model}/fine-tuning", {"dataset": dataset} | more)


def test_the_recipe_and_the_table_are_those_of_a_run_that_begins_with_it(browser, points, user):
    found = plan(browser, points, freeze=["hidden"], slower=0.5, epochs=1).json()
    assert (found["head"], found["new_head"], found["layers"]) == ("head", True, ["hidden"])
    assert found["class_names"] == ["0", "1", "2"]
    told = {w["name"]: (w["taken"], w["frozen"]) for w in found["weights"]}
    assert told["hidden.W"] == (True, True) and told["head.W"] == (False, False)
    answer = browser.send("post", "runs", {"recipe": found["recipe"], "begin_with": points})
    assert answer.status_code == 201 and answer.json()["begun_with"] == points
    run = Run.objects.get(pk=answer.json()["id"])
    tuned = Training(run.recipe, out=runs.folder_of(run), threads=1).train().model
    assert tuned.class_names == ("0", "1", "2")
    Run.objects.filter(pk=run.pk).update(state="succeeded")
    assert {one["id"] for one in browser.send("get", "models").json()} >= {points, f"run:{run.pk}"}


def test_only_some_of_the_digits_need_a_new_head(browser, folder):
    found = plan(browser, "zoo:digit-reader", {"dataset": "strokes", "classes": [3, 8]}).json()
    assert found["class_names"] == ["3", "8"] and found["new_head"]
    same = plan(browser, "zoo:digit-reader", {"dataset": "strokes"}).json()
    assert not same["new_head"] and all(w["taken"] for w in same["weights"])


def test_what_cannot_be_is_told(browser, points):
    assert "cannot be fine-tuned" in refused(plan(browser, "zoo:digit-writer"))
    assert 'no layer "nowhere"' in refused(plan(browser, points, freeze=["nowhere"]))
    assert "no dataset called" in refused(plan(browser, points, {"dataset": "nothing"}))


def test_nobody_sees_the_model_of_somebody_else(stranger, points):
    assert plan(stranger, points).status_code == 404
