"""Stretches of capitalised words that may name a person, with what stands around them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

import msgspec

from truceline.extract.english.lexicon import CUES, MONTHS, PARTICLES, PLACE_WORDS, TITLES, WEEKDAYS
from truceline.extract.english.metonyms import GOVERNMENT_WORDS, GOVERNMENTS
from truceline.extract.english.nationalities import COUNTRIES, NATIONALITIES
from truceline.extract.english.personwords import (
    BODIES,
    GESTURES,
    HONORIFICS,
    NOT_BEFORE,
    ROLES,
    SENTENCE_WORDS,
    SURNAME,
)
from truceline.extract.english.spelling import FIRST_NAMES, GLUED, LETTER, bare
from truceline.extract.english.wordkinds import CAPITALISED, CAPITALISED_INSIDE
from truceline.extract.spelling import fold
from truceline.extract.story import Sentence, Story
from truceline.extract.words import words

CAPITAL = rf"(?:(?:[{LETTER}]\.){{1,3}}(?=\s?[{LETTER}])|(?:{GLUED})?[{LETTER}][\w]*(?:[’'‑-]\w+){{0,4}}['’]?)"
_PARTICLE = "|".join(sorted((re.escape(word) for word in PARTICLES if "-" not in word), key=len, reverse=True))
_RUN = re.compile(rf"(?<![\w.’'-]){CAPITAL}(?:[ \u00a0](?:(?:{_PARTICLE})[ \u00a0]){{0,2}}{CAPITAL}){{0,7}}")
_WORD = re.compile(rf"(?:{_PARTICLE})(?=\s)|\S+")
_BEHIND = re.compile(
    r"\s(?P<says>(?:(?:has|have|had|also|later|then|earlier)\s){0,2}[a-z]{3,16})\b"
    r"|,\s(?P<who>who|whose|aged|\d\d?(?=,|\s(?:and|was|is|said|from|years))|an?\s|the\s|his\s|her\s|its\s|then\s|now\s"
    r"|head\s|chief\s|director\s|spokes|deputy\s|mayor\s|leader\s|commander\s|governor\s|founder\s)"
    r"|\s\((?P<age>\d\d)\)|(?P<colon>:\s*[\"“«‘])"
)
#: behind an age; "Lyman, 12, Siversk, 7, and" is a list of towns with counts
_AGED = re.compile(r",\s(?!and\b|or\b)[a-z]")
#: "Salwa Bakri had just put out her onions"
_OWN = re.compile(r"\s[a-z]+\s(?:[\w'’-]+\s){0,7}?(?:his|her|herself|himself)\b")
_DEMONYM = re.compile(
    r"^(?:non-)?[\w]+-(?:born|backed|led|held|occupied|controlled|based|brokered|made|speaking|style|run)$",
    re.IGNORECASE,
)
SURNAME_FORM = re.compile(rf"^[A-Z]\w{{1,}}(?:{SURNAME})$")
#: family names that stand first, and given names behind them that are words of another kind elsewhere
FAMILY_FIRST = words(
    "kim xi wang li chen moon yoon lee park zhang liu han choi guo hong lin mao zhao zhou huang wu xu sun yang zhu hu "
    "wen jung jang cho kang nguyen tran pham ban roh"
)
_GIVEN = frozenset(("un", "il", "post", "may"))
#: lands that are first names as well
_ALSO_LANDS = frozenset(("israel", "jordan", "georgia", "chad", "india", "china"))
_NOT_INITIALS = words(
    "us uk eu un u.s u.k u.n e.u d.c pm mp tv ai dr vp pr ap hq nz uae i x a.m p.m u.a.e kg km mi no ok tu su il an"
)
_NUMERAL = re.compile(r"^[IVX]{2,5}$")
_INITIAL = re.compile(r"^(?:[A-Z]\.){1,3}$|^[A-Z]{2}$")
TELLS = words("said says added adds asked explained explains recalled recalls insisted joked warned argued noted")
#: what is done to people and to nobody else: "sentenced Tamas Varga"
_DONE_TO_PERSONS = words("sentenced convicted acquitted jailed indicted arrested appointed elected re-elected married")
_OF_PLACES = frozenset(("in", "at", "near", "of"))
NOT_NAMES = BODIES | MONTHS.keys() | WEEKDAYS.keys() | frozenset(("i", "us", "uk", "x", "god", "covid"))


#: small words before a run that change how it is read
_TELLING = frozenset(("of",))


class Word(msgspec.Struct, frozen=True, gc=False):
    """One word of a name."""

    text: str  # without a possessive ending
    low: str
    start: int
    end: int


class Stretch(msgspec.Struct, frozen=True, gc=False):
    """Capitalised words that may be a name, with what stands around them."""

    words: tuple[Word, ...]
    titles: frozenset[str]
    land: str | None  # "Ukraine" of "Ukraine's Volodymyr Zelensky"
    before: str  # the small word before, empty at the head of a sentence
    comma: bool  # a comma stands between that word and the name
    behind: str  # "says", "who", "age", or nothing
    sentence: int
    heading: bool
    office_ahead: bool = False  # between commas, behind a phrase that names an office

    @property
    def name(self) -> str:
        return " ".join(word.text for word in self.words)


def stretches_of(story: Story, sentence: Sentence) -> list[Stretch]:
    """Every stretch of a sentence, in order."""
    text = story.text
    heading = sentence.headline or story.is_heading(sentence)
    found: list[Stretch] = []
    for match in _runs_in(story, sentence):
        start = match.start()
        before, comma = _before(text, max(sentence.start, start - 40), start)
        small = before.lower().rstrip(".")
        parts = _parts(match.group(), small if small in _TELLING else "" if not small else "-", heading)
        if not parts:
            continue
        told = not comma and (small in ROLES or small in HONORIFICS or small.endswith("-year-old"))
        called = frozenset((small,)) if told else frozenset()
        for named, titles, land in parts:
            first = named[0].start == 0
            kept = tuple(Word(word.text, word.low, word.start + start, word.end + start) for word in named)
            offices = _offices_ahead(text, start) if comma and first else False
            found.append(
                Stretch(
                    kept,
                    titles | called,
                    land or _land_of(before),
                    small if first else "",
                    comma and first,
                    _behind(text, kept[-1].end, sentence.end, len(kept) > 1),
                    sentence.number,
                    heading,
                    offices,
                )
            )
    return found


def _runs_in(story: Story, sentence: Sentence) -> Iterable[re.Match[str]]:
    """What a search for runs would find, tried only at the words that may begin one."""
    text, end = story.text, sentence.end
    if story.kinds(sentence) & CAPITALISED_INSIDE:
        yield from _RUN.finditer(text, sentence.start, end)
        return
    at = sentence.start
    for token in story.spoken_tokens(sentence):
        if token.kinds & CAPITALISED and token.start >= at:
            match = _RUN.match(text, token.start, end)
            if match is not None:
                at = match.end()
                yield match


def _before(text: str, start: int, end: int) -> tuple[str, bool]:
    """The word before a run, and whether a comma stands between them."""
    head = text[start:end].rstrip(' \u00a0\n"“‘«(')
    if not head or head[-1] in ":;—–)]!?”»":
        return "", False
    comma = head[-1] == ","
    head = head.rstrip(",")
    return head[max(head.rfind(" "), head.rfind("\n"), head.rfind("\u00a0")) + 1 :].lstrip('"“‘«('), comma


def _offices_ahead(text: str, at: int) -> bool:
    """Whether an office stands before a name between commas: "the foreign minister of one of them, Astrid Vale,"."""
    ahead = text[max(0, at - 70) : at].rpartition(". ")[2]
    return any(word.rstrip(",") in ROLES for word in ahead.lower().split()[-9:])


def _behind(text: str, at: int, end: int, several: bool) -> str:
    """What stands behind a name: "says" for a verb of saying, "shrugs" for what persons alone do, "who" for an
    apposition, "age", "own" where his or her things are told of, or nothing."""
    match = _BEHIND.match(text, at, min(end, at + 40))
    if match is None:
        return ""
    if match["says"] is not None:
        verb = match["says"].rpartition(" ")[2]
        if verb in GESTURES:
            return "shrugs"
        if verb in CUES:
            return "says"
        if verb in ("was", "became") and _office_behind(text, match.end()):
            return "shrugs"  # "since Kabila was president"
        return "own" if several and _OWN.match(text, at, min(end, at + 70)) else ""
    if match["who"] is not None and match["who"].isdigit() and _AGED.match(text, match.end()):
        return "age"  # "Varga, 61, has kept silent"
    return "says" if match.lastgroup == "colon" else match.lastgroup or ""


def _office_behind(text: str, at: int) -> bool:
    words = text[at : at + 30].lower().replace(" the ", " ").replace(" a ", " ").split()[:1]
    return bool(words) and words[0].strip(".,;") in ROLES


def _land_of(word: str) -> str | None:
    name = bare(word)
    return name if name in COUNTRIES else NATIONALITIES.get(name)


class _Part(NamedTuple):
    """A stretch within its run: its words, the titles and the land before it."""

    words: tuple[Word, ...]
    titles: frozenset[str]
    land: str | None


@lru_cache(maxsize=32_768)
def _parts(run: str, small: str, heading: bool) -> tuple[_Part, ...]:
    """A capitalised run as stretches that may be names, with the titles and the land before each.

    A title, a nationality or a possessive ends what came before; a body's word spoils its neighbours, up to a title.
    """
    found: list[tuple[list[Word], set[str], str | None]] = []
    kept: list[Word] = []
    titles: set[str] = set()
    land: str | None = None
    spoilt = False
    opens = not small
    parts = list(_WORD.finditer(run))
    for number, part in enumerate(parts):
        written = part.group()
        name = bare(written)
        low = name.lower().rstrip(".")
        start = part.start()
        if opens and number == 0 and low in SENTENCE_WORDS:
            continue
        if number == 0 and low == "state" and small == "of":  # "Secretary of State"
            titles.add("secretary")
            continue
        if low in _ALSO_LANDS and not kept and (titles or name == written) and _names_on(parts, number):
            kept.append(Word(name, low, start, start + len(name)))
            continue
        given = bool(kept) and low in _GIVEN and kept[0].low in FAMILY_FIRST
        titled = not given and (low in TITLES or low in HONORIFICS or (low in ROLES and fold(low) not in FIRST_NAMES))
        foreign = _land_of(name)
        ended = titled or foreign is not None or ("-" in name and _DEMONYM.match(name) is not None)
        if ended or (low in NOT_NAMES and not given) or _is_acronym(name, heading):
            if kept and not (low in NOT_NAMES and not ended):
                found.append((kept, titles, land))
            titles = ({*titles, low} if not kept else {low}) if titled else titles if not kept else set()
            land = foreign or (land if not kept else None)
            spoilt = not ended and low in NOT_NAMES
            kept = []
            if name != written:
                spoilt = False  # "Human Rights Watch's Juanita Goebertus"
            continue
        if spoilt:
            continue
        if name in PARTICLES and not kept:
            continue
        kept.append(Word(name, low, start, start + len(name)))
        if name != written:
            found.append((kept, titles, land))
            kept, titles, land = [], set(), None
    if kept:
        found.append((kept, titles, land))
    return tuple(_Part(tuple(words), frozenset(offices), country) for words, offices, country in found)


def _names_on(parts: list[re.Match[str]], number: int) -> bool:
    """Whether a land's name is a first name here: one more word follows, and it is a last name's."""
    if number + 2 != len(parts):
        return False
    low = bare(parts[number + 1].group()).lower()
    return low not in NOT_NAMES and low not in TITLES and low not in PLACE_WORDS and low not in HONORIFICS


def _is_acronym(name: str, heading: bool) -> bool:
    if _NUMERAL.match(name):  # "Leo XIV"
        return False
    if not name.isupper() or len(name) < 2 or heading:
        return False
    return name.rstrip(".").lower() in _NOT_INITIALS if name.endswith(".") or len(name) == 2 else True


def _done_to(stretch: Stretch, names: list[Word]) -> bool:
    """ "sentenced Tamas Varga"; but not "arrested Two Rivers activists"."""
    return stretch.before in _DONE_TO_PERSONS and len(names) == 2 and names[0].low not in SENTENCE_WORDS


def is_full_name(stretch: Stretch) -> bool:
    """Whether two or more words name a person: by the first of them, by a title, or by what stands around them."""
    names = [word for word in stretch.words if word.text not in PARTICLES]
    if (
        not 2 <= len(names) <= 5
        or names[-1].low in PLACE_WORDS
        or names[0].low in PLACE_WORDS
        or stretch.name in GOVERNMENTS
        or stretch.name in COUNTRIES
        or names[-1].low.removesuffix("s") in ROLES  # "Emergency Lawyers"
    ):
        return False
    if names[0].low in GOVERNMENT_WORDS and fold(names[0].text) not in FIRST_NAMES:
        return False
    if stretch.words[0].low in PARTICLES and fold(stretch.words[0].text) not in FIRST_NAMES:
        return False  # "Von der Leyen": a last name
    if fold(names[0].text) in FIRST_NAMES or _INITIAL.match(names[0].text):
        return stretch.before not in _OF_PLACES or fold(names[0].text) in FIRST_NAMES
    if stretch.heading:
        return False
    if (stretch.before in TELLS or _done_to(stretch, names)) and not stretch.comma:  # "said Tamas Varga"
        return True
    if stretch.titles or stretch.office_ahead or (stretch.land and stretch.before.endswith(("'s", "’s"))):
        return True
    if stretch.before in NOT_BEFORE or stretch.before == "the":
        return False
    if any(fold(part) in FIRST_NAMES for part in names[0].text.split("-")):
        return True
    last = SURNAME_FORM.match(names[-1].text) is not None
    return bool(stretch.behind) or (last and not stretch.before)
