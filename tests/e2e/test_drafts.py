"""Drafts: they save themselves, nothing is written over, and recipes come and go as files and links."""

import json
import pickle
import re
import zlib
from base64 import urlsafe_b64encode

import pytest
from playwright.sync_api import expect

from netsumiki.exporting.finding import bundled
from tests.e2e.building import add, block, canvas, problems, wait_for_layers
from tests.e2e.waiting import until

LAYERS = ["flatten", "dense"]
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(200)


def recipe(**changes):
    nodes = [{"name": "flatten", "layer": "flatten"}, {"name": "dense", "layer": "dense", "units": 10}]
    model = {"inputs": {"image": [28, 28, 1]}, "nodes": nodes, "outputs": {"dense": "dense"}}
    return {"version": 1, "data": {"dataset": "strokes"}, "model": model, "training": {"epochs": 1}} | changes


@pytest.fixture
def draft(api, request):
    """A draft named after the test: the latest, so a page that is opened shows it."""
    body = {"name": request.node.name[:60], "recipe": recipe(), "positions": {}}
    return api("POST", "documents", body)


@pytest.fixture
def bench(draft, open_page):
    """A page on which that draft is open."""
    return opened(open_page(), draft["name"])


def opened(page, name):
    expect(menu(page)).to_have_accessible_name(f"Draft: {name}")
    expect(canvas(page)).to_be_visible()
    return page


def menu(page):
    return page.get_by_role("button", name="Draft: ")


def choose(page, button, item):
    (menu(page) if button == "Draft" else page.get_by_role("button", name=button, exact=True)).click()
    page.get_by_role("menuitem", name=item).click()


def expect_saved(page):
    expect(page.get_by_text(re.compile(r"^Saved( just now| \d+ s ago)$"))).to_be_visible()


def edit_and_save(page, api, layer, layers):
    add(page, layer)
    wait_for_layers(api, layers)
    expect_saved(page)


def of(document):
    return [node["layer"] for node in document["recipe"]["model"]["nodes"]]


def names(api):
    return [document["name"] for document in api("GET", "documents")]


# -- saving -----------------------------------------------------------------------------------------------------------


def test_a_draft_saves_itself_and_is_there_again(bench, draft, api, open_page):
    edit_and_save(bench, api, "ReLU", [*LAYERS, "relu"])
    choose(bench, "Draft", "Rename…")
    naming = bench.get_by_role("dialog", name="Rename the draft")
    naming.get_by_role("textbox", name="Name").fill("Called anew")
    naming.get_by_role("button", name="Rename").click()
    until(lambda: api("GET", f"documents/{draft['id']}")["name"] == "Called anew", "the new name")
    bench.context.close()

    again = opened(open_page(), "Called anew")
    for name in ("flatten", "dense", "relu_1"):
        expect(block(again, name)).to_be_visible()


def test_an_edit_just_before_the_page_is_closed_is_saved(bench, draft, api):
    add(bench, "ReLU")
    bench.close(run_before_unload=True)
    until(lambda: of(api("GET", f"documents/{draft['id']}")) == [*LAYERS, "relu"], "the last edit")


def test_a_named_version_stays_as_it_was_and_can_be_opened_again(bench, draft, api):
    bench.get_by_role("button", name="Save version").click()
    bench.get_by_role("textbox", name="Name of the version").fill("Two layers")
    bench.get_by_role("button", name="Keep it").click()
    expect(bench.get_by_text("“Two layers” is kept.")).to_be_visible()
    edit_and_save(bench, api, "Dropout", [*LAYERS, "dropout"])
    assert of(api("GET", f"documents/{draft['id']}/versions/1")) == LAYERS

    choose(bench, "Draft", "Versions…")
    bench.get_by_role("button", name="Open Two layers").click()
    expect(block(bench, "dropout_1")).to_have_count(0)
    wait_for_layers(api, LAYERS)
    bench.get_by_role("button", name=re.compile("^Undo: The draft is now as")).click()
    expect(block(bench, "dropout_1")).to_be_visible()
    wait_for_layers(api, [*LAYERS, "dropout"])
    assert [version["name"] for version in api("GET", f"documents/{draft['id']}/versions")] == ["Two layers"]


def test_a_deleted_draft_comes_back(bench, draft, api):
    choose(bench, "Draft", "All drafts…")
    bench.get_by_role("button", name=f"Delete {draft['name']}").click()
    until(lambda: draft["name"] not in names(api), "the draft deleted")
    bench.get_by_role("button", name=re.compile("^Undo: ")).click()
    until(lambda: draft["name"] in names(api), "the draft back")
    bench.keyboard.press("Escape")
    opened(bench, draft["name"])


# -- two tabs ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def tabs(bench, draft, api, console):
    """Two tabs with one draft: the first has saved a ReLU, the second has put down a dropout since, and is told."""
    console.allow("status of 409")
    second = bench.context.new_page()
    second.goto("/")
    opened(second, draft["name"])
    edit_and_save(bench, api, "ReLU", [*LAYERS, "relu"])
    add(second, "Dropout")
    expect(told(second)).to_contain_text("Nothing is written over until you choose")
    assert of(api("GET", f"documents/{draft['id']}")) == [*LAYERS, "relu"]
    return bench, second


def told(page):
    return page.get_by_role("alert").filter(has_text="changed in another tab")


def test_the_later_of_two_tabs_can_take_what_the_other_saved(tabs, draft, api):
    _, second = tabs
    second.get_by_role("button", name="Take that one").click()
    expect(block(second, "relu_1")).to_be_visible()
    expect(block(second, "dropout_1")).to_have_count(0)
    expect(told(second)).to_have_count(0)
    second.get_by_role("button", name="Undo", exact=True).click()  # its own edit is not lost
    expect(block(second, "dropout_1")).to_be_visible()
    until(lambda: of(api("GET", f"documents/{draft['id']}")) == [*LAYERS, "dropout"], "what was brought back")


def test_the_later_of_two_tabs_can_keep_its_own_as_a_copy(tabs, draft, api):
    first, second = tabs
    second.get_by_role("button", name="Keep mine as a copy").click()
    opened(second, f"{draft['name']} (copy)")
    copy = wait_for_layers(api, [*LAYERS, "dropout"])
    assert copy and of(api("GET", f"documents/{draft['id']}")) == [*LAYERS, "relu"]
    add(first, "Softmax")  # goes on undisturbed
    until(lambda: of(api("GET", f"documents/{draft['id']}")) == [*LAYERS, "relu", "softmax"], "the next edit")
    expect(told(first)).to_have_count(0)


def test_the_server_itself_refuses_an_older_revision(draft, api):
    change = {"name": "first", "recipe": recipe(), "positions": {}, "revision": draft["revision"]}
    assert api("PUT", f"documents/{draft['id']}", change)["revision"] == draft["revision"] + 1
    with pytest.raises(AssertionError, match=r"409 .*draft-changed.*first"):
        api("PUT", f"documents/{draft['id']}", change | {"name": "second"})
    assert api("GET", f"documents/{draft['id']}")["name"] == "first"


# -- files ------------------------------------------------------------------------------------------------------------


def open_file(page, name, content):
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    page.locator("input[type=file]").set_input_files(file)


def test_an_exported_recipe_opens_again_as_the_same_network(bench, draft, api):
    with bench.expect_download() as download:
        choose(bench, "Export", "Recipe file (.json)")
    assert download.value.suggested_filename.endswith(".json")
    content = download.value.path().read_bytes()
    open_file(bench, download.value.suggested_filename, content)
    expect(bench.get_by_text("is open as a new draft")).to_be_visible()
    new = until(lambda: api("GET", "documents")[0]["id"] != draft["id"] and api("GET", "documents")[0], "a new draft")
    read = api("GET", f"documents/{new['id']}")["recipe"]
    assert read == json.loads(content) == recipe(title=draft["name"])
    assert of(api("GET", f"documents/{draft['id']}")) == LAYERS


def test_a_model_of_another_architecture_opens_its_recipe_as_a_new_draft(bench, draft, api):
    add(bench, "ReLU")  # not saved yet when the file comes
    open_file(bench, "lenet-5.safetensors", bundled()["lenet-5"].read_bytes())
    expect(bench.get_by_text("is open as a new draft")).to_be_visible()
    until(lambda: "conv2d" in of(api("GET", f"documents/{api('GET', 'documents')[0]['id']}")), "the model's recipe")
    assert of(api("GET", f"documents/{draft['id']}")) == [*LAYERS, "relu"]


def test_a_network_in_a_circle_opens_and_is_explained(bench, api):
    wired = [{"name": f"n{i}", "layer": "relu", "inputs": [f"n{1 - i}"]} for i in range(2)]
    circle = recipe(title="Circle", model={"inputs": {"image": [28, 28, 1]}, "nodes": wired, "outputs": {"n": "n1"}})
    open_file(bench, "circle.json", json.dumps(circle).encode())
    opened(bench, "Circle")
    expect(problems(bench)).to_contain_text("wait for one another in a circle")
    expect(bench.get_by_role("button", name="Train", exact=True)).to_be_disabled()


def many_nodes():
    nodes = [{"name": f"n{i}", "layer": "relu"} for i in range(10_000)]
    return json.dumps(recipe(model={"inputs": {"image": [28, 28, 1]}, "nodes": nodes})).encode()


BAD_FILES = {
    "picture": (PICTURE, "a picture (PNG)"),
    "pickle": (pickle.dumps(recipe()), "a Python pickle"),
    "nothing": (b"", "The file is empty"),
    "malformed": (b'{"version": 1, "model": {"nodes": [}', "is not JSON"),
    "text": ("Dear studio, …".encode(), "is not JSON"),
    "list": (b"[1, 2, 3]", "a recipe is a JSON object"),
    "future": (json.dumps(recipe(version=99)).encode(), "this Netsumiki reads version 1"),
    "nested": (b'{"model": ' + b"[" * 200_000 + b"]" * 200_000 + b"}", "is not JSON"),
    "nodes": (many_nodes(), "10,000 nodes"),
    "no-number": (json.dumps(recipe(training={"lr": float("nan")})).encode(), "numbers or characters that JSON"),
    "broken-model": (bundled()["lenet-5"].read_bytes()[:300], "neither JSON nor a whole model file"),
}


def test_files_that_are_no_recipes_are_refused_in_words(bench, draft, api, console):
    console.allow("status of 4(13|22)")
    before = names(api)
    for kind, (content, words) in BAD_FILES.items():
        open_file(bench, f"{kind}.json", content)
        said = bench.get_by_role("alert")
        expect(said, kind).to_contain_text(words)
        said.get_by_role("button", name="Close").click()
        expect(said).to_have_count(0)
    opened(bench, draft["name"])
    edit_and_save(bench, api, "ReLU", [*LAYERS, "relu"])  # and everything goes on
    assert names(api) == before


# -- links ------------------------------------------------------------------------------------------------------------


def link(text):
    return "/#recipe=" + urlsafe_b64encode(zlib.compress(text.encode())).decode().rstrip("=")


def offer(page):
    return page.get_by_role("dialog", name="A recipe from a link")


def test_a_link_shows_what_it_brings_before_it_opens_as_a_new_draft(draft, api, open_page):
    bench = opened(open_page(permissions=["clipboard-read", "clipboard-write"]), draft["name"])
    choose(bench, "Export", "Copy a link with the recipe")
    expect(bench.get_by_text("The link is in the clipboard")).to_be_visible()
    address = bench.evaluate("navigator.clipboard.readText()")

    other = open_page(address)
    expect(offer(other)).to_contain_text(draft["name"])
    expect(offer(other)).to_contain_text("2 layers, 7,850 parameters")
    assert api("GET", "documents")[0]["id"] == draft["id"]
    offer(other).get_by_role("button", name="Open as a new draft").click()
    opened(other, draft["name"])
    new = until(lambda: api("GET", "documents")[0]["id"] != draft["id"] and api("GET", "documents")[0], "a new draft")
    assert api("GET", f"documents/{new['id']}")["recipe"]["model"] == recipe()["model"]
    assert "#" not in other.url
    assert api("GET", f"documents/{draft['id']}")["revision"] == draft["revision"]


def test_markup_in_a_link_is_text(draft, open_page):
    title = "<img src=x onerror=alert(1)><script>alert(2)</script>"
    page = open_page(link(json.dumps(recipe(title=title, description="[x](javascript:alert(3))"))))
    expect(offer(page).get_by_text(title, exact=True)).to_be_visible()
    expect(offer(page).locator("img, script, a")).to_have_count(0)
    offer(page).get_by_role("button", name="Open as a new draft").click()
    opened(page, title)


BAD_LINKS = {
    "nothing": ("/#recipe=", "carries no recipe that can be read"),
    "markup": ("/#recipe=<script>alert(1)</script>", "carries no recipe that can be read"),
    "noise": ("/#recipe=AAAAAAAA", "carries no recipe that can be read"),
    "cut": (link(json.dumps(recipe()))[:-20], "carries no recipe that can be read"),
    "bomb": (link('{"model": "' + "a" * 3_000_000 + '"}'), "too large"),
    "nested": (link('{"model": ' + "[" * 100_000 + "]" * 100_000 + "}"), "is not JSON"),
    "future": (link(json.dumps(recipe(version=99))), "this Netsumiki reads version 1"),
    "nodes": (link(many_nodes().decode()), "10,000 nodes"),
}


def test_hostile_links_are_refused_in_words(draft, api, open_page, console):
    console.allow("status of 422")
    before = names(api)
    page = open_page("/#recipe=")
    for kind, (address, words) in BAD_LINKS.items():
        page.goto(address)
        expect(offer(page).get_by_role("alert"), kind).to_contain_text(words)
        expect(offer(page).get_by_role("button", name="Open as a new draft")).to_have_count(0)
        offer(page).get_by_role("button", name="Not now").click()
        expect(offer(page)).to_have_count(0)
        assert "#" not in page.url
    opened(page, draft["name"])
    assert names(api) == before
