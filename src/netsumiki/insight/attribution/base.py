"""What every way of explaining a decision is: declared options, what it says and does not say, and its answer."""

from dataclasses import dataclass, field
from typing import Any, ClassVar

import numpy as np

from netsumiki.engine.errors import DataError, NetsumikiError, Problem
from netsumiki.engine.registry import Declared, Registry
from netsumiki.insight.attribution.probe import Network, Probe, Tell


@dataclass(frozen=True)
class Attribution:
    """What a decision rests on, of one picture or of several.

    `values` float32: a number for each number that the network read; for Grad-CAM and occlusion one for each pixel
    (…, H, W, 1); for activation maximisation, a picture as the network reads it. `targets`, `scores`: what was
    explained of each picture. `facts`: what else the method found, such as the layer that it looked at.
    """

    method: "Method"
    values: np.ndarray
    signed: bool
    targets: tuple[int, ...]
    scores: tuple[float, ...]
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def plane(self) -> np.ndarray:
        """(…, H, W): one number for each pixel, its colours summed, or where there is no sign the largest of them."""
        return self.values.sum(axis=-1) if self.signed else self.values.max(axis=-1)

    @property
    def limit(self) -> float:
        """The end of a scale that all values fit into."""
        return float(np.abs(self.values).max(initial=0.0))


class Method(Declared):
    """A way to ask a network what a score rests on: `attributions.create("saliency").explain(model, picture)`."""

    label: ClassVar[str]
    says: ClassVar[str]
    silent: ClassVar[str]  # what it does not say
    slow: ClassVar[bool] = False  # takes long enough to show progress and to be cancelled
    makes: ClassVar[str] = "map"

    @property
    def signed(self) -> bool:
        """Whether numbers below 0 mean something: what speaks against the score."""
        return True

    def explain(self, model: Network, pictures: Any, target: Any = None, progress: Tell | None = None) -> Attribution:
        """What the score of class `target` rests on (a number, one for each picture, or nothing: the best class).

        `pictures`: one or several, in bytes as a model reads them, or in numbers as its network does. `progress(done,
        total)` hears how far it is; what it raises ends the work.

        Raises: `DataError` when the network, the pictures or the target do not fit, in words.
        """
        probe = Probe(model)
        self.check(probe)
        x, single = probe.prepared(pictures)
        scores = probe.scores(x)
        targets = probe.targets(target, scores)
        values, facts = self.measure(probe, x, targets, progress or nobody)
        reached = tuple(float(s) for s in scores[np.arange(len(x)), targets])
        values = values[0] if single else values
        return Attribution(self, values, self.signed, tuple(map(int, targets)), reached, facts)

    def why_not(self, model: Network) -> Problem | None:
        """Why this network cannot be asked in this way; nothing when it can."""
        try:
            self.check(Probe(model))
        except NetsumikiError as error:
            return error.problems[0]
        return None

    def check(self, probe: Probe) -> None:
        """Raise `DataError` when this network cannot be asked in this way."""

    def measure(
        self, probe: Probe, x: np.ndarray, targets: np.ndarray, tell: Tell
    ) -> tuple[np.ndarray, dict[str, Any]]:
        """(a number for each number of x (N, …), what else was found)."""
        raise NotImplementedError


class Methods(Registry[Method]):
    """The registry of methods, whose descriptions also say what each says."""

    def describe_one(self, name: str) -> dict[str, Any]:
        cls = self[name]
        told = {"says": cls.says, "silent": cls.silent, "slow": cls.slow, "makes": cls.makes}
        return super().describe_one(name) | told


attributions = Methods("attribution")


def need_pictures(probe: Probe, method: Method) -> None:
    """Raise `DataError` unless the network reads pictures."""
    if len(probe.input_shape) != 3:
        message = f"{method.label} needs a network that reads pictures (height, width, channels), this one reads "
        message += f"{probe.input_shape}: choose integrated_gradients"
        raise DataError(Problem("no-pictures", message, facts={"got": list(probe.input_shape)}))


def nobody(done: int, total: int) -> None:
    pass
