"""What was trained, how good it became, and what that took."""

from datetime import datetime

from netsumiki.insight.facts import Facts
from netsumiki.insight.markup import Markup, element, markup
from netsumiki.insight.sections.masthead import date, figures, masthead, seed, stopped, time_taken, training
from netsumiki.insight.wording import count, number, percent


def header(facts: Facts, made: datetime) -> Markup:
    """The title, the accuracy, and a row of figures."""
    n = len(facts.test)
    result = element(
        "div",
        element("p", percent(facts.accuracy, n), class_="score"),
        element("p", element("b", "test accuracy"), element("br"), f"{number(facts.wrong)} of {number(n)} wrong"),
        class_="result",
    )
    return markup(masthead(facts, result), stopped(facts), _figures(facts, made))


def _figures(facts: Facts, made: datetime) -> Markup:
    finished = facts.last("finished")
    told = [
        ("Validation accuracy", *_validation(facts)),
        ("Parameters", number(facts.graph.inspection.parameter_count), _layers(facts)),
        ("Data", facts.dataset, _examples(facts)),
        training(facts),
        time_taken(facts, "images" if facts.has_pictures else "examples"),
        seed(facts),
        date(made),
    ]
    if finished.get("test_loss") is not None:
        told.insert(1, ("Test loss", number(finished["test_loss"]), _loss_name(facts)))
    return figures(told)


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
