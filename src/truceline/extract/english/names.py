"""Persons named in a document, and the key under which one of them is known however the name is spelled.

A person is told by company: a first name, a title or a calling before, an age or "who" behind, a verb of saying. What
remains is known by the last name of somebody who was named in full. Bodies, papers, operations, storms, places and
governments ("Kyiv said") are none.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from truceline.extract.english.first_names import EITHER, MEN, WOMEN
from truceline.extract.english.lexicon import CUES, MONTHS, PARTICLES, PLACE_WORDS, TITLES, WEEKDAYS
from truceline.extract.english.metonyms import GOVERNMENT_WORDS, GOVERNMENTS
from truceline.extract.english.nationalities import COUNTRIES, NATIONALITIES
from truceline.extract.english.personwords import (
    BODIES,
    FEMALE_ROLES,
    HONORIFICS,
    LEADERS,
    MALE_ROLES,
    NOT_BEFORE,
    ROLES,
    SENTENCE_WORDS,
    SURNAME,
)
from truceline.extract.story import Sentence, Story
from truceline.model.mentions import PersonMention

_LETTER = (
    r"A-Z\u00c0-\u00d6\u00d8-\u00de\u0100\u010c\u0141\u015a\u0160\u017b\u017d\u0130\u015e\u0410-\u042f\u0404\u0406"
)
_ARTICLE = r"(?:a[dlnrstz]|ash|el|es|ad|um|bin|de|d|o)[-'’]"
_CAPITAL = rf"(?:[{_LETTER}]\.(?=\s?[{_LETTER}])|(?:{_ARTICLE})?[{_LETTER}][\w]*(?:[’'‑-]\w+){{0,4}}['’]?)"
_PARTICLE = "|".join(sorted((re.escape(word) for word in PARTICLES if "-" not in word), key=len, reverse=True))
_RUN = re.compile(rf"(?<![\w.’'-]){_CAPITAL}(?:[ \u00a0](?:(?:{_PARTICLE})[ \u00a0]){{0,2}}{_CAPITAL}){{0,7}}")
_WORD = re.compile(rf"(?:{_PARTICLE})(?=\s)|\S+")
_BEFORE = re.compile(r"([\w’'.-]+)(,?)\s*[\"“‘«(]?$")
_VERBS = "|".join(sorted((word for word in CUES if "-" not in word), key=len, reverse=True))
_BEHIND = re.compile(
    rf"\s(?P<says>(?:has |have |had |also |later |then |earlier ){{0,2}}(?:{_VERBS}))\b"
    r"|,\s(?P<who>who|whose|aged|\d\d?(?=,|\s(?:and|was|is|said|from|years))|an?\s|the\s|his\s|her\s|its\s|then\s|now\s|head\s|chief\s"
    r"|director\s|spokes|deputy\s|mayor\s|leader\s|commander\s|governor\s|founder\s)"
    r"|\s\((?P<age>\d\d)\)"
)
_APPOSITION = re.compile(
    r",\s(?:(?:an?|the|his|her|its|their|then|now)\s)?((?:[\w’'-]+\s){0,7}?[\w’'-]+)(?=[,.;]|\s(?:of|for|at|in|who|from|with|and|said|told)\b)"
)
_ALIAS = re.compile(
    rf"\b(?:known as|nicknamed|call sign|nom de guerre|name(?: only)? as|identified (?:him|her)self as)\s({_CAPITAL})"
)
_DEMONYM = re.compile(
    r"^(?:non-)?[\w]+-(?:born|backed|led|held|occupied|controlled|based|brokered|made|speaking|style|run)$",
    re.IGNORECASE,
)
_SURNAME = re.compile(rf"^[A-Z]\w{{1,}}(?:{SURNAME})$")
#: lands that are first names as well
_ALSO_LANDS = frozenset(("israel", "jordan", "georgia", "chad", "india", "china"))
_INITIAL = re.compile(r"^[A-Z]\.$")
_SMALL_WORD = re.compile(r"[a-z]+(?:-[a-z]+)?")
#: callings that are no calling but give a name
_NAMED = frozenset(("named", "called"))
_OF_PLACES = frozenset(("in", "at", "near", "of"))
_NOT_NAMES = BODIES | MONTHS.keys() | WEEKDAYS.keys() | frozenset(("i", "us", "uk", "x", "god", "covid"))
_NO_PERSON = (
    _NOT_NAMES
    | GOVERNMENT_WORDS
    | SENTENCE_WORDS
    | frozenset(word.lower() for name in (*COUNTRIES, *NATIONALITIES) for word in name.split() if " " not in name)
) - (frozenset(MEN) | frozenset(WOMEN)) | frozenset(("jordan", "georgia", "israel", "chad", "sofia"))
_POSSESSIVE = re.compile(r"(?<=[sS])['’]$|['’]s$")
_NOT_KEY = re.compile(r"[^\w]+")
#: spellings of one ending in Latin letters: -skyy, -skyi, -skiy, -skii, -ski → -sky; -yy, -iy, -ii, -ij → -y
_SKY_ENDING = re.compile(r"(?<=[sc]k)(?:yy|yi|iy|ii|ij|yj|i|y)$|(?<=zk)(?:yy|yi|iy|ii|i|y)$")
_Y_ENDING = re.compile(r"(?:yy|yi|iy|ii|ij|yj)$")
_BEHIND_REACH = 60


def bare(word: str) -> str:
    """The word without its possessive ending."""
    return _POSSESSIVE.sub("", word)


@lru_cache(maxsize=16_384)
def fold(word: str) -> str:
    """One spelling for the transliterations of one name: lower case, no accents, one ending."""
    plain = "".join(
        letter for letter in unicodedata.normalize("NFKD", word.lower()) if not unicodedata.combining(letter)
    )
    plain = plain.replace("'", "").replace("’", "").replace("ʼ", "").replace("ł", "l").replace("ı", "i")
    return _Y_ENDING.sub("y", _SKY_ENDING.sub("y", plain))


@lru_cache(maxsize=16_384)
def key(words: str) -> str:
    """The key of a name or a body: "Volodymyr Zelenskyy" and "Volodymyr Zelensky" are both volodymyr_zelensky."""
    return "_".join(
        part for word in words.split() if (part := _NOT_KEY.sub("_", fold(bare(word)).strip("-")).strip("_"))
    )


_WOMEN = frozenset(map(fold, WOMEN))
_MEN = frozenset(map(fold, MEN))
_FIRST = _WOMEN | _MEN | frozenset(map(fold, EITHER))


@lru_cache(maxsize=16_384)
def _surname(word: str) -> str:
    """A last name as it is looked up: without the article of Arabic names."""
    folded = fold(bare(word))
    return folded[3:] if folded[:3] in ("al-", "el-") else folded


class Person(NamedTuple):
    """One occurrence of a person's name in the text."""

    start: int
    end: int
    name: str  # in full, as the document lets it be told
    key: str
    sentence: int


class _Word(NamedTuple):
    text: str  # without a possessive ending
    low: str
    start: int
    end: int


class _Stretch(NamedTuple):
    """Capitalised words that may be a name, with what stands around them."""

    words: tuple[_Word, ...]
    titles: frozenset[str]
    land: str | None  # "Ukraine" of "Ukraine's Volodymyr Zelensky"
    before: str  # the small word before, empty at the head of a sentence
    comma: bool  # a comma stands between that word and the name
    behind: str  # "says", "who", "age", or nothing
    sentence: int
    heading: bool

    @property
    def name(self) -> str:
        return " ".join(word.text for word in self.words)


class Names:
    """The persons of a document: every occurrence, and who bears which last name and which office."""

    def __init__(self, story: Story) -> None:
        self._text = story.text
        self._by_last: dict[str, dict[str, str]] = {}  # last name → key → the name in full
        self._alone: dict[str, str] = {}  # names of one word, as written
        self._roles: dict[str, set[str]] = {}
        self._lands: dict[str, set[str]] = {}
        stretches = [found for sentence in story.sentences for found in self._stretches(story, sentence)]
        for stretch in stretches:
            if _is_full_name(stretch):
                self._note(stretch)
        for match in _ALIAS.finditer(story.text):
            self._alone.setdefault(_surname(match[1]), bare(match[1]))
        for stretch in stretches:
            if self._stands_alone(stretch):
                self._alone.setdefault(_surname(stretch.name), stretch.name)
                self._learn(key(stretch.name), stretch)
        self.persons = tuple(person for stretch in stretches if (person := self._person(stretch)) is not None)
        self._by_start = {person.start: person for person in self.persons}

    def _stretches(self, story: Story, sentence: Sentence) -> list[_Stretch]:
        heading = sentence.headline or story.is_heading(sentence)
        found: list[_Stretch] = []
        for match in _RUN.finditer(self._text, sentence.start, sentence.end):
            before = _BEFORE.search(self._text, max(sentence.start, match.start() - 40), match.start())
            small, comma = ("", False) if before is None else (before[1].lower(), bool(before[2]))
            for kept, titles, land in _split(match, small, heading):
                first = kept[0].start == match.start()
                behind = _BEHIND.match(self._text, kept[-1].end, min(sentence.end, kept[-1].end + 40))
                found.append(
                    _Stretch(
                        tuple(kept),
                        frozenset(titles | ({small} if small in ROLES and not comma else set())),
                        land or (_land_of(before[1]) if before is not None else None),
                        small if first else "",
                        comma and first,
                        "" if behind is None else behind.lastgroup or "",
                        sentence.number,
                        heading,
                    )
                )
        return found

    def _note(self, stretch: _Stretch) -> None:
        name = stretch.name
        self._by_last.setdefault(_surname(stretch.words[-1].text), {}).setdefault(key(name), name)
        self._learn(key(name), stretch)

    def _learn(self, person: str, stretch: _Stretch) -> None:
        """The offices that the text gives a person: before the name, or in apposition behind it."""
        roles = self._roles.setdefault(person, set())
        roles.update(stretch.titles)
        end = stretch.words[-1].end
        apposition = _APPOSITION.match(self._text, end, min(len(self._text), end + _BEHIND_REACH))
        if apposition is not None:
            roles.update(word for word in apposition[1].lower().split() if word in ROLES or word in TITLES)
        ahead = self._text[max(0, stretch.words[0].start - 60) : stretch.words[0].start].rsplit(".", 1)[-1]
        roles.update(word for word in _SMALL_WORD.findall(ahead.lower())[-6:] if word in ROLES or word in TITLES)
        if stretch.land:
            self._lands.setdefault(person, set()).add(stretch.land)

    def _stands_alone(self, stretch: _Stretch) -> bool:
        """Whether one word is a person's name by its company."""
        if len(stretch.words) != 1 or self.full(stretch.words[0].text) is not None:
            return False
        word = stretch.words[0]
        if word.low in _NO_PERSON or len(word.text) < 3 or stretch.heading:
            return False
        first = fold(word.text) in _FIRST
        honoured = bool(stretch.titles & HONORIFICS) and stretch.behind != "who"
        if stretch.titles & _NAMED or (honoured and stretch.before not in NOT_BEFORE):
            return True
        if first:
            return bool(stretch.behind or stretch.titles or stretch.comma)
        called = stretch.titles & ROLES and (stretch.behind or _SURNAME.match(word.text))
        spoke = stretch.behind in ("says", "who", "age") and (
            _SURNAME.match(word.text) is not None or stretch.behind == "age"
        )
        return bool(called or spoke) and stretch.before not in NOT_BEFORE

    def _person(self, stretch: _Stretch) -> Person | None:
        start, end, name = stretch.words[0].start, stretch.words[-1].end, stretch.name
        if len(stretch.words) > 1:
            known = self._by_last.get(_surname(stretch.words[-1].text), {})
            full = known.get(key(name)) or self._same(known, name)
            return None if full is None else Person(start, end, full, key(full), stretch.sentence)
        word = stretch.words[0]
        if word.low in _NO_PERSON and not stretch.titles & HONORIFICS:
            return None
        known_as = self.full(word.text) or self._alone.get(_surname(word.text))
        if known_as is None:
            return None
        placed = stretch.before in NOT_BEFORE and not stretch.titles and stretch.before in ("in", "at", "near", "into")
        return None if placed else Person(start, end, known_as, key(known_as), stretch.sentence)

    def _same(self, known: dict[str, str], name: str) -> str | None:
        """A person of that last name whose first names hold the first of these: "V. Putin", "Vladimir Putin"."""
        first = _first(name)
        for other in known.values():
            if _first(other).startswith(first) or first.startswith(_first(other)):
                return other
        return None

    def full(self, last: str) -> str | None:
        """The one full name that ends in this last name; null when there is none, or more than one person."""
        known = self._by_last.get(_surname(last))
        return next(iter(known.values())) if known and len(known) == 1 else None

    def named(self, words: str) -> str | None:
        """The name in full of the person that the words name, null when they name none."""
        last = words.rsplit(maxsplit=1)[-1]
        known = self._by_last.get(_surname(last), {})
        return known.get(key(words)) or self.full(last) or self._alone.get(_surname(last))

    def is_person(self, words: str) -> bool:
        """Whether the words are a name of the document's persons, or end one."""
        last = _surname(words.rsplit(maxsplit=1)[-1])
        return last in self._by_last or last in self._alone

    def at(self, start: int) -> Person | None:
        """The person whose name starts there."""
        return self._by_start.get(start)

    def has_role(self, person: str, role: str) -> bool:
        """Whether a person (by key) has this office in the document; a president or premier is also a leader."""
        roles = self._roles.get(person, set())
        return role in roles or (role == "leader" and bool(roles & LEADERS))

    def fits(self, person: str, phrase: list[str], lands: set[str]) -> bool:
        """Whether "the Ukrainian foreign minister" can be this person: the office fits and no other land is known."""
        if lands and not lands & self._lands.get(person, lands):
            return False
        return self.has_role(person, phrase[-1]) and all(
            word in self._roles.get(person, set()) for word in phrase[:-1] if word in TITLES and word != "former"
        )

    def gender(self, person: str) -> str | None:
        """ "f" or "m" where offices or the first name tell."""
        roles = self._roles.get(person, set())
        if roles & FEMALE_ROLES:
            return "f"
        return "m" if roles & MALE_ROLES else gender_of(person.partition("_")[0])


def _first(name: str) -> str:
    return fold(name.partition(" ")[0]).rstrip(".")


def gender_of(first: str) -> str | None:
    """The gender of a first name, null when it is unknown or of both."""
    folded = fold(first)
    if folded in _WOMEN:
        return None if folded in _MEN else "f"
    return "m" if folded in _MEN else None


def find_persons(story: Story, names: Names) -> tuple[PersonMention, ...]:
    """Every occurrence of a person's name, without titles."""
    return tuple(
        PersonMention(
            item_id=story.document.item_id,
            start=person.start,
            end=person.end,
            text=story.text[person.start : person.end],
            method="rule:person.name",
            confidence_ppm=900_000 if " " in story.text[person.start : person.end] else 800_000,
            name=person.name,
            person_id=person.key,
        )
        for person in names.persons
    )


def _land_of(word: str) -> str | None:
    name = bare(word)
    return name if name in COUNTRIES else NATIONALITIES.get(name)


def _split(match: re.Match[str], small: str, heading: bool) -> list[tuple[list[_Word], set[str], str | None]]:
    """A capitalised run as stretches that may be names, with the titles and the land before each.

    A title, a nationality or a possessive ends what came before; a body's word spoils its neighbours, up to a title.
    """
    found: list[tuple[list[_Word], set[str], str | None]] = []
    kept: list[_Word] = []
    titles: set[str] = set()
    land: str | None = None
    spoilt = False
    opens = not small
    words = list(_WORD.finditer(match.group()))
    for number, part in enumerate(words):
        written = part.group()
        name = bare(written)
        low = name.lower().rstrip(".")
        start = match.start() + part.start()
        if opens and number == 0 and low in SENTENCE_WORDS:
            continue
        if number == 0 and low == "state" and small == "of":  # "Secretary of State"
            titles.add("secretary")
            continue
        if titles and not kept and low in _ALSO_LANDS and number + 1 < len(words):
            kept.append(_Word(name, low, start, start + len(name)))
            continue
        titled = low in TITLES or low in HONORIFICS or (low in ROLES and fold(low) not in _FIRST)
        foreign = _land_of(name)
        ended = titled or foreign is not None or _DEMONYM.match(name) is not None
        if ended or low in _NOT_NAMES or _is_acronym(name, heading):
            if kept and not (low in _NOT_NAMES and not ended):
                found.append((kept, titles, land))
            titles = ({*titles, low} if not kept else {low}) if titled else titles if not kept else set()
            land = foreign or (land if not kept else None)
            spoilt = not ended and low in _NOT_NAMES
            kept = []
            continue
        if spoilt:
            continue
        if name in PARTICLES and not kept:
            continue
        kept.append(_Word(name, low, start, start + len(name)))
        if name != written:
            found.append((kept, titles, land))
            kept, titles, land = [], set(), None
    if kept:
        found.append((kept, titles, land))
    return found


def _is_acronym(name: str, heading: bool) -> bool:
    return name.isupper() and len(name) > 1 and not name.endswith(".") and not heading


def _is_full_name(stretch: _Stretch) -> bool:
    """Whether two or more words name a person: by the first of them, by a title, or by what stands around them."""
    names = [word for word in stretch.words if word.text not in PARTICLES]
    if (
        not 2 <= len(names) <= 5
        or names[-1].low in PLACE_WORDS
        or names[0].low in PLACE_WORDS
        or stretch.name in GOVERNMENTS
    ):
        return False
    if names[0].low in GOVERNMENT_WORDS and fold(names[0].text) not in _FIRST:
        return False
    if fold(names[0].text) in _FIRST or _INITIAL.match(names[0].text):
        return stretch.before not in _OF_PLACES or fold(names[0].text) in _FIRST
    if stretch.heading:
        return False
    if stretch.titles or (stretch.comma and stretch.before in ROLES and stretch.behind != "who"):
        return True
    if stretch.before in NOT_BEFORE or stretch.before == "the":
        return False
    if any(fold(part) in _FIRST for part in names[0].text.split("-")):
        return True
    last = _SURNAME.match(names[-1].text) is not None
    return bool(stretch.behind) or (last and not stretch.before)
