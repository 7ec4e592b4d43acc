"""What every export format is: it writes a model into files, runs them by their own runtime, and shows how to use them.

Nothing is offered that was not run: `export` asks the written files what the engine was asked, and compares.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import ClassVar

import numpy as np

from netsumiki.engine.errors import NetsumikiError, Problem, listing, shown
from netsumiki.engine.registry import Declared, Registry
from netsumiki.exporting.formats import precision as weights
from netsumiki.exporting.formats.golden import Asked
from netsumiki.exporting.generator_file import Generator
from netsumiki.exporting.model_file import Model

formats: "Registry[ExportFormat]" = Registry("format")

GROUPS = ("try", "embed", "code", "onnx", "server", "file")
"""What one wants to do with the model, in the order in which it is offered."""
PRECISIONS = ("float32", "float16", "int8")
TOLERANCE = 1e-5
"""The largest difference between an export's answers and the engine's."""


@dataclass(frozen=True)
class Proof:
    """What came of running the written files: `difference` is the largest one between their answers and the engine's.

    `agree`: whether that is at most `TOLERANCE`, and every best class the same. `missing`: why the files could not be
    run on this machine, and what to install; then nothing is known of them.
    """

    runtime: str
    samples: int = 0
    difference: float = 0.0
    agree: bool = False
    missing: Problem | None = None


@dataclass(frozen=True)
class Exported:
    """The files that were written, the main one first, and how they did when they were run."""

    files: list[Path]
    proof: Proof


class ExportFormat(Declared):
    """A way to take a model along: *refusal* (can it?) → *write* → *prove* → *snippet* (how to use it).

    `title`: what people call it. `group` (given to `register`): one of `GROUPS`. `runtime`: what runs it.
    `main_file`: the file to begin with. `oldest_opset`: the oldest that its option `opset` may ask for, if it has one.
    """

    title: str = ""
    runtime: ClassVar[str]
    main_file: ClassVar[str]
    precisions: ClassVar[tuple[str, ...]] = PRECISIONS
    oldest_opset: ClassVar[int | None] = None

    def file_name(self, model: Model | Generator) -> str:
        """What the main file is called."""
        return self.main_file

    def refusal(self, model: Model | Generator) -> Problem | None:
        """Why this model cannot be taken along in this way, and what to do instead; None when it can."""
        return None

    def write(self, model: Model | Generator, folder: Path, precision: str = "float32") -> list[Path]:
        """Write the model's files into `folder`; the main file comes first.

        `precision` says how the weights are packed. They are numbers of that precision already (see
        `precision.rounded`), so packing loses nothing more.
        """
        raise NotImplementedError

    def answers(self, files: list[Path], asked: Asked) -> np.ndarray:
        """What the files answer when their own runtime runs them. Raises `CannotRun` where this machine has none."""
        raise NotImplementedError

    def prove(self, files: list[Path], model: Model | Generator, asked: Asked | None = None) -> Proof:
        """Ask the files what was asked of the engine: the ten golden samples unless `asked` says something else."""
        asked = asked or Asked.golden(model)
        try:
            got = self.answers(files, asked)
        except CannotRun as reason:
            return Proof(self.runtime, missing=reason.problems[0])
        return compared(self.runtime, asked, got)

    def snippet(self, model: Model | Generator, files: list[Path]) -> str:
        """A few lines that use it, to copy."""
        raise NotImplementedError


class CannotRun(NetsumikiError):
    """The runtime of a format is not on this machine; the problem says what to install."""


def not_installed(package: str, install: str) -> Problem:
    """What is wrong where a package is needed that this machine does not have."""
    facts = {"package": package, "install": install}
    return Problem("not-installed", f"{package} is not installed here: {install}", facts=facts)


def without_words(kinds: Iterable[str]) -> Problem | None:
    """What is wrong with a network that has layers of these kinds, for which a format has no words."""
    if not (layers := sorted(set(kinds))):
        return None
    message = f"it has no words for {listing(layers)} yet: choose the model file"
    return Problem("export-layers", message, facts={"layers": layers})


def compared(runtime: str, asked: Asked, got: np.ndarray) -> Proof:
    """The proof for answers `got`, where the engine gave `asked.answers`.

    What is larger than 1, as the examples of a generator may be, is compared as a share of the largest.
    """
    if got.shape != asked.answers.shape or not np.isfinite(got).all():
        return Proof(runtime, len(asked.answers), float("inf"))
    scale = max(1.0, float(np.abs(asked.answers).max(initial=0)))
    difference = float(np.abs(got.astype(np.float64) - asked.answers).max(initial=0)) / scale
    same = asked.kind != "classifier" or bool((got.argmax(axis=1) == asked.answers.argmax(axis=1)).all())
    return Proof(runtime, len(got), difference, difference <= TOLERANCE and same)


def require(wanted: ExportFormat, model: Model | Generator, precision: str) -> None:
    """Raise `NetsumikiError` unless the format can take this model along with weights of this precision."""
    if precision not in wanted.precisions:
        message = f"{wanted.title} has its weights as {listing(wanted.precisions)}, got {shown(precision)}: choose one"
        raise NetsumikiError(Problem("export-precision", message, facts={"value": precision}))
    if reason := wanted.refusal(model):
        raise NetsumikiError(replace(reason, message=f"{wanted.title}: {reason.message}"))


def export(
    model: Model | Generator, name: str | dict | ExportFormat, folder: Path | str, precision: str = "float32"
) -> Exported:
    """Write `model` into `folder` in the format called `name`, and run what was written.

    Raises: `OptionError` for a format that does not exist; `NetsumikiError` when the format refuses the model.
    """
    wanted, folder = formats.create(name), Path(folder)
    require(wanted, model, precision)
    folder.mkdir(parents=True, exist_ok=True)
    rounded = weights.rounded(model, precision)
    files = wanted.write(rounded, folder, precision)
    return Exported(files, wanted.prove(files, rounded))
