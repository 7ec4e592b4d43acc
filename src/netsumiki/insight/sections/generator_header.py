"""What was trained, how good its examples are, and what that took."""

from datetime import datetime

from netsumiki.insight.generator_facts import GeneratorFacts
from netsumiki.insight.markup import Markup, element, markup
from netsumiki.insight.sections.masthead import (
    Figure,
    date,
    figures,
    masthead,
    notice,
    seed,
    stopped,
    time_taken,
    training,
)
from netsumiki.insight.wording import GAP, count, number, percent


def header(facts: GeneratorFacts, made: datetime) -> Markup:
    """The title, the one figure that counts, what the judge warns of, and a row of figures."""
    return markup(masthead(facts, _result(facts)), stopped(facts), _alarms(facts), _figures(facts, made))


def _result(facts: GeneratorFacts) -> Markup | None:
    judged = facts.judged
    if not judged:
        return None
    if "coverage" in judged:
        score, what, more = _of_points(judged)
    elif judged.get("agreement") is not None:
        score, what = percent(judged["agreement"], facts.judged_count), "as asked"
        more = f"of {number(facts.judged_count)} {facts.examples}, read by {judged['judge']}"
    else:
        score, what = f"{judged['classes_seen']} of {len(judged['shares'])}", "classes seen"
        more = f"in {number(facts.judged_count)} {facts.examples}, read by {judged['judge']}"
    words = element("p", element("b", what), element("br"), more)
    return element("div", element("p", score, class_="score"), words, class_="result")


def _of_points(judged: dict) -> tuple[str, str, str]:
    """The worse of quality and coverage: a heap of points in one place has the whole of the one, none of the other."""
    quality, coverage, n = judged["quality"], judged["coverage"], judged["count"]
    if coverage <= quality:
        return percent(coverage, n), "coverage", "real points that have a generated one near"
    return percent(quality, n), "quality", "generated points that have a real one near"


def _alarms(facts: GeneratorFacts) -> Markup | None:
    messages = [str(alarm["message"]) for alarm in facts.judged.get("alarm", [])]
    if not messages:
        return None
    return notice(element("b", "The judge warns: "), "; ".join(messages) + ".")


def _figures(facts: GeneratorFacts, made: datetime) -> Markup:
    trained = facts.last("started").get("training_examples")
    told = [
        _measured(facts),
        *[_network(facts, name) for name in facts.networks],
        ("Data", facts.dataset, f"{number(trained)} to train" if trained else ""),
        training(facts),
        time_taken(facts, "images" if facts.makes_pictures else "examples"),
        seed(facts),
        date(made),
    ]
    if facts.generator.flow:
        told.insert(2, ("From noise", count(facts.generator.flow.steps, "step"), "to each example"))
    return figures(told)


def _measured(facts: GeneratorFacts) -> Figure:
    """The second of what was measured; how much noise goes in, where nothing was."""
    judged = facts.judged
    if "coverage" in judged:
        n = judged["count"]
        if judged["coverage"] <= judged["quality"]:
            return "Quality", percent(judged["quality"], n), "generated points near a real one"
        return "Coverage", percent(judged["coverage"], n), "real points near a generated one"
    if judged.get("spread") is not None:
        return "Spread", f"{judged['spread']:.2f}", f"1{GAP}= as varied as real ones"
    noise = int(abs(facts.generator.noise(1).size))
    return "Noise", count(noise, "number"), facts.generator.distribution


def _network(facts: GeneratorFacts, name: str) -> Figure:
    found = facts.networks[name].inspection
    return name.capitalize(), number(found.parameter_count), f"parameters in {count(len(found.nodes), 'layer')}"
