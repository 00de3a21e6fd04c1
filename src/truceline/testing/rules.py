"""How a broken rule is said."""

from __future__ import annotations


class NotConformantError(AssertionError):
    """A rule of the contract is broken. The message names the rule, what was seen, and why the rule is there."""


def demand(holds: object, rule: str, seen: str, why: str) -> None:
    """Raises NotConformantError when a rule does not hold."""
    if not holds:
        raise NotConformantError(f"rule “{rule}”: {seen}. Why: {why}.")
