"""check_engine: what an engine promises about counting."""

from __future__ import annotations

import pyarrow as pa

from truceline.model.errors import InputError, TrucelineError
from truceline.ports import Engine
from truceline.testing.rules import demand

_TABLE = pa.table(
    {
        "side": pa.array(["b", "a", "a", None, "b", "a", None, "é"], pa.string()),
        "day": pa.array([2, 1, 1, 1, 2, 3, 1, 1], pa.int64()),
        "count": pa.array([5, 1, None, 7, 5, 2**40, 1, 0], pa.int64()),
        "killed": pa.array([0, 1, 2, 3, None, 5, 6, 7], pa.int32()),
    }
)
_WHY = "bulletins are made from these answers, and the same evidence must give the same bytes"


def check_engine(engine: Engine) -> None:
    """Raises NotConformantError for the first broken promise of `ports.Engine`."""
    answer = engine.count(_TABLE, ("side", "day"), ("count", "killed"))
    demand(
        answer.column_names == ["side", "day", "n_rows", "count", "killed"],
        "columns",
        f"{answer.column_names}",
        "the keys, then n_rows, then the totals, in the order asked for",
    )
    for name in ("n_rows", "count", "killed"):
        kind = answer.schema.field(name).type
        demand(pa.types.is_int64(kind), "integers", f"{name} is {kind}", "sums of floats hang on their order")
    rows = [tuple(row.values()) for row in answer.to_pylist()]
    wanted = {
        ("a", 1, 2, 1, 3),
        ("a", 3, 1, 2**40, 5),
        ("b", 2, 2, 10, 0),
        (None, 1, 2, 8, 9),
        ("é", 1, 1, 0, 7),
    }
    demand(
        set(rows) == wanted and len(rows) == len(wanted), "counts", f"{rows}", "nulls are a group; null adds nothing"
    )
    named = [row for row in rows if row[0] is not None]
    demand(named == sorted(named), "order", f"{rows}", _WHY)
    _check_permutations(engine, answer)
    _check_empty(engine)
    _check_each(engine)


def _check_permutations(engine: Engine, answer: pa.Table) -> None:
    size = _TABLE.num_rows
    for step in (3, 5, 7):
        turned = _TABLE.take(pa.array([(step * i) % size for i in range(size)]))
        again = engine.count(turned, ("side", "day"), ("count", "killed"))
        demand(again.equals(answer), "order", f"rows in another order give {again.to_pylist()}", _WHY)
    chunked = pa.concat_tables([_TABLE.slice(0, 3), _TABLE.slice(3)])
    again = engine.count(chunked, ("side", "day"), ("count", "killed"))
    demand(again.equals(answer), "chunks", "a table in two pieces gives another answer", _WHY)


def _check_empty(engine: Engine) -> None:
    nothing = engine.count(_TABLE.slice(0, 0), ("side",), ("count",))
    demand(nothing.num_rows == 0, "empty", f"{nothing.to_pylist()}", "no rows make no groups")
    demand(
        nothing.column_names == ["side", "n_rows", "count"],
        "empty",
        f"{nothing.column_names}",
        "columns are there all the same",
    )


_ANSWER = pa.schema([("first", pa.int64()), ("n", pa.int32())])


def _sum_of(part: pa.Table) -> pa.Table:
    """The first value of a part and its size, once for each row, so that answers differ in length."""
    values = part.column("value").to_pylist()
    return pa.table({"first": [values[0]] * len(values), "n": [len(values)] * len(values)}, schema=_ANSWER)


def _fails(part: pa.Table) -> pa.Table:
    raise InputError("a figure that cannot be", where="the third part")


def _check_each(engine: Engine) -> None:
    """Work on parts: every part once, answers in the order of the parts, what fails is told."""
    sizes = (3, 1, 40, 2, 7)
    parts = [pa.table({"value": pa.array(range(100 * k, 100 * k + size), pa.int64())}) for k, size in enumerate(sizes)]
    answer = engine.each(iter(parts), _sum_of, _ANSWER)
    wanted = [(100 * k, size) for k, size in enumerate(sizes) for _ in range(size)]
    found = [(row["first"], row["n"]) for row in answer.to_pylist()]
    demand(answer.schema.equals(_ANSWER), "schema", f"{answer.schema}", "answers are put together as columns")
    demand(found == wanted, "parts", f"{found}", "each part once, in the order of the parts")
    nothing = engine.each(iter(()), _sum_of, _ANSWER)
    demand(nothing.num_rows == 0 and nothing.schema.equals(_ANSWER), "no parts", f"{nothing}", "nothing makes nothing")
    told = ""
    try:
        engine.each(iter(parts), _fails, _ANSWER)
    except TrucelineError as error:
        told = str(error)
    demand("a figure that cannot be" in told, "failure", told or "nothing was raised", "an error is never swallowed")
