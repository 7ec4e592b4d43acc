"""model.html: the whole model as one page that needs no network: draw and read, make pictures, or write."""

import base64
import hashlib
from html import escape
from pathlib import Path
from string import Template
from typing import ClassVar

import numpy as np

from netsumiki.data.storage import write_atomically
from netsumiki.engine.errors import Problem
from netsumiki.exporting.formats import javascript
from netsumiki.exporting.formats.base import ExportFormat, formats
from netsumiki.exporting.formats.chromium import Page
from netsumiki.exporting.formats.golden import Asked
from netsumiki.exporting.formats.javascript import literal
from netsumiki.exporting.formats.web_program import Program, kind_of, missing_layers, program
from netsumiki.exporting.generator_file import Generator
from netsumiki.exporting.model_file import Model
from netsumiki.exporting.steering import BOUNDS, DEVIATION, strongest

SLIDERS = 6
AT_ONCE = 100
"""Examples that the browser is asked for in one message."""
PARTS = {
    "pictures": (
        "page_that_reads",
        "reading.html",
        ("page/page.js", "page/pad.js", "page/camera.js", "page/reading.js"),
    ),
    "numbers": ("page_of_the_plane", "plane.html", ("page/page.js", "page/plane.js")),
    "text": ("page_that_writes", "writing.html", ("page/page.js", "page/writing.js")),
    "pictures made": ("page_that_makes", "making.html", ("page/page.js", "page/making.js")),
    "points made": ("page_of_points", "points.html", ("page/page.js", "page/making.js", "page/plane.js")),
}
"""For each kind of model: the function that begins its page, the page's middle, and its sources."""
POLICY = (
    "default-src 'none'; script-src '{script}'; style-src '{style}'; img-src data: blob:; base-uri 'none'; "
    "form-action 'none'"
)


@formats.register("html", group="try")
class WebPage(ExportFormat):
    """One page without network: a drawing pad and bars, a generator's controls, or a text that goes on."""

    title = "Web page"
    runtime: ClassVar[str] = "Chromium"
    main_file: ClassVar[str] = "model.html"

    def refusal(self, model: Model | Generator) -> Problem | None:
        if kind_of(model) == "numbers" and model.input_shape != (2,):  # type: ignore[union-attr]
            shape = model.input_shape  # type: ignore[union-attr]
            message = f"there is nothing to draw on for examples of shape {shape}: take the JavaScript module"
            return Problem("nothing-to-draw-on", message, facts={"shape": shape})
        return missing_layers(model)

    def write(self, model: Model | Generator, folder: Path, precision: str = "float32") -> list[Path]:
        begin, middle, sources = PARTS[kind_of(model)]
        made = program(model, precision, *sources)
        told = _constants(model, made)
        packed = "const PACKED = document.getElementById('packed').textContent;"
        script = "\n\n".join(
            [told, made.text(told, f"{begin}();"), packed, javascript.read("page/asked.js"), f"{begin}();\n"]
        )
        shape = model.example_shape if isinstance(model, Generator) else ()
        aspect = f"{shape[1]} / {shape[0]}" if len(shape) == 3 else "1"
        style = Template(javascript.read("page/page.css")).substitute(aspect=aspect)
        text = Template(javascript.read("page/page.html")).substitute(
            policy=escape(POLICY.format(script=_hash(script), style=_hash(style))),
            title=escape(str(model.recipe.get("title") or model.recipe.get("name") or "model")),
            style=style,
            kind=made.kind.replace(" ", "-"),
            body=javascript.read(f"page/{middle}").strip(),
            packed=made.arrays.packed,
            script=script,
        )
        path = folder / self.main_file
        write_atomically(path, text.encode())
        return [path]

    def answers(self, files: list[Path], asked: Asked) -> np.ndarray:
        count, parts = len(asked.answers), []
        with Page(files[0]) as page:
            for start in range(0, count, AT_ONCE):
                given = [_as_text(array[start : start + AT_ONCE]) for array in asked.inputs.values()]
                some = min(AT_ONCE, count - start)
                parts.append(base64.b64decode(page.ask(f"asked({some}, [{', '.join(given)}])")))
        got = np.frombuffer(b"".join(parts), "<f4")
        return got.reshape(asked.answers.shape) if got.size == asked.answers.size else got

    def snippet(self, model: Model | Generator, files: list[Path]) -> str:
        frame = f'<iframe src="{files[0].name}" sandbox="allow-scripts allow-downloads"'
        return f'{frame} width="100%" height="720" title="model"></iframe>'


def _constants(model: Model | Generator, made: Program) -> str:
    told = {"WORDS": javascript.read("page/words.json").strip()}
    if isinstance(model, Generator):
        told["ANSWER"] = "(given, label) => outputs(given, label ? label[0] : 0)"
        if made.kind == "pictures made":
            told |= _directions(model, made)
    else:
        told["ANSWER"] = "probabilities"
        if made.kind == "text":
            told["BEGINNING"] = literal(_beginning(model))
        if made.kind == "numbers":
            inputs = Asked.golden(model).inputs["inputs"]
            told["REACH"] = literal(round(1.25 * float(np.abs(inputs).max()), 3))
    return "\n".join(f"const {name} = {value};" for name, value in told.items())


def _beginning(model: Model) -> str:
    """A few words in letters that the network has read."""
    words = "it was "
    return words if set(words) <= set(model.class_names) else model.class_names[0]


def _directions(model: Generator, made: Program) -> dict[str, str]:
    """The ways in which noise changes pictures most, for the sliders."""
    found = strongest(model, SLIDERS)
    made.arrays.add("directions", found.vectors.astype(np.float32))
    lowest, highest = BOUNDS.get(model.distribution, (-np.inf, np.inf))
    return {
        "DIRECTIONS": literal(len(found.vectors)),
        "DEVIATION": literal(DEVIATION[model.distribution]),
        "LOWEST": literal(lowest) if np.isfinite(lowest) else "-Infinity",
        "HIGHEST": literal(highest) if np.isfinite(highest) else "Infinity",
    }


def _as_text(array: np.ndarray) -> str:
    kind, plain = ("Uint8Array", array) if array.dtype == np.uint8 else ("Float32Array", array.astype("<f4"))
    return f'["{kind}", "{base64.b64encode(plain.tobytes()).decode()}"]'


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
