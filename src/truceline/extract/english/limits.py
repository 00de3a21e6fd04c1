"""Where what was said ends, before the next saying or the reporter's own words, and where it may begin."""

from __future__ import annotations

from truceline.extract.saying import Saying
from truceline.extract.story import Token
from truceline.extract.words import words

#: ", a claim denied by …": the reporter's word for what was said before
_REPORTER_NOUNS = words(
    "claim charge allegation accusation assertion move figure statement step remark comment decision announcement "
    "suggestion demand condition threat warning sign reference"
)
_HELPERS = words("would could can will has have had does do")
_TELLING = words("say give name comment confirm elaborate specify identify disclose explain reveal provide said given")
_SUBORDINATE = frozenset(("since", "after", "before", "when", "once"))
_MAY_END = frozenset((";", ",", "but", "and", "without"))
_BETWEEN_SAYINGS = frozenset(("and", "but", "while", "whereas", "though", "although", "has", "also", "then"))


def limit_of(tokens: list[Token], later: list[Saying], saying: Saying, end: int) -> int:
    """The token before which the content ends: the next saying that stands beside it, or the reporter's words."""
    for at in range(saying.after, end):
        if tokens[at].low in _MAY_END and (
            _reporter_again(tokens, at, end) or (saying.kind.complement == "thing" and _does_not(tokens, at, end))
        ):
            end = at
            break
    if "which" in (tokens[saying.at - 1].low, tokens[saying.first - 1].low) or (
        saying.at and tokens[saying.at - 1].low == "who"
    ):  # a relative clause ends at its comma
        end = next((at for at in range(saying.after, end) if tokens[at].text == ","), end)
    if saying.first and tokens[saying.first - 1].low in _SUBORDINATE and _opens(tokens, saying.first - 1):
        end = next((at for at in range(saying.after, end) if tokens[at].text == ","), end)
    for other in later:
        first = other.first
        if first >= end or first <= saying.after:
            continue
        if tokens[first - 1].low == "which" and tokens[first - 2].text == "," and other.content is None:
            return min(end, first - 2)  # ", which survivors denied"
        back = first - 1
        while back > saying.after and tokens[back].low in _BETWEEN_SAYINGS:
            back -= 1
        beside = back < first - 1 or tokens[back].text in ",;—–-" or other.participle
        if other.inverted and other.method not in ("passive", "nominal"):
            beside = True
        if beside and other.method != "passive":
            return min(end, back + 1 if back < first - 1 or tokens[back].text not in ",;—–-" else back)
    return end


def _opens(tokens: list[Token], at: int) -> bool:
    """Whether a clause of time opens the sentence, or stands in one that a comma opened: ", the first since X said"."""
    return at == 0 or any(token.text == "," for token in tokens[max(0, at - 8) : at])


def _does_not(tokens: list[Token], at: int, end: int) -> bool:
    """ "ruled out an inspection and would not be drawn on …": what else the speaker does not do."""
    return (
        tokens[at].low in ("and", "but")
        and at + 2 < end
        and tokens[at + 1].low in _HELPERS
        and tokens[at + 2].low in ("not", "neither")
    )


def _reporter_again(tokens: list[Token], at: int, end: int) -> bool:
    """ "; …", ", but …", ", a claim …", "but declined …": the reporter's own words begin."""
    token = tokens[at]
    if token.text == ";":
        return True
    if at + 2 >= end:
        return False
    following = tokens[at + 1].low
    if token.text == ",":
        if following in ("and", "as") and tokens[at + 2].low in ("so", "did", "does", "has", "have"):
            return True  # ", and so did the police"
        noun = following in ("a", "an", "the") and tokens[at + 2].low in _REPORTER_NOUNS
        return noun or following in ("but", "while", "although", "though", "without", "whereas")
    if token.low in ("but", "and") and following in ("declined", "refused", "gave", "offered", "did", "stopped"):
        return following != "did" or tokens[at + 2].low in ("not", "so")
    if token.low in ("but", "and") and following in _HELPERS and tokens[at + 2].low in ("not", "neither"):
        return at + 3 < end and tokens[at + 3].low in _TELLING
    silent = ("elaborating", "giving", "providing", "offering", "specifying", "naming")
    return token.low == "without" and following in silent


def floor_of(tokens: list[Token], earlier: list[Saying]) -> int:
    """Where a content before its verb may begin: after the last saying that itself follows what it says.

    "Putin told Trump that …, the Kremlin said": the whole of the first clause is what the Kremlin says.
    """
    for saying in reversed(earlier):
        before = saying.content is not None and saying.content[1] <= saying.cue_start
        if before or saying.inverted or (saying.after < len(tokens) and tokens[saying.after].text == ";"):
            after = saying.after
            while after < len(tokens) and tokens[after].text in ",;":
                after += 1
            return after
    return 0
