"""Which weights a run ends with."""

import numpy as np
import pytest

from netsumiki.training import Run
from tests.training.small import heard, points_recipe

WILD = {"optimizer": {"optimizer": "sgd", "lr": 30}}  # jumps so far that the last epoch is seldom the best


def trained(**training):
    events = []
    run = Run(points_recipe(epochs=6, **WILD, **training), on_event=events.append)
    return run, run.train(), heard(events, "evaluated")


def validation_accuracy(run, result):
    """Of the final model, on the validation examples that the run held back."""
    from netsumiki.data import load
    from netsumiki.engine.workspace import Streams
    from netsumiki.training.supply import supply

    validation = supply(run.recipe, load("moons"), Streams(run.recipe.plan.seed))[1]
    return float((result.model.predict(validation.inputs).argmax(axis=1) == validation.labels).mean())


def test_the_best_weights_on_the_validation_data_are_kept():
    run, result, evaluations = trained()
    best = max(e.accuracy for e in evaluations)
    assert result.finished.validation_accuracy == best
    assert validation_accuracy(run, result) == pytest.approx(best)


def test_the_last_weights_are_kept_when_the_recipe_says_so():
    run, result, evaluations = trained(keep_best=False)
    assert validation_accuracy(run, result) == pytest.approx(evaluations[-1].accuracy)
    assert np.array_equal(
        result.model.graph.params["dense_1.W"].value, run.loop.learner.graph.params["dense_1.W"].value
    )


def test_without_validation_data_there_is_nothing_to_choose_by():
    events = []
    result = Run(points_recipe(validation=0), on_event=events.append).train()
    assert result.finished.validation_accuracy is None and not heard(events, "evaluated")
    assert [e.epoch for e in heard(events, "epoch_ended")] == [1, 2]


def test_the_average_of_the_weights_is_what_is_validated_and_kept():
    run, result, evaluations = trained(average=0.9)
    assert validation_accuracy(run, result) == pytest.approx(max(e.accuracy for e in evaluations))
