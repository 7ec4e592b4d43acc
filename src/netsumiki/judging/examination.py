"""The whole examination of a generator: its pictures are read, compared with real ones, and learnt from."""

import time
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from netsumiki.data import Data, Split
from netsumiki.data.storage import Progress
from netsumiki.engine.errors import DataError, Problem
from netsumiki.judging import alarm
from netsumiki.judging.distances import frechet, nearest, rows_of
from netsumiki.judging.learner import accuracy_after_learning
from netsumiki.judging.points import judge_points
from netsumiki.judging.verdict import Frechet, Learnt, Nearest, Pair, PointVerdict, Protocol, Verdict

if TYPE_CHECKING:
    from netsumiki.judging.judge import Judge, Reading

AT_ONCE = 500
NEIGHBOURS = 1000
"""Pictures whose nearest training example is looked for."""
PAIRS = 12
COPY = 0.5
"""A picture is a copy when it lies nearer to a training example than this part of what is usual for its class."""


class Cancelled(Exception):
    """Whoever asked for the verdict no longer wants it."""


class Examination:
    """One generator before a judge that knows the data it learnt from: `verdict()` (see `Judge.full`)."""

    def __init__(
        self,
        judge: "Judge",
        generator: Any,
        data: Data,
        seed: int,
        count: int,
        progress: Progress | None = None,
        stop: Callable[[], bool] | None = None,
    ):
        self.judge, self.generator, self.data = judge, generator, data
        self.seed, self.count = seed, count
        self._progress, self._stop = progress, stop
        self._stream = np.random.default_rng(seed)
        if count < 2:
            raise DataError(Problem("judge-count", f"a verdict needs at least 2 pictures, got {count}: ask for more"))
        if generator.conditional and generator.classes != len(data.class_names):
            message = f"the generator draws {generator.classes} classes, {data.name} has {len(data.class_names)}: "
            raise DataError(Problem("judge-classes", message + "judge it with the data that it learnt from"))

    def verdict(self, sha256: str | None = None) -> Verdict:
        started, judge, data = time.perf_counter(), self.judge, self.data
        asked = np.arange(self.count) % self.generator.classes if self.generator.conditional else None
        pictures = self.generate(asked)
        reading = self.read(pictures, "Reading the pictures")
        test, train = self.some(data.test, self.count), self.some(data.train, min(self.count, len(data.test)))
        known = self.read(train.inputs, "Reading training examples")
        unseen = self.read(test.inputs, "Reading test examples")
        generated = judge.judged(reading, asked)
        nearby = self.nearest(pictures, reading, test, unseen)
        per_class = [(n, a) for n, a in zip(data.class_names, generated["per_class"] or ()) if a is not None]
        return Verdict(
            class_names=data.class_names,
            generated=generated,
            real=judge.judged(unseen, test.labels),
            lowest=min(per_class, key=lambda pair: pair[1]) if per_class else None,
            frechet=self.frechet(reading, known, unseen),
            nearest=nearby,
            learnt=self.learnt(pictures, reading.labels if asked is None else asked, asked is None),
            alarm=generated["alarm"] + alarm.copied(nearby.copies),
            protocol=protocol(data, self.count, self.seed, started, sha256, judge),
        )

    # -- parts ------------------------------------------------------------------------------------------------

    def generate(self, asked: np.ndarray | None) -> np.ndarray:
        """uint8 (count, H, W, C): as many of each class, one after the other."""
        noise, parts = self.generator.noise(self.count, self.seed), []
        for start in range(0, self.count, AT_ONCE):
            rows = slice(start, start + AT_ONCE)
            parts.append(self.generator.generate(noise[rows], None if asked is None else asked[rows]))
            self.judge.check(parts[0])
            self.tell("Generating pictures", min(start + AT_ONCE, self.count), self.count)
        return np.concatenate(parts)

    def read(self, pictures: np.ndarray, what: str) -> "Reading":
        return self.judge.read(pictures, lambda done: self.tell(what, done, len(pictures)))

    def frechet(self, reading: "Reading", known: "Reading", unseen: "Reading") -> Frechet:
        """All three clouds of one size, since the distance falls with the number of pictures."""
        n = min(len(reading), len(known), len(unseen))
        what, train = "Comparing the clouds of features", known.features[:n]
        generated = frechet(train, reading.features[:n])
        self.tell(what, 1, 2)
        floor = frechet(train, unseen.features[:n])
        self.tell(what, 2, 2)
        return Frechet(generated, floor, n)

    def nearest(self, pictures: np.ndarray, reading: "Reading", test: Split, unseen: "Reading") -> Nearest:
        """Whether the generator only repeats what it was shown."""
        n, m = min(NEIGHBOURS, len(pictures)), min(NEIGHBOURS, len(test))
        both = rows_of(np.concatenate([pictures[:n], test.inputs[:m]]))
        training, total = self.data.train.inputs, len(self.data.train)
        what = "Looking for the nearest training examples"
        distance, row = nearest(both, training, lambda done: self.tell(what, done, total), rows_of)
        labels, usual = unseen.labels[:m], np.full(len(self.data.class_names) + 1, np.median(distance[n:]))
        for label in np.unique(labels[labels >= 0]):
            usual[label] = np.median(distance[n:][labels == label])
        mine = distance[:n]
        ratio = mine / np.maximum(usual[reading.labels[:n]], 1e-6)  # label −1 finds the median of all
        first = np.argsort(ratio, kind="stable")[:PAIRS]
        found = [Pair(int(i), int(row[i]), float(mine[i]), float(ratio[i])) for i in first]
        return Nearest(float(np.median(ratio)), float((ratio < COPY).mean()), n, found)

    def learnt(self, pictures: np.ndarray, labels: np.ndarray, read: bool) -> Learnt:
        """Train on generated, test on real; and the same with as many real examples."""
        classes = len(self.data.class_names)
        rows = np.flatnonzero(labels >= 0)[: len(self.data.train)]
        real = self.some(self.data.train, max(1, len(rows)))

        def learn(what: str, split: Split) -> float:
            heard = partial(self.tell, what)
            return accuracy_after_learning(split, self.data.test, classes, self.seed, heard)

        # where no picture shows a class of the data, there is nothing to learn
        taught = learn("Learning from the pictures", Split(pictures[rows], labels[rows])) if len(rows) else 0.0
        return Learnt(taught, learn("Learning from real ones", real), len(real), "read" if read else "asked")

    # -- what all parts do ------------------------------------------------------------------------------------

    def some(self, split: Split, count: int) -> Split:
        """At most so many examples, chosen by the seed."""
        return split.take(self._stream.permutation(len(split))[:count])

    def tell(self, what: str, done: int, total: int) -> None:
        """Report, and leave when nobody waits any longer."""
        if self._stop is not None and self._stop():
            raise Cancelled
        if self._progress:
            self._progress(what, done, total)


def examine_points(generator: Any, data: Data, seed: int, count: int, sha256: str | None = None) -> PointVerdict:
    """The verdict on a generator of points (see `judge_points`)."""
    started = time.perf_counter()
    labels = np.arange(count) % generator.classes if generator.conditional else None
    points = generator.generate(generator.noise(count, seed), labels)
    told, real = (judge_points(each, data.train.inputs, data.train.labels) for each in (points, data.test.inputs))
    return PointVerdict(
        data.class_names, told, real, told["alarm"], protocol(data, count, seed, started, sha256, judge=None)
    )


def protocol(data: Data, count: int, seed: int, started: float, sha256: str | None, judge: "Judge | None") -> Protocol:
    from netsumiki import __version__

    return Protocol(
        judge=judge.name if judge else None,
        judge_sha256=judge.sha256 if judge else None,
        model_sha256=sha256,
        data=data.name,
        training_examples=len(data.train),
        test_examples=len(data.test),
        count=count,
        seed=seed,
        library=__version__,
        seconds=round(time.perf_counter() - started, 1),
    )
