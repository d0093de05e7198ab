"""`dibao batch --engine spark`: a roster is computed where Spark reaches it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..files.output import STANDARD_OUTPUT
from ..rules.problems import InputError, Problem
from .engines import StoredOptions, with_extra
from .inputs import pairs
from .options import Group, Option
from .roster_inputs import ROSTER_GROUP

if TYPE_CHECKING:
    from ..roster.batch import Outcome
    from ..roster.run import Request


class SparkOptions(NamedTuple):
    """Where Spark runs, and how it is set."""

    master: str | None = None
    conf: tuple[str, ...] = ()


OF_SPARK = Group(
    SparkOptions,
    Option(
        "master",
        (
            "where Spark runs: local[2], yarn, spark://host:7077 (default: as Spark is set up, else this machine)",
            "Spark 运行位置：local[2]、yarn、spark://host:7077（默认按 Spark 配置，否则为本机）",
        ),
        metavar="MASTER",
        group=ROSTER_GROUP,
    ),
    Option(
        "conf",
        (
            "a setting of Spark: spark.executor.memory=8g (repeatable)",
            "Spark 配置项：spark.executor.memory=8g（可重复）",
        ),
        kind="many",
        metavar="KEY=VALUE",
        group=ROSTER_GROUP,
    ),
)


def computed_by_spark(
    request: Request, stored: StoredOptions, spark: SparkOptions, output: str | None, strict: bool
) -> Outcome:
    """Compute files where Spark reaches them. Raises `InputError`; then nothing has been written."""
    if output is None or output == STANDARD_OUTPUT:
        raise InputError(Problem("needed_option", "--output"), usage=True)
    conf = dict(pairs("--conf", spark.conf))
    with with_extra("spark"):
        import pandas  # noqa: F401 - PySpark asks for it when it is too late
        import pyarrow  # noqa: F401 - as above

        from ..roster.spark_run import Wanted, computed

        return computed(request, Wanted(output, spark.master, conf, stored.row_number or "", strict))
