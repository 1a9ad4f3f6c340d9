"""The tables. What may be done with them is in the modules beside this package, not here."""

from article3.store.models.audit import Entry
from article3.store.models.cases import Assignment, Case, Note, Part, Review, Standing, Version
from article3.store.models.changes import Change
from article3.store.models.feeds import Feed
from article3.store.models.files import Piece, StoredFile, Upload
from article3.store.models.papers import Paper
from article3.store.models.texts import Passage, Reading, Report
from article3.store.models.users import Counted, Invitation, Role, User

__all__ = [
    "Assignment",
    "Case",
    "Change",
    "Counted",
    "Entry",
    "Feed",
    "Invitation",
    "Note",
    "Paper",
    "Part",
    "Passage",
    "Piece",
    "Reading",
    "Report",
    "Review",
    "Role",
    "Standing",
    "StoredFile",
    "Upload",
    "User",
    "Version",
]
