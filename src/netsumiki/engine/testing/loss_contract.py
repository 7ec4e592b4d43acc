"""The contract of a loss: its gradient, its pieces, its targets, its memory.

Each function takes the name of a registered loss and raises AssertionError.
"""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from netsumiki.engine.errors import DataError
from netsumiki.engine.losses import Loss, losses
from netsumiki.engine.testing.gradients import assert_gradients, check_loss, distinct
from netsumiki.engine.workspace import Workspace

BATCH, CLASSES = 6, 4

# options to try beside the defaults, and losses whose targets are probabilities (rows that sum to one, or shares)
OPTIONS: dict[str, list[dict[str, Any]]] = {
    "softmax_cross_entropy": [{}, {"label_smoothing": 0.1}],
    "huber": [{}, {"delta": 0.3}],
}
TARGETS: dict[str, str] = {
    "softmax_cross_entropy": "rows that sum to one",
    "binary_cross_entropy": "shares",
    "hinge": "zeros and ones",
}


def made(name: str, dtype: Any = np.float64, strict: bool = True) -> Iterator[Loss]:
    for options in OPTIONS.get(name, [{}]):
        yield losses[name](**options).bind(Workspace(dtype, strict=strict))


def outputs(batch: int = BATCH, dtype: Any = np.float64) -> Any:
    return distinct(np.random.default_rng(1), batch, CLASSES).astype(dtype)


def targets(name: str, batch: int = BATCH, dtype: Any = np.float64) -> Any:
    rng = np.random.default_rng(2)
    kind = TARGETS.get(name, "numbers")
    t = distinct(rng, batch, CLASSES, scale=1.7)
    if kind != "numbers":
        t = rng.uniform(0.05, 0.95, t.shape)
    if kind == "rows that sum to one":
        t /= t.sum(axis=1, keepdims=True)
    if kind == "zeros and ones":
        t = t.round()
    return t.astype(dtype)


def gradient_is_right(name: str) -> None:
    for loss in made(name):
        assert_gradients(check_loss(loss, outputs(), targets(name)))
        assert_gradients(check_loss(loss, outputs(), labels()))


def labels(batch: int = BATCH) -> Any:
    return np.arange(batch) % CLASSES


def labels_agree_with_one_hot_rows(name: str) -> None:
    for loss in made(name):
        for dtype in (np.int64, np.uint8):
            value, dy = values(loss, outputs(), labels().astype(dtype))
            for rows in (np.eye(CLASSES)[labels()], np.eye(CLASSES, dtype=np.uint8)[labels()]):
                other, other_dy = values(loss, outputs(), rows)
                assert value == other and np.array_equal(dy, other_dy), f"labels give {value}, one-hot rows {other}"


def values(loss: Loss, y: Any, target: Any, total: int | None = None) -> tuple[float, Any]:
    value = loss.forward(y, target, total=total)
    return value, loss.backward().copy()


def pieces_add_up(name: str) -> None:
    for loss in made(name):
        y, target = outputs(), targets(name)
        whole, dy = values(loss, y, target)
        parts = [values(loss, y[cut], target[cut], total=BATCH) for cut in (slice(0, 4), slice(4, BATCH))]
        total, joined = sum(v for v, _ in parts), np.concatenate([d for _, d in parts])
        assert abs(total - whole) <= 1e-12 * abs(whole), f"pieces have the loss {total}, the whole batch {whole}"
        assert np.allclose(joined, dy, rtol=1e-12, atol=0), "the gradients of pieces differ from the whole batch's"


def label_outside_the_classes_is_refused(name: str) -> None:
    for loss in made(name):
        for wrong in (-1, CLASSES, 200):
            target = labels()
            target[2] = wrong
            refuse(loss, target, str(wrong))


def target_of_wrong_shape_is_refused(name: str) -> None:
    for loss in made(name):
        refuse(loss, np.zeros((BATCH, CLASSES + 1)), str((BATCH, CLASSES + 1)))
        refuse(loss, np.zeros(BATCH), "float64")
        refuse(loss, labels(BATCH - 1), str((BATCH - 1,)))


def refuse(loss: Loss, target: Any, named: str) -> None:
    try:
        loss.forward(outputs(), target)
    except DataError as error:
        assert named in str(error), f"the message does not name {named}: {error}"
        return
    raise AssertionError(f"a target with {named} was accepted")


def nothing_given_is_written_into(name: str) -> None:
    for loss in made(name):
        for target in (targets(name), labels()):
            y, kept = outputs(), target.copy()
            values(loss, y, target)
            assert np.array_equal(y, outputs()), "the loss wrote into the outputs"
            assert np.array_equal(kept, target), "the loss wrote into the targets"


def strict_mode_changes_nothing(name: str) -> None:
    for strict, plain in zip(made(name), made(name, strict=False), strict=True):
        one, other = values(strict, outputs(), labels()), values(plain, outputs(), labels())
        assert one[0] == other[0] and np.array_equal(one[1], other[1]), "strict mode gives other numbers"


def batch_size_may_change(name: str) -> None:
    for loss, fresh in zip(made(name), made(name), strict=True):
        for batch in (6, 3, 6, 1):
            y, target = outputs()[:batch], targets(name)[:batch]
            value, dy = values(loss, y, target)
            fresh.workspace.release()
            again, fresh_dy = values(fresh, y, target)
            assert value == again and np.array_equal(dy, fresh_dy), f"a batch of {batch} after others is off"


def extreme_outputs_stay_finite(name: str) -> None:
    for loss in made(name, np.float32):
        for size in (50.0, 1e4):
            y = np.where(outputs(dtype=np.float32) > 0, size, -size).astype(np.float32)
            value, dy = values(loss, y, labels())
            assert type(value) is float and np.isfinite(value), f"outputs of ±{size} give the loss {value!r}"
            assert np.isfinite(dy).all() and dy.any(), f"outputs of ±{size} give no usable gradient"


def float32_is_close_to_float64(name: str) -> None:
    for wide, narrow in zip(made(name), made(name, np.float32), strict=True):
        value, dy = values(wide, outputs(), targets(name))
        near, near_dy = values(narrow, outputs(dtype=np.float32), targets(name, dtype=np.float32))
        assert near_dy.dtype == np.float32, f"the gradient is {near_dy.dtype} in a float32 network"
        assert abs(near - value) <= 1e-5 * abs(value), f"float32 gives {near}, float64 {value}"
        assert np.abs(near_dy - dy).max() <= 1e-5 * np.abs(dy).max(), "the gradient in float32 is off"


CHECKS: list[Callable[[str], None]] = [
    gradient_is_right,
    labels_agree_with_one_hot_rows,
    pieces_add_up,
    label_outside_the_classes_is_refused,
    target_of_wrong_shape_is_refused,
    nothing_given_is_written_into,
    strict_mode_changes_nothing,
    batch_size_may_change,
    extreme_outputs_stay_finite,
    float32_is_close_to_float64,
]
