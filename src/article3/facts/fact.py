"""What a case can state, and what is known about each such statement.

Each fact has a plain question, help, the authority that makes it matter and its place on Form I-589. Three kinds are kept
apart everywhere: a *fact* (a witness can state it), an *assessment* (a legal characterization, recorded by a person with
reasons and never computed) and an *estimate* (a likelihood).
"""

from __future__ import annotations

import enum

import msgspec

from article3.logic.propositions import Citation, YesNo
from article3.logic.variables import Choice, Day, Entity, Estimate, Number, Variable


class Kind(enum.Enum):
    """Who can answer: a witness, a lawyer with reasons, or a judgment of likelihood."""

    FACT = "fact"
    ASSESSMENT = "assessment"
    ESTIMATE = "estimate"


class Text(Variable, frozen=True, eq=False):
    """Words that describe the case and that no rule tests."""


class When(Text, frozen=True, eq=False):
    """A day, a month or a year, as far as a person remembers it; no rule tests it."""


class Fact(msgspec.Struct, frozen=True):
    """One thing a case can state.

    Attributes:
        variable: what the rules test; its id is the key in a case file and its question is the plain question.
        kind: fact, assessment or estimate.
        hint: what to look for, in plain words.
        by: the authority that makes it matter.
        form: where Form I-589 asks for it; empty if nowhere.
    """

    variable: Variable
    kind: Kind
    hint: str
    by: Citation | None
    form: str = ""

    @property
    def id(self) -> str:
        """The key in a case file."""
        return self.variable.id

    @property
    def question(self) -> str:
        """The plain question."""
        return self.variable.question


class Group:
    """A part of the case file: a section with its facts, in the order in which they are asked.

    Args:
        id: the section's key, or the entity's name for a repeated one.
        title: its heading in a template.
        entity: the repeated entity described, if it is one.
    """

    def __init__(self, identifier: str, title: str, entity: Entity | None = None) -> None:
        self.id = identifier
        self.title = title
        self.entity = entity
        self.facts: dict[str, Fact] = {}

    def yes_no(
        self, identifier: str, question: str, *, hint: str = "", by: Citation, kind: Kind = Kind.FACT, form: str = ""
    ) -> YesNo:
        """A fact or assessment that is yes or no."""
        variable = YesNo(identifier, question, self.entity)
        self._add(variable, kind, hint, by, form)
        return variable

    def assessment(self, identifier: str, question: str, *, hint: str = "", by: Citation, form: str = "") -> YesNo:
        """A legal characterization, recorded by a person with reasons."""
        return self.yes_no(identifier, question, hint=hint, by=by, kind=Kind.ASSESSMENT, form=form)

    def choice(self, identifier: str, question: str, *options: str, hint: str = "", by: Citation, form: str = "") -> Choice:
        """One of several options."""
        variable = Choice(identifier, question, self.entity, options)
        self._add(variable, Kind.FACT, hint, by, form)
        return variable

    def number(self, identifier: str, question: str, *, unit: str, hint: str = "", by: Citation, form: str = "") -> Number:
        """A quantity."""
        variable = Number(identifier, question, self.entity, unit)
        self._add(variable, Kind.FACT, hint, by, form)
        return variable

    def day(self, identifier: str, question: str, *, hint: str = "", by: Citation, form: str = "") -> Day:
        """A calendar day."""
        variable = Day(identifier, question, self.entity)
        self._add(variable, Kind.FACT, hint, by, form)
        return variable

    def estimate(self, identifier: str, question: str, *, hint: str = "", by: Citation, form: str = "") -> Estimate:
        """A likelihood."""
        variable = Estimate(identifier, question, self.entity)
        self._add(variable, Kind.ESTIMATE, hint, by, form)
        return variable

    def text(self, identifier: str, question: str, *, hint: str = "", by: Citation | None = None, form: str = "") -> Text:
        """Words that no rule tests."""
        variable = Text(identifier, question, self.entity)
        self._add(variable, Kind.FACT, hint, by, form)
        return variable

    def _add(self, variable: Variable, kind: Kind, hint: str, by: Citation | None, form: str) -> None:
        if variable.id in self.facts:
            raise ValueError(f"two facts of {self.id} are called {variable.id}")
        self.facts[variable.id] = Fact(variable, kind, hint, by, form)
