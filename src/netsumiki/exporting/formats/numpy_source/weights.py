"""The arrays of a program: kept in its own text, or in a file beside it."""

import base64
import io

import numpy as np


def arrays_in(file):
    """The arrays of an npz file, by name; nothing in it is executed."""
    with np.load(file, allow_pickle=False) as archive:
        return {name: archive[name] for name in archive.files}


def arrays_in_text(text):
    """The same from such a file written as text."""
    return arrays_in(io.BytesIO(base64.b64decode(text)))


def weights_of(arrays):
    """float32, by name: what was stored in 16 bits is widened, what was stored in 8 multiplied by its scales."""
    found = {}
    for name, array in arrays.items():
        kind, _, weight = name.partition("/")
        if kind == "weight":
            found[weight] = array.astype(np.float32) * arrays.get(f"scales/{weight}", np.float32(1))
    return found
