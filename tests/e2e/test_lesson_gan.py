"""The lesson on GANs, done as a reader would: trained, steered, compared, judged."""

import json
import re
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import expect

from netsumiki.data import load
from tests.e2e.accessibility import serious_violations

DOCS = Path(__file__).parents[2] / "docs"


def done(page, step):
    return page.get_by_role("button", name=f"Step {step}, done", exact=True)


def test_points_find_all_eight_clouds(open_page):
    page = open_page("/learn/gan?step=play")
    train = page.get_by_role("button", name="Train", exact=True)
    page.get_by_role("button", name="Step", exact=True).click()
    expect(page.get_by_text("Step 1", exact=True)).to_be_visible()
    expect(done(page, 1)).to_have_count(0)
    train.click()
    expect(done(page, 1)).to_be_visible(timeout=120_000)
    expect(page.get_by_role("img", name=re.compile("^Real and generated points"))).to_be_visible()
    page.get_by_role("button", name="Pause", exact=True).click()
    assert serious_violations(page) == []


def test_noise_is_the_hand_and_the_label_what_it_writes(open_page):
    page = open_page("/learn/gan?step=noise")
    page.get_by_role("button", name="Label 7").click()
    expect(page.get_by_role("img", name="The 7 that it writes with noise 0")).to_be_visible()
    expect(done(page, 2)).to_have_count(0)  # the noise comes first
    page.get_by_role("button", name="Noise 3").click()
    expect(page.get_by_role("img", name="The 7 that it writes with noise 3")).to_be_visible()
    expect(done(page, 2)).to_have_count(0)
    page.get_by_role("button", name="Label 2").click()
    expect(done(page, 2)).to_be_visible()
    assert serious_violations(page) == []


def test_the_most_diverse_sheet_is_chosen_by_eye(open_page):
    curves = json.loads((DOCS / "noise-label.json").read_text("utf-8"))["finding"]["curves"]
    best = max(curves, key=lambda curve: curve["diversity"])
    least = min(curves, key=lambda curve: curve["diversity"])
    page = open_page("/learn/gan?step=ratio")

    def sheet(curve):
        return page.get_by_role("button", name=f"{curve['noise']} of noise, {curve['label']} of the label", exact=True)

    sheet(least).click()
    expect(page.get_by_text("Another one is more diverse")).to_be_visible()
    expect(done(page, 3)).to_have_count(0)
    sheet(best).click()
    expect(done(page, 3)).to_be_visible()
    expect(page.get_by_role("img", name=re.compile("^Curves over the numbers of noise: read as asked"))).to_be_visible()
    assert serious_violations(page) == []


def idx(path, array):
    header = bytes([0, 0, 8, array.ndim]) + np.array(array.shape, ">u4").tobytes()
    path.write_bytes(header + array.astype(np.uint8).tobytes())


@pytest.fixture
def few_digits(tmp_path):
    """A folder with what takes MNIST's place: a few digits of our own, so that the judge is quick."""
    data = load({"dataset": "strokes", "limit": 600})
    for name, split in (("train", data.train), ("t10k", data.test.take(slice(300)))):
        idx(tmp_path / f"{name}-images-idx3-ubyte", split.inputs[..., 0])
        idx(tmp_path / f"{name}-labels-idx1-ubyte", split.labels)
    return tmp_path


def test_the_judge_is_asked_stopped_and_asked_again(new_studio, few_digits, open_page):
    # open_page comes last, so that the page is closed before its server
    studio = new_studio(NETSUMIKI_DATA_DIR=str(few_digits))
    page = open_page("/learn/gan?step=judge", studio=studio)
    ask = page.get_by_role("button", name="Ask the judge")
    ask.click()
    page.get_by_role("button", name="Cancel").click()
    expect(ask).to_be_visible()
    expect(done(page, 4)).to_have_count(0)
    ask.click()
    expect(page.get_by_role("progressbar", name="Progress of the judgement")).to_be_visible()
    expect(page.get_by_role("row", name=re.compile("^Drawn as asked.*%"))).to_be_visible(timeout=120_000)
    expect(done(page, 4)).to_be_visible()
    assert serious_violations(page) == []
