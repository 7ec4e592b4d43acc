"""The page of a report: one HTML file that shows all there is to see, and needs neither network nor script."""

from importlib.resources import files
from pathlib import Path
from string import Template

import numpy as np

from netsumiki.data.storage import write_atomically
from netsumiki.insight.facts import RunFacts
from netsumiki.insight.markup import Markup, markup
from netsumiki.insight.pictures import png, rgb

BRICKS = ("#4f6bed", "#0e9f8e", "#e0643c", "#8b6fd6")


def write_page(path: Path, facts: RunFacts, body: Markup) -> None:
    """Write the whole page to `path`, all or nothing."""
    folder = files("netsumiki.insight")
    template = Template((folder / "report.html").read_text("utf-8"))
    style = (folder / "report.css").read_text("utf-8")
    title = markup(f"{facts.name} · Netsumiki")
    whole = template.substitute(title=title, icon=_icon(), style=style, body=body)
    write_atomically(Path(path), whole.encode())


def _icon() -> str:
    """Four bricks."""
    pixels = np.zeros((16, 16, 4), np.uint8)
    for i, colour in enumerate(BRICKS):
        row, column = (0, 9)[i // 2], (0, 9)[i % 2]
        pixels[row : row + 7, column : column + 7] = (*rgb(colour), 255)
    return png(pixels)
