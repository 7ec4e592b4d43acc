"""Generators that train for seconds reach the distribution of their data."""

import numpy as np
import pytest

from netsumiki.data import load
from netsumiki.judging.points import judge_points
from netsumiki.training import train
from tests.training.adversaries import BARS, FLOW, POINTS, changed
from tests.training.small import pictures


def judged(result, count=1000, labels=None):
    data = load(POINTS["data"]["dataset"] if labels is None else FLOW["data"]["dataset"])
    made = result.model.generate(result.model.noise(count, seed=5), labels)
    return made, data, judge_points(made, data.train.inputs, data.train.labels)


@pytest.mark.slow
@pytest.mark.parametrize("loss", ["non_saturating", "least_squares", "hinge"])
def test_a_gan_of_points_reaches_all_clouds(loss):
    document = changed(POINTS, training__steps=2500, training__instance_noise=0.2, training__average=0.99)
    _, _, found = judged(train(changed(document, training__loss=loss), threads=1))
    assert found["classes_seen"] == 4
    assert found["quality"] > 0.8 and found["coverage"] > 0.7, found


@pytest.mark.slow
def test_with_clipped_weights_too():
    slow = {"optimizer": "rmsprop", "lr": 0.001}
    document = changed(
        POINTS,
        training__loss={"gan_loss": "wasserstein", "limit": 0.1},
        training__discriminator_steps=5,
        training__optimizer=slow,
        training__discriminator_optimizer=slow,
        training__steps=1200,
        training__average=0.99,
    )
    _, _, found = judged(train(document, threads=1))
    assert found["classes_seen"] == 4 and found["quality"] > 0.6, found


@pytest.mark.slow
def test_pictures_are_of_the_class_that_was_asked_for():
    result = train(changed(BARS, training__steps=600, training__generator_steps=1), data=pictures(), threads=1)
    labels = np.arange(300) % 3
    made = result.model.generate(result.model.noise(300, seed=1), labels)
    columns = made[:, :, 1:7:2, 0].mean(axis=1)  # how bright the three places of a bar are
    assert (columns.argmax(axis=1) == labels).mean() > 0.97
    real = pictures().train
    for label in range(3):
        theirs, ours = (x[:, :, 1:7:2, 0].mean() for x in (real.inputs[real.labels == label], made[labels == label]))
        assert ours == pytest.approx(theirs, rel=0.15)
    assert made[labels == 0].std(axis=0).mean() > 10  # and they differ


@pytest.mark.slow
def test_a_flow_brings_noise_to_the_cloud_that_was_asked_for():
    labels = np.arange(900) % 3
    result = train(changed(FLOW, training__steps=1500), threads=1)
    made, data, found = judged(result, 900, labels)
    assert found["classes_seen"] == 3 and found["quality"] > 0.9 and found["coverage"] > 0.8, found
    centres = np.stack([data.train.inputs[data.train.labels == c].mean(axis=0) for c in range(3)])
    nearest = ((made[:, None] - centres) ** 2).sum(axis=2).argmin(axis=1)
    assert (nearest == labels).mean() > 0.99


@pytest.mark.slow
def test_an_untrained_generator_reaches_nothing():
    _, _, found = judged(train(changed(POINTS, training__steps=1), threads=1))
    assert found["quality"] < 0.3 and found["alarm"]
