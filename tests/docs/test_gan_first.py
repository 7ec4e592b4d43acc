"""The story of the first GANs ends with the templates that bear their names, and tells what was measured."""

import json
from itertools import pairwise

import pytest

from docs import gan_first
from docs.gan_first import STORIES
from netsumiki.recipes import networks, read

pytestmark = pytest.mark.parametrize("name", STORIES)


def test_the_last_rung_of_the_ladder_is_the_template(name):
    _, top = gan_first.ladder(name)[-1]
    template = read(name)
    assert networks(top) == networks(template) and top["data"] == template["data"]
    assert top["training"] == {k: v for k, v in template["training"].items() if k != "steps"}


def test_each_rung_changes_something(name):
    recipes = [recipe for _, recipe in gan_first.ladder(name)]
    assert all(a != b for a, b in pairwise(recipes))
    assert recipes[0] == STORIES[name][0]


def test_the_page_holds_the_table_that_was_measured(name):
    rows = json.loads(gan_first.RESULTS.read_text("utf-8"))[name]
    assert gan_first.table(rows) in gan_first.PAGE.read_text("utf-8"), "run python -m docs.gan_first"
    assert [row["change"] for row in rows] == [words for words, _ in STORIES[name][1]]
