"""Every problem that the package can raise, read off its source: the code, and the facts that come with it."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import netsumiki

ROOT = Path(netsumiki.__file__).parent
APART = "cli", "testing", "sequential.py"
"""Nothing of these is ever asked by a page."""
CODE = re.compile(r"[a-z0-9_]+(-[a-z0-9_*]+)*")
FUNCTIONS = ast.FunctionDef | ast.AsyncFunctionDef | ast.Module


@dataclass(frozen=True)
class Raised:
    """A place that raises a problem; facts are None where they cannot be read off, and a `*` stands for any word."""

    code: str
    facts: frozenset[str] | None
    where: str


@cache
def raised() -> list[Raised]:
    found = []
    for path in sorted(ROOT.rglob("*.py")):
        if not set(path.relative_to(ROOT).parts) & {*APART}:
            tree = ast.parse(path.read_text("utf-8"))
            for scope in ast.walk(tree):
                if isinstance(scope, FUNCTIONS):
                    found += [Raised(*one, f"{path.relative_to(ROOT)}") for one in _in_scope(scope)]
    return found


def _in_scope(scope: ast.AST) -> Iterator[tuple[str, frozenset[str] | None]]:
    """What a function raises itself; those inside it are scopes of their own."""
    inside = list(_own(scope))
    known = {
        target.id: node.value
        for node in inside
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in inside:
        if isinstance(node, ast.Call):
            yield from _called(node, known)
        elif isinstance(node, ast.Dict) and {"code", "message"} <= (_keys(node) or frozenset()):
            written = {key.value: value for key, value in zip(node.keys, node.values) if isinstance(key, ast.Constant)}
            run = "run-" if "remedies" in written else ""
            for code in _codes(written["code"]):
                yield run + code, None if run else _facts(written.get("facts"), known)


def _own(scope: ast.AST) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(scope):
        if not isinstance(child, FUNCTIONS):
            yield child
            yield from _own(child)


def _called(call: ast.Call, known: dict[str, ast.expr]) -> Iterator[tuple[str, frozenset[str] | None]]:
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    given = {keyword.arg: keyword.value for keyword in call.keywords}
    args: list[ast.expr | None] = [*call.args, None, None, None, None]
    match name:
        case "Problem":  # (code, message, node, facts)
            facts, node = _facts(given.get("facts", args[3]), known), given.get("node", args[2])
            for code in _codes(args[0]):
                yield code, facts if facts is None or node is None else facts | {"node"}
        case "problem":  # an answer of the server: (status, code, message, **facts)
            for code in _codes(args[1]):
                yield code, frozenset(map(str, given))
        case "fail":  # of a layer: (code, message, **facts)
            for code in _codes(args[0]):
                yield code, frozenset({*map(str, given), "node"})
        case "_refuse":
            for code in [c for arg in args[:2] for c in _codes(arg)]:
                yield code, frozenset(map(str, given))
        case "Why":  # a process ended
            for code in _codes(args[0]):
                yield f"run-{code}", None
        case "Jobs":
            for code in _codes(args[1].elts[0] if isinstance(args[1], ast.Tuple) else None):
                yield code, frozenset({"waiting"})


def _codes(node: ast.expr | None) -> list[str]:
    """The texts that an expression can be, if they are codes."""
    match node:
        case ast.Constant(value=str(text)):
            found = [text]
        case ast.IfExp():
            found = [*_codes(node.body), *_codes(node.orelse)]
        case ast.JoinedStr():
            found = ["".join(part.value if isinstance(part, ast.Constant) else "*" for part in node.values)]
        case _:
            found = []
    return [text for text in found if CODE.fullmatch(text)]


def _facts(node: ast.expr | None, known: dict[str, ast.expr]) -> frozenset[str] | None:
    match node:
        case None:
            return frozenset()
        case ast.Name():
            return _keys(known.get(node.id))
        case _:
            return _keys(node)


def _keys(node: ast.expr | None) -> frozenset[str] | None:
    if not isinstance(node, ast.Dict):
        return None
    return frozenset(str(key.value) for key in node.keys if isinstance(key, ast.Constant))
