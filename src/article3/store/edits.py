"""Changes to a case that are no answers: its title and forum, entries of its lists, exhibits, events, links and chains."""

from __future__ import annotations

from typing import TYPE_CHECKING

from article3.facts import amending, revising, rewriting
from article3.store.cases import rewritten, version
from article3.store.errors import ConflictError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from article3.facts.amending import Amendment
    from article3.facts.revising import Revision
    from article3.facts.rewriting import Path, Plain
    from article3.store.cases import By
    from article3.store.models import Case, Version


def put(by: By, case: Case, values: Mapping[Path, Plain], why: str) -> Version:
    """Put values where they belong, a blank one in place of what is to be taken out.

    Raises:
        NoAccessError: if they may not.
        CaseFileError: if the case would no longer be sound; nothing is saved.
    """

    def change(text: str) -> str:
        for path, value in values.items():
            if value != "":
                text = rewriting.put(text, path, value)
            elif rewriting.at(rewriting.plain(text), path) is not None:
                text = rewriting.drop(text, path)
        return text

    return rewritten(by, case, change, why)


def add(by: By, case: Case, name: str, entry: Mapping[str, Plain]) -> Version:
    """Add an entry to a list.

    Raises:
        NoAccessError: if they may not.
        NoSuchPlaceError: if there is one of that id.
        CaseFileError: if the case would no longer be sound; nothing is saved.
    """
    return rewritten(by, case, lambda text: rewriting.add(text, (name,), entry), f"added to {name}")


def remove(by: By, case: Case, name: str, entry: str) -> Version:
    """Take an entry out of a list, by its id.

    Raises:
        NoAccessError: if they may not.
        NoSuchPlaceError: if it is not there, or no longer.
        CaseFileError: if something else refers to it; nothing is saved.
    """
    return rewritten(by, case, lambda text: rewriting.drop(text, (name, entry)), f"removed from {name}")


def revise(by: By, case: Case, revision: Revision, base: int) -> Version:
    """Change links and chains on the latest version, whatever else was changed in between; all of it or nothing.

    Args:
        by: who changes them, and when.
        case: the case.
        revision: the change.
        base: the number of the version that they had before them.

    Raises:
        NoAccessError: if they may not.
        ConflictError: if one of these links or chains was changed in between; nothing is saved.
        CaseFileError: if the case would no longer be sound; nothing is saved.
    """
    shown = rewriting.plain(version(case, base).text)

    def change(text: str) -> str:
        places = revising.contested(revision, shown, rewriting.plain(text))
        if places:
            raise ConflictError(places)
        return revising.revised(text, revision)

    return rewritten(by, case, change, "links and chains")


def amend(by: By, case: Case, amendment: Amendment, base: int, why: str) -> Version:
    """Change particulars on the latest version, whatever else was changed in between; all of it or nothing.

    Args:
        by: who changes them, and when.
        case: the case.
        amendment: the change.
        base: the number of the version that they had before them.
        why: what was done, in words of ours.

    Raises:
        NoAccessError: if they may not.
        ConflictError: if one of these values or entries was changed in between; nothing is saved.
        CaseFileError: if the case would no longer be sound; nothing is saved.
    """
    shown = rewriting.plain(version(case, base).text)

    def change(text: str) -> str:
        places = amending.contested(amendment, shown, rewriting.plain(text))
        if places:
            raise ConflictError(places)
        return amending.amended(text, amendment, shown)

    return rewritten(by, case, change, why)
