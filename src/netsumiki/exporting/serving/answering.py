"""What a model answers, as JSON: a classifier predicts, a generator generates, a network of characters writes."""

import base64
import struct
import zlib

import numpy as np

from netsumiki.exporting.serving.asking import (
    LARGEST_SEED,
    LONGEST_TEXT,
    MOST_EXAMPLES,
    known,
    listed,
    numbers,
    whole,
)
from netsumiki.exporting.serving.refusing import Refused


def predictions(model, several):
    """What the model reads in the examples of several requests, (N, …) each: a list with an answer for each request.

    For each example its best class, how sure the model is, whether it knows such examples, and all probabilities.
    """
    inputs = np.concatenate(several)
    scores = model.scores(inputs)
    shares, unknown = model.shares(scores), model.unknown(inputs, scores)
    ends = np.cumsum([len(inputs) for inputs in several])
    return [_predicted(model, shares[e - len(x) : e], unknown[e - len(x) : e]) for x, e in zip(several, ends)]


def _predicted(model, shares, unknown):
    if not np.isfinite(shares).all():
        return Refused(500, "not-finite", "the model's answers are no numbers (NaN): its training went wrong")
    best, names = shares.argmax(axis=1).tolist(), model.class_names
    rows = zip(best, shares.tolist(), unknown.tolist())
    said = [{"label": names[k], "sure": row[k], "unknown": u, "probabilities": row} for k, row, u in rows]
    return {"classes": list(names), "predictions": said}


def written(model, asked):
    """A text that goes on."""
    known(asked, ("begin", "length", "temperature", "seed"))
    begin, temperature = asked.get("begin", ""), asked.get("temperature", 0.7)
    if not isinstance(begin, str) or len(begin) > LONGEST_TEXT:
        raise Refused(422, "begin", f"begin must be text of at most {LONGEST_TEXT} characters", most=LONGEST_TEXT)
    if type(temperature) not in (int, float) or not 0 <= temperature <= 10:
        raise Refused(422, "temperature", "temperature must be a number from 0 to 10")
    length = whole(asked, "length", LONGEST_TEXT, 200, least=1)
    try:
        return {"text": model.write(begin, length, temperature, whole(asked, "seed", LARGEST_SEED, 0))}
    except ValueError as error:
        raise Refused(422, "unknown-characters", str(error)) from None


def made(model, asked):
    """Examples of a generator: pictures as PNG in base64, or numbers."""
    known(asked, ("count", "seed", "label", "labels", "noise", "as"))
    noise = _noise(model, asked)
    outputs = model.outputs(noise, _labels(model, asked, len(noise)))
    if not np.isfinite(outputs).all():
        raise Refused(500, "not-finite", "the model's answers are no numbers (NaN): its training went wrong")
    if asked.get("as", "pictures") not in ("pictures", "numbers"):
        raise Refused(422, "as", 'as must be "pictures" or "numbers"')
    if outputs.ndim != 4 or asked.get("as") == "numbers":
        return {"numbers": outputs.tolist()}
    return {"pictures": [base64.b64encode(png(p)).decode() for p in model.to_pictures(outputs)]}


def _noise(model, asked):
    if "noise" not in asked:
        count = whole(asked, "count", MOST_EXAMPLES, 1, least=1)
        return model.noise(count, whole(asked, "seed", LARGEST_SEED, 0))
    if asked.keys() & {"count", "seed"}:
        raise Refused(422, "malformed", "noise stands for itself: leave count and seed out")
    noise = numbers(listed(asked["noise"], "noise"), "noise")
    if noise.shape[1:] != tuple(model.noise_shape):
        message = f"noise must be of shape {model.noise_shape}, got {noise.shape[1:]}"
        raise Refused(422, "noise-shape", message, shape=list(model.noise_shape), got=list(noise.shape[1:]))
    return noise.astype(np.float32)


def _labels(model, asked, count):
    """The numbers of the classes: one `label` by its name for all, or a list of `labels`."""
    if "label" not in asked and "labels" not in asked:
        return np.arange(count) % len(model.class_names) if model.conditional else None
    if "label" in asked and "labels" in asked:
        raise Refused(422, "malformed", "send either label (for all) or labels (one for each)")
    names = list(model.class_names)
    given = [asked["label"]] * count if "label" in asked else listed(asked["labels"], "labels")
    if not model.conditional:
        raise Refused(422, "no-labels", "this generator makes what it likes: leave the labels out")
    if len(given) != count or not all(isinstance(one, str) and one in names for one in given):
        known_ones = ", ".join(names)[:200]
        message = f"give the name of a class for each of {count} examples: {known_ones}"
        raise Refused(422, "labels", message, count=count, names=known_ones)
    return np.array([names.index(one) for one in given])


def png(pixels):
    """A picture uint8 (H, W, 1 or 3) as a PNG file."""
    H, W, C = pixels.shape
    lines = b"".join(b"\0" + row.tobytes() for row in pixels)

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", W, H, 8, 0 if C == 1 else 2, 0, 0, 0)
    parts = chunk(b"IHDR", head), chunk(b"IDAT", zlib.compress(lines)), chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)
