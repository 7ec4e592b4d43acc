"""The application as a web server sees it."""

import os

from django.core.asgi import get_asgi_application

from netsumiki.studio.limit import UploadCap

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "netsumiki.studio.settings")
application = UploadCap(get_asgi_application())
