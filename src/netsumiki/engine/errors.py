"""What can be wrong with a user's input, said in one sentence each.

A `Problem` is a fact about a recipe or a value; a `NetsumikiError` carries one or more of them to whoever asked.
"""

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: a stable `code`, where it is, the `facts`, and a sentence with the remedy.

    `severity` is "error" (cannot run) or "warning" (works, but is unwise).
    """

    code: str
    message: str
    node: str | None = None
    facts: dict[str, Any] = field(default_factory=dict)
    severity: str = "error"

    def __str__(self) -> str:
        return f"{self.node}: {self.message}" if self.node else self.message


class NetsumikiError(Exception):
    """Base of every error that is the input's fault; its text is meant for users.

    `exit_code` is what the command line returns: 2 for a wrong request, 1 for work that failed.
    """

    exit_code = 2

    def __init__(self, *problems: Problem | str):
        self.problems = tuple(Problem("invalid", p) if isinstance(p, str) else p for p in problems)
        super().__init__("\n".join(str(p) for p in self.problems))


class OptionError(NetsumikiError):
    """An option has an unknown name, a wrong type or a value out of bounds."""


class RecipeError(NetsumikiError):
    """A recipe or network cannot be built; lists every problem found."""


class DataError(NetsumikiError):
    """A data set is missing, corrupt, or does not fit the network."""

    exit_code = 1


class ModelFileError(NetsumikiError):
    """A model file is corrupt, of an unknown version, or not a model file."""

    exit_code = 1


class DivergenceError(NetsumikiError):
    """A number stopped being finite during training; `problems[0].node` names where it appeared first."""

    exit_code = 1


MOST_KNOWN = 200  # comparing a word with thousands of others takes seconds, and nobody reads a list of them


def did_you_mean(word: object, known: Iterable[str]) -> str:
    """`' (did you mean "x"?)'`, or the list of known words when nothing is near; nothing when they are very many."""
    known = sorted(name for name in known if name.isprintable())  # a suggestion must fit into one line
    if not 0 < len(known) <= MOST_KNOWN:
        return ""
    near = difflib.get_close_matches(shown(word).strip("'"), known, n=1, cutoff=0.6)
    return f' (did you mean "{near[0]}"?)' if near else f"; known are {listing(known)}"


def quoted(word: object) -> str:
    """A name as it stands in a sentence: `"dense"`."""
    return f'"{word}"' if isinstance(word, str) and word.isprintable() and len(word) <= 100 else shown(word)


def shown(value: object) -> str:
    """A value as it stands in a sentence: its Python form, cut off where it would fill the screen."""
    try:
        text = repr(value)
    except (ValueError, RecursionError):  # a number of thousands of digits, a list in a list in a list …
        text = f"a very large {type(value).__name__}"
    return text if len(text) <= 100 else text[:99] + "…"


def listing(words: Sequence[object]) -> str:
    """`a, b and c`."""
    texts = [str(w) for w in words]
    return texts[0] if len(texts) == 1 else ", ".join(texts[:-1]) + " and " + texts[-1] if texts else "none"
