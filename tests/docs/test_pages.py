"""The documentation keeps up with the code: generated pages are fresh, and what hand-written pages show really runs."""

import json
import re
from dataclasses import fields
from pathlib import Path

import pytest

from docs import generate, results
from netsumiki.cli.app import app
from netsumiki.training import Recipe, Run
from netsumiki.training.events import Event
from tests.training.adversaries import POINTS, changed

DOCS = Path(__file__).parents[2] / "docs"
PAGES = sorted(DOCS.rglob("*.md"))
TOP = sorted(DOCS.parent.glob("*.md"))
BY_HAND = [p for p in PAGES if "<!-- Written by make" not in p.read_text("utf-8")]
ELSEWHERE = ("api.md",)  # its program needs a studio: test_api_page.py


def fenced(path, language):
    """Each block of this language, with the page's name and its number."""
    blocks = re.findall(rf"^```{language}\n(.*?)^```", path.read_text("utf-8"), re.M | re.S)
    return [pytest.param(block, id=f"{path.stem}-{n}") for n, block in enumerate(blocks, 1)]


def test_generated_pages_are_fresh():
    assert generate.stale() == [], "run make docs"


def test_checking_finds_a_stale_page_and_writes_nothing(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(generate, "DOCS", tmp_path)
    assert generate.main([]) == 0
    (tmp_path / "recipes.md").write_text("edited by hand")
    (tmp_path / "layers" / "gone.md").write_text("a group that is no more")
    assert generate.main(["--check"]) == 1
    complaint = capsys.readouterr().err
    assert "recipes.md is stale" in complaint
    assert "gone.md is stale" in complaint
    assert (tmp_path / "recipes.md").read_text() == "edited by hand"
    assert generate.main([]) == 0
    assert generate.main(["--check"]) == 0
    assert not (tmp_path / "layers" / "gone.md").exists()


@pytest.mark.parametrize("part", generate.PARTS)
def test_every_part_has_its_section(part):
    page = (DOCS / "parts" / f"{part}.md").read_text("utf-8")
    for name in generate.PARTS[part][0]:
        assert f"\n## {name}\n" in page


def test_results_page_says_what_results_json_says():
    assert (DOCS / "results.md").read_text("utf-8") == results.page(results.stored()), "run make results"


def test_what_the_package_expects_of_its_templates_is_what_was_measured():
    assert results.EXPECTED.read_text("utf-8") == results.expectations(results.stored()), "run make results"


@pytest.mark.parametrize("page", [*PAGES, *TOP], ids=lambda p: str(p.relative_to(DOCS.parent)))
def test_links_lead_somewhere(page):
    text = re.sub(r"^```.*?^```", "", page.read_text("utf-8"), flags=re.M | re.S)
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", re.sub(r"`[^`\n]*`\]", "]", text)):
        assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_index_leads_to_every_page():
    linked = set(re.findall(r"\]\(([^)#:]+)\)", (DOCS / "index.md").read_text("utf-8")))
    pages = {str(p.relative_to(DOCS)) for p in PAGES if p.parent.name != "layers"} - {"index.md"}
    assert pages <= linked


@pytest.mark.parametrize("page", [*BY_HAND, *TOP], ids=lambda p: p.stem)
def test_commands_on_the_page_exist(page):
    known = {c.name or c.callback.__name__ for c in app.registered_commands} | {g.name for g in app.registered_groups}
    for command in re.findall(r"(?:^ {4}|`)netsumiki (\w+)", page.read_text("utf-8"), re.M):
        assert command in known


@pytest.mark.parametrize("block", fenced(DOCS / "recipe-format.md", "json"))
def test_recipe_on_the_page_trains(block):
    assert Recipe.inspect(json.loads(block))[1] == []
    finished = Run(json.loads(block), threads=1, strict=True).train().finished
    assert finished.test_accuracy > 0.9 if hasattr(finished, "test_accuracy") else finished.judged["quality"] > 0.9


@pytest.mark.parametrize(
    "block", [block for page in BY_HAND if page.name not in ELSEWHERE for block in fenced(page, "python")]
)
def test_python_on_the_page_runs(block, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    if "netsumiki.data.own" in block:  # it stores something
        monkeypatch.setenv("NETSUMIKI_HOME", str(tmp_path / "home"))
    exec(compile(block, "documentation", "exec"), {})


def test_run_folder_page_has_every_event_with_its_fields():
    """What an event adds to the one that it is a kind of stands together, in a row of its own."""
    lines = (DOCS / "run-folder.md").read_text("utf-8").splitlines()
    for event in kinds_of(Event):
        rows = [line for line in lines if line.startswith(f"| `{event.name}`")]
        own = [f.name for f in fields(event) if f.name not in {g.name for g in fields(event.__base__)}]
        assert any(all(f"`{name}`" in row for name in own) for row in rows), f"{event.__name__} has {own}"


def kinds_of(event):
    return [kind for sub in event.__subclasses__() for kind in (sub, *kinds_of(sub))]


@pytest.mark.parametrize("recipe", ["logistic", changed(POINTS, training__steps=2)], ids=["classifier", "generator"])
def test_model_file_page_has_every_text_and_array_of_the_file(recipe, tmp_path):
    from safetensors import safe_open

    Run(recipe, threads=1).train().model.save(tmp_path / "model.safetensors")
    page = (DOCS / "model-file.md").read_text("utf-8")
    with safe_open(tmp_path / "model.safetensors", framework="numpy") as file:
        assert {f"`{name}`" for name in file.metadata()} <= set(re.findall(r"^\| (`\w+`)", page, re.M))
        arrays = set(file.keys())
    assert {name.split("/")[0] for name in arrays} == {"weight", "golden"}
    for name in arrays:
        assert name.startswith("weight/") or re.search(rf"^\| .*`{name}`", page, re.M), name


def test_page_names_every_field_of_a_recipe():
    from netsumiki.engine.inspection import RESERVED
    from netsumiki.training.recipe import SECTIONS

    page = (DOCS / "recipe-format.md").read_text("utf-8")
    for field in (*SECTIONS, *RESERVED, "inputs", "nodes", "outputs"):
        assert re.search(rf"^\| .*`{field}`.* \|", page, re.M), field
