"""The exported page of a model, alive in the studio: in a frame that may only compute, draw and save."""

from typing import Literal

from django.http import HttpResponse
from ninja import Router

from netsumiki.studio import exporting
from netsumiki.studio.api.schemas import ERRORS
from netsumiki.studio.trained import trained

router = Router(tags=["exports"])
POLICY = (
    "sandbox allow-scripts allow-downloads; default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; "
    "img-src data: blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
"""The page has a stricter one of its own, and both hold. The sandbox gives it an origin that is nobody's."""


@router.get("/models/{id}/preview/{precision}", response={200: None, **ERRORS})
def preview_model(request, id: str, precision: Literal["float32", "float16", "int8"]):
    """The page `model.html` as it was exported, to be looked at in a frame of the studio."""
    made = exporting.download(trained(request.user, id), exporting.Way("html", precision))
    headers = {"Content-Security-Policy": POLICY, "X-Frame-Options": "SAMEORIGIN"}
    return HttpResponse(made.content, content_type="text/html; charset=utf-8", headers=headers)
