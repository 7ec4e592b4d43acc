"""From the first screen to a drawing that is read, without one word of manual."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.hand import ONE, SCRIBBLE, SEVEN, draw


@pytest.fixture
def bench(open_page):
    """A page with a new network for digits."""
    page = open_page("/?start")
    page.get_by_role("button", name="Recognise").click()
    return page


def prediction(page):
    return page.get_by_role("region", name="Prediction")


def answers(page):
    return prediction(page).get_by_role("listitem")


def test_recognise_opens_a_filled_canvas(page):
    # this file's first page: no draft is open yet
    expect(page.get_by_role("heading", name="What do you want to make?")).to_be_visible()
    page.get_by_role("button", name="Recognise").click()
    canvas = page.get_by_role("region", name="Network canvas")
    expect(canvas.get_by_role("group", name=re.compile("Conv 2D conv, 8 maps of 24 × 24"))).to_be_visible()
    for region in ("Network canvas", "Inspector", "Training", "Drawing pad", "Prediction", "Problems"):
        expect(page.get_by_role("region", name=region, exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Train", exact=True)).to_be_enabled()


def test_a_drawn_seven_is_answered_first(bench):
    draw(bench, SEVEN)
    expect(answers(bench).first).to_have_accessible_name(re.compile(r"^7: \d+\.\d %$"))
    expect(prediction(bench).get_by_role("heading", name="This is a 7")).to_be_visible()
    expect(prediction(bench).get_by_role("img", name=re.compile("^Network input"))).to_be_visible()
    shares = [float(a.get_attribute("aria-label").split()[1]) for a in answers(bench).all()]
    assert len(shares) == 10 and shares == sorted(shares, reverse=True)


def test_a_scribble_is_met_with_doubt(bench):
    draw(bench, SCRIBBLE)
    expect(prediction(bench).get_by_role("heading", name="Not sure")).to_be_visible()


def test_another_model_reads_the_same_drawing(bench, api):
    draw(bench, SEVEN)
    expect(answers(bench).first).to_have_accessible_name(re.compile("^7:"))
    chosen = prediction(bench).get_by_role("combobox", name="Model")
    other = next(m for m in api("GET", "models") if m["id"] != chosen.input_value() and m["input_shape"] == [28, 28, 1])

    def answers_for_other(response):  # told by the question: the body of an answer that was given up is gone
        asked = response.request
        return asked.url.endswith("/api/predict") and asked.post_data_json["model"] == other["id"]

    with bench.expect_response(answers_for_other):
        chosen.select_option(other["id"])
    expect(answers(bench).first).to_have_accessible_name(re.compile("^7:"))


def test_a_kept_drawing_can_be_called_back(bench):
    draw(bench, SEVEN)
    expect(answers(bench).first).to_have_accessible_name(re.compile("^7:"))
    bench.get_by_role("button", name="Pen and kept drawings").click()
    bench.get_by_role("button", name="Keep", exact=True).click()
    bench.keyboard.press("Escape")
    bench.get_by_role("button", name="Clear drawing").click()
    expect(prediction(bench).get_by_role("heading", name="Nothing drawn yet")).to_be_visible()
    draw(bench, ONE)
    expect(answers(bench).first).to_have_accessible_name(re.compile("^1:"))

    bench.reload()  # it is kept by the browser
    bench.get_by_role("button", name="Pen and kept drawings").click()
    bench.get_by_role("button", name="Call back drawing 1").click()
    expect(answers(bench).first).to_have_accessible_name(re.compile("^7:"))


def test_eraser_undo_and_clear_change_what_is_read(bench):
    draw(bench, ONE)
    with asked_about(bench, lambda strokes: len(strokes) == 2):
        draw(bench, [[(0.3, 0.2), (0.5, 0.2)]])
    eraser, undo = (bench.get_by_role("button", name=name) for name in ("Eraser", "Undo stroke"))
    eraser.click()
    expect(eraser).to_have_attribute("aria-pressed", "true")
    with asked_about(bench, lambda strokes: max(y for stroke in strokes for _, y in stroke) < 0.6):
        draw(bench, [[(0.5, 0.5), (0.5, 0.95)]])
    with asked_about(bench, lambda strokes: len(strokes) == 2 and strokes[0][-1][1] > 0.8):
        undo.click()
    with asked_about(bench, lambda strokes: len(strokes) == 1):
        undo.click()
    expect(answers(bench).first).to_have_accessible_name(re.compile("^1:"))
    clear = bench.get_by_role("button", name="Clear drawing")
    clear.click()
    expect(prediction(bench).get_by_role("heading", name="Nothing drawn yet")).to_be_visible()
    expect(clear).to_be_disabled()
    undo.click()  # clearing can be taken back, too
    expect(answers(bench).first).to_have_accessible_name(re.compile("^1:"))


def asked_about(page, condition):
    """Waits until a model was asked about such strokes."""
    return page.expect_request(lambda r: r.url.endswith("/api/predict") and condition(r.post_data_json["strokes"]))
