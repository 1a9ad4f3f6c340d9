"""What a document says of how it was made, so that it can be made again and held against later law."""

from __future__ import annotations

import datetime as dt

import msgspec


class Provenance(msgspec.Struct, frozen=True):
    """What a document was made with.

    Attributes:
        program: version of article3.
        law: version of the law data.
        law_through: the day to which that data is kept.
        as_of: the day whose law was applied.
        made_on: the day given as today; documents know no clock.
    """

    program: str
    law: str
    law_through: dt.date
    as_of: dt.date
    made_on: dt.date

    def line(self) -> str:
        """One line for a footer or the properties of a file."""
        data = f"law data {self.law} kept to {self.law_through}"
        return f"article3 {self.program}, {data}, law as of {self.as_of}, made {self.made_on}"


def to_remove(line: str) -> str:
    """The line as it stands at the end of what is signed or filed: in brackets, as whatever must go before."""
    return f"[{line}; take this line out before it is signed or filed]"
