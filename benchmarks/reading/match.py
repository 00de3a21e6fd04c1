"""Whether what was found is what was labelled, kind by kind.

Each function takes the labels of one text and what extract found there, and returns an `Outcome`: hits, misses, false
finds, and further questions asked of the hits ("speaker", "stance") as right and asked.

quotes      the words between the marks, outer marks and punctuation aside; pieces that only paragraph marks part may
            be found as one. Speaker: null where the text names none; any form of the name or role that is labelled.
statements  at least half of the words of both contents shared (or three words too many), and the speaker. Verbatim
            ones are scored as quotes.
quantities  overlapping words, and the value where it is exact; the bound that "more than" and "up to" give; both
            bounds of a range; for "about", the value inside the bounds; for "dozens", the lower bound within a factor
            of two; and the unit where one is labelled.
times       overlapping words, and intervals that share at least half of their union (parts of a day have no agreed
            hours); open ends must be open, or reach the time of publication.
events      a type that is the labelled one, above or below it in the taxonomy; the place's words; the day.
persons     the name, with at most two words more (titles); places: the name, with or without its kind.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from reading.labels import Labelled, seconds
from reading.words import plain, same_name, same_place, share, tokens
from truceline.model.mentions import AnyMention, EventMention, QuantityMention, Quote, Statement, TimeMention
from truceline.model.taxonomy import is_a

Gold = dict[str, Any]
HOUR_S, DAY_S = 3600, 86400
_OLD_S = 60 * DAY_S


@dataclass
class Outcome:
    hits: int = 0
    missed: list[Gold] = field(default_factory=list)
    false: list[AnyMention] = field(default_factory=list)
    right: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def ask(self, question: str, answer: bool, found: object = None, wanted: object = None) -> None:
        self.asked[question] += 1
        self.right[question] += answer
        if not answer and wanted != found:
            self.wrong.append(f"{question}: {found!r}, not {wanted!r}")


def overlap(gold: Gold, found: AnyMention) -> int:
    return min(gold["end"], found.end) - max(gold["start"], found.start)


def _pair(
    golds: list[Gold],
    found: list[AnyMention],
    same: Callable[[Gold, AnyMention], bool],
    near: Callable[[Gold, AnyMention], bool] | None = None,
) -> tuple[list[tuple[Gold, AnyMention]], Outcome]:
    """Labels and finds one to one, asked-for labels first; finds that only touch an optional label do not count."""
    near = near or (lambda g, m: overlap(g, m) > 0)
    out, pairs, free = Outcome(), [], list(found)
    for gold in sorted(golds, key=lambda g: bool(g.get("optional"))):
        hit = next((m for m in free if same(gold, m)), None)
        if hit is not None:
            free.remove(hit)
            if not gold.get("optional"):
                pairs.append((gold, hit))
        elif not gold.get("optional"):
            out.missed.append(gold)
    optional = [g for g in golds if g.get("optional")]
    out.false = [m for m in free if not any(near(g, m) for g in optional)]
    out.hits = len(pairs)
    return pairs, out


def quotes(row: Labelled, mentions: list[AnyMention]) -> Outcome:
    golds = row.gold["quotes"]
    found = [m for m in mentions if isinstance(m, Quote)]
    joined = {id(g): m for m in found for g in _run(golds, m)}
    pairs, out = _pair(golds, found, lambda g, m: plain(g["text"]) == plain(m.text) and overlap(g, m) > 0)
    for gold in [g for g in out.missed if id(g) in joined]:
        out.missed.remove(gold)
        out.hits += 1
        pairs.append((gold, joined[id(gold)]))
    out.false = [m for m in out.false if not any(m is j for j in joined.values())]
    for gold, mention in pairs:
        if not gold.get("speaker_unscored"):
            right = same_name(mention.speaker, gold["speaker"])
            out.ask("speaker", right, mention.speaker, f"{gold['speaker']}: {gold['text'][:40]}")
    return out


def _run(golds: list[Gold], found: AnyMention) -> list[Gold]:
    """The labels that a find covers as one run, only marks and blanks between them: several, or none."""
    inside = sorted((g for g in golds if found.start <= g["start"] and g["end"] <= found.end), key=lambda g: g["start"])
    inside = [g for g in inside if not g.get("optional")]
    if len(inside) < 2:
        return []
    words = sum(len(tokens(g["text"])) for g in inside)
    return inside if words == len(tokens(found.text)) else []


def statements(row: Labelled, mentions: list[AnyMention]) -> Outcome:
    found = [m for m in mentions if isinstance(m, Statement)]
    spoken = [g for g in row.gold.get("quotes", ()) if not g.get("optional")]
    golds = row.gold["statements"]

    def content(gold: Gold, mention: AnyMention) -> bool:
        if overlap(gold, mention) <= 0:
            return False
        more = len(tokens(mention.text)) - len(tokens(gold["content"]))
        inside = mention.start <= gold["start"] and gold["end"] <= mention.end and more <= 3
        return inside or share(gold["content"], mention.text) >= 0.5

    def same(gold: Gold, mention: AnyMention) -> bool:
        return content(gold, mention) and same_name(mention.speaker, gold.get("speaker"))

    for gold in golds:
        gold.setdefault("content", gold["text"])
    pairs, out = _pair(golds, found, same)
    out.false = [m for m in out.false if m.mode != "verbatim" and not any(_is_quote(g, m) for g in spoken)]
    for gold in golds:
        if not gold.get("optional"):
            out.ask("content found", any(content(gold, m) for m in found))
    for gold, mention in pairs:
        out.ask("stance", mention.stance in gold["stance"].split("/"), mention.stance, gold["stance"])
        out.ask("mode", mention.mode in gold["mode"].split("/"), mention.mode, gold["mode"])
    return out


def _is_quote(gold: Gold, mention: AnyMention) -> bool:
    return overlap(gold, mention) > 0 and share(gold["text"], mention.text) >= 0.5


def _milli(value: float | None) -> int | None:
    return None if value is None else round(value * 1000)


def same_value(gold: Gold, m: QuantityMention) -> bool:
    value, low, high = _milli(gold["value"]), _milli(gold["low"]), _milli(gold["high"])
    if gold.get("about"):
        slack = 500 if gold["unit"] == "percent" else 0  # two thirds
        return m.value_milli == value or (
            None not in (m.low_milli, m.high_milli) and m.low_milli - slack <= value <= m.high_milli + slack
        )
    if gold.get("vague"):
        return m.low_milli is not None and low / 2.1 <= m.low_milli <= low * 2.1
    if value is not None:
        have = m.value_milli if m.value_milli is not None else m.low_milli if m.low_milli == m.high_milli else None
        return have is not None and abs(have - value) <= (500 if gold["unit"] == "percent" else 0)
    slack = 500 if gold["unit"] == "percent" else 1000  # a third; "more than 40" as 40 or 41
    if low is not None and high is not None:
        return (m.low_milli, m.high_milli) == (low, high)
    if low is not None:
        return m.low_milli is not None and abs(m.low_milli - low) <= slack and m.high_milli != m.low_milli
    return m.high_milli is not None and abs(m.high_milli - high) <= slack and m.high_milli != m.low_milli


def quantities(row: Labelled, mentions: list[AnyMention]) -> Outcome:
    found = [m for m in mentions if isinstance(m, QuantityMention)]

    def same(gold: Gold, m: AnyMention) -> bool:
        if overlap(gold, m) <= 0 or gold.get("optional"):
            return overlap(gold, m) > 0
        return same_value(gold, m) and (gold["unit"] is None or m.unit in gold["unit"].split("/"))

    pairs, out = _pair(row.gold["quantities"], found, same)
    for gold in row.gold["quantities"]:
        if not gold.get("optional"):
            out.ask("value alone", any(overlap(gold, m) > 0 and same_value(gold, m) for m in found))
    for gold, mention in pairs:
        if gold["of"]:
            out.ask("of", mention.of is not None and bool({*tokens(gold["of"])} & {*tokens(mention.of)}))
    return out


def same_interval(gold: Gold, m: TimeMention, published: int) -> bool:
    wanted = [(gold["from"], gold["to"]), *gold.get("alt", ())]
    return any(_same_interval(seconds(a), seconds(b), m.from_s, m.to_s, published) for a, b in wanted)


def _same_interval(a: int | None, b: int | None, x: int | None, y: int | None, published: int) -> bool:
    if a is None:
        return b is not None and y is not None and abs(y - b) <= DAY_S and (x is None or x <= published)
    if b is None:
        return x is not None and abs(x - a) <= HOUR_S and (y is None or y >= published - DAY_S)
    if x is None or y is None:
        return False
    if b - a < HOUR_S and abs(x - a) <= 30 * 60 and y - x <= 2 * HOUR_S:
        return True
    return 2 * (min(b, y) - max(a, x)) >= max(b, y) - min(a, x)


def times(row: Labelled, mentions: list[AnyMention]) -> Outcome:
    found = [m for m in mentions if isinstance(m, TimeMention)]
    published = seconds(row.published) or 0

    def same(gold: Gold, m: AnyMention) -> bool:
        return overlap(gold, m) > 0 and (bool(gold.get("optional")) or same_interval(gold, m, published))

    _, out = _pair(row.gold["times"], found, same)
    for gold in row.gold["times"]:
        if not gold.get("optional"):
            out.ask("words found", any(overlap(gold, m) > 0 for m in found))
    return out


def same_type(gold: Gold, code: str) -> bool:
    return any(is_a(code, want) or is_a(want, code) for want in gold["type"].split("/"))


def _on_day(gold: Gold, m: EventMention) -> bool:
    begin, end = seconds(gold["from"]), seconds(gold["to"])
    if begin is None or end is None:
        return True
    if m.start_s is None or m.end_s is None:
        return False
    return min(end, m.end_s) > max(begin, m.start_s) and m.end_s - m.start_s <= max(2 * DAY_S, 2 * (end - begin))


def _at_place(gold: Gold, m: EventMention) -> bool:
    if gold["place"] is None:
        return True
    return any(same_place(words, gold["place"]) for words in m.places)


def events(row: Labelled, mentions: list[AnyMention]) -> Outcome:
    published = seconds(row.published) or 0
    found = [m for m in mentions if isinstance(m, EventMention)]
    found = [m for m in found if m.end_s is None or m.end_s > published - _OLD_S]  # history, dated as such
    golds = row.gold["events"]

    def same(gold: Gold, m: AnyMention) -> bool:
        return same_type(gold, m.event_type) and (
            bool(gold.get("optional")) or (_at_place(gold, m) and _on_day(gold, m))
        )

    def near(gold: Gold, m: AnyMention) -> bool:
        return overlap(gold, m) > 0 if gold.get("whole") else same_type(gold, m.event_type)

    pairs, out = _pair(golds, found, same, near)
    out.false = [m for m in out.false if not any(_part_of(g, m) for g, _ in pairs)]
    for gold in golds:
        if gold.get("optional"):
            continue
        out.ask("type alone", any(same_type(gold, m.event_type) for m in found))
        out.ask("type and place", any(same_type(gold, m.event_type) and _at_place(gold, m) for m in found))
    for gold, m in pairs:
        if gold["actor"]:
            right = same_name(m.alleged_actor, gold["actor"]) or _people_of(m.alleged_actor, gold["actor"])
            out.ask("actor", right, m.alleged_actor, gold["actor"])
        if gold["claimed_by"]:
            out.ask("claimant", same_name(m.claimed_by, gold["claimed_by"]), m.claimed_by, gold["claimed_by"])
        for field_name in ("killed", "wounded"):
            if gold[field_name]:
                have = getattr(m, f"{field_name}_low")
                out.ask("casualties", have == gold[field_name], have, gold[field_name])
    return out


def _people_of(found: str | None, wanted: str) -> bool:
    """ "Israeli" for "Israel"."""
    return found is not None and found.casefold()[:4] == wanted.casefold()[:4]


def _part_of(gold: Gold, m: EventMention) -> bool:
    """The event told again, another of its places, or its casualties told apart: none is a false find."""
    if m.event_type in ("harm.killed", "harm.wounded"):
        return bool(gold["killed"] or gold["wounded"])
    return same_type(gold, m.event_type) and _at_place(gold, m) and _on_day(gold, m)


def elements(row: Labelled, mentions: list[AnyMention]) -> Outcome:
    found = [m for m in mentions if _kind(m) == "agreement_element"]

    def same(gold: Gold, m: AnyMention) -> bool:
        return overlap(gold, m) > 0 and (gold.get("optional") or m.status in gold["status"].split("/"))

    _, out = _pair(row.gold["elements"], found, same)
    for gold in row.gold["elements"]:
        if not gold.get("optional"):
            out.ask("words found", any(overlap(gold, m) > 0 for m in found))
    return out


def _kind(mention: AnyMention) -> str:
    return str(mention.__struct_config__.tag)


def persons(row: Labelled, mentions: list[AnyMention]) -> Outcome:
    def same(gold: Gold, m: AnyMention) -> bool:
        ask, have = tokens(gold["text"]), tokens(m.text)
        return overlap(gold, m) > 0 and (gold.get("optional") or (_inside(ask, have) and len(have) <= len(ask) + 2))

    _, out = _pair(row.gold["persons"], [m for m in mentions if _kind(m) == "person"], same)
    return out


def places(row: Labelled, mentions: list[AnyMention]) -> Outcome:
    def same(gold: Gold, m: AnyMention) -> bool:
        ask, have = tokens(gold["text"]), tokens(m.text)
        if overlap(gold, m) <= 0 or gold.get("optional"):
            return overlap(gold, m) > 0
        return (_inside(ask, have) and len(have) <= len(ask) + 6) or (_inside(have, ask) and 2 * len(have) >= len(ask))

    _, out = _pair(row.gold["places"], [m for m in mentions if _kind(m) == "place"], same)
    return out


def _inside(small: list[str], large: list[str]) -> bool:
    return all(word in large for word in small)


MATCHERS: dict[str, Callable[[Labelled, list[AnyMention]], Outcome]] = {
    "quotes": quotes,
    "statements": statements,
    "quantities": quantities,
    "times": times,
    "events": events,
    "elements": elements,
    "persons": persons,
    "places": places,
}
