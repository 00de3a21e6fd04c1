"""What the parties undertake in the text of an agreement: "Сторони припиняють вогонь", each agreed.

A report says of each part where it stands. The text of an agreement does not: it says once that the parties agreed, and
then, in the present, what they do: "відводять", "зобов'язуються звільнити", "створюється комісія". So a text is known
for one by that formula, or by numbered articles in which the parties do something, and the first verb of a sentence
tells a part that is agreed. What it leaves open, keeps secret or takes note of, it says in the words of a report, and
those are read first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from truceline.extract.slavic.elements import code_of
from truceline.extract.slavic.language import Language
from truceline.extract.slavic.phraseends import infinitive
from truceline.extract.slavic.text import Line, Text
from truceline.extract.slavic.verbforms import to_come
from truceline.extract.story import Story
from truceline.extract.timespans import TimeSpans
from truceline.extract.undertaken import Duty, with_duties
from truceline.model.mentions import AgreementElement

_FORMULA = re.compile(
    r"\b(?:домовилис[яь]|погодилис[яь]|узгодили|договорилис[ья]|согласилис[ья]|условилис[ья]|договариваются"
    r"|соглашаются|погоджуються|домовляються|постановили)\s(?:(?:про|о|об|на)\s)?(?:таке|наступне|нижченаведене"
    r"|нижчевикладене|нижеследующем|следующем|нижеследующее|следующее)\b"
)
#: one of these is in every line that opens a list of what was settled
_OPENERS = (" таке", "наступне", "нижче", "следующ")
#: one of these is in every text of an agreement: looked for first, since most texts are none
_SIGNS = (*_OPENERS, "торони ", "торона ", "тороны ")
#: what a report says before a list of what was settled: its paragraph tells what the parties are to do
_SETTLED = re.compile(
    r"\b(?:[Сс]огласовано|[Рр]ешено|[Уу]словлено|[Уу]згоджено|[Пп]огоджено|[Вв]ирішено|[Дд]омовлено)"
    r"\s(?:про\s|о\s)?(?:следующее|следующем|нижеследующее|таке|наступне)\b"
)
_ARTICLE = re.compile(r"(?:^|\n)\s*(?:(?:стаття|статья|пункт)\s)?\d{1,2}(?:\.\d{1,2})?[.)]\s", re.IGNORECASE)
# a search is fastest where a pattern opens with a set: the look-behinds stand behind the first letter
_PARTY = re.compile(
    r"[СсКк](?<!\w.)(?:(?<=[Сс])торон[иы]|(?<=[Кк])(?:ожна\s(?:(?:зі\s)?[Сс]торін|[Сс]торона)|аждая\s(?:из\s)?[Сс]торон[аы]?))"
    r"\s(?:не\s)?\w+(?:ють|уть|ать|ять|ют|ут|ат|ят|ет|ит|ється|ується|ются|ется|ятся|ться)(?:ся)?\b"
)
#: articles, and sentences with the parties, before a text without the formula is one
_ARTICLES, _ENOUGH = 3, 2
_PARTIES = ("сторон", "стороны", "сторони", "сторін")
#: the course of the talks and of the paper itself is no part of what was agreed
_OF_THE_PAPER = (
    "розгля", "рассм", "рассматр", "поверта", "поверн", "возвращ", "верн", "повідом", "сообща", "інформу", "информир",
    "набира", "набува", "вступа", "залиша", "оста", "лиша", "визнача", "определя", "обговор", "обсужда", "обсуд",
    "зустріча", "встреча", "діє", "действу", "вважа", "счита", "є", "являет", "явля", "станов", "склада", "состав",
    "підписа", "подписыв", "продовж", "узгоджу", "согласов", "може", "звіту", "отчит", "відноситьс", "относитс",
    "оприлюдн", "розголош", "разглаша", "публіку", "публику", "обнарод",
    "погоджу", "домовля", "договарив", "соглаша", "прийма", "принимают", "перебува", "находит", "маєть", "мають",
    "має", "включа", "містить", "содерж",
)  # fmt: skip
_MODALS = frozenset(
    ("має", "мають", "повинен", "повинна", "повинні", "зобов'язана", "зобов'язані", "должен", "должна", "должны",
    "обязан", "обязана", "обязаны", "може", "можуть", "может", "могут", "зобов'язується", "зобов'язуються", "обязуется",
    "обязуются")
)  # fmt: skip
_MARKS = frozenset(",;:()—–.!?")
_AND = frozenset(("та", "і", "й", "и", "а"))
#: prepositions behind which stands when, and not what
_WHEN = frozenset(("з", "із", "с", "со", "до", "не", "від", "от", "протягом", "упродовж", "течение", "в", "у", "за"))
_LATER = frozenset(("пізніше", "позднее", "раніше", "ранее", "починаючи", "начиная"))
_LONGEST = 12
#: tokens at either end of an act that tell what it is of
_HEAD = 3
#: letters of a verb in the present at least
_SHORTEST = 5
_OFFERED = ("пропозиц", "предложен", "запропонован")


def with_undertakings(
    text: Text, found: tuple[AgreementElement, ...], times: TimeSpans
) -> tuple[AgreementElement, ...]:
    """The elements of a report, and what the parties undertake where the text is that of an agreement."""
    if not any(sign in text.story.text for sign in _SIGNS):
        return found
    whole = _is_agreement(text.story)
    lists = [] if whole else _lists(text.story)
    if not whole and not lists:
        return found
    duties = _duties_in(text, times)
    return with_duties(text.story, found, (one for one in duties if whole or any(a <= one.start < b for a, b in lists)))


def _lists(story: Story) -> list[tuple[int, int]]:
    """From "согласовано следующее" to the end of the paragraph."""
    narrator = story.narrator
    found: list[tuple[int, int]] = []
    if any(sign in narrator for sign in _OPENERS):
        for paragraph in story.paragraphs:
            match = _SETTLED.search(narrator, paragraph.start, paragraph.end)
            if match is not None:
                found.append((match.end(), paragraph.end))
    return found


def _duties_in(text: Text, times: TimeSpans) -> Iterator[Duty]:
    begun = {paragraph.start for paragraph in text.story.paragraphs}
    for line in text.lines:
        tokens, lows = line.tokens, line.lows
        heading = line.sentence.start in begun and bool(tokens) and tokens[-1].text not in _MARKS
        if line.sentence.headline or heading:
            continue
        acts = _duties(line, times, text.language)
        offered = bool(acts) and any(low.startswith(_OFFERED) for low in lows)
        for first, last in acts:
            code = _code(lows[first:last], text.language)
            yield Duty(tokens[first].start, tokens[last - 1].end, code, offered)


def _is_agreement(story: Story) -> bool:
    narrator = story.narrator
    if any(sign in narrator for sign in _OPENERS) and _FORMULA.search(narrator) is not None:
        return True
    parties = sum(1 for _ in _PARTY.finditer(narrator))
    return parties >= _ENOUGH and sum(1 for _ in _ARTICLE.finditer(narrator)) >= _ARTICLES


def _code(lows: list[str], language: Language) -> str:
    """What the act is of, by the words at its head, else at its end."""
    known = code_of(lows[:_HEAD], language)
    return code_of(lows[-_HEAD:], language) if known == "other" else known


def _duties(line: Line, times: TimeSpans, language: Language) -> list[tuple[int, int]]:
    """The acts of a sentence, as tokens `[first, last)`: of its first verb, and of those joined to it."""
    lows, tokens = line.lows, line.tokens
    for at, low in enumerate(lows):
        if tokens[at].capital and at and not low.endswith(("ся", "сь")):
            continue
        if low in _MODALS:
            begin = next((to for to in range(at + 1, min(at + 5, len(lows))) if infinitive(lows[to])), None)
            return [] if begin is None else _acts(lows, _before_not(lows, begin), times.among(line.tokens), language)
        if not _present(low, language):
            continue
        if low.startswith(_OF_THE_PAPER) or _aside(lows, at):
            return []
        return _of_verb(lows, at, times.among(line.tokens), language)
    return []


def _present(low: str, language: Language) -> bool:
    """A verb in the present: in -ть and -є in Ukrainian; in -т in Russian, whose infinitives are in -ть."""
    if len(low) < _SHORTEST or low.endswith("сть"):
        return False
    if language == "ru":
        return low.endswith(("т", "тся")) and to_come(low)
    return low.endswith(("ає", "ує", "ює", "яє", "ється")) or (low.endswith(("ть", "ться")) and to_come(low))


def _aside(lows: list[str], at: int) -> bool:
    """A verb behind a comma is of a clause of its own."""
    return "," in lows[:at]


def _of_verb(lows: list[str], at: int, timed: frozenset[int], language: Language) -> list[tuple[int, int]]:
    """ "сторони припиняють вогонь" by its act; "створюється комісія", "техніка виводиться" by what it is done to."""
    if lows[at].endswith(("ться", "тся")):
        first = at
        while first > 0 and lows[first - 1] not in _MARKS and first - 1 not in timed:
            first -= 1
        if any(low.startswith(_PARTIES) for low in lows[first:at]):
            return _acts(lows, at, timed, language)  # "стороны воздерживаются от применения силы"
        return [(first, _end(lows, at, timed, language))]
    return _acts(lows, _before_not(lows, at), timed, language)


def _before_not(lows: list[str], at: int) -> int:
    return at - 1 if at and lows[at - 1] == "не" else at


def _acts(lows: list[str], first: int, timed: frozenset[int], language: Language) -> list[tuple[int, int]]:
    """The act from the token on, and the acts that "and" joins to it."""
    end = _end(lows, first, timed, language)
    if end < first + 2:
        return []
    found = [(first, end)]
    joint = next((at for at in range(end, min(end + 8, len(lows))) if lows[at] in _AND), None)
    verb = lows[joint + 1] if joint is not None and joint + 2 < len(lows) else ""
    if joint is not None and (infinitive(verb) or _present(verb, language)) and not verb.startswith(_OF_THE_PAPER):
        found.append((joint + 1, _end(lows, joint + 1, timed, language)))
    return [one for one in found if one[1] > one[0] + 1]


def _end(lows: list[str], first: int, timed: frozenset[int], language: Language) -> int:
    """Where the act ends: at a mark, a time, another verb."""
    at = first + 1
    while at < min(len(lows), first + _LONGEST):
        if lows[at] in _MARKS or at in timed or lows[at] in _LATER:
            break
        if lows[at] in _AND and at + 1 < len(lows) and (infinitive(lows[at + 1]) or _present(lows[at + 1], language)):
            break
        at += 1
    while at > first + 1 and lows[at - 1] in _WHEN:
        at -= 1
    return at
