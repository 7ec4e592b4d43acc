"""Frames and snapshots of a generator's run: bounded, thinned evenly, forgotten when steps are done again."""

import numpy as np
import pytest
from safetensors.numpy import load_file

from netsumiki.engine.errors import DataError, RecipeError
from netsumiki.training import train
from netsumiki.training.checkpoint import load_checkpoint
from netsumiki.training.timeline import Timeline
from tests.training.adversaries import BARS, POINTS, changed
from tests.training.small import heard, pictures


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    folder, events = tmp_path_factory.mktemp("run"), []
    train(changed(BARS, training__snapshot_every=8), out=folder, data=pictures(), threads=1, on_event=events.append)
    return Timeline(folder), events


def test_there_is_a_frame_of_the_beginning_of_the_end_and_between(run):
    timeline, events = run
    assert timeline.steps() == timeline.snapshot_steps() == [0, 8, 16, 24]
    assert [(e.step, e.snapshot) for e in heard(events, "frame")] == [(s, True) for s in (0, 8, 16, 24)]


def test_a_frame_has_a_row_for_each_class_and_a_column_for_each_noise(run):
    frame = run[0].frame(24)
    assert frame.shape == (30, 8, 8, 1) and frame.dtype == np.uint8
    other = run[0].frame(0)
    assert not np.array_equal(frame, other)


def test_points_make_frames_of_points(tmp_path):
    train(changed(POINTS, training__steps=4), out=tmp_path / "run", threads=1)
    frame = Timeline(tmp_path / "run").frame(4)
    assert frame.shape == (1000, 2) and frame.dtype == np.float32


def test_a_run_makes_some_sixty_frames_unless_it_is_told_how_many(tmp_path):
    train(changed(POINTS, training__steps=250), out=tmp_path / "run", threads=1)
    assert 55 <= len(Timeline(tmp_path / "run").steps()) <= 70


def test_a_snapshot_is_a_checkpoint_of_that_step(run):
    facts, arrays = load_checkpoint(run[0].snapshot(8))
    assert facts["loop"]["step"] == 8 and facts["recipe"]["name"] == "bars"
    assert {"value/g1.W", "value/d1.W", "average"} <= arrays.keys()


def test_what_is_not_there_is_told_with_what_is(run):
    with pytest.raises(RecipeError, match=r"no snapshot of step 9: choose one of 0, 8, 16, 24"):
        run[0].snapshot(9)
    with pytest.raises(DataError, match=r"no frame of step 11: the nearest is that of step 8"):
        run[0].frame(11)


def test_an_empty_timeline_says_so(tmp_path):
    timeline = Timeline(tmp_path)
    assert timeline.steps() == []
    with pytest.raises(DataError, match="empty until the run has begun"):
        timeline.frame(0)


def test_too_many_frames_are_thinned_evenly_but_not_the_first_the_newest_and_the_best(tmp_path, monkeypatch):
    monkeypatch.setattr("netsumiki.training.timeline.MOST_FRAMES", 12)
    timeline = Timeline(tmp_path)
    for step in range(200):
        timeline.add_frame(step, np.zeros((4, 2), np.float32), keep={77} if step >= 77 else set())
        assert len(timeline.steps()) <= 12
    steps = timeline.steps()
    assert steps[0] == 0 and steps[-1] == 199 and 77 in steps and len(steps) == 12
    gaps = np.diff(steps)
    assert gaps.max() <= 4 * np.median(gaps)


def test_frames_and_snapshots_are_bounded_by_their_size_too(tmp_path, monkeypatch):
    monkeypatch.setattr("netsumiki.training.timeline.MOST_FRAME_BYTES", 5_000)
    monkeypatch.setattr("netsumiki.training.timeline.MOST_SNAPSHOT_BYTES", 5_000)
    timeline = Timeline(tmp_path)
    for step in range(30):
        timeline.add_frame(step, np.zeros((125, 2), np.float32), keep=set())  # 1,000 bytes each
        timeline.add_snapshot(step, {"recipe": {}}, {"w": np.zeros(250, np.float32)}, keep=set())
    assert len(timeline.steps()) == len(timeline.snapshot_steps()) == 5


def test_steps_that_are_done_again_are_forgotten(tmp_path):
    timeline = Timeline(tmp_path)
    for step in (0, 10, 20):
        timeline.add_frame(step, np.zeros((4, 2), np.float32), keep=set())
        timeline.add_snapshot(step, {}, {"w": np.zeros(3, np.float32)}, keep=set())
    timeline.forget_after(10)
    assert timeline.steps() == timeline.snapshot_steps() == [0, 10]


def test_frames_are_made_with_the_averaged_weights(tmp_path):
    """The last frame is what the model makes, which holds the average."""
    result = train(changed(BARS, training__steps=8), out=tmp_path / "run", data=pictures(), threads=1)
    generator = result.model
    noise = np.tile(generator.noise(10, 0), (3, 1))
    assert np.array_equal(Timeline(tmp_path / "run").frame(8), generator.generate(noise, np.repeat(np.arange(3), 10)))
    assert len(load_file(tmp_path / "run" / "frames" / "00000008.safetensors")) == 1
