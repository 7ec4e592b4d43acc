"""Who is here, and on which machine."""

from django.conf import settings
from django.middleware.csrf import get_token
from ninja import Router, Schema

from netsumiki import __version__
from netsumiki.studio.api.schemas import ERRORS
from netsumiki.studio.supervisor import slots
from netsumiki.training.run import available_cores

router = Router(tags=["session"])


class SessionOut(Schema):
    user: str
    version: str
    folder: str
    cores: int
    runs_at_once: int


@router.get("/session", response={200: SessionOut, **ERRORS})
def session(request):
    """Who asks; also sets the CSRF cookie that later requests carry."""
    get_token(request)
    cores = available_cores()
    return SessionOut(
        user=request.user.username,
        version=__version__,
        folder=str(settings.FOLDER),
        cores=cores,
        runs_at_once=slots(cores),
    )
