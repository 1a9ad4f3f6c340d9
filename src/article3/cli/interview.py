"""interview: one question at a time in the terminal, saved after every step."""

from __future__ import annotations

import contextlib
import sys
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

from article3.cli import ANSWERED, BAD_INPUT, INTERRUPTED
from article3.cli.ask import priors_of
from article3.cli.cases import Request, read_case
from article3.cli.errors import UsageError, refuse, report
from article3.cli.output import STANDARD, write
from article3.cli.terminal import complain, say
from article3.explanations.text import WIDTH
from article3.facts.case_file import parse_case
from article3.facts.editing import Edited, in_forum
from article3.facts.problems import CaseFileError
from article3.findings.venue import forum_used
from article3.interview.priors import PriorsError
from article3.interview.session import NONE, BadAnswerError, Session
from article3.interview.setting import GoalError, Setting
from article3.interview.talk import (
    COMMANDS,
    FORUM_HELP,
    FORUM_NEEDED,
    FORUM_QUESTION,
    FORUM_WHY,
    HARD,
    LAST,
    NO_FORUM,
    NOTHING,
    closing,
    corrections,
    example,
    help_lines,
    how_to_answer,
    new_case,
    none_lines,
    opening,
    why_lines,
)
from article3.law.forums import circuit_of
from article3.law.loading import load
from article3.law.venue import PlaceError, forum_of
from article3.logic.forum import Forum
from article3.logic.variables import Collection
from article3.telling.outlines import phrasebook
from article3.telling.typed import commands

if TYPE_CHECKING:
    from collections.abc import Callable

    from article3.findings.model import ForumUsed
    from article3.interview.ranking import Ranked
    from article3.law.loading import Law

    Read = Callable[[str], str]

_DEFAULT = Path("case.yaml")


class _Leave(Exception):  # noqa: N818 - no error: the person is done for now
    pass


def interview_file(
    file: str | None, goal: str | None, priors: Path | None, request: Request, read: Read | None = None, *, shares: bool = False
) -> int:
    """Hold an interview, and keep the case file up to date with every step.

    Args:
        file: the case file; a new one is begun if there is none of that name.
        goal: what one works towards; the four forms if absent.
        priors: weights of unknown facts, instead of ours.
        request: the forum and where to save.
        read: asks for a line; standard input if absent.
        shares: whether ``why`` tells the shares of the ways to fill in the rest too.

    Returns:
        The exit code.
    """
    law = load()
    talk = _Talk(read or _line, request.language, shares=shares)
    try:
        request.check(law)
        weights = priors_of(priors)
        source, place = _places(file, request.output)
        edited = _begun(source, law)
        keeper = _Keeper(place, edited.text if source is not None and source.resolve() == place.resolve() else None)
        edited, forum = _in_forum(edited, request, law, talk, is_new=source is None)
        session = Session(edited, Setting(law, forum, request.assumed(law)), weights, goal)
        keeper.save(session, talk)
        used = forum_used(edited.case, forum, law, request.forum_found(law))
        talk.say(*opening(used, law))
        return _hold(session, keeper, talk, used)
    except (CaseFileError, PriorsError) as error:
        return report(error.problems, request.style)
    except (UsageError, GoalError) as error:
        return refuse(str(error), request.style)
    except (_Leave, EOFError):
        say("\n")
        talk.say(NOTHING)
        return ANSWERED
    except KeyboardInterrupt:
        say("\n")
        talk.say(NOTHING)
        return INTERRUPTED


class _Talk:
    """Says and asks; commands that mean the same everywhere are seen to here."""

    def __init__(self, read: Read, language: str, *, shares: bool) -> None:
        self._read = read
        self._book, self._commands = phrasebook(language), commands(language)
        self.shares = shares

    def say(self, *paragraphs: str) -> None:
        for words in paragraphs:
            told = self._book.say(words)
            say("\n".join(textwrap.wrap(told, WIDTH, break_on_hyphens=False, break_long_words=False)) + "\n")

    def ask(self) -> str:
        typed = self._read("> ").strip()
        words = self._commands.get(typed.lower(), typed)
        if words.lower() in {"quit", "q", "exit"}:
            raise _Leave
        return words


class _Keeper:
    """Keeps the case file up to date.

    Args:
        place: where.
        written: what stands there already, if it is known to be what the interview began with.

    Attributes:
        place: where.
        written: what stands there now, as far as this interview knows.
    """

    def __init__(self, place: Path, written: str | None) -> None:
        self.place = place
        self._kept = True
        self.written = written

    def save(self, session: Session, talk: _Talk) -> None:
        """Write the file whole.

        Raises:
            UsageError: if it cannot be written.
        """
        edited = session.edited
        if edited.text == self.written:
            return
        if self._kept and not edited.kept:
            self._kept = False
            self.place = _free(self.place)
            talk.say(
                "The way your file is written cannot be kept: its comments would be lost. It stays as it is, and the answers "
                f"go to {self.place} from now on."
            )
        write(self.place, edited.text)
        self.written = edited.text


def _hold(session: Session, keeper: _Keeper, talk: _Talk, used: ForumUsed) -> int:
    """Ask until nothing is left that can matter."""
    code = ANSWERED
    hard_before = False
    try:
        if not session.left() and not session.put_aside():
            talk.say(*corrections(session, keeper.place))
        while session.left() or _once_more(session, talk):
            if not session.left():
                continue
            one = session.left()[0]
            hard_before = _announce(session, one, talk, hard_before=hard_before)
            _step(session, one, talk)
            keeper.save(session, talk)
    except (_Leave, EOFError):
        say("\n")
    except KeyboardInterrupt:
        code = INTERRUPTED
        say("\n")
    except UsageError as error:
        complain(f"article3: {error}")
        code = BAD_INPUT
    _end(session, keeper, talk, used)
    return code


def _once_more(session: Session, talk: _Talk) -> bool:
    """Offer the way back once nothing is left to ask; whether it was taken."""
    if not session.can_go_back:
        return False
    talk.say(LAST)
    while True:
        words = talk.ask().lower()
        if words in _BACK:
            return session.back()
        if not words:
            return False
        talk.say(LAST)


def _announce(session: Session, one: Ranked, talk: _Talk, *, hard_before: bool) -> bool:
    """Put a question; what is hard is announced where it begins."""
    left = len(session.left())
    say("\n")
    if one.burden.hard and not hard_before:
        talk.say(f"{HARD} {one.burden.why}")
    asked = one.point.asked
    if session.undone:
        talk.say(f"Taken back: {session.undone}")
    again = " (You said before that it is not known.)" if one.known_unknown else ""
    talk.say(f"[{left} left] {asked.place}", f"{asked.question}{again}", *how_to_answer(one))
    return one.burden.hard


def _step(session: Session, one: Ranked, talk: _Talk) -> None:
    """Take one answer, or a command that leads to another question."""
    while True:
        words = talk.ask()
        told = _TOLD.get(words.lower())
        try:
            if words.lower() in _WHY:
                talk.say(*why_lines(session.told(one), shares=talk.shares))
            elif told is not None:
                talk.say(*told(session.told(one)))
            elif not words:
                talk.say("Please answer, or write d if it is not known, or skip.")
            elif words.lower() in _BACK:
                if session.back():
                    return
                talk.say("This is the first question.")
            elif _taken(session, one, words, talk):
                return
        except BadAnswerError as error:
            talk.say(str(error))


_TOLD = {
    **dict.fromkeys(("?", "help", "h"), lambda told: [*help_lines(told), COMMANDS]),
}
_WHY = {"why", "w"}
_BACK = {"back", "b"}
_UNKNOWN = {"d", "don't know", "dont know", "unknown"}
_SKIP = {"skip", "s"}
_AT_FORUM = {
    **dict.fromkeys(("?", "help", "h"), FORUM_HELP),
    **dict.fromkeys(_WHY, FORUM_WHY),
    **dict.fromkeys(_BACK, "This is the first question."),
    **dict.fromkeys(_UNKNOWN | _SKIP, FORUM_NEEDED),
}
"""What the commands say where the forum is asked for."""


def _taken(session: Session, one: Ranked, words: str, talk: _Talk) -> bool:
    """Take an answer; ``False`` if it was none yet."""
    if words.lower() in _UNKNOWN | _SKIP:
        session.unknown(one, not_said=words.lower() in _SKIP)
        talk.say(f"Recorded: {session.said}")
        return True
    if isinstance(one.point.about, Collection):
        return _list(session, one, one.point.about, words, talk)
    session.answer(one, words)
    talk.say(f"Recorded: {session.said}")
    return True


def _list(session: Session, one: Ranked, collection: Collection, words: str, talk: _Talk) -> bool:
    """Take the answer to a question for a list; ``False`` if it was no answer yet."""
    if words.lower() in {"y", "yes"}:
        talk.say(f"Please give the first one a short name{example(collection)}.")
        return False
    if words.lower() == NONE:
        return _none(session, one, talk)
    session.answer(one, words)
    talk.say(f"Recorded: {session.said}")
    while session.edited.case.members(collection):
        talk.say("Is there another? Give it a short name, or press Enter if there is none.")
        try:
            more = talk.ask()
        except EOFError:
            break
        if not more or more.lower() in {"n", "no", "none"}:
            break
        try:
            session.add(collection, more)
            talk.say(f"Recorded: {session.said}")
        except BadAnswerError as error:
            talk.say(str(error))
    return True


def _none(session: Session, one: Ranked, talk: _Talk) -> bool:
    """Take it that a list has nothing in it, once that is confirmed; ``False`` if it was not."""
    talk.say(*none_lines(session.told(one)))
    again = talk.ask().lower()
    if again == NONE:
        session.answer(one, NONE)
        talk.say(f"Recorded: {session.said}")
        return True
    if again in _UNKNOWN | _SKIP:
        session.unknown(one, not_said=again in _SKIP)
        talk.say(f"Recorded: {session.said}")
        return True
    talk.say("Nothing was recorded; the question stands.")
    return False


def _end(session: Session, keeper: _Keeper, talk: _Talk, used: ForumUsed) -> None:
    with contextlib.suppress(UsageError):
        keeper.save(session, talk)  # an interruption can come between an answer and its being saved
    say("\n")
    talk.say(*closing(session, used))
    if session.edited.text == keeper.written:
        talk.say(f"Everything answered so far is in {keeper.place}.")
    else:
        talk.say(f"Not everything could be saved: {keeper.place} is as it was after the last step that could be.")


def _places(file: str | None, output: Path | None) -> tuple[Path | None, Path]:
    """The case to go on with, if there is one, and where answers are saved.

    Raises:
        UsageError: if a file would be written over, or answers and case would both come from standard input.
    """
    if file == STANDARD or (output is not None and str(output) == STANDARD):
        raise UsageError("an interview needs a file to save to, and standard input for the answers; name a file instead of '-'")
    source = None if file is None else Path(file)
    if source is not None and source.exists():
        if output is not None and output.exists() and output.resolve() != source.resolve():
            raise UsageError(f"{output} exists already; nothing was written. Choose another name")
        return source, output or source
    if source is not None and output is not None:
        raise UsageError(f"{source}: there is no such file; check the name, or leave --output out to begin it anew")
    place = source or output or _DEFAULT
    if place.exists():
        raise UsageError(f"{place} exists already; to go on with it: article3 interview {place}. Or choose another name with -o")
    return None, place


def _begun(source: Path | None, law: Law) -> Edited:
    """The case file to begin with.

    Raises:
        CaseFileError: if it cannot be used.
    """
    if source is None:
        text = new_case()
        return Edited(text, parse_case(text, "", law), kept=True)
    case = read_case(str(source), law)
    return Edited(source.read_bytes().decode("utf-8-sig"), case, kept=True)


def _in_forum(edited: Edited, request: Request, law: Law, talk: _Talk, *, is_new: bool) -> tuple[Edited, Forum]:
    """The forum that the options or the file name; otherwise it is asked for, and written into the file."""
    stated = request.forum_circuit(law)
    circuit, court = stated or edited.case.circuit, request.court or ""
    if circuit is None:
        circuit, court = _asked_forum(law, talk)
    if edited.case.circuit is None and (is_new or stated is None):
        if court:
            edited = in_forum(edited, "court", court, circuit, law)
        else:
            edited = in_forum(edited, "circuit", circuit.removeprefix("ca"), circuit, law)
    return edited, Forum(circuit, request.as_of or edited.case.as_of or request.today)


def _asked_forum(law: Law, talk: _Talk) -> tuple[str, str]:
    """The circuit, and the court or place as it was named, if it was."""
    talk.say(COMMANDS, FORUM_QUESTION)
    while True:
        words = talk.ask()
        if words.lower() in _AT_FORUM:
            talk.say(_AT_FORUM[words.lower()])
            continue
        circuit = circuit_of(words, law)
        if circuit is not None:
            return circuit, ""
        try:
            return forum_of(words, law).circuit, words
        except PlaceError as error:
            talk.say(NO_FORUM, f"{error.remedy[0].upper()}{error.remedy[1:]}.")


def _free(place: Path) -> Path:
    """A name beside a file that no file has."""
    number = 1
    while True:
        found = place.with_name(f"{place.stem}.interview{'' if number == 1 else number}{place.suffix or '.yaml'}")
        if not found.exists():
            return found
        number += 1


def _line(prompt: str) -> str:
    say(prompt)
    sys.stdout.flush()
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line
