"""`netsumiki sweep`: experiments of many runs, each an ordinary one, and what they show together."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from netsumiki.cli import asking
from netsumiki.cli.help import Command, Group
from netsumiki.cli.progress import preparing
from netsumiki.cli.terminal import AsJson, console, print_json, say, table_of
from netsumiki.cli.train import INTERRUPTED, finished_model, load_data, run_folder, watched
from netsumiki.engine.errors import DivergenceError, Problem, RecipeError

if TYPE_CHECKING:
    from netsumiki.data import Data
    from netsumiki.training.sweep import Trial

app = typer.Typer(
    cls=Group, help="Train a recipe many times and compare.", no_args_is_help=True, rich_markup_mode="rich"
)
USUAL = ("cgan-lsgan", "cgan")
"""The templates with which the experiment is made unless another recipe is named: the first that there is."""


@app.callback()
def _group() -> None:
    """Keeps the name of the one experiment a word of its own."""


@app.command("noise-label", cls=Command)
def noise_label(
    recipe: Annotated[
        str | None, typer.Argument(metavar="RECIPE", help="A GAN that is told the label, unless cgan-lsgan.")
    ] = None,
    noise: Annotated[
        str | None, typer.Option(metavar="N,N,…", help="Numbers of noise, unless from hardly any to nearly all.")
    ] = None,
    total: Annotated[
        int | None, typer.Option(min=2, max=4096, metavar="N", help="Numbers in all, unless as many as in the recipe.")
    ] = None,
    seeds: Annotated[int, typer.Option(min=1, max=50, metavar="N", help="How many runs of each share.")] = 1,
    steps: Annotated[int, typer.Option(min=1, metavar="N", help="Steps of each run.")] = 1000,
    count: Annotated[int, typer.Option(min=20, max=100_000, metavar="N", help="Examples judged of each run.")] = 2000,
    data: asking.DataName = None,
    data_dir: asking.DataDir = None,
    settings: asking.Settings = None,
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Folder of the runs, unless runs/noise-label-1, -2, …")
    ] = None,
    threads: Annotated[int | None, typer.Option(min=1, metavar="N", help="Cores to use, unless all.")] = None,
    as_json: AsJson = False,
) -> int:
    """Does more noise mean more diversity and less fidelity? Begun again with its --out, it keeps what is done."""
    from netsumiki.recipes import templates
    from netsumiki.training import Recipe
    from netsumiki.training.sweep import finding, judge_for, measure, meeting, recipes, usual

    known = templates()
    document = asking.read(recipe or next(name for name in USUAL if name in known))
    asking.change(document, data=data, settings=settings)
    noises = usual(total or meeting(document).total) if noise is None else _numbers(noise)
    trials = recipes(document, noises, range(seeds), steps, total)
    found = load_data(document, Recipe.read(document), False, data_dir, as_json)
    with preparing(as_json) as progress:
        progress("Getting the judge ready", 0, 1)
        judge = judge_for(found)
        progress("Getting the judge ready", 1, 1)
    asked = {"recipe": document, "total": trials[0].noise + trials[0].label, "steps": steps, "count": count}
    who = judge and {"name": judge.name, "sha256": judge.sha256}
    folder = _Folder(run_folder("", "noise-label", out, False), {"version": 1, "asked": asked, "judge": who})
    for number, trial in enumerate(trials):
        if trial.name in folder.results:
            continue
        if not as_json:
            share = f"{trial.noise} of noise, {trial.label} of label, seed {trial.seed}"
            say(f"Run {number + 1} of {len(trials)}: {share}", "bold")
        result: dict[str, Any] = {"noise": trial.noise, "label": trial.label, "seed": trial.seed}
        try:
            generator = _trained(trial, folder.path / trial.name, found, threads, as_json)
        except DivergenceError as error:
            result |= {"fidelity": None, "diversity": None, "same": None, "error": str(error)}
        else:
            if generator is None:
                if not as_json:
                    say(f"Go on with the same command and --out {folder.path}")
                return INTERRUPTED
            result |= measure(generator, found, judge, count)
        if as_json:
            print_json("trial", name=trial.name, **result)
        folder.results[trial.name] = result
        folder.keep()
    shown = finding([folder.results[trial.name] for trial in trials])
    folder.keep(finding=shown)
    _draw(folder.path, trials)
    if as_json:
        print_json("finding", folder=str(folder.path), **shown)
    else:
        _tell(shown, folder.path, judge is not None)
    return 0


class _Folder:
    """Where an experiment lies: a run folder for each trial, and sweep.json with what was asked and what came of it."""

    def __init__(self, path: Path, told: dict[str, Any]):
        self.path, self.told = path, told
        self.results: dict[str, Any] = {}
        if (file := path / "sweep.json").exists():
            self.results = self._kept(file)

    def keep(self, **more: Any) -> None:
        from netsumiki.data.storage import write_atomically

        content = json.dumps(self.told | more | {"results": self.results}, indent=1, ensure_ascii=False)
        write_atomically(self.path / "sweep.json", f"{content}\n".encode())

    def _kept(self, file: Path) -> dict[str, Any]:
        """The results that lie there already, by the names of the runs; another experiment is left alone."""
        try:
            before = json.loads(file.read_text("utf-8"))
            same, results = all(before[key] == value for key, value in self.told.items()), before["results"]
        except (ValueError, KeyError, TypeError):
            same, results = False, {}
        if not same or not isinstance(results, dict):
            message = f"{self.path} holds another experiment: choose another folder with --out, or ask as it was begun"
            raise RecipeError(Problem("folder-taken", message, facts={"folder": str(self.path)}))
        return results


def _numbers(text: str) -> list[int]:
    parts = [part.strip() for part in text.split(",")]
    if not all(part.isdecimal() and len(part) < 6 for part in parts):
        raise typer.BadParameter(f"--noise takes whole numbers, as in 4,16,48, got {text!r}")
    return sorted({int(part) for part in parts})


def _trained(trial: "Trial", folder: Path, data: "Data", threads: int | None, as_json: bool) -> Any:
    """The generator of a run that is finished, or was now trained to its end; None when it was interrupted."""
    if generator := finished_model(folder, trial.recipe):
        return generator
    result = watched(folder, trial.recipe, data, as_json, threads=threads, resume=True)
    return None if result.finished.interrupted else result.model


def _draw(folder: Path, trials: "list[Trial]") -> None:
    """The grid: for each share, rows of the same noise and columns of the same label."""
    import numpy as np

    from netsumiki.cli.generating import real_points
    from netsumiki.data.storage import write_atomically
    from netsumiki.exporting.generator_file import load_generator
    from netsumiki.exporting.sheet import arrange, png, scatter, with_words
    from netsumiki.training.sweep import same_asked

    blocks = []
    for trial in trials:
        path = folder / trial.name / "model.safetensors"
        if trial.seed != trials[0].seed or not path.exists():
            continue
        generator = load_generator(path)
        if len(generator.example_shape) == 3:
            examples, columns = same_asked(generator)
            image = arrange(examples, columns, scale=max(1, 560 // (columns * examples.shape[2])))
        else:
            labels = np.arange(500) % generator.classes
            image = scatter(generator.generate(generator.noise(500, 0), labels), real_points(trial.recipe))
        blocks.append(with_words(image, f"noise {trial.noise} · label {trial.label}", above=True))
    if blocks:
        write_atomically(folder / "sweep.png", png(np.concatenate(blocks)))


def _tell(shown: dict[str, Any], folder: Path, pictures: bool) -> None:
    from netsumiki.cli.wording import percent

    fidelity, diversity = ("Read as asked", "Spread") if pictures else ("Near a real one", "Real ones covered")
    table = table_of("#Noise", "#Label", "#Runs", f"#{fidelity}", f"#{diversity}", "#Two look the same")
    for point in shown["curves"]:
        spread = f"{point['diversity']:.3f}" if pictures else percent(point["diversity"])
        numbers = [str(point[key]) for key in ("noise", "label", "runs")]
        table.add_row(*numbers, percent(point["fidelity"]), spread, percent(point["same"]))
    console().print(table)
    if shown["facts"]["failed"]:
        say(f"{shown['facts']['failed']} runs diverged, or made too little of each class to be measured", "yellow")
    say(shown["sentence"], "bold")
    say(f"Sheets  {folder}/sweep.png")
    say(f"Numbers {folder}/sweep.json")
