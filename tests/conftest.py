"""What all tests share: the law data, kept out of the user's cache, and the examples."""

from __future__ import annotations

import datetime as dt
import functools
import os
import pickle
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import typer.main
from hypothesis import HealthCheck, settings

from article3.law.loading import Law, load
from thorough import examples as so_many

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parent.parent

# How long an example takes says how busy the machine is, not whether the program is right.
settings.register_profile("untimed", deadline=None, max_examples=so_many(100), suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The law data is read anew, and nothing is written outside the test's own directory."""
    patch = pytest.MonkeyPatch()
    patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
    yield
    patch.undo()


@pytest.fixture(scope="session", autouse=True)
def _each_text_is_parsed_once() -> Iterator[None]:
    """Many tests read the law data with one file changed; the hundreds of others need not be parsed anew each time."""
    patch = pytest.MonkeyPatch()
    patch.setattr(tomllib, "loads", _remembering(tomllib.loads))
    yield
    patch.undo()


def _remembering(loads: Callable[[str], dict[str, Any]]) -> Callable[[str], dict[str, Any]]:
    @functools.cache
    def pickled(text: str) -> bytes:
        return pickle.dumps(loads(text))

    return lambda text: pickle.loads(pickled(text))  # noqa: S301 - our own, fresh for each


@pytest.fixture(scope="session", autouse=True)
def _commands_are_built_once() -> Iterator[None]:
    """Typer builds every command anew for each run of one; here hundreds are run in one process."""
    patch = pytest.MonkeyPatch()
    patch.setattr("typer.testing._get_command", functools.cache(typer.main.get_command))
    yield
    patch.undo()


@pytest.fixture(scope="session", autouse=True)
def _processes_are_not_measured() -> None:
    """A command in a process of its own reaches no lines that others do not, and starts three times as fast unmeasured."""
    for name in [name for name in os.environ if name.startswith("COVERAGE")]:
        del os.environ[name]


@pytest.fixture(scope="session")
def law() -> Law:
    return load()


@pytest.fixture(scope="session")
def examples() -> dict[str, Path]:
    return {path.stem: path for path in sorted((ROOT / "examples").glob("*.yaml"))}


@pytest.fixture(scope="session")
def today() -> dt.date:
    return dt.date(2026, 10, 2)


@pytest.fixture(scope="session")
def dates_of_change(law: Law) -> list[dt.date]:
    """Every day on which some authority, treatment, version or caution starts or ends, and the day before each."""
    days = {law.begins, law.maintained_through}
    for authority in law.authorities.values():
        days |= {authority.decided.first, authority.decided.last}
        days |= {treatment.on for treatment in authority.treats if treatment.on}
        for paragraph in authority.paragraphs:
            for version in paragraph.versions:
                days |= {version.from_, *([version.until] if version.until else [])}
    days |= {day - dt.timedelta(days=1) for day in days}
    return sorted(day for day in days if law.begins <= day <= law.maintained_through)
