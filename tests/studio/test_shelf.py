"""The Models page: bundled models with their cards and one's own runs, to rename, to open and to take along."""

import hashlib

import pytest

from netsumiki.exporting.finding import bundled, load
from netsumiki.exporting.model_file import load_model
from netsumiki.studio import runs
from netsumiki.studio.models import Run
from netsumiki.studio.reading import inspect_recipe
from netsumiki.zoo import cards
from tests.studio.generators import keep, untrained
from tests.studio.test_predicting import keep_run


def listed(browser):
    return {row["id"]: row for row in browser.send("get", "models").json()}


@pytest.fixture
def run(browser, user):
    made = keep_run(user, load("generator-cnn"), "model.safetensors", "succeeded")
    made.progress = {"parameters": 24_460, "test_accuracy": 0.9, "best_validation_accuracy": 0.95, "seconds": 3.5}
    made.save()
    return made


def test_every_bundled_model_is_there_with_what_its_card_says(browser):
    found = listed(browser)
    assert set(found) == {f"zoo:{name}" for name in bundled()}
    for name, card in cards().items():
        row = found[f"zoo:{name}"]
        assert (row["test_accuracy"], row["hash"], row["size"]) == (card.test_accuracy, card.sha256, card.size)
        assert row["parameters"] == card.parameters and row["description"]
        picture = row["input_shape"] if row["kind"] == "classifier" else row["output_shape"]
        if card.data == "mnist":
            assert row["class_names"] == list("0123456789") and picture == [28, 28, 1]
        else:
            assert row["writes"] and {"a", " "} < set(row["class_names"]) and picture == [40]
        assert row["agreement"] == card.agreement


def test_a_card_says_how_sure_the_model_may_be_and_what_it_notices(browser):
    told = browser.send("get", "models/zoo:lenet-5").json()["certainty"]
    certainty = load("lenet-5").certainty
    assert told["temperature"] == certainty.temperature and told["kept"] == certainty.measured["kept"]
    assert set(told["noticed"]) == {"letters", "clothes", "noise"}
    assert browser.send("get", "models/zoo:digit-writer").json()["certainty"] is None


def test_a_finished_run_is_a_model_of_ones_own(browser, run):
    row = listed(browser)[f"run:{run.pk}"]
    assert (row["origin"], row["name"], row["live"]) == ("run", "calm-otter", False)
    assert (row["test_accuracy"], row["validation_accuracy"], row["dataset"]) == (0.9, 0.95, "mnist")
    content = (runs.folder_of(run) / "model.safetensors").read_bytes()
    assert row["hash"] == hashlib.sha256(content).hexdigest() and row["size"] == len(content)


def test_a_run_in_progress_is_a_model_too(browser, user):
    run = keep_run(user, load("generator-cnn"))
    row = listed(browser)[f"run:{run.pk}"]
    assert row["live"] and row["hash"] is None and row["class_names"] == list("0123456789")


def test_a_generator_says_so_and_what_it_reads_and_makes(browser, user):
    model = untrained()
    run = keep(user, model)
    row = listed(browser)[f"run:{run.pk}"]
    assert (row["kind"], row["conditional"]) == ("generator", True)
    assert (row["input_shape"], row["output_shape"]) == (list(model.noise_shape), [28, 28, 1])
    assert row["hash"] == hashlib.sha256((runs.folder_of(run) / "model.safetensors").read_bytes()).hexdigest()
    Run.objects.filter(pk=run.pk).update(progress={"agreement": 0.97})
    assert browser.send("get", f"models/run:{run.pk}").json()["agreement"] == 0.97
    run = keep(user, untrained("gan-2d"))
    toy = listed(browser)[f"run:{run.pk}"]
    assert (toy["conditional"], toy["output_shape"]) == (False, [2])


def test_a_classifier_is_called_one(browser):
    row = listed(browser)["zoo:digit-reader"]
    assert (row["kind"], row["conditional"], row["output_shape"]) == ("classifier", False, [10])
    assert row["agreement"] is None


def test_the_latest_of_ones_own_comes_first(browser, user, run):
    newer = keep_run(user, load("generator-cnn"))
    own = [id for id in listed(browser) if id.startswith("run:")]
    assert own == [f"run:{newer.pk}", f"run:{run.pk}"]


def test_a_run_without_weights_or_with_a_damaged_file_is_left_out(browser, user, run):
    Run.objects.create(owner=user, name="new", recipe={})
    (runs.folder_of(run) / "model.safetensors").write_bytes(b"\x80\x04pickle")
    assert not any(id.startswith("run:") for id in listed(browser))
    assert browser.send("get", f"models/run:{run.pk}").status_code == 422


@pytest.mark.parametrize("id", ["zoo:digit-reader", "run"])
def test_a_model_opens_as_the_recipe_it_was_trained_by(browser, run, id):
    detail = browser.send("get", f"models/{id if id != 'run' else f'run:{run.pk}'}").json()
    assert inspect_recipe(detail["recipe"])["ready"]
    assert detail["recipe"]["name"] == detail["recipe_name"]


def test_a_model_is_renamed_with_its_run(browser, run):
    detail = browser.send("patch", f"models/run:{run.pk}", {"name": "Mine"}).json()
    assert detail["name"] == "Mine"
    assert Run.objects.get(pk=run.pk).name == "Mine"


def test_a_bundled_model_keeps_its_name(browser):
    answer = browser.send("patch", "models/zoo:digit-reader", {"name": "Mine"})
    assert answer.status_code == 422 and answer.json()["problems"][0]["code"] == "bundled-model"


@pytest.mark.parametrize("name", ["calm-otter", "../../etc/passwd", 'a"b\r\nX: y', "<b>", "数字", "..."])
def test_a_model_file_is_taken_along_under_a_harmless_name(browser, run, tmp_path, name):
    runs.rename(run, name)
    answer = browser.send("get", f"models/run:{run.pk}/file")
    disposition = answer["Content-Disposition"]
    assert disposition.startswith('attachment; filename="') and disposition.endswith('.safetensors"')
    assert not set("/\\<>\r\n") & set(disposition)
    (tmp_path / "mine.safetensors").write_bytes(answer.content)
    assert load_model(tmp_path / "mine.safetensors").check_golden() < 1e-4


def test_a_bundled_model_can_be_taken_along(browser):
    answer = browser.send("get", "models/zoo:lenet-5/file")
    assert answer.content == bundled()["lenet-5"].read_bytes()
    assert 'filename="lenet-5.safetensors"' in answer["Content-Disposition"]


@pytest.mark.parametrize("id", ["zoo:none", "run:none", "zoo:..", "run:", "none", "zoo:digit-reader\0"])
def test_what_is_not_there_is_not_there(browser, id):
    for answer in (browser.send("get", f"models/{id}"), browser.send("get", f"models/{id}/file")):
        assert answer.status_code == 404


def test_models_of_others_are_neither_listed_nor_renamed_nor_taken(stranger, run):
    assert not any(id.startswith("run:") for id in listed(stranger))
    id = f"models/run:{run.pk}"
    answers = stranger.send("get", id), stranger.send("patch", id, {"name": "x"}), stranger.send("get", f"{id}/file")
    assert [answer.status_code for answer in answers] == [404] * 3
    assert Run.objects.get(pk=run.pk).name == "calm-otter"


def test_a_deleted_run_is_no_model_any_more(browser, run):
    browser.send("delete", f"runs/{run.pk}")
    assert f"run:{run.pk}" not in listed(browser)
