"""The noun phrases around an act: its subject, and the one behind "by". Plain borders: marks, small words, verbs."""

from __future__ import annotations

from truceline.extract.english.lexicon import AUXILIARIES, CUES, DETERMINERS, MONTHS, WEEKDAYS
from truceline.extract.english.means import AIR_WORDS, DRONE_WORDS, MISSILE_WORDS, SHELL_WORDS
from truceline.extract.story import Token
from truceline.extract.timespans import TimeSpans
from truceline.extract.words import words

_MARKS = frozenset(',;:—–()[]"“”«»')
_STARTS = words(
    "that when while where whereas although though because after before as if unless since until but and or what how "
    "despite amid following said says claimed reported saying adding added whether than then so"
)
_RELATIVE = words("who which that whose")
_ADVERBS = words(
    "also later then again already repeatedly meanwhile reportedly allegedly just still now first once even only "
    "simultaneously have had has was were be been being is are did to ever not never all both twice"
)
_PREPOSITIONS = words(
    "in on at to for from by with about against during near over under across into onto through towards toward between "
    "among around outside inside within without beyond along behind despite since until upon off above below per via "
    "including like amid"
)
MACHINES = DRONE_WORDS | MISSILE_WORDS | SHELL_WORDS | AIR_WORDS
_LONGEST = 16


def subject(tokens: list[Token], verb: int, first: int, times: TimeSpans) -> list[Token]:
    """The words that govern the verb, up to their first preposition but "of"; none when the borders are not clear."""
    end = verb
    while end > 0 and (_between(tokens[end - 1]) or times.covers(tokens[end - 1])):
        end -= 1
    if end > 1 and tokens[end - 1].low in ("on", "in", "at") and end < verb:
        end -= 1
    while end > 0 and _between(tokens[end - 1]):
        end -= 1
    if end and tokens[end - 1].low in _RELATIVE:
        end -= 1
        end -= 1 if end and tokens[end - 1].text == "," else 0
    elif end and tokens[end - 1].text in (",", ")"):
        end = _before_aside(tokens, end - 1)
    return _phrase(tokens, _begin(tokens, end), end, times)


def _between(token: Token) -> bool:
    return token.low in AUXILIARIES or token.low in _ADVERBS or (token.low.endswith("ly") and not token.capital)


def _before_aside(tokens: list[Token], closing: int) -> int:
    """ "The RSF, which denies it, shelled": back over what stands between the commas."""
    opening = "," if tokens[closing].text == "," else "("
    for at in range(closing - 1, max(-1, closing - 24), -1):
        if tokens[at].text == opening:
            return at
    return 0


def _begin(tokens: list[Token], end: int) -> int:
    begin = end
    while begin > 0 and end - begin < _LONGEST:
        before = tokens[begin - 1]
        if before.text in _MARKS or before.text in ".!?":
            break
        if before.low in CUES and not before.capital and end - begin > 0:
            break  # "denied it and suggested the army had …"
        if before.low in _STARTS and not (before.low in ("and", "or") and _coordinates(tokens, begin - 1, end)):
            break
        begin -= 1
    return begin


def _coordinates(tokens: list[Token], at: int, end: int) -> bool:
    """ "Indian and Pakistani troops": "and" inside one phrase."""
    if at == 0 or at + 1 >= end:
        return False
    before, after = tokens[at - 1], tokens[at + 1]
    if before.low in MACHINES and after.low in MACHINES:
        return True  # "Russian missiles and drones"
    return before.capital and after.capital


def _phrase(tokens: list[Token], begin: int, end: int, times: TimeSpans) -> list[Token]:
    found = [token for token in tokens[begin:end] if not times.covers(token)]
    while found and (
        found[0].low in MONTHS or found[0].low in WEEKDAYS or found[0].low in ("on", "at", "by", "late", "early", "far")
    ):
        found = found[1:]
    if found and found[0].low in _PREPOSITIONS:
        inner = [at for at, token in enumerate(found) if at and (token.low in DETERMINERS or token.capital)]
        return found[inner[-1] :] if inner and len(found) - inner[-1] <= 4 else []
    for at, token in enumerate(found):
        if at and token.low in _PREPOSITIONS:
            return found[:at]
    return found


#: what others do about an act
_NO_DOING = words(
    "mediated brokered facilitated hosted announced confirmed reported released published verified monitored "
    "supervised documented seen shared obtained cited quoted shown witnessed condemned claimed denied recorded "
    "sponsored guaranteed"
)


def by_phrase(tokens: list[Token], at: int, last: int) -> list[Token]:
    """The words behind the first "by" after an act: "shelled by Russian forces", "a strike on Pell by the RSF"."""
    for by in range(at + 1, min(at + 16, last)):
        token = tokens[by]
        if token.text in ";:" or token.low in ("who", "that", "which", "while", "when", "after"):
            return []
        if token.low == "by" and tokens[by - 1].low in _NO_DOING:
            return []  # "a swap mediated by the Emirates"
        if token.low == "by":
            return behind(tokens, by + 1, last)
    return []


def behind(tokens: list[Token], start: int, last: int) -> list[Token]:
    """The noun phrase from a token on."""
    found: list[Token] = []
    for token in tokens[start : min(start + 9, last)]:
        if token.text in _MARKS or token.low in _PREPOSITIONS or token.low in AUXILIARIES:
            break
        if token.low in _STARTS and not (token.low in ("and", "or") and found and found[-1].capital):
            break
        if token.text[0].isdigit() or token.low in WEEKDAYS:
            break
        if found and not token.capital and token.low.endswith(("ed", "ing")) and not found[-1].low.endswith("ly"):
            break
        found.append(token)
    return found
