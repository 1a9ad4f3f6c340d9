"""An issue and its factors, as 'law show' shows them beside everything else in the law."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from article3.law.precedents import Issue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from article3.law.loading import Law
    from article3.law.precedents import Factor


class FactorShown(msgspec.Struct, frozen=True):
    """A factor with its authority as a citation."""

    id: str
    side: str
    asks: str
    says: str
    lacks: str
    evidence: str
    by: str
    fact: str

    @classmethod
    def of(cls, factor: Factor, issue: Issue, law: Law) -> FactorShown:
        """The same, as published JSON."""
        by = law.authority(factor.by).cited(factor.pin)
        return cls(
            f"{issue.id}.{factor.id}", factor.side.value, factor.asks, factor.says, factor.lacks, factor.evidence, by, factor.fact
        )


def issues_named(identifier: str, law: Law) -> Iterator[tuple[str, object]]:
    """The issue of that id, and the factors of that id, with or without the issue before it."""
    if identifier in law.issues:
        yield f"issue {identifier}", law.issues[identifier]
    for issue in law.issues.values():
        for factor in issue.factors:
            if identifier in {factor.id, f"{issue.id}.{factor.id}"}:
                yield f"factor {issue.id}.{factor.id}", FactorShown.of(factor, issue, law)


def ids_of_issues(law: Law) -> list[str]:
    """The ids of all issues and factors."""
    return [*law.issues, *dict.fromkeys(factor.id for issue in law.issues.values() for factor in issue.factors)]


def told_of(thing: Issue | FactorShown) -> Iterator[str]:
    """An issue or a factor in lines."""
    if isinstance(thing, Issue):
        yield f"{thing.id} (issue about a {thing.entity.value}): {thing.asks}"
        yield f"  {len(thing.factors)} factors. 'article3 law precedents {thing.id}' shows them and the decided cases."
        return
    yield f"{thing.id} (factor {thing.side} the applicant): {thing.asks}"
    yield f"  In a list: {thing.says}; if it is not so: {thing.lacks}."
    yield f"  {thing.evidence}"
    yield f"  By: {thing.by}"
    if thing.fact:
        yield f"  Stated as the fact {thing.fact}."
