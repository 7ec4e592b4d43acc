"""How good a generator is: the whole verdict of the judge, made in the background and kept."""

from typing import Any, Literal

from ninja import Field, Router, Schema, Status

from netsumiki.studio import runs, verdicts
from netsumiki.studio.api.runs import run_of
from netsumiki.studio.api.schemas import ERRORS, ProblemOut
from netsumiki.studio.trained import Trained, generator, weights_of

router = Router(tags=["verdicts"])


class VerdictOut(Schema):
    """How far the judge is, which the stream tells too (`judging`), and the last verdict (see docs/judging.md)."""

    model: str
    state: Literal["missing", "waiting", "running", "ready", "failed"]
    what: str | None = Field(description="What the judge is doing.")
    done: int
    total: int | None
    problems: list[ProblemOut] = Field(description="Why it failed.")
    verdict: dict[str, Any] | None
    current: bool = Field(description="The verdict is about the model as it is now.")


class JudgeIn(Schema):
    count: int = Field(10_000, ge=100, le=50_000, description="Examples to generate and judge.")
    seed: int = Field(0, ge=0, le=2**32 - 1)


def of_run(request: Any, id: str) -> Trained:
    return generator(request.user, f"run:{run_of(request, id).pk}")


def of_model(request: Any, id: str) -> Trained:
    return generator(request.user, id)


@router.get("/runs/{id}/verdict", response={200: VerdictOut, **ERRORS})
def get_run_verdict(request, id: str):
    run = run_of(request, id)
    if runs.task_of(run.recipe) != "classifier" and weights_of(run) is None:  # it has not begun
        return verdicts.no_verdict_on(f"run:{run.pk}")
    return verdicts.verdict_on(of_run(request, id))


@router.get("/models/{id}/verdict", response={200: VerdictOut, **ERRORS})
def get_model_verdict(request, id: str):
    return verdicts.verdict_on(of_model(request, id))


@router.post("/runs/{id}/judge", response={202: VerdictOut, **ERRORS})
def judge_run(request, id: str, payload: JudgeIn):
    """Begin the whole judgement; while one is being made, the answer is that one."""
    return Status(202, verdicts.begin(of_run(request, id), request.user.pk, payload.count, payload.seed))


@router.post("/models/{id}/judge", response={202: VerdictOut, **ERRORS})
def judge_model(request, id: str, payload: JudgeIn):
    return Status(202, verdicts.begin(of_model(request, id), request.user.pk, payload.count, payload.seed))


@router.delete("/runs/{id}/judge", response={202: VerdictOut, **ERRORS})
def cancel_run_judgement(request, id: str):
    return Status(202, verdicts.cancel(of_run(request, id), request.user.pk))


@router.delete("/models/{id}/judge", response={202: VerdictOut, **ERRORS})
def cancel_model_judgement(request, id: str):
    return Status(202, verdicts.cancel(of_model(request, id), request.user.pk))
