"""Signed notes: a text and, below an empty line, one line for each signature. Source: c2sp.org/signed-note v1.0.0.

Two kinds of signature are known: Ed25519 over the text (0x01), and the timestamped cosignature of a witness (0x04,
c2sp.org/tlog-cosignature). Everything else in a note is somebody else's and is passed over.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Literal

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from truceline.model.errors import RecordError

if TYPE_CHECKING:
    from truceline.ports import Signer

#: sixteen post-quantum signatures of others must fit, a flood must not
MAX_NOTE_BYTES = 256 * 1024
MAX_SIGNATURES = 100

SIGNATURE: Literal[0x01] = 0x01
COSIGNATURE: Literal[0x04] = 0x04
KeyKind = Literal[0x01, 0x04]

_ID_BYTES = 4
_PUBLIC_BYTES = 32
_SIGNATURE_BYTES = 64
_TIME_BYTES = 8
_LATEST_S = 2**63 - 1
_DASH = "\u2014 "
_SEPARATOR = "\n\n"

#: y coordinates of the eight points whose order divides eight (RFC 8032, section 5.1.7): such a key fits every text
_SMALL_ORDER_Y = frozenset(
    (
        0,
        1,
        2**255 - 20,
        2707385501144840649318225287225658788936804267575313519463743609750303402022,
        55188659117513257062467267217118295137698188065244968500265048394206261417927,
    )
)
_FIELD = 2**255 - 19


class MalformedNoteError(RecordError):
    """The bytes are not a signed note."""


class UnsignedNoteError(RecordError):
    """A note without a good signature of a known key, or with a bad one."""


class VerifierKey(msgspec.Struct, frozen=True, order=True):
    """A public key with the name it signs under and the kind of its signatures."""

    name: str
    kind: KeyKind
    public: bytes  # 32 bytes, RFC 8032

    @property
    def key_id(self) -> bytes:
        """Four bytes that, with the name, tell which key made a line. No proof of anything."""
        return hashlib.sha256(f"{self.name}\n".encode() + bytes((self.kind,)) + self.public).digest()[:_ID_BYTES]

    @property
    def text(self) -> str:
        """`name+hash+base64`, as it is handed to those who verify."""
        return f"{self.name}+{self.key_id.hex()}+{encoded(bytes((self.kind,)) + self.public)}"


class SignatureLine(msgspec.Struct, frozen=True):
    """One line below a note, verified or not."""

    name: str
    key_id: bytes
    signature: bytes  # with the time in front, in a cosignature

    @property
    def text(self) -> str:
        """The line with its line end."""
        return f"{_DASH}{self.name} {encoded(self.key_id + self.signature)}\n"


class Note(msgspec.Struct, frozen=True):
    """A text with the lines below it. It says nothing until `verify` has looked at it."""

    text: str
    lines: tuple[SignatureLine, ...]


class Verified(msgspec.Struct, frozen=True, order=True):
    """A key whose signature holds; `time_s` is when a witness says it signed."""

    key: VerifierKey
    time_s: int | None = None


def parse_key(text: str) -> VerifierKey:
    """Read `name+hash+base64`. Raises RecordError where any part does not fit the others."""
    parts = text.split("+", 2)
    if len(parts) != 3:
        raise _bad_key(text, "it is not name+hash+key")
    name, key_id, material = parts
    raw = decoded(material)
    if not good_name(name) or raw is None or len(raw) != 1 + _PUBLIC_BYTES:
        raise _bad_key(text, "its name or its key cannot be read")
    kind = raw[0]
    if kind == SIGNATURE:
        key = VerifierKey(name, SIGNATURE, raw[1:])
    elif kind == COSIGNATURE:
        key = VerifierKey(name, COSIGNATURE, raw[1:])
    else:
        raise _bad_key(text, f"signatures of kind {kind:#04x} are not known")
    if key.key_id.hex() != key_id:
        raise _bad_key(text, "the hash in it is of another key")
    y = int.from_bytes(key.public, "little") & (2**255 - 1)
    if y >= _FIELD or y in _SMALL_ORDER_Y:
        raise _bad_key(text, "its point fits signatures that nobody made")
    return key


def key_of(signer: Signer, kind: KeyKind = SIGNATURE) -> VerifierKey:
    """The public side of a signer."""
    return VerifierKey(signer.name, kind, signer.public)


def good_name(name: str) -> bool:
    """Whether a key may have this name: not empty, no spaces of any script, no plus, no control characters."""
    return bool(name) and "+" not in name and not any(c.isspace() or c < " " for c in name)


def parse(data: bytes) -> Note:
    """Read a signed note. Raises MalformedNoteError unless every byte is where the specification puts it."""
    if len(data) > MAX_NOTE_BYTES:
        raise _malformed(f"it has {len(data)} bytes, more than {MAX_NOTE_BYTES}")
    try:
        whole = data.decode("utf-8")
    except UnicodeDecodeError:
        raise _malformed("it is not UTF-8") from None
    if any(c < " " and c != "\n" for c in whole):
        raise _malformed("it holds control characters")
    cut = whole.rfind(_SEPARATOR)
    if cut < 0 or not whole.endswith("\n"):
        raise _malformed("it has no lines of signatures")
    rows = whole[cut + len(_SEPARATOR) :].removesuffix("\n").split("\n")
    if len(rows) > MAX_SIGNATURES:
        raise _malformed(f"it has more than {MAX_SIGNATURES} signatures")
    return Note(whole[: cut + 1], tuple(parse_line(row) for row in rows))


def parse_line(row: str) -> SignatureLine:
    """Read one line of a signature, without its line end. Raises MalformedNoteError."""
    name, space, encoded = row.removeprefix(_DASH).rpartition(" ")
    raw = decoded(encoded)
    if not row.startswith(_DASH) or not space or not good_name(name) or raw is None or len(raw) <= _ID_BYTES:
        raise _malformed("a line below it is no signature")
    return SignatureLine(name, raw[:_ID_BYTES], raw[_ID_BYTES:])


def write(note: Note) -> bytes:
    """The bytes that `parse` reads. Raises MalformedNoteError when they would be read as another note."""
    data = f"{note.text}\n{''.join(line.text for line in note.lines)}".encode()
    if parse(data) != note:
        raise _malformed("it would be read as another note")
    return data


def sign(text: str, signer: Signer) -> SignatureLine:
    """An Ed25519 signature over `text`, which ends in a line end."""
    key = key_of(signer)
    return SignatureLine(key.name, key.key_id, signer.sign(text.encode()))


def cosign(text: str, signer: Signer, time_s: int) -> SignatureLine:
    """A witness's signature: at `time_s` this was the largest consistent tree it had seen."""
    if not 0 < time_s <= _LATEST_S:
        raise ValueError(f"{time_s} is no time of a cosignature")
    key = key_of(signer, COSIGNATURE)
    return SignatureLine(
        key.name, key.key_id, time_s.to_bytes(_TIME_BYTES, "big") + signer.sign(_cosigned(text, time_s))
    )


def with_lines(note: Note, lines: Iterable[SignatureLine]) -> Note:
    """`note` with more signatures below it; a line that is there already is not put twice."""
    return Note(note.text, tuple(dict.fromkeys((*note.lines, *lines))))


def verify(note: Note, keys: Iterable[VerifierKey]) -> tuple[Verified, ...]:
    """The known keys that signed, each once, sorted; of several cosignatures of one key the latest counts.

    Lines of unknown keys are passed over. Raises UnsignedNoteError when no known key signed, or when a line that bears
    the name and the hash of a known key does not hold: then nothing in the note is believed.
    """
    known = by_name(keys)
    found: dict[VerifierKey, Verified] = {}
    for line in note.lines:
        key = known.get((line.name, line.key_id))
        if key is None:
            continue
        verified = verify_line(note.text, line, key)
        before = found.get(key)
        found[key] = verified if before is None else max(before, verified, key=lambda v: v.time_s or 0)
    if not found:
        raise UnsignedNoteError(
            "no known key signed it", where="signed note", advice="Check that you trust the key of whoever made it."
        )
    return tuple(sorted(found.values()))


def verify_line(text: str, line: SignatureLine, key: VerifierKey) -> Verified:
    """What a line of `key` under `text` says. Raises UnsignedNoteError when it does not hold."""
    signature, message, time_s = line.signature, text.encode(), None
    if key.kind == COSIGNATURE and len(signature) == _TIME_BYTES + _SIGNATURE_BYTES:
        time_s = int.from_bytes(signature[:_TIME_BYTES], "big")
        signature, message = signature[_TIME_BYTES:], _cosigned(text, time_s)
    in_time = time_s is None or 0 < time_s <= _LATEST_S
    if len(signature) == _SIGNATURE_BYTES and in_time and (key.kind == SIGNATURE or time_s is not None):
        try:
            Ed25519PublicKey.from_public_bytes(key.public).verify(signature, message)
        except (InvalidSignature, ValueError):
            pass
        else:
            return Verified(key, time_s)
    raise UnsignedNoteError(
        f"the signature of {key.name} does not hold",
        where="signed note",
        advice="Believe nothing in it. Keep it: whoever sent it, sent a forgery or damaged bytes.",
    )


def by_name(keys: Iterable[VerifierKey]) -> Mapping[tuple[str, bytes], VerifierKey]:
    """Keys as lines refer to them. Raises RecordError where two different keys would be taken for one."""
    known: dict[tuple[str, bytes], VerifierKey] = {}
    for key in keys:
        if known.setdefault((key.name, key.key_id), key) != key:
            raise RecordError(
                f"two keys have the name {key.name} and the hash {key.key_id.hex()}",
                where="trusted keys",
                advice="Take one of them out: a signature could not be told from the other's.",
            )
    return known


def encoded(raw: bytes) -> str:
    """Bytes as base64."""
    return base64.b64encode(raw).decode()


def decoded(text: str) -> bytes | None:
    """Bytes of canonical base64, else null: one text for each value, so that no second note says the same."""
    try:
        raw = base64.b64decode(text)
    except ValueError:
        return None
    return raw if encoded(raw) == text else None


def _cosigned(text: str, time_s: int) -> bytes:
    return f"cosignature/v1\ntime {time_s}\n{text}".encode()


def _malformed(found: str) -> MalformedNoteError:
    return MalformedNoteError(
        found, where="signed note", advice="Ask for it again from whoever made it; do not mend it by hand."
    )


def _bad_key(text: str, found: str) -> RecordError:
    return RecordError(
        f"{text[:80]!r} is no key: {found}",
        where="trusted keys",
        advice="Copy the whole line as its owner gave it: name+hash+key, of kind 0x01 (a log) or 0x04 (a witness).",
    )
