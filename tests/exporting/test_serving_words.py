"""The server's page speaks the language of the browser, and tells in it whatever can be wrong there."""

import ast
import asyncio
import re
from pathlib import Path

import pytest

from netsumiki.exporting import serving
from netsumiki.exporting.finding import load
from netsumiki.exporting.serving.application import Application
from netsumiki.exporting.serving.subject import subject
from netsumiki.exporting.serving.words import WORDS, WRONG, spoken

FOR_PROGRAMS = {"host", "cross-site", "not-found", "method", "type", "base64", "pictures-slow", "no-pictures"}
"""What the page itself never sends."""


def refusals():
    """{code: the facts that every place gives with it}"""
    found = {}
    for path in Path(serving.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Refused":
                given = {str(keyword.arg) for keyword in node.keywords}
                found[node.args[1].value] = found.get(node.args[1].value, given) & given
    return found


@pytest.mark.parametrize("language", ["ja", "ru"])
def test_all_that_can_be_wrong_at_the_page_has_words_with_facts_that_are_given(language):
    codes = refusals()
    assert WRONG[language].keys() == codes.keys() - FOR_PROGRAMS
    for code, sentence in WRONG[language].items():
        assert {*re.findall(r"\{(\w+)\}", sentence)} <= codes[code], code


def test_the_languages_have_the_same_words():
    assert WORDS.keys() == WRONG.keys()
    assert WORDS["en"].keys() == WORDS["ja"].keys() == WORDS["ru"].keys()


@pytest.mark.parametrize(
    ("wanted", "language"),
    [
        ("ja", "ja"),
        ("ru-RU,ru;q=0.9,en;q=0.8", "ru"),
        ("en-GB, ja;q=0.5", "en"),
        ("fr, ru;q=0.2, ja; q=0.7", "ja"),
        ("ja;q=0", "en"),
        ("", "en"),
        ("*;q=x, \ud800", "en"),
    ],
)
def test_the_language_is_the_one_that_the_browser_wants_most(wanted, language):
    assert spoken(wanted) == language


@pytest.mark.parametrize(
    ("model", "button"), [("speed", "見分ける"), ("digit-writer", "作る"), ("letter-writer", "書く")]
)
def test_the_page_comes_in_the_language_of_the_browser(model, button):
    sent = []

    async def send(message):
        sent.append(message)

    headers = [(b"accept-language", b"ja-JP,ja;q=0.9,en;q=0.5")]
    scope = {"type": "http", "method": "GET", "path": "/", "headers": headers}
    asyncio.run(Application(subject(load(model)))(scope, None, send))
    told = dict(sent[0]["headers"])
    assert (told[b"content-language"], told[b"vary"]) == (b"ja", b"accept-language")
    assert '<html lang="ja">' in (page := sent[1]["body"].decode()) and f"<button>{button}</button>" in page
