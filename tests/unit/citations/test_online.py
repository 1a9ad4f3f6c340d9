"""Looking citations up on CourtListener, with a stand-in on this machine that answers as its documentation says."""

from __future__ import annotations

import datetime as dt
import logging
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from article3.citations import answers_kept
from article3.citations.checked import CheckedCitation, Counts, Kind, Report, Severity
from article3.citations.model import Citation, Form
from article3.citations.on_file import is_same_name, with_answers
from article3.citations.online import (
    AT_ONCE,
    LONGEST_WAIT,
    Answer,
    InsecureAddressError,
    LookUp,
    OnFile,
    Status,
    asked_about,
    look_up,
    sendable,
    service,
    to_send,
)
from stand_in import StandIn, cluster, running

if TYPE_CHECKING:
    from collections.abc import Iterator

NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
TODAY = NOW.date()
SECRET = "token-that-nobody-may-see"  # noqa: S105 - the stand-in takes any
AL_SAHER = cluster("Al-Saher v. Immigration & Naturalization Service", "2001-10-15", "268 F.3d 1143")


@pytest.fixture
def stand_in() -> Iterator[StandIn]:
    with running() as one:
        yield one


class Waiting:
    """Keeps what was waited for, without waiting."""

    def __init__(self) -> None:
        self.seconds: list[float] = []

    def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)


def asked(stand_in: StandIn, *citations: str, known: dict[str, Answer] | None = None, waiting: Waiting | None = None) -> LookUp:
    ask = service(SECRET, stand_in.url)
    return look_up(citations, known or {}, ask, now=lambda: NOW, sleep=waiting or Waiting())


def case(
    name: str = "Al-Saher v. INS", year: int | None = 2001, parallel: tuple[str, ...] = (), cite: str = "268 F.3d 1143"
) -> Citation:
    volume, reporter, page = cite.split(" ", 1)[0], cite.split(" ", 1)[1].rsplit(" ", 1)[0], cite.rsplit(" ", 1)[1]
    written = f"{name}, {cite} ({year})"
    return Citation(
        Form.CASE, 0, 0, len(written), written, name, volume, reporter, page, ("1147",), "ca9", year, parallel=parallel
    )


def remarked(citation: Citation, answers: dict[str, Answer], authority: str = "") -> list[tuple[Kind, Severity, str]]:
    report = Report("a.txt", "0" * 64, "2026-11-22", "ca9", "Ninth Circuit", "1", "2026-10-01", Counts())
    whole = with_answers(report_with(report, CheckedCitation(citation, authority)), LookUp(answers))
    return [(remark.kind, remark.severity, remark.says) for remark in whole.citations[0].remarks]


def report_with(report: Report, *checked: CheckedCitation) -> Report:
    return msgspec.structs.replace(report, citations=checked)


def found(*decisions: OnFile) -> Answer:
    return Answer(Status.FOUND if len(decisions) == 1 else Status.SEVERAL, TODAY, decisions)


def test_only_volume_reporter_and_page_are_sent_each_once_and_with_the_token_in_the_header(stand_in: StandIn) -> None:
    citations = [
        case("Doe, a client's own name v. INS", parallel=("101 L. Ed. 2d 5", "2019 WL 123456")),
        case("Matter of J-F-F-", cite="23 I&N Dec. 912"),
        case(),
        Citation(Form.SHORT, 0, 0, 5, "x", volume="268", reporter="F.3d", page="1150"),
        Citation(Form.RECORD, 0, 0, 5, "Ex. C", name="Ex. C"),
        Citation(Form.REGISTER, 0, 0, 5, "x", volume="64", reporter="Fed. Reg.", page="8478"),
    ]
    sent = to_send(citations)
    assert sent == ("268 F.3d 1143", "101 L. Ed. 2d 5", "23 I. & N. Dec. 912")
    asked(stand_in, *sent)
    assert stand_in.texts == ["268 F.3d 1143; 101 L. Ed. 2d 5; 23 I. & N. Dec. 912"]
    assert stand_in.tokens == [f"Token {SECRET}"]


@settings(max_examples=100)
@given(st.text(max_size=12), st.text(max_size=12) | st.sampled_from(["F.3d", "I&N Dec.", "F. App'x", "WL"]), st.text(max_size=12))
def test_no_text_can_slip_into_what_is_sent(volume: str, reporter: str, page: str) -> None:
    ready = sendable(volume, reporter, page)
    assert not ready or (volume.isascii() and volume.isdigit() and page.isascii() and page.isdigit())


@pytest.mark.parametrize("written", ["F.3d", "F. 3d", "I&N Dec.", "I. & N. Dec.", "U.S.", "F.4th", "F. App'x", "F. Supp. 2d"])
def test_the_usual_reporters_can_be_sent(written: str) -> None:
    assert sendable("12", written, "345").endswith(" 345")


@pytest.mark.parametrize("written", ["WL", "U.S. App. LEXIS", "Fed. Reg.", "C.F.R.", "Doe v. Roe", ""])
def test_others_are_not(written: str) -> None:
    assert not sendable("2019", written, "345")


def test_each_code_has_its_meaning(stand_in: StandIn) -> None:
    stand_in.on_file = {
        "268 F.3d 1143": [AL_SAHER],
        "5 F.3d 6": [cluster("A v. B", "1993-01-01"), cluster("C v. D", "1993-01-01")],
    }
    got = asked(stand_in, "268 F.3d 1143", "5 F.3d 6", "7 F.3d 8", "9 Unk. Rep. 10", "no citation")
    assert {one: answer.status for one, answer in got.answers.items()} == {
        "268 F.3d 1143": Status.FOUND,
        "5 F.3d 6": Status.SEVERAL,
        "7 F.3d 8": Status.NOT_ON_FILE,
        "9 Unk. Rep. 10": Status.NOT_READ,
        "no citation": Status.NOT_READ,
    }
    assert got.answers["268 F.3d 1143"] == Answer(
        Status.FOUND,
        TODAY,
        (
            OnFile(
                "Al-Saher v. Immigration & Naturalization Service",
                "2001-10-15",
                "https://www.courtlistener.com/opinion/1/al-saher/",
                ("268 F.3d 1143",),
            ),
        ),
    )
    assert (got.unasked, got.failure) == ((), "")


def test_more_than_a_request_may_hold_go_in_several(stand_in: StandIn) -> None:
    citations = [f"{number} F.3d 1" for number in range(1, 2 * AT_ONCE + 11)]
    got = asked(stand_in, *citations)
    assert [text.count("; ") + 1 for text in stand_in.texts] == [AT_ONCE, AT_ONCE, 10]
    assert len(got.answers) == len(citations)
    assert not got.failure


def test_what_the_service_puts_off_is_asked_again(stand_in: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stand_in.LIMIT", 2)
    got = asked(stand_in, "1 F.3d 1", "2 F.3d 1", "3 F.3d 1")
    assert stand_in.texts == ["1 F.3d 1; 2 F.3d 1; 3 F.3d 1", "3 F.3d 1"]
    assert len(got.answers) == 3
    monkeypatch.setattr("stand_in.LIMIT", 0)
    got = asked(stand_in, "1 F.3d 1")
    assert got.unasked == ("1 F.3d 1",)
    assert "put off" in got.failure


@pytest.mark.parametrize(
    ("headers", "body", "waited"),
    [
        ({}, {"wait_until": (NOW + dt.timedelta(seconds=30)).isoformat()}, 30),
        ({}, {"wait_until": (NOW + dt.timedelta(seconds=30)).replace(tzinfo=None).isoformat()}, 30),
        ({}, {"wait_until": (NOW - dt.timedelta(seconds=30)).isoformat()}, 0),
        ({"Retry-After": "12"}, {"detail": "throttled"}, 12),
        ({"Retry-After": "soon"}, {"detail": "throttled"}, 2),
        ({}, b"throttled", 2),
    ],
)
def test_it_waits_as_long_as_the_service_asks(stand_in: StandIn, headers: dict[str, str], body: Any, waited: float) -> None:
    stand_in.failing = [(429, headers, body)]
    waiting = Waiting()
    got = asked(stand_in, "1 F.3d 1", waiting=waiting)
    assert waiting.seconds == [waited]
    assert got.answers["1 F.3d 1"].status is Status.NOT_ON_FILE


@pytest.mark.parametrize(
    ("failing", "says"),
    [
        ([(429, {"Retry-After": "600"}, {})], "asks to wait until"),
        ([(429, {}, {})] * 3, "tried 3 times"),
        ([(503, {}, b"busy")] * 3, "out of order (HTTP 503)"),
        ([(401, {}, {"detail": "Invalid token."})], "refused the token in COURTLISTENER_API_TOKEN"),
        ([(400, {}, {"detail": "no"})], "refused the request (HTTP 400)"),
        ([(200, {}, b"<html>")], "not documented"),
        ([(200, {}, {"a": 1})], "not documented"),
        ([(200, {}, [{"start_index": 0, "status": 999}])], "not documented"),
        ([(200, {}, [7])], "not documented"),
    ],
)
def test_it_gives_up_with_words(stand_in: StandIn, failing: list[tuple[int, dict[str, str], Any]], says: str) -> None:
    stand_in.failing = failing
    waiting = Waiting()
    got = asked(stand_in, "1 F.3d 1", waiting=waiting)
    assert says in got.failure
    assert SECRET not in got.failure
    assert got.unasked == ("1 F.3d 1",)
    assert got.answers == {}
    assert all(seconds <= LONGEST_WAIT.total_seconds() for seconds in waiting.seconds)
    assert stand_in.texts == []


def test_a_short_trouble_is_overcome(stand_in: StandIn) -> None:
    stand_in.failing = [(500, {}, b""), (502, {}, b"")]
    waiting = Waiting()
    assert asked(stand_in, "1 F.3d 1", waiting=waiting).failure == ""
    assert waiting.seconds == [2, 4]


def test_without_a_network_nothing_is_raised() -> None:
    with running() as gone:
        ask = service(SECRET, gone.url)
    got = look_up(["1 F.3d 1"], {}, ask, now=lambda: NOW, sleep=Waiting())
    assert got.failure == "CourtListener could not be reached (ConnectError); it was tried 3 times"
    assert got.unasked == ("1 F.3d 1",)


def test_the_token_is_not_logged(stand_in: StandIn, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        asked(stand_in, "1 F.3d 1")
    assert SECRET not in caplog.text


def test_what_is_known_is_not_asked_again_and_earlier_answers_outlive_a_failure(stand_in: StandIn) -> None:
    old = Answer(Status.NOT_ON_FILE, dt.date(2026, 1, 1))
    stand_in.failing = [(401, {}, {})]
    got = asked(stand_in, "1 F.3d 1", "2 F.3d 2", known={"1 F.3d 1": old})
    assert got.answers == {"1 F.3d 1": old}
    assert got.unasked == ("2 F.3d 2",)


ONE, OTHER = "268 F.3d 1143", "1 F.3d 1"


def test_answers_are_kept_with_their_day(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("kept")))
    first, other = found(OnFile("Al-Saher v. INS", "2001-10-15")), Answer(Status.NOT_ON_FILE, TODAY)
    assert answers_kept.kept([ONE]) == {}
    answers_kept.keep({ONE: first})
    answers_kept.keep({OTHER: other, "../../1 x": other})
    assert answers_kept.kept([OTHER, ONE, "2 F.3d 2"]) == {ONE: first, OTHER: other}
    files = sorted(answers_kept.place().iterdir())
    assert [file.name for file in files] == ["..%2F..%2F1 x.json", f"{OTHER}.json", f"{ONE}.json"]
    assert {file.stat().st_mode & 0o777 for file in files} == {0o600}
    for broken in (b"{", b'{"\xff": 1}', b"[" * 100_000):
        files[1].write_bytes(broken)
        assert answers_kept.kept([OTHER, ONE]) == {ONE: first}


def test_runs_at_the_same_time_keep_the_answers_of_all(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("kept")))
    answers = {f"{volume} F.3d {page}": Answer(Status.NOT_ON_FILE, TODAY) for volume in range(1, 9) for page in range(1, 9)}
    parts = [{one: answer for one, answer in answers.items() if one.startswith(f"{volume} ")} for volume in range(1, 9)]
    with ThreadPoolExecutor(8) as runs:
        list(runs.map(answers_kept.keep, parts))
    assert answers_kept.kept(answers) == answers


def test_answers_of_earlier_versions_are_taken_over_once(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("kept")))
    newer, older = found(OnFile("Al-Saher v. INS", "2001-10-15")), Answer(Status.NOT_ON_FILE, TODAY)
    answers_kept.keep({ONE: newer})
    old = answers_kept.place().with_name("courtlistener.json")
    old.write_bytes(msgspec.json.encode({ONE: older, OTHER: older}))
    assert answers_kept.kept([ONE, OTHER]) == {ONE: newer, OTHER: older}
    assert not old.exists()


def test_a_cache_that_cannot_be_written_is_no_error(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path_factory.mktemp("kept") / "file"
    file.write_text("", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(file))
    answers_kept.keep({"1 F.3d 1": Answer(Status.NOT_ON_FILE, TODAY)})
    assert answers_kept.kept(["1 F.3d 1"]) == {}


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("https://example.org/api", True),
        ("http://localhost:8000/api", True),
        ("http://127.0.0.1:1/api", True),
        ("http://[::1]:1/api", True),
        ("http://example.org/api", False),
        ("http://localhost.example.org/api", False),
        ("http://localhost@example.org/api", False),
        ("HTTP://10.0.0.1/api", False),
        ("ftp://localhost/api", False),
        ("http://[bad/api", False),
        ("example.org", False),
        ("https://", False),
    ],
)
def test_the_token_goes_nowhere_unencrypted(address: str, safe: bool) -> None:  # noqa: FBT001 - a column of the table
    if safe:
        assert service(SECRET, address) is not None
        return
    with pytest.raises(InsecureAddressError, match="give an address that begins with https://") as caught:
        service(SECRET, address)
    assert SECRET not in str(caught.value)
    assert "localhost@" not in str(caught.value)


def test_it_tells_what_was_sent_also_where_no_answer_came(stand_in: StandIn) -> None:
    stand_in.failing = [(503, {}, b"")] * 3
    told = asked(stand_in, ONE, OTHER, known={OTHER: Answer(Status.NOT_ON_FILE, TODAY)})
    assert (told.sent, told.unasked) == ((ONE,), (ONE,))
    many = tuple(f"{volume} F.3d 5" for volume in range(1, AT_ONCE + 2))
    stand_in.failing = [(401, {}, {"detail": "Invalid token."})]
    told = asked(stand_in, *many)
    assert told.sent == many[:AT_ONCE]
    assert told.unasked == many


ON_FILE = OnFile("Al-Saher v. Immigration & Naturalization Service", "2001-10-15")
ABSENT = Answer(Status.NOT_ON_FILE, TODAY)


@pytest.mark.parametrize(
    ("citation", "answers", "kind", "severity", "says"),
    [
        (
            case(),
            {"268 F.3d 1143": found(ON_FILE)},
            Kind.ON_FILE,
            Severity.OK,
            "Service, filed on 2001-10-15 (asked on 2026-11-22).",
        ),
        (
            case("Al-Safer v. INS"),
            {"268 F.3d 1143": found(ON_FILE)},
            Kind.NAME_ON_FILE_DIFFERS,
            Severity.WARNING,
            "The text says Al-Safer v. INS; CourtListener has at 268 F.3d 1143: Al-Saher v. Immigration",
        ),
        (
            case("Kamalthas v. INS"),
            {"268 F.3d 1143": found(ON_FILE)},
            Kind.NAME_ON_FILE_DIFFERS,
            Severity.ERROR,
            "The text says Kamalthas v. INS; CourtListener has at 268 F.3d 1143: Al-Saher v. Immigration",
        ),
        (
            case("Saher Khalil v. INS"),
            {"268 F.3d 1143": found(ON_FILE)},
            Kind.NAME_ON_FILE_DIFFERS,
            Severity.WARNING,
            "The text says Saher Khalil v. INS;",
        ),
        (
            case(year=2003),
            {"268 F.3d 1143": found(ON_FILE)},
            Kind.YEAR_ON_FILE_DIFFERS,
            Severity.WARNING,
            "as filed on 2001-10-15",
        ),
        (case(), {"268 F.3d 1143": ABSENT}, Kind.NOT_ON_FILE, Severity.WARNING, "CourtListener has no decision at 268 F.3d 1143"),
        (
            case(),
            {"268 F.3d 1143": Answer(Status.NOT_READ, TODAY)},
            Kind.NOT_READ_ONLINE,
            Severity.NOTE,
            "did not read 268 F.3d 1143",
        ),
        (
            case(),
            {"268 F.3d 1143": found(ON_FILE, OnFile("Other v. INS"))},
            Kind.SEVERAL_ON_FILE,
            Severity.NOTE,
            "2 decisions at 268 F.3d 1143: Al-Saher v. Immigration",
        ),
        (
            case(name=""),
            {"268 F.3d 1143": found(ON_FILE)},
            Kind.ON_FILE,
            Severity.OK,
            "The text gives no name to compare.",
        ),
    ],
)
def test_the_outcome_states_what_was_written_beside_what_is_on_file(
    citation: Citation, answers: dict[str, Answer], kind: Kind, severity: Severity, says: str
) -> None:
    ((its_kind, its_severity, words),) = remarked(citation, answers)
    assert (its_kind, its_severity) == (kind, severity)
    assert says in words
    assert not {"fake", "fabricated", "hallucinat", "invented", "false"} & set(words.lower().split())


def test_it_says_so_when_only_a_parallel_citation_was_confirmed() -> None:
    both = case(parallel=("101 L. Ed. 2d 5",))
    told = remarked(both, {"268 F.3d 1143": ABSENT, "101 L. Ed. 2d 5": found(ON_FILE)})
    assert [kind for kind, _, _ in told] == [Kind.PARALLEL_ON_FILE, Kind.ON_FILE]
    assert told[0][2].startswith(
        "Only the parallel citation 101 L. Ed. 2d 5 was confirmed: CourtListener has no decision at 268 F.3d 1143"
    )
    told = remarked(both, {"268 F.3d 1143": found(ON_FILE), "101 L. Ed. 2d 5": ABSENT})
    assert [kind for kind, _, _ in told] == [Kind.ON_FILE]


def test_a_decision_that_this_database_knows_is_only_noted() -> None:
    assert remarked(case(), {"268 F.3d 1143": ABSENT}, "al-saher-v-ins")[0][:2] == (Kind.NOT_ON_FILE, Severity.NOTE)
    other = found(OnFile("Estate of Khalil v. Gonzales"))
    assert remarked(case(), {"268 F.3d 1143": other}, "al-saher-v-ins")[0][:2] == (Kind.NAME_ON_FILE_DIFFERS, Severity.NOTE)


def test_what_was_not_asked_is_said_once_and_changes_nothing_else() -> None:
    report = report_with(
        Report("a.txt", "0" * 64, "2026-11-22", "ca9", "Ninth Circuit", "1", "2026-10-01", Counts()), CheckedCitation(case())
    )
    whole = with_answers(report, LookUp({}, ("268 F.3d 1143",), "CourtListener could not be reached"))
    assert whole.citations == report.citations
    assert whole.warnings[0].startswith(
        "The look-up on CourtListener did not happen for 1 of 1 citations: CourtListener could not"
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Al-Saher v. INS", "Al Saher v. I.N.S."),
        ("Al\u2011Saher", "Al-Saher v. Immigration and Naturalization Service"),
        ("Matter of J-F-F-", "J- F- F-"),
        ("In re J\u2013F\u2013F\u2013", "MATTER OF J-F-F-"),
        ("Zheng v. Ashcroft", "Zheng v. Gonzales"),
        ("Peña v. Holder", "Pena v. Holder"),
        ("De La Rosa v. U.S. Att'y Gen.", "De la Rosa v. United States Attorney General"),
    ],
)
def test_names_that_are_the_same(one: str, other: str) -> None:
    assert is_same_name(one, other)
    assert is_same_name(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Al-Safer v. INS", "Al-Saher v. INS"),
        ("Matter of J-F-F-", "Matter of J-E-"),
        ("Zheng v. Ashcroft", "Zhang v. Ashcroft"),
        ("", "Zheng v. Ashcroft"),
    ],
)
def test_names_that_are_not(one: str, other: str) -> None:
    assert not is_same_name(one, other)


def test_parallel_citations_are_asked_after_the_first() -> None:
    assert asked_about(case(parallel=("101 L. Ed. 2d 5", "nonsense"))) == ("268 F.3d 1143", "101 L. Ed. 2d 5")
