"""An entry of the record as it is read: its leaf, and what is left of its body."""

from __future__ import annotations

import msgspec

from truceline.record.kinds import Kind
from truceline.record.leaf import Leaf, parse_leaf
from truceline.record.merkle import leaf_hash


class Entry(msgspec.Struct, frozen=True, gc=False):
    """`index` counts from 0 and is its place in every proof. `body` is RFC 8785 JSON without the fields erased."""

    index: int
    kind: Kind
    leaf: bytes
    body: bytes

    @property
    def hash(self) -> str:
        """Hash of the leaf, as hex."""
        return leaf_hash(self.leaf).hex()

    @property
    def read(self) -> Leaf:
        """What the leaf says. Raises RecordError when it is none."""
        return parse_leaf(self.leaf)

    @property
    def erased(self) -> tuple[str, ...]:
        """Fields whose values were destroyed."""
        left: dict[str, msgspec.Raw] = msgspec.json.decode(self.body, type=dict[str, msgspec.Raw])
        return tuple(name for name in self.read.commits if name not in left)


class ErasureLine(msgspec.Struct, frozen=True):
    """What the record keeps of an erasure: of which entry which fields, who ordered it, and why."""

    index: int
    fields: tuple[str, ...]
    by: tuple[str, ...]
    why: str
