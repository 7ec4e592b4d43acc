"""How weights and gradients are spread, recorded while a run trains: counted right, few, and without a trace in it."""

import json
from types import SimpleNamespace

import numpy as np
import pytest

from netsumiki.engine.errors import DivergenceError
from netsumiki.training import Run, recorder, train
from netsumiki.training.recorder import Recorder
from netsumiki.training.spreads import Spreads, evenly, spread_of
from tests.training.adversaries import BARS, changed
from tests.training.small import pictures, pictures_recipe, points_recipe
from tests.training.test_divergence import exploding


@pytest.fixture
def unhurried(monkeypatch):
    """Every moment is recorded, however quick the steps are."""
    monkeypatch.setattr(recorder, "SHARE", 1e9)


# -- one array --------------------------------------------------------------------------------------------------------


def test_few_numbers_have_as_many_bins_as_numbers():
    found = spread_of(np.array([[0, 1], [1, 4]], np.float32))
    assert (found.low, found.high, found.mean, found.broken) == (0, 4, 1.5, 0)
    assert found.norm == pytest.approx(18**0.5)
    assert found.counts == [1, 2, 0, 1]  # of width 1; the 4 at the upper end belongs to the last


def test_many_numbers_have_thirty_two_bins():
    found = spread_of(np.arange(64, dtype=np.float32))
    assert found.counts == [2] * 32 and (found.low, found.high) == (0, 63)


def test_equal_numbers_have_one_bin():
    found = spread_of(np.zeros(7, np.float32))
    assert (found.low, found.high, found.norm, found.counts) == (0, 0, 0, [7])


def test_what_is_no_number_is_counted_and_left_out():
    found = spread_of(np.array([1, np.nan, np.inf, -np.inf, 3], np.float32))
    assert (found.broken, found.low, found.high, found.counts) == (3, 1, 3, [1, 1])
    nothing = spread_of(np.full(4, np.nan, np.float32))
    assert (nothing.broken, nothing.low, nothing.mean, nothing.counts) == (4, None, None, [])


def test_numbers_too_large_or_too_small_to_square_keep_their_norm():
    assert spread_of(np.array([3e30, 4e30], np.float32)).norm == pytest.approx(5e30)
    assert spread_of(np.array([3e-30, 4e-30], np.float32)).norm == pytest.approx(5e-30)


def test_of_a_million_numbers_some_are_counted_but_ends_and_broken_ones_are_of_all():
    values = np.zeros((1_000, 1_000), np.float32)
    values[123, 456], values[7, 7] = 5, -3
    found = spread_of(values)
    assert (found.low, found.high, found.broken) == (-3, 5, 0) and 15_000 < sum(found.counts) <= 16_384
    values[8, 8] = np.nan
    assert spread_of(values).broken == 1


@pytest.mark.parametrize("shape", [(784, 512), (3, 3, 96, 96), (1_000, 1_000)])
def test_every_column_of_a_large_matrix_is_counted(shape):
    columns = np.broadcast_to(np.arange(shape[-1]), shape).reshape(-1)
    some = evenly(columns, 16_384)
    assert len(np.unique(some)) == shape[-1] and len(some) <= 16_384


# -- when -------------------------------------------------------------------------------------------------------------


def recorded_in(steps, learner, folder):
    """The steps at which a run of so many steps is recorded, if there is time."""
    found = Recorder(folder)
    loop = SimpleNamespace(step=0, steps=steps, seconds=0.0, learner=learner)
    found.begin(loop, resumed=False)
    while loop.step < steps:
        loop.step = max(loop.step + 1, min(found.next, steps))
        found.after_step(loop)
    return [moment["step"] for moment in found.file.moments()]


@pytest.fixture
def nothing():
    return SimpleNamespace(graphs=[])


def test_moments_lie_close_at_first_and_then_evenly(tmp_path, nothing, unhurried):
    steps = recorded_in(600, nothing, tmp_path)
    assert steps[:7] == [0, 1, 2, 4, 8, 16, 26] and steps[-2:] == [596, 600]
    assert set(np.diff(steps[5:-1])) == {10}


def test_a_hundred_thousand_steps_leave_some_seventy_moments(tmp_path, nothing, unhurried):
    assert len(recorded_in(100_000, nothing, tmp_path)) == 72


def test_recording_takes_no_more_than_its_share_of_the_time(tmp_path, nothing, monkeypatch):
    """When a moment takes a second of a run whose steps take none, only the first and the last are recorded."""
    clock = iter(range(1_000))
    monkeypatch.setattr(recorder, "time", SimpleNamespace(perf_counter=lambda: next(clock)))
    assert recorded_in(50, nothing, tmp_path) == [0, 50]


# -- in a run ---------------------------------------------------------------------------------------------------------


def test_a_run_records_weights_and_gradients_of_every_parameter(tmp_path, unhurried):
    result = train(pictures_recipe(), out=tmp_path / "run", data=pictures(), threads=1)
    moments = Spreads(tmp_path / "run").moments()
    learnt = {"conv2d_1.W", "batch_norm_1.gamma", "batch_norm_1.beta", "dense_1.W", "dense_1.b"}
    assert [set(m["parameters"]) for m in moments] == [learnt] * len(moments)
    first, last = moments[0], moments[-1]
    assert (first["step"], last["step"]) == (0, result.finished.step)
    assert first["parameters"]["dense_1.W"]["gradient"] is None  # before the first step there is none
    told = last["parameters"]["dense_1.W"]
    assert told["size"] == 6 * 6 * 4 * 3 and sum(told["value"]["counts"]) == sum(told["gradient"]["counts"]) == 432
    assert told["gradient"]["norm"] > 0
    assert first["parameters"]["batch_norm_1.gamma"]["value"]["counts"] == [4]  # all of them 1


def test_a_gradient_is_the_sum_over_all_lanes(tmp_path, unhurried):
    for piece in (None, 8):
        train(points_recipe(piece=piece, steps=1), out=tmp_path / f"{piece}", threads=1)
    one, other = (Spreads(tmp_path / f"{p}").moments()[-1]["parameters"]["dense_1.W"]["gradient"] for p in (None, 8))
    assert one["norm"] > 0 and other["norm"] == pytest.approx(one["norm"], rel=1e-4)
    assert other["low"] == pytest.approx(one["low"], rel=1e-4)


def test_dead_and_saturated_units_are_recorded(tmp_path, unhurried):
    nodes = [
        {"name": "wide", "layer": "dense", "units": 4, "trainable": False, "bias": False, "initializer": "zeros"},
        {"name": "bent", "layer": "relu"},
        {"name": "answer", "layer": "dense", "units": 2},
    ]
    train(points_recipe(nodes=nodes, steps=2), out=tmp_path / "dead", threads=1)
    moments = Spreads(tmp_path / "dead").moments()
    assert [m["units"] for m in moments] == [{}] + [{"bent": {"dead": 4, "of": 4}}] * 2
    assert moments[-1]["parameters"]["wide.W"]["gradient"] is None  # frozen: none reaches it
    train(points_recipe(steps=1), out=tmp_path / "bent", threads=1)
    (told,) = Spreads(tmp_path / "bent").moments()[-1]["units"].values()
    assert 0 <= told["saturated"] < 1


def test_both_networks_of_a_gan_are_recorded(tmp_path, unhurried):
    train(changed(BARS, training__steps=3), out=tmp_path / "run", data=pictures(), threads=1)
    told = Spreads(tmp_path / "run").moments()[-1]["parameters"]
    assert told["g1.W"]["gradient"]["norm"] > 0 and told["d1.W"]["gradient"]["norm"] > 0


def test_a_run_that_diverges_records_what_was_no_number(tmp_path):
    with pytest.raises(DivergenceError):
        train(exploding(), out=tmp_path / "run", threads=1)
    last = Spreads(tmp_path / "run").moments()[-1]
    assert last["step"] == 1 and any(told["gradient"]["broken"] for told in last["parameters"].values())
    assert "NaN" not in (tmp_path / "run" / "spreads.jsonl").read_text()


def test_a_recorded_run_ends_as_one_that_nobody_recorded(tmp_path, unhurried):
    recorded = train(pictures_recipe(), out=tmp_path / "run", data=pictures(), threads=1)
    free = train(pictures_recipe(), data=pictures(), threads=1)
    assert recorded.model.graph.params.vector.tobytes() == free.model.graph.params.vector.tobytes()


def test_a_resumed_run_ends_with_the_moments_of_one_that_was_not_stopped(tmp_path, unhurried):
    recipe = pictures_recipe(report_every=1)

    def stop(event):
        if event.name == "progress" and event.step == 6:
            run.stop("interrupted")

    train(recipe, out=tmp_path / "straight", data=pictures(), threads=1)
    run = Run(recipe, out=tmp_path / "stopped", data=pictures(), threads=1, on_event=stop)
    run.train()
    file = tmp_path / "stopped" / "spreads.jsonl"
    later = json.dumps(Spreads(tmp_path / "stopped").moments()[-1] | {"step": 7})
    file.write_text(file.read_text() + later + "\n" + later[:40])  # it was killed after its checkpoint, while it wrote
    train(recipe, out=tmp_path / "stopped", data=pictures(), threads=1, resume=True)
    assert file.read_text() == (tmp_path / "straight" / "spreads.jsonl").read_text()
