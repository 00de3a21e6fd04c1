"""What a new assessment says otherwise than the one before: after more evidence, or another version of the agreement.

A finding is named after the agreement's version, so findings are matched by incident and clause. An incident that was
split or merged has another id: then its findings are gone, and those of its successors are new.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Literal

import msgspec

from truceline.model.finding import Status

Kind = Literal["new", "gone", "changed"]

#: what a reader would call another answer; shares of worlds that only move are told by `belief`
_TOLD = ("status", "counted", "contested", "attribution", "attributed_to")
#: smaller moves of belief than this leave the answer as it was
_MOVED_PPM = 10_000


class Stated(msgspec.Struct, frozen=True):
    """One finding as it was stated: the columns of `tables.FINDINGS` that a reader compares."""

    incident_id: str
    provision_id: str
    status: Status
    counted: bool
    contested: bool
    belief_ppm: int
    plausibility_ppm: int
    attribution: str
    attributed_to: str | None = None


class FindingChange(msgspec.Struct, frozen=True):
    """One finding that is new, gone or says something else; `what` names the columns that differ."""

    incident_id: str
    provision_id: str
    kind: Kind
    before: Stated | None
    after: Stated | None
    what: tuple[str, ...] = ()

    def words(self) -> str:
        """One sentence: incident, clause, and from what to what."""
        head = f"{self.incident_id} {self.provision_id}"
        if self.before is None:
            return f"{head}: new, {_said(self.after)}"
        if self.after is None:
            return f"{head}: gone, it was {_said(self.before)}"
        return f"{head}: {_said(self.before)} → {_said(self.after)} ({', '.join(self.what)})"


def reassessed(before: Iterable[Stated], after: Iterable[Stated]) -> tuple[FindingChange, ...]:
    """Every finding that differs, by incident and clause."""
    old, new = _by_name(before), _by_name(after)
    found = []
    for name in sorted(old.keys() | new.keys()):
        was, is_ = old.get(name), new.get(name)
        if was is None or is_ is None:
            found.append(FindingChange(*name, "new" if was is None else "gone", was, is_))
        elif what := _differences(was, is_):
            found.append(FindingChange(*name, "changed", was, is_, what))
    return tuple(found)


def tally(changes: Iterable[FindingChange]) -> dict[str, int]:
    """How many are new, gone and changed, and how many of the changed ones crossed into or out of breach."""
    counted = Counter[str](change.kind for change in changes)
    crossed = sum((_is_breach(change.before) != _is_breach(change.after)) for change in changes)
    return {kind: counted[kind] for kind in ("new", "gone", "changed")} | {"into_or_out_of_breach": crossed}


def _by_name(findings: Iterable[Stated]) -> Mapping[tuple[str, str], Stated]:
    return {(finding.incident_id, finding.provision_id): finding for finding in findings}


def _differences(before: Stated, after: Stated) -> tuple[str, ...]:
    told = tuple(name for name in _TOLD if getattr(before, name) != getattr(after, name))
    moved = any(
        abs(getattr(before, name) - getattr(after, name)) >= _MOVED_PPM for name in ("belief_ppm", "plausibility_ppm")
    )
    return (*told, "belief") if moved else told


def _is_breach(finding: Stated | None) -> bool:
    return finding is not None and finding.status == "breach"


def _said(finding: Stated | None) -> str:
    assert finding is not None
    words = [finding.status.replace("_", " "), *(["counted"] if finding.counted else [])]
    words += ["contested"] if finding.contested else []
    return f"{', '.join(words)}, belief {finding.belief_ppm / 10_000:g} %"
