"""What a connector returns names Arrow's tables, and loads Arrow only where they are asked for."""

from __future__ import annotations

import subprocess
import sys

import msgspec
import pyarrow as pa

from truceline.model.reading import Reading


def test_to_read_texts_loads_no_arrow() -> None:
    code = "import sys, truceline.cli.extracted, truceline.extract.extract; print('pyarrow' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False"]


def test_the_tables_of_a_reading_are_those_of_arrow() -> None:
    types = {field.name: field.type for field in msgspec.structs.fields(Reading)}
    assert types["observations"] == types["effort"] == pa.Table | None
