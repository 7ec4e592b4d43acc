"""The history of a run that trains a generator: `netsumiki timeline` makes a film, `netsumiki rewind` goes back."""

from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from netsumiki.cli import asking
from netsumiki.cli.generating import real_points
from netsumiki.cli.progress import preparing
from netsumiki.cli.terminal import AsJson, print_json, say
from netsumiki.cli.wording import size
from netsumiki.engine.errors import Problem, RecipeError

RunName = Annotated[Path, typer.Argument(metavar="RUN", help="The folder of a run that trained a generator.")]


def timeline(
    run: RunName,
    out: Annotated[Path, typer.Option(metavar="FILE", help="What to write: .gif, .webp, or .mp4 by ffmpeg.")] = Path(
        "film.gif"
    ),
    seconds: Annotated[float, typer.Option(min=1, max=60, metavar="S", help="How long the film takes.")] = 8,
    as_json: AsJson = False,
) -> None:
    """Make a film of a run: what its generator made of the same noise, from the first step to the last."""
    from netsumiki.data.storage import write_atomically
    from netsumiki.exporting.film import KINDS, film
    from netsumiki.training.timeline import Timeline

    kind = out.suffix.lower().removeprefix(".")
    if kind not in KINDS:
        raise typer.BadParameter(f"a film is .gif, .webp or .mp4, got {out.name}: give --out such a name")
    frames, recipe = Timeline(run), _recipe(run)
    steps = frames.steps()
    with preparing(as_json) as progress:
        points = steps and frames.frame(steps[-1]).ndim == 2
        real = real_points(recipe) if points else None
        content = film(frames, kind, seconds=seconds, real=real, progress=progress)
    write_atomically(out, content)
    if as_json:
        print_json("film", out=str(out), frames=len(steps), steps=steps[-1], bytes=len(content))
        return
    say(f"Film    {out} ({size(len(content))}, step {steps[0]:,} to {steps[-1]:,})")


def rewind(
    run: RunName,
    step: Annotated[int, typer.Option(min=0, metavar="N", help="The snapshot to go back to.")],
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Folder of the new run, unless runs/NAME-1, -2, …")
    ] = None,
    lr: Annotated[float | None, typer.Option(metavar="RATE", help="Learn at another rate from there.")] = None,
    as_json: AsJson = False,
) -> None:
    """Go back to a snapshot: a new run that goes on from there. The old run stays as it is."""
    from netsumiki.cli.train import run_folder
    from netsumiki.training.rewinding import rewind as rewound

    name = str(_recipe(run).get("name") or "unnamed")
    folder = run_folder(str(run), name, out, False)
    try:
        rewound(run, step, folder, lr)
    except BaseException:
        if out is None:
            with suppress(OSError):
                folder.rmdir()  # it was only claimed
        raise
    if as_json:
        print_json("rewound", folder=str(folder), step=step, lr=lr)
        return
    say(f"Run     {folder}, which stands after step {step:,}", "bold green")
    say(f"Go on with: netsumiki train {folder} --resume")


def _recipe(run: Path) -> dict:
    if not (run / "recipe.json").is_file():
        message = f"there is no run in {run}: give the folder of a run, which holds a recipe.json"
        raise RecipeError(Problem("no-run", message, facts={"folder": str(run)}))
    return asking.read(str(run))
