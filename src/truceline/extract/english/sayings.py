"""Sayings: a verb of saying with its speaker and the span of what was said.

Quotations and statements both rest on them.
"""

from __future__ import annotations

from truceline.extract.english.carry import Carry
from truceline.extract.english.contents import Contents
from truceline.extract.english.hearsay import Hearsay
from truceline.extract.english.leads import lead
from truceline.extract.english.lexicon import (
    BE,
    CUES,
    DETERMINERS,
    INVERTIBLE,
    NOUN_CUES,
    PHRASAL,
    PREPOSITIONS,
    PRONOUNS,
    THAT_FOLLOWS,
    TITLES,
    VERBS_OF_SAYING,
)
from truceline.extract.english.names import Names, bare
from truceline.extract.english.personwords import HUMANS, ROLES
from truceline.extract.english.speakers import person_speaker, speaker_of
from truceline.extract.english.subjects import Subject, phrase_after, says_nobody, subject_before
from truceline.extract.english.verbs import POSSESSIVES, is_finite, is_passive, is_verb
from truceline.extract.saying import Cue, Saying, Speaker
from truceline.extract.story import MASK, Sentence, Story, Token
from truceline.extract.timespans import TimeSpans
from truceline.extract.words import words

_ACCORDING = Cue("asserts", "clause")
_SPEAKING_PRONOUNS = frozenset(("he", "she", "it", "they", "we", "i"))
#: a sentence with none of these words says nothing of anybody's saying
_TRIGGERS = frozenset(CUES) | PHRASAL.keys() | NOUN_CUES.keys() | {"according", "words"}
#: what is read out: "the statement read"
_SMALL = words("and but or as while when then before after also not in who which that him her them it himself herself")
_TEXTS = words(
    "statement letter text document post tweet message declaration note banner sign resolution caption placard"
)
_ISSUED = _TEXTS | words("report data figures tally count survey estimates estimate documents information")
_ISSUES = words(
    "issued issues issuing made makes making repeated repeats renewed gave gives reiterated voiced raised sent"
)
_GIVING_NAME = frozenset(("name", "identified", "named"))
#: before "-ing" these make no participle of its own: "is saying", "was quoted as saying"
_NO_PARTICIPLE = BE | {"been", "as"}
_ACCESS = words("access passage entry entrance permission")
#: "asked not to be named", "asked for help": no statement
_AFTER_ASKED = words("not for to by about on if whether that what why how when")


class Sayings:
    """Every saying of a document, sentence by sentence."""

    def __init__(self, story: Story, names: Names, times: TimeSpans) -> None:
        self._story = story
        self._names = names
        self._times = times
        self._carry = Carry(story, names)
        self._contents = Contents(story, times)
        self._hearsay = Hearsay(story, times)
        self._heads: dict[int, Speaker | None] = {}
        self.by_sentence: dict[int, tuple[Saying, ...]] = {}
        for sentence in story.sentences:
            found = self._in_sentence(sentence)
            if found:
                self.by_sentence[sentence.number] = found

    def _in_sentence(self, sentence: Sentence) -> tuple[Saying, ...]:
        if not _TRIGGERS.isdisjoint(self._story.words(sentence)):
            tokens = self._story.tokens(sentence)
            found = self._by_verbs(sentence, tokens)
            if found:
                return tuple(self._contents.of(sentence, tokens, found))
        if self._story.narrator.find(MASK, sentence.start, sentence.end) < 0:
            return ()
        tokens = self._story.tokens(sentence)
        led = lead(self._story, sentence, tokens, self.by_sentence, self._carry, self._names)
        return () if led is None else (led,)

    def _by_verbs(self, sentence: Sentence, tokens: list[Token]) -> list[Saying]:
        found: list[Saying] = []
        floor = 0
        for at, token in enumerate(tokens):
            if token.low not in _TRIGGERS:
                continue
            saying = None
            if token.low == "according" and at + 2 < len(tokens) and tokens[at + 1].low == "to":
                saying = self._prepositional(sentence, tokens, at, at + 2, "according to")
            elif token.low == "words" and at > 1 and tokens[at - 2].low == "in" and _next(tokens, at) == "of":
                saying = self._prepositional(sentence, tokens, at - 2, at + 2, "in the words of")
            elif token.low in NOUN_CUES and _next(tokens, at) == "that":
                saying = self._nominal(sentence, tokens, at)
            if saying is None and not token.capital and (token.low in CUES or token.low in PHRASAL):
                saying = self._verb(sentence, tokens, at, found, floor)
            if saying is None:
                continue
            if saying.speaker is not None and not saying.speaker.carried:
                self._carry.note(sentence.number, saying.speaker)
            found.append(saying)
            floor = 0 if at and tokens[at - 1].low in ("who", "which", "that") else at + 1
        return found

    def _verb(self, sentence: Sentence, tokens: list[Token], at: int, found: list[Saying], floor: int) -> Saying | None:
        token = tokens[at]
        cue, following = _phrasal(tokens, at)
        kind = CUES.get(cue.replace(" ", "-"))
        if kind is None or (at and not is_verb(tokens, at)):
            return None
        if is_passive(tokens, at) or (_next(tokens, at) == "by" and _behind_noun(tokens, at, kind)):
            return self._passive(sentence, tokens, at, kind)
        if cue in ("denied", "refused") and any(word.low in _ACCESS for word in tokens[following : following + 6]):
            return None  # "denied the patrol passage": an act
        if cue in ("asked", "asks", "asking") and _next(tokens, at) in _AFTER_ASKED:
            return None
        if at and token.low.endswith("ing") and tokens[at - 1].low in ("of", "without", "from", "avoid", "before"):
            return None  # "stopped short of saying"
        if self._inverts(tokens, at):
            phrase = phrase_after(tokens, following, self._story.narrator)
            if phrase is not None:
                start, end = token.start, tokens[following - 1].end
                if cue in ("read", "reads") and _TEXTS.isdisjoint({word.low for word in tokens[slice(*phrase)]}):
                    return None
                speaker = self._named_behind(tokens, phrase[1]) or self._speaker(
                    tokens, Subject(*phrase, *phrase), sentence
                )
                return Saying(sentence, cue, kind, start, end, at, at, phrase[1], speaker, None, True)
        if cue in THAT_FOLLOWS and not self._that_follows(tokens, following):
            return None
        if kind.complement == "naming" and following < len(tokens) and self._names.at(tokens[following].start):
            return None  # "a volunteer called Marut"
        before = tokens[at - 1] if at else None
        participle = token.low.endswith("ing") and not (before is not None and before.low in _NO_PARTICIPLE)
        speaker, first = self._subject(sentence, tokens, at, found, floor, participle)
        if cue in ("read", "reads") and _TEXTS.isdisjoint({token.low for token in tokens[first:at]}):
            return None
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

    def _named_behind(self, tokens: list[Token], at: int) -> Speaker | None:
        """`said one, who gave her name only as Amna`, `read a letter signed by Bero Kalt`: the name that follows."""
        if at + 3 >= len(tokens):
            return None
        signed = tokens[at].low in ("signed", "written", "issued") and tokens[at + 1].low == "by"
        aside = tokens[at].text == "," and tokens[at + 1].low == "who"
        told = aside and _GIVING_NAME & {token.low for token in tokens[at + 2 : at + 8]}
        if not signed and not told:
            return None
        persons = (self._names.at(token.start) for token in tokens[at + 2 : at + 12])
        found = next((person for person in persons if person is not None), None)
        return None if found is None else person_speaker(found, self._story, self._names)

    def _that_follows(self, tokens: list[Token], at: int) -> bool:
        """Whether "that", a colon or words in marks come next: the verb then is one of saying."""
        gap_end = tokens[at].start if at < len(tokens) else len(self._story.narrator)
        if MASK in self._story.narrator[tokens[at - 1].end : min(gap_end, tokens[at - 1].end + 4)]:
            return True
        return at < len(tokens) and (tokens[at].low == "that" or tokens[at].text == ":")

    def _subject(
        self, sentence: Sentence, tokens: list[Token], at: int, found: list[Saying], floor: int, participle: bool
    ) -> tuple[Speaker | None, int]:
        """The speaker and the token where the saying starts; a verb without its own subject takes the one before."""
        back = at - 1
        while back > 0 and tokens[back].low in ("also", "then", "later", "has", "have", "had"):
            back -= 1
        if participle and _own_subject(tokens, at):
            subject = subject_before(tokens, at, self._times, floor, self._names)
            if subject is not None:  # "with Medvedev calling it …": nobody's but his
                return self._speaker(tokens, subject, sentence), subject.first
        if at > 1 and tokens[at - 1].low == "as":  # "was quoted as saying"
            quoted = self._quoted(sentence, tokens, at - 1)
            if quoted is not None:
                return quoted, at
            return self._head_before(sentence, tokens, at), self._head_first(tokens, at)
        if participle or (back >= 0 and tokens[back].low in ("and", "but")):
            inherited = next((saying.speaker for saying in reversed(found) if saying.speaker), None)
            return (self._head_before(sentence, tokens, at) if inherited is None else inherited), at
        subject = subject_before(tokens, at, self._times, floor, self._names)
        if subject is None and floor:  # what was said before may stand in an aside of this subject
            subject = subject_before(tokens, at, self._times, 0, self._names) if tokens[at - 1].text == "," else None
            subject = subject if subject is not None and subject.tail < floor else None
        if subject is None:
            chained = bool(found) and at > 0 and tokens[at - 1].text == ","
            return (found[-1].speaker if chained else None), at
        if says_nobody(tokens, subject):
            return None, at
        named = self._named_in(tokens, subject)
        return named or self._speaker(tokens, subject, sentence), subject.first

    def _named_in(self, tokens: list[Token], subject: Subject) -> Speaker | None:
        """`one of them, a woman who gave her name as Lidia, said`."""
        aside = tokens[subject.tail : subject.last]
        if _GIVING_NAME.isdisjoint({token.low for token in aside}):
            return None
        found = next((person for token in aside if (person := self._names.at(token.start)) is not None), None)
        return None if found is None else person_speaker(found, self._story, self._names)

    def _quoted(self, sentence: Sentence, tokens: list[Token], at: int) -> Speaker | None:
        """`State television quoted Oren Tal as saying`: whom it quoted."""
        verb = next(
            (back for back in range(at - 1, max(0, at - 12), -1) if tokens[back].low in ("quoted", "cited")), None
        )
        if verb is None or is_passive(tokens, verb) or verb + 1 >= at:
            return None
        return self._speaker(tokens, Subject(verb + 1, at, verb + 1, at), sentence)

    def _head_first(self, tokens: list[Token], at: int) -> int:
        verb = next((verb for verb in range(1, at) if is_finite(tokens, verb)), None)
        subject = None if verb is None else subject_before(tokens, verb, self._times, 0, self._names)
        return at if subject is None else subject.first

    def _head_before(self, sentence: Sentence, tokens: list[Token], at: int) -> Speaker | None:
        """The subject of the sentence: what stands before its first finite verb."""
        verb = next((verb for verb in range(1, at) if is_finite(tokens, verb)), None)
        if verb is None:
            return None
        subject = subject_before(tokens, verb, self._times, 0, self._names)
        return None if subject is None else self._speaker(tokens, subject, sentence)

    def _head(self, number: int) -> Speaker | None:
        """Whom or what a sentence is about: the subject of its first verb."""
        if number not in self._heads:
            self._heads[number] = None  # a pronoun at the head of it finds nobody here
            sentence = self._story.sentences[number]
            tokens = self._story.tokens(sentence)
            found = self._head_before(sentence, tokens, len(tokens))
            self._heads[number] = found
        return self._heads[number]

    def _speaker(self, tokens: list[Token], subject: Subject, sentence: Sentence) -> Speaker | None:
        start, end = subject.head, subject.tail
        first = tokens[start]
        if first.low in PRONOUNS and end - start == 1:
            return self._carry.resolve(first.low, sentence.number, self._head, first.start)
        if tokens[end - 1].low.endswith("-year-old"):
            return self._carry.last_person(sentence.number)
        noun = next(
            (tokens[at - 1].low for at in range(start + 2, end) if tokens[at].low in PREPOSITIONS), tokens[end - 1].low
        )
        if first.low in ("the", "this", "that") and end - start <= 5:
            if noun in TITLES or noun in ROLES:
                known = self._carry.office([token.text for token in tokens[start + 1 : end]], sentence.number)
                if known is not None:
                    return known
            if noun in HUMANS or (tokens[start + 1].low, noun) == ("head", "head"):
                known = self._carry.someone(noun, sentence.number)
                if known is not None:
                    return known
            if noun in _TEXTS:
                issuer = self._issuer(sentence)
                if issuer is not None:
                    return issuer
        found = speaker_of(tokens, start, end, self._story, self._names)
        if found is not None and first.low == "the" and end - start == 2 and not found.person:
            body = self._carry.body(found.key)
            return found if body is None else found._replace(key=body)
        return found

    def _issuer(self, sentence: Sentence) -> Speaker | None:
        """Who issued the statement that is read out: the one who spoke in one just before."""
        for back in (1, 2):
            for saying in self.by_sentence.get(sentence.number - back, ()):
                behind = self._story.tokens(saying.sentence)[saying.after : saying.after + 6]
                if saying.speaker is not None and any(token.low in _TEXTS for token in behind):
                    return saying.speaker._replace(carried=True)
        return None

    def _inverts(self, tokens: list[Token], at: int) -> bool:
        """`"…," said X`: the verb follows closing marks (or a comma) and a subject follows the verb."""
        if at + 1 >= len(tokens):
            return False
        gap = self._story.narrator[tokens[at - 1].end : tokens[at].start] if at else ""
        marks = self._story.narrator[max(0, tokens[at].start - 4) : tokens[at].start].strip().rstrip("—–-, ")
        closes = marks[-1:] in ("'", '"', "”", "’", "»", "“") if marks else False
        following = tokens[at + 1]
        low = tokens[at].low
        can = low in INVERTIBLE or (low in VERBS_OF_SAYING and not low.endswith("ing"))
        return (
            ((can and (closes or (at > 0 and MASK in gap))) or self._ends_with_subject(tokens, at))
            and (following.capital or following.low in DETERMINERS or not following.low.endswith("ly"))
            and (following.low not in PREPOSITIONS and following.text not in ",.;:" and following.low != "that")
            and following.low not in ("he", "she", "they", "it", "i", "we", "to")
            and not (at and tokens[at - 1].low in PRONOUNS)
            and not self._times.covers(following)
        )

    def _ends_with_subject(self, tokens: list[Token], at: int) -> bool:
        """`The road is open, said Lena Hask.`: a comma before, and nothing but a name or a body after."""
        if tokens[at].low not in ("said", "says", "added", "wrote") or not at or tokens[at - 1].text != ",":
            return False
        phrase = None if self._times.covers(tokens[at + 1]) else phrase_after(tokens, at + 1, self._story.narrator)
        if phrase is None or (phrase[1] - phrase[0] == 1 and not tokens[phrase[0]].capital):
            return False
        return phrase[1] == len(tokens) or tokens[phrase[1]].text in ",.;"

    def _prepositional(self, sentence: Sentence, tokens: list[Token], at: int, behind: int, cue: str) -> Saying | None:
        """`according to X`, `in the words of X`."""
        phrase = phrase_after(tokens, behind, self._story.narrator)
        if phrase is None:
            return None
        last = phrase[1]
        issued = last + 1 < len(tokens) and tokens[last].low in ("from", "by", "of", "issued", "published", "released")
        if issued and tokens[last - 1].low in _ISSUED:  # "according to a statement from the army"
            begin = last + 1 + (tokens[last + 1].low == "by")
            issuer = phrase_after(tokens, begin, self._story.narrator)
            phrase = phrase if issuer is None else issuer
        speaker = self._speaker(tokens, Subject(*phrase, *phrase), sentence)
        if speaker is None and tokens[phrase[0]].low not in PRONOUNS:
            return None
        start, end = tokens[at].start, tokens[behind - 1].end
        return Saying(
            sentence, cue, _ACCORDING, start, end, at, at, phrase[1], speaker, None, True, False, "according_to"
        )

    def _nominal(self, sentence: Sentence, tokens: list[Token], at: int) -> Saying | None:
        """`the general's claim that …`, `Baku issued a warning that …`."""
        owner = at - 1 if at and tokens[at - 1].text.endswith(POSSESSIVES) else None
        if owner is not None:
            first = owner
            while first > 0 and (tokens[first - 1].capital or tokens[first - 1].low in DETERMINERS):
                first -= 1
            subject: Subject | None = Subject(first, owner + 1, first, owner + 1)
        else:
            verb = next((back for back in range(at - 1, max(0, at - 5), -1) if tokens[back].low in _ISSUES), None)
            subject = None if verb is None else subject_before(tokens, verb, self._times, 0, self._names)
        speaker = None if subject is None else self._speaker(tokens, subject, sentence)
        if subject is None or speaker is None:
            return None
        speaker = speaker._replace(words=bare(speaker.words)) if owner is not None else speaker
        content = self._contents.to_main_verb(tokens, at + 2)
        start, end, kind = tokens[at].start, tokens[at].end, NOUN_CUES[tokens[at].low]
        return Saying(
            sentence, tokens[at].low, kind, start, end, subject.first, at, at + 1, speaker, content,
            True, False, "nominal",
        )  # fmt: skip

    def _passive(self, sentence: Sentence, tokens: list[Token], at: int, kind: Cue) -> Saying | None:
        """`The plan was criticised by Kyiv`: the speaker follows "by", the content is the subject."""
        if _next(tokens, at) != "by" or at + 2 >= len(tokens):
            return self._hearsay.of(sentence, tokens, at, kind, self._names)
        phrase = phrase_after(tokens, at + 2, self._story.narrator)
        if phrase is None or kind.complement == "person":
            return None
        speaker = self._speaker(tokens, Subject(*phrase, *phrase), sentence)
        subject = subject_before(tokens, at, self._times, 0, self._names)
        content = None if subject is None else (tokens[subject.first].start, tokens[subject.last - 1].end)
        if kind.complement == "accusation" and phrase[1] < len(tokens) and tokens[phrase[1]].low in ("of", "for"):
            content = self._contents.to_end(tokens, phrase[1] + 1)
        first = at if subject is None else subject.first
        start, end = tokens[at].start, tokens[at].end
        return Saying(
            sentence, tokens[at].low, kind, start, end, first, at, phrase[1], speaker, content, True, False, "passive"
        )


def _own_subject(tokens: list[Token], at: int) -> bool:
    """Whether a noun stands right before a participle: "with the Kremlin saying …"."""
    if at < 2:
        return False
    before = tokens[at - 1]
    small = before.low in PREPOSITIONS or before.low in _SMALL or before.low in CUES
    return before.text[0].isalpha() and not small and not before.low.endswith(("ing", "ed", "ly"))


def _behind_noun(tokens: list[Token], at: int, kind: Cue) -> bool:
    """ "a claim denied by the army": no finite verb, its agent follows "by"."""
    before = tokens[at - 1] if at else None
    noun = before is not None and not before.capital and before.low not in PRONOUNS and before.text not in ",;:"
    return kind.complement == "thing" or (kind.stance != "asserts" and noun)


def _next(tokens: list[Token], at: int) -> str:
    return tokens[at + 1].low if at + 1 < len(tokens) else ""


def _phrasal(tokens: list[Token], at: int) -> tuple[str, int]:
    """ "called for", "ruled out", "pointed out" as one cue; the index that follows it."""
    low = tokens[at].low
    particles = PHRASAL.get(low, ())
    if _next(tokens, at) in particles:
        return f"{low} {tokens[at + 1].low}", at + 2
    if low in ("called", "calls", "call", "calling") and _next(tokens, at) in ("off", "up"):
        return f"{low} {tokens[at + 1].low}", at + 2  # no saying
    return low, at + 1
