"""What one item may cost. Budgets grow with the bytes that were received, never with what those bytes claim to hold."""

from __future__ import annotations

import msgspec

MIB = 1024 * 1024

_MEMORY = 1024 * MIB
_CPU_S = 8.0
#: an item that sleeps instead of working is given up after this; one that works is judged by its clock of work
_WALL_S = 10.0
#: on a machine busy with other things an item gets its share of the processor later: this much is waited at most
_PATIENCE = 6.0

#: received bytes that the least budget is enough for (measured: CSV needs 15 bytes of memory and 0.07 µs a byte,
#: plain text 0.6 µs)
_FREE = 32 * MIB
_FREE_OF_TIME = 8 * MIB
_MEMORY_FOR_A_BYTE = 16
_CPU_S_FOR_A_MIB = 0.25
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


def limits_for(size: int, packed: bool) -> Limits:
    """The budget of an item of `size` received bytes; `packed` for gzip and zip."""
    reckoned = size * (_PACKED if packed else 1)
    beyond = max(0, reckoned - _FREE)
    more_s = max(0, reckoned - _FREE_OF_TIME) / MIB * _CPU_S_FOR_A_MIB
    return Limits(
        memory=_MEMORY + beyond * _MEMORY_FOR_A_BYTE,
        cpu_s=_CPU_S + more_s,
        wall_s=_WALL_S + more_s,
        patience_s=(_WALL_S + more_s) * _PATIENCE,
        answer=_ANSWER + beyond * _ANSWER_FOR_A_BYTE,
    )
