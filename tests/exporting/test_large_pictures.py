"""Models of the largest pictures that a data set may have are taken along, and prove themselves, like small ones."""

import numpy as np
import pytest

from netsumiki.data import Preprocessing
from netsumiki.engine.graph import Graph
from netsumiki.engine.workspace import Workspace
from netsumiki.exporting.formats import export
from netsumiki.exporting.formats.golden import invented
from netsumiki.exporting.model_file import Model
from netsumiki.training.suited import suited

NAMES = ("circle", "square", "triangle")


@pytest.fixture(scope="module")
def model():
    """The network that suits pictures of 256 × 256 in colour, with ten golden samples that are full of noise."""
    recipe = suited("mnist", "large", (256, 256, 3), len(NAMES), 100)
    graph = Graph(recipe["model"], Workspace(seed=3))
    made = Model(recipe, graph, Preprocessing(placing="fit"), NAMES, "softmax")
    pictures = invented(made, 10)
    made.golden = pictures, made.predict(pictures)
    assert np.ptp(made.golden[1], axis=0).min() > 0
    return made


@pytest.mark.parametrize("name", ["numpy", "server", "onnx", "safetensors", "javascript"])
def test_it_answers_as_the_engine_does(model, tmp_path, name):
    proof = export(model, name, tmp_path).proof
    assert proof.agree and proof.samples == 10, proof
