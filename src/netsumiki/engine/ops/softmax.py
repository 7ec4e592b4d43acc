"""Softmax and its logarithm, computed so that no exponential overflows."""

from typing import Any


def softmax(xp: Any, x: Any, out: Any) -> Any:
    """out = e^(x − max x) / Σ e^(x − max x) over the last axis"""
    xp.subtract(x, xp.max(x, axis=-1, keepdims=True), out=out)
    xp.exp(out, out=out)
    out /= xp.sum(out, axis=-1, keepdims=True)
    return out


def log_softmax(xp: Any, x: Any, out: Any) -> Any:
    """out = x − max x − log Σ e^(x − max x) over the last axis"""
    xp.subtract(x, xp.max(x, axis=-1, keepdims=True), out=out)
    out -= xp.log(xp.sum(xp.exp(out), axis=-1, keepdims=True))
    return out
