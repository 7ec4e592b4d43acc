"""What a model would take along if it learnt other data: the recipe for it, and a table of its weights."""

from dataclasses import asdict
from typing import Any

from netsumiki.data import datasets, load
from netsumiki.engine.errors import DataError, ModelFileError, Problem
from netsumiki.engine.registry import Shape
from netsumiki.exporting.finding import kind_of
from netsumiki.studio import gallery, own
from netsumiki.studio.loaded import opened
from netsumiki.studio.trained import trained
from netsumiki.training.fine_tuning import fine_tuning


def planned(user: Any, model_id: str, dataset: dict[str, Any], options: dict[str, Any]) -> dict[str, Any]:
    """See `api.fine_tuning.FineTuningOut`.

    Raises: `Http404` when there is no such model or data set for this person, `NetsumikiError` when they do not fit.
    """
    found = trained(user, model_id)
    if kind_of(found.path) == "generator":
        message = "a generator goes on from a snapshot of its own run, so it cannot be fine-tuned: rewind that run"
        raise ModelFileError(Problem("model-kind", message, facts={"kind": "generator"}))
    names, shape = examples(user, dataset)
    with opened(found.path) as model:
        tuning = fine_tuning(model, dataset, names, shape, **options)
        layers = [node.name for node in model.graph.inspection.nodes if node.parameters]
    told = asdict(tuning) | {"weights": [weight.to_json() for weight in tuning.weights]}
    return told | {"class_names": list(names), "layers": layers[:-1]}


def examples(user: Any, spec: dict[str, Any]) -> tuple[tuple[str, ...], Shape]:
    """(class names, shape of an example) of a data set as a recipe names it, without loading pictures."""
    dataset: Any = datasets.create(spec)
    if dataset.registered_name == "own":
        mine = own.stored(user, dataset.id)
        return tuple(mine.version(dataset.version).class_names), tuple(mine.shape)
    if dataset.kind != "pictures":
        data = load(spec)
        return data.class_names, data.input_shape
    row = gallery.described(dataset.registered_name)
    if row["state"] != "ready":
        message = f"{row['label']} is not on this machine yet: get it on the page Data, or choose another data set"
        raise DataError(Problem("data-missing", message, facts={"dataset": row["name"]}))
    names, classes = row["class_names"], getattr(dataset, "classes", None)
    return tuple(names if classes is None else [names[c] for c in classes]), tuple(row["shape"])
