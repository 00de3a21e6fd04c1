"""What a paper holds or foresees: "under the draft, both armies would pull back", "the text includes a patrol"."""

from __future__ import annotations

from truceline.extract.english.lexicon import DETERMINERS
from truceline.extract.english.standing import Standing
from truceline.extract.english.termphrases import Phrase, listed_from
from truceline.extract.english.termwords import DENYING, NO_TERM, PAPERS, STOPS
from truceline.extract.english.verbs import is_finite
from truceline.extract.story import Token
from truceline.extract.timespans import TimeSpans
from truceline.extract.words import words
from truceline.model.mentions import ElementStatus

_WOULD = words("would will")
_OBLIGED = words("would will must shall")
_PARTICLES = words("back out off down up over in away on")


def foreseen(tokens: list[Token], at: int, times: TimeSpans) -> list[tuple[Phrase, Standing]]:
    """ "Under the draft, both armies would pull back their tanks", "the text would freeze strikes"."""
    opened = at > 0 and any(token.low in ("under", "in", "according") for token in tokens[max(0, at - 3) : at])
    ruled = _ruled(tokens, at, times) if opened else []
    if ruled:
        return ruled
    modal = next((number for number in range(at + 1, min(at + 22, len(tokens))) if tokens[number].low in _WOULD), None)
    if (
        modal is None
        or modal + 2 >= len(tokens)
        or any(token.low in STOPS and token.low != "by" for token in tokens[at + 1 : modal])
    ):
        return []
    subject = not any(is_finite(tokens, number) and tokens[number].low != "seen" for number in range(at + 1, modal))
    if not (subject and (opened or _heads(tokens, at))):
        return []
    agreed = tokens[at].low in ("deal", "agreement", "accord")
    standing = Standing("agreed" if agreed else "proposed", 700_000)
    verb = _past_adverbs(tokens, modal + 1)
    if verb + 1 >= len(tokens) or tokens[verb].low in NO_TERM or tokens[verb].low in DENYING:
        return _lifted(tokens, modal, verb, standing, times) if opened else []
    return _done(tokens, verb, standing, times)


def _ruled(tokens: list[Token], at: int, times: TimeSpans) -> list[tuple[Phrase, Standing]]:
    """ "Under the deal signed in Pell on Monday, each side must pull back its guns": what stands behind the comma."""
    comma = next((on for on in range(at + 1, min(at + 24, len(tokens))) if tokens[on].text == ","), None)
    if comma is None:
        return []
    modal = next(
        (on for on in range(comma + 2, min(comma + 12, len(tokens))) if tokens[on].low in _OBLIGED or _due(tokens, on)),
        None,
    )
    if modal is None or any(token.low in STOPS or token.text == "," for token in tokens[comma + 1 : modal]):
        return []
    verb = _past_adverbs(tokens, modal + 1 + (tokens[modal].low not in _OBLIGED))
    agreed = tokens[at].low in ("deal", "agreement", "accord", "pact", "memorandum", "protocol", "terms")
    standing = Standing("agreed" if agreed else "proposed", 700_000)
    if verb + 1 >= len(tokens) or tokens[verb].low in NO_TERM or tokens[verb].low in DENYING:
        return _lifted(tokens, modal, verb, standing, times)
    return _done(tokens, verb, standing, times)


def _past_adverbs(tokens: list[Token], at: int) -> int:
    """The first token from here on that is no adverb: "would also first withdraw"."""
    while at < len(tokens) and (tokens[at].low.endswith("ly") or tokens[at].low in ("also", "first", "then")):
        at += 1
    return at


def _due(tokens: list[Token], at: int) -> bool:
    """ "are to", "has to"."""
    return tokens[at].low in ("is", "are", "has", "have") and at + 1 < len(tokens) and tokens[at + 1].low == "to"


def _done(tokens: list[Token], verb: int, standing: Standing, times: TimeSpans) -> list[tuple[Phrase, Standing]]:
    """The objects of what is to be done: "pull back their guns and open the road"."""
    found: list[tuple[Phrase, Standing]] = []
    while verb + 1 < len(tokens):
        after = verb + 1
        while after < len(tokens) and tokens[after].low in _PARTICLES:
            after += 1
        phrases = listed_from(tokens, after, times)
        found.extend((phrase, standing) for phrase in phrases)
        end = phrases[-1].last if phrases else len(tokens)
        end -= end < len(tokens) and tokens[end - 1].low == "and"
        goes_on = end + 2 < len(tokens) and tokens[end].low == "and" and tokens[end + 1].low not in DETERMINERS
        if not goes_on or tokens[end + 1].low.endswith(("s", "ed", "ing")) or tokens[end + 1].capital:
            break
        verb = end + 1
    return found


def _lifted(
    tokens: list[Token], modal: int, verb: int, standing: Standing, times: TimeSpans
) -> list[tuple[Phrase, Standing]]:
    """ "Under the draft, tanks would be pulled back": the subject of the passive."""
    if verb >= len(tokens) or tokens[verb].low != "be":
        return []
    comma = next((back for back in range(modal - 1, 0, -1) if tokens[back].text == ","), None)
    if comma is None:
        return []
    return [(phrase, standing) for phrase in listed_from(tokens, comma + 1, times) if phrase.last <= modal]


def _heads(tokens: list[Token], at: int) -> bool:
    """Whether a paper is the subject at the head of its clause: "the text", "a draft seen by this agency"."""
    first = at
    while first > 0 and (tokens[first - 1].text[0].isalnum() and tokens[first - 1].low not in STOPS):
        first -= 1
        if at - first > 5:
            return False
    return first == 0 or tokens[first - 1].text in ',;:“”"' or tokens[first - 1].low in ("that", "said", "says")


def held_by_paper(tokens: list[Token], at: int, times: TimeSpans) -> list[tuple[Phrase, Standing]]:
    """ "the proposal, which includes a joint patrol, …": what a paper holds stands as the paper does."""
    before = [token.low for token in tokens[max(0, at - 6) : at]]
    paper = next((word for word in reversed(before) if word in PAPERS), None)
    if paper is None or any(word in DENYING for word in before):
        return []
    after = at + 1
    if tokens[at].low.startswith("provide"):
        if after >= len(tokens) or tokens[after].low != "for":
            return []
        after += 1
    status: ElementStatus = "agreed" if paper in ("deal", "agreement", "accord") else "proposed"
    return [(phrase, Standing(status, 650_000)) for phrase in listed_from(tokens, after, times)]
