"""Sayings: a verb of saying with its speaker and the span of what was said.

Quotations and statements both rest on them.
"""

from __future__ import annotations

from truceline.extract.english.besides import SAYS, beside
from truceline.extract.english.carry import Carry
from truceline.extract.english.contents import Contents
from truceline.extract.english.cuesigns import (
    asks_to,
    behind_noun,
    charged_before,
    next_low,
    of_charge,
    party_from,
    phrasal,
    refutes,
    to_do,
)
from truceline.extract.english.hearsay import Hearsay
from truceline.extract.english.leads import lead
from truceline.extract.english.lexicon import (
    BE,
    CUES,
    DETERMINERS,
    INVERTIBLE,
    NOUN_CUES,
    OWN_WORDS,
    PHRASAL,
    PREPOSITIONS,
    PRONOUNS,
    THAT_FOLLOWS,
    VERBS_OF_SAYING,
)
from truceline.extract.english.names import Names, bare
from truceline.extract.english.subjects import Subject, phrase_after, subject_before
from truceline.extract.english.turns import turns_of
from truceline.extract.english.verbs import POSSESSIVES, is_passive, is_verb
from truceline.extract.english.voices import TEXTS, Voices
from truceline.extract.english.wordkinds import SAYS as SAYS_WORD
from truceline.extract.saying import Cue, Saying
from truceline.extract.story import MASK, Sentence, Story, Token
from truceline.extract.timespans import TimeSpans
from truceline.extract.words import words

_ACCORDING = Cue("asserts", "clause")
_SPEAKING_PRONOUNS = frozenset(("he", "she", "it", "they", "we", "i"))
_ISSUED = TEXTS | words("report data figures tally count survey estimates estimate documents information")
_ISSUES = words(
    "issued issues issuing made makes making repeated repeats renewed gave gives reiterated voiced raised sent"
)

_COURTS = words("court courts inquest tribunal hearing jury inquiry trial parliament committee commission council")
#: "agreed to a swap", "agreed to the plan": a thing, and "agreed to meet": no more than that
_NO_ACT = DETERMINERS | PREPOSITIONS | words("meet talk it them him disagree what which")
#: before "-ing" these tell what somebody has or has not: "no evidence confirming", "signs suggesting"
_PROOFS = words("evidence proof sign signs indication indications information details")
#: before "-ing" these make no participle of its own: "is saying", "was quoted as saying"
_NO_PARTICIPLE = BE | {"been", "as"}
_ACCESS = words("access passage entry entrance permission")
#: "asked not to be named", "asked for help": no statement
_AFTER_ASKED = words("not for to by about on if whether that what why how when")


_BACKING = words("backed backs backing")
_REFUTING = Cue("denies", "thing")
_ASKING_FOR = Cue("demands", "thing")
_REPORTED_AS = words("killed dead wounded injured missing captured")
_ORDERING = words("ordered orders ordering instructed instructs instructing")
_NO_SAYING_AFTER = frozenset(("of", "without", "from", "avoid", "before", "since", "by", "for"))
_RELATIVES = frozenset(("who", "which", "that"))


class Sayings:
    """Every saying of a document, sentence by sentence."""

    def __init__(self, story: Story, names: Names, times: TimeSpans) -> None:
        self._story = story
        self._names = names
        self._times = times
        self._carry = Carry(story, names)
        self._contents = Contents(story, times)
        self._hearsay = Hearsay(story, times)
        self.by_sentence: dict[int, tuple[Saying, ...]] = {}
        self._voices = Voices(story, names, times, self._carry, self.by_sentence)
        turns = turns_of(story, names)
        for sentence in story.sentences:
            found = self._in_sentence(sentence)
            if sentence.number in turns:
                found = (*found, turns[sentence.number])
            if found:
                self.by_sentence[sentence.number] = found

    def _in_sentence(self, sentence: Sentence) -> tuple[Saying, ...]:
        if self._story.kinds(sentence) & SAYS_WORD:
            tokens = self._story.tokens(sentence)
            found = self._by_verbs(sentence, tokens)
            if found:
                return tuple(self._contents.of(sentence, tokens, found))
        if self._story.narrator.find(MASK, sentence.start, sentence.end) < 0:
            return ()
        tokens = self._story.tokens(sentence)
        told = self._beside(sentence, tokens)
        if told is not None:
            return (told,)
        led = lead(self._story, sentence, tokens, self.by_sentence, self._carry, self._names, self._voices.head)
        return () if led is None else (led,)

    def _beside(self, sentence: Sentence, tokens: list[Token]) -> Saying | None:
        """`"…," she shrugged`: any verb with its subject behind a quotation."""
        found = beside(self._story, sentence, tokens)
        if found is None:
            return None
        verb, first, last, after = found
        speaker = self._voices.speaker(tokens, Subject(first, last, first, last), sentence)
        if speaker is None:
            return None
        if not speaker.carried:
            self._carry.note(sentence.number, speaker)
        content = (sentence.start, tokens[min(first, verb)].start - 1)
        start, end = tokens[verb].start, tokens[verb].end
        return Saying(
            sentence, tokens[verb].low, SAYS, start, end, min(first, verb), verb, after, speaker, content, True, False,
            "beside",
        )  # fmt: skip

    def _by_verbs(self, sentence: Sentence, tokens: list[Token]) -> list[Saying]:
        found: list[Saying] = []
        floor = 0
        for at, token in enumerate(tokens):
            if not token.kinds & SAYS_WORD:
                continue
            saying = None
            if token.low == "according" and at + 2 < len(tokens) and tokens[at + 1].low == "to":
                saying = self._prepositional(sentence, tokens, at, at + 2, "according to")
            elif token.low == "words" and at > 1 and tokens[at - 2].low == "in" and next_low(tokens, at) == "of":
                saying = self._prepositional(sentence, tokens, at - 2, at + 2, "in the words of")
            elif token.low in NOUN_CUES and next_low(tokens, at) == "that":
                saying = self._nominal(sentence, tokens, at)
            elif token.low in NOUN_CUES and next_low(tokens, at) == "by":
                saying = self._nominal_by(sentence, tokens, at)
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
        cue, following = phrasal(tokens, at)
        kind = CUES.get(cue.replace(" ", "-"))
        if kind is None or (at and not is_verb(tokens, at)):
            return None
        if is_passive(tokens, at) or (next_low(tokens, at) == "by" and behind_noun(tokens, at, kind)):
            return self._passive(sentence, tokens, at, kind, found)
        if cue in ("denied", "refused") and any(word.low in _ACCESS for word in tokens[following : following + 6]):
            return None  # "denied the patrol passage": an act
        if cue == "refused" and following + 1 < len(tokens) and tokens[following + 1].low == "let":
            return None  # "refused to let the patrol pass": an act
        if cue in ("asked", "asks", "asking") and next_low(tokens, at) in _AFTER_ASKED:
            return None
        if cue in ("asked", "asks", "asking") and asks_to(tokens, following):
            kind = _ASKING_FOR  # "asked the judge to dismiss the charges"
        if cue == "reported" and at and next_low(tokens, at) in _REPORTED_AS:
            return None  # "four of the nine people reported killed"
        if cue in _ORDERING and not to_do(tokens, following):
            return None  # "ordered an inquiry": an act
        if at and token.low in _BACKING and (tokens[at - 1].low in _RELATIVES or party_from(tokens, following)):
            return None  # "Moscow, which backs the Alliance": a standing, and nothing that was said
        if at and token.low.endswith("ing") and tokens[at - 1].low in _NO_SAYING_AFTER:
            return None  # "stopped short of saying"
        if self._inverts(tokens, at):
            phrase = phrase_after(tokens, following, self._story.narrator)
            if phrase is not None:
                start, end = token.start, tokens[following - 1].end
                if cue in ("read", "reads") and TEXTS.isdisjoint({word.low for word in tokens[slice(*phrase)]}):
                    return None
                speaker = self._voices.named_behind(tokens, phrase[1]) or self._voices.speaker(
                    tokens, Subject(*phrase, *phrase), sentence
                )
                return Saying(sentence, cue, kind, start, end, at, at, phrase[1], speaker, None, True)
        if kind.complement == "naming" and refutes(tokens, following):
            kind = _REFUTING
        if (
            kind.stance == "rejects"
            and cue not in OWN_WORDS
            and (of_charge(tokens, following) or charged_before(tokens, at))
        ):
            kind = _REFUTING
        if cue in THAT_FOLLOWS and not self._that_follows(tokens, following):
            return None
        if kind.complement == "naming" and following < len(tokens) and self._names.at(tokens[following].start):
            return None  # "a volunteer called Marut"
        before = tokens[at - 1] if at else None
        if token.low == "warning" and next_low(tokens, at) in ("was", "is", "has", "had", "remains"):
            return None  # "a drone warning was issued"
        if token.low.endswith("ing") and before is not None and before.low in _PROOFS:
            return None  # "no evidence confirming this claim"
        participle = token.low.endswith("ing") and not (before is not None and before.low in _NO_PARTICIPLE)
        speaker, first = self._voices.governing(sentence, tokens, at, found, floor, participle)
        if cue in ("heard", "hears") and _COURTS.isdisjoint({word.low for word in tokens[first:at]}):
            return None
        if cue in ("read", "reads") and TEXTS.isdisjoint({token.low for token in tokens[first:at]}):
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

    def _that_follows(self, tokens: list[Token], at: int) -> bool:
        """Whether "that", a colon or words in marks come next: the verb then is one of saying."""
        gap_end = tokens[at].start if at < len(tokens) else len(self._story.narrator)
        if MASK in self._story.narrator[tokens[at - 1].end : min(gap_end, tokens[at - 1].end + 4)]:
            return True
        if at >= len(tokens):
            return False
        if tokens[at].low == "to" and tokens[at - 1].low in ("agreed", "agrees"):  # "agreed to extend the truce"
            following = tokens[at + 1] if at + 1 < len(tokens) else None
            return following is not None and not following.capital and following.low not in _NO_ACT
        return tokens[at].low == "that" or tokens[at].text == ":"

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
        speaker = self._voices.speaker(tokens, Subject(*phrase, *phrase), sentence)
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
        speaker = None if subject is None else self._voices.speaker(tokens, subject, sentence)
        if subject is None or speaker is None:
            return None
        speaker = speaker._replace(words=bare(speaker.words)) if owner is not None else speaker
        content = self._contents.to_main_verb(tokens, at + 2)
        start, end, kind = tokens[at].start, tokens[at].end, NOUN_CUES[tokens[at].low]
        return Saying(
            sentence, tokens[at].low, kind, start, end, subject.first, at, at + 1, speaker, content,
            True, False, "nominal",
        )  # fmt: skip

    def _nominal_by(self, sentence: Sentence, tokens: list[Token], at: int) -> Saying | None:
        """`Claims by the army that …`."""
        phrase = phrase_after(tokens, at + 2, self._story.narrator) if at + 2 < len(tokens) else None
        if phrase is None or phrase[1] + 1 >= len(tokens) or tokens[phrase[1]].low != "that":
            return None
        speaker = self._voices.speaker(tokens, Subject(*phrase, *phrase), sentence)
        if speaker is None:
            return None
        content = self._contents.to_main_verb(tokens, phrase[1] + 1)
        start, end, kind = tokens[at].start, tokens[at].end, NOUN_CUES[tokens[at].low]
        return Saying(
            sentence, tokens[at].low, kind, start, end, at, at, phrase[1], speaker, content, True, False, "nominal"
        )

    def _passive(
        self, sentence: Sentence, tokens: list[Token], at: int, kind: Cue, found: list[Saying]
    ) -> Saying | None:
        """`The plan was criticised by Kyiv`: the speaker follows "by", the content is the subject."""
        if next_low(tokens, at) != "by" or at + 2 >= len(tokens):
            return self._hearsay.of(sentence, tokens, at, kind, self._names)
        phrase = phrase_after(tokens, at + 2, self._story.narrator)
        if phrase is None or kind.complement == "person":
            return None
        speaker = self._voices.speaker(tokens, Subject(*phrase, *phrase), sentence)
        subject = subject_before(tokens, at, self._times, 0, self._names)
        content = None if subject is None else (tokens[subject.first].start, tokens[subject.last - 1].end)
        if found and found[-1].method == "passive" and tokens[at - 1].low in ("and", "but", "or"):
            content = found[-1].content  # "was welcomed by the Council and rejected by Tarvia"
        if kind.complement == "accusation" and phrase[1] < len(tokens) and tokens[phrase[1]].low in ("of", "for"):
            content = self._contents.to_end(tokens, phrase[1] + 1)
        first = at if subject is None else subject.first
        start, end = tokens[at].start, tokens[at].end
        return Saying(
            sentence, tokens[at].low, kind, start, end, first, at, phrase[1], speaker, content, True, False, "passive"
        )
