"""The files that show a network while it learns."""

import json
from itertools import pairwise

import numpy as np
import pytest
from safetensors.numpy import load_file

from netsumiki.data import Split
from netsumiki.exporting.model_file import load_model
from netsumiki.training import Run, live, train
from netsumiki.training.control import Control
from tests.training.small import heard, pictures, pictures_recipe, points_recipe


def watched(folder, recipe, data=None, **options):
    """A run with its live files; [(step, vector of the live model)] as they were told, and all events."""
    shown, events = [], []

    def listen(event):
        events.append(event)
        if event.name == "live":
            shown.append((event.step, load_model(folder / "live.safetensors").graph.params.vector.copy()))

    run = Run(recipe, out=folder, data=data, live=True, on_event=listen, **options)
    return run, shown, events


def test_the_first_weights_and_the_chosen_ones_are_shown(tmp_path):
    run, shown, events = watched(tmp_path / "run", points_recipe())
    result = run.train()
    assert [step for step, _ in shown] == [0, 50]
    assert [e.name for e in events][:2] == ["started", "live"] and events[-1].name == "finished"
    fresh = Run(points_recipe(steps=1)).train  # the same seed: the same first weights
    assert not np.array_equal(shown[0][1], fresh().model.graph.params.vector)
    assert np.array_equal(shown[-1][1], result.model.graph.params.vector)


def test_each_pause_shows_the_weights_of_its_step(tmp_path):
    control = Control(paused=True)
    for request in (control.step, control.step, control.resume):
        request()
    run, shown, _ = watched(tmp_path / "run", points_recipe(), control=control)
    run.train()
    assert [step for step, _ in shown] == [0, 1, 2, 50]
    assert not any(np.array_equal(a[1], b[1]) for a, b in pairwise(shown))


def test_an_averaged_network_shows_its_average_and_learns_on_as_if_nobody_looked(tmp_path, monkeypatch):
    monkeypatch.setattr(live, "SECONDS", 0.0)
    monkeypatch.setattr(live, "SHARE", 1e9)  # after each step
    run, shown, _ = watched(tmp_path / "run", pictures_recipe(epochs=1), pictures())
    seen = []
    step = live.Live.after_step
    monkeypatch.setattr(
        live.Live, "after_step", lambda self, loop: (step(self, loop), seen.append(loop.learner.average.average.copy()))
    )
    result = run.train()
    assert len(shown) == 2 + 5 and all(np.array_equal(a, b[1]) for a, b in zip(seen, shown[1:], strict=False))
    alone = train(pictures_recipe(epochs=1), data=pictures())
    assert np.array_equal(result.model.graph.params.vector, alone.model.graph.params.vector)


def test_writing_takes_no_more_than_its_share_of_the_time(tmp_path, monkeypatch):
    run, shown, _ = watched(tmp_path / "run", points_recipe(epochs=40))
    clock = iter(range(10**6))
    monkeypatch.setattr(live.time, "perf_counter", lambda: float(next(clock)))  # a clock of its own: one tick a look
    run.train()
    steps = [step for step, _ in shown]
    assert len(steps) > 3 and min(np.diff(steps[1:-1])) >= 1 / live.SHARE / 10


def test_the_live_file_is_an_ordinary_model_file_that_says_its_step(tmp_path):
    run, _, _ = watched(tmp_path / "run", points_recipe(), control=Control(paused=True))
    run.on_event = lambda event, listen=run.on_event: (listen(event), event.name == "paused" and run.stop("enough"))
    run.train()
    model = load_model(tmp_path / "run" / "live.safetensors")
    assert model.predict(np.zeros((1, 2), np.float32)).sum() == pytest.approx(1)
    assert model.recipe == points_recipe()


def test_what_is_shown_is_told_but_not_logged(tmp_path):
    run, _, events = watched(tmp_path / "run", points_recipe())
    run.train()
    log = [json.loads(line) for line in (tmp_path / "run" / "events.jsonl").read_text().splitlines()]
    assert heard(events, "live") and not [e for e in log if e["event"] == "live"]
    assert len(log) == len(events) - len(heard(events, "live"))


def test_a_disk_that_takes_no_live_file_does_not_end_the_run(tmp_path, monkeypatch):
    from netsumiki.exporting.model_file import Model

    save = Model.save

    def full(model, path):
        if path.name == "live.safetensors":
            path = tmp_path / "no folder" / "live.safetensors"
            (tmp_path / "no folder").write_text("")
        save(model, path)

    monkeypatch.setattr(Model, "save", full)
    run, shown, _ = watched(tmp_path / "run", points_recipe())
    assert run.train().finished.step == 50 and not shown


# -- samples --------------------------------------------------------------------------------------------------------


def test_samples_are_twenty_validation_examples_in_turn_of_their_classes(tmp_path):
    run, _, _ = watched(tmp_path / "run", pictures_recipe(epochs=1), pictures())
    run.train()
    samples = load_file(tmp_path / "run" / "samples.safetensors")
    assert samples["inputs"].shape == (20, 8, 8, 1) and samples["inputs"].dtype == np.uint8
    assert samples["labels"].tolist() == [0, 1, 2] * 6 + [0, 1]
    validation = run.loop.validation
    assert all((validation.inputs == x).all(axis=(1, 2, 3)).any() for x in samples["inputs"])


def test_without_validation_the_samples_are_test_examples(tmp_path):
    run, _, _ = watched(tmp_path / "run", points_recipe("blobs", validation=0))
    run.train()
    assert len(load_file(tmp_path / "run" / "samples.safetensors")["labels"]) == 20


def test_a_resumed_run_keeps_its_samples(tmp_path):
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "samples.safetensors").write_bytes(b"kept")
    watched(tmp_path / "run", points_recipe())[0].train()
    assert (tmp_path / "run" / "samples.safetensors").read_bytes() == b"kept"


def test_a_class_with_few_examples_gives_way_to_the_others():
    labels = np.array([0] * 30 + [2] + [1] * 30)
    split = Split(np.arange(61, dtype=np.float32)[:, None], labels)
    chosen = live.few(split)
    assert len(chosen) == 20 and np.bincount(chosen.labels).tolist() == [10, 9, 1]
    assert len(live.few(split.take(slice(28, 33)))) == 5
