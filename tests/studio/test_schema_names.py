"""The description of the interface calls each schema by its name alone: two of one name would be one."""

from collections import Counter

from ninja import Schema

from netsumiki.studio.api import api


def test_no_two_schemas_have_the_same_name():
    assert api.get_openapi_schema()["components"]["schemas"]  # every module of the interface is loaded
    kinds = [Schema]
    for kind in kinds:
        kinds += kind.__subclasses__()
    names = Counter(kind.__name__ for kind in {*kinds} if kind.__module__.startswith("netsumiki"))
    assert [name for name, count in names.items() if count > 1] == []
