"""Who speaks beside a verb of saying: a person, an office, a body, a place that stands for its government, or a pronoun.

The past tense of both languages shows gender and number, so a subject that disagrees with its verb is none.
"""

from __future__ import annotations

from typing import NamedTuple

from truceline.extract.saying import Speaker
from truceline.extract.slavic.bodies import body_key
from truceline.extract.slavic.carry import Carry
from truceline.extract.slavic.conventional import CONVENTIONAL
from truceline.extract.slavic.lexicon import Lexicon
from truceline.extract.slavic.names import Names
from truceline.extract.slavic.places import PLACES, SPEAKING
from truceline.extract.slavic.who import Named
from truceline.extract.story import MASK, Sentence, Story, Token
from truceline.extract.timespans import TimeSpans

_STOPS = frozenset(".;:!?…—–()[]")
_OPEN = frozenset('«"“„‘')
_ALL_MARKS = _OPEN | frozenset("»”")
#: words for a person that tell no office
_ANYBODY = frozenset(("жінка", "чоловік", "женщина", "мужчина", "посадовець", "чиновник", "посадовиця", "політик",
    "политик", "співрозмовник", "співрозмовниця", "собеседник", "собеседница", "чиновниця", "військовий", "военный",
    "дипломат", "баба", "бабуся", "бабушка", "дед", "дід", "хлопець", "дівчина", "девушка", "парень", "урядовець", "мешканка", "житель", "жительница", "парламентар", "парламентарий"))  # fmt: skip
_CALLED = frozenset(("позивним", "позывным", "ім'я", "ім’я", "имени", "имя"))
_SOMEBODY = frozenset(("источник", "собеседник", "співрозмовник"))
_SOURCES = frozenset("джерело джерела джерелам источник источники источника источников источнику співрозмовник "
    "співрозмовники собеседник собеседники".split())  # fmt: skip
#: adjectives before the name of a body that belong to it: "Харківська обласна прокуратура"
_BODY_ADJECTIVES = ("ська", "цька", "зька", "ський", "цький", "ське", "ські", "льна", "льний", "льне", "сна", "ская", "цкая",
    "ский", "цкий", "ское", "ские", "льная", "льный", "льное", "стная", "ській", "цькій", "зькій", "ному", "ському", "ской",
    "цкой", "льной", "стной", "сній", "льній")  # fmt: skip
_ONE_OF = frozenset("один одного одна однієї одной одному кілька кількох несколько нескольких двое двоє двох".split())
_OBLIQUE_ADJECTIVES = ("ського", "цького", "ської", "цької", "ского", "цкого", "ской", "цкой")
_THIS = frozenset("це цього цьому цю ці цих цей ця це это этого этому эту эти этих этот эта".split())
#: whoever is called by these is somebody else than the one who spoke before
_OTHERS = frozenset("мати мама батько син донька дружина чоловік вдова брат сестра сусід сусідка баба дід мать отец дочь жена сын вдова "
    "сосед соседка журналіст журналістка кореспондент кореспондентка журналист журналистка корреспондент адвокат адвокатка "
    "прокурор прокурорка суддя судья лікар лікарка врач медик".split())  # fmt: skip
#: groups of offices that one holds alone
_OFFICES = frozenset(("president", "head", "minister", "spokesman"))
_IN = frozenset(("в", "у", "во", "на", "при"))
_AND = frozenset(("і", "й", "та", "и"))
#: tokens of a noun phrase at most
_LONGEST = 9
#: prepositions that go on with the name of an office: "уповноважений з прав людини", "посол в США"
_OFFICE_PREPOSITIONS = frozenset(("з", "із", "по", "при", "в", "у", "у справах", "с"))
#: short names of ministries that end like oblique cases
_COMPOUND = ("мін", "мин")
_PLURAL_SHORT = frozenset(("зсу", "всу", "сша", "змі", "сми", "сили", "вс"))


#: endings of adjectives and of nouns in the nominative, by what the verb shows
_ADJECTIVES: dict[str, tuple[str, ...]] = {
    "m": ("ий", "ій", "ый", "ой"), "f": ("ська", "ова", "ева", "на", "ая", "яя", "ша", "ча"), "n": ("е", "ое", "ее", "є"),
    "p": ("і", "ые", "ие"), "s": ("ий", "ый", "ій", "на", "ая", "ська"),
}  # fmt: skip
_NOUNS: dict[str, tuple[str, ...]] = {
    "m": tuple("бвгґджзклмнпрстфхцчшщйь"), "f": ("а", "я", "ь"), "n": ("о", "е", "я", "є"),
    "p": ("и", "і", "ы", "ї", "а", "я", "е"), "s": tuple("бвгґджзклмнпрстфхцчшщйьаяое"),
}  # fmt: skip


def _abbreviated(tokens: list[Token], at: int) -> bool:
    """Whether a point belongs to an abbreviation: "в. о. мера", "т. зв.", "им."."""
    before = tokens[at - 1].text if at else ""
    return tokens[at].text == "." and at + 1 < len(tokens) and len(before) <= 2 and before.isalpha() and before.islower()


class Subject(NamedTuple):
    """A subject in a sentence's tokens `[first, last)`."""

    speaker: Speaker | None
    first: int
    last: int
    pronoun: bool = False


class Seeker:
    """Looks for subjects in the sentences of one document."""

    def __init__(self, story: Story, names: Names, times: TimeSpans, words: Lexicon, carry: Carry) -> None:
        self._story = story
        self._names = names
        self._times = times
        self._words = words
        self._carry = carry

    def after(self, sentence: Sentence, tokens: list[Token], at: int, agreement: str) -> Subject | None:
        """The subject that follows the verb, up to the next mark."""
        stop = at
        while stop < len(tokens) and stop - at < 24 and not self._ends(tokens, stop, at):
            stop += 1
        return self._best(sentence, tokens, at, stop, agreement)

    def _ends(self, tokens: list[Token], here: int, at: int) -> bool:
        token = tokens[here]
        if token.text == "," or (token.text in _STOPS and not _abbreviated(tokens, here)):
            return True
        if here > at and token.low in self._words.cues and not token.capital:
            return True
        if token.low in self._words.opening_that or token.low in self._words.about and here > at + 1:
            return here > at
        return MASK in self._story.narrator[tokens[here - 1].end : token.start] if here else False

    def before(self, sentence: Sentence, tokens: list[Token], at: int, agreement: str, floor: int) -> Subject | None:
        """The subject before the verb: in its own stretch between commas, else in those before."""
        end = at
        for _ in range(5):
            begin = end
            while begin > floor and tokens[begin - 1].text not in _STOPS and tokens[begin - 1].text != ",":
                begin -= 1
            found = self._best(sentence, tokens, begin, end, agreement)
            if found is not None:
                return self._named_beside(sentence, tokens, begin, end, at, floor, agreement, found)
            if begin <= floor or tokens[begin - 1].text in _STOPS - {"(", ")", "—", "–"}:
                return None
            if begin - 1 > floor and tokens[begin - 1].text in "—–" and tokens[begin - 2].text == ",":
                return None
            end = begin - 1
        return None

    def _named_beside(
        self,
        sentence: Sentence,
        tokens: list[Token],
        begin: int,
        end: int,
        at: int,
        floor: int,
        agreement: str,
        found: Subject,
    ) -> Subject:
        """ "Микола, водій автобуса, каже": an office between commas tells of the person before it."""
        apposed = end < at and tokens[end].text == "," and begin > floor and tokens[begin - 1].text == ","
        if not apposed or tokens[found.first].low in self._words.pronouns or (found.speaker is not None and found.speaker.key and self._is_name(found)):
            return found
        start = begin - 1
        while start > floor and tokens[start - 1].text not in _STOPS and tokens[start - 1].text != ",":
            start -= 1
        other = self._best(sentence, tokens, start, begin - 1, agreement)
        return other if other is not None and self._is_name(other) else found

    def _is_name(self, subject: Subject) -> bool:
        speaker = subject.speaker
        return speaker is not None and not speaker.carried and self._names.at(speaker.start) is not None

    def unknown(self, tokens: list[Token], at: int, agreement: str, floor: int) -> Subject | None:
        """A noun of no table before the verb, by its ending: "Водій розповів"; null where nothing can be one."""
        begin = at
        while begin > floor and tokens[begin - 1].text not in _STOPS and tokens[begin - 1].text != ",":
            begin -= 1
        words = self._words
        while begin < at and (tokens[begin].low in words.adverbs or self._times.covers(tokens[begin])):
            begin += 1
        if begin >= at or at - begin > 7 or not tokens[begin].text[0].isalpha():
            return None
        low = tokens[begin].low
        if low in words.prepositions and agreement in "mf":
            return self._last_noun(tokens, begin, at, agreement)
        if low in words.prepositions or low in words.pronouns or low in words.that or low in words.negations:
            return None
        if low in words.conjunctions or low in words.joining or low in words.about or low in words.possessives:
            return None
        head = begin
        while head + 1 < at and tokens[head].low.endswith(_ADJECTIVES.get(agreement, ())):
            head += 1
        if not tokens[head].low.endswith(_NOUNS.get(agreement, ("",))):
            return None
        return self._as_body(tokens, begin, self._phrase_end(tokens, head + 1, at))

    def _last_noun(self, tokens: list[Token], begin: int, at: int, agreement: str) -> Subject | None:
        """ "По її підсумках Єлисейський палац повідомив": the noun right before the verb, with its adjectives."""
        words = self._words
        while at > begin and (tokens[at - 1].low in words.adverbs or self._times.covers(tokens[at - 1])):
            at -= 1
        first = at - 1
        if first <= begin + 1 or not tokens[first].low.endswith(_NOUNS[agreement]) or tokens[first].low in words.media:
            return None
        while first > begin and tokens[first - 1].low.endswith(_ADJECTIVES[agreement]):
            first -= 1
        if first == at - 1 or tokens[first - 1].low in words.prepositions:
            return None
        return self._as_body(tokens, first, at)

    def unknown_after(self, tokens: list[Token], at: int, agreement: str) -> Subject | None:
        """A noun of no table right behind the verb: `«…», — сказала доповідачка`."""
        words = self._words
        first = at
        while at < len(tokens) and tokens[at].low.endswith(_ADJECTIVES.get(agreement, ("",))) and at - first < 3:
            at += 1
        if at >= len(tokens) or not tokens[at].text[0].isalpha() or agreement not in _NOUNS:
            return None
        low = tokens[at].low
        known = words.prepositions | words.adverbs | words.conjunctions | words.that | words.about | words.negations
        if low in known or self._times.covers(tokens[at]) or not low.endswith(_NOUNS[agreement]):
            return None
        return self._as_body(tokens, first, self._phrase_end(tokens, at + 1, len(tokens)))

    def relative(self, sentence: Sentence, tokens: list[Token], at: int, gender: str) -> Subject | None:
        """The noun before ", який заявив": a person or an office in whatever case."""
        for back in range(at - 1, max(-1, at - 14), -1):
            token = tokens[back]
            if token.text in _STOPS:
                return None
            named = self._names_ending(tokens, back)
            if named is not None and named.who.gender in (None, gender):
                return Subject(self._person(named), back, at)
            role = self._words.roles.get(token.low)
            if role is not None and role.gender == gender and not (back and tokens[back - 1].text == ","):
                return self._office(sentence, tokens, back, at - 1, gender)
        return None

    def _names_ending(self, tokens: list[Token], at: int) -> Named | None:
        for back in range(at, max(-1, at - 5), -1):
            named = self._names.at(tokens[back].start)
            if named is not None:
                return named if named.end == tokens[at].end else None
        return None

    def _best(self, sentence: Sentence, tokens: list[Token], begin: int, end: int, agreement: str) -> Subject | None:
        """The likeliest subject in a stretch: a person, then a pronoun, an office, a body, a speaking place."""
        office: Subject | None = None
        body: Subject | None = None
        pronoun: Subject | None = None
        at = begin
        while at < end:
            token = tokens[at]
            before = tokens[at - 1].low if at else ""
            named = self._names.at(token.start)
            if named is not None:
                last = self._end_of(tokens, named, at)
                beside = self._names.at(tokens[last].start) if last < end else None
                if named.nominative and before not in self._words.prepositions and beside is None:
                    subject = self._named(tokens, named, at, last, end, agreement)
                    if subject is not None:
                        return subject
                at = last
                continue
            if self._times.covers(token) or token.low in self._words.adverbs:
                at += 1
                continue
            if token.low in self._words.pronouns and pronoun is None and before not in self._words.prepositions:
                pronoun = self._pronoun(sentence, tokens, at, agreement)
            elif office is None and self._is_office(tokens, at, before, agreement):
                office = self._office(sentence, tokens, at, end, agreement)
            elif body is None:
                body = self._body(tokens, at, end, agreement)
                if body is not None and office is None and body.last > at:
                    at = body.last
                    continue
            at += 1
        if pronoun is not None and (office is None or pronoun.first > office.first):
            return pronoun
        if office is not None and body is not None and body.first < office.first and agreement == "p":
            return body
        return office or pronoun or body

    def _end_of(self, tokens: list[Token], named: Named, at: int) -> int:
        while at < len(tokens) and tokens[at].start < named.end:
            at += 1
        return at

    def _named(self, tokens: list[Token], named: Named, at: int, last: int, end: int, agreement: str) -> Subject | None:
        gender = named.who.gender
        if agreement == "p":
            if last + 1 >= end or tokens[last].low not in _AND:
                return None
            for here in range(last + 1, min(end, last + 7)):
                other = self._names.at(tokens[here].start)
                if other is not None and other.nominative:
                    stop = self._end_of(tokens, other, here)
                    return Subject(self._pair(tokens, at, stop), at, stop)
            return None
        if agreement in "mf" and gender is not None and gender != agreement:
            return None
        if agreement == "n":
            return None
        speaker = self._person(named)
        return Subject(speaker._replace(gender=agreement) if agreement in "mf" else speaker, at, last)

    def _pair(self, tokens: list[Token], at: int, stop: int) -> Speaker:
        start, end = tokens[at].start, tokens[stop - 1].end
        words = self._story.text[start:end]
        return Speaker(words, body_key(words, self._words), start, end, False, "p")

    def _person(self, named: Named) -> Speaker:
        words = " ".join(self._story.text[named.start : named.end].split())
        return Speaker(words, named.who.key, named.start, named.end, True, named.who.gender)

    def person(self, named: Named) -> Speaker:
        """A person as a speaker."""
        return self._person(named)

    def _pronoun(self, sentence: Sentence, tokens: list[Token], at: int, agreement: str) -> Subject | None:
        gender = self._words.pronouns[tokens[at].low]
        if (agreement in "mfnp" and gender != agreement) or tokens[at].low in ("та", "те", "той", "тот"):
            return None
        return Subject(self._carry.pronoun(sentence.number, gender), at, at + 1, True)

    def _is_office(self, tokens: list[Token], at: int, before: str, agreement: str) -> bool:
        role = self._words.roles.get(tokens[at].low)
        if role is None or "n" not in role.cases or before in self._words.prepositions:
            return False
        if agreement == "f":
            return role.gender == "f" or not tokens[at].low.endswith(("ка", "ця"))
        return agreement in ("m", "s") and (agreement == "s" or role.gender == "m" or tokens[at].low == "голова")

    def _office(self, sentence: Sentence, tokens: list[Token], at: int, end: int, agreement: str) -> Subject:
        """An office without a name: the person known to hold it, else the office as written."""
        first = at
        while first and tokens[first - 1].low.endswith(
            ("ий", "ый", "ой", "на", "ая", "ська", "ший", "шний", "ова", "ня")
        ):
            if tokens[first - 1].low in self._words.adverbs or tokens[first - 1].low in self._words.cues:
                break
            first -= 1
        last = self._phrase_end(tokens, at + 1, end)
        role = self._words.roles[tokens[at].low]
        plain = [token for token in tokens[at:last] if not token.low.endswith(_OBLIQUE_ADJECTIVES)]
        group = self._words.standins.get(" ".join(token.low for token in plain[:2]))
        if len(plain) > 2 and not plain[2].capital:
            group = None
        if group is None and last == at + 1:
            group = role.group
        if group is not None:
            known = self._carry.role(sentence.number, group, agreement)
            if known is None and tokens[at].low in _ANYBODY:
                known = self._carry.pronoun(sentence.number, role.gender)
            if known is not None:
                return Subject(known, first, last, True)
        titled = self._names.titled(tuple(token.low for token in tokens[at:last]))
        if titled is not None:
            return Subject(self._person(titled)._replace(carried=True), first, last, True)
        surely = agreement == "f" and role.gender == "m"
        known = self._carry.plain(sentence.number, agreement, surely=surely) if role.group in _OFFICES else None
        if known is None and last == at + 1 and role.lemma not in _OTHERS:
            known = self._carry.only(sentence.number, agreement)
        if known is not None:
            return Subject(known, first, last, True)
        start, stop = tokens[first].start, tokens[last - 1].end
        words = " ".join(self._story.text[start:stop].split())
        gender = agreement if agreement in "mf" else None
        return Subject(Speaker(words, body_key(words, self._words), start, stop, True, gender), first, last)

    def _phrase_end(self, tokens: list[Token], at: int, end: int) -> int:
        """Where a noun phrase ends: before marks, verbs, adverbs, times and most prepositions."""
        words = self._words
        begin = at
        while at < end and at - begin < _LONGEST:
            token = tokens[at]
            low = token.low
            if token.text == "," or (token.text in _STOPS and not _abbreviated(tokens, at)):
                break
            if low in words.cues or self._times.covers(token):
                break
            if low in words.agencies and token.capital and at > begin and tokens[begin - 1].low not in _SOURCES:
                break
            if (
                low in words.adverbs
                or low in words.negations
                or low in words.pronouns
                or low in _THIS
                or low in words.that
                or low in words.about
            ):
                break
            if token.text in _OPEN or token.text in "»”":
                at += 1
                continue
            named = self._names.at(token.start)
            if named is not None and named.nominative and at > begin:
                break
            if low in words.prepositions and not self._goes_on(tokens, at, end):
                break
            if low in words.conjunctions and not (
                low in _AND and at + 1 < end and tokens[at + 1].low[-1:] in "іїиуаыя"
            ):
                break
            role = words.roles.get(low)
            if not token.capital and (low.endswith(("ам", "ям")) or (role is not None and "g" not in role.cases)):
                break
            if MASK in self._story.narrator[tokens[at - 1].end : token.start]:
                break
            at += 1
        while at > begin and (tokens[at - 1].low in words.prepositions or tokens[at - 1].low in words.conjunctions):
            at -= 1
        marks = sum(tokens[here].text in _ALL_MARKS for here in range(begin, at))
        while at > begin and tokens[at - 1].text in _OPEN and marks % 2:
            at -= 1
            marks -= 1
        return at

    def _goes_on(self, tokens: list[Token], at: int, end: int) -> bool:
        """ "з питань", "по делам", "при ООН", "у Харківській області" right behind an office or a body."""
        if at + 1 >= end:
            return False
        low, following = tokens[at].low, tokens[at + 1]
        if low in ("з", "із", "по", "со", "с") and following.low in (
            "питань", "прав", "делам", "правам", "вопросам", "внешним", "безопасности", "обороне",
        ):  # fmt: skip
            return True
        if low in ("з", "із", "с", "на", "по") and following.low in _CALLED:
            return True
        if low in ("при", "про") or (low in ("из", "з", "із", "зі") and tokens[at - 1].low in _ONE_OF):
            return True
        if any(tokens[back].low in _SOURCES for back in range(max(0, at - 3), at)) and low in ("в", "у", "из", "з", "із", "серед", "среди", "на"):
            return True
        return low in ("в", "у") and (
            following.low in SPEAKING
            or (at + 2 < end and tokens[at + 2].low in ("області", "области", "районі", "раді"))
        )

    def _body(self, tokens: list[Token], at: int, end: int, agreement: str) -> Subject | None:
        """A body or a speaking place in the nominative; with a plural verb "в МЗС" in the locative."""
        token = tokens[at]
        if agreement in ("p", "i") and self._inside(tokens, at):
            return self._locative(tokens, at, end)
        if at and tokens[at - 1].low in self._words.prepositions:
            return None
        if at and tokens[at - 1].text in _OPEN and token.capital and agreement != "p" and self._leads(tokens, at - 1):
            last = next((here for here in range(at + 1, min(end, at + 5)) if tokens[here].text in _ALL_MARKS), at + 1)
            return self._as_body(tokens, at, last)
        gender = self._words.heads.get(token.low)
        fits = gender is not None and (agreement in ("s", gender) or (agreement == "p" and gender == "p"))
        if fits and not (gender == "p" and agreement == "s"):
            return self._as_body(tokens, at, self._phrase_end(tokens, at + 1, end))
        acronym = token.text.isupper() and len(token.text) > 1 and token.text.isalpha()
        if acronym and (agreement != "p" or token.low in _PLURAL_SHORT or at == 0):
            return self._as_body(tokens, at, self._phrase_end(tokens, at + 1, end))
        if token.capital and token.low in self._words.short and agreement != "p" and self._nominative(token):
            return self._as_body(tokens, at, self._phrase_end(tokens, at + 1, end))
        if token.capital and (token.low in SPEAKING or token.low in self._words.agencies) and self._nominative(token):
            return self._as_body(tokens, at, at + 1) if agreement != "p" else None
        if token.text[0].isascii() and token.text[0].isupper() and token.low not in self._words.media:
            last = at + 1
            while last < end and tokens[last].text[0].isascii() and tokens[last].text[0].isalpha():
                last += 1
            return self._as_body(tokens, at, last)
        return None

    def _leads(self, tokens: list[Token], mark: int) -> bool:
        """Whether a name in marks can be the subject: at a head, behind the verb, behind the word for what it is."""
        if mark == 0 or not tokens[mark - 1].text[0].isalpha():
            return True
        low, name = tokens[mark - 1].low, tokens[mark + 1]
        if low in self._words.cues:  # "розповів «Медузі» житель": whom one tells stands in the dative
            return self._nominative(name) or name.low.endswith(("не", "ське"))
        return low in self._words.heads

    def _nominative(self, token: Token) -> bool:
        low = token.low
        if low in CONVENTIONAL or token.text.isupper() or low.startswith(_COMPOUND):
            return True
        return low not in SPEAKING and low[-1:] not in "уюіеиыї" and not low.endswith(("ом", "ем", "ою", "ого", "ому"))

    def _inside(self, tokens: list[Token], at: int) -> bool:
        """Whether "в" or "у" governs this word, over the adjectives before it: "у Харківській обласній прокуратурі"."""
        back = at - 1
        while back >= 0 and at - back < 5:
            low = tokens[back].low
            if low in _IN:
                return True
            adjective = low.endswith(("ій", "ому", "ом", "ем", "ей", "ой", "их", "ых", "ім", "ах"))
            latin = tokens[back].text[0].isascii() and tokens[back].capital
            if not adjective and not latin and tokens[back].text not in _OPEN:
                return False
            back -= 1
        return False

    def _locative(self, tokens: list[Token], at: int, end: int) -> Subject | None:
        token = tokens[at]
        words = self._words
        if token.low in words.media and token.low not in words.locatives:
            return None
        acronym = token.text.isupper() and len(token.text) > 1 and token.text.isalpha()
        known = token.low in words.locatives or acronym or (token.capital and token.low in words.short)
        place = token.capital and token.low in SPEAKING
        quoted = at and tokens[at - 1].text in _OPEN and token.capital
        mediating = token.capital and (token.low in words.agencies or token.text[0].isascii())
        street = token.capital and tokens[at - 1].low == "на" and token.low not in PLACES  # "на Даунінг-стріт"
        if not (known or place or quoted or mediating or street):
            return None
        first = at
        while tokens[first - 1].low not in _IN:
            first -= 1
        last = at + 1 if place and not known else self._phrase_end(tokens, at + 1, end)
        subject = self._as_body(tokens, first, last)
        return subject._replace(first=first - 1)

    def _as_body(self, tokens: list[Token], first: int, last: int) -> Subject:
        while first and tokens[first - 1].low.endswith(_BODY_ADJECTIVES) and tokens[first - 1].text[0].isalpha():
            if tokens[first - 1].low in self._words.adverbs or tokens[first - 1].low in self._words.cues:
                break
            if tokens[first - 1].low in self._words.pronouns or tokens[first - 1].low in self._words.prepositions:
                break
            first -= 1
        begin = first
        while begin < last - 1 and tokens[begin].text in _OPEN:
            begin += 1
        start, end = tokens[begin].start, tokens[last - 1].end
        if tokens[begin].text not in _OPEN and not any(token.text in _OPEN for token in tokens[begin:last]):
            while end > start and self._story.text[end - 1] in "»”":
                end -= 1
        words = " ".join(self._story.text[start:end].split())
        gender = "m" if any(token.low in _SOMEBODY for token in tokens[begin : begin + 2]) else None
        return Subject(Speaker(words, body_key(words, self._words), start, end, False, gender), first, last)

    def source(self, sentence: Sentence, tokens: list[Token], at: int) -> Subject | None:
        """The noun phrase from `at` on, in the genitive: "за словами X", "по данным X"."""
        stop = at
        while stop < len(tokens) and tokens[stop].text not in _STOPS and tokens[stop].text != "," and stop - at < 12:
            named = self._names.at(tokens[stop].start)
            if named is not None:
                last = self._end_of(tokens, named, stop)
                return Subject(self._person(named), stop, last)
            stop += 1
        if stop == at or tokens[at].text in _STOPS:
            return None
        last = max(self._phrase_end(tokens, at, stop), at + 1)
        role = self._words.roles.get(tokens[at].low)
        if role is None and at + 1 < last and tokens[at].low.endswith(_OBLIQUE_ADJECTIVES):
            at += 1  # "за оцінкою чеського лідера"
            role = self._words.roles.get(tokens[at].low)
        if role is not None and last == at + 1:
            known = self._carry.role(sentence.number, role.group, "m" if role.gender == "m" else "f")
            if known is None and role.lemma in _ANYBODY:
                known = self._carry.pronoun(sentence.number, role.gender)
            if known is None and role.group in _OFFICES:
                known = self._carry.plain(sentence.number, role.gender)
            if known is not None:
                return Subject(known, at, last, True)
        if role is not None and last > at + 1:
            phrase = (role.lemma, *(token.low for token in tokens[at + 1 : last]))
            group = self._words.standins.get(" ".join(word for word in phrase if not word.endswith(_OBLIQUE_ADJECTIVES)))
            known = None if group is None else self._carry.role(sentence.number, group, role.gender)
            titled = self._names.titled(phrase)
            known = known or (None if titled is None else self._person(titled)._replace(carried=True))
            known = known or (self._carry.plain(sentence.number, role.gender) if role.group in _OFFICES else None)
            if known is not None:
                return Subject(known, at, last, True)
        if tokens[at].low in self._words.pronouns or tokens[at].low in self._words.prepositions:
            return None
        return self._as_body(tokens, at, last)
