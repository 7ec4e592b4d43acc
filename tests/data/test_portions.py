"""Large pictures are worked on a few at a time, so that none of what reads them fills the memory."""

import numpy as np
import pytest

from netsumiki.data import Augmenter, Batches, Preprocessing, Split
from netsumiki.data.lazy import Lazy
from netsumiki.data.portions import portion
from netsumiki.engine.graph import Graph
from netsumiki.engine.workspace import Streams
from netsumiki.exporting.calibration import calibrated
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


def test_choosing_a_certainty_never_reads_all_pictures_of_the_disk_at_once():
    class Counted(Lazy):
        base, shape, dtype, most = None, (150, SIDE, SIDE, 3), np.dtype(np.uint8), 0

        def _make(self, rows, out):
            Counted.most = max(Counted.most, len(rows))
            for place, row in zip(out, rows, strict=True):
                place[...] = 40 + 60 * (row % 2)
                place[row % 150 :, row % 97 :] = 255 - row % 200

    nodes = [{"layer": "global_average_pool"}, {"layer": "dense", "units": 2}]
    spec = {"inputs": {"image": [SIDE, SIDE, 3]}, "nodes": nodes}
    model = Model({}, Graph(spec), Preprocessing(), ("a", "b"), "softmax")
    assert calibrated(model, Split(Counted(), np.arange(150) % 2)).measured["examples"] == 150
    assert Counted.most <= 64, "fifty of them lend paper and ink to the strangers"
