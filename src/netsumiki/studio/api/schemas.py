"""Shapes that several areas of the interface share."""

from collections.abc import Iterable
from typing import Any, Literal

from ninja import Schema

from netsumiki.engine.errors import Problem
from netsumiki.studio.problems import as_json


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
    return [ProblemOut(**as_json(problem)) for problem in problems]
