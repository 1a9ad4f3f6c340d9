"""The private check: what is asked and when, what is stated, what is told, and the file that a person keeps."""

from __future__ import annotations

import base64
import datetime as dt
import json
import math
from typing import TYPE_CHECKING

import pytest

from article3.check import carried, order
from article3.check.ending import FORMS, ending, rows
from article3.check.order import most_left, next_question
from article3.check.pages import question
from article3.check.phrases import MANY, six_words, words
from article3.check.places import countries, states
from article3.check.questions import Group, questions
from article3.check.questions import Kind as Way
from article3.check.reasons import all_reasons
from article3.check.speaking import LANGUAGES, speaker
from article3.check.state import HARD, LONGEST, BadAnswerError, BadStateError, State, applies, read
from article3.check.stated import case_of, case_text, circuit_of, open_text
from article3.check.texts import texts
from article3.facts import after, bars, harm, proceeding
from article3.facts.events import KINDS
from article3.facts.fact import Kind
from article3.facts.vocabulary import COLLECTIONS, FACTS, full_id
from article3.guide.checking import wrong
from article3.languages.catalog import catalog
from article3.law.forums import circuits
from article3.law.loading import load
from article3.logic.truth import Truth
from article3.logic.variables import Choice
from article3.rules.rulebase import RULES
from article3.store.errors import StoreError
from page_reader import Page
from plain_words import grade

if TYPE_CHECKING:
    from article3.law.loading import Law

TODAY = dt.date(2026, 11, 23)
LONG = 60
"""Letters from which on a text is long enough for its grade to mean something."""
PHRASE = "four unrelated plain words"
ENTRIES = {"feared": "harm", "past": "harm", "conviction": "conviction"}


@pytest.fixture(scope="module")
def law() -> Law:
    return load()


def state(**answers: str) -> State:
    found = State()
    for asked, answer in answers.items():
        found = found.with_answer(asked, answer)
    return found


# The questions.


def test_every_path_is_a_fact_or_a_list_and_every_value_one_of_its_options() -> None:
    facts = {full_id(one): one for one in FACTS}
    lists = set(COLLECTIONS)
    for asked in questions().values():
        for path, value in [(asked.sets, "")] if asked.sets else [pair for one in asked.answers for pair in one.sets.items()]:
            if path in lists:
                assert value in {"entry", "none"}
                continue
            section, _, name = path.partition(".")
            if section == "events":
                assert name in KINDS
                assert value in {"", "unknown"} or questions()[value.strip("{}")].kind is Way.DAY
                continue
            if section == "outcomes":
                assert value in KINDS[name].outcomes
                continue
            fact = facts[f"{ENTRIES.get(section, section)}.{name}"]
            assert FACTS[fact].kind is Kind.FACT, f"{asked.id} asks what only a lawyer or a judge can weigh"
            if value:
                assert value in (fact.options if isinstance(fact, Choice) else ("yes", "no")), asked.id


def test_what_hurts_comes_last_and_is_about_no_details() -> None:
    assert [one.group for one in questions().values()] == sorted(
        (one.group for one in questions().values()), key=list(Group).index
    )
    assert {one.kind for one in questions().values()} == set(Way), "there is no room for free text"


def test_the_questions_are_in_plain_words() -> None:
    for text, where in texts():
        assert len(text) < LONG or grade(text) < 12, (where, text)
    assert sum(grade(one.ask) for one in questions().values()) / len(questions()) < 7


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "en"])
def test_every_text_is_translated_with_its_marks(language: str) -> None:
    english = [text for text, _ in texts()]
    found = catalog(language, "check")
    assert found.lacks(english) == ()
    assert [(text, found.say(text)) for text in english if wrong(text, found.say(text))] == []


def test_countries_and_states_are_there_in_every_language() -> None:
    assert countries("ar")["IQ"] == "العراق"
    assert countries("es")["SV"] == "El Salvador"
    assert countries("en")["SY"] == "Syria"
    assert "US" not in countries("en")
    assert set(countries("en")) == set(countries("es")) == set(countries("ar"))
    assert states()["CA"] == ("California", "ca9")
    assert len(states()) >= 50


# The order.


def test_emergencies_and_places_come_first_then_the_story_then_an_announcement() -> None:
    asked: list[str] = []
    so_far = State()
    while question := next_question(so_far, TODAY):
        assert len(asked) <= len(questions()) + 1
        asked.append(question)
        so_far = so_far.with_answer(question, "go" if question == HARD else "unknown")
    assert asked[:4] == ["leaving", "detained", "hearing", "ordered"]
    assert asked.index("who") < asked.index(HARD)
    groups = [questions()[one].group for one in asked if one != HARD]
    assert groups == sorted(groups, key=list(Group).index)
    assert asked[asked.index(HARD) + 1] in {one.id for one in questions().values() if one.group is Group.HARD}


@pytest.mark.parametrize(
    "answers", [{}, {"who": "official"}, {"who": "group"}, {"who": "family", "knew": "no", "ground": "race"}]
)
def test_where_the_court_is_not_known_all_is_asked_that_matters_anywhere(law: Law, answers: dict[str, str]) -> None:
    def matter(circuit: str) -> set[str]:
        found = order._order(open_text(state(**answers)), circuit, TODAY)
        return {one.id for one in questions().values() if applies(one.id, state(**answers)) and one.paths & set(found)}

    everywhere = set().union(*map(matter, circuits(law)))
    assert everywhere == matter(order.ANYWHERE)


def test_the_hard_ones_can_be_left_out_as_a_whole() -> None:
    so_far = State()
    while (question := next_question(so_far, TODAY)) != HARD:
        so_far = so_far.with_answer(question, "unsaid")
    assert most_left(so_far, TODAY) > 0
    assert next_question(so_far.with_answer(HARD, "skip"), TODAY) == ""
    assert most_left(so_far.with_answer(HARD, "skip"), TODAY) == 0


def test_what_cannot_matter_any_more_is_not_asked() -> None:
    official = state(who="official", state="CA")
    assert not applies("knew", official), "whether officials know is asked where others do it"
    assert applies("knew", state(who="group"))
    assert not applies("box_top", state(filed="unknown"))
    assert applies("box_top", state(filed="2026-10-01"))


# What is carried from page to page.


def test_the_state_comes_back_as_it_went() -> None:
    went = state(detained="yes", why="punish,hate", state="TX", country="IQ", arrived="2025-03-02", who="unsaid", hard="go")
    assert read(went.written()) == went
    assert read("") == State()
    assert went.back().answers.get(HARD) is None


@pytest.mark.parametrize(
    "text",
    [
        "not base64 !",
        "é",
        base64.urlsafe_b64encode(b"[[1,2]]").decode(),
        base64.urlsafe_b64encode(b'[["nothing","yes"]]').decode(),
        base64.urlsafe_b64encode(b'[["detained","maybe"]]').decode(),
        base64.urlsafe_b64encode(b'[["detained","yes"],["detained","no"]]').decode(),
        base64.urlsafe_b64encode(b'[["hearing","2026-13-01"]]').decode(),
        base64.urlsafe_b64encode(b'[["country","Atlantis"]]').decode(),
        "A" * (LONGEST + 1),
    ],
)
def test_what_is_damaged_is_refused_and_not_repeated(text: str) -> None:
    with pytest.raises(BadStateError) as error:
        read(text)
    assert "nothing" not in str(error.value)
    assert "Atlantis" not in str(error.value)


@pytest.mark.parametrize(
    ("question", "answer", "says"),
    [
        ("detained", "yes,no", "choose_one"),
        ("why", "punish,punish", "choose_some"),
        ("arrived", "March 2024", "day_form"),
        ("arrived", "1800-01-01", "day_form"),
        ("state", "XX", "choose_one"),
    ],
)
def test_an_answer_that_cannot_be_is_refused(question: str, answer: str, says: str) -> None:
    with pytest.raises(BadAnswerError, match=says):
        State().with_answer(question, answer)


# What is stated.


def test_answers_state_facts_and_what_is_not_known_states_none(law: Law) -> None:
    given = state(state="TX", country="IQ", third_country="no", who="for_state", why="talk,scare", took_part="no", guilty="no")
    case = case_of(given.with_answer("detained", "unsaid"), law)
    assert case.value(proceeding.country_of_removal, None) == "Iraq"
    assert case.value(after.third_country_named, None) is False
    assert case.value(harm.perpetrator, 0) == "acting_for_the_state"
    assert (case.value(harm.for_information, 0), case.value(harm.for_intimidation, 0)) == (True, True)
    assert case.value(harm.for_punishment, 0) is None, "what was not chosen is unknown, not no"
    assert case.value(bars.persecutor, None) is False
    assert "convictions: []" in case_text(given)
    assert "detention" not in case_text(given.with_answer("detained", "unsaid"))
    assert "circuit: 5" in case_text(given)


def test_an_answer_whose_question_no_longer_applies_states_nothing() -> None:
    given = state(who="group", knew="yes")
    assert "officials_know: yes" in case_text(given)
    assert "officials_know" not in case_text(given.with_answer("who", "official"))


# What is told.


def test_emergencies_are_told_first(law: Law) -> None:
    given = state(
        detained="yes", hearing="2026-12-01", ordered="recent", decided="2026-11-10", third_country="yes", filed="2026-10-01",
        box_top="yes", box_ground="no", state="CA",
    )  # fmt: skip
    found = ending(given, law, TODAY, speaker("en"))
    assert [line.split(".")[0] for line in found.urgent] == [
        "Your hearing is on December 1, 2026",
        "A judge has decided",
        "You are detained",
        "If an officer names another country and you fear torture there, say it at once, aloud and in writing, and call a lawyer",
        "A box for the Convention Against Torture is empty on your form",
    ]
    assert any("Appeal to the Board: by December 10, 2026" in line for line in found.dates), found.dates
    later = ending(state(hearing="2027-06-01"), law, TODAY, speaker("en"))
    assert later.urgent == ()
    assert "has passed" in ending(state(hearing="2026-11-01"), law, TODAY, speaker("en")).urgent[0]


def test_who_is_about_to_be_sent_away_is_told_before_all_else(law: Law) -> None:
    found = ending(state(leaving="yes", detained="yes"), law, TODAY, speaker("en"))
    assert found.urgent[0].startswith("Officers may send you away soon.")


def test_an_order_made_in_absence_has_its_own_time(law: Law) -> None:
    ordered = {"ordered": "recent", "decided": "2026-11-10", "state": "CA", "case": "court"}
    absent = ending(state(**ordered, present="no"), law, TODAY, speaker("en"))
    assert not any("Appeal to the Board" in line for line in absent.dates)
    assert any("Ask to reopen the order made in your absence" in line for line in absent.dates)
    assert any("while you were not there" in line for line in absent.urgent)
    there = ending(state(**ordered, present="yes"), law, TODAY, speaker("en"))
    assert any("Appeal to the Board: by December 10, 2026" in line for line in there.dates)
    done = ending(state(**ordered, present="yes", appealed="yes"), law, TODAY, speaker("en"))
    assert not any("Appeal to the Board" in line for line in done.dates)


def test_a_hearing_is_a_date_with_what_is_due_before_it(law: Law) -> None:
    given = state(hearing="2027-03-01", hearing_kind="long", case="court", state="CA")
    assert case_of(given, law).events[0].kind == "individual_hearing"
    dates = ending(given, law, TODAY, speaker("en")).dates
    assert any(line.startswith("Main hearing (individual): on March 1, 2027") for line in dates)
    assert "File evidence for the main hearing: by February 1, 2027; safest by January 29, 2027." in dates


def test_what_is_known_of_the_end_alone_has_an_unknown_day(law: Law) -> None:
    event = case_of(state(ordered="recent", present="no"), law).events[0]
    assert (event.kind, event.day, event.outcome) == ("judge_decided", None, "in_absentia")


def test_asylum_is_not_told_to_fit_where_only_withholding_is_heard(law: Law) -> None:
    found = ending(state(case="only", state="CA"), law, TODAY, speaker("en"))
    stands = [truth for _, truth, _ in found.forms]
    assert stands == [Truth.NOT_ESTABLISHED, Truth.UNDETERMINED, Truth.UNDETERMINED, Truth.UNDETERMINED]


def test_an_emergency_is_told_with_the_next_question_and_not_only_at_the_end(law: Law) -> None:
    said = "I want an asylum officer and a lawyer"
    first = state(leaving="yes")
    assert said in question("en", first, TODAY, law=law)
    assert said not in question("en", first.with_answer("detained", "no"), TODAY, law=law), "once"


def test_what_a_browser_remembers_of_a_page_does_not_say_what_was_asked(law: Law) -> None:
    so_far = state()
    while asked := next_question(so_far, TODAY):
        title = Page(question("en", so_far, TODAY, law=law)).title
        assert asked == HARD or title.startswith("Question "), title
        so_far = so_far.with_answer(asked, "go" if asked == HARD else "unknown")


def test_the_days_of_asylum_are_told(law: Law) -> None:
    found = ending(state(arrived="2026-03-02", state="CA"), law, TODAY, speaker("en"))
    assert any(line.startswith("Apply for asylum (one year): by March 2, 2027") for line in found.dates)


def test_unknown_facts_discourage_nobody_and_nobody_is_told_to_qualify(law: Law) -> None:
    found = ending(State(), law, TODAY, speaker("en"))
    assert {truth for _, truth, _ in found.forms} == {Truth.UNDETERMINED}
    assert {says for *_, says in found.forms} == {"It may fit. More has to be shown."}
    assert found.circuit == ""
    assert "qualif" not in json.dumps([text for text, _ in texts()]).casefold()


def test_a_harm_that_does_not_count_says_nothing_of_others_that_are_feared(law: Law) -> None:
    found = ending(state(there="no", whom="another", who="official", state="CA"), law, TODAY, speaker("en"))
    stands = {name: truth for name, truth, _ in found.forms}
    assert stands["Deferral of removal under the Convention Against Torture"] is Truth.UNDETERMINED
    assert found.missing
    assert "other" not in case_text(state(there="no"))


@pytest.mark.parametrize("answer", [{"held": "no"}, {"took_part": "unsure"}, {"ground": "none"}, {"moved": "stayed"}])
def test_what_a_person_cannot_judge_stays_unknown(law: Law, answer: dict[str, str]) -> None:
    """To be cornered is to be in somebody's power; force may excuse; a ground may be one that nobody thinks of."""
    asked, said = next(iter(answer.items()))
    case = case_of(state(**answer), law)
    assert case.answers == {}
    assert questions()[asked].answer(said).sets == {}
    found = ending(state(state="CA", **answer), law, TODAY, speaker("en"))
    assert {truth for _, truth, _ in found.forms} == {Truth.UNDETERMINED}


@pytest.mark.parametrize("code", ["KS", "DC", "MS"])
def test_a_state_whose_people_another_circuit_hears_does_not_settle_the_law(law: Law, code: str) -> None:
    """Kansas lies in the Tenth Circuit; the court of Kansas City, Missouri, in the Eighth."""
    given = state(state=code)
    assert circuit_of(given) == ""
    assert "circuit" not in case_text(given)
    assert ending(given, law, TODAY, speaker("en")).circuit == ""


def test_nothing_of_the_answers_stays_in_the_program_between_two_pages() -> None:
    """A cache that is kept by what was answered would keep the answers."""
    next_question(state(country="LS", who="family"), TODAY)
    kept = [name for name, one in vars(order).items() if hasattr(one, "cache_info") and one.__module__ == order.__name__]
    assert kept == []


def test_what_was_answered_can_stand_in_the_way_and_deferral_stays(law: Law) -> None:
    found = ending(state(took_part="yes", state="CA"), law, TODAY, speaker("en"))
    stands = {name: truth for name, truth, _ in found.forms}
    assert stands["Withholding of removal under the Convention Against Torture"] is Truth.NOT_ESTABLISHED
    assert stands["Deferral of removal under the Convention Against Torture"] is Truth.UNDETERMINED


def test_each_reason_tells_a_rule_of_a_form() -> None:
    for one in all_reasons():
        assert one.rule in RULES
        assert set(one.forms) <= set(FORMS)
        assert one.shown or one.against
        assert not (one.bars and one.shown)


def test_the_reasons_are_what_the_decision_finds(law: Law) -> None:
    given = state(who="official", whom="me", there="no", why="punish", held="official", case="only", took_part="yes", state="CA")
    found = ending(given, law, TODAY, speaker("en"))
    why = dict(zip(FORMS, found.why, strict=True))
    assert why["withholding_cat"][0] == (
        "It is you who would be hurt.",
        "They would do it for a purpose that counts, such as to punish or to scare.",
        "You would be in their power.",
        "Officials have a part in it.",
    )
    assert [line.split(".")[0] for line in why["withholding_cat"][1]] == [
        "As you answered, this one danger may not count as torture in that country",
        "Something that you answered can close this way",
    ]
    assert why["asylum"][1][0].startswith("In your kind of case asylum cannot be asked for")
    assert ending(State(), law, TODAY, speaker("en")).why == (((), ()),) * len(FORMS)


def test_a_reason_is_told_only_where_every_court_finds_it(law: Law) -> None:
    """Whether an official's act counts without more is answered differently from circuit to circuit."""
    given, shown = state(who="official", whom="me"), "Officials have a part in it."
    of = {code: ending(given.with_answer("state", code), law, TODAY, speaker("en")).why[2][0] for code in ("CA", "TX", "KS")}
    assert shown in of["CA"]
    assert shown not in of["TX"]
    assert shown not in of["KS"]
    assert shown not in ending(given, law, TODAY, speaker("en")).why[2][0]


def test_answers_are_shown_in_two_languages() -> None:
    given = state(detained="yes", arrived="2025-03-02", state="TX", country="IQ", why="punish,hate", who="unsaid", hard="go")
    english, arabic = rows(given, speaker("en")), rows(given, speaker("ar"))
    assert len(english) == len(arabic) == 6
    assert english[0] == ("Are you locked up now, in a jail or an immigration detention center?", "Yes")
    assert ("Which country are you afraid to be sent to?", "Iraq") in english
    assert arabic[3][1] == "العراق"
    assert arabic[1][1] == "2 آذار (مارس) 2025"
    assert english[5][1] == "I would rather not say"


# The file.


def test_six_words_are_plain_and_hard_to_guess() -> None:
    assert MANY * math.log2(len(words())) > 54
    assert len(set(words())) == len(words())
    assert all(word.isascii() and word.islower() and word.isalpha() and 3 <= len(word) <= 8 for word in words())
    made = six_words()
    assert set(made.split()) <= set(words())
    assert made != six_words()


def test_the_file_does_not_say_what_it_is_about() -> None:
    clear = b"".join(carried.made(state(country="IQ"), PHRASE).split(b"\n", 2)[:2]) + carried.NAME.encode()
    for word in (b"check", b"article3", b"torture", b"asylum", b"answers", b"private"):
        assert word not in clear.lower()


def test_the_file_opens_with_its_passphrase_and_holds_no_plain_word() -> None:
    given = state(country="IQ", who="official")
    data = carried.made(given, PHRASE)
    assert carried.is_carried(data)
    assert b"Iraq" not in data
    assert b"official" not in data
    found = carried.open_carried(data, PHRASE)
    assert carried.answers_of(found) == given
    assert found.case == case_text(given)
    assert carried.made(given, PHRASE) != data, "each file has a key of its own"


def test_a_file_that_cannot_be_opened_says_what_to_do() -> None:
    data = carried.made(State(), PHRASE)
    for broken, says in (
        ((data, "four unrelated other words"), "not its passphrase"),
        ((data[:-3], PHRASE), "changed or cut short"),
        ((data[: data.index(b"\n") + 1], PHRASE), "changed or cut short"),
        ((b"article3: 1\n", PHRASE), "no file of the private check"),
        ((data + b"x" * carried.LARGEST, PHRASE), "no file of the private check"),
    ):
        with pytest.raises(carried.CarriedError, match=says):
            carried.open_carried(*broken)
    with pytest.raises(StoreError):
        carried.made(State(), "short")


def test_a_file_of_other_questions_can_still_be_handed_over() -> None:
    old = carried.Carried(base64.urlsafe_b64encode(b'[["gone","yes"]]').decode(), "article3: 1\n")
    with pytest.raises(carried.CarriedError, match="another version"):
        carried.answers_of(old)
