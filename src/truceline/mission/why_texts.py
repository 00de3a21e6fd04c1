"""Why, for texts: what was read in an item, and which items are one witness. Exact, and therefore internal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

from truceline.mission.case import Case, local_moment
from truceline.mission.texts import Shelf
from truceline.mission.told import Line, pair_lines, short, text_lines
from truceline.model.apart import OPEN_RELATIONS
from truceline.model.evidence import Document
from truceline.model.observation import Derivation, Observation, Origin, TextDecision, TextVerdict
from truceline.publish.words import words
from truceline.record.public_pairs import most_telling
from truceline.record.public_texts import named

_MOST_PAIRS = 12


def witnesses(case: Case, members: tuple[Observation, ...]) -> Iterator[Line]:
    """Items behind the incident that go back to one origin, and pairs of which it is not known."""
    items = {o.item_id for o in members}
    groups = [o for o in case.outcome.origins if len(items.intersection(o.items)) > 1]
    if groups:
        yield Line(0, "Origins shared by these items: each counts as one witness, however many texts carry it")
    for group in groups:
        yield Line(1, _named_origin(case, group))
        among = (pair for pair in case.outcome.pairs if pair.a in group.items and pair.b in group.items)
        yield from (_related(case, pair, 2) for pair in most_telling(among)[:_MOST_PAIRS])
        yield Line(2, f"side by side: truceline explain {case.mission.folder} {group.origin_id}")
    together = {item: group.origin_id for group in groups for item in group.items}
    doubtful = [
        pair
        for pair in case.outcome.pairs
        if pair.a in items
        and pair.b in items
        and pair.relation in OPEN_RELATIONS
        and together.get(pair.a, pair.a) != together.get(pair.b, pair.b)
    ]
    if doubtful:
        yield Line(0, "Not known whether these are one witness or two: they widen the range of independent origins")
    yield from (_related(case, pair, 1) for pair in most_telling(doubtful)[:_MOST_PAIRS])
    yield from ruled_texts(case, items)
    spoken = Counter(d.language or "" for d in case.outcome.documents if d.item_id in items)
    if len(spoken) > 1:
        names = words("en")
        told = (f"{names.term('language', lang) if lang else 'not recognised'} {n}" for lang, n in spoken.most_common())
        yield Line(0, f"Texts in several languages: {', '.join(sorted(told))}")
        yield Line(1, "Any of them may be a translation: the least number of origins is that of one language alone.")


def text_rulings_on(case: Case, items: Collection[str]) -> tuple[TextDecision, ...]:
    """Rulings on texts with an end among these items."""
    return tuple(one for one in case.outcome.text_rulings if one.a in items or one.b in items)


def ruled_texts(case: Case, items: Collection[str]) -> Iterator[Line]:
    """What people ruled on the origins of these items: it is followed, whatever their words."""
    found = text_rulings_on(case, items)
    if found:
        yield Line(0, "Ruled by reviewers on texts, and followed whatever their words")
    names = {i.item_id: i.filename for i in case.outcome.items}
    for one in found:
        told = f"{names.get(one.a, one.a)} ~ {names.get(one.b, one.b)}"
        yield Line(1, f"{told}: {_SAID[one.verdict]}. {one.who}: {one.why}")


_SAID: dict[TextVerdict, str] = {
    "one_origin": "one origin",
    "two_origins": "two origins",
    "undetermined": "cannot be told",
}


def _named_origin(case: Case, origin: Origin) -> str:
    names = {i.item_id: i.filename for i in case.outcome.items}
    return f"{origin.origin_id}: {', '.join(names.get(item, item) for item in origin.items)}"


def _related(case: Case, pair: Derivation, depth: int) -> Line:
    names = {i.item_id: i.filename for i in case.outcome.items}
    return Line(depth, f"{names[pair.a]} ~ {names[pair.b]}: {pair.relation}. {pair.reason}")


def origin_lines(case: Case, origin_id: str) -> Iterator[Line]:
    """The texts of an origin, and each pair of them side by side."""
    origin = next(o for o in case.outcome.origins if o.origin_id == origin_id)
    yield Line(0, _named_origin(case, origin))
    shelf = Shelf(case.mission, case.outcome)
    for item in origin.items:
        document = shelf.documents[item]
        yield Line(1, f"{item} {document.item.filename} ({named(document)}), {_published(case, document)}")
    yield from ruled_texts(case, origin.items)
    known = most_telling(shelf.among(origin.items))
    for pair in known[:_MOST_PAIRS]:
        yield from pair_lines(shelf.pair(pair), 1)
    if len(known) > _MOST_PAIRS:
        yield Line(1, f"… and {len(known) - _MOST_PAIRS} more pairs: truceline export {case.mission.folder} origins")


def _published(case: Case, document: Document) -> str:
    if document.published_s is not None:
        return local_moment(case, document.published_s)
    return document.published_day or "no date"


def item_lines(case: Case, item_id: str) -> Iterator[Line]:
    item = next(i for i in case.outcome.items if i.item_id == item_id)
    yield Line(0, f"{item_id}: {item.filename} {item.part}".rstrip())
    yield Line(1, f"{item.source} ({item.source_class}), {item.media_type}, sha256 {item.sha256}")
    if item.provenance:
        yield Line(1, f"As it came: {short(item.provenance)}")
    for origin in case.outcome.origins:
        if item_id in origin.items:
            yield Line(1, _named_origin(case, origin))
    yield from ruled_texts(case, (item_id,))
    shelf = Shelf(case.mission, case.outcome)
    yield from (_related(case, pair, 1) for pair in most_telling(shelf.of(item_id))[:_MOST_PAIRS])
    if item_id in shelf.documents:
        yield from text_lines(shelf.text(shelf.documents[item_id]), 1)
