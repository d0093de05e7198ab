"""Spark for tests: one process that runs one command line after another in the same Spark, which takes long to start.

As a program it reads command lines, as JSON, one a line, and answers each with its exit code and what it wrote. `spark`
runs it. It is a process of its own because the tests' own may use no network, not even within the machine.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from importlib.util import find_spec
from pathlib import Path
from typing import Any

HOW_TO_HAVE_IT = (
    "Spark needs Java 17 (Debian, Ubuntu: apt-get install openjdk-17-jre-headless) and pip install 'dibao[spark]'"
)
MASTER = ("--engine", "spark", "--master", "local[2]")
LIGHT = {"spark.driver.memory": "512m", "spark.sql.shuffle.partitions": "4", "spark.driver.host": "127.0.0.1"}

Spark = Callable[..., "tuple[int, str]"]
"""Runs a command line (`"batch", "roster.csv", "-o", "out"`): its exit code, and what it wrote on standard error."""


def is_there() -> bool:
    """Whether Spark can be started."""
    return bool(find_spec("pyspark") and find_spec("pyarrow") and find_spec("pandas") and shutil.which("java"))


@contextmanager
def spark() -> Iterator[Spark]:
    """A Spark of its own, which ends with the context."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("DIBAO_", "LC_", "LANG"))}
    child = subprocess.Popen(
        [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=clean
    )
    assert child.stdin and child.stdout
    asked, told = child.stdin, child.stdout

    def run(*arguments: str) -> tuple[int, str]:
        asked.write(json.dumps(arguments) + "\n")
        asked.flush()
        code, err = json.loads(told.readline())
        return code, err

    try:
        yield run
    finally:
        asked.close()
        child.wait(60)


def main() -> None:
    from dibao_cli.__main__ import run
    from dibao_cli.roster import spark_run, spark_session

    answers = os.fdopen(os.dup(1), "w")
    with tempfile.TemporaryDirectory() as name, spark_session.session("local[2]", LIGHT, Path(name)) as session:

        @contextmanager
        def the_same(_master: str | None, conf: dict[str, str], _folder: Path) -> Iterator[Any]:
            own = session.newSession()
            for key, value in {**spark_session.SETTINGS, **conf}.items():
                if key.startswith("spark.sql."):
                    own.conf.set(key, value)
            yield own

        vars(spark_run)["session"] = the_same
        for line in sys.stdin:
            out, err = io.StringIO(), io.StringIO()
            with redirect_stdout(out), redirect_stderr(err):
                try:
                    code = run(json.loads(line))
                except SystemExit as end:
                    code = int(end.code or 0)
            answers.write(json.dumps([code, err.getvalue()]) + "\n")
            answers.flush()


if __name__ == "__main__":
    main()
