"""Shapes that several areas of the interface share."""

from collections.abc import Iterable
from typing import Any, Literal

from ninja import Schema

from netsumiki.engine.errors import Problem


class ProblemOut(Schema):
    """One thing that is wrong: a stable code, where, the facts, and an English sentence with the remedy."""

    code: str
    message: str
    node: str | None = None
    facts: dict[str, Any] = {}
    severity: Literal["error", "warning"] = "error"


class Problems(Schema):
    problems: list[ProblemOut]


class Empty(Schema):
    """Nothing more to say."""


ERRORS = dict.fromkeys((400, 401, 403, 404, 409, 413, 422), Problems)


def problems_of(problems: Iterable[Problem]) -> list[ProblemOut]:
    return [
        ProblemOut(code=p.code, message=p.message, node=p.node, facts=plain(p.facts), severity=p.severity)  # type: ignore[arg-type]
        for p in problems
    ]


def plain(value: Any) -> Any:
    """Facts as JSON, whatever an error put into them."""
    if isinstance(value, dict):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple | set):
        return [plain(v) for v in value]
    return value if isinstance(value, str | int | float | bool | None) else str(value)
