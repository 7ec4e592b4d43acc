"""How the two networks played: both losses with the line of balance, and what the discriminator found out."""

from dataclasses import replace

from netsumiki.insight.axes import loss_axis, share_axis, step_axis
from netsumiki.insight.curves import Series, chart, latest, thinned
from netsumiki.insight.generator_facts import GeneratorFacts
from netsumiki.insight.markup import Markup, element
from netsumiki.insight.wording import number, percent

EVEN = 0.1  # this near to one half, a share says that the discriminator guesses
CERTAIN = 0.98
LEANING = 0.35


def play(facts: GeneratorFacts) -> Markup:
    """The curves of a run: two of a GAN side by side, one of a flow."""
    title = element("h2", "How it learnt")
    if facts.loss is None:
        return element("section", title, _flow(facts), id="curves")
    return element("section", title, element("div", _losses(facts), _shares(facts), class_="two"), id="curves")


def _losses(facts: GeneratorFacts) -> Markup:
    assert facts.loss is not None
    balance = dict(zip(("discriminator", "generator"), facts.loss.balance))
    series = [thinned(look, facts.points("progress", f"{look}_loss")) for look in balance]
    series = [s for s in series if s.values]
    if not series:
        return _missing("Losses")
    end = max(s.steps[-1] for s in series)
    lines = [Series(f"{look} balance", [0.0, end], [value, value]) for look, value in balance.items()]
    values = [v for s in [*series, *lines] for v in [*s.values, *s.low, *s.high]]
    told = [(s.look, number(latest(s))) for s in series]
    label = "Loss curve: " + ", ".join(f"{look} {value}" for look, value in told)
    label += f"; balance {number(balance['discriminator'])} and {number(balance['generator'])}"
    drawn = chart(label, [*lines, *series], step_axis(int(end)), loss_axis(values))
    keys = [*[_key(look, value) for look, value in told], _key("balance", "")]
    return _figure("Losses", keys, _losses_in_words(facts, balance), drawn)


def _losses_in_words(facts: GeneratorFacts, balance: dict[str, float]) -> str:
    words = "Each network makes its own loss small, and what one wins the other loses: neither falls to 0, and neither "
    words += "alone says how good the examples are. The dashed lines are the balance: where both stand when the "
    words += "discriminator can no longer tell real from generated "
    words += f"({number(balance['discriminator'])} and {number(balance['generator'])})."
    if facts.loss and facts.loss.limit is not None:
        words += " The farther the discriminator's loss lies below 0, the farther generated examples are from real."
    return words


def _shares(facts: GeneratorFacts) -> Markup:
    """How many real examples were taken for real, how many generated ones for generated."""
    names = {"real": "real_found", "generated": "fake_found"}
    found = [thinned(look, facts.points("progress", field)) for look, field in names.items()]
    series = [replace(s, low=(), high=()) for s in found if s.values]  # of one batch a share says little
    if len(series) < 2:
        return _missing("Found out")
    end = max(s.steps[-1] for s in series)
    half = Series("even balance", [0.0, end], [0.5, 0.5])
    told = [(s.look, latest(s)) for s in series]
    label = "Shares found: " + ", ".join(f"{look} {percent(value)}" for look, value in told)
    drawn = chart(label, [half, *series], step_axis(int(end)), share_axis())
    keys = [*[_key(look, percent(value)) for look, value in told], _key("balance", "")]
    words = "Of the real examples, how many the discriminator took for real; of the generated ones, how many for "
    words += f"generated. Where both are 50\N{NO-BREAK SPACE}% it guesses. {standing(*(v for _, v in told))}"
    return _figure("Found out", keys, words, drawn)


def standing(real: float, fake: float) -> str:
    """What two shares say about the play, in a sentence."""
    if max(abs(real - 0.5), abs(fake - 0.5)) <= EVEN:
        return "In the end it could hardly tell them apart."
    if min(real, fake) >= CERTAIN:
        return "In the end it was nearly always right, which teaches the generator little: it learns too fast for it."
    if abs(real - fake) >= LEANING:
        return f"In the end it took most of both for {'real' if real > fake else 'generated'}."
    if min(real, fake) < 0.5 - EVEN:
        return "In the end it was wrong more often than right: it learns too slowly for the generator."
    return "In the end it still found differences, and so the generator still had something to learn from."


def _flow(facts: GeneratorFacts) -> Markup:
    series = thinned("generator", facts.points("progress", "loss"))
    if not series.values:
        return _missing("Loss")
    label = f"Loss curve: {number(latest(series))}"
    y = loss_axis([*series.values, *series.low, *series.high])
    drawn = chart(label, [series], step_axis(int(series.steps[-1])), y)
    words = "How far the direction that the network gives lies from the one to the example, squared. It does not fall "
    words += "to 0: from a point on the way there are several examples to go to, and the best answer is their middle."
    return _figure("Loss", [_key("generator", number(latest(series)), "mean squared error")], words, drawn)


def _figure(title: str, keys: list[Markup], words: str, drawn: Markup) -> Markup:
    caption = element("figcaption", element("h3", title), element("span", keys, class_="legend"), element("p", words))
    return element("figure", caption, drawn, class_="panel")


def _missing(title: str) -> Markup:
    caption = element("figcaption", element("h3", title), element("p", "It was not measured."))
    return element("figure", caption, class_="panel")


def _key(look: str, value: str, name: str | None = None) -> Markup:
    return element("span", element("i", class_=look), f"{name or look} ", element("b", value), class_="key")
