"""JavaScript put together from readable sources, of which a program takes only the functions that it needs."""

import json
import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

_BEGIN = re.compile(r"^(?:export )?(?:async )?(?:function\*?|const|let|class) (\w+)", re.MULTILINE)
_SAID = re.compile(r"""//[^\n]*|/\*.*?\*/|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*\"""", re.DOTALL)
_SPACED = re.compile(
    r"""('(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`)| (!?[=<>*/?&|]+) |(?<=[)]) (?=[{])"""
)
_WORD = re.compile(r"(?<![\w$.])[A-Za-z_]\w*(?!\w*:)|(?<=\.\.\.)[A-Za-z_]\w*")


class Source:
    """The declarations of JavaScript files: each is a text that begins at its comment and ends before the next one."""

    def __init__(self, *names: str):
        self.declared: dict[str, str] = {}
        self.exported: list[str] = []
        for name in names:
            for key, text in _declarations(name):
                assert key not in self.declared, f"{key} is declared twice"
                self.declared[key] = text
                if re.search(r"^export ", text, re.MULTILINE):
                    self.exported.append(key)

    def needed(self, *programs: str) -> str:
        """The declarations that these programs and every exported one reach, in the order of the sources."""
        found, waiting = set[str](), [*self.exported, *self._called(programs)]
        while waiting:
            key = waiting.pop()
            if key not in found:
                found.add(key)
                waiting += self._called([self.declared[key]])
        return "\n\n".join(text for key, text in self.declared.items() if key in found)

    def _called(self, programs: Iterable[str]) -> list[str]:
        return [word for text in programs for word in _WORD.findall(_SAID.sub(" ", text)) if word in self.declared]


@cache
def _declarations(name: str) -> tuple[tuple[str, str], ...]:
    text = read(name)
    begins = [(_with_comment(text, m.start()), m.group(1)) for m in _BEGIN.finditer(text)]
    ends = [start for start, _ in begins[1:]] + [len(text)]
    return tuple((key, text[start:end].strip()) for (start, key), end in zip(begins, ends, strict=True))


def _with_comment(text: str, start: int) -> int:
    """Where the comment begins that stands right above."""
    above = text[:start].rstrip(" ")
    if above.endswith("*/\n"):
        return above.rindex("/**")
    return start


def read(name: str) -> str:
    """A source as it lies beside this file."""
    return (files("netsumiki.exporting.formats") / "web" / name).read_text("utf-8")


def bare(text: str) -> str:
    """Without comments, which stand in lines of their own, indentation, empty lines, and space around operators.

    "+" and "-" keep theirs: "a - -b" is no "a--b".
    """
    text = re.sub(r"^ *(/\*\*.*?\*/\n|//[^\n]*\n)?", "", text, flags=re.MULTILINE | re.DOTALL)
    text = _SPACED.sub(lambda found: found[1] or found[2] or "", text)
    return re.sub("\n+", "\n", text)


def literal(value: Any) -> str:
    """JSON, which neither ends a script nor a line: a class may be called `</script>`."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
