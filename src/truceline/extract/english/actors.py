"""Who is said to have done it: "Russian strikes", "the RSF shelled", "by the Northern Command".

As alleged, never as found.
"""

from __future__ import annotations

from truceline.extract.english.clauses import Clause
from truceline.extract.english.lexicon import BE, DETERMINERS, MONTHS, PRONOUNS, WEEKDAYS
from truceline.extract.english.names import bare
from truceline.extract.english.nationalities import COUNTRIES, NATIONALITIES
from truceline.extract.english.speakers import phrase_after, subject_before
from truceline.extract.english.triggers import ACTIVE, DRONE_WORDS, FORCES, MUNITIONS
from truceline.extract.saying import Saying
from truceline.extract.story import Story, Token
from truceline.extract.timespans import TimeSpans

_OWNERS = frozenset(("it", "they", "we", "its", "their", "our", "he", "she", "his", "her"))
_NOT_ACTORS = (
    DETERMINERS | PRONOUNS | MONTHS.keys() | WEEKDAYS.keys() | {"first", "second", "third", "new", "fresh", "overnight"}
)


def actor(
    story: Story, tokens: list[Token], clause: Clause, at: int, said: Saying | None, times: TimeSpans
) -> str | None:
    """The alleged actor of the event whose trigger is at `at`; null when the words name none."""
    by = _by_phrase(story, tokens, clause, at)
    if by is not None:
        return by
    if said is not None and said.kind.complement == "accusation":
        accused = _accused(story, tokens, said, at)
        if accused is not None:
            return accused
    if tokens[at].low in ACTIVE:
        if _passive(tokens, at):
            return None
        phrase = subject_before(tokens, at, times) or _shared_subject(tokens, clause, at, times)
        if phrase is not None:
            return _of_phrase(story, tokens[phrase[0] : phrase[1]], said)
        if said is not None and _infinitive(tokens, at):
            return _speaker(said)
        return None
    before = tokens[max(clause.first, at - 4) : at]
    if any(token.low in ("its", "their") for token in before):
        return _owner(story, tokens, at, said, times)
    return _of_phrase(story, _adjacent(before), said)


def _shared_subject(tokens: list[Token], clause: Clause, at: int, times: TimeSpans) -> tuple[int, int] | None:
    """ "Rebels seized a tanker and detained …": the subject of the verb before "and"."""
    if tokens[at - 1].low != "and":
        return None
    for verb in range(clause.first + 1, at - 1):
        if tokens[verb].low in ACTIVE:
            return subject_before(tokens, verb, times)
    return None


def _passive(tokens: list[Token], at: int) -> bool:
    return at > 0 and any(token.low in BE for token in tokens[max(0, at - 2) : at])


def _infinitive(tokens: list[Token], at: int) -> bool:
    """ "claiming to have taken": the speaker did it."""
    return at > 1 and tokens[at - 1].low == "have" and tokens[at - 2].low == "to"


def _by_phrase(story: Story, tokens: list[Token], clause: Clause, at: int) -> str | None:
    for by in range(at + 1, min(at + 9, len(tokens))):
        if tokens[by].text in ",;:" or tokens[by].low in ("and", "who", "that"):
            return None
        if tokens[by].low == "by" and by + 1 < len(tokens) and not tokens[by + 1].text[0].isdigit():
            phrase = phrase_after(tokens, by + 1, story.narrator)
            return None if phrase is None else _of_phrase(story, tokens[phrase[0] : phrase[1]], None)
    return None


def _accused(story: Story, tokens: list[Token], said: Saying, at: int) -> str | None:
    end = next((other for other in range(said.after, at) if tokens[other].low in ("of", "for")), None)
    return None if end is None else _of_phrase(story, tokens[said.after : end], None)


def _owner(story: Story, tokens: list[Token], at: int, said: Saying | None, times: TimeSpans) -> str | None:
    """ "its assault": the subject of the verb before; else whoever speaks."""
    for verb in range(at - 1, 0, -1):
        if tokens[verb].low.endswith("ed") and not tokens[verb].capital:
            phrase = subject_before(tokens, verb, times)
            if phrase is not None:
                found = _of_phrase(story, tokens[phrase[0] : phrase[1]], said)
                if found is not None:
                    return found
    return _speaker(said)


def _speaker(said: Saying | None) -> str | None:
    return None if said is None or said.speaker is None or said.speaker.person else said.speaker.words


def _adjacent(before: list[Token]) -> list[Token]:
    """The modifiers right before a noun, back to the first small word or mark."""
    kept: list[Token] = []
    for token in reversed(before):
        if (
            not token.text[0].isalpha()
            or (token.low in _NOT_ACTORS and not token.capital)
            or token.low in ("of", "in", "on", "by", "and")
        ):
            break
        kept.append(token)
    return kept[::-1]


def _of_phrase(story: Story, phrase: list[Token], said: Saying | None) -> str | None:
    """The actor that a noun phrase names: a country by its adjective, a capitalised body, or a lower-case force."""
    words = [token for token in phrase if token.low not in ("the", "a", "an")]
    if not words:
        return None
    if len(words) == 1 and words[0].low in _OWNERS:
        return _speaker(said)
    head = [token for token in words if token.low in FORCES]
    armed = bool(head) or any(token.low in MUNITIONS for token in words)
    for token in words:
        country = NATIONALITIES.get(bare(token.text)) or _demonym(story, token.text)
        if country and (armed or len(words) == 1):
            return country
        if bare(token.text) in COUNTRIES and token.text != bare(token.text):
            return bare(token.text)
    body = _capitals(story, words)
    if body is not None and not (body.lower() in FORCES and len(words) > 1):
        return body
    if not head:
        return None
    first, last = words[0], head[-1]
    if first.low in MUNITIONS and first.low not in FORCES:
        return None
    if last.low in MUNITIONS or (len(head) > 1 and head[-1].low in ("jets", "artillery", "aviation", "warplanes")):
        last = head[0]
    if last.low in DRONE_WORDS or last.low in (
        "jets",
        "artillery",
        "aviation",
        "warplanes",
        "command",
        "unit",
        "units",
    ):
        return None
    return story.text[first.start : last.end]


def _demonym(story: Story, word: str) -> str | None:
    """ "Kestrian" where the text also says "Kestria"; else, for -ian, the name that it most plainly comes from."""
    if not word.endswith(("ian", "ean")) or not word[0].isupper() or len(word) < 6:
        return None
    return word[:-1]


def _capitals(story: Story, words: list[Token]) -> str | None:
    run: list[Token] = []
    for token in words:
        if token.capital and bare(token.low) not in _NOT_ACTORS and not (token is words[0] and token.low in MUNITIONS):
            run.append(token)
            if token.text != bare(token.text):
                break
        elif run:
            break
    if not run:
        return None
    last = run[-1]
    return story.text[run[0].start : last.start + len(bare(last.text))]
