"""What a governing verb says of a part of an agreement, and which words are that part: "did not agree on X"."""

from __future__ import annotations

from functools import lru_cache

from truceline.extract.english.lexicon import BE, DETERMINERS, MODALS
from truceline.extract.english.standing import Standing
from truceline.extract.english.termphrases import Phrase, act_from, clause_from, clauses_from, is_act, listed_from
from truceline.extract.english.termwords import (
    ASKING,
    CROWDS,
    DENYING,
    DOING,
    KEEPING,
    LINKED,
    ONLY_DENIED,
    ONLY_REFUSED,
    QUARRELS,
    READY,
    REFUSING,
    TELLING,
    THAT,
    VERB_STATUS,
    WANTING,
)
from truceline.extract.english.verbs import is_finite
from truceline.extract.story import Token
from truceline.extract.timespans import TimeSpans
from truceline.extract.words import words
from truceline.model.mentions import ElementStatus

_LATER = (["for", "another", "day"], ["for", "a", "later"])
_PARTIES = words(
    "sides parties delegations rebels guarantors mediators governments armies insurgents militias factions junta "
    "government opposition army movement group separatists leaders negotiators allies"
)
_OPEN = words("open unresolved undecided unsettled")
_WILL = words("will would is are was were be been remain remains remained stand stands stood said declared")


def of_verb(tokens: list[Token], at: int, times: TimeSpans) -> list[tuple[Phrase, Standing]]:
    """What a verb governs: "agreed on patrols", "refused to pull back their guns", "left the port unresolved"."""
    low = tokens[at].low
    if low in ("agreed", "decided") and _impersonal(tokens, at):
        return [(phrase, Standing("agreed", 750_000)) for phrase in clauses_from(tokens, at + 2)]
    if _passive(tokens, at) or _crowded(tokens, at) or _adjective(tokens, at):
        return []
    if low.startswith("call") and at + 1 < len(tokens) and tokens[at + 1].low in ("on", "upon"):
        return _called_on(tokens, at, times)
    status = _turned(tokens, at, VERB_STATUS[low])
    if low == "apart" and status is None and tokens[at - 1].low == "far":
        status = "unresolved"
    if status is None or not _told(tokens, at):
        return []
    standing = Standing(status, 750_000, at)
    if status == "unresolved" and low.startswith("agree") and at + 1 < len(tokens) and tokens[at + 1].low in ASKING:
        return [(phrase, standing) for phrase in listed_from(tokens, at + 1, times)]  # "have not agreed who will pay"
    if low.startswith("refus") and at + 2 < len(tokens) and tokens[at + 2].low == "let":
        return []  # "refused to let the patrol pass": an act
    if low in REFUSING and [token.low for token in tokens[at + 1 : at + 3]][1:] and tokens[at + 2].low in TELLING:
        return []  # "declined to disclose what …": told at that verb
    return _objects(tokens, at, times, standing)


def _objects(tokens: list[Token], at: int, times: TimeSpans, standing: Standing) -> list[tuple[Phrase, Standing]]:
    """What stands behind the verb as its object, its clause or its acts."""
    low = tokens[at].low
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
    if standing.status == "unresolved" and low.startswith(("leav", "left")):
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


def of_ready(tokens: list[Token], at: int, times: TimeSpans) -> list[tuple[Phrase, Standing]]:
    """ "ready to provide guarantees", "unwilling to accept a zone"."""
    low = tokens[at].low
    after = at + 1
    if after + 1 >= len(tokens) or _crowded(tokens, at):
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


def _called_on(tokens: list[Token], at: int, times: TimeSpans) -> list[tuple[Phrase, Standing]]:
    """ "call on the parties to exchange the wounded and to open the road": what is asked of the parties."""
    to = next((near for near in range(at + 3, min(at + 9, len(tokens))) if tokens[near].low == "to"), None)
    if to is None or not any(token.low in _PARTIES or token.capital for token in tokens[at + 2 : to]):
        return []
    return _acts(tokens, to + 1, times, Standing("demanded", 700_000, at))


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


def _crowded(tokens: list[Token], at: int) -> bool:
    """Whether a crowd is near: what demonstrators ask for is no part of an agreement."""
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
