"""Where it errs: what was taken for what, how well each class is found, and the mistakes it was surest of."""

import numpy as np

from netsumiki.engine.metrics import metrics
from netsumiki.insight.facts import Facts
from netsumiki.insight.markup import Markup, element
from netsumiki.insight.mistakes import Mistake, commonest_confusions, worst_mistakes
from netsumiki.insight.pictures import png
from netsumiki.insight.sections.tiles import example_tile
from netsumiki.insight.wording import count, number, percent, sureness

MOST_CLASSES_IN_TABLE = 20  # of the confusion matrix; more are drawn as a picture
MOST_CLASSES_AT_ONCE = 14  # of the list beside that picture
MOST_MISTAKES = 24
ALARM = (185, 28, 28)


def errors(facts: Facts) -> Markup:
    """Confusion matrix and classes side by side, then the worst mistakes."""
    even = len(facts.confusion) > MOST_CLASSES_IN_TABLE
    two = element("div", _confusion(facts), _classes(facts), class_="two" if even else "two uneven")
    return element("section", element("h2", "Where it errs"), two, _worst(facts), id="errors")


def _confusion(facts: Facts) -> Markup:
    counts = facts.confusion
    common = commonest_confusions(counts, 3)
    told = [f"{facts.class_name(a)} taken for {facts.class_name(b)} ({number(n)})" for a, b, n in common]
    summary = f"{number(facts.wrong)} of {number(len(facts.test))} wrong"
    label = f"Confusion matrix: {summary}" + (", most often " + ", ".join(told) if told else "")
    words = f"Rows are what it was, columns what it was taken for. {summary[0].upper()}{summary[1:]}"
    words += f"; most often {'; '.join(told)}." if told else "."
    head = element("figcaption", element("h3", "Confusion matrix"), element("p", words))
    drawn = _table(facts) if len(counts) <= MOST_CLASSES_IN_TABLE else _picture(counts)
    return element("figure", head, element("div", drawn, role="img", aria_label=label, class_="scroll"), class_="panel")


def _table(facts: Facts) -> Markup:
    counts = facts.confusion
    worst = max(1, int((counts - np.diag(np.diag(counts))).max()))
    names = [facts.class_name(c) for c in range(len(counts))]
    turned = "turned" if max(map(len, names)) > 3 else None
    heads = [element("th", element("span", name), class_=turned) for name in names]
    rows = []
    for label, row in enumerate(counts.tolist()):
        cells = [_cell(n, label == guess, worst) for guess, n in enumerate(row)]
        rows.append(element("tr", element("th", names[label], title=names[label]), cells))
    top = element("tr", element("td"), heads)
    return element("table", top, rows, class_="confusion", style=f"--classes:{len(names)}")


def _cell(n: int, right: bool, worst: int) -> Markup:
    if right:
        return element("td", number(n), class_="right")
    if not n:
        return element("td")
    return element("td", number(n), class_="wrong", style=f"--e:{9 + 55 * n / worst:.0f}%")


def _picture(counts: np.ndarray) -> Markup:
    """For many classes: one pixel a cell, the redder the more mistakes, the diagonal grey."""
    mistakes = counts - np.diag(np.diag(counts))
    pixels = np.zeros((*counts.shape, 4), np.uint8)
    pixels[..., :3] = ALARM
    strength = np.sqrt(mistakes / max(1, mistakes.max()))
    pixels[..., 3] = np.where(mistakes > 0, 60 + 195 * strength, 0).astype(np.uint8)
    pixels[np.diag_indices(len(counts))] = (128, 140, 152, 70)
    return element("img", src=png(pixels), alt="", class_="matrix")


def _classes(facts: Facts) -> Markup:
    """Precision, recall and F1 of each class; of many classes the worst first, the others to open."""
    rows = _class_rows(facts)
    words = "Precision: of those named so, the share that was. Recall: of those that were, the share named so."
    more = None
    if len(rows) > MOST_CLASSES_IN_TABLE:
        words += " Worst first."
        rows, rest = rows[:MOST_CLASSES_AT_ONCE], rows[MOST_CLASSES_AT_ONCE:]
        more = element(
            "details", element("summary", count(len(rest), "more class", "more classes")), _class_table(rest)
        )
    head = element("figcaption", element("h3", "Class by class"), element("p", words))
    return element("figure", head, element("div", _class_table(rows), class_="scroll"), more, class_="panel")


def _class_table(rows: list[Markup]) -> Markup:
    top = element("tr", [element("th", title) for title in ("Class", "Precision", "Recall", "F1", "Examples")])
    return element("table", element("thead", top), element("tbody", rows), class_="numbers")


def _class_rows(facts: Facts) -> list[Markup]:
    measured = metrics.create("per_class")
    measured.update(facts.outputs, facts.test.labels)
    result = measured.result()
    seen = result["support"] > 0
    columns = [(result[name], _lowest(result[name][seen])) for name in ("precision", "recall", "f1")]
    order = list(range(len(seen)))
    if len(order) > MOST_CLASSES_IN_TABLE:
        order.sort(key=lambda c: float(result["f1"][c]))
    rows = []
    for c in order:
        name = element("th", facts.class_name(c), title=facts.class_name(c))
        shares = [_share(float(values[c]), bool(seen[c]), float(values[c]) == low) for values, low in columns]
        rows.append(element("tr", name, shares, element("td", number(int(result["support"][c])), class_="soft")))
    return rows


def _lowest(values: np.ndarray) -> float | None:
    """The value worth pointing at, unless all are alike."""
    return float(values.min()) if values.min() < values.max() else None


def _share(value: float, seen: bool, lowest: bool) -> Markup:
    if not seen:
        return element("td", "–", class_="soft")
    return element("td", percent(value), class_="low" if lowest else None)


def _worst(facts: Facts) -> Markup | None:
    """The pictures it was surest of and wrong about."""
    if not facts.has_pictures:
        return None
    worst = worst_mistakes(facts.chances, facts.test.labels, MOST_MISTAKES)
    title = element("h3", "Worst mistakes")
    if not worst:
        words = f"All {number(len(facts.test))} test pictures were named rightly."
        return element("figure", element("figcaption", title, element("p", words)), class_="panel", id="mistakes")
    words = f"The {len(worst)} it was surest of: " if len(worst) > 1 else "The only one: "
    words += "in red what the network said and how sure it was, below it what the picture is."
    head = element("figcaption", title, element("p", words))
    worded = max(len(facts.class_name(c)) for m in worst for c in (m.label, m.guess)) > 2
    tiles = element("ul", [_mistake(facts, m) for m in worst], class_="mistakes worded" if worded else "mistakes")
    return element("figure", head, tiles, class_="panel", id="mistakes")


def _mistake(facts: Facts, mistake: Mistake) -> Markup:
    label, guess = facts.class_name(mistake.label), facts.class_name(mistake.guess)
    return element(
        "li",
        example_tile(facts.test.inputs[mistake.row], f"test picture {mistake.row}: {label}, taken for {guess}"),
        element("span", element("b", guess, title=guess), element("span", sureness(mistake.sure)), class_="guess"),
        element("span", f"is {label}", class_="truth", title=label),
    )
