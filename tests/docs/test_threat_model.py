"""The threat model names tests: each of them exists, and no test of security is missing from it."""

import re
from pathlib import Path

TESTS = Path(__file__).parents[1]
DEFINITION = re.compile(r"^ *(?:async )?def (test_\w+)", re.M)
PAGE = TESTS.parent / "docs" / "threat-model.md"


def defined_in(*files: Path) -> set[str]:
    return {name for file in files for name in DEFINITION.findall(file.read_text("utf-8"))}


NAMED = set(re.findall(r"`(test_\w+)`", PAGE.read_text("utf-8")))


def test_every_test_that_the_page_names_exists():
    assert len(NAMED) > 40
    assert NAMED - defined_in(*TESTS.rglob("test_*.py")) == set()


def test_the_page_names_every_test_of_security():
    assert defined_in(TESTS / "studio" / "test_security.py") - NAMED == set()


def test_every_row_of_attacks_and_faults_has_a_test():
    rows = [line for line in PAGE.read_text("utf-8").splitlines() if line.startswith("| **") or "`test_" in line]
    assert len(rows) > 18
    assert [row[:60] for row in rows if "`test_" not in row] == []
