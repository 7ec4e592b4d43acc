"""Settings for the whole suite."""

import os

from hypothesis import settings

# The same examples each time, so that a change never fails by chance; HYPOTHESIS_PROFILE=search looks for new ones.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("search", deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))
