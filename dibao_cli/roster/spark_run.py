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
from ..rules.problems import InputError, Problem
from ..words import language
from .batch import SHOWN_REJECTS, Outcome, not_stopped, rests_on_assumed
from .compression import unpacked
from .head_count import HeadCount
from .input_formats import format_of, heading_at
from .run import Request
from .spark_folder import PROGRAM, Hadoop, Place
from .spark_lines import FILE, LINES, ROW, counted_lines, lines_of_files, lines_of_rows
from .spark_partition import Account, answered, chain_of, combined, tables_of
from .spark_session import session, telling
from .spark_task import RosterFile, Task, packed
from .text_lines import CELL_END, one_line
from .working import working_folder

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

FORMATS = ("csv", "tsv", "parquet")
"""What Spark is had to read. A workbook and NDJSON are read as a whole, on the desk."""

FOLDERS = ("month", "district")
"""By which columns results lie in folders."""

AS_A_WHOLE = str(1 << 60)
"""Bytes that no file has: as the least size of a part, it has every file read as one."""


class Wanted(NamedTuple):
    """What is asked of Spark: where it runs and how it is set, and the folder that it writes."""

    output: str
    master: str | None = None
    conf: Mapping[str, str] = {}
    row_number: str = ""
    strict: bool = False


class Roster(NamedTuple):
    """A roster as Spark reads it: its rows, and what reads the lines off them."""

    rows: DataFrame
    reader: Any
    task: Task


def computed(request: Request, wanted: Wanted) -> Outcome:
    """Compute a roster and write results, rejects and a record. Raises `InputError`; then nothing has been written."""
    with (
        working_folder() as folder,
        session(wanted.master, wanted.conf, folder) as spark,
        telling(request.file),
    ):
        hadoop = Hadoop(spark)
        place = Place(hadoop, wanted.output)
        place.begin()
        roster = _roster(spark, hadoop, request, wanted.row_number)
        return _computed(spark, roster, place, wanted.strict, folder)


def _roster(spark: SparkSession, hadoop: Hadoop, request: Request, row_number: str) -> Roster:
    """What is to be read, with the headings. Raises `InputError`."""
    from pyspark.sql import functions as F

    listed = (
        spark.read.format("binaryFile")
        .option("recursiveFileLookup", "true")
        .load(request.file)
        .select("path", "length", F.xxhash64(F.col("_metadata.file_path")).alias("number"))
        .collect()
    )
    files = {each.number: RosterFile(each.path) for each in sorted(listed, key=lambda each: each.path) if each.length}
    if not files:
        raise InputError(Problem("no_heading", file=request.file))
    kind = format_of(next(iter(files.values())).name, request.input_format)
    if kind not in FORMATS:
        details = {"known": ", ".join(FORMATS), "nearest": ""}
        raise InputError(Problem("unknown_format", "--input-format", kind, request.file, details=details), usage=True)
    if kind == "parquet":
        return _table(spark, request, files, row_number)
    if row_number:
        raise InputError(Problem("not_together", "--row-number", details={"other": kind.upper()}), usage=True)
    return _separated(spark, hadoop, request, files)


def _separated(spark: SparkSession, hadoop: Hadoop, request: Request, files: dict[int, RosterFile]) -> Roster:
    """Files of separated values: a file is read as a whole, because a quotation may go on in the next line."""
    from pyspark.sql import functions as F

    headings: tuple[str, ...] = ()
    delimiter = ""
    for number, file in files.items():
        with hadoop.opened(file.name) as raw:
            heading, found, between = heading_at(unpacked(raw, file.name), file.name)
        if headings and (found, between) != (headings, delimiter):
            other = next(iter(files.values())).name
            raise InputError(Problem("headings_differ", file=file.name, details={"other": other}))
        headings, delimiter = found, between
        files[number] = file._replace(heading=heading)
    spark.conf.set("spark.sql.files.maxPartitionBytes", AS_A_WHOLE)
    spark.conf.set("spark.sql.files.openCostInBytes", AS_A_WHOLE)
    rows = (
        spark.read.option("recursiveFileLookup", "true")
        .text(request.file, lineSep="\n")
        .select(F.col("value").cast("binary").alias("line"), F.xxhash64(F.col("_metadata.file_path")).alias(FILE))
    )
    task = Task(request, tuple(map(one_line, headings)), delimiter, files, language())
    if len(files) > 1:
        counts = rows.mapInArrow(partial(counted_lines, packed(task)), "file long, rows long").collect()
        task = task._replace(files=_one_after_another(files, {each.file: each.rows for each in counts}))
    return Roster(rows, lines_of_files, task)


def _table(spark: SparkSession, request: Request, files: dict[int, RosterFile], row_number: str) -> Roster:
    """Parquet, with the columns that the names of its folders state."""
    from pyspark.sql import functions as F

    table = spark.read.option("mergeSchema", str(len(files) > 1).lower()).parquet(request.file)
    names = [name for name in table.columns if name != row_number]
    if row_number and len(names) == len(table.columns):
        raise InputError(Problem("no_such_column", "--row-number", row_number))
    number = F.xxhash64(table.metadataColumn("_metadata").getField("file_path"))
    index = table.metadataColumn("_metadata").getField("row_index")
    if len(files) > 1 and not row_number:
        counts = table.groupBy(number.alias("file")).agg(F.count(F.lit(1)).alias("rows")).collect()
        files = _one_after_another(files, {each.file: each.rows for each in counts})
    columns = [_column(name).alias(f"cell_{n}") for n, name in enumerate(names)]  # Spark takes a dot for a path
    row = _column(row_number) if row_number else index
    rows = table.select(*columns, row.alias(ROW), number.alias(FILE))
    task = Task(request, tuple(map(one_line, names)), CELL_END, files, language(), row_number)
    return Roster(rows, lines_of_rows, task)


def _column(name: str) -> Any:
    from pyspark.sql import functions as F

    return F.col("`" + name.replace("`", "``") + "`")


def _one_after_another(files: Mapping[int, RosterFile], rows: Mapping[int, int]) -> dict[int, RosterFile]:
    """Rows are numbered through all files, in the order of their names, as if they were one."""
    before, placed = 0, {}
    for number, file in files.items():
        placed[number] = file._replace(before=before)
        before += rows.get(number, 0)
    return placed


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
        _write(spark, roster.task, account, {"results": _in_folders(results), "rejects": rejects}, place)
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
