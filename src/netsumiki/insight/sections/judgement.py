"""What the judge said: on the way and at the end, class by class, and how it was asked."""

from collections.abc import Callable

from netsumiki.insight.axes import accuracy_axis, step_axis
from netsumiki.insight.curves import Series, chart, thinned
from netsumiki.insight.generator_facts import GeneratorFacts
from netsumiki.insight.markup import Markup, element, markup
from netsumiki.insight.wording import number, percent

MOST_CLASSES = 20


def judgement(facts: GeneratorFacts) -> Markup:
    title = element("h2", "What the judge says")
    if not facts.judged:
        words = "Nobody judged: the judge that comes with Netsumiki reads digits of 28 × 28, these are something else."
        return element("section", title, element("p", words, class_="soft"), id="judgement")
    classes = _classes(facts)
    drawn = [_curve(facts), classes] if classes else _curve(facts)
    return element("section", title, element("div", drawn, class_="two" if classes else None), id="judgement")


def _curve(facts: GeneratorFacts) -> Markup:
    found = [thinned(look, facts.judged_points(*where)) for look, where in _measures(facts).items()]
    series = [s for s in found if s.values]
    told = [(s.look, _value(facts, s)) for s in series]
    label = "Judged over time: " + ", ".join(f"{look} {value}" for look, value in told)
    x = step_axis(int(max(s.steps[-1] for s in series)))
    drawn = chart(label, series, x, accuracy_axis([v for s in series for v in [*s.values, *s.low, *s.high]]))
    keys = [element("span", element("i", class_=s), f"{s} ", element("b", value), class_="key") for s, value in told]
    caption = element(
        "figcaption",
        element("h3", "Over time"),
        element("span", keys, class_="legend"),
        element("p", _words(facts)),
    )
    return element("figure", caption, drawn, element("p", _protocol(facts), class_="soft protocol"), class_="panel")


def _value(facts: GeneratorFacts, series: Series) -> str:
    """What a curve ends with."""
    if series.look == "classes":
        return f"{facts.judged['classes_seen']} of {len(facts.judged['shares'])}"
    return percent(series.values[-1], facts.judged.get("count", facts.judged_count))


def _measures(facts: GeneratorFacts) -> dict[str, tuple[str, float]]:
    """The curve's name: what it shows, and what that is divided by."""
    if "coverage" in facts.judged:
        return {"quality": ("quality", 1.0), "coverage": ("coverage", 1.0)}
    seen = ("classes_seen", float(len(facts.judged["shares"])))
    if facts.judged.get("agreement") is None:
        return {"classes": seen}
    return {"agreement": ("agreement", 1.0), "classes": seen}


def _words(facts: GeneratorFacts) -> str:
    if "coverage" in facts.judged:
        words = "Quality: generated points that have a real one near them. Coverage: real points that have a generated "
        return words + "one near them. A heap in one place has the first without the second."
    classes = f"Classes: how many of the {len(facts.judged['shares'])} it draws."
    if facts.judged.get("agreement") is None:
        return classes
    return f"Agreement: {facts.examples} that are read as what was asked for. {classes}"


def _protocol(facts: GeneratorFacts) -> Markup:
    """How it was asked, so that somebody else can ask again."""
    judged = facts.judged
    if "coverage" in judged:
        n = number(judged["count"])
        words = f"At the end {n} generated points were held against as many real ones, from noise drawn by seed "
        words += f"{facts.seed}; near means within {number(judged['radius'])}, which is what 99 of 100 real points "
        return markup(words + "have to their nearest other.")
    words = f"At the end {number(facts.judged_count)} {facts.examples} were judged, of noise drawn by seed "
    words += f"{facts.seed}. The judge is {judged['judge']}, a reader that is frozen and never learnt with these "
    return markup(words, "networks; its file has SHA-256 ", element("code", judged["sha256"]), ".")


def _classes(facts: GeneratorFacts) -> Markup | None:
    """What was asked, drawn, and how varied it is, of each class."""
    judged = facts.judged
    if "shares" not in judged or len(judged["shares"]) > MOST_CLASSES:
        return None
    columns: list[tuple[str, list[float | None], Callable[[float], str], bool]] = []
    if judged.get("per_class"):
        columns.append(("As asked", judged["per_class"], percent, True))
    columns.append(("Drawn", judged["shares"], percent, not columns))
    if judged.get("spreads"):
        columns.append(("Spread", judged["spreads"], lambda v: f"{v:.2f}", True))
    if judged.get("same"):
        columns.append(("Alike", judged["same"], percent, False))
    top = element("tr", element("th", "Class"), [element("th", name) for name, *_ in columns])
    rows = []
    for c in range(len(judged["shares"])):
        cells = [_cell(values, c, say, low) for _, values, say, low in columns]
        rows.append(element("tr", element("th", facts.class_name(c), title=facts.class_name(c)), cells))
    words = "Drawn: its share of all. Spread: how much it varies, where 1 is as much as real ones. Alike: how many "
    words += "pairs look the same."
    head = element("figcaption", element("h3", "Class by class"), element("p", words))
    table = element("table", element("thead", top), element("tbody", rows), class_="numbers")
    return element("figure", head, element("div", table, class_="scroll"), class_="panel")


def _cell(values: list[float | None], c: int, say: Callable[[float], str], points_at_low: bool) -> Markup:
    value, known = values[c], [v for v in values if v is not None]
    if value is None:
        return element("td", "–", class_="soft")
    low = points_at_low and value == min(known) < max(known)
    return element("td", say(value), class_="low" if low else None)
