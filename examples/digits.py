"""Digits for the examples: real MNIST where this machine has it, else the digits that Netsumiki draws itself."""

from dataclasses import replace

import netsumiki as nk
from netsumiki.data.mnist import locate


def digits(limit, classes=None, test=2000):
    """`limit` training and `test` test pictures, as bytes; `classes` keeps only these digits."""
    name = "mnist" if locate() else "strokes"  # strokes are drawn the first time, which takes some seconds
    data = nk.data.load({"dataset": name, "limit": limit, "classes": classes})
    return replace(data, test=data.test.take(slice(test)))


def flat(split):
    """The pictures of a split as rows of numbers from 0 to 1, as a dense layer wants them."""
    return split.inputs.reshape(len(split), -1).astype("float32") / 255
