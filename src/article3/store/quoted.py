"""Whether the passages that a case quotes stand in its documents, as those were read when they were added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from article3.documents.quoting import Text, compared
from article3.facts.case import base_name
from article3.store.files import files_of
from article3.store.models import Passage as StoredPassage
from article3.store.models import Reading
from article3.store.reading import readings_of

if TYPE_CHECKING:
    from article3.documents.quoting import Passage
    from article3.facts.case import Case as Facts
    from article3.store.models import Case, StoredFile, User


def doubted(user: User, case: Case, facts: Facts) -> tuple[Passage, ...]:
    """The quoted passages that are not in their documents, or could not be compared.

    Args:
        user: who asks.
        case: whose documents are meant.
        facts: the case file that quotes them.

    Raises:
        NoAccessError: if the user may not read the case.
    """
    if not any(one.highlight or one.adverse for one in facts.exhibits.values()):
        return ()
    known = {file.name: file for file in files_of(user, case, papers=False)}
    readings = readings_of(user, case)

    def text_of(name: str) -> Text:
        file = known.get(base_name(name))
        return Text() if file is None else _text(file, readings.get(file.id))

    return compared(facts, text_of)


def _text(file: StoredFile, reading: Reading | None) -> Text:
    passages = list(StoredPassage.objects.filter(file=file).order_by("page", "position").values_list("text", "recognized"))
    is_read = reading is not None and reading.state == Reading.State.READ and not reading.unread
    return Text(
        " ".join(text for text, _ in passages),
        is_whole=is_read and bool(passages),
        is_recognized=any(recognized for _, recognized in passages),
    )
