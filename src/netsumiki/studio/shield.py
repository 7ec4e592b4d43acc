"""What every request passes first: the right host, the same site, and answers that a browser treats strictly."""

from urllib.parse import urlsplit

from asgiref.sync import iscoroutinefunction, markcoroutinefunction
from django.core.exceptions import DisallowedHost

from netsumiki.studio.access import problem

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self'; connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'; manifest-src 'self'"
)


class Shield:
    sync_capable, async_capable = True, True

    def __init__(self, get_response):
        self.get_response = get_response
        if iscoroutinefunction(get_response):
            markcoroutinefunction(self)

    def __call__(self, request):
        refusal = self.refusal(request)
        if iscoroutinefunction(self):
            return self.answer(request, refusal)
        return guarded(refusal or self.get_response(request))

    async def answer(self, request, refusal):
        return guarded(refusal or await self.get_response(request))

    def refusal(self, request):
        try:
            request.get_host()
        except DisallowedHost:
            return problem(
                400, "host", "the studio does not answer to this address: use the one that the terminal shows"
            )
        if request.headers.get("Sec-Fetch-Site") in ("cross-site", "same-site") or foreign(request):
            return problem(403, "cross-site", "another page may not use the studio: open it from its own address")
        return None


def foreign(request):
    """Whether the page that asks has another origin than the studio."""
    origin = request.headers.get("Origin")
    return origin is not None and urlsplit(origin).netloc != request.get_host()


def guarded(response):
    response.headers.setdefault("Content-Security-Policy", POLICY)
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("Referrer-Policy", "same-origin")
    response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
    if "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = "no-store"
    return response
