"""The exported page of a model in a frame of the studio: alive, and nobody's."""

import json

import pytest

from netsumiki.studio import exporting
from netsumiki.studio.trained import trained

PAGE = "<!doctype html><title>digits</title>"
AGREES = {"runtime": "Chromium", "samples": 10, "difference": 0.0, "agree": True, "missing": None}


@pytest.fixture
def made(browser, user):
    """Puts a page into the place where the export of a model would have left it."""

    def make(proof=AGREES):
        folder = exporting.place_of(trained(user, "zoo:generator-cnn"), exporting.Way("html"))
        folder.mkdir(parents=True)
        (folder / "model.html").write_text(PAGE)
        facts = {"files": [{"name": "model.html", "size": len(PAGE)}], "proof": proof, "lost": None, "snippet": ""}
        (folder / exporting.FACTS).write_text(json.dumps(facts))

    return make


def preview(browser, model="zoo:generator-cnn"):
    return browser.send("get", f"models/{model}/preview/float32")


def test_it_may_run_its_script_and_reach_nothing(browser, made):
    made()
    answer = preview(browser)
    assert answer.status_code == 200 and answer.content.decode() == PAGE
    assert answer.headers["Content-Type"].startswith("text/html")
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("sandbox allow-scripts allow-downloads;") and "allow-same-origin" not in policy
    assert "default-src 'none'" in policy and "connect-src" not in policy and "frame-ancestors 'self'" in policy
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"


def test_no_other_page_of_the_studio_may_be_put_into_a_frame(browser, made):
    answer = browser.get("/")
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]


def test_what_was_not_made_is_not_there_and_what_differs_is_not_shown(browser, stranger, made):
    assert preview(browser).status_code == 404
    assert preview(stranger, "run:abcdefghjkmn").status_code == 404
    made(AGREES | {"agree": False, "difference": 1.0})
    assert preview(browser).status_code == 422
