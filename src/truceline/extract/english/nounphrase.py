"""What a number counts: the noun phrase behind it, and its counting unit."""

from __future__ import annotations

import msgspec

from truceline.extract.english.counted import COMPOUND_HEADS, MEASURES, PERSON_VERBS, RUIN_VERBS, UNIT_OF
from truceline.extract.english.lexicon import AUXILIARIES, CONJUNCTIONS, DETERMINERS, PREPOSITIONS, PRONOUNS, VERBS
from truceline.extract.english.nationalities import NATIONALITIES
from truceline.extract.english.occupations import person_by_form
from truceline.extract.story import Token
from truceline.extract.words import words

_STOPS = (
    PREPOSITIONS | CONJUNCTIONS | PRONOUNS | AUXILIARIES | VERBS | DETERMINERS | words("not also only there here out")
)
_MORE = words("more other additional further fewer extra such new separate different confirmed")
#: participles that say of a bare number that it counts persons: "twelve were killed"
_PERSONAL = words(
    "killed wounded injured hurt dead missing arrested detained abducted kidnapped hospitalised hospitalized evacuated "
    "displaced buried trapped died rescued hostage executed treated taken"
)
_DEMONYMS = frozenset(f"{word.lower()}s" for word in NATIONALITIES) | words(
    "kurds druze turks swedes poles danes finns serbs croats britons spaniards afghans chechens tatars alawites yazidis"
)


#: one form for one and for many: "12 aircraft", "nine dead"
_SAME_IN_PLURAL = words(
    "aircraft people men women children police personnel dead wounded injured missing killed hurt displaced crew staff "
    "servicemen servicewomen policemen artillery mlrs sheep cattle armour paramilitaries others gunmen infantrymen "
    "firemen fishermen policewomen schoolchildren"
)
#: signs of measures
_SIGNS = words(
    "km kg g mg cm mm m m² m³ mi ft yd lb oz ha l ml t kt mw kw gw mwh kwh gwh v kv hp nm cu sq ton mph kn km² km/h pow"
)
#: plurals, measures and masses without an s
_MANY = words(
    "data media criteria phenomena feet teeth mice geese fish deer cubic square metric dozen million hundred thousand "
    "percent megawatt kilowatt gigawatt kilogram kilo tonne metre kilometre kilometer strong hectare system systems "
    "projectile more points livestock poultry ammunition equipment strata offspring cent euro dollar hryvnia rouble "
    "ruble yuan yen rand dinar rial lira"
)
#: what only persons do
_DONE = words("fled died marched protested gathered demonstrated perished starved returned escaped drowned attended")
#: "displaced people", but "people killed"
_STATES = words("civilian displaced wounded injured missing dead captive")
#: sources who speak, and none of water or power
_SPEAKING = words("medical security military diplomatic local government official hospital police rebel army")
_DRIVING = words("driven drove driving forced forcing displaced displacing uprooted uprooting expelled expelling")
_THEM = words("which whom them those these us")
#: prepositions of place behind a bare number
PLACING = words("over in near at outside around above")


class Counted(msgspec.Struct, frozen=True, gc=False):
    """Unit, the words for what is counted, and where they end."""

    unit: str | None
    of: str | None
    end: int


def counted(
    text: str, at: int, words_of_number: bool, plural_word: bool, many: bool, before: list[Token], after: list[Token]
) -> Counted | None:
    """What stands behind a number that ends at `at`; null when it is a word of number with nothing to count."""
    start = 0
    if len(after) > 2 and after[0].low == "out" and after[1].low == "of":
        after = after[1:]
    if after and after[0].low == "of" and len(after) > 1:
        start = 1
        while start < len(after) and (after[start].low in DETERMINERS or _owned_or_number(after[start])):
            start += 1
    if start and start < len(after) and after[start].low in _THEM:
        persons = after[start].low == "us" or _harmed(after[start + 1 : start + 6])
        if persons and (
            start + 1 >= len(after) or after[start + 1].low in _STOPS or not after[start + 1].text[0].isalpha()
        ):
            return Counted("person", after[start].low, after[start].end)
        inner = noun_phrase(after, start + 1)
        unit = unit_of(inner, before) if inner else None
        if unit is None and after[start].low in _STOPS:
            return Counted(None, None, at)
        if unit is None:
            return Counted(None, after[start].low, after[start].end)
        return Counted(unit, text[inner[0].start : inner[-1].end], inner[-1].end)
    phrase = [] if plural_word and start == 0 and not _noun_next(after) else noun_phrase(after, start)
    phrase = _counted_noun(phrase, many)
    if phrase:
        unit = unit_of(phrase, before)
        return Counted(unit, text[phrase[0].start : phrase[-1].end], phrase[-1].end)
    if start == 0 and _persons(before, after):
        return Counted("person", None, at)
    if plural_word:
        return Counted("person", None, at)  # "hundreds of thousands in darkness": people
    return None if words_of_number else Counted(None, None, at)


def _harmed(ahead: list[Token]) -> bool:
    """ "five of them were killed": persons."""
    return bool(ahead) and ahead[0].low in AUXILIARIES and any(token.low in _PERSONAL for token in ahead[1:])


def _counted_noun(phrase: list[Token], many: bool) -> list[Token]:
    """The phrase up to a plural behind a number above one ("a few hundred stayed" has none).

    Capitals and short words are kept: names, and signs of measures.
    """
    end = len(phrase)
    while many and end and not _many(phrase[end - 1]):
        end -= 1
    return phrase[:end]


def _many(token: Token) -> bool:
    low = token.low
    if low.endswith(("s", "men", "folk", "kin")) or low in _SIGNS or token.capital:
        return True
    if f"{low}s" in UNIT_OF and low not in _SAME_IN_PLURAL:
        return False  # "an M 99 howitzer": one, so the number counts nothing
    return _unit_word(token) or low in _MANY


def _owned_or_number(token: Token) -> bool:
    """ "11 of the territory's 36 hospitals"."""
    return token.text[0].isdigit() or token.low.endswith(("'s", "’s"))


def _noun_next(after: list[Token]) -> bool:
    """ "dozens more wounded"."""
    return len(after) > 1 and after[0].low in _MORE and (after[1].low in UNIT_OF or after[1].low.endswith("s"))


def _persons(before: list[Token], after: list[Token]) -> bool:
    if any(token.low in PERSON_VERBS for token in before[-2:]) or any(token.low == "toll" for token in before[-7:]):
        return True
    if any(token.low in _DRIVING for token in before[-3:]) and after and after[0].low in ("from", "out", "into"):
        return True  # "drove more than 12 million from their homes"
    ahead = [token.low for token in (after[1:5] if after and after[0].low in _MORE else after[:4])]
    if ahead and ahead[0] in _DONE:
        return True
    if not ahead or ahead[0] not in AUXILIARIES:
        return False
    return any(word in _PERSONAL for word in ahead[1:]) or (len(ahead) > 1 and ahead[1] in _DONE)


def noun_phrase(tokens: list[Token], start: int) -> list[Token]:
    """The noun phrase from `start`: up to its counted noun, or the words before the next small word or mark."""
    found: list[Token] = []
    while start < len(tokens) and tokens[start].low in _MORE and tokens[start].low != "others":
        start += 1
    ahead = tokens[start : start + 7]
    for number, token in enumerate(ahead):
        if (
            token.low in ("and", "or")
            and found
            and not found[-1].low.endswith("s")
            and not _unit_word(found[-1])
            and _same_noun(ahead, number)
        ):
            found.append(token)
            continue
        if not token.text[0].isalpha() or token.low in _STOPS:
            break
        known = token.low in UNIT_OF or token.low in COMPOUND_HEADS
        if found and (found[-1].low in MEASURES or found[-1].low.rstrip("s") == "time"):
            break
        after_state = bool(found) and found[-1].low in _STATES
        closed = found and _unit_word(found[-1]) and not after_state
        if closed and (not known or UNIT_OF.get(token.low) == "person") and not _compound(found[-1], token):
            break  # "people killed": people
        if token.low.endswith(("ed", "ing")) and not known and _verb_here(found, ahead, number):
            break
        if found and found[-1].low.endswith("s") and not known and not token.capital and _plural(found[-1]):
            break
        found.append(token)
    if found and found[0].low.endswith("ly") and not found[0].capital:
        found = found[1:]
    return found[:6] if any(_unit_word(word) for word in found) else found[:3]


def _compound(first: Token, second: Token) -> bool:
    """ "crossing points", "drone operators": the singular belongs to the plural behind it, which is what is counted."""
    if second.low in ("members", "officers"):
        return first.low in ("crew", "staff", "police", "troupe", "team")
    if first.low in _SAME_IN_PLURAL or first.low.endswith("s") or not second.low.endswith("s"):
        return False
    return second.low not in _STOPS and _plural(second)


def _same_noun(ahead: list[Token], number: int) -> bool:
    """ "cruise or ballistic missiles": the noun is that of both."""
    return any(_unit_word(token) for token in ahead[number + 2 : number + 3])


def _unit_word(token: Token) -> bool:
    return token.low in UNIT_OF or token.low in _DEMONYMS or person_by_form(token.low)


def _plural(token: Token) -> bool:
    return len(token.low) > 3 and not token.low.endswith(("ss", "us", "is", "'s", "’s"))


def _verb_here(found: list[Token], ahead: list[Token], number: int) -> bool:
    """A participle is part of the phrase only before a noun: "12 damaged houses", and not "12 recorded four"."""
    if found and found[-1].low.endswith("s"):
        return True
    following = ahead[number + 1] if number + 1 < len(ahead) else None
    return following is None or not following.text[0].isalpha() or following.low in _STOPS


def unit_of(phrase: list[Token], before: list[Token]) -> str | None:
    """The counting unit of the phrase's last noun; homes that lie in ruins are objects."""
    last = phrase[-1]
    if last.low in _DEMONYMS:
        return "person"
    if last.low == "sources" and len(phrase) > 1 and phrase[-2].low in _SPEAKING:
        return "person"
    if last.low in ("vehicle", "vehicles") and any(token.low == "aerial" for token in phrase[:-1]):
        return "sortie"
    unit = COMPOUND_HEADS.get(last.low) or UNIT_OF.get(last.low)
    if unit is None and person_by_form(last.low):
        return "person"
    if last.low == "points" and len(phrase) > 1:  # "crossing points", and not "12 points"
        return "object"
    if unit == "household" and any(token.low in RUIN_VERBS for token in before):
        return "object"
    return unit
