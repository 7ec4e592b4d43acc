"""What computes the network in an exported Python program: lines of NumPy, or a library that it imports."""

from collections.abc import Callable
from dataclasses import dataclass

from netsumiki.exporting.formats.precision import Packed


@dataclass(frozen=True)
class Body:
    """A network inside a program.

    `weights`: what it computes with, by the names that it calls them. `functions`: what it needs of `numpy_source`, by
    full names. `imports`: lines. `text`: what stands before the class `Model`. `begin`: lines at the end of its
    `__init__`. `network(taken)`: its method of that name, given the names that stand around it.
    """

    weights: dict[str, Packed]
    network: Callable[[set[str]], str]
    functions: frozenset[str] = frozenset()
    imports: frozenset[str] = frozenset()
    text: str = ""
    begin: tuple[str, ...] = ()
