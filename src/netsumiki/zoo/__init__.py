"""Small trained models that come with the package, as model files; `netsumiki predict digit-reader picture.png`.

`make zoo` trains them from their recipes and writes a card for each: what it learnt from, and how well it reads.
"""

import json
from dataclasses import dataclass
from importlib.resources import files


@dataclass(frozen=True)
class Card:
    """What is known about a bundled model: accuracies are shares of 1, `seconds` those of its training steps.

    `agreement`: of a generator, the share of its examples that are read as what was asked for.
    """

    name: str
    recipe: str
    data: str
    seed: int
    test_accuracy: float | None
    validation_accuracy: float | None
    parameters: int
    steps: int
    seconds: float
    made: str
    library: str
    machine: str
    size: int
    sha256: str
    agreement: float | None = None


def cards() -> dict[str, Card]:
    """The card of every bundled model, by name."""
    text = (files("netsumiki.zoo") / "cards.json").read_text("utf-8")
    return {entry["name"]: Card(**entry) for entry in json.loads(text)}
