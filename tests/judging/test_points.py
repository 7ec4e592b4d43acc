"""Points in the plane: where they lie, and what they leave out."""

import numpy as np
import pytest

from netsumiki.data import load
from netsumiki.engine.errors import DataError
from netsumiki.judging import judge_points

SPEC = {"dataset": "blobs", "classes": 5, "noise": 0.1, "count": 1000}


@pytest.fixture(scope="module")
def real():
    return load(SPEC).train


@pytest.fixture(scope="module")
def others():
    return load(SPEC | {"seed": 1}).train


def test_real_points_are_good(real, others):
    told = judge_points(others.inputs, real.inputs, real.labels)
    assert told["quality"] > 0.97 and told["coverage"] > 0.97
    assert told["classes_seen"] == 5 and told["alarm"] == [] and told["count"] == 1000


def test_a_collapsed_generator_leaves_most_points_out(real, others):
    told = judge_points(np.repeat(others.inputs[others.labels == 2][:1], 500, axis=0), real.inputs, real.labels)
    assert told["quality"] == 1 and told["coverage"] < 0.2 and told["classes_seen"] == 1
    assert [(a["code"], a["message"][:22]) for a in told["alarm"]] == [
        ("missing", "0, 1, 3 and 4 are miss"),
        ("bare", told["alarm"][1]["message"][:22]),
    ]


def test_one_missing_cloud_is_named(real, others):
    told = judge_points(others.inputs[others.labels != 3], real.inputs, real.labels)
    assert told["classes_seen"] == 4 and told["alarm"][0]["facts"] == {"classes": ["3"]}


def test_points_anywhere_stray(real):
    anywhere = np.random.default_rng(0).uniform(-2, 2, (1000, 2)).astype(np.float32)
    told = judge_points(anywhere, real.inputs)
    assert told["quality"] < 0.5 and "classes_seen" not in told
    assert "of the points lie where there is no real one" in told["alarm"][0]["message"]


def test_as_many_of_the_one_are_compared_as_of_the_other(real, others):
    told = judge_points(others.inputs[:100], real.inputs)
    assert told["count"] == 100 and told["coverage"] > 0.9


@pytest.mark.parametrize("generated", [np.zeros((5, 3)), np.zeros((1, 2)), np.zeros((4, 28, 28, 1))])
def test_what_are_no_points_is_refused(real, generated):
    with pytest.raises(DataError, match="judge points with the data that their generator learnt"):
        judge_points(generated, real.inputs)
