"""Reviewers' rulings in a mission: which reports are one incident and which texts go back to one origin, with who says
so and why.

A ruling is an entry of the record. The last one on a pair holds, and the earlier ones stay readable.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import get_args

import pyarrow.compute as pc

from truceline.derive.agreeing import agreeing
from truceline.fuse.decided import decided
from truceline.mission.ruling_lines import TEXT, ReportVerdict, Ruled, RulingLine, ruling_lines
from truceline.model.errors import InputError, UsageError
from truceline.model.observation import PairDecision, TextDecision, TextVerdict
from truceline.pipeline import Outcome
from truceline.stores.record import Record


def rulings(lines: Iterable[RulingLine], until_s: int | None = None) -> tuple[PairDecision, ...]:
    """The rulings on observations that hold, sorted by pair; with `until_s`, those that held then."""
    return tuple(
        PairDecision(line.a, line.b, line.verdict == "same", line.who, line.why)
        for line in _holding(lines, until_s)
        if not line.of_texts
    )


def text_rulings(lines: Iterable[RulingLine], until_s: int | None = None) -> tuple[TextDecision, ...]:
    """The rulings on texts that hold, likewise."""
    return tuple(
        TextDecision(line.a, line.b, line.verdict, line.who, line.why)  # type: ignore[arg-type]  # `_line` sees to it
        for line in _holding(lines, until_s)
        if line.of_texts
    )


def _holding(lines: Iterable[RulingLine], until_s: int | None) -> list[RulingLine]:
    last = {(line.a, line.b): line for line in lines if until_s is None or line.ruled_s < until_s}
    return [line for _, line in sorted(last.items()) if line.verdict != "withdrawn"]


def rule(record: Record, outcome: Outcome, said: Iterable[Ruled], now_s: int) -> tuple[RulingLine, ...]:
    """Take rulings into the record, all or none. Returns those that are new.

    Raises InputError where a ruling has no author or no reason, or contradicts what others have ruled; UsageError for
    an id that is not that of one observation or text, and for a verdict that is not one on such.
    """
    new = new_rulings(record, outcome, said, now_s)
    if new:
        record.append([("ruling", line) for line in new])
    return new


def new_rulings(record: Record, outcome: Outcome, said: Iterable[Ruled], now_s: int) -> tuple[RulingLine, ...]:
    """What these rulings add to the record, without adding it. Raises as `rule` does."""
    made = [_line(outcome, one, now_s) for one in said]
    before = ruling_lines(record)
    held = {(line.a, line.b): line for line in before}
    new = tuple(line for line in made if not _said_before(line, held.get((line.a, line.b))))
    decided(outcome.observations, rulings((*before, *new)))
    agreeing(text_rulings((*before, *new)))
    return new


def _said_before(line: RulingLine, last: RulingLine | None) -> bool:
    return last is not None and (line.verdict, line.who, line.why) == (last.verdict, last.who, last.why)


def _line(outcome: Outcome, one: Ruled, now_s: int) -> RulingLine:
    if not one.who.strip() or not one.why.strip():
        raise InputError("nobody stands behind this ruling", advice="Say who rules, and why.")
    texts = one.a.startswith(TEXT)
    called, what = (text_called, "text") if texts else (observation_called, "observation")
    a, b = sorted((called(outcome, one.a), called(outcome, one.b)))
    if a == b:
        raise UsageError(f"{one.a} and {one.b} are one {what}", advice="Name two of them.")
    allowed = (*get_args(TextVerdict if texts else ReportVerdict), "withdrawn")
    if one.verdict not in allowed:
        raise UsageError(f"{one.verdict} is not said of two {what}s", advice=f"Say one of: {', '.join(allowed)}.")
    return RulingLine(a, b, one.verdict, one.who.strip(), one.why.strip(), now_s)


def observation_called(outcome: Outcome, name: str) -> str:
    """The id that begins like this. Raises UsageError unless there is exactly one."""
    ids = outcome.observations.column("observation_id")
    found: list[str] = ids.filter(pc.starts_with(ids, name)).to_pylist() if name.startswith("obs_") else []
    return _one(name, found, "observation", "Ids of observations begin with obs_: see truceline explain MISSION inc_…")


def text_called(outcome: Outcome, name: str) -> str:
    """The id of the text that begins like this. Raises UsageError unless there is exactly one."""
    found = [document.item_id for document in outcome.documents if document.item_id.startswith(name)]
    return _one(name, found if name.startswith(TEXT) else [], "text", "Ids of texts begin with itm_.")


def _one(name: str, found: list[str], what: str, advice: str) -> str:
    if not found:
        raise UsageError(f"no {what} begins with {name!r}", advice=advice)
    if len(found) > 1:
        raise UsageError(f"{len(found)} {what}s begin with {name!r}", advice=advice)
    return found[0]
