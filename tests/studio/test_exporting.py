"""Exports in the studio: which there are, made in the background with their proof, given out, and nobody else's."""

import io
import os
import threading
import zipfile

import onnx
import pytest

from netsumiki.engine.errors import NetsumikiError, Problem
from netsumiki.exporting.formats import Proof, formats
from netsumiki.exporting.formats.base import GROUPS
from netsumiki.studio import exporting
from netsumiki.studio.models import Run
from tests.studio.background import end, settled
from tests.studio.generators import PLANE, train

MODEL = "zoo:note-whole-picture"


@pytest.fixture(autouse=True)
def nothing_goes_on():
    yield
    end(exporting._jobs)


def made(browser, name, precision="float32", model=MODEL):
    """Make an export, and wait until it has ended."""
    answer = browser.send("post", f"models/{model}/exports", {"format": name, "precision": precision})
    assert answer.status_code == 202, answer.content
    address = f"models/{model}/exports/{name}/{precision}"
    settled(lambda: browser.send("get", address).json()["state"] in ("ready", "failed"))
    return browser.send("get", address).json()


def test_every_format_is_listed_in_the_order_in_which_it_is_offered(browser):
    listed = browser.send("get", f"models/{MODEL}/exports").json()
    assert {row["format"] for row in listed} == set(formats)
    places = [GROUPS.index(row["group"]) for row in listed]
    assert places == sorted(places)
    assert all(row["title"] and row["summary"] and row["made"] == [] for row in listed)
    assert next(row for row in listed if row["format"] == "numpy")["refusal"] is None


def test_an_export_is_proved_told_on_the_way_and_given_out(browser, told, user):
    done = made(browser, "numpy")
    assert done["state"] == "ready" and done["proof"]["agree"] and done["proof"]["samples"] == 10
    assert "from model import Model" in done["snippet"]
    assert {(owner, m["type"], m["format"]) for owner, m in told} == {(user.pk, "exporting", "numpy")}
    file = browser.send("get", f"models/{MODEL}/exports/numpy/float32/file")
    assert file.headers["content-disposition"] == 'attachment; filename="model.py"'
    assert file.headers["content-type"] == "application/octet-stream"
    assert len(file.content) == done["files"][0]["size"] and b"class Model" in file.content
    count = len(told)
    assert browser.send("post", f"models/{MODEL}/exports", {"format": "numpy"}).json()["state"] == "ready"
    assert len(told) == count  # it is there already


def test_several_files_come_in_one_archive_and_smaller_weights_say_what_they_cost(browser):
    done = made(browser, "server", "int8")
    # all test digits, or the golden samples where MNIST is not on this machine
    assert done["lost"]["samples"] in (10, 10_000) and 0 <= done["lost"]["same"] <= 1
    file = browser.send("get", f"models/{MODEL}/exports/server/int8/file")
    assert 'filename="note-whole-picture-server.zip"' in file.headers["content-disposition"]
    assert zipfile.ZipFile(io.BytesIO(file.content)).namelist() == [f["name"] for f in done["files"]]


def test_an_older_opset_is_an_export_of_its_own(browser):
    row = next(row for row in browser.send("get", f"models/{MODEL}/exports").json() if row["format"] == "onnx")
    assert row["oldest_opset"] == 20
    address, versions = f"models/{MODEL}/exports/onnx/float32", {}
    for opset, query in ((None, ""), (20, "?opset=20")):
        asked = {"format": "onnx", "opset": opset}
        assert browser.send("post", f"models/{MODEL}/exports", asked).json()["opset"] == opset
        settled(lambda query=query: browser.send("get", address + query).json()["state"] == "ready")
        file = browser.send("get", f"{address}/file{query}").content
        versions[opset] = onnx.load_from_string(file).opset_import[0].version
    assert versions == {None: onnx.defs.onnx_opset_version(), 20: 20}
    for wrong in ({"format": "onnx", "opset": 19}, {"format": "numpy", "opset": 20}):
        assert browser.send("post", f"models/{MODEL}/exports", wrong).status_code == 422


def test_what_answers_otherwise_than_the_model_is_not_given_out(browser, monkeypatch):
    def prove(self, files, model, asked=None):
        return Proof("a broken runtime", 10, float("nan"))

    monkeypatch.setattr(formats["safetensors"], "prove", prove)
    done = made(browser, "safetensors")
    assert done["proof"]["agree"] is False and done["proof"]["difference"] is None
    refused = browser.send("get", f"models/{MODEL}/exports/safetensors/float32/file")
    assert refused.status_code == 422 and refused.json()["problems"][0]["code"] == "export-differs"


def test_a_failure_is_told_and_leaves_nothing(browser, folder, monkeypatch):
    def write(self, model, folder, precision):
        (folder / "half.py").write_text("half")
        raise NetsumikiError("the disk is full")

    monkeypatch.setattr(formats["numpy"], "write", write)
    done = made(browser, "numpy")
    assert done["state"] == "failed" and done["problems"][0]["message"] == "the disk is full"
    assert not list((folder / "exports").glob("*"))
    assert browser.send("get", f"models/{MODEL}/exports/numpy/float32/file").status_code == 404


def test_what_is_missing_on_this_machine_is_told_as_a_problem_with_what_to_install(browser, monkeypatch):
    for module in ("onnx", "torch_source"):
        monkeypatch.setattr(f"netsumiki.exporting.formats.{module}.find_spec", lambda name: None)
    listed = browser.send("get", f"models/{MODEL}/exports").json()
    refusal = next(row for row in listed if row["format"] == "onnx")["refusal"]
    assert refusal["code"] == "not-installed" and refusal["facts"]["install"] == "pip install onnx onnxruntime"
    assert (
        browser.send("post", f"models/{MODEL}/exports", {"format": "onnx"}).json()["problems"][0]["code"]
        == "not-installed"
    )
    missing = made(browser, "torch")["proof"]["missing"]
    assert missing["code"] == "not-installed" and missing["facts"]["package"] == "PyTorch"


def test_what_could_not_be_run_is_run_when_it_is_asked_for_again(browser, monkeypatch):
    proofs = [Proof("a runtime", 10, 0.0, True), Proof("a runtime", missing=Problem("not-installed", "install it"))]
    monkeypatch.setattr(formats["safetensors"], "prove", lambda *asked: proofs.pop())
    assert made(browser, "safetensors")["proof"]["missing"]["message"] == "install it"
    assert browser.send("get", f"models/{MODEL}/exports/safetensors/float32/file").status_code == 200
    assert made(browser, "safetensors")["proof"]["agree"] and proofs == []


def test_an_export_can_be_given_up_by_whom_it_is_made_for(browser, stranger, told, monkeypatch):
    begun, enough = threading.Event(), threading.Event()

    def write(self, model, folder, precision):
        begun.set()
        enough.wait(20)
        return []

    monkeypatch.setattr(formats["numpy"], "write", write)
    browser.send("post", f"models/{MODEL}/exports", {"format": "numpy"})
    assert begun.wait(20)
    assert stranger.send("delete", f"models/{MODEL}/exports/numpy/float32").json()["state"] == "missing"
    assert browser.send("get", f"models/{MODEL}/exports/numpy/float32").json()["state"] == "running"
    gone = browser.send("delete", f"models/{MODEL}/exports/numpy/float32").json()
    enough.set()
    assert gone["state"] == "missing" and told[-1][1]["state"] == "missing"


def test_what_nobody_can_make_is_refused(browser):
    for body in ({"format": "word"}, {"format": "numpy", "precision": "int4"}, {"format": "../numpy"}):
        assert browser.send("post", f"models/{MODEL}/exports", body).status_code == 422
    assert browser.send("get", f"models/{MODEL}/exports/numpy/float32/file").status_code == 404
    assert browser.send("get", "models/zoo:none/exports").status_code == 404


def test_a_model_in_training_is_not_exported(user, browser):
    run = train(user, PLANE)
    Run.objects.filter(pk=run.pk).update(state=Run.State.RUNNING)
    refused = browser.send("post", f"models/run:{run.pk}/exports", {"format": "numpy"})
    assert refused.status_code == 422 and refused.json()["problems"][0]["code"] == "model-live"


def test_other_people_find_no_export_of_a_model_that_they_cannot_see(user, browser, stranger):
    model = f"run:{train(user, PLANE).pk}"
    assert made(browser, "numpy", model=model)["proof"]["agree"]
    exports = f"models/{model}/exports"
    assert stranger.send("get", exports).status_code == 404
    assert stranger.send("post", exports, {"format": "numpy"}).status_code == 404
    for method, tail in (("get", ""), ("delete", ""), ("get", "/file")):
        assert stranger.send(method, f"{exports}/numpy/float32{tail}").status_code == 404


def test_only_the_newest_exports_are_kept(browser, folder, monkeypatch):
    monkeypatch.setattr(exporting, "MOST_KEPT", 1)
    (folder / "exports" / "0.new").mkdir(parents=True)  # of a studio that was killed
    os.utime(folder / "exports" / "0.new", (0, 0))
    made(browser, "numpy")
    made(browser, "safetensors")
    assert len(list((folder / "exports").glob("*"))) == 1
    assert browser.send("get", f"models/{MODEL}/exports/numpy/float32").json()["state"] == "missing"
