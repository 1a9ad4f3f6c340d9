"""Work that is done in the background. A task is given numbers of rows alone, so that what waits holds no client's facts."""

from __future__ import annotations

from django_tasks import task

from article3.store.reading import carry_out


@task()
def read(number: int) -> None:
    """Read the text of a document.

    Args:
        number: of its ``Reading``.
    """
    carry_out(number)
