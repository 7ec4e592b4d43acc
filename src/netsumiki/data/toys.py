"""Two-dimensional data sets that can be drawn: what a small network learns is seen at a glance."""

from pathlib import Path

import numpy as np

from netsumiki.data.dataset import Data, Dataset, Split, datasets
from netsumiki.data.storage import Progress
from netsumiki.engine.registry import option
from netsumiki.engine.workspace import Streams


class Toy(Dataset):
    """Base of the toys: points around the shapes that `points` draws, and others of the same kind for testing."""

    kind = "points"
    example_shape = (2,)
    count: int = option(1000, ge=20, le=1_000_000, help="Number of training points.")
    test_ratio: float = option(0.25, ge=0.05, le=4, help="Test points for each training point.")
    noise: float = option(0.1, ge=0, le=10, help="Standard deviation of the noise on each coordinate.")
    seed: int = option(0, ge=0, le=2**31 - 1, help="The same seed gives the same points.")

    def load(self, data_dir: Path | str | None = None, progress: Progress | None = None) -> Data:
        streams = Streams(self.seed)
        counts = {"train": self.count, "test": int(self.count * self.test_ratio)}
        names = tuple(str(c) for c in range(self.class_count))
        train, test = (self._split(streams[name], n) for name, n in counts.items())
        return Data(self.registered_name, train, test, names)

    @property
    def class_count(self) -> int:
        return 2

    def points(self, labels: np.ndarray, stream: np.random.Generator) -> np.ndarray:
        """A point (without noise) for each label, (N, 2)."""
        raise NotImplementedError

    def _split(self, stream: np.random.Generator, n: int) -> Split:
        labels = stream.permutation(np.arange(n) % self.class_count)
        inputs = self.points(labels, stream) + stream.normal(0, self.noise, (n, 2))
        return Split(inputs.astype(np.float32), labels)


@datasets.register("moons", group="Toys")
class Moons(Toy):
    """Two half circles that reach into each other."""

    def points(self, labels: np.ndarray, stream: np.random.Generator) -> np.ndarray:
        angle = stream.uniform(0, np.pi, len(labels))
        upper = labels == 0
        x = np.where(upper, np.cos(angle), 1 - np.cos(angle)) - 0.5
        y = np.where(upper, np.sin(angle), 0.5 - np.sin(angle)) - 0.25
        return np.stack([x, y], axis=1)


@datasets.register("circles", group="Toys")
class Circles(Toy):
    """A small circle inside a large one."""

    def points(self, labels: np.ndarray, stream: np.random.Generator) -> np.ndarray:
        return np.where(labels == 0, 1.0, 0.45)[:, None] * _direction(stream.uniform(0, 2 * np.pi, len(labels)))


@datasets.register("xor", group="Toys")
class Xor(Toy):
    """Four squares; squares that touch at a corner belong together. No straight line separates the classes."""

    noise: float = option(0.0, ge=0, le=10, help="Standard deviation of the noise on each coordinate.")

    def points(self, labels: np.ndarray, stream: np.random.Generator) -> np.ndarray:
        x, y = stream.uniform(0.05, 1, (2, len(labels)))  # the gap keeps the classes apart when there is no noise
        right, same = stream.integers(0, 2, len(labels)), labels == 0
        x *= np.where(right, 1, -1)
        y *= np.where(right == same, 1, -1)
        return np.stack([x, y], axis=1)


@datasets.register("spiral", group="Toys")
class Spiral(Toy):
    """Arms that wind around each other: the hardest of the toys."""

    noise: float = option(0.03, ge=0, le=10, help="Standard deviation of the noise on each coordinate.")
    classes: int = option(2, ge=2, le=10, help="Number of arms.")
    turns: float = option(1.25, gt=0, le=10, help="How often each arm winds around the centre.")

    @property
    def class_count(self) -> int:
        return self.classes

    def points(self, labels: np.ndarray, stream: np.random.Generator) -> np.ndarray:
        t = np.sqrt(stream.uniform(0.01, 1, len(labels)))  # the root spreads the points evenly along the arm
        return t[:, None] * _direction(2 * np.pi * (self.turns * t + labels / self.classes))


@datasets.register("blobs", group="Toys")
class Blobs(Toy):
    """One round cloud for each class, on a circle: the easiest of the toys."""

    noise: float = option(
        0.15, ge=0, le=10, help="Standard deviation of each cloud; the centres lie 1 from the middle."
    )
    classes: int = option(2, ge=2, le=10, help="Number of clouds.")

    @property
    def class_count(self) -> int:
        return self.classes

    def points(self, labels: np.ndarray, stream: np.random.Generator) -> np.ndarray:
        return _direction(2 * np.pi * labels / self.classes + np.pi / 4)


def _direction(angle: np.ndarray) -> np.ndarray:
    return np.stack([np.cos(angle), np.sin(angle)], axis=1)
