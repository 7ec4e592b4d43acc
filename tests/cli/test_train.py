"""`netsumiki train`."""

import json

import pytest

from netsumiki.cli import train as command
from netsumiki.data import datasets
from netsumiki.engine.errors import DataError, Problem
from tests.training.small import points_recipe


def recipe_of(folder):
    return json.loads((folder / "recipe.json").read_text("utf-8"))


def test_a_template_is_trained_and_the_result_told(netsumiki, tmp_path):
    outcome = netsumiki("train", "logistic", "--epochs", 2)
    assert outcome.code == 0 and "Test accuracy 100.00 %" in outcome.out and not outcome.err
    assert (tmp_path / "runs" / "logistic-1" / "model.safetensors").exists()
    assert "runs/logistic-1/report.html" in outcome.out


def test_each_run_takes_the_next_free_folder(netsumiki, points, tmp_path):
    for _ in range(3):
        netsumiki("train", points)
    assert sorted(f.name for f in (tmp_path / "runs").iterdir()) == ["points-1", "points-2", "points-3"]


def test_a_name_cannot_lead_out_of_the_runs_folder(netsumiki, written, tmp_path):
    assert netsumiki("train", written(points_recipe() | {"name": "../../é /x"})).code == 0
    assert [f.name for f in (tmp_path / "runs").iterdir()] == ["é-x-1"]


def test_reports_are_printed_when_the_recipe_asks_for_them(netsumiki, points):
    lines = [line for line in netsumiki("train", points).out.splitlines() if line.startswith("step")]
    assert [line.split()[1] for line in lines] == ["25", "50"] and "loss" in lines[0]


def test_options_change_the_recipe(netsumiki, points, tmp_path):
    outcome = netsumiki(
        *("train", points, "--out", "run", "--data", "xor", "--steps", 3, "--seed", 7),
        *("--set", "training.optimizer.lr=0.25", "--set", "model.nodes.0.units=5", "--set", "training.loss=hinge"),
    )
    assert outcome.code == 0
    recipe = recipe_of(tmp_path / "run")
    assert recipe["data"]["dataset"] == "xor"
    assert recipe["training"] | {"steps": 3, "seed": 7, "loss": "hinge"} == recipe["training"]
    assert recipe["training"]["optimizer"]["lr"] == 0.25 and recipe["model"]["nodes"][0]["units"] == 5


def test_epochs_take_the_place_of_steps(netsumiki, written):
    recipe = written(points_recipe(steps=1000))
    finished = netsumiki("train", recipe, "--epochs", 1, "--json").lines[-1]
    assert finished["step"] == 25


def test_another_data_set_keeps_the_options_that_it_knows(netsumiki, written, tmp_path):
    recipe = points_recipe({"dataset": "blobs", "count": 100, "classes": 2})
    netsumiki("train", written(recipe), "--data", "moons", "--out", "run")
    assert recipe_of(tmp_path / "run")["data"]["dataset"] == {"count": 100, "dataset": "moons"}


def test_json_prints_every_event_on_a_line_and_ends_with_finished(netsumiki, points, tmp_path):
    outcome = netsumiki("train", points, "--json")
    events = outcome.lines
    assert events[0]["event"] == "started" and {"progress", "epoch_ended", "evaluated"} <= {e["event"] for e in events}
    last = events[-1]
    assert last["event"] == "finished" and last["parameters"] == 42 and last["seconds"] > 0
    assert last["test_accuracy"] > 0.9 and (tmp_path / last["model"]).exists()
    assert events == [json.loads(s) for s in (tmp_path / "runs/points-1/events.jsonl").read_text().splitlines()]


def test_resume_goes_on_with_the_latest_run_that_waits(netsumiki, written, tmp_path):
    def interrupted(run, train=command.stopped_by_interrupt):
        run.stop("interrupted")
        return train(run)

    recipe = written(points_recipe(report_every=1))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(command, "stopped_by_interrupt", interrupted)
        assert netsumiki("train", recipe).code == 130
    outcome = netsumiki("train", recipe, "--resume", "--json")
    assert outcome.code == 0 and outcome.lines[-1]["model"].startswith("runs/points-1/")
    again = netsumiki("train", recipe, "--resume")
    assert again.code == 2 and "no run of points" in again.err and "leave --resume out" in again.err
    assert [f.name for f in (tmp_path / "runs").iterdir()] == ["points-1"]


def test_a_run_folder_stands_for_its_recipe(netsumiki, run_folder, tmp_path):
    assert netsumiki("train", run_folder, "--out", "again").code == 0
    assert recipe_of(tmp_path / "again") == recipe_of(tmp_path / run_folder)


@pytest.fixture
def without_mnist(monkeypatch):
    def download(*args, **options):
        raise DataError(Problem("mnist-download", "MNIST could not be downloaded: use the built-in digits"))

    monkeypatch.setattr("netsumiki.data.mnist.locate", lambda folder=None: None)
    monkeypatch.setattr("netsumiki.data.mnist.download", download)
    monkeypatch.setitem(datasets._parts, "strokes", datasets["moons"])  # points, so that the small network reads them


def test_without_mnist_and_network_the_built_in_strokes_are_used(netsumiki, written, without_mnist, tmp_path):
    recipe = written(points_recipe({"dataset": "mnist", "limit": 100}))
    outcome = netsumiki("train", recipe, "--out", "run")
    assert outcome.code == 0 and outcome.err.count("\n") == 1 and "strokes" in outcome.err
    assert recipe_of(tmp_path / "run")["data"]["dataset"] == "strokes"
    remark, *_, finished = netsumiki("train", recipe, "--json").lines
    assert remark["event"] == "remark" and finished["event"] == "finished"


def test_who_asks_for_mnist_by_name_gets_no_other_digits(netsumiki, written, without_mnist, tmp_path):
    outcome = netsumiki("train", written(points_recipe()), "--data", "mnist")
    assert outcome.code == 1 and "could not be downloaded" in outcome.err
    assert not (tmp_path / "runs").exists()
