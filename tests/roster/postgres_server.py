"""A PostgreSQL server for tests: in a temporary folder, on a free port, as an ordinary user."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

NOBODY = 65534
ASKED_FOR_A_PASSWORD = "locked"
"""The one role that the server asks for its password."""
HOW_TO_HAVE_IT = "PostgreSQL is not installed (Debian, Ubuntu: apt-get install postgresql)"


def programs() -> Path | None:
    """Where PostgreSQL's programs are, if it is installed."""
    found = shutil.which("initdb")
    places = [Path(found).parent] if found else []
    places += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((place for place in places if (place / "initdb").exists()), None)


class Server(NamedTuple):
    """A server: where its programs and its files are, and how it is started."""

    programs: Path
    folder: Path
    port: int
    settings: tuple[str, ...]

    @property
    def connect(self) -> str:
        """How to reach it."""
        return f"host=127.0.0.1 port={self.port} user=dibao dbname=postgres"

    @property
    def pid(self) -> int:
        return int((self.folder / "data" / "postmaster.pid").read_text().split()[0])

    def make(self) -> None:
        self._run("initdb", "-U", "dibao", "--auth=trust", "-E", "UTF8", "--locale=C", "-N")
        rules = self.folder / "data" / "pg_hba.conf"
        rules.write_text(f"host all {ASKED_FOR_A_PASSWORD} all scram-sha-256\n{rules.read_text()}")

    def start(self, check: bool = True) -> None:
        own = ("listen_addresses=127.0.0.1", f"port={self.port}", f"unix_socket_directories={self.folder}")
        told = " ".join(f"-c {setting}" for setting in (*own, *self.settings))
        self._run("pg_ctl", "-o", told, "-l", str(self.folder / "log"), "-w", "start", check=check)

    def stop(self) -> None:
        """As if the power went: nothing is written any more."""
        self._run("pg_ctl", "-m", "immediate", "stop", check=False)

    def _run(self, program: str, *arguments: str, check: bool = True) -> None:
        command = [str(self.programs / program), "-D", str(self.folder / "data"), *arguments]
        subprocess.run(
            command,
            check=check,
            user=_ordinary_user(),
            cwd=self.folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )


def _ordinary_user() -> int | None:
    return NOBODY if os.geteuid() == 0 else None


@contextmanager
def server(*settings: str) -> Iterator[Server]:
    """A new server, which ends with the context."""
    there = programs()
    assert there is not None, HOW_TO_HAVE_IT
    folder = Path(tempfile.mkdtemp(prefix="dibao-postgres-"))
    user = _ordinary_user()
    if user is not None:
        os.chown(folder, user, user)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    made = Server(there, folder, port, settings or ("fsync=off", "shared_buffers=16MB"))
    try:
        made.make()
        made.start()
        yield made
    finally:
        made.stop()
        shutil.rmtree(folder, ignore_errors=True)
