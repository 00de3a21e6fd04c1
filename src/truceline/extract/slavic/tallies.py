"""Counts of an event and of its dead and wounded, read off the quantities and verbs around its words."""

from __future__ import annotations

from truceline.extract.counts import NO_TALLY, Tally, count_of, distance
from truceline.extract.slavic.clauses import Clause
from truceline.extract.slavic.forms import Form, fold
from truceline.extract.slavic.tallywords import DEAD, HARMED, HURT
from truceline.extract.slavic.verbforms import finite
from truceline.extract.slavic.victims import PAIRS, another, lone, of_group
from truceline.extract.story import Token
from truceline.extract.words import words
from truceline.model.mentions import QuantityMention

_COUNTED_BY: dict[str, tuple[str, ...]] = {
    "fire": ("round", "projectile", "shot", "burst", "attack", "explosion", "event"),
    "fire.explosion": ("explosion",),
    "fire.burst": ("burst",),
    "fire.shot": ("shot", "round"),
    "fire.projectile": ("projectile", "round"),
    "fire.shelling": ("attack", "round", "projectile", "strike"),
    "fire.sniper": ("shot",),
    "air": ("strike", "attack", "sortie", "projectile"),
    "air.drone_strike": ("sortie", "strike", "attack"),
    "air.drone_sortie": ("sortie",),
    "air.missile": ("projectile", "strike", "attack"),
    "air.strike": ("strike", "round", "attack"),
    "ground.assault": ("attack",),
    "ground.clash": ("attack",),
    "ground.crossing": ("crossing", "person", "weapon"),
    "ground.movement": ("weapon", "person", "object"),
    "weapon": ("weapon",),
    "weapon.absent": ("weapon",),
    "weapon.moved": ("weapon", "object"),
    "mine": ("object", "round"),
    "attack_infrastructure": ("attack", "strike"),
    "attack_civilians": ("attack", "strike"),
    "harm.killed": ("person",),
    "harm.wounded": ("person",),
    "harm.damage": ("object", "household"),
    "harm.outage": ("household", "person", "object"),
    "harm.displacement": ("person", "household"),
    "abuse.abduction": ("person",),
    "abuse.detention": ("person",),
    "civil.protest": ("person",),
    "politics.other": ("person",),
}
#: "є загиблий", "есть раненый": the word itself is one person
_SELF = words(
    "загиблий загибла поранений поранена постраждалий постраждала травмований травмована погибший "
    "погибшая раненый раненая пострадавший пострадавшая"
)
#: behind these stands who is told apart from a number that holds him
_AMONG = frozenset(("числе", "числі", "них", "зокрема", "включая", "включаючи", "включно"))
_INCLUDING = frozenset(("числе", "числі", "зокрема", "включая", "включаючи", "включно", "вместе", "разом"))
_OF = frozenset(("серед", "среди", "з", "із", "зі", "из", "поміж"))
_OF_THEM = frozenset(("них", "яких", "которых", "котрих"))
#: letters before a number in which "серед яких" stands
_PART_REACH = 20
#: ", получивший ранения": whoever is told as dead was hurt before
_HURT_BEFORE = ("получивш", "отримавш", "зазнавш", "перенесш")
_WHO = frozenset(("який", "яка", "которая", "который", "що", "котрий", "котра"))
_RISEN = (["з"], ["із"], ["с"])
_FATAL, _FATAL_TOO = "несумісні", "несовместимые"
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
_THE_OTHER = frozenset(("другого", "другий", "другу", "другой", "второй", "второго", "вторую", "інший", "іншого"))
_GOT = frozenset(
    (
        "дістала",
        "дістав",
        "отримала",
        "отримав",
        "зазнала",
        "зазнав",
        "получила",
        "получил",
    )
)
_PRONOUNS = frozenset(("він", "вона", "он", "она"))
_DIED = frozenset(("помер", "померла", "умер", "умерла", "погиб", "погибла"))
_TAKEN = ("забр", "унес", "обірв", "оборв", "отнял", "відібр", "стоил", "кошт")
#: how many tokens may stand between the verb and its number
_REACH = 7
#: verbs of those who were hurt before
_PASSED, _MORE = ("скончал", "умер", "помер"), frozenset(("еще", "ещё", "ще"))
_AND = (["та"], ["і"], ["й"], ["и"])
#: "with" and forms of who is with somebody
_ALONG, _ALONGSIDE = frozenset(("с", "со", "з", "із", "зі")), ("ом", "ем", "єм")
#: endings of what somebody drives or works at
_OF_WHAT = ("а", "я", "и", "ы", "і", "у")
_KIN = frozenset(("дочерью", "дочкою", "дочкой", "донькою", "женой", "дружиною", "матерью", "матір'ю", "мамой", "мамою",
    "сестрой", "сестрою", "внучкой", "онукою", "внуком", "сыном", "сином", "бабушкой", "бабусею", "тещей", "тещею",
    "подругой", "подругою", "пассажиркой", "пасажиркою", "мужем", "чоловіком", "ребенком", "дитиною"))  # fmt: skip
_BORDERS = frozenset(".;:()")
#: words of "начальник смены цеха", and what makes of the word before something else than a person
_TITLE = 4
_LINKS = frozenset(("та", "і", "й", "и"))


def tally(kind: str, clause: Clause, trigger: tuple[int, int], quantities: list[QuantityMention]) -> Tally:
    """The count that the clause states for an event of this type: the nearest one of its units, the best unit first."""
    units = _COUNTED_BY.get(kind, ())
    inside = [one for one in quantities if one.unit in units and clause.start <= one.start and one.end <= clause.end]
    if not inside:
        return NO_TALLY
    nearest = min(
        inside, key=lambda one: (distance(one, trigger) > 40, units.index(one.unit or ""), distance(one, trigger))
    )
    if kind in ("fire.burst", "fire.shot", "fire.explosion") and distance(nearest, trigger) > 25:
        return NO_TALLY
    return Tally(count_of(nearest.low_milli), count_of(nearest.high_milli), nearest.unit)


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
            return Tally(count_of(one.low_milli), count_of(one.high_milli), "person")
    for one in persons:  # "троє поранених": the noun itself tells
        if one.start not in used and any(fold(word).startswith(stems) for word in (one.of or "").lower().split()):
            used.add(one.start)
            return Tally(count_of(one.low_milli), count_of(one.high_milli), "person")
    fatal = _FATAL in lows or _FATAL_TOO in lows
    for at, low in enumerate(lows):
        if fatal and low.startswith(_INJURY) and stems is HURT:
            continue
        if fatal and low.startswith(_INJURY) and stems is DEAD:  # "дістав травми, несумісні з життям"
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
        near, single = _nearest(tokens, at, persons, used), _single(tokens, lows, at, triggers.get(low), persons)
        if single and (near is None or _parted(tokens, at, near)):
            more = _joined_number(tokens, lows, at, near)
            if near is None or not more:
                return Tally(single, single, "person")
        if near is not None:
            return _summed(tokens, at, near, persons, used)
    return NO_TALLY


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


def _joined_number(tokens: list[Token], lows: list[str], at: int, near: QuantityMention | None) -> bool:
    """ "Погибли медсестра и двое пациентов": the number goes on with what "and" joins."""
    if near is None:
        return False
    between = [number for number in range(at + 1, len(tokens)) if tokens[number].start < near.start]
    return bool(between) and [lows[between[-1]]] in _AND and "," not in [lows[number] for number in between]


def _summed(
    tokens: list[Token], at: int, first: QuantityMention, persons: list[QuantityMention], used: set[int]
) -> Tally:
    """ "четверо дітей і двоє дорослих", "медсестра и двое пациентов": what "and" joins is one count."""
    low, high, end = first.low_milli, first.high_milli, first.end
    used.add(first.start)
    before = [token.low for token in tokens[at + 1 :] if token.start < first.start]
    if before[-1:] in _AND and _ends_in_one(before[:-1]):
        low, high = None if low is None else low + 1000, None if high is None else high + 1000
    for one in sorted(persons, key=lambda person: person.start):
        between = [token.low for token in tokens if end <= token.start < one.start]
        if one.start < end or one.start in used or _of_harm(one) or between not in _AND:
            continue
        if _told_apart(tokens, one):
            continue
        used.add(one.start)
        low = None if low is None or one.low_milli is None else low + one.low_milli
        high = None if high is None or one.high_milli is None else high + one.high_milli
        end = one.end
    more = 1000 * _single_ones([token for token in tokens if token.start >= end])
    low, high = None if low is None else low + more, None if high is None else high + more
    return Tally(count_of(low), count_of(high), "person")


def _not_so(tokens: list[Token], one: QuantityMention) -> bool:
    """ "загинули не дев'ять, а вісім людей": the number that is put right."""
    before = [token.low for token in tokens if one.start - _PART_REACH <= token.start < one.start][-1:]
    behind = [token.low for token in tokens if token.start >= one.end][:2]
    if before in _RISEN and behind[:1] == ["до"] and behind[1:] and behind[1][:1].isalnum():
        return True  # "зросло з 19 до 26"
    return before == ["не"] and not one.text.lower().startswith(("менш", "більш", "менее", "более", "меньше"))


def _told_apart(tokens: list[Token], one: QuantityMention) -> bool:
    """ "загинуло восьмеро людей і 57 поранено": the number has its own word of harm behind it."""
    behind = next((token.low for token in tokens if token.start >= one.end), "")
    return fold(behind).startswith(HARMED)


def _single_ones(tokens: list[Token]) -> int:
    """How many persons a list goes on with: "(дві продавчині), 17-річний підліток і пенсіонер"; 0 where it is none."""
    count, at = 0, 0
    while at < len(tokens) and (tokens[at].text == "," or [tokens[at].low] in _AND):
        last = [tokens[at].low] in _AND
        named = next((near for near in range(at + 1, min(len(tokens), at + 4)) if lone(tokens[near].low)), None)
        if named is None or any(token.text == "," for token in tokens[at + 1 : named]):
            return 0
        count, at = count + 1, named + 1
        if last:
            return count
    return 0


def _ends_in_one(lows: list[str]) -> bool:
    """Whether the last of a list is one person: "медсестра", "водія автобуса", "начальник смены цеха"."""
    for back, low in enumerate(reversed(lows[-_TITLE:])):
        if lone(low) and not (back and lows[len(lows) - back] in _LINKS):
            return True
        if not low[:1].isalpha() or finite(low):
            return False
    return False


def _in_company(lows: list[str]) -> bool:
    """ "отец с сыном", "мать с маленькой дочерью", "водій із пасажиркою": one person more."""
    return any(low in _KIN or (low.endswith(_ALONGSIDE) and lone(low[:-2])) for low in lows)


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
        if len(words) > _REACH or any(t.text in _BORDERS for t in between):
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


def _single(tokens: list[Token], lows: list[str], at: int, form: Form | None, persons: list[QuantityMention]) -> int:
    """One person by the words themselves: "загинула жінка", "34-річного водія поранено"; two joined ones are two."""
    if lows[at] in _SELF and at and lows[at - 1] in ("є", "есть", "один", "одна", ","):
        return 1
    if at > 2 and lows[at - 3] in ("один", "одна") and lows[at - 2] in ("з", "із", "из"):  # "один з них помер"
        return 1
    if at > 4 and lows[at - 1] == "," and _one_of_them(lows, at):
        return 1
    if at and lows[at - 1] in ("один", "одна", "одного", "одну", "одной", "однієї"):
        return 1
    if at and lows[at - 1] in _THE_OTHER:  # "один загинув, другого госпіталізували"
        return 1
    if stems_of(lows[at]) is HURT and _suffered(lows, at):
        return 1
    if form is None and lows[at] not in ("життя", "жизнь", "жизни"):
        return 0
    around = [*range(at + 1, min(len(lows), at + 7)), *range(at - 1, max(-1, at - 5), -1)]
    for near in around:
        if any(one.start <= tokens[near].start < one.end for one in persons):
            continue  # "двоє селян": counted already
        if tokens[near].text in _BORDERS or not _AMONG.isdisjoint(lows[max(0, near - 3) : near]):
            continue
        if lows[near] in PAIRS:  # "подружжя пенсіонерів і 12-річну дівчинку"
            joint = next((here for here in range(near + 1, min(len(lows) - 1, near + 4)) if [lows[here]] in _AND), None)
            return 2 + (joint is not None and any(lone(low) for low in lows[joint + 1 : joint + 3]))
        if lone(lows[near]):
            joined = _with_another(lows, near) or (near < at and _behind_another(lows, near))
            return 2 if joined else 1
    # a verb of dying in the singular has one subject, whatever it is called
    alone = stems_of(lows[at]) is DEAD and form is not None and not form.reflexive
    alone = alone and form is not None and (form.shape in ("m", "f") or lows[at] in _DIED)
    named = at + 1 < len(lows) and any(low[:1].isalpha() and not of_group(low) for low in lows[at + 1 : at + 3])
    return int(alone and named and not any(of_group(lows[near]) for near in around))


def _one_of_them(lows: list[str], at: int) -> bool:
    """ "один из раненых, 1971 года рождения, скончался": one of those who were told before."""
    opens = next((near for near in range(at - 2, max(1, at - 9), -1) if lows[near] == ","), None)
    if opens is None or opens < 3 or lows[opens - 3] not in ("один", "одна"):
        return False
    return lows[opens - 2] in ("из", "з", "із") and fold(lows[opens - 1]).startswith(HARMED)


def _suffered(lows: list[str], at: int) -> bool:
    """ "вона дістала поранення ніг", "баротравму получила девушка": one person had it."""
    verb = next((near for near in (at - 1, at + 1, at - 2) if 0 <= near < len(lows) and lows[near] in _GOT), None)
    if verb is None:
        return False
    apposed = verb > 1 and lows[verb - 1] == ","  # "водитель, мужчина 1979 года рождения, получил ранения"
    beside = lows[max(0, verb - (9 if apposed else 2)) : verb] + lows[verb + 1 : verb + 4]
    return any(low in _PRONOUNS or lone(low) for low in beside)


def stems_of(low: str) -> tuple[str, ...]:
    """Whether a word tells of the dead or of the wounded."""
    return DEAD if low.startswith(DEAD) else HURT


def _behind_another(lows: list[str], at: int) -> bool:
    """ "35-річний водій та 29-річна фельдшерка загинули"."""
    joint = next((near for near in range(at - 1, max(0, at - 3), -1) if [lows[near]] in _AND), None)
    return joint is not None and lone(lows[joint - 1])


def _with_another(lows: list[str], at: int) -> bool:
    """ "водій та пасажирка", "мати і її син"."""
    if at + 3 < len(lows) and [lows[at + 2]] in _AND and lows[at + 1].endswith(_OF_WHAT) and another(lows[at + 3]):
        return True  # "водитель водовоза и пенсионерка"
    if at + 2 >= len(lows) or lows[at + 1] not in ("та", "і", "й", "и"):
        return lows[at + 1 : at + 2] != [] and lows[at + 1] in _ALONG and _in_company(lows[at + 2 : at + 4])
    return any(another(low) for low in lows[at + 2 : at + 4])
