"""Every address of the studio. What is not here is answered by the page, which knows its own addresses."""

from django.urls import path

from netsumiki.studio import access, pages
from netsumiki.studio.api import api
from netsumiki.studio.stream import stream

urlpatterns = [
    path("start", access.start),
    path("api/stream", stream),
    path("api/", api.urls),
    path("", pages.page),
    path("<path:place>", pages.page),
]

handler500 = pages.failed
