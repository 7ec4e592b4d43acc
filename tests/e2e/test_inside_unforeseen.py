"""A network that nobody here foresaw, brought in as a file and trained a little: each of its layers is explained."""

import json
import re

from playwright.sync_api import expect

from tests.e2e.building import block
from tests.e2e.training import keep_drawings, status

NODES = [
    {"name": "wide", "layer": "conv2d", "filters": 4, "kernel_size": 3, "dilation": 3, "inputs": ["picture"]},
    {"name": "calm", "layer": "batch_norm", "inputs": ["wide"]},
    {"name": "bent", "layer": "silu", "inputs": ["calm"]},
    {"name": "coarse", "layer": "average_pool", "inputs": ["bent"]},
    {"name": "near", "layer": "depthwise_conv2d", "kernel_size": 7, "strides": 2, "inputs": ["picture"]},
    {"name": "joined", "layer": "concat", "inputs": ["coarse", "near"]},
    {"name": "seen", "layer": "global_average_pool", "inputs": ["joined"]},
    {"name": "lines", "layer": "reshape", "shape": [28, 28], "inputs": ["picture"]},
    {"name": "read", "layer": "gru", "units": 5, "bidirectional": True, "inputs": ["lines"]},
    {"name": "even", "layer": "layer_norm", "inputs": ["read"]},
    {"name": "both", "layer": "concat", "inputs": ["seen", "even"]},
    {"name": "spare", "layer": "dropout", "inputs": ["both"]},
    {"name": "votes", "layer": "dense", "units": 2, "inputs": ["spare"]},
    {"name": "shares", "layer": "softmax", "inputs": ["votes"]},
]
RECIPE = {
    "version": 1,
    "name": "unforeseen",
    "title": "Unforeseen",
    "data": {"dataset": {"dataset": "drawings"}, "validation": 0.25},
    "model": {"inputs": {"picture": [28, 28, 1]}, "nodes": NODES, "outputs": {"answer": "shares"}},
    "training": {"batch_size": 6, "steps": 3},
}


def trained(page, api):
    """Bring the recipe in, train it, and go to the inside of its first block."""
    keep_drawings(api)
    file = {"name": "unforeseen.json", "mimeType": "application/json", "buffer": json.dumps(RECIPE).encode()}
    page.locator("input[type=file]").first.set_input_files(file)
    expect(page.get_by_role("button", name="Draft: Unforeseen")).to_be_visible()
    page.get_by_role("region", name="Training").get_by_role("button", name="Train", exact=True).click()
    expect(status(page)).to_contain_text("succeeded")
    block(page, "wide").click()
    page.get_by_role("link", name="Look inside").click()
    expect(page.get_by_role("heading", name=re.compile("^wide"))).to_be_visible()


def number(text):
    """As the page writes it: `−0.12`, `= 3`, `1.5E−5`."""
    return float(re.sub(r"[^\d.eE-]", "", text.replace("−", "-")))


TOLD = """region => {
    const texts = (inside, what) => [...(inside?.querySelectorAll(what) ?? [])].map((one) => one.textContent);
    return {
        value: texts(region, 'p b')[0],
        terms: texts(region.querySelector('ol[aria-label="Largest terms"]'), 'b'),
        rows: texts([...region.querySelectorAll('dl')].at(-1), 'dd'),
        patch: texts(region.querySelector('table[aria-label=Patch]'), 'td'),
    };
}"""


def expect_sum(region, node):
    """The numbers that the page shows add up to the one that it explains, as exactly as they are written."""
    told = region.evaluate(TOLD)  # all at once: an answer may come between two questions
    value, patch = number(told["value"]), [number(text) for text in told["patch"]]
    *others, result = map(number, told["rows"])
    parts, exactly = [*map(number, told["terms"]), *others], 0.006  # three digits are written
    if not parts:  # a mean shows what it is the mean of, with two digits
        parts, exactly = [one / len(patch) for one in patch], 0.06
    assert abs(result - value) <= 0.006 * abs(value), node
    assert abs(sum(parts) - value) <= exactly * sum(map(abs, parts)) + 1e-6, (node, told)


def test_every_layer_of_a_network_that_nobody_foresaw_explains_itself(open_page, api):
    page = open_page("/?start")
    trained(page, api)
    layers = page.get_by_role("listbox", name="Layers in running order")
    expect(layers.get_by_role("option")).to_have_count(1 + len(NODES))
    told = page.get_by_role("region", name="Where this number comes from")
    for node in (node["name"] for node in NODES):
        layers.get_by_role("option", name=re.compile(f"^{node}")).click()
        expect(page.get_by_role("heading", name=re.compile(f"^{node}"))).to_be_visible()
        maps = page.get_by_role("application", name=f"Output of {node}")
        maps.focus()
        for key in ("ArrowRight", "ArrowRight", "ArrowDown"):
            maps.press(key)
        expect(told).to_contain_text(f"{node}[")
        expect(told).to_contain_text("Its value is")
        expect_sum(told, node)
        page.get_by_role("tab", name="Source").click()
        expect(page.get_by_role("tabpanel").get_by_text(re.compile("def forward")).first).to_be_visible()
        page.get_by_role("tab", name="Output").click()
        expect(page.get_by_role("alert")).to_have_count(0)
