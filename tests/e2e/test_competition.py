"""The competition for digits in the studio: a table with labels is learnt, and one without is answered."""

import re

import numpy as np
import pytest
from playwright.sync_api import expect

from netsumiki.data.strokes import drawn
from tests.e2e.accessibility import serious_violations
from tests.e2e.building import canvas
from tests.e2e.training import finished
from tests.e2e.waiting import until

LEARNT, ASKED = 180, 30
DIGITS = np.tile([0, 1, 7], (LEARNT + ASKED) // 3)


@pytest.fixture(scope="module")
def tables(tmp_path_factory):
    """(train.csv, test.csv) as on Kaggle: `label` and a column for each pixel, and the pixels alone."""
    folder = tmp_path_factory.mktemp("competition")
    rows = drawn(DIGITS, np.random.default_rng(0)).reshape(len(DIGITS), -1)
    pixels = ",".join(f"pixel{n}" for n in range(rows.shape[1]))
    learnt = np.column_stack([DIGITS, rows])[:LEARNT]
    np.savetxt(folder / "train.csv", learnt, "%d", ",", header=f"label,{pixels}", comments="")
    np.savetxt(folder / "test.csv", rows[LEARNT:], "%d", ",", header=pixels, comments="")
    return folder / "train.csv", folder / "test.csv"


def test_a_table_is_learnt_and_another_one_answered_in_three_clicks_each(tables, open_page, api, tmp_path):
    page = open_page("/data")
    choose(page, tables[0])
    page.get_by_role("button", name=f"Import {LEARNT} pictures").click()
    page.get_by_role("button", name="Train on this").click()
    expect(canvas(page)).to_be_visible()
    page.get_by_role("spinbutton", name="Epochs").fill("4")  # enough for three digits
    page.get_by_role("button", name="Train", exact=True).click()
    run = until(lambda: next(iter(api("GET", "runs")), None), "a run")
    ended = finished(api, run["id"])
    assert ended["state"] == "succeeded", ended["error"]

    page.goto("/data")
    choose(page, tables[1])
    expect(page.get_by_text("The pictures have no classes.", exact=False)).to_be_visible()
    page.get_by_role("button", name=f"Import {ASKED} pictures").click()
    page.get_by_role("button", name="Let a model answer").click()
    dialog = page.get_by_role("dialog", name="What a model says")
    first = dialog.get_by_role("list", name="The first answers").get_by_role("listitem")
    expect(first).to_have_count(12)
    expect(dialog.get_by_label("Which model")).to_have_text(re.compile(ended["name"]))
    assert not serious_violations(page)
    with page.expect_download() as download:
        dialog.get_by_role("link", name="Save the answers as a table (CSV)").click()
    download.value.save_as(tmp_path / "submission.csv")
    header, *lines = (tmp_path / "submission.csv").read_text().splitlines()
    answers = [line.split(",") for line in lines]
    assert header == "ImageId,Label" and [int(number) for number, _ in answers] == [*range(1, ASKED + 1)]
    assert np.mean([int(label) for _, label in answers] == DIGITS[LEARNT:]) > 0.8
    assert [answer.inner_text() for answer in first.all()] == [label for _, label in answers[:12]]

    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Let a model answer")).to_be_focused()


def choose(page, path):
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Choose a file …").click()
    chooser.value.set_files(path)
