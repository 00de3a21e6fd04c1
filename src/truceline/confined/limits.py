"""What one item may cost. Budgets grow with the bytes that were received, never with what those bytes claim to hold."""

from __future__ import annotations

import msgspec

MIB = 1024 * 1024

_MEMORY = 1024 * MIB
#: seconds of processor for reading an item, and for the words of its texts: nine together, so that a machine that does
#: nothing else ends any item of the sizes below within ten seconds
READING_S = 3.0
WORDS_S = 6.0
#: seconds of the clock, but for those in which it waited for a processor: what sleeps is given up after this
_WALL_S = 10.0
#: seconds of the clock, whatever it waited for
_PATIENCE_S = 60.0

#: received bytes that the least budget is enough for (measured: tables need 15 bytes of memory and 0.07 µs a byte)
_FREE = 32 * MIB
_FREE_OF_TIME = 16 * MIB
_MEMORY_FOR_A_BYTE = 16
_CPU_S_FOR_A_MIB = 0.125
#: packed text is about this much larger when unpacked
_PACKED = 8

#: bytes of an answer for each byte received, and at least
_ANSWER_FOR_A_BYTE = 16
_ANSWER = 256 * MIB
#: open files: its input, its answer, program text that is loaded late
FILES = 64


class Limits(msgspec.Struct, frozen=True):
    """Memory in bytes of address space, seconds of processor and of the clock, bytes of an answer."""

    memory: int
    cpu_s: float
    wall_s: float
    patience_s: float
    answer: int


def limits_for(size: int, packed: bool, cpu_s: float = READING_S) -> Limits:
    """The budget of an item of `size` received bytes, `packed` for gzip and zip; `cpu_s` for a small one."""
    reckoned = size * (_PACKED if packed else 1)
    beyond = max(0, reckoned - _FREE)
    more_s = max(0, reckoned - _FREE_OF_TIME) / MIB * _CPU_S_FOR_A_MIB
    return Limits(
        memory=_MEMORY + beyond * _MEMORY_FOR_A_BYTE,
        cpu_s=cpu_s + more_s,
        wall_s=_WALL_S + more_s,
        patience_s=_PATIENCE_S + more_s,
        answer=_ANSWER + beyond * _ANSWER_FOR_A_BYTE,
    )
