"""What stands between a verb of saying and what was said: its hearer, its time, its medium."""

from __future__ import annotations

from truceline.extract.english.lexicon import AUXILIARIES, DETERMINERS, HEARERS, MEDIA
from truceline.extract.english.verbs import is_finite
from truceline.extract.story import MASK, Story, Token
from truceline.extract.timespans import TimeSpans
from truceline.extract.words import words

_MEDIA_OR_HEARERS = MEDIA | (HEARERS - {"him", "her", "them", "me", "us"})
_AROUND_HEARERS = frozenset(("state", "local", "news", "'", "’"))
#: participles behind a medium: "in a statement carried by state media"
_CARRIED = words("carried dated published released posted issued aired broadcast quoted cited read distributed shared")


class Adjuncts:
    """Steps over adjuncts, token by token, up to a limit."""

    def __init__(self, story: Story, times: TimeSpans) -> None:
        self._story = story
        self._times = times

    def past_hearer(self, tokens: list[Token], start: int, limit: int) -> int:
        for at in range(start, min(start + 9, limit)):
            if tokens[at].low == "that":
                return at
            if tokens[at].text in ",.;:":
                break
        at = start
        while at < min(start + 4, limit) and (
            tokens[at].low in DETERMINERS or tokens[at].capital or tokens[at].low in _AROUND_HEARERS
        ):
            if tokens[at].low in HEARERS:
                break
            at += 1
        if at < limit and (tokens[at].low in HEARERS or (at > start and not tokens[at - 1].capital) or at == start):
            at += 1
        while at < limit and tokens[at].low in MEDIA:
            at += 1
        return at

    def past_adjuncts(self, tokens: list[Token], start: int, limit: int) -> int:
        at = start
        while at < limit:
            token = tokens[at]
            if self._times.covers(token):
                past = self._past_time(tokens, at, limit)
                if past is None:
                    return at
                at = past
            elif token.low == "for" and at + 2 < limit and tokens[at + 2].low == "part":
                at += 3  # "said for its part that"
            elif token.low in ("on", "in", "at", "to", "via", "during", "by", "from", "with", "through", "after"):
                past = self._past_adjunct(tokens, at, limit)
                if past is None:
                    return at
                at = past
            elif token.low in ("also", "again", "later", "too", "earlier") or (
                token.low.endswith("ly") and not token.capital
            ):
                at += 1
            elif token.low in _CARRIED and at > start:
                return next(
                    (to for to in range(at, limit) if tokens[to].text in ",:;" or tokens[to].low == "that"), limit
                )
            else:
                return at
        return at

    def _past_time(self, tokens: list[Token], at: int, limit: int) -> int | None:
        """Past a time of the saying; null when the time is the subject of what was said: "the next days would be …"."""
        while at < limit and self._times.covers(tokens[at]):
            at += 1
        return None if at < limit and (tokens[at].low in AUXILIARIES or is_finite(tokens, at)) else at

    def _past_adjunct(self, tokens: list[Token], at: int, limit: int) -> int | None:
        """Past "on Thursday", "in a statement", "to reporters"; null if it is something else."""
        if at + 1 < limit and self._times.covers(tokens[at + 1]):
            return at + 1
        for end in range(at + 1, min(at + 7, limit)):
            if tokens[end].text in ",.;:":
                break
            if tokens[end].low == "that" and end > at + 1:
                return end
            if tokens[end].low in _MEDIA_OR_HEARERS and not (end + 1 < limit and tokens[end + 1].low in MEDIA):
                return self._past_place_of_medium(tokens, end + 1, limit)
        if at + 1 < limit and tokens[at + 1].capital and tokens[at].low != "with":
            end = at + 1  # "at the Elysee", "in Paris that …"
            while end < limit and tokens[end].capital:
                end += 1
            if end < limit and (
                tokens[end].low == "that" or tokens[end].low in DETERMINERS or self._times.covers(tokens[end])
            ):
                return end
            return end if self._quote_behind(tokens, end) or end >= limit else None
        return None

    def _past_place_of_medium(self, tokens: list[Token], at: int, limit: int) -> int:
        """ "in a post on Telegram", "in an interview with CNN", "at a briefing in Kyiv"."""
        if at + 1 >= limit or tokens[at].low not in ("on", "with", "in", "to", "from", "at"):
            return at
        end = at + 1
        while end < min(limit, at + 6) and (
            tokens[end].capital
            or tokens[end].low in DETERMINERS
            or tokens[end].low in _MEDIA_OR_HEARERS
            or tokens[end].low == "of"
            or tokens[end].low in ("public", "state", "news", "local")
        ):
            end += 1
        named = tokens[end - 1].capital or tokens[end - 1].low in _MEDIA_OR_HEARERS
        clear = end >= limit or tokens[end].low == "that" or tokens[end].low in _MEDIA_OR_HEARERS
        telegram = tokens[at + 1].low in MEDIA and end == at + 2
        return end if named and (clear or telegram or tokens[end - 1].low in _MEDIA_OR_HEARERS) else at

    def _quote_behind(self, tokens: list[Token], end: int) -> bool:
        """Whether marked words follow the mark at `end`."""
        after = min(end + 1, len(tokens) - 1)
        return after > 0 and MASK in self._story.narrator[tokens[after - 1].end : tokens[after].start]
