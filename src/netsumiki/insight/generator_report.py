"""The report of a generator's run: what it makes, how the two networks played, and what the judge says."""

from datetime import datetime
from pathlib import Path
from typing import Any

from netsumiki.data.dataset import Split
from netsumiki.exporting.generator_file import Generator
from netsumiki.insight.generator_facts import Frames, GeneratorFacts, chosen
from netsumiki.insight.markup import markup
from netsumiki.insight.page import write_page
from netsumiki.insight.sections.again import again
from netsumiki.insight.sections.generator_header import header
from netsumiki.insight.sections.judgement import judgement
from netsumiki.insight.sections.made import made
from netsumiki.insight.sections.networks import networks
from netsumiki.insight.sections.play import play
from netsumiki.insight.sections.spreads import Moments, spreads


def write_generator_report(
    path: Path,
    *,
    recipe: dict[str, Any],
    events: list[dict[str, Any]],
    generator: Generator,
    real: Split,
    frames: Frames,
    judged_count: int,
    command: str,
    moments: Moments = (),
) -> None:
    """Write the report of a run to `path`, all or nothing.

    `events` as the run told them (see `training.events`); `generator` is the trained one, `real` the examples that it
    learnt from; of its `frames` some are shown. `judged_count` examples were judged at the end; `command` began it.
    `moments` as they were recorded (see `training.spreads`).
    """
    shown = {step: frames.frame(step) for step in chosen(frames.steps())}
    facts = GeneratorFacts(recipe, events, generator.class_names, command, generator, real, shown, judged_count)
    told = [made(facts), play(facts), spreads(moments), judgement(facts), networks(facts), again(facts)]
    write_page(path, facts, markup(header(facts, datetime.now()), told))
