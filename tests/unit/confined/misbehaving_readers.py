"""Readers that are taken over by what they read, in the place of those for one item and for many."""

from __future__ import annotations

import ctypes

import msgspec

from truceline.confined import reading, together

#: what an item says to do, and the deed
MARK = b"DEED:"


def one(data: bytes, asked: bytes) -> object:
    _obey(data)
    return reading.work(data, asked)


def many(data: bytes, asked: bytes) -> object:
    answer = together.work(data, asked)
    said = _obey(data)
    if said == "short":
        return msgspec.structs.replace(answer, each=answer.each[:-1])
    if said == "more rows":
        each = [msgspec.structs.replace(one, observations=9) for one in answer.each]
        return msgspec.structs.replace(answer, each=tuple(each))
    return answer


def _obey(data: bytes) -> str:
    said = data.partition(MARK)[2].partition(b"!")[0].decode()
    if said == "crash":
        ctypes.string_at(0)
    if said == "spin":
        while True:
            pass
    if said == "hoard":
        held = []
        while True:
            held.append(bytearray(64 << 20))
    if said == "fail":
        raise KeyError("no such thing")
    return said
