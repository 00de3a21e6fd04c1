"""Persons told by words and by no number: "загинула жінка", "34-річного водія поранено", "отец с сыном"."""

from __future__ import annotations

from truceline.extract.slavic.forms import Form, fold
from truceline.extract.slavic.signs import AND
from truceline.extract.slavic.tallywords import DEAD, HARMED
from truceline.extract.slavic.verbforms import finite
from truceline.extract.slavic.victims import PAIRS, another, lone, of_group
from truceline.extract.story import Token
from truceline.extract.words import words
from truceline.model.mentions import QuantityMention

#: "є загиблий", "есть раненый": the word itself is one person
_SELF = words(
    "загиблий загибла поранений поранена постраждалий постраждала травмований травмована погибший "
    "погибшая раненый раненая пострадавший пострадавшая"
)
#: behind these stands who is told apart from a number that holds him
_AMONG = frozenset(("числе", "числі", "них", "зокрема", "включая", "включаючи", "включно"))
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
#: "with" and forms of who is with somebody
_ALONG, _ALONGSIDE = frozenset(("с", "со", "з", "із", "зі")), ("ом", "ем", "єм")
#: endings of what somebody drives or works at
_OF_WHAT = ("а", "я", "и", "ы", "і", "у")
_KIN = frozenset(("дочерью", "дочкою", "дочкой", "донькою", "женой", "дружиною", "матерью", "матір'ю", "мамой", "мамою",
    "сестрой", "сестрою", "внучкой", "онукою", "внуком", "сыном", "сином", "бабушкой", "бабусею", "тещей", "тещею",
    "подругой", "подругою", "пассажиркой", "пасажиркою", "мужем", "чоловіком", "ребенком", "дитиною"))  # fmt: skip
#: marks that part one act from another
BORDERS = frozenset(".;:()")
#: words of "начальник смены цеха" at most
_TITLE = 4


def singly(tokens: list[Token], lows: list[str], at: int, form: Form | None, persons: list[QuantityMention]) -> int:
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
    if not lows[at].startswith(DEAD) and _suffered(lows, at):
        return 1
    if form is None and lows[at] not in ("життя", "жизнь", "жизни"):
        return 0
    around = [*range(at + 1, min(len(lows), at + 7)), *range(at - 1, max(-1, at - 5), -1)]
    for near in around:
        if any(one.start <= tokens[near].start < one.end for one in persons):
            continue  # "двоє селян": counted already
        if tokens[near].text in BORDERS or not _AMONG.isdisjoint(lows[max(0, near - 3) : near]):
            continue
        if lows[near] in PAIRS:  # "подружжя пенсіонерів і 12-річну дівчинку"
            joint = next((here for here in range(near + 1, min(len(lows) - 1, near + 4)) if lows[here] in AND), None)
            return 2 + (joint is not None and any(lone(low) for low in lows[joint + 1 : joint + 3]))
        if lone(lows[near]):
            joined = _with_another(lows, near) or (near < at and _behind_another(lows, near))
            return 2 if joined else 1
    # a verb of dying in the singular has one subject, whatever it is called
    alone = lows[at].startswith(DEAD) and form is not None and not form.reflexive
    alone = alone and (lows[at] in _DIED or (form is not None and form.shape in ("m", "f")))
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


def _behind_another(lows: list[str], at: int) -> bool:
    """ "35-річний водій та 29-річна фельдшерка загинули"."""
    joint = next((near for near in range(at - 1, max(0, at - 3), -1) if lows[near] in AND), None)
    return joint is not None and lone(lows[joint - 1])


def _with_another(lows: list[str], at: int) -> bool:
    """ "водій та пасажирка", "мати і її син"."""
    if at + 3 < len(lows) and lows[at + 2] in AND and lows[at + 1].endswith(_OF_WHAT) and another(lows[at + 3]):
        return True  # "водитель водовоза и пенсионерка"
    if at + 2 >= len(lows) or lows[at + 1] not in AND:
        return lows[at + 1 : at + 2] != [] and lows[at + 1] in _ALONG and _in_company(lows[at + 2 : at + 4])
    return any(another(low) for low in lows[at + 2 : at + 4])


def _in_company(lows: list[str]) -> bool:
    """ "отец с сыном", "мать с маленькой дочерью", "водій із пасажиркою": one person more."""
    return any(low in _KIN or (low.endswith(_ALONGSIDE) and lone(low[:-2])) for low in lows)


def ends_in_one(lows: list[str]) -> bool:
    """Whether the last of a list is one person: "медсестра", "водія автобуса", "начальник смены цеха"."""
    for back, low in enumerate(reversed(lows[-_TITLE:])):
        if lone(low) and not (back and lows[len(lows) - back] in AND):
            return True
        if not low[:1].isalpha() or finite(low):
            return False
    return False


def single_ones(tokens: list[Token]) -> int:
    """How many persons a list goes on with: "(дві продавчині), 17-річний підліток і пенсіонер"; 0 where it is none."""
    count, at = 0, 0
    while at < len(tokens) and (tokens[at].text == "," or tokens[at].low in AND):
        last = tokens[at].low in AND
        named = next((near for near in range(at + 1, min(len(tokens), at + 4)) if lone(tokens[near].low)), None)
        if named is None or any(token.text == "," for token in tokens[at + 1 : named]):
            return 0
        count, at = count + 1, named + 1
        if last:
            return count
    return 0
