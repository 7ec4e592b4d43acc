"""Using a trained model: `netsumiki evaluate` on a data set, `netsumiki predict` on pictures."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from netsumiki.cli import asking, drawing
from netsumiki.cli.progress import preparing
from netsumiki.cli.terminal import AsJson, console, fail, print_json, say, table_of, text
from netsumiki.cli.wording import percent
from netsumiki.engine.errors import DataError, NetsumikiError, Problem

if TYPE_CHECKING:
    from netsumiki.exporting.model_file import Model, Prediction

ModelName = Annotated[
    str, typer.Argument(metavar="MODEL", help="A model file, a run folder, or a bundled model's name.")
]
GUESSES = 5


def evaluate(
    model: ModelName, data: asking.DataName = None, data_dir: asking.DataDir = None, as_json: AsJson = False
) -> None:
    """Measure a model on the test examples of a data set."""
    import numpy as np

    from netsumiki.data import load
    from netsumiki.engine.metrics import metrics
    from netsumiki.exporting.finding import find_model
    from netsumiki.exporting.model_file import load_model

    path = find_model(model)
    loaded = load_model(path)
    document = {"data": dict(loaded.recipe.get("data", {}))}
    if data is not None:
        asking.use_dataset(document, data)
    with preparing(as_json) as progress:
        found = load(document["data"].get("dataset", "mnist"), data_dir=data_dir, progress=progress)
    if len(found.class_names) > len(loaded.class_names):
        message = f"{found.name} has {len(found.class_names)} classes, but the model knows {len(loaded.class_names)}: "
        raise DataError(Problem("classes", message + "choose the data that it was trained for"))
    scores = loaded.scores(found.test.inputs)
    right = scores.argmax(axis=1) == found.test.labels
    table, per_class = metrics.create("confusion_matrix"), metrics.create("per_class")
    for metric in (table, per_class):
        metric.update(scores, found.test.labels)
    measured = per_class.result()
    if as_json:
        rows = zip(loaded.class_names, *(np.asarray(v).tolist() for v in measured.values()))
        classes = {name: dict(zip(measured, row)) for name, *row in rows}
        facts = {"model": str(path), "data": found.name, "examples": len(right), "classes": classes}
        print_json("evaluated", test_accuracy=float(right.mean()), **facts, confusion=table.result().tolist())
        return
    say(f"{percent(float(right.mean()))} of {len(right):,} test examples of {found.name} are right", "bold green")
    _per_class(loaded, measured)
    _mistakes(loaded, table.result())


def _per_class(model: "Model", measured: dict[str, Any]) -> None:
    table = table_of("Class", "#Examples", "#Precision", "#Recall", "#F1")
    columns = zip(measured["support"], measured["precision"], measured["recall"], measured["f1"])
    for name, (support, *shares) in zip(model.class_names, columns):
        table.add_row(text(name, "cyan"), f"{support:,}", *(percent(float(share)) for share in shares))
    console().print(table)


def _mistakes(model: "Model", confusion: Any) -> None:
    import numpy as np

    wrong = confusion * (1 - np.eye(len(confusion), dtype=int))
    order = np.argsort(-wrong, axis=None, kind="stable")[:3]
    pairs = [(int(i), int(j)) for i, j in zip(*np.unravel_index(order, wrong.shape)) if wrong[i, j]]
    names = model.class_names
    told = [f"{names[i]} for {names[j]} ({wrong[i, j]} times)" for i, j in pairs]
    if told:
        say("Most often mistaken: " + ", ".join(told))


def predict(
    model: ModelName,
    images: Annotated[list[Path], typer.Argument(metavar="IMAGE…", help="Pictures of one character each: PNG, JPEG …")],
    show: Annotated[bool, typer.Option("--show", help="Draw what the network sees of each picture.")] = False,
    as_json: AsJson = False,
) -> int:
    """Say what a model reads in pictures, and how sure it is."""
    from netsumiki.exporting.finding import find_model
    from netsumiki.exporting.model_file import load_model

    loaded, code = load_model(find_model(model)), 0
    for image in images:
        try:
            prediction = loaded.predict_picture(image)
        except NetsumikiError as error:
            fail(error.problems, error.exit_code, as_json)
            code = error.exit_code
            continue
        if as_json:
            facts = {
                "image": str(image),
                "label": prediction.label,
                "sure": prediction.sure,
                "unknown": prediction.unknown,
            }
            print_json("prediction", **facts, probabilities=dict(prediction.ranked()))
            continue
        if show:
            out = console()
            pixels = loaded.preprocessing.from_picture(image, loaded.input_shape)
            for line in drawing.picture(pixels, out.color_system is not None):
                out.print(line)
        _tell(image, prediction)
    return code


def _tell(image: Path, prediction: "Prediction") -> None:
    out = console()
    sure = percent(prediction.sure, 1)
    if prediction.unknown:
        told = text("I don't know", "bold yellow"), text(f"(most like {prediction.label}, {sure})")
    else:
        told = text(prediction.label, "bold green"), text(f"({sure} sure)")
    out.print(text(f"{image}: "), *told)
    ranked = prediction.ranked()[:GUESSES]
    longest = max(len(label) for label, _ in ranked)
    for label, share in ranked:
        out.print(text(f"  {label:>{longest}} {percent(share, 1):>8} "), text(drawing.bar(share), "cyan"), sep="")
