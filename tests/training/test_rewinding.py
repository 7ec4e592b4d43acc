"""Rewinding: what goes on from a snapshot becomes, to the last bit, what the old run became, which stays as it is."""

import json
import shutil

import numpy as np
import pytest
from safetensors.numpy import load_file

from netsumiki.engine.errors import DataError, OptionError, RecipeError
from netsumiki.training import Recipe, Run
from netsumiki.training.folder import RunFolder
from netsumiki.training.rewinding import rewind
from netsumiki.training.spreads import Spreads
from netsumiki.training.timeline import Timeline
from tests.training.small import points_recipe


def dense(*units, end=2, start):
    nodes = [[{"layer": "dense", "units": n}, {"layer": "leaky_relu"}] for n in units]
    nodes = [node for pair in nodes for node in pair] + [{"layer": "dense", "units": end}]
    return [{"name": f"{start}{k}"} | node for k, node in enumerate(nodes)]


def gan_recipe(**training):
    """Points in the plane, everything that has a state to lose: noise, labels, disturbance, averages, two Adams."""
    everything = {"steps": 40, "snapshot_every": 10, "report_every": 5, "batch_size": 32, "piece": 16, "average": 0.9}
    everything |= {"instance_noise": 0.1, "schedule": "cosine", "clip": 1.0}
    return {
        "version": 1,
        "name": "points",
        "data": {"dataset": {"dataset": "blobs", "count": 200}, "validation": 0},
        "generator": {"inputs": {"noise": [2]}, "nodes": dense(8, start="g")},
        "discriminator": {"inputs": {"image": [2]}, "nodes": dense(8, end=1, start="d")},
        "training": everything | training,
    }


def flow_recipe():
    recipe = gan_recipe()
    del recipe["discriminator"], recipe["training"]["instance_noise"]
    nodes = [{"name": "both", "layer": "concat", "inputs": ["noise", "when"]}, *dense(8, start="g")]
    when = {"name": "when", "layer": "reshape", "shape": [1], "inputs": ["time"]}
    recipe["generator"] = {"inputs": {"noise": [2], "time": []}, "nodes": [when, *nodes]}
    return recipe


def train(recipe, out, **options):
    return Run(recipe, out=out, threads=1, strict=True, **options).train()


@pytest.fixture(scope="module")
def finished(tmp_path_factory):
    """The folder of a GAN that was trained to its end; tests only read it."""
    folder = tmp_path_factory.mktemp("runs") / "first"
    train(gan_recipe(), folder)
    return folder


def contents(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def told(folder, *names):
    """The events of these names without what differs between two clocks."""
    clock = ("seconds", "remaining", "images_per_second", "path")
    kept = [e for e in RunFolder(folder).events() if e["event"] in names]
    return [{k: v for k, v in e.items() if k not in clock} for e in kept]


@pytest.mark.parametrize("step", [0, 20, 40])
def test_going_on_unchanged_is_bit_identical(finished, tmp_path, step):
    train(gan_recipe(), rewind(finished, step, tmp_path / "again"), resume=True)
    first, again = (load_file(folder / "model.safetensors") for folder in (finished, tmp_path / "again"))
    assert first.keys() == again.keys() and all(np.array_equal(first[name], again[name]) for name in first)
    names = ("progress", "frame", "evaluated")
    assert told(tmp_path / "again", *names) == told(finished, *names)
    assert contents(tmp_path / "again" / "frames") == contents(finished / "frames")


def test_a_flow_is_rewound_alike(tmp_path):
    train(flow_recipe(), tmp_path / "first")
    train(flow_recipe(), rewind(tmp_path / "first", 10, tmp_path / "again"), resume=True)
    first, again = (load_file(tmp_path / name / "model.safetensors") for name in ("first", "again"))
    assert all(np.array_equal(first[name], again[name]) for name in first)


def test_the_old_run_stays_as_it_is(finished, tmp_path):
    before = contents(finished)
    train(gan_recipe(), rewind(finished, 20, tmp_path / "again", lr=0.1), resume=True)
    assert contents(finished) == before


def test_the_new_folder_holds_what_was_until_then(finished, tmp_path):
    folder = rewind(finished, 20, tmp_path / "again")
    timeline = Timeline(folder)
    assert timeline.steps() == [0, 10, 20] and timeline.snapshot_steps() == [0, 10, 20]
    assert json.loads((folder / "recipe.json").read_text()) == Recipe.read(gan_recipe()).document
    steps = [e["step"] for e in RunFolder(folder).events()]
    assert max(steps) == 20 and not (folder / "model.safetensors").exists()
    assert sorted(p.name for p in folder.iterdir()) == [
        "checkpoint.safetensors",
        "events.jsonl",
        "frames",
        "recipe.json",
        "snapshots",
        "spreads.jsonl",
    ]
    recorded = [m["step"] for m in Spreads(folder).moments()]
    assert recorded[0] == 0 and recorded[-1] <= 20


def test_another_learning_rate_changes_what_comes_after(finished, tmp_path):
    folder = rewind(finished, 20, tmp_path / "again", lr=0.05)
    assert RunFolder(folder).events()[-1] == {"event": "learning_rate", "step": 20, "lr": 0.05}
    train(gan_recipe(), folder, resume=True)
    first, again = (told(f, "progress") for f in (finished, folder))
    assert first[:4] == again[:4] and again[-1]["generator_loss"] != first[-1]["generator_loss"]
    assert again[4]["lr"] == pytest.approx(first[4]["lr"] * 0.05 / 0.001)


def test_a_rewound_run_can_be_rewound(finished, tmp_path):
    rewind(rewind(finished, 20, tmp_path / "one"), 10, tmp_path / "two")
    assert Timeline(tmp_path / "two").snapshot_steps() == [0, 10]


def test_an_empty_folder_is_filled(finished, tmp_path):
    (tmp_path / "kept").mkdir()
    assert Timeline(rewind(finished, 10, tmp_path / "kept")).steps() == [0, 10]
    assert [p.name for p in tmp_path.iterdir()] == ["kept"]


@pytest.mark.parametrize(
    "step, lr, error, words",
    [
        (15, None, RecipeError, "there is no snapshot of step 15: choose one of 0, 10, 20, 30, 40"),
        (10, -1.0, OptionError, "lr"),
        (10, float("nan"), OptionError, "lr"),
    ],
)
def test_nonsense_is_refused_and_leaves_nothing(finished, tmp_path, step, lr, error, words):
    with pytest.raises(error, match=words):
        rewind(finished, step, tmp_path / "again", lr)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_something_in_it_is_not_touched(finished, tmp_path):
    (tmp_path / "thesis.txt").write_text("mine")
    for taken in (tmp_path, tmp_path / "thesis.txt", finished):
        with pytest.raises(RecipeError, match="already holds something: choose another folder"):
            rewind(finished, 10, taken)
    assert (tmp_path / "thesis.txt").read_text() == "mine" and len(list(tmp_path.iterdir())) == 1


def test_a_run_without_snapshots_is_told_so(tmp_path):
    Run(points_recipe("blobs", epochs=1), out=tmp_path / "run", threads=1).train()
    with pytest.raises(RecipeError, match="only runs that train a generator do"):
        rewind(tmp_path / "run", 10, tmp_path / "again")
    with pytest.raises(RecipeError, match="is no folder of a run"):
        rewind(tmp_path, 10, tmp_path / "again")


def test_a_disk_that_is_full_leaves_no_half_a_run(finished, tmp_path, monkeypatch):
    def full(*paths):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copyfile", full)
    with pytest.raises(DataError, match="free some space"):
        rewind(finished, 10, tmp_path / "again")
    assert list(tmp_path.iterdir()) == []
