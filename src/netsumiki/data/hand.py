"""How a hand varies a digit: between poses, along the stroke, in proportions and slant, and in the pen it holds."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from netsumiki.data import pen
from netsumiki.data.digit_forms import Form

POINTS = 108
"""Points that the pen visits in a digit: the ink of neighbours must overlap, also in the longest 8."""


@dataclass(frozen=True)
class Habits:
    """How much people differ: standard deviations, in heights of the digit or radians where nothing else is said.

    Chosen so that amount of ink, width, slant and grey of the pictures are spread as in MNIST's training images.
    """

    pose_concentration: float = (
        0.6  # of the Dirichlet distribution from which poses are mixed: small is near to one pose
    )
    pose_overshoot: float = 0.2  # how far a mixture may go beyond the poses
    plane_warp: float = 0.055  # neighbouring points move together, as if the paper were stretched …
    plane_distance: float = 0.35  # … over this distance
    stroke_drift: float = 0.065  # points move together along the stroke, so that loops open and close …
    stroke_distance: float = 0.3  # … over this length of stroke
    tremor: float = 0.02  # each point for itself
    loose_ends: float = 0.05  # the ends of strokes, in addition
    sloppiness: float = 0.35  # of the logarithm: some write neatly, others do not
    bulge: float = 0.2  # upper half against lower half, and bowed uprights
    taper: float = 0.28  # wider at the top or at the bottom
    width: float = 0.22  # of the logarithm
    mean_width: float = -0.13
    turn: float = 0.12
    slant: float = 0.27  # sideways for each height
    mean_slant: float = 0.15
    radius: float = 1.32  # median of the pen's radius, in pixels of the final picture
    radius_spread: float = 0.28  # of the logarithm
    radius_limits: tuple[float, float] = (0.9, 3.4)
    pressure: float = 0.1  # from the beginning of the digit to its end
    edge: tuple[float, float] = (0.75, 1.2)  # width of the grey edge, in pixels


HABITS = Habits()


def written(form: Form, n: int, stream: np.random.Generator, side: int = pen.BOX) -> np.ndarray:
    """Boxes of ink (n, side, side), 0 to 1, in which this form is written n times."""
    points = tilted(varied(form, n, stream), stream)
    radius = np.exp(stream.normal(np.log(HABITS.radius), HABITS.radius_spread, n)).clip(*HABITS.radius_limits)
    pressure = 1 + stream.normal(0, HABITS.pressure, (n, 1)) * np.linspace(-1, 1, POINTS)
    edge = stream.uniform(*HABITS.edge, n)
    scale = side / pen.BOX
    return pen.ink(scale * pen.fitted(points, radius), scale * radius[:, None] * pressure, edge, side)


def varied(form: Form, n: int, stream: np.random.Generator) -> np.ndarray:
    """Points of the pen (n, P, 2): a random mixture of the poses, its control points shifted together."""
    poses, matrix, spread = _prepared(form)
    mixture = stream.dirichlet(np.full(len(poses), HABITS.pose_concentration), n)
    mixture += HABITS.pose_overshoot * (mixture - 1 / len(poses))
    shifts = spread @ stream.standard_normal((n, len(spread), 2))
    shifts *= np.exp(HABITS.sloppiness * stream.standard_normal((n, 1, 1)).clip(-2, 2))
    return matrix @ (np.tensordot(mixture, poses, axes=1) + shifts)


def tilted(points: np.ndarray, stream: np.random.Generator) -> np.ndarray:
    """The whole digit bulged, tapered, narrowed, turned and slanted."""

    def normal(deviation: float, mean: float = 0.0) -> np.ndarray:
        return mean + deviation * stream.standard_normal((len(points), 1)).clip(-2, 2)  # nobody writes lying down

    x, y = points[..., 0] - 0.5, points[..., 1] - 0.5
    y = y + normal(HABITS.bulge) * (0.25 - y**2)
    x = x + normal(HABITS.bulge) * (0.25 - y**2)
    x = x * (1 + normal(HABITS.taper) * y) * np.exp(normal(HABITS.width, HABITS.mean_width))
    angle = normal(HABITS.turn)
    x, y = x * np.cos(angle) - y * np.sin(angle), x * np.sin(angle) + y * np.cos(angle)
    x = x - normal(HABITS.slant, HABITS.mean_slant) * y
    return np.stack([x, y], axis=2)


@lru_cache(maxsize=128)
def _prepared(form: Form) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(poses (M, K, 2), matrix (P, K) from control points to the pen's points, factor (K, K) of their covariance)."""
    poses = np.stack([pen.controls(pose) for pose in form.poses])
    first, strokes = poses[0], pen.strokes(form.poses[0])
    across = ((first[:, None] - first) ** 2).sum(axis=2)
    travelled = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(first, axis=0).T))])
    along = (travelled[:, None] - travelled) ** 2
    along[strokes[:, None] != strokes] = np.inf
    covariance = HABITS.plane_warp**2 * np.exp(-across / (2 * HABITS.plane_distance**2))
    covariance += HABITS.stroke_drift**2 * np.exp(-along / (2 * HABITS.stroke_distance**2))
    change = np.diff(strokes) != 0
    ends = np.concatenate([[True], change]) | np.concatenate([change, [True]])
    covariance += np.diag(HABITS.tremor**2 + HABITS.loose_ends**2 * ends)
    return poses, pen.curve(form.poses[0], POINTS), np.linalg.cholesky(covariance)
