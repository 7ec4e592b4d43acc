"""Making examples: what is asked for is made, steered and read; bad requests are told so."""

import json
from base64 import b64decode

import numpy as np
import pytest

from netsumiki.exporting.generator_file import load_generator
from netsumiki.studio import loaded, runs
from netsumiki.studio.models import Run
from tests.studio.generators import PICTURES, PLANE, keep, train, untrained


@pytest.fixture
def writer(user, folder):
    """A run whose generator makes (bad) digits of 28 × 28."""
    return keep(user, untrained())


@pytest.fixture
def plane(user, folder):
    return train(user, PLANE)


def make(browser, run, samples, **more):
    return browser.send("post", "generate", {"model": f"run:{run.pk}", "samples": samples} | more)


def pictures(answer):
    found = answer.json()
    shape = found["height"], found["width"], found["channels"]
    return np.stack([np.frombuffer(b64decode(p), np.uint8).reshape(shape) for p in found["pictures"]])


def test_the_same_request_makes_the_same_pictures_as_the_model_itself(browser, writer):
    asked = [{"label": 3, "seed": 1}, {"label": 4, "seed": 2}]
    made = pictures(make(browser, writer, asked))
    model = load_generator(runs.folder_of(writer) / "model.safetensors")
    for picture, one in zip(made, asked):
        assert np.array_equal(picture, model.generate(model.noise(1, one["seed"]), [one["label"]])[0])
    assert np.array_equal(made, pictures(make(browser, writer, asked)))


def test_an_example_does_not_depend_on_what_else_is_asked_for(browser, writer):
    alone = pictures(make(browser, writer, [{"label": 7, "seed": 9}]))[0].astype(int)
    among = pictures(make(browser, writer, [{"label": 1, "seed": 5}] * 5 + [{"label": 7, "seed": 9}]))[-1]
    assert np.abs(alone - among).max() <= 1


def test_the_discriminator_and_the_judge_say_what_they_think_of_each(browser, writer):
    found = make(browser, writer, [{"label": n, "seed": 1} for n in range(10)]).json()
    assert len(found["realness"]) == len(found["readings"]) == 10
    assert all(0 <= p <= 1 for p in found["realness"])
    assert all(r["label"] in "0123456789" and 0 < r["sure"] <= 1 for r in found["readings"])
    assert found["points"] is None and found["step"] is None
    assert make(browser, writer, [{"label": 1}], read=False).json()["readings"] is None


def test_a_way_between_two_seeds_begins_and_ends_with_them(browser, writer):
    def at(mix):
        return {"label": 3, "seed": 1, "other_seed": 2, "mix": mix}

    way = pictures(make(browser, writer, [at(0), at(0.5), at(1)])).astype(int)
    ends = pictures(make(browser, writer, [{"label": 3, "seed": 1}, {"label": 3, "seed": 2}])).astype(int)
    assert np.abs(way[[0, 2]] - ends).max() <= 1
    assert np.abs(way[1] - ends).max(axis=(1, 2, 3)).min() > 5


def test_directions_move_the_picture_and_are_told_with_their_share(browser, writer):
    shares = [d["share"] for d in browser.send("get", f"models/run:{writer.pk}/directions").json()]
    assert shares == sorted(shares, reverse=True) and 0 < sum(shares) <= 1
    asked = [{"label": 3, "directions": d} for d in ([], [3.0], [0, 0, -3])]
    still, first, third = pictures(make(browser, writer, asked)).astype(int)
    assert np.abs(first - still).max() > 5 and np.abs(third - first).max() > 5
    too_many = make(browser, writer, [{"label": 3, "directions": [1.0] * 40}])
    assert too_many.status_code == 422 and too_many.json()["problems"][0]["code"] == "directions"


def test_a_run_in_progress_makes_examples_with_its_weights_as_they_are_now(browser, user, folder):
    run = keep(user, untrained(), "live.safetensors", "running")
    found = make(browser, run, [{"label": 3}])
    assert found.json()["step"] == 7
    changed = untrained()
    changed.facts["step"] = 8
    changed.graph.params.vector[...] *= 2
    changed.save(runs.folder_of(run) / "live.safetensors")
    again = make(browser, run, [{"label": 3}])
    assert again.json()["step"] == 8 and not np.array_equal(pictures(found), pictures(again))


def test_sliders_do_not_jump_while_a_run_goes_on_but_do_follow_in_time(browser, user, folder, monkeypatch):
    run, other = keep(user, untrained("gan-2d"), "live.safetensors", "running"), untrained("gan-2d", seed=1)

    def shares():
        return [d["share"] for d in browser.send("get", f"models/run:{run.pk}/directions").json()]

    before = shares()
    other.save(runs.folder_of(run) / "live.safetensors")
    assert shares() == before
    monkeypatch.setattr(loaded, "DIRECTIONS_LAST", 0.0)
    other.save(runs.folder_of(run) / "live.safetensors")
    assert shares() != before


def test_a_finished_model_is_steered_along_its_own_directions(browser, user, folder):
    run = keep(user, untrained("gan-2d"))

    def shares():
        return [d["share"] for d in browser.send("get", f"models/run:{run.pk}/directions").json()]

    before = shares()
    untrained("gan-2d", seed=1).save(runs.folder_of(run) / "model.safetensors")
    assert shares() != before


def test_points_come_as_numbers(browser, plane):
    found = make(browser, plane, [{"seed": n} for n in range(5)]).json()
    assert np.shape(found["points"]) == (5, 2) and found["pictures"] == [] and found["readings"] is None
    assert len(found["realness"]) == 5 and found["height"] == 0


def test_pictures_that_the_judge_does_not_know_are_not_read(browser, user, folder):
    found = make(browser, train(user, PICTURES), [{"label": 1}]).json()
    assert found["readings"] is None and (found["height"], found["width"], found["channels"]) == (8, 8, 1)
    strange = keep(user, untrained(names=tuple("abcdefghij")))
    assert make(browser, strange, [{"label": 1}]).json()["readings"] is None


def test_without_a_discriminator_nobody_says_how_real_it_is(browser, user, folder):
    model = untrained()
    recipe = {k: v for k, v in model.recipe.items() if k != "discriminator"}
    model.recipe, model.discriminator = recipe, None
    assert make(browser, keep(user, model), [{"label": 1}]).json()["realness"] is None


@pytest.mark.parametrize(
    "samples, code",
    [
        ([{"label": 10}], "label-range"),
        ([{}], "label-missing"),
        ([{"label": 1}, {"seed": 2}], "label-missing"),
    ],
)
def test_what_the_model_cannot_do_is_said_in_words(browser, writer, samples, code):
    (problem,) = make(browser, writer, samples).json()["problems"]
    assert problem["code"] == code and "label" in problem["message"]


def test_a_label_for_a_model_without_labels_is_told_so(browser, plane):
    assert make(browser, plane, [{"label": 1}]).json()["problems"][0]["code"] == "no-labels"


BAD = [
    *({"label": value} for value in (-1, 1.5, "x", 2**40, [1])),
    *({"seed": value} for value in (-1, 2**32, 0.5, None, "x")),
    *({"other_seed": value} for value in (-1, 2**32, "x")),
    *({"mix": value} for value in (-0.1, 1.1, None, "x")),
    *({"directions": value} for value in ([11.0], [-11.0], ["x"], [0.0] * 65, 3, None)),
]


@pytest.mark.parametrize("sample", BAD, ids=json.dumps)
def test_a_sample_that_cannot_be_meant_is_refused(browser, writer, sample):
    answer = make(browser, writer, [{"label": 1} | sample])
    assert answer.status_code == 422 and answer.json()["problems"][0]["message"]


@pytest.mark.parametrize("samples", [[], [{"label": 1}] * 257, None, {}, "x"])
def test_too_many_samples_and_none_are_refused(browser, writer, samples):
    assert make(browser, writer, samples).status_code == 422


def test_numbers_that_json_does_not_know_are_refused(browser, writer):
    body = f'{{"model": "run:{writer.pk}", "samples": [{{"label": 1, "mix": NaN, "directions": [Infinity]}}]}}'
    answer = browser.post("/api/generate", body, content_type="application/json")
    assert answer.status_code == 422


def test_a_classifier_does_not_generate_and_a_generator_does_not_read(browser, writer):
    for method, path, content in [
        ("post", "generate", {"model": "zoo:digit-reader", "samples": [{"label": 1}]}),
        ("post", "generate/sheet", {"model": "zoo:digit-reader", "samples": [{"label": 1}]}),
        ("get", "models/zoo:digit-reader/directions", None),
        ("post", "predict", {"model": f"run:{writer.pk}", "strokes": [[[0.1, 0.1], [0.9, 0.9]]]}),
    ]:
        answer = browser.send(method, path, content)
        assert answer.status_code == 422, path
        (problem,) = answer.json()["problems"]
        assert problem["code"] == "model-kind" and "choose" in problem["message"] and "/" not in problem["message"]


def test_weights_that_are_no_numbers_are_told_and_not_shown(browser, user, folder):
    model = untrained()
    model.graph.params.vector[...] = np.nan
    (problem,) = make(browser, keep(user, model), [{"label": 1}]).json()["problems"]
    assert problem["code"] == "not-finite"


# -- other people -----------------------------------------------------------------------------------------------------


def test_nobody_else_makes_examples_with_ones_model(stranger, writer):
    assert make(stranger, writer, [{"label": 1}]).status_code == 404
    assert stranger.send("get", f"models/run:{writer.pk}/directions").status_code == 404


@pytest.mark.parametrize("model", ["zoo:none", "run:none", "zoo:../secret", "run:", "x" * 101, "zoo:digit-reader\0"])
def test_a_model_that_is_not_there_is_not_there(browser, model):
    answer = browser.send("post", "generate", {"model": model, "samples": [{"label": 1}]})
    assert answer.status_code in (404, 422)


def test_a_deleted_run_makes_nothing(browser, writer):
    browser.send("delete", f"runs/{writer.pk}")
    assert make(browser, writer, [{"label": 1}]).status_code == 404


def test_a_run_that_has_not_begun_says_so(browser, user, folder):
    run = Run.objects.create(owner=user, name="new", recipe=PLANE)
    assert make(browser, run, [{}]).json()["problems"][0]["code"] == "no-weights"
