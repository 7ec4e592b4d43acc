"""`netsumiki finetune`."""

import json
import re

from tests.training.small import points_recipe


def test_a_model_learns_other_classes_and_the_table_says_what_was_taken(netsumiki, written, tmp_path):
    netsumiki("train", written(points_recipe()), "--out", "first")
    data = json.dumps({"dataset": "blobs", "classes": 3, "count": 200})
    outcome = netsumiki("finetune", "first", "--data", data, "--freeze", "body", "--slower", 1)
    assert outcome.code == 0, outcome.err
    rows = {line.split()[0]: re.split(r"  +", line.strip())[-1] for line in outcome.out.splitlines() if line.strip()}
    assert rows["dense_1.W"] == "taken, frozen" and rows["head.W"] == "new" and rows["dense_2.b"] == "not used"
    recipe = json.loads((tmp_path / "runs" / "points-tuned-1" / "recipe.json").read_text("utf-8"))
    assert recipe["model"]["nodes"][0]["trainable"] is False
    assert (tmp_path / "runs" / "points-tuned-1" / "model.safetensors").exists()


def test_json_tells_the_table_first(netsumiki, written):
    netsumiki("train", written(points_recipe()), "--out", "first")
    lines = netsumiki("finetune", "first", "--data", "xor", "--epochs", 1, "--json").lines
    assert lines[0]["event"] == "fine_tuning" and not lines[0]["new_head"] and len(lines[0]["weights"]) == 4
    assert lines[1]["event"] == "started" and lines[1]["taken"] == 42


def test_a_layer_that_is_not_there_is_told(netsumiki, written):
    netsumiki("train", written(points_recipe()), "--out", "first")
    outcome = netsumiki("finetune", "first", "--data", "xor", "--freeze", "conv")
    assert outcome.code == 2 and 'no layer "conv" to freeze' in outcome.err
