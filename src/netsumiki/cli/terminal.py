"""What the commands speak through: a console for results, one for remarks, and JSON with one object per line."""

import json
import sys
from collections.abc import Sequence
from math import isfinite
from typing import TYPE_CHECKING, Annotated, Any

import typer

from netsumiki.engine.errors import Problem

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

WIDTH_OF_FILES = 120

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object per line instead.")]


def console(stderr: bool = False) -> "Console":
    """A console on standard output, or on standard error for what is not the result."""
    from rich.console import Console

    made = Console(stderr=stderr, highlight=False, emoji=False)
    if not made.is_terminal:
        made.width = WIDTH_OF_FILES
    return made


def say(text: str, style: str = "", stderr: bool = False) -> None:
    """One line, taken literally and never cut."""
    console(stderr).print(text, style=style, markup=False, soft_wrap=True)


def remark(text: str, as_json: bool = False, style: str = "yellow") -> None:
    """Something to know that is not the result."""
    if as_json:
        print_json("remark", text=text)
    else:
        say(text, style, stderr=True)


def print_json(event: str, **facts: Any) -> None:
    """One line `{"event": event, …}`, at once."""
    line = json.dumps({"event": event} | _finite(facts), default=lambda number: number.item())  # NumPy's own numbers
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def fail(problems: Sequence[Problem], code: int, as_json: bool) -> None:
    """Say what is wrong, one sentence for each problem."""
    if as_json:
        told = [{"code": p.code, "message": p.message, "node": p.node} for p in problems]
        error, node = "; ".join(map(str, problems)), next((p.node for p in problems if p.node), None)
        print_json("failed", error=error, node=node, problems=told, exit_code=code)
    else:
        for problem in problems:
            say(f"Error: {problem}", "red", stderr=True)


def table_of(*columns: str) -> "Table":
    """A table with these columns; one whose title begins with "#" holds numbers, set to the right."""
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for title in columns:
        table.add_column(title.removeprefix("#"), justify="right" if title.startswith("#") else "left")
    return table


def text(content: str, style: str = "") -> "Text":
    """Text for a cell, taken literally."""
    from rich.text import Text

    return Text(content, style)


def _finite(value: Any) -> Any:
    """The same with null for what JSON cannot write: NaN and infinity."""
    if isinstance(value, dict):
        return {str(k): _finite(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(v) for v in value]
    return None if isinstance(value, float) and not isfinite(value) else value
