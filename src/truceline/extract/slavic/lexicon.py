"""All the words that the grammar asks for, of one language: built once from its tables."""

from __future__ import annotations

from functools import lru_cache
from types import ModuleType
from typing import NamedTuple

from truceline.extract.slavic import cases
from truceline.extract.slavic.cases import Reading
from truceline.extract.slavic.cues import Form, cues
from truceline.extract.slavic.forms import every
from truceline.extract.slavic.language import Language
from truceline.extract.slavic.nouncues import NOUNS
from truceline.extract.slavic.refusals import VERBS
from truceline.extract.slavic.russian import bodies as russian_bodies
from truceline.extract.slavic.russian import given as russian_given
from truceline.extract.slavic.russian import roles as russian_roles
from truceline.extract.slavic.russian import speech as russian_speech
from truceline.extract.slavic.ukrainian import bodies as ukrainian_bodies
from truceline.extract.slavic.ukrainian import given as ukrainian_given
from truceline.extract.slavic.ukrainian import roles as ukrainian_roles
from truceline.extract.slavic.ukrainian import speech as ukrainian_speech
from truceline.extract.words import words


class Role(NamedTuple):
    """A form of the word for an office or a trade."""

    lemma: str
    group: str
    gender: str
    cases: str


class Lexicon(NamedTuple):
    """Tables of one language; every word in lower case."""

    language: Language
    cues: dict[str, Form]
    verbs: frozenset[str]
    openers: frozenset[str]  # the first words of whatever may be an act of saying
    ambiguous: frozenset[str]
    inserted: frozenset[str]  # verbs that speak only in a stretch between marks
    deeds: dict[str, str]  # what only people do, with the gender that the form shows
    sources: dict[tuple[str, ...], str]
    sourcing: frozenset[str]  # second words of sources, and words for whose
    possessives: dict[str, str]
    pronouns: dict[str, str]
    relatives: dict[str, str]
    that: frozenset[str]
    opening_that: frozenset[str]
    about: frozenset[str]
    prepositions: frozenset[str]
    conjunctions: frozenset[str]
    negations: frozenset[str]
    adverbs: frozenset[str]
    joining: frozenset[str]
    light: frozenset[str]  # words that may stand before a subject
    small: frozenset[str]  # words that are no subject
    statement_nouns: frozenset[str]
    about_this: frozenset[tuple[str, ...]]
    labels: frozenset[str]
    source_labels: frozenset[str]
    quote_labels: tuple[tuple[str, ...], ...]
    hearsay: frozenset[str]
    streets: frozenset[str]
    named: frozenset[str]
    subjects: frozenset[str]  # words in small letters that may head whoever speaks
    roles: dict[str, Role]
    standins: dict[str, str]
    heads: dict[str, str]
    locatives: frozenset[str]
    body_words: frozenset[str]
    short: frozenset[str]
    agencies: frozenset[str]
    media: frozenset[str]
    given: dict[str, tuple[Reading, ...]]
    patronymics_m: tuple[str, ...]
    patronymics_f: tuple[str, ...]


#: groups of trades whose words do not stand for each other: "лікар" is no "журналіст"
_UNLIKE = frozenset(("expert", "soldier"))
#: endings of verbs in the past, with the gender that they show
_OF_PAST = {"в": "m", "л": "m", "ла": "f", "вся": "m", "лся": "m", "лася": "f", "лась": "f"}


class _Tables(NamedTuple):
    speech: ModuleType
    bodies: ModuleType
    roles: ModuleType
    given: ModuleType


_TABLES: dict[Language, _Tables] = {
    "uk": _Tables(ukrainian_speech, ukrainian_bodies, ukrainian_roles, ukrainian_given),
    "ru": _Tables(russian_speech, russian_bodies, russian_roles, russian_given),
}


@lru_cache(maxsize=2)
def lexicon(language: Language) -> Lexicon:
    """The tables of a language."""
    speech, bodies, roles, given = _TABLES[language]
    verbs, offices = frozenset(cues(language)), _roles(roles.ROLES, language)
    heads = {word: gender for gender, nominative, _ in bodies.HEADS for word in nominative.split()}
    return Lexicon(
        language=language,
        cues=cues(language),
        verbs=verbs,
        inserted=speech.INSERTED,
        openers=verbs
        | speech.INSERTED
        | NOUNS
        | frozenset(VERBS)
        | {phrase.split()[0] for phrase, _ in speech.SOURCES}
        | speech.HEARSAY,
        ambiguous=speech.AMBIGUOUS | words(*(listed for _, listed in speech.MANNERS)),
        deeds={stem + ending: gender for stem in speech.DEEDS.split() for ending, gender in _OF_PAST.items()},
        sources={tuple(phrase.split()): stance for phrase, stance in speech.SOURCES},
        sourcing=frozenset(phrase.split()[1] for phrase, _ in speech.SOURCES) | frozenset(speech.POSSESSIVES),
        possessives=speech.POSSESSIVES,
        pronouns=speech.PRONOUNS,
        relatives=speech.RELATIVES,
        that=speech.THAT,
        opening_that=speech.OPENING_THAT,
        about=speech.ABOUT,
        prepositions=speech.PREPOSITIONS,
        conjunctions=speech.CONJUNCTIONS,
        negations=speech.NEGATIONS,
        adverbs=speech.ADVERBS - speech.PREPOSITIONS,
        joining=speech.JOINING,
        light=_light(speech) | speech.JOINING,
        small=_light(speech) | speech.THAT | speech.ABOUT | speech.NEGATIONS,
        statement_nouns=speech.STATEMENT_NOUNS,
        about_this=frozenset(tuple(phrase.split()) for phrase in speech.ABOUT_THIS),
        labels=speech.LABELS,
        source_labels=speech.SOURCE_LABELS,
        quote_labels=speech.QUOTE_LABELS,
        hearsay=speech.HEARSAY,
        streets=speech.STREETS,
        named=speech.NAMED,
        subjects=frozenset(offices) | frozenset(heads) | frozenset(speech.PRONOUNS),
        roles=offices,
        standins=roles.STANDINS,
        heads=heads,
        locatives=frozenset(word for _, _, locative in bodies.HEADS for word in locative.split()),
        body_words=_body_words(bodies.HEADS, language) | every(bodies.OF_BODIES),
        short=every(bodies.SHORT),
        agencies=every(bodies.AGENCIES),
        media=every(bodies.MEDIA),
        given=_given(given.MEN, given.WOMEN, language),
        patronymics_m=given.PATRONYMICS_M,
        patronymics_f=given.PATRONYMICS_F,
    )


def _light(speech: ModuleType) -> frozenset[str]:
    """Prepositions, adverbs and conjunctions."""
    found: frozenset[str] = speech.PREPOSITIONS | speech.ADVERBS | speech.CONJUNCTIONS
    return found


def _roles(rows: tuple[tuple[str, str, str], ...], language: Language) -> dict[str, Role]:
    found: dict[str, Role] = {}
    alike = [(None if group in _UNLIKE else group, gender, listed) for group, gender, listed in rows]
    for group, gender, listed in alike:
        for lemma in listed.split():
            for form, form_cases in cases.forms(lemma, gender, language):
                found.setdefault(form, Role(lemma, group or lemma, gender, form_cases))
    for group, gender, listed in alike:  # a nominative of its own comes before another word's oblique form
        for lemma in listed.split():
            if found[lemma].lemma != lemma:
                found[lemma] = Role(lemma, group or lemma, gender, "n")
    return found


def _body_words(rows: tuple[tuple[str, str, str], ...], language: Language) -> frozenset[str]:
    """Every form of the words that head the name of a body: none of them is a surname."""
    return frozenset(
        form
        for gender, nominative, locative in rows
        for word in (*nominative.split(), *locative.split())
        for form, _ in ([(word, "n")] if gender in "np" else cases.forms(word, gender, language))
    )


def _given(men: frozenset[str], women: frozenset[str], language: Language) -> dict[str, tuple[Reading, ...]]:
    found: dict[str, tuple[Reading, ...]] = {}
    for gender, names in (("m", men), ("f", women)):
        for name in sorted(names, key=lambda one: (one.endswith(("ек", "ел")), one)):  # "Марка": Марк's, not Марек's
            for form, form_cases in cases.forms(name.lower(), gender, language):
                found[form] = (*found.get(form, ()), Reading(name.lower(), gender, form_cases))
    return found
