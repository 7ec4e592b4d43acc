"""`make docs`: writes the pages that follow from the registries and the templates; `--check` only says which are stale.

A part is documented where it is declared, in its class: its formula, shapes, source and options. These pages repeat it.
"""

import argparse
import json
import re
import sys
from pathlib import Path
from typing import Any

import netsumiki.data  # noqa: F401 - registers the data sets
from netsumiki.data.augmentation import augmentations
from netsumiki.data.corrections import corrections
from netsumiki.data.dataset import datasets
from netsumiki.data.enlargement import enlargements
from netsumiki.data.preprocessing import Preprocessing
from netsumiki.engine.initializers import initializers
from netsumiki.engine.layers import layers
from netsumiki.engine.losses import losses
from netsumiki.engine.losses.adversarial import gan_losses
from netsumiki.engine.metrics import metrics
from netsumiki.engine.nodes import Inspection
from netsumiki.engine.optimizers import optimizers
from netsumiki.engine.registry import Registry, to_json
from netsumiki.engine.schedules import schedules
from netsumiki.insight.attribution import attributions
from netsumiki.recipes import templates
from netsumiki.training import Recipe
from netsumiki.training.callbacks import callbacks
from netsumiki.training.plans import plans
from netsumiki.training.recipe import DataPlan

DOCS = Path(__file__).parent
GENERATED = "<!-- Written by make docs from the classes themselves: edit those, not this page. -->"

PARTS: dict[str, tuple[Registry[Any], str]] = {
    "losses": (
        losses,
        "What a network is asked to make small, averaged over the batch.",
    ),
    "adversarial-losses": (
        gan_losses,
        "What a generator and a discriminator make small against each other, averaged over the batch.",
    ),
    "optimizers": (optimizers, "How gradients move the weights."),
    "schedules": (schedules, "What the learning rate is multiplied by as a run goes on, from step 0 to its last."),
    "initializers": (initializers, "How weights begin."),
    "metrics": (metrics, "How good the answers are."),
    "callbacks": (callbacks, "What else happens beside training."),
    "datasets": (datasets, "Where the examples come from."),
    "augmentations": (augmentations, "Random changes of the pictures, made anew each time a picture is shown."),
    "enlargements": (
        enlargements,
        "Fixed rules that make more training examples of each; those to validate or test stay.",
    ),
    "corrections": (corrections, "What is put right among the training examples; those for testing stay as they are."),
    "tasks": (plans, 'The options of "training" in a recipe.'),
    "attributions": (attributions, "Ways to ask a trained network what a decision rests on."),
}


def pages() -> dict[str, str]:
    """Every generated page: path inside docs/ → text."""
    made = {"layers/index.md": _layer_index(), "recipes.md": _recipes()}
    for group in _groups():
        made[f"layers/{_slug(group)}.md"] = _page(f"{group} layers", _in_group(group), "layer")
    for name, (registry, text) in PARTS.items():
        made[f"parts/{name}.md"] = _page(name.replace("-", " ").capitalize(), registry.describe(), registry.kind, text)
    made["parts/data.md"] = _data_page()
    return made


# -- parts ------------------------------------------------------------------------------------------------------------


def _groups() -> list[str]:
    return list(dict.fromkeys(d["group"] for d in layers.describe()))


def _in_group(group: str) -> list[dict[str, Any]]:
    return [d for d in layers.describe() if d["group"] == group]


def _slug(name: str) -> str:
    return name.lower().replace(" ", "-")


def _layer_index() -> str:
    lines = ["# Layers", "", GENERATED, ""]
    for group in _groups():
        lines += [f"## [{group}]({_slug(group)}.md)", "", "| layer | what it computes |", "| --- | --- |"]
        for d in _in_group(group):
            lines.append(f"| [`{d['name']}`]({_slug(group)}.md#{d['name']}) | {_cell(d['summary'])} |")
        lines.append("")
    return _text(lines)


def _page(title: str, described: list[dict[str, Any]], kind: str, introduction: str = "") -> str:
    lines = [f"# {title}", "", GENERATED, ""]
    if introduction:
        lines += [introduction, ""]
    for d in described:
        lines += [
            f"## {d['name']}",
            "",
            *_documentation(d["documentation"]),
            *_meaning(d),
            *_options(d["options"]),
            *_written(d, kind),
        ]
    return _text(lines)


def _documentation(text: str) -> list[str]:
    """A docstring as Markdown: its first paragraph is the formula; Shapes and Source stand out."""
    paragraphs = re.split(r"\n\s*\n|\n(?=Shapes:|Source:)", text)
    lines = []
    for number, paragraph in enumerate(paragraphs):
        if number == 0 and re.search(r"[=←~]", paragraph):
            lines += ["```text", paragraph, "```", ""]
            continue
        prose = _escaped(" ".join(line.strip() for line in paragraph.splitlines()))
        lines += [re.sub(r"^(Shapes|Source):", r"**\1:**", prose), ""]
    return lines


def _meaning(d: dict[str, Any]) -> list[str]:
    """What an explanation says and does not say."""
    if "says" not in d:
        return []
    return [f"**It says:** {_escaped(d['says'])}", "", f"**It does not say:** {_escaped(d['silent'])}", ""]


def _options(options: list[dict[str, Any]]) -> list[str]:
    if not options:
        return ["It has no options.", ""]
    lines = ["| option | default | expects | meaning |", "| --- | --- | --- | --- |"]
    for o in options:
        default = "nothing" if o["default"] is None else f"`{_json(o['default'])}`"
        lines.append(f"| `{o['name']}` | {default} | {_cell(o['expects'])} | {_cell(o['help'])} |")
    return [*lines, ""]


def _written(d: dict[str, Any], kind: str) -> list[str]:
    """How it is written in a recipe, with the options that a reader is likeliest to set; or how it is asked for."""
    if kind == "attribution":
        method = d["name"].replace("_", "-")
        return [f"On the command line: `netsumiki explain MODEL IMAGE --method {method}`", ""]
    shown = {o["name"]: o["default"] for o in d["options"][:2] if isinstance(o["default"], int | float | str | bool)}
    inside = "".join(f', "{name}": {_json(value)}' for name, value in shown.items())
    return [f'In a recipe: `{{"{kind}": "{d["name"]}"{inside}}}`', ""]


def _data_page() -> str:
    lines = ["# Data in a recipe", "", GENERATED, ""]
    for title, cls in (("data", DataPlan), ("data.preprocessing", Preprocessing)):
        described = [o.describe() for o in cls.declared.values()]
        lines += [f"## {title}", "", *_documentation(cls.__doc__ or ""), *_options(described)]
    return _text(lines)


# -- recipes ----------------------------------------------------------------------------------------------------------


def _recipes() -> str:
    lines = ["# Recipes that come with Netsumiki", "", GENERATED, ""]
    lines += ["`netsumiki train NAME` trains one. [What they reach](results.md) is measured by `make results`.", ""]
    for name, document in templates().items():
        lines += [f"## {name}", "", f"**{document['title']}.** {_escaped(document['description'])}", ""]
        for network, found in Recipe.read(document).networks.items():
            lines += [] if network == "model" else [f"The {network}:", ""]
            lines += _network(found)
        for section in ("data", "training"):
            lines += [f"{section.capitalize()}: `{_json(document[section])}`", ""]
    return _text(lines)


def _network(found: Inspection) -> list[str]:
    lines = ["| node | layer | output | parameters |", "| --- | --- | --- | ---: |"]
    lines += [f"| {name} | input | {_shape(shape)} | |" for name, shape in found.inputs.items()]
    for node in found.nodes:
        count = f"{node.formula} = {node.parameter_count:,}" if node.parameter_count else ""
        options = "".join(f", {k} {_json(v)}" for k, v in node.layer.options().items())  # type: ignore[union-attr]
        kind = node.layer.registered_name  # type: ignore[union-attr]
        lines.append(f"| {node.name} | {kind}{_cell(options)} | {_shape(node.shape or ())} | {count} |")
    return [*lines, f"| | | | **{found.parameter_count:,}** |", ""]


def _shape(shape: tuple[int, ...]) -> str:
    return " × ".join(map(str, shape)) or "1"


# -- Markdown ---------------------------------------------------------------------------------------------------------


def _json(value: Any) -> str:
    return json.dumps(to_json(value), ensure_ascii=False)


def _escaped(text: str) -> str:
    return re.sub(r"([*<>|\[\]])", r"\\\1", text)


def _cell(text: str) -> str:
    return _escaped(text).replace("\n", " ")


def _text(lines: list[str]) -> str:
    return "\n".join(lines).rstrip() + "\n"


def stale() -> list[str]:
    """Generated pages that are missing, differ, or should no longer be there."""
    wanted = pages()
    there = {str(p.relative_to(DOCS)) for folder in ("layers", "parts") for p in (DOCS / folder).glob("*.md")}
    old = [name for name, text in wanted.items() if not _same(DOCS / name, text)]
    return sorted([*old, *(there - wanted.keys())])


def _same(path: Path, text: str) -> bool:
    return path.is_file() and path.read_text("utf-8") == text


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="make docs", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail when a page is stale")
    check = parser.parse_args(arguments).check
    outdated, wanted = stale(), pages()
    if check:
        for name in outdated:
            print(f"docs/{name} is stale: run make docs", file=sys.stderr)
        return 1 if outdated else 0
    for name in outdated:
        path = DOCS / name
        if name not in wanted:
            path.unlink()
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(wanted[name], "utf-8")
        print(f"docs/{name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
