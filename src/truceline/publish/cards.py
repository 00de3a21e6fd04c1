"""Six questions that everybody asks, each with its answer in a line or two and the place that tells more."""

from __future__ import annotations

from collections import Counter
from textwrap import shorten

from truceline.model.bulletin import Bulletin, PublicBefore, PublicHarm, PublicTrend, Ring
from truceline.publish.around import around, next_to
from truceline.publish.document import Card, Text
from truceline.publish.effect import effect
from truceline.publish.parts import in_period
from truceline.publish.standing import standing, standing_before
from truceline.publish.words import Words

#: answers that rest on a rise, which the effect over all days does not show
_RISEN = frozenset({"eroding", "collapsed"})
#: of a clause that is quoted in a card
_LETTERS = 100


def cards(bulletin: Bulletin, words: Words) -> tuple[Card, ...]:
    changed = f"card_changed_{bulletin.kind}"
    return (
        Card(words.say("card_sure"), _sure(bulletin, words), "why"),
        Card(words.say(changed), _changed(bulletin, words), "timeline"),
        Card(words.say("card_worst"), _worst(bulletin, words), "map"),
        Card(words.say("card_who"), _who(bulletin, words), "incidents"),
        Card(words.say("card_harm"), _harmed(bulletin, words), "harm"),
        Card(words.say("card_check"), _check(bulletin, words), "verify"),
    )


def _sure(bulletin: Bulletin, words: Words) -> tuple[Text, ...]:
    said = _stands_on(bulletin, words) if bulletin.in_force else []
    if bulletin.incidents:
        said.append(Text(_independent(bulletin, words)))
    return tuple(said) or (Text(words.say("effect_unknown" if bulletin.agreement else "sure_nothing")),)


def _independent(bulletin: Bulletin, words: Words) -> str:
    """How many incidents more than one origin tells of; all, none and a single one are said as a person says them."""
    every = len(bulletin.incidents)
    low = sum(incident.origins_min >= 2 for incident in bulletin.incidents)
    high = sum(incident.origins_max >= 2 for incident in bulletin.incidents)
    if every == 1:
        return words.say("one_independent" if low else "one_open" if high else "one_alone")
    if low == every:
        return words.count("all_independent", every)
    if high == 0:
        return words.count("none_independent", every)
    return words.count("check_origins", every, span=words.span(low, high))


def _stands_on(bulletin: Bulletin, words: Words) -> list[Text]:
    """The first reason of the answer, and the effect over all days. The effect alone can seem to speak against it."""
    reasons = bulletin.verdict.told[:1] if bulletin.verdict.verdict in _RISEN else ()
    measured = Text(effect(bulletin.verdict, words), figure="/verdict/ratio_milli")
    return [*(Text(words.phrase(one)) for one in reasons), measured]


def _changed(bulletin: Bulletin, words: Words) -> tuple[Text, ...]:
    before, was = bulletin.before, standing_before(bulletin)
    if before is None or was is None:
        return (Text(words.say("changed_unknown")),)
    same = was == standing(bulletin)
    answer = words.say("changed_same") if same else words.say("changed_other", word=words.term("verdict", was))
    if not bulletin.scope.whole:
        return (Text(answer),)
    growing = (Text(words.say("changed_incomplete")),) if bulletin.incomplete else ()
    return Text(answer), Text(_figures(bulletin, before, words)), *growing


def _figures(bulletin: Bulletin, before: PublicBefore, words: Words) -> str:
    """Incidents now and before; breaches where there is something that could be broken."""
    now, was = words.number(len(bulletin.incidents)), words.number(before.incidents)
    if not bulletin.agreement:
        return words.say("changed_incidents", now=now, was=was)
    broken = words.number(len({finding.incident_id for finding in bulletin.findings if finding.status == "breach"}))
    return words.say("changed_figures", now=now, was=was, broken=broken, broken_was=words.number(before.breaches))


def _worst(bulletin: Bulletin, words: Words) -> tuple[Text, ...]:
    if not bulletin.incidents:
        return (Text(words.say("worst_no_incident")),)
    said = [*_worst_named(bulletin, words), *_worst_cell(bulletin, words)] or _worst_sector(bulletin, words)
    said = said or [Text(words.say("worst_none"))]
    broken = [(one.breaches, -place, one) for place, one in enumerate(bulletin.provisions) if one.breaches]
    if broken:
        number, _, worst = max(broken)
        name = worst.citation or worst.provision_id
        said.append(Text(words.say("worst_provision", citation=name, n=words.number(number))))
        said.append(Text(shorten(worst.words, _LETTERS, placeholder="…"), own=True, kind="quote"))
    return tuple(said)


def _worst_named(bulletin: Bulletin, words: Words) -> list[Text]:
    """The fullest of the sectors that the mission names; zones of an agreement overlap and say less."""
    named = {area.name for area in bulletin.areas if area.kind == "region"}
    if not any(one.of == "sector" and one.name in named for one in bulletin.by_part):
        return []
    return _worst_sector(bulletin, words)


def _worst_cell(bulletin: Bulletin, words: Words) -> list[Text]:
    """The fullest cell that is published. Zones overlap and differ in size, so the fullest of them says less."""
    cells: Counter[Ring] = Counter(i.cell_outline for i in bulletin.incidents if i.cell_outline and i.cell)
    if not cells:
        return []
    fullest = max(cells, key=lambda ring: (cells[ring], ring.lon_lat_e6))
    place, town = around(fullest, words), next_to(fullest, bulletin.settlements, words)
    place = f"{place[:1].upper()}{place[1:]}" + (f" ({town})" if town else "")
    return [Text(words.count("worst_cell", cells[fullest], place=place))]


def _worst_sector(bulletin: Bulletin, words: Words) -> list[Text]:
    """The numbers of sectors are of all incidents: beside a choice of them they would say another thing."""
    if not bulletin.scope.whole:
        return []
    sectors = [(in_period(one, bulletin)[0], one) for one in bulletin.by_part if one.of == "sector"]
    number, worst = max(sectors, key=_by_number, default=(0, None))
    if worst is None or not number:
        return []
    return [Text(words.count("worst_sector", number, name=worst.label))]


def _by_number(one: tuple[int, PublicTrend]) -> tuple[int, str]:
    return one[0], one[1].name


def _who(bulletin: Bulletin, words: Words) -> tuple[Text, ...]:
    """The kinds of sources, those that tell of most incidents first."""
    told = Counter(code for incident in bulletin.incidents for code in incident.source_classes)
    if not told:
        return (Text(words.say("who_nobody")),)
    ordered = sorted(told, key=lambda code: (-told[code], code))
    said = ", ".join(f"{words.term('source_class', code)} {words.number(told[code])}" for code in ordered)
    return (Text(words.say("who_tells", sources=said)),)


def _harmed(bulletin: Bulletin, words: Words) -> tuple[Text, ...]:
    if not bulletin.harm:
        return (Text(words.say("harm_none")),)
    return tuple(_harm(harm, words) for harm in bulletin.harm)


def _harm(harm: PublicHarm, words: Words) -> Text:
    reported = words.span(harm.reported_low, harm.reported_high)
    corroborated = words.span(harm.corroborated_low, harm.corroborated_high)
    return Text(words.say(f"harm_{harm.of}", n=reported, m=corroborated))


def _check(bulletin: Bulletin, words: Words) -> tuple[Text, ...]:
    checkpoint = bulletin.checkpoint
    attested = checkpoint is not None and checkpoint.grade != "unattested"
    said = words.say("check_attested" if attested else "check_unattested")
    return (Text(f"{words.say('check_link')}; {said}."),)
