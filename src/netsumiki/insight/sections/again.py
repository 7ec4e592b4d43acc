"""How to do it again: the command and the recipe."""

import json

from netsumiki.insight.facts import RunFacts
from netsumiki.insight.markup import Markup, element

LONGEST = 80_000  # characters of a recipe that is still shown


def again(facts: RunFacts) -> Markup:
    """The exact command, and the recipe to open."""
    text = json.dumps(facts.recipe, indent=2, ensure_ascii=False)
    if len(text) > LONGEST:
        words = "The recipe is too long to be shown: it lies beside this report, in recipe.json."
        recipe = element("p", words, class_="soft")
    else:
        recipe = element("details", element("summary", "The recipe"), element("pre", element("code", text)))
    command = element("pre", element("code", facts.command), class_="command")
    figure = element("figure", command, recipe, class_="panel")
    return element("section", element("h2", "Do it again"), figure, id="again")
