"""What the generator makes: the last sheet, and the same noise at some steps from the first to the last."""

import numpy as np

from netsumiki.insight.generator_facts import COLUMNS, GeneratorFacts
from netsumiki.insight.markup import Markup, element
from netsumiki.insight.pictures import mosaic
from netsumiki.insight.sections.scatter import scatter, scatters
from netsumiki.insight.sections.tiles import example_look
from netsumiki.insight.wording import number


def made(facts: GeneratorFacts) -> Markup | None:
    if not facts.frames or not (facts.makes_pictures or facts.lies_in_a_plane):
        return None
    last = max(facts.frames)
    both = [_sheet(facts, last), _strip(facts)] if facts.makes_pictures else [scatter(facts, last), scatters(facts)]
    return element("section", element("h2", "What it makes"), element("div", both, class_="two"), id="made")


def _sheet(facts: GeneratorFacts, step: int) -> Markup:
    samples = facts.frames[step]
    words = "Each is made of noise of its own."
    if facts.asked:
        words = "A row for each class that was asked for; down a column the noise is the same."
    label = f"Sheet of {len(samples)} generated pictures at step {number(step)}"
    sheet = _mosaic(samples, label)
    if facts.asked:
        names = element("div", [element("span", name, title=name) for name in facts.asked], class_="names")
        sheet = element("div", names, sheet, class_="sheet")
    head = element("figcaption", element("h3", f"At step {number(step)}"), element("p", words))
    return element("figure", head, sheet, class_="panel", id="sheet")


def _mosaic(samples: np.ndarray, label: str) -> Markup:
    look = example_look(samples[0])
    return element("img", src=mosaic(samples, min(COLUMNS, len(samples))), alt=label, class_=f"{look} mosaic")


def _strip(facts: GeneratorFacts) -> Markup:
    """A row for each step, and real ones below to compare with."""
    rows = [
        _row(number(step), _few(facts, sheet), f"Generated pictures at step {number(step)}")
        for step, sheet in facts.frames.items()
    ]
    rows.append(_row("real", _real(facts), "Real pictures", "real"))
    told = ", one for each class" if facts.asked else ""
    words = f"The same noise at each step{told}, and below them real ones."
    head = element("figcaption", element("h3", "On the way"), element("p", words))
    return element("figure", head, element("div", rows, class_="strip"), class_="panel", id="timeline")


def _row(name: str, pictures: np.ndarray, label: str, look: str | None = None) -> Markup:
    return element("div", element("span", name), _mosaic(pictures, label), class_=look)


def _few(facts: GeneratorFacts, sheet: np.ndarray) -> np.ndarray:
    """As many of a sheet as there is room for in a row: some of each class in turn, or the first."""
    if not facts.asked:
        return sheet[:COLUMNS]
    rows = sheet.reshape(len(facts.asked), -1, *sheet.shape[1:])
    return rows[:, : COLUMNS // len(rows)].reshape(-1, *sheet.shape[1:])


def _real(facts: GeneratorFacts) -> np.ndarray:
    if not facts.asked:
        return facts.real.inputs[:COLUMNS]
    each = COLUMNS // len(facts.asked)
    rows = [np.flatnonzero(facts.real.labels == c)[:each] for c in range(len(facts.asked))]
    return facts.real.inputs[np.concatenate(rows)]
