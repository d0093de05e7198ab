"""A roster computed where Spark reaches it: `dibao batch --engine spark`.

Spark reads, brings the rows of a household together, and writes. What rows mean and what households get is computed
on the executors by the chain of the desk (`spark_lines`, `spark_partition`), so that the answers are the desk's. Two
things no executor sees, and Spark is asked for them: identity numbers that stand on two rows, before; and whether
anything says how many people a row stands for, after.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from .. import __version__
from ..files.output import refusing
from ..rules.problems import InputError, Problem
from .batch import SHOWN_REJECTS, Outcome, not_stopped, rests_on_assumed
from .head_count import HeadCount
from .run import Request
from .spark_folder import PROGRAM, Hadoop, Place
from .spark_lines import LINES
from .spark_partition import Account, answered, chain_of, combined, tables_of
from .spark_roster import Roster, opened_by
from .spark_session import session, telling
from .spark_task import Task, packed
from .working import working_folder

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

FOLDERS = ("month", "district")
"""By which columns results lie in folders."""


class Wanted(NamedTuple):
    """What is asked of Spark: where it runs and how it is set, and the folder that it writes."""

    output: str
    master: str | None = None
    conf: Mapping[str, str] = {}
    row_number: str = ""
    strict: bool = False


def computed(request: Request, wanted: Wanted) -> Outcome:
    """Compute a roster and write results, rejects and a record. Raises `InputError`; then nothing has been written."""
    with (
        working_folder() as folder,
        session(wanted.master, wanted.conf, folder) as spark,
        telling(request.file),
    ):
        hadoop = Hadoop(spark)
        place = Place(hadoop, wanted.output)
        place.begin(reads=str(hadoop.at(request.file)[1].toString()))
        roster = opened_by(spark, hadoop, request, wanted.row_number)
        return _computed(spark, roster, place, wanted.strict, folder)


def _together(roster: Roster, sent: bytes) -> DataFrame:
    """The lines, in partitions that hold households whole, in the order of a number that each household has (`key`)."""
    from pyspark.sql import functions as F

    lines = roster.rows.mapInArrow(partial(roster.reader, sent), LINES)
    if "id_number" in roster.task.columns.places:
        numbers = lines.where("id_number <> ''").groupBy("id_number").count().where("count > 1")
        twice = numbers.select("id_number", F.lit(True).alias("twice"))
        lines = lines.join(twice, "id_number", "left")
    else:
        lines = lines.withColumn("twice", F.lit(None).cast("boolean"))
    rows = lines.select("row", "line", "id_number", "twice", F.xxhash64("household").alias("key"))
    return rows.repartition("key").sortWithinPartitions("key")


def _computed(spark: SparkSession, roster: Roster, place: Place, strict: bool, folder: Path) -> Outcome:
    """Have it computed, look whether it is sound, and write it. Raises `InputError`."""
    from pyspark import StorageLevel

    sent, schema = packed(roster.task), _schema(roster.task, folder)
    found = _together(roster, sent).mapInArrow(partial(answered, sent), schema).persist(StorageLevel.DISK_ONLY)
    try:
        accounts = found.where("account IS NOT NULL").select("account.*").collect()
        account = _summed([Account(*each) for each in accounts])
        HeadCount(account, account.certain, labelled=False).check(roster.task.request.file)
        results, rejects = (found.where(f"{name} IS NOT NULL").select(f"{name}.*") for name in ("results", "rejects"))
        if strict:
            _refuse_unless_sound(roster.task, account, rejects)
        with telling(place.name, "unwritable_file"):
            tables = {"results": _in_folders(results), "rejects": rejects}
            _write(spark, roster.task, account, tables, place)
    finally:
        found.unpersist()
    return Outcome(
        account.read,
        account.rejected,
        account.households,
        f"{place.name.rstrip('/')}/rejects" if account.rejected else None,
        (),
        roster.task.columns.unused,
        tuple(account.fingerprints),
        account.one_by_one,
    )


def _write(spark: SparkSession, task: Task, account: Account, tables: dict[str, DataFrame], place: Place) -> None:
    """Write the tables and the record beside the place, and put all in place together. Raises `InputError`."""
    place.make()
    try:
        for name, table in tables.items():
            writer = table.write.option("compression", "zstd")
            (writer.partitionBy(*FOLDERS) if name == "results" else writer).parquet(f"{place.made}/{name}")
        place.keep_to_oneself("rejects")
        _refuse_unless_there(spark, tables, account, place)
        place.record(_record(task, account, place))
        with refusing(place.name):
            place.put()
    except BaseException:
        place.discard()
        raise


def _schema(task: Task, folder: Path) -> Any:
    """The columns that the executors hand over, from a block without rows. Raises `InputError`."""
    import pyarrow as pa
    from pyspark.sql.pandas.types import from_arrow_type
    from pyspark.sql.types import StructField, StructType

    kinds = {"row": pa.int64(), "line": pa.string(), "id_number": pa.string(), "twice": pa.bool_(), "key": pa.int64()}
    nothing = pa.table({name: pa.array([], kind) for name, kind in kinds.items()})
    tables = tables_of(chain_of(task, folder), task, nothing)
    (batch, *_more) = combined(tables)  # what is told of nothing is a row too
    return StructType([StructField(field.name, from_arrow_type(field.type)) for field in batch.schema])


def _summed(accounts: Sequence[Account]) -> Account:
    """What is told of all blocks together."""
    return Account(
        read=sum(each.read for each in accounts),
        rejected=sum(each.rejected for each in accounts),
        households=sum(each.households for each in accounts),
        rows=sum(each.rows for each in accounts),
        one_by_one=sum(each.one_by_one for each in accounts),
        certain=any(each.certain for each in accounts),
        members_stated=any(each.members_stated for each in accounts),
        nobody_described=any(each.nobody_described for each in accounts),
        fingerprints=sorted({text for each in accounts for text in each.fingerprints}),
        assumed=[text for each in accounts for text in each.assumed],
    )


def _refuse_unless_sound(task: Task, account: Account, rejects: DataFrame) -> None:
    """Raises `InputError` for what `--strict` refuses."""
    if account.rejected:
        first = [tuple(map(str, row)) for row in rejects.orderBy("line").limit(SHOWN_REJECTS).collect()]
        raise InputError(not_stopped(task.request.file, account.read, account.rejected, first))
    if account.assumed:
        counts = [text.split(" ") for text in account.assumed]
        unstated = sum(int(number) for number, *_codes in counts)
        codes = {code for _number, *codes in counts for code in codes}
        raise InputError(rests_on_assumed(task.request.file, account.households, unstated, codes))


def _refuse_unless_there(spark: SparkSession, tables: Mapping[str, DataFrame], account: Account, place: Place) -> None:
    """Raises `InputError` where not every row was written that was computed.

    Spark does not notice it if the executors have folders of that name each for itself.
    """
    readers = ((spark.read.schema(table.schema), f"{place.made}/{name}") for name, table in tables.items())
    there = sum(reader.parquet(folder).count() for reader, folder in readers)
    if there != account.rows + account.rejected:
        details = {"number": str(there), "expected": str(account.rows + account.rejected)}
        raise InputError(Problem("rows_missing", "--output", file=place.name, details=details))


def _in_folders(results: DataFrame) -> DataFrame:
    """The results with the columns that name their folders, each folder's rows together and not too many in a file."""
    names = {"district": "district_in_roster", "of_month": "month", "of_district": "district"}
    found = results.drop("month") if "month" in results.columns else results
    for old, new in names.items():
        found = found.withColumnRenamed(old, new)
    return found.hint("rebalance", *FOLDERS)


def _record(task: Task, account: Account, place: Place) -> str:
    """What the desk's record of a run says, and where each file of several begins in the numbers of rows."""
    content: dict[str, object] = {
        PROGRAM: f"dibao {__version__}",
        "standards": [f"sha256:{each}" for each in account.fingerprints],
        "read": account.read,
        "computed": account.read - account.rejected,
        "rejected": account.rejected,
        "households": account.households,
        "one_by_one": account.one_by_one,
        "results": {"file": "results", "rows": account.rows, "bytes": place.bytes_of("results")},
        "rejects": {"file": "rejects", "rows": account.rejected, "bytes": place.bytes_of("rejects")},
    }
    if len(task.files) > 1 and not task.row_number:
        content["files"] = [{"file": file.name, "rows_before": file.before} for file in task.files.values()]
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"
