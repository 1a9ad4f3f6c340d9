"""What only the documents need: the particulars of a person, the account in the person's own words, the court, the filer.

No rule tests any of it, and no decision shows it. It stands under ``papers:`` in a case file, apart from the facts, so that a
case can be decided, compared and screened without it (decision 0014). Where a fact states something already (the nationality,
the last arrival, the hearing among the events), it is not asked again here. The parts and questions of Forms I-589 and I-765 that
ask for it are named as the editions of 01/20/25 and 08/21/25 number them.
"""

from __future__ import annotations

from article3.facts.fact import Group, Kind, Text, When
from article3.logic.propositions import YesNo
from article3.logic.variables import Choice, Collection, Day, Entity

PAPERS_KEY = "papers"


class Sheet(Group):
    """A part of the particulars: like a group of facts, but nothing of the law asks for it."""

    def words(self, identifier: str, question: str, *, hint: str = "", form: str = "") -> Text:
        """A text of one line or several."""
        return self.text(identifier, question, hint=hint, form=form)

    def tick(self, identifier: str, question: str, *, hint: str = "", form: str = "") -> YesNo:
        """Yes or no."""
        variable = YesNo(identifier, question, self.entity)
        self._add(variable, Kind.FACT, hint, None, form)
        return variable

    def pick(self, identifier: str, question: str, *options: str, hint: str = "", form: str = "") -> Choice:
        """One of several options."""
        variable = Choice(identifier, question, self.entity, options)
        self._add(variable, Kind.FACT, hint, None, form)
        return variable

    def date(self, identifier: str, question: str, *, hint: str = "", form: str = "") -> Day:
        """A day of the calendar."""
        variable = Day(identifier, question, self.entity)
        self._add(variable, Kind.FACT, hint, None, form)
        return variable

    def when(self, identifier: str, question: str, *, hint: str = "", form: str = "") -> When:
        """A day, a month or a year, as far as it is known."""
        variable = When(identifier, question, self.entity)
        self._add(variable, Kind.FACT, hint, None, form)
        return variable


LIST_KEYS: dict[str, tuple[Collection, Sheet]] = {}
"""The lists under ``papers:``, filled in below in the order of a case file."""


def _list(identifier: str, question: str, entity: str) -> Sheet:
    kind = Entity(entity)
    sheet = Sheet(entity, question, kind)
    LIST_KEYS[identifier] = (Collection(identifier, kind, question), sheet)
    return sheet


# Part A.I: the applicant.

person = Sheet("person", "The applicant's particulars, as Form I-589 asks for them")
a_number = person.words("a_number", "A-Number, nine digits?", form="Part A.I.1")
ssn = person.words("ssn", "U.S. Social Security number, if any?", form="Part A.I.2")
online_account = person.words("online_account", "USCIS online account number, if any?", form="Part A.I.3")
family_name = person.words("family_name", "Family name, as in the passport?", form="Part A.I.4")
given_name = person.words("given_name", "Given name?", form="Part A.I.5")
middle_name = person.words("middle_name", "Middle name?", form="Part A.I.6")
other_names = person.words("other_names", "Other names ever used, maiden name and aliases?", form="Part A.I.7")
native_name = person.words("native_name", "The name in the native alphabet, if it is not the Latin one?", form="Part D")
street = person.words("street", "Street and number where the applicant lives in the United States?", form="Part A.I.8")
apartment = person.words("apartment", "Apartment number?", form="Part A.I.8")
city = person.words("city", "City?", form="Part A.I.8")
state = person.words("state", "State, two letters?", form="Part A.I.8")
zip_code = person.words("zip", "ZIP code?", form="Part A.I.8")
phone = person.words("phone", "Telephone number with area code?", form="Part A.I.8")
email = person.words("email", "E-mail address?", form="I-765 Part 3")
mail_in_care_of = person.words("mail_in_care_of", "Mailing address, if another: in care of whom?", form="Part A.I.9")
mail_street = person.words("mail_street", "Mailing address: street and number?", form="Part A.I.9")
mail_apartment = person.words("mail_apartment", "Mailing address: apartment number?", form="Part A.I.9")
mail_city = person.words("mail_city", "Mailing address: city?", form="Part A.I.9")
mail_state = person.words("mail_state", "Mailing address: state?", form="Part A.I.9")
mail_zip = person.words("mail_zip", "Mailing address: ZIP code?", form="Part A.I.9")
mail_phone = person.words("mail_phone", "Mailing address: telephone number?", form="Part A.I.9")
sex = person.pick("sex", "Sex, as the form asks?", "male", "female", form="Part A.I.10")
marital_status = person.pick("marital_status", "Marital status?", "single", "married", "divorced", "widowed", form="Part A.I.11")
born = person.date("born", "Date of birth?", form="Part A.I.12")
birth_city = person.words("birth_city", "City or village of birth?", form="Part A.I.13")
birth_province = person.words("birth_province", "State or province of birth?", form="I-765 Part 2.18")
birth_country = person.words("birth_country", "Country of birth?", form="Part A.I.13")
birth_nationality = person.words("birth_nationality", "Nationality at birth?", form="Part A.I.15")
ethnicity = person.words("ethnicity", "Race, ethnic or tribal group?", form="Part A.I.16")
religion = person.words("religion", "Religion?", hint="Write 'none' if there is none.", form="Part A.I.17")
court_history = person.pick(
    "court_history", "Has the applicant ever been in immigration court proceedings?", "never", "now", "before", form="Part A.I.18"
)
left_home = person.when("left_home", "When did the applicant last leave the home country?", form="Part A.I.19.a")
i94_number = person.words("i94_number", "Number of the current Form I-94, if any?", form="Part A.I.19.b")
passport_country = person.words(
    "passport_country", "Which country issued the last passport or travel document?", form="Part A.I.20"
)
passport_number = person.words("passport_number", "Passport number?", form="Part A.I.21")
travel_document_number = person.words("travel_document_number", "Number of another travel document?", form="Part A.I.21")
passport_expires = person.when("passport_expires", "When does that document expire?", form="Part A.I.22")
native_language = person.words("native_language", "Native language and dialect?", form="Part A.I.23")
fluent_in_english = person.tick("fluent_in_english", "Fluent in English?", form="Part A.I.24")
other_languages = person.words("other_languages", "Other languages spoken fluently?", form="Part A.I.25")
filed_i765_before = person.tick("filed_i765_before", "Was a Form I-765 ever filed before?", form="I-765 Part 2.12")
current_status = person.words("current_status", "Current immigration status, if any?", form="Part A.I.19, I-765 Part 2.26")

# Part A.II: spouse and children.


def _relative(sheet: Sheet, part: str) -> None:
    """What the form asks about a spouse and about each child alike."""
    sheet.words("a_number", "A-Number, if any?", form=part)
    sheet.words("passport_number", "Passport or identity card number?", form=part)
    sheet.words("ssn", "U.S. Social Security number, if any?", form=part)
    sheet.words("family_name", "Family name?", form=part)
    sheet.words("given_name", "Given name?", form=part)
    sheet.words("middle_name", "Middle name?", form=part)
    sheet.date("born", "Date of birth?", form=part)
    sheet.words("birth_place", "City and country of birth?", form=part)
    sheet.words("nationality", "Nationality?", form=part)
    sheet.words("ethnicity", "Race, ethnic or tribal group?", form=part)
    sheet.pick("sex", "Sex, as the form asks?", "male", "female", form=part)
    sheet.tick("in_us", "In the United States?", form=part)
    sheet.words("location", "If not in the United States, where?", hint="Write 'deceased' or 'unknown' if so.", form=part)
    sheet.words("last_entry_place", "Place of last entry into the United States?", form=part)
    sheet.when("last_entry", "Date of last entry?", form=part)
    sheet.words("i94_number", "Form I-94 number, if any?", form=part)
    sheet.words("status_at_entry", "Status when last admitted, if any?", form=part)
    sheet.words("status_now", "Current status?", form=part)
    sheet.when("stay_expires", "When does the authorized stay end, if any?", form=part)
    sheet.tick("in_court", "In immigration court proceedings?", form=part)
    sheet.tick(
        "include",
        "To be included in this application?",
        hint="Asylum only: protection under the Convention includes nobody else.",
        form=part,
    )


spouse = Sheet("spouse", "The spouse")
_relative(spouse, "Part A.II")
spouse.words("maiden_name", "Maiden name?", form="Part A.II")
spouse.when("married", "Date of marriage?", form="Part A.II")
spouse.words("married_where", "Place of marriage?", form="Part A.II")
spouse.when("previous_arrival", "If previously in the United States, date of that arrival?", form="Part A.II")

child = _list("children", "All children, whatever their age or place", "child")
_relative(child, "Part A.II")
child.words("marital_status", "Marital status?", form="Part A.II")

# Part A.I.19.c and A.III: entries and background.

entry = _list("entries", "Each entry into the United States, newest first", "entry")
entry.when("on", "When?", form="Part A.I.19.c")
entry.words("place", "Where?", form="Part A.I.19.c")
entry.words("status", "In which status?", hint="Write 'none' if without inspection.", form="Part A.I.19.c")
entry.when("expires", "When did or does that status expire?", form="Part A.I.19.c")


def _home(sheet: Sheet, form: str) -> None:
    sheet.words("street", "Street and number?", form=form)
    sheet.words("city", "City or town?", form=form)
    sheet.words("province", "Province or state?", form=form)
    sheet.words("country", "Country?", form=form)
    sheet.when("since", "From when?", form=form)
    sheet.when("until", "Until when?", hint="Write nothing if still there.", form=form)


home_abroad = _list(
    "homes_abroad",
    "The last address before coming to the United States; and the last in the country of fear, if another",
    "home_abroad",
)
_home(home_abroad, "Part A.III.1")
home = _list("homes", "Where the applicant lived in the last five years, present address first", "home")
_home(home, "Part A.III.2")
school = _list("schools", "Schools, most recent first", "school")
school.words("name", "Name of the school?", form="Part A.III.3")
school.words("type", "Type of school?", form="Part A.III.3")
school.words("location", "Where?", form="Part A.III.3")
school.when("since", "From when?", form="Part A.III.3")
school.when("until", "Until when?", form="Part A.III.3")
job = _list("jobs", "Work in the last five years, present work first", "job")
job.words("employer", "Name and address of the employer?", form="Part A.III.4")
job.words("occupation", "Occupation?", form="Part A.III.4")
job.when("since", "From when?", form="Part A.III.4")
job.when("until", "Until when?", form="Part A.III.4")
relation = _list("relatives", "Mother, father, sisters and brothers", "relative")
relation.pick("relation", "Who is it?", "mother", "father", "sibling", form="Part A.III.5")
relation.words("name", "Full name?", form="Part A.III.5")
relation.words("birth_place", "City and country of birth?", form="Part A.III.5")
relation.tick("deceased", "Deceased?", form="Part A.III.5")
relation.words("location", "Where is this person now?", form="Part A.III.5")

# Parts B and C: the account, in the words that go onto the form and into the declaration.

account = Sheet("account", "What the form asks to be told in words; in the applicant's own words, first person")
account.words(
    "past_harm", "What happened, when, by whom, and why?", hint="If blank, the incidents below are used.", form="Part B.1.A"
)
account.words("feared_harm", "What harm is feared on return, from whom, and why?", form="Part B.1.B")
account.tick(
    "arrested_abroad",
    "Ever accused, arrested, detained, interrogated, convicted or imprisoned outside the United States?",
    form="Part B.2",
)
account.words("arrests_abroad", "The circumstances and reasons?", form="Part B.2")
account.tick("belonged", "Did the applicant or family ever belong to an organization in the home country?", form="Part B.3.A")
account.words("organizations", "Which, in what role, how long, each person?", form="Part B.3.A")
account.tick("still_active", "Still taking part?", form="Part B.3.B")
account.words("activity_now", "How, in what role, since when?", form="Part B.3.B")
account.words("feared_torture", "Why is torture feared, of what kind, by whom, and why would they?", form="Part B.4")
account.tick(
    "applied_before",
    "Has the applicant, a spouse, child, parent or sibling applied for refuge, asylum or withholding before?",
    form="Part C.1",
)
account.words("applications_before", "What was decided, what became of the status?", form="Part C.1")
account.tick(
    "other_countries", "Traveled through or lived in another country before reaching the United States?", form="Part C.2.A"
)
account.tick("status_elsewhere", "Applied for or held a lawful status in another country?", form="Part C.2.B")
account.words("stays_elsewhere", "Which countries, how long, in which status, why left?", form="Part C.2")
account.tick(
    "harmed_others",
    "Did the applicant, a spouse or a child ever take part in harming anybody for race, religion, nationality, group or opinion?",
    form="Part C.3",
)
account.words("harm_to_others", "If anyone's persecution was asked about: each incident and the part in it?", form="Part C.3")
account.tick("returned", "Ever gone back to the country of feared harm after leaving?", form="Part C.4")
account.words("returns", "When, why, for how long, how?", form="Part C.4")
account.words(
    "why_late",
    "If more than a year has passed since the last arrival: why was the application not filed before?",
    form="Part C.5",
)
account.tick(
    "arrested_in_us",
    "Was the applicant, a spouse or a child ever arrested, charged or convicted in the United States?",
    form="Part C.6, I-765 Part 2.30",
)
account.words(
    "us_arrests", "Each arrest, charge or conviction in the United States: when, where, what came of it?", form="Part C.6"
)
account.words("relocation", "Could the applicant live safely elsewhere in the country? Why not?")
account.words("why_no_report", "If nothing was reported to the police: why not?")

incident = _list("incidents", "What happened, one entry an incident; the declaration is made of them", "incident")
incident.words("harm", "Which past harm was it part of, if any?", hint="Its id in the list of past harms.")
incident.when("on", "When, as far as it is remembered?")
incident.words("where", "Where?")
incident.words("who", "Who did it, and how is that known?")
incident.words("told", "What happened, in the applicant's own words, first person?")
incident.words("afterwards", "What followed: injuries, treatment, report, what the police did?")
incident.words("translated", "The same account in the applicant's own language, for a side-by-side text?")

# Parts D and E, the court, those who sign.

signing = Sheet("signing", "Who helped to prepare the form")
signing.tick("family_helped", "Did a spouse, parent or child help to fill in the form?", form="Part D")
signing.words("family_helper", "Who?", form="Part D")
signing.words("family_helper_relation", "Relationship?", form="Part D")
signing.words("second_helper", "A second helper?", form="Part D")
signing.words("second_helper_relation", "Relationship?", form="Part D")
signing.tick("other_prepared", "Did anybody else prepare the form?", form="Part D")
signing.tick("counsel_list", "Was a list of those who help at little or no cost handed over?", form="Part D")
signing.words("language", "In which language was the declaration told? Name it in English.", hint="Arabic, Spanish, English, ...")
signing.words("interpreter", "Who interpreted?")
signing.words("interpreter_address", "The interpreter's address?")
signing.words("interpreter_phone", "The interpreter's telephone?")

representative = Sheet("representative", "Who files: an attorney, an accredited representative, or the applicant")
representative.words("name", "Name?", form="Part E")
representative.pick("kind", "As what?", "attorney", "accredited_representative", "applicant", "preparer", form="Part E")
representative.words("organization", "Office or organization?", form="Part E")
representative.words("street", "Street and number?", form="Part E")
representative.words("apartment", "Suite or apartment?", form="Part E")
representative.words("city", "City?", form="Part E")
representative.words("state", "State?", form="Part E")
representative.words("zip", "ZIP code?", form="Part E")
representative.words("phone", "Telephone?", form="Part E")
representative.words("email", "E-mail address?")
representative.words("eoir_id", "EOIR ID number?")
representative.words("bar_number", "State bar number?", form="Part E")
representative.words("online_account", "USCIS online account number?", form="Part E")
representative.tick("g28", "Is a Form G-28 attached?", form="Part E")

court = Sheet("court", "The court and the hearing, for the cover page; the day of the hearing stands among the events")
court.words("city", "City of the immigration court?")
court.words("state", "State?")
court.words("judge", "Name of the immigration judge?")
court.words("time", "Time of the next hearing, such as 8:30 a.m.?")
court.pick("next_hearing", "Which hearing is next?", "master", "individual")
court.pick("filing_by", "How is it filed?", "ecas", "mail", "by_hand")
court.words("dhs_office", "Name of the DHS counsel's office to be served?")
court.words("dhs_address", "Its address?")

SHEETS: tuple[Sheet, ...] = (person, spouse, account, signing, representative, court)
"""The sections under ``papers:`` that occur once, in the order of a case file."""

SHEETS_BY_ID: dict[str, Sheet] = {sheet.id: sheet for sheet in SHEETS}
