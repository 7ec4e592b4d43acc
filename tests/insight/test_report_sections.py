"""What the report shows of different networks and data."""

import numpy as np

from netsumiki.insight.sections.errors import MOST_CLASSES_IN_TABLE, MOST_MISTAKES
from tests.insight.runs import CNN, MLP, PLANE, facts, pictures, points, scores
from tests.insight.test_report_page import report


def test_convolution_shows_its_filters_and_what_they_make_of_a_picture(tmp_path):
    page = report(tmp_path)
    assert len(page.one(id="filters").all("img", class_="heat")) == 5
    assert len(page.one(id="maps").all("img", class_="heat")) == 5
    assert page.named("Colours: weight from −")
    assert page.named("Colours: answer from −")


def test_dense_first_layer_shows_the_weights_of_its_strongest_units(tmp_path):
    filters = report(tmp_path, nodes=MLP).one(id="filters")
    assert len(filters.all("img", class_="heat")) == 32
    assert "The 32 strongest of 40 units, 12 × 12 weights each" in filters.text


def test_worst_mistakes_say_what_was_said_and_what_is_right(tmp_path):
    mistakes = report(tmp_path).one(id="mistakes").all("li")
    assert len(mistakes) == 7
    first = mistakes[0]
    assert first.one("b").text == "1"
    assert first.one("span", class_="truth").text == "is 0"
    assert "%" in first.one("span", class_="guess").text


def test_of_many_mistakes_only_the_worst_are_shown(tmp_path):
    test = pictures(300)
    page = report(tmp_path, test=test, outputs=scores(test.labels, 10, wrong=200))
    assert len(page.one(id="mistakes").all("li")) == MOST_MISTAKES


def test_run_without_mistakes_is_told_as_such(tmp_path):
    test = pictures()
    page = report(tmp_path, test=test, outputs=scores(test.labels, 10, wrong=0))
    assert page.one("p", class_="score").text == "100.0 %"
    assert "All 60 test pictures were named rightly" in page.one(id="mistakes").text
    assert not page.all("td", class_="wrong")


def test_confusion_matrix_counts_every_test_example(tmp_path):
    table = report(tmp_path).one("table", class_="confusion")
    cells = [int(td.text) for td in table.all("td") if td.text]
    assert sum(cells) == 60
    assert sum(int(td.text) for td in table.all("td", class_="wrong")) == 7
    assert len(table.all("tr")) == 11


def test_each_class_has_precision_recall_and_f1(tmp_path):
    rows = report(tmp_path).one("table", class_="numbers").all("tr")
    assert [th.text for th in rows[0].all("th")] == ["Class", "Precision", "Recall", "F1", "Examples"]
    assert [td.text for td in rows[1].all("td")] == ["100.0 %", "83.3 %", "90.9 %", "6"]


def test_two_classes(tmp_path):
    test = pictures(30, classes=2)
    page = report(tmp_path, nodes=[{"layer": "flatten"}, {"layer": "dense", "units": 2}], test=test)
    assert len(page.one("table", class_="confusion").all("tr")) == 3


def test_a_class_without_test_examples_has_no_recall(tmp_path):
    test = pictures(30, classes=2)
    names = ("0", "1", "2")
    nodes = [{"layer": "flatten"}, {"layer": "dense", "units": 3}]
    page = report(tmp_path, nodes=nodes, test=test, class_names=names, outputs=scores(test.labels, 3))
    assert page.one("table", class_="numbers").all("tr")[3].all("td")[1].text == "–"


def test_a_hundred_classes_become_a_picture_and_a_list_to_open(tmp_path):
    test = pictures(400, classes=100)
    nodes = [{"layer": "flatten"}, {"layer": "dense", "units": 100}]
    page = report(tmp_path, nodes=nodes, test=test, outputs=scores(test.labels, 100, wrong=50))
    assert not page.all("table", class_="confusion")
    assert page.named("Confusion matrix").one("img")
    listed = [len(table.one("tbody").all("tr")) for table in page.all("table", class_="numbers")]
    assert sum(listed) == 100
    assert listed[0] <= MOST_CLASSES_IN_TABLE
    assert (tmp_path / "report.html").stat().st_size < 400_000


def test_points_in_a_plane_show_the_regions_of_the_classes(tmp_path):
    test = points()
    page = report(tmp_path, nodes=PLANE, test=test, outputs=scores(test.labels, 2, wrong=3))
    plane = page.named("Decision regions")
    assert len(plane.all("image")) == 1
    assert len(plane.all("path")) == 40
    assert len(plane.all("circle", class_="wrong")) == 3
    assert not page.all(id="filters") and not page.all(id="mistakes")
    units = page.one("figure", class_="rows")
    assert [row.one("b").text for row in units.children[1:]] == ["dense_1", "tanh_1", "dense_2", "softmax_1"]


def test_other_features_have_neither_pictures_nor_regions(tmp_path):
    test = points(features=5, classes=3)
    page = report(tmp_path, nodes=[{"layer": "dense", "units": 3}], test=test)
    assert not page.all(id="learnt")
    assert page.named("Confusion matrix") and page.named("Network")


def test_colour_pictures_keep_their_colours(tmp_path):
    test = pictures(shape=(40, 60, 3))
    page = report(tmp_path, nodes=CNN, test=test)
    assert len(page.one(id="mistakes").all("img", class_="photo")) == 7
    assert "40 × 60, colour" in page.one("table", class_="layers").text


def test_large_pictures_do_not_make_a_large_page(tmp_path):
    nodes = [{"layer": "average_pool", "pool_size": 8}, *CNN]
    test = pictures(30, shape=(224, 224, 3))
    report(tmp_path, nodes=nodes, test=test, outputs=scores(test.labels, 10, wrong=30))
    assert (tmp_path / "report.html").stat().st_size < 400_000


def test_layer_table_has_shape_formula_and_operations(tmp_path):
    table = report(tmp_path).one("table", class_="layers")
    conv = next(row for row in table.all("tr") if row.all("th") and row.all("th")[0].text == "conv")
    assert [td.text for td in conv.all("td")] == [
        "Conv 2D 5 filters · 5 × 5",
        "5 maps of 8 × 8",
        "5·5·1·5 + 5 = 130",
        "16,000",
    ]
    assert table.one("tfoot").all("b")[0].text == "3,340"


def test_shared_layers_say_whose_parameters_they_use(tmp_path):
    nodes = [
        {"name": "first", "layer": "conv2d", "filters": 1, "padding": "same"},
        {"name": "again", "share": "first"},
        {"layer": "flatten"},
        {"layer": "dense", "units": 10},
    ]
    page = report(tmp_path, nodes=nodes)
    assert "shared with first" in page.one("table", class_="layers").text


def test_network_too_large_for_a_drawing_is_still_listed(tmp_path):
    nodes = [{"layer": "relu"}] * 300 + [{"layer": "flatten"}, {"layer": "dense", "units": 10}]
    page = report(tmp_path, nodes=nodes)
    assert not page.all("svg", class_="network")
    assert "302 layers are too many for a drawing" in page.one(id="network").text
    assert "… and 52 more layers" in page.one("table", class_="layers").text
    assert (tmp_path / "report.html").stat().st_size < 400_000


def test_very_long_recipe_is_not_shown(tmp_path):
    run = facts()
    run["recipe"]["description"] = ""
    run["recipe"]["notes"] = ["word"] * 30_000
    page = report(tmp_path, **run)
    assert "recipe.json" in page.one(id="again").text
    assert (tmp_path / "report.html").stat().st_size < 200_000


def test_network_that_puts_out_numbers_out_of_range_is_reported_calmly(tmp_path):
    test = pictures()
    outputs = scores(test.labels, 10)
    outputs[0] = np.inf
    outputs[1] = np.nan
    page = report(tmp_path, test=test, outputs=outputs)
    assert page.one("p", class_="score")


def test_weights_that_are_not_finite_are_reported_calmly(tmp_path):
    run = facts()
    run["graph"].layers["conv"].W.value[:] = np.nan
    run["events"][-1]["test_loss"] = float("nan")
    page = report(tmp_path, **run)
    assert "not a number" in page.one("dl", class_="figures").text
    assert len(page.one(id="filters").all("img")) == 5
