"""The interface of the studio: every route asks who is calling, and every answer has a declared schema."""

import logging
from typing import Any

from django.http import Http404
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from netsumiki import __version__
from netsumiki.engine.errors import NetsumikiError
from netsumiki.studio.access import PersonalToken, SessionCookie, only_let_in, problem, signed_out
from netsumiki.studio.api import (
    activations,
    beside,
    catalogue,
    datasets,
    documents,
    drawings,
    explaining,
    exports,
    fine_tuning,
    generating,
    importing,
    inside,
    lab,
    models,
    own,
    predictions,
    previews,
    recipes,
    runs,
    session,
    spreads,
    sweeps,
    timeline,
    tokens,
    verdicts,
    writing,
)
from netsumiki.studio.api.schemas import Problems, problems_of
from netsumiki.studio.lab import LabGone
from netsumiki.studio.own import OutOfStep
from netsumiki.studio.problems import itself_failed
from netsumiki.studio.uploads import TooMuch


class Interface(NinjaAPI):
    def get_openapi_operation_id(self, operation):
        """The name of the function: it becomes the name in the generated client."""
        return operation.view_func.__name__


api = Interface(
    title="Netsumiki studio",
    version=__version__,
    description="Build, train and understand neural networks. Errors are always a list of problems with a remedy.",
    auth=[PersonalToken(), SessionCookie()],  # the default of every route: none is open by being forgotten
    openapi_extra={"info": {"license": {"name": "MIT"}}},
    docs_decorator=only_let_in,
)
AREAS: tuple[Any, ...]
AREAS = session, catalogue, recipes, documents, runs, timeline, spreads, verdicts, sweeps, predictions, generating
AREAS += lab, activations, writing, beside, drawings, datasets, models, tokens, inside, explaining, importing, own
AREAS += exports, fine_tuning, previews
for area in AREAS:
    api.add_router("", area.router)


@api.exception_handler(NetsumikiError)
def told(request, error):
    return api.create_response(request, Problems(problems=problems_of(error.problems)), status=422)


@api.exception_handler(OutOfStep)
def out_of_step(request, error):
    return api.create_response(request, Problems(problems=problems_of(error.problems)), status=409)


@api.exception_handler(TooMuch)
def too_much(request, error):
    return api.create_response(request, Problems(problems=problems_of(error.problems)), status=413)


@api.exception_handler(ValidationError)
def malformed(request, error):
    first = error.errors[0] if error.errors else {"loc": ("request",), "msg": "is malformed"}
    place = ".".join(str(part) for part in first["loc"] if part not in ("body", "data", "payload"))
    return problem(422, "malformed-request", f"{place or 'the request'}: {first['msg']}", place=place)


@api.exception_handler(Http404)
def missing(request, error):
    return problem(404, "not-found", str(error) or "there is nothing here: it may have been deleted")


@api.exception_handler(LabGone)
def gone(request, error):
    return problem(404, "lab-gone", str(error))


@api.exception_handler(AuthenticationError)
def anonymous(request, error):
    return signed_out()


@api.exception_handler(HttpError)
def refused(request, error):
    if error.status_code == 400:
        return problem(400, "malformed-json", "the request's body is not JSON: send what /api/docs describes")
    return problem(error.status_code, "refused", str(error))


@api.exception_handler(Exception)
def unexpected(request, error):
    logging.getLogger("netsumiki").exception("%s %s failed", request.method, request.path)
    return api.create_response(request, Problems(problems=problems_of([itself_failed(error)])), status=500)
