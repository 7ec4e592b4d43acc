"""From the body of a request to what the model is asked: JSON, arrays and pictures, each within its limits."""

import base64
import binascii
import io
import json
import time

import numpy as np

from netsumiki.exporting.serving.refusing import Refused

MOST_EXAMPLES = 256
LARGEST_SEED = 2**32 - 1
LONGEST_TEXT = 2000
LONGEST_READING = 10.0
"""Seconds that reading the pictures of one request may take."""
PICTURES = ("image/png", "image/jpeg", "image/bmp", "image/gif", "image/webp", "application/octet-stream")


def as_json(body):
    """The object in a body of JSON; numbers that are none (NaN, Infinity) are refused."""
    try:
        asked = json.loads(body, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise Refused(400, "malformed-json", "the body is no JSON: send an object as /openapi.json describes") from None
    if not isinstance(asked, dict):
        raise Refused(422, "malformed", 'the body must be an object such as {"inputs": [[…]]}')
    return asked


def _no_number(name):
    raise ValueError(name)


def known(asked, names):
    """The object, if it has no other keys than these."""
    if strangers := sorted(set(asked) - set(names)):
        given, known_ones = ", ".join(strangers)[:100], ", ".join(names)
        message = f"there is no {given!r}: send one of {known_ones}"
        raise Refused(422, "unknown-key", message, names=given, known=known_ones)
    return asked


def examples(asked, model):
    """What a classifier is to read, (N, *input_shape): `inputs` as it reads them, or `pictures` of any size."""
    known(asked, ("inputs", "pictures"))
    if len(asked) != 1:
        raise Refused(422, "malformed", "send either inputs (arrays) or pictures (base64)")
    if "pictures" in asked:
        return np.stack(list(_pictures(listed(asked["pictures"], "pictures"), model)))
    return _arrays(numbers(listed(asked["inputs"], "inputs"), "inputs"), model)


def _pictures(given, model):
    """Small files may hold large pictures: who sends many of those must not keep all others waiting."""
    began = time.monotonic()
    for place, text in enumerate(given):
        yield picture(model, decoded(text, place))
        if time.monotonic() - began > LONGEST_READING:
            message = f"reading {place + 1} of {len(given)} pictures took {LONGEST_READING:.0f} s: send smaller ones"
            raise Refused(422, "pictures-slow", message)


def listed(value, name):
    """A list of at least one and at most `MOST_EXAMPLES` entries."""
    if not isinstance(value, list) or not 0 < len(value) <= MOST_EXAMPLES:
        got = len(value) if isinstance(value, list) else type(value).__name__
        message = f"{name} must be a list of 1 to {MOST_EXAMPLES} entries, got {got}: send several requests"
        raise Refused(422, "examples", message, name=name, most=MOST_EXAMPLES)
    return value


def numbers(value, name):
    """float64, of a list of numbers or a list of lists that are equally long."""
    try:
        array = np.array(value)
    except (ValueError, OverflowError):
        array = np.array(None)
    if array.dtype.kind not in "iuf" or not np.isfinite(array).all():
        raise Refused(422, "numbers", f"{name} must hold finite numbers, in lists that are equally long", name=name)
    return array.astype(np.float64)


def _arrays(array, model):
    shape = tuple(model.input_shape)
    if len(shape) == 3 and shape[2] == 1 and array.shape[1:] == shape[:2]:
        array = array[..., None]  # a grey picture, without the axis for its one channel
    if array.shape[1:] != shape:
        got = array.shape[1:]
        message = f"each entry of inputs must have the shape {shape}, got {got}: for pictures of any size use pictures"
        raise Refused(422, "example-shape", message, shape=list(shape), got=list(got))
    if len(shape) != 3:
        return array.astype(np.float32)
    if array.min() < 0 or array.max() > 255 or (array != np.floor(array)).any():
        raise Refused(422, "grey-values", "pixels must be whole numbers from 0 to 255: multiply shares by 255")
    return array.astype(np.uint8)


def decoded(text, place):
    """The bytes that a text of base64 stands for."""
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError, TypeError):
        raise Refused(422, "base64", f"picture {place} is not base64: encode the bytes of the file") from None


def picture(model, data):
    """One example of the bytes of a picture file."""
    if len(model.input_shape) != 3:
        raise Refused(422, "no-pictures", f"the model reads {tuple(model.input_shape)} numbers: send inputs")
    try:
        return model.from_picture(io.BytesIO(data))
    except ValueError as error:
        raise Refused(422, "picture", str(error)) from None


def whole(asked, name, most, otherwise, least=0):
    """A whole number from `least` to `most`."""
    value = asked.get(name, otherwise)
    if type(value) is not int or not least <= value <= most:
        message = f"{name} must be a whole number from {least} to {most}"
        raise Refused(422, "number", message, name=name, least=least, most=most)
    return value
