"""Runs that train a generator: how far they are, what the judge said, their history, their size, and their end."""

import pytest

from netsumiki.studio import runs
from netsumiki.studio.hearing import Heard
from netsumiki.studio.models import Run
from tests.studio.generators import PICTURES, PLANE, train

GAN = {"step": 5, "epoch": 1, "seconds": 2.0, "lr": 0.001, "images_per_second": 10.0, "remaining": 1.0}
GAN |= {"generator_loss": 0.7, "discriminator_loss": 1.3, "real_found": 0.6, "fake_found": 0.4}
ALARM = {"code": "missing", "facts": {"classes": ["4"]}, "message": "4 is missing"}
JUDGED = {"agreement": 0.8, "classes_seen": 9, "per_class": [0.8] * 10, "shares": [0.1] * 10, "spread": 0.7}
JUDGED |= {"sure": 0.9, "alarm": [ALARM]}


def said(step, **more):
    return {"event": "evaluated", "step": step, "epoch": 1, "seconds": 2.0, "best": True, "judged": JUDGED | more}


@pytest.fixture
def run(user, folder):
    return Run.objects.create(owner=user, name="mine", recipe=PICTURES, state=Run.State.RUNNING, attempt=1)


def hear(run, *events):
    return [message for _, message in Heard(run, list(events)).write()]


def test_progress_of_two_networks_reaches_the_row(browser, run):
    hear(run, {"event": "progress", **GAN}, said(5), {"event": "frame", "step": 5, "snapshot": True})
    answer = browser.send("get", f"runs/{run.pk}").json()
    progress = answer["progress"]
    assert answer["task"] == "gan"
    assert {k: progress[k] for k in GAN} == GAN
    assert (progress["agreement"], progress["classes_seen"], progress["frame_step"]) == (0.8, 9, 5)
    assert progress["judged"]["alarm"] == [ALARM] and progress["judged"]["spread"] == 0.7
    assert progress["loss"] is None and progress["accuracy"] is None


def test_a_new_frame_is_told_to_the_tabs(run):
    messages = hear(run, {"event": "frame", "step": 5, "snapshot": True})
    (events,) = (m for m in messages if m["type"] == "events")
    assert [(e["event"], e["step"], e["snapshot"]) for e in events["events"]] == [("frame", 5, True)]
    (row,) = (m for m in messages if m["type"] == "run")
    assert row["run"]["progress"]["frame_step"] == 5


def test_the_judges_last_words_are_those_of_the_end(browser, run):
    finished = {"event": "finished", "step": 9, "seconds": 3.0, "interrupted": False, "parameters": 9}
    hear(run, said(5), finished | {"judged": JUDGED | {"agreement": 0.95, "alarm": []}})
    answer = browser.send("get", f"runs/{run.pk}").json()
    assert answer["state"] == "succeeded"
    assert answer["progress"]["agreement"] == 0.95 and answer["progress"]["judged"]["alarm"] == []
    assert browser.send("get", f"runs/{run.pk}/history").json()["alarm"] == []


def test_a_run_that_nobody_could_judge_ends_without_a_judgement(browser, run):
    hear(run, {"event": "finished", "step": 9, "interrupted": False, "judged": None})
    progress = browser.send("get", f"runs/{run.pk}").json()["progress"]
    assert progress["judged"] is None and progress["agreement"] is None


def test_the_history_has_the_losses_and_what_was_judged_over_time(browser, run):
    hear(run, {"event": "progress", **GAN}, said(5), said(9, agreement=0.9, alarm=[]))
    found = browser.send("get", f"runs/{run.pk}/history").json()
    for name in ("generator_loss", "discriminator_loss", "real_found", "fake_found"):
        assert found["progress"][name] == [GAN[name]]
    assert found["progress"]["loss"] == [None]
    judged = found["judged"]
    assert (judged["step"], judged["agreement"], judged["classes_seen"]) == ([5, 9], [0.8, 0.9], [9, 9])
    assert (judged["spread"], judged["sure"], judged["coverage"]) == ([0.7, 0.7], [0.9, 0.9], [None, None])
    assert found["alarm"] == []
    assert found["evaluated"]["step"] == []  # a generator has no validation


def test_frames_and_reports_do_not_fill_the_log(browser, run):
    hear(run, {"event": "frame", "step": 5, "snapshot": True}, said(5), {"event": "paused", "step": 6})
    assert [entry["kind"] for entry in browser.send("get", f"runs/{run.pk}/history").json()["log"]] == ["paused"]


@pytest.mark.parametrize(
    "judged, course",
    [
        ({"agreement": 0.8}, [0.8]),
        ({"agreement": None, "classes_seen": 5, "shares": [0.1] * 10}, [0.5]),
        ({"quality": 0.5, "coverage": 0.25}, [0.25]),
        ({}, []),
    ],
)
def test_the_sparkline_shows_how_good_the_examples_became(browser, run, judged, course):
    hear(run, said(5) | {"judged": judged})
    assert browser.send("get", "runs").json()[0]["sparkline"] == course


def test_a_run_in_the_plane_tells_all_of_it(browser, user, folder):
    run = train(user, PLANE)
    found = browser.send("get", f"runs/{run.pk}/history").json()
    assert found["judged"]["step"] == [0, 10, 20, 30, 40]
    assert all(0 <= value <= 1 for value in found["judged"]["coverage"] + found["judged"]["quality"])
    assert found["progress"]["generator_loss"][-1] > 0
    progress = browser.send("get", f"runs/{run.pk}").json()["progress"]
    assert progress["step"] == 40 and progress["judged"]["coverage"] == found["judged"]["coverage"][-1]


def test_the_size_counts_frames_and_snapshots_and_deletion_frees_them(browser, user, folder):
    run = train(user, PLANE)
    place = runs.folder_of(run)
    files = [f for f in place.rglob("*") if f.is_file()]
    assert {f.parent.name for f in files} >= {"frames", "snapshots"}
    assert browser.send("get", f"runs/{run.pk}").json()["size"] == sum(f.stat().st_size for f in files)
    browser.send("delete", f"runs/{run.pk}")
    runs.clear_away([run])
    assert not place.exists()


def test_the_first_convolution_of_a_generator_is_shown_and_points_have_none(browser, user, folder):
    shown = browser.send("get", f"runs/{train(user, PICTURES).pk}/live").json()
    assert shown["filters"]["node"] == "g3" and shown["shape"] == [8, 8, 1] and shown["samples"] == []
    shown = browser.send("get", f"runs/{train(user, PLANE).pk}/live").json()
    assert shown["filters"] is None and shown["shape"] == [2]


def test_a_recipe_with_two_networks_is_put_into_the_queue(browser):
    made = browser.send("post", "runs", {"recipe": PLANE})
    assert made.status_code == 201 and made.json()["task"] == "gan"
    assert made.json()["progress"]["parameters"] > 0


def test_a_recipe_whose_networks_do_not_fit_is_refused_in_words(browser):
    shorter = PLANE["generator"] | {"nodes": PLANE["generator"]["nodes"][:-1]}
    answer = browser.send("post", "runs", {"recipe": PLANE | {"generator": shorter}})
    assert answer.status_code == 422
    assert answer.json()["problems"][0]["code"] == "generator-output"
    assert Run.objects.count() == 0
