"""Spark, started for one run: quiet, and what goes wrong in it told as everything else is, never as a trace of Java."""

from __future__ import annotations

import logging
import os
import re
import signal
import socketserver
import sys
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from .. import __version__
from ..rules.problems import InputError, Problem
from .spark_task import refused_in

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

LONGEST_REASON = 300

SETTINGS = {
    "spark.app.name": f"dibao {__version__}",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.caseSensitive": "true",  # headings are what they are
    "spark.sql.sources.partitionColumnTypeInference.enabled": "false",  # and so is what the names of folders say
    "spark.sql.optimizer.canChangeCachedPlanOutputPartitioning": "true",  # partitions by their size, not 200
    "spark.sql.execution.arrow.maxRecordsPerBatch": "50000",
    "spark.hadoop.mapreduce.fileoutputcommitter.marksuccessfuljobs": "false",  # a folder is there as a whole or not
}
"""What a run sets unless `--conf` says otherwise."""


NO_ANSWER = (
    r"An error occurred while calling \S+|Error while (sending|receiving).*|.* Java side is empty|.*not connected\."
)
"""All that is said where Java ended before it answered."""
PYTHON_IS_GONE = (("Python worker exited unexpectedly",), ("pyspark.daemon's stdout",), ("Broken pipe", ".api.python."))
"""What Spark says where a Python process of an executor ended before its rows did."""


OF_EVERY_START = r"\bWARN(ING)?\b|^Using Spark's default|^Setting default log level|^To adjust logging"
"""What Spark writes of itself where nothing is wrong."""


def is_javas_end(error: Exception) -> bool:
    """Whether Java ended before it answered."""
    return isinstance(error, (ConnectionError, EOFError)) or bool(re.fullmatch(NO_ANSWER, str(error)))


def _ended(what: str) -> Problem:
    return Problem("spark_ended", "--engine", what)


_UNSEEN = logging.NullHandler()


def _keep_quiet(_server: socketserver.BaseServer, _request: object, _client: object) -> None:
    """An error of one request to Spark's own servers, which nobody can do anything about."""


@contextmanager
def session(master: str | None, conf: Mapping[str, str], folder: Path) -> Iterator[SparkSession]:
    """A session, which ends with the context; what Spark writes of itself goes into `folder`. Raises `InputError`."""
    warnings.filterwarnings("ignore", category=FutureWarning, module="pyspark")
    from pyspark import SparkConf, SparkContext
    from pyspark.java_gateway import launch_gateway
    from pyspark.sql import SparkSession

    # Where Java dies, Spark's server of counters and py4j would write tracebacks; that it died is told as one line.
    logging.root.addHandler(_UNSEEN)
    socketserver.BaseServer.handle_error = _keep_quiet  # type: ignore[assignment, method-assign]
    settings = {**SETTINGS, "spark.local.dir": str(folder), **conf, **({"spark.master": master} if master else {})}
    python = conf.get("spark.pyspark.python") or os.environ.get("PYSPARK_PYTHON") or sys.executable
    os.environ["PYSPARK_PYTHON"] = python
    chosen = SparkConf(loadDefaults=False).setAll(list(settings.items()))
    log = folder / "spark.log"
    try:
        with log.open("wb") as out:
            gateway = launch_gateway(chosen, {"stdout": out, "stderr": out})
    except Exception:
        raise InputError(not_started(log.read_text(errors="replace"), master or "")) from None
    interrupt = signal.getsignal(signal.SIGINT)
    try:
        context = SparkContext(gateway=gateway, conf=chosen)
        spark = SparkSession(context)
    except Exception as error:
        if is_javas_end(error):
            raise InputError(_ended("Java")) from None
        details = {"reason": reason_of(error)}
        raise InputError(Problem("spark_refused", "--master", master or "", details=details)) from None
    signal.signal(signal.SIGINT, interrupt)  # Spark has one of its own, which would raise in the middle of anything
    try:
        yield spark
    finally:
        with suppress(Exception):  # Java may be gone, which has been told of then
            context.stop()
        with suppress(Exception):
            gateway.shutdown()


def not_started(log: str, master: str) -> Problem:
    """Why Spark did not come to life: there is no Java for it, it does not take what it was told, or was killed."""
    lines = [line for line in map(str.strip, log.splitlines()) if line and not re.search(OF_EVERY_START, line)]
    if not lines:
        return _ended("Java")
    telling = [line for line in lines if re.search("error|exception|java_home|java:", line, re.IGNORECASE)]
    first = (telling or lines)[0]
    reason = re.sub(r'^Exception in thread "main" [\w.$]+: |^[^\s]+/bin/spark-class: line \d+: ', "", first)[
        :LONGEST_REASON
    ]
    if "org.apache.spark" in first:
        return Problem("spark_refused", "--master", master, details={"reason": reason.rstrip(".")})
    return Problem("needs_java", "--engine", details={"reason": reason.rstrip(".")})


@contextmanager
def telling(file: str, forbidden: str = "unreadable_file") -> Iterator[None]:
    """What Spark raises becomes a problem of a file; `forbidden` is its code where rights are wanting.

    Raises `InputError`.
    """
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    try:
        yield
    except (PySparkException, Py4JError, ConnectionError, EOFError) as error:
        raise problem_of(error, file, forbidden) from None


def problem_of(error: Exception, file: str, forbidden: str = "unreadable_file") -> InputError:
    """What went wrong, from what Spark says of it, which begins with a cause and goes on with traces."""
    text = str(error)
    refused = refused_in(text)
    if refused is not None:
        return refused
    if is_javas_end(error):
        return InputError(_ended("Java"))
    if any(all(word in text for word in words) for words in PYTHON_IS_GONE):
        return InputError(_ended("Python"))
    if missing := re.search(r"ModuleNotFoundError: No module named '([\w.]+)'", text):
        return InputError(Problem("executor_lacks", "--engine", missing[1]))
    if "PATH_NOT_FOUND" in text:
        return InputError(Problem("no_such_file", file=file))
    reason = reason_of(error)
    if "AccessControlException" in text or "Permission denied" in text:
        return InputError(Problem(forbidden, file=file, details={"reason": reason}))
    return InputError(Problem("spark_failed", "--engine", details={"reason": reason}))


def reason_of(error: Exception) -> str:
    """The one line that helps: the innermost cause, or what repeats it and says more, such as where it was."""
    text = str(error)
    name = r"(?:: )?(?:[\w.$]+(?:Exception|Error): )?"
    first = re.search(rf"^{name}(?!An error occurred while calling)(\S.*)$", text, re.MULTILINE)
    causes = [first[1]] if first else [type(error).__name__]
    causes += re.findall(r"^Caused by: (?:[\w.$]+: )?(.+)$", text, re.MULTILINE)
    reason = causes.pop()
    for outer in reversed(causes):
        if reason in outer and "stage failure" not in outer:
            reason = outer
    reason = reason.partition("; For more details")[0]
    return " ".join(reason.split()).rstrip(".")[:LONGEST_REASON]
