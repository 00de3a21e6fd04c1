"""What the exercise's commission has before it: two incidents, and what the parties say of them.

One case has a reply of each party, the other waits for one: both are what a delegate reads on most days. Nothing is
decided, because a decision is signed by people, and an exercise has none.
"""

from __future__ import annotations

import msgspec

HOUR_S = 3_600


class Said(msgspec.Struct, frozen=True):
    """A reply: of which party, from which office, how long after the incident."""

    party: str
    office: str
    after_h: int
    words: str


class Hearing(msgspec.Struct, frozen=True):
    """A case about the breach of a provision that most reports tell of, and its replies in their order."""

    provision_id: str
    office: str  # that brought it
    after_h: int
    why: str
    replies: tuple[Said, ...]


HEARINGS = (
    Hearing(
        "repair",
        "monitoring",
        20,
        "Fire near the waterworks in the window of repair: both parties had agreed to it.",
        (
            Said("marrund", "side_a", 44, "Our units kept the window. What was heard came from the other bank."),
            Said("velisse", "side_b", 46, "Our units kept the window. The crew left because shells fell near by."),
        ),
    ),
    Hearing(
        "drones",
        "side_a",
        12,
        "Asked to be looked at by both parties together.",
        (Said("velisse", "side_b", 30, "We ask for the hour, so that our unit there can be heard."),),
    ),
)
