"""Bech32 of any length, as age writes keys. Source: BIP 173; age-encryption.org/v1, section on recipients."""

from __future__ import annotations

from typing import Final

_LETTERS: Final = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATOR: Final = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_CHECK: Final = 6


def encode(prefix: str, data: bytes) -> str:
    """`prefix`, 1, the data in groups of five bits, and six letters that catch a slip of the pen."""
    values = _regroup(data)
    check = _polymod([*_expanded(prefix), *values, *bytes(_CHECK)]) ^ 1
    values += [(check >> 5 * (_CHECK - 1 - n)) & 31 for n in range(_CHECK)]
    return prefix + "1" + "".join(_LETTERS[value] for value in values)


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


def _regroup(data: bytes) -> list[int]:
    """Groups of five bits, the last filled up with zeros."""
    bits = "".join(f"{value:08b}" for value in data)
    return [int(bits[at : at + 5].ljust(5, "0"), 2) for at in range(0, len(bits), 5)]
