"""How good the answers are, counted over as many batches as one likes."""

from typing import Any

import numpy as np

from netsumiki.engine.registry import Declared, Registry, option

metrics: "Registry[Metric]" = Registry("metric")


class Metric(Declared):
    """`update(scores, labels)` for each batch (scores (N, classes), labels (N,)), then `result()`."""

    def __init__(self, **options: Any):
        super().__init__(**options)
        self.reset()

    def reset(self) -> None:
        """Forget all that was counted."""
        self.right, self.seen = 0, 0

    def update(self, scores: Any, labels: Any) -> None:
        raise NotImplementedError

    def result(self) -> Any:
        return self.right / self.seen if self.seen else float("nan")


@metrics.register("accuracy")
class Accuracy(Metric):
    """accuracy = samples whose highest score is that of their label / samples"""

    def update(self, scores, labels):
        self.right += int(np.count_nonzero(scores.argmax(axis=1) == labels))
        self.seen += len(labels)


@metrics.register("top_k")
class TopK(Metric):
    """accuracy at k = samples whose label is among the k highest scores / samples"""

    k: int = option(3, ge=1, le=1000, help="How many guesses are allowed.")

    def update(self, scores, labels):
        k = min(self.k, scores.shape[1])
        best = np.argpartition(scores, -k, axis=1)[:, -k:]
        self.right += int(np.count_nonzero(best == labels[:, None]))
        self.seen += len(labels)


@metrics.register("confusion_matrix")
class ConfusionMatrix(Metric):
    """C[true, guessed] = how often; Shapes: (classes, classes)"""

    def reset(self):
        self.counts = np.zeros((0, 0), int)

    def update(self, scores, labels):
        classes = scores.shape[1]
        if not self.counts.size:
            self.counts = np.zeros((classes, classes), int)
        cells = labels.astype(np.intp) * classes + scores.argmax(axis=1)
        self.counts += np.bincount(cells, minlength=classes**2).reshape(classes, classes)

    def result(self):
        return self.counts


@metrics.register("per_class")
class PerClass(ConfusionMatrix):
    """precision = TP / (TP + FP), recall = TP / (TP + FN), F1 = 2 · precision · recall / (precision + recall)

    Each for every class. A class without samples or guesses has 0 instead of 0 / 0.
    """

    def result(self):
        hit, true, guessed = np.diag(self.counts), self.counts.sum(axis=1), self.counts.sum(axis=0)
        precision, recall = hit / np.maximum(guessed, 1), hit / np.maximum(true, 1)
        f1 = 2 * precision * recall / np.maximum(precision + recall, 1e-12)
        return {"precision": precision, "recall": recall, "f1": f1, "support": true}
