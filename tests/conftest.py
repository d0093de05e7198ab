"""Running `dibao` in tests: in this process for speed, or as a real process where the process is what is tested."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from dibao_cli.__main__ import run
from dibao_cli.files.folders import load_standards
from dibao_cli.rules.standards import Standards
from dibao_cli.words import use_language

if TYPE_CHECKING:
    from postgres_server import Server

settings.register_profile("dibao", deadline=None)  # a busy machine is not a fault of the rules
settings.load_profile("dibao")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--engines", action="store_true", help="fail where PostgreSQL or Java is missing")


STARTED = ("spark", "postgres")
"""Fixtures that take long to start, the longest first."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests of an engine come first, side by side: one worker gets them all, and starts each engine once."""
    names = {item: getattr(item, "fixturenames", ()) for item in items}
    items.sort(key=lambda item: [name not in names[item] for name in STARTED])


def needs_engine(config: pytest.Config, there: bool, how_to_have_it: str) -> None:
    """Skip a test without its engine; with `--engines`, which `.ci/run` gives, fail it."""
    if not there:
        (pytest.fail if config.getoption("--engines") else pytest.skip)(how_to_have_it)


def forbid_network(event: str, arguments: tuple[object, ...]) -> None:
    """Nothing of the program uses the network; a test that would is stopped where it tries."""
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto"):
        raise PermissionError(f"no test may use the network: {event} {arguments}")


sys.addaudithook(forbid_network)


@dataclass(frozen=True)
class Result:
    """What a command did: its exit code and what it wrote."""

    code: int
    out: str
    err: str


Cli = Callable[..., Result]


@pytest.fixture
def dibao(monkeypatch: pytest.MonkeyPatch) -> Cli:
    """Run one command line in this process: `dibao("calc", "--area", "urban")`."""
    return cli(monkeypatch)


def cli(monkeypatch: pytest.MonkeyPatch) -> Cli:
    """The same, for a fixture that lives longer than a test."""
    for name in ("DIBAO_LANG", "LC_ALL", "LC_MESSAGES", "LANG", "DIBAO_DEBUG", "NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)

    def call(*arguments: str, stdin: str | bytes = "", env: Mapping[str, str] | None = None) -> Result:
        data = stdin.encode() if isinstance(stdin, str) else stdin
        out, err = io.StringIO(), io.StringIO()
        with monkeypatch.context() as patched:
            for name, value in (env or {}).items():
                patched.setenv(name, value)
            patched.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
            patched.setattr(sys, "stdout", out)
            patched.setattr(sys, "stderr", err)
            try:
                code = run(list(arguments))
            except SystemExit as stop:
                code = int(stop.code or 0)
            finally:
                use_language("en")
        return Result(code, out.getvalue(), err.getvalue())

    return call


def process(*arguments: str, stdin: bytes = b"", env: Mapping[str, str] | None = None) -> Result:
    """Run one command line as a process of its own."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("DIBAO_", "LC_", "LANG"))}
    done = subprocess.run(
        [sys.executable, "-m", "dibao_cli", *arguments],
        input=stdin,
        capture_output=True,
        env={**clean, **(env or {})},
        check=False,
    )
    return Result(done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture(scope="session")
def dalian() -> Standards:
    """The shipped standards, with the national price index."""
    return load_standards("dalian", national=True)


@pytest.fixture(scope="session")
def postgres(request: pytest.FixtureRequest) -> Iterator[Server]:
    """A PostgreSQL server of this run's own."""
    from postgres_server import HOW_TO_HAVE_IT, programs, server

    needs_engine(request.config, programs() is not None, HOW_TO_HAVE_IT)
    with server() as made:
        yield made
