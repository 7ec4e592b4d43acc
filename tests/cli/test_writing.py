"""`netsumiki write`: a network goes on with a beginning."""

import json

import pytest

from netsumiki.exporting.finding import load
from tests.exporting.texts import reciting


@pytest.fixture
def model(tmp_path):
    path = tmp_path / "reciting.safetensors"
    reciting().save(path)
    return path


def test_it_goes_on_with_the_beginning(netsumiki, model):
    outcome = netsumiki("write", model, "--begin", "abc", "--length", 5, "--temperature", 0)
    assert outcome.code == 0 and outcome.out == "abcdefgh\n"


def test_the_same_seed_writes_the_same_again(netsumiki, model):
    first, second, other = (netsumiki("write", model, "--begin", "a", "--seed", seed).out for seed in (1, 1, 2))
    assert first == second != other and len(first) == 1 + 300 + 1


def test_for_programs_it_says_what_was_written_as_json(netsumiki, model):
    outcome = netsumiki("write", model, "--begin", "ab", "--length", 3, "--temperature", 0, "--json")
    (line,) = outcome.lines
    assert line["begin"] == "ab" and line["text"] == "cde" and line["seed"] == 0


def test_a_character_it_has_never_read_is_told_and_nothing_is_written(netsumiki, model):
    outcome = netsumiki("write", model, "--begin", "schön")
    assert outcome.code == 1 and outcome.out == "" and "does not occur in what the network has read" in outcome.err


def test_a_model_of_pictures_is_told_that_it_reads_no_text(netsumiki, tmp_path):
    load("generator-cnn").save(tmp_path / "reader.safetensors")
    outcome = netsumiki("write", tmp_path / "reader.safetensors")
    assert outcome.code == 1 and outcome.out == "" and "reads no text" in outcome.err


@pytest.mark.parametrize("wrong", ["--length 0", "--length 10001", "--temperature -1", "--temperature 9", "--seed -1"])
def test_numbers_that_make_no_sense_are_refused(netsumiki, model, wrong):
    assert netsumiki("write", model, *wrong.split()).code == 2


def test_a_run_folder_that_was_trained_on_a_text_can_be_asked(netsumiki, written):
    recipe = {
        "version": 1,
        "name": "letters",
        "data": {"dataset": {"dataset": "alice", "length": 4}, "validation": 0},
        "model": {
            "inputs": {"text": [4]},
            "nodes": [
                {"layer": "embedding", "entries": 38, "units": 4},
                {"layer": "gru", "units": 8},
                {"layer": "dense", "units": 38},
                {"layer": "softmax"},
            ],
        },
        "training": {"steps": 3, "batch_size": 16},
    }
    assert netsumiki("train", written(recipe), "--out", "run").code == 0
    outcome = netsumiki("write", "run", "--begin", "Alice was", "--length", 20, "--json")
    assert outcome.code == 0 and len(json.loads(outcome.out)["text"]) == 20
