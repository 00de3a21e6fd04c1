"""What was said: the span of the words that belong to an act of saying, before it, after it, or around it."""

from __future__ import annotations

from truceline.extract.saying import Saying
from truceline.extract.slavic.contentobjects import CONTRAST, OBJECT, TRIM, WHERE, Objects
from truceline.extract.slavic.signs import AND, AS, CLOSING, DASHES
from truceline.extract.slavic.wordclasses import CONTENT_ENDS, FUTURE, PAST, PRESENT, SPEECH_MARKS, VERB
from truceline.extract.story import MASK, Sentence, Token

_HARD = frozenset(".;!?…")
#: a verb that can be the predicate of a clause
_FINITE = PAST | PRESENT | FUTURE | VERB
#: such a clause says nothing without the one behind what is put in: "если бы перемирие соблюдалось, говорит он, …"
_SUBORDINATING = frozenset(("если", "якщо", "якби", "когда", "коли", "хотя", "хоча", "пока", "поки", "раз"))
_ENDING = frozenset(",.;:—–!?…")
#: a stretch before a parenthesis that is shorter than this (words) is no statement without what follows
_FRAGMENT = 5
#: what is asked and not told right before the verb
_ASKS = frozenset(("що", "чого", "кому", "чим", "что", "чего", "чем"))
#: tokens between a verb of saying and the clause that it opens
_REACH = 60
#: ", близький до влади," tells of the speaker and is none of the content
_ATTRIBUTES = (
    "зький", "зкий", "щий", "ший", "який", "яка", "который", "которая", "знайомий", "знайома", "знакомый", "чий",
)  # fmt: skip
_PARTICIPLES = ("ованого", "ованої", "еного", "еної", "уемого", "уемой", "имого", "имой", "енного", "енной",
    "ючого", "ющего",
    "ющей", "шего", "шей")  # fmt: skip

#: what turns away from what was told: behind it stands another clause
_YET = frozenset(("однако", "но", "а", "однак", "але", "проте"))
_THAT = ("что ", "що ")


def _ending(low: str) -> str:
    """What of a verb in the past shows gender and number."""
    return low.removesuffix("ся").removesuffix("сь")[-2:] if low.endswith(("ла", "ли", "ло", "ся", "сь")) else low[-1:]


class Contents(Objects):
    """Finds the content spans of the sayings of one sentence."""

    def of(self, sentence: Sentence, tokens: list[Token], found: list[Saying], number: int) -> tuple[int, int] | None:
        """The content of one of the sentence's sayings."""
        saying = found[number]
        self._borders = frozenset([other.first for other in found[number + 1 :]])
        limit = self._limit(tokens, found, number)
        floor = self._floor(tokens, found, number)
        if saying.method == "source":
            floor = max(floor, self._past_border(tokens, saying.first))
            return self._around(sentence, tokens, saying, limit, floor, always=True)
        subject_first = saying.after == saying.at + 1
        if subject_first and saying.kind.stance in OBJECT and self._ends_at(tokens, saying.after):
            between = self._between(tokens, saying)
            if between is not None:
                return between
        after = self._after(tokens, saying, limit) if subject_first else None
        if after is None and subject_first and saying.kind.stance in OBJECT:
            return self._between(tokens, saying)
        if after is None and self._follows_content(tokens, saying, floor):
            colon = next((at for at in range(saying.first - 1, floor + 2, -1) if tokens[at].text == ":"), None)
            inside = saying.after < len(tokens) and tokens[saying.after].text == ","
            if colon is not None and inside and not tokens[colon + 1].text[0].isdigit():
                floor = colon + 1  # "в это не верит: перемирие, говорит она, …"
            return self._around(sentence, tokens, saying, limit, floor)
        if after is None and tokens[saying.first].low in AS:
            return self._leading(tokens, saying, limit)
        after = after or self._after(tokens, saying, limit)
        return after or (self._before(sentence, tokens, saying, floor) if saying.inverted else None)

    def behind(self, tokens: list[Token], colon: int) -> tuple[int, int] | None:
        """The clause behind a colon, up to a semicolon; none where a quotation stands there."""
        if MASK in self._story.narrator[tokens[colon].end : tokens[colon + 1].start]:
            return None
        limit = next((at for at in range(colon + 1, len(tokens)) if tokens[at].text == ";"), len(tokens))
        return self._stretch(tokens, colon + 1, limit)

    def _ends_at(self, tokens: list[Token], at: int) -> bool:
        """Whether nothing that could be an object stands behind the verb: "вимогу відхилив і покинув залу"."""
        if at >= len(tokens):
            return True
        following = tokens[at + 1].low if at + 1 < len(tokens) else ""
        if tokens[at].text == "," and (following in self._words.that or following in self._words.relatives):
            return False
        return tokens[at].text in _ENDING or tokens[at].low in self._words.joining or tokens[at].low in CONTRAST

    def _past_border(self, tokens: list[Token], first: int) -> int:
        """The token after the last colon, semicolon or ", а" before the saying."""
        for at in range(first - 1, -1, -1):
            if tokens[at].text in ":;":
                return at + 1
            if tokens[at].text == "," and at + 1 < first:
                low = tokens[at + 1].low
                if low in CONTRAST or (low in WHERE and at + 3 >= first):  # "… села, де, за даними влади, загинули"
                    return at + 2
        return 0

    def _follows_content(self, tokens: list[Token], saying: Saying, floor: int) -> bool:
        """Whether a comma or a dash, or closing marks, stand right before the saying: what was said came first."""
        first = saying.first
        if not saying.inverted or first <= floor:
            return False
        text = tokens[first - 1].text
        gap = self._story.narrator[tokens[first - 1].end : tokens[first].start]
        return text == "," or text in DASHES or text in CLOSING or MASK in gap

    def _limit(self, tokens: list[Token], found: list[Saying], number: int) -> int:
        """The token before which the content ends: where a saying beside this one begins, a semicolon, the end."""
        saying = found[number]
        end = saying.after
        while end < len(tokens) and not (tokens[end].kinds & CONTENT_ENDS and self._ends_content(tokens, end)):
            end += 1
        for other in found[number + 1 :]:
            first = other.first
            if first <= saying.after or first >= end:
                continue
            before = tokens[first - 1]
            if other.method == "source" and before.text == ":" and saying.method == "verb":
                return first - 1  # "заявил, что миссия молчит: по его словам, …"
            opened = tokens[first].low in CONTRAST and before.text == ","  # "…, а посол відповів"
            # "причиною назвали обстріл, адміністрація стверджує, що": another speaks, and tells what behind the verb
            other_voice = saying.kind.complement == "thing" and other.first < other.at == other.after - 1
            opened = opened or (other_voice and before.text == "," and self._tells_behind(tokens, other))
            beside = (
                opened
                or other.participle
                or (before.low in self._words.joining and (other.speaker is saying.speaker or other.pronoun))
            )
            beside = beside or (before.low in CONTRAST and first > 1 and tokens[first - 2].text == ",")
            if not opened and other.inverted and (before.text == "," or before.text in DASHES) and not other.participle:
                if self._retold(saying, other):
                    return first - 1
                continue  # "…, сказав він" closes a content of its own
            if beside:
                back = first - 1
                while back > saying.after and (
                    tokens[back].low in self._words.joining or tokens[back].low in CONTRAST or tokens[back].text == ","
                ):
                    back -= 1
                return back + 1
        return end

    def _retold(self, saying: Saying, other: Saying) -> bool:
        """ "Київ заявив, що готовий, передає Укрінформ": another tells that it was said, behind what was."""
        other_voice = other.speaker is not None and other.speaker != saying.speaker and not other.pronoun
        return other_voice and not saying.inverted and other.method == "verb" and other.after > other.at + 1

    def _tells_behind(self, tokens: list[Token], other: Saying) -> bool:
        """Whether "що" follows the verb of a saying."""
        following = [token.low for token in tokens[other.after : other.after + 2]]
        return len(following) > 1 and following[0] == "," and following[1] in self._words.opening_that

    def _ends_content(self, tokens: list[Token], at: int) -> bool:
        """A semicolon, or ", однак відмовився": from there on the reporter speaks of something else."""
        if tokens[at].text != ",":
            return tokens[at].text == ";"
        if at + 2 >= len(tokens):
            return False
        contrast = tokens[at + 1].low in CONTRAST and tokens[at + 2].low in self._words.cues
        return contrast or self._closed_clause(tokens, at)

    def _closed_clause(self, tokens: list[Token], comma: int) -> bool:
        """ "заперечує, що брав гроші, і має намір оскаржити": the comma before "and" and a verb closes the clause.

        Predicates of one clause have no comma between them; after a relative clause the comma is its own.
        """
        if tokens[comma + 1].low not in AND or tokens[comma + 2].capital or not tokens[comma + 2].kinds & _FINITE:
            return False
        begin = next((at for at in range(comma - 1, -1, -1) if tokens[at].text == ","), None)
        return begin is not None and tokens[begin + 1].low in self._words.opening_that

    def _floor(self, tokens: list[Token], found: list[Saying], number: int) -> int:
        before = [saying for saying in found[:number] if saying.method != "source"]
        this = found[number]
        # "Комітет погодив закон, уточнив його голова": the tail tells all that stands before it
        tail = this.inverted and this.after > this.at + 1 and this.first and tokens[this.first - 1].text == ","
        tail = tail and (tokens[0].low, tokens[1].low) not in self._words.about_this
        parted = (
            next((at for at in range(this.first - 1, before[-1].after, -1) if tokens[at].text == ";"), None)
            if before
            else None
        )
        if tail and parted is not None:  # "А заявив, що …; вибухи чули й там, пише Б": what stands behind the semicolon
            return parted + 1
        if not before or (tail and not any(one.inverted or one.speaker == this.speaker for one in before)):
            return self.begin
        after = before[-1].after
        while after < len(tokens) and tokens[after].text in ",.—–-":
            after += 1
        return after

    def _around(
        self,
        sentence: Sentence,
        tokens: list[Token],
        saying: Saying,
        limit: int,
        floor: int,
        always: bool = False,
    ) -> tuple[int, int] | None:
        """Before the saying, after it, or, where it stands in the midst, the whole with it."""
        before = self._before(sentence, tokens, saying, floor)
        after = self._rest(tokens, saying, limit)
        if before is None:
            return after
        if after is None:
            return before
        start, end = before
        quoted = MASK in self._story.narrator[max(start, end - 3) : end + 1]
        first = max(floor, 0)
        whole = any(tokens[at].kinds & _FINITE for at in range(first, saying.first))
        whole = whole and tokens[first].low not in _SUBORDINATING
        if always or (not quoted and (len(self._story.text[start:end].split()) < _FRAGMENT or not whole)):
            return before[0], after[1]
        return before

    def _leading(self, tokens: list[Token], saying: Saying, limit: int) -> tuple[int, int] | None:
        """ "Як пише X з посиланням на чиновників, …": what follows the comma that closes the parenthesis."""
        comma = next((at for at in range(saying.after, min(limit, saying.after + 14)) if tokens[at].text in ",:"), None)
        if comma is not None and comma + 1 < limit and tokens[comma + 1].low.endswith(_ATTRIBUTES):
            comma = next((at for at in range(comma + 1, min(limit, comma + 10)) if tokens[at].text == ","), comma)
        return None if comma is None else self._stretch(tokens, comma + 1, limit)

    def _rest(self, tokens: list[Token], saying: Saying, limit: int) -> tuple[int, int] | None:
        """What follows a parenthesis: from its closing comma on."""
        at = saying.after
        if at >= limit:
            return None
        if tokens[at].text == "," and at + 1 < limit:
            if tokens[at + 1].low in self._words.opening_that:
                return self._stretch(tokens, at + 2, limit)
            if tokens[at + 1].low.endswith(_PARTICIPLES) or self._apposed(
                saying, tokens[at + 1].low
            ):  # "…, контрольованого ХАМАС, …" tells of the source
                past = next((here for here in range(at + 2, min(limit, at + 9)) if tokens[here].text == ","), at)
                return self._stretch(tokens, past + 1, limit)
            return self._stretch(tokens, at + 1, limit)
        if saying.method == "source" and (saying.first <= self.begin or tokens[saying.first - 1].text in ":;"):
            comma = next((here for here in range(at, min(limit, at + 6)) if tokens[here].text == ","), None)
            return self._stretch(tokens, at if comma is None else comma + 1, limit)
        return None

    def _apposed(self, saying: Saying, low: str) -> bool:
        """ "за словами Гнатюка, речника служби, …"; but "за даними слідства, хлопці …" tells already."""
        if low in self._words.relatives and saying.method == "source":
            return True  # "за інформацією двох дипломатів, які побажали лишитися неназваними, …"
        role = self._words.roles.get(low)
        return role is not None and (saying.method != "source" or "g" in role.cases)

    def _before(self, sentence: Sentence, tokens: list[Token], saying: Saying, floor: int) -> tuple[int, int] | None:
        first = saying.first
        if 0 < floor < first and tokens[floor].low in self._words.opening_that:
            floor += 1
        start = tokens[floor].start if 0 < floor < len(tokens) else sentence.start
        if floor == 0:
            start = sentence.start
        elif MASK in self._story.narrator[tokens[floor - 1].end : tokens[floor].start]:
            start = tokens[floor - 1].end
        end = tokens[first].start if first < len(tokens) else sentence.end
        narrator = self._story.narrator
        while start < end and (narrator[start].isspace() or narrator[start] in ",—–-"):
            start += 1
        while end > start and (narrator[end - 1].isspace() or narrator[end - 1] in TRIM):
            end -= 1
        if not any(letter.isalnum() or letter == MASK for letter in narrator[start:end]):
            return None
        if narrator.startswith(_THAT, start) and first < len(tokens) and narrator[end : tokens[first].start].isspace():
            return None  # "утверждают, что жителей предупредили": the verb of the clause itself
        if tokens[first - 1].low in _ASKS:
            return None  # "Зустріч у Женеві: що пообіцяли сторони"
        if MASK in narrator[max(start, end - 2) : end + 1]:
            start = self._behind_colon(tokens, floor, first, start)
        if (
            saying.method == "verb"
            and floor > self.begin
            and tokens[floor].low in self._words.prepositions
            and first - floor < _FRAGMENT + 2
        ):
            return None  # what is left of the saying before
        return start, end

    def _behind_colon(self, tokens: list[Token], floor: int, first: int, start: int) -> int:
        """ "Відомство цього не підтвердило: «…», – відповіла речниця": she said what stands in the marks."""
        colon = next((at for at in range(first - 1, max(floor, first - 7), -1) if tokens[at].text == ":"), None)
        if colon is None or any(token.text[0].isalnum() for token in tokens[colon + 1 : first]):
            return start
        return (
            tokens[colon].end + 1 if MASK in self._story.narrator[tokens[colon].end : tokens[colon].end + 4] else start
        )

    def _after(self, tokens: list[Token], saying: Saying, limit: int) -> tuple[int, int] | None:
        """From "що", a colon, quotation marks, "про" or the object itself on."""
        words = self._words
        if saying.kind.complement == "naming":
            return self._naming(tokens, saying, limit)
        last = min(limit, saying.after + _REACH)
        masked = saying.after < last and self._masked_among(tokens, saying.after, last)
        for at in range(saying.after, last):
            token = tokens[at]
            if masked and at and self._masked_between(tokens, at) and self._is_speech_slot(tokens, saying, at):
                return self._stretch(tokens, at, limit, marks=True)
            if not token.kinds & SPEECH_MARKS:
                continue
            if token.text == ":" and saying.kind.complement == "thing" and at > saying.after:
                quoted = MASK in self._story.narrator[token.end : token.end + 4]
                if quoted and saying.kind.stance == "agrees":  # "привітав рятувальників: «…»"
                    return self._stretch(tokens, at + 1, limit)
                return self._stretch(tokens, saying.after, limit) if quoted else self._object(tokens, saying, at)
            if token.text == ":":
                return self._stretch(tokens, at + 1, limit)
            if token.text == "," and at + 1 < limit and self._turns_away(tokens, saying, at + 1):
                return self._object(tokens, saying, at)
            if token.text == "," and at + 1 < limit and tokens[at + 1].low in words.that:
                if at == saying.after > saying.at + 1 and tokens[at + 1].low in words.relatives:
                    continue  # "повідомила прокуратура, яка розслідує злочин"
                if at > saying.after and self._of_object(tokens, saying, at + 1, limit):
                    break
                opening = tokens[at + 1].low in words.opening_that
                return self._stretch(tokens, at + 2 if opening else at + 1, limit)
            if token.text in _HARD or token.text in DASHES:
                break
        tail = self._masked_tail(tokens, saying, limit)
        if tail is not None:
            return tail
        return self._object(tokens, saying, self._next_deed(tokens, saying, limit))

    def _of_object(self, tokens: list[Token], saying: Saying, at: int, limit: int) -> bool:
        """Whether the clause that a word opens tells of what was named, and is not what was said."""
        low, kind = tokens[at].low, saying.kind
        if kind.stance in OBJECT and (low in WHERE or low in self._words.relatives):
            return True  # "підтвердили ураження нафтобази, де …", "відкинула план, який …"
        past = at + 1 < limit and tokens[at + 1].kinds & PAST != 0
        if kind.stance == "rejects" and past and low in self._words.opening_that:
            return True  # "засуджує удар по колоні, що стався опівдні"
        return kind.complement == "accusation" and low in WHERE  # "обвинила соседей в обстреле села, где …"

    def _next_deed(self, tokens: list[Token], saying: Saying, limit: int) -> int:
        """ "анонсував нові санкції і подякував партнерам": where the same speaker goes on to do something else."""
        for at in range(saying.after + 1, limit - 1):
            if tokens[at].kinds & _FINITE:
                return limit
            deed = tokens[at].low in AND and tokens[at + 1].kinds & PAST and not tokens[at + 1].capital
            if deed and _ending(tokens[at + 1].low) == _ending(tokens[saying.at].low):
                return at
        return limit

    def _turns_away(self, tokens: list[Token], saying: Saying, at: int) -> bool:
        """ "говорил о пяти погибших, однако позже: …": another clause behind what was spoken of."""
        accused = saying.kind.complement == "accusation" and at - saying.after > 1
        return tokens[at].low in _YET and (accused or tokens[saying.after].low in self._words.about)

    def _is_speech_slot(self, tokens: list[Token], saying: Saying, at: int) -> bool:
        """Marks right behind the verb, or the verb's own object; a quoted word further on belongs to a clause."""
        between = tokens[saying.after : at]
        return not any(token.text == "," or token.low in self._words.that for token in between)

    def _masked_among(self, tokens: list[Token], first: int, last: int) -> bool:
        """Whether quoted words stand before any of the tokens `[first, last)`."""
        begin = tokens[first - 1].end if first else 0
        return self._story.narrator.find(MASK, begin, tokens[last - 1].start) >= 0

    def _masked_tail(self, tokens: list[Token], saying: Saying, limit: int) -> tuple[int, int] | None:
        """Marks with nothing of the reporter's after them: `Він сказав: «…»`."""
        if limit < len(tokens) or not tokens:
            return None
        begin = tokens[-1].end
        sentence = saying.sentence
        if MASK not in self._story.narrator[begin : sentence.end]:
            return None
        return self._trimmed(begin, sentence.end)
