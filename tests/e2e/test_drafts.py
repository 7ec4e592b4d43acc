"""Drafts are never lost: saved by themselves, kept in versions, shared as files and links, safe from bad files."""

import json
import pickle
import re

import pytest
from playwright.sync_api import expect

from tests.e2e.building import block, problems, wait_for_layers
from tests.e2e.training import finished, open_draft, points


def recipe(*layers):
    nodes = [{"name": layer, "layer": layer, **({"units": 10} if layer == "dense" else {})} for layer in layers]
    return {"version": 1, "data": {"dataset": "mnist"}, "model": {"inputs": {"image": [28, 28, 1]}, "nodes": nodes}}


@pytest.fixture
def draft(open_page, api):
    return open_draft(open_page, api, "mine", recipe("flatten", "dense"))


def menu(page, item):
    page.get_by_role("button", name=re.compile("^Draft: ")).click()
    page.get_by_role("menuitem", name=item).click()


def open_name(page):
    return page.get_by_role("button", name=re.compile("^Draft: "))


def add(page, label):
    page.get_by_role("complementary", name="Palette").get_by_role("button", name=label, exact=True).click()


def put_in(page, name, content):
    kind = "application/json" if name.endswith("json") else "application/octet-stream"
    content = content if isinstance(content, bytes) else content.encode()
    page.get_by_label("Open a file…").set_input_files({"name": name, "mimeType": kind, "buffer": content})


def test_an_edit_is_saved_by_itself_and_there_when_the_studio_is_opened_again(draft, api, open_page):
    block(draft, "flatten").click()
    add(draft, "ReLU")
    expect(draft.get_by_text(re.compile("^Saved"))).to_be_visible()
    wait_for_layers(api, ["flatten", "relu", "dense"])
    draft.close()
    again = open_page("/")
    expect(open_name(again)).to_have_accessible_name("Draft: mine")
    expect(block(again, "relu_1")).to_be_visible()


def test_an_edit_survives_a_page_that_is_closed_at_once(draft, api):
    block(draft, "flatten").click()
    add(draft, "Tanh")
    draft.goto("about:blank")
    wait_for_layers(api, ["flatten", "tanh", "dense"])


def test_a_named_version_stays_as_it_was(draft, api):
    draft.get_by_role("button", name="Save version").click()
    draft.get_by_role("textbox", name="Name of the version").fill("before the ReLU")
    draft.get_by_role("button", name="Keep it").click()
    expect(draft.get_by_text("“before the ReLU” is kept.")).to_be_visible()
    block(draft, "flatten").click()
    add(draft, "ReLU")
    wait_for_layers(api, ["flatten", "relu", "dense"])
    menu(draft, "Versions…")
    draft.get_by_role("button", name="Open before the ReLU").click()
    wait_for_layers(api, ["flatten", "dense"])
    draft.get_by_role("button", name="Undo", exact=True).click()
    wait_for_layers(api, ["flatten", "relu", "dense"])


def test_of_two_tabs_the_later_one_is_told_and_nothing_is_lost(draft, api, console):
    console.allow("409")
    other = draft.context.new_page()
    other.goto("/")
    expect(block(other, "dense")).to_be_visible()
    block(draft, "flatten").click()
    add(draft, "ReLU")
    wait_for_layers(api, ["flatten", "relu", "dense"])
    block(other, "flatten").click()
    add(other, "Tanh")
    notice = other.get_by_role("alert").filter(has_text="changed in another tab")
    notice.get_by_role("button", name="Keep mine as a copy").click()
    expect(notice).to_have_count(0)
    expect(open_name(other)).to_have_accessible_name("Draft: mine (copy)")
    wait_for_layers(api, ["flatten", "tanh", "dense"])
    theirs = next(d for d in api("GET", "documents") if d["name"] == "mine")
    assert [n["layer"] for n in api("GET", f"documents/{theirs['id']}")["recipe"]["model"]["nodes"]] == [
        "flatten",
        "relu",
        "dense",
    ]


def test_a_recipe_file_comes_back_as_it_went(draft, api):
    draft.get_by_role("button", name="Export").click()
    with draft.expect_download() as download:
        draft.get_by_role("menuitem", name="Recipe file (.json)").click()
    content = download.value.path().read_text("utf-8")
    assert download.value.suggested_filename == "mine.json" and json.loads(content)["title"] == "mine"
    menu(draft, "New…")
    draft.get_by_role("button", name="Empty canvas").click()
    expect(open_name(draft)).to_have_accessible_name("Draft: My network")
    put_in(draft, "mine.json", content)
    expect(draft.get_by_text("“mine” is open as a new draft.")).to_be_visible()
    expect(open_name(draft)).to_have_accessible_name("Draft: mine")
    saved = wait_for_layers(api, ["flatten", "dense"])
    assert saved["model"]["nodes"][1]["units"] == 10


def test_a_link_carries_the_recipe(draft, api, open_page):
    draft.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('kept to itself')); }")
    draft.get_by_role("button", name="Export").click()
    draft.get_by_role("menuitem", name="Copy a link with the recipe").click()
    link = draft.get_by_role("textbox", name="Copy this link").input_value()
    count = len(api("GET", "documents"))
    other = open_page(link)
    offer = other.get_by_role("dialog", name="A recipe from a link")
    expect(offer).to_contain_text("2 layers, 7,850 parameters")
    assert len(api("GET", "documents")) == count, "nothing is opened unasked"
    offer.get_by_role("button", name="Open as a new draft").click()
    expect(open_name(other)).to_have_accessible_name("Draft: mine")
    expect(block(other, "dense")).to_be_visible()


def test_a_broken_link_says_so(open_page):
    page = open_page("/#recipe=not-a-recipe")
    expect(page.get_by_role("dialog", name="A recipe from a link").get_by_role("alert")).to_contain_text("cut off")


PICTURE = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
FUTURE = json.dumps({**recipe("flatten", "dense"), "version": 99})
MANY = json.dumps(
    recipe("flatten") | {"model": {"inputs": {"image": [28, 28, 1]}, "nodes": [{"layer": "relu"}] * 10_000}}
)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("photo.json", PICTURE),
        ("half.json", '{"version": 1, "model": {"inputs": '),
        ("list.json", "[1, 2, 3]"),
        ("future.json", FUTURE),
        ("many.json", MANY),
        ("evil.safetensors", pickle.dumps({"weights": [1.0] * 50})),
        ("empty.json", b""),
        ("cut.safetensors", b"\xff\xff\xff\xff\xff\xff\xff\x7f{}"),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 20 else "",
)
def test_a_bad_file_is_refused_in_words_and_nothing_is_lost(draft, api, console, name, content):
    console.allow("status of 4")
    count = len(api("GET", "documents"))
    put_in(draft, name, content)
    told = draft.get_by_role("alert")
    expect(told).to_be_visible()
    text = told.first.inner_text()
    assert len(text) > 15 and "Traceback" not in text and "Error:" not in text, text
    expect(open_name(draft)).to_have_accessible_name("Draft: mine")
    expect(block(draft, "dense")).to_be_visible()
    assert len(api("GET", "documents")) == count


def test_a_circle_is_opened_to_be_mended_or_refused_in_words(draft, api, console):
    console.allow("status of 4")
    nodes = [
        {"name": "one", "layer": "relu", "inputs": ["two"]},
        {"name": "two", "layer": "relu", "inputs": ["one"]},
    ]
    put_in(draft, "circle.json", json.dumps({**recipe(), "model": {"inputs": {"image": [28, 28, 1]}, "nodes": nodes}}))
    expect(draft.get_by_role("alert").or_(problems(draft).get_by_role("listitem")).first).to_contain_text(
        re.compile("circle|cycle", re.I)
    )


def test_a_model_file_of_another_architecture_opens_with_the_recipe_that_it_carries(draft, api, studio):
    run = finished(api, api("POST", "runs", {"recipe": {**points(20), "title": "Two clouds"}})["id"])
    put_in(draft, "clouds.safetensors", (studio.folder / "runs" / run["id"] / "model.safetensors").read_bytes())
    expect(open_name(draft)).to_have_accessible_name("Draft: Two clouds")
    expect(block(draft, "votes")).to_be_visible()
    assert "mine" in [d["name"] for d in api("GET", "documents")]


def test_a_draft_put_away_comes_back_with_undo(draft, api):
    menu(draft, "All drafts…")
    draft.get_by_role("dialog", name="Drafts").get_by_role("button", name="Delete mine", exact=True).first.click()
    draft.get_by_role("button", name="Undo: “mine” was deleted.").click()
    expect(open_name(draft)).to_have_accessible_name("Draft: mine")
