"""Sayings: a verb of saying with its speaker and the span of what was said.

Quotations and statements both rest on them.
"""

from __future__ import annotations

from dataclasses import replace

from truceline.extract.english.lexicon import (
    BASE_FORMS,
    BE,
    CUES,
    DETERMINERS,
    HAVE,
    HEARERS,
    INVERTIBLE,
    MEDIA,
    MODALS,
    NEGATIONS,
    NOUN_OR_VERB,
    PREPOSITIONS,
    PRONOUNS,
    TITLES,
)
from truceline.extract.english.names import Names
from truceline.extract.english.speakers import Carry, phrase_after, speaker_of, subject_before
from truceline.extract.saying import Cue, Saying, Speaker
from truceline.extract.story import MASK, Sentence, Story, Token
from truceline.extract.timespans import TimeSpans

_ACCORDING = Cue("asserts", "clause")
_MEDIA_OR_HEARERS = MEDIA | (HEARERS - {"him", "her", "them", "me", "us"})
_SPEAKING_PRONOUNS = frozenset(("he", "she", "it", "they", "we", "i"))
_NOT_A_THING = PREPOSITIONS - {"up"}
_NOT_A_CLAUSE = PREPOSITIONS - {"up", "under", "between", "over", "about", "around", "within", "despite", "since"}
_NOT_A_CLAUSE |= {"as", "when", "while", "because", "so", "after", "before"}
#: verbs that are verbs of saying only with "out"
_PARTS_OF_CUES = frozenset(("pointed", "points"))


class Sayings:
    """Every saying of a document, sentence by sentence."""

    def __init__(self, story: Story, names: Names, times: TimeSpans) -> None:
        self._story = story
        self._names = names
        self._times = times
        self._carry = Carry()
        self.by_sentence: dict[int, tuple[Saying, ...]] = {}
        for sentence in story.sentences:
            found = self._in_sentence(sentence)
            if found:
                self.by_sentence[sentence.number] = found

    def _in_sentence(self, sentence: Sentence) -> tuple[Saying, ...]:
        tokens = self._story.tokens(sentence)
        self._note_topic(sentence, tokens)
        found: list[Saying] = []
        floor = 0
        for at, token in enumerate(tokens):
            saying = None
            if (token.low in CUES or token.low in _PARTS_OF_CUES) and not token.capital:
                saying = self._verb(sentence, tokens, at, found, floor)
            elif token.low == "according" and at + 2 < len(tokens) and tokens[at + 1].low == "to":
                saying = self._according(sentence, tokens, at)
            if saying is not None:
                if saying.speaker is not None and not saying.speaker.carried:
                    self._carry.note(sentence.number, saying.speaker)
                found.append(saying)
                floor = at + 1
        return tuple(self._contents(sentence, tokens, found))

    def _note_topic(self, sentence: Sentence, tokens: list[Token]) -> None:
        """A person named at the head of a sentence may be "she" in the next one."""
        for end in range(min(9, len(tokens)), 0, -1):
            token = tokens[end - 1]
            if token.capital and self._names.full(token.text) and token.low not in PRONOUNS:
                speaker = speaker_of(tokens, 0, end, self._story, self._names)
                if speaker is not None and speaker.person:
                    self._carry.note(sentence.number, speaker, topic=True)
                return

    def _verb(self, sentence: Sentence, tokens: list[Token], at: int, found: list[Saying], floor: int) -> Saying | None:
        token = tokens[at]
        cue, following = _phrasal(tokens, at)
        if following is None:
            return None
        kind = CUES.get(cue.replace(" ", "-")) or CUES[token.low]
        before = tokens[at - 1] if at else None
        if before is not None and not _is_verb(tokens, at):
            return None
        if _passive(tokens, at):
            return self._passive(sentence, tokens, at, kind)
        if cue in ("denied", "refused") and _access(tokens, following):
            return None
        if self._inverts(tokens, at):
            phrase = phrase_after(tokens, following, self._story.narrator)
            if phrase is not None:
                speaker = self._speaker(tokens, phrase, sentence)
                return Saying(
                    sentence, cue, kind, token.start, tokens[following - 1].end, at, at, phrase[1], speaker, None, True
                )
        participle = token.low.endswith("ing") and not (before is not None and before.low in BE | {"been"})
        speaker, first = self._subject(sentence, tokens, at, found, floor, participle)
        return Saying(
            sentence,
            cue,
            kind,
            token.start,
            tokens[following - 1].end,
            first,
            at,
            following,
            speaker,
            participle=participle,
            pronoun=first < at and tokens[first].low in _SPEAKING_PRONOUNS,
        )

    def _subject(
        self, sentence: Sentence, tokens: list[Token], at: int, found: list[Saying], floor: int, participle: bool
    ) -> tuple[Speaker | None, int]:
        """The speaker and the token where the saying starts; a verb without its own subject takes the one before."""
        back = at - 1
        while back > 0 and tokens[back].low in ("also", "then", "later", "has", "have", "had"):
            back -= 1
        if participle or (back >= 0 and tokens[back].low in ("and", "but")):
            inherited = next((saying.speaker for saying in reversed(found) if saying.speaker), None)
            if inherited is None:
                inherited = self._head(sentence, tokens, at)
            return inherited, at
        phrase = subject_before(tokens, at, self._times, floor)
        if phrase is not None and tokens[phrase[0]].low in ("neither", "nobody", "none", "no"):
            return None, at  # "neither side reported …" is nobody's statement
        if phrase is None:
            chained = bool(found) and at > 0 and tokens[at - 1].text == ","
            return (found[-1].speaker if chained else None), at
        return self._speaker(tokens, phrase, sentence), phrase[0]

    def _head(self, sentence: Sentence, tokens: list[Token], at: int) -> Speaker | None:
        """The subject of the sentence: what stands before its first finite verb."""
        for verb in range(1, at):
            low = tokens[verb].low
            finite = low in HAVE or low in BE or (low.endswith("ed") and not tokens[verb].capital and len(low) > 4)
            if finite or low in ("seized", "took", "said", "made", "gave"):
                phrase = subject_before(tokens, verb, self._times)
                return None if phrase is None else self._speaker(tokens, phrase, sentence)
        return None

    def _speaker(self, tokens: list[Token], phrase: tuple[int, int], sentence: Sentence) -> Speaker | None:
        first = tokens[phrase[0]]
        if first.low in PRONOUNS and phrase[1] - phrase[0] == 1:
            return self._carry.resolve(first.low, sentence.number, self._names)
        if tokens[phrase[1] - 1].low.endswith("-year-old"):
            return self._resolve_either(sentence)
        role = tokens[phrase[1] - 1].low
        if first.low == "the" and phrase[1] - phrase[0] <= 4 and role in TITLES:
            known = self._carry.resolve(role, sentence.number, self._names)
            if known is not None:
                return known
        return speaker_of(tokens, *phrase, self._story, self._names)

    def _resolve_either(self, sentence: Sentence) -> Speaker | None:
        found = (self._carry.resolve(pronoun, sentence.number, self._names) for pronoun in ("she", "he"))
        return next((speaker for speaker in found if speaker is not None), None)

    def _inverts(self, tokens: list[Token], at: int) -> bool:
        """`"…," said X`: the verb follows closing marks (or a comma) and a subject follows the verb."""
        if tokens[at].low not in INVERTIBLE or at + 1 >= len(tokens):
            return False
        gap = self._story.narrator[tokens[at - 1].end if at else 0 : tokens[at].start] if at else ""
        marks = self._story.narrator[max(0, tokens[at].start - 3) : tokens[at].start]
        closes = any(mark in "\"”»’'" for mark in marks.strip()) or (at > 0 and MASK in gap)
        following = tokens[at + 1]
        return (
            (closes or self._ends_with_subject(tokens, at))
            and (following.capital or following.low in DETERMINERS or not following.low.endswith("ly"))
            and (following.low not in PREPOSITIONS and following.text not in ",.;:" and following.low != "that")
            and not (at and tokens[at - 1].low in PRONOUNS)
        )

    def _ends_with_subject(self, tokens: list[Token], at: int) -> bool:
        """`The road is open, said Lena Hask.`: a comma before, and nothing but a name or a body after."""
        if tokens[at].low not in ("said", "says", "added", "wrote") or not at or tokens[at - 1].text != ",":
            return False
        phrase = None if self._times.covers(tokens[at + 1]) else phrase_after(tokens, at + 1, self._story.narrator)
        if phrase is None or (phrase[1] - phrase[0] == 1 and not tokens[phrase[0]].capital):
            return False
        return phrase[1] == len(tokens) or tokens[phrase[1]].text in ",.;"

    def _according(self, sentence: Sentence, tokens: list[Token], at: int) -> Saying | None:
        phrase = phrase_after(tokens, at + 2, self._story.narrator)
        if phrase is None:
            return None
        speaker = self._speaker(tokens, phrase, sentence)
        start, end = tokens[at].start, tokens[at + 1].end
        return Saying(
            sentence,
            "according to",
            _ACCORDING,
            start,
            end,
            at,
            at,
            phrase[1],
            speaker,
            None,
            True,
            False,
            "according_to",
        )

    def _passive(self, sentence: Sentence, tokens: list[Token], at: int, kind: Cue) -> Saying | None:
        """`The plan was criticised by Kyiv`: the speaker follows "by", the content is the subject."""
        if at + 2 >= len(tokens) or tokens[at + 1].low != "by" or kind.complement not in ("thing", "clause", "naming"):
            return None
        phrase = phrase_after(tokens, at + 2, self._story.narrator)
        subject = subject_before(tokens, at, self._times)
        if phrase is None:
            return None
        speaker = self._speaker(tokens, phrase, sentence)
        content = None if subject is None else (tokens[subject[0]].start, tokens[subject[1] - 1].end)
        first = subject[0] if subject else at
        return Saying(
            sentence, tokens[at].low, kind, tokens[at].start, tokens[at].end, first, at, phrase[1], speaker, content,
            True, False, "passive",
        )  # fmt: skip

    def _contents(self, sentence: Sentence, tokens: list[Token], found: list[Saying]) -> list[Saying]:
        finished: list[Saying] = []
        for number, saying in enumerate(found):
            if saying.content is None:
                limit = _limit(tokens, found[number + 1 :], saying, len(tokens))
                floor = _previous_end(tokens, found[:number])
                content = self._content(sentence, tokens, saying, limit, floor)
                saying = replace(saying, content=content)
            finished.append(saying)
        return finished

    def _content(
        self, sentence: Sentence, tokens: list[Token], saying: Saying, limit: int, floor: int
    ) -> tuple[int, int] | None:
        if saying.method == "according_to" or saying.inverted:
            return self._around(sentence, tokens, saying, limit, floor)
        after = self._after(tokens, saying, limit)
        if after is not None:
            return after
        return self._before(sentence, tokens, saying, floor)

    def _around(
        self, sentence: Sentence, tokens: list[Token], saying: Saying, limit: int, floor: int
    ) -> tuple[int, int] | None:
        before = self._before(sentence, tokens, saying, floor)
        if before is not None:
            return before
        if saying.first == 0 and saying.after < len(tokens) and tokens[saying.after].text == ",":
            return self._stretch(tokens, saying.after + 1, limit)
        return None

    def _after(self, tokens: list[Token], saying: Saying, limit: int) -> tuple[int, int] | None:
        """What follows the verb: past its hearer, its time and its medium, from "that" or the first word on."""
        start = saying.after
        complement = saying.kind.complement
        if complement == "person":
            start = self._past_hearer(tokens, start, limit)
        if complement != "thing":
            start = self._past_adjuncts(tokens, start, limit)
        if start >= limit:
            return self._masked_tail(tokens, start, limit)
        token = tokens[start]
        quoted = self._quote_between(tokens, start)
        if token.low == "that" and complement != "naming":
            return self._stretch(tokens, start + 1, limit)
        if quoted:
            return self._stretch(tokens, start, limit)
        if token.text == ":" and start + 1 <= limit:
            return self._stretch(tokens, start + 1, limit)
        if complement == "naming":
            return self._naming(tokens, start, limit)
        if token.text in ",.;()—–-" or token.low in ("and", "but", "or"):
            return None
        if complement in ("clause", "person") and not _begins_clause(tokens, start, saying):
            return None
        if complement == "accusation" and token.low == "on":
            return None
        if saying.cue in ("claimed", "claims", "claiming") and _lives(tokens, start):
            return None
        if saying.kind.stance == "warns" and saying.cue.startswith("threat") and token.low != "to":
            return None
        if complement == "thing" and token.low in _NOT_A_THING and token.low != "to":
            return None
        return self._stretch(tokens, start, limit)

    def _naming(self, tokens: list[Token], start: int, limit: int) -> tuple[int, int] | None:
        """ "called the raid "an act of madness"": only with marked words or "as" in it, else it is a plain verb."""
        content = self._stretch(tokens, start, limit)
        if content is None:
            return None
        last = self._story.narrator.rfind(MASK, content[0], content[1] + 2)
        if last < 0:
            return None
        while last < content[1] and not self._story.narrator[last].isspace():
            last += 1
        return content[0], last

    def _past_hearer(self, tokens: list[Token], start: int, limit: int) -> int:
        for at in range(start, min(start + 9, limit)):
            if tokens[at].low == "that":
                return at
            if tokens[at].text in ",.;:":
                break
        at = start
        while at < min(start + 4, limit) and (
            tokens[at].low in DETERMINERS or tokens[at].capital or tokens[at].low in ("state", "local")
        ):
            if tokens[at].low in HEARERS:
                break
            at += 1
        if at < limit and (tokens[at].low in HEARERS or (at > start and not tokens[at - 1].capital) or at == start):
            at += 1
        while at < limit and tokens[at].low in MEDIA:
            at += 1
        return at

    def _past_adjuncts(self, tokens: list[Token], start: int, limit: int) -> int:
        at = start
        while at < limit:
            token = tokens[at]
            if self._times.covers(token):
                at += 1
            elif token.low in ("on", "in", "at", "to", "via", "during", "by", "from", "with", "through"):
                past = self._past_adjunct(tokens, at, limit)
                if past is None:
                    return at
                at = past
            elif token.low in ("also", "again", "later", "too", "earlier") or (
                token.low.endswith("ly") and not token.capital
            ):
                at += 1
            else:
                return at
        return at

    def _past_adjunct(self, tokens: list[Token], at: int, limit: int) -> int | None:
        """Past "on Thursday", "in a statement", "to reporters"; null if it is something else."""
        if at + 1 < limit and self._times.covers(tokens[at + 1]):
            return at + 1
        for end in range(at + 1, min(at + 6, limit)):
            if tokens[end].text in ",.;:":
                return None
            if tokens[end].low == "that" and end > at + 1:
                return end
            if tokens[end].low in _MEDIA_OR_HEARERS and not (end + 1 < limit and tokens[end + 1].low in MEDIA):
                return end + 1
        if at + 2 < limit and tokens[at + 1].capital:  # "at the Elysee", "in Paris that …"
            end = at + 1
            while end < limit and tokens[end].capital:
                end += 1
            return end if end < limit and tokens[end].low == "that" else None
        return None

    def _before(self, sentence: Sentence, tokens: list[Token], saying: Saying, floor: int) -> tuple[int, int] | None:
        """`C, X said.`: what stands before the comma (or the closing marks) before the subject."""
        first = saying.first
        start = tokens[floor].start if floor < len(tokens) else sentence.start
        if floor == 0:
            start = sentence.start
        end = tokens[first].start
        head = self._story.narrator[start:end].rstrip()
        if not head:
            return None
        last = head[-1]
        if last not in ",\"”»’'!?" and not (saying.method == "according_to" and first > floor):
            return None
        if not any(letter.isalnum() or letter == MASK for letter in head) or saying.participle:
            return None
        return start, start + len(head.rstrip(", "))

    def _stretch(self, tokens: list[Token], start: int, limit: int) -> tuple[int, int] | None:
        """From a token (or the opening mark before it) to the limit, without the marks that end the sentence."""
        narrator = self._story.narrator
        begin = tokens[start - 1].end if start else tokens[start].start
        sentence_end = tokens[-1].end
        stop = tokens[limit].start if limit < len(tokens) else self._sentence_end(sentence_end)
        while begin < stop and (narrator[begin].isspace() or narrator[begin] in ",:-–—"):
            begin += 1
        while stop > begin and (narrator[stop - 1].isspace() or narrator[stop - 1] in ",;:.–—-!"):
            stop -= 1
        return (begin, stop) if stop - begin > 1 else None

    def _sentence_end(self, at: int) -> int:
        sentence = self._story.sentence_at(at - 1)
        return at if sentence is None else sentence.end

    def _quote_between(self, tokens: list[Token], start: int) -> bool:
        """Whether marked words stand right before this token."""
        return start > 0 and MASK in self._story.narrator[tokens[start - 1].end : tokens[start].start]

    def _masked_tail(self, tokens: list[Token], start: int, limit: int) -> tuple[int, int] | None:
        """`X said: "…"` where nothing but marked words follow."""
        if start == 0 or start - 1 >= len(tokens):
            return None
        begin = tokens[start - 1].end
        stop = tokens[limit].start if limit < len(tokens) else self._sentence_end(begin)
        if MASK not in self._story.narrator[begin:stop]:
            return None
        return self._stretch(tokens, start, limit) if start < len(tokens) else self._tail(begin, stop)

    def _tail(self, begin: int, stop: int) -> tuple[int, int] | None:
        narrator = self._story.narrator
        while begin < stop and (narrator[begin].isspace() or narrator[begin] in ",:-–—"):
            begin += 1
        while stop > begin and (narrator[stop - 1].isspace() or narrator[stop - 1] in ",;.–—-"):
            stop -= 1
        return (begin, stop) if stop > begin else None


def _is_verb(tokens: list[Token], at: int) -> bool:
    """Whether the word is a finite verb or participle of its own, not a noun, an infinitive or a denied act."""
    token, before = tokens[at], tokens[at - 1]
    if before.low in NEGATIONS or before.low in MODALS or before.low in ("to", "do", "does", "did", "let", "not"):
        return False
    if token.low in NOUN_OR_VERB and (
        before.low in DETERMINERS
        or before.low in PREPOSITIONS
        or before.text.endswith(("'s", "’s", "s'", "s’"))
        or (token.low not in BASE_FORMS and before.low.endswith(("ed", "al", "ous")) and not before.capital)
    ):
        return False
    if token.low.endswith("ed") and before.low in ("the", "a", "an", "of", "as"):
        return False
    if token.low in BASE_FORMS and not (
        before.low.endswith("s") or before.low in PRONOUNS or before.low in ("people", "who", "and", "also")
    ):
        return before.capital and token.low not in ("claim", "call", "demand")
    return True


def _passive(tokens: list[Token], at: int) -> bool:
    if tokens[at].low.endswith("ing"):
        return False
    back = at - 1
    while back >= 0 and (tokens[back].low.endswith("ly") or tokens[back].low in ("also", "widely", "being")):
        back -= 1
    return back >= 0 and tokens[back].low in BE


def _phrasal(tokens: list[Token], at: int) -> tuple[str, int | None]:
    """ "called for", "called on", "ruled out", "pointed out" as one cue; the index that follows it."""
    low = tokens[at].low
    following = tokens[at + 1].low if at + 1 < len(tokens) else ""
    if low in _PARTS_OF_CUES:
        return f"{low} out", (at + 2 if following == "out" else None)
    if low in ("called", "calls", "call", "calling") and following in ("for", "on", "off", "up"):
        return f"{low} {following}", (at + 2 if following in ("for", "on") else None)
    return low, at + 1


def _access(tokens: list[Token], start: int) -> bool:
    """ "denied the patrol passage": an act, not a denial."""
    return any(
        token.low in ("access", "passage", "entry", "entrance", "permission") for token in tokens[start : start + 6]
    )


def _lives(tokens: list[Token], start: int) -> bool:
    """ "claimed another life": a death, not a claim."""
    return any(token.low in ("life", "lives") for token in tokens[start : start + 4])


def _begins_clause(tokens: list[Token], start: int, saying: Saying) -> bool:
    low = tokens[start].low
    if low in ("to", "responsibility"):
        return low == "responsibility" or saying.kind.stance in ("claims", "warns", "announces", "agrees")
    if saying.kind.stance in ("denies", "claims", "confirms", "warns", "announces"):
        return low not in ("in", "on", "at", "by", "as", "after", "before", "when", "while", "with", "from", "of")
    return low not in _NOT_A_CLAUSE and tokens[start].text not in "),."


def _limit(tokens: list[Token], later: list[Saying], saying: Saying, end: int) -> int:
    """The token before which the content ends: the next saying that stands beside this one, or a semicolon."""
    for at in range(saying.after, end):
        reporter = tokens[at].text == "," and at + 1 < end and tokens[at + 1].low in ("but", "while", "although")
        if tokens[at].text == ";" or reporter:  # ", but …" is the reporter's
            end = at
            break
    if saying.at and tokens[saying.at - 1].low in ("who", "which"):  # a relative clause ends at its comma
        end = next((at for at in range(saying.after, end) if tokens[at].text == ","), end)
    for other in later:
        first = other.first
        if first >= end or first <= saying.after:
            continue
        back = first - 1
        while back > saying.after and tokens[back].low in (
            "and",
            "but",
            "while",
            "whereas",
            "though",
            "although",
            "has",
            "also",
            "then",
        ):
            back -= 1
        beside = back < first - 1 or tokens[back].text in ",;—–-" or other.participle
        if other.inverted and other.method != "passive":
            beside = True
        if beside and other.method != "passive":
            return min(end, back + 1 if back < first - 1 or tokens[back].text not in ",;—–-" else back)
    return end


def _previous_end(tokens: list[Token], earlier: list[Saying]) -> int:
    """Where a content before its verb may begin: after the last saying that stands before it."""
    if not earlier:
        return 0
    after = earlier[-1].after
    while after < len(tokens) and tokens[after].text in ",":
        after += 1
    return after
