"""A layer's own source: the code that runs, in coloured pieces, with its formula and paper."""

import inspect
import io
import keyword
import sys
import tokenize
from dataclasses import dataclass
from functools import lru_cache
from textwrap import dedent
from typing import Any

from netsumiki.engine.layers import Layer
from netsumiki.engine.registry import Declared

OPS = "netsumiki.engine.ops"
RUNS = ("forward", "backward")
SUPPORT = ("Once",)  # which only remembers what was made before
KINDS = {tokenize.STRING: "string", tokenize.NUMBER: "number", tokenize.COMMENT: "comment", tokenize.OP: "operator"}


@dataclass(frozen=True)
class Piece:
    """Some text of one kind: "keyword", "name", "string", "number", "comment", "operator" or "plain"."""

    kind: str
    text: str


@dataclass(frozen=True)
class Part:
    """One class or function: `lines` of pieces from line `first` of `module`."""

    name: str
    module: str
    first: int
    lines: list[list[Piece]]

    def describe(self) -> dict[str, Any]:
        lines = [[{"kind": piece.kind, "text": piece.text} for piece in line] for line in self.lines]
        return {**vars(self), "lines": lines}


@dataclass(frozen=True)
class Source:
    """`parts`: the layer's class, what it inherits forward and backward from, and the operations that do its work."""

    layer: str
    formula: str
    text: str
    shapes: str
    paper: str
    parts: list[Part]

    def describe(self) -> dict[str, Any]:
        return {**vars(self), "parts": [part.describe() for part in self.parts]}


def source_of(layer: Layer) -> Source:
    """The source of a layer as it was built: of several ways to compute it, those that it goes."""
    text = inspect.getdoc(type(layer)) or ""
    formula, *paragraphs = text.split("\n\n")
    told = {"Shapes": "", "Source": ""}
    plain = []
    for paragraph in paragraphs:
        head = paragraph.split(":", 1)[0]
        if head in told:
            told[head] = " ".join(paragraph.split(":", 1)[1].split())
        elif head != "Raises":
            plain.append(" ".join(paragraph.split()))
    parts = [_part(thing) for thing in [*classes_of(layer), *operations_of(layer)]]
    joined = " ".join(formula.split())
    return Source(layer.registered_name, joined, "\n".join(plain), told["Shapes"], told["Source"], parts)


def classes_of(layer: Layer) -> list[type]:
    """Its class, and those above it that say how it runs."""
    above = [kind for kind in type(layer).__mro__[1:] if issubclass(kind, Layer) and kind is not Layer]
    return [type(layer), *[kind for kind in above if any(name in vars(kind) for name in RUNS)]]


def operations_of(layer: Layer) -> list[Any]:
    """What its methods call: functions of `engine.ops` and of its own file, and classes whose objects it works with."""
    found: dict[str, Any] = {}
    for kind in classes_of(layer):
        here = vars(sys.modules[kind.__module__])
        for name in _names(kind):
            thing = here.get(name)
            mine = getattr(thing, "__module__", "") == kind.__module__
            a_function = inspect.isfunction(thing) and (mine or thing.__module__.startswith(OPS))
            if a_function or (inspect.isclass(thing) and mine and not issubclass(thing, Declared)):
                found.setdefault(name, thing)
    holders: list[Any] = [layer]
    while holders:
        for value in vars(holders.pop(0)).values():
            kind = type(value)
            if kind.__module__.startswith(OPS) and kind.__name__ not in (*found, *SUPPORT) and _works(kind):
                found[kind.__name__] = kind
                holders.append(value)
    return list(found.values())


def _works(kind: type) -> bool:
    return any(callable(vars(kind).get(name)) for name in ("__call__", "gradients"))


def _names(kind: type) -> list[str]:
    """Every name that the methods of a class look up, in order."""
    names: list[str] = []
    for method in vars(kind).values():
        if inspect.isfunction(method):
            names += method.__code__.co_names
    return names


@lru_cache(maxsize=256)
def _part(thing: Any) -> Part:
    try:
        lines, first = inspect.getsourcelines(thing)
    except (OSError, TypeError):  # a layer that somebody typed into a notebook's cell of long ago
        return Part(thing.__name__, thing.__module__, 0, [])
    return Part(thing.__name__, thing.__module__, first, coloured(dedent("".join(lines))))


def coloured(code: str) -> list[list[Piece]]:
    """The code line by line, in pieces that together are the very same text."""
    lines = code.splitlines()
    pieces: list[list[Piece]] = [[] for _ in lines]
    ends = [0] * len(lines)

    def put(kind: str, row: int, start: int, end: int) -> None:
        if start > ends[row]:
            pieces[row].append(Piece("plain", lines[row][ends[row] : start]))
        if end > start:
            pieces[row].append(Piece(kind, lines[row][start:end]))
        ends[row] = max(ends[row], end)

    for token in tokenize.generate_tokens(io.StringIO(code).readline):
        kind = KINDS.get(token.type)
        if token.type == tokenize.NAME:
            kind = "keyword" if keyword.iskeyword(token.string) else "name"
        if kind is None:
            continue
        (row, start), (last, end) = token.start, token.end
        for line in range(row - 1, last):
            inside = slice(start if line == row - 1 else 0, end if line == last - 1 else len(lines[line]))
            put(kind, line, inside.start, inside.stop)
    for number, text in enumerate(lines):
        put("plain", number, len(text), len(text))
    return pieces
