"""What an activation makes of a sum, as the studio tells it."""

import pytest

from netsumiki.insight.bends import bend


def test_answers_and_slopes_are_those_of_the_layer(browser):
    activation = {"layer": "leaky_relu", "slope": 0.3}
    told = browser.send("post", "activations/bend", {"activation": activation, "low": -2, "high": 2, "count": 5}).json()
    for name, numbers in zip(("x", "y", "slope"), bend(activation, -2, 2, 5), strict=True):
        assert told[name] == pytest.approx(numbers)


@pytest.mark.parametrize(
    "content",
    [
        {},
        {"activation": {"layer": "dense"}},
        {"activation": {"layer": "leaky_relu", "slope": 3}},
        {"activation": {"layer": "relu"}, "count": 1002},
        {"activation": {"layer": "relu"}, "low": 1, "high": 1},
        {"activation": {"layer": "relu"}, "high": 101},
    ],
)
def test_what_cannot_be_drawn_is_refused_in_words(browser, content):
    answer = browser.send("post", "activations/bend", content)
    assert answer.status_code == 422 and answer.json()["problems"][0]["message"]
