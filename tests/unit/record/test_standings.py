"""What attests one state of the record, and where each witness stands."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from tests.plain_logs import root_of

from truceline.record.checkpoint import Checkpoint, Opened
from truceline.record.note import COSIGNATURE, Note, Verified, VerifierKey, key_of
from truceline.record.standings import Standing, Trusted, attestation
from truceline.stores.keyring import published_signer

LOG = key_of(published_signer("example.org/north"))
PARTIES = ("kostria", "vardenia")
WITNESSES = tuple(
    Trusted(side, key_of(published_signer(f"witness.{side}"), COSIGNATURE)) for side in ("neutral", *PARTIES)
)
KEYS = {one.side: one.key for one in WITNESSES}


def _opened(size: int, *signed: tuple[str, int]) -> Opened:
    state = Checkpoint(LOG.name, size, root_of([bytes([n]) for n in range(size)]))
    by = (Verified(LOG), *(Verified(KEYS[side], time_s) for side, time_s in signed))
    return Opened(state, by, Note(state.text, ()))


def _standings(size: int, checkpoints: Sequence[Opened]) -> dict[str, Standing]:
    return {one.side: one for one in attestation(size, checkpoints, WITNESSES, PARTIES).standings}


def test_a_record_without_witnesses_attests_nothing() -> None:
    found = attestation(3, [_opened(3)], (), PARTIES)
    assert (found.grade, found.standings) == ("unattested", ())


def test_only_signatures_under_the_very_state_count_and_each_last_one_is_told() -> None:
    checkpoints = [_opened(9, ("neutral", 900)), _opened(7, ("neutral", 700), ("kostria", 701)), _opened(4)]
    assert _standings(7, checkpoints) == {
        "neutral": Standing("neutral", "witness.neutral", True, 9, 900),
        "kostria": Standing("kostria", "witness.kostria", True, 7, 701),
        "vardenia": Standing("vardenia", "witness.vardenia", False, None, None),
    }
    assert attestation(7, checkpoints, WITNESSES, PARTIES).grade == "attested"
    for size in (4, 8, 9):
        assert attestation(size, checkpoints, WITNESSES, PARTIES).grade == "unattested", size
    later = _standings(9, checkpoints)
    assert [side for side, one in later.items() if one.signed] == ["neutral"]
    assert (later["kostria"].size, later["kostria"].time_s) == (7, 701), "silent since then, and everybody sees it"


def test_all_together_attest_jointly_in_whatever_order_they_are_named() -> None:
    checkpoints = [_opened(5, ("vardenia", 3), ("neutral", 1), ("kostria", 2))]
    for witnesses in (WITNESSES, WITNESSES[::-1]):
        found = attestation(5, checkpoints, witnesses, PARTIES)
        assert found.grade == "jointly_attested"
        assert [(one.side, one.size, one.time_s) for one in found.standings] == [
            ("kostria", 5, 2),
            ("neutral", 5, 1),
            ("vardenia", 5, 3),
        ]


def test_a_key_that_no_witness_has_counts_for_nobody() -> None:
    stranger = Verified(VerifierKey("witness.kostria", COSIGNATURE, key_of(published_signer("x")).public), 5)
    opened = _opened(5, ("neutral", 4))
    opened = msgspec.structs.replace(opened, signed_by=(*opened.signed_by, stranger))
    found = attestation(5, [opened], WITNESSES, PARTIES)
    assert found.grade == "unattested"
    assert [one.signed for one in found.standings] == [False, True, False]
