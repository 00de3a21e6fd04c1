"""Forgers of proofs, notes and histories. Each attempt is a claim that is false; a verifier must refuse every one.

A forger returns whether its claim was believed, or null where chance made no forgery. Verifiers are arguments, so that
weak ones can stand in as controls: a harness in which those do not fail would prove nothing.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import Any

import msgspec
from tests.record_tree import MemoryTiles

from truceline.model.errors import RecordError
from truceline.record.checkpoint import Checkpoint, open_checkpoint, sign_checkpoint
from truceline.record.entry import ErasureLine
from truceline.record.leaf import GENESIS, without
from truceline.record.merkle import (
    HASH_BYTES,
    Head,
    Tiles,
    Tree,
    TreeHead,
    leaf_hash,
    verify_consistency,
    verify_inclusion,
)
from truceline.record.note import key_of
from truceline.record.sealing import Sealed, chain, prepare, seal
from truceline.record.whole import Row, look_at, walk
from truceline.stores.keyring import published_signer
from truceline.stores.salts import DerivedSalts

Forger = Callable[[random.Random], bool | None]

SIZE = 1_100
LEAVES = [n.to_bytes(2, "big") for n in range(SIZE)]
HASHES = [leaf_hash(leaf) for leaf in LEAVES]
TREE = Tree(MemoryTiles(LEAVES))
HEADS = [TREE.head(size) for size in range(SIZE + 1)]
_INTERESTING = (1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 63, 64, 65, 255, 256, 257, 511, 512, 513, 1_023, 1_024, 1_025)


def some_size(rng: random.Random, least: int = 1) -> int:
    return max(least, rng.choice(_INTERESTING) if rng.random() < 0.4 else rng.randrange(least, SIZE + 1))


def changed_hash(rng: random.Random, hash_: bytes) -> bytes:
    """One bit turned, or a hash from elsewhere, or one of another length."""
    kind = rng.randrange(6)
    if kind < 3:
        return (int.from_bytes(hash_, "big") ^ (1 << rng.randrange(256))).to_bytes(HASH_BYTES, "big")
    if kind == 3:
        return rng.choice(HASHES)
    return rng.randbytes(HASH_BYTES) if kind == 4 else hash_[: rng.randrange(HASH_BYTES)]


def changed_path(rng: random.Random, path: Sequence[bytes], elsewhere: Sequence[bytes]) -> list[bytes]:
    """A hash changed, dropped, doubled, moved or put in, or the path of something else, whole or in part."""
    new, kind = list(path), rng.randrange(8)
    at = rng.randrange(len(new)) if new else 0
    if kind <= 1 and new:
        new[at] = changed_hash(rng, new[at])
    elif kind == 2 and new:
        del new[at]
    elif kind == 3:
        new.insert(at, rng.choice([*new, *elsewhere, HASHES[0]]))
    elif kind == 4 and len(new) > 1:
        other = rng.randrange(len(new))
        new[at], new[other] = new[other], new[at]
    elif kind == 5:
        new = [*new[:at], *elsewhere[at:]]
    elif kind == 6:
        new = list(elsewhere)
    else:
        new.reverse()
    return new


def believed(verify: Callable[..., object], *claim: Any) -> bool:
    try:
        verify(*claim)
    except RecordError:
        return False
    return True


def inclusion(rng: random.Random, verify: Callable[..., object] = verify_inclusion) -> bool | None:
    """Says of a leaf that it is where it is not, or proves what is true with a path that does not show it."""
    size = some_size(rng)
    index = rng.randrange(size)
    leaf, path, head = HASHES[index], list(TREE.inclusion(index, size)), HEADS[size]
    kind = rng.randrange(6)
    if kind == 0:
        leaf = changed_hash(rng, leaf)
    elif kind == 1:
        index = rng.choice((rng.randrange(SIZE), index + 1, index - 1, index ^ (1 << rng.randrange(11)), -index, size))
    elif kind == 2:
        head = TreeHead(size, changed_hash(rng, head.root))
    elif kind == 3:
        head = HEADS[some_size(rng)]  # another signed size, with its own root
    else:
        other = some_size(rng)
        path = changed_path(rng, path, TREE.inclusion(rng.randrange(other), other))
    told = 0 <= index < head.size <= SIZE and head == HEADS[head.size] and leaf == HASHES[index]
    if told and tuple(path) == TREE.inclusion(index, head.size):
        return None
    return believed(verify, leaf, index, path, head)


def consistency(rng: random.Random, verify: Callable[..., object] = verify_consistency) -> bool | None:
    """Says of a head that it continues another that it does not, or shows it with another path."""
    new = some_size(rng, 2)
    old = rng.randrange(1, new)
    before: Head = HEADS[old]
    after: Head = HEADS[new]
    path = list(TREE.consistency(old, new))
    kind = rng.randrange(6)
    if kind == 0:
        before = TreeHead(old, changed_hash(rng, before.root))
    elif kind == 1:
        after = TreeHead(new, changed_hash(rng, after.root))
    elif kind == 2:
        before = HEADS[rng.choice((rng.randrange(SIZE + 1), old - 1, old + 1))]
    elif kind == 3:
        before, after = after, before
    else:
        other = some_size(rng, 2)
        path = changed_path(rng, path, TREE.consistency(rng.randrange(1, other), other))
    honest = [before == HEADS[before.size], after == HEADS[after.size], before.size <= after.size]
    if all(honest) and tuple(path) == TREE.consistency(before.size, after.size):
        return None
    return believed(verify, before, after, path)


LOG = published_signer("log.example.org/1")
KEY = key_of(LOG)
NOTE = sign_checkpoint(Checkpoint(LOG.name, 513, HEADS[513].root), LOG)
OTHER_NOTE = sign_checkpoint(Checkpoint(LOG.name, 257, HEADS[257].root), LOG)
STRANGER = sign_checkpoint(Checkpoint(LOG.name, 999, HEADS[999].root), published_signer("somebody.else"))


def open_note(data: bytes) -> Checkpoint:
    return open_checkpoint(data, LOG.name, KEY).checkpoint


def note(rng: random.Random, read: Callable[[bytes], Checkpoint] = open_note) -> bool | None:
    """Changes bytes of a signed note, or mixes lines of two; believed when it says what neither said."""
    data = bytearray(NOTE)
    for _ in range(rng.choice((1, 1, 2, 3))):
        at, kind = rng.randrange(len(data) + 1), rng.randrange(6)
        if kind == 0 and at < len(data):
            data[at] ^= 1 << rng.randrange(8)
        elif kind == 1:
            del data[at : at + rng.randrange(1, 4)]
        elif kind == 2:
            data[at:at] = rng.choice(
                (b"\n", b"0", b"1", b"=", b"+", b" ", b"\x00", "\u2014 ".encode(), rng.randbytes(2))
            )
        elif kind == 3:
            data[at : at + 1] = rng.choice(b"0123456789").to_bytes(1, "big")
        else:
            lines, others = bytes(data).split(b"\n"), rng.choice((OTHER_NOTE, STRANGER)).split(b"\n")
            lines[rng.randrange(len(lines))] = rng.choice(others)
            data = bytearray(b"\n".join(lines))
    if bytes(data) in (NOTE, OTHER_NOTE):
        return None
    try:
        said = read(bytes(data))
    except RecordError:
        return False
    return (said.size, said.root) not in ((513, HEADS[513].root), (257, HEADS[257].root))


class History:
    """A short record with two sources and an erasure, its tiles, and the head that was signed of it."""

    def __init__(self) -> None:
        self.lines = [("receipt", {"n": n, "where": f"4{n}.0123 37.{n}021", "words": "x" * (n % 5)}) for n in range(24)]
        self.lines.append(("erasure", ErasureLine(7, ("where",), ("chair",), "asked")))
        self.sources = ["operator" if n % 3 else "patrol" for n in range(24)] + ["operator"]
        self.rows = rows_of(self.lines, self.sources)
        row = self.rows[7]
        body, salts = without(row.body, row.salts, frozenset(("where",)))
        self.rows[7] = msgspec.structs.replace(row, body=body, salts=salts)
        self.head = tiles_of(self.rows)[1]


def rows_of(lines: Sequence[tuple[str, object]], sources: Sequence[str]) -> list[Row]:
    """Rows as an honest log would write them."""
    sealed = seal([prepare(lines)], DerivedSalts())
    last: dict[str, tuple[int, str]] = {}
    rows: list[Row] = []
    for n, source in enumerate(sources):
        rows.append(_row(sealed, n, source, last))
    return rows


def _row(sealed: Sealed, n: int, source: str, last: dict[str, tuple[int, str]]) -> Row:
    seq, prev = last.get(source, (0, GENESIS))
    ((leaf,), (hash_,)) = chain(sealed, range(n, n + 1), source, seq, prev)
    last[source] = (seq + 1, hash_.hex())
    return Row(n, sealed.kinds[n], leaf, sealed.bodies[n], sealed.salts[n])


def tiles_of(rows: Sequence[Row]) -> tuple[Tiles, TreeHead]:
    tiles = MemoryTiles([row.leaf for row in rows])
    return tiles, Tree(tiles).head(len(rows))


HISTORY = History()


def check_history(rows: Sequence[Row], tiles: Tiles, head: TreeHead) -> None:
    """What a verifier does with a whole record and a signed head."""
    walked = walk([look_at(rows)], tiles)
    if walked.size < head.size or Tree(tiles).root(head.size) != head.root:
        raise RecordError("this is not the record of which the head was signed", advice="Keep both.")


def history(rng: random.Random, check: Callable[..., object] = check_history) -> bool | None:
    """Rewrites a record: crudely, or with every hash and every tile made to fit again."""
    rows = list(HISTORY.rows)
    kind, n = rng.randrange(9), rng.randrange(len(rows))
    if kind <= 2:
        field = ("leaf", "body", "salts")[kind]
        rows[n] = msgspec.structs.replace(rows[n], **{field: _touched(rng, getattr(rows[n], field))})
    elif kind == 3:
        other = rng.randrange(len(rows))
        rows[n], rows[other] = (
            msgspec.structs.replace(rows[other], index=n), msgspec.structs.replace(rows[n], index=other),
        )  # fmt: skip
    elif kind == 4:
        del rows[n]
        rows = [msgspec.structs.replace(row, index=at) for at, row in enumerate(rows)]
    elif kind == 5:
        rows[n] = msgspec.structs.replace(rows[n], kind=rng.choice(("stage", "release", "erasure", "receipt")))
    elif kind == 6:
        rows = rows[:n]
    elif kind == 7:
        body, salts = without(rows[n].body, rows[n].salts, frozenset(("n", "where", "by")))
        rows[n] = msgspec.structs.replace(rows[n], body=body, salts=salts)
    else:
        rows = _rewritten(rng, n)
    if rows == HISTORY.rows:
        return None
    tiles, _ = tiles_of(rows if rng.random() < 0.7 else HISTORY.rows)
    return believed(check, rows, tiles, HISTORY.head)


def _touched(rng: random.Random, data: bytes) -> bytes:
    at, kind = rng.randrange(len(data)), rng.randrange(4)
    if kind == 0:
        return data[:at] + bytes((data[at] ^ (1 << rng.randrange(8)),)) + data[at + 1 :]
    if kind == 1:
        return data[:at] + data[at + 1 :]
    if kind == 2:
        return data[:at] + rng.choice((b" ", b"0", b'"', rng.randbytes(1))) + data[at:]
    return data[:at] + rng.choice(b"0123456789abcdef").to_bytes(1, "big") + data[at + 1 :]


def _rewritten(rng: random.Random, n: int) -> list[Row]:
    """Another history with everything in order, as an operator could write it who has all but the signed head."""
    lines, sources = list(HISTORY.lines), list(HISTORY.sources)
    if rng.random() < 0.5:
        lines[n] = ("receipt", {"n": rng.randrange(10**6), "where": "48.0 37.8", "words": ""})
    else:
        del lines[n], sources[n]
        lines.insert(rng.randrange(len(lines)), ("receipt", {"n": rng.randrange(10**6)}))
        sources.append("operator")
    rows = rows_of(lines, sources)
    if rng.random() < 0.5 and lines[7] == HISTORY.lines[7]:
        rows[7] = msgspec.structs.replace(rows[7], body=HISTORY.rows[7].body, salts=HISTORY.rows[7].salts)
    return rows


FORGERS: dict[str, tuple[Forger, float]] = {
    "inclusion proofs": (inclusion, 0.40),
    "consistency proofs": (consistency, 0.35),
    "signed notes": (note, 0.15),
    "histories": (history, 0.10),
}


def attempts(forger: Forger, seed: int, count: int) -> tuple[int, int]:
    """So many forgeries: how many were tried, and how many believed."""
    rng, tried, accepted = random.Random(seed), 0, 0
    while tried < count:
        answer = forger(rng)
        if answer is not None:
            tried += 1
            accepted += answer
    return tried, accepted
