"""Numbers that stop being finite end the run with the name of the node where it began."""

import json

import pytest

from netsumiki.engine.errors import DivergenceError
from netsumiki.training import train
from tests.training.small import heard, points_recipe


def exploding(**training):
    nodes = [
        {"name": "calm", "layer": "dense", "units": 8},
        {"name": "wild", "layer": "dense", "units": 8, "initializer": {"initializer": "constant", "value": 1e38}},
        {"name": "last", "layer": "dense", "units": 2},
    ]
    return points_recipe(nodes=nodes, **training)


@pytest.mark.parametrize("piece", [None, 8])
def test_the_first_bad_node_is_named(piece):
    events = []
    with pytest.raises(DivergenceError, match="lower the learning rate") as caught:
        train(exploding(piece=piece), on_event=events.append, threads=2)
    assert caught.value.problems[0].node == "wild"
    failed = heard(events, "failed")[0]
    assert failed.node == "wild" and failed.step == 1
    assert not heard(events, "stopped") and not heard(events, "finished")


def test_a_failed_run_leaves_its_log_and_no_model(tmp_path):
    with pytest.raises(DivergenceError):
        train(exploding(), out=tmp_path / "run")
    assert sorted(f.name for f in (tmp_path / "run").iterdir()) == ["events.jsonl", "recipe.json", "spreads.jsonl"]
    log = [json.loads(line) for line in (tmp_path / "run" / "events.jsonl").read_text().splitlines()]
    assert log[-1]["event"] == "failed"


def test_an_exception_of_our_own_is_told_as_a_failure_too(monkeypatch):
    from netsumiki.training.classifier import ClassifierStep

    events = []
    monkeypatch.setattr(ClassifierStep, "run", lambda *args: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        train(points_recipe(), on_event=events.append)
    assert "ZeroDivisionError" in heard(events, "failed")[0].error
