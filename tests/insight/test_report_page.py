"""The report is one file that stands by itself and tells what happened."""

import re

import pytest

from netsumiki.insight.report import write_report
from tests.insight.reading import Node, read
from tests.insight.runs import events, facts


def report(path, **run) -> Node:
    write_report(path / "report.html", **facts(**run))
    return read((path / "report.html").read_text("utf-8"))


def figures(page: Node) -> dict[str, str]:
    """The figures below the title: {label: value}."""
    cells = page.one("dl", class_="figures").all("div")
    return {cell.one("dt").text: cell.all("dd")[0].text for cell in cells}


def test_header_tells_how_good_it_became_and_what_that_took(tmp_path):
    page = report(tmp_path)
    assert page.one("h1").text == "A made-up run"
    assert page.one("p", class_="score").text == "88.3 %"
    assert "7 of 60 wrong" in page.one("header").text
    told = figures(page)
    assert told["Validation accuracy"] == "96.0 %"
    assert told["Test loss"] == "0.250"
    assert told["Parameters"] == "3,340"
    assert told["Data"] == "MNIST"
    assert told["Training"] == "20 steps"
    assert told["Time"] == "1 min 15 s"
    assert told["Seed"] == "7"
    assert "1,000 images/s" in page.one("dl", class_="figures").text


def test_page_refers_to_nothing_outside_itself(tmp_path):
    write_report(tmp_path / "report.html", **facts())
    text = (tmp_path / "report.html").read_text("utf-8")
    assert not re.findall(r"https?://|//\w|url\(|@import|<script|\son\w+=", text)
    page = read(text)
    references = [n.attributes[a] for n in page.walk() for a in ("src", "href") if a in n.attributes]
    assert references
    assert all(r.startswith(("data:image/png;base64,", "#")) for r in references)
    assert page.all("meta", content="width=device-width,")


def test_references_within_the_page_lead_somewhere_and_names_are_unique(tmp_path):
    page = report(tmp_path)
    names = [n["id"] for n in page.walk() if "id" in n.attributes]
    assert len(names) == len(set(names))
    assert {n["href"] for n in page.all("use")} <= {"#" + name for name in names}


def test_pictures_that_carry_meaning_have_names_with_values(tmp_path):
    page = report(tmp_path)
    assert "training 0.100, validation 0.100, test 0.250" in page.named("Loss curve")["aria-label"]
    assert "test 88.3" in page.named("Accuracy curve")["aria-label"]
    assert "7 of 60 wrong" in page.named("Confusion matrix")["aria-label"]
    assert "conv (Conv 2D, 5 maps of 8 × 8)" in page.named("Network")["aria-label"].replace("\N{NO-BREAK SPACE}", " ")
    assert all("alt" in image.attributes for image in page.all("img"))


def test_command_and_recipe_are_given_word_for_word(tmp_path):
    page = report(tmp_path, command="netsumiki train made-up --set 'a=\"<b>\"'")
    assert page.one("pre", class_="command").text == "netsumiki train made-up --set 'a=\"<b>\"'"
    assert '"batch_size": 90' in page.one("details").text


HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)>'


def test_markup_in_names_stays_text(tmp_path):
    run = facts(class_names=(HOSTILE, "'&", *"23456789"), command=HOSTILE)
    run["recipe"] |= {"name": HOSTILE, "title": HOSTILE, "description": HOSTILE, "data": {"dataset": HOSTILE}}
    run["events"].append({"event": "stopped", "step": 1, "reason": HOSTILE})
    page = report(tmp_path, **run)
    assert not page.all("script")
    assert not [n for n in page.walk() if "onerror" in n.attributes]
    assert page.one("h1").text == HOSTILE
    assert any(n.attributes.get("title") == HOSTILE for n in page.all("th"))


def test_markup_in_layer_names_stays_text(tmp_path):
    nodes = [
        {"name": HOSTILE, "layer": "conv2d", "kernel_size": 3},
        {"layer": "flatten"},
        {"layer": "dense", "units": 10},
    ]
    page = report(tmp_path, nodes=nodes)
    assert not page.all("script")
    assert HOSTILE in [n.text for n in page.one("table", class_="layers").all("th")]


def test_interrupted_run_says_so(tmp_path):
    told = events(interrupted=True)
    told[0]["steps"] = 500
    told.insert(-1, {"event": "stopped", "step": 20, "reason": "Ctrl-C"})
    page = report(tmp_path, events=told)
    assert "at step 20 of 500: Ctrl-C." in page.one(role="note").text


def test_run_that_went_to_its_end_makes_no_note_of_it(tmp_path):
    assert not report(tmp_path).all(role="note")


def test_run_without_validation_shows_training_and_test(tmp_path):
    page = report(tmp_path, events=events(validated=False, validation_accuracy=None))
    assert figures(page)["Validation accuracy"] == "none"
    name = page.named("Accuracy curve")["aria-label"]
    assert "validation" not in name
    assert "training" in name
    assert "test" in name


@pytest.mark.parametrize(
    "told", [[], events(1, validated=False), events()[-1:]], ids=["none", "one step", "only the end"]
)
def test_run_with_hardly_any_events_still_has_a_report(tmp_path, told):
    page = report(tmp_path, events=told)
    assert page.one("p", class_="score").text == "88.3 %"
    assert page.one("pre", class_="command")


def test_many_events_are_thinned_and_the_page_stays_small(tmp_path):
    page = report(tmp_path, events=events(6000))
    path = max((n["d"] for n in page.named("Loss curve").all("path", class_="line")), key=len)
    assert 100 < path.count("L") < 300
    assert (tmp_path / "report.html").stat().st_size < 250_000


def test_numbers_that_are_not_finite_are_left_out_of_the_curves(tmp_path):
    told = events()
    told[3]["loss"] = float("nan")
    told[4]["loss"] = float("inf")
    page = report(tmp_path, events=told)
    drawn = "".join(n["d"] for n in page.named("Loss curve").all("path"))
    assert not re.search("nan|inf", drawn)


def test_old_report_survives_when_the_new_one_cannot_be_made(tmp_path):
    path = tmp_path / "report.html"
    path.write_text("old")
    broken = facts()
    broken["outputs"] = broken["outputs"][:, :3]
    with pytest.raises((ValueError, IndexError)):
        write_report(path, **broken)
    assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["report.html"]


def test_run_too_short_to_report_shows_the_means_of_its_epochs(tmp_path):
    told = [e for e in events() if e["event"] != "progress"]
    for e in told:
        if e["event"] == "evaluated":
            e |= {"training_loss": 3.0 / e["step"], "training_accuracy": 0.5}
    page = report(tmp_path, events=told)
    assert "training 0.150" in page.named("Loss curve")["aria-label"]
    assert len(page.named("Loss curve").all("g", class_="training")) == 1
