"""model.html: one file that asks nobody for anything, and in Chromium computes what the engine computes."""

import re

import pytest

from netsumiki.data import Preprocessing
from netsumiki.engine.errors import NetsumikiError
from netsumiki.engine.graph import Graph
from netsumiki.engine.workspace import Workspace
from netsumiki.exporting.finding import load
from netsumiki.exporting.formats import export, formats
from netsumiki.exporting.formats.chromium import Page
from netsumiki.exporting.formats.golden import Asked, invented
from netsumiki.exporting.model_file import Model
from tests.e2e import chromium
from tests.exporting.networks import untrained
from tests.exporting.small import told

pytestmark = pytest.mark.xdist_group("browser")  # one worker runs every browser: see tests/e2e/conftest.py
MARKUP = "</script></style><img src=x onerror=document.title='caught'>"


@pytest.fixture(autouse=True)
def browser(monkeypatch):
    monkeypatch.setenv("CHROME_PATH", chromium.require())


@pytest.mark.slow
def test_a_thousand_pictures_are_read_alike_in_the_browser(tmp_path):
    model, page = load("note-whole-picture"), formats.create("html")
    proof = page.prove(page.write(model, tmp_path), model, Asked.reading(model, invented(model, 1000)))
    assert proof.missing is None and proof.agree and proof.samples == 1000, proof


@pytest.mark.slow
def test_a_generator_makes_the_same_in_the_browser(tmp_path):
    generator = told()
    generator.keep_golden()
    proof = export(generator, "html", tmp_path).proof
    assert proof.missing is None and proof.agree and proof.samples == 10, proof


@pytest.mark.slow
def test_names_full_of_markup_stay_text(tmp_path):
    model = untrained("spiral")
    model.class_names = (MARKUP, "${alert(1)}")
    model.recipe = model.recipe | {"title": MARKUP}
    (file,) = formats.create("html").write(model, tmp_path)
    with Page(file) as opened:
        title, heading, images, named = opened.ask(
            "[document.title, document.querySelector('h1').textContent, document.images.length,"
            " [...document.querySelectorAll('#bars b')].map((one) => one.textContent).sort()]"
        )
    assert title == heading == MARKUP and images == 0
    assert named == sorted(model.class_names)


@pytest.mark.slow
def test_the_page_may_ask_nobody_and_run_nothing_foreign(tmp_path):
    (file,) = formats.create("html").write(load("note-whole-picture"), tmp_path)
    text = file.read_text("utf-8")
    assert not re.search(r"""\b(src|href)=["']?(https?:)?//""", text)
    with Page(file) as opened:
        asked = "fetch('data:text/plain,x').then(() => 'came', () => 'refused')"
        added = """(() => {
            const script = document.createElement('script');
            script.textContent = 'globalThis.foreign = true';
            document.body.append(script);
            return globalThis.foreign === true;
        })()"""
        assert opened.ask(asked) == "refused" and opened.ask(added) is False


def test_what_cannot_be_drawn_is_refused_with_another_way(tmp_path):
    graph = Graph({"inputs": {"x": [5]}, "nodes": [{"layer": "dense", "units": 2}]}, Workspace(seed=0))
    model = Model({"name": "five"}, graph, Preprocessing(), ("a", "b"), "softmax")
    with pytest.raises(NetsumikiError, match="nothing to draw on for examples of shape \\(5,\\): take the JavaScript"):
        export(model, "html", tmp_path)


def test_without_a_browser_nothing_is_claimed(tmp_path, monkeypatch):
    monkeypatch.setenv("CHROME_PATH", str(tmp_path / "nowhere"))
    proof = export(untrained("logistic"), "html", tmp_path).proof
    assert proof.missing.message.startswith("no browser was found") and not proof.agree
