"""Distorts training images at batch time: all movements of an image become one map and one sampling pass.

Two phases: `draw` takes all random numbers, in the main thread and cheaply; `apply` does the work, on any piece of the
batch and in any thread. Images are float32 (n, H, W, C) with grey values from 0 (background) to 1.
"""

import threading
from collections.abc import Iterable
from functools import lru_cache
from math import pi, prod, sqrt
from typing import Any

import numpy as np

from netsumiki.data.portions import portion
from netsumiki.engine.registry import Declared, Registry, Shape, option

PIECE = 32
"""Images sampled at a time, fewer of large ones: what is touched, some 50 kB an image, should stay in the cache."""

Drawn = tuple[np.ndarray, ...]
"""Random numbers of one batch: the coefficients of its maps, then one array for each change of pixels; all (n, …)."""


class Augmentation(Declared):
    """Base of the registered augmentations."""


class Movement(Augmentation):
    """Moves pixels: output pixel p shows what was at q = M p, with p and q counted from the image's centre."""

    def inverse(self, stream: np.random.Generator, n: int) -> np.ndarray:
        """(n, 2, 3): rows are y and x of the source, columns are the factors of y, x and 1."""
        raise NotImplementedError


class PixelChange(Augmentation):
    """Changes grey values where they are, after all movements."""

    def draw(self, stream: np.random.Generator, n: int, shape: Shape) -> np.ndarray:
        raise NotImplementedError

    def change(self, images: np.ndarray, numbers: np.ndarray) -> None:
        """In place."""
        raise NotImplementedError


augmentations: Registry[Augmentation] = Registry("augmentation")


# -- movements --------------------------------------------------------------------------------------------------------


@augmentations.register("shift", group="Movement")
class Shift(Movement):
    """Moves the image by up to so many pixels, in both directions independently."""

    pixels: float = option(2.0, ge=0, le=1000, help="Largest distance in pixels.")

    def inverse(self, stream: np.random.Generator, n: int) -> np.ndarray:
        maps = _identity(n)
        maps[:, :, 2] = stream.uniform(-self.pixels, self.pixels, (n, 2))
        return maps


@augmentations.register("rotate", group="Movement")
class Rotate(Movement):
    """Turns the image around its centre by up to so many degrees, either way."""

    degrees: float = option(10.0, ge=0, le=180, help="Largest angle in degrees.")

    def inverse(self, stream: np.random.Generator, n: int) -> np.ndarray:
        angle = np.radians(stream.uniform(-self.degrees, self.degrees, n))
        maps = _identity(n)
        maps[:, 0, 0] = maps[:, 1, 1] = np.cos(angle)
        maps[:, 0, 1] = np.sin(angle)
        maps[:, 1, 0] = -maps[:, 0, 1]
        return maps


@augmentations.register("zoom", group="Movement")
class Zoom(Movement):
    """Makes the image smaller or larger around its centre: by a factor between 1 - fraction and 1 + fraction."""

    fraction: float = option(0.1, ge=0, le=0.9, help="Largest change of size.")

    def inverse(self, stream: np.random.Generator, n: int) -> np.ndarray:
        maps = _identity(n)
        maps[:, 0, 0] = maps[:, 1, 1] = 1 / stream.uniform(1 - self.fraction, 1 + self.fraction, n)
        return maps


@augmentations.register("shear", group="Movement")
class Shear(Movement):
    """Slants the image: a row moves sideways by up to this fraction of its height above or below the centre."""

    fraction: float = option(0.2, ge=0, le=2, help="Largest slant.")

    def inverse(self, stream: np.random.Generator, n: int) -> np.ndarray:
        maps = _identity(n)
        maps[:, 1, 0] = stream.uniform(-self.fraction, self.fraction, n)
        return maps


@augmentations.register("elastic", group="Movement")
class Elastic(Augmentation):
    """Bends the image as if it were printed on rubber: neighbouring pixels move by nearly the same random distance.

    Root mean square of the distance, in pixels, in each direction: alpha / (2 sigma sqrt(3 pi)), that of uniform noise
    smoothed by a Gaussian. The smooth field is a cubic B-spline over a coarse grid of random numbers.
    Source: Simard, Steinkraus, Platt, "Best practices for convolutional neural networks" (2003).
    """

    alpha: float = option(30.0, ge=0, le=1000, help="Strength of the bending.")
    sigma: float = option(4.0, ge=1, le=100, help="Distance in pixels over which the bending changes.")

    def coefficients(self, stream: np.random.Generator, n: int, shape: Shape) -> np.ndarray:
        """(n, 2, number of knots)"""
        down, across = self.basis(shape)
        wanted = self.alpha / (2 * self.sigma * sqrt(3 * pi))
        found = sqrt(prod((basis**2).sum(axis=0).mean() for basis in (down, across)))  # of knots with deviation 1
        return stream.standard_normal((n, 2, len(down) * len(across)), np.float32) * np.float32(wanted / found)

    def basis(self, shape: Shape) -> tuple[np.ndarray, np.ndarray]:
        """(knots, H) and (knots, W): how much a knot moves a pixel is the product of one from each."""
        H, W = (_spline_basis(length, self.sigma * sqrt(3)) for length in shape[:2])  # spacing / sqrt(3) wide
        return H, W


# -- pixels -----------------------------------------------------------------------------------------------------------


@augmentations.register("erase", group="Pixels")
class Erase(PixelChange):
    """Blanks a rectangle at a random place in some of the images.

    Source: Zhong et al., "Random erasing data augmentation" (2017).
    """

    size: float = option(0.3, gt=0, le=1, help="Largest side, as a fraction of the image's.")
    probability: float = option(0.5, ge=0, le=1, help="How many of the images lose a rectangle.")

    def draw(self, stream: np.random.Generator, n: int, shape: Shape) -> np.ndarray:
        numbers = stream.random((n, 5))
        sides = np.array(shape[:2])
        lengths = np.ceil(numbers[:, 0:2] * self.size * sides)
        starts = np.floor(numbers[:, 2:4] * (sides - lengths + 1))
        lengths[numbers[:, 4] >= self.probability] = 0
        return np.concatenate([starts, starts + lengths], axis=1).astype(np.int64)  # (n, 4): top, left, bottom, right

    def change(self, images: np.ndarray, numbers: np.ndarray) -> None:
        for image, (top, left, bottom, right) in zip(images, numbers.tolist(), strict=True):
            image[top:bottom, left:right] = 0


@augmentations.register("noise", group="Pixels")
class Noise(PixelChange):
    """x + N(0, std), kept between 0 and 1: grain, as of a poor camera."""

    std: float = option(0.05, ge=0, le=1, help="Standard deviation of the noise; the grey values go from 0 to 1.")

    def draw(self, stream: np.random.Generator, n: int, shape: Shape) -> np.ndarray:
        return stream.integers(0, 1 << 63, n)  # a seed for each image: its noise is made where it is needed

    def change(self, images: np.ndarray, numbers: np.ndarray) -> None:
        for image, seed in zip(images, numbers.tolist(), strict=True):
            noise = np.random.Generator(np.random.SFC64(seed)).standard_normal(image.shape, np.float32)
            noise *= np.float32(self.std)
            image += noise
        np.clip(images, 0, 1, out=images)


# -- all together -----------------------------------------------------------------------------------------------------


class Augmenter:
    """A list of augmentations as one. Movements come first, in the order of the list, then the changes of pixels."""

    def __init__(self, parts: Iterable[Any] = ()):
        self.parts = [augmentations.create(part) for part in parts]
        self._movements = [p for p in self.parts if isinstance(p, Movement)]
        self._elastics = [p for p in self.parts if isinstance(p, Elastic)]
        self._changes = [p for p in self.parts if isinstance(p, PixelChange)]
        self._scratch = threading.local()

    def __bool__(self) -> bool:
        return bool(self.parts)

    def draw(self, stream: np.random.Generator, n: int, shape: Shape) -> Drawn:
        """The random numbers for n images of this shape (H, W, C). The only place where `stream` is used."""
        drawn = []
        if self._movements or self._elastics:
            maps = _identity(n)
            for movement in self._movements:
                maps = _after(maps, movement.inverse(stream, n))
            maps[:, 0, 2] += (shape[0] - 1) / 2 + 1  # from the centre to the corner of an image with a rim of one pixel
            maps[:, 1, 2] += (shape[1] - 1) / 2 + 1
            bends = [elastic.coefficients(stream, n, shape) for elastic in self._elastics]
            drawn.append(np.concatenate([maps.astype(np.float32), *bends], axis=2))
        return (*drawn, *(change.draw(stream, n, shape) for change in self._changes))

    def apply(self, images: np.ndarray, drawn: Drawn, out: np.ndarray) -> np.ndarray:
        """The distorted images in `out`, which must not be `images`; both (n, H, W, C). Any thread may call it."""
        moved = len(drawn) - len(self._changes)
        at_once = portion(images.shape[1:3], PIECE)
        for start in range(0, len(images), at_once):
            piece = slice(start, start + at_once)
            if moved:
                self._sample(images[piece], drawn[0][piece], out[piece])
            else:
                np.copyto(out[piece], images[piece])
            for change, numbers in zip(self._changes, drawn[moved:], strict=True):
                change.change(out[piece], numbers[piece])
        return out

    def _sample(self, images: np.ndarray, coefficients: np.ndarray, out: np.ndarray) -> None:
        """Bilinear: out(p) = sum over the four neighbours of q(p) of weight x source, 0 outside of the image."""
        n, H, W, C = images.shape
        memory = self._memory(H, W)
        padded, source = memory.padded[:n], memory.padded.ravel()
        y, x, iy, ix, a, b, c = (
            m[:n] for m in (memory.y, memory.x, memory.iy, memory.ix, memory.a, memory.b, memory.c)
        )
        for axis, q in enumerate((y, x)):
            np.matmul(coefficients[:, axis, :3], _plane(H, W), out=q)
            self._bend(q.reshape(n, H, W), coefficients[:, axis, 3:], out=a.reshape(n, H, W))
        for q, i, size in ((y, iy, H), (x, ix, W)):
            np.clip(q, 0, np.float32(size + 0.999), out=q)
            np.copyto(i, q, casting="unsafe")  # towards zero, which is down
            np.subtract(q, i, out=q, casting="same_kind", dtype=np.float32)
        iy *= W + 2
        iy += ix
        iy += memory.first[:n]
        for channel in range(C):
            padded[:, 1:-1, 1:-1] = images[..., channel]
            lines = []
            for line, above in ((a, 0), (b, W + 2)):  # the two rows of neighbours, each interpolated along x
                np.take(source[above:], iy, out=line, mode="clip")
                np.take(source[above + 1 :], iy, out=c, mode="clip")
                c -= line
                c *= x
                line += c
                lines.append(line)
            b -= a
            b *= y
            np.add(a, b, out=out[..., channel].reshape(n, H * W) if C == 1 else c)
            if C > 1:
                out[..., channel] = c.reshape(n, H, W)

    def _bend(self, q: np.ndarray, knots: np.ndarray, out: np.ndarray) -> None:
        """q += down^T knots across of each elastic; `out` is scratch."""
        at = 0
        for elastic in self._elastics:
            down, across = elastic.basis(q.shape[1:])
            count = len(down) * len(across)
            grid = knots[:, at : at + count].reshape(-1, len(down), len(across))
            q += np.matmul(down.T, grid @ across, out=out)
            at += count

    def _memory(self, H: int, W: int) -> "_Memory":
        """This thread's scratch."""
        memory = getattr(self._scratch, "memory", None)
        if memory is None or memory.padded.shape[1:] != (H + 2, W + 2):
            memory = self._scratch.memory = _Memory(H, W)
        return memory


class _Memory:
    """What one thread needs to sample a piece; the padded images keep their rim of zeros."""

    def __init__(self, H: int, W: int):
        n = portion((H, W), PIECE)
        self.padded = np.zeros((n, H + 2, W + 2), np.float32)
        self.first = np.arange(n)[:, None] * ((H + 2) * (W + 2))
        self.iy, self.ix = (np.empty((n, H * W), np.intp) for _ in range(2))
        self.y, self.x, self.a, self.b, self.c = (np.empty((n, H * W), np.float32) for _ in range(5))


def _identity(n: int) -> np.ndarray:
    maps = np.zeros((n, 2, 3))
    maps[:, 0, 0] = maps[:, 1, 1] = 1
    return maps


def _after(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """The inverse map of two movements of which `second` is done after `first`: q = first(second(p))."""
    maps = first[:, :, :2] @ second
    maps[:, :, 2] += first[:, :, 2]
    return maps


@lru_cache(maxsize=16)
def _plane(H: int, W: int) -> np.ndarray:
    """(3, H W): the place of each pixel, from the centre, and 1."""
    y, x = np.mgrid[0:H, 0:W].reshape(2, H * W)
    return np.stack([y - (H - 1) / 2, x - (W - 1) / 2, np.ones(H * W)]).astype(np.float32)


@lru_cache(maxsize=16)
def _spline_basis(length: int, spacing: float) -> np.ndarray:
    knots = np.arange(-1, int((length - 1) / spacing) + 3) * spacing
    t = np.abs(np.arange(length) - knots[:, None]) / spacing
    basis = np.where(t < 1, 2 / 3 - t**2 + t**3 / 2, np.maximum(2 - t, 0) ** 3 / 6)  # (knots, length)
    return basis.astype(np.float32)
