"""What an event at home is: told without its place by whoever writes or answers there. The same for every language."""

from __future__ import annotations

#: beginnings of the types of what happens where one is
_OF_HOME = ("fire", "air", "ground", "mine", "attack", "harm.outage", "harm.damage", "harm.killed", "harm.wounded")


def of_home(kind: str) -> bool:
    """Whether an event of this type is told without its place by those at home there."""
    return kind.startswith(_OF_HOME)
