"""What was said: the exact stretch of the sentence that a verb of saying governs, behind it, before it, around it."""

from __future__ import annotations

import re

from truceline.extract.english.adjuncts import Adjuncts
from truceline.extract.english.cuesigns import before_untrue, behind_charge
from truceline.extract.english.lexicon import AUXILIARIES, BETWEEN, DETERMINERS, ONLY_WITH_THAT, PREPOSITIONS
from truceline.extract.english.limits import floor_of, limit_of
from truceline.extract.english.numbers import OPENING
from truceline.extract.english.verbs import has_finite, is_finite
from truceline.extract.saying import Saying
from truceline.extract.story import MASK, Sentence, Story, Token
from truceline.extract.timespans import TimeSpans
from truceline.extract.words import words

_NOT_A_THING = PREPOSITIONS - {"up"}
#: these open an adjunct of the saying and no clause, unless a clause with a verb of its own follows
_ADJUNCTS = PREPOSITIONS - {"up", "despite", "since", "under", "between", "over", "about", "around", "within"}
_NO_CLAUSE = frozenset(("as", "when", "while", "because", "so", "after", "before", "until", "and", "but", "or"))
_INFINITIVE_STANCES = frozenset(("claims", "warns", "announces", "agrees"))
#: what is spoken of, behind "warned of", "complained about"
_OF_CUES = words("warned warns warn warning complained complains complaining boasted boasts boasting lamented")
_INSISTING = words("insisted insists insisting")
_NOT_SAID = words(
    "rule deny exclude comment say confirm answer discuss give name elaborate speak reveal disclose respond"
)

_OF_THINGS = words("cited cites citing suggested suggests suggesting")
#: "15:10 — ", "9.30 a.m.: " at the head of a post or of an entry in a log
_STAMP = re.compile(r"\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\.?)?(?:\s[A-Z]{2,4})?\s?[-–—|:]\s")
_IT = words("it this that them these those him her")
#: tokens between an accusation and what is told of the accused
_ACCUSED = 16
_ENDS = " \u00a0\t\r\n,;:.–—-!"


class Contents:
    """Finds the contents of the sayings of a sentence, knowing where the others stand."""

    def __init__(self, story: Story, times: TimeSpans) -> None:
        self._story = story
        self._adjuncts = Adjuncts(story, times)

    def of(self, sentence: Sentence, tokens: list[Token], found: list[Saying]) -> list[Saying]:
        """The sayings with their contents."""
        finished: list[Saying] = []
        for number, saying in enumerate(found):
            if saying.content is None and saying.method != "about":
                limit = limit_of(tokens, found[number + 1 :], saying, len(tokens))
                floor = floor_of(tokens, finished)
                content = self._content(sentence, tokens, saying, limit, floor)
                saying = saying.with_content(content)
            finished.append(saying)
        return [saying for saying in finished if not _denied(saying, finished)]

    def to_end(self, tokens: list[Token], start: int) -> tuple[int, int] | None:
        """From a token to the end of the sentence."""
        return self._stretch(tokens, start, len(tokens)) if start < len(tokens) else None

    def to_main_verb(self, tokens: list[Token], start: int) -> tuple[int, int] | None:
        """From a token to the verb of the clause around: "the claim that [the army had left] was dismissed"."""
        own = next((at for at in range(start, len(tokens)) if is_finite(tokens, at)), None)
        limit = len(tokens)
        for at in range(len(tokens) if own is None else own + 2, len(tokens)):
            if tokens[at].low in AUXILIARIES and tokens[at - 1].low not in ("and", "but", "that", "who", "which", "it"):
                limit = at
                break
        return self._stretch(tokens, start, limit) if start < len(tokens) else None

    def _content(
        self, sentence: Sentence, tokens: list[Token], saying: Saying, limit: int, floor: int
    ) -> tuple[int, int] | None:
        if saying.method == "according_to" or saying.inverted:
            return self._around(sentence, tokens, saying, limit, floor)
        parenthetic = self._parenthetic(sentence, tokens, saying, limit, floor)
        if parenthetic is not None:
            return parenthetic
        after = self._after(tokens, saying, limit)
        if after is not None:
            return after
        return self._before(sentence, tokens, saying, floor)

    def _around(
        self, sentence: Sentence, tokens: list[Token], saying: Saying, limit: int, floor: int
    ) -> tuple[int, int] | None:
        parenthetic = self._parenthetic(sentence, tokens, saying, limit, floor)
        before = self._before(sentence, tokens, saying, floor)
        if before is not None:
            return parenthetic or before
        if saying.first == 0 and saying.after < len(tokens):
            comma = next(
                (at for at in range(saying.after, min(limit, saying.after + 12)) if tokens[at].text == ","), None
            )
            if comma is not None:
                return self._stretch(tokens, comma + 1, limit)
        return None

    def _parenthetic(
        self, sentence: Sentence, tokens: list[Token], saying: Saying, limit: int, floor: int
    ) -> tuple[int, int] | None:
        """`The blasts, he added, were heard far away`: the whole of it, where nothing is in quotation marks."""
        if saying.first == 0 or saying.after >= limit or tokens[saying.first - 1].text != ",":
            return None
        if tokens[saying.after].text == "," and tokens[saying.first - 2].low in ("which", "whom"):
            return self._stretch(tokens, saying.after + 1, limit)  # "fighting in which, medics said, 17 people died"
        if floor:
            return None
        if tokens[saying.after].text != "," or saying.after + 1 >= limit or saying.participle:
            return None
        following = tokens[saying.after + 1]
        if MASK in self._story.narrator[sentence.start : sentence.end]:
            return None
        begun = has_finite(tokens, 0, saying.first) and tokens[saying.first - 2].low not in AUXILIARIES
        goes_on = following.low in ("and", "but", "or", "with", "that") or not begun
        if not goes_on or following.low.endswith("ing") or following.low in ("as", "who", "which", "while"):
            return None
        if following.low in ("and", "but") and not (
            self._shares_subject(tokens, saying.after + 2, limit) or _counts_on(tokens, saying.after + 2)
        ):
            return None
        rest = self._stretch(tokens, saying.after + 1, limit)
        return None if rest is None else (tokens[0].start, rest[1])

    @staticmethod
    def _shares_subject(tokens: list[Token], at: int, limit: int) -> bool:
        """Whether what follows "and" is said as well: a verb of the same subject, or "that"; no clause of its own."""
        while at < limit and (
            tokens[at].low.endswith("ly") or tokens[at].low in ("also", "then", "later", "has", "had")
        ):
            at += 1
        return at < limit and (tokens[at].low == "that" or is_finite(tokens, at))

    def _after(self, tokens: list[Token], saying: Saying, limit: int) -> tuple[int, int] | None:
        """What follows the verb: past its hearer, its time and its medium, from "that" or the first word on."""
        start = saying.after
        complement = saying.kind.complement
        if complement == "accusation":
            start = _past_accused(tokens, start, limit)
            if start > saying.after and tokens[start].low.endswith("ing"):
                limit = _up_to_past(tokens, start, limit)
            elif start > saying.after and tokens[start - 1].low == "for":  # "blamed X for the shelling, which …"
                limit = next((at for at in range(start, limit - 1) if _relative(tokens, at)), limit)
        if complement == "person":
            start = self._adjuncts.past_hearer(tokens, start, limit)
        if complement != "thing" and not (complement == "accusation" and start > saying.after):
            start = self._adjuncts.past_adjuncts(tokens, start, limit)
        elif saying.kind.stance == "demands" and start < limit and tokens[start].low in ("in", "on", "at", "during"):
            that = next((at for at in range(start + 1, min(start + 12, limit)) if tokens[at].low == "that"), None)
            start = start if that is None else that
        if start >= limit:
            return self._masked_tail(tokens, start, limit)
        token = tokens[start]
        charge = behind_charge(tokens, start) if saying.kind.stance == "denies" else None
        if charge is not None and charge < limit:  # "rejects as groundless the adversary's claim that …"
            return self._stretch(tokens, charge, before_untrue(tokens, charge, limit))
        if token.low == "as" and complement == "thing":  # "rejects as baseless the allegation that"
            behind = next((at for at in range(start, min(start + 6, limit)) if tokens[at].low in DETERMINERS), None)
            return None if behind is None else self._stretch(tokens, behind, limit)
        if token.low == "that" and complement != "naming":
            return self._stretch(tokens, start + 1, limit)
        if token.text == "," and self._marked_behind(token.end):  # `X replied, "…"`
            return self._stretch(tokens, start + 1, limit)
        if self._quote_between(tokens, start) or token.text == ":":
            return self._stretch(tokens, start + (token.text == ":"), limit)
        if complement == "naming":
            return self._naming(tokens, start, limit)
        if token.text in ",.;()—–-" or token.low in ("and", "but", "or"):
            return None
        if token.low == "on" and saying.cue in _INSISTING:  # "insists on a simultaneous exchange"
            return self._stretch(tokens, start + 1, _up_to_own_verb(tokens, start, limit))
        if token.low in ("of", "against", "about") and saying.cue in _OF_CUES:
            return self._stretch(tokens, start + (token.low != "against"), limit)
        if not self._governs(tokens, saying, start, limit):
            return None
        if saying.kind.stance == "confirms":  # "confirmed the swap and thanked the mediators"
            limit = _up_to_next_act(tokens, start, limit)
        return self._stretch(tokens, start, limit)

    def _governs(self, tokens: list[Token], saying: Saying, start: int, limit: int) -> bool:
        """Whether what begins at `start` can be what the verb governs."""
        low = tokens[start].low
        complement = saying.kind.complement
        if complement == "accusation":
            return low not in ("on", "of", "for")
        if saying.cue in _OF_THINGS and not self._holds_mark(tokens, start, limit):
            return has_finite(tokens, start + 1, limit)  # "citing security", "the pattern suggested a policy"
        if saying.cue.startswith("refus") and low == "to" and start + 1 < limit and tokens[start + 1].low in _NOT_SAID:
            return False  # "refused to comment"
        if complement == "thing" and not self._holds_mark(tokens, start, limit) and _of_no_thing(tokens, start, limit):
            return False
        if complement == "thing":
            return (low not in _NOT_A_THING or low == "to") and low != "anonymity"
        if saying.cue in ("claimed", "claims", "claiming") and _lives(tokens, start):
            return False
        if saying.cue.startswith("threat") and low != "to":
            return False
        if self._holds_mark(tokens, start, limit) and saying.kind.stance == "asserts" and low not in _NO_CLAUSE:
            return True
        if low == "of" and complement == "person":
            return False  # "informed both sides of the route"
        if low in ("to", "responsibility"):
            return low == "responsibility" or saying.kind.stance in _INFINITIVE_STANCES
        least = low == "at" and start + 1 < limit and tokens[start + 1].low in ("least", "most")
        if low in _NO_CLAUSE or (low in _ADJUNCTS and not least and not has_finite(tokens, start + 1, limit)):
            return False
        if saying.kind.stance != "asserts" and saying.cue.replace(" ", "-") not in ONLY_WITH_THAT:
            return low not in _ADJUNCTS or least or has_finite(tokens, start + 1, limit)
        return saying.cue.replace(" ", "-") not in ONLY_WITH_THAT or has_finite(tokens, start + 1, limit)

    def _marked_behind(self, at: int) -> bool:
        return MASK in self._story.narrator[at : at + 3]

    def _holds_mark(self, tokens: list[Token], start: int, limit: int) -> bool:
        stop = tokens[limit].start if limit < len(tokens) else tokens[-1].end
        return MASK in self._story.narrator[tokens[start].start : stop]

    def _naming(self, tokens: list[Token], start: int, limit: int) -> tuple[int, int] | None:
        """ "called the raid "an act of madness"": only with marked words in it, else it is a plain verb."""
        content = self._stretch(tokens, start, limit)
        if content is None:
            return None
        last = self._story.narrator.rfind(MASK, content[0], content[1] + 2)
        if last < 0:
            return None
        while last < content[1] and not self._story.narrator[last].isspace():
            last += 1
        return content[0], last

    def _before(self, sentence: Sentence, tokens: list[Token], saying: Saying, floor: int) -> tuple[int, int] | None:
        """`C, X said.`: what stands before the comma (or the closing marks) before the subject."""
        first = saying.first
        start = tokens[floor].start if floor < len(tokens) else sentence.start
        if floor == 0:
            stamped = self._story.narrator[sentence.start].isdigit()
            stamp = _STAMP.match(self._story.narrator, sentence.start, tokens[first].start) if stamped else None
            start = sentence.start if stamp is None else stamp.end()
        end = tokens[first].start
        parted = self._story.narrator.rfind(";", start, end)
        if parted >= 0:
            start = next((token.start for token in tokens if token.start > parted), end)
            floor = next((at for at in range(len(tokens)) if tokens[at].start >= start), first)
        head = self._story.narrator[start:end].rstrip()
        if not head:
            return None
        last = head[-1]
        if last not in ",\"”»’'!?–—" and not (saying.method == "according_to" and first > floor):
            return None
        if not any(letter.isalnum() or letter == MASK for letter in head) or saying.participle:
            return None
        if MASK not in head and not has_finite(tokens, floor, first):
            return None
        return start, start + len(head.rstrip(", –—"))

    def _stretch(self, tokens: list[Token], start: int, limit: int) -> tuple[int, int] | None:
        """From a token (or the opening mark before it) to the limit, without the marks that end the sentence."""
        begin = tokens[start - 1].end if start else tokens[start].start
        if limit - start > 2 and limit < len(tokens) and tokens[limit - 1].low in ("which", "whom"):
            limit -= (
                2 if tokens[limit - 2].low in PREPOSITIONS else 1
            )  # "after a night of fighting in which, medics said"
        stop = tokens[limit].start if limit < len(tokens) else self._story.end_of_sentence(tokens[-1].end)
        return self._trimmed(begin, stop)

    def _trimmed(self, begin: int, stop: int) -> tuple[int, int] | None:
        narrator = self._story.narrator
        while begin < stop and (narrator[begin].isspace() or narrator[begin] in ",:-–—"):
            begin += 1
        while stop > begin and narrator[stop - 1] in _ENDS:
            stop -= 1
        return (begin, stop) if stop - begin > 1 else None

    def _quote_between(self, tokens: list[Token], start: int) -> bool:
        """Whether marked words stand right before this token."""
        return start > 0 and MASK in self._story.narrator[tokens[start - 1].end : tokens[start].start]

    def _masked_tail(self, tokens: list[Token], start: int, limit: int) -> tuple[int, int] | None:
        """`X said: "…"` where nothing but marked words follow."""
        if start == 0 or start - 1 >= len(tokens):
            return None
        begin = tokens[start - 1].end
        stop = tokens[limit].start if limit < len(tokens) else self._story.end_of_sentence(begin)
        if MASK not in self._story.narrator[begin:stop]:
            return None
        return self._stretch(tokens, start, limit) if start < len(tokens) else self._trimmed(begin, stop)


def _denied(saying: Saying, others: list[Saying]) -> bool:
    """ "denies that the group has agreed to …": nobody agreed."""
    if saying.kind.stance != "agrees":
        return False
    return any(
        other.kind.stance == "denies"
        and other.content is not None
        and other.content[0] <= saying.cue_start < other.content[1]
        for other in others
    )


def _counts_on(tokens: list[Token], at: int) -> bool:
    """ "Eleven were shot down, he added, and five hit the plant": the rest of the count."""
    return at < len(tokens) and (tokens[at].text[0].isdigit() or tokens[at].low in OPENING)


def _up_to_own_verb(tokens: list[Token], start: int, limit: int) -> int:
    """ "insists on an exchange and has proposed": the second verb is the speaker's own."""
    for at in range(start + 1, limit - 1):
        if tokens[at].low in ("and", "but") and tokens[at + 1].low in AUXILIARIES:
            return at
    return limit


def _up_to_next_act(tokens: list[Token], start: int, limit: int) -> int:
    """ "confirmed the swap and thanked the mediators": behind a thing, and not a clause, the verb is the speaker's."""
    for at in range(start + 1, limit - 1):
        if is_finite(tokens, at):
            return limit
        if tokens[at].low in ("and", "but") and is_finite(tokens, at + 1):
            return at
    return limit


def _up_to_past(tokens: list[Token], start: int, limit: int) -> int:
    """ "accused the Union of digging in, and showed photographs": the second verb is the speaker's own."""
    for at in range(start + 1, limit - 1):
        joined = tokens[at].text == "," and tokens[at + 1].low in ("and", "but") and at + 2 < limit
        if joined and is_finite(tokens, at + 2):
            return at
    return limit


def _of_no_thing(tokens: list[Token], start: int, limit: int) -> bool:
    """ "has rejected it twice": what is rejected stands elsewhere; "protested to the government": whom one tells."""
    low = tokens[start].low
    if low in _IT:
        return all(tokens[at].low in BETWEEN or tokens[at].low.endswith("ly") for at in range(start + 1, limit - 1))
    heard = low == "to" and start + 1 < limit
    return heard and (tokens[start + 1].capital or tokens[start + 1].low in DETERMINERS)


def _relative(tokens: list[Token], at: int) -> bool:
    return tokens[at].text == "," and tokens[at + 1].low in ("which", "who", "whose")


def _past_accused(tokens: list[Token], start: int, limit: int) -> int:
    """ "accused the Front on Thursday of breaking the pause": what it is accused of; "blamed X for" as well."""
    for at in range(start + 1, min(start + _ACCUSED, limit)):
        if tokens[at].text in ",;:":
            break
        if tokens[at].low in ("of", "for") and _charged(tokens, at, start):
            return at + 1
    return start


def _charged(tokens: list[Token], at: int, start: int) -> bool:
    """Whether the charge begins behind "of": an "-ing", or any "of" behind a party that has no "of" in its name."""
    if at + 1 >= len(tokens):
        return False
    if tokens[at].low == "for" or tokens[at + 1].low.endswith("ing"):
        return True
    pair = [token.low for token in tokens[start : start + 2]]
    return pair in (["each", "other"], ["one", "another"], ["the", "other"])


def _lives(tokens: list[Token], start: int) -> bool:
    """ "claimed another life": a death, not a claim."""
    return any(token.low in ("life", "lives") for token in tokens[start : start + 4])
