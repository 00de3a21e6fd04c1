"""Persons named in a document, and the key under which one of them is known however the name is spelled.

A person is told by company: a first name, a title or a calling before, an age or "who" behind, a verb of saying. What
remains is known by the last name of somebody who was named in full. Bodies, papers, operations, storms, places and
governments ("Kyiv said") are none.
"""

from __future__ import annotations

import re

import msgspec

from truceline.extract.english.first_names import MEN, WOMEN
from truceline.extract.english.lexicon import PARTICLES, TITLES
from truceline.extract.english.metonyms import GOVERNMENT_WORDS
from truceline.extract.english.nationalities import COUNTRIES, NATIONALITIES
from truceline.extract.english.personwords import (
    FEMALE_ROLES,
    HONORIFICS,
    LEADERS,
    MALE_ROLES,
    NOT_BEFORE,
    ROLES,
    SENTENCE_WORDS,
)
from truceline.extract.english.spelling import FIRST_NAMES, bare, first_of, gender_of, key, surname
from truceline.extract.english.stretches import (
    CAPITAL,
    FAMILY_FIRST,
    NOT_NAMES,
    SURNAME_FORM,
    TELLS,
    Stretch,
    is_full_name,
    stretches_of,
)
from truceline.extract.spelling import fold
from truceline.extract.story import Story
from truceline.model.mentions import PersonMention

__all__ = ["Names", "Person", "bare", "find_persons", "fold", "key"]

_APPOSITION = re.compile(
    r",\s(?:(?:an?|the|his|her|its|their|then|now)\s)?((?:[\w’'-]+\s){0,7}?[\w’'-]+)(?=[,.;]|\s(?:of|for|at|in|who|from|with|and|said|told)\b)"
)
_ALIAS = re.compile(
    rf"\b(?:known as|nicknamed|call sign|nom de guerre|name(?: only)? as|identified (?:him|her)self as)\s({CAPITAL})"
)
#: an alias has one of these before it: to look for them is much cheaper than to search
_ALIAS_SIGNS = ("known as", "nicknamed", "call sign", "nom de guerre", "name as", "name only as", "self as")
_SMALL_WORD = re.compile(r"[a-z]+(?:-[a-z]+)?")
#: callings that are no calling but give a name
_NAMED = frozenset(("named", "called"))
_NO_PERSON = (
    NOT_NAMES
    | GOVERNMENT_WORDS
    | SENTENCE_WORDS
    | frozenset(word.lower() for name in (*COUNTRIES, *NATIONALITIES) for word in name.split() if " " not in name)
) - (frozenset(MEN) | frozenset(WOMEN)) | frozenset(("jordan", "georgia", "israel", "chad", "sofia"))
_BEHIND_REACH = 60
_WHO = ("who ", "whose ", "whom ")
#: what a name is part of that stands before one of these: "Stefan Voda district"
_OF_A_PLACE = re.compile(
    r"\s(?:[Dd]istrict|[Rr]egion|[Pp]rovince|[Oo]blast|[Rr]aion|[Cc]ounty|[Mm]unicipality|[Gg]overnorate|[Hh]romada)\b"
)


class Person(msgspec.Struct, frozen=True, gc=False):
    """One occurrence of a person's name in the text."""

    start: int
    end: int
    name: str  # in full, as the document lets it be told
    key: str
    sentence: int


#: "Army spokesman Gen. Ekenge": the point ends nothing
_SHORT_TITLE = re.compile(r"\b(?:Gen|Lt|Col|Maj|Brig|Capt|Sgt|Adm|Cmdr|Dr|Mr|Mrs|Ms|Prof|Gov|Sen|Rep)\.\s")


class Names:
    """The persons of a document: every occurrence, and who bears which last name and which office."""

    def __init__(self, story: Story) -> None:
        self._text = story.text
        self._by_last: dict[str, dict[str, str]] = {}  # last name → key → the name in full
        self._alone: dict[str, str] = {}  # names of one word, as written
        self._roles: dict[str, set[str]] = {}
        self._lands: dict[str, set[str]] = {}
        stretches = [found for sentence in story.sentences for found in stretches_of(story, sentence)]
        for stretch in stretches:
            if is_full_name(stretch) and _OF_A_PLACE.match(story.text, stretch.words[-1].end) is None:
                self._note(stretch)
        aliased = any(sign in story.text for sign in _ALIAS_SIGNS)
        for match in _ALIAS.finditer(story.text) if aliased else ():
            self._alone.setdefault(surname(match[1]), bare(match[1]))
        for stretch in stretches:
            if self._stands_alone(stretch):
                self._alone.setdefault(surname(stretch.name), stretch.name)
                self._learn(key(stretch.name), stretch)
        self.persons = tuple(person for stretch in stretches if (person := self._person(stretch)) is not None)
        self._by_start = {person.start: person for person in self.persons}

    def _note(self, stretch: Stretch) -> None:
        name = stretch.name
        self._by_last.setdefault(surname(stretch.words[-1].text), {}).setdefault(key(name), name)
        if stretch.words[0].low in FAMILY_FIRST:  # "Kim Jong Un" is Kim later on
            self._by_last.setdefault(surname(stretch.words[0].text), {}).setdefault(key(name), name)
        self._learn(key(name), stretch)

    def _learn(self, person: str, stretch: Stretch) -> None:
        """The offices that the text gives a person: before the name, or in apposition behind it."""
        roles = self._roles.setdefault(person, set())
        roles.update(stretch.titles)
        end = stretch.words[-1].end
        apposition = _APPOSITION.match(self._text, end, min(len(self._text), end + _BEHIND_REACH))
        if apposition is not None and not apposition[1].lower().startswith(_WHO):  # "who lost her brother"
            roles.update(word for word in apposition[1].lower().split() if word in ROLES or word in TITLES)
        ahead = self._text[max(0, stretch.words[0].start - 60) : stretch.words[0].start]
        ahead = _SHORT_TITLE.sub(" ", ahead).rsplit(".", 1)[-1]
        roles.update(word for word in _SMALL_WORD.findall(ahead.lower())[-6:] if word in ROLES or word in TITLES)
        if stretch.land:
            self._lands.setdefault(person, set()).add(stretch.land)

    def _stands_alone(self, stretch: Stretch) -> bool:
        """Whether one word is a person's name by its company."""
        if len(stretch.words) != 1 or self.full(stretch.words[0].text) is not None:
            return False
        word = stretch.words[0]
        if word.low in _NO_PERSON or len(word.text) < 3 or stretch.heading:
            return False
        first = fold(word.text) in FIRST_NAMES
        honoured = bool(stretch.titles & HONORIFICS)
        aged = any(title.endswith("-year-old") for title in stretch.titles)
        if stretch.titles & _NAMED or aged or (honoured and stretch.before not in NOT_BEFORE):
            return True
        if stretch.before in TELLS and not stretch.comma and stretch.behind in ("who", "age"):
            return True  # "said Dragica, who lives there"
        if first:
            return bool(stretch.behind or stretch.titles or stretch.comma)
        opens = stretch.behind == "who" and not stretch.before and self._appointed(word.end)
        if stretch.behind == "shrugs" or opens:
            return (
                stretch.before not in NOT_BEFORE
            )  # "Pavlo snorts", "Berendsen, a former artillery officer, was blunt"
        called = stretch.titles & ROLES and (stretch.behind or SURNAME_FORM.match(word.text))
        spoke = stretch.behind in ("says", "who", "age") and (
            SURNAME_FORM.match(word.text) is not None or stretch.behind == "age"
        )
        return bool(called or spoke) and stretch.before not in NOT_BEFORE

    def _appointed(self, end: int) -> bool:
        """Whether an office stands in apposition behind a name: "Berendsen, a former officer, …"."""
        apposition = _APPOSITION.match(self._text, end, min(len(self._text), end + _BEHIND_REACH))
        if apposition is None or self._text.startswith((" said", " told"), apposition.end()):
            return False  # "Pell, the governor said"
        return apposition[1].lower().split()[-1] in ROLES

    def _person(self, stretch: Stretch) -> Person | None:
        start, end, name = stretch.words[0].start, stretch.words[-1].end, stretch.name
        if len(stretch.words) > 1:
            known = self._by_last.get(surname(stretch.words[-1].text), {})
            full = known.get(key(name)) or self._same(known, name)
            if full is None and stretch.words[0].low in PARTICLES:  # "Von der Leyen"
                full = self.full(stretch.words[-1].text)
            return None if full is None else Person(start, end, full, key(full), stretch.sentence)
        word = stretch.words[0]
        if word.low in _NO_PERSON and not stretch.titles & HONORIFICS:
            return None
        known_as = self.full(word.text) or self._alone.get(surname(word.text))
        if known_as is None:
            return None
        placed = stretch.before in NOT_BEFORE and not stretch.titles and stretch.before in ("in", "at", "near", "into")
        return None if placed else Person(start, end, known_as, key(known_as), stretch.sentence)

    def _same(self, known: dict[str, str], name: str) -> str | None:
        """A person of that last name whose first names hold the first of these: "V. Putin", "Vladimir Putin"."""
        first = first_of(name)
        for other in known.values():
            if first_of(other).startswith(first) or first.startswith(first_of(other)):
                return other
        return None

    def full(self, last: str) -> str | None:
        """The one full name that ends in this last name; null when there is none, or more than one person."""
        known = self._by_last.get(surname(last))
        return next(iter(known.values())) if known and len(known) == 1 else None

    def named(self, words: str) -> str | None:
        """The name in full of the person that the words name, null when they name none."""
        last = words.rsplit(maxsplit=1)[-1]
        known = self._by_last.get(surname(last), {})
        return known.get(key(words)) or self.full(last) or self._alone.get(surname(last))

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


def find_persons(story: Story, names: Names) -> tuple[PersonMention, ...]:
    """Every occurrence of a person's name, without titles."""
    return tuple(
        PersonMention(
            item_id=story.item_id,
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
