"""The report of a run: one HTML file that shows all there is to see, and needs neither network nor script."""

from datetime import datetime
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import Any

import numpy as np

from netsumiki.data.dataset import Split
from netsumiki.data.storage import write_atomically
from netsumiki.engine.graph import Graph
from netsumiki.insight.facts import Facts
from netsumiki.insight.markup import Markup, markup
from netsumiki.insight.pictures import png, rgb
from netsumiki.insight.sections.again import again
from netsumiki.insight.sections.errors import errors
from netsumiki.insight.sections.header import header
from netsumiki.insight.sections.learnt import learnt
from netsumiki.insight.sections.network import network
from netsumiki.insight.sections.progress import progress

BRICKS = ("#4f6bed", "#0e9f8e", "#e0643c", "#8b6fd6")


def write_report(
    path: Path,
    *,
    recipe: dict[str, Any],
    events: list[dict[str, Any]],
    graph: Graph,
    test: Split,
    outputs: np.ndarray,
    class_names: tuple[str, ...],
    command: str,
) -> None:
    """Write the report of a run to `path`, all or nothing.

    `events` as the run told them (see `training.events`); `graph` is the trained network, `outputs` its scores
    (N, classes) on the `test` examples, before a final softmax that the loss contains; `command` began the run.
    """
    facts = Facts(recipe, events, graph, test, outputs, tuple(class_names), command)
    write_atomically(Path(path), page(facts, datetime.now()).encode())


def page(facts: Facts, made: datetime) -> Markup:
    """The whole page."""
    sections = (progress, learnt, errors, network, again)
    body = markup(header(facts, made), [section(facts) for section in sections])
    folder = files("netsumiki.insight")
    template = Template((folder / "report.html").read_text("utf-8"))
    style = (folder / "report.css").read_text("utf-8")
    title = markup(f"{facts.name} · Netsumiki")
    return Markup(template.substitute(title=title, icon=_icon(), style=style, body=body))


def _icon() -> str:
    """Four bricks."""
    pixels = np.zeros((16, 16, 4), np.uint8)
    for i, colour in enumerate(BRICKS):
        row, column = (0, 9)[i // 2], (0, 9)[i % 2]
        pixels[row : row + 7, column : column + 7] = (*rgb(colour), 255)
    return png(pixels)
