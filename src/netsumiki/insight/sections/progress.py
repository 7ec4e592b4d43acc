"""How the run went: loss and accuracy on what was trained on and on what was held back."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from netsumiki.insight.axes import accuracy_axis, loss_axis, step_axis
from netsumiki.insight.curves import Series, chart, latest, thinned
from netsumiki.insight.facts import Facts
from netsumiki.insight.markup import Markup, element
from netsumiki.insight.wording import number, percent


def progress(facts: Facts) -> Markup:
    """The two curves side by side."""
    loss = _series(facts, "loss", facts.last("finished").get("test_loss"))
    accuracy = _series(facts, "accuracy", facts.accuracy)
    figures = [_figure("Loss", loss, number), _figure("Accuracy", accuracy, lambda v: percent(v, len(facts.test)))]
    return element("section", element("h2", "How it learnt"), element("div", figures, class_="two"), id="curves")


def _series(facts: Facts, value: str, test: float | None) -> list[Series]:
    """Training, validation and test, as far as they were measured."""
    # a run so short that it hardly reported still has the means of its epochs
    training = max(facts.points("progress", value), facts.points("evaluated", "training_" + value), key=len)
    evaluated = facts.points("evaluated", value)
    found = [thinned("training", training), _with_best(facts, thinned("validation", evaluated))]
    if test is not None:
        end = facts.last("finished").get("step", 1)
        last = max([step for step, _ in training + evaluated], default=end)
        found.append(thinned("test", [(last, test)]))
    return [s for s in found if s.values]


def _with_best(facts: Facts, validation: Series) -> Series:
    """The same, with a ring round the evaluation whose weights were kept."""
    best = [float(e["step"]) for e in facts.events if e.get("event") == "evaluated" and e.get("best") and "step" in e]
    if not facts.plan.get("keep_best", True) or not best or best[-1] not in validation.steps:
        return validation
    return replace(validation, ringed=list(validation.steps).index(best[-1]))


def _figure(title: str, series: Sequence[Series], words: Callable[[float], str]) -> Markup:
    heading = element("h3", title)
    if not series:
        missing = element("p", "It was not measured.")
        return element("figure", element("figcaption", heading, missing), class_="panel")
    values = [v for s in series for v in [*s.values, *s.low, *s.high]]
    y = (loss_axis if title == "Loss" else accuracy_axis)(values)
    x = step_axis(int(max(max(s.steps) for s in series)))
    figures = [(s.look, words(latest(s))) for s in series]
    keys = [_key(look, value) for look, value in figures]
    caption = element("figcaption", heading, element("span", keys, class_="legend"))
    label = f"{title} curve: " + ", ".join(f"{look} {value}" for look, value in figures)
    return element("figure", caption, chart(label, series, x, y), class_="panel")


def _key(look: str, value: str) -> Markup:
    return element("span", element("i", class_=look), f"{look} ", element("b", value), class_="key")
