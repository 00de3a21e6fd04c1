"""SHA-256 of many short messages side by side: one lane for each, the same step for all lanes at once (FIPS 180-4).

The standard library hashes a long message faster; of a short one, most of the time goes into the call.
"""

# mypy: disable-error-code="return-value"
from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from truceline.compiled import inner, kernel

Bytes = npt.NDArray[np.uint8]
Ints = npt.NDArray[np.int64]
Words = npt.NDArray[np.uint32]

LANES = 128
BLOCK = 64
#: blocks that a message of n bytes takes with its padding: (n + 8) // 64 + 1
LENGTH_BYTES = 8


def _first_primes(n: int) -> list[int]:
    found: list[int] = []
    number = 2
    while len(found) < n:
        if all(number % prime for prime in found):
            found.append(number)
        number += 1
    return found


def _root_bits(prime: int, power: int) -> int:
    """First 32 bits of the fraction of a prime's square (2) or cube (3) root, in whole numbers."""
    wanted = prime << (32 * power)
    root = 1 << ((wanted.bit_length() + power - 1) // power)
    while (better := ((power - 1) * root + wanted // root ** (power - 1)) // power) < root:
        root = better
    return root & 0xFFFFFFFF


_START = np.array([_root_bits(prime, 2) for prime in _first_primes(8)], np.uint32)
_ROUND = np.array([_root_bits(prime, 3) for prime in _first_primes(64)], np.uint32)
_U = np.uint32


@inner
def _turned(x: Any, n: int) -> Any:
    return (x >> _U(n)) | (x << _U(32 - n))


@inner
def _word(data: Bytes, at: int) -> Any:
    return (_U(data[at]) << _U(24)) | (_U(data[at + 1]) << _U(16)) | (_U(data[at + 2]) << _U(8)) | _U(data[at + 3])


@inner
def _spread(w: Words) -> None:
    """The message schedule: 16 words of each lane become 64."""
    for t in range(16, 64):
        for lane in range(LANES):
            a, b = w[t - 15, lane], w[t - 2, lane]
            low = _turned(a, 7) ^ _turned(a, 18) ^ (a >> _U(3))
            high = _turned(b, 17) ^ _turned(b, 19) ^ (b >> _U(10))
            w[t, lane] = w[t - 16, lane] + low + w[t - 7, lane] + high


@inner
def _compress(w: Words, h: Words, s: Words) -> None:
    """One block of every lane. The eight working variables stay where they are, and their names move on."""
    _spread(w)
    for j in range(8):
        for lane in range(LANES):
            s[j, lane] = h[j, lane]
    for t in range(64):
        a, b, c, d = s[(64 - t) & 7], s[(65 - t) & 7], s[(66 - t) & 7], s[(67 - t) & 7]
        e, f, g, last = s[(68 - t) & 7], s[(69 - t) & 7], s[(70 - t) & 7], s[(71 - t) & 7]
        k, words = _ROUND[t], w[t]
        for lane in range(LANES):
            x, y = e[lane], a[lane]
            chosen = g[lane] ^ (x & (f[lane] ^ g[lane]))
            one = last[lane] + (_turned(x, 6) ^ _turned(x, 11) ^ _turned(x, 25)) + chosen + k + words[lane]
            most = (y & b[lane]) | (c[lane] & (y | b[lane]))
            d[lane] += one
            last[lane] = one + (_turned(y, 2) ^ _turned(y, 13) ^ _turned(y, 22)) + most
    for j in range(8):
        for lane in range(LANES):
            h[j, lane] += s[j, lane]


@inner
def _load(w: Words, lane: int, data: Bytes, start: int, end: int, block: int, rest: Bytes) -> None:
    """Block number `block` of the message [start, end), padded where it ends."""
    at = start + BLOCK * block
    left = end - at
    if left >= BLOCK:
        for j in range(16):
            w[j, lane] = _word(data, at + 4 * j)
        return
    for j in range(BLOCK):
        rest[j] = 0
    for j in range(left):
        rest[j] = data[at + j]
    if left >= 0:
        rest[left] = 0x80
    for j in range(16):
        w[j, lane] = _word(rest, 4 * j)
    if left < BLOCK - LENGTH_BYTES:
        bits = (end - start) * 8
        w[14, lane] = _U(bits >> 32)
        w[15, lane] = _U(bits & 0xFFFFFFFF)


@inner
def _begin(h: Words) -> None:
    for j in range(8):
        for lane in range(LANES):
            h[j, lane] = _START[j]


@inner
def _store(h: Words, lane: int, out: Bytes, row: int) -> None:
    for j in range(8):
        x = h[j, lane]
        out[row, 4 * j] = x >> _U(24)
        out[row, 4 * j + 1] = (x >> _U(16)) & _U(255)
        out[row, 4 * j + 2] = (x >> _U(8)) & _U(255)
        out[row, 4 * j + 3] = x & _U(255)


@kernel
def hash_many(data: Bytes, width: int, out: Bytes) -> None:
    """Hash messages of `width` bytes that follow each other in `data` into the rows of `out`, shape (messages, 32)."""
    w = np.zeros((64, LANES), np.uint32)
    h = np.zeros((8, LANES), np.uint32)
    s = np.zeros((8, LANES), np.uint32)
    rest = np.zeros(BLOCK, np.uint8)
    for first in range(0, len(out), LANES):
        lanes = min(LANES, len(out) - first)
        _begin(h)
        for block in range((width + LENGTH_BYTES) // BLOCK + 1):
            for lane in range(lanes):
                _load(w, lane, data, (first + lane) * width, (first + lane + 1) * width, block, rest)
            _compress(w, h, s)
        for lane in range(lanes):
            _store(h, lane, out, first + lane)


@inner
def _lay(scratch: Bytes, at: int, before: Bytes, salt: Bytes, named: Bytes, data: Bytes, start: int, end: int) -> int:
    """A message from `at` on: `before`, the salt as hex, `named`, the value and a bracket. Returns where it ends."""
    for j in range(len(before)):
        scratch[at + j] = before[j]
    at += len(before)
    for j in range(len(salt)):
        for k in range(2):
            digit = (salt[j] >> (4 - 4 * k)) & 15
            scratch[at + 2 * j + k] = 48 + digit if digit < 10 else 87 + digit
    at += 2 * len(salt)
    for j in range(len(named)):
        scratch[at + j] = named[j]
    at += len(named)
    for j in range(end - start):
        scratch[at + j] = data[start + j]
    at += end - start
    scratch[at] = 93  # ]
    return at + 1


@kernel
def commit_many(
    salts: Bytes, before: Bytes, named: Bytes, data: Bytes, offsets: Ints, order: Ints, longest: int, out: Bytes
) -> None:
    """Hash `before`, salt, `named`, value and a bracket for each row of `order`, into its row of `out`.

    `salts` has shape (rows, 16), values lie between `offsets`, and none is longer than `longest`. Lanes wait for
    the longest among them, so `order` should have equal lengths together.
    """
    w = np.zeros((64, LANES), np.uint32)
    h = np.zeros((8, LANES), np.uint32)
    s = np.zeros((8, LANES), np.uint32)
    rest = np.zeros(BLOCK, np.uint8)
    room = len(before) + 2 * salts.shape[1] + len(named) + longest + 1
    scratch = np.zeros(LANES * room, np.uint8)
    ends = np.zeros(LANES, np.int64)
    for first in range(0, len(order), LANES):
        lanes = min(LANES, len(order) - first)
        blocks = 0
        for lane in range(lanes):
            i = order[first + lane]
            ends[lane] = _lay(scratch, lane * room, before, salts[i], named, data, offsets[i], offsets[i + 1])
            blocks = max(blocks, (ends[lane] - lane * room + LENGTH_BYTES) // BLOCK + 1)
        _begin(h)
        for block in range(blocks):
            for lane in range(lanes):
                _load(w, lane, scratch, lane * room, ends[lane], block, rest)
            _compress(w, h, s)
            for lane in range(lanes):
                if (ends[lane] - lane * room + LENGTH_BYTES) // BLOCK == block:
                    _store(h, lane, out, order[first + lane])
