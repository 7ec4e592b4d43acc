"""A part declared once describes itself: schema, form, errors and JSON all come from its fields."""

import json

import pytest

from netsumiki.engine.errors import OptionError
from netsumiki.engine.layers import layers
from netsumiki.engine.registry import Declared, Padding, Pair, Registry, Shape, option

shapes: Registry = Registry("ornament")


class Ornament(Declared):
    """a = nothing"""


@shapes.register("ball", group="Round")
class Ball(Ornament):
    """a = π r²

    It rolls.
    """

    radius: float = option(1.0, gt=0, le=9, help="Half the width.")
    colour: str = option("red", choices=["red", "green"], help="What it looks like.")


@shapes.register("string_of_balls")
class Chain(Ball):
    """a = Σ aᵢ"""

    radius: float = option(0.5, gt=0, help="Half the width of each.")
    size: Pair = option(2, ge=1, help="Rows and columns.")
    edge: Padding = option("valid", ge=0, choices=["valid", "same"], help="Around it.")
    path: Shape = option((1, 2), ge=0, help="Where it goes.")
    knot: Pair | None = option(None, ge=1, help="Where it is tied.")
    first: Ornament = option("ball", part=shapes, help="The first one.")
    others: list = option((), part=shapes, many=True, help="The other ones.")


def test_options_are_typed_defaults_until_given():
    made = Chain(size=[2, 3], path=[4], first={"ornament": "ball", "radius": 2})
    assert (made.size, made.edge, made.path, made.knot) == ((2, 3), "valid", (4,), None)
    assert (made.radius, made.colour) == (0.5, "red")
    assert isinstance(made.first, Ball) and made.first.radius == 2.0 and made.others == []


def test_only_what_differs_from_the_default_is_stored():
    assert Chain(size=2, radius=0.5, first="ball").spec() == {"ornament": "string_of_balls"}
    made = Chain(size=[3, 3], edge=[1, 2], knot=4, others=["ball", {"ornament": "ball", "colour": "green"}])
    assert made.spec() == {
        "ornament": "string_of_balls",
        "size": 3,
        "edge": [1, 2],
        "knot": 4,
        "others": ["ball", {"ornament": "ball", "colour": "green"}],
    }
    assert shapes.create(json.loads(json.dumps(made.spec()))).spec() == made.spec()


def test_description_is_enough_for_a_form():
    assert shapes.describe()[0] == {
        "name": "ball",
        "label": "Ball",
        "group": "Round",
        "summary": "a = π r²",
        "documentation": "a = π r²\n\nIt rolls.",
        "options": [
            {
                "name": "radius",
                "label": "Radius",
                "type": "number",
                "many": False,
                "optional": False,
                "default": 1.0,
                "help": "Half the width.",
                "expects": "a number above 0 to 9",
                "gt": 0,
                "le": 9,
            },
            {
                "name": "colour",
                "label": "Colour",
                "type": "string",
                "many": False,
                "optional": False,
                "default": "red",
                "help": "What it looks like.",
                "expects": "one of red and green",
                "choices": ("red", "green"),
            },
        ],
    }


def test_expectations_read_like_sentences():
    expects = {o["name"]: o["expects"] for o in shapes.describe_one("string_of_balls")["options"]}
    assert expects["size"] == "a whole number or a pair of them from 1"
    assert expects["edge"] == '"valid", "same", a whole number or a pair of them from 0'
    assert expects["path"] == "a list of whole numbers from 0"
    assert expects["knot"] == "a whole number or a pair of them from 1 or nothing"
    assert expects["first"] == "an ornament" and expects["others"] == "a list of ornament entries"


@pytest.mark.parametrize(
    ("spec", "words"),
    [
        ("bal", 'there is no ornament called "bal" (did you mean "ball"?)'),
        ({"ornament": "ball", "radios": 3}, 'ball has no option "radios" (did you mean "radius"?)'),
        ({"ornament": "ball", "radius": 0}, "ball: radius must be a number above 0 to 9, got 0"),
        ({"ornament": "ball", "colour": "gren"}, "got 'gren' (did you mean \"green\"?)"),
        ({"ornament": "string_of_balls", "first": "bell"}, 'first: there is no ornament called "bell"'),
        ({"ornament": "string_of_balls", "others": "ball"}, "others must be a list of ornament entries, got 'ball'"),
        ({"ornament": "string_of_balls", "others": ["ball", 7]}, "others: an ornament is written as"),
        ({"ornament": ["ball"]}, "there is no ornament called ['ball']"),
        ({"radius": 3}, "an ornament is written as its name"),
        (None, "an ornament is written as its name"),
        ({"ornament": "ball", 3: 4}, "option names must be text"),
        ({"ornament": "ball", "radius": "x" * 5000}, "xxx…"),
    ],
)
def test_refusal_names_value_expectation_and_remedy(spec, words):
    with pytest.raises(OptionError) as caught:
        shapes.create(spec)
    assert words in str(caught.value) and len(str(caught.value)) < 300


def test_all_wrong_options_are_reported_together():
    with pytest.raises(OptionError) as caught:
        Ball(radius=-1, colour=3, weight=2, size=1)
    codes = [(p.code, p.facts["option"]) for p in caught.value.problems]
    assert codes == [("unknown-option", o) for o in ("size", "weight")] + [
        ("option-value", o) for o in ("radius", "colour")
    ]


def test_registered_parts_can_be_asked_for():
    assert (
        "ball" in shapes and "bell" not in shapes and list(shapes) == ["ball", "string_of_balls"] and len(shapes) == 2
    )
    made = Ball(radius=2)
    assert shapes.create(made) is made and repr(made) == "ball(radius=2.0)"


def test_every_layer_describes_itself_with_a_group_for_the_palette():
    described = json.loads(json.dumps(layers.describe()))
    assert len(described) == len(layers) >= 30
    assert all(entry["group"] and entry["summary"] and entry["label"] for entry in described)
