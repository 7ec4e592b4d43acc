"""What can go wrong in front of a page is told in its language: in English by the server, else by the catalogue."""

import re

import pytest

from netsumiki.data.augmentation import augmentations
from netsumiki.data.dataset import datasets
from netsumiki.data.enlargement import enlargements
from netsumiki.engine.initializers import initializers
from netsumiki.engine.layers import layers
from netsumiki.engine.losses import losses
from netsumiki.engine.losses.adversarial import gan_losses
from netsumiki.engine.metrics import metrics
from netsumiki.engine.optimizers import optimizers
from netsumiki.engine.schedules import schedules
from netsumiki.insight.attribution import attributions
from netsumiki.training.callbacks import callbacks
from netsumiki.training.plans import plans
from tests.studio.raised import Raised, raised
from tests.studio.test_words import file

REGISTRIES = augmentations, datasets, initializers, layers, losses, gan_losses, metrics, optimizers, schedules
REGISTRIES += attributions, callbacks, plans, enlargements
ANY = {
    "unknown-*": {f"unknown-{registry.kind}" for registry in REGISTRIES},
    "not-*": {"not-pictures", "not-points", "not-text"},
    "several-*s": {"several-inputs", "several-outputs"},
    "cannot-*": {f"cannot-{do}" for do in ("pause", "resume", "step", "stop", "learning-rate", "retry")},
}
"""The codes that are put together."""
IN_THE_TERMINAL = {"database-damaged", "no-backup", "port-taken", "studio-folder", "studio-runs"}
IN_THE_TERMINAL |= {"override", "suited-pictures", "folder-taken"}
IN_THE_TERMINAL |= {"folder-busy", "no-run", "resume-recipe", "start-link", "host", "method"}
IN_THE_TERMINAL |= {"ensemble-differs", "ensemble-file", "submission-line", "submission-table", "submission-shape"}
IN_A_PROGRAM = {"batch-size", "data-lengths", "data-empty", "data-inputs", "data-labels", "data-shapes"}
IN_A_PROGRAM |= {"data-not-finite", "preprocessing-type", "input-type", "missing-input", "target-shape", "noise-shape"}
IN_A_PROGRAM |= {"label-count", "judge-asked", "invalid", "film-kind", "film-seconds"}
IN_A_PROGRAM |= {"picture-shape", "picture-values", "picture-unreadable", "picture-too-large"}
IN_A_PROGRAM |= {"idx-gzip", "idx-unreadable", "idx-magic", "idx-dimensions", "idx-header", "idx-size", "idx-short"}
IN_A_PROGRAM |= {"idx-trailing"}
ELSEWHERE = IN_THE_TERMINAL | IN_A_PROGRAM
"""No page is told of these: a page cannot bring them about, or is not there yet."""
OF_PAGES = {"unreachable", "unexpected", "unexpected-answer", "link-broken", "link-too-large", "run-diverged-loss"}
OF_RUNS = {"run-diverged", "run-memory", "run-disk-full"}
"""What pages say themselves; of a run that failed they may say more than of the problem elsewhere."""


def codes() -> set[str]:
    found = {one.code for one in raised()}
    return {code for one in found for code in ANY.get(one, {one})}


def told(language: str) -> dict[str, str]:
    return {key: text for key, text in file(language, "problems").items() if not key.startswith("numbers_")}


@pytest.mark.parametrize("language", ["ja", "ru"])
def test_every_problem_that_a_page_can_meet_has_words(language):
    missing = codes() - ELSEWHERE - told(language).keys()
    assert missing == set(), "write words for them in problems.json of ja and ru"


def test_no_words_are_left_of_problems_that_are_no_more():
    assert told("ja").keys() - codes() - OF_PAGES - OF_RUNS == set()
    assert ELSEWHERE - codes() == set()


def test_codes_that_are_put_together_are_known():
    assert {one.code for one in raised() if "*" in one.code} == ANY.keys()


def filled_in(text: str) -> set[str]:
    return {*re.findall(r"\{\{\s*(\w+)", text)}


def lacking(one: Raised) -> set[str]:
    """The facts that the words name and this place does not give: there, a page falls back on English."""
    named: set[str] = set()
    for code in ANY.get(one.code, {one.code}):
        named |= filled_in(told("ja").get(code, ""))
    return named - one.facts if one.facts is not None else set()


def test_facts_that_the_words_name_are_given():
    assert [(one.where, one.code, lacking(one)) for one in raised() if lacking(one)] == []
