"""The page about the studio agrees with the studio: its keys, its options, its buttons, its places on disk."""

import json
import re
from pathlib import Path

import pytest
import typer

from netsumiki.cli.studio import app
from netsumiki.studio import folder

ROOT = Path(__file__).parents[2]
SOURCES = ROOT / "frontend" / "src"
PAGE = (ROOT / "docs" / "studio.md").read_text("utf-8")
SHORTCUTS = (SOURCES / "features" / "build" / "keyboard" / "shortcuts.ts").read_text("utf-8")


def english(namespace: str) -> dict:
    return json.loads((SOURCES / "locales" / "en" / f"{namespace}.json").read_text("utf-8"))


def shortcuts() -> list[str]:
    """The rows of the table, from the list that the studio shows."""
    texts = english("build")["keyboard"]
    rows = []
    for name, alternatives in re.findall(r"\{ text: '(\w+)', keys: \[(.*)\] \}", SHORTCUTS):
        together = [re.findall(r"'([^']+)'", keys) for keys in re.findall(r"\[([^\]]*)\]", alternatives)]
        written = ["+".join(texts["keys"].get(key, key) for key in keys) for keys in together]
        rows.append(f"| {', '.join(written)} | {texts[name]} |")
    return rows


def test_the_table_of_keys_is_the_list_of_the_studio():
    assert len(shortcuts()) > 10
    assert [row for row in shortcuts() if row not in PAGE] == []


def test_every_option_is_explained():
    command = typer.main.get_command(app)
    options = {name for parameter in command.params for name in [*parameter.opts, *parameter.secondary_opts]}
    wanted = {option for option in options if "completion" not in option} - {"--browser"}  # what happens anyway
    assert {"--port", "--data-dir", "--no-browser"} <= wanted
    assert [option for option in sorted(wanted) if f"| `{option}" not in PAGE] == []


@pytest.mark.parametrize("name", [folder.DATABASE, folder.KEY, f"{folder.RUNS}/", f"{folder.BACKUPS}/"])
def test_what_lies_in_the_folder_is_listed(name):
    assert f"| `{name}`" in PAGE


def test_the_buttons_of_training_are_those_of_the_page():
    buttons = english("training")["actions"].values()
    table = PAGE[PAGE.index("| button |") :]
    assert [button for button in buttons if not re.search(rf"^\|.*\b{button}\b.* \|", table, re.M)] == []
