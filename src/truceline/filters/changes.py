"""What `truceline derive --changes` says of a pair, seen from either side."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import partial

from msgspec.structs import replace

from truceline.derive.differences import differences
from truceline.extract.extract import extract, params_of
from truceline.model.comparison import Comparison, QuotePair
from truceline.model.evidence import Document
from truceline.model.observation import Derivation, SharedSpan

_OTHER = {"a": "b", "b": "a", "a_from_b": "b_from_a", "b_from_a": "a_from_b"}
#: the two texts as a reason names them
_NAMED = re.compile(r"(?<!\w)([ab])(?= (?:credits|was published|is [ab] with|with parts)\b)")

Pair = tuple[str, str]


def mirrored(pair: Derivation) -> Derivation:
    """The same pair with its sides exchanged."""
    return replace(
        pair,
        a=pair.b,
        b=pair.a,
        spans=tuple(SharedSpan(s.b_start, s.b_end, s.a_start, s.a_end) for s in pair.spans),
        reason=_NAMED.sub(lambda found: _OTHER[found[1]], pair.reason),
        direction=_OTHER[pair.direction] if pair.direction else None,
    )


def changes_of(
    documents: list[Document], pairs: Iterable[Derivation], zone: str
) -> dict[Pair, Callable[[bool], dict[str, object]]]:
    """For each pair its changes as a line has them, or with True those of the pair with its sides exchanged."""
    by_id = {document.item_id: document for document in documents}
    pairs = tuple(pairs)
    concerned = sorted({item for pair in pairs for item in (pair.a, pair.b)})
    read = {item: extract((by_id[item],), params_of(zone)) for item in concerned}
    found: dict[Pair, Callable[[bool], dict[str, object]]] = {}
    for pair in pairs:
        a, b = by_id[pair.a], by_id[pair.b]
        compared = differences(a, b, (*read[pair.a], *read[pair.b]), pair.spans)
        found[pair.a, pair.b] = partial(_changes, compared, a.text, b.text)
    return found


def _changes(compared: Comparison, a: str, b: str, turned: bool) -> dict[str, object]:
    texts = {"a": a, "b": b}
    side = _OTHER if turned else {"a": "a", "b": "b"}
    quotes = [_quote(quote, texts, side) for quote in compared.quotes]
    only = [
        {
            "in": side[fact.side],
            "kind": fact.kind,
            "start": fact.start,
            "end": fact.end,
            "text": texts[fact.side][fact.start : fact.end],
        }
        for fact in compared.lone
    ]
    return {"quotes": quotes, "only": only}


def _quote(quote: QuotePair, texts: dict[str, str], side: dict[str, str]) -> dict[str, object]:
    spans, speakers = {"a": quote.a, "b": quote.b}, {"a": quote.a_speaker, "b": quote.b_speaker}
    told = {
        side[x]: {"start": s.start, "end": s.end, "text": s.of(texts[x]), "speaker": speakers[x]}
        for x, s in spans.items()
    }
    return {
        "flags": quote.flags,
        "a": told["a"],
        "b": told["b"],
        "attribution": quote.attribution,
        "cut": quote.cut,
        "cut_in": sorted(side[x] for x in quote.cut_in),
        "changed": [dict(sorted({side["a"]: in_a, side["b"]: in_b}.items())) for in_a, in_b in quote.changed],
    }
