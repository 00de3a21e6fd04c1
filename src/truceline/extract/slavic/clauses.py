"""Clauses of a Ukrainian or Russian sentence, and whether what one of them tells is reported as having happened.

A comma ends a clause only where both sides have a verb of their own: commas also part the places of a list.
"""

from __future__ import annotations

import msgspec

from truceline.extract.slavic.clausewords import CONDITIONS, FULL_STOPS, HARD, STARTS
from truceline.extract.slavic.forms import Form
from truceline.extract.slavic.triggers import PAST, TriggerWords
from truceline.extract.slavic.verbforms import future
from truceline.extract.slavic.wordclasses import CAPITAL, COMMA, CONDITION, FUTURE, HISTORY, MODAL, PARTS, VERB
from truceline.extract.story import Token
from truceline.extract.words import words

#: "не лише", "не менше": no negation
_NO_DENIAL = frozenset(
    [
        "лише",
        "тільки",
        "менше",
        "менш",
        "більше",
        "більш",
        "только",
        "лишь",
        "менее",
        "меньше",
        "более",
        "больше",
        "раз",
        "виключено",
        "исключено",
        "виключають",
        "исключают",
    ]
)
#: how far before the trigger a negation still reaches (tokens)
_REACH = 4
_AFTERWARDS = (
    "було",
    "зафікс",
    "спостер",
    "відбул",
    "было",
    "зафикс",
    "наблюд",
    "фікс",
    "фикс",
    "виявл",
    "обнаруж",
    "стал",
    "підтверд",
    "подтверд",
    "відкрив",
    "открыв",
    "открыл",
    "здійсн",
    "осуществл",
    "нанос",
    "завдавал",
    "веде",
    "вели",
    "вела",
    "вёл",
    "провод",
    "застосов",
    "примен",
    "чули",
    "чути",
    "чутно",
    "слышал",
    "слышн",
    "бачи",
    "виде",
    "видн",
    "сталос",
    "трапил",
    "произо",
    "случил",
    "запуска",
    "випуска",
    "выпуска",
    "стріля",
    "стреля",
    "мали",
    "отрима",
    "получ",
    "отмеч",
    "відзнач",
    "замеч",
    "поміч",
    "комент",
    "коммент",
    "прокомент",
    "прокоммент",
)
_FAR = 10
#: letters of a word that is cut short: "вул.", "обл.", "тис."
_SHORTENED = 3
_ABBREVIATED = frozenset(("просп", "пров", "бульв", "корп", "буд", "прим"))
_NOBODY = frozenset(("ніхто", "никто"))
#: what became of an attack that did not come about
_AVERTED = ("уникнут", "уникли", "избежат", "избежали", "зірван", "сорван", "відвернут", "предотвращ", "упережд")
_JOINTS = frozenset(("та", "і", "й", "и", "але", "но", "а", ","))


#: "Хто стріляв, місія не встановила": an open question
_ASKED = frozenset(("хто", "кто", "чи"))
_VERIFYING = words(
    "підтвердити перевірити встановити з'ясувати верифікувати спростувати подтвердить проверить установить выяснить "
    "верифицировать опровергнуть"
)
_TOWARDS = frozenset(("на", "от", "від", "о", "про", "к", "до"))
#: what an act is where it has not happened: "остаётся условием", "є головною вимогою", "вопрос вывода войск"
_REMAINS = tuple(words("оста явля стан залиш лиша є назва счита вважа был бул"))
_ASKED_FOR = words(
    "условием условие требованием требование целью цель предметом темой тема вопросом вопрос предпосылкой "
    "умовою умова вимогою вимога метою мета темою питанням питання передумовою"
)
_QUESTION = tuple(
    words(
        "морат запрет заборон отказ відмов припинен приостанов призупин готовивш готуют планиров планув "
        "подготов підготов предотвра запобіг вопрос питан иде требован вимог услови умов перспектив возможност "
        "можливіст угроз загроз риск ризик сценари сценарі"
    )
)
_UNABLE = words("не неможливо невозможно")


class Clause(msgspec.Struct, frozen=True, gc=False):
    """A stretch of a sentence's tokens `[first, last)` and of the text `[start, end)`."""

    first: int
    last: int
    start: int
    end: int


def clauses(tokens: list[Token], lows: list[str], kinds: int) -> list[Clause]:
    """The clauses of a sentence, in order; `kinds` are those of all its words."""
    found: list[Clause] = []
    for first, last in _hard(tokens, lows) if kinds & PARTS else ((0, len(tokens)),):
        at, start, before, verb = first, first, False, False
        for near in range(first, last) if kinds & COMMA else ():
            told = tokens[near].kinds
            if told & VERB and not (told & CAPITAL and (near > first or lows[near + 1 : near + 2] == [","])):
                verb = True
            elif told & COMMA and near > start:
                if before and verb:
                    found.append(_clause(tokens, at, start))
                    at, before = start, False
                before, verb, start = before or verb, False, near
        if before and verb:
            found.append(_clause(tokens, at, start))
            at = start
        found.append(_clause(tokens, at, last))
    return found


def _clause(tokens: list[Token], first: int, last: int) -> Clause:
    while first + 1 < last and not tokens[first].text[0].isalnum():
        first += 1
    while last - 1 > first and tokens[last - 1].text == ",":
        last -= 1
    return Clause(first, last, tokens[first].start, tokens[last - 1].end)


def _hard(tokens: list[Token], lows: list[str]) -> list[tuple[int, int]]:
    """Stretches between strong marks and words that start clauses."""
    found, first = [], 0
    for at, token in enumerate(tokens):
        if not token.kinds & PARTS:
            continue
        mark = token.text in HARD or (token.text == "-" and at > 0 and tokens[at - 1].end < token.start)
        mark = (mark and not _inside_figure(tokens, at)) or (token.text in FULL_STOPS and full_stop(tokens, at))
        word = (
            lows[at] in STARTS
            and at > first
            and (tokens[at - 1].text == "," or lows[at] in ("що", "что", "якщо", "если"))
        )
        word = word and (lows[at] != "що" or lows[at - 1] != "поки")
        if (mark or word) and at > first:
            found.append((first, at))
            first = at + 1 if mark else at
        elif mark:
            first = at + 1
    if first < len(tokens):
        found.append((first, len(tokens)))
    return found


def _inside_figure(tokens: list[Token], at: int) -> bool:
    """Whether a mark belongs to a clock time, a score or a range: "15:00", "3–5", "п'ять–шість"."""
    if not 0 < at < len(tokens) - 1 or tokens[at].text not in ":—–-":
        return False
    before, after = tokens[at - 1], tokens[at + 1]
    glued = before.end == tokens[at].start and tokens[at].end == after.start
    digits = before.text[-1].isdigit() and after.text[0].isdigit()
    return (glued and (digits or tokens[at].text != ":")) or (digits and tokens[at].text != ":")


def full_stop(tokens: list[Token], at: int) -> bool:
    """Whether a sentence ends here and another follows: no point of an abbreviation or of initials."""
    if not 0 < at < len(tokens) - 1:
        return False
    before, after = tokens[at - 1].text, tokens[at + 1].text
    word = before.isalpha() and len(before) > _SHORTENED and tokens[at - 1].low not in _ABBREVIATED
    return (word or tokens[at].text != ".") and (after[0].isupper() or not after[0].isalnum())


def happened(
    text: str,
    lows: list[str],
    clause: Clause,
    at: int,
    form: Form,
    known: TriggerWords,
    kinds: int,
    lacking: bool,
) -> bool:
    """False for what is denied, only possible, planned, threatened, asked for, or a matter of history.

    `kinds` are those of all the words of the sentence. `lacking` is for events that are a lack ("без світла") or a
    refusal.
    """
    if kinds & MODAL and any(low in known.modal and not _lettered(lows, near) for near, low in _within(lows, clause)):
        return False
    if lows[clause.first] in _ASKED and at > clause.first:
        return False
    if form.shape == "noun" and (_unverified(lows, clause) or _of_talks(lows, clause, at)):
        return False
    if form.shape == "inf" and not any(low in known.begun for low in lows[max(clause.first, at - 5) : at]):
        return False
    if not lacking and (_denied(lows, clause, at, known) or _denied_after(lows, clause, at, form.shape == "noun")):
        return False
    if not lacking and _denied_before(lows, clause, at):
        return False
    if kinds & FUTURE and any(future(low) for low in lows[clause.first : clause.last]):
        return False
    if kinds & CONDITION and any(low in CONDITIONS for low in lows[max(0, clause.first - 25) : at]):
        return False
    return not (kinds & HISTORY and past_told(text, clause.start, clause.end))


def _unverified(lows: list[str], clause: Clause) -> bool:
    """ "подтвердить время обстрела не смогла": what could not be found out is told before, or by nobody."""
    inside = lows[clause.first : clause.last]
    return not _VERIFYING.isdisjoint(inside) and not _UNABLE.isdisjoint(inside)


def _of_talks(lows: list[str], clause: Clause, at: int) -> bool:
    """ "отвод войск остаётся условием мира", "питання виведення військ": what is asked for or talked about."""
    for near in range(at + 1, min(clause.last - 1, at + _FAR)):
        if lows[near].startswith(_REMAINS) and any(low in _ASKED_FOR for low in lows[near + 1 : near + _REACH]):
            return True
    behind = at - 1 - (at - 1 > clause.first and lows[at - 1] in _TOWARDS)  # "мораторий на удары", "отказ от ударов"
    return behind >= clause.first and lows[behind].startswith(_QUESTION)


def _within(lows: list[str], clause: Clause) -> list[tuple[int, str]]:
    return list(enumerate(lows[clause.first : clause.last], clause.first))


def _lettered(lows: list[str], at: int) -> bool:
    """ "штаб сторони Б": a letter that names a side, and no particle."""
    return lows[at] == "б" and at > 0 and lows[at - 1].startswith(("сторон", "груп", "зон", "дільниц", "пост"))


def past_told(text: str, start: int, end: int) -> bool:
    """Whether a stretch of the text in lower case tells of history, of a trial, or of totals since long ago."""
    return PAST.search(text, start, end) is not None


def _denied(lows: list[str], clause: Clause, at: int, known: TriggerWords) -> bool:
    """A negation before the trigger, not parted from it by "and" or a comma."""
    for near in range(at - 1, max(clause.first, at - _REACH) - 1, -1):
        low = lows[near]
        if low in _JOINTS:
            return False
        if low in ("не", "без", "ні", "ни"):
            if lows[near + 1] in _NO_DENIAL or (low == "без" and near < at - 2):
                continue
            return near >= at - 2 or low in ("ні", "ни")
        if low in known.negating:
            return True
    return False


def _denied_before(lows: list[str], clause: Clause, at: int) -> bool:
    """ "не зафіксувала в четвер обстрілів": a verb of seeing denied at a distance."""
    for near in range(max(clause.first, at - 8), at - 1):
        if lows[near] == "не" and lows[near + 1].startswith(_AFTERWARDS):
            return True
    return False


def _averted(lows: list[str], clause: Clause, at: int) -> bool:
    """ "удару по Одесі вдалося уникнути", "атака на Сумы сорвана"."""
    return any(lows[near].startswith(_AVERTED) for near in range(at + 1, min(clause.last, at + _FAR)))


def _in_truth(lows: list[str], at: int) -> bool:
    """ "обстріл, про який писали, насправді був салютом"."""
    if at > 1:
        return False
    ahead = lows[at + 1 : at + _FAR + _REACH]
    return "насправді" in ahead or ["на", "самом", "деле"] in [ahead[n : n + 3] for n in range(len(ahead))]


def _denied_after(lows: list[str], clause: Clause, at: int, noun: bool) -> bool:
    """ "обстрілів не зафіксовано", "признаков отвода, предусмотренного протоколом, не отмечено", "ніхто не бачив"."""
    if noun and (_averted(lows, clause, at) or _in_truth(lows, at)):
        return True
    for near in range(at + 1, min(clause.last - 1, at + _REACH)) if noun else ():
        if lows[near] in _NOBODY and lows[near + 1] in ("не", "ні", "ни"):
            return True
    for near in range(at + 1, min(clause.last - 1, at + (_FAR if noun else 6))):
        if lows[near] == "не" and lows[near + 1].startswith(_AFTERWARDS):
            return True
    return False
