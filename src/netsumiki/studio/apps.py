"""The studio as a Django application."""

from django.apps import AppConfig


class Studio(AppConfig):
    name = "netsumiki.studio"
    label = "studio"
    default = True
