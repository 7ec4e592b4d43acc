"""The contract of a loss of two networks: its gradients, its pieces, who wants what, and where the two are balanced.

Each function takes the name of a registered loss and raises AssertionError.
"""

from collections.abc import Callable, Iterator
from typing import Any, cast

import numpy as np

from netsumiki.engine.losses import Loss
from netsumiki.engine.losses.adversarial import GanLoss, gan_losses
from netsumiki.engine.testing.gradients import assert_gradients, check_loss, distinct
from netsumiki.engine.workspace import Workspace

BATCH = 6
SIDES = ("real", "fake", "generator")

# options to try beside the defaults
OPTIONS: dict[str, list[dict[str, Any]]] = {
    "non_saturating": [{}, {"label_smoothing": 0.2}],
    "least_squares": [{}, {"label_smoothing": 0.2}],
}


class Side:
    """One of the three losses, asked like an ordinary loss."""

    def __init__(self, loss: GanLoss, name: str):
        self.loss, self.title, self.ask = loss, f"{loss.title} {name}", getattr(loss, name)

    def forward(self, y: Any, target: Any = None, total: int | None = None) -> float:
        return self.ask(y, total=total)

    def backward(self) -> Any:
        return self.loss.backward()

    def values(self, y: Any, total: int | None = None) -> tuple[float, Any]:
        return self.ask(y, total=total), self.backward().copy()


def made(name: str, dtype: Any = np.float64, strict: bool = True) -> Iterator[GanLoss]:
    for options in OPTIONS.get(name, [{}]):
        yield gan_losses[name](**options).bind(Workspace(dtype, strict=strict))


def sides(name: str, dtype: Any = np.float64, strict: bool = True) -> Iterator[Side]:
    for loss in made(name, dtype, strict):
        yield from (Side(loss, side) for side in SIDES)


def scores(batch: int = BATCH, dtype: Any = np.float64) -> Any:
    """Scores on both sides of the kinks, none of them on one."""
    return distinct(np.random.default_rng(1), batch, 1, scale=2.3).astype(dtype)


def gradient_is_right(name: str) -> None:
    for side in sides(name):
        assert_gradients(check_loss(cast(Loss, side), scores(), None))


def pieces_add_up(name: str) -> None:
    for side in sides(name):
        whole, dy = side.values(scores())
        parts = [side.values(scores()[cut], total=BATCH) for cut in (slice(0, 4), slice(4, BATCH))]
        total, joined = sum(v for v, _ in parts), np.concatenate([d for _, d in parts])
        assert abs(total - whole) <= 1e-12 * (abs(whole) + 1), f"{side.title}: {total} in pieces, {whole} as a whole"
        assert np.allclose(joined, dy, rtol=1e-12, atol=0), f"{side.title}: the gradient in pieces differs"


def the_two_networks_want_opposite_things(name: str) -> None:
    """Undecided scores: the discriminator wants those of real samples up and of generated ones down."""
    undecided = np.full((BATCH, 1), 0.3)
    for loss in made(name):
        wish = {side: -Side(loss, side).values(undecided)[1] for side in SIDES}
        assert (wish["real"] > 0).all(), "the discriminator does not want real samples to score higher"
        assert (wish["fake"] < 0).all(), "the discriminator does not want generated samples to score lower"
        assert (wish["generator"] > 0).all(), "the generator does not want its samples to score higher"


def balance_is_where_nothing_can_be_told_apart(name: str) -> None:
    """One score for all samples, chosen to make real + fake small: in the middle if several are as good."""
    for loss in made(name):
        tried = np.linspace(-3, 3, 6001)
        losses = np.array([loss.real(y) + loss.fake(y) for y in tried.reshape(-1, 1, 1)])
        middle = tried[losses <= losses.min() + 1e-9].mean()
        found = losses.min(), loss.generator(np.full((1, 1), middle))
        assert np.allclose(found, loss.balance, atol=1e-3), f"balance is {loss.balance}, found by trying: {found}"


def probability_follows_the_scores(name: str) -> None:
    for dtype in (np.float32, np.float64):
        for loss in made(name, dtype):
            rising = np.array([-1e4, -50, -0.6, 0.1, 0.4, 0.9, 50, 1e4], dtype).reshape(-1, 1)
            kept = rising.copy()
            found = loss.probability(rising)
            assert np.array_equal(rising, kept), "probability wrote into the scores"
            assert found.dtype == dtype and found.shape == rising.shape, f"probability gives {found.dtype}"
            assert (np.diff(found, axis=0) >= 0).all() and found[2] < found[-2], "it does not rise with the scores"
            assert found[0] == 0 and found[-1] == 1, f"the extremes are {found[0]} and {found[-1]}"
            out = np.empty_like(rising)
            assert loss.probability(rising, out=out) is out and np.array_equal(out, found), "out= is not used"


def nothing_given_is_written_into(name: str) -> None:
    for side in sides(name):
        y = scores()
        side.values(y)
        assert np.array_equal(y, scores()), f"{side.title} wrote into the scores"


def strict_mode_changes_nothing(name: str) -> None:
    for strict, plain in zip(sides(name), sides(name, strict=False), strict=True):
        one, other = strict.values(scores()), plain.values(scores())
        assert one[0] == other[0] and np.array_equal(one[1], other[1]), f"{strict.title}: strict mode differs"


def batch_size_may_change(name: str) -> None:
    for side, fresh in zip(sides(name), sides(name), strict=True):
        for batch in (6, 3, 6, 1):
            value, dy = side.values(scores()[:batch])
            fresh.loss.workspace.release()
            again, fresh_dy = fresh.values(scores()[:batch])
            assert value == again and np.array_equal(dy, fresh_dy), f"{side.title}: {batch} samples after others"


def extreme_scores_stay_finite(name: str) -> None:
    for side in sides(name, np.float32):
        for size in (50.0, 1e4):
            y = np.where(scores(dtype=np.float32) > 0, size, -size).astype(np.float32)
            value, dy = side.values(y)
            assert type(value) is float and np.isfinite(value), f"{side.title}: scores of ±{size} give {value!r}"
            assert np.isfinite(dy).all() and dy.any(), f"{side.title}: scores of ±{size} give no usable gradient"


def float32_is_close_to_float64(name: str) -> None:
    for wide, narrow in zip(sides(name), sides(name, np.float32), strict=True):
        value, dy = wide.values(scores())
        near, near_dy = narrow.values(scores(dtype=np.float32))
        assert near_dy.dtype == np.float32, f"{narrow.title}: the gradient is {near_dy.dtype} in a float32 network"
        assert abs(near - value) <= 1e-5 * (abs(value) + 1), f"{narrow.title}: float32 gives {near}, float64 {value}"
        assert np.abs(near_dy - dy).max() <= 1e-5 * np.abs(dy).max(), f"{narrow.title}: the gradient is off"


CHECKS: list[Callable[[str], None]] = [
    gradient_is_right,
    pieces_add_up,
    the_two_networks_want_opposite_things,
    balance_is_where_nothing_can_be_told_apart,
    probability_follows_the_scores,
    nothing_given_is_written_into,
    strict_mode_changes_nothing,
    batch_size_may_change,
    extreme_scores_stay_finite,
    float32_is_close_to_float64,
]
