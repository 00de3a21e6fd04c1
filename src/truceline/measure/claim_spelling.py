"""One thing under one name: "Drones" and "drones", "fpv use" and "fpv_use" are the same category."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import get_args

import msgspec

from truceline.measure.claim_parts import SHARE, plainly
from truceline.model.claim import SHARES, Claim
from truceline.model.taxonomy import Unit

_UNITS = frozenset({*get_args(Unit), SHARE})


def spelled_alike(claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """The claims with each name in one spelling: the most frequent one, of equally many the first by the alphabet."""
    categories = _spellings([name for row in claims for name in (row.category, row.parent) if name], plainly)
    actors = _spellings([name for row in claims for name in (row.claimant, row.against)], plainly)
    units = _spellings([row.unit for row in claims if row.unit], _singular)
    return tuple(
        msgspec.structs.replace(
            row,
            category=categories[row.category],
            parent=categories[row.parent] if row.parent else None,
            claimant=actors[row.claimant],
            against=actors[row.against],
            unit=units[row.unit] if row.unit else None,
        )
        for row in claims
    )


def _spellings(names: list[str], plainly: Callable[[str], str]) -> dict[str, str]:
    often: dict[str, Counter[str]] = {}
    for name in names:
        often.setdefault(plainly(name), Counter())[name] += 1
    chosen = {
        plain: plain if plain in _UNITS else min(counts, key=lambda name: (-counts[name], name))
        for plain, counts in often.items()
    }
    return {name: chosen[plainly(name)] for name in names}


def _singular(unit: str) -> str:
    plain = plainly(unit)
    return SHARE if plain in SHARES else plain.removesuffix("s")
