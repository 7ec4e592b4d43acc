"""Steering a generator: noise of a seed, ways between two of them, and the directions in which noise changes most."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from netsumiki.engine.errors import DataError, Problem
from netsumiki.exporting.generator_file import Generator
from netsumiki.exporting.samples import Sample
from netsumiki.exporting.sampling import Flow

DEVIATION = {"normal": 1.0, "uniform": 12**-0.5, "symmetric": 3**-0.5}
"""Standard deviation of each coordinate of the noise."""
BOUNDS = {"uniform": (0.0, 1.0), "symmetric": (-1.0, 1.0)}
"""What the network has seen of noise that has an end."""
MOST = 10
"""Directions that are kept."""
FEWEST_NOISES, NOISES_PER_NUMBER, LABELS = 128, 4, 10
"""Noises that are looked at, for each number of which they consist, and labels with which each is."""
EXAMPLES, EXAMPLES_OF_FLOW, NUMBERS = 2048, 512, 16_000_000
"""Examples that are looked at, and all their pixels together, at most."""
WAVES = 6
"""Noise that is a picture is moved along this many waves in each of its two dimensions."""
QUICK = 4
"""Steps of a flow while its directions are sought: coarse, and they are the same."""


@dataclass(frozen=True)
class Directions:
    """Orthonormal `vectors` (k, *noise) and the share of all change in the examples that moving along each explains.

    The strongest comes first. The shares of all directions sum to less than 1: no straight line explains everything.
    """

    vectors: np.ndarray
    shares: np.ndarray


class Steering:
    """`Steering(generator).examples(samples)`; keep it, since the directions are found once and then remembered."""

    def __init__(self, generator: Generator):
        self.generator = generator

    @cached_property
    def directions(self) -> Directions:
        return strongest(self.generator)

    def examples(self, samples: Sequence[Sample]) -> np.ndarray:
        """uint8 pictures (N, H, W, C) or float32 points (N, 2). Raises `DataError` for what the model cannot do."""
        labels = self.labels(samples)
        return self.made(self.noise(samples), labels)

    def made(self, noise: np.ndarray, labels: np.ndarray | None) -> np.ndarray:
        """The examples of noise and labels that were asked for before. Raises `DataError` when they are no numbers."""
        return self.generator.preprocessing.to_pictures(_sound(self.generator.outputs(noise, labels)))

    def labels(self, samples: Sequence[Sample]) -> np.ndarray | None:
        """(N,), checked; None for a generator without labels."""
        given = [sample.label for sample in samples]
        missing = given.count(None)
        none = missing == len(given) or (missing and self.generator.conditional)
        return self.generator.labels(None if none else given, len(given))

    def noise(self, samples: Sequence[Sample]) -> np.ndarray:
        """float32 (N, *noise_shape). Raises `DataError` for a direction that there is not."""
        seeds = {seed for s in samples for seed in (s.seed, s.other_seed) if seed is not None}
        drawn = {seed: self.generator.noise(1, seed)[0] for seed in sorted(seeds)}
        noise = [self._moved(sample, drawn) for sample in samples]
        return np.stack(noise) if noise else np.empty((0, *self.generator.noise_shape), np.float32)

    def _moved(self, sample: Sample, drawn: dict[int, np.ndarray]) -> np.ndarray:
        noise, distribution = drawn[sample.seed], self.generator.distribution
        if sample.other_seed is not None and sample.mix:
            between = spherical if distribution == "normal" else linear
            noise = between(noise, drawn[sample.other_seed], sample.mix)
        if not any(sample.directions):
            return noise
        vectors, amounts = self.directions.vectors, np.array(sample.directions, np.float32)
        if len(amounts) > len(vectors):
            message = f"this model has {len(vectors)} directions, got amounts for {len(amounts)}: leave the last out"
            raise DataError(Problem("directions", message, facts={"known": len(vectors)}))
        step = amounts * np.float32(DEVIATION[distribution])
        noise = noise + np.tensordot(step, vectors[: len(step)], 1)
        if distribution in BOUNDS:
            np.clip(noise, *BOUNDS[distribution], out=noise)
        return noise


def linear(a: np.ndarray, b: np.ndarray, mix: float) -> np.ndarray:
    """(1 − t) a + t b"""
    return np.float32(1 - mix) * a + np.float32(mix) * b


def spherical(a: np.ndarray, b: np.ndarray, mix: float) -> np.ndarray:
    """(sin((1 − t) θ) a + sin(t θ) b) / sin θ, with θ the angle between a and b

    Normal noise lies near a sphere; straight between two points on it lies noise that the network has never seen.

    Source: Shoemake, Animating rotation with quaternion curves, 1985; White, Sampling generative networks, 2016
    """
    lengths = float(np.linalg.norm(a)) * float(np.linalg.norm(b))
    angle = float(np.arccos(np.clip(float(np.vdot(a, b)) / max(lengths, 1e-12), -1, 1)))
    if np.sin(angle) < 1e-3:  # the same direction, or opposite ones, between which no way is the shortest
        return linear(a, b, mix)
    share = np.sin(np.array([(1 - mix) * angle, mix * angle])) / np.sin(angle)
    return np.float32(share[0]) * a + np.float32(share[1]) * b


# -- directions -----------------------------------------------------------------------------------------------------


def strongest(generator: Generator, most: int = MOST) -> Directions:
    """y ≈ z W, least squares over some hundred noises; W = U S Vᵀ: the columns of U, by σ² S² / var(y)

    y is what becomes of a noise with each of several labels, side by side, so that a direction counts by what it
    changes in all of them, and not by what labels change. It points to where examples become brighter. Noise that is a
    whole picture, as a flow reads it, is only moved along its slowest waves, which decide about its form.

    Source: after Härkönen et al., GANSpace, 2020; Shen & Zhou, Closed-form factorization of latent semantics, 2021
    """
    basis, budget = _waves(generator.noise_shape), EXAMPLES_OF_FLOW if generator.flow else EXAMPLES
    d = int(np.prod(generator.noise_shape)) if basis is None else len(basis)
    n = int(np.clip(NOISES_PER_NUMBER * d, FEWEST_NOISES, budget))
    noise = generator.noise(n, seed=0)
    y = np.concatenate([_flat(_quickly(generator, noise, label)) for label in _labels(generator, n, budget)], axis=1)
    z = _flat(noise) if basis is None else _flat(noise) @ basis.T
    z -= z.mean(axis=0)
    y -= y.mean(axis=0)
    W = np.linalg.lstsq(z, _sound(y), rcond=None)[0]  # (d, labels · pixels)
    U, S, Vt = np.linalg.svd(W, full_matrices=False)
    k = min(most, len(S))
    signs = np.where(Vt[:k].sum(axis=1) < 0, -1.0, 1.0)
    vectors = (U[:, :k] * signs).T
    vectors = vectors if basis is None else vectors @ basis
    total = float(y.var(axis=0).sum())
    shares = S[:k] ** 2 * float(z.var(axis=0).mean()) / max(total, 1e-12)
    return Directions(vectors.astype(np.float32).reshape(k, *generator.noise_shape), np.minimum(shares, 1.0))


def _sound(outputs: np.ndarray) -> np.ndarray:
    if not np.isfinite(outputs).all():
        message = "what the model makes are no numbers (NaN): its training went wrong, so choose another model"
        raise DataError(Problem("not-finite", message))
    return outputs


def _flat(array: np.ndarray) -> np.ndarray:
    return array.reshape(len(array), -1).astype(np.float64)


def _labels(generator: Generator, n: int, budget: int) -> list[int | None]:
    """The labels with which n noises are looked at, evenly among all."""
    if not generator.conditional:
        return [None]
    most = min(budget // n, NUMBERS // (n * int(np.prod(generator.example_shape))), generator.classes, LABELS)
    return np.linspace(0, generator.classes - 1, max(most, 1)).round().astype(int).tolist()


def _quickly(generator: Generator, noise: np.ndarray, label: int | None) -> np.ndarray:
    """The outputs, from a flow in few steps."""
    labels = generator.labels(label, len(noise))
    if not generator.flow:
        return generator.outputs(noise, labels)
    training = generator.recipe.get("training", {}) | {"sampling_steps": QUICK}
    flow = Flow(generator.graph, training, generator.classes)
    parts = [
        flow.carry(noise[start : start + 100], None if labels is None else labels[start : start + 100])
        for start in range(0, len(noise), 100)
    ]
    return np.concatenate(parts)


def _waves(shape: tuple[int, ...]) -> np.ndarray | None:
    """Orthonormal rows (waves, H · W · C): the slowest cosines of a picture, each in all channels; None for a list."""
    if len(shape) != 3:
        return None
    H, W, C = shape
    rows, columns = (_cosines(n, min(WAVES, n)) for n in (H, W))
    both = np.einsum("ah,bw,c->abhwc", rows, columns, np.full(C, C**-0.5))
    return both.reshape(len(rows) * len(columns), -1)


def _cosines(n: int, count: int) -> np.ndarray:
    """Orthonormal rows (count, n): the discrete cosine transform (DCT-II)."""
    k, i = np.arange(count)[:, None], np.arange(n)
    rows = np.cos(np.pi * k * (2 * i + 1) / (2 * n))
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)
