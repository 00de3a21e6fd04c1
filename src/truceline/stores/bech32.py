"""Bech32 of any length, as age writes keys. Source: BIP 173; age-encryption.org/v1, section on recipients."""

from __future__ import annotations

from typing import Final

_LETTERS: Final = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATOR: Final = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_CHECK: Final = 6


def encode(prefix: str, data: bytes) -> str:
    """`prefix`, 1, the data in groups of five bits, and six letters that catch a slip of the pen."""
    values = _regroup(data, 8, 5, pad=True)
    check = _polymod([*_expanded(prefix), *values, *bytes(_CHECK)]) ^ 1
    values += [(check >> 5 * (_CHECK - 1 - n)) & 31 for n in range(_CHECK)]
    return prefix + "1" + "".join(_LETTERS[value] for value in values)


def decode(prefix: str, text: str) -> bytes:
    """The data. Raises ValueError for another prefix, a wrong letter, or a check that fails."""
    if text not in (text.lower(), text.upper()):
        raise ValueError("upper and lower case are mixed")
    head, _, tail = text.lower().rpartition("1")
    if head != prefix or len(tail) < _CHECK or set(tail) - set(_LETTERS):
        raise ValueError(f"it does not begin with {prefix}1, or has other letters")
    values = [_LETTERS.index(letter) for letter in tail]
    if _polymod([*_expanded(prefix), *values]) != 1:
        raise ValueError("its last letters do not fit the others: it was mistyped")
    return bytes(_regroup(bytes(values[:-_CHECK]), 5, 8, pad=False))


def _expanded(prefix: str) -> list[int]:
    return [*(ord(letter) >> 5 for letter in prefix), 0, *(ord(letter) & 31 for letter in prefix)]


def _polymod(values: list[int]) -> int:
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for n, generator in enumerate(_GENERATOR):
            check ^= generator if (top >> n) & 1 else 0
    return check


def _regroup(data: bytes, of: int, to: int, *, pad: bool) -> list[int]:
    held, bits, found = 0, 0, []
    for value in data:
        held, bits = held << of | value, bits + of
        while bits >= to:
            bits -= to
            found.append(held >> bits & ((1 << to) - 1))
    rest = held & ((1 << bits) - 1)
    if pad and bits:
        found.append(rest << (to - bits) & ((1 << to) - 1))
    elif not pad and (bits >= of or rest):
        raise ValueError("bits are left over")
    return found
