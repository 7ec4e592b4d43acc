"""The page of `netsumiki serve` as a person meets it, in the language of the browser and on a narrow screen."""

import sys

import pytest
from playwright.sync_api import expect

from netsumiki.exporting.formats.server import started
from tests.e2e.accessibility import serious_violations

WORDS = {
    "ja-JP": ("作る", "作られた画像", "質問（JSON）", "count は 1 から 256 までの整数にしてください。"),
    "ru-RU": ("Создать", "Созданная картинка", "Вопрос (JSON)", "count — целое число от 1 до 256."),
}


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    command = [sys.executable, "-m", "netsumiki", "serve", "digit-writer", "--port", "0"]
    with started(command, tmp_path_factory.mktemp("serve")) as found:
        yield found


@pytest.mark.parametrize("locale", WORDS)
def test_it_answers_and_refuses_in_the_language_of_the_browser(browser, address, locale):
    generate, picture, question, refusal = WORDS[locale]
    context = browser.new_context(locale=locale, color_scheme="dark", viewport={"width": 360, "height": 640})
    page, wrong = context.new_page(), []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(address)
    page.get_by_role("button", name=generate).click()
    expect(page.get_by_role("img", name=picture)).to_have_count(5)
    page.get_by_label(question).fill('{"count": 0}')
    page.get_by_role("button", name=generate).click()
    expect(page.get_by_role("status")).to_have_text(refusal)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert serious_violations(page) == [] and wrong == []
    context.close()
