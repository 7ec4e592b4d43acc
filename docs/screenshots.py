"""Take the pictures of README and docs anew: `make screenshots`, or for some of them ARGS="build-light runs".

A real studio in an empty folder, a real training on MNIST (on strokes where MNIST is not there) and Chromium.
`report` photographs the report of a run folder: ARGS="report RUN_FOLDER" (netsumiki train digit-reader).
"""

import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PIL import Image, ImageChops
from playwright.sync_api import Browser, Page, expect, sync_playwright

from netsumiki.data.mnist import locate
from netsumiki.recipes import templates
from tests.e2e import chromium, shapes
from tests.e2e.hand import SEVEN, draw
from tests.e2e.server import Studio
from tests.e2e.waiting import until

IMAGES = Path(__file__).parent / "images"
SCALE = 1.5
LARGEST = 200_000  # bytes
WIDTH, HEIGHT = 1216, 1152  # of the report
MARGIN = 36  # of page below the last panel
FIRST_SCREEN = "<style>#errors, #network, #again { display: none } main { padding-bottom: 0 }</style>"

expect.set_options(timeout=60_000)


# -- the studio -------------------------------------------------------------------------------------------------------


def of_studio(names: list[str]) -> None:
    """The pages in `names`, or all of them, with two finished runs and one at work."""
    path = chromium.require()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = Studio(Path(folder) / "home")
        browser = playwright.chromium.launch(executable_path=path, args=chromium.options())
        try:
            runs = [trained(server, "First network", 8), trained(server, "More filters", 24)]
            for name in names or list(PAGES):
                page = opened(browser, server, **PAGES[name][0])
                PAGES[name][1](page, runs)
                kept(page.screenshot(), name)
                page.context.close()
        finally:
            browser.close()
            server.close()


def recipe_of(title: str, filters: int) -> dict[str, Any]:
    recipe = templates()["first-network"] | {"title": title}
    next(n for n in recipe["model"]["nodes"] if n["layer"] == "conv2d")["filters"] = filters
    if locate() is None:
        recipe["data"] |= {"dataset": "strokes"}
    return recipe


def trained(server: Studio, title: str, filters: int) -> str:
    """The id of a run that was trained to its end."""
    recipe = recipe_of(title, filters)
    document = server.api("POST", "documents", {"name": title, "recipe": recipe, "positions": {}})
    id = server.api("POST", "runs", {"recipe": recipe, "document": document["id"]})["id"]
    until(lambda: server.api("GET", f"runs/{id}")["state"] == "succeeded", "the end of a run", 300)
    return id


def opened(browser: Browser, server: Studio, **options: Any) -> Page:
    looks = {"viewport": {"width": 1280, "height": 800}, "locale": "en-US", "device_scale_factor": SCALE}
    context = browser.new_context(base_url=server.url, reduced_motion="reduce", **looks | options)
    context.add_cookies([{"name": n, "value": v, "url": server.url} for n, v in server.cookies().items()])
    return context.new_page()


def build(page: Page, runs: list[str]) -> None:
    page.goto("/")
    canvas = page.get_by_role("region", name="Network canvas")
    block = canvas.get_by_role("group").filter(has_text="Conv 2D").first
    expect(block).to_be_visible()
    block.click()
    draw(page, SEVEN)
    expect(page.get_by_role("region", name="Prediction").get_by_role("heading", name="This is a 7")).to_be_visible()
    settled(page)


def phone(page: Page, runs: list[str]) -> None:
    page.goto("/")
    expect(page.get_by_role("region", name="Network outline")).to_be_visible()
    settled(page)


def chosen(page: Page, runs: list[str]) -> None:
    """What opens under the first question: its name is in the language of the page."""
    page.goto("/?start")
    page.locator("main button:has(strong)").first.click()
    page.wait_for_url("**/")
    settled(page)


def survey(page: Page, runs: list[str]) -> None:
    """A zip with ten folders of shapes is looked through; one file in it is no picture."""
    page.goto("/data")
    with tempfile.TemporaryDirectory() as folder:
        with page.expect_file_chooser() as chooser:
            page.get_by_role("button", name="Choose a file …").click()
        chooser.value.set_files(shapes.packed(Path(folder), 24))
        expect(page.get_by_role("region", name="What was found")).to_be_visible()
    settled(page)


def curated(page: Page, runs: list[str]) -> None:
    """What was in that zip, some of it chosen."""
    survey(page, runs)
    page.get_by_label("Name", exact=True).fill("Shapes in colours")
    page.get_by_role("button", name=re.compile("^Import ")).click()
    pictures = page.get_by_role("application", name=re.compile("to be chosen$"))
    for key in ("ArrowDown", "ArrowRight", "ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight"):
        pictures.press(key)
    settled(page)


def exported(page: Page, runs: list[str]) -> None:
    """The page of a model, alive in the dialog, with a seven drawn on it."""
    page.goto("/models")
    page.get_by_role("article", name="digit-reader", exact=True).get_by_role("button", name="Export").click()
    inside = page.frame_locator("iframe")
    pad = inside.locator("#pad")
    pad.click(timeout=60_000)
    box = pad.bounding_box()
    assert box is not None, "there is no pad"
    inside.get_by_role("button", name="Clear").click()
    for line in SEVEN:
        for place, (x, y) in enumerate(line):
            page.mouse.move(box["x"] + x * box["width"], box["y"] + y * box["height"], steps=8)
            if place == 0:
                page.mouse.down()
        page.mouse.up()
    expect(inside.locator("#answer")).to_have_text("7")
    settled(page)


def at(path: str) -> Callable[[Page, list[str]], None]:
    def show(page: Page, runs: list[str]) -> None:
        page.goto(path.format(first=runs[0], both=",".join(runs)))
        settled(page)

    return show


def settled(page: Page) -> None:
    """Nothing is fetched any more; the event stream stays open, so the network is never idle."""
    page.mouse.move(0, 0)
    page.wait_for_timeout(1500)


DARK = {"color_scheme": "dark"}
PAGES: dict[str, tuple[dict[str, Any], Callable[[Page, list[str]], None]]] = {
    "start": ({}, at("/?start")),
    "build": ({}, build),
    "build-dark": (DARK, build),
    "build-phone": ({"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}, phone),
    "build-japanese": ({"locale": "ja-JP"}, chosen),
    "runs": ({}, at("/runs")),
    "run": ({}, at("/runs/{first}")),
    "compare": ({}, at("/compare?runs={both}")),
    "data": ({}, at("/data")),
    "models": ({}, at("/models")),
    "import": ({}, survey),
    "own": ({}, curated),
    "export": ({"viewport": {"width": 1280, "height": 900}}, exported),
}


# -- the report -------------------------------------------------------------------------------------------------------


def of_report(run: Path) -> None:
    """The first screen of a run's report."""
    browser = chromium.require()
    options = ["--headless=new", *chromium.options(), "--disable-gpu", "--hide-scrollbars"]
    with tempfile.TemporaryDirectory() as folder:
        page, raw = Path(folder) / "report.html", Path(folder) / "report.png"
        report = (run / "report.html").read_text("utf-8")
        page.write_text(report.replace("</head>", FIRST_SCREEN + "</head>"), "utf-8")
        options += [f"--window-size={WIDTH},{HEIGHT}", f"--force-device-scale-factor={SCALE}", f"--screenshot={raw}"]
        command = [browser, *options, f"--user-data-dir={folder}/profile", page.as_uri()]
        subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
        save(trimmed(Image.open(raw).convert("RGB")), "report")


def trimmed(picture: Image.Image) -> Image.Image:
    """Without the empty page below."""
    page = picture.getpixel((0, picture.height - 1))
    box = ImageChops.difference(picture, Image.new("RGB", picture.size, page)).getbbox()
    assert box is not None, "the page is empty"
    return picture.crop((0, 0, picture.width, min(picture.height, box[3] + round(MARGIN * SCALE))))


# -- keeping ----------------------------------------------------------------------------------------------------------


def kept(png: bytes, name: str) -> None:
    with tempfile.NamedTemporaryFile(suffix=".png") as file:
        file.write(png)
        file.flush()
        save(Image.open(file.name).convert("RGB"), name)


def save(picture: Image.Image, name: str) -> None:
    """Few colours and no dithering: flat areas stay flat, and the file small."""
    path = IMAGES / f"{name}.png"
    picture.quantize(256, Image.Quantize.MAXCOVERAGE, kmeans=2, dither=Image.Dither.NONE).save(path, optimize=True)
    print(f"{path.name}: {picture.width} × {picture.height}, {path.stat().st_size:,} bytes")
    if path.stat().st_size > LARGEST:
        sys.exit(f"that is more than {LARGEST:,} bytes: lower SCALE")


def main() -> None:
    wanted = sys.argv[1:]
    unknown = [name for name in wanted if name not in PAGES and name != "report"]
    if wanted[:1] == ["report"] and len(wanted) == 2:
        of_report(Path(wanted[1]))
    elif unknown or wanted[:1] == ["report"]:
        sys.exit(f"{__doc__}\nThe pictures: {', '.join(PAGES)}")
    else:
        of_studio(wanted)


if __name__ == "__main__":
    main()
