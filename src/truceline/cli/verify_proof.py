"""A proof file checked offline, and told in words: what it shows, and what no proof can."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from truceline.cli.answers import answer
from truceline.cli.printable import hidden_as_escapes
from truceline.mission.proofs import figure_proof
from truceline.model.errors import UsageError
from truceline.record.figures import Figure, figures_of, place_of
from truceline.record.kinds import KINDS
from truceline.record.note import SIGNATURE, Verified, VerifierKey, parse_key
from truceline.record.proof import MAX_PROOF_BYTES, Pinned, Shown, read_proof, verify_proof, write_proof
from truceline.record.witnessing import NEUTRAL, grade
from truceline.stores.files import read_bytes, write_atomic
from truceline.stores.keyring import published_signer

#: values longer than this are cut on a terminal
_MOST = 300

_GRADES = {
    "unattested": "not attested: that takes the neutral witness and one side, of the keys you gave",
    "attested": "attested: the neutral witness and one side signed that they saw this same record",
    "jointly_attested": "jointly attested: the neutral witness and all sides signed that they saw this same record",
}

_NEVER = (
    "that the figure is true: only that it was released so, and not changed since",
    "that the evidence behind it is complete, or read rightly",
    "that it was not withdrawn later: ask for the newest bulletin",
)
_SINGLE = "that others were shown the same record: no witness whose key you gave signed it"
_PUBLISHED = "anything about the world: it is an invented mission, and everybody has the key that signs it"
_FIRST_USE = "whose keys these are: they came with the file (trust on first use). Give them with --key next time"


def check_proof(path: Path, given: tuple[str, ...], pointer: str | None, out: Path | None, as_json: bool) -> None:
    """Verify the file, tell it, and write the proof of one figure where that was asked for."""
    sides, pinned = _pinned(given)
    if path.stat().st_size > MAX_PROOF_BYTES:
        found = f"it has {path.stat().st_size:,} bytes, and a proof {MAX_PROOF_BYTES:,} at most"
        raise UsageError(found, where=str(path), advice="Name a proof: bulletin.proof.json.")
    data = read_bytes(path)
    shown = verify_proof(data, pinned)
    figures = _figures(shown, pointer)
    if out is not None:
        if len(figures) != 1 or pointer is None:
            raise UsageError(
                f"{len(figures)} figures were named to be cut out", advice="Name one: --figure /counts/0/value_low."
            )
        whole = read_proof(data)
        write_atomic(out, write_proof(figure_proof(whole, figures[0].pointer) if whole.bulletin is not None else whole))
    signed = [sides[one.key] for one in shown.signed_by if one.key in sides]
    worth = grade(signed, sides.values())
    lines = (hidden_as_escapes(line) for line in _told(shown, figures, sides, worth))
    answer(as_json, _summary(shown, figures, worth), tuple(lines))


def _pinned(given: tuple[str, ...]) -> tuple[dict[VerifierKey, str], Pinned | None]:
    """Keys as they were given: the record's own, and those of witnesses, each as SIDE=KEY."""
    logs: list[VerifierKey] = []
    sides: dict[VerifierKey, str] = {}
    for text in given:
        side, equals, rest = text.partition("=")
        named = bool(equals) and "+" not in side
        key = parse_key(rest if named else text)
        if key.kind == SIGNATURE:
            logs.append(key)
        elif named:
            sides[key] = side
        else:
            raise UsageError(
                f"nothing says whose witness {key.name} is", advice=f"Write SIDE=KEY; of no side: {NEUTRAL}=KEY."
            )
    if len(logs) > 1 or (sides and not logs):
        raise UsageError(f"{len(logs)} keys of a record were given", advice="Give one, and those of witnesses with it.")
    return sides, Pinned(logs[0], tuple((side, key) for key, side in sides.items())) if logs else None


def _figures(shown: Shown, pointer: str | None) -> tuple[Figure, ...]:
    """The figure with this pointer, or all that stand below it; without a pointer, the one that the file is about."""
    held = tuple(figures_of(shown.bulletin)) if shown.bulletin is not None else tuple(filter(None, [shown.figure]))
    if pointer is None:
        return tuple(filter(None, [shown.figure]))
    below = tuple(one for one in held if one.pointer.startswith(f"{pointer.rstrip('/')}/"))
    return below or (held[place_of(held, pointer)],)


def _told(shown: Shown, figures: tuple[Figure, ...], sides: dict[VerifierKey, str], worth: str) -> Iterator[str]:
    """What is shown, then what is not."""
    checkpoint = shown.checkpoint
    yield "The proof holds."
    yield from (f"  {figure.pointer} is {_written(figure.value)}" for figure in figures)
    if not figures and shown.figures is not None:
        yield f"  All {shown.figures} figures of the bulletin in this file are those that were released."
    if shown.row is not None:
        yield f"  Row {shown.row.row + 1} of {shown.row.rows} in the table {shown.row.table!r}:"
        yield from (f"    {name}: {_written(value)}" for name, value in shown.row.fields.items())
    kind = KINDS.get(shown.leaf.type, shown.leaf.type)
    yield f"  It stands in entry {shown.index} of the record {checkpoint.origin} ({kind})."
    if not figures and shown.row is None and shown.figures is None:
        yield from (f"    {name}: {_written(value)}" for name, value in shown.fields.items())
    if shown.leaf.type == "release" and "bulletin_id" in shown.fields:
        yield f"  That entry is the release of the bulletin {shown.fields['bulletin_id']}."
    yield f"  The record had {checkpoint.size} entries when this was signed, by:"
    yield from (f"    {_signer(one, sides, shown.pinned)}" for one in shown.signed_by)
    if shown.pinned:
        yield f"  It is {_GRADES[worth]}."
    yield "It does not show:"
    if any(one.key.public == published_signer(one.key.name).public for one in shown.signed_by):
        yield f"  {_PUBLISHED}"
    if not shown.pinned:
        yield f"  {_FIRST_USE}"
    if worth == "unattested":
        yield f"  {_SINGLE}"
    yield from (f"  {words}" for words in _NEVER)


def _signer(one: Verified, sides: dict[VerifierKey, str], pinned: bool) -> str:
    when = f", on {datetime.fromtimestamp(one.time_s, UTC):%Y-%m-%d %H:%M} UTC" if one.time_s is not None else ""
    who = "the record's own key" if one.key.kind == SIGNATURE else f"witness of {sides.get(one.key, 'a side not told')}"
    return f"{one.key.name} ({who}{when}){'' if pinned else ': ' + one.key.text}"


def _written(value: object) -> str:
    words = json.dumps(value, ensure_ascii=False)
    return words if len(words) <= _MOST else f"{words[:_MOST]}…"


def _summary(shown: Shown, figures: tuple[Figure, ...], worth: str) -> dict[str, object]:
    return {
        "holds": True,
        "record": shown.checkpoint.origin,
        "entries": shown.checkpoint.size,
        "entry": shown.index,
        "kind": shown.leaf.type,
        "signed_by": [{"key": one.key.text, "time_s": one.time_s} for one in shown.signed_by],
        "keys": "given" if shown.pinned else "came with the file",
        "grade": worth if shown.pinned else None,
        "figures": {figure.pointer: figure.value for figure in figures},
        "all_figures": shown.figures,
        "fields": shown.fields if not figures and shown.figures is None else None,
        "row": None if shown.row is None else shown.row,
    }
