"""Who read how many exact rows of which table, for what: in the record at once, then together once a minute.

The first look of somebody at a table is an entry before the next one is counted; what follows within a minute is one
more entry. So a kill can cost the figures of a minute, never that somebody was there.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

from truceline.mission.asking import KEYBOARD, AccessLine, Asker, line_of
from truceline.mission.copies import CLASS_OF
from truceline.ports import Clock
from truceline.record.access import Action, Class
from truceline.stores.record import Record

#: at most one entry a person and table in this time
EVERY_S: Final = 60
#: different purposes and questions that wait at once; more are written down early
_MOST_WAITING: Final = 1_000
_MOST_LETTERS: Final = 200


@dataclass
class _Waiting:
    """What was asked since the last entry."""

    asker: Asker
    action: Action
    what: Class
    since_s: int
    rows: int = 0
    calls: dict[str, int] = field(default_factory=dict)
    refused: str = ""


#: person, role, table or class, purpose, reason of a refusal
_Key = tuple[str, str, str, str, str]


class Reads:
    """What is still to be written down. Threads may share it."""

    def __init__(self, record: Record, clock: Clock) -> None:
        self._record = record
        self._clock = clock
        self._counting = threading.Lock()
        self._waiting: dict[_Key, _Waiting] = {}
        self._written_s: dict[_Key, int] = {}

    def told(self, asker: Asker, table: str, rows: int, question: str, purpose: str = "") -> None:
        """Somebody was told this many rows of a table. The person at the keyboard of a mission without roles is not
        counted, as with `truceline export`."""
        if asker.role in (KEYBOARD, "public"):
            return
        key = (asker.name, asker.role, table, purpose[:_MOST_LETTERS], "")
        self._count(key, asker, "read", CLASS_OF[table], rows, question)

    def refused(self, asker: Asker, action: Action, what: Class, question: str, reason: str) -> None:
        """Somebody with a role was refused. The first time it is an entry, the same again is counted."""
        self._count((asker.name, asker.role, what, "", reason), asker, action, what, 0, question)

    def write(self, *, all_: bool = False) -> int:
        """Write down what waited long enough, or all. Returns how many entries."""
        now_s = self._clock.now_s()
        with self._counting:
            due = [key for key, one in self._waiting.items() if all_ or now_s - self._written_s.get(key, 0) >= EVERY_S]
            if due:
                self._record.append([("access", self._line(key, self._waiting[key])) for key in due])
            for key in due:  # not before the disk has them
                del self._waiting[key]
            self._written_s = {k: at for k, at in self._written_s.items() if now_s - at < EVERY_S}
            self._written_s.update(dict.fromkeys(due, now_s))
        return len(due)

    def _count(self, key: _Key, asker: Asker, action: Action, what: Class, rows: int, question: str) -> None:
        with self._counting:
            one = self._waiting.setdefault(key, _Waiting(asker, action, what, self._clock.now_s(), refused=key[4]))
            one.rows += rows
            words = question[:_MOST_LETTERS]
            one.calls[words if words in one.calls or len(one.calls) < 20 else "others"] = one.calls.get(words, 0) + 1
            early = len(self._waiting) > _MOST_WAITING
        self.write(all_=early)

    def _line(self, key: _Key, one: _Waiting) -> AccessLine:
        _, _, table, purpose, refused = key
        asked = ", ".join(f"{words} ({n} times)" if n > 1 else words for words, n in sorted(one.calls.items()))
        began = datetime.fromtimestamp(one.since_s, UTC)
        return line_of(
            one.asker,
            one.action,
            one.what,
            self._clock,
            reason=refused or "the table grants it",
            table="" if refused else table,
            question=f"{asked}, since {began:%Y-%m-%dT%H:%M:%SZ}",
            purpose=purpose,
            rows=one.rows,
            allowed=not refused,
            exact=False,  # copies count towards the threshold of exports; looks do not
        )
