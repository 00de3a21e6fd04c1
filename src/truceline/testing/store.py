"""The promises of a mission's stores, whatever keeps them: `check_record`, and by their side vault, view, accounts."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from truceline.model.errors import RecordError, TrucelineError
from truceline.record.checkpoint import open_checkpoint
from truceline.record.entry import Entry
from truceline.record.kinds import Kind
from truceline.record.leaf import GENESIS
from truceline.record.merkle import EMPTY_ROOT, TILE_WIDTH, TreeHead, leaf_hash, verify_consistency, verify_inclusion
from truceline.record.note import key_of
from truceline.stores.keyring import published_signer
from truceline.stores.openings import OpeningsLock
from truceline.stores.record import Record
from truceline.testing.accounts import check_accounts
from truceline.testing.rules import NotConformantError, demand
from truceline.testing.vault import check_vault
from truceline.testing.view import check_view

__all__ = ["check_accounts", "check_record", "check_vault", "check_view"]

Line = tuple[Kind, object]

#: the root of the entries that `check_record` appends to an invented record: the same in every store, for good
_FIRST = 700
_CLIENTS = 8
_EACH = 25


def check_record(factory: Callable[..., Record], *, wanted_root: str = "") -> str:
    """Raises NotConformantError for the first broken promise of a record. Returns the root of what it appended.

    Args:
        factory: opens the record, with derived salts and the origin "log"; with `read_only=True` to be read. It is
            called several times, and each must find what the others have written. Empty at first.
        wanted_root: the root that another store came to, in hex: the same lines must give the same tree.
    """
    record = factory()
    demand(record.size() == 0 and record.head() is None, "empty", "a new record has entries", "it begins with nothing")
    demand(record.tree_head() == TreeHead(0, EMPTY_ROOT), "empty", "its root is another", "RFC 6962, 2.1")
    demand(record.origin == "log", "origin", f"it is called {record.origin}", "its checkpoints bear that name for good")
    root = _appended(record, factory)
    if wanted_root:
        demand(root == wanted_root, "root", f"{root}, where another store has {wanted_root}", "the bytes are the same")
    _check_proofs(record)
    _check_refusals(record, factory)
    _check_checkpoints(record, factory)
    _check_together(record, factory)
    _check_erasure(record, factory)
    _check_sealing(record, factory)
    record.close()
    return root


def _appended(record: Record, factory: Callable[..., Record]) -> str:
    demand(record.append([]) == (), "append", "no lines give entries", "nothing is nothing")
    entries = list(record.append([_line(n) for n in range(3)]))
    for n in range(3, 10):
        entries += record.append([_line(n)], source="patrol" if n % 2 else "operator")
    entries += record.append([_line(n) for n in range(10, _FIRST)])
    demand([e.index for e in entries] == list(range(_FIRST)), "append", "places are not in order", "entries count up")
    other = factory(read_only=True)
    demand(list(other.entries()) == entries, "durable", "a second opening reads otherwise", "what was appended stays")
    receipts = [e for e in entries if e.kind == "receipt"]
    demand(list(other.entries("receipt")) == receipts, "kinds", "entries of a kind are others", "kinds are kept")
    last = list(other.newest(_FIRST - 1, "receipt"))
    earlier = [e for e in receipts if e.index < _FIRST - 1]
    demand(last == earlier[::-1], "newest", "they come in another order", "a page begins with the newest")
    demand(other.entry(5) == entries[5] and other.leaf(5) == entries[5].leaf, "entry", "one is another", "of its place")
    demand(other.head() == entries[-1], "head", "the newest is another", "the newest is the last")
    read = [entry.read for entry in entries]
    own = [leaf for leaf in read if leaf.source == "patrol"]
    demand([leaf.seq for leaf in own] == list(range(1, len(own) + 1)), "sources", "a gap", "omissions must show")
    demand(own[0].prev == GENESIS, "sources", "the first has one before it", "a source begins")
    demand(
        other.verify() == other.verify_leaves() == _FIRST, "verify", "another number", "all that is there is checked"
    )
    root = other.tree_head().root.hex()
    other.close()
    return root


def _check_proofs(record: Record) -> None:
    head = record.tree_head()
    for index in (0, 1, TILE_WIDTH - 1, TILE_WIDTH, _FIRST - 1):
        verify_inclusion(leaf_hash(record.leaf(index)), index, record.inclusion(index, head.size), head)
    for old in (1, TILE_WIDTH, 513, _FIRST - 1):
        verify_consistency(record.tree_head(old), head, record.consistency(old, head.size))
    demand(len(record.tile(0, 1)) == 32 * TILE_WIDTH, "tiles", "a full tile has other hashes", "C2SP tlog-tiles")
    demand(len(record.tile(0, 2)) == 32 * (_FIRST - 512), "tiles", "the edge is another", "C2SP tlog-tiles")


def _check_refusals(record: Record, factory: Callable[..., Record]) -> None:
    wrong: tuple[list[Line], ...] = (
        [("strange", {"n": 1})],
        [("receipt", {"n": 1.5})],
        [("receipt", {})],
        [_line(1), ("receipt", [1])],
    )
    for lines in wrong:
        _refuses(lambda lines=lines: record.append(lines), f"append of {lines}", ValueError)  # type: ignore[misc]
    for index in (-1, _FIRST, 10**12):
        _refuses(lambda index=index: record.entry(index), f"entry {index}", RecordError)  # type: ignore[misc]
        _refuses(lambda index=index: record.leaf(index), f"leaf {index}", RecordError)  # type: ignore[misc]
    other = factory(read_only=True)
    _refuses(lambda: other.append([_line(0)]), "append to a record that was opened to be read", TrucelineError)
    other.close()
    demand(record.size() == _FIRST, "all or nothing", "what was refused left something", "a refusal changes nothing")


def _check_checkpoints(record: Record, factory: Callable[..., Record]) -> None:
    demand(record.checkpoint() is None and record.checkpoints() == (), "checkpoints", "a new one has some", "none yet")
    record.keep_checkpoint(3, b"three")
    record.keep_checkpoint(700, b"all")
    record.keep_checkpoint(3, b"three, cosigned")
    other = factory(read_only=True)
    demand(other.checkpoint() == b"all", "checkpoints", "the newest is another", "it is that of the largest size")
    demand(
        other.checkpoint(3) == b"three, cosigned" and other.checkpoint(4) is None, "checkpoints", "3 or 4", "by size"
    )
    demand(other.checkpoints() == ((3, b"three, cosigned"), (700, b"all")), "checkpoints", "others", "oldest first")
    signer = published_signer("log")
    signed = open_checkpoint(record.sign(signer), record.origin, key_of(signer)).checkpoint
    demand(signed.root == record.tree_head().root, "sign", "another root", "it signs the tree")
    other.close()


def _check_together(record: Record, factory: Callable[..., Record]) -> None:
    """Threads of one opening, and another opening beside it: everything once, nothing lost."""
    before = record.size()
    other = factory()

    def client(k: int) -> list[Entry]:
        one = other if k % 4 == 0 else record
        return [one.append([_line(n, k), _line(n, k)], source=f"client {k}")[1] for n in range(_EACH)]

    with ThreadPoolExecutor(_CLIENTS) as pool:
        told = [entry for entries in pool.map(client, range(_CLIENTS)) for entry in entries]
    demand(record.size() == before + 2 * _CLIENTS * _EACH, "together", f"{record.size()} entries", "each goes in once")
    for entry in told:
        demand(record.entry(entry.index) == entry, "together", f"entry {entry.index} is another", "answers are true")
    demand(record.verify() == record.size() == other.verify(), "together", "it does not hold", "one tree, all of it")
    other.close()


def _check_erasure(record: Record, factory: Callable[..., Record]) -> None:
    index = next(record.entries("receipt")).index
    root, size, leaf = record.tree_head().root, record.size(), record.leaf(index)
    said = record.erase(index, ["filename"], by=["anna", "bert"], why="an order")
    other = factory(read_only=True)
    demand(said.index == size and said.kind == "erasure", "erase", "no entry says so", "what is missing is told")
    demand("filename" not in other.openings(index), "erase", "the value is still read", "it is destroyed")
    demand(b"filename" not in other.entry(index).body, "erase", "the body still has it", "it is destroyed")
    demand(other.entry(index).erased == ("filename",), "erase", "it is not told", "what is missing is told")
    demand(
        other.leaf(index) == leaf and other.tree_head(size).root == root, "erase", "the tree changed", "proofs stand"
    )
    demand(other.verify() == size + 1, "erase", "it does not hold any more", "an erasure that is told is whole")
    _refuses(lambda: record.erase(index, ["filename"], by=["a"], why="b"), "erasing twice", RecordError)
    _refuses(lambda: record.erase(index, [], by=["a"], why="b"), "erasing nothing", RecordError)
    _refuses(lambda: record.erase(10**9, ["n"], by=["a"], why="b"), "erasing of no entry", RecordError)
    demand(record.size() == size + 1, "erase", "a refused one left an entry", "a refusal changes nothing")
    other.close()


def _check_sealing(record: Record, factory: Callable[..., Record]) -> None:
    """Under a lock values are not read without it; what is proved does not change."""
    root, size = record.tree_head().root, record.size()
    bodies = [entry.body for entry in record.entries()]
    demand(not record.is_sealed(), "seal", "it is sealed before it was", "nothing is sealed yet")
    lock = _Lock()
    record.keep_under(lock)
    demand(record.reseal() == size, "seal", "not every entry was sealed", "all that is kept")
    record.append([_line(1)])
    demand(record.is_sealed() and record.verify() == size + 1, "seal", "it does not hold", "a lock changes no hash")
    demand(record.tree_head(size).root == root, "seal", "the tree changed", "proofs stand")
    demand([e.body for e in record.entries()][:size] == bodies, "seal", "values come back otherwise", "with the lock")
    without = factory(read_only=True)
    demand(without.is_sealed(), "seal", "it does not say that it is sealed", "whoever opens it must know")
    _refuses(lambda: without.entry(size), "reading without the lock", TrucelineError)
    demand(without.verify_leaves() == size + 1, "seal", "leaves cannot be checked without a key", "an operator can")
    without.close()


def _line(n: int, of: int = 0) -> Line:
    if n % 3:
        return "receipt", {"filename": f"patrol_{n}.csv", "sha256": f"{n:064x}", "of": of, "words": "Лиман " * (n % 5)}
    return "stage", {"n": n, "of": of, "list": [n, {"deep": None}], "true": True}


def _refuses(attempt: Callable[[], object], what: str, kind: type[Exception]) -> None:
    try:
        attempt()
    except kind:
        return
    except Exception as error:
        raise NotConformantError(f"rule “errors”: {what} raised {type(error).__name__}: {error}") from error
    raise NotConformantError(f"rule “errors”: {what} raised nothing. Why: a wrong answer is worse than none.")


class _Lock(OpeningsLock):
    """No cipher: enough to see that values are kept under it, each bound to its place."""

    def seal(self, plain: bytes, name: str) -> bytes:
        return b"TLS1" + name.encode() + b":" + plain[::-1]

    def open(self, sealed: bytes, name: str) -> bytes:
        own = b"TLS1" + name.encode() + b":"
        if not sealed.startswith(own):
            raise RecordError("it lies in another place", where=name, advice="Restore a backup.")
        return sealed[len(own) :][::-1]
