"""The pages as an application of Django."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Pages, their style and scripts."""

    name = "article3.web"
    label = "web"

    def ready(self) -> None:
        """From now on, the trail is told who comes and goes."""
        from article3.web import recording  # noqa: PLC0415 - the tables must be known first

        recording.connect()
