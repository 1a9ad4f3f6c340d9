"""The pages as an application of Django."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Pages, their style and scripts."""

    name = "article3.web"
    label = "web"
