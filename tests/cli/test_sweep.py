"""`netsumiki sweep noise-label`: ordinary runs, a table, two files; what is done is kept."""

import json
import signal

import pytest
from PIL import Image

from netsumiki.training.loop import Loop
from tests.training.test_rewinding import gan_recipe
from tests.training.test_sweep import told_recipe


@pytest.fixture
def sweep(netsumiki, written):
    """The experiment with a small conditional recipe, in the folder `out`."""
    recipe = written(told_recipe())

    def call(*options, noise="1,4,7"):
        return netsumiki("sweep", "noise-label", recipe, "--noise", noise, "--steps", 8, "--out", "out", *options)

    return call


def test_each_share_is_an_ordinary_run_and_all_are_compared(netsumiki, sweep, tmp_path):
    outcome = sweep("--seeds", 2)
    assert outcome.code == 0
    names = [f"noise-00{n}-seed-{s}" for n in (1, 4, 7) for s in (0, 1)]
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == [*sorted(names), "sweep.json", "sweep.png"]
    assert netsumiki("generate", "out/noise-004-seed-1", "--label", 1).code == 0
    assert "Run 6 of 6: 7 of noise, 1 of label, seed 1" in outcome.out
    for words in ("Noise", "Near a real one", "Real ones covered", "more diversity and less fidelity", "in 6 runs"):
        assert words in outcome.out, words


def test_the_numbers_are_kept(sweep, tmp_path):
    sweep()
    kept = json.loads((tmp_path / "out" / "sweep.json").read_text())
    assert [r["noise"] for r in kept["results"].values()] == [1, 4, 7] and kept["judge"] is None
    assert kept["asked"]["total"] == 8 and kept["asked"]["steps"] == 8
    assert kept["finding"]["code"] == "few" and len(kept["finding"]["curves"]) == 3


def test_the_grid_shows_every_share_below_the_other(sweep, tmp_path):
    sweep(noise="1,7")
    with Image.open(tmp_path / "out" / "sweep.png") as image:
        assert image.size == (400, 2 * 424)


def test_begun_again_it_keeps_what_is_done_and_adds_what_is_new(sweep, tmp_path):
    sweep(noise="1,4")
    model = tmp_path / "out" / "noise-001-seed-0" / "model.safetensors"
    before = (model.stat().st_mtime_ns, json.loads((tmp_path / "out" / "sweep.json").read_text())["results"])
    outcome = sweep(noise="1,4,7")
    assert outcome.code == 0 and "Run 1 of 3" not in outcome.out and "Run 3 of 3" in outcome.out
    after = json.loads((tmp_path / "out" / "sweep.json").read_text())["results"]
    assert model.stat().st_mtime_ns == before[0] and before[1].items() <= after.items() and len(after) == 3


def test_a_run_that_was_trained_but_not_measured_is_not_trained_again(sweep, tmp_path):
    sweep()
    first = (tmp_path / "out" / "sweep.json").read_text()
    (tmp_path / "out" / "sweep.json").unlink()
    outcome = sweep("--json")
    assert (tmp_path / "out" / "sweep.json").read_text() == first
    assert "started" not in {line["event"] for line in outcome.lines}


def test_an_interrupted_run_is_gone_on_with(sweep, tmp_path, monkeypatch):
    report = Loop.report

    def interrupted(loop, lr):
        report(loop, lr)
        if loop.step == 5:
            signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr(Loop, "report", interrupted)
    outcome = sweep(noise="4")
    assert outcome.code == 130 and "Go on with the same command and --out out" in outcome.out
    assert not (tmp_path / "out" / "sweep.json").exists()
    monkeypatch.setattr(Loop, "report", report)
    outcome = sweep(noise="4")
    assert outcome.code == 0 and "Going on after step 5" in outcome.out
    assert len(json.loads((tmp_path / "out" / "sweep.json").read_text())["results"]) == 1


def test_another_experiment_does_not_take_its_place(sweep, tmp_path):
    sweep(noise="4")
    before = (tmp_path / "out" / "sweep.json").read_bytes()
    outcome = sweep("--total", 16, noise="4")
    assert outcome.code == 2 and "out holds another experiment: choose another folder with --out" in outcome.err
    assert (tmp_path / "out" / "sweep.json").read_bytes() == before


def test_a_run_that_diverges_is_told_and_left_out(sweep, tmp_path):
    wild = ["training.clip=null", "training.loss=least_squares"]
    for name in ("optimizer", "discriminator_optimizer"):
        wild.append(f'training.{name}={{"optimizer": "sgd", "lr": 100}}')
    settings = [word for setting in wild for word in ("--set", setting)]
    outcome = sweep(*settings, "--steps", 60, noise="1,4")
    assert outcome.code == 0 and "2 runs diverged" in outcome.out
    kept = json.loads((tmp_path / "out" / "sweep.json").read_text())
    assert all(r["fidelity"] is None and "loss became" in r["error"] for r in kept["results"].values())
    assert kept["finding"]["facts"] == {"runs": 0, "failed": 2, "shares": 0}


def test_json_tells_of_each_run_and_of_the_finding(sweep):
    lines = sweep("--json").lines
    assert [line["noise"] for line in lines if line["event"] == "trial"] == [1, 4, 7]
    assert lines[-1]["event"] == "finding" and lines[-1]["holds"] is None and lines[-1]["folder"] == "out"
    assert sum(line["event"] == "finished" for line in lines) == 3


@pytest.mark.parametrize(
    "options, words",
    [
        (["--noise", "0"], "0 of 8 numbers cannot be noise"),
        (["--noise", "8"], "so give 1 to 7"),
        (["--noise", "a,b"], "--noise takes whole numbers, as in 4,16,48, got 'a,b'"),
        (["--data", "spirals"], "there is no"),
        (["--total", "1"], "--total"),
        (["--steps", "0"], "--steps"),
    ],
)
def test_what_cannot_be_tried_is_refused_in_a_sentence(netsumiki, written, tmp_path, options, words):
    outcome = netsumiki("sweep", "noise-label", written(told_recipe()), "--out", "out", *options)
    assert outcome.code in (1, 2) and outcome.err.count("\n") == 1 and words in outcome.err
    assert not (tmp_path / "out").exists()


def test_a_recipe_without_labels_is_refused_with_a_remedy(netsumiki, written):
    outcome = netsumiki("sweep", "noise-label", written(gan_recipe()))
    assert outcome.code == 2 and "add an input label, and an embedding" in outcome.err
