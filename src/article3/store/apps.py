"""The store as an application of Django."""

from django.apps import AppConfig


class StoreConfig(AppConfig):
    """Cases, users, files, the trail."""

    name = "article3.store"
    label = "store"
    default_auto_field = "django.db.models.BigAutoField"
