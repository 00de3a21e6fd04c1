"""What a mission's evidence comes to, read without changing anything: for those who look while others work.

It is what the last run said, as far as its answers are kept; what is not kept is worked out again. Nothing is entered
in the record and nothing in the cache is dropped, so that any number of processes may look at once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from truceline.mission.agreed import agreement_if_sound
from truceline.mission.case import Case
from truceline.mission.destroyed import destructions
from truceline.mission.folder import Mission
from truceline.mission.history import changes_in
from truceline.mission.intake import receipts
from truceline.mission.locks import cache_of, vault_of
from truceline.mission.ruling_lines import ruling_lines
from truceline.mission.steps import recorded
from truceline.mission.submissions import submissions_of
from truceline.mission.work import ruled_by, rules_of
from truceline.pipeline import run
from truceline.stores.cache import Codec, FolderCache
from truceline.stores.files import make_folder
from truceline.stores.record import Record
from truceline.stores.silence import SilentProgress

T = TypeVar("T")


class _Kept(FolderCache):
    """The mission's cache, in which nothing is dropped: another process may still want it."""

    def __init__(self, within: FolderCache) -> None:
        self._within = within

    def several(self, stage: str, keys: Sequence[str]) -> dict[str, bytes]:
        return self._within.several(stage, keys)

    def kept(self, stage: str, key: str, codec: Codec[T], found: bytes | None = None) -> T | None:
        return self._within.kept(stage, key, codec, found)

    def made(self, stage: str, key: str, make: Callable[[], T], codec: Codec[T]) -> T:
        return self._within.made(stage, key, make, codec)

    def forget_others(self, stage: str, keys: frozenset[str]) -> None:
        return


def standing(mission: Mission, record: Record) -> tuple[Case, int]:
    """The case as the record stands, and how many of its entries that rests on."""
    size = record.size()
    make_folder(mission.cache_path)
    vault = vault_of(mission)
    gone = destructions(record)
    held = tuple(receipt for receipt in receipts(record) if receipt.sha256 not in gone)
    agreement = agreement_if_sound(mission)
    rules = ruled_by(rules_of(mission, None), ruling_lines(record))
    outcome = run(
        submissions_of(mission, held, agreement),
        lambda submission: vault.get(submission.sha256),
        rules,
        _Kept(cache_of(mission)),
        SilentProgress(),
    )
    kept = recorded(mission, record, outcome, agreement)
    return Case(mission, outcome, agreement, vault, changes_in(record), kept), size
