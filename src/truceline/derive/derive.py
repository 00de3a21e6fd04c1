"""Which items come from one origin: compare the narrators' words, group what is derived."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from truceline.derive.candidates import candidates
from truceline.derive.groups import origins
from truceline.derive.narration import Narration, narrate
from truceline.derive.params import DeriveParams
from truceline.derive.verdict import judge
from truceline.model.evidence import Document
from truceline.model.observation import Derivation, Origin


class Derived(msgspec.Struct, frozen=True):
    """Pairs with something in common, sorted by (a, b) with a < b; and origins, each item in exactly one."""

    pairs: tuple[Derivation, ...]
    origins: tuple[Origin, ...]


_DEFAULTS = DeriveParams()


def derive(documents: Iterable[Document], params: DeriveParams = _DEFAULTS) -> Derived:
    """Compare documents pair by pair where an index of rare words says it is worth it.

    The order of the documents does not matter. The verdict on a pair depends on its two texts alone. An item given
    twice is taken once.
    """
    narrations = sorted({d.item_id: narrate(d) for d in documents}.values(), key=_by_day)
    found = []
    for low, high in candidates(narrations, params):
        a, b = sorted((narrations[low], narrations[high]), key=lambda n: n.item_id)
        if verdict := judge(a, b, params):
            found.append(verdict)
    pairs = tuple(sorted(found, key=lambda pair: (pair.a, pair.b)))
    joining = frozenset({"copy", "rewrite"} | ({"partial"} if params.join_partial else set()))
    return Derived(pairs, origins((n.item_id for n in narrations), pairs, joining))


def _by_day(narration: Narration) -> tuple[int, str]:
    return narration.published_day or 0, narration.item_id
