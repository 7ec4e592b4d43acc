"""The application as a web server sees it."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "netsumiki.studio.settings")
application = get_asgi_application()
