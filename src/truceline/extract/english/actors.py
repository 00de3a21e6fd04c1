"""Who is said to have done it: "Russian strikes", "the RSF shelled", "by the Northern Command".

As alleged, never as found.
"""

from __future__ import annotations

from bisect import bisect_left

from truceline.extract.english.arguments import behind, by_phrase, subject
from truceline.extract.english.carry import is_human
from truceline.extract.english.clauses import Clause
from truceline.extract.english.lexicon import BE, CUES, DETERMINERS, MONTHS, PREPOSITIONS, PRONOUNS, WEEKDAYS
from truceline.extract.english.names import bare
from truceline.extract.english.nationalities import COUNTRIES, NATIONALITIES
from truceline.extract.english.personwords import BODIES
from truceline.extract.english.targets import TARGET_WORDS
from truceline.extract.english.triggers import ACTIVE, FORCES, MUNITIONS, SUPPORTING
from truceline.extract.english.verbs import is_finite
from truceline.extract.saying import Saying
from truceline.extract.story import MASK, Story, Token
from truceline.extract.timespans import TimeSpans
from truceline.extract.words import words

_POSSESSIVES = frozenset(("its", "their", "our", "his", "her", "my", "your"))
_OWNERS = _POSSESSIVES | frozenset(("it", "they", "we", "he", "she", "i", "you", "whose"))
_SIDES = words("side sides party parties enemy adversary opponent opponents foe foes neighbour neighbor")
_NO_BODY = MONTHS.keys() | WEEKDAYS.keys() | PRONOUNS | DETERMINERS | PREPOSITIONS
_STREETS = words(
    "street road avenue square bridge market district city village town park station hospital school airport port "
    "square lane boulevard quarter camp crossing region province valley river lake island"
)
_BEARINGS = words(
    "northern southern eastern western central north-eastern north-western south-eastern south-western northeastern "
    "northwestern southeastern southwestern"
)
_PLACING = words("in at near on outside around over from since until by")
_NOT_ACTORS = (
    DETERMINERS | PRONOUNS | MONTHS.keys() | WEEKDAYS.keys()
    | words("first second third new fresh overnight two three four five six seven eight nine ten several "
        "dozens hundreds "
        "debris fragments reports local residents people civilians one another other more massive large suspected "
        "anti-personnel anti-tank improvised unexploded "
        "cross-border shortly unidentified unknown police-station explosions explosion footage images video")
)  # fmt: skip
_MACHINES = words(
    "jets artillery aviation warplanes command unit units drone drones missiles missile rockets tanks ship"
)
_MADE = ("-made", "-built", "-supplied", "-designed", "-style", "-produced", "-occupied", "-held", "-controlled")
_PERCEIVED = words("heard recorded saw observed felt registered detected seen after fresh new")
_HARMED = words("killed wounded injured destroyed damaged captured seized hit struck")
_BLAMING = words("blaming accusing")
_BLAME_ENDS = words("for of . , ; and who which that as")
#: of what was brought down it is told whose it was
DOWNING = words("downed intercepted intercepting downing")
#: names for arms that are capitalised: a Shahed did nothing by itself
_ARMS = words(
    "shahed shaheds geran gerans iskander iskanders kalibr kinzhal grad smerch uragan himars atacms "
    "storm shadow lancet "
    "javelin patriot qassam katyusha bayraktar fpv uav uavs mlrs ballistic cruise idp un kh-101 "
    "kh-22 kh-59 s-300 s-400 "
    "gps gnss glonass gsm starlink "
    "c-300 fab kab orlan tos oreshnik tochka tochka-u buk"
)


def actor(
    story: Story, tokens: list[Token], clause: Clause, at: int, said: Saying | None, times: TimeSpans
) -> str | None:
    """The alleged actor of the event whose trigger is at `at`; null when the words name none."""
    if tokens[at].low in ("lost", "fell"):
        return None  # who lost it did not take it
    if said is not None and said.kind.stance == "claims" and _responsible(tokens, said):
        return _speaker(said)
    if tokens[at].low in DOWNING or _shot_down(tokens, clause, at):
        first = next((on for on in range(at + 1, clause.last) if tokens[on].text[0].isalpha()), clause.last)
        return _of_phrase(story, behind(tokens, first, clause.last), None)
    by = _of_phrase(story, by_phrase(tokens, at, clause.last), None) or _blamed(story, tokens, at)
    by = by or _of_phrase(story, _fired_by(tokens, clause, at), None)
    if by is not None:
        return by
    if said is not None and said.kind.complement == "accusation":
        if _each_other(tokens, said):
            return None
        if said.method == "hearsay":  # "the army was accused of shelling"
            return _of_phrase(story, subject(tokens, said.at, 0, times), None)
        accused = _accused(story, tokens, said, at)
        if accused is not None:
            return accused
    if tokens[at].low == "ablaze":  # "set the depot ablaze"
        at = next((back for back in range(at, clause.first, -1) if tokens[back].low == "set"), at)
    if (tokens[at].low in ACTIVE or tokens[at].low == "set") and not _nominal(tokens, at):
        return _of_verb(story, tokens, clause, at, said, times)
    return _of_noun(story, tokens, clause, at, said, times)


def _fired_by(tokens: list[Token], clause: Clause, at: int) -> list[Token]:
    """ "shells fired by the paramilitary RSF struck a hospital": whose the shells were."""
    for by in range(at - 2, clause.first, -1):
        if tokens[by].low == "by" and tokens[by - 1].low in ("fired", "launched", "sent", "dropped", "flown", "shot"):
            return behind(tokens, by + 1, at)
    return []


def _responsible(tokens: list[Token], said: Saying) -> bool:
    """ "claimed responsibility for the attack": whoever says so did it."""
    return said.after < len(tokens) and "responsibility" in (tokens[said.after].low, tokens[said.at + 1].low)


def _shot_down(tokens: list[Token], clause: Clause, at: int) -> bool:
    """ "shot down six of nine drones": who shot them down did not send them."""
    if tokens[at].low == "shot":
        return at + 1 < len(tokens) and tokens[at + 1].low == "down"
    return any(
        tokens[back].low in DOWNING or (tokens[back].low == "down" and tokens[back - 1].low in ("shot", "brought"))
        for back in range(max(clause.first + 1, at - 7), at)
    )


def _nominal(tokens: list[Token], at: int) -> bool:
    """ "an attack", "the hit": a noun all the same."""
    if at and tokens[at].low.endswith("ing") and (tokens[at - 1].low in CUES or tokens[at - 1].low in _PERCEIVED):
        return True  # "heard shelling"
    return at > 0 and tokens[at - 1].low in ("a", "an", "the", "this", "that", "of", "in", "by", "its", "their")


def _of_verb(
    story: Story, tokens: list[Token], clause: Clause, at: int, said: Saying | None, times: TimeSpans
) -> str | None:
    if _passive(tokens, at):
        return None
    if said is not None and _infinitive(tokens, at):
        return _speaker(said)
    phrase = subject(tokens, at, clause.first, times)
    if _undergone(tokens, at, phrase):
        return None
    phrase = phrase or _shared_subject(tokens, clause, at, times)
    return _of_phrase(story, phrase, said, tokens) if phrase else None


def _undergone(tokens: list[Token], at: int, phrase: list[Token]) -> bool:
    """ "Market shelled in Dorn": a heading without its "was", and no market that shells."""
    following = tokens[at + 1].low if at + 1 < len(tokens) else ""
    things = phrase and all(token.low in TARGET_WORDS for token in phrase[-1:]) and phrase[-1].low not in FORCES
    return bool(things) and tokens[at].low.endswith(("ed", "hit", "struck")) and following in PREPOSITIONS


def _of_noun(
    story: Story, tokens: list[Token], clause: Clause, at: int, said: Saying | None, times: TimeSpans
) -> str | None:
    before = tokens[max(clause.first, at - 5) : at]
    adjacent = _of_phrase(story, _adjacent(before), said, tokens)
    if adjacent is not None:
        return adjacent
    owner = next((number for number in range(at - 1, max(clause.first, at - 5) - 1, -1) if _owns(tokens, number)), None)
    if owner is not None:
        return _owner(story, tokens, owner, said, times)
    for verb in range(at - 1, max(clause.first, at - 8) - 1, -1):
        if tokens[verb].low in SUPPORTING and not _passive(tokens, verb):
            return _of_phrase(story, subject(tokens, verb, clause.first, times), said, tokens)
    if at > 2 and tokens[at - 1].low in ("a", "an") and tokens[at - 2].low in ("in", "with", "during"):
        for verb in range(clause.first + 1, at - 2):  # "The ELN killed two soldiers in an ambush"
            if tokens[verb].low in _HARMED and not _passive(tokens, verb):
                return _of_phrase(story, subject(tokens, verb, clause.first, times), said, tokens)
    return None


def _shared_subject(tokens: list[Token], clause: Clause, at: int, times: TimeSpans) -> list[Token]:
    """ "Rebels seized a tanker and detained …": the subject of the verb before "and"."""
    if tokens[at - 1].low != "and":
        return []
    for verb in range(max(clause.first, at - 14) + 1, at - 1):
        if tokens[verb].low in ACTIVE or tokens[verb].low in ("had", "have", "has"):
            return subject(tokens, verb, clause.first, times)
    return []


def _passive(tokens: list[Token], at: int) -> bool:
    return at > 0 and any(token.low in BE for token in tokens[max(0, at - 2) : at])


def _infinitive(tokens: list[Token], at: int) -> bool:
    """ "claiming to have taken": the speaker did it."""
    return at > 1 and tokens[at - 1].low == "have" and tokens[at - 2].low == "to"


def _each_other(tokens: list[Token], said: Saying) -> bool:
    """ "blamed each other for the shelling": nobody tells which of them."""
    return [token.low for token in tokens[said.after : said.after + 2]] in (["each", "other"], ["one", "another"])


def _accused(story: Story, tokens: list[Token], said: Saying, at: int) -> str | None:
    end = _content_begin(tokens, said) - 1
    if end < said.after or tokens[end].low not in ("of", "for"):
        end = next((other for other in range(said.after, at) if tokens[other].low in ("of", "for")), -1)
    if end < 0:
        return None
    return _of_phrase(story, behind(tokens, said.after, end), None)


def _blamed(story: Story, tokens: list[Token], at: int) -> str | None:
    """ "…, the mayor said, blaming the RSF": behind the act, up to the next small word or mark."""
    for on in range(at + 1, len(tokens) - 1):
        if tokens[on].low in _BLAMING and tokens[on - 1].text == ",":
            end = next((far for far in range(on + 1, len(tokens)) if tokens[far].low in _BLAME_ENDS), len(tokens))
            return _of_phrase(story, tokens[on + 1 : end], None)
    return None


def _owns(tokens: list[Token], at: int) -> bool:
    return tokens[at].low in _POSSESSIVES and not tokens[at].text[0].isdigit()


def _owner(story: Story, tokens: list[Token], at: int, said: Saying | None, times: TimeSpans) -> str | None:
    """ "its assault": the subject of the verb before; else whoever speaks, where it can be nobody else."""
    if tokens[at].low in ("its", "their"):
        begin = _content_begin(tokens, said)
        for verb in range(at - 1, max(begin, at - 12), -1):
            if (tokens[verb].low.endswith("ed") or is_finite(tokens, verb)) and not tokens[verb].capital:
                phrase = subject(tokens, verb, begin, times)
                if phrase and phrase[0].start >= (tokens[begin].start if begin < len(tokens) else 0):
                    return _of_phrase(story, phrase, said, tokens)
    return _whose(story, tokens, at, said)


def _content_begin(tokens: list[Token], said: Saying | None) -> int:
    """The first token of what was said; 0 for what nobody says."""
    if said is None or said.content is None:
        return 0
    return bisect_left(tokens, said.content[0], key=_token_start)


def _token_start(token: Token) -> int:
    return token.start


def _whose(story: Story, tokens: list[Token], at: int, said: Saying | None) -> str | None:
    """Whom "it", "they", "our" or "its" at `at` stands for, as an actor: the body that speaks, or null.

    In reported speech "we" and "our" are whoever wrote the text, and never the one who is reported. "It" and "they"
    are the speaker only where nobody else was named in what was said before.
    """
    if said is None or said.content is None or not said.content[0] <= tokens[at].start < said.content[1]:
        return None
    low = tokens[at].low
    if low in ("we", "our"):
        return _speaker(said) if story.narrator[tokens[at].start] == MASK else None
    if low not in ("it", "they", "its", "their") or story.narrator[tokens[at].start] == MASK:
        return None  # "its" in somebody's own words is nobody's who speaks them
    if said.content[0] < said.cue_start:
        return None  # "Its troops shelled Pell, the rebels said"
    begin = _content_begin(tokens, said)
    if any(_may_be_meant(tokens, number) for number in range(begin, at)):
        return None
    if low == "it" and any(is_finite(tokens, number) for number in range(begin, at)):
        return None  # "said radar had tracked the object after it entered": what the clause before was about
    return _speaker(said)


def _may_be_meant(tokens: list[Token], at: int) -> bool:
    """A force, a body or a name, but for a place or a time behind its small word: "in Pell", "on Monday"."""
    token = tokens[at]
    low = bare(token.low)
    if low in FORCES or low in BODIES or low in _SIDES:
        return True
    if not token.capital or low in _NO_BODY:
        return False
    return not (at and tokens[at - 1].low in _PLACING)


def _speaker(said: Saying | None) -> str | None:
    """Whoever speaks, where it is a body that can act: no person, and no office of one."""
    if said is None or said.speaker is None or said.speaker.person or is_human(said.speaker.words):
        return None
    return said.speaker.words


def _adjacent(before: list[Token]) -> list[Token]:
    """The modifiers right before a noun, back to the first small word or mark."""
    kept: list[Token] = []
    for token in reversed(before):
        if token.low == "from":
            return []  # "a rocket from Gaza slammed into"
        if not token.text[0].isalpha() or token.low in PREPOSITIONS or token.low == "and":
            break
        if (token.low in _NOT_ACTORS and not token.capital) or token.low in CUES or token.low in _PERCEIVED:
            break
        kept.append(token)
    return kept[::-1]


def _of_phrase(story: Story, phrase: list[Token], said: Saying | None, tokens: list[Token] | None = None) -> str | None:
    """The actor that a noun phrase names: a country by its adjective, a capitalised body, or a lower-case force."""
    opened = next((at for at in range(len(phrase) - 1, 1, -1) if phrase[at].low in ("a", "an")), 0)
    if opened and phrase[opened - 1].low not in PREPOSITIONS:
        phrase = phrase[opened:]  # "at the Halmir checkpoint an armed man"
    found = [token for token in phrase if token.low not in ("the", "a", "an") and not token.low.endswith(_MADE)]
    while found and (found[0].text[0].isdigit() or (found[0].low in _NOT_ACTORS and len(found) > 1)):
        if found[0].low in _OWNERS:
            break
        found = found[1:]
    if not found:
        return None
    if found[0].low in _OWNERS:
        if tokens is None:
            return None
        return _whose(story, tokens, bisect_left(tokens, found[0].start, key=_token_start), said)
    if any(token.low in _OWNERS for token in found):
        return None  # "units of our army"
    head = [token for token in found if token.low in FORCES]
    armed = bool(head) or any(token.low in MUNITIONS for token in found)
    nations = [token for token in found if token.text in NATIONALITIES]
    if len(nations) > 1 and any(token.low == "and" for token in found):
        return None  # "Indian and Pakistani troops": both
    for number, token in enumerate(found):
        name = bare(token.text)
        country = NATIONALITIES.get(name) or _demonym(token.text)
        if country and number and found[number - 1].text in ("North", "South"):
            country = f"{found[number - 1].text} {country}"  # "North Korean soldiers"
        if country and (armed or len(found) == 1 or number == len(found) - 1):
            return country
        if name in COUNTRIES and token.text != name:
            return name
    if len(found) > 2 and found[1].low == "of":  # "Members of the armed formations"
        return story.text[found[0].start : found[-1].end] if armed or found[0].low == "members" else None
    body = _capitals(story, found)
    if body is not None and not (body.lower() in FORCES and len(found) > 1):
        return body
    return _force(story, found, head)


def _force(story: Story, found: list[Token], head: list[Token]) -> str | None:
    """ "rebels", "government forces"."""
    if not head:
        return None
    first, last = found[0], head[-1]
    if first.low in MUNITIONS and first.low not in FORCES:
        return None
    if (last.low in MUNITIONS or last.low in _MACHINES) and len(head) > 1:
        last = head[0]
    if last.low in _MACHINES:
        return None
    return story.text[first.start : last.end]


def _demonym(word: str) -> str | None:
    """ "Kestrian" comes from "Kestria"."""
    if not word.endswith(("ian", "ean")) or not word[0].isupper() or len(word) < 6:
        return None
    return word[:-1]


def _capitals(story: Story, found: list[Token]) -> str | None:
    run: list[Token] = []
    for token in found:
        small = token.low in MUNITIONS or token.low in _ARMS or token.low.partition("-")[0] in _ARMS
        if token.capital and bare(token.low) not in _NOT_ACTORS and not (small and not run):
            if small:
                break
            run.append(token)
            if token.text != bare(token.text):
                break
        elif run:
            break
    if run and run[0].text in ("Armed", "Unidentified", "Unknown", "Masked", "Local") and len(found) > 1:
        return None
    if run and (bare(run[-1].low) in _STREETS or (len(run) == 1 and run[0].low in _BEARINGS)):
        return None  # "the Adler Street strike", "northern shells"
    if not run or (len(run) == 1 and run[0].start == found[0].start and _plain_opening(story, run[0], found)):
        return None
    last = run[-1]
    behind_run = found[found.index(last) + 1 :]
    if (
        len(run) == 1
        and last.low.endswith(("ish", "-backed", "-led", "-aligned"))
        and behind_run
        and behind_run[0].low in FORCES
    ):
        return story.text[last.start : behind_run[0].end]  # "Kurdish fighters"
    return story.text[run[0].start : last.start + len(bare(last.text))]


def _plain_opening(story: Story, token: Token, found: list[Token]) -> bool:
    """A word that is a capital only because it opens the sentence: "Debris", "Police"; forces are read elsewhere."""
    opens = token.start == 0 or story.text[: token.start].rstrip()[-1:] in (".", "!", "?", "\n", "")
    return opens and token.low in FORCES
