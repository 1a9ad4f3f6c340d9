"""What a form asks and a case states in several places: worked out, and left unknown where the case does not decide it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from article3.documents.forms.stated import Stated, Wish
from article3.documents.forms.wording import a_year_after, flowing, in_words
from article3.facts.bars import convictions
from article3.facts.harm import feared_harms, past_harms
from article3.facts.papers import account, incident, person, representative
from article3.facts.times import earliest, latest

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from article3.facts.case import Case
    from article3.logic.variables import Collection, Value

CATEGORIES = {
    "(a)(10)": "withholding of removal granted, under the statute or the Convention",
    "(c)(8)": "asylum application pending",
    "(c)(18)": "final order of removal, under supervision; so after a grant of deferral",
}
"""The categories of Form I-765 that a claim for protection leads to (8 CFR 274a.12)."""

_COUNSEL = ("attorney", "accredited_representative")
_IN_COURT = ("removal", "deportation_or_exclusion", "withholding_only", "asylum_and_withholding_only", "asylum_merits")
_CATEGORY = re.compile(r"\((\w)\)\((\d+)\)(?:\((\w+)\))?")
_TWO_NAMES = 2
_LANGUAGES_TOLD_IN_ENGLISH = {"", "english"}


def stated_in(case: Case, wish: Wish) -> Stated:
    """What a case states, with what is worked out."""
    working = _Working(case, wish)
    stated = Stated(case, working.offered())
    working.stated = stated
    return stated


class _Working:
    stated: Stated

    def __init__(self, case: Case, wish: Wish) -> None:
        self._case = case
        self._papers = case.papers
        self._wish = wish

    def offered(self) -> dict[str, Callable[[], Value | None]]:
        """Every name that an edition may use after ``worked.``."""
        own = {name.removeprefix("_find_"): getattr(self, name) for name in dir(self) if name.startswith("_find_")}
        for key in ("in_care_of", "street", "apartment", "city", "state", "zip"):
            own[f"mail_{key}"] = self._mail(key)
        for key in ("street", "apartment", "city", "state", "zip"):
            own[f"home_{key}"] = self._home(key)
        for key in ("name", "organization", "street", "apartment", "city", "state", "zip", "phone", "email"):
            own[f"preparer_{key}"] = self._preparer(key)
        for number in (1, 2, 3):
            own[f"category_{number}"] = self._category(number)
        return own

    # the person

    def _particular(self, key: str) -> str:
        return self._papers.words(person.facts[key].variable)

    def _find_full_name(self) -> str | None:
        names = [self._particular(key) for key in ("given_name", "middle_name", "family_name")]
        return " ".join(filter(None, names)) or None

    def _find_not_married(self) -> bool | None:
        status = self._particular("marital_status")
        return status != "married" if status else None

    def _find_has_children(self) -> bool | None:
        number = self.stated.count("children")
        return None if number is None else number > 0

    def _find_number_of_children(self) -> str | None:
        return str(self.stated.count("children") or "") or None

    def _find_court_history(self) -> str | None:
        return self._particular("court_history") or ("now" if self.stated.words("proceeding.kind") in _IN_COURT else None)

    def _find_last_arrival(self) -> Value | None:
        return self.stated.value("filing.last_arrival") or self.stated.value("entries.1.on")

    def _find_entry_status(self) -> str | None:
        status = self.stated.words("entries.1.status")
        return "no status" if status.casefold() == "none" else status or None

    # the claim; what is told of it is the person's own words alone: the form is signed under penalty of perjury

    def _any(self, collection: Collection) -> bool | None:
        members = self._case.members(collection)
        return None if members is None else bool(members)

    def _find_asks_for_convention(self) -> bool | None:
        """Every case here is about protection under the Convention; only where no harm is feared, nobody asks for it."""
        return self._find_feared_torture() or None

    def _find_past_harm(self) -> bool | None:
        # The form asks of family and friends too; a list without entries speaks of the applicant's claim alone.
        return True if self._find_past_harm_told() or self._any(past_harms) else None

    def _find_feared_harm(self) -> bool | None:
        return True if self.stated.words("account.feared_harm") else self._any(feared_harms)

    def _find_feared_torture(self) -> bool | None:
        return True if self.stated.words("account.feared_torture") else self._any(feared_harms)

    def _find_past_harm_told(self) -> str | None:
        told = flowing(self.stated.words("account.past_harm")) or self._incidents()
        silence = flowing(self._papers.words(account.facts["why_no_report"].variable))
        return "\n".join(filter(None, (told, silence))) or None if told else None

    def _find_feared_harm_told(self) -> str | None:
        return flowing(self.stated.words("account.feared_harm")) or None

    def _find_feared_torture_told(self) -> str | None:
        return flowing(self.stated.words("account.feared_torture")) or None

    def _incidents(self) -> str:
        return "\n".join(filter(None, (self._incident(entry) for entry in self._papers.lists.get("incidents", ()))))

    def _incident(self, entry: int) -> str:
        words = {key: self._papers.words(fact.variable, entry) for key, fact in incident.facts.items()}
        when = in_words(words["on"]) if words["on"] else ""
        heading = ", ".join(filter(None, (when[:1].upper() + when[1:], words["where"])))
        words["who"] = f"Who did it: {words['who']}" if words["who"] else ""
        told = " ".join(" ".join(words[key].split()) for key in ("who", "told", "afterwards") if words[key])
        return f"{heading}: {told}" if heading and told else told

    # bars and time

    def _find_harmed_others(self) -> bool | None:
        own, barred = self.stated.value("account.harmed_others"), self.stated.value("bars.persecutor")
        if own is False and barred is True:
            return None  # the case says both: neither is sworn to before it is known which is right
        if isinstance(own, bool):
            return own
        return True if barred is True else None

    def _find_late(self) -> bool | None:
        arrival = self._find_last_arrival()
        filed = self.stated.value("filing.asylum_filed") or self._wish.today
        if arrival is None or isinstance(arrival, (bool, float)):
            return None
        if a_year_after(latest(_time(arrival))) < _time(filed):
            return True
        return False if _time(filed) <= a_year_after(earliest(_time(arrival))) else None

    def _find_still_active(self) -> bool | None:
        own = self.stated.value("account.still_active")
        return own if isinstance(own, bool) else (False if self.stated.value("account.belonged") is False else None)

    def _find_us_crimes(self) -> bool | None:
        own = self.stated.value("account.arrested_in_us")
        if isinstance(own, bool):
            return own
        return True if self.stated.words("account.us_arrests") else None

    def _find_us_crimes_told(self) -> str | None:
        return flowing(self.stated.words("account.us_arrests")) or None

    def _find_arrested_ever(self) -> bool | None:
        """Form I-765 asks of the applicant alone, Form I-589 of the family too: a yes there is none here."""
        if self._wish.category != "(c)(8)":
            return None
        if self._case.members(convictions):
            return True
        here, abroad = (self.stated.value(f"account.{key}") for key in ("arrested_in_us", "arrested_abroad"))
        return False if here is False and abroad is False else None

    # addresses

    def _goes_elsewhere(self) -> bool:
        return bool(self._particular("mail_street"))

    def _mail(self, key: str) -> Callable[[], str | None]:
        def found() -> str | None:
            if self._goes_elsewhere() or key == "in_care_of":
                return self._particular(f"mail_{key}") or None
            return self._particular(key) or None

        return found

    def _home(self, key: str) -> Callable[[], str | None]:
        def found() -> str | None:
            return (self._particular(key) or None) if self._goes_elsewhere() else None

        return found

    def _find_mail_is_home(self) -> bool | None:
        if self._goes_elsewhere():
            return False
        return True if self._particular("street") else None

    def _find_mail_unit(self) -> str | None:
        return "apartment" if self._mail("apartment")() else None

    def _find_home_unit(self) -> str | None:
        return "apartment" if self._home("apartment")() else None

    # those who help

    def _preparer(self, key: str) -> Callable[[], str | None]:
        def found() -> str | None:
            if self.stated.value("signing.other_prepared") is False or self._find_preparer_is() is None:
                return None
            return self._papers.words(representative.facts[key].variable) or None

        return found

    def _find_preparer_is(self) -> str | None:
        kind = self.stated.words("representative.kind")
        if not kind or kind == "applicant":
            return None
        return "counsel" if kind in _COUNSEL else "preparer"

    def _find_preparer_country(self) -> str | None:
        return "United States" if self._preparer("state")() else None

    def _find_preparer_given_name(self) -> str | None:
        return _split(self._preparer("name")())[0]

    def _find_preparer_family_name(self) -> str | None:
        return _split(self._preparer("name")())[1]

    def _find_interpreter_given_name(self) -> str | None:
        return _split(self._interpreter())[0]

    def _find_interpreter_family_name(self) -> str | None:
        return _split(self._interpreter())[1]

    def _interpreter(self) -> str | None:
        return self.stated.words("signing.interpreter") if self._find_was_interpreted() else None

    def _find_reads_english(self) -> bool | None:
        return self.stated.value("person.fluent_in_english") is True or None

    def _find_was_interpreted(self) -> bool | None:
        return (self._find_reads_english() is None and bool(self.stated.words("signing.interpreter"))) or None

    def _find_interpreted_into(self) -> str | None:
        language = self.stated.words("signing.language")
        return language if self._find_was_interpreted() and language.casefold() not in _LANGUAGES_TOLD_IN_ENGLISH else None

    # Form I-765

    def _find_reason(self) -> str | None:
        return self._wish.reason or None

    def _category(self, number: int) -> Callable[[], str | None]:
        def found() -> str | None:
            match = _CATEGORY.fullmatch(self._wish.category)
            return match[number] if match else None

        return found

    def _find_continued(self) -> None:
        """The fields of a continuation page are filled by what found no room elsewhere."""


def _split(name: str | None) -> tuple[str | None, str | None]:
    """Given and family name, where there is no doubt which is which: in a name of two words."""
    words = (name or "").split()
    return (words[0], words[1]) if len(words) == _TWO_NAMES else (None, None)


def _time(value: Value) -> dt.date:
    return earliest(str(value))
