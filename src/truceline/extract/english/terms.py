"""Any part of a possible agreement, by the word that governs it: "agreed on X", "ready to provide X", "X remains open".

The tables of `elementwords` know common parts by name. Here the governing verb, noun or predicate tells that what it
governs is such a part, whatever it is called, and where it stands.
"""

from __future__ import annotations

import msgspec

from truceline.extract.english.lexicon import MODALS
from truceline.extract.english.standing import Standing
from truceline.extract.english.termidioms import OF_PROPOSALS, before_object, behind_subject, may_end_turn
from truceline.extract.english.termnouns import of_noun
from truceline.extract.english.termpapers import foreseen, held_by_paper
from truceline.extract.english.termphrases import Phrase, listed_from, phrase_before
from truceline.extract.english.termpredicates import PREDICATE_WORDS, predicate_at
from truceline.extract.english.termverbs import of_ready, of_verb
from truceline.extract.english.termwords import AGREEMENTS, ASKING, HOLDING, PAPERS, READY, VERB_STATUS, WISHES
from truceline.extract.english.wordkinds import GOVERNS, TURNS
from truceline.extract.story import Token
from truceline.extract.timespans import TimeSpans
from truceline.extract.words import words

_IF = words("if unless once should until")
_ASKED = words("asked pressed questioned wondered wonder wonders ask asks him her them me us")
_PROPOSED = (
    PAPERS
    | frozenset(WISHES)
    | AGREEMENTS
    | words(
        "idea ideas question questions issue issues clause clauses request requests annex annexes contents commission "
        "mission mandate zone corridor"
    )
)
_IT = words("it this that them these those him her us me")


class Term(msgspec.Struct, frozen=True, gc=False):
    """A part of an agreement: its tokens `[first, last)` and where it stands."""

    first: int
    last: int
    standing: Standing


def find_terms(tokens: list[Token], times: TimeSpans) -> list[Term]:
    """The governed parts of one sentence, in the order of what governs them; no overlaps."""
    found: list[Term] = []
    for at, token in enumerate(tokens):
        if not token.kinds & (GOVERNS | TURNS) or (token.capital and at):
            continue
        if not token.kinds & GOVERNS and not may_end_turn(tokens, at):
            continue
        for phrase, standing in _governed(tokens, at, times):
            if _only_thought_of(tokens, min(at, phrase.first)) or tokens[phrase.first].low in _IT:
                continue
            if phrase.last - phrase.first <= 2 and tokens[phrase.last - 1].low in ("call", "calls"):
                continue  # "rejected a call by the opposition for": what was called for stands behind
            if token.low in OF_PROPOSALS and not _of_a_proposal(tokens, at, phrase, found):
                continue
            held = next((n for n, one in enumerate(found) if phrase.first < one.last and one.first < phrase.last), None)
            if held is None:
                found.append(Term(phrase.first, phrase.last, standing))
            elif at >= found[held].last and found[held].standing.status == "proposed" and standing.status != "proposed":
                # "a proposal for patrols was turned down": what became of it
                found[held] = Term(found[held].first, found[held].last, standing)
    return found


def _of_a_proposal(tokens: list[Token], at: int, phrase: Phrase, found: list[Term]) -> bool:
    """Whether what was shelved or tabled is a proposal, a question, or a part that was told before."""
    if phrase.first > at or any(phrase.first < one.last and one.first < phrase.last for one in found):
        return True
    told = [token.low for token in tokens[max(0, phrase.first - 3) : phrase.last]]
    return tokens[phrase.first].low in ASKING or any(low in _PROPOSED for low in told)


def _only_thought_of(tokens: list[Token], at: int) -> bool:
    """ "if the force is accepted", "once X was agreed": nothing is told of where it stands."""
    asked = next((back for back in range(at, max(0, at - 9), -1) if tokens[back].low == "whether"), None)
    if asked is not None and asked and tokens[asked - 1].low in _ASKED:
        return True
    return any(
        token.low in _IF or (token.low == "case" and number and tokens[number - 1].low == "in")
        for number, token in enumerate(tokens[max(0, at - 3) : at + 1], max(0, at - 3))
    )


def _governed(tokens: list[Token], at: int, times: TimeSpans) -> list[tuple[Phrase, Standing]]:
    low = tokens[at].low
    if may_end_turn(tokens, at):
        turned = _of_turn(tokens, at, times)
        if turned:
            return turned
    told = predicate_at(tokens, at) if low in PREDICATE_WORDS else None
    phrase = None if told is None else phrase_before(tokens, told.copula, times)
    if told is not None and phrase is not None:
        agent = next((by for by in range(at, min(at + 5, len(tokens))) if tokens[by].low == "by"), None)
        return [(phrase, Standing(told.status, 800_000, agent, passive=True))]
    if told is not None and at + 1 < len(tokens) and tokens[at + 1].low in ASKING:  # "it is not clear who will pay"
        return [(phrase, Standing(told.status, 700_000)) for phrase in listed_from(tokens, at + 1, times)]
    if low in READY:
        return of_ready(tokens, at, times)
    if low in HOLDING:
        return held_by_paper(tokens, at, times)
    if low == "first":
        return _of_what_comes_first(tokens, at, times)
    if low in PAPERS:
        planned = foreseen(tokens, at, times)
        if planned:
            return planned
    if low in VERB_STATUS:
        return of_verb(tokens, at, times)
    return of_noun(tokens, at, times)


def _of_turn(tokens: list[Token], at: int, times: TimeSpans) -> list[tuple[Phrase, Standing]]:
    """ "could live with observers", "foreign troops are out of the question"."""
    turn = behind_subject(tokens, at)
    phrase = None if turn is None else phrase_before(tokens, turn.first, times)
    if turn is not None and phrase is not None:
        agent = next((by for by in range(at, min(at + 4, len(tokens))) if tokens[by].low == "by"), None)
        return [(phrase, Standing(turn.status, 750_000, agent, passive=True))]
    turn = before_object(tokens, at)
    if turn is None:
        return []
    holder = None if turn.status in ("undisclosed", "unresolved") else turn.first
    return [(phrase, Standing(turn.status, 750_000, holder)) for phrase in listed_from(tokens, at + 1, times)]


def _of_what_comes_first(tokens: list[Token], at: int, times: TimeSpans) -> list[tuple[Phrase, Standing]]:
    """ "says the return of the bodies comes first": what is to be done before all else is demanded."""
    if not at or tokens[at - 1].low not in ("come", "comes", "coming"):
        return []
    verb = at - 1
    while verb > 0 and tokens[verb - 1].low in MODALS:
        verb -= 1
    phrase = phrase_before(tokens, verb, times)
    return [] if phrase is None else [(phrase, Standing("demanded", 700_000))]
