"""A GAN's step in slow motion is the very step that its training takes."""

import numpy as np
import pytest

from netsumiki.data import Split
from netsumiki.data.batches import Batches
from netsumiki.data.preprocessing import Preprocessing
from netsumiki.engine.workspace import Streams
from netsumiki.insight.inside import looking_glass
from netsumiki.insight.inside.slow_duel import Duel, apart, together
from netsumiki.training.gan import GanStep
from netsumiki.training.recipe import Recipe
from tests.training.adversaries import BARS, POINTS, changed


def test_packing_and_the_way_back():
    x = np.arange(24).reshape(4, 3, 2)
    assert together(x, 2).shape == (2, 3, 4)
    assert together(x, 2)[0, 0].tolist() == [0, 1, 6, 7]  # of two examples, the channels one behind the other
    assert np.array_equal(apart(together(x, 2), 2), x)
    assert together(np.ones((4, 2)), 2).shape == (2, 4)


@pytest.mark.parametrize("loss", ["non_saturating", "least_squares", "wasserstein"])
def test_it_is_the_step_that_training_takes(loss):
    recipe = Recipe.read(changed(POINTS, training__loss=loss))
    plan = recipe.plan
    quick = GanStep(recipe)
    glasses = [looking_glass(graph) for graph in quick.graphs]
    n = plan.batch_size
    rng = np.random.default_rng(0)
    split = Split(rng.normal(size=(n, 2)).astype(np.float32), np.zeros(n, np.int64))
    batch = Batches(split, Preprocessing(), n, Streams(0), shuffle=False).next()
    noise = np.array(Streams(plan.seed)["noise"].standard_normal((n, *quick.graph.inputs["noise"]), np.float32))
    again = Recipe.read(recipe.document).plan
    duel = Duel(*glasses, again.loss, again.optimizer, again.discriminator_optimizer)
    phases = duel.step(split.inputs, split.labels, noise, np.zeros(n, int))
    against, told_apart, found, caught = quick.run(batch, plan.optimizer.lr)
    by_name = {(p.name, p.network): p for p in phases}
    assert by_name["update", "discriminator"].facts["loss"] == pytest.approx(told_apart, abs=1e-6)
    assert by_name["pass", "discriminator"].facts["loss"] == pytest.approx(against, abs=1e-6)
    assert by_name["real", "discriminator"].facts["right"] == pytest.approx(found)
    assert by_name["fake", "discriminator"].facts["right"] == pytest.approx(caught)
    for mine, its in zip(glasses, quick.graphs, strict=True):
        assert np.abs(mine.params.vector - its.params.vector).max() < 1e-6


def test_the_discriminator_learns_nothing_from_handing_the_gradient_on():
    recipe = Recipe.read(POINTS)
    plan, step = recipe.plan, GanStep(recipe)
    duel = Duel(*[looking_glass(g) for g in step.graphs], plan.loss, plan.optimizer, plan.discriminator_optimizer)
    x = np.ones((8, 2), np.float32)
    noise = np.ones((8, *step.graph.inputs["noise"]), np.float32)
    phases = duel.step(x, np.zeros(8, int), noise, np.zeros(8, int))
    handed = next(p for p in phases if p.name == "pass-backward")
    assert all(not any(m.gradients.values()) for m in handed.moments)
    assert all(m.numbers.norm > 0 for m in handed.moments)
    assert [p.network for p in phases[-2:]] == ["generator", "generator"]


def test_examples_with_a_wrong_label_come_a_second_time_as_something_to_reject():
    recipe = Recipe.read(BARS)
    plan, step = recipe.plan, GanStep(recipe)
    real = np.ones((6, 8, 8, 1), np.float32)
    noise, labels = np.ones((6, *step.graph.inputs["noise"]), np.float32), np.arange(6) % 3

    def loss(**wrong):
        glasses = [looking_glass(g) for g in step.graphs]
        duel = Duel(*glasses, plan.loss, plan.optimizer, plan.discriminator_optimizer)
        phase = next(p for p in duel.step(real, labels, noise, labels, **wrong) if p.name == "real")
        return phase.facts["loss"], phase.moments[-1].numbers.shape

    assert loss()[1] == (6, 1) and loss(wrong=[1, 2])[1] == (8, 1)
    assert loss(wrong=[1, 2])[0] > loss()[0]
