"""What the words of agreement govern: the phrase that is agreed, offered, demanded, refused or left open.

A table row says which prepositions lead from the word to its object. The word that governs decides where the object
stands, turned by "not", by "can" and by "refuses to" before it; whether the object is a known part of an agreement is
asked by nobody here.
"""

from __future__ import annotations

import re

import msgspec
from msgspec.structs import replace

from truceline.extract.slavic.governorwords import HEAD, GovernorWords, Row, governor_words
from truceline.extract.slavic.language import Language
from truceline.extract.slavic.phraseends import Phrases, infinitive, phrases, verbal
from truceline.extract.slavic.verbforms import future, to_come
from truceline.extract.slavic.wordclasses import GOVERNS
from truceline.extract.story import Token
from truceline.extract.timespans import TimeSpans
from truceline.model.mentions import ElementStatus

_NOT = frozenset(("не", "ні", "ни", "немає", "нет", "без"))
#: longest clause of a wish (tokens)
_LONGEST_WISH = 14
_FINAL = frozenset('.!?…»"”')
_STOPS = frozenset(";:—–()")
_COLON = ":"
_MARKS = frozenset('.,;:!?…—–()«»"')
_BEFORE_QUESTIONS = frozenset('.;:!?…—–«"')
QUESTIONS = frozenset(
    ("хто", "кто", "куди", "куда", "коли", "когда", "скільки", "сколько", "де", "где", "як", "как", "чи", "чиї", "чьи")
)
#: tokens of a question whose answer is left open
_LONGEST_QUESTION = 16
_QUOTED = frozenset('«»"“”')
SUCH = frozenset(
    ("такий", "таку", "таке", "такі", "такой", "такую", "такое", "такие", "цей", "цю", "ці", "этот", "эту", "эти")
)
#: what a governor means behind "не": those who do not sign refuse, those who did not come to terms left it open
_DENIED: dict[ElementStatus, ElementStatus | None] = {"agreed": "unresolved", "ready": "rejected"}
_AND = frozenset(("та", "і", "й", "и"))
_THAT = (["що"], ["что"])
_WILL = frozenset(("буде", "будуть", "будет", "будут"))
_LEADS_TIME = frozenset(("на", "в", "у", "во", "до", "к", "ко", "з", "із", "с", "со", "від", "от", "протягом",
    "впродовж", "упродовж", "течение", "по", "через", "за"))  # fmt: skip
_HELD = ("відбут", "пройти", "состоят", "пройд")
#: what is held only where both sides agreed on it
_MEETINGS = ("обмін", "обмен", "репатріац", "репатриац")
_TO_BE = frozenset(("бути", "быть"))
_TO_BE_DONE = ("виведен", "выведен", "відведен", "отведен", "звільнен", "освобожд", "розблок", "разблок", "роззброєн",
    "разоруж", "припинен", "прекращ", "знят", "снят", "поверн", "возвращ", "демонтов", "демонтир")  # fmt: skip
_PERSONS = frozenset(("хто", "кто", "чи", "чиї", "чьи"))
_AROUND = frozenset(("навколо", "довкола", "вокруг", "між", "между", "біля", "возле", "для"))
_WOULD = frozenset(("б", "би", "бы", "були", "были", "было", "було"))
_RELATIVES = ("який", "яка", "яке", "які", "якого", "якої", "яких", "котор")
#: tokens between what is done and the next act of a list: "из города"
_LONGEST_TAIL = 5
#: tokens of a relative clause at most
_LONGEST_ASIDE = 16
_DONE = ("ли", "ють", "ять", "ют", "ят", "ла", "в", "л", "ився", "лась", "лася", "лись", "лися", "лся", "є", "ет")
_NOMINATIVE = ("ий", "ій", "ый", "ой", "ка", "на", "ая", "ке", "ое", "кі", "ие", "ые", "ні")
_WHO = ("він", "вона", "вони", "он", "она", "они", "уряд", "правительств", "учасник", "участник", "президент",
    "міністр",
    "министр", "дипломат", "посередник", "посредник", "речник", "представ", "мзс", "мид", "рада", "совет", "комісі",
    "комисси", "місія", "миссия", "ніхто", "никто")  # fmt: skip
#: "без підписаного документа": told of a paper, and not of what is done with it
_PARTICIPLE = re.compile(r"(?:[аея]н|єн|[аея]нн|ённ)(?:ого|ому|им|ої|ій|ою|их|ими|ой|ую|ым|ых|ыми|ого)$")
#: an adjective that belongs to the noun behind it tells nothing of the talks
_ATTRIBUTE = re.compile(r"(?:ого|ому|ої|ых|их)$")
#: what it takes to be done with repetition: "отвергал дважды"
TIMES = frozenset(("двічі", "тричі", "дважды", "трижды", "неодноразово", "неоднократно", "знову", "снова", "вновь"))
#: tokens before a governor in which "не" or "відмовився" still belongs to it
_NEAR = 3
#: tokens behind a noun of agreement in which "немає" denies it
_FAR = 8
#: tokens between "за угодою" and what it has somebody do
_FAR_DEAL = 16
_BY = frozenset(("за", "із", "з", "до", "по", "согласно", "с"))
#: verbs that take an object, beside the reflexive ones and the passives
_ACTIVE = ("є", "ють", "ять", "ив", "ав", "ла", "ли", "ил", "ал", "ет", "ют", "ит", "ят", "ыл")


class Governed(msgspec.Struct, frozen=True, gc=False):
    """A phrase of a sentence's tokens `[first, last)`, its status, and the token of the word that governs it."""

    first: int
    last: int
    status: ElementStatus
    at: int


def governed(tokens: list[Token], lows: list[str], language: Language, times: TimeSpans) -> list[Governed]:
    """Every governed phrase of a sentence, in order; what stands inside one is its own no more."""
    words = governor_words(language)
    reader = _Reader(tokens, lows, words, phrases(language), times.among(tokens))
    found: list[Governed] = []
    past = 0
    for at, token in enumerate(tokens):
        if not token.kinds & GOVERNS or at < past:
            continue
        low = lows[at]
        head = low[:HEAD]
        if low in words.duties:
            here = reader.by_duty(at)
        elif low.startswith(words.talks):
            here = reader.by_talks(at)
        elif head in words.rows:
            here = reader.by_row(at)
        else:
            here = reader.by_predicate(at, past)
        if here:
            found.extend(here)
            past = max(at + 1, *(one.last for one in here))
    return found


class _Reader:
    """Reads the governors of one sentence."""

    def __init__(
        self, tokens: list[Token], lows: list[str], words: GovernorWords, ends: Phrases, timed: frozenset[int]
    ) -> None:
        self._tokens = tokens
        self._timed = timed  # tokens of time expressions
        self._lows = lows
        self._words = words
        self._ends = ends

    def by_row(self, at: int) -> list[Governed]:
        """The objects of a word of agreement."""
        lows, words = self._lows, self._words
        low = lows[at]
        if self._is_private(at):
            return []
        if _PARTICIPLE.search(low) is not None:  # "остаётся несогласованным"
            return self.by_predicate(at, 0) if low[:HEAD] in words.predicates else []
        for row in words.rows[low[:HEAD]]:
            if not low.startswith(row.stem):
                continue
            wish = self._wish(at, row) or self._promise(at, row)
            if wish is not None:
                return [wish]
            first = self._object(at, row)
            if first is None:
                continue
            if row.status == "ready" and lows[first].startswith(words.completing) and self._alone(first):
                break  # "меморандум готовий до підписання"
            status = self._status(at, row)
            if status is None:
                return []
            split = self._split(first, at, status)
            return self._refused(split) if row.status == "proposed" else split
        if infinitive(low):
            return self._failed(at)
        before = self._object_before(at)
        if before is not None:
            return before
        return self.by_predicate(at, 0) if low[:HEAD] in words.predicates else []

    def _refused(self, found: list[Governed]) -> list[Governed]:
        """ "Пропозицію розмістити спостерігачів уряд відкинув": an offer whose refusal is told behind it."""
        if len(found) != 1:
            return found
        one, lows = found[0], self._lows
        verb = lows[one.last] if one.last < len(lows) else ""
        rows = self._words.rows.get(verb[:HEAD], ())
        if not any(verb.startswith(row.stem) and row.status == "rejected" and "" in row.leads for row in rows):
            return found
        alone = verb.endswith(("в", "ла", "л", "ло")) or lows[one.last - 1].startswith((*self._words.sides, *_WHO))
        last = one.last - (alone and one.last - one.first > 2)
        return [replace(one, last=last, status="rejected")]

    def _object_before(self, at: int) -> list[Governed] | None:
        """ "гарячу лінію між командирами погодили": nobody is named, and what they did it to stands first."""
        lows = self._lows
        behind = at + 1 + (at + 1 < len(lows) and lows[at + 1] in TIMES)
        named = at > 1 and lows[at - 1].startswith(self._words.sides)  # "обмін тілами сторони погодили у вівторок"
        behind = self._past_times(behind) if named and behind < len(lows) else behind
        final = behind >= len(lows) or lows[behind] in _MARKS
        rows = [row for row in self._words.rows[lows[at][:HEAD]] if lows[at].startswith(row.stem)]
        if not final or not rows or not lows[at].endswith(_DONE) or rows[0].status not in ("agreed", "rejected"):
            return None
        lead = next((near for near in range(at - 1, max(-1, at - 5), -1) if lows[near] in rows[0].leads), None)
        first = self._subject(at, 0) if lead is None else lead + 1
        bare = named and "" in rows[0].leads and self._tokens[0].start == self._tokens[first or 0].start
        if first is None or (lead is None and not bare and not lows[first].endswith(("у", "ю"))):
            return None
        if lows[first].startswith(self._words.sides) or not self._ends.may_begin(self._tokens, lows, first):
            return None
        status, stop = self._status(at, rows[0]), self._holder(first + 1, at)
        return None if status is None else self._split(first, at, status, stop=stop)

    def _failed(self, at: int) -> list[Governed]:
        """ "о возвращении беженцев договориться не смогли": what was asked for stands first, and nothing came of it."""
        lows, words = self._lows, self._words
        denied = at + 2 < len(lows) and lows[at + 1] in _NOT and lows[at + 2].startswith(words.failing)
        rows = [row for row in words.rows[lows[at][:HEAD]] if lows[at].startswith(row.stem) and row.status == "agreed"]
        if not denied or not rows:
            return []
        before = range(at - 1, max(-1, at - _LONGEST_ASIDE), -1)
        lead = next((near for near in before if lows[near] in rows[0].leads or lows[near] in _STOPS), None)
        if lead is None or lows[lead] in _STOPS or not self._ends.may_begin(self._tokens, lows, lead + 1):
            return []
        return self._split(lead + 1, at, "unresolved", stop=at)

    def _holder(self, first: int, at: int) -> int:
        """Where whoever did it is named behind the object: "ідею смуги українська делегація відхилила"."""
        lows = self._lows
        for near in range(first, at):
            if lows[near].startswith((*self._words.sides, *_WHO)):
                return near - 1 if near - 1 > first and lows[near - 1].endswith(_NOMINATIVE) else near
        return at

    def _wish(self, at: int, row: Row) -> Governed | None:
        """ "вимагає, щоб блокпости прибрали": the clause is what is demanded."""
        lows = self._lows
        if row.status not in ("demanded", "proposed") or lows[at + 1 : at + 2] != [","] or at + 4 >= len(lows):
            return None
        status = self._status(at, row)
        if lows[at + 2] not in self._ends.wishing or status is None:
            return None
        last = at + 3
        while last < min(len(lows), at + 3 + _LONGEST_WISH) and lows_open(lows[last]) and lows[last] not in _FINAL:
            last += 1
        return Governed(at + 3, last, status, at) if last > at + 3 else None

    def _promise(self, at: int, row: Row) -> Governed | None:
        """ "домовлено, що наступного тижня буде передано тіла": the clause tells what is to be done."""
        lows = self._lows
        if row.status != "agreed" or lows[at + 1 : at + 2] != [","] or lows[at + 2 : at + 3] not in _THAT:
            return None
        first = self._past_times(at + 3)
        while first < len(lows) and lows[first] in _WILL:
            first = self._past_times(first + 1)
        last = first
        while last < min(len(lows), first + _LONGEST_WISH) and lows_open(lows[last]) and lows[last] not in _FINAL:
            last += 1
        coming = any(low in _WILL or future(low) or to_come(low) for low in lows[at + 3 : last])
        status = self._status(at, row)
        if status is None or last < first + 2 or not coming or not _NOT.isdisjoint(lows[at + 3 : last]):
            return None
        return Governed(first, last, status, at)

    def _past_times(self, at: int) -> int:
        """The token from `at` on that is no adverb and not of a time: "на следующей неделе", "до кінця місяця"."""
        while True:
            here = self._ends.past_adverbs(self._lows, at)
            if here in self._timed or (here + 1 in self._timed and self._lows[here] in _LEADS_TIME):
                here += 1
            if here == at:
                return at
            at = here

    def _alone(self, at: int) -> bool:
        return self._ends.end(self._tokens, self._lows, at, len(self._lows)) == at + 1

    def by_duty(self, at: int) -> list[Governed]:
        """ "За угодою, підписаною в Овручі, кожна сторона має відвести артилерію": what was agreed to be done."""
        lows = self._lows
        due = self._due(at)
        if due is not None:
            return [due]
        papers = self._words.deals
        deal = next((near for near in range(max(0, at - _FAR_DEAL), at) if lows[near] in papers), None)
        if deal is None or deal == 0 or lows[deal - 1] not in _BY or any(low in _NOT for low in lows[at - 1 : at]):
            return []
        first = self._ends.past_adverbs(lows, at + 1)
        while first < len(lows) and lows[first] in _WOULD:
            first += 1
        if first + 1 >= len(lows) or not infinitive(lows[first]):
            return []
        status: ElementStatus = "proposed" if lows[deal] in self._words.drafts else "agreed"
        return [Governed(first, self._ends.end(self._tokens, lows, first, len(lows)), status, at)]

    def _due(self, at: int) -> Governed | None:
        """ "наступний обмін має відбутися до кінця тижня", "сначала должны быть выведены военные"."""
        lows = self._lows
        if at + 1 >= len(lows) or any(low in _NOT for low in lows[max(0, at - 1) : at]):
            return None
        if lows[at + 1].startswith(_HELD):
            first = self._subject(at, 0)
            if first is None or not any(low.startswith(_MEETINGS) for low in lows[first:at]):
                return None
            end = self._ends.end(self._tokens, lows, first, at)
            return Governed(first, end, "agreed", at)
        if lows[at + 1] not in _TO_BE or at + 3 >= len(lows) or not lows[at + 2].startswith(_TO_BE_DONE):
            return None
        end = self._ends.end(self._tokens, lows, at + 3, len(lows))
        return Governed(at + 2, end, "demanded", at) if end > at + 3 else None

    def by_talks(self, at: int) -> list[Governed]:
        """ "переговори про X завершилися безрезультатно"."""
        lows, words = self._lows, self._words
        here = at + 1
        if here >= len(lows) or lows[here] not in self._ends.leading:
            return []
        here += 1
        if not self._ends.may_begin(self._tokens, lows, here):
            return []
        end = self._ends.end(self._tokens, lows, here, len(lows))
        failed = any(low.startswith(words.failed) for low in lows[end : end + 8])
        return self._split(here, at, "unresolved") if failed else []

    def _object(self, at: int, row: Row) -> int | None:
        """The token where the object begins."""
        lows, words = self._lows, self._words
        if lows[at].startswith(words.containing) and not any(
            one.startswith(words.papers) for one in lows[max(0, at - 6) : at]
        ):
            return None
        here = self._past_times(at + 1)
        if here < len(lows) - 1 and lows[here] in ("від", "от") and lows[here] not in row.leads:
            here += 2  # "вимагає від Києва", "от Красного Креста"
            while here < len(lows) - 1 and self._tokens[here].capital:
                here += 1
            here = self._ends.past_adverbs(lows, here)
        elif here < len(lows) - 1 and lows[here].startswith(words.sides) and infinitive(lows[here + 1]):
            here += 1  # "закликав сторони погодити"
        if here >= len(lows):
            return None
        if lows[here] in row.leads:
            here += 1
        elif infinitive(lows[here]):
            bare = row.status in ("ready", "rejected") or lows[here].startswith(words.accepting)
            if row.status == "rejected" and not lows[at].startswith(words.refusing):
                return None
            here = self._ends.past_adverbs(lows, here + 1) if bare else here
            while here < len(lows) - 1 and (lows[here] in _QUOTED or lows[here] in SUCH):
                here += 1  # "«готова обсуждать» такой режим"
            if here < len(lows) and bare and lows[here] in self._ends.leading:
                here += 1  # "готові говорити про X"
        elif "" not in row.leads:
            return None
        if not self._ends.may_begin(self._tokens, lows, here):
            return None
        denied = any(low in _NOT for low in lows[max(0, at - 2) : at])
        taken = not denied and lows[at].startswith(words.taken)  # "прийняв план", but no guests and no oath
        return None if taken and not any(low.startswith(words.papers) for low in lows[here : here + 3]) else here

    def _status(self, at: int, row: Row) -> ElementStatus | None:
        """The row's status, turned by what stands before the word."""
        lows, words = self._lows, self._words
        before = lows[max(0, at - _NEAR) : at]
        before = before[max((number + 1 for number, low in enumerate(before) if low in _STOPS), default=0) :]
        if any(low.startswith(words.refusing) for low in before) and row.status in ("agreed", "ready"):
            return "rejected"
        if any(low.startswith(words.failing) for low in before) and row.status == "agreed":
            return "unresolved"
        if row.status == "agreed" and any(low in words.lacking for low in (*before, *lows[at : at + _FAR])):
            return "unresolved"
        if any(low in _NOT for low in before[-2:]):
            denied = _DENIED.get(row.status)
            return "rejected" if row.refuses and denied is not None else denied
        if row.status == "agreed" and infinitive(lows[at]):
            return "ready" if any(low.startswith(words.ready) for low in before) else "proposed"
        return row.status

    def by_predicate(self, at: int, floor: int) -> list[Governed]:
        """ "X залишається невирішеним", "деталі X не розголошуються", "Невирішеними лишаються X та Y"."""
        lows, words = self._lows, self._words
        denied = any(low in _NOT for low in lows[max(0, at - 2) : at])
        if _ATTRIBUTE.search(lows[at]) is not None or infinitive(lows[at]):
            return []  # "вибухів невизначеного походження", "попросив не називати імені"
        for stem, only_denied, status in words.predicates[lows[at][:HEAD]]:
            same = lows[at] == stem[:-1] if stem.endswith(".") else lows[at].startswith(stem)
            if not same or (only_denied and not denied):
                continue
            if denied and not only_denied:
                turned = _DENIED.get(status)
                if turned is None:
                    return []
                status = turned
            before = lows[max(0, at - 2) : at]
            takes = lows[at].endswith(_ACTIVE) or any(low.startswith(words.calling) for low in before)
            asked = self._question(at) if status in ("unresolved", "undisclosed") else None
            if asked is not None and status == "undisclosed" and lows[asked] in _PERSONS:
                return []  # "хто стріляв, не повідомляють"
            if asked is not None:
                return [Governed(asked, self._asked_end(asked, at), status, at)]
            alone = at + 1 >= len(lows) or lows[at + 1] in _MARKS
            told = alone and status in ("undisclosed", "unresolved")
            if status == "rejected" and alone and lows[at - 1].startswith(words.calling):
                subject = self._subject(at - 1, floor)  # "вывод групп считает преждевременным"
                return [] if subject is None else self._split(subject, at, status, stop=at - 1)
            subject = None if takes and not told else self._subject(at, floor)
            if subject is not None and told and takes and lows[subject].startswith((*words.sides, *_WHO)):
                return []  # "сторони не обговорювали": who, and not what
            papers = () if subject is None else lows[subject:at]
            if status == "ready" and not any(low.startswith(words.papers) for low in papers):
                return []  # "сторони готові": people are no part of an agreement
            if subject is not None:
                return self._split(subject, at, status, stop=at)
            after = self._ends.past_copula(lows, at + 1)
            return self._split(after, at, status) if self._ends.may_begin(self._tokens, lows, after) else []
        return []

    def _question(self, at: int) -> int | None:
        """ "хто платитиме за відбудову, досі не вирішено": the clause that asks is what is left open."""
        for near in range(at - 3, max(-1, at - _LONGEST_QUESTION), -1):
            whether = self._lows[near + 1] == "ли"  # "будет ли продлён мандат"
            if (whether or self._lows[near] in QUESTIONS) and (near == 0 or self._lows[near - 1] in _BEFORE_QUESTIONS):
                return near if "," in self._lows[near:at] else None
        return None

    def _asked_end(self, first: int, at: int) -> int:
        return next(here for here in range(at - 1, first, -1) if self._lows[here] == ",")

    def _subject(self, at: int, floor: int) -> int | None:
        """The token where the subject before a predicate begins."""
        begin = at
        while begin > floor and lows_open(self._lows[begin - 1]):
            begin -= 1
        begin = self._ends.past_openings(self._lows, begin)
        while begin < at and self._ends.is_light(self._lows[begin]):
            begin += 1
        if begin >= at:
            return self._before_aside(begin, at, floor)
        if not self._ends.may_begin(self._tokens, self._lows, begin):
            return None
        end = self._ends.end(self._tokens, self._lows, begin, at)
        return begin if end > begin and not self._ends.is_light(self._lows[begin]) else None

    def _before_aside(self, begin: int, at: int, floor: int) -> int | None:
        """ "Режим тиші, який запропонували посередники, не узгоджено": the subject stands before the clause of it."""
        lows = self._lows
        comma = next((near for near in range(at - 1, max(floor, at - 6), -1) if lows[near] == ","), None)
        if comma is None:
            return None
        opening = next((near for near in range(comma - 1, max(floor, comma - _LONGEST_ASIDE), -1)
            if lows[near].startswith(_RELATIVES) and lows[near - 1] == ","), None)  # fmt: skip
        if opening is None:  # "обмін, домовленості про який досягли в ОАЕ, має відбутися"
            led = next((near for near in range(comma - 1, max(floor, comma - _LONGEST_ASIDE), -1)
                if lows[near].startswith(_RELATIVES)), None)  # fmt: skip
            opening = led - 2 if led is not None and led > 3 and lows[led - 3] == "," else None
        if opening is None:
            return None
        first = opening - 1
        while first > floor and lows_open(lows[first - 1]):
            first -= 1
        first = self._ends.past_openings(lows, first)
        return first if first < opening - 1 and self._ends.may_begin(self._tokens, lows, first) else None

    def _is_private(self, at: int) -> bool:
        """Residents and doctors ask for things that are part of no agreement."""
        return any(low.startswith(self._words.private) for low in self._lows[max(0, at - 6) : at])

    def _split(self, first: int, at: int, status: ElementStatus, stop: int | None = None) -> list[Governed]:
        """The phrase in its members: "обмін полоненими та відведення військ", "три пункти: …, … і …"."""
        stop = len(self._lows) if stop is None else stop
        end = self._ends.end(self._tokens, self._lows, first, stop)
        if end <= first:
            return []
        found = [Governed(first, end, status, at)]
        listed = end < stop and self._lows[end] == _COLON
        if listed:
            found = []
            end = self._ends.end(self._tokens, self._lows, end + 1, stop)
            first = next((here + 1 for here in range(first, stop) if self._lows[here] == _COLON), first)
            found.append(Governed(first, end, status, at))
        while end + 1 < stop:
            timed = self._past_times(end) if self._lows[end] not in _MARKS else end
            # "продовжити режим тиші до 1 травня та передати списки"
            end = timed if timed in range(end + 1, stop - 1) and self._lows[timed] in _AND else end
            if listed:
                end = self._past_tail(end, stop)
            if not self._ends.joins(self._tokens, self._lows, end, listed or len(found) > 1):
                break
            begin = end + 1
            if self._is_ready(begin):
                break  # "домовилися про обмін і готові обговорювати перемир'я"
            if not listed and any(low in _AROUND for low in self._lows[found[-1].first : end]):
                # "режим тиші навколо ринків і шкіл": one phrase
                end = self._ends.end(self._tokens, self._lows, begin, stop)
                found[-1] = replace(found[-1], last=end)
                break
            if self._lows[begin] in self._ends.leading:
                begin += 1
            if not self._ends.may_begin(self._tokens, self._lows, begin):
                break
            end = self._ends.end(self._tokens, self._lows, begin, stop)
            if end <= begin or any(verbal(low) for low in self._lows[end : end + 1]):
                break
            found.append(Governed(begin, end, status, at))
        return [
            one for one in found if one.last > one.first and not self._ends.means_else(self._lows, one.first, one.last)
        ]

    def _is_ready(self, at: int) -> bool:
        return self._lows[at].startswith(self._words.ready) and not infinitive(self._lows[at])

    def _past_tail(self, end: int, stop: int) -> int:
        """Past "из города" to the comma or the "and" of a list of acts; the token itself where none follows soon."""
        tail = range(end, min(end + _LONGEST_TAIL, stop))
        joint = next((at for at in tail if self._lows[at] in _AND or self._lows[at] in _MARKS), None)
        acts = joint is not None and joint + 1 < stop and infinitive(self._lows[joint + 1])
        return joint if joint is not None and acts and self._lows[joint] not in _FINAL else end


def lows_open(low: str) -> bool:
    """Whether the word is of the same clause."""
    return low not in _STOPS and low != ","
