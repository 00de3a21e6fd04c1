"""What decided a finding: each condition of its clause and how it stands, without a distance, an hour or a name."""

from __future__ import annotations

from typing import Literal

import msgspec

from truceline.model.finding import Status

State = Literal["yes", "open", "no"]
GroundKind = Literal["force", "act", "attribute", "zone", "line", "time", "event", "actor", "placed", "exception"]


class Ground(msgspec.Struct, frozen=True):
    """One condition. `asked` is false where the clause asks that it be not so; `chosen`, that another would do too."""

    kind: GroundKind
    state: State
    name: str = ""  # label of a zone, code of an attribute, words of an exception
    asked: bool = True
    chosen: bool = False

    @property
    def speaks(self) -> State:
        """Whether it speaks for a breach: "yes", "no", or "open"."""
        if self.state == "open" or self.asked:
            return self.state
        return "no" if self.state == "yes" else "yes"


class Grounds(msgspec.Struct, frozen=True):
    """The grounds of one finding; where the readings of the clause disagree, what each of them gives."""

    grounds: tuple[Ground, ...] = ()
    by_reading: tuple[tuple[str, Status], ...] = ()  # according to whom, and the status
