"""The contracts of the parts that give numbers: schedules, initializers and metrics.

Each function takes the name of a registered part and raises AssertionError.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from netsumiki.engine.initializers import initializers
from netsumiki.engine.metrics import metrics
from netsumiki.engine.schedules import schedules

# -- schedules: a factor for every step -------------------------------------------------------------------------------


def factor_lies_between_zero_and_one(name: str) -> None:
    for steps in (1, 2, 7, 1000):
        for step in range(steps):
            factor = schedules[name]().factor(step, steps)
            assert isinstance(factor, float) and 0 <= factor <= 1, f"the factor at step {step} of {steps} is {factor!r}"


def run_begins_with_learning(name: str) -> None:
    factors = [schedules[name]().factor(step, 100) for step in range(100)]
    assert factors[0] > 0, "the first step is wasted: its factor is 0"
    assert max(factors) > 0.5, f"the rate never rises above {max(factors)} of the optimizer's own"


def factor_depends_on_nothing_else(name: str) -> None:
    """A resumed run continues with the same rates."""
    schedule = schedules[name]()
    forth = [schedule.factor(step, 50) for step in range(50)]
    back = [schedules[name]().factor(step, 50) for step in reversed(range(50))]
    assert forth == back[::-1], "the factor depends on what was asked before"


SCHEDULE_CHECKS: list[Callable[[str], None]] = [
    factor_lies_between_zero_and_one,
    run_begins_with_learning,
    factor_depends_on_nothing_else,
]

# -- initializers: the first value of a parameter ---------------------------------------------------------------------


def draw_has_its_shape(name: str) -> None:
    for shape in ((), (1,), (5,), (4, 3), (3, 4), (3, 3, 2, 5)):
        drawn = initializers[name]().draw(np.random.default_rng(0), shape, 12, 7)
        assert drawn.shape == shape and np.isfinite(drawn).all(), f"a draw of shape {shape} gave {drawn!r}"


def draw_repeats_with_its_seed(name: str) -> None:
    one, two, other = (initializers[name]().draw(np.random.default_rng(s), (8, 6), 8, 6) for s in (3, 3, 4))
    assert np.array_equal(one, two), "the same seed gave other numbers"
    constant = np.ptp(one) == 0
    assert constant or not np.array_equal(one, other), "another seed gave the same numbers"


def draw_is_centred(name: str) -> None:
    drawn = initializers[name]().draw(np.random.default_rng(0), (300, 200), 300, 200)
    spread = drawn.std()
    assert abs(drawn.mean()) <= 0.02 * spread + 1e-12, f"the mean is {drawn.mean()} at a spread of {spread}"


INITIALIZER_CHECKS: list[Callable[[str], None]] = [draw_has_its_shape, draw_repeats_with_its_seed, draw_is_centred]

# -- metrics: counted over batches ------------------------------------------------------------------------------------


def answers(samples: int = 500, classes: int = 40) -> tuple[Any, Any]:
    rng = np.random.default_rng(0)
    labels = rng.integers(0, classes, samples)
    scores = rng.normal(size=(samples, classes)).astype(np.float32)
    scores[np.arange(samples), labels] += 1.5
    return scores, labels


def alike(one: Any, other: Any) -> bool:
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(alike(one[k], other[k]) for k in one)
    return bool(np.array_equal(one, other, equal_nan=True))


def counted(name: str, labels: Any, pieces: int = 1) -> Any:
    metric = metrics[name]()
    scores, _ = answers()
    for cut in np.array_split(np.arange(len(labels)), pieces):
        metric.update(scores[cut], labels[cut])
    return metric.result()


def batches_add_up(name: str) -> None:
    labels = answers()[1]
    assert alike(counted(name, labels), counted(name, labels, pieces=7)), "seven batches give another result than one"


def type_of_the_labels_does_not_matter(name: str) -> None:
    labels = answers()[1]
    for dtype in (np.uint8, np.int32):
        assert alike(counted(name, labels), counted(name, labels.astype(dtype))), f"labels of {np.dtype(dtype)} are off"


def reset_forgets_everything(name: str) -> None:
    scores, labels = answers()
    metric = metrics[name]()
    metric.update(scores, (labels + 1) % 40)
    metric.reset()
    metric.update(scores, labels)
    assert alike(metric.result(), counted(name, labels)), "the result after reset() remembers what was before"


def nothing_seen_is_no_error(name: str) -> None:
    empty = metrics[name]().result()
    assert not alike(empty, counted(name, answers()[1])), f"without any sample the result is {empty!r}"


METRIC_CHECKS: list[Callable[[str], None]] = [
    batches_add_up,
    type_of_the_labels_does_not_matter,
    reset_forgets_everything,
    nothing_seen_is_no_error,
]
