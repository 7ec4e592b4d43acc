"""Who is asking: a browser that came with the one-time token of the start address, or a script with its own token."""

import hashlib
import secrets
from functools import wraps
from typing import Any

from django.contrib.auth import get_user_model, login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils import timezone
from ninja.security import HttpBearer, SessionAuth

from netsumiki.engine.errors import Problem
from netsumiki.studio.models import Token
from netsumiki.studio.problems import as_json

LOCAL = "local"
_start_tokens: set[str] = set()


def local_user() -> Any:
    """The one person who uses an embedded studio."""
    return get_user_model().objects.get_or_create(username=LOCAL)[0]


def start_token() -> str:
    """A token for one start address; whoever opens it first is let in."""
    token = secrets.token_urlsafe(24)
    _start_tokens.add(token)
    return token


def start(request: HttpRequest) -> HttpResponse:
    """Exchange the one-time token for a session; somebody who has one already is simply let in."""
    if not request.user.is_authenticated:
        token = request.GET.get("token", "")
        known = next((t for t in _start_tokens if secrets.compare_digest(t.encode(), token.encode())), None)
        if known is None and "text/html" in request.headers.get("Accept", ""):
            return HttpResponseRedirect("/")  # the page says in the reader's language what to open instead
        if known is None:
            message = (
                "this start link was used already or is not complete: open the newest link that the terminal shows"
            )
            return problem(403, "start-link", message)
        _start_tokens.discard(known)
        login(request, local_user(), backend="django.contrib.auth.backends.ModelBackend")
    return HttpResponseRedirect("/")


def problem(status: int, code: str, message: str, **facts: Any) -> JsonResponse:
    """An answer that says what is wrong, in the form that every answer of this kind has."""
    return JsonResponse({"problems": [as_json(Problem(code, message, facts=facts))]}, status=status)


def refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's answer to a request without the right CSRF token."""
    message = "this request did not come from the studio's own page: reload the page and try again"
    return problem(403, "cross-site", message)


def signed_out() -> JsonResponse:
    """The answer to somebody who has not come through the start link."""
    return problem(401, "signed-out", "the studio does not know you yet: open the link that the terminal shows")


def only_let_in(view: Any) -> Any:
    """A view for people who are logged in, by the same rule as the interface."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        return view(request, *args, **named) if request.user.is_authenticated else signed_out()

    return guarded


class SessionCookie(SessionAuth):
    """The browser's session, with CSRF checked on every unsafe method."""

    param_name = "session"  # in the published description; the cookie's real name differs for each installation

    def authenticate(self, request: HttpRequest, key: str | None) -> Any:
        return request.user if request.user.is_authenticated else None


class PersonalToken(HttpBearer):
    """`Authorization: Bearer …`, for scripts."""

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        found = Token.objects.select_related("owner").filter(digest=digest(token)).first()
        if found is None:
            return None
        Token.objects.filter(pk=found.pk).update(used=timezone.now())
        request.user = found.owner
        return found.owner


def digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
