"""A model's own data as it sees them: the nearest to an example, a map of many, and what was taken for what."""

import time
from hashlib import sha256
from typing import Any, Literal

import numpy as np

from netsumiki.data.corrections import crc_of
from netsumiki.engine.errors import DataError, Problem
from netsumiki.engine.workspace import Streams
from netsumiki.exporting.model_file import Model
from netsumiki.insight.embedding import tsne
from netsumiki.insight.neighbours import FeatureSpace, nearest
from netsumiki.insight.space import principal
from netsumiki.studio.explaining import Tell, at_once, begin, described, read
from netsumiki.studio.glass import Asked
from netsumiki.studio.lessons import Examined, Lessons, Which, answers_of, features_of, known_answers, lessons_of

READING, DRAWING = "Reading the examples", "Drawing the map"
STREAM = "map"
LIVE_LASTS = 30.0
"""Seconds for which the answers of a model in training are taken for its own: its file changes every second."""


def neighbours(user: Any, model_id: str, asked: Asked, count: int, node: str | None) -> dict[str, Any]:
    """The training examples that are most like an example, by what a node puts out.

    Raises: as `read` and `lessons_of` do, and `NetsumikiError` when the example does not fit or there is no such node.
    """
    this = read(user, model_id)
    model, (example, _) = this.model, this.example(user, asked)
    features = FeatureSpace(model, node).features(example)
    lessons = lessons_of(user, model, "train")

    def ask(tell: Tell) -> dict[str, Any]:
        name, known = features_of(model, node, lessons, this.key, lambda *progress: tell(READING, *progress))
        own = -1
        if asked.row is not None and asked.split == "train":  # nearest to itself is itself
            own = int(next(iter(np.flatnonzero(lessons.rows[: len(known)] == asked.row)), -1))
        found = nearest(features, known, count, None if own < 0 else [own])
        near = zip(found.rows[0], found.likeness[0], strict=True)
        rows = [_example(lessons, i, model.class_names) | {"distance": float(1 - like)} for i, like in near]
        about = {"dataset": lessons.dataset, "kind": lessons.kind, "looked": len(known)}
        return {"node": name, **about, "rows": rows}

    return described(begin(user, model_id, "neighbours", ask))


def _example(lessons: Lessons, i: int, names: tuple[str, ...]) -> dict[str, Any]:
    points = lessons.kind == "points"
    example = lessons.inputs(slice(i, i + 1))[0]
    numbers = example.astype(float).round(4).tolist() if points else None
    label = names[lessons.labels[i]]
    return {"row": int(lessons.rows[i]), "crc": crc_of(example), "label": label, "numbers": numbers}


def map_of(
    user: Any,
    model_id: str,
    method: Literal["pca", "tsne"],
    count: int,
    split: Which | None,
    node: str | None,
    seed: int,
    perplexity: float,
) -> dict[str, Any]:
    """Some of a model's examples on a plane, so that those lie together which it sees alike.

    t-SNE begins with the places of the principal components. Whoever asks the same again while it goes on hears of the
    work that is under way. Without a `split`, the examples are those that the model did not learn from, if there are.

    Raises: as `read` and `lessons_of` do, and `NetsumikiError` when there is no such node.
    """
    this = read(user, model_id)
    model = this.model
    split, lessons = (split, lessons_of(user, model, split)) if split else _unseen(user, model)
    FeatureSpace(model, node)  # refused before anything begins
    drawn = Streams(seed)[STREAM].choice(len(lessons), min(count, len(lessons)), replace=False)
    some = lessons.chosen(np.sort(drawn))

    def ask(tell: Tell) -> dict[str, Any]:
        guesses, sure = answers_of(model, some, this.key, lambda *progress: tell(READING, *progress))
        name, features = features_of(model, node, some, this.key, lambda *progress: tell(READING, *progress))
        plane = principal(features)
        places = plane.places(features)
        facts: dict[str, Any] = {"shares": list(plane.shares)}
        if method == "tsne":
            found = tsne(features, perplexity, seed=seed, start=places, progress=lambda *p: tell(DRAWING, *p))
            places, facts = found.places, {"divergence": found.divergence, "perplexity": found.perplexity}
        shown = some.chosen(slice(len(features)))
        x, y = places.astype(float).round(5).T.tolist()
        columns = {"x": x, "y": y, "row": shown.rows.tolist(), "label": shown.labels.tolist()}
        columns |= {"predicted": guesses[: len(x)].tolist(), "sure": sure[: len(x)].astype(float).round(4).tolist()}
        about = {"method": method, "node": name, "split": split, "dataset": some.dataset, "kind": some.kind}
        return about | columns | {"class_names": list(model.class_names), "facts": facts}

    same = repr((user.pk, model_id, this.key, method, count, split, node, seed, perplexity))
    return described(begin(user, model_id, "map", ask, sha256(same.encode()).hexdigest()[:16]))


def _unseen(user: Any, model: Model) -> tuple[Which, Lessons]:
    try:
        return "validation", lessons_of(user, model, "validation")
    except DataError as error:
        if error.problems[0].code != "no-validation":
            raise
    return "train", lessons_of(user, model, "train")


def mistakes(
    user: Any, model_id: str, split: Examined, actual: int | None, predicted: int | None, start: int, count: int
) -> dict[str, Any]:
    """What was taken for what among the validation or test data, and the examples of one cell, or all the mistakes.

    The worst come first: those of which it was surest and wrong, and last those of which it was surest and right.

    Raises: as `read` and `lessons_of` do, and `NetsumikiError` when there is no such class.
    """
    this = read(user, model_id)
    model, lessons = this.model, lessons_of(user, this.model, split)
    classes = len(model.class_names)
    for number in (actual, predicted):
        if number is not None and number >= classes:
            message = f"there is no class {number} among the {classes}: choose one from 0 to {classes - 1}"
            raise DataError(Problem("target-range", message, facts={"value": number, "count": classes}))

    key = (this.found.path, int(time.monotonic() // LIVE_LASTS)) if this.found.live else this.key

    def ask(tell: Tell) -> None:
        answers_of(model, lessons, key, lambda *progress: tell(READING, *progress))

    found = known_answers(lessons, key)
    if found is None:
        same = sha256(repr((user.pk, model_id, split, key)).encode()).hexdigest()[:16]
        job = begin(user, model_id, "mistakes", ask, same)
        found = known_answers(lessons, key)
        if found is None:
            return described(job)
    guesses, sure = found
    some = lessons.chosen(slice(len(guesses)))
    table = np.bincount(some.labels * classes + guesses, minlength=classes**2).reshape(classes, classes)
    picked = some.labels != guesses if actual is None and predicted is None else np.ones(len(some), bool)
    picked &= True if actual is None else some.labels == actual
    picked &= True if predicted is None else guesses == predicted
    cell = np.flatnonzero(picked)
    wrong = some.labels[cell] != guesses[cell]
    cell = cell[np.argsort(np.where(wrong, -sure[cell], sure[cell]), kind="stable")]
    told = [
        _example(some, i, model.class_names) | {"predicted": model.class_names[guesses[i]], "sure": float(sure[i])}
        for i in cell[start : start + count].tolist()
    ]
    result = {
        "split": split,
        "dataset": lessons.dataset,
        "kind": lessons.kind,
        "class_names": list(model.class_names),
        "confusion": table.tolist(),
        "count": len(some),
        "right": int((some.labels == guesses).sum()),
        "total": len(cell),
        "rows": told,
    }
    return at_once(model_id, "mistakes", result)
