"""`make results-gan`: trains the templates of generators, has each judged on 10,000 samples, and writes what they reach
to results-gan.json and results-gan.md, with a sheet of samples of each.

A run that was made before with the same recipe is not made again, so that the command can be interrupted; one that
was made with another recipe is replaced. The judge never trained with a generator, and no choice is made by what it
says here: the templates were chosen by other seeds. Seed 0 of each template gets the whole verdict.
"""

import argparse
import hashlib
import json
import statistics
import time
from typing import Any

import numpy as np

from docs.results import DOCS, this_machine
from netsumiki import __version__
from netsumiki.data import Data, load
from netsumiki.data.storage import write_atomically
from netsumiki.exporting.generator_file import Generator
from netsumiki.exporting.sheet import arrange, png
from netsumiki.judging.judge import Judge
from netsumiki.judging.points import judge_points
from netsumiki.recipes import override, read, templates
from netsumiki.training import Recipe, Run
from netsumiki.training.events import Event, Judged

RESULTS, PAGE, SHEETS = DOCS / "results-gan.json", DOCS / "results-gan.md", DOCS / "images"
SEEDS = {"cgan": 10, "gan-first": 10, "gan-first-deconv": 10, "gan-2d": 10, "cgan-lsgan": 3, "flow": 2, "dcgan": 2}
FIRST_SEED = 100
"""Seeds 0, 1, 2 … were used while the templates were made; those that are reported were not."""
JUDGED, JUDGE_SEED = 10_000, 2026
READABLE = 0.9
"""A sheet is called readable when the judge reads this share of the pictures as asked for (or is sure of them)."""
INTRODUCTION = """\
Each generator makes 10,000 examples (seed 2026; as many of each class where a class can be asked for), and a frozen
classifier that had no part in the training reads them. What the columns mean: [the judge](judging.md). ± is the
standard deviation over seeds; *lowest* is the worst seed. Seconds are the training steps of the median seed, since some
seeds ran beside other work; *readable after*: the first time the judge read 9 of 10 of 500 samples as asked for."""


def train(name: str, seed: int, data: Data) -> tuple[dict[str, Any], Generator]:
    """One run and what the judge says of it."""
    document = read(name)
    override(document, "training.seed", seed)
    readable: list[float] = []

    def listen(event: Event) -> None:
        if isinstance(event, Judged) and not readable and clear(event.judged) >= READABLE:
            readable.append(round(event.seconds, 1))

    run = Run(document, data=data, on_event=listen)
    began = time.perf_counter()
    result = run.train()
    generator: Generator = result.model
    found = {
        "template": name,
        "seed": seed,
        "recipe": fingerprint(name),
        "parameters": result.finished.parameters,
        "steps": result.finished.step,
        "seconds": round(run.loop.seconds, 1) if run.loop else None,
        "total_seconds": round(time.perf_counter() - began, 1),
        "readable_seconds": readable[0] if readable else None,
        "library": __version__,
        "machine": this_machine(),
    }
    return found | judge(generator, data), generator


def clear(judged: dict[str, Any]) -> float:
    """Share of examples that are what they should be."""
    if "coverage" in judged:
        return float(min(judged["quality"], judged["coverage"]))
    if judged["agreement"] is not None:
        return float(judged["agreement"])
    return 1 - float(max(judged["unsure"], judged["strange"]))  # noise can look like a sure 8


def judge(generator: Generator, data: Data) -> dict[str, Any]:
    """What is said of 10,000 examples."""
    noise = generator.noise(JUDGED, JUDGE_SEED)
    asked = np.arange(JUDGED) % generator.classes if generator.conditional else None
    made = generator.generate(noise, asked)
    if made.ndim == 2:
        return judge_points(made, data.train.inputs, data.train.labels)
    kept = "agreement", "per_class", "classes_seen", "shares", "unsure", "spread", "spreads", "strange"
    told = Judge.bundled(data).quick(made, asked)
    return {key: told[key] for key in kept} | {"alarm": [a["message"] for a in told["alarm"]], "judge": told["sha256"]}


def whole_verdict(generator: Generator, data: Data) -> dict[str, Any]:
    verdict = Judge.bundled().full(generator, data, JUDGE_SEED, JUDGED).to_json()
    return {key: verdict[key] for key in ("frechet", "nearest", "learnt", "protocol")}


def fingerprint(name: str) -> str:
    """What changes when the recipe does, its words aside."""
    document = {k: v for k, v in read(name).items() if k not in ("title", "description")}
    return hashlib.sha256(json.dumps(document, sort_keys=True).encode()).hexdigest()[:12]


def sheet(name: str, generator: Generator) -> None:
    """A hundred examples as one picture; a row for each class where a class can be asked for."""
    rows = np.repeat(np.arange(10), 10) if generator.conditional else None
    noise = np.tile(generator.noise(10, JUDGE_SEED), (10, *[1] * len(generator.noise_shape)))
    noise = noise if generator.conditional else generator.noise(100, JUDGE_SEED)
    pictures = generator.generate(noise, rows)
    if pictures.ndim == 4:
        write_atomically(SHEETS / f"generated-{name}.png", png(arrange(pictures, 10)))


# -- the files --------------------------------------------------------------------------------------------------------


def stored() -> list[dict[str, Any]]:
    return json.loads(RESULTS.read_text("utf-8")) if RESULTS.exists() else []


def keep(made: dict[str, Any]) -> None:
    """Put one result among the others, at once, so that an interrupted command loses nothing."""
    same = (made["template"], made["seed"])
    others = [r for r in stored() if (r["template"], r["seed"]) != same and not outdated(r, made)]
    runs = sorted([*others, made], key=lambda r: (r["template"], r["seed"]))
    text = "[\n " + ",\n ".join(json.dumps(_short(r), ensure_ascii=False) for r in runs) + "\n]\n"
    write_atomically(RESULTS, text.encode())
    write_atomically(PAGE, page(runs).encode())


def outdated(run: dict[str, Any], made: dict[str, Any]) -> bool:
    return run["template"] == made["template"] and run["recipe"] != made["recipe"]


def _short(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _short(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_short(inner) for inner in value]
    return float(f"{value:.5g}") if isinstance(value, float) else value


def page(runs: list[dict[str, Any]]) -> str:
    """results-gan.md: a row for each template that was trained, then what the whole verdict adds, then the sheets."""
    lines = ["# What the generators reach", "", "<!-- Written by make results-gan, from results-gan.json. -->", ""]
    lines += [INTRODUCTION, ""]
    names = list(dict.fromkeys(r["template"] for r in runs))
    pictures = [n for n in names if "shares" in next(r for r in runs if r["template"] == n)]
    columns = "template", "parameters", "seeds", "as asked for", "lowest", "lowest class", "classes", "spread", "unsure"
    columns += ("steps", "seconds", "readable after")
    lines += ["| " + " | ".join(columns) + " |", "| --- |" + " ---: |" * (len(columns) - 1)]
    lines += [_row(name, [r for r in runs if r["template"] == name]) for name in pictures]
    lines.append("")
    for name in (n for n in names if n not in pictures):
        mine = [r for r in runs if r["template"] == name]
        quality, coverage = (_percent(statistics.mean(r[key] for r in mine)) for key in ("quality", "coverage"))
        seen = min(r["classes_seen"] for r in mine)
        seconds = statistics.median(r["seconds"] for r in mine)
        lines += [
            f"`{name}` ({len(mine)} seeds, {seconds:.0f} s): {quality} of the points lie where real ones do, "
            f"{coverage} of the real ones are reached; every seed found at least {seen} of the 8 clouds.",
            "",
        ]
    lines += _verdicts([r for r in runs if "frechet" in r])
    for name in pictures:
        if (SHEETS / f"generated-{name}.png").exists():
            lines += [f"![A hundred pictures made by {name}](images/generated-{name}.png)", ""]
    for machine in dict.fromkeys(r["machine"] for r in runs):
        made = sorted({r["library"] for r in runs if r["machine"] == machine})
        lines += [f"Measured with Netsumiki {', '.join(made)} on: {machine}.", ""]
    return "\n".join(lines)


def _row(name: str, runs: list[dict[str, Any]]) -> str:
    asked = [r["agreement"] for r in runs if r["agreement"] is not None]
    agreement = lowest = worst = "–"
    if asked:
        agreement = _percent(statistics.mean(asked)) + (f" ± {100 * statistics.stdev(asked):.2f}" if asked[1:] else "")
        lowest, worst = _percent(min(asked)), _percent(min(min(r["per_class"]) for r in runs))
    readable = [r["readable_seconds"] for r in runs if r["readable_seconds"]]
    cells = [
        f"`{name}`",
        f"{runs[0]['parameters']:,}",
        str(len(runs)),
        agreement,
        lowest,
        worst,
        _range([r["classes_seen"] for r in runs]),
        f"{statistics.mean(r['spread'] for r in runs):.2f}",
        _percent(statistics.mean(r["unsure"] for r in runs)),
        f"{runs[0]['steps']:,}",
        f"{statistics.median(r['seconds'] for r in runs):.0f}",
        f"{statistics.median(readable):.0f} s" if readable else "–",
    ]
    return "| " + " | ".join(cells) + " |"


def _range(counts: list[int]) -> str:
    return str(counts[0]) if len(set(counts)) == 1 else f"{min(counts)} to {max(counts)}"


def _verdicts(runs: list[dict[str, Any]]) -> list[str]:
    if not runs:
        return []
    columns = "template", "Fréchet distance", "its floor", "distance to nearest training digit", "copies"
    columns += ("taught by it", "taught by real digits")
    lines = ["The whole verdict on the first seed of each:", ""]
    lines += ["| " + " | ".join(columns) + " |", "| --- |" + " ---: |" * (len(columns) - 1)]
    for r in runs:
        frechet, nearest, learnt = r["frechet"], r["nearest"], r["learnt"]
        cells = [f"`{r['template']}`", f"{frechet['generated']:.4f}", f"{frechet['floor']:.4f}"]
        cells += [f"{nearest['ratio']:.2f}", _percent(nearest["copies"])]
        cells += [_percent(learnt["generated"]), _percent(learnt["real"])]
        lines.append("| " + " | ".join(cells) + " |")
    return [*lines, ""]


def _percent(share: float) -> str:
    return f"{100 * share:.2f} %"


def main() -> None:
    known = [name for name, recipe in templates().items() if "generator" in recipe]
    parser = argparse.ArgumentParser(prog="make results-gan", description=__doc__)
    parser.add_argument("--only", metavar="NAME", action="append", choices=known, help="train this template")
    parser.add_argument("--seeds", type=int, metavar="N", help="how many seeds (default: a number for each template)")
    parser.add_argument("--again", action="store_true", help="also those that were trained with this recipe before")
    options = parser.parse_args()
    for name in options.only or known:
        data = load(Recipe.read(name).data.dataset)
        for seed in range(FIRST_SEED, FIRST_SEED + (options.seeds or SEEDS.get(name, 1))):
            done = [r for r in stored() if (r["template"], r["seed"], r["recipe"]) == (name, seed, fingerprint(name))]
            if done and not options.again:
                continue
            made, generator = train(name, seed, data)
            if seed == FIRST_SEED:
                sheet(name, generator)
                made |= whole_verdict(generator, data) if len(generator.example_shape) == 3 else {}
            keep(made)
            print(f"{name:<16} seed {seed}  {_percent(clear(made))}  {made['seconds']:.1f} s", flush=True)


if __name__ == "__main__":
    main()
