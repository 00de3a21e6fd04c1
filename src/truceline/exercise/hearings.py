"""What the exercise's commission has before it: three incidents, what the parties say of them, what is decided.

One case is decided without saying whose act it was, one with it and against a dissent, one waits for a reply: what a
delegate reads on most days. The seats belong to nobody; their keys are published, as the record's own is.
"""

from __future__ import annotations

import msgspec

from truceline.model.case import Ruling, Seat
from truceline.record.access import Role

HOUR_S = 3_600

#: the party that speaks for each side
PARTIES: dict[Seat, str] = {"side_a": "marrund", "side_b": "velisse"}


class Said(msgspec.Struct, frozen=True):
    """A reply: from which side, how long after the incident."""

    seat: Seat
    after_h: int
    words: str


class Decided(msgspec.Struct, frozen=True):
    """What the commission decides, from when on; each of its steps takes an hour. Hours count from the incident.

    With `attributes` it says whose act it was, where the evidence speaks of one party: that side votes otherwise and
    says why, and the other side signs with the chair. Without, both sides vote for it.
    """

    after_h: int
    outcome: Ruling
    grounds: str
    undertaken: str
    due_h: int
    done: str = ""  # what the commission says once it is undertaken; empty while it is still to come
    attributes: bool = False
    otherwise: str = ""
    steps: int = 14


class Hearing(msgspec.Struct, frozen=True):
    """A case about the breach of a provision that most reports tell of, and its replies in their order."""

    provision_id: str
    role: Role  # of who brought it
    after_h: int
    why: str
    replies: tuple[Said, ...]
    decided: Decided | None = None

    @property
    def lasts_h(self) -> int:
        """Hours from the incident to the last step."""
        decided_h = self.decided.after_h + self.decided.steps if self.decided else 0
        return max(self.after_h, decided_h, *(one.after_h for one in self.replies))


HEARINGS = (
    Hearing(
        "repair",
        "analyst",
        20,
        "Fire near the waterworks in the window of repair: both parties had agreed to it.",
        (
            Said("side_a", 44, "Our units kept the window. What was heard came from the other bank."),
            Said("side_b", 46, "Our units kept the window. The crew left because shells fell near by."),
        ),
        Decided(
            96,
            "violation",
            "Reports of several origins place the fire inside the window and at the waterworks. From which bank it "
            "came cannot be told from them.",
            "Names an officer who can be reached at any hour while repairs go on.",
            264,
            done="Both parties have named one. The commission has called them both.",
        ),
    ),
    Hearing(
        "exercise",
        "analyst",
        16,
        "Live fire of an exercise: the register has no notice that covers it.",
        (
            Said("side_a", 40, "We ask that notices be read out to both parties on the day they come."),
            Said("side_b", 41, "A notice must reach the commission, not only a neighbouring unit."),
        ),
        Decided(
            84,
            "violation",
            "The exercise took place, and no notice of it stands in the register 72 hours ahead for a range outside "
            "the security zone.",
            "Sends notices of exercises to the commission itself, 72 hours ahead, from the next one on.",
            600,
            attributes=True,
            otherwise="The unit across the line had been told by telephone. We hold that this was notice enough.",
        ),
    ),
    Hearing(
        "drones",
        "side_a",
        12,
        "Asked to be looked at by both parties together.",
        (Said("side_b", 30, "We ask for the hour, so that our unit there can be heard."),),
    ),
)
