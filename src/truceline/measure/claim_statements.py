"""What is told together? A statement: what one claimant says of one party over one window, as often as it is told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from truceline.model.claim import Claim


def statements(claims: Iterable[Claim]) -> list[list[Claim]]:
    """The claims of each statement, in the order of claimants, parties and windows."""
    found: dict[tuple[str, str, int, int], list[Claim]] = defaultdict(list)
    for claim in claims:
        found[claim.claimant, claim.against, claim.window_start_s, claim.window_end_s].append(claim)
    return [found[key] for key in sorted(found)]


def versions(statement: Iterable[Claim]) -> list[list[Claim]]:
    """The claims of a statement by the time at which they were told, the earliest first."""
    found: dict[int, list[Claim]] = defaultdict(list)
    for claim in statement:
        found[claim.as_of_s].append(claim)
    return [found[as_of] for as_of in sorted(found)]
