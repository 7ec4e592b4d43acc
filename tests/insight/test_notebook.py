"""In a notebook, objects of the API show themselves: what they are made of, what they say, how they came to it."""

from html.parser import HTMLParser

import numpy as np
import pytest

import netsumiki as nk
from netsumiki.exporting.model_file import Prediction
from netsumiki.sequential import History
from netsumiki.training import Run


class Reader(HTMLParser):
    """The text of a page; fails at a tag that is never closed."""

    def __init__(self, page):
        super().__init__()
        self.text, self.open = "", []
        self.feed(page)
        assert self.open == []

    def handle_starttag(self, tag, attributes):
        if tag not in ("img", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data + " "


def shown(thing):
    return Reader(thing._repr_html_()).text


def test_a_model_tells_its_layers_shapes_and_parameters():
    text = shown(nk.load("lenet-5"))
    for part in ("lenet-5", "28", "6 filters", "parameters", "classes 0 1 2 3 4 5 6 7 8 9"):
        assert part in text.replace("\N{NO-BREAK SPACE}", " ")


def test_a_generator_shows_what_it_makes():
    page = nk.load("digit-writer")._repr_html_()
    assert "Embedding" in Reader(page).text and page.count("data:image/png;base64,") == 1


def test_a_prediction_is_bars_with_the_surest_first():
    said = Prediction("b", 0.7, np.array([0.2, 0.7, 0.1], np.float32), ("a", "b", "c<"))
    text = shown(said)
    assert text.index("70.0") < text.index("20.0") < text.index("10.0") and "c<" in text


def test_a_run_draws_its_curves(tmp_path):
    document = nk.templates()["logistic"] | {"training": {"epochs": 3, "batch_size": 100}}
    result = Run(document, out=tmp_path / "run").train()
    page = result._repr_html_()
    text = Reader(page).text
    assert page.count("<svg") == 2 and page.count("<path") >= 4
    final = result.finished.to_json()["validation_accuracy"]
    assert f"validation {100 * final:.1f}" in text


def test_a_run_without_a_folder_shows_its_network():
    document = nk.templates()["logistic"] | {"training": {"epochs": 1, "batch_size": 100}}
    page = Run(document).train()._repr_html_()
    assert "Dense" in Reader(page).text and "<svg" not in page


def test_a_history_draws_what_was_measured():
    page = History({"loss": [1.0, 0.5], "accuracy": [0.4, 0.9], "val_loss": [1.2], "val_accuracy": [0.5]})._repr_html_()
    text = Reader(page).text
    assert "loss 0.500" in text and "val_accuracy 50.0" in text


@pytest.mark.parametrize("empty", [History({"loss": [], "accuracy": []})])
def test_nothing_measured_is_no_error(empty):
    assert shown(empty).strip() == ""


def test_sequential_shows_what_it_is_built_of():
    model = nk.Sequential()
    model.add(nk.layers.Dense(units=3), input_shape=(4,))
    assert "15 parameters" in shown(model).replace("\N{NO-BREAK SPACE}", " ")
