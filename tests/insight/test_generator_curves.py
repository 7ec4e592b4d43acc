"""How a generator's run went is told in curves and in words: losses with their balance, shares found, the judge."""

import pytest

from netsumiki.insight.sections.play import standing
from tests.insight.generators import POINTS, SHA, events, of_pictures, of_points, report
from tests.insight.test_report_page import figures
from tests.training.adversaries import FLOW, changed


def test_losses_stand_beside_their_balance(tmp_path):
    drawn = report(tmp_path, POINTS).named("Loss curve")
    assert drawn["aria-label"] == "Loss curve: discriminator 0.500, generator 1.50; balance 1.39 and 0.693"
    assert len(drawn.all("g", class_="balance")) == 2
    assert sorted(letter.text for letter in drawn.all("b", class_="letter")) == ["D", "G"]


def test_clipped_loss_says_what_it_follows(tmp_path):
    document = changed(POINTS, training__loss={"gan_loss": "wasserstein"})
    assert "lies below 0" in report(tmp_path, document).one(id="curves").text
    assert "lies below 0" not in report(tmp_path, POINTS).one(id="curves").text


def test_letters_of_curves_that_meet_do_not_touch(tmp_path):
    told = [e | {"generator_loss": 1.0, "discriminator_loss": 1.0} for e in events(of_points())]
    letters = report(tmp_path, POINTS, events=told).named("Loss curve").all("b", class_="letter")
    heights = sorted(float(letter["style"].removeprefix("bottom:").removesuffix("%")) for letter in letters)
    assert heights[1] - heights[0] >= 7


def test_shares_found_are_told_and_explained(tmp_path):
    page = report(tmp_path, POINTS)
    assert "real 80.0 %, generated 70.0 %" in page.named("Shares found")["aria-label"].replace("\xa0", " ")
    assert "it still found differences" in page.one(id="curves").text


@pytest.mark.parametrize(
    ("real", "fake", "words"),
    [
        (0.52, 0.48, "hardly tell them apart"),
        (0.995, 0.99, "learns too fast"),
        (0.9, 0.3, "took most of both for real"),
        (0.2, 0.8, "took most of both for generated"),
        (0.3, 0.35, "learns too slowly"),
        (0.8, 0.9, "still found differences"),
    ],
)
def test_two_shares_in_a_sentence(real, fake, words):
    assert words in standing(real, fake)


def test_flow_has_one_loss_and_no_balance(tmp_path):
    page = report(tmp_path, FLOW, events=events(of_points(), losses=("loss",)))
    assert page.named("Loss curve")["aria-label"] == "Loss curve: 0.100"
    assert "balance" not in page.one(id="curves").text
    assert figures(page)["From noise"] == "16 steps" and "Discriminator" not in figures(page)


def test_judgement_over_time_ends_with_the_last_one(tmp_path):
    told = events(of_pictures())
    told[-1]["judged"] = of_pictures(agreement=0.991)
    page = report(tmp_path, events=told)
    assert "agreement 99.10 %, classes 3 of 3" in page.named("Judged over time")["aria-label"].replace("\xa0", " ")
    assert len(page.one(id="judgement").one("table", class_="numbers").one("tbody").all("tr")) == 3


def test_weakest_class_stands_out(tmp_path):
    rows = report(tmp_path).one(id="judgement").one("tbody").all("tr")
    assert [td.text for td in rows[2].all("td", class_="low")] == ["88.0 %", "0.80"]


def test_protocol_names_judge_hash_count_and_seed(tmp_path):
    protocol = report(tmp_path).one("p", class_="protocol")
    assert protocol.one("code").text == SHA
    assert "2,000 pictures were judged, of noise drawn by seed 7" in protocol.text
    assert "within 0.0400" in report(tmp_path, POINTS).one("p", class_="protocol").text
