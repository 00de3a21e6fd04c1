"""A verb of saying with whoever speaks: the subject beside it, the one before, or a body nobody has heard of."""

from __future__ import annotations

from truceline.extract.saying import Cue, Saying, Speaker
from truceline.extract.slavic.carry import Carry
from truceline.extract.slavic.credits import Credits
from truceline.extract.slavic.cues import Form
from truceline.extract.slavic.lexicon import Lexicon
from truceline.extract.slavic.nouncues import GIVES, TO_KNOW
from truceline.extract.slavic.refusals import CAUSE, refusal, refuses
from truceline.extract.slavic.shape import Shape, act
from truceline.extract.slavic.signs import AS, DASHES, IN, MARKS
from truceline.extract.slavic.speakers import Seeker
from truceline.extract.slavic.subject import Subject
from truceline.extract.slavic.wordclasses import TRIGGER
from truceline.extract.story import Sentence, Story, Token

_ONLY_NEGATED = ("виключ", "исключ")
_PARTICLES = frozenset(("би", "б", "бы"))
_CALLING = ("заклика", "призва", "призыва")
_BUT = frozenset(("але", "но"))
_REFUSING = frozenset(("погодився", "погодилася", "погодились", "погодилися", "согласился", "согласилась",
    "согласились",
    "підтримав", "підтримала", "підтримали", "поддержал", "поддержала", "поддержали", "прийняв", "приняла",
    "принял", "прийняла", "прийняли", "приняли", "схвалив", "одобрил"))  # fmt: skip
_SILENCE = ("коментувати", "комментировать", "відповідати", "отвечать", "називати", "называть", "розкривати",
    "раскрывать", "уточнювати", "уточнять", "говорити", "говорить")  # fmt: skip
_HOW = ("но", "хо", "ко", "во", "то", "по", "ро")
_QUOTES_WHOM = ("цитир", "циту")
#: "там заявили": in the body that was told of before
_THERE = frozenset(("там", "тут"))
#: what others call something: "women whom they took for dead"
_WHICH = ("которое", "которую", "которого", "которых", "яке", "яку", "якого", "яких")
#: somebody named before, and not who spoke
_THOSE = frozenset(("ті", "той", "те", "тот"))

#: verbs that tell an act as often as words
_ANSWERS = ("відпов", "ответ")
_FIRE = ("залп", "удар", "вогне", "огне", "обстріл", "обстрел", "атак", "контратак", "ракет", "артил", "авіауд",
    "авиауд", "дрон", "безпілот", "беспилот", "штурм", "масован", "массир")  # fmt: skip
_PUSHED = ("відкин", "отброс", "відтісн")
_PUSHED_WHOM = ("ворог", "враг", "противник", "окупант", "оккупант", "загарбник", "агресор", "росіян", "штурмов",
    "піхот", "пехот", "їх", "його")  # fmt: skip
_ACTS = ("засуди", "осуди", "відмови", "отказа")


class Verbs:
    """Finds the saying that a verb tells."""

    def __init__(
        self, story: Story, words: Lexicon, seeker: Seeker, carry: Carry, shape: Shape, sources: Credits
    ) -> None:
        self._story = story
        self._words = words
        self._seeker = seeker
        self._carry = carry
        self._shape = shape
        self._credits = sources

    def saying(
        self, sentence: Sentence, tokens: list[Token], at: int, form: Form, found: list[Saying], floor: int
    ) -> Saying | None:
        """The act of saying that the verb at a token tells; null where it tells none, or nobody speaks."""
        token = tokens[at]
        kind = self._kind(tokens, at, form)
        if kind is None:
            return None
        if form.agreement == "i":
            return self._credits.impersonal(sentence, tokens, at, kind)
        if not self._speaks(tokens, at):
            self._note_answer(sentence, tokens, at, form, found, floor)
            return None
        if form.agreement == "g":
            if not self._shape.gerund_speaks(tokens, at):
                return None
            speaker = self._gerund_speaker(sentence, tokens, at, found)
            return act(sentence, tokens, at, kind, at, at + 1, speaker, participle=True)
        if token.low.startswith(_QUOTES_WHOM) and at + 1 < len(tokens):
            return self._credits.cited(sentence, tokens, at, kind, floor)
        subject, inverted = self._subject(sentence, tokens, at, form, found, floor)
        if subject is None and (token.low in self._words.inserted or self._of_a_thing(tokens, at)):
            return None
        if subject is None:
            return self._elliptical(sentence, tokens, at, form, kind, found)
        head = self._shape.head(tokens, min(at, subject.first), floor)
        after = max(at + 1, subject.last)
        after += after == at + 1 < len(tokens) - 1 and (
            tokens[after].low in CAUSE or tokens[after].low in TO_KNOW
        )  # "назвали причиною обстріл", "дали зрозуміти"
        return act(sentence, tokens, at, kind, head, after, subject.speaker, inverted=inverted, pronoun=subject.pronoun)

    def _kind(self, tokens: list[Token], at: int, form: Form) -> Cue | None:
        """What the verb does with its content, turned by "не" before it; null where it is no saying so."""
        low, following = tokens[at].low, tokens[at + 1].low if at + 1 < len(tokens) else None
        negated = self._negated(tokens, at)
        refused = refusal(tokens, at, negated)
        turned = Cue("rejects", "thing") if negated and low in _REFUSING else None
        if refused is None and turned is None:
            only_negated = low.startswith(_ONLY_NEGATED)
            if refuses(low) or negated != only_negated or following in _PARTICLES:
                return None
        if low in GIVES and following not in TO_KNOW:
            return None  # "дав зрозуміти" tells, and "дав гроші" does not
        return refused or turned or form.cue

    def _speaks(self, tokens: list[Token], at: int) -> bool:
        """Whether a verb that often is no saying is one here: not in "відмовився коментувати"."""
        if at + 1 < len(tokens) and tokens[at + 1].low.startswith(_SILENCE):
            return False
        before = tokens[max(0, at - 4) : at]
        if (at and tokens[at - 1].low == "чи") or (at + 1 < len(tokens) and tokens[at + 1].low == "ли"):
            return False  # "на запитання, чи погодилася Росія"
        if tokens[at].low.startswith(_ACTS[2:]) and any(token.low in _SILENCE for token in before):
            return False  # "комментировать удары отказался"
        if _no_speech(tokens, at):
            return False
        ambiguous = tokens[at].low in self._words.ambiguous and refusal(tokens, at, self._negated(tokens, at)) is None
        return not ambiguous or self._shape.opens_speech(tokens, at)

    def _note_answer(
        self, sentence: Sentence, tokens: list[Token], at: int, form: Form, found: list[Saying], floor: int
    ) -> None:
        """ "Представитель Кремля ответил отрицательно.": "he" of the next sentence is whoever answered."""
        if not tokens[at].low.startswith(_ANSWERS) or _no_speech(tokens, at):
            return
        subject, _ = self._subject(sentence, tokens, at, form, found, floor)
        if subject is not None and subject.speaker is not None:
            self._carry.note(sentence.number, subject.speaker, spoke=True)

    def _negated(self, tokens: list[Token], at: int) -> bool:
        return at > 0 and tokens[at - 1].low in self._words.negations

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
        called = not heads_clause and tokens[at].low.startswith(_CALLING)  # "докладчики призывают власти освободить"
        after = None if called else self._seeker.after(sentence, tokens, at + 1, form.agreement)
        if after is not None:
            return after, True
        if heads_clause and before is not None and before.low not in AS and self._opens_tail(tokens, at):
            return None, True
        return self._seeker.before(sentence, tokens, at, form.agreement, floor), False

    def _of_a_thing(self, tokens: list[Token], at: int) -> bool:
        """ "комюніке, яке опублікувало МЗС": what is told of is not who speaks."""
        return at > 1 and tokens[at - 2].text == "," and tokens[at - 1].low in self._words.relatives

    def _there(self, sentence: Sentence) -> Speaker | None:
        """ "У міністерстві удар не прокоментували. Там заявили": the body of the sentence before."""
        if sentence.number == 0:
            return None
        before = self._story.sentences[sentence.number - 1]
        tokens = self._story.tokens(before)
        # "У Міноборони удар не прокоментували": what is commented on is no part of the name
        end = next((at for at in range(2, len(tokens)) if tokens[at].kinds & TRIGGER), len(tokens))
        subject = self._seeker.best(before, tokens, 0, end, "p") if tokens else None
        inside = subject is not None and tokens[subject.first].low in IN and before.paragraph == sentence.paragraph
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
        if form.agreement == "p" and opening.low.startswith(_WHICH):  # "тело, которое считали отдельной жертвой"
            return None
        if opening.low in _THOSE and found:  # "поклала провину на повстанців, ті причетність заперечують"
            return act(sentence, tokens, at, kind, at, at + 1, None, pronoun=True)
        start = at - 1 if at and tokens[at - 1].low in self._words.negations else at
        before = tokens[start - 1].low if start else ""
        how = at > 1 and tokens[at - 1].low.endswith(_HOW) and tokens[at - 2].text in DASHES  # "– скупо мовив …"
        dashed = at > 0 and (how or tokens[at - 1].text in DASHES)
        if not dashed and not (before in self._words.joining and found) and not self._shape.closes(tokens, at):
            floor = found[-1].at + 1 if found else 0
            unknown = self._seeker.bodies.unknown(tokens, start, form.agreement, floor)
            begin = self._shape.segment(tokens, start, floor)
            begin += begin < start and tokens[begin].low in _BUT  # "…, але провини не визнала"
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
                self._carry.pronoun(sentence.number, form.agreement)
                if form.agreement in "mf"
                else self._carry.alone(sentence.number)
                if form.agreement == "s"
                else None
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


def _no_speech(tokens: list[Token], at: int) -> bool:
    """ "засудив до 12 років", "заочно засудив", "отказали патрулю в проезде": an act and no words."""
    low = tokens[at].low
    if low.startswith(_ANSWERS) and at + 1 < len(tokens) and tokens[at + 1].low.startswith(_FIRE):
        return True  # "відповів залпом", "ответили артиллерией"
    if low.startswith(_PUSHED) and at + 1 < len(tokens) and tokens[at + 1].low.startswith(_PUSHED_WHOM):
        return True  # "відкинули ворога на два кілометри"
    if not low.startswith(_ACTS):
        return False
    if low.startswith(_ACTS[:2]):
        sentenced = at + 1 < len(tokens) and tokens[at + 1].low in ("до", "к", "на")
        return sentenced or (at > 0 and tokens[at - 1].low == "заочно")
    return not low.endswith(("ся", "сь")) and any(token.low in ("в", "у", "во") for token in tokens[at + 1 : at + 4])
