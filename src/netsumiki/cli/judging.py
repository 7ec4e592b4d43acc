"""`netsumiki judge`: how good a generator is, each number beside what real examples reach and how it was measured."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from netsumiki.cli import asking
from netsumiki.cli.progress import preparing
from netsumiki.cli.terminal import AsJson, console, print_json, say, table_of, text
from netsumiki.cli.wording import duration, percent

if TYPE_CHECKING:
    from netsumiki.judging import PointVerdict, Verdict

ModelName = Annotated[
    str, typer.Argument(metavar="MODEL", help="A generator: its file, its run folder, or a bundled one's name.")
]


def judge(
    model: ModelName,
    count: Annotated[int, typer.Option(min=2, metavar="N", help="Examples to generate and judge.")] = 10_000,
    seed: Annotated[int, typer.Option(min=0, metavar="N", help="Same seed, same noise, same numbers.")] = 0,
    judge_name: Annotated[
        str, typer.Option("--judge", metavar="MODEL", help="The classifier that judges pictures.")
    ] = "digit-reader",
    data: asking.DataName = None,
    data_dir: asking.DataDir = None,
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="Also write the verdict there, as JSON.")] = None,
    as_json: AsJson = False,
) -> None:
    """Measure how good a generator is: whether it obeys, varies, and makes more than copies."""
    from netsumiki.data import load
    from netsumiki.data.storage import write_atomically
    from netsumiki.exporting.finding import find_model
    from netsumiki.exporting.generator_file import load_generator
    from netsumiki.judging import Verdict, examine
    from netsumiki.judging.judge import sha256_of

    path = find_model(model)
    generator = load_generator(path)
    document = {"data": dict(generator.recipe.get("data", {}))}
    if data is not None:
        asking.use_dataset(document, data)
    with preparing(as_json) as progress:
        found = load(document["data"].get("dataset", "mnist"), data_dir=data_dir, progress=progress)
        asked: dict[str, Any] = {"judge": judge_name, "seed": seed, "count": count, "progress": progress}
        verdict = examine(generator, found, sha256=sha256_of(path), **asked)
    if out is not None:
        write_atomically(out, json.dumps(verdict.to_json(), indent=1).encode())
    if as_json:
        print_json("judged", **verdict.to_json())
    elif isinstance(verdict, Verdict):
        _pictures(verdict)
    else:
        _points(verdict)


def _pictures(verdict: "Verdict") -> None:
    made, real, names = verdict.generated, verdict.real, verdict.class_names
    frechet, near, learnt, protocol = verdict.frechet, verdict.nearest, verdict.learnt, verdict.protocol
    seen = f"{protocol.count:,} pictures, {min(protocol.count, protocol.test_examples):,} test examples"
    table = table_of("", "#Generated", "#Real", "Measured on")
    if verdict.lowest is not None:
        worst, share = verdict.lowest
        table.add_row("Read as asked", percent(made["agreement"]), percent(real["agreement"]), seen)
        table.add_row(text(f"Worst class: {worst}"), percent(share), _of(real["per_class"], names.index(worst)), seen)
    table.add_row("Classes seen", *(f"{each['classes_seen']} of {len(names)}" for each in (made, real)), seen)
    table.add_row("Hardly readable", percent(made["unsure"]), percent(real["unsure"]), seen)
    table.add_row("Like no real one", percent(made["strange"]), percent(real["strange"]), seen)
    table.add_row("Spread within a class", _number(made["spread"]), _number(real["spread"]), f"{seen}; training is 1")
    clouds = f"{frechet.count:,} of each, against as many training examples"
    table.add_row("Fréchet distance", _number(frechet.generated, 4), _number(frechet.floor, 4), clouds)
    table.add_row("Distance to the nearest training example", _number(near.ratio), "1.00", f"{near.count:,} pictures")
    table.add_row("Copies of training examples", percent(near.copies), "", f"{near.count:,} pictures")
    small = f"a small network after {learnt.count:,} examples, three times, seed {protocol.seed}"
    table.add_row("Right on real ones after learning", percent(learnt.generated), percent(learnt.real), small)
    _show(table, _classes(verdict), verdict)


def _classes(verdict: "Verdict") -> Any:
    made, real, asked = verdict.generated, verdict.real, verdict.lowest is not None
    agreement = ["#As asked", "#As labelled"] if asked else []
    table = table_of("Class", "#Seen", *agreement, "#Spread", "#Two look the same")
    for i, name in enumerate(verdict.class_names):
        both = [_of(made["per_class"], i), _of(real["per_class"], i)] if asked else []
        share, same = percent(made["shares"][i], 1), percent(made["same"][i], 1)
        table.add_row(text(name, "cyan"), share, *both, _number(made["spreads"][i]), same)
    return table


def _points(verdict: "PointVerdict") -> None:
    made, real = verdict.generated, verdict.real
    seen = f"{made['count']:,} and {real['count']:,} points; near is {made['radius']:.3f}"
    table = table_of("", "#Generated", "#Real", "Measured on")
    table.add_row("Lie near a real one", percent(made["quality"]), percent(real["quality"]), seen)
    table.add_row("Real ones with one near", percent(made["coverage"]), percent(real["coverage"]), seen)
    classes = len(verdict.class_names)
    table.add_row("Classes seen", *(f"{each['classes_seen']} of {classes}" for each in (made, real)), seen)
    _show(table, None, verdict)


def _show(table: Any, classes: Any, verdict: "Verdict | PointVerdict") -> None:
    """The tables, what is wrong, and by which protocol it was found."""
    for each in filter(None, (table, classes)):
        console().print(each)
    for alarm in verdict.alarm:
        say(f"Alarm: {alarm['message']}", "bold red")
    if not verdict.alarm:
        say("No alarm", "bold green")
    facts = {k.replace("_", " "): v for k, v in asdict(verdict.protocol).items() if v is not None}
    took = duration(facts.pop("seconds"))
    said = [f"{name} {value:,}" if isinstance(value, int) else f"{name} {value}" for name, value in facts.items()]
    say(f"Protocol: {', '.join(said)}; {took}", "dim")


def _of(shares: list[float | None] | None, number: int) -> str:
    return percent(shares[number] if shares else None)


def _number(value: float | None, digits: int = 2) -> str:
    return "–" if value is None else f"{value:.{digits}f}"
