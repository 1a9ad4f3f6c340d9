"""Chains of events: drawn, tried out without being kept, kept as a version, and nobody's change lost."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from article3.facts.rewriting import at, plain
from article3.law.loading import load
from article3.store import edits
from article3.store.cases import facts_of, latest
from article3.store.models import Entry, Part, Role, Version
from browsing import signed_in
from people import assign, by, case_of, person

if TYPE_CHECKING:
    from pathlib import Path

    from django.http import HttpResponse
    from django.test import Client

    from article3.facts.case import Case as Facts
    from article3.store.models import Case, User

pytestmark = pytest.mark.django_db

SMALL = """\
article3: 1
title: An invented case
forum: {circuit: 9}
exhibits:
  - {id: A, title: The account, kind: declaration}
  - {id: B, title: A report, kind: country_conditions}
# what the police do
links:
  - id: found
    event: Police find him.
    chance: 60% to 80%  # from the report
    because: [B]
  - id: beaten
    event: They beat him.
    chance: 90%
feared_harms:
  - id: police
    what: Police beat him.
    chain: [found, beaten]
  - id: gang
"""


@pytest.fixture
def case(attorney: User) -> Case:
    return case_of(attorney, SMALL)


def stated(case: Case) -> Facts:
    case.refresh_from_db()
    return facts_of(latest(case), load())


def form_of(page: str) -> dict[str, list[str]]:
    """What a browser would send of the form, without scripts."""
    form = page[page.index('class="likelihood"') :]
    form = form[: form.index("</form>")]
    sent: dict[str, list[str]] = {}

    def hold(name: str, value: str) -> None:
        sent.setdefault(name, []).append(unescape(value))

    for tag in re.findall(r"<input[^>]*>", form):
        names = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        off = names.get("type") == "checkbox" and not re.search(r"\schecked\b", tag)
        if "name" in names and not off and " disabled" not in tag:
            hold(names["name"], names.get("value", ""))
    for name, words in re.findall(r'<textarea[^>]*name="([^"]*)"[^>]*>([^<]*)</textarea>', form):
        hold(name, words)
    for name, options in re.findall(r'<select[^>]*name="([^"]*)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', options) or re.search(r'<option value="([^"]*)"', options)
        assert chosen
        hold(name, chosen[1])
    return sent


def opened(client: Client, case: Case) -> dict[str, list[str]]:
    return form_of(client.get(reverse("likelihood", args=[case.id])).content.decode())


def send(client: Client, case: Case, sent: dict[str, list[str]], do: str = "", **fields: str) -> HttpResponse:
    """Send the form with some fields typed over, named with two underscores for the hyphen."""
    typed = {name.replace("__", "-"): words for name, words in fields.items()}
    return client.post(reverse("likelihood", args=[case.id]), {**sent, **typed, "do": do})  # type: ignore[return-value]


def words_of(response: HttpResponse) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", response.content.decode())))


def test_the_chain_is_drawn_with_its_intervals_basis_and_law(client: Client, case: Case) -> None:
    response: HttpResponse = client.get(reverse("likelihood", args=[case.id]))  # type: ignore[assignment]
    page, words = response.content.decode(), words_of(response)
    assert "police: 54% to 72%, best 63%. Above 50%." in words
    drawing = page[page.index('aria-labelledby="chain-1-title') :]
    drawing = drawing[: drawing.index("<details>")]
    assert (
        '<desc id="chain-1-words">1. found: 60% to 80%, best 70%; 2. beaten: 90%. The whole course: 54% to 72%, best 63%'
        in drawing
    )
    assert '<rect class="band" x="60%"' in drawing
    assert 'width="20%"' in drawing
    assert "exhibits B; no reasons" in drawing
    assert "no exhibit; no reasons" in drawing
    assert "Police find him." in drawing
    assert "style=" not in page
    tornado = page[page.index('aria-labelledby="tornado-title') :]
    assert tornado.index(">found<") < tornado.index(">beaten<"), "the widest first"
    assert "moves it by 18 points" in tornado
    assert "Matter of J-F-F-, 23 I&N Dec. 912" in words
    assert "Velasquez-Samayoa" in words
    assert "Each feared harm with a chain" in words, "the table says the same"
    assert "No chain of events yet" in words, "of the gang"
    assert Entry.objects.filter(did="case.likelihood_read").count() == 1


def test_where_no_percentage_decides_the_page_says_so(client: Client, case: Case) -> None:
    words = words_of(client.get(reverse("likelihood", args=[case.id]) + "?circuit=ca7&on=2026-01-02"))  # type: ignore[arg-type]
    assert "'more likely than not' is not a literal percentage" in words
    assert "Back to the case's own forum" in words


def test_what_the_forum_leaves_open_stands_beside_the_total(client: Client, attorney: User, examples: dict[str, Path]) -> None:
    case = case_of(attorney, examples["daniel"].read_text(encoding="utf-8"))
    address = reverse("likelihood", args=[case.id])
    told = {
        circuit: words_of(client.get(f"{address}?circuit={circuit}&on=2026-01-02"))  # type: ignore[arg-type]
        for circuit in ("ca9", "ca5", "ca7")
    }
    total = "At least one: 44.28% to 62.12%, best 54.47%. On both sides of 50%."
    assert all(total in words for words in told.values())
    together = {circuit: "Whether sources are taken together is open here." in words for circuit, words in told.items()}
    assert together == {"ca9": False, "ca5": True, "ca7": True}
    assert {circuit: "No percentage alone decides here." in words for circuit, words in told.items()}["ca7"]
    sent = opened(client, case)
    left = words_of(send(client, case, sent, "show", low__arrested="40", high__arrested="45"))
    assert "Left out: prison." in left
    assert "Required by: Matter of J-F-F-" in left


def test_what_is_tried_out_is_not_kept(client: Client, case: Case) -> None:
    sent = opened(client, case)
    address = reverse("likelihood_drawn", args=[case.id])
    before = Entry.objects.count()
    part = client.post(address, {**sent, "low-found": "40", "high-found": "50"}, headers={"HX-Request": "true"})
    assert part.status_code == 200
    page = part.content.decode()
    assert "<html" not in page
    assert 'hx-swap-oob="innerHTML:#told"' in page
    assert "police: 36% to 45%, best 40.5%. Not above 50%." in words_of(part)  # type: ignore[arg-type]
    assert "What if: not saved" in page
    shown = send(client, case, sent, "show", low__found="40", high__found="50")
    assert "police: 36% to 45%, best 40.5%" in words_of(shown)
    assert form_of(shown.content.decode())["low-found"] == ["40"], "what was typed stays"
    assert Version.objects.filter(case=case).count() == 1
    assert Entry.objects.count() == before, "the trail tells of looking at a page once"


def test_a_form_that_is_sent_as_it_came_changes_nothing(client: Client, attorney: User, examples: dict[str, Path]) -> None:
    case = case_of(attorney, examples["daniel"].read_text(encoding="utf-8"))
    response = send(client, case, opened(client, case), "save")
    assert response.status_code == 302
    assert Version.objects.filter(case=case).count() == 1


def test_saving_makes_a_version_and_keeps_the_rest(client: Client, case: Case) -> None:
    response = send(
        client, case, opened(client, case), "save",
        low__found="70", best__found="72.5", high__found="90", note__found="Two reports: agree", because__beaten="A", event__beaten="They beat him badly.",
    )  # fmt: skip
    assert (response.status_code, response.headers["Location"]) == (302, reverse("likelihood", args=[case.id]))
    found = stated(case).links["found"]
    assert [float(end) for end in (found.chance.low, found.chance.best, found.chance.high)] == [0.7, 0.725, 0.9]
    assert (found.note, found.because) == ("Two reports: agree", ("B",))
    assert (stated(case).links["beaten"].because, stated(case).links["beaten"].event) == (("A",), "They beat him badly.")
    text = latest(case).text
    assert "# what the police do" in text
    assert Version.objects.filter(case=case).count() == 2
    assert Version.objects.get(case=case, number=2).why == "links and chains"


def test_a_link_and_an_alternative_are_added_tried_out_and_kept(client: Client, case: Case) -> None:
    sent = opened(client, case)
    bare = send(client, case, sent, "add:0")
    assert "Say in a sentence what would happen" in words_of(bare)
    after = send(client, case, sent, "add:0", **{"add-event-0": "Neighbors inform on him.", "add-where-0": "with:0"})
    sent = form_of(after.content.decode())
    assert sent["chain-0"] == ["found|neighbors_inform_on_him;beaten"]
    assert sent["new"] == ["neighbors_inform_on_him"]
    assert "Nobody has estimated it yet: it counts as anything from 0% to 100%." in words_of(after)
    assert Version.objects.filter(case=case).count() == 1
    again = send(client, case, sent, "add:1", **{"add-what-1": "beaten"})
    sent = form_of(again.content.decode())
    assert sent["chain-1"] == ["beaten"]
    assert sent["event-beaten"] == ["They beat him."], "one event, asked once"
    typed = {"low-neighbors_inform_on_him": "20", "high-neighbors_inform_on_him": "20"}
    assert send(client, case, sent, "save", **typed).status_code == 302
    facts = stated(case)
    assert facts.chains[0].steps == (("found", "neighbors_inform_on_him"), ("beaten",))
    assert facts.chains[1].steps == (("beaten",),)
    assert facts.links["neighbors_inform_on_him"].chance.low == facts.links["neighbors_inform_on_him"].chance.high


def test_what_is_typed_to_be_added_is_kept_by_saving_and_by_a_mistake(client: Client, case: Case) -> None:
    sent = opened(client, case)
    typed = {"add-event-0": "Neighbors inform on him.", "add-name-0": "no good name"}
    for do in ("add:0", "save"):
        answer = send(client, case, sent, do, **typed)
        assert "The short name is taken, or is none" in words_of(answer)
        back = form_of(answer.content.decode())
        assert (back["add-event-0"], back["add-name-0"]) == (["Neighbors inform on him."], ["no good name"])
    assert Version.objects.filter(case=case).count() == 1
    assert send(client, case, sent, "save", **{"add-event-0": "Neighbors inform on him."}).status_code == 302
    assert "Neighbors inform on him." in {link.event for link in stated(case).links.values()}


def test_a_link_is_moved_removed_and_taken_out_of_the_case(client: Client, case: Case) -> None:
    sent = form_of(send(client, case, opened(client, case), "up:0:beaten").content.decode())
    assert sent["chain-0"] == ["beaten;found"]
    sent = form_of(send(client, case, sent, "out:0:found", **{"relocation-0": "found"}).content.decode())
    assert (sent["chain-0"], sent["relocation-0"]) == (["beaten"], [""])
    sent = form_of(send(client, case, sent, "drop:beaten").content.decode())
    assert "dropped" not in sent, "a link that a chain names stays"
    sent = form_of(send(client, case, sent, "drop:found").content.decode())
    assert sent["dropped"] == ["found"]
    kept = form_of(send(client, case, sent, "keep:found").content.decode())
    assert "dropped" not in kept
    assert send(client, case, sent, "save").status_code == 302
    assert list(stated(case).links) == ["beaten"]
    sent = form_of(send(client, case, opened(client, case), "out:0:beaten").content.decode())
    assert send(client, case, sent, "save").status_code == 302
    assert not stated(case).chains
    page = words_of(client.get(reverse("likelihood", args=[case.id])))  # type: ignore[arg-type]
    assert "No feared harm has a chain of events yet." in page


def test_what_is_not_known_is_asked_and_gets_no_estimate(client: Client, case: Case) -> None:
    sent = opened(client, case)
    assert send(client, case, sent, "save", low__found="", high__found="").status_code == 302
    stated(case)
    assert at(plain(latest(case).text), ("links", "found", "chance")) == "0% to 100%"
    response: HttpResponse = client.get(reverse("likelihood", args=[case.id]))  # type: ignore[assignment]
    page, words = response.content.decode(), words_of(response)
    assert "police: 0% to 90%, no best estimate. On both sides of 50%. Links not estimated yet: 1." in words
    assert "How likely is this, once the steps before it have happened?" in words
    drawing = page[page.index('aria-labelledby="chain-1-title') : page.index('aria-labelledby="tornado-title')]
    assert '<rect class="not-known" x="0%"' in drawing
    assert "1. found: 0% to 100%; no best estimate" in drawing
    assert form_of(page)["low-found"] == [""]


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"low-found": "likely"}, "At least: found 'likely'; expected one number"),
        ({"high-found": "120"}, "At most: found '120'; expected one number"),
        ({"best-found": "40 to 50"}, "Best estimate: found"),
        ({"low-found": ""}, "State both ends"),
        ({"low-found": "90"}, "lower end first"),
        ({"best-found": "95"}, "low, then best, then high"),
        ({"event-found": " "}, "Say in a sentence"),
    ],
)
def test_a_bad_number_is_named_where_it_stands(client: Client, case: Case, typed: dict[str, str], says: str) -> None:
    sent = opened(client, case)
    response = send(client, case, sent, "save", **typed)
    assert response.status_code == 422
    page = response.content.decode()
    link = page[page.index('id="link-found"') : page.index('id="link-beaten"')]
    assert says in unescape(link)
    assert "Nothing was saved" in page
    assert Version.objects.filter(case=case).count() == 1
    drawn = client.post(reverse("likelihood_drawn", args=[case.id]), {**sent, **typed})
    assert drawn.status_code == 200
    assert says in unescape(drawn.content.decode())


def test_a_groups_rate_is_changed_as_it_is_written(client: Client, attorney: User, examples: dict[str, Path]) -> None:
    case = case_of(attorney, examples["daniel"].read_text(encoding="utf-8"))
    sent = opened(client, case)
    bad = send(client, case, sent, "save", rate__beaten="often")
    assert bad.status_code == 422
    assert "links[beaten]" not in words_of(bad), "it is said at the link"
    assert send(client, case, sent, "save", rate__beaten="30% to 40%", uplift__beaten="").status_code == 302
    beaten = stated(case).links["beaten"]
    assert beaten.base is not None
    assert (beaten.base.factor, beaten.base.because) == (None, ("B", "C"))
    assert (float(beaten.chance.low), float(beaten.chance.high)) == (0.3, 0.4)


def test_two_people_change_different_links(client: Client, attorney: User, case: Case) -> None:
    sent = opened(client, case)
    other = opened(client, case)
    assert send(client, case, other, "save", low__beaten="80", high__beaten="85").status_code == 302
    assert send(client, case, sent, "save", low__found="61").status_code == 302
    links = stated(case).links
    assert (float(links["found"].chance.low), float(links["beaten"].chance.low)) == (0.61, 0.8)
    assert latest(case).author == attorney


def test_the_same_link_is_held_back_with_both_shown(client: Client, case: Case) -> None:
    colleague = person(Role.PARALEGAL, "A Colleague")
    assign(colleague, case, Part.WORKS)
    sent = opened(client, case)
    theirs = signed_in(colleague)
    assert send(theirs, case, opened(theirs, case), "save", low__found="10", high__found="20").status_code == 302
    response = send(client, case, sent, "save", low__found="70", high__found="75", note__beaten="They always do.")
    assert response.status_code == 409
    page = response.content.decode()
    link = page[page.index('id="link-found"') : page.index('id="link-beaten"')]
    assert "Police find him. 10% to 20% [B]" in link
    assert 'value="70"' in link
    assert "What nobody else had changed is saved." in page
    facts = stated(case)
    assert float(facts.links["found"].chance.high) == 0.2, "theirs stands"
    assert facts.links["beaten"].note == "They always do."
    assert send(client, case, form_of(page), "save").status_code == 302
    assert float(stated(case).links["found"].chance.high) == 0.75, "put in place of theirs"


def test_the_same_chain_is_held_back_with_both_shown(client: Client, case: Case) -> None:
    sent, theirs = opened(client, case), opened(client, case)
    theirs = form_of(send(client, case, theirs, "out:0:found").content.decode())
    theirs = form_of(send(client, case, theirs, "drop:found").content.decode())
    assert send(client, case, theirs, "save").status_code == 302
    mine = form_of(send(client, case, sent, "add:0", **{"add-event-0": "They beat him!", "add-name-0": "again"}).content.decode())
    response = send(client, case, mine, "save", low__found="65")
    assert response.status_code == 409
    assert "taken out of the case" in words_of(response)
    page = response.content.decode()
    assert "<dd>beaten</dd>" in page, "their chain"
    again = form_of(page)
    assert again["chain-0"] == ["found;beaten;again"]
    assert again["new"] == ["found", "again"]
    assert Version.objects.filter(case=case).count() == 2
    assert send(client, case, again, "save").status_code == 302
    facts = stated(case)
    assert facts.chains[0].steps == (("found",), ("beaten",), ("again",))
    assert float(facts.links["found"].chance.low) == 0.65


def test_a_short_name_that_somebody_took_meanwhile_is_changed(client: Client, attorney: User, case: Case) -> None:
    mine = form_of(send(client, case, opened(client, case), "add:1", **{"add-event-1": "A gang finds him."}).content.decode())
    assert mine["new"] == ["a_gang_finds_him"]
    edits.add(by(attorney), case, "links", {"id": "a_gang_finds_him", "event": "In the capital.", "chance": "5%"})
    response = send(client, case, mine, "save")
    assert response.status_code == 409
    again = form_of(response.content.decode())
    assert (again["new"], again["chain-1"]) == (["a_gang_finds_him-2"], ["a_gang_finds_him-2"])
    assert send(client, case, again, "save").status_code == 302
    assert {"a_gang_finds_him", "a_gang_finds_him-2"} <= set(stated(case).links)


def test_who_may_only_read_tries_out_and_saves_nothing(case: Case) -> None:
    reader = person(Role.VOLUNTEER, "A Reader")
    assign(reader, case, Part.READS)
    theirs = signed_in(reader)
    sent = opened(theirs, case)
    response: HttpResponse = theirs.get(reverse("likelihood", args=[case.id]))  # type: ignore[assignment]
    assert 'value="save"' not in response.content.decode()
    tried = send(theirs, case, sent, "show", low__found="10")
    assert "police: 9% to 72%" in words_of(tried)
    assert send(theirs, case, sent, "save", low__found="10").status_code == 404
    assert Version.objects.filter(case=case).count() == 1


def test_a_stranger_is_told_of_nothing(case: Case) -> None:
    strange = signed_in(person(Role.ATTORNEY, "A Stranger"))
    for name in ("likelihood", "likelihood_drawn"):
        address = reverse(name, args=[case.id])
        assert strange.post(address, {"base": "1"}).status_code == 404
        assert strange.get(address).status_code in {404, 405}


@pytest.mark.parametrize("base", ["", "0", "9", "x"])
def test_what_is_no_form_of_ours_is_refused(client: Client, case: Case, base: str) -> None:
    for name in ("likelihood", "likelihood_drawn"):
        assert client.post(reverse(name, args=[case.id]), {"base": base}).status_code == 400


def test_a_page_from_before_the_vocabulary_changed_is_refused(client: Client, attorney: User, case: Case) -> None:
    edits.add(by(attorney), case, "links", {"id": "seen", "event": "He is seen.", "chance": "5%"})
    Version.objects.filter(case=case, number=1).update(text=SMALL.replace("chance:", "odds:"))
    assert client.post(reverse("likelihood", args=[case.id]), {"base": "1"}).status_code == 400


def test_the_room_leads_here(client: Client, case: Case) -> None:
    address = reverse("likelihood", args=[case.id])
    room = client.get(reverse("case", args=[case.id])).content.decode()
    assert room.count(f'href="{address}"') == 2
    finding = client.get(reverse("finding_about", args=[case.id, "more_likely_than_not", 0])).content.decode()
    assert f'class="button quiet" href="{address}"' in finding


def test_while_no_circuit_is_known_the_page_says_so(client: Client, attorney: User) -> None:
    case = case_of(attorney, SMALL.replace("forum: {circuit: 9}\n", ""))
    response = client.get(reverse("likelihood", args=[case.id]))
    assert response.status_code == 200
    assert reverse("forum", args=[case.id]) in response.content.decode()


def test_what_is_held_back_is_checked_too(client: Client, case: Case) -> None:
    sent = opened(client, case)
    assert send(client, case, opened(client, case), "save", low__found="10").status_code == 302
    response = send(client, case, sent, "save", low__found="70", low__beaten="95")
    assert response.status_code == 409
    page = response.content.decode()
    assert "What nobody else had changed is saved." not in page
    assert "lower end first" in page[page.index('id="link-beaten"') :]
    assert form_of(page)["low-beaten"] == ["95"], "what was typed stays"
    assert Version.objects.filter(case=case).count() == 2


def test_an_event_is_named_once_in_a_chain(client: Client, case: Case) -> None:
    response = send(client, case, opened(client, case), "save", **{"chain-0": "found;found"})
    assert response.status_code == 422
    page = words_of(response)
    assert "each link once in a chain" in page
    assert Version.objects.filter(case=case).count() == 1


def test_a_rate_with_an_estimate_of_its_own_is_left_as_it_is(client: Client, attorney: User) -> None:
    rate = "base_rate: {of: people like him, rate: {low: 30%, best: 35%, high: 50%}, factor: x1.2, because: [A]}"
    case = case_of(attorney, SMALL.replace("chance: 90%", rate))
    sent = opened(client, case)
    assert sent["rate-beaten"] == ["low 30%, best 35%, high 50%"]
    assert sent["uplift-beaten"] == ["x1.2"]
    assert send(client, case, sent, "save").status_code == 302
    assert Version.objects.filter(case=case).count() == 1
    assert send(client, case, sent, "save", uplift__beaten="x1.3").status_code == 302
    assert at(plain(stated_text(case)), ("links", "beaten", "base_rate", "rate", "best")) == "35%"
    assert at(plain(stated_text(case)), ("links", "beaten", "base_rate", "factor")) == "x1.3"


def stated_text(case: Case) -> str:
    case.refresh_from_db()
    return latest(case).text


def test_chains_too_entangled_for_exact_numbers_have_bounds(client: Client, attorney: User) -> None:
    links = [f"link-{number}" for number in range(18)]
    listed = "".join(f"  - {{id: {name}, event: It happens., chance: 90%}}\n" for name in links)
    alone = "".join(f"  - {{id: alone-{name}, chain: [{name}]}}\n" for name in links)
    harms = f"  - {{id: long, chain: [{', '.join(links)}]}}\n{alone}"
    case = case_of(attorney, f"article3: 1\nforum: {{circuit: 9}}\nlinks:\n{listed}feared_harms:\n{harms}")
    words = words_of(client.get(reverse("likelihood", args=[case.id])))  # type: ignore[arg-type]
    assert "Too entangled to be worked out exactly; bounds are below." in words
    assert "could not be computed exactly" in words
    assert "Which link moves the total most" not in words
