"""What was trained, how good it became, and what that took."""

from datetime import datetime

from netsumiki.insight.facts import Facts
from netsumiki.insight.markup import Markup, element, markup
from netsumiki.insight.wording import count, duration, number, percent


def header(facts: Facts, made: datetime) -> Markup:
    """The title, the accuracy, and a row of figures."""
    title = str(facts.recipe.get("title") or facts.name)
    description = facts.recipe.get("description")
    n = len(facts.test)
    right = element(
        "div",
        element("p", percent(facts.accuracy, n), class_="score"),
        element("p", element("b", "test accuracy"), element("br"), f"{number(facts.wrong)} of {number(n)} wrong"),
        class_="result",
    )
    left = element(
        "div",
        element("p", _logo(), "Netsumiki", element("span", f"Report of a run · {facts.name}"), class_="brand"),
        element("h1", title),
        element("p", str(description), class_="lead") if description else None,
    )
    return markup(element("header", left, right), _stopped(facts), _figures(facts, made))


def _logo() -> Markup:
    return element("i", [element("b", class_=kind) for kind in ("core", "conv", "act", "shape")], class_="logo")


def _stopped(facts: Facts) -> Markup | None:
    """A sentence about a run that ended before its plan was fulfilled."""
    stopped, finished, planned = facts.last("stopped"), facts.last("finished"), facts.last("started").get("steps")
    if not stopped and not finished.get("interrupted"):
        return None
    step = stopped.get("step", finished.get("step"))
    at = f" at step {number(step)}" if step is not None else ""
    of = f" of {number(planned)}" if at and planned else ""
    reason = f": {stopped['reason']}" if stopped.get("reason") else ""
    words = element(
        "span", element("b", "Stopped early"), f"{at}{of}{reason}. The figures are those of the model so far."
    )
    return element("p", element("i", "!", aria_hidden="true"), words, class_="notice", role="note")


def _figures(facts: Facts, made: datetime) -> Markup:
    from netsumiki import __version__

    started, finished = facts.last("started"), facts.last("finished")
    figures = [
        ("Validation accuracy", *_validation(facts)),
        ("Parameters", number(facts.graph.inspection.parameter_count), _layers(facts)),
        ("Data", facts.dataset, _examples(facts)),
        ("Training", *_training(facts)),
        ("Time", *_time(facts)),
        ("Seed", str(started.get("seed", facts.plan.get("seed", 0))), "same seed, same numbers"),
        ("Made", f"{made.day} {made:%B %Y}", f"Netsumiki {__version__}"),
    ]
    if finished.get("test_loss") is not None:
        figures.insert(1, ("Test loss", number(finished["test_loss"]), _loss_name(facts)))
    cells = [
        element("div", element("dt", label), element("dd", value), element("dd", more, class_="soft") if more else None)
        for label, value, more in figures
    ]
    return element("dl", cells, class_="figures")


def _validation(facts: Facts) -> tuple[str, str]:
    finished, started = facts.last("finished"), facts.last("started")
    accuracy = finished.get("validation_accuracy")
    if accuracy is None:
        measured = facts.points("evaluated", "accuracy")
        accuracy = max((v for _, v in measured), default=None)
    if accuracy is None:
        return "none", "all examples were trained on"
    examples = started.get("validation_examples")
    return percent(accuracy, examples), f"best, on {number(examples)}" if examples else "best"


def _layers(facts: Facts) -> str:
    return f"in {count(len(facts.graph.inspection.nodes), 'layer')}"


def _loss_name(facts: Facts) -> str:
    loss = facts.plan.get("loss", "softmax_cross_entropy")
    return str(loss.get("loss") if isinstance(loss, dict) else loss).replace("_", " ")


def _examples(facts: Facts) -> str:
    trained = facts.last("started").get("training_examples")
    tested = number(len(facts.test))
    return f"{number(trained)} to train, {tested} to test" if trained else f"{tested} to test"


def _training(facts: Facts) -> tuple[str, str]:
    started, finished = facts.last("started"), facts.last("finished")
    steps = finished.get("step") or max((s for s, _ in facts.points("progress", "loss")), default=0)
    examples, batch = started.get("training_examples"), facts.plan.get("batch_size", 128)
    epochs = float(f"{steps * batch / examples:.2g}") if examples else None
    passes = f"{count(int(epochs), 'epoch') if epochs == int(epochs) else f'{epochs:g} epochs'}, " if epochs else ""
    return count(int(steps), "step"), f"{passes}batches of {number(batch)}"


def _time(facts: Facts) -> tuple[str, str]:
    finished = facts.last("finished")
    rates = [v for _, v in facts.points("progress", "images_per_second")]
    what = "images" if facts.has_pictures else "examples"
    speed = f"{number(round(sum(rates) / len(rates)))} {what}/s" if rates else ""
    return duration(finished["seconds"]) if "seconds" in finished else "unknown", speed
