"""With a fixed piece, the numbers do not depend on how many threads share the work."""

import numpy as np
import pytest

from netsumiki.training import train
from tests.training.small import pictures, pictures_recipe


def weights(threads, **training):
    result = train(pictures_recipe(**{"epochs": 2} | training), data=pictures(), threads=threads)
    return result.model.graph.params.vector, result.finished


@pytest.mark.parametrize("training", [{}, {"batch_size": 30, "optimizer": "sgd"}])
def test_one_thread_and_three_give_the_same_weights_to_the_last_bit(training):
    (one, finished_by_one), (three, finished_by_three) = weights(1, **training), weights(3, **training)
    assert np.array_equal(one, three)
    assert finished_by_one.test_loss == finished_by_three.test_loss


def test_the_same_seed_gives_the_same_numbers_and_another_gives_others():
    one, again, other = (weights(2, seed=seed)[0] for seed in (0, 0, 1))
    assert np.array_equal(one, again) and not np.array_equal(one, other)


def test_strict_mode_changes_nothing():
    strict = train(pictures_recipe(epochs=1), data=pictures(), threads=2, strict=True)
    assert np.array_equal(strict.model.graph.params.vector, weights(2, epochs=1)[0])


def test_an_error_in_one_thread_ends_the_run(monkeypatch):
    from netsumiki.training.classifier import Lane

    learn = Lane.train

    def stumble(self, batch, start, stop):
        if start >= 8 and batch.index == 1:
            raise ZeroDivisionError
        return learn(self, batch, start, stop)

    monkeypatch.setattr(Lane, "train", stumble)
    with pytest.raises(ZeroDivisionError):
        weights(2)
