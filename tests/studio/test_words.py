"""What one builds with has words in all three languages; the English ones are those of the registries themselves."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from netsumiki.data.own import changes
from netsumiki.engine.layers import layers
from netsumiki.recipes import templates
from netsumiki.studio.catalogue import describe_parts, describe_templates

LOCALES = Path(__file__).parents[2] / "frontend" / "src" / "locales"
OWN_LETTERS = {"ja": "[ぁ-んァ-ヶ一-龠]", "ru": "[а-яё]"}
SENTENCES = ("intro", "help", "description", "says", "silent")
REMEDY = "write them in registry.json of all three languages (label, help, title and description in English as here)"

Key = tuple[str, ...]


def file(language: str, namespace: str) -> dict[str, Any]:
    return json.loads((LOCALES / language / f"{namespace}.json").read_text("utf-8"))


def texts(language: str) -> dict[str, Any]:
    """The words of the registries; those of choices stand with the inspector, whose buttons they must fit."""
    return file(language, "registry") | {"choices": file(language, "build")["inspector"]["choices"]}


def found(words: dict[str, Any], *keys: Key) -> str | None:
    """The first of these texts that there is, as the page looks it up (`useWords` of shared/catalogue.ts)."""
    for key in keys:
        text: Any = words
        for step in key:
            text = text.get(step) if isinstance(text, dict) else None
        if isinstance(text, str):
            return text
    return None


def wanted() -> Iterator[tuple[tuple[Key, ...], str | None]]:
    """Where each text is looked for, and the English that the registries have for it (None: only the words have it)."""
    for kind, entries in describe_parts().items():
        for entry in entries:
            if "options" not in entry:
                yield from wanted_for_option((kind,), entry)
                continue
            yield ((kind, entry["name"], "label"),), entry["label"]
            yield ((kind, entry["name"], "intro"),), None
            for field in ("says", "silent"):
                if field in entry:
                    yield ((kind, entry["name"], field),), entry[field]
            if entry["group"]:
                yield (("groups", entry["group"].lower()),), entry["group"]
            for option in entry["options"]:
                yield from wanted_for_option((kind, entry["name"]), option)
    for template in describe_templates(templates()):
        for field in ("title", "description"):
            yield (("templates", template["name"], field),), template[field]


def wanted_for_option(owner: Key, option: dict[str, Any]) -> Iterator[tuple[tuple[Key, ...], str | None]]:
    for field in ("label", "help"):
        shared = ("options", option["name"], field)
        yield ((*owner, *shared), shared), option[field]
    for choice in option.get("choices", ()):
        yield (("choices", choice),), None


def missing(words: dict[str, Any]) -> dict[str, str | None]:
    """Texts that are not there, with the English that is wanted."""
    return {".".join(keys[0]): english for keys, english in wanted() if not found(words, *keys)}


def leaves(words: dict[str, Any], before: Key = ()) -> Iterator[tuple[Key, str]]:
    for name, inside in words.items():
        if isinstance(inside, dict):
            yield from leaves(inside, (*before, name))
        else:
            yield (*before, name), inside


@pytest.mark.parametrize("language", ["en", "ja", "ru"])
def test_every_part_option_choice_and_template_has_words(language):
    assert missing(texts(language)) == {}, REMEDY


def test_english_words_are_those_of_the_registries():
    words = texts("en")
    other = {keys[0]: english for keys, english in wanted() if english and found(words, *keys) != english}
    assert other == {}, "the registries have another English text: change registry.json in all three languages"


def test_no_words_are_left_of_what_is_no_more():
    asked = {key for keys, _ in wanted() for key in keys}
    assert [key for key, _ in leaves(file("en", "registry")) if key not in asked] == []


@pytest.mark.parametrize("language", ["ja", "ru"])
def test_sentences_are_translated(language):
    sentences = [(key, text) for key, text in leaves(texts(language)) if key[-1] in SENTENCES]
    untranslated = [(key, text) for key, text in sentences if not re.search(OWN_LETTERS[language], text)]
    assert len(sentences) > 100 and untranslated == []


def test_an_introduction_is_one_plain_sentence():
    for key, text in leaves(texts("en")):
        if key[-1] == "intro":
            assert re.fullmatch(r"[A-Z0-9][^.=]{5,118}\.", text), (key, text)


def test_a_layer_registered_a_moment_ago_is_told_to_have_no_words(monkeypatch):
    before = {language: set(missing(texts(language))) for language in ("en", "ja", "ru")}
    monkeypatch.setitem(layers._parts, "invented", layers["dropout"])
    for language in before:
        assert {"layers.invented.label", "layers.invented.intro"} == set(missing(texts(language))) - before[language]


def test_every_change_of_a_data_set_has_words_and_none_are_left_of_what_is_no_more():
    told = {*changes, "created", "import", "append", "back_to"}
    words = {re.sub("_(one|other)$", "", key) for key in file("en", "own")["change"]}
    assert {"move" if word in ("toTrain", "toTest") else word for word in words} == told
