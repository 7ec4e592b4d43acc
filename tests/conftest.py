"""Settings for the whole suite."""

import os
import tempfile
from unittest import mock

import django
from hypothesis import settings

# The studio's settings make their folder when they are read: here one of its own, never the user's.
with tempfile.TemporaryDirectory() as _folder, mock.patch.dict(os.environ, NETSUMIKI_HOME=_folder):
    os.environ["DJANGO_SETTINGS_MODULE"] = "netsumiki.studio.settings"
    django.setup()
os.environ["DJANGO_SETTINGS_MODULE"] = "netsumiki.studio.settings"  # which pytest-django looks for

# The same examples each time, so that a change never fails by chance; HYPOTHESIS_PROFILE=search looks for new ones.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("search", deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))
