"""What people have ruled on pairs of texts, put in place of what their words alone say."""

from __future__ import annotations

from collections.abc import Iterable

import pyarrow as pa

from truceline.derive.agreeing import agreeing
from truceline.derive.derive import Derived, joining
from truceline.derive.params import DeriveParams
from truceline.model.groups import ruled_origins
from truceline.model.observation import Derivation, Origin, TextDecision, TextVerdict
from truceline.model.tables import RULINGS

_DEFAULTS = DeriveParams()

#: who has ruled, and why, stands in the record and not here: reasons of pairs are published
_REASONS: dict[TextVerdict, str] = {
    "one_origin": "A person has ruled that both texts go back to one origin",
    "two_origins": "A person has ruled that the texts go back to two origins",
    "undetermined": "A person has ruled that it cannot be told whether the texts go back to one origin",
}


def ruled(derived: Derived, decisions: Iterable[TextDecision], params: DeriveParams = _DEFAULTS) -> Derived:
    """The same pairs and origins, with the rulings followed; those on texts that are not at hand wait for them.

    Two texts that are ruled to be of two origins never stand in one, even where a third goes back to both: that one
    then stands with the text that it is most like.
    Raises InputError where rulings contradict each other.
    """
    items = tuple(item for origin in derived.origins for item in origin.items)
    at_hand = frozenset(items)
    held = {(one.a, one.b): one for one in decisions if {one.a, one.b} <= at_hand}
    if not held:
        return derived
    agreeing(held.values())
    pairs = {(pair.a, pair.b): pair for pair in derived.pairs}
    for key, one in held.items():
        pairs[key] = _as_ruled(one, pairs.get(key))
    together = ruled_origins(items, pairs.values(), joining(params))
    return Derived(tuple(pairs[key] for key in sorted(pairs)), together)


def rulings_table(decisions: Iterable[TextDecision], found: Iterable[Origin]) -> pa.Table:
    """The rulings (schema RULINGS) with the origins that came of them."""
    of_item = {item: origin.origin_id for origin in found for item in origin.items}
    rows = [
        {
            "a": one.a,
            "b": one.b,
            "same": {"one_origin": True, "two_origins": False}.get(one.verdict),
            "who": one.who,
            "why": one.why,
            "about": "texts",
            "a_origin_id": of_item.get(one.a),
            "b_origin_id": of_item.get(one.b),
        }
        for one in sorted(decisions, key=lambda one: (one.a, one.b))
    ]
    return pa.Table.from_pylist(rows, schema=RULINGS)


def _as_ruled(one: TextDecision, known: Derivation | None) -> Derivation:
    reason = _REASONS[one.verdict]
    if known is None:
        return Derivation(one.a, one.b, one.verdict, 0, (), f"{reason}.")
    grounds = f"{reason}; by the words alone: {known.reason[:1].lower()}{known.reason[1:]}"
    return Derivation(one.a, one.b, one.verdict, known.score_ppm, known.spans, grounds, known.direction, known.credit)
