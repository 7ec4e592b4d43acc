"""What stands at the head of every report: the title beside the one figure that counts, notes, and a row of figures."""

from datetime import datetime
from typing import Any

from netsumiki.insight.facts import RunFacts
from netsumiki.insight.markup import Markup, element
from netsumiki.insight.wording import count, duration, number

Figure = tuple[str, str, str]
"""A label, its value, and what explains it."""


def masthead(facts: RunFacts, result: Markup | None) -> Markup:
    title = str(facts.recipe.get("title") or facts.name)
    description = facts.recipe.get("description")
    left = element(
        "div",
        element("p", _logo(), "Netsumiki", element("span", f"Report of a run · {facts.name}"), class_="brand"),
        element("h1", title),
        element("p", str(description), class_="lead") if description else None,
    )
    return element("header", left, result)


def _logo() -> Markup:
    return element("i", [element("b", class_=kind) for kind in ("core", "conv", "act", "shape")], class_="logo")


def stopped(facts: RunFacts) -> Markup | None:
    """A sentence about a run that ended before its plan was fulfilled."""
    stopped, finished, planned = facts.last("stopped"), facts.last("finished"), facts.last("started").get("steps")
    if not stopped and not finished.get("interrupted"):
        return None
    step = stopped.get("step", finished.get("step"))
    at = f" at step {number(step)}" if step is not None else ""
    of = f" of {number(planned)}" if at and planned else ""
    reason = f": {stopped['reason']}" if stopped.get("reason") else ""
    return notice(element("b", "Stopped early"), f"{at}{of}{reason}. The figures are those of the model so far.")


def notice(*words: Any) -> Markup:
    """What the reader should know before anything else."""
    mark = element("i", "!", aria_hidden="true")
    return element("p", mark, element("span", *words), class_="notice", role="note")


def figures(told: list[Figure]) -> Markup:
    cells = [
        element("div", element("dt", label), element("dd", value), element("dd", more, class_="soft") if more else None)
        for label, value, more in told
    ]
    return element("dl", cells, class_="figures")


def training(facts: RunFacts) -> Figure:
    started, finished = facts.last("started"), facts.last("finished")
    steps = finished.get("step") or max((s for s, _ in facts.points("progress", "lr")), default=0)
    examples, batch = started.get("training_examples"), facts.plan.get("batch_size", 128)
    epochs = float(f"{steps * batch / examples:.2g}") if examples else None
    passes = f"{count(int(epochs), 'epoch') if epochs == int(epochs) else f'{epochs:g} epochs'}, " if epochs else ""
    return "Training", count(int(steps), "step"), f"{passes}batches of {number(batch)}"


def time_taken(facts: RunFacts, examples: str) -> Figure:
    """`examples`: what they are called."""
    finished = facts.last("finished")
    rates = [v for _, v in facts.points("progress", "images_per_second")]
    speed = f"{number(round(sum(rates) / len(rates)))} {examples}/s" if rates else ""
    return "Time", duration(finished["seconds"]) if "seconds" in finished else "unknown", speed


def seed(facts: RunFacts) -> Figure:
    number = facts.last("started").get("seed", facts.plan.get("seed", 0))
    return "Seed", str(number), "same seed, same numbers"


def date(made: datetime) -> Figure:
    from netsumiki import __version__

    return "Made", f"{made.day} {made:%B %Y}", f"Netsumiki {__version__}"
