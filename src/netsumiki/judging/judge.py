"""The judge: a trained classifier, frozen, that reads generated pictures as it would read real ones."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from threadpoolctl import threadpool_limits

from netsumiki.data import Data
from netsumiki.data.storage import Progress
from netsumiki.engine.errors import DataError, Problem, listing
from netsumiki.engine.graph import Graph
from netsumiki.exporting.finding import find_model
from netsumiki.exporting.model_file import AT_ONCE, Model, load_model
from netsumiki.judging import alarm
from netsumiki.judging.real import MOST, RealExamples

if TYPE_CHECKING:
    from netsumiki.judging.verdict import Verdict

BUNDLED = "digit-reader"
BLAS_THREADS = 1
"""Products this small wait for one another on several: 34 s instead of 5 for a verdict where others compute too."""


@dataclass(frozen=True)
class Reading:
    """What the judge sees in N pictures.

    `labels` (N,): the class of the data that each is read as, −1 for none of them; `sure` (N,): with what probability;
    `features` (N, F): what comes into the judge's last layer, brought to length 1 so that a pale digit is still itself.
    """

    labels: np.ndarray
    sure: np.ndarray
    features: np.ndarray

    def __len__(self) -> int:
        return len(self.labels)


class Judge:
    """`Judge.bundled(data).quick(pictures, asked)`: how good generated pictures are, in numbers and in words.

    `data` is what the generator learnt from. Without it the classes are those of the classifier, and nothing is said
    about what needs real examples to compare with: spread, sameness, strangeness.

    Raises: `DataError` when the classifier reads pictures of another shape, or does not know the data's classes.
    """

    def __init__(self, model: Model, name: str, sha256: str, data: Data | None = None):
        self.model, self.name, self.sha256 = model, name, sha256
        self.node = features_node(model.graph, name)
        self.class_names = model.class_names if data is None else data.class_names
        strangers = [n for n in self.class_names if n not in model.class_names]
        if strangers:
            knows, has = listing(model.class_names), listing(strangers)
            message = f"{name} tells {knows} apart, but this data has the classes {has}: choose a judge that knows them"
            raise DataError(Problem("judge-classes", message, facts={"unknown": strangers}))
        self._class_of = np.full(len(model.class_names), -1)
        self._class_of[[model.class_names.index(n) for n in self.class_names]] = np.arange(len(self.class_names))
        self.real: RealExamples | None = None
        if data is not None:
            rows = np.random.default_rng(0).permutation(len(data.train))[:MOST]
            reading = self.read(data.train.inputs[rows])
            self.real = RealExamples(reading, data.train.labels[rows], len(self.class_names))

    @classmethod
    def bundled(cls, data: Data | None = None) -> "Judge":
        """The judge that comes with Netsumiki: the best reader of digits in its zoo."""
        return cls.named(BUNDLED, data)

    @classmethod
    def named(cls, name: str, data: Data | None = None) -> "Judge":
        """A classifier by its file, run folder or bundled name. Raises `ModelFileError` when there is none."""
        path = find_model(name)
        model = load_model(path)
        model.certainty = None  # what is measured with a judge does not change when the model is calibrated
        return cls(model, str(name), sha256_of(path), data)

    # -- reading ----------------------------------------------------------------------------------------------

    def check(self, pictures: np.ndarray) -> None:
        """Raise `DataError` unless these are pictures that the judge can read."""
        expected, got = self.model.input_shape, tuple(pictures.shape[1:])
        if pictures.dtype != np.uint8 or got != expected:
            message = f"{self.name} reads pictures of {_shape(expected)} in bytes, got {_shape(got)} of "
            message += f"{pictures.dtype}: give such pictures, or judge with a classifier that was trained on yours"
            raise DataError(Problem("judge-shape", message, facts={"expected": list(expected), "got": list(got)}))
        if not len(pictures):
            raise DataError(Problem("judge-empty", "there is nothing to judge: generate at least one picture"))

    def read(self, pictures: np.ndarray, heard: Callable[[int], None] | None = None) -> Reading:
        """What the judge sees in pictures uint8 (N, H, W, C); `heard` is told how many were read."""
        self.check(pictures)
        labels, sure, features = [], [], []
        with threadpool_limits(BLAS_THREADS, "blas"):
            for start in range(0, len(pictures), AT_ONCE):  # the model keeps the signals of no more
                chances = self.model.predict(pictures[start : start + AT_ONCE])
                labels.append(self._class_of[chances.argmax(axis=1)])
                sure.append(chances.max(axis=1))
                flat = self.model.graph.value_of(self.node).reshape(len(chances), -1)
                features.append(flat / np.maximum(np.linalg.norm(flat, axis=1, keepdims=True), 1e-6))
                if heard:
                    heard(start + len(chances))
        return Reading(*(np.concatenate(parts) for parts in (labels, sure, features)))

    # -- judging ----------------------------------------------------------------------------------------------

    def quick(self, pictures: np.ndarray, asked: Any = None) -> dict[str, Any]:
        """The measures that take no time, as JSON; `asked` (N,): the classes that the generator was asked for.

        Raises: `DataError` when the pictures are not of the judge's shape, or there is not one label for each.
        """
        return self.judged(self.read(pictures), asked)

    def judged(self, reading: Reading, asked: Any = None) -> dict[str, Any]:
        """`quick` for pictures that were read already."""
        classes = range(len(self.class_names))
        agreement, per_class = None, None
        if asked is not None:
            asked = self._checked(asked, len(reading))
            right = reading.labels == asked
            agreement = float(right.mean())
            per_class = [float(right[asked == c].mean()) if (asked == c).any() else None for c in classes]
        shares = [float(((reading.labels == c) & (reading.sure > alarm.READ)).mean()) for c in classes]
        measured: dict[str, Any] = {
            "agreement": agreement,
            "per_class": per_class,
            "classes_seen": sum(share >= alarm.seen_from(len(classes)) for share in shares),
            "shares": shares,
            "sure": float(reading.sure.mean()),
            "unsure": float((reading.sure <= alarm.SURE).mean()),
            **self._against_real(reading),
        }
        reachable = [1.0 for _ in classes] if self.real is None else self.real.agreement.tolist()
        sounded = alarm.alarms(measured, self.class_names, reachable)
        return measured | {"alarm": sounded, "judge": self.name, "sha256": self.sha256}

    def _against_real(self, reading: Reading) -> dict[str, Any]:
        if self.real is None:
            return {"reachable": None, "spread": None, "spreads": None, "same": None, "strange": None}
        by_class = [(c, reading.features[reading.labels == c]) for c in range(len(self.class_names))]
        spreads = [self.real.spread(features, c) for c, features in by_class]
        known = [s for s in spreads if s is not None]
        return {
            "reachable": float(self.real.agreement.mean()),
            "spread": float(np.mean(known)) if known else None,
            "spreads": spreads,
            "same": [self.real.same(features, c) for c, features in by_class],
            "strange": self.real.strange_share(reading),
        }

    def _checked(self, asked: Any, count: int) -> np.ndarray:
        labels = np.asarray(asked)
        if labels.shape != (count,):
            message = f"{count} pictures need as many labels that were asked for, got {labels.shape}: give one for each"
            raise DataError(Problem("judge-asked", message))
        return labels

    def full(
        self,
        generator: Any,
        data: Data,
        seed: int = 0,
        count: int = 10_000,
        progress: Progress | None = None,
        stop: Callable[[], bool] | None = None,
        sha256: str | None = None,
    ) -> "Verdict":
        """The whole verdict on a generator that learnt from `data`; minutes rather than seconds (see `examination`).

        `stop()` is asked between pieces of work; `sha256` is that of the generator's file.
        Raises: `Cancelled` when `stop()` said so, `DataError` when the pictures are not the judge's.
        """
        from netsumiki.judging.examination import Examination

        with threadpool_limits(BLAS_THREADS, "blas"):
            judge = Judge(self.model, self.name, self.sha256, data)
            return Examination(judge, generator, data, seed, count, progress, stop).verdict(sha256)


def features_node(graph: Graph, name: str) -> str:
    """The node or input whose values come into the last dense layer."""
    dense = [n for n in graph.inspection.nodes if n.layer is not None and n.layer.registered_name == "dense"]
    if not dense:
        message = f"{name} has no dense layer, whose inputs a judge compares pictures by: choose {BUNDLED}"
        raise DataError(Problem("judge-features", message))
    return dense[-1].inputs[0]


def sha256_of(path: Path | str) -> str:
    """The SHA-256 of a file, as it stands on the models' cards."""
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()


def _shape(sizes: tuple[int, ...]) -> str:
    return " × ".join(map(str, sizes)) or "one number"
