"""Which seeds may be tuned on and which are reported. Worlds of one kind never share a seed between the two."""

from __future__ import annotations

from collections.abc import Iterable


def tuning(seeds: Iterable[int]) -> tuple[int, ...]:
    """Seeds that whoever builds the method may look at: the odd ones."""
    return tuple(seed for seed in seeds if seed % 2 == 1)


def reporting(seeds: Iterable[int]) -> tuple[int, ...]:
    """Seeds whose figures are published: the even ones."""
    return tuple(seed for seed in seeds if seed % 2 == 0)


class TunedOnError(ValueError):
    """Figures of seeds that somebody may have tuned on were about to be published as if they were not."""


def checked(seeds: Iterable[int], tuned_on: bool) -> tuple[int, ...]:
    """The seeds, if they are all of the kind that was asked for."""
    seeds = tuple(seeds)
    if tuned_on:
        return seeds
    if odd := tuning(seeds):
        raise TunedOnError(
            f"seeds {odd} are for tuning: report on even ones, or say --tuning, which marks every figure as tuned on"
        )
    return seeds
