"""One step of a GAN does what its formulas say, to both networks and to nothing else."""

import numpy as np
import pytest

from netsumiki.data.batches import Batches
from netsumiki.data.dataset import Split
from netsumiki.engine.errors import DataError
from netsumiki.engine.workspace import Streams
from netsumiki.training import Recipe, train
from netsumiki.training.gan import GanStep
from tests.training.adversaries import BARS, POINTS, changed
from tests.training.small import pictures

LINEAR = {
    "version": 1,
    "name": "linear",
    "data": {"validation": 0},
    "generator": {"inputs": {"noise": [3]}, "nodes": [{"name": "g", "layer": "dense", "units": 2}]},
    "discriminator": {"inputs": {"image": [2]}, "nodes": [{"name": "d", "layer": "dense", "units": 1}]},
    "training": {
        "loss": "least_squares",
        "optimizer": {"optimizer": "sgd", "lr": 0.1},
        "discriminator_optimizer": {"optimizer": "sgd", "lr": 0.3},
        "batch_size": 8,
        "steps": 1,
    },
}


def begun(document, split=None, threads=1, strict=True):
    """A step object and the batches that it may learn from."""
    recipe = Recipe.read(document)
    if split is None:
        rows = np.random.default_rng(0).normal(size=(64, 2)).astype(np.float32)
        split = Split(rows, np.arange(64) % 4)
    step = GanStep(recipe, threads, strict)
    step.check_fits(split, int(split.labels.max()) + 1)
    batches = Batches(split, recipe.preprocessing, recipe.plan.batch_size, Streams(0), whole=True)
    return step, batches


def test_both_networks_move_as_least_squares_and_gradient_descent_say():
    step, batches = begun(LINEAR)
    W, b, V, c = (p.value.astype(np.float64) for graph in step.graphs for p in graph.params)
    batch = batches.next()
    real = batch.inputs().astype(np.float64)
    noise = Streams(0)["noise"].standard_normal((8, 3), np.float32).astype(np.float64)
    against, told, real_found, fake_found = step.run(batch, lr=0.1)

    made = noise @ W + b
    y_real, y_made = real @ V + c, made @ V + c
    assert told == pytest.approx(0.5 * ((y_real - 1) ** 2).mean() + 0.5 * (y_made**2).mean(), rel=1e-5)
    assert real_found == (y_real > 0.5).mean() and fake_found == (y_made < 0.5).mean()
    V2 = V - 0.3 * (real.T @ (y_real - 1) + made.T @ y_made) / 8
    c2 = c - 0.3 * ((y_real - 1).sum(axis=0) + y_made.sum(axis=0)) / 8
    y = made @ V2 + c2
    assert against == pytest.approx(0.5 * ((y - 1) ** 2).mean(), rel=1e-5)
    d_made = (y - 1) / 8 @ V2.T
    W2, b2 = W - 0.1 * noise.T @ d_made, b - 0.1 * d_made.sum(axis=0)
    after = [p.value for graph in step.graphs for p in graph.params]
    for found, expected in zip(after, (W2, b2, V2, c2), strict=True):
        np.testing.assert_allclose(found, expected, rtol=2e-5, atol=1e-6)


def test_the_generators_turn_leaves_the_discriminator_alone():
    step, batches = begun(BARS, pictures().train)
    step.run(batches.next(), 0.001)
    before = step.discriminator.params.vector.copy()
    gradient = [p.grad.copy() for p in step.discriminator.params if p.trainable]
    step.teach_generator(step.cuts(32), 0.001, 0.0)
    assert np.array_equal(step.discriminator.params.vector, before)
    for kept, p in zip(gradient, (p for p in step.discriminator.params if p.trainable), strict=True):
        assert np.array_equal(kept, p.grad), p.name


def test_pieces_add_up_to_the_whole_batch():
    document = changed(POINTS, training__optimizer="sgd", training__discriminator_optimizer="sgd")
    whole, batches = begun(document)
    pieces, same = begun(changed(document, training__piece=16))
    assert len(pieces.lanes) == 4
    for _ in range(3):
        np.testing.assert_allclose(whole.run(batches.next(), 0.01), pieces.run(same.next(), 0.01), rtol=1e-5)
    np.testing.assert_allclose(whole.graph.params.vector, pieces.graph.params.vector, rtol=1e-4, atol=1e-6)


def test_one_thread_and_three_give_the_same_weights_to_the_last_bit():
    one, three = (train(BARS, data=pictures(), threads=threads).model.graph.params.vector for threads in (1, 3))
    assert np.array_equal(one, three)


def test_packing_shows_the_discriminator_several_examples_as_channels():
    packed = changed(POINTS, discriminator__inputs__image=[4], training__packing=2)
    step, batches = begun(packed)
    batch = batches.next()
    lane = step.lanes[0]
    step.deal(step.cuts(64, 2))
    x = batch.inputs()
    scores = lane.score(x, None, None).copy()
    assert scores.shape == (32, 1)
    np.testing.assert_allclose(step.discriminator.forward(x.reshape(32, 4)), scores, rtol=1e-6)
    losses = step.run(batch, 0.001)
    assert np.isfinite(losses).all()


def test_packed_gradients_come_back_to_their_own_example():
    """Scores depend on the second of each pair alone, so the first gets no gradient."""
    packed = changed(POINTS, discriminator__inputs__image=[4], training__packing=2)
    packed["discriminator"]["nodes"] = [{"name": "score", "layer": "dense", "units": 1}]
    step, _ = begun(packed)
    step.discriminator.params["score.W"].value[...] = np.array([[0], [0], [1], [1]])
    step.deal(step.cuts(64, 2))
    seen = {}
    step.lanes[0].generator.backward = lambda d: seen.update(d=d.copy())
    step.lanes[0].pass_for_real(None, 32)
    assert not seen["d"][0::2].any() and seen["d"][1::2].all()


def test_the_discriminator_learns_to_reject_real_examples_with_a_wrong_label():
    """L = ½ mean (D(x, l) − 1)² + ½ · ¼ mean D(x, l′)² + ½ mean D(G(z), l″)², for a discriminator without noise."""
    document = changed(BARS, training__mismatched=0.25, training__instance_noise=0, training__piece=None)
    document["discriminator"]["nodes"] = [
        n | ({"rate": 0.0} if n["name"] == "drop" else {"spectral_norm": False} if n["name"] == "d1" else {})
        for n in document["discriminator"]["nodes"]
    ]
    step, batches = begun(document, pictures().train)
    batch = batches.next()
    cuts = step.cuts(32)
    step.deal(cuts)
    (wrong,) = step.wrong_labels(batch.labels, cuts)
    assert len(wrong) == 8 and not (wrong == batch.labels[:8]).any() and set(wrong) == {0, 1, 2}
    lane, graph, x = step.lanes[0], step.discriminator, batch.inputs()
    graph.params.zero()
    loss, right, _ = lane.tell_apart(batch, 0, 32, [None, None], wrong, 32)
    found = {p.name: p.grad.copy() for p in graph.params if p.trainable}

    def score(pictures, labels):
        return graph.forward({"image": pictures, "label": labels}, training=True).astype(np.float64)

    graph.params.zero()
    expected = 0.0
    parts = (x, batch.labels, 1), (x[:8], wrong, 0), (lane.made, lane.labels, 0)
    for pictures_, labels, target in parts:
        y = score(pictures_, labels)
        expected += 0.5 * ((y - target) ** 2).sum() / 32
        graph.backward(((y - target) / 32).astype(np.float32))
    assert loss == pytest.approx(expected, rel=1e-5) and 0 <= right <= 32
    for name, gradient in found.items():
        np.testing.assert_allclose(gradient, graph.params[name].grad, rtol=1e-4, atol=1e-6, err_msg=name)


def test_mismatched_examples_need_a_second_class():
    one = Split(pictures().train.inputs[:40], np.zeros(40, np.int64))
    with pytest.raises(DataError, match=r"only one class: set training\.mismatched to 0"):
        begun(changed(BARS, training__mismatched=0.5), one)


def test_wasserstein_keeps_the_discriminators_weights_within_its_limit():
    step, batches = begun(changed(POINTS, training__loss={"gan_loss": "wasserstein", "limit": 0.02}))
    for _ in range(3):
        step.run(batches.next(), 0.01)
    learned = step.discriminator.params.vector
    assert np.abs(learned).max() <= 0.02 < np.abs(step.graph.params.vector).max()


def test_the_runs_learning_rate_steers_both_in_their_proportion():
    step, _ = begun(LINEAR)
    assert step.rate_of_opponent(0.1) == pytest.approx(0.3) and step.rate_of_opponent(0.05) == pytest.approx(0.15)


@pytest.mark.parametrize("noise", ["normal", "uniform", "symmetric"])
def test_noise_is_drawn_as_the_recipe_says(noise):
    step, _ = begun(changed(POINTS, training__noise=noise, training__batch_size=4096, data__dataset="blobs"))
    step.deal([(0, 4096)])
    values = step.lanes[0].generator.value_of("noise")
    low, high, mean = {"normal": (-9, 9, 0), "uniform": (0, 1, 0.5), "symmetric": (-1, 1, 0)}[noise]
    assert low <= values.min() and values.max() <= high and abs(values.mean() - mean) < 0.02
    assert (values.std() == pytest.approx(1, abs=0.03)) == (noise == "normal")


def test_instance_noise_fades_to_nothing():
    step, _ = begun(changed(POINTS, training__instance_noise=0.5))
    spreads = [step.disturbance("real", 4000, passed).std() for passed in (0.0, 0.5)]
    np.testing.assert_allclose(spreads, [0.5, 0.25], rtol=0.05)
    assert step.disturbance("real", 4000, 1.0) is None


def test_a_colour_picture_of_another_size_trains_too():
    rng = np.random.default_rng(0)
    colour = Split(rng.integers(0, 255, (40, 32, 32, 3), np.uint8), np.arange(40) % 2)
    document = changed(BARS, generator__nodes__class__entries=2, discriminator__nodes__asked__entries=2)
    document["generator"]["nodes"][2:] = [
        {"name": "g1", "layer": "dense", "units": 256},
        {"name": "maps", "layer": "reshape", "shape": [8, 8, 4]},
        {"name": "up", "layer": "upsample", "factor": 4},
        {"name": "g3", "layer": "conv2d", "filters": 3, "padding": "same"},
        {"name": "tanh", "layer": "tanh"},
    ]
    document["discriminator"]["inputs"]["image"] = [32, 32, 3]
    step, batches = begun(document, colour)
    assert np.isfinite(step.run(batches.next(), 0.001)).all()
    assert step.lanes[0].made.shape == (16, 32, 32, 3)
