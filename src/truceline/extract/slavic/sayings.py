"""Sayings: a verb of saying with its speaker and the span of what was said, sentence by sentence."""

from __future__ import annotations

from msgspec.structs import replace

from truceline.extract.saying import Cue, Saying, Speaker
from truceline.extract.slavic.carry import Carry
from truceline.extract.slavic.contents import Contents
from truceline.extract.slavic.credits import Credits
from truceline.extract.slavic.cues import Form
from truceline.extract.slavic.lexicon import lexicon
from truceline.extract.slavic.names import Names
from truceline.extract.slavic.nouncues import GIVES, NOUNS, TO_KNOW
from truceline.extract.slavic.refusals import CAUSE, DENIES, VERBS, Judged, calls_false, judged, refusal, refuses
from truceline.extract.slavic.shape import Shape, act
from truceline.extract.slavic.signs import AS, DASHES, DOUBTS, MARKS
from truceline.extract.slavic.speakers import Seeker
from truceline.extract.slavic.subject import Subject
from truceline.extract.slavic.text import Text
from truceline.extract.slavic.unspoken import Unspoken
from truceline.extract.slavic.wordclasses import COLON, DASH, DOUBT, SAYS, TRIGGER
from truceline.extract.story import MASK, Sentence, Token
from truceline.extract.timespans import TimeSpans

_ONLY_NEGATED = ("виключ", "исключ")
_PARTICLES = frozenset(("би", "б", "бы"))
_REFUSING = frozenset(("погодився", "погодилася", "погодились", "погодилися", "согласился", "согласилась",
    "согласились",
    "підтримав", "підтримала", "підтримали", "поддержал", "поддержала", "поддержали", "прийняв", "приняла",
    "принял", "прийняла", "прийняли", "приняли", "схвалив", "одобрил"))  # fmt: skip
_SILENCE = ("коментувати", "комментировать", "відповідати", "отвечать", "називати", "называть", "розкривати",
    "раскрывать", "уточнювати", "уточнять", "говорити", "говорить")  # fmt: skip
_QUOTES_WHOM = ("цитир", "циту")
_CREDITS = ("посиланням на", "ссылкой на")
_BY_ITSELF = frozenset(("мовляв", "мол", "дескать"))

#: what is denied, confirmed or judged by "це" stands in the sentence before
_ANAPHORIC = frozenset(("denies", "confirms", "rejects"))
#: "там заявили": in the body that was told of before
_THERE = frozenset(("там", "тут"))
_IN = frozenset(("в", "у", "во"))
_THIS = frozenset(("це", "это", "те", "то"))
#: somebody named before, and not who spoke
_THOSE = frozenset(("ті", "той", "те", "тот"))
_SHORT_WORD = 6
#: what turns something down, often with the reason behind a colon
_OBJECTING = frozenset(("denies", "rejects"))
_SAYS = Cue("asserts", "clause")
_HARD = frozenset((":", ".", ";", "!", "?", "—", "–"))
#: verbs that tell an act as often as words
_ANSWERS = ("відпов", "ответ")
_FIRE = ("залп", "удар", "вогне", "огне", "обстріл", "обстрел", "атак", "контратак", "ракет", "артил", "авіауд",
    "авиауд", "дрон", "безпілот", "беспилот", "штурм", "масован", "массир")  # fmt: skip
_ACTS = ("засуди", "осуди", "відмови", "отказа")

#: acts of saying in one sentence; more are a list or an attack
_MOST = 12


def _without_credits(found: list[Saying]) -> list[Saying]:
    """Beside a verb of saying "з посиланням на X" and "мовляв" are no sayings; "мовляв" makes the verb's a claim."""
    verbs = [saying for saying in found if saying.method not in ("hearsay", "source")]
    if not verbs:
        return found
    if any(saying.method == "hearsay" for saying in found):
        found = [
            replace(saying, kind=saying.kind._replace(stance="claims")) if saying.method == "verb" else saying
            for saying in found
        ]
    return [saying for saying in found if saying.method != "hearsay" and not saying.cue.endswith(_CREDITS)]


def _no_speech(tokens: list[Token], at: int) -> bool:
    """ "засудив до 12 років", "заочно засудив", "отказали патрулю в проезде": an act and no words."""
    low = tokens[at].low
    if low.startswith(_ANSWERS) and at + 1 < len(tokens) and tokens[at + 1].low.startswith(_FIRE):
        return True  # "відповів залпом", "ответили артиллерией"
    if not low.startswith(_ACTS):
        return False
    if low.startswith(_ACTS[:2]):
        sentenced = at + 1 < len(tokens) and tokens[at + 1].low in ("до", "к", "на")
        return sentenced or (at > 0 and tokens[at - 1].low == "заочно")
    return not low.endswith(("ся", "сь")) and any(token.low in ("в", "у", "во") for token in tokens[at + 1 : at + 4])


class Sayings:
    """Every saying of a document, sentence by sentence."""

    def __init__(self, text: Text, names: Names, times: TimeSpans) -> None:
        story = text.story
        self._story = story
        self._names = names
        self._words = lexicon(text.language)
        self._carry = Carry(names)
        self._seeker = Seeker(story, names, times, self._words, self._carry)
        self._contents = Contents(story, times, self._words)
        self._shape = Shape(story, self._words)
        self._credits = Credits(story, self._words, self._seeker, self._carry, self._shape)
        self._unspoken = Unspoken(story, names, self._words, self._seeker, self._carry, self._shape, self._contents)
        self._doubting = False  # the sentence has a word by which the reporter keeps off a claim
        self.by_sentence: dict[int, tuple[Saying, ...]] = {}
        for line in text.lines:
            found = self._in_sentence(line.sentence, line.kinds)
            if found:
                self.by_sentence[line.sentence.number] = found

    def _in_sentence(self, sentence: Sentence, kinds: int) -> tuple[Saying, ...]:
        tokens = self._story.tokens(sentence)
        if not tokens:
            return self._quotation_alone(sentence)
        self._doubting = kinds & DOUBT != 0
        marked = kinds & (DASH | COLON) != 0
        labelled = self._unspoken.label(sentence, tokens) if marked else None
        if labelled is not None:
            return labelled
        found: list[Saying] = []
        floor = self._past_label(tokens) if kinds & COLON else 0
        self._contents.begin = floor
        likely = marked or kinds & SAYS
        for at in self._candidates(tokens) if likely else ():
            if at < floor:
                continue
            if len(found) == _MOST:
                break
            token = tokens[at]
            saying = self._at(sentence, tokens, at, token, found, floor)
            if saying is not None:
                if saying.speaker is not None:
                    self._carry.note(sentence.number, saying.speaker, spoke=True)
                found.append(saying)
                if saying.method not in ("source", "hearsay"):
                    floor = saying.after if saying.inverted else at + 1
        found = _without_credits(found)
        if not found and marked:
            found = self._unspoken.headline(sentence, tokens) or self._unspoken.so(sentence, tokens)
            for saying in found:
                if saying.speaker is not None:
                    self._carry.note(sentence.number, saying.speaker, spoke=True)
        self._note_topic(sentence)
        finished = tuple(self._with_content(sentence, tokens, found))
        return finished or self._quotation_alone(sentence)

    def _candidates(self, tokens: list[Token]) -> list[int]:
        """Tokens that may open an act of saying: the words of the tables, and whatever follows a dash."""
        found: list[int] = []
        for at in [at for at, token in enumerate(tokens) if token.kinds & (SAYS | DASH)]:
            here = at + (tokens[at].kinds & DASH != 0)
            if here < len(tokens) and here not in found[-1:]:
                found.append(here)
        return found

    def _past_label(self, tokens: list[Token]) -> int:
        """The token after "Деталі:", the heading of a part of the article."""
        colon = next((at for at, token in enumerate(tokens[:4]) if token.text == ":"), None)
        return colon + 1 if colon is not None and tokens[colon - 1].low in self._words.labels else 0

    def _at(
        self, sentence: Sentence, tokens: list[Token], at: int, token: Token, found: list[Saying], floor: int
    ) -> Saying | None:
        form = self._words.cues.get(token.low) or VERBS.get(token.low) or self._shape.unlisted(tokens, at)
        form = form or self._shape.inserted(tokens, at)
        if form is not None and not (token.capital and at and token.text.isupper()):
            return self._verb(sentence, tokens, at, form, found, floor)
        if token.low in _BY_ITSELF:
            return self._credits.hearsay(sentence, tokens, at, floor)
        if token.low in NOUNS:
            return self._credits.claim(sentence, tokens, at)
        return self._credits.source(sentence, tokens, at)

    def _with_content(self, sentence: Sentence, tokens: list[Token], found: list[Saying]) -> list[Saying]:
        finished: list[Saying] = []
        for number, saying in enumerate(found):
            if saying.content is None:
                saying = saying.with_content(self._contents.of(sentence, tokens, found, number))
            colon = self._colon(tokens, saying)
            if colon is not None:
                saying = self._before_colon(tokens, saying, colon)
            if saying.content is None and number == 0:
                saying = self._about_this(sentence, tokens, saying)
            if saying.kind.stance in _ANAPHORIC and (number == 0 or saying.content is None):
                saying = self._of_this(tokens, saying, finished)
            if saying.kind.complement == "naming" and saying.content is not None:
                saying = self._judged(tokens, saying)
            finished.append(self._doubted(saying))
            reason = None if colon is None else self._instead(tokens, saying, colon, found)
            if reason is not None:
                finished.append(reason)
        return finished

    def _colon(self, tokens: list[Token], saying: Saying) -> int | None:
        """ "цю інформацію спростовує: …": behind the colon stands what the speaker says instead."""
        if saying.kind.stance not in _OBJECTING or saying.method != "verb":
            return None
        at = next((at for at in range(saying.after, len(tokens) - 2) if tokens[at].text in _HARD), None)
        return None if at is None or tokens[at].text != ":" else at

    def _instead(self, tokens: list[Token], saying: Saying, colon: int, found: list[Saying]) -> Saying | None:
        if any(other.first > colon for other in found):
            return None  # "спростував це: за його даними, …" is told by the source
        content = self._contents.behind(tokens, colon)
        return None if content is None else replace(saying, kind=_SAYS, content=content, method="reason")

    def _before_colon(self, tokens: list[Token], saying: Saying, colon: int) -> Saying:
        begin, end = saying.content or (0, 0)
        if end <= tokens[colon].start:
            return saying
        return saying.with_content(None if begin > tokens[colon].start else (begin, tokens[colon - 1].end))

    def _judged(self, tokens: list[Token], saying: Saying) -> Saying:
        """ "назвав ці заяви вигадкою": whoever calls a claim false denies it."""
        told = judged(tokens, saying.after, len(tokens)) or self._judged_in_marks(saying)
        return saying if told is None else replace(saying, kind=told.kind)

    def _judged_in_marks(self, saying: Saying) -> Judged | None:
        """ "назвав звинувачення «абсурдом»": the word in marks is the speaker's own."""
        begin, end = saying.content or (0, 0)
        inside = (piece for piece in self._story.outer.between(begin, end + 1) if piece.start >= begin)
        words = (word for piece in inside for word in self._story.text[piece.start : piece.end].lower().split())
        return Judged(saying.after, DENIES) if any(calls_false(word) for word in words) else None

    def _of_this(self, tokens: list[Token], saying: Saying, before: list[Saying]) -> Saying:
        """ "Урядові війська це спростували": what the sentence before says is denied."""
        near = {token.low for token in tokens[max(0, saying.at - 2) : saying.at + 2]}
        short = saying.content is None or saying.content[1] - saying.content[0] < _SHORT_WORD
        number = saying.sentence.number
        if before and saying.content is None and saying.kind.stance == "rejects":
            # "Бейрут вимагає відвести війська, Ізраїль це відкидає"
            this = any(one.low in _THIS for one in tokens[max(0, saying.at - 2) : saying.at])
            return replace(saying, content=before[-1].content, method="this") if this else saying
        if before or not short or near.isdisjoint(_THIS) or number == 0 or saying.speaker is None:
            return saying
        told = self._story.sentences[number - 1]
        if saying.sentence.paragraph != told.paragraph or told.headline or self._story.is_heading(told):
            return saying
        said = [one.content for one in self.by_sentence.get(told.number, ()) if one.content is not None]
        if said and told.start <= said[-1][0] < told.end:  # "X повідомив, що …. Y це підтвердив": what X said
            return replace(saying, content=said[-1], method="about_this")
        end = told.end
        while end > told.start and (self._story.text[end - 1].isspace() or self._story.text[end - 1] in ".!?…"):
            end -= 1
        return replace(saying, content=(told.start, end), method="about_this")

    def _doubted(self, saying: Saying) -> Saying:
        """ "заявив, що нібито …": a claim that the reporter does not share."""
        if saying.content is None or saying.kind.stance != "asserts":
            return saying
        begin = saying.content[0]
        if begin >= saying.sentence.start and not self._doubting:
            return saying
        if DOUBTS.isdisjoint(self._story.narrator[begin : begin + 40].lower().split()[:3]):
            return saying
        return replace(saying, kind=saying.kind._replace(stance="claims"))

    def _verb(
        self, sentence: Sentence, tokens: list[Token], at: int, form: Form, found: list[Saying], floor: int
    ) -> Saying | None:
        token = tokens[at]
        negated = at > 0 and tokens[at - 1].low in self._words.negations
        kind = form.cue
        refused = refusal(tokens, at, negated)
        if refused is None and refuses(token.low) and not (negated and token.low in _REFUSING):
            return None
        only_negated = token.low.startswith(_ONLY_NEGATED)
        if refused is not None:
            kind = refused
        elif negated and token.low in _REFUSING:
            kind = Cue("rejects", "thing")
        elif negated != only_negated or (at + 1 < len(tokens) and tokens[at + 1].low in _PARTICLES):
            return None
        if token.low in GIVES and (at + 1 == len(tokens) or tokens[at + 1].low not in TO_KNOW):
            return None  # "дав зрозуміти" tells, and "дав гроші" does not
        if form.agreement == "i":
            return self._credits.impersonal(sentence, tokens, at, kind)
        if at + 1 < len(tokens) and tokens[at + 1].low.startswith(_SILENCE):
            return None  # "відмовився коментувати"
        if _no_speech(tokens, at):
            return None
        if refused is None and token.low in self._words.ambiguous and not self._shape.opens_speech(tokens, at):
            return None
        if form.agreement == "g":
            if not self._shape.gerund_speaks(tokens, at):
                return None
            speaker = self._gerund_speaker(sentence, tokens, at, found)
            return act(sentence, tokens, at, kind, at, at + 1, speaker, participle=True)
        if token.low.startswith(_QUOTES_WHOM) and at + 1 < len(tokens):
            return self._credits.cited(sentence, tokens, at, kind, floor)
        subject, inverted = self._subject(sentence, tokens, at, form, found, floor)
        if subject is None and token.low in self._words.inserted:
            return None
        if subject is None:
            return self._elliptical(sentence, tokens, at, form, kind, found)
        head = self._shape.head(tokens, min(at, subject.first), floor)
        after = max(at + 1, subject.last)
        after += after == at + 1 < len(tokens) - 1 and (
            tokens[after].low in CAUSE or tokens[after].low in TO_KNOW
        )  # "назвали причиною обстріл", "дали зрозуміти"
        return act(sentence, tokens, at, kind, head, after, subject.speaker, inverted=inverted, pronoun=subject.pronoun)

    def _subject(
        self, sentence: Sentence, tokens: list[Token], at: int, form: Form, found: list[Saying], floor: int
    ) -> tuple[Subject | None, bool]:
        """The subject, and whether the verb comes first in its clause."""
        before = tokens[at - 1] if at else None
        words = self._words
        gender = words.relatives.get(before.low) if before is not None else None
        if before is not None and gender is not None and at > 1 and tokens[at - 2].text == ",":
            return self._seeker.relative(sentence, tokens, at - 1, gender), False
        anchor = at  # "Родеріх Кізеветтер (ХДС) розкритикував": past what stands in brackets
        if before is not None and before.text == ")":
            anchor = next((back for back in range(at - 2, max(floor, at - 14), -1) if tokens[back].text == "("), at)
            before = tokens[anchor - 1]
        elif before is not None and at > 1 and before.low in CAUSE:  # "у ДТЕК причиною назвали обстріл"
            anchor, before = at - 1, tokens[at - 2]
        there = self._there(sentence) if before is not None and before.low in _THERE and form.agreement == "p" else None
        if there is not None:
            return Subject(there, at - 1, at, True), False
        heads_clause = before is None or before.text in MARKS or before.low in AS or self._shape.closes(tokens, at)
        own = None
        if not heads_clause:
            begin = max(floor, self._shape.segment(tokens, anchor, floor))
            own = self._seeker.before(sentence, tokens, anchor, form.agreement, begin)
            if own is not None:
                head = self._shape.head(tokens, own.first, floor)
                # "за даними двох дипломатів, російська сторона наполягає": what stands before is no content
                credited = found and found[-1].method == "source" and head - 1 <= found[-1].after
                # "Москва пропонує А — Молдова наполягає на Б": what is insisted on stands behind
                object_behind = (
                    form.cue.complement == "thing" and at + 1 < len(tokens) and tokens[at + 1].text[0].isalnum()
                )
                followed = bool(credited) or object_behind
                return own, own.first > 0 and not followed and self._shape.parted(tokens, head)
        joint = tokens[at - 2] if at > 1 and before is not None and before.low in words.negations else before
        if joint is not None and joint.low in words.joining and found and found[-1].method != "source":
            return None, True
        after = self._seeker.after(sentence, tokens, at + 1, form.agreement)
        if after is not None:
            return after, True
        if heads_clause and before is not None and before.low not in AS and self._opens_tail(tokens, at):
            return None, True
        return self._seeker.before(sentence, tokens, at, form.agreement, floor), False

    def _there(self, sentence: Sentence) -> Speaker | None:
        """ "У міністерстві удар не прокоментували. Там заявили": the body of the sentence before."""
        if sentence.number == 0:
            return None
        before = self._story.sentences[sentence.number - 1]
        tokens = self._story.tokens(before)
        # "У Міноборони удар не прокоментували": what is commented on is no part of the name
        end = next((at for at in range(2, len(tokens)) if tokens[at].kinds & TRIGGER), len(tokens))
        subject = self._seeker.best(before, tokens, 0, end, "p") if tokens else None
        inside = subject is not None and tokens[subject.first].low in _IN and before.paragraph == sentence.paragraph
        known = subject.speaker if subject is not None and inside else None
        return self._carry.body_beside(sentence.number) if known is None else known._replace(carried=True)

    def _opens_tail(self, tokens: list[Token], at: int) -> bool:
        """`«…», — додала.`: a dash before the verb and nothing after it that could be its subject."""
        return tokens[at - 1].text in "—–-" or self._shape.closes(tokens, at)

    def _elliptical(
        self, sentence: Sentence, tokens: list[Token], at: int, form: Form, kind: Cue, found: list[Saying]
    ) -> Saying | None:
        """A verb without a subject of its own goes on with the one before it, if gender and number agree."""
        opening = tokens[self._shape.segment(tokens, at, found[-1].after if found else 0)]
        if opening.low in _THOSE and found:  # "поклала провину на повстанців, ті причетність заперечують"
            return act(sentence, tokens, at, kind, at, at + 1, None, pronoun=True)
        start = at - 1 if at and tokens[at - 1].low in self._words.negations else at
        before = tokens[start - 1].low if start else ""
        dashed = at > 0 and tokens[at - 1].text in DASHES
        if not dashed and not (before in self._words.joining and found) and not self._shape.closes(tokens, at):
            floor = found[-1].at + 1 if found else 0
            unknown = self._seeker.bodies.unknown(tokens, start, form.agreement, floor)
            begin = self._shape.segment(tokens, start, floor)
            leads = begin < start and tokens[begin].low not in self._words.light
            if unknown is None and leads and kind.complement == "thing":
                return None  # "Резолюцію підтримали 491 депутат"
            if unknown is not None:
                first = self._shape.head(tokens, unknown.first, 0)
                inverted = self._shape.parted(tokens, first)
                return act(sentence, tokens, at, kind, first, at + 1, unknown.speaker, inverted=inverted)
        elif dashed or self._shape.closes(tokens, at):
            unknown = self._seeker.bodies.unknown_after(tokens, at + 1, form.agreement)
            if unknown is not None:
                first = self._shape.head(tokens, start, 0)
                return act(sentence, tokens, at, kind, first, unknown.last, unknown.speaker, inverted=True)
        speaker = next((saying.speaker for saying in reversed(found) if saying.speaker is not None), None)
        nobody = bool(found) and found[-1].pronoun and found[-1].speaker is None  # "Ті відкидають вину і твердять"
        if nobody:
            speaker = None
        elif speaker is None or (
            speaker.gender in ("m", "f") and form.agreement in "mf" and speaker.gender != form.agreement
        ):
            speaker = self._carry.last(sentence.number, form.agreement) or (
                self._carry.pronoun(sentence.number, form.agreement) if form.agreement in "mf" else None
            )
        # "погодився призупинити закон, відкинув заклики": the list of what one speaker does goes on
        listed = before == "," and kind.complement == "thing" and bool(found) and found[-1].method == "verb"
        if listed or (before in self._words.joining and found):
            first = start
        else:
            first = self._shape.head(tokens, start, 0 if not found else found[-1].after)
        inverted = not listed and self._shape.parted(tokens, first)
        return act(sentence, tokens, at, kind, first, at + 1, speaker, inverted=inverted, pronoun=True)

    def _gerund_speaker(self, sentence: Sentence, tokens: list[Token], at: int, found: list[Saying]) -> Speaker | None:
        speaker = next((saying.speaker for saying in reversed(found) if saying.speaker is not None), None)
        if speaker is not None:
            return speaker
        subject = self._seeker.before(sentence, tokens, at, "s", 0)
        if subject is None:
            comma = next((here for here in range(at, len(tokens)) if tokens[here].text == ","), at)
            subject = self._seeker.after(sentence, tokens, comma + 1, "s")
        return None if subject is None else subject.speaker

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

    def _note_topic(self, sentence: Sentence) -> None:
        """Who was named, the first who can be the subject last: "she" may be meant of them later."""
        topics = self._names.topics(sentence.number)
        for named in topics:
            self._carry.note(sentence.number, self._seeker.person(named), spoke=False)
        if not topics:
            subject = self._seeker.opening(sentence, self._story.tokens(sentence))
            if subject is not None:
                self._carry.note(sentence.number, subject, spoke=False)

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
        near = sentence.paragraph == before.paragraph and last.speaker is not None and last.speaker.person
        opens = self._story.text[before.start : before.end].rstrip().endswith(":")
        quoted = MASK in self._story.narrator[before.start : before.end]
        dialogue = self._story.text[sentence.start] in DASHES  # speakers take turns
        follows = quoted and sentence.paragraph - before.paragraph == 1 and not dialogue
        if not (opens or near or follows):
            return ()
        speaker = last.speaker if opens or last.speaker is None else last.speaker._replace(carried=True)
        return (
            Saying(
                sentence, last.cue, last.kind, before.end, before.end, 0, 0, 0, speaker,
                (sentence.start, sentence.end), method="goes_on",
            ),
        )  # fmt: skip
