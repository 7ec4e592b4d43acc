"""Experiments with noise and label: ordinary runs in the queue, what they show together, put away and brought back."""

from io import BytesIO

import pytest
from django.utils import timezone
from PIL import Image

from netsumiki.recipes import templates
from netsumiki.studio import runs
from netsumiki.studio.models import Run, Sweep
from netsumiki.studio.supervisor import DELETED_FOR, Supervisor
from tests.studio.generators import PICTURES, PLANE, keep, untrained
from tests.training.adversaries import changed

CGAN = changed(templates()["cgan"], generator__inputs__noise=[64], generator__nodes__class__units=16)
"""Noise and label have 80 numbers together."""


def begin(browser, **asked):
    return browser.send("post", "sweeps", {"recipe": CGAN} | asked)


@pytest.fixture
def sweep(browser):
    answer = begin(browser, shares=[0.25, 0.5, 0.75], seeds=[1, 2], steps=40, name="Mine")
    assert answer.status_code == 201
    return answer.json()


def end(sweep, measured):
    """Every run of the experiment ends, with what `measured(noise, seed)` says of it."""
    for run in Run.objects.filter(sweep=sweep["id"]):
        agreement, spread = measured(run.point["noise"], run.point["seed"])
        run.progress |= {"agreement": agreement, "judged": {"agreement": agreement, "spread": spread}}
        run.state = Run.State.SUCCEEDED
        run.save()


def test_each_share_and_seed_is_an_ordinary_run_in_the_queue(browser, sweep):
    assert (sweep["name"], sweep["state"], sweep["done"], sweep["total"]) == ("Mine", "queued", 0, 80)
    assert [(p["noise"], p["label"], p["seed"]) for p in sweep["points"]] == [
        (noise, 80 - noise, seed) for seed in (1, 2) for noise in (20, 40, 60)
    ]
    listed = {run["id"]: run for run in browser.send("get", "runs").json()}
    for point in sweep["points"]:
        run = listed[point["run"]]
        assert run["sweep"] == sweep["id"] and run["state"] == "queued"
        generator, training = run["recipe"]["generator"], run["recipe"]["training"]
        assert generator["inputs"]["noise"] == [point["noise"]]
        assert next(n for n in generator["nodes"] if n["name"] == "class")["units"] == point["label"]
        assert (training["seed"], training["steps"]) == (point["seed"], 40)


def test_without_shares_the_usual_ones_are_taken(browser):
    found = begin(browser).json()
    assert found["noises"] == [5, 10, 20, 40, 60, 75] and found["seeds"] == [0]
    assert len(found["points"]) == 6 and found["finding"]["code"] == "few"


def test_shares_that_come_to_the_same_are_one_run(browser):
    assert begin(browser, shares=[0.5, 0.501, 0.0001, 0.9999]).json()["noises"] == [1, 40, 79]


def test_a_template_may_be_named_instead_of_a_recipe(browser):
    found = browser.send("post", "sweeps", {"template": "cgan", "shares": [0.5], "steps": 7}).json()
    assert (found["recipe_name"], found["steps"], len(found["points"])) == ("cgan", 7, 1)


def test_what_the_runs_show_is_said_when_enough_have_ended(browser, sweep):
    assert sweep["finding"]["code"] == "few" and sweep["finding"]["holds"] is None
    end(sweep, lambda noise, seed: (1 - noise / 100, noise / 80 + seed / 1000))
    found = browser.send("get", f"sweeps/{sweep['id']}").json()
    assert (found["state"], found["done"]) == ("ended", 6)
    finding = found["finding"]
    assert finding["code"] == "holds" and finding["holds"] and "that holds here" in finding["message"]
    assert [c["noise"] for c in finding["curves"]] == [20, 40, 60]
    assert finding["trends"]["diversity"]["rank"] > 0.9 and finding["trends"]["fidelity"]["rank"] < -0.9
    assert found["points"][0]["fidelity"] == found["points"][0]["agreement"] == 0.8


def test_runs_that_failed_or_go_on_say_nothing(browser, sweep):
    end(sweep, lambda noise, seed: (1 - noise / 100, noise / 80))
    Run.objects.filter(sweep=sweep["id"], seed=1).update(state="failed")
    Run.objects.filter(sweep=sweep["id"], seed=2).update(state="running")
    found = browser.send("get", f"sweeps/{sweep['id']}").json()
    assert found["state"] == "running" and found["done"] == 3
    assert found["finding"]["facts"]["runs"] == 0


def test_a_sheet_shows_every_label_in_a_column_and_each_noise_in_a_row(browser, user, sweep):
    run = Run.objects.get(pk=sweep["points"][0]["run"])
    place = f"sweeps/{sweep['id']}/runs/{run.pk}/sheet"
    assert browser.send("get", place).status_code == 422  # no weights yet
    runs.folder_of(run).mkdir(parents=True)
    untrained().save(runs.folder_of(run) / "model.safetensors")
    answer = browser.send("get", place)
    assert answer["Content-Type"] == "image/png"
    assert Image.open(BytesIO(answer.content)).size == (10 * 29 + 1, 3 * 29 + 1)


def test_only_runs_of_the_experiment_have_a_sheet_in_it(browser, user, sweep):
    other = keep(user, untrained())
    assert browser.send("get", f"sweeps/{sweep['id']}/runs/{other.pk}/sheet").status_code == 404


def test_deleting_puts_its_runs_away_and_restoring_brings_them_back(browser, sweep):
    gone = sweep["points"][0]["run"]
    browser.send("delete", f"runs/{gone}")  # by itself, before
    assert browser.send("delete", f"sweeps/{sweep['id']}").status_code == 204
    assert browser.send("get", "runs").json() == [] == browser.send("get", "sweeps").json()
    assert browser.send("get", f"sweeps/{sweep['id']}").status_code == 404
    assert all(run.wanted == {"stop": "you stopped it"} for run in Run.objects.all())
    back = browser.send("post", f"sweeps/{sweep['id']}/restore").json()
    assert len(back["points"]) == 5 and gone not in {p["run"] for p in back["points"]}
    assert browser.send("post", f"sweeps/{sweep['id']}/restore").status_code == 404


def test_what_was_deleted_long_ago_is_cleared_away(browser, sweep):
    browser.send("delete", f"sweeps/{sweep['id']}")
    supervisor = Supervisor()
    supervisor.clear_away()
    assert Sweep.objects.count() == 1
    long_ago = timezone.now() - 2 * DELETED_FOR
    Run.objects.update(deleted_at=long_ago, state="cancelled")
    Sweep.objects.update(deleted_at=long_ago)
    for _ in range(3):  # a few at a time
        supervisor.clear_away()
    assert Run.objects.count() == 0 == Sweep.objects.count()


def test_a_run_that_was_put_away_is_no_longer_part_of_it(browser, sweep):
    browser.send("delete", f"runs/{sweep['points'][0]['run']}")
    assert len(browser.send("get", f"sweeps/{sweep['id']}").json()["points"]) == 5


def test_the_list_has_the_latest_first(browser, sweep):
    second = begin(browser, shares=[0.5]).json()
    assert [s["id"] for s in browser.send("get", "sweeps").json()] == [second["id"], sweep["id"]]


UNFIT = {
    "a classifier": {"recipe": None, "template": "lenet-5"},
    "no label": {"recipe": PLANE},
    "no such template": {"recipe": None, "template": "../../etc/passwd"},
    "two recipes": {"template": "cgan"},
    "no recipe": {"recipe": None},
    "a recipe that is none": {"recipe": {"generator": 3}},
    "data of another shape": {"recipe": changed(PICTURES, data__dataset="mnist")},
}


@pytest.mark.parametrize("asked", UNFIT.values(), ids=UNFIT)
def test_what_cannot_be_an_experiment_is_refused_in_words_and_begins_nothing(browser, asked):
    answer = begin(browser, **asked)
    assert answer.status_code == 422
    assert len(answer.json()["problems"][0]["message"]) > 20
    assert Run.objects.count() == 0 == Sweep.objects.count()


@pytest.mark.parametrize(
    "asked",
    [
        {"shares": []},
        {"shares": [0]},
        {"shares": [1]},
        {"shares": [-0.5]},
        {"shares": ["x"]},
        {"shares": 0.5},
        {"shares": [0.5] * 21},
        {"seeds": []},
        {"seeds": [-1]},
        {"seeds": [2**32]},
        {"seeds": [0.5]},
        {"seeds": None},
        {"steps": 0},
        {"steps": 10**9},
        {"steps": "x"},
        {"name": "x" * 201},
        {"template": 3},
        {"recipe": "cgan", "shares": [0.5]},
    ],
    ids=str,
)
def test_a_field_that_cannot_be_meant_is_refused(browser, asked):
    assert begin(browser, **asked).status_code == 422
    assert Run.objects.count() == 0


def test_an_experiment_has_at_most_sixty_runs(browser):
    answer = begin(browser, shares=[n / 10 for n in range(1, 10)], seeds=list(range(7)))
    (problem,) = answer.json()["problems"]
    assert answer.status_code == 422 and problem["code"] == "sweep-size" and "63 runs" in problem["message"]
    assert Run.objects.count() == 0


def test_experiments_of_others_are_not_there(stranger, sweep):
    id, run = sweep["id"], sweep["points"][0]["run"]
    for method, path in [
        ("get", f"sweeps/{id}"),
        ("delete", f"sweeps/{id}"),
        ("post", f"sweeps/{id}/restore"),
        ("get", f"sweeps/{id}/runs/{run}/sheet"),
    ]:
        assert stranger.send(method, path).status_code == 404, path
    assert stranger.send("get", "sweeps").json() == []
    assert Run.objects.filter(deleted_at=None).count() == 6
