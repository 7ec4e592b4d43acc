"""Large pictures are worked on a few at a time, so that none of what reads them fills the memory."""

import numpy as np
import pytest

from netsumiki.data import Augmenter, Batches, Preprocessing, Split
from netsumiki.data.portions import portion
from netsumiki.engine.graph import Graph
from netsumiki.engine.workspace import Streams
from netsumiki.exporting.model_file import Model

SIDE = 200


@pytest.fixture(scope="module")
def large():
    stream = np.random.default_rng(0)
    return Split(stream.integers(0, 256, (40, SIDE, SIDE, 3), np.uint8), np.arange(40) % 2)


@pytest.mark.parametrize(
    "shape, together",
    [((28, 28, 1), 64), ((784,), 64), ((), 64), ((64, 64, 3), 64), ((128, 128, 3), 40), ((256, 256, 3), 10)],
)
def test_usual_pictures_go_together_and_of_large_ones_a_few(shape, together):
    assert portion(shape, 64) == together


def test_one_example_goes_always():
    assert portion((4096, 4096, 3), 64) == 1


def test_a_batch_of_large_pictures_is_the_same_however_it_is_cut(large):
    moves = Augmenter(["shift", "zoom", "noise"])
    batch = Batches(large, Preprocessing(), 40, Streams(1), moves, shuffle=False).next()
    whole = batch.inputs()
    assert np.isfinite(whole).all()
    for number in (0, 15, 16, 39):
        assert np.allclose(batch.inputs(number, number + 1)[0], whole[number], atol=1e-6)


def test_a_model_reads_few_large_pictures_at_a_time_and_all_of_them(large):
    nodes = [{"layer": "global_average_pool"}, {"layer": "dense", "units": 2}]
    model = Model({}, Graph({"inputs": {"image": [SIDE, SIDE, 3]}, "nodes": nodes}), Preprocessing(), ("a", "b"))
    seen, forward = [], model.graph.forward
    model.graph.forward = lambda x: seen.append(len(x)) or forward(x)
    together = model.scores(large.inputs)
    assert seen == [16, 16, 8]
    assert np.allclose(together[-1], model.scores(large.inputs[-1:])[0], atol=1e-5)
