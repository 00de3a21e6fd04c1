"""The dead and the wounded of an event, as a sentence tells them."""

from __future__ import annotations

import re

from truceline.extract.counts import NO_TALLY, Tally, count_of
from truceline.model.mentions import QuantityMention

_MORE = r"(?:(?!and\b)\w+\s){0,2}"
#: "the number of people killed in Monday's strike has risen to"
_NUMBER_OF = r"\bnumbers?\sof\s(?:[\w-]+\s){0,2}?"
_GREW = (
    r"\b[^.;:\d]{0,80}?\s(?:risen|rose|rises|climbed|grown|grew|increased|gone\sup|went\sup|jumped|stands?|stood)"
    r"\s(?:to|at)"
)
_BETWEEN = (
    r"(?:\s(?:people|persons|civilians|others|men|women|children|soldiers|troops|fighters|residents|were|was|have"
    r"|has|had"
    r"|been|are|being|also|more|reported|reportedly|shot|of|them|confirmed|who|both|seriously|severely|lightly"
    r"|critically|badly|slightly|mortally|fatally)|\sof\s(?:the|a|an|its|their|his|her)(?:\s[\w'’-]+){1,3}?(?=\s(?:was|were|had|has|have)\b)"
    r"|\saged\s\d+(?:\sand\s\d+)?|,\s[^,.;]{1,50},|\sincluding\s[^,.;]{1,60}?(?=\s(?:were|was|have|had|died|has)\b))*"
)
_KILLED = (
    re.compile(
        rf"\b(?:kill(?:ed|ing|s)|claim(?:ed|ing|s) the lives of|deaths? of|loss of|bod(?:y|ies) of|executed|massacred"
        rf"|beheaded|toll\b[^.;:,\d]{{0,70}}?\b(?:at|to|of|is|was|reached|now|passed|topped|exceeded)"
        rf"|{_NUMBER_OF}(?:killed|dead|deaths|fatalities){_GREW})\s?{_MORE}$",
        re.IGNORECASE,
    ),
    re.compile(rf"{_BETWEEN}\s(?:shot\sand\s)?(?:killed|dead|died|perished|dying|lost\stheir\slives|executed|slain)\b"),
    frozenset(("deaths", "fatalities", "dead", "killed", "bodies", "lives")),
)
_HURT = (
    re.compile(
        rf"\b(?:wound(?:ed|ing|s)|injur(?:ed|ing|es)|hurt(?:ing)?|hospitali[sz](?:ed|ing)"
        rf"|{_NUMBER_OF}(?:wounded|injured|injuries){_GREW})\s{_MORE}$",
        re.IGNORECASE,
    ),
    re.compile(
        rf"{_BETWEEN}\s(?:wounded|injured|hurt|hospitali[sz]ed|injuries|wounds|in\shospital"
        rf"|taken\sto\shospital|with\s(?:[\w-]+\s){{0,2}}(?:wounds|injuries|burns)"
        rf"|(?:suffered|sustained)\s(?:[\w-]+\s){{0,3}}?(?:wounds|injuries|burns))\b"
    ),
    frozenset(("wounded", "injured", "hurt", "injuries", "wounds")),
)
_PERSON = (
    r"(?:woman|man|child|civilian|person|soldier|boy|girl|driver|farmer|serviceman|servicewoman|worker|fighter|resident"
    r"|medic|journalist|nurse|officer|peacekeeper|monitor|teacher|villager|pensioner|guard|policeman|infant|baby"
    r"|toddler"
    r"|teenager|doctor|paramedic|rescuer|firefighter|mother|father|couple|commander|policewoman|observer|shepherd"
    r"|husband|wife|son|daughter|brother|sister|neighbour|neighbor|grandmother|grandfather|cousin|colleague|widow"
    r"|baker|butcher|cook|cleaner|miner|electrician|engineer|carer|assistant|mayor|priest|imam|driver|journalist"
    r"|photographer|reporter|volunteer|passenger|fisherman|schoolgirl|schoolboy|pupil|grandson|granddaughter|nephew"
    r"|niece|uncle|aunt|girlfriend|boyfriend|fiancee|patient|prisoner|sailor|seaman|lorry driver|tractor driver"
    r"|[a-z]{3,}(?:wo)?man|cyclist|motorist|motorcyclist|pedestrian"
    r"|trader|employee|caretaker|vendor|seller|shopkeeper|clerk|operator|technician|janitor|gardener|herder"
    r"|[a-z]*teacher|midwife|activist|refugee|welder|plumber|porter"
    r"|militant|gunman|sergeant|lieutenant|captain|major|colonel|student|pilot|passenger|one)"
)
_ONE = (
    r"(?:one\sof\s(?:its|the|their|his)\s(?:\w+\s){0,2}?(?:soldiers|servicemen|men|people|officers|peacekeepers|troops|guards|fighters|members"
    rf"|workers|employees|monitors|staff|residents|passengers|children|women|drivers|medics)"
    rf"|(?:an?|one|his|her|its|their|the|another)\s(?:[\w-]+\s){{0,3}}?{_PERSON}"
    r"(?:,\s\d\d,|\s\(\d{1,3}(?:\syears(?:\sold)?)?\)|\s(?:born\sin\s\d{4}|in\s(?:his|her)\s\w+ies|aged\s\d{1,2}))?)"
)
_SOME = rf"{_ONE}(?:(?:,\s|,?\sand\s){_ONE}){{0,3}}"
#: whoever was killed or hurt, by any name for one: "a caretaker", "one employee of the grid operator"
_ANYBODY = (
    r"(?<![\w-])(?:an?|one|another)\s(?!(?:[\w'’-]+\s){0,3}(?:horse|cow|dog|goat|sheep|camel|donkey|mule|bull|calf|cat|pig)\b)"
    r"(?:[\w'’-]+\s){0,3}?[a-z-]{3,}(?:\sof\s(?:the|a|an|its|their|his|her)(?:\s[\w'’-]+){1,3}?)?"
)
_WAS = r"\s(?:(?:in|near|at|from)\s[\w\s-]{1,30}\s)?(?:was|were|had\sbeen|has\sbeen|have\sbeen)\s(?:\w+ly\s)?"
_ONE_KILLED = re.compile(
    rf"\bkill(?:ed|ing|s)\s({_SOME})\b|\b({_SOME}){_WAS}(?:shot\s)?(?:and\s)?(?:killed|dead)\b"
    rf"|({_ANYBODY})\s(?:was|had\sbeen|has\sbeen)\s(?:\w+ly\s)?killed\b"
    rf"|\b({_SOME})(?:,\s[^,.;]{{1,50}},)?\s(?:later\s|also\s|had\s|has\s|who\s|who\shad\s)?died\b"
    rf"|\b({_SOME})\swho\s(?:was|were|had\sbeen)\skilled\b"
    rf"|\bdeath\sof\s({_SOME})\b|\bshot\sdead\s({_SOME})\b",
    re.IGNORECASE,
)
_ONE_HURT = re.compile(
    rf"\b(?:wound|injur)(?:ed|ing|es|s)\s({_SOME})\b|\b({_SOME}){_WAS}(?:wounded|injured|hurt|hospitali[sz]ed)\b"
    rf"|({_ANYBODY})\s(?:was|had\sbeen|has\sbeen)\s(?:\w+ly\s)?(?:wounded|injured|hurt|hospitali[sz]ed)\b"
    rf"|\b(?:killed|dead|died|dying),?\s(?:and|while)\s({_SOME})\s(?:were\s|was\s)?(?:\w+ly\s)?(?:wounded|injured|hurt)\b"
    rf"|\b({_SOME})\s(?:suffered|sustained)\s[\w\s-]{{0,30}}(?:injur|wound)",
    re.IGNORECASE,
)
#: one of them is in whatever tells of a single person killed, or hurt
_DEATHS = ("kill", "dead", "died", "death")
_WOUNDS = ("wound", "injur", "hurt", "hospitali")
_EACH = re.compile(rf"{_ONE}\b", re.IGNORECASE)
_AND_ONE = re.compile(rf"(?:\sin\stheir\s\w+)?(?:,|\sand)\s{_ONE}\b", re.IGNORECASE)

#: "three of the wounded later died": no number of the wounded
_LATER_DEAD = re.compile(r"(?:\s(?:have|had|has|later|since|then|subsequently))*\s(?:died|succumbed)\b")

_AND_ANYBODY = rf",?\sand\s{_ANYBODY}\s(?:were|had\sbeen|have\sbeen)\s(?:\w+ly\s)?"
_AND_KILLED = re.compile(rf"{_AND_ANYBODY}killed\b", re.IGNORECASE)
_AND_HURT = re.compile(rf"{_AND_ANYBODY}(?:wounded|injured|hurt|hospitali[sz]ed)\b", re.IGNORECASE)
#: "five of them were killed in a strike": a toll of its own, and not who the dead were
_OF_THEM_WERE = re.compile(
    r"\s(?:(?:were|was|had\sbeen)\s(?:killed|wounded|injured|hurt)|died)\s(?:in|when|by|on|at|near)\b"
)
#: "lost 90 men killed and wounded": nobody tells how many of each
_BOTH = re.compile(
    rf"{_BETWEEN}\s(?:killed|dead|died|wounded|injured)\s?(?:and|or|/|and/or)\s?(?:killed|dead|wounded|injured|hurt)\b"
    r"(?!\s(?:on|in|another|at|more)\b)"
)
_ONE_AND = re.compile(rf"\b{_ONE}\sand\s(?:his\s|her\s|their\s)?$", re.IGNORECASE)

#: "killed Anton Greel, a commander": one at least
_NAMED = re.compile(r"\bkill(?:ed|ing)\s(?:[A-Z][\w'’-]+\s){1,2}[A-Z][\w'’-]+\b(?!s\b)")

_Patterns = tuple[re.Pattern[str], re.Pattern[str], frozenset[str]]


def killed(text: str, start: int, end: int, quantities: list[QuantityMention]) -> Tally:
    """Persons killed, as told between two offsets."""
    return _harm(text, start, end, quantities, _KILLED, _ONE_KILLED, _DEATHS)


def wounded(text: str, start: int, end: int, quantities: list[QuantityMention]) -> Tally:
    """Persons wounded, as told between two offsets."""
    return _harm(text, start, end, quantities, _HURT, _ONE_HURT, _WOUNDS)


def _harm(
    text: str,
    start: int,
    end: int,
    quantities: list[QuantityMention],
    patterns: _Patterns,
    one: re.Pattern[str],
    stems: tuple[str, ...],
) -> Tally:
    before, after, own = patterns
    joined = _AND_KILLED if patterns is _KILLED else _AND_HURT
    for found in quantities:
        if found.unit != "person" or not start <= found.start < end:
            continue
        if patterns is _HURT and _LATER_DEAD.match(text, found.end, min(end, found.end + 60)) is not None:
            continue
        if found.part_of is not None and _OF_THEM_WERE.match(text, found.end, min(end, found.end + 60)) is None:
            continue
        if _BOTH.match(text, found.end, min(end, found.end + 60)) is not None:
            continue
        head = text[max(start, found.start - 90) : found.start]
        head = _ONE_AND.sub("", head) if _joins(head) else head
        last = (found.of or "").rsplit(maxsplit=1)[-1:]
        if before.search(head) or (last and last[0] in own) or after.match(text, found.end, min(end, found.end + 90)):
            return _plus_one(text, found, end)
        if joined.match(text, found.end, min(end, found.end + 120)) is not None:  # "three patients and a midwife were"
            return _plus(found, 1)
    told = text[start:end].lower()
    if not any(stem in told for stem in stems):
        return NO_TALLY
    if patterns is _KILLED and _NAMED.search(text, start, end):
        return Tally(1, None, "person")
    match = one.search(text, start, end)
    if match is None:
        return NO_TALLY
    words = next(group for group in match.groups() if group)
    number = sum(2 if "couple" in each else 1 for each in _EACH.findall(words)) or 1
    return Tally(number, number, "person")


def _plus_one(text: str, found: QuantityMention, end: int) -> Tally:
    """ "two women and a man"."""
    more = 1 if _AND_ONE.match(text, found.end, end) else 0
    head = text[max(0, found.start - 60) : found.start]
    more += 1 if _joins(head) and _ONE_AND.search(text, max(0, found.start - 60), found.start) else 0
    return _plus(found, more)


def _joins(head: str) -> bool:
    """Whether words end as those do that join a number to one person before it: a cheap look before the dear one."""
    return head.rstrip().lower().endswith(("and", "his", "her", "their"))


def _plus(found: QuantityMention, more: int) -> Tally:
    low, high = count_of(found.low_milli), count_of(found.high_milli)
    return Tally(None if low is None else low + more, None if high is None else high + more, "person")
