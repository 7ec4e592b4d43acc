"""How good a generator is, measured: a frozen classifier reads what it draws, and real examples stand beside it."""

from collections.abc import Callable
from typing import Any

from netsumiki.data import Data
from netsumiki.data.storage import Progress
from netsumiki.engine.errors import DataError, Problem
from netsumiki.judging.examination import Cancelled, examine_points
from netsumiki.judging.judge import BUNDLED, Judge, Reading
from netsumiki.judging.points import judge_points
from netsumiki.judging.verdict import PointVerdict, Verdict

__all__ = ["Cancelled", "Judge", "PointVerdict", "Reading", "Verdict", "examine", "judge_points"]


def examine(
    generator: Any,
    data: Data,
    *,
    judge: str = BUNDLED,
    seed: int = 0,
    count: int = 10_000,
    progress: Progress | None = None,
    stop: Callable[[], bool] | None = None,
    sha256: str | None = None,
) -> Verdict | PointVerdict:
    """The whole verdict on a generator of pictures (see `Judge.full`) or points, with the data that it learnt from.

    Raises: `DataError` when the data's examples are not like those it makes, `Cancelled` when `stop()` said so.
    """
    if generator.example_shape != data.input_shape:
        message = f"the generator makes examples of shape {generator.example_shape}, those of {data.name} have "
        message += f"{data.input_shape}: judge it with the data that it learnt from"
        raise DataError(Problem("judge-data", message))
    if len(data.input_shape) == 1:
        return examine_points(generator, data, seed, count, sha256)
    return Judge.named(judge).full(generator, data, seed, count, progress, stop, sha256)
