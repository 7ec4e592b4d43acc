"""Softmax and its logarithm, computed so that no exponential overflows."""

from typing import Any


def softmax(xp: Any, x: Any, out: Any, column: Any = None) -> Any:
    """out = e^(x − max x) / Σ e^(x − max x) over the last axis; `column` (…, 1) is scratch memory"""
    xp.subtract(x, xp.maximum.reduce(x, axis=-1, keepdims=True, out=column), out=out)
    xp.exp(out, out=out)
    out /= xp.add.reduce(out, axis=-1, keepdims=True, out=column)
    return out


def softmax_and_log(xp: Any, x: Any, out: Any, log: Any, column: Any) -> None:
    """out = e^log,  log = x − max x − log Σ e^(x − max x) over the last axis; `column` (…, 1) is scratch memory"""
    xp.subtract(x, xp.maximum.reduce(x, axis=-1, keepdims=True, out=column), out=log)
    xp.exp(log, out=out)
    xp.add.reduce(out, axis=-1, keepdims=True, out=column)
    out /= column
    log -= xp.log(column, out=column)
