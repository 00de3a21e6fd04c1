"""The dead and the wounded of a sentence, read off the quantities and verbs around its words."""

from __future__ import annotations

from truceline.extract.counts import NO_TALLY, Tally, count_of
from truceline.extract.slavic.forms import Form, fold
from truceline.extract.slavic.signs import AND
from truceline.extract.slavic.singles import BORDERS, ends_in_one, single_ones, singly
from truceline.extract.slavic.tallywords import DEAD, HARMED, HURT
from truceline.extract.slavic.victims import lone, of_group
from truceline.extract.story import Token
from truceline.model.mentions import QuantityMention

_INCLUDING = frozenset(("числе", "числі", "зокрема", "включая", "включаючи", "включно", "вместе", "разом"))
_OF = frozenset(("серед", "среди", "з", "із", "зі", "из", "поміж"))
_OF_THEM = frozenset(("них", "яких", "которых", "котрих"))
#: letters before a number in which "серед яких" stands
_PART_REACH = 20
#: ", получивший ранения": whoever is told as dead was hurt before
_HURT_BEFORE = ("получивш", "отримавш", "зазнавш", "перенесш")
_WHO = frozenset(("який", "яка", "которая", "который", "що", "котрий", "котра"))
#: what is put right behind these: "зросло з 19 до 26"
_RISEN = frozenset(("з", "із", "с"))
_FATAL = frozenset(("несумісні", "несовместимые"))
_INJURY = ("травм", "поран", "ранен")
_BODIES = frozenset(("тіло", "тіла", "тіл", "тело", "тела", "тел"))
_RUBBLE = ("завал", "облом", "уламк", "руїн", "руин", "развалин", "згарищ", "пожарищ")
_PULLED = (
    "діста",
    "вилуч",
    "знайш",
    "знайд",
    "вияв",
    "деблок",
    "извле",
    "доста",
    "нашли",
    "найден",
    "обнаруж",
    "подня",
    "витяг",
    "вытащ",
)
_TAKEN = ("забр", "унес", "обірв", "оборв", "отнял", "відібр", "стоил", "кошт")
#: how many tokens may stand between the verb and its number
_REACH = 7
#: verbs of those who were hurt before
_PASSED, _MORE = ("скончал", "умер", "помер"), frozenset(("еще", "ещё", "ще"))


def harm(
    tokens: list[Token], lows: list[str], triggers: dict[str, Form], quantities: list[QuantityMention]
) -> tuple[Tally, Tally]:
    """The dead and the wounded that a sentence tells."""
    persons = [one for one in quantities if one.unit == "person" and not (one.of or "").startswith(("тел", "тіл"))]
    persons = [one for one in persons if not _not_so(tokens, one)]
    used: set[int] = set()
    dead = _told(tokens, lows, triggers, persons, DEAD, used)
    hurt = _told(tokens, lows, triggers, persons, HURT, used)
    return dead, hurt


def _told(
    tokens: list[Token],
    lows: list[str],
    triggers: dict[str, Form],
    persons: list[QuantityMention],
    stems: tuple[str, ...],
    used: set[int],
) -> Tally:
    for one in persons if stems is DEAD else ():  # "двое раненых скончались": hurt before
        if _of_harm(one) and _died_of_it(tokens, one):
            used.add(one.start)
            return _so_many(one.low_milli, one.high_milli)
    for one in persons:  # "троє поранених": the noun itself tells
        if one.start not in used and any(fold(word).startswith(stems) for word in (one.of or "").lower().split()):
            used.add(one.start)
            return _so_many(one.low_milli, one.high_milli)
    fatal = not _FATAL.isdisjoint(lows)
    for at, low in enumerate(lows):
        if fatal and low.startswith(_INJURY):  # "дістав травми, несумісні з життям": dead, and not hurt
            if stems is HURT:
                continue
            near = _nearest(tokens, at, persons, used)
            return Tally(1, 1, "person") if near is None else _summed(tokens, at, near, persons, used)
        lives = stems is DEAD and low in ("життя", "жизни", "жизнь", "жизней") and _taken(lows, at)
        found = stems is DEAD and low in _BODIES and _pulled(lows)
        if not (lives or found or low.startswith(stems)) or _denies(lows, at):
            continue
        if stems is HURT and _of_the_dead(lows, at):
            continue
        if found and low in ("тіло", "тело"):
            return Tally(1, 1, "person")
        if any(of_group(one) for one in lows[at + 1 : at + 3]):  # "убита лошадь"
            continue
        near, few = _nearest(tokens, at, persons, used), singly(tokens, lows, at, triggers.get(low), persons)
        if few and (near is None or (_parted(tokens, at, near) and not _joined_number(tokens, lows, at, near))):
            return Tally(few, few, "person")
        if near is not None:
            return _summed(tokens, at, near, persons, used)
    return NO_TALLY


def _so_many(low_milli: int | None, high_milli: int | None) -> Tally:
    return Tally(count_of(low_milli), count_of(high_milli), "person")


def _pulled(lows: list[str]) -> bool:
    """ "з-під завалів дістали тіла двох жінок"."""
    return any(low.startswith(_RUBBLE) for low in lows) and any(low.startswith(_PULLED) for low in lows)


def _of_the_dead(lows: list[str], at: int) -> bool:
    """ "скончался боец, раненный в пятницу", "жінка, яка дістала опіки": hurt before, and told as dead."""
    if not any(low.startswith(DEAD) for low in lows[:at]):
        return False
    if at and lows[at - 1] == ",":
        if any(lone(low) for low in lows[at + 1 : at + 3]):  # "загинув чоловік, поранена його дружина"
            return False
        return lows[at].endswith(("ый", "ий", "ая", "а", "ой", "ого"))
    for near in range(at - 1, max(0, at - 5), -1):
        if lows[near - 1] == "," and (lows[near] in _WHO or lows[near].startswith(_HURT_BEFORE)):
            return True
    return False


def _joined_number(tokens: list[Token], lows: list[str], at: int, near: QuantityMention) -> bool:
    """ "Погибли медсестра и двое пациентов": the number goes on with what "and" joins."""
    between = [number for number in range(at + 1, len(tokens)) if tokens[number].start < near.start]
    return bool(between) and lows[between[-1]] in AND and "," not in [lows[number] for number in between]


def _summed(
    tokens: list[Token], at: int, first: QuantityMention, persons: list[QuantityMention], used: set[int]
) -> Tally:
    """ "четверо дітей і двоє дорослих", "медсестра и двое пациентов": what "and" joins is one count."""
    low, high, end = first.low_milli, first.high_milli, first.end
    used.add(first.start)
    before = [token.low for token in tokens[at + 1 :] if token.start < first.start]
    if before and before[-1] in AND and ends_in_one(before[:-1]):
        low, high = None if low is None else low + 1000, None if high is None else high + 1000
    for one in sorted(persons, key=lambda person: person.start):
        between = [token.low for token in tokens if end <= token.start < one.start]
        if one.start < end or one.start in used or _of_harm(one) or len(between) != 1 or between[0] not in AND:
            continue
        if _told_apart(tokens, one):
            continue
        used.add(one.start)
        low = None if low is None or one.low_milli is None else low + one.low_milli
        high = None if high is None or one.high_milli is None else high + one.high_milli
        end = one.end
    more = 1000 * single_ones([token for token in tokens if token.start >= end])
    low, high = None if low is None else low + more, None if high is None else high + more
    return _so_many(low, high)


def _not_so(tokens: list[Token], one: QuantityMention) -> bool:
    """ "загинули не дев'ять, а вісім людей": the number that is put right."""
    before = next((token.low for token in reversed(tokens) if one.start - _PART_REACH <= token.start < one.start), "")
    behind = [token.low for token in tokens if token.start >= one.end][:2]
    if before in _RISEN and len(behind) == 2 and behind[0] == "до" and behind[1][:1].isalnum():
        return True  # "зросло з 19 до 26"
    return before == "не" and not one.text.lower().startswith(("менш", "більш", "менее", "более", "меньше"))


def _told_apart(tokens: list[Token], one: QuantityMention) -> bool:
    """ "загинуло восьмеро людей і 57 поранено": the number has its own word of harm behind it."""
    behind = next((token.low for token in tokens if token.start >= one.end), "")
    return fold(behind).startswith(HARMED)


def _taken(lows: list[str], at: int) -> bool:
    """ "забрав життя", "унес жизни"."""
    return any(low.startswith(_TAKEN) for low in lows[max(0, at - 3) : at])


def _denies(lows: list[str], at: int) -> bool:
    if at > 0 and lows[at - 1] in ("не", "без", "ні", "ни", "немає", "нет", "жодного", "жодних"):
        return True
    behind = lows[at + 1 : at + 4]  # "пострадавших нет", "загиблих не було"
    return behind[:1] in (["нет"], ["немає"], ["нема"]) or behind[:2] in (["не", "було"], ["не", "было"])


def _nearest(tokens: list[Token], at: int, persons: list[QuantityMention], used: set[int]) -> QuantityMention | None:
    """The number of persons beside a verb: behind it, else before it, with no other such verb between."""
    best: tuple[int, QuantityMention] | None = None
    wholes = [one for one in persons if not _part(tokens, one)]
    for one in wholes or persons:
        if one.start in used or _of_harm(one):
            continue
        span = (tokens[at].start, tokens[at].end)
        between = [t for t in tokens if min(span[1], one.end) <= t.start < max(span[0], one.start)]
        words = [t for t in between if t.text[0].isalnum()]
        if len(words) > _REACH or any(t.text in BORDERS for t in between):
            continue
        if any(fold(t.low).startswith(HARMED) for t in words):
            continue
        following = next((t.low for t in tokens if t.start >= one.end), "")
        if one.start > span[1] and fold(following).startswith(HARMED):  # "11 человек убиты и около 40 ранены"
            words = [*words, *words[:1], *words[:1], *words[:1]]
        distance = len(words) + (2 if one.start < span[0] else 0) + 3 * sum(t.text == "," for t in between)
        if best is None or distance < best[0]:
            best = (distance, one)
    return None if best is None else best[1]


def _part(tokens: list[Token], one: QuantityMention) -> bool:
    """ "серед яких двоє дітей", "включая троих несовершеннолетних", "одного з них": of a number told beside it."""
    lows = [token.low for token in tokens if one.start - _PART_REACH <= token.start < one.start][-3:]
    if lows[-1:] and lows[-1] in _INCLUDING:
        return True
    if lows[-2:] and lows[-1] in _OF_THEM and (len(lows) > 1 and lows[-2] in _OF):
        return True
    behind = [token.low for token in tokens if one.end <= token.start < one.end + 8][:2]
    return len(behind) > 1 and behind[0] in _OF and behind[1] in _OF_THEM


def _died_of_it(tokens: list[Token], one: QuantityMention) -> bool:
    """ "двоє поранених померли", "скончались ещё двое раненых": whether a verb of dying stands right beside it."""
    behind = next((token.low for token in tokens if token.start >= one.end), "")
    before = [token.low for token in tokens if token.end <= one.start][-2:]
    while before and before[-1] in _MORE:
        before.pop()
    return behind.startswith(_PASSED) or (bool(before) and before[-1].startswith(_PASSED))


def _parted(tokens: list[Token], at: int, one: QuantityMention) -> bool:
    """Whether a comma stands between the verb and the number."""
    begin, stop = min(tokens[at].start, one.start), max(tokens[at].start, one.start)
    return any(token.text == "," for token in tokens if begin < token.start < stop)


def _of_harm(one: QuantityMention) -> bool:
    """ "троє поранених" cannot be the dead."""
    return any(fold(word).startswith(HARMED) for word in (one.of or "").lower().split())
