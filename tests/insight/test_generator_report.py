"""The report of a generator's run stands by itself and tells what it makes, how good that is, and by which networks."""

import re

import numpy as np
import pytest

from netsumiki.insight.generator_facts import chosen
from netsumiki.training import Run
from tests.insight.generators import (
    BARS,
    POINTS,
    UNTOLD,
    Frames,
    events,
    generator,
    of_pictures,
    of_points,
    report,
)
from tests.insight.test_report_page import HOSTILE, figures
from tests.training.adversaries import FLOW, changed

KINDS = {"pictures of classes": BARS, "pictures": UNTOLD, "points": POINTS, "a flow": FLOW}


@pytest.fixture(params=KINDS)
def recipe(request):
    return KINDS[request.param]


def test_page_refers_to_nothing_outside_itself(recipe, tmp_path):
    page = report(tmp_path, recipe)
    text = re.sub('base64,[^"]*', "", (tmp_path / "report.html").read_text("utf-8"))
    assert not re.findall(r"https?://|//\w|url\(|@import|<script|\son\w+=", text)
    references = [n.attributes[a] for n in page.walk() for a in ("src", "href") if a in n.attributes]
    assert references
    assert all(r.startswith(("data:image/png;base64,", "#")) for r in references)


def test_references_within_the_page_lead_somewhere_and_names_are_unique(recipe, tmp_path):
    page = report(tmp_path, recipe)
    names = [n["id"] for n in page.walk() if "id" in n.attributes]
    assert len(names) == len(set(names))
    assert {n["href"] for n in page.all("use")} <= {"#" + name for name in names}
    assert all("alt" in image.attributes for image in page.all("img"))


# -- the head -------------------------------------------------------------------------------------------------------


def test_agreement_is_what_counts_where_classes_are_asked_for(tmp_path):
    made = generator(BARS)
    page = report(tmp_path, generator=made)
    assert page.one("h1").text == "A made-up run"
    assert page.one("p", class_="score").text == "95.30 %"
    assert "of 2,000 pictures, read by digit-reader" in page.one("header").text
    told = figures(page)
    assert told["Spread"] == "0.90"
    sizes = [f"{graph.inspection.parameter_count:,}" for graph in made.graphs]
    assert [told["Generator"], told["Discriminator"]] == sizes
    assert told["Training"] == "20 steps" and told["Time"] == "1 min 15 s" and told["Seed"] == "7"
    assert not page.all(role="note")


def test_classes_seen_are_what_counts_where_none_are_asked_for(tmp_path):
    judged = of_pictures(agreement=None, per_class=None, classes_seen=2)
    page = report(tmp_path, UNTOLD, events=events(judged))
    assert page.one("p", class_="score").text == "2 of 3"
    assert "classes seen" in page.one("header").text
    assert "As asked" not in page.one(id="judgement").text


@pytest.mark.parametrize(("quality", "coverage", "name"), [(0.95, 0.8, "coverage"), (0.4, 0.8, "quality")])
def test_of_points_the_worse_of_quality_and_coverage_counts(quality, coverage, name, tmp_path):
    page = report(tmp_path, POINTS, events=events(of_points(quality, coverage)))
    assert page.one("p", class_="score").text == f"{100 * min(quality, coverage):.2f} %"
    assert name in page.one("header").text
    other = "Quality" if name == "coverage" else "Coverage"
    assert figures(page)[other] == f"{100 * max(quality, coverage):.2f} %"


def test_without_a_judge_nothing_is_claimed(tmp_path):
    page = report(tmp_path, events=events(None))
    assert not page.all("p", class_="score")
    assert figures(page)["Noise"] == "6 numbers"
    assert "Nobody judged" in page.one(id="judgement").text


def test_alarms_are_told_in_their_own_words(tmp_path):
    alarm = [{"code": "missing", "facts": {}, "message": "4 and 9 are missing"}]
    alarm.append({"code": "same", "facts": {}, "message": "3 looks the same 80 % of the time"})
    page = report(tmp_path, events=events(of_pictures(alarm=alarm)))
    assert page.one(role="note").text.endswith(
        "The judge warns: 4 and 9 are missing; 3 looks the same 80 % of the time."
    )


def test_interrupted_run_says_so(tmp_path):
    told = events(of_pictures(), interrupted=True)
    told[0]["steps"] = 500
    told.insert(-1, {"event": "stopped", "step": 20, "reason": "Ctrl-C"})
    assert "at step 20 of 500: Ctrl-C." in report(tmp_path, events=told).one(role="note").text


# -- what it makes --------------------------------------------------------------------------------------------------


def test_last_sheet_has_a_row_for_each_class(tmp_path):
    sheet = report(tmp_path).one(id="sheet")
    assert [name.text for name in sheet.one("div", class_="names").all("span")] == ["0", "1", "2"]
    assert sheet.one("img", class_="ink")["alt"] == "Sheet of 30 generated pictures at step 20"


def test_sheet_without_classes_has_no_names(tmp_path):
    sheet = report(tmp_path, UNTOLD).one(id="sheet")
    assert not sheet.all("div", class_="names")
    assert "noise of its own" in sheet.text


def test_timeline_leads_from_the_first_frame_to_the_last_and_ends_with_real_pictures(tmp_path):
    made = generator(BARS)
    frames = Frames(made, count=61, every=25)
    rows = report(tmp_path, generator=made, frames=frames).one("div", class_="strip").all("span")
    assert [row.text for row in rows] == ["0", "25", "50", "100", "200", "375", "750", "1,500", "real"]
    assert len(frames.read) == 8


@pytest.mark.parametrize("steps", [[0], [0, 5], [0, 1, 2, 3, 4, 5, 6, 7], list(range(0, 6001, 100)), [7, 9, 900, 1000]])
def test_first_and_last_frames_are_always_chosen(steps):
    few = chosen(steps)
    assert few == sorted(set(few)) and set(few) <= set(steps)
    assert few[0] == steps[0] and few[-1] == steps[-1] and len(few) <= 8


def test_points_lie_among_real_ones(tmp_path):
    page = report(tmp_path, POINTS)
    scatter = page.one(id="sheet").named("Scatter of 100 generated")
    assert "coverage 80.00" in scatter["aria-label"].replace("\N{NO-BREAK SPACE}", " ")
    assert scatter.one("path", class_="real")["d"].count("h0") == 60
    assert len(scatter.all("image")) == 1  # what the discriminator believes of each place
    assert len(page.one(id="timeline").all("svg", class_="plane")) == 8


def test_points_that_are_not_finite_are_left_out(tmp_path):
    made = generator(POINTS)
    made.graph.layers["g1"].W.value[:] = np.nan
    scatter = report(tmp_path, POINTS, generator=made).one(id="sheet").named("Scatter")
    assert scatter.one("path", class_="generated")["d"] == ""


# -- the networks ---------------------------------------------------------------------------------------------------


def test_each_network_is_drawn_and_listed_under_its_name(tmp_path):
    section = report(tmp_path).one(id="network")
    assert [title.text for title in section.all("h3")] == ["Generator", "Discriminator"]
    assert len(section.all("svg", class_="network")) == 4  # wide and narrow
    named = [[th.text for th in table.one("tbody").all("th")] for table in section.all("table", class_="layers")]
    assert "tanh" in named[0] and "verdict" in named[1]
    assert section.one("figure", class_="generator").all("image")  # what it makes of noise


def test_flow_is_drawn_alone(tmp_path):
    section = report(tmp_path, FLOW).one(id="network")
    assert [title.text for title in section.all("h3")] == ["Generator"]
    assert section.one("h2").text == "The network"


def test_discriminator_of_several_at_once_is_drawn_without_an_example(tmp_path):
    document = changed(UNTOLD, training__packing=2, discriminator__inputs__image=[8, 8, 2])
    section = report(tmp_path, document).one(id="network")
    assert not section.one("figure", class_="discriminator").all("image")


# -- hard cases -----------------------------------------------------------------------------------------------------


def test_markup_in_names_stays_text(tmp_path):
    made = generator(BARS)
    made.class_names = (HOSTILE, "'&", "2")
    alarm = [{"code": "missing", "facts": {}, "message": HOSTILE}]
    document = BARS | {"name": HOSTILE}
    told = events(of_pictures(alarm=alarm, judge=HOSTILE, sha256=HOSTILE))
    page = report(tmp_path, document, generator=made, events=told, command=HOSTILE)
    assert not page.all("script") and not [n for n in page.walk() if "onerror" in n.attributes]
    assert page.one("pre", class_="command").text == HOSTILE


@pytest.mark.parametrize("told", [[], events(None, 1), events(of_pictures())[-1:]], ids=["none", "one", "the end"])
def test_run_with_hardly_any_events_still_has_a_report(tmp_path, told):
    page = report(tmp_path, events=told)
    assert page.one("pre", class_="command") and page.one(id="sheet")


def test_run_without_frames_shows_the_rest(tmp_path):
    made = generator(BARS)
    page = report(tmp_path, generator=made, frames=Frames(made, count=0))
    assert not page.all(id="made") and page.one(id="curves")


def test_weights_that_are_not_finite_are_reported_calmly(recipe, tmp_path):
    made = generator(recipe)
    for graph in made.graphs:
        graph.params.vector[:] = np.nan
    with np.errstate(invalid="ignore"):  # as in a run
        assert report(tmp_path, recipe, generator=made).one(id="network")


def test_large_pictures_in_colour_do_not_make_a_large_page(tmp_path):
    document = changed(UNTOLD, generator__nodes__g1__units=32 * 32 * 3, generator__nodes__maps__shape=[32, 32, 3])
    page = report(tmp_path, changed(document, discriminator__inputs__image=[32, 32, 3]))
    assert page.one(id="sheet").all("img", class_="photo")
    assert (tmp_path / "report.html").stat().st_size < 1_500_000  # of noise, which nothing makes smaller


def test_many_events_are_thinned_and_the_page_stays_small(tmp_path):
    report(tmp_path, events=events(of_pictures(), 6000))
    assert (tmp_path / "report.html").stat().st_size < 300_000


# -- a whole run ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("document", [POINTS, FLOW], ids=["gan", "flow"])
def test_run_leaves_its_report_in_its_folder(document, tmp_path):
    Run(changed(document, training__steps=12), out=tmp_path / "run", threads=1, command="netsumiki train x").train()
    text = (tmp_path / "run" / "report.html").read_text("utf-8")
    assert "netsumiki train x" in text and 'id="sheet"' in text and 'id="curves"' in text


def test_run_without_a_folder_writes_nothing(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Run(changed(POINTS, training__steps=2), threads=1).train()
    assert list(tmp_path.iterdir()) == []
