"""`netsumiki generate`: a sheet of what a trained generator makes, which remembers what was asked of which model."""

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from netsumiki.cli.progress import preparing
from netsumiki.cli.terminal import AsJson, print_json, say
from netsumiki.cli.wording import duration, percent
from netsumiki.engine.errors import DataError, NetsumikiError, Problem

if TYPE_CHECKING:
    import numpy as np

    from netsumiki.exporting.generator_file import Generator
    from netsumiki.exporting.samples import Sample

GeneratorName = Annotated[
    str, typer.Argument(metavar="MODEL", help="A generator: its file, its run folder, or a bundled one's name.")
]
COUNT, IN_A_ROW, AT_ONCE = 64, 10, 32
WIDE = 560
"""Pixels to which a sheet of small pictures is enlarged, by whole factors."""
QUIET = 1.0
"""Seconds after which the progress is shown."""


def generate(
    model: GeneratorName,
    label: Annotated[
        str | None, typer.Option(metavar="CLASS", help="What to make; a row of each class unless it is given.")
    ] = None,
    count: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="How many, or how many in each row of a class.")
    ] = None,
    seed: Annotated[int, typer.Option(min=0, max=2**32 - 1, metavar="N", help="Same seed, same noise.")] = 0,
    number: Annotated[str | None, typer.Option(metavar="TEXT", help="Write this in one hand, as in 2026.")] = None,
    interpolate: Annotated[
        int | None, typer.Option(min=0, max=2**32 - 1, metavar="SEED", help="Go from --seed to this seed.")
    ] = None,
    direction: Annotated[
        int | None, typer.Option(min=1, metavar="K", help="Move the noise along its K-th strongest direction.")
    ] = None,
    columns: Annotated[int | None, typer.Option(min=1, max=256, metavar="N", help="Pictures in a row.")] = None,
    out: Annotated[Path, typer.Option(metavar="FILE", help="The PNG to write.")] = Path("sheet.png"),
    as_json: AsJson = False,
) -> None:
    """Make examples with a trained generator, on one sheet. Dropped on the Generate page, the sheet restores them."""
    from netsumiki.data.storage import write_atomically
    from netsumiki.exporting import sheet
    from netsumiki.exporting.finding import find_model
    from netsumiki.exporting.generator_file import load_generator
    from netsumiki.exporting.samples import to_json
    from netsumiki.judging.judge import sha256_of

    if out.suffix.lower() != ".png":
        raise typer.BadParameter(f"a sheet is a PNG, got {out.name}: give --out a name that ends in .png")
    path = find_model(model)
    generator = load_generator(path)
    samples, in_a_row = _asked(generator, label, count, seed, number, interpolate, direction)
    began = time.perf_counter()
    examples, labels = _made(generator, samples, as_json)
    seconds = time.perf_counter() - began
    realness = generator.realness(examples, labels)
    name = path.parent.name if path.name == "model.safetensors" else path.stem
    recipe = str(generator.recipe.get("name") or "unnamed")
    origin = sheet.Sheet(name, sha256_of(path), recipe, tuple(samples), columns or in_a_row)
    write_atomically(out, sheet.png(_drawn(generator, examples, origin.columns), origin))
    if as_json:
        facts = {"model": name, "sha256": origin.sha256, "seconds": seconds, "samples": to_json(samples)}
        print_json("generated", out=str(out), **facts, realness=None if realness is None else realness.tolist())
        return
    say(f"{_told(generator, samples)} in {duration(seconds)}", "bold green")
    if realness is not None:
        say(f"The discriminator takes them for real: {percent(float(realness.mean()), 1)} on average")
    say(f"Sheet   {out}")


def _asked(
    generator: "Generator",
    label: str | None,
    count: int | None,
    seed: int,
    number: str | None,
    interpolate: int | None,
    direction: int | None,
) -> "tuple[list[Sample], int]":
    """(samples, how many of them stand in a row)"""
    from netsumiki.exporting import samples as asking

    if sum(way is not None for way in (number, interpolate, direction)) > 1:
        raise typer.BadParameter("--number, --interpolate and --direction exclude each other: give one of them")
    if number is not None:
        if label is not None or count is not None:
            raise typer.BadParameter("--number says what to make and how many: leave --label and --count out")
        if not generator.conditional:
            generator.labels([0], 1)  # says why it cannot be asked for a digit
        return asking.number(number, seed, generator.class_names), len(number)
    labels: list[Any] = [None]
    if generator.conditional or label is not None:
        labels = list(range(generator.classes)) if label is None else [_class(generator, label)]
    swept, points = interpolate is not None or direction is not None, len(generator.example_shape) < 3
    usual = asking.MOST // len(labels) if points else IN_A_ROW if swept or len(labels) > 1 else COUNT
    each = count or usual
    if each * len(labels) > asking.MOST:
        rows = f" in each of {len(labels)} rows" if len(labels) > 1 else ""
        most = asking.MOST // len(labels)
        raise typer.BadParameter(f"a sheet holds {asking.MOST} examples, got {each}{rows}: set --count to {most}")
    made: list[Sample] = []
    for one in labels:
        if interpolate is not None:
            made += asking.interpolation(one, seed, interpolate, each)
        elif direction is not None:
            made += asking.style_sweep(one, seed, direction - 1, each)
        else:
            made += asking.several(each, seed, one)
    square = next(k for k in range(1, each + 1) if k * k >= each)
    return made, each if swept or len(labels) > 1 else square


def _class(generator: "Generator", label: str) -> int:
    """The number of a class that is given by its name, or by that number."""
    if not generator.conditional:
        generator.labels([0], 1)  # says that it cannot be asked for one
    if label in generator.class_names:
        return generator.class_names.index(label)
    if label.isdecimal() and int(label) < generator.classes:
        return int(label)
    known = ", ".join(generator.class_names[:20])
    message = f'there is no class "{label}": this generator makes {known}'
    raise DataError(Problem("label-range", message, facts={"classes": list(generator.class_names)}))


def _made(generator: "Generator", samples: "list[Sample]", as_json: bool) -> "tuple[np.ndarray, np.ndarray | None]":
    """(examples, labels), with the progress told when it takes a while, as with a flow."""
    import numpy as np

    from netsumiki.exporting.steering import Steering

    steering, parts, began = Steering(generator), [], time.monotonic()
    labels = steering.labels(samples)
    with preparing(as_json) as progress:
        if generator.flow and any(sample.directions for sample in samples):
            progress("Looking for directions", 0, None)
        noise = steering.noise(samples)
        for start in range(0, len(samples), AT_ONCE):
            here = slice(start, start + AT_ONCE)
            parts.append(steering.made(noise[here], None if labels is None else labels[here]))
            if time.monotonic() - began > QUIET:
                progress("Generating", min(start + AT_ONCE, len(samples)), len(samples))
    return np.concatenate(parts), labels


def _drawn(generator: "Generator", examples: "np.ndarray", columns: int) -> "np.ndarray":
    from netsumiki.exporting.sheet import arrange, scatter

    if examples.ndim == 4:
        return arrange(examples, columns, scale=max(1, WIDE // (columns * examples.shape[2])))
    return scatter(examples, real_points(generator.recipe))


def real_points(recipe: dict[str, Any]) -> "np.ndarray | None":
    """The points that a generator in the plane learnt from, where they can still be found."""
    from netsumiki.data import load

    try:
        data = load(recipe["data"]["dataset"])
    except (NetsumikiError, KeyError):
        return None
    return data.train.inputs[:1000] if data.input_shape == (2,) else None


def _told(generator: "Generator", samples: "list[Sample]") -> str:
    what = "pictures" if len(generator.example_shape) == 3 else "points"
    names = list(dict.fromkeys(generator.class_names[s.label] for s in samples if s.label is not None))
    kinds = f" of {names[0]}" if len(names) == 1 else f" of {len(names)} classes" if names else ""
    return f"{len(samples)} {what}{kinds}"
