"""The report of a classifier's run: what it can do, where it errs, what it has learnt."""

from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np

from netsumiki.data.dataset import Split
from netsumiki.engine.graph import Graph
from netsumiki.insight.facts import Facts
from netsumiki.insight.markup import markup
from netsumiki.insight.page import write_page
from netsumiki.insight.sections.again import again
from netsumiki.insight.sections.errors import errors
from netsumiki.insight.sections.header import header
from netsumiki.insight.sections.learnt import learnt
from netsumiki.insight.sections.network import network
from netsumiki.insight.sections.progress import progress
from netsumiki.insight.sections.spreads import Moments, spreads


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
    moments: Moments = (),
) -> None:
    """Write the report of a run to `path`, all or nothing.

    `events` as the run told them (see `training.events`); `graph` is the trained network, `outputs` its scores
    (N, classes) on the `test` examples, before a final softmax that the loss contains; `command` began the run;
    `moments` as they were recorded (see `training.spreads`).
    """
    facts = Facts(recipe, events, tuple(class_names), command, graph, test, outputs)
    told = [progress(facts), learnt(facts), spreads(moments), errors(facts), network(facts), again(facts)]
    write_page(path, facts, markup(header(facts, datetime.now()), told))
