"""Metrics against counts made by hand."""

import numpy as np
import pytest

from netsumiki.engine.metrics import metrics

# guesses 0 1 1 2 0, labels 0 1 2 2 1
SCORES = np.array([[9, 1, 0], [2, 3, 1], [1, 5, 4], [0, 1, 2], [3, 2, 1]], np.float32)
LABELS = np.array([0, 1, 2, 2, 1])


def result(name, scores=SCORES, labels=LABELS, **options):
    metric = metrics[name](**options)
    metric.update(scores, labels)
    return metric.result()


def test_accuracy_counts_highest_scores():
    assert result("accuracy") == 3 / 5


@pytest.mark.parametrize(("k", "right"), [(1, 3), (2, 5), (3, 5), (7, 5)])
def test_top_k_counts_labels_among_the_best(k, right):
    assert result("top_k", k=k) == right / 5


def test_confusion_matrix_has_true_classes_as_rows():
    assert result("confusion_matrix").tolist() == [[1, 0, 0], [1, 1, 0], [0, 1, 1]]


def test_precision_recall_and_f1_of_each_class():
    found = result("per_class")
    assert found["precision"].tolist() == [1 / 2, 1 / 2, 1]
    assert found["recall"].tolist() == [1, 1 / 2, 1 / 2]
    assert found["f1"] == pytest.approx([2 / 3, 1 / 2, 2 / 3])
    assert found["support"].tolist() == [1, 2, 2]


def test_class_without_samples_or_guesses_has_zeros():
    found = result("per_class", np.array([[5.0, 0, 0]]), np.array([0]))
    assert found["precision"].tolist() == found["recall"].tolist() == found["f1"].tolist() == [1, 0, 0]
