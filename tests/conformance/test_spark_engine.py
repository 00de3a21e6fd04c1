"""PySpark keeps what an engine promises, and a worker that dies loses nothing. Needs PySpark and Java."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest

from truceline.testing import check_engine

pyspark = pytest.importorskip("pyspark", reason="PySpark is not installed")
pytestmark = pytest.mark.skipif(shutil.which("java") is None, reason="Java is not installed")

SCHEMA = pa.schema([("n", pa.int64())])
PARTS = 12


@pytest.fixture(scope="module")
def engine() -> Iterator[object]:
    from truceline.engines.spark import SparkEngine

    made = SparkEngine()
    yield made
    made.close()


def test_the_promises_are_kept(engine: object) -> None:
    check_engine(engine)  # type: ignore[arg-type]


def test_incidents_are_those_of_one_process(engine: object) -> None:
    """Byte for byte, with what was learnt, what is unresolved and what is expected."""
    # not at the head of the file: the workers of the test below read it where benchmarks/ is not on the path
    from benchmarks.fusion_world import world

    from truceline.fuse.fuse import fuse

    observations = world(3_000, seed=5).observations
    alone, spread = fuse(observations), fuse(observations, engine=engine)  # type: ignore[arg-type]
    for name in ("incidents", "members", "unresolved", "days", "fresh"):
        assert getattr(spread, name).equals(getattr(alone, name)), name
    assert (spread.learned, spread.expected) == (alone.learned, alone.expected)


def test_pairs_of_texts_are_those_of_one_process(engine: object, monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.derive_texts import told_and_retold

    from truceline.derive import parts
    from truceline.derive.derive import derive

    monkeypatch.setattr(parts, "_TEXTS", 16)
    documents = told_and_retold(40)
    alone = derive(documents)
    assert len(alone.pairs) >= 20
    assert derive(documents, engine=engine) == alone  # type: ignore[arg-type]


class KillsItsWorker:
    """Hands its part back; the first to run kills the worker that it runs in instead."""

    def __init__(self, mark: str) -> None:
        self.mark = mark

    def __call__(self, part: pa.Table) -> pa.Table:
        try:
            os.close(os.open(self.mark, os.O_CREAT | os.O_EXCL))
        except FileExistsError:
            return part
        process = os.getpid()
        while "java" not in Path(f"/proc/{process}/comm").read_text():
            process = int(Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[1])
        os.kill(process, signal.SIGKILL)
        time.sleep(60)
        raise AssertionError("the worker lives")


def test_a_killed_worker_loses_nothing(tmp_path: Path) -> None:
    """Two workers in processes of their own, as on a cluster; one is killed in the middle of its work."""
    mark = tmp_path / "killed"
    environment = {
        **os.environ,
        "SPARK_HOME": str(Path(pyspark.__file__).parent),
        "PYSPARK_PYTHON": sys.executable,
        "PYTHONPATH": str(Path(__file__).parent),  # for the workers, which unpickle the work
    }
    run = [sys.executable, str(Path(__file__)), str(mark)]
    done = subprocess.run(run, env=environment, capture_output=True, text=True, check=False, timeout=900)
    assert done.returncode == 0, done.stderr[-2000:]
    assert mark.exists()
    assert "Lost executor" in done.stderr
    assert done.stdout.split() == [str(n) for k in range(PARTS) for n in (10 * k, 10 * k + 1)]


def _with_two_workers(mark: str) -> list[int]:
    from pyspark.sql import SparkSession
    from test_spark_engine import KillsItsWorker as Work  # type: ignore[import-not-found]  # as the workers know it

    from truceline.engines.spark import SparkEngine

    builder = SparkSession.builder.master("local-cluster[2,1,512]").config("spark.executor.memory", "512m")
    builder = builder.config("spark.driver.host", "127.0.0.1").config("spark.driver.bindAddress", "127.0.0.1")
    session = builder.config("spark.ui.enabled", "false").getOrCreate()
    parts = (pa.table({"n": [10 * k, 10 * k + 1]}, schema=SCHEMA) for k in range(PARTS))
    found: list[int] = SparkEngine(session).each(parts, Work(mark), SCHEMA).column("n").to_pylist()
    session.stop()
    return found


if __name__ == "__main__":
    print(*_with_two_workers(sys.argv[1]))
