"""`netsumiki timeline` and `netsumiki rewind`: films of a run, and runs that go on from before."""

import json

import pytest
from PIL import Image
from safetensors.numpy import load_file

from tests.training.test_rewinding import gan_recipe


@pytest.fixture
def run(netsumiki, written):
    """The folder of a GAN that was trained for 40 steps, with a snapshot every 10."""
    assert netsumiki("train", written(gan_recipe()), "--out", "run").code == 0
    return "run"


def test_a_film_has_every_frame_of_the_run(netsumiki, run, tmp_path):
    for name in ("film.gif", "film.webp"):
        outcome = netsumiki("timeline", run, "--out", name)
        assert outcome.code == 0 and f"Film    {name} (" in outcome.out and "step 0 to 40" in outcome.out
        assert "Drawing frames" in outcome.err
        with Image.open(tmp_path / name) as image:
            assert image.n_frames == 5 and image.format.lower() in name


def test_the_film_takes_as_long_as_asked(netsumiki, run, tmp_path):
    netsumiki("timeline", run, "--seconds", 1)
    with Image.open(tmp_path / "film.gif") as image:
        assert image.info["duration"] == 200


def test_json_says_what_is_in_the_film(netsumiki, run, tmp_path):
    *progress, line = netsumiki("timeline", run, "--json").lines
    assert line["event"] == "film" and (line["frames"], line["steps"]) == (5, 40)
    assert line["bytes"] == (tmp_path / "film.gif").stat().st_size
    assert progress[-1] == {"event": "preparing", "what": "Drawing frames", "done": 5, "total": 5}


@pytest.mark.parametrize("command", [["timeline"], ["rewind", "--step", "10"]])
def test_a_folder_that_is_no_run_is_refused(netsumiki, command):
    outcome = netsumiki(*command, "nowhere")
    assert outcome.code == 2 and "there is no run in nowhere: give the folder of a run" in outcome.err


def test_a_film_of_another_kind_is_refused(netsumiki, run):
    assert "a film is .gif, .webp or .mp4, got film.avi" in netsumiki("timeline", run, "--out", "film.avi").err


def test_without_ffmpeg_an_mp4_is_refused_with_a_remedy(netsumiki, run, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    outcome = netsumiki("timeline", run, "--out", "film.mp4")
    assert outcome.code == 1 and "install it, or choose gif or webp" in outcome.err
    assert not (tmp_path / "film.mp4").exists()


def test_the_run_of_a_classifier_has_no_film_and_no_way_back(netsumiki, run_folder):
    outcome = netsumiki("timeline", run_folder)
    assert outcome.code == 1 and "holds no frames: train a generator" in outcome.err
    outcome = netsumiki("rewind", run_folder, "--step", 10)
    assert outcome.code == 2 and "only runs that train a generator do" in outcome.err


def test_rewinding_tells_how_to_go_on_and_going_on_gives_the_same(netsumiki, run, tmp_path):
    outcome = netsumiki("rewind", run, "--step", 20, "--out", "again")
    assert outcome.code == 0 and outcome.out.splitlines()[-1] == "Go on with: netsumiki train again --resume"
    assert netsumiki("train", "again", "--resume").code == 0
    first, again = (load_file(tmp_path / name / "model.safetensors") for name in ("run", "again"))
    assert all((first[name] == again[name]).all() for name in first)


def test_the_new_run_gets_a_free_folder_and_a_rate(netsumiki, run, tmp_path):
    (line,) = netsumiki("rewind", run, "--step", 20, "--lr", 0.005, "--json").lines
    assert line == {"event": "rewound", "folder": "runs/points-1", "step": 20, "lr": 0.005}
    last = (tmp_path / "runs" / "points-1" / "events.jsonl").read_text().splitlines()[-1]
    assert json.loads(last) == {"event": "learning_rate", "step": 20, "lr": 0.005}


@pytest.mark.parametrize(
    "options, words",
    [
        (["--step", "15"], "there is no snapshot of step 15: choose one of 0, 10, 20, 30, 40"),
        (["--step", "10", "--out", "run"], "run already holds something: choose another folder"),
        (["--step", "10", "--lr", "0"], "lr"),
        (["--step", "-1"], "--step"),
        ([], "--step"),
    ],
)
def test_what_cannot_be_gone_back_to_is_refused_in_a_sentence(netsumiki, run, tmp_path, options, words):
    outcome = netsumiki("rewind", run, *options)
    assert outcome.code == 2 and outcome.err.count("\n") == 1 and words in outcome.err
    assert not list((tmp_path / "runs").glob("*"))


def test_an_interrupt_ends_it_quietly_and_leaves_nothing(netsumiki, run, tmp_path, monkeypatch):
    def interrupt(*args, **options):
        raise KeyboardInterrupt

    monkeypatch.setattr("netsumiki.exporting.film.scatter", interrupt)
    monkeypatch.setattr("netsumiki.training.rewinding.save_checkpoint", interrupt)
    before = sorted(tmp_path.rglob("*"))
    for command in (["timeline", run], ["rewind", run, "--step", 10, "--out", "again"]):
        outcome = netsumiki(*command)
        assert outcome.code == 130 and "Traceback" not in outcome.err
    assert sorted(tmp_path.rglob("*")) == before
