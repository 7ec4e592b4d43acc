"""Python text made of chosen functions of readable modules, with all that these need, and nothing else.

A program that is exported consists of the very lines that were tested here; imports from `netsumiki` become the lines
that they import.
"""

import ast
import importlib
import inspect
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from types import ModuleType

OWN = "netsumiki"


@dataclass
class Piece:
    """A function, class or constant of a module: its text, and the names that it uses."""

    text: str
    uses: set[str]


@dataclass
class Module:
    """What stands in a module, by name, and where the names that it imports come from."""

    about: str
    pieces: dict[str, Piece] = field(default_factory=dict)
    imports: dict[str, str] = field(default_factory=dict)  # name -> the line that imports it
    lent: dict[str, tuple[str, str]] = field(default_factory=dict)  # name -> (own module, name there)


def read(module: ModuleType) -> Module:
    """A module, taken apart."""
    text = inspect.getsource(module)
    lines, tree = text.splitlines(), ast.parse(text)
    found = Module((ast.get_docstring(tree) or "").split("\n")[0])
    for node in tree.body:
        match node:
            case ast.Import():
                for alias in node.names:
                    found.imports[alias.asname or alias.name] = f"import {_alias(alias)}"
            case ast.ImportFrom(module=str(origin)):
                for alias in node.names:
                    name = alias.asname or alias.name
                    if origin.partition(".")[0] == OWN:
                        found.lent[name] = (origin, alias.name)
                    else:
                        found.imports[name] = f"from {origin} import {_alias(alias)}"
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                found.pieces[name] = _piece(lines, node, node.decorator_list)
            case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
                found.pieces[name] = _piece(lines, node, [])
            case _:
                pass
    return found


def _alias(alias: ast.alias) -> str:
    return f"{alias.name} as {alias.asname}" if alias.asname else alias.name


def _piece(lines: list[str], node: ast.stmt, decorators: list[ast.expr]) -> Piece:
    start = min([node.lineno, *(d.lineno for d in decorators)]) - 1
    text = "\n".join(lines[start : node.end_lineno])
    return Piece(text, {n.id for n in ast.walk(node) if isinstance(n, ast.Name)})


class Source:
    """`Source({"netsumiki.data.placing.placed"}).text`: that function, and all that it needs.

    `instead`: {name: text} for what an exported program has in the place of a function of the same name.
    """

    def __init__(self, wanted: Iterable[str], instead: dict[str, str] | None = None):
        self.instead = instead or {}
        self.modules: dict[str, Module] = {}
        self.imports: set[str] = set()
        self._taken: dict[str, set[str]] = {}
        for path in wanted:
            origin, _, name = path.rpartition(".")
            self._take(origin, name)

    @property
    def names(self) -> set[str]:
        """What is defined."""
        return set().union(*self._taken.values())

    def _take(self, origin: str, name: str) -> None:
        if name in self._taken.setdefault(origin, set()):
            return
        if origin not in self.modules:
            self.modules[origin] = read(importlib.import_module(origin))
        module = self.modules[origin]
        if name in module.lent and name not in self.instead:
            self._take(*module.lent[name])
        elif name in module.imports:
            self.imports.add(module.imports[name])
        elif name in module.pieces or name in module.lent:
            self._taken[origin].add(name)
            used = _names_in(self.instead[name]) if name in self.instead else module.pieces[name].uses
            for other in sorted(used):
                self._take(origin, other)

    @property
    def _order(self) -> list[str]:
        """The modules, each after those that it needs."""
        order: list[str] = []

        def visit(origin: str) -> None:
            if origin not in order:
                for other in sorted({lender for lender, _ in self.modules[origin].lent.values()} & self.modules.keys()):
                    visit(other)
                order.append(origin)

        for origin in sorted(self.modules):
            visit(origin)
        return order

    @property
    def text(self) -> str:
        parts = []
        for origin in self._order:
            module = self.modules[origin]
            taken = [name for name in [*module.lent, *module.pieces] if name in self._taken[origin]]
            texts = [self.instead.get(name) or module.pieces[name].text for name in taken]
            parts += [_heading(module.about), *texts] if texts else []
        return "".join(text + _distance(text, after) for text, after in pairwise([*parts, ""])).strip("\n")


def _heading(about: str) -> str:
    return f"# -- {about.rstrip('.')} --"


def _distance(text: str, after: str) -> str:
    """Between two pieces: constants stand close together, all else two lines apart."""
    return "\n" if _is_constant(text) and _is_constant(after) else "\n\n\n"


def _is_constant(text: str) -> bool:
    return not text.startswith(("def ", "async def ", "class ", "@", "# "))


def _names_in(text: str) -> set[str]:
    return {n.id for n in ast.walk(ast.parse(text)) if isinstance(n, ast.Name)}


def import_lines(lines: Iterable[str]) -> str:
    """Imports in their usual order: Python's own, then those of packages; names from one module on one line."""
    own = [line for line in lines if line.split()[1].partition(".")[0] in sys.stdlib_module_names]
    return "\n\n".join([_joined(own), _joined({*lines, "import numpy as np"} - {*own})])


def _joined(lines: Iterable[str]) -> str:
    joined: dict[str, list[str]] = {}
    for line in lines:
        if line.startswith("from "):
            origin, _, name = line.removeprefix("from ").partition(" import ")
            joined.setdefault(origin, []).append(name)
    plain = sorted(line for line in lines if line.startswith("import "))
    plain += [f"from {origin} import {', '.join(sorted(set(names)))}" for origin, names in sorted(joined.items())]
    return "\n".join(plain)
