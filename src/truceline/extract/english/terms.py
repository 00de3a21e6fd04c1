"""Any part of a possible agreement, by the word that governs it: "agreed on X", "ready to provide X", "X remains open".

The tables of `elementwords` know common parts by name. Here the governing verb, noun or predicate tells that what it
governs is such a part, whatever it is called, and where it stands.
"""

from __future__ import annotations

from functools import lru_cache

import msgspec

from truceline.extract.english.lexicon import AUXILIARIES, BE, DETERMINERS, MODALS, PRONOUNS
from truceline.extract.english.standing import Standing
from truceline.extract.english.termidioms import OF_PROPOSALS, TURN_WORDS, before_object, behind_subject
from truceline.extract.english.termphrases import (
    Phrase,
    act_from,
    clause_from,
    clauses_from,
    is_act,
    listed_from,
    phrase_before,
)
from truceline.extract.english.termpredicates import PREDICATE_WORDS, predicate_at
from truceline.extract.english.termwords import (
    AGREEMENTS,
    CROWDS,
    DENYING,
    DOING,
    HOLDING,
    KEEPING,
    LINKED,
    NO_TERM,
    ONLY_DENIED,
    ONLY_REFUSED,
    PAPERS,
    QUARRELS,
    REACHED,
    READY,
    REFUSING,
    STOPS,
    TALKS,
    TELLING,
    THAT,
    VERB_STATUS,
    WANTING,
    WISHES,
)
from truceline.extract.english.verbs import is_finite
from truceline.extract.english.wordkinds import GOVERNS
from truceline.extract.story import Token
from truceline.extract.timespans import TimeSpans
from truceline.extract.words import words
from truceline.model.mentions import ElementStatus

_FRUITLESS = words(
    "aground without no failed fails collapsed stalled inconclusive inconclusively nowhere deadlock fruitless"
)
_OVER = words("on over about for concerning regarding of to")
_IF = words("if unless once should until")
_LATER = (["for", "another", "day"], ["for", "a", "later"])
_ASKING = words("who how where when whether which what")
_WOULD = words("would will")
_OBLIGED = words("would will must shall")
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
#: what stands before "reached" where somebody reached it, or it was
_LEADING = AUXILIARIES | DETERMINERS | PRONOUNS
_PARTICLES = words("back out off down up over in away on")
_PARTIES = words(
    "sides parties delegations rebels guarantors mediators governments armies insurgents militias factions junta "
    "government opposition army movement group separatists leaders negotiators allies"
)
_OPEN = words("open unresolved undecided unsettled")
_WILL = words("will would is are was were be been remain remains remained stand stands stood said declared")


class Term(msgspec.Struct, frozen=True, gc=False):
    """A part of an agreement: its tokens `[first, last)` and where it stands."""

    first: int
    last: int
    standing: Standing


def find_terms(tokens: list[Token], times: TimeSpans) -> list[Term]:
    """The governed parts of one sentence, in the order of what governs them; no overlaps."""
    found: list[Term] = []
    for at, token in enumerate(tokens):
        if not token.kinds & GOVERNS or (token.capital and at):
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
    return tokens[phrase.first].low in _ASKING or any(low in _PROPOSED for low in told)


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
    if low in TURN_WORDS:
        turned = _of_turn(tokens, at, times)
        if turned:
            return turned
    told = predicate_at(tokens, at) if low in PREDICATE_WORDS else None
    phrase = None if told is None else phrase_before(tokens, told.copula, times)
    if told is not None and phrase is not None:
        agent = next((by for by in range(at, min(at + 5, len(tokens))) if tokens[by].low == "by"), None)
        return [(phrase, Standing(told.status, 800_000, agent, passive=True))]
    if told is not None and at + 1 < len(tokens) and tokens[at + 1].low in _ASKING:  # "it is not clear who will pay"
        return [(phrase, Standing(told.status, 700_000)) for phrase in listed_from(tokens, at + 1, times)]
    if low in READY:
        return _of_ready(tokens, at, times)
    if low in HOLDING:
        return _of_paper(tokens, at, times)
    if low == "first":
        return _of_what_comes_first(tokens, at, times)
    if low in PAPERS:
        foreseen = _foreseen(tokens, at, times)
        if foreseen:
            return foreseen
    if low in VERB_STATUS:
        return _of_verb(tokens, at, times)
    return _of_noun(tokens, at, times)


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


def _of_verb(tokens: list[Token], at: int, times: TimeSpans) -> list[tuple[Phrase, Standing]]:
    low = tokens[at].low
    if low in ("agreed", "decided") and _impersonal(tokens, at):
        return [(phrase, Standing("agreed", 750_000)) for phrase in clauses_from(tokens, at + 2)]
    if _passive(tokens, at) or _crowd(tokens, at) or _adjective(tokens, at):
        return []
    status = _turned(tokens, at, VERB_STATUS[low])
    if low == "apart" and status is None and tokens[at - 1].low == "far":
        status = "unresolved"
    if status is None or not _told(tokens, at):
        return []
    standing = Standing(status, 750_000, at)
    if status == "unresolved" and low.startswith("agree") and at + 1 < len(tokens) and tokens[at + 1].low in _ASKING:
        return [(phrase, standing) for phrase in listed_from(tokens, at + 1, times)]  # "have not agreed who will pay"
    if low.startswith("refus") and at + 2 < len(tokens) and tokens[at + 2].low == "let":
        return []  # "refused to let the patrol pass": an act
    if low in REFUSING and [token.low for token in tokens[at + 1 : at + 3]][1:] and tokens[at + 2].low in TELLING:
        return []  # "declined to disclose what …": told at that verb
    links = _links(low)
    after = at + 1
    if after >= len(tokens):
        return []
    following = tokens[after].low
    if low.startswith(("agree", "accept")) and [token.low for token in tokens[after : after + 2]] == [
        "in",
        "principle",
    ]:
        after = min(after + 2, len(tokens) - 1)
        following = tokens[after].low
    if following == "to" and low in DOING:
        acts = _acts(tokens, after + 1, times, standing)
        if acts or links is None or is_act(tokens, after + 1):
            return acts
    elif following == "to" and (links is None or "to" not in links):
        return []  # "all that they could accept to end the war": what for, and not what
    if following == "that":
        phrase = clause_from(tokens, after + 1, times) if low in THAT else None
        return [] if phrase is None else [(phrase, standing)]
    if status == "unresolved" and low.startswith(("leav", "left")):
        return _left_open(tokens, at, times)
    if low.startswith("sign") and following in ("up", "on") and after + 1 < len(tokens):
        after += 2 if tokens[after + 1].low == "to" else 1
    elif links is not None:
        if following in links:
            after += 1
        elif not (low.startswith("agree") and following in ("a", "an", "the")):  # "agreed a pause of ten days"
            return []
    found = [phrase for phrase in listed_from(tokens, after, times) if tokens[phrase.last - 1].low not in QUARRELS]
    end = found[-1].last if found else len(tokens)
    if low in DOING and [token.low for token in tokens[end : end + 2]] == ["and", "to"]:
        joined = _acts(tokens, end + 2, times, standing)  # "agreed to a pause and to open two crossings"
        return [*((phrase, standing) for phrase in found), *joined]
    if low.startswith("suggest") and found and found[-1].last < len(tokens) and is_finite(tokens, found[-1].last):
        return []  # "suggested the army had hit the bus": a claim
    return [(phrase, standing) for phrase in found]


def _impersonal(tokens: list[Token], at: int) -> bool:
    """ "it was agreed that", "it has been agreed that"."""
    before = [token.low for token in tokens[max(0, at - 3) : at]]
    that = at + 1 < len(tokens) and tokens[at + 1].low == "that"
    return that and "it" in before and ("was" in before or "been" in before) and "not" not in before


def _told(tokens: list[Token], at: int) -> bool:
    """Whether a verb that says so only of a party, or only of what is to come, stands so."""
    low = tokens[at].low
    if low in KEEPING:
        return at > 0 and tokens[at - 1].low in ("will", "would", "'ll", "shall")
    if low in WANTING:
        subject = at - 1 - (at > 1 and tokens[at - 1].low in BE)  # "Yerevan is asking for"
        return at > 0 and (tokens[subject].capital or tokens[subject].low in _PARTIES)
    if low.startswith("sign"):
        return at + 2 < len(tokens) and tokens[at + 1].low in ("up", "on") and tokens[at + 2].low == "to"
    return True


def _of_what_comes_first(tokens: list[Token], at: int, times: TimeSpans) -> list[tuple[Phrase, Standing]]:
    """ "says the return of the bodies comes first": what is to be done before all else is demanded."""
    if not at or tokens[at - 1].low not in ("come", "comes", "coming"):
        return []
    verb = at - 1
    while verb > 0 and tokens[verb - 1].low in MODALS:
        verb -= 1
    phrase = phrase_before(tokens, verb, times)
    return [] if phrase is None else [(phrase, Standing("demanded", 700_000))]


def _foreseen(tokens: list[Token], at: int, times: TimeSpans) -> list[tuple[Phrase, Standing]]:
    """ "Under the draft, both armies would pull back their tanks", "the text would freeze strikes"."""
    opened = at > 0 and any(token.low in ("under", "in") for token in tokens[max(0, at - 3) : at])
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
    verb = modal + 1
    while verb < len(tokens) and (tokens[verb].low.endswith("ly") or tokens[verb].low in ("also", "first", "then")):
        verb += 1
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
    verb = modal + 1 + (tokens[modal].low not in _OBLIGED)
    while verb < len(tokens) and (tokens[verb].low.endswith("ly") or tokens[verb].low in ("also", "first", "then")):
        verb += 1
    agreed = tokens[at].low in ("deal", "agreement", "accord", "pact", "memorandum", "protocol", "terms")
    standing = Standing("agreed" if agreed else "proposed", 700_000)
    if verb + 1 >= len(tokens) or tokens[verb].low in NO_TERM or tokens[verb].low in DENYING:
        return _lifted(tokens, modal, verb, standing, times)
    return _done(tokens, verb, standing, times)


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


def _acts(tokens: list[Token], at: int, times: TimeSpans, standing: Standing) -> list[tuple[Phrase, Standing]]:
    """ "agreed to open two crossings and to pull their guns back": each act."""
    found: list[tuple[Phrase, Standing]] = []
    phrase = act_from(tokens, at, times)
    while phrase is not None:
        found.append((phrase, standing))
        following = [token.low for token in tokens[phrase.last : phrase.last + 3]]
        and_to = next((skip for skip in (2, 3) if following[:skip] in (["and", "to"], [",", "and", "to"])), None)
        phrase = None if and_to is None else act_from(tokens, phrase.last + and_to, times)
    return found


def _passive(tokens: list[Token], at: int) -> bool:
    """ "was rejected", "to be agreed": the part stands before the verb."""
    before = at - 1
    while before > 0 and tokens[before].low.endswith("ly"):
        before -= 1
    return (
        before >= 0
        and tokens[before].low in ("is", "was", "were", "are", "be", "been", "being")
        and not tokens[at].low.endswith("ing")
        and tokens[at].low not in ("divided", "split", "deadlocked", "stuck", "opposed", "committed")
    )


@lru_cache(maxsize=1_024)
def _links(low: str) -> frozenset[str] | None:
    """What may stand between a verb and its object."""
    return next((links for stem, links in LINKED.items() if low.startswith(stem)), None)


def _adjective(tokens: list[Token], at: int) -> bool:
    """ "the opposing side": a participle behind an article governs nothing."""
    return at > 0 and tokens[at].low.endswith("ing") and tokens[at - 1].low in DETERMINERS


def _crowd(tokens: list[Token], at: int) -> bool:
    return any(token.low in CROWDS for token in tokens[max(0, at - 6) : at])


def _turned(tokens: list[Token], at: int, status: ElementStatus) -> ElementStatus | None:
    """What stands before the verb may turn it: "did not agree on", "would not accept", "has not ruled out"."""
    low = tokens[at].low
    before = [token.low for token in tokens[max(0, at - 5) : at]]
    for back in range(len(before) - 1, -1, -1):
        if before[back] in ("and", "but", "that", ",", ";"):
            before = before[back + 1 :]
            break
    if before[:1] == ["yet"]:
        del before[0]  # "…, yet the delegations initialled": but
    denied = any(word in DENYING for word in before)
    refused = any(word in REFUSING for word in before) or ("not" in before and ("will" in before or "would" in before))
    if low in ONLY_DENIED:
        return status if denied or refused else None
    if low in ONLY_REFUSED:
        will = any(word in ("will", "would", "won't", "wouldn't", "refuse", "refused", "refuses") for word in before)
        return status if will and (denied or refused) else None
    if status == "agreed":
        if refused or (denied and low.startswith(("accept", "endors"))):
            return "rejected"
        if denied:
            return "unresolved"
        if before and before[-1] == "to" and not any(word in READY for word in before):
            return "demanded" if any(word in ("must", "urged", "urging", "pressed") for word in before) else None
        return "ready" if any(word in READY or word in MODALS for word in before) else "agreed"
    if denied or refused:
        return "proposed" if status == "rejected" and low.startswith("rul") and "not" in before else None
    return status


def _left_open(tokens: list[Token], at: int, times: TimeSpans) -> list[tuple[Phrase, Standing]]:
    """ "left open the future of the port", "leaves the port unresolved"."""
    standing = Standing("unresolved", 800_000, at)
    if tokens[at + 1].low in _OPEN:
        return [(phrase, standing) for phrase in listed_from(tokens, at + 2, times)]
    for phrase in listed_from(tokens, at + 1, times)[:1]:
        last = phrase.last
        if last + 1 < len(tokens) and tokens[last + 1].low == "to":
            return []  # "left the house open to the sky"
        if last < len(tokens) and tokens[last].low in _OPEN:
            return [(phrase, standing)]
        later = [token.low for token in tokens[last : last + 3]]
        if later[:1] == ["aside"] or later[:2] == ["for", "later"] or later in _LATER:
            return [(phrase, standing)]
        if tokens[last - 1].low in _OPEN:
            return [(Phrase(phrase.first, last - 1), standing)]
    return []


def _of_ready(tokens: list[Token], at: int, times: TimeSpans) -> list[tuple[Phrase, Standing]]:
    low = tokens[at].low
    after = at + 1
    if after + 1 >= len(tokens) or _crowd(tokens, at):
        return []
    noun = low in ("readiness", "willingness", "unwillingness")
    near = [token.low for token in tokens[max(0, at - 4) : at]]
    if not noun and not any(word in _WILL for word in near) and "," not in near:
        return []
    denied = low.startswith("un") or any(word in DENYING for word in near)
    standing = Standing("rejected" if denied else "ready", 800_000, at)
    following = tokens[after].low
    if following == "to" and low != "open":
        return _acts(tokens, after + 1, times, standing)
    if following in ("for", "to"):
        return [(phrase, standing) for phrase in listed_from(tokens, after + 1, times)]
    return []


def _of_paper(tokens: list[Token], at: int, times: TimeSpans) -> list[tuple[Phrase, Standing]]:
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


def _of_noun(tokens: list[Token], at: int, times: TimeSpans) -> list[tuple[Phrase, Standing]]:
    low = tokens[at].low
    if at + 2 >= len(tokens):
        return []
    following = tokens[at + 1].low
    status: ElementStatus | None = WISHES.get(low)
    if following not in _OVER and low not in AGREEMENTS:
        return []
    before = [token.low for token in tokens[max(0, at - 8) : at]]
    if low in AGREEMENTS:
        if following in ("was", "has", "had", "could") and any(word in DENYING for word in before):
            on = next((to for to in range(at + 2, min(at + 6, len(tokens))) if tokens[to].low in ("on", "over")), None)
            if on is None or not any(token.low in REACHED for token in tokens[at + 2 : on]):
                return []  # "no agreement was reached on the reopening"
            return [(phrase, Standing("unresolved", 700_000)) for phrase in listed_from(tokens, on + 1, times)]
        if following not in ("on", "over", "about", "to"):
            return []
        if any(word in DENYING for word in before):
            status = "unresolved"
        else:
            status = "agreed" if any(word in REACHED for word in before) or _reached_later(tokens, at) else None
    elif low in QUARRELS:
        status = None if any(word in ("no", "resolved", "overcame") for word in before) else "unresolved"
    elif low in TALKS:
        ended = any(token.low in _FRUITLESS for token in tokens[at + 1 :])
        status = "unresolved" if following in ("on", "over", "about") and ended else None
    if status is None or following not in _OVER or (low in QUARRELS and following not in ("on", "over", "about")):
        return []
    standing = Standing(status, 700_000)
    if following == "to" and low not in AGREEMENTS:
        phrase = act_from(tokens, at + 2, times)
        return [] if phrase is None else [(phrase, standing)]
    if low in WISHES and following == "of":
        return []
    return [(phrase, standing) for phrase in listed_from(tokens, at + 2, times)]


def _reached_later(tokens: list[Token], at: int) -> bool:
    return any(
        token.low in REACHED and tokens[number - 1].low in _LEADING
        for number, token in enumerate(tokens[at + 1 : at + 16], at + 1)
    )
