"""What a Lab refuses: recipes that are nothing for it, and requests that make no sense."""

import pytest

from netsumiki.recipes import templates
from netsumiki.studio import lab as labs
from tests.studio.labs import begin, problem

pytestmark = pytest.mark.usefixtures("no_labs")
AXIS = {"node": "dense_1", "index": [0, 0], "low": -1, "high": 1}


def test_what_cannot_be_shown_leaves_no_lab_behind(browser):
    show = {"plane": True, "nodes": ["nowhere"]}
    answer = browser.send("post", "labs", {"recipe": templates()["spiral"], "show": show})
    assert answer.status_code == 422 and problem(answer)["code"] == "node-not-drawable"
    assert not labs._benches


@pytest.mark.parametrize(
    ("recipe", "code"),
    [
        (templates()["digit-reader"], "lab-data"),
        (templates()["flow"], "lab-task"),
        ({}, "malformed-recipe"),
        ({"model": 3}, "malformed-model"),
        (templates()["spiral"] | {"data": {"dataset": {"dataset": "spiral", "classes": 3}}}, "output-shape"),
        (templates()["spiral"] | {"data": {"dataset": {"dataset": "spiral", "count": 6000}}}, "lab-size"),
    ],
)
def test_a_recipe_that_is_nothing_for_a_lab_is_told(browser, recipe, code):
    answer = browser.send("post", "labs", {"recipe": recipe})
    assert answer.status_code == 422 and code in [p["code"] for p in answer.json()["problems"]]


@pytest.mark.parametrize(
    ("where", "content"),
    [
        ("step", {"steps": 201}),
        ("step", {"steps": -1}),
        ("step", {"show": {"plane": True, "size": 101}}),
        ("step", {"show": {"plane": True, "size": 7}}),
        ("reset", {"seed": -1}),
        ("follow", {}),
        ("follow", {"row": 1, "inputs": [1, 2], "label": 0}),
        ("follow", {"inputs": [1, 2]}),
        ("follow", {"inputs": [1, 2], "label": 2}),
        ("follow", {"inputs": [1], "label": 0}),
        ("follow", {"row": 800}),
        ("follow", {"row": 1, "strokes": [[[0.5, 0.2], [0.5, 0.8]]], "label": 0}),
        ("follow", {"strokes": [[[0.5, 0.2], [0.5, 0.8]]]}),
        ("follow", {"strokes": [[[0.5, 0.2], [0.5, 0.8]]], "label": 0}),
        ("landscape", {"across": AXIS, "up": AXIS}),
        ("landscape", {"across": AXIS, "up": AXIS | {"index": [1, 0], "high": -1}}),
        ("landscape", {"across": AXIS, "up": AXIS | {"index": [1, 0]}, "size": 65}),
        ("weight", {"node": "dense_1", "index": [0], "value": 0}),
        ("weight", {"node": "dense_1", "index": [0, 0], "value": 1e9}),
        ("weight", {"node": "nowhere", "index": [0, 0], "value": 1}),
    ],
)
def test_a_malformed_request_is_refused_in_words(browser, where, content):
    made = begin(browser)
    answer = browser.send("post", f"labs/{made['id']}/{where}", content)
    assert answer.status_code == 422 and problem(answer)["message"]


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity"])
def test_a_weight_is_a_number(browser, value):
    made = begin(browser)
    body = f'{{"node": "dense_1", "index": [0, 0], "value": {value}}}'
    answer = browser.post(f"/api/labs/{made['id']}/weight", body, content_type="application/json")
    assert answer.status_code in (400, 422)
