"""The program of the page about the interface runs, against a studio as a user starts it."""

import re
from pathlib import Path

import pytest

from netsumiki.studio.api import api
from tests.e2e.server import Studio

PAGE = Path(__file__).parents[2] / "docs" / "api.md"
PROGRAM = "\n".join(re.findall(r"^```python\n(.*?)^```", PAGE.read_text("utf-8"), re.M | re.S))


@pytest.fixture(scope="module")
def studio(tmp_path_factory):
    started = Studio(tmp_path_factory.mktemp("studio") / "home")
    yield started
    started.close()


def run(studio, token, monkeypatch):
    monkeypatch.setenv("NETSUMIKI_STUDIO", studio.url)
    monkeypatch.setenv("NETSUMIKI_TOKEN", token)
    exec(compile(PROGRAM, PAGE.name, "exec"), {})


@pytest.mark.slow
@pytest.mark.xdist_group("api-page")
def test_the_program_trains_a_network_and_asks_another(studio, monkeypatch, capsys):
    run(studio, studio.api("POST", "tokens", {"name": "docs"})["token"], monkeypatch)
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "6 parameters, ready"
    assert re.fullmatch(r"from a script succeeded (0\.9\d*|1\.0)", said[1])
    assert all(re.fullmatch(r"\d: \d+\.\d%", line) for line in said[2:5])
    assert re.fullmatch(r"the score of 7 is -?\d+\.\d", said[5])
    assert len(said) == 7 and re.fullmatch(r"4 pictures in \d+\.\d+ ms", said[6])


@pytest.mark.slow
@pytest.mark.xdist_group("api-page")
def test_a_refusal_ends_it_with_the_studios_own_sentence(studio, monkeypatch):
    with pytest.raises(SystemExit, match="does not know you"):
        run(studio, "nsk_wrong", monkeypatch)


def test_the_page_names_every_area_of_the_interface():
    table = PAGE.read_text("utf-8")
    for path in api.get_openapi_schema()["paths"]:
        area = path.removeprefix("/api/").split("/{")[0]
        if area.startswith(("runs/", "documents/", "models/", "datasets/")):
            continue
        assert f"`{area}`" in table, path
