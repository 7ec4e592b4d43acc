"""Asking a model why in the tests of the interface: a small one on points, and answers that are waited for."""

import time

from netsumiki.studio import explaining, lessons, runs
from netsumiki.studio.models import Run
from netsumiki.training import Run as Training
from tests.studio.background import end

POINTS = {
    "data": {"dataset": "moons", "validation": 0.2},
    "model": {
        "inputs": {"point": [2]},
        "nodes": [{"name": "hidden", "layer": "dense", "units": 3}, {"layer": "relu"}, {"layer": "dense", "units": 2}],
    },
    "training": {"epochs": 1, "seed": 4},
}


def train_points(user) -> str:
    """A run on points, of this user."""
    run = Run.objects.create(owner=user, name="calm-otter", recipe=POINTS, state="succeeded")
    Training(POINTS, out=runs.folder_of(run), threads=1).train()
    return f"run:{run.pk}"


def end_all():
    """No question goes on, and nothing is kept in memory."""
    end(explaining._jobs)
    for kept in (lessons._features, lessons._answers):
        kept._kept.clear()


def ask(browser, path, model, **content):
    """The answer, waited for."""
    answer = browser.send("post", f"models/{model}/{path}", content)
    assert answer.status_code in (200, 202), answer.content
    return finished(browser, answer.json())


def finished(browser, found):
    while found["state"] in ("waiting", "running"):
        time.sleep(0.01)
        found = browser.send("get", f"jobs/{found['job']}").json()
    assert found["state"] == "ready", found
    return found[found["kind"]]


def mistakes(browser, model, query=""):
    found = browser.send("get", f"models/{model}/mistakes?{query}")
    while found.status_code == 202:
        time.sleep(0.01)
        found = browser.send("get", f"models/{model}/mistakes?{query}")
    assert found.status_code == 200, found.content
    return found.json()["mistakes"]


def refused(answer) -> str:
    assert answer.status_code == 422, answer.content
    return answer.json()["problems"][0]["message"]
