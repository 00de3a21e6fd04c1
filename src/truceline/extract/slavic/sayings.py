"""Sayings: a verb of saying with its speaker and the span of what was said, sentence by sentence."""

from __future__ import annotations

from dataclasses import replace

from truceline.extract.saying import Cue, Saying, Speaker
from truceline.extract.slavic.carry import Carry
from truceline.extract.slavic.contents import Contents
from truceline.extract.slavic.cues import Form
from truceline.extract.slavic.language import Language
from truceline.extract.slavic.lexicon import lexicon
from truceline.extract.slavic.names import Names
from truceline.extract.slavic.speakers import Seeker, Subject
from truceline.extract.story import MASK, Sentence, Story, Token
from truceline.extract.timespans import TimeSpans

_SOURCE = Cue("asserts", "clause")
_MARKS = frozenset(",—–-")
_CLOSING = frozenset('»"”“')
_ONLY_NEGATED = ("виключ", "исключ")
_AS = frozenset(("як", "как"))
_PARTICLES = frozenset(("би", "б", "бы"))
_DOUBT = frozenset(("нібито", "начебто", "буцімто", "якобы"))
_REFUSING = frozenset(("погодився", "погодилася", "погодились", "погодилися", "согласился", "согласилась", "согласились",
    "підтримав", "підтримала", "підтримали", "поддержал", "поддержала", "поддержали", "прийняв", "приняла",
    "принял", "прийняла", "прийняли", "приняли", "схвалив", "одобрил"))  # fmt: skip
_SILENCE = ("коментувати", "комментировать", "відповідати", "отвечать", "називати", "называть", "розкривати",
    "раскрывать", "уточнювати", "уточнять", "говорити", "говорить")  # fmt: skip
_QUOTES_WHOM = ("цитир", "циту")
#: endings of finite verbs of both languages, with the gender and number that they show
_FINITE = (
    ("вся", "m"), ("лся", "m"), ("лась", "f"), ("лася", "f"), ("лись", "p"), ("лися", "p"), ("ла", "f"), ("ли", "p"),
    ("ав", "m"), ("ив", "m"), ("ув", "m"), ("ал", "m"), ("ил", "m"), ("ел", "m"), ("ул", "m"), ("ається", "s"),
    ("ується", "s"), ("ається", "s"), ("ется", "s"), ("ится", "s"), ("є", "s"), ("ить", "s"), ("ет", "s"), ("ит", "s"),
    ("ють", "p"), ("ять", "p"), ("ют", "p"), ("ят", "p"),
)  # fmt: skip
_DASHES = frozenset("—–-")
_CREDITS = ("посиланням на", "ссылкой на")
_BY_ITSELF = frozenset(("мовляв", "мол", "дескать"))


def _without_credits(found: list[Saying]) -> list[Saying]:
    """Beside a verb of saying "з посиланням на X" and "мовляв" open no saying of their own; "мовляв" makes it a claim."""
    verbs = [saying for saying in found if saying.method not in ("hearsay", "source")]
    if not verbs:
        return found
    if any(saying.method == "hearsay" for saying in found):
        found = [
            replace(saying, kind=saying.kind._replace(stance="claims")) if saying.method == "verb" else saying
            for saying in found
        ]
    return [saying for saying in found if saying.method != "hearsay" and not saying.cue.endswith(_CREDITS)]


class Sayings:
    """Every saying of a document, sentence by sentence."""

    def __init__(self, story: Story, names: Names, times: TimeSpans, language: Language) -> None:
        self._story = story
        self._names = names
        self._words = lexicon(language)
        self._carry = Carry(names)
        self._seeker = Seeker(story, names, times, self._words, self._carry)
        self._contents = Contents(story, times, self._words)
        self._credited: Speaker | None = None
        self.by_sentence: dict[int, tuple[Saying, ...]] = {}
        for sentence in story.sentences:
            found = self._in_sentence(sentence)
            if found:
                self.by_sentence[sentence.number] = found

    def _in_sentence(self, sentence: Sentence) -> tuple[Saying, ...]:
        tokens = self._story.tokens(sentence)
        if not tokens:
            return self._quotation_alone(sentence)
        labelled = self._label(sentence, tokens)
        if labelled is not None:
            return labelled
        found: list[Saying] = []
        floor = self._past_label(tokens)
        self._contents.begin = floor
        openers = self._words.openers
        for at, token in enumerate(tokens):
            if at < floor or (token.low not in openers and not (at and tokens[at - 1].text in _DASHES)):
                continue
            saying = self._at(sentence, tokens, at, token, found, floor)
            if saying is not None:
                if saying.speaker is not None:
                    self._carry.note(sentence.number, saying.speaker, spoke=True)
                found.append(saying)
                if saying.method not in ("source", "hearsay"):
                    floor = saying.after if saying.inverted else at + 1
        found = _without_credits(found)
        if not found:
            found = self._headline(sentence, tokens) or self._so(sentence, tokens)
            for saying in found:
                if saying.speaker is not None:
                    self._carry.note(sentence.number, saying.speaker, spoke=True)
        self._note_topic(sentence, tokens)
        finished = tuple(self._with_content(sentence, tokens, found))
        return finished or self._quotation_alone(sentence)

    def _past_label(self, tokens: list[Token]) -> int:
        """The token after "Деталі:", the heading of a part of the article."""
        colon = next((at for at, token in enumerate(tokens[:4]) if token.text == ":"), None)
        return colon + 1 if colon is not None and tokens[colon - 1].low in self._words.labels else 0

    def _at(
        self, sentence: Sentence, tokens: list[Token], at: int, token: Token, found: list[Saying], floor: int
    ) -> Saying | None:
        form = self._words.cues.get(token.low) or self._unlisted(tokens, at)
        if form is not None and not (token.capital and at and token.text.isupper()):
            return self._verb(sentence, tokens, at, form, found, floor)
        if token.low in _BY_ITSELF:
            return self._hearsay(sentence, tokens, at, floor)
        return self._source(sentence, tokens, at)

    def _unlisted(self, tokens: list[Token], at: int) -> Form | None:
        """`«…», — обурився чоловік`: a verb of no table that stands where only a verb of saying can stand."""
        low = tokens[at].low
        if at < 1 or tokens[at - 1].text not in "—–-" or len(low) < 5 or not self._closes(tokens, at - 1):
            return None
        words = self._words
        if not low.isalpha() or tokens[at].capital or low in words.adverbs or low in words.roles or low in words.heads:
            return None
        return next((Form(_SOURCE, agreement) for ending, agreement in _FINITE if low.endswith(ending)), None)

    def _with_content(self, sentence: Sentence, tokens: list[Token], found: list[Saying]) -> list[Saying]:
        finished: list[Saying] = []
        for number, saying in enumerate(found):
            if saying.content is None:
                saying = replace(saying, content=self._contents.of(sentence, tokens, found, number))
            if saying.content is None and number == 0:
                saying = self._about_this(sentence, tokens, saying)
            finished.append(self._doubted(saying))
        return finished

    def _doubted(self, saying: Saying) -> Saying:
        """ "заявив, що нібито …": a claim that the reporter does not share."""
        if saying.content is None or saying.kind.stance != "asserts":
            return saying
        first = self._story.narrator[saying.content[0] : saying.content[0] + 40].lower().split()[:3]
        if not _DOUBT & set(first):
            return saying
        return replace(saying, kind=saying.kind._replace(stance="claims"))

    def _verb(
        self, sentence: Sentence, tokens: list[Token], at: int, form: Form, found: list[Saying], floor: int
    ) -> Saying | None:
        token = tokens[at]
        negated = at > 0 and tokens[at - 1].low in self._words.negations
        kind = form.cue
        only_negated = token.low.startswith(_ONLY_NEGATED)
        if negated and token.low in _REFUSING:
            kind = Cue("rejects", "thing")
        elif negated != only_negated or (at + 1 < len(tokens) and tokens[at + 1].low in _PARTICLES):
            return None
        if form.agreement == "i":
            return self._impersonal(sentence, tokens, at, kind)
        if at + 1 < len(tokens) and tokens[at + 1].low.startswith(_SILENCE):
            return None  # "відмовився коментувати"
        if token.low in self._words.ambiguous and not self._opens_speech(tokens, at):
            return None
        if form.agreement == "g":
            if not self._gerund_speaks(tokens, at):
                return None
            speaker = self._gerund_speaker(sentence, tokens, at, found)
            return self._saying(sentence, tokens, at, kind, at, at + 1, speaker, participle=True)
        if token.low.startswith(_QUOTES_WHOM) and at + 1 < len(tokens):
            return self._cited(sentence, tokens, at, kind, floor)
        subject, inverted = self._subject(sentence, tokens, at, form, found, floor)
        if subject is None:
            return self._elliptical(sentence, tokens, at, form, kind, found)
        head = self._head(tokens, min(at, subject.first), floor)
        after = max(at + 1, subject.last)
        return self._saying(
            sentence, tokens, at, kind, head, after, subject.speaker, inverted=inverted, pronoun=subject.pronoun
        )

    def _cited(self, sentence: Sentence, tokens: list[Token], at: int, kind: Cue, floor: int) -> Saying | None:
        """ "цитує його Reuters", "цитирует президента CNN": who is cited speaks, not the paper."""
        whose = self._words.possessives.get(tokens[at + 1].low)
        if whose is not None:
            subject: Subject | None = Subject(self._carry.pronoun(sentence.number, whose), at, at + 2, True)
        else:
            subject = self._seeker.source(sentence, tokens, at + 1)
        if subject is None:
            return None
        first = self._head(tokens, at, floor)
        after = max(subject.last, at + 1)
        return self._saying(sentence, tokens, at, kind, first, after, subject.speaker, inverted=True, pronoun=True)

    def _saying(
        self,
        sentence: Sentence,
        tokens: list[Token],
        at: int,
        kind: Cue,
        first: int,
        after: int,
        speaker: Speaker | None,
        *,
        inverted: bool = False,
        participle: bool = False,
        pronoun: bool = False,
        method: str = "verb",
    ) -> Saying:
        return Saying(
            sentence, tokens[at].low, kind, tokens[at].start, tokens[at].end, first, at, after, speaker, None,
            inverted, participle, method, pronoun,
        )  # fmt: skip

    def _subject(
        self, sentence: Sentence, tokens: list[Token], at: int, form: Form, found: list[Saying], floor: int
    ) -> tuple[Subject | None, bool]:
        """The subject, and whether the verb comes first in its clause."""
        before = tokens[at - 1] if at else None
        words = self._words
        gender = words.relatives.get(before.low) if before is not None else None
        if before is not None and gender is not None and at > 1 and tokens[at - 2].text == ",":
            return self._seeker.relative(sentence, tokens, at - 1, gender), False
        heads_clause = before is None or before.text in _MARKS or before.low in _AS or self._closes(tokens, at)
        own = None
        if not heads_clause:
            begin = max(floor, self._segment(tokens, at, floor))
            own = self._seeker.before(sentence, tokens, at, form.agreement, begin)
            if own is not None:
                inverted = own.first > 0 and self._parted(tokens, self._head(tokens, own.first, floor))
                return own, inverted
        joint = tokens[at - 2] if at > 1 and before is not None and before.low in words.negations else before
        if joint is not None and joint.low in words.joining and found and found[-1].method != "source":
            return None, True
        after = self._seeker.after(sentence, tokens, at + 1, form.agreement)
        if after is not None:
            return after, True
        if heads_clause and before is not None and before.low not in _AS and self._opens_tail(tokens, at):
            return None, True
        return self._seeker.before(sentence, tokens, at, form.agreement, floor), False

    def _opens_tail(self, tokens: list[Token], at: int) -> bool:
        """`«…», — додала.`: a dash before the verb and nothing after it that could be its subject."""
        return tokens[at - 1].text in "—–-" or self._closes(tokens, at)

    def _segment(self, tokens: list[Token], at: int, floor: int) -> int:
        """Where the stretch between marks begins in which the verb stands."""
        while at > floor and tokens[at - 1].text not in ",.;:—–()!?…":
            if MASK in self._story.narrator[tokens[at - 1].end : tokens[at].start]:
                return at
            at -= 1
        return at

    def _closes(self, tokens: list[Token], at: int) -> bool:
        """Whether quotation marks close right before the token."""
        back = at - 1
        while back > 0 and (tokens[back].text in _CLOSING or tokens[back].text in ".,!?…"):
            if MASK in self._story.narrator[tokens[back - 1].end : tokens[back].start]:
                return True
            back -= 1
        begin = tokens[at - 1].end if at else max(0, tokens[at].start - 6)
        return MASK in self._story.narrator[begin : tokens[at].start]

    def _parted(self, tokens: list[Token], first: int) -> bool:
        """Whether a comma, a dash or closing marks part the saying from what stands before it."""
        return first > 0 and (tokens[first - 1].text in _MARKS or self._closes(tokens, first))

    def _head(self, tokens: list[Token], first: int, floor: int) -> int:
        """The first token of the saying: adverbs, "як" and times before it belong to it."""
        words = self._words
        while first > floor and tokens[first - 1].text[0].isalnum() and not self._closes(tokens, first):
            low = tokens[first - 1].low
            if not (low in words.adverbs or low in _AS or low in words.joining or low in words.prepositions):
                begin = self._segment(tokens, first, floor)
                lead = tokens[begin].low
                parted = begin <= floor or tokens[begin - 1].text in _MARKS or self._closes(tokens, begin)
                return begin if parted and lead not in words.that - _AS and first - begin <= 8 else first
            first -= 1
        return first

    def _opens_speech(self, tokens: list[Token], at: int) -> bool:
        """Whether a clause, a colon or quotation marks go with the verb: else it may not be one of saying."""
        while at > 1 and tokens[at - 1].low in self._words.adverbs:
            at -= 1
        if self._closes(tokens, at) or (at and tokens[at - 1].text in "—–") or (at and tokens[at - 1].low in _AS):
            return True
        if at and tokens[at - 1].text == "," and at > 3:
            return True
        for here in range(at + 1, min(len(tokens), at + 16)):
            if MASK in self._story.narrator[tokens[here - 1].end : tokens[here].start] or tokens[here].text == ":":
                return True
            if tokens[here].text == "," and here + 1 < len(tokens) and tokens[here + 1].low in self._words.opening_that:
                return True
            if tokens[here].text in ".;—–":
                return False
        return MASK in self._story.narrator[tokens[-1].end : tokens[-1].end + 6]

    def _elliptical(
        self, sentence: Sentence, tokens: list[Token], at: int, form: Form, kind: Cue, found: list[Saying]
    ) -> Saying | None:
        """A verb without a subject of its own goes on with the one before it, if gender and number agree."""
        start = at - 1 if at and tokens[at - 1].low in self._words.negations else at
        before = tokens[start - 1].low if start else ""
        if not (before in self._words.joining and found) and not self._closes(tokens, at):
            floor = found[-1].at + 1 if found else 0
            unknown = self._seeker.unknown(tokens, start, form.agreement, floor)
            begin = self._segment(tokens, start, floor)
            words = self._words
            light = words.adverbs | words.prepositions | words.conjunctions | words.joining
            leads = begin < start and tokens[begin].low not in light
            if unknown is None and leads and kind.complement == "thing":
                return None  # "Резолюцію підтримали 491 депутат"
            if unknown is not None:
                first = self._head(tokens, unknown.first, 0)
                inverted = self._parted(tokens, first)
                return self._saying(sentence, tokens, at, kind, first, at + 1, unknown.speaker, inverted=inverted)
        elif self._closes(tokens, at) or (at and tokens[at - 1].text in _DASHES):
            unknown = self._seeker.unknown_after(tokens, at + 1, form.agreement)
            if unknown is not None:
                first = self._head(tokens, start, 0)
                return self._saying(sentence, tokens, at, kind, first, unknown.last, unknown.speaker, inverted=True)
        speaker = next((saying.speaker for saying in reversed(found) if saying.speaker is not None), None)
        if speaker is None or (
            speaker.gender in ("m", "f") and form.agreement in "mf" and speaker.gender != form.agreement
        ):
            speaker = self._carry.last(sentence.number, form.agreement) or (
                self._carry.pronoun(sentence.number, form.agreement) if form.agreement in "mf" else None
            )
        if before in self._words.joining and found:
            first = start
        else:
            first = self._head(tokens, start, 0 if not found else found[-1].after)
        inverted = self._parted(tokens, first)
        return self._saying(sentence, tokens, at, kind, first, at + 1, speaker, inverted=inverted, pronoun=True)

    def _gerund_speaks(self, tokens: list[Token], at: int) -> bool:
        """ "додавши, що …", "зазначивши про …"; "коментуючи обстріл," only leads up to the verb."""
        for here in range(at + 1, min(len(tokens), at + 12)):
            if MASK in self._story.narrator[tokens[here - 1].end : tokens[here].start] or tokens[here].text == ":":
                return True
            if tokens[here].text == ",":
                return here + 1 < len(tokens) and tokens[here + 1].low in self._words.that
            if here == at + 1 and tokens[here].low in self._words.about:
                return True
        return self._words.cues[tokens[at].low].cue.complement in ("thing", "accusation") or (
            MASK in self._story.narrator[tokens[-1].end : tokens[-1].end + 6]
        )

    def _gerund_speaker(self, sentence: Sentence, tokens: list[Token], at: int, found: list[Saying]) -> Speaker | None:
        speaker = next((saying.speaker for saying in reversed(found) if saying.speaker is not None), None)
        if speaker is not None:
            return speaker
        subject = self._seeker.before(sentence, tokens, at, "s", 0)
        if subject is None:
            comma = next((here for here in range(at, len(tokens)) if tokens[here].text == ","), at)
            subject = self._seeker.after(sentence, tokens, comma + 1, "s")
        return None if subject is None else subject.speaker

    def _impersonal(self, sentence: Sentence, tokens: list[Token], at: int, kind: Cue) -> Saying | None:
        """ "йдеться в заяві МЗС", "сообщили в", "повідомляється": the body whose paper it is, else nobody."""
        after = at + 1
        speaker: Speaker | None = None
        papers = self._words.statement_nouns
        for here in range(max(0, at - 4), min(len(tokens), at + 6)):
            if tokens[here].low in papers and here and tokens[here - 1].text[0].isalnum():
                subject = self._seeker.source(sentence, tokens, here + 1) if here + 1 < len(tokens) else None
                if here > at:
                    after = here + 1
                    if subject is not None:
                        after = subject.last
                speaker = self._carry.body(sentence.number) if subject is None else subject.speaker
                break
        else:
            if tokens[at].low in ("йдеться", "говорится", "мовиться"):
                return None
            subject = self._seeker.after(sentence, tokens, at + 1, "i")
            if subject is not None:
                speaker, after = subject.speaker, subject.last
        first = self._head(tokens, at, 0)
        return self._saying(
            sentence, tokens, at, kind, first, after, speaker, inverted=self._parted(tokens, first), pronoun=True,
            method="impersonal",
        )  # fmt: skip

    def _source(self, sentence: Sentence, tokens: list[Token], at: int) -> Saying | None:
        """ "за словами X", "по его словам", "на думку експертів"."""
        words = self._words
        low = tokens[at].low
        if low not in words.prepositions and low not in ("згідно", "согласно") or at + 2 > len(tokens) - 1:
            return None
        for length in (2, 3):
            phrase = tuple(token.low for token in tokens[at : at + length])
            stance = words.sources.get(phrase)
            if stance is not None:
                subject = self._seeker.source(sentence, tokens, at + length)
                return self._of_source(sentence, tokens, at, length, phrase, stance, subject)
        gender = words.possessives.get(tokens[at + 1].low)
        whose = (low, tokens[at + 2].low) if at + 2 < len(tokens) else ()
        if gender is not None and whose in words.sources:
            known = None if gender == "i" else self._carry.pronoun(sentence.number, gender)
            subject = Subject(known, at, at + 3, True)
            return self._of_source(sentence, tokens, at, 3, whose, words.sources[whose], subject)
        return None

    def _of_source(
        self,
        sentence: Sentence,
        tokens: list[Token],
        at: int,
        length: int,
        phrase: tuple[str, ...],
        stance: str,
        subject: Subject | None,
    ) -> Saying | None:
        if subject is None:
            return None
        kind = Cue("claims", "clause") if stance == "claims" else _SOURCE
        after = max(subject.last, at + length)
        return Saying(
            sentence, " ".join(phrase), kind, tokens[at].start, tokens[at + length - 1].end, at, at, after,
            subject.speaker, None, True, False, "source", subject.pronoun,
        )  # fmt: skip

    def _hearsay(self, sentence: Sentence, tokens: list[Token], at: int, floor: int) -> Saying | None:
        """ "…, мовляв, …": what somebody is said to say, at the reporter's distance."""
        subject = self._seeker.before(sentence, tokens, at, "s", 0)
        speaker = subject.speaker if subject is not None else self._carry.last(sentence.number, "s")
        if speaker is None:
            return None
        after = at + 2 if at + 1 < len(tokens) and tokens[at + 1].text == "," else at + 1
        if after >= len(tokens):
            return None
        content = tokens[after].start, max(tokens[after].end, tokens[-1].end)
        while content[1] > content[0] and self._story.text[content[1] - 1] in '.,;!?…»"':
            content = content[0], content[1] - 1
        saying = self._saying(sentence, tokens, at, Cue("claims", "clause"), at, after, speaker, method="hearsay")
        return replace(saying, content=content)

    def _about_this(self, sentence: Sentence, tokens: list[Token], saying: Saying) -> Saying:
        """ "Про це повідомив X": the sentence before is what was said."""
        first = tuple(token.low for token in tokens[:2])
        if first not in self._words.about_this or sentence.number == 0:
            return saying
        before = self._story.sentences[sentence.number - 1]
        near = sentence.paragraph - before.paragraph <= 1 and not before.headline and not self._story.is_heading(before)
        if not near or before.number in self.by_sentence:
            return saying
        end = before.end
        while end > before.start and (self._story.text[end - 1].isspace() or self._story.text[end - 1] in ".!?…"):
            end -= 1
        return replace(saying, content=(before.start, end), method="about_this")

    def _label(self, sentence: Sentence, tokens: list[Token]) -> tuple[Saying, ...] | None:
        """ "Джерело: X" credits what follows to X; "Пряма мова X: «…»" is X's speech."""
        colon = next((at for at, token in enumerate(tokens[:8]) if token.text == ":"), None)
        if colon is None:
            return None
        lows = tuple(token.low for token in tokens[:colon])
        if len(lows) == 1 and lows[0] in self._words.source_labels:
            subject = self._seeker._best(sentence, tokens, colon + 1, len(tokens), "s") or self._seeker.source(
                sentence, tokens, colon + 1
            )
            if subject is not None and subject.speaker is not None:
                self._credited = subject.speaker
                self._carry.note(sentence.number, subject.speaker, spoke=True)
            return ()
        label = next((label for label in self._words.quote_labels if lows[: len(label)] == label), None)
        if label is None:
            return None
        subject = self._seeker.source(sentence, tokens, len(label)) if len(label) < colon else None
        speaker = subject.speaker if subject is not None else self._credited
        saying = self._saying(sentence, tokens, 0, _SOURCE, 0, colon, speaker, method="label", pronoun=True)
        saying = replace(saying, cue=" ".join(label), cue_end=tokens[len(label) - 1].end)
        return (replace(saying, content=self._contents.of(sentence, tokens, [saying], 0)),)

    def _headline(self, sentence: Sentence, tokens: list[Token]) -> list[Saying]:
        """ "Зеленський: ми готові", "Ворог готує наступ – Генштаб": a speaker without a verb."""
        colon = next((at for at, token in enumerate(tokens[:9]) if token.text == ":"), None)
        if colon is not None and 0 < colon < len(tokens):
            subject = self._seeker._best(sentence, tokens, 0, colon, "s")
            if subject is not None and subject.first <= 2 and subject.last >= colon - 1 and subject.speaker is not None:
                saying = self._saying(sentence, tokens, colon, _SOURCE, 0, colon, subject.speaker, method="colon")
                return [replace(saying, cue=":")]
        dash = next(
            (at for at in range(len(tokens) - 2, max(1, len(tokens) - 7), -1) if tokens[at].text in "—–-"), None
        )
        if dash is None or not (self._story.is_heading(sentence) or sentence.headline or dash >= len(tokens) - 3):
            return []
        subject = self._seeker._best(sentence, tokens, dash + 1, len(tokens), "s")
        closed = tokens[-1].text not in "." or sentence.headline
        if (
            subject is None
            or subject.speaker is None
            or subject.first != dash + 1
            or not (closed or tokens[dash - 1].text == ",")
        ):
            return []
        saying = self._saying(
            sentence, tokens, dash, _SOURCE, dash, len(tokens), subject.speaker, inverted=True, method="tail"
        )
        return [
            replace(saying, cue=tokens[dash].text, content=(sentence.start, self._tail_end(tokens, dash, sentence)))
        ]

    def _so(self, sentence: Sentence, tokens: list[Token]) -> list[Saying]:
        """`«…», — так Андрій Сибіга описав зустріч.`: whoever stands behind the dash spoke."""
        colon = next((at for at, token in enumerate(tokens) if token.text == ":"), None)
        if colon is not None and MASK in self._story.narrator[tokens[colon].end : tokens[colon].end + 4]:
            subject = self._seeker._best(sentence, tokens, 0, colon, "s")
            if subject is not None and subject.speaker is not None and self._names.at(subject.speaker.start) is not None:
                return [self._saying(sentence, tokens, colon, _SOURCE, subject.first, colon, subject.speaker, method="colon")]
        dash = next((at for at, token in enumerate(tokens[:5]) if token.text in _DASHES), None)
        if dash is None or dash + 2 >= len(tokens) or not self._closes(tokens, dash) or tokens[dash + 1].capital:
            return []
        subject = self._seeker.after(sentence, tokens, dash + 1, "s")
        if subject is None or subject.speaker is None:
            return []
        return [
            self._saying(
                sentence, tokens, dash, _SOURCE, dash + 1, subject.last, subject.speaker, inverted=True, method="dash"
            )
        ]

    def _tail_end(self, tokens: list[Token], dash: int, sentence: Sentence) -> int:
        end = tokens[dash].start
        while end > sentence.start and (self._story.text[end - 1].isspace() or self._story.text[end - 1] in ",.—–-"):
            end -= 1
        return end

    def _note_topic(self, sentence: Sentence, tokens: list[Token]) -> None:
        """The first person who can be the subject: "she" may be meant of them later."""
        for token in tokens[:24]:
            named = self._names.at(token.start)
            if named is not None and named.nominative:
                self._carry.note(sentence.number, self._seeker.person(named), spoke=False)
                return

    def _quotation_alone(self, sentence: Sentence) -> tuple[Saying, ...]:
        """A sentence of nothing but quotation: whoever was about to speak before it (a colon), or goes on speaking."""
        if sentence.number == 0 or MASK not in self._story.narrator[sentence.start : sentence.end]:
            return ()
        if any(letter.isalnum() for letter in self._story.narrator[sentence.start : sentence.end]):
            return ()
        before = self._story.sentences[sentence.number - 1]
        said = self.by_sentence.get(before.number)
        if not said or said[-1].speaker is None:
            return ()
        last = said[-1]
        opens = self._story.text[before.start : before.end].rstrip().endswith(":")
        quoted = MASK in self._story.narrator[before.start : before.end]
        if not opens and not (quoted and sentence.paragraph - before.paragraph == 1):
            return ()
        speaker = last.speaker if opens or last.speaker is None else last.speaker._replace(carried=True)
        return (
            Saying(
                sentence, last.cue, last.kind, before.end, before.end, 0, 0, 0, speaker,
                (sentence.start, sentence.end), method="goes_on",
            ),
        )  # fmt: skip
