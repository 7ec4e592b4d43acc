"""A training process does what its supervisor says."""

import pytest
from safetensors.numpy import load_file

from netsumiki.exporting.model_file import load_model
from tests.training.small import points_recipe

LONG = points_recipe(epochs=4000, report_every=500)
"""100,000 steps: it does not end before it is told to."""
SHORT = points_recipe(report_every=1)


def test_a_paused_process_takes_no_step_until_it_is_resumed(begin):
    child = begin(LONG)
    child.until("progress")
    child.handle.send({"do": "pause"})
    step = child.until("paused")["step"]
    seen = len(child.events)
    child.until("heartbeat", after=seen)
    assert not [e for e in child.events[seen:] if e["event"] not in ("heartbeat", "live")]
    child.handle.send({"do": "resume"})
    assert child.until("resumed")["step"] == step
    assert child.until("progress", after=seen)["step"] > step


def test_a_process_that_begins_paused_steps_one_batch_at_a_time(begin, tmp_path):
    child = begin(SHORT, paused=True)
    child.until("paused", step=0)
    for step in (1, 2):
        child.handle.send({"do": "step"})
        child.until("paused", step=step)
        child.until("live", step=step)
        assert load_model(tmp_path / "run" / "live.safetensors").facts["step"] == step
    assert [e["step"] for e in child.told("progress")] == [1, 2]
    child.handle.send({"do": "resume"})
    assert child.until("finished")["step"] == 50 and child.end() == 0


def test_another_learning_rate_is_used_from_the_next_step(begin):
    child = begin(SHORT, paused=True)
    child.until("paused")
    child.handle.send({"do": "learning_rate", "lr": 0.003})
    child.handle.send({"do": "resume"})
    assert child.until("learning_rate") == {"event": "learning_rate", "step": 0, "lr": 0.003}
    child.until("finished")
    assert {e["lr"] for e in child.told("progress")} == {0.003}


def test_a_stopped_process_keeps_model_and_checkpoint_and_says_why(begin, tmp_path):
    child = begin(LONG)
    child.until("progress")
    child.handle.send({"do": "stop", "reason": "user"})
    assert child.until("finished")["interrupted"] and child.end() == 0
    assert child.told("stopped")[0]["reason"] == "user"
    assert {"model.safetensors", "checkpoint.safetensors"} <= {f.name for f in (tmp_path / "run").iterdir()}


def test_a_paused_process_can_be_stopped(begin):
    child = begin(SHORT, paused=True)
    child.until("paused")
    child.handle.send({"do": "stop", "reason": "user"})
    assert child.until("finished")["step"] == 0 and child.end() == 0


def test_commands_are_obeyed_in_their_order_from_the_very_beginning(begin):
    child = begin(SHORT, paused=True)
    for do in ("step", "step", "step", "resume"):
        child.handle.send({"do": do})
    child.until("finished")
    assert [e["step"] for e in child.told("paused")] == [0, 1, 2, 3]


@pytest.mark.parametrize("command", [{"do": "fly"}, {"do": "learning_rate", "lr": -1}, {"do": "learning_rate"}, {}])
def test_a_command_that_is_not_understood_is_noted_and_the_run_goes_on(begin, tmp_path, command):
    child = begin(SHORT, paused=True)
    child.handle.send(command)
    child.handle.send({"do": "resume"})
    assert child.until("finished") and child.end() == 0
    assert "cannot obey" in (tmp_path / "run" / "child.log").read_text()


def test_what_is_told_carries_every_fact_of_the_log(begin):
    child = begin(SHORT)
    child.until("finished")
    assert child.told("started")[0]["class_names"] == ["0", "1"]
    matrix = child.told("evaluated")[0]["confusion"]
    assert len(matrix) == 2 and sum(map(sum, matrix)) == 200


def test_a_small_picture_reader_shows_itself_while_it_learns(begin, tmp_path):
    recipe = points_recipe({"dataset": "strokes", "limit": 300}, epochs=2)
    recipe["model"] = {
        "inputs": {"image": [28, 28, 1]},
        "nodes": [
            {"layer": "conv2d", "filters": 4, "strides": 4},
            {"layer": "relu"},
            {"layer": "flatten"},
            {"layer": "dense", "units": 10},
        ],
    }
    child = begin(recipe)
    assert child.until("live")["step"] == 0
    samples = load_file(tmp_path / "run" / "samples.safetensors")
    assert child.until("finished")["step"] == 16 and child.end() == 0
    model = load_model(tmp_path / "run" / "live.safetensors")
    assert samples["labels"].tolist() == [*range(10)] * 2
    assert model.predict(samples["inputs"]).shape == (20, 10)


# -- while the data are prepared ------------------------------------------------------------------------------------


@pytest.fixture
def preparing(begin, tmp_path, monkeypatch):
    """A process that is busy drawing 70,000 digits, since its user has none yet."""
    monkeypatch.setenv("NETSUMIKI_HOME", str(tmp_path / "home"))
    child = begin(points_recipe("strokes"))
    told = child.until("preparing")
    assert told["what"] == "Drawing digits" and 0 < told["done"] < told["total"] == 70_000
    return child


def test_a_process_that_still_prepares_its_data_is_stopped_at_once(preparing):
    preparing.handle.send({"do": "stop", "reason": "user"})
    assert preparing.end() == 0
    assert [e["event"] for e in preparing.told("stopped", "finished", "started")] == ["stopped", "finished"]
    assert preparing.told("finished")[0] | {"interrupted": True, "model": None} == preparing.told("finished")[0]


def test_a_process_that_still_prepares_its_data_leaves_at_once(preparing):
    preparing.handle.close()
    assert preparing.end() == 75 and not preparing.told("started")
