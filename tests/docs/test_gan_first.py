"""The story of the first GAN ends with the template that bears its name, and tells what was measured."""

import json
from itertools import pairwise

from docs import gan_first
from netsumiki.recipes import networks, read


def test_the_last_rung_of_the_ladder_is_the_template():
    _, top = gan_first.ladder()[-1]
    template = read("gan-first")
    assert networks(top) == networks(template) and top["data"] == template["data"]
    assert top["training"] == {k: v for k, v in template["training"].items() if k != "steps"}


def test_each_rung_changes_something():
    recipes = [recipe for _, recipe in gan_first.ladder()]
    assert all(a != b for a, b in pairwise(recipes))
    assert recipes[0] == gan_first.BEFORE


def test_the_page_holds_the_table_that_was_measured():
    rows = json.loads(gan_first.RESULTS.read_text("utf-8"))
    assert gan_first.table(rows) in gan_first.PAGE.read_text("utf-8"), "run python -m docs.gan_first"
    assert [row["change"] for row in rows] == [words for words, _ in gan_first.LADDER]
