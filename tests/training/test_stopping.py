"""A run that somebody stops keeps what it has learnt."""

import json

from netsumiki.exporting.model_file import load_model
from netsumiki.training import Run
from tests.training.small import heard, points_recipe


def stopped_at(step, folder, **training):
    events = []

    def stop(event):
        events.append(event)
        if event.name == "progress" and event.step == step:
            run.stop("enough")

    run = Run(points_recipe(report_every=1, **training), out=folder, on_event=stop)
    return run.train(), events


def test_a_stopped_run_ends_after_its_step_and_keeps_model_report_and_checkpoint(tmp_path):
    result, events = stopped_at(7, tmp_path / "run")
    assert result.stopped == "enough" and result.finished.step == 7 and result.finished.interrupted
    assert heard(events, "stopped")[0].reason == "enough" and not heard(events, "failed")
    kept = {f.name for f in (tmp_path / "run").iterdir()}
    whole = {"recipe.json", "events.jsonl", "spreads.jsonl", "model.safetensors", "report.html"}
    assert kept == whole | {"checkpoint.safetensors"}
    model = load_model(tmp_path / "run" / "model.safetensors")
    assert model.check_golden() < 1e-6 and model.graph.params.size == 42


def test_a_stop_before_the_first_step_is_heard(tmp_path):
    run = Run(points_recipe(), out=tmp_path / "run")
    run.stop("changed my mind")
    assert run.train().finished.step == 0
    assert json.loads((tmp_path / "run" / "events.jsonl").read_text().splitlines()[-1])["event"] == "finished"


def test_a_stop_after_the_last_step_changes_nothing(tmp_path):
    result, _ = stopped_at(50, tmp_path / "run")
    assert not result.finished.interrupted and not (tmp_path / "run" / "checkpoint.safetensors").exists()
