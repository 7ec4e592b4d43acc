"""The server that is exported: it runs without Netsumiki, wants its token, and names stay text."""

import subprocess
import sys

import numpy as np
import pytest

from netsumiki.exporting.finding import load
from netsumiki.exporting.formats import export, formats
from netsumiki.exporting.formats.golden import Asked, invented
from netsumiki.exporting.formats.server import started
from netsumiki.exporting.serving.application import Application
from netsumiki.exporting.serving.subject import subject
from tests.exporting.asking_a_server import ask
from tests.exporting.test_numpy_file import HOSTILE


@pytest.fixture(scope="module")
def exported(tmp_path_factory):
    return export(load("speed"), "server", tmp_path_factory.mktemp("server"))


def test_it_answers_as_the_engine_does(exported):
    model = load("speed")
    assert exported.proof.agree, exported.proof
    asked = Asked.reading(model, invented(model, 1000))
    assert formats.create("server").prove(exported.files, model, asked).agree


def test_it_needs_nothing_of_netsumiki(exported):
    names = [path.name for path in exported.files]
    assert names == ["server.py", "model.py", "Dockerfile", "requirements.txt"]
    assert not [n for n in names if "import netsumiki" in (exported.files[0].parent / n).read_text("utf-8")]
    assert not [n for n in names if "from netsumiki" in (exported.files[0].parent / n).read_text("utf-8")]


def test_beyond_its_machine_it_wants_a_token(exported):
    folder = exported.files[0].parent
    done = subprocess.run(
        [sys.executable, "server.py", "--host", "0.0.0.0"],
        capture_output=True,
        text=True,
        cwd=folder,
        env={"PATH": ""},
        timeout=60,
    )
    assert done.returncode == 1 and "NETSUMIKI_TOKEN" in done.stderr


def test_a_generator_makes_what_the_engine_makes(tmp_path):
    model = load("digit-writer")
    made = export(model, "server", tmp_path)
    assert made.proof.agree, made.proof
    with started([sys.executable, "server.py", "--port", "0"], tmp_path) as address:
        status, _, said = ask(address, "POST", "/generate", {"count": 2, "seed": 4, "label": "7"})
        assert status == 200 and len(said["pictures"]) == 2
        assert ask(address, "POST", "/generate", {"count": 2, "label": "eleven"})[0] == 422
        assert ask(address, "POST", "/generate", {"count": 257})[0] == 422
        assert ask(address, "POST", "/generate", {"noise": [[0.5]]})[0] == 422


def test_names_in_the_page_and_in_answers_stay_text():
    model = load("speed")
    model.class_names = (*HOSTILE, *model.class_names[len(HOSTILE) :])
    model.recipe = model.recipe | {"name": HOSTILE[0]}
    application = Application(subject(model))
    kind, page, _ = application.fixed["/"]
    assert kind.startswith(b"text/html") and HOSTILE[0].encode() not in page
    assert b"&lt;/script&gt;&lt;script&gt;alert(1)" in page
    assert application.fixed["/model"][0] == b"application/json"
    assert np.isfinite(model.predict(invented(model, 1))).all()
