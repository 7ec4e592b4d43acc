"""Real examples beside generated ones: the points that were learnt from, and the training pictures nearest to them."""

import json
from base64 import b64decode

import numpy as np
import pytest

from netsumiki.data import Data, Split, load
from netsumiki.exporting.generator_file import load_generator
from netsumiki.judging.judge import sha256_of
from netsumiki.studio import beside, runs
from netsumiki.studio.trained import generator
from netsumiki.studio.verdicts import place_of
from tests.studio.generators import PLANE, keep, train, untrained


@pytest.fixture
def writer(user, folder):
    return keep(user, untrained())


def judged(user, run, pairs):
    """A verdict as the judge keeps it, as far as pairs are concerned."""
    found = generator(user, f"run:{run.pk}")
    protocol = {"count": 50, "seed": 3, "model_sha256": sha256_of(found.path)}
    verdict = {"nearest": {"pairs": pairs}, "protocol": protocol}
    place_of(found).write_text(json.dumps(verdict))


def test_the_pictures_of_a_verdict_stand_beside_the_training_pictures_nearest_to_them(
    browser, user, writer, monkeypatch
):
    pictures = np.random.default_rng(0).integers(0, 256, (20, 28, 28, 1)).astype(np.uint8)
    split = Split(pictures, np.arange(20) % 10)
    monkeypatch.setattr(beside, "load", lambda name: Data(name, split, split, tuple("0123456789")))
    judged(user, writer, [{"generated": 12, "training": 7}, {"generated": 40, "training": 0}])
    told = browser.get(f"/api/models/run:{writer.pk}/nearest").json()
    shown = {k: np.stack([np.frombuffer(b64decode(p), np.uint8) for p in told[k]]) for k in ("generated", "training")}
    assert np.array_equal(shown["training"], pictures[[7, 0]].reshape(2, -1))
    model = load_generator(runs.folder_of(writer) / "model.safetensors")
    made = model.generate(model.noise(50, 3)[[12, 40]], [2, 0])  # as many of each class, one after the other
    assert np.array_equal(shown["generated"], made.reshape(2, -1))


def test_without_a_verdict_there_are_no_pairs(browser, writer):
    answer = browser.get(f"/api/models/run:{writer.pk}/nearest")
    assert answer.status_code == 404
    assert "let the judge look" in answer.json()["problems"][0]["message"]


def test_a_model_that_learnt_on_is_not_shown_beside_what_an_older_one_made(browser, user, writer):
    judged(user, writer, [{"generated": 1, "training": 2}])
    changed = untrained()
    changed.graph.params.vector[...] *= 2
    changed.save(runs.folder_of(writer) / "model.safetensors")
    assert browser.get(f"/api/models/run:{writer.pk}/nearest").status_code == 404


def test_real_points_are_those_of_the_recipe_with_its_options(browser, user, folder):
    run = train(user, PLANE)
    told = browser.get(f"/api/models/run:{run.pk}/points").json()
    real = load(PLANE["data"]["dataset"]).train
    assert np.allclose(np.stack([told["x"], told["y"]], axis=1), real.inputs[: len(told["x"])], atol=1e-4)


def test_a_generator_of_pictures_has_no_real_points(browser, writer):
    answer = browser.get(f"/api/models/run:{writer.pk}/points")
    assert answer.status_code == 422
    assert answer.json()["problems"][0]["code"] == "not-points"
