"""How many examples are worked on together: many small ones, but few large ones, which would fill the memory."""

from math import prod

from netsumiki.engine.registry import Shape

NUMBERS = 2_000_000
"""Of all examples of a portion."""


def portion(shape: Shape, most: int) -> int:
    """`most`, or as many examples of this shape as have `NUMBERS` numbers, and one at least."""
    return max(1, min(most, NUMBERS // max(1, prod(shape))))
