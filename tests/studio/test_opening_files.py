"""Files that are dropped on the canvas: recipes and model files open, everything else is answered in words."""

import json
import pickle

import numpy as np
import pytest
from safetensors.numpy import save

from netsumiki.engine.errors import NetsumikiError
from netsumiki.exporting.finding import bundled
from netsumiki.recipes import LARGEST, read, templates
from netsumiki.studio.reading import inspect_recipe, read_recipe
from netsumiki.zoo import cards


def refused(body):
    with pytest.raises(NetsumikiError) as caught:
        read_recipe(body)
    message = str(caught.value)
    assert message and "\n" not in message and len(message) < 600
    return caught.value.problems[0].code


class Boom:
    def __reduce__(self):
        return exec, ("raise SystemExit('unpickled')",)


def archive(tmp_path):
    np.savez(tmp_path / "weights.npz", x=np.arange(3))
    return (tmp_path / "weights.npz").read_bytes()


def picture(kind):
    from io import BytesIO

    from PIL import Image

    file = BytesIO()
    Image.new("L", (28, 28)).save(file, kind)
    return file.getvalue()


def model_file(recipe, **metadata):
    facts = {"netsumiki": "model", "recipe": recipe if isinstance(recipe, str) else json.dumps(recipe)} | metadata
    return save({"weight/dense.W": np.zeros((2, 2), np.float32)}, facts)


@pytest.mark.parametrize("name", ["first-network", "digit-reader", "logistic"])
def test_a_recipe_file_opens(name):
    text = json.dumps(templates()[name], indent=2, ensure_ascii=False)
    assert read_recipe(text.encode()) == read(name)


def test_a_recipe_on_one_line_is_not_taken_for_a_model_file():
    assert read_recipe(b'{"data":{},"model":{"nodes":[]}}')["data"] == {}


@pytest.mark.parametrize("name", list(bundled()))
def test_a_model_file_opens_as_the_recipe_it_was_trained_by(name):
    recipe = read_recipe(bundled()[name].read_bytes())
    assert recipe["name"] in (name, cards()[name].recipe)
    assert inspect_recipe(recipe)["ready"]


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "BMP", "WEBP"])
def test_a_picture_is_called_a_picture(kind):
    with pytest.raises(NetsumikiError, match="is a picture"):
        read_recipe(picture(kind))


def test_nothing_that_could_run_code_is_opened(tmp_path):
    assert refused(pickle.dumps(Boom())) == "recipe-foreign"
    assert refused(archive(tmp_path)) == "recipe-foreign"
    assert refused(model_file(templates()["logistic"])[:40] + pickle.dumps(Boom())) == "model-file"


@pytest.mark.parametrize(
    "body, code",
    [
        (b"", "recipe-empty"),
        (b"  \n", "recipe-empty"),
        (b"hello", "recipe-json"),
        (b"{", "recipe-json"),
        (b"\xff\xfe{\x00", "recipe-json"),
        (b"[" * 200_000, "recipe-json"),
        (b"[1, 2]", "malformed-recipe"),
        (b'{"nodes": []}', "malformed-recipe"),
        (b'{"model": 7}', "malformed-recipe"),
        (b'{"model": {"nodes": "x"}}', "malformed-recipe"),
        (b'{"model": {"nodes": [1]}}', "malformed-recipe"),
        (b'{"model": {"nodes": []}, "training": []}', "malformed-recipe"),
        (b'{"model": {"nodes": []}, "name": 7}', "malformed-recipe"),
        (b'{"model": {"nodes": [{"name": "a"}, {"name": "a"}]}}', "node-name"),
        (b'{"version": 2, "model": {"nodes": []}}', "recipe-version"),
        (b'{"model": {"nodes": [{"units": NaN}]}}', "recipe-json"),
        (b'{"model": {"nodes": [{"units": 1e999}]}}', "recipe-json"),
        (b'{"model": {"nodes": [{"name": "\\ud800"}]}}', "recipe-json"),
        (b" " * LARGEST + b"{}", "recipe-file"),
        (b'{"model": {"nodes": [' + b"{}," * 9_999 + b"{}]}}", "too-many-nodes"),
        (b"\x00" * 8 + b"{}", "model-file"),
        (b"\xff" * 3 + b"\0" * 5 + b"{}", "model-file"),
        ((2).to_bytes(8, "little") + b"{}", "model-file"),
        ((20).to_bytes(8, "little") + b'{"__metadata__": 12}', "model-file"),
        ((100_000).to_bytes(8, "little") + b"{" * 100_000, "model-file"),
    ],
    ids=lambda v: repr(v[:25]) if isinstance(v, bytes) else v,
)
def test_what_is_no_recipe_is_refused_in_words(body, code):
    assert refused(body) == code


def test_weights_of_another_program_are_refused_in_words():
    assert refused(save({"layer.0.weight": np.zeros(3, np.float32)})) == "model-file"
    assert refused(save({"x": np.zeros(3, np.float32)}, {"format": "pt"})) == "model-file"


def test_a_model_file_of_the_future_says_so():
    assert refused(model_file(templates()["logistic"] | {"version": 9})) == "recipe-version"


def test_a_model_file_whose_recipe_is_no_recipe_is_refused_in_words():
    assert refused(model_file("{")) == "recipe-json"
    assert refused(model_file("[]")) == "malformed-recipe"


def test_a_model_of_another_architecture_opens_and_the_canvas_tells_what_is_wrong():
    recipe = templates()["logistic"]
    recipe["model"]["nodes"][0]["layer"] = "transformer_block"
    found = inspect_recipe(read_recipe(model_file(recipe)))
    assert "unknown-layer" in {p["code"] for p in found["problems"]}
