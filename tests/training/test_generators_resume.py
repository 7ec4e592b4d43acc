"""A generator's run that is killed and resumed ends exactly where an undisturbed one ends: both networks, both
optimizers, every random stream."""

import numpy as np
import pytest
from safetensors.numpy import load_file

from netsumiki.training import Run, train
from tests.training.adversaries import BARS, FLOW, changed
from tests.training.small import pictures

CASES = {"two networks": BARS, "a flow": FLOW}


def saved(folder):
    return {name: array.tobytes() for name, array in load_file(folder / "model.safetensors").items()}


def frames(folder):
    return {f.name: load_file(f)["samples"].tobytes() for f in (folder / "frames").iterdir()}


class Killed(BaseException):
    """As if the process died: nothing is saved on the way out."""


@pytest.mark.parametrize("case", CASES)
def test_a_killed_run_goes_on_to_the_same_weights_and_frames(case, tmp_path):
    recipe = changed(
        CASES[case],
        training__steps=24,
        training__snapshot_every=4,
        training__report_every=1,
        training__callbacks=[{"callback": "checkpoint", "steps": 5}],
    )
    data = pictures() if case == "two networks" else None
    train(recipe, out=tmp_path / "straight", data=data, threads=2)

    def kill(event):
        if event.name == "progress" and event.step == 13:
            raise Killed

    with pytest.raises(Killed):
        train(recipe, out=tmp_path / "killed", data=data, threads=1, on_event=kill)
    assert not (tmp_path / "killed" / "model.safetensors").exists()
    heard = []
    train(recipe, out=tmp_path / "killed", data=data, threads=1, resume=True, on_event=heard.append)
    assert heard[0].resumed_at == 10
    assert saved(tmp_path / "killed") == saved(tmp_path / "straight")
    assert frames(tmp_path / "killed") == frames(tmp_path / "straight")


def test_a_run_that_is_watched_learns_the_same_as_one_that_is_not(tmp_path):
    watched = Run(BARS, out=tmp_path / "run", data=pictures(), threads=1, live=True).train()
    alone = Run(BARS, data=pictures(), threads=1).train()
    assert np.array_equal(watched.model.graph.params.vector, alone.model.graph.params.vector)
    assert np.array_equal(watched.model.discriminator.params.vector, alone.model.discriminator.params.vector)
