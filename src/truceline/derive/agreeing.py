"""Whether what people have ruled on pairs of texts can all be so."""

from __future__ import annotations

from collections.abc import Iterable

from truceline.model.errors import InputError
from truceline.model.observation import TextDecision


def agreeing(decisions: Iterable[TextDecision]) -> None:
    """Raises InputError where some hold to be of two origins what others, taken together, hold to be of one."""
    held = sorted(decisions, key=lambda one: (one.a, one.b))
    head = {item: item for one in held for item in (one.a, one.b)}

    def top(item: str) -> str:
        while head[item] != item:
            item = head[item]
        return item

    for one in held:
        if one.verdict == "one_origin":
            low, high = sorted((top(one.a), top(one.b)))
            head[high] = low
    for one in held:
        if one.verdict == "two_origins" and top(one.a) == top(one.b):
            raise InputError(
                f"{one.who} holds {one.a} and {one.b} to be of two origins ({one.why}), others hold them to be of one",
                advice="Withdraw one of the rulings: what is of one origin with the same third text is of one origin.",
            )
