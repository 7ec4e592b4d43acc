"""A real server and a real browser for each file of tests, and a page of one's own for each test."""

from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import expect, sync_playwright

from tests.e2e import chromium
from tests.e2e.server import STATIC, Studio
from tests.e2e.watching import Watch

HERE = Path(__file__).parent
REPORTS = pytest.StashKey[dict[str, pytest.TestReport]]()
DESKTOP = {"viewport": {"width": 1280, "height": 800}, "locale": "en-US", "color_scheme": "light"}

expect.set_options(timeout=15_000)


@pytest.hookimpl(tryfirst=True)  # before pytest-xdist reads the groups, and before -m chooses
def pytest_collection_modifyitems(items):
    """They are slow, and one worker runs them all: two browsers at once, each beside a server and its trainings, would
    keep one another from answering in time."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.slow)
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    item.stash.setdefault(REPORTS, {})[report.when] = report
    return report


# -- servers ----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def studio(tmp_path_factory):
    """The server of this file."""
    _require_pages()
    server = Studio(tmp_path_factory.mktemp("studio") / "home")
    yield server
    server.close()


@pytest.fixture
def new_studio(tmp_path):
    """A function that starts a further server, with an empty folder of its own."""
    _require_pages()
    servers = []

    def start(**environment):
        servers.append(Studio(tmp_path / f"home-{len(servers)}", **environment))
        return servers[-1]

    yield start
    for server in servers:
        server.close()


@pytest.fixture
def api(studio):
    """`api("POST", "runs", {…})`: sets a scene without the browser."""

    def call(method, path, body=None, studio=studio):
        return studio.api(method, path, body)

    return call


def _require_pages():
    if not (STATIC / "index.html").is_file():
        pytest.fail("the studio's pages are not built: make test builds them, or npm run build in frontend/")


# -- pages ------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def browser():
    """Chromium; of this file alone, since its event loop in this thread would disturb tests of other kinds."""
    path = chromium.require()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=chromium.options())
        yield browser
        browser.close()


@pytest.fixture
def console():
    """`console.allow("regex")` lets a complaint pass that the test provokes; any other fails it."""
    return Watch()


@pytest.fixture
def open_page(request, browser, studio, console, tmp_path):
    """A function that opens a page with storage of its own: `open_page("/runs", locale="ja-JP")`."""
    opened = []

    def open_(path="/", studio=studio, logged_in=True, **options):
        context = browser.new_context(base_url=studio.url, **DESKTOP | options)
        opened.append((context, studio))
        console.over(context)
        context.tracing.start(screenshots=False, snapshots=True)
        if logged_in:
            context.add_cookies([{"name": n, "value": v, "url": studio.url} for n, v in studio.cookies().items()])
        page = context.new_page()
        page.goto(path)
        return page

    yield open_
    called = request.node.stash.get(REPORTS, {}).get("call")
    if called is None or called.failed or console.unexpected():
        print("kept:", _keep(tmp_path / "kept", opened))
    for context, _ in opened:
        context.close()
    # closing made the last messages arrive
    assert not console.unexpected(), "\n".join(["the page went wrong:", *console.unexpected()])


@pytest.fixture
def page(open_page):
    """The first page of the studio, logged in: 1280 × 800, English, light, with empty storage."""
    return open_page()


def _keep(folder, opened):
    """Save what the pages look like, how they came to it and what their servers said; returns the folder."""
    folder.mkdir()
    for n, (context, studio) in enumerate(opened):
        (folder / f"server-{n}.log").write_text(studio.output(), "utf-8")
        with suppress(PlaywrightError):  # a page may have crashed, and that is what the test is about to say
            context.tracing.stop(path=folder / f"trace-{n}.zip")
            for m, page in enumerate(context.pages):
                page.screenshot(path=folder / f"page-{n}-{m}.png")
    return folder
