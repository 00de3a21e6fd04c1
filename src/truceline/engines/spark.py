"""The distributed engine: PySpark, on this machine or on the cluster that its own configuration names.

Spark is set up as everywhere: `spark-defaults.conf`, `SPARK_CONF_DIR`, `PYSPARK_SUBMIT_ARGS`. Where none of these names
a master, two workers of this machine are used. The workers need Truceline installed, as the driver does.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pyarrow as pa

from truceline.engines.columns import check_columns
from truceline.model.errors import TrucelineError, UsageError

_LOCAL = "local[2]"
#: bytes of parts that are handed out at a time: Spark's own driver holds them several times over, in a gigabyte unless
#: it is told otherwise, and where they do not fit it waits for ever
_WAVE_BYTES = 64 << 20

Work = Callable[[pa.Table], pa.Table]


class EngineError(TrucelineError):
    """Work on a part failed on a worker, and on those that tried it again."""


class SparkEngine:
    """`ports.Engine` on a Spark session; one is made where none is given, and `close` ends it."""

    def __init__(self, session: Any = None) -> None:
        self._own = session is None
        self._session = _session() if session is None else session

    def close(self) -> None:
        """End the session that this engine has made."""
        if self._own:
            self._session.stop()

    def count(self, table: pa.Table, by: tuple[str, ...], total: tuple[str, ...] = ()) -> pa.Table:
        """Rows and integer sums for each distinct `by`, sorted by `by` with nulls first."""
        from pyspark.sql import functions as f

        check_columns(table, by, total)
        rows = self._session.createDataFrame(table.select(list(dict.fromkeys((*by, *total)))))
        keys = [f.col(name) for name in by]
        sums = [f.coalesce(f.sum(f.col(name).cast("bigint")), f.lit(0)).alias(f"total {name}") for name in total]
        counted = rows.groupBy(*keys).agg(f.count(f.lit(1)).alias("n_rows"), *sums)
        answer = counted.orderBy(*(key.asc_nulls_first() for key in keys)).toArrow()
        kinds = [table.schema.field(name) for name in by]
        figures = [pa.field(name, pa.int64()) for name in ("n_rows", *total)]
        return answer.rename_columns([*by, "n_rows", *total]).cast(pa.schema([*kinds, *figures])).combine_chunks()

    def each(self, parts: Iterable[pa.Table], work: Work, schema: pa.Schema) -> pa.Table:
        """Each part is one task. Raises EngineError with what the work said where it fails."""
        from py4j.protocol import Py4JError
        from pyspark.errors import PySparkException

        context = self._session.sparkContext
        answers: list[pa.Table] = []
        for wave in _waves(parts):
            try:
                done = context.parallelize(wave, len(wave)).map(_Task(work)).collect()
            except (PySparkException, Py4JError) as trouble:
                raise _told(trouble) from trouble
            answers += [_table(data) for data in done]
        return pa.concat_tables([schema.empty_table(), *answers]).combine_chunks()


class _Task:
    """The work on a part as Spark carries it: from bytes to bytes."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def __call__(self, data: bytes) -> bytes:
        return _bytes(self._work(_table(data)))


def _waves(parts: Iterable[pa.Table]) -> Iterator[list[bytes]]:
    """Parts in order, as many at a time as the driver may hold."""
    wave: list[bytes] = []
    size = 0
    for part in parts:
        data = _bytes(part)
        if wave and size + len(data) > _WAVE_BYTES:
            yield wave
            wave, size = [], 0
        wave.append(data)
        size += len(data)
    if wave:
        yield wave


def _bytes(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table)
    data: bytes = sink.getvalue().to_pybytes()
    return data


def _table(data: bytes) -> pa.Table:
    with pa.ipc.open_stream(data) as stream:
        return stream.read_all()


def _told(trouble: Exception) -> EngineError:
    """The last line of a worker's trace says what happened; the rest is Spark's own."""
    lines = [line.strip() for line in str(trouble).splitlines()]
    raised = [
        line for line in lines if ": " in line and not line.startswith(("at ", "File ", "org.", "py4j", "Caused"))
    ]
    found = raised[-1] if raised else lines[0] if lines else "nothing was said"
    return EngineError(found, where="Spark", advice="The log of the worker has the whole of it.")


def _session() -> Any:
    try:
        from pyspark import SparkConf
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError as missing:
        raise UsageError("PySpark is not installed", advice="pip install 'truceline[spark]', and Java 17.") from missing
    # the workers must be the interpreter that has Truceline, which a bare "python3" may not be
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    conf = SparkConf()
    builder = SparkSession.builder.appName("truceline")
    if not conf.contains("spark.master"):
        builder = builder.master(_LOCAL).config("spark.driver.bindAddress", "127.0.0.1")
        builder = builder.config("spark.driver.host", "127.0.0.1").config("spark.ui.enabled", "false")
        builder = builder.config("spark.ui.showConsoleProgress", "false").config("spark.sql.shuffle.partitions", "4")
    try:
        session = builder.getOrCreate()
        # what fails is raised here, with its cause; Spark's own log would say it a second time
        session.sparkContext.setLogLevel("OFF")
        return session
    except (PySparkException, OSError) as trouble:
        raise UsageError(f"Spark does not start: {trouble}", advice="It needs Java 17: set JAVA_HOME.") from trouble
