"""The one built page of the studio; its scripts and styles are served by ServeStatic."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from netsumiki.studio.access import problem

NOT_BUILT = (
    "The studio's pages are not built yet: run <code>make run</code> in the checkout, "
    "or <code>npm ci &amp;&amp; npm run build</code> in its folder <code>frontend</code>."
)


def page(request: HttpRequest, place: str = "") -> HttpResponse:
    """The one page, whatever place in it was asked for; its own code decides what to show there."""
    if request.method not in ("GET", "HEAD"):
        return problem(405, "method", "this address can only be read")
    if place.startswith(("api/", "assets/", "static/")):
        return problem(404, "not-found", "there is nothing at this address: /api/docs lists what there is")
    index = settings.PAGES / "index.html"
    if not index.is_file():
        return HttpResponse(f"<!doctype html><title>Netsumiki</title><p>{NOT_BUILT}", status=503)
    headers = {"Cache-Control": "no-cache"}
    return HttpResponse(index.read_bytes(), content_type="text/html; charset=utf-8", headers=headers)


def failed(request: HttpRequest) -> HttpResponse:
    """The answer when the studio itself failed outside the interface."""
    message = "the studio itself failed: what you made is saved; the terminal shows more"
    return problem(500, "studio-failed", message)
