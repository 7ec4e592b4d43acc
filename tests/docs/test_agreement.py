"""How exactly exports answer: docs/exports.md holds what was measured, and it is as due."""

import json

from benchmarks.agreement import BEGIN, END, FORMATS, PAGE, RESULTS, markdown
from netsumiki.exporting.finding import bundled
from netsumiki.exporting.formats.base import TOLERANCE

ROWS = json.loads(RESULTS.read_text("utf-8"))


def test_the_page_holds_what_was_measured():
    assert f"{BEGIN}\n{markdown(ROWS)}\n{END}" in PAGE.read_text("utf-8")


def test_every_model_was_asked_in_every_format_and_answered_as_the_engine_does():
    assert {(row["model"], row["format"]) for row in ROWS} == {(name, kind) for name in bundled() for kind in FORMATS}
    assert [row for row in ROWS if row["difference"] > TOLERANCE or row["other"]] == []
