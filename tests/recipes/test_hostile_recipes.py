"""Whatever stands in a recipe file, the answer is a recipe or a sentence: no other exception, and no waiting."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netsumiki.engine.errors import NetsumikiError, RecipeError
from netsumiki.recipes import LARGEST, VERSION, migrate, read, templates
from netsumiki.training import Recipe


def code(source):
    with pytest.raises(RecipeError) as caught:
        read(source)
    message = str(caught.value)
    assert message and "\n" not in message and len(message) < 600
    return caught.value.problems[0].code


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "recipe-json"),
        (b"{", "recipe-json"),
        (b"\xff\xfe\x00", "recipe-json"),
        (b"[" * 200_000, "recipe-json"),
        (b'{"a":' * 200_000, "recipe-json"),
        (b"9" * 10_000, "recipe-json"),
        (b"null", "malformed-recipe"),
        (b"[]", "malformed-recipe"),
        (b'"digit-reader"', "malformed-recipe"),
        (b'{"version": 1}', "malformed-recipe"),
        (b" " * (LARGEST + 1), "recipe-file"),
    ],
    ids=lambda v: repr(v[:20]) if isinstance(v, bytes) else v,
)
def test_file_that_is_no_recipe(tmp_path, content, expected):
    path = tmp_path / "recipe.json"
    path.write_bytes(content)
    assert code(path) == expected


def test_file_that_is_not_there(tmp_path):
    assert code(tmp_path / "none.json") == "recipe-file"


def test_folder_instead_of_a_file(tmp_path):
    (tmp_path / "folder.json").mkdir()
    assert code(tmp_path / "folder.json") == "recipe-file"


@pytest.mark.parametrize("name", ["digit-raeder", "", "no such", "../templates/speed", "a" * 5000, "nul\0byte"])
def test_unknown_name(name):
    assert code(name) == "unknown-recipe"


def test_unknown_name_is_answered_with_the_nearest():
    with pytest.raises(RecipeError, match='did you mean "digit-reader"'):
        read("digit-raeder")


@pytest.mark.parametrize("version", [0, 2, 999, "1", "one", None, 1.5, [], {}, -1])
def test_unknown_version(version):
    assert code(templates()["logistic"] | {"version": version}) == "recipe-version"


def test_a_recipe_without_version_is_of_the_first():
    document = templates()["logistic"]
    del document["version"]
    assert migrate(document)["version"] == VERSION == 1


def test_reading_does_not_change_the_document_given():
    document = templates()["logistic"]
    before = json.dumps(document)
    Recipe.read(document)
    assert json.dumps(document) == before


def test_all_problems_are_told_at_once():
    document = templates()["generator-cnn"]
    document["model"]["nodes"][0]["filters"] = 0
    document["training"]["optimizer"] = "adma"
    document["data"]["validation"] = 2
    document["extra"] = 1
    _, problems = Recipe.inspect(document)
    text = "\n".join(map(str, problems))
    for words in ("filters", 'did you mean "adam', "validation", '"extra"'):
        assert words in text


@pytest.mark.parametrize("section", ["data", "model", "training"])
@pytest.mark.parametrize("value", [None, 1, "text", [], [1], {"": 0}, {"nodes": None}, True])
def test_section_of_the_wrong_kind(section, value):
    _, problems = Recipe.inspect(templates()["logistic"] | {section: value})
    assert any(p.severity == "error" for p in problems)


@pytest.mark.parametrize("key", ["__class__", "__init__", "declared", "registry", "spec"])
def test_names_of_python_are_no_options(key):
    document = templates()["logistic"]
    document["model"]["nodes"][0][key] = 1
    document["training"][key] = 1
    document["data"][key] = 1
    _, problems = Recipe.inspect(document)
    assert sum(key in p.message for p in problems) >= 3


@pytest.mark.parametrize("name", ["os.system", "__import__", "Dense", "dense ", "../dense"])
def test_only_registered_layers_are_built(name):
    document = templates()["logistic"]
    document["model"]["nodes"][0]["layer"] = name
    _, problems = Recipe.inspect(document)
    assert "unknown-layer" in {p.code for p in problems}


def places(value, path=()):
    """Every place in a document."""
    yield path
    if isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from places(inner, (*path, key))


def replaced(document, path, value):
    document = json.loads(json.dumps(document))
    inner = document
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    return document


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
DOCUMENTS = [templates()[name] for name in ("logistic", "generator-cnn", "digit-reader")]
PLACES = [(document, path) for document in DOCUMENTS for path in places(document) if path]


@settings(max_examples=300, deadline=None)
@given(place=st.sampled_from(PLACES), value=JSON)
def test_any_value_at_any_place_gives_a_recipe_or_a_sentence(place, value):
    try:
        Recipe.read(replaced(*place, value))
    except NetsumikiError as error:
        assert str(error)
