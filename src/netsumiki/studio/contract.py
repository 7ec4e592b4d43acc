"""`python -m netsumiki.studio.contract` writes the description of the interface to frontend/openapi.json."""

import json
import os
import tempfile
from pathlib import Path

PLACE = Path("frontend/openapi.json")


def describe() -> str:
    """The interface as OpenAPI JSON."""
    from netsumiki.studio.api import api

    return json.dumps(api.get_openapi_schema(path_prefix="/api/"), indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def main() -> None:
    import django

    with tempfile.TemporaryDirectory() as folder:  # nothing is read from the user's studio
        os.environ |= {"NETSUMIKI_HOME": folder, "DJANGO_SETTINGS_MODULE": "netsumiki.studio.settings"}
        django.setup()
        PLACE.write_text(describe(), "utf-8")


if __name__ == "__main__":
    main()
