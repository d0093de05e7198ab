"""Spark shuffles by household, and each partition goes through the program's own chain: the way that is to be built.

python tests/bench/spark_partitions.py ROSTER.csv   (with dibao[spark], pyarrow, pandas, Java 17; prints the counts)
"""

from __future__ import annotations

import csv
import json
import sys
import time
from pathlib import Path

from pyspark.sql import SparkSession
from pyspark.sql.types import LongType, StringType, StructField, StructType


def answers(headings):
    """What `mapInArrow` calls: the results and rejects of a partition's rows, each as JSON."""

    def of_partition(batches):
        import duckdb
        import pyarrow as pa

        from dibao_cli.commands.option_groups import TableOptions
        from dibao_cli.commands.roster_inputs import ColumnOptions, request_for
        from dibao_cli.roster.engine import DuckDB
        from dibao_cli.roster.output_columns import KNOWN
        from dibao_cli.roster.stored import answered

        tables = list(batches)
        if not tables:
            return
        connection = duckdb.connect(config={"threads": 1})
        connection.register("partition_rows", pa.Table.from_batches(tables))
        request = request_for("roster", TableOptions(), columns=ColumnOptions(one_person_per_row=True))
        engine = DuckDB(connection)
        cells = ", ".join(f'CAST("{heading}" AS VARCHAR) AS cell_{n}' for n, heading in enumerate(headings))
        rows = f"SELECT line AS row, {cells} FROM partition_rows"
        found = answered(engine, request._replace(written=KNOWN), headings, rows, "roster")
        texts = [
            (kind, json.dumps({name: None if cell is None else str(cell) for name, cell in row.items()}))
            for kind, query in (("results", found.results), ("rejects", found.rejects))
            for row in engine.ask_rows(query)
        ]
        columns = [pa.array([text[n] for text in texts], pa.string()) for n in (0, 1)]
        yield pa.RecordBatch.from_arrays(columns, names=["kind", "row"])

    return of_partition


def main(file: str, partitions: int = 2) -> None:
    with Path(file).open(encoding="utf-8", newline="") as text:
        headings, *rows = csv.reader(text)
    spark = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
    fields = [StructField("line", LongType()), *(StructField(heading, StringType()) for heading in headings)]
    numbered = [[n, *(cell or None for cell in row)] for n, row in enumerate(rows, 2)]
    table = spark.createDataFrame(numbered, StructType(fields)).repartition(partitions, "household")
    start = time.perf_counter()
    found = table.mapInArrow(answers(headings), "kind string, row string").collect()
    counts = {kind: sum(row.kind == kind for row in found) for kind in ("results", "rejects")}
    print(counts, f"{time.perf_counter() - start:.1f} s")


if __name__ == "__main__":
    main(sys.argv[1])
