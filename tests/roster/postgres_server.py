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

NOBODY = 65534


def programs() -> Path | None:
    """Where PostgreSQL's programs are, if it is installed."""
    found = shutil.which("initdb")
    places = [Path(found).parent] if found else []
    places += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((place for place in places if (place / "initdb").exists()), None)


@contextmanager
def server() -> Iterator[str]:
    """How to reach a new server, which ends with the context."""
    there = programs()
    assert there is not None
    folder = Path(tempfile.mkdtemp(prefix="dibao-postgres-"))
    user = NOBODY if os.geteuid() == 0 else None
    if user is not None:
        os.chown(folder, user, user)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    def run(program: str, *arguments: str) -> None:
        command = [str(there / program), "-D", str(folder / "data"), *arguments]
        subprocess.run(command, check=True, user=user, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    settings = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off -c shared_buffers=16MB"
    try:
        run("initdb", "-U", "dibao", "--auth=trust", "-E", "UTF8", "--locale=C", "-N")
        run("pg_ctl", "-o", settings, "-l", str(folder / "log"), "-w", "start")
        yield f"host=127.0.0.1 port={port} user=dibao dbname=postgres"
    finally:
        subprocess.run([str(there / "pg_ctl"), "-D", str(folder / "data"), "-m", "immediate", "stop"], user=user,
                       cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip
        shutil.rmtree(folder, ignore_errors=True)
