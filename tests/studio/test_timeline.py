"""The timeline of a run that trains a generator: frames that a browser may keep, films, and the way back."""

import asyncio
import threading
from io import BytesIO

import numpy as np
import pytest
from django.test import AsyncClient
from PIL import Image

from netsumiki.exporting.film import Cancelled
from netsumiki.studio import films, runs
from netsumiki.studio.models import Run, RunEvent
from netsumiki.training import Run as Training
from netsumiki.training.timeline import Timeline
from tests.studio.generators import PICTURES, PLANE, train
from tests.training.adversaries import FLOW, changed


@pytest.fixture
def plane(user, folder):
    return train(user, PLANE)


@pytest.fixture
def pictures(user, folder):
    return train(user, PICTURES)


def timeline(browser, run):
    answer = browser.send("get", f"runs/{run.pk}/timeline")
    assert answer.status_code == 200
    return answer.json()


def test_the_timeline_lists_its_frames_with_what_was_judged(browser, plane):
    found = timeline(browser, plane)
    assert [f["step"] for f in found["frames"]] == [0, 10, 20, 30, 40]
    assert all(f["snapshot"] for f in found["frames"])
    assert found["points"] and found["shape"] == [2] and found["labels"] is None
    told = RunEvent.objects.get(run=plane, kind="evaluated", step=20).data["judged"]
    assert found["frames"][2]["coverage"] == told["coverage"]
    assert found["balance"] == pytest.approx([np.log(4), np.log(2)])


def test_pictures_stand_in_rows_of_ten_one_row_for_each_class(browser, pictures):
    found = timeline(browser, pictures)
    assert (found["points"], found["shape"], found["count"], found["columns"]) == (False, [8, 8, 1], 30, 10)
    assert found["labels"] == [0] * 10 + [1] * 10 + [2] * 10


def test_points_that_are_told_their_class_have_labels(browser, user, folder):
    run = train(user, changed(FLOW, training__steps=4, training__snapshot_every=4, data__dataset__count=300))
    found = timeline(browser, run)
    assert found["balance"] is None and found["labels"][:4] == [0, 1, 2, 0]
    points = browser.send("get", f"runs/{run.pk}/timeline/4/points").json()
    assert len(points["x"]) == len(points["y"]) == len(points["label"]) == found["count"]


def test_a_sheet_shows_the_frame_pixel_by_pixel(browser, pictures):
    answer = browser.send("get", f"runs/{pictures.pk}/timeline/8")
    assert answer["Content-Type"] == "image/png"
    shown = np.asarray(Image.open(BytesIO(answer.content)))
    frame = Timeline(runs.folder_of(pictures)).frame(8)
    assert shown.shape == (24, 80)
    assert np.array_equal(shown[8:16, 16:24], frame[12, :, :, 0])


def test_the_points_of_a_frame_are_those_that_were_made(browser, plane):
    found = browser.send("get", f"runs/{plane.pk}/timeline/30/points").json()
    frame = Timeline(runs.folder_of(plane)).frame(30)
    np.testing.assert_allclose(np.stack([found["x"], found["y"]], 1), frame, atol=1e-4)


def test_points_that_are_no_numbers_are_left_out(browser, plane):
    frame = np.array([[np.nan, 1], [np.inf, 2], [3, 4]], np.float32)
    Timeline(runs.folder_of(plane)).add_frame(41, frame, set())
    found = browser.send("get", f"runs/{plane.pk}/timeline/41/points").json()
    assert found == {"x": [3.0], "y": [4.0], "label": None}


def test_a_browser_keeps_a_frame_for_ever_by_its_version_and_asks_again_without(browser, pictures):
    version = timeline(browser, pictures)["frames"][1]["version"]
    place = f"runs/{pictures.pk}/timeline/4"
    kept = browser.get(f"/api/{place}", {"version": version})
    assert "immutable" in kept["Cache-Control"] and "private" in kept["Cache-Control"]
    asked = browser.send("get", place)
    assert asked["Cache-Control"] == "private, no-cache"
    again = browser.get(f"/api/{place}", headers={"If-None-Match": asked["ETag"]})
    assert again.status_code == 304 and again.content == b""


def test_a_frame_that_was_made_anew_has_another_version(browser, pictures):
    before = timeline(browser, pictures)["frames"][1]["version"]
    sheet = browser.send("get", f"runs/{pictures.pk}/timeline/4")
    Timeline(runs.folder_of(pictures)).add_frame(4, np.zeros((30, 8, 8, 1), np.uint8), set())
    place = f"/api/runs/{pictures.pk}/timeline/4"
    answer = browser.get(place, {"version": before}, headers={"If-None-Match": sheet["ETag"]})
    assert answer.status_code == 200 and "immutable" not in answer["Cache-Control"]
    assert timeline(browser, pictures)["frames"][1]["version"] != before


def test_what_has_no_frames_has_an_empty_timeline(browser, user, recipe):
    for document in (recipe, PLANE):
        run = Run.objects.create(owner=user, name="new", recipe=document)
        found = timeline(browser, run)
        assert found["frames"] == [] and found["shape"] == [] and found["labels"] is None
        assert browser.send("get", f"runs/{run.pk}/timeline/0").status_code == 404
        assert browser.send("get", f"runs/{run.pk}/film").status_code == 404


def test_a_frame_that_is_not_there_names_the_nearest(browser, plane):
    answer = browser.send("get", f"runs/{plane.pk}/timeline/14/points")
    assert answer.status_code == 404 and "step 10" in answer.json()["problems"][0]["message"]


def test_points_have_no_sheet_and_pictures_no_points(browser, plane, pictures):
    for path, code in [(f"{plane.pk}/timeline/0", "not-pictures"), (f"{pictures.pk}/timeline/0/points", "not-points")]:
        answer = browser.send("get", f"runs/{path}")
        assert answer.status_code == 422 and answer.json()["problems"][0]["code"] == code


@pytest.mark.parametrize("step", ["-1", "x", "1.5", "999999999999999999999999", "..%2f..%2fsecret.key", "0%00"])
def test_a_step_is_a_number_and_no_path(browser, plane, step):
    for path in (f"timeline/{step}", f"timeline/{step}/points"):
        assert browser.get(f"/api/runs/{plane.pk}/{path}").status_code in (404, 422)


@pytest.mark.parametrize("content", [b"", b"damaged", b"\x02\0\0\0\0\0\0\0{}"])
def test_a_damaged_frame_is_as_if_it_were_not_there(browser, pictures, content):
    (runs.folder_of(pictures) / "frames" / "00000000.safetensors").write_bytes(content)
    assert browser.send("get", f"runs/{pictures.pk}/timeline/0").status_code == 404
    assert [f["step"] for f in timeline(browser, pictures)["frames"]] == [0, 4, 8]


# -- films ------------------------------------------------------------------------------------------------------------


def film(user, run, **query):
    async def ask():
        client = AsyncClient(headers={"host": "127.0.0.1:8765"})
        await client.aforce_login(user)
        answer = await client.get(f"/api/runs/{run.pk}/film", query)
        content = b"".join([piece async for piece in answer.streaming_content]) if answer.streaming else answer.content
        return answer, content

    return asyncio.run(ask())


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kind, recipe", [("gif", PICTURES), ("webp", PICTURES), ("gif", PLANE)])
def test_a_film_shows_every_frame(user, folder, kind, recipe):
    run = train(user, recipe)
    answer, content = film(user, run, format=kind, seconds=1)
    assert answer.status_code == 200 and answer["Content-Type"] == f"image/{kind}"
    assert answer["Content-Disposition"] == f'attachment; filename="calm-otter.{kind}"'
    image = Image.open(BytesIO(content))
    assert image.format == kind.upper()
    assert image.n_frames == len(Timeline(runs.folder_of(run)).steps())


@pytest.mark.django_db(transaction=True)
def test_without_ffmpeg_an_mp4_is_refused_before_anything_is_sent(user, folder, monkeypatch):
    monkeypatch.setattr("shutil.which", lambda name: None)
    answer, content = film(user, train(user, PICTURES), format="mp4")
    assert answer.status_code == 422 and b"ffmpeg" in content


@pytest.mark.parametrize("query", [{"format": "avi"}, {"seconds": "0"}, {"seconds": "1e9"}, {"seconds": "nan"}])
def test_a_film_that_cannot_be_meant_is_refused(browser, pictures, query):
    assert browser.get(f"/api/runs/{pictures.pk}/film", query).status_code == 422


def test_a_film_is_given_up_when_the_browser_leaves():
    begun, given_up = threading.Event(), threading.Event()

    def make(left):
        begun.set()
        while not left():
            threading.Event().wait(0.01)
        given_up.set()
        raise Cancelled

    async def leave():
        pieces = films.pieces(make)
        waiting = asyncio.ensure_future(anext(pieces))
        await asyncio.to_thread(begun.wait, 10)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        assert await asyncio.to_thread(given_up.wait, 10)

    asyncio.run(leave())


def test_who_waits_for_another_film_may_leave_too():
    with films._room:
        left = threading.Event()
        left.set()
        with pytest.raises(Cancelled):
            films._one_at_a_time(lambda left: b"", left)


# -- the way back -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", ["running", "succeeded", "failed", "cancelled"])
def test_a_run_goes_on_from_a_snapshot_as_a_new_run(browser, plane, state):
    Run.objects.filter(pk=plane.pk).update(state=state)
    answer = browser.send("post", f"runs/{plane.pk}/rewind", {"step": 20, "name": "again"})
    assert answer.status_code == 201
    made = answer.json()
    assert (made["name"], made["state"], made["rewound_from"]) == ("again", "queued", plane.pk)
    assert made["recipe"] == browser.send("get", f"runs/{plane.pk}").json()["recipe"]
    place = runs.folder_of(Run.objects.get(pk=made["id"]))
    assert Timeline(place).steps() == [0, 10, 20]
    went_on = Training(place / "recipe.json", out=place, resume=True, threads=1).train()
    old = runs.folder_of(plane) / "model.safetensors"
    assert went_on.finished.step == 40
    assert (place / "model.safetensors").stat().st_size == old.stat().st_size
    assert Run.objects.get(pk=plane.pk).state == state


def test_a_rewound_run_may_learn_at_another_rate(browser, plane):
    made = browser.send("post", f"runs/{plane.pk}/rewind", {"step": 20, "lr": 0.01}).json()
    place = runs.folder_of(Run.objects.get(pk=made["id"]))
    told = []
    Training(place / "recipe.json", out=place, resume=True, threads=1, on_event=told.append).train()
    assert next(e for e in told if e.name == "progress").lr == 0.01


@pytest.mark.parametrize(
    "change", [{}, {"step": 15}, {"step": -1}, {"step": 1e20}, {"step": "x"}, {"step": 20, "lr": 0}]
)
def test_what_cannot_be_rewound_is_refused_and_leaves_nothing(browser, plane, change):
    answer = browser.send("post", f"runs/{plane.pk}/rewind", change)
    assert answer.status_code == 422
    assert Run.objects.count() == 1
    assert [f.name for f in runs.folder_of(plane).parent.iterdir()] == [plane.pk]


def test_a_snapshot_that_is_not_there_is_told_with_those_that_are(browser, plane):
    (problem,) = browser.send("post", f"runs/{plane.pk}/rewind", {"step": 15}).json()["problems"]
    assert problem["code"] == "no-snapshot" and problem["facts"]["known"] == [0, 10, 20, 30, 40]


def test_a_classifier_cannot_be_rewound(browser, user, recipe):
    run = Run.objects.create(owner=user, name="reader", recipe=recipe, state="succeeded")
    (problem,) = browser.send("post", f"runs/{run.pk}/rewind", {"step": 1}).json()["problems"]
    assert problem["code"] == "no-snapshots" and "reader" in problem["message"]


def test_a_damaged_snapshot_is_refused_in_words(browser, plane):
    (runs.folder_of(plane) / "snapshots" / "00000020.safetensors").write_bytes(b"damaged")
    answer = browser.send("post", f"runs/{plane.pk}/rewind", {"step": 20})
    (problem,) = answer.json()["problems"]
    assert problem["code"] == "no-snapshot" and "/" not in problem["message"] and Run.objects.count() == 1


def test_half_a_rewound_run_of_a_killed_studio_is_cleared_away(plane, folder):
    unfinished = folder / "runs" / "abcdefghjkmn.0a1b2c3d.new"
    (unfinished / "frames").mkdir(parents=True)
    runs.clear_unfinished()
    assert [f.name for f in (folder / "runs").iterdir()] == [plane.pk]


# -- other people -----------------------------------------------------------------------------------------------------


def test_nobody_else_sees_or_rewinds_a_timeline(stranger, plane):
    reads = ("timeline", "timeline/0", "timeline/0/points", "film")
    assert [stranger.send("get", f"runs/{plane.pk}/{path}").status_code for path in reads] == [404] * len(reads)
    assert stranger.send("post", f"runs/{plane.pk}/rewind", {"step": 20}).status_code == 404
    assert Run.objects.count() == 1


def test_a_deleted_run_shows_nothing(browser, plane):
    browser.send("delete", f"runs/{plane.pk}")
    for path in ("timeline", "timeline/0", "timeline/0/points", "film"):
        assert browser.send("get", f"runs/{plane.pk}/{path}").status_code == 404
    assert browser.send("post", f"runs/{plane.pk}/rewind", {"step": 20}).status_code == 404
