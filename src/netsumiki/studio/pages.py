"""The built page of the studio, and the pages that describe its interface."""

from pathlib import Path

from django.http import FileResponse, HttpResponse

from netsumiki.studio.access import problem

STATIC = Path(__file__).parent / "static"
NOT_BUILT = (
    "The studio's pages are not built yet: run <code>make run</code> in the checkout, "
    "or <code>npm ci &amp;&amp; npm run build</code> in its folder <code>frontend</code>."
)


def page(request, place: str = ""):
    """The one page, whatever place in it was asked for; its own code decides what to show there."""
    if request.method not in ("GET", "HEAD"):
        return problem(405, "method", "this address can only be read")
    if place.startswith(("api/", "assets/")):
        return problem(404, "not-found", "there is nothing at this address: /api/docs lists what there is")
    index = STATIC / "index.html"
    if not index.is_file():
        return HttpResponse(f"<!doctype html><title>Netsumiki</title><p>{NOT_BUILT}", status=503)
    return FileResponse(
        index.open("rb"), content_type="text/html; charset=utf-8", headers={"Cache-Control": "no-cache"}
    )
