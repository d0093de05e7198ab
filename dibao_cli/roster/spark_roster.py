"""A roster as Spark reads it: which files it is, what their headings are, and how many rows lie before each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from ..rules.problems import InputError, Problem
from ..words import language
from .compression import unpacked
from .input_formats import format_of, heading_at
from .run import Request
from .spark_folder import Hadoop
from .spark_lines import FILE, ROW, Batches, counted_lines, lines_of_files, lines_of_rows
from .spark_task import RosterFile, Task, packed
from .text_lines import CELL_END, one_line

if TYPE_CHECKING:
    from pyarrow import RecordBatch
    from pyspark.sql import DataFrame, SparkSession

FORMATS = ("csv", "tsv", "parquet")
"""What Spark is had to read. A workbook and NDJSON are read as a whole, on the desk."""

AS_A_WHOLE = str(1 << 60)
"""Bytes that no file has: as the least size of a part, it has every file read as one."""


class Roster(NamedTuple):
    """A roster as Spark reads it: its rows, and what reads the lines off them."""

    rows: DataFrame
    reader: Callable[[bytes, Batches], Iterator[RecordBatch]]
    task: Task


def opened_by(spark: SparkSession, hadoop: Hadoop, request: Request, row_number: str) -> Roster:
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
