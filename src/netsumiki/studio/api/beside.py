"""Real examples beside what a generator makes."""

from ninja import Field, Router, Schema

from netsumiki.studio import beside
from netsumiki.studio.api.datasets import Points
from netsumiki.studio.api.schemas import ERRORS
from netsumiki.studio.trained import generator

router = Router(tags=["generating"])


class NearestOut(Schema):
    """Pictures in pairs, the most alike first."""

    height: int
    width: int
    channels: int
    generated: list[str] = Field(description="Base64 of uint8 (H × W × C).")
    training: list[str] = Field(description="The training picture nearest to each.")


@router.get("/models/{id}/nearest", response={200: NearestOut, **ERRORS})
def get_nearest(request, id: str):
    """The generated pictures that the last verdict found nearest to training pictures, beside those."""
    return beside.nearest(generator(request.user, id))


@router.get("/models/{id}/points", response={200: Points, **ERRORS})
def get_real_points(request, id: str):
    """The points of the plane that a generator learnt from."""
    return beside.points(generator(request.user, id))
