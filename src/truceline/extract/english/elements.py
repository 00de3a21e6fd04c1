"""Elements of a possible agreement (a force, guarantees, a plan, territory) and where each of them stands.

An element counts only where its clause, or a statement about it, tells its status.
"""

from __future__ import annotations

import re
from bisect import bisect_right

import msgspec

from truceline.extract.answers import answered
from truceline.extract.english.acts import act_code
from truceline.extract.english.elementwords import BY_FIRST, FIRST_ENDINGS
from truceline.extract.english.lexicon import BE, PRONOUNS
from truceline.extract.english.names import Names
from truceline.extract.english.speakers import speaker_of
from truceline.extract.english.standing import Standing, standing
from truceline.extract.english.standingwords import READY_FOR
from truceline.extract.english.subjects import phrase_after, subject_before
from truceline.extract.english.terms import Term, find_terms
from truceline.extract.english.termwords import OTHER
from truceline.extract.english.wordkinds import GOVERNS, PARTS, TURNS
from truceline.extract.saying import Saying
from truceline.extract.story import Sentence, Story, Token
from truceline.extract.timespans import TimeSpans
from truceline.model.evidence import Span
from truceline.model.mentions import AgreementElement, ElementStatus, Stance

_STATUS_OF_STANCE: dict[Stance, ElementStatus] = {"rejects": "rejected", "demands": "demanded", "agrees": "agreed"}
#: "if a ceasefire is reached", "after any ceasefire": an element only thought of, or one that is in force
_HYPOTHETICAL = re.compile(
    r"\b(?:if|should|any|unless|after|until|once|when|despite|during|violat\w+|breach\w*|under|since the"
    r"|since a|collapse of|end of|in case)\s(?:\w+\s){0,2}$",
    re.IGNORECASE,
)
#: code points between what includes and what is included
_INCLUDED_REACH = 120
_ALL_FOR_ALL = re.compile(r"\sof\s[\"“‘']?all[ -](?:for|against)[ -]all\b", re.IGNORECASE)
_TOLD_OF = re.compile(r"\b(?:details|specifics|text|terms)\s(?:on|of|about)\b")
_NOBODY: frozenset[ElementStatus] = frozenset(("undisclosed", "unresolved"))
#: words so common that their company alone tells nothing
_COMMON = frozenset(("ceasefire", "withdrawal_of_troops", "elections", "details", "peace_plan"))


def find_elements(
    story: Story, sayings: dict[int, tuple[Saying, ...]], names: Names, times: TimeSpans
) -> tuple[AgreementElement, ...]:
    """Every element with a status."""
    found: list[AgreementElement] = []
    for sentence in story.sentences:
        kinds = story.kinds(sentence)
        if not kinds & (PARTS | GOVERNS | TURNS):
            continue
        tokens = story.spoken_tokens(sentence)
        matches = elements_in(story.text, tokens) if kinds & PARTS else []
        terms = find_terms(tokens, times) if kinds & (GOVERNS | TURNS) else []
        if not matches and not terms:
            continue
        reader = _InSentence(story, sentence, sayings.get(sentence.number, ()), names, times)
        here = [element for match in matches if (element := reader.element(*match)) is not None]
        here = [one for one in _included(story.text, here) if not reader.kept_back(one, terms)]
        here.extend(reader.governed(terms, matches, here))
        found.extend(answered(story.text, here, sayings.get(sentence.number, ())))
    return tuple(found)


def _included(text: str, found: list[AgreementElement]) -> list[AgreementElement]:
    """ "agreed guarantees …, including a force": what is included stands as what includes it."""
    result: list[AgreementElement] = []
    for one in found:
        last = result[-1] if result else None
        if (
            last is not None
            and last.status == one.status
            and last.element != "details"
            and text[last.end : one.start] in (" of the ", " of a ", " of ")
        ):
            continue  # "the mandate of the joint commission": where the mandate stands
        if last is not None and one.status == "proposed" and last.status == "agreed":
            between = text[last.end : one.start]
            if len(between) < _INCLUDED_REACH and ", including " in between and ";" not in between:
                one = msgspec.structs.replace(one, status=last.status, by=last.by)
        result.append(one)
    return result


def elements_in(text: str, tokens: list[Token]) -> list[tuple[str, int, int]]:
    """The phrases for elements in a sentence: code, start, end; the longest reading of the table's first, no overlaps.

    Only words that such a phrase begins with are tried.
    """
    found: list[tuple[str, int, int]] = []
    taken, end = -1, tokens[-1].end if tokens else 0
    for number, token in enumerate(tokens):
        if not token.kinds & PARTS or token.start < taken:
            continue
        low = token.low
        ending = low[low.rindex("-") :] if low not in BY_FIRST and low.endswith(FIRST_ENDINGS) else low
        for code, pattern in BY_FIRST[ending]:
            match = pattern.match(text, token.start, end)
            if match is None or (code == "ceasefire" and text.startswith((" violation", " breach"), match.end())):
                continue
            start = token.start
            if code == "nuclear_power_plant" and number and tokens[number - 1].capital:
                start = tokens[number - 1].start  # "Zaporizhzhia nuclear power plant"
            found.append((code, start, match.end()))
            taken = match.end()
            break
    return found


class _InSentence:
    """Reads the elements of one sentence."""

    def __init__(
        self, story: Story, sentence: Sentence, sayings: tuple[Saying, ...], names: Names, times: TimeSpans
    ) -> None:
        self._story = story
        self._sentence = sentence
        self._sayings = sayings
        self._names = names
        self._times = times
        self._tokens = story.spoken_tokens(sentence)
        self._starts = [token.start for token in self._tokens]

    def element(self, code: str, start: int, end: int) -> AgreementElement | None:
        """The element with its status, or null where none is told."""
        first = max(0, bisect_right(self._starts, start) - 1)
        last = max(first + 1, bisect_right(self._starts, end - 1))
        told = self._standing(Span(start, end), code, first, last)
        if told is None:
            return None
        status, by, sure = told
        return AgreementElement(
            item_id=self._story.item_id,
            start=start,
            end=end,
            text=self._story.text[start:end],
            method="rule:element.status",
            confidence_ppm=sure,
            element=code,
            status=status,
            by=by,
        )

    def kept_back(self, known: AgreementElement, terms: list[Term]) -> bool:
        """ "refused to reveal the terms of an annex": nobody rejects the annex."""
        return known.status == "rejected" and any(
            term.standing.status == "undisclosed"
            and self._tokens[term.first].start < known.end
            and known.start < self._tokens[term.last - 1].end
            for term in terms
        )

    def governed(
        self, terms: list[Term], matches: list[tuple[str, int, int]], known: list[AgreementElement]
    ) -> list[AgreementElement]:
        """The parts that only their governing word tells, and known ones whose standing it tells."""
        found: list[AgreementElement] = []
        for term in terms:
            last = term.last
            while last > term.first + 1 and _trails(self._tokens[last - 1]):
                last -= 1
            span = Span(self._tokens[term.first].start, self._tokens[last - 1].end)
            if self._denied(span) or any(one.start < span.end and span.start < one.end for one in known):
                continue
            code = next((code for code, start, end in matches if start < span.end and span.start < end), OTHER)
            if code == OTHER:
                code = act_code(self._tokens, term.first, term.last) or OTHER
            if code == OTHER and _ALL_FOR_ALL.match(self._story.text, span.end) is not None:
                code = "prisoner_exchange"  # an exchange of "all for all"
            if code == OTHER and self._sentence.headline:
                continue
            by = self._holder(span, term.standing)
            found.append(
                AgreementElement(
                    item_id=self._story.item_id,
                    start=span.start,
                    end=span.end,
                    text=span.of(self._story.text),
                    method="rule:element.governed",
                    confidence_ppm=term.standing.confidence_ppm,
                    element=code,
                    status=term.standing.status,
                    by=by,
                )
            )
        return found

    def _standing(self, match: Span, code: str, first: int, last: int) -> tuple[ElementStatus, str | None, int] | None:
        text, start = self._story.text, self._sentence.start
        if code in _COMMON and _HYPOTHETICAL.search(text, max(start, match.start - 30), match.start):
            return None
        if self._denied(match):
            return None
        found = standing(text, self._tokens, first, last, self._sentence.end)
        stance = self._stance(match)
        if found is not None and found.status == "undisclosed" and _TOLD_OF.search(text, start, match.start):
            return "undisclosed", None, found.confidence_ppm
        if stance is not None and (found is None or found.verb is None or found.status == stance[0]):
            return stance
        if found is not None and found.status == "proposed" and match.of(text) == "peacekeepers":
            return None  # persons, not a part of an agreement
        if found is None:
            return self._told_later(match, code)
        if found.status == "unresolved" and code in _COMMON and found.confidence_ppm < 750_000:
            return None
        return found.status, self._holder(match, found), found.confidence_ppm

    def _stance(self, match: Span) -> tuple[ElementStatus, str | None, int] | None:
        """ "Moscow rejected the plan": the stance of the statement is the status."""
        for saying in self._sayings:
            status = _STATUS_OF_STANCE.get(saying.kind.stance)
            inside = saying.content is not None and saying.content[0] <= match.start < saying.content[1]
            if status is not None and inside:
                return status, None if saying.speaker is None else saying.speaker.words, 850_000
        return None

    def _denied(self, span: Span) -> bool:
        """ "denies that the group has agreed to a pause": nobody did."""
        return any(
            saying.kind.stance == "denies"
            and saying.content is not None
            and saying.content[0] <= span.start < saying.content[1]
            for saying in self._sayings
        )

    def _told_later(self, match: Span, code: str) -> tuple[ElementStatus, str | None, int] | None:
        """ "details on the guarantees, the force, and how it would engage have not been made public"."""
        if code in ("details", "mandate") and _NOT_TOLD.search(self._story.text, match.end, self._sentence.end):
            return "undisclosed", None, 700_000
        return None

    def _holder(self, match: Span, found: Standing) -> str | None:
        """Who proposed, demanded or rejected: the subject of the verb, the agent behind "by"; else who says so."""
        if found.status in _NOBODY:
            return None
        if found.status == "ready" and found.verb is not None:
            ready = self._who_is_ready(found.verb)
            if ready is not None:
                return ready
        if found.verb is not None and found.status in ("proposed", "demanded", "rejected"):
            speaker = self._of_verb(found.verb, found.passive)
            if speaker is not None:
                return speaker
        for saying in self._sayings:
            holds = saying.content and saying.content[0] <= match.start < saying.content[1]
            if holds and saying.speaker is not None and saying.kind.complement != "naming":
                return saying.speaker.words
        return None

    def _who_is_ready(self, verb: int) -> str | None:
        """The subject of "is ready to", "are willing to"."""
        tokens = self._tokens
        at = next((back for back in range(verb, max(0, verb - 3), -1) if tokens[back].low in READY_FOR), None)
        while (
            at is not None and at > 1 and (tokens[at - 1].low in BE or tokens[at - 1].low in ("not", "also", "still"))
        ):
            at -= 1
        if at is None or tokens[at].low in READY_FOR:
            return None
        subject = subject_before(tokens, at, self._times, 0, self._names)
        if subject is None:
            return None
        if subject.head and tokens[subject.head].low in PRONOUNS:
            return None
        found = speaker_of(tokens, subject.head, subject.tail, self._story, self._names)
        return found.words if found is not None and any(map(str.isupper, found.words)) else None

    def _of_verb(self, verb: int, passive: bool) -> str | None:
        tokens, story = self._tokens, self._story
        if passive:
            phrase = phrase_after(tokens, verb + 1, story.text)
            found = None if phrase is None else speaker_of(tokens, *phrase, story, self._names)
        else:
            subject = subject_before(tokens, verb, self._times, 0, self._names)
            found = None if subject is None else speaker_of(tokens, subject.head, subject.tail, story, self._names)
        named = found is not None and (found.person or any(map(str.isupper, found.words)))
        return found.words if found is not None and named else None


def _trails(token: Token) -> bool:
    """A word that belongs to the verb behind what it governs: "rejected this repeatedly", "any inspection and"."""
    return token.low in ("and", "or", "but") or (token.low.endswith("ly") and token.low not in ("ally", "assembly"))


_NOT_TOLD = re.compile(
    r"\b(?:undisclosed|secret|not (?:yet )?(?:been )?(?:made public|published|disclosed|released|revealed|known))\b"
)
