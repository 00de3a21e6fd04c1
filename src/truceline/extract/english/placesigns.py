"""Whether a capitalised run stands as a place does: after prepositions and verbs, beside its kinds, in lists."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

import msgspec

from truceline.extract.english.lexicon import BODY_WORDS, CONJUNCTIONS, MONTHS, PREPOSITIONS, WEEKDAYS
from truceline.extract.english.names import Names, bare
from truceline.extract.english.nationalities import COUNTRIES, NATIONALITIES
from truceline.extract.english.placeshape import joined, kind_of, leftward, named_kind, second_of_between
from truceline.extract.english.placewords import (
    COMMON,
    COUNTRY_ACRONYMS,
    ENDURED,
    FROM_BODIES,
    KINDS,
    LANDS,
    LOCAL_NOUNS,
    LOCATIVE,
    MOTION,
    MOTION_PREPOSITIONS,
    NAMED_KINDS,
    NEARNESS,
    NO_PLACES,
    OF_NOUNS,
    OWNED,
    PLACE_VERBS,
    RIVERS,
    SIDES,
    SKIPPED,
    SKYWARD,
    SORTS,
    STRIKING,
    UNDERGONE,
    WILLED,
)
from truceline.extract.english.runs import Run, runs_of
from truceline.extract.story import Token
from truceline.extract.timespans import TimeSpans
from truceline.extract.words import words

_BODIES = BODY_WORDS - frozenset(("house", "post", "center", "centre", "javelin", "article", "house", "cross"))
_COMPANY = frozenset(("agreement", "talks", "deal", "meeting", "envoys", "relations", "war", "truce", "ceasefire",
                      "accord", "conflict", "negotiations", "pact", "dispute", "tensions", "exchange", "fighting",
                      "clashes", "ties", "mediation", "mediate", "mediated", "trade", "channel",
                      "rivalry"))  # fmt: skip
_BODY_BEHIND = frozenset(("council", "administration", "authorities", "police", "ministry", "government", "army",
                          "officials", "prosecutors", "court", "prosecutor's", "office", "talks", "regime", "summit",
                          "military", "brigade", "battalion", "forces", "troops", "spokesman", "spokeswoman",
                          "commander", "agency", "newspaper", "fighters", "rebels", "militants", "leader", "leaders",
                          "movement", "militia", "drones", "drone", "missile", "missiles", "tanks", "attack", "attacks",
                          "strikes", "university", "rockets", "accords", "agreement", "agreements", "protocol",
                          "process", "declaration", "rocket",
                          "launcher", "launchers", "howitzer", "howitzers", "convention",
                          "peace", "deal", "accord", "pact", "treaty",
                          "conference"))  # fmt: skip
_KEPT_IN_LOCATIVE = frozenset(("talks", "summit", "attack", "attacks", "strikes", "forces", "troops", "university"))
_APPOSED = SORTS | frozenset(("municipality", "base", "suburb", "border", "kibbutz", "seaport", "hub"))
#: capitals that only open a sentence or number a thing: "Regional governor", "School No. 5"
_NO_NAMES = words(
    "regional local provincial national federal central military civil deputy acting former senior school hospital "
    ""
    "gen lt col maj capt sgt brig adm cmdr gov sen rep rev dr mr mrs ms prof "
    "kindergarten building block unit house route highway base room floor medical municipal state"
)
_CALENDAR = MONTHS.keys() | WEEKDAYS.keys()
#: what leads to a place: "cutting power to Pell", "the road to Brod"
_LEADING = words(
    "power electricity water gas supplies road roads highway railway train trains flights bus buses corridor bridge "
    "route routes damage trip visit journey"
)
#: whoever left for a place, is bound for it or fights for it
_AIMED = words("left leave bound battle fight headed heading departed fighting")
_COMPOUND = re.compile(r"-(?:run|led|held|[a-z]+(?:ed|ing|en))$")
#: "a rocket from Pell"
_SENT = words("rocket rockets missile missiles drone drones shell shells projectile projectiles mortars")
_RELIEF = ("Red Cross", "Red Crescent", "White Helmets", "Blue Helmets", "Magen David")
_SAILING = ("-flagged", "-owned", "-registered", "-operated", "-crewed")
#: before "of" or "to": "the outskirts of Pell", "close to Pell"
_SIDES_OF = SIDES | {"outskirts", "close", "next"}
#: words before "from" that tell of what came from there, and of who told it from there
_MOVED, _REPORTED = MOTION | STRIKING, frozenset(("reported", "reports"))
#: who lives in a place; what befell one, in an entry of a list; and how far behind its name (tokens)
_RESIDENTS = words("residents inhabitants villagers people households")
_BEFELL = words("injured wounded killed dead damaged hit shelled struck destroyed explosions shelling")
_ENTRY = 8
#: how towns of the region end, and few other words that head an entry: "Casualties: two killed"
_TOWN = re.compile(r"(?:sk|ske|vka|[io]v|[io]ve|yn|ne|hrad|pil|pol|ets|yi|nka|iv|ka|ky|ki|ivsk[aey]?|ma|sa)$")
_NOTHING: set[str] = set()
#: how far before a preposition a word of motion still tells its sense (tokens)
_REACH = 9


class Standing(msgspec.Struct, frozen=True, gc=False):
    """The words of a place `[start, end)`."""

    start: int
    end: int
    role: Literal["mention", "origin"]
    plural: bool
    last: int  # token behind the words


def _from_directions(tokens: list[Token], at: int) -> bool:
    """ "136 drones from the directions of Kursk, Millerovo": where they came from."""
    if at < 3 or tokens[at - 1].low != "of" or tokens[at - 2].low not in ("direction", "directions"):
        return False
    return any(token.low == "from" for token in tokens[max(0, at - 5) : at - 2])


class Signs:
    """The rules, with what they need to know of the document."""

    def __init__(self, text: str, names: Names, times: TimeSpans, persons: frozenset[str]) -> None:
        self._text = text
        self._names = names
        self._times = times
        self._persons = persons

    def covered(self, tokens: list[Token]) -> frozenset[int]:
        """Which tokens are part of a time expression."""
        return self._times.among(tokens)

    def refused(self, tokens: list[Token], run: Run) -> bool:
        """A body, an armed group, a person who speaks, an acronym, a nationality."""
        written = tuple([token.text for token in tokens[run.first : run.last]])
        return run.words in self._persons or bare(written[-1]) in self._persons or _is_no_place(written, run.words)

    def standing(self, tokens: list[Token], run: Run, before: Standing | None) -> Standing | None:
        """The words of the place that the run names; null when nothing around it says that it is one."""
        if self.refused(tokens, run):
            return None
        kind, plural = kind_of(tokens, run)
        first, sort, sided = leftward(tokens, run)
        behind = tokens[run.last + kind].low if run.last + kind < len(tokens) else ""
        end = tokens[run.last - 1 + kind].end
        if run.possessive:
            if kind or not self._owner(tokens, run):
                return None
            end -= len(tokens[run.last - 1].text) - len(bare(tokens[run.last - 1].text))
        sure = bool(kind) or sort or sided or named_kind(tokens, run)
        start = first
        left = tokens[first - 1].low if first else ""
        anchor = first
        while anchor and tokens[anchor - 1].low in SKIPPED:
            anchor -= 1
        left = tokens[anchor - 1].low if anchor else ""
        listed = before is not None and joined(tokens, before.last, run.full)
        if listed and not kind and (behind in WILLED and not self.undergoes(tokens, run.last)):
            listed = False
        signed = self._signed(tokens, run, anchor, left, behind, sure)
        if not (sure or signed or listed or run.possessive):
            return None
        if not sure and self._modifies(run, left, behind):
            return None
        if not sure and self._person(run) and left not in LOCATIVE and not listed:
            return None
        start_at = tokens[start].start
        if anchor and left in NEARNESS:
            start_at = tokens[anchor - 1].start
        elif anchor > 1 and left in ("of", "to") and tokens[anchor - 2].low in _SIDES_OF:
            start_at = tokens[anchor - 2].start
        if left == "between":
            start_at = tokens[anchor - 1].start
            end = self._second(tokens, run) or end
        head = {token.low for token in tokens[max(0, anchor - _REACH) : anchor]} if left == "from" else _NOTHING
        sent = anchor > 1 and left == "from" and tokens[anchor - 2].low in _SENT
        moved = (sent or not head.isdisjoint(_MOVED)) and head.isdisjoint(_REPORTED)
        moved = moved or (listed and before is not None and before.role == "origin") or _from_directions(tokens, anchor)
        role: Literal["mention", "origin"] = "origin" if moved else "mention"
        return Standing(start_at, end, role, plural, run.last + kind)

    def _modifies(self, run: Run, left: str, behind: str) -> bool:
        """ "Kharkiv police", "in Kestrian fields": the name is part of another noun's."""
        if (
            run.words.endswith(("ian", "ish", "ese"))
            and behind[:1].isalpha()
            and not (behind in PREPOSITIONS or behind in WILLED)
        ):
            return behind not in CONJUNCTIONS
        if run.words in COUNTRIES or behind not in _BODY_BEHIND:
            return False
        return not (left in LOCATIVE and behind in _KEPT_IN_LOCATIVE)

    def _heads(self, tokens: list[Token], run: Run, behind: str) -> bool:
        """ "Pell had 3,400 residents", "Pell: one person injured": what has residents, or heads an entry of a list."""
        ahead = tokens[run.last : run.last + _ENTRY]
        if behind in ("had", "has") and any(token.low in _RESIDENTS for token in ahead):
            return True
        if behind != ":" or len(ahead) < 2 or _TOWN.search(run.words.lower()) is None or run.words.isupper():
            return False
        return any(token.low in _BEFELL for token in ahead)

    def _second(self, tokens: list[Token], run: Run) -> int | None:
        """Where the second name of "between X and Y" ends."""
        if run.last + 1 >= len(tokens) or tokens[run.last].low != "and":
            return None
        second = next((one for one in runs_of(tokens[run.last + 1 :], self._text, frozenset()) if one.full == 0), None)
        return None if second is None else tokens[run.last + second.last].end

    def _person(self, run: Run) -> bool:
        return run.words in self._persons or (" " not in run.words and self._names.full(run.words) is not None)

    def _signed(self, tokens: list[Token], run: Run, anchor: int, left: str, behind: str, sure: bool) -> bool:
        """A preposition, a verb or what follows says that it is a place."""
        if not left and run.first == 0 and self._heads(tokens, run, behind):
            return True
        if left == "between" or (left == "and" and second_of_between(tokens, anchor)):
            return not any(token.low in _COMPANY for token in tokens[max(0, anchor - 6) : anchor])
        if left in LOCATIVE:
            return not (run.opens and run.first == 0)
        if left in MOTION_PREPOSITIONS:
            return self._moved(tokens, anchor - 1, left)
        if tokens[run.first - 1].low == "the" and run.first and run.words.lower() in RIVERS:
            return behind not in WILLED and not run.possessive
        if run.words.lower() in LANDS and behind not in WILLED and behind not in _BODY_BEHIND:
            return not run.possessive
        if left == "with":  # "the border with Chad"
            return anchor > 1 and tokens[anchor - 2].low in ("border", "borders", "frontier", "boundary")
        if left == "of":
            return anchor > 1 and tokens[anchor - 2].low in OF_NOUNS
        if left in PLACE_VERBS and not run.possessive:
            return behind not in _BODY_BEHIND or sure
        return self._beside(tokens, run, behind)

    def _moved(self, tokens: list[Token], at: int, preposition: str) -> bool:
        head = {token.low for token in tokens[max(0, at - _REACH) : at]}
        last = tokens[at - 1].low if at else ""
        if preposition == "from":
            return not head & FROM_BODIES
        if preposition in ("on", "against", "onto"):
            return last in STRIKING or bool({token.low for token in tokens[max(0, at - 3) : at]} & STRIKING)
        if preposition in ("over", "above"):
            return bool(head & SKYWARD)
        if preposition == "for":
            leaving = {token.low for token in tokens[max(0, at - 4) : at]} & {"left", "leave", "leaving", "departed"}
            return bool(leaving) or last in _AIMED
        if preposition == "to" and last in _LEADING:
            return True
        return bool(head & MOTION) and last not in ("according", "due", "thanks", "said", "told", "belonging")

    def _beside(self, tokens: list[Token], run: Run, behind: str) -> bool:
        """What follows the name: what it underwent, an apposition, a distance in brackets."""
        if self.undergoes(tokens, run.last) or behind in LOCAL_NOUNS:
            common = run.opens and run.words.lower() in COMMON
            return not run.possessive and not common and not self._person(run)
        after = tokens[run.last : run.last + 6]
        if len(after) > 1 and after[0].text == "(":
            words = after[1].low
            return (
                words.endswith("government-controlled")
                or words.endswith("km")
                or (
                    words[0].isdigit()
                    and len(after) > 2
                    and after[2].low in ("km", "kilometres", "miles", "kilometers")
                )
            )
        if len(after) > 2 and after[0].text == ",":
            if after[1].low == "where":
                return True
            if after[1].low in ("a", "an", "the"):
                return any(token.low in _APPOSED for token in after[2:6]) and not self._person(run)
            return after[1].text[0].isdigit() and after[2].low in ("km", "kilometres", "kilometers", "miles")
        return False

    @staticmethod
    def undergoes(tokens: list[Token], at: int) -> bool:
        """ "was shelled", "has also been hit", "came under fire", "lies"."""
        ahead = [token.low for token in tokens[at : at + 6] if token.low != "itself"]
        if not ahead:
            return False
        if ahead[0] in ("lies", "sits", "residents") or (ahead[0] in ENDURED and STRIKING & set(ahead)):
            return True
        if ahead[:2] == ["fell", "to"]:
            return True
        if ahead[0] in ("lost", "loses") and {"power", "electricity", "water", "heating"} & set(ahead):
            return True
        if ahead[0] in ("came", "comes") and "under" in ahead[1:3]:
            return True
        if ahead[0] in ("was", "were", "is", "has", "had", "remains", "remained", "went", "lay"):
            words = [word for word in ahead[1:] if word not in ("been", "being", "also", "again", "dark")]
            if ahead[0] == "went":
                return "dark" in ahead
            return bool(words) and (
                words[0] in UNDERGONE or (words[0].endswith("ly") and len(words) > 1 and words[1] in UNDERGONE)
            )
        return False

    def _owner(self, tokens: list[Token], run: Run) -> bool:
        """ "Sudan's capital", "Colombia's Arauca province"."""
        if run.words in self._persons or self._person(run):
            return False
        at = run.last
        if at < len(tokens) and (tokens[at].low in OWNED or tokens[at].low in SIDES):
            return at + 1 < len(tokens) and tokens[at + 1].low not in _BODY_BEHIND
        if at < len(tokens) and tokens[at].text[0].isupper() and bare(tokens[at].low) not in _BODIES:
            ahead = tokens[at + 1 : at + 4]
            return any(token.low in KINDS and token.low != "state" for token in ahead)
        return False


@lru_cache(maxsize=16_384)
def _is_no_place(written: tuple[str, ...], words: str) -> bool:
    """Whether the words of a run name no place, whatever the text tells: a body, an acronym, a nationality."""
    lows = [word.lower() for word in written]
    last = bare(written[-1])
    if any(bare(low) in _BODIES for low in lows) and lows[-1] not in NAMED_KINDS:
        return True
    if any(bare(low) in NO_PLACES for low in lows) or words in NATIONALITIES:
        return True
    if words.endswith(_RELIEF) or written[0].endswith(_SAILING):
        return True  # "through the Red Cross", "the Panama-flagged Delia"
    if _COMPOUND.search(written[-1]):
        return True  # "Moscow-installed"
    if words.lower() in _NO_NAMES:
        return True
    if len(written) == 1 and last.isupper() and 2 <= len(last) <= 5 and last not in COUNTRY_ACRONYMS:
        return True
    return any(low in _CALENDAR for low in lows) or last.endswith(("ians", "elis", "anis", "eans"))
