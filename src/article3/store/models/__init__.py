"""The tables. What may be done with them is in the modules beside this package, not here."""

from article3.store.models.audit import Entry
from article3.store.models.cases import Assignment, Case, Note, Part, Standing, Version
from article3.store.models.files import StoredFile
from article3.store.models.users import Role, User

__all__ = ["Assignment", "Case", "Entry", "Note", "Part", "Role", "Standing", "StoredFile", "User", "Version"]
