"""What rules want to know of a word, as bits: asked once for each word, and of a sentence by one look at all its words.

A rule whose words a sentence has none of passes it over; else it looks only at the words that may begin what it reads.
"""

from __future__ import annotations

from functools import lru_cache

from truceline.extract.beginnings import Beginnings
from truceline.extract.slavic import telling, verbforms
from truceline.extract.slavic.clausewords import CONDITIONS, FULL_STOPS, HARD, STARTS
from truceline.extract.slavic.elementwords import phrases_from
from truceline.extract.slavic.forms import fold
from truceline.extract.slavic.governorwords import governs
from truceline.extract.slavic.language import Language
from truceline.extract.slavic.lexicon import lexicon
from truceline.extract.slavic.numbers import opens_number
from truceline.extract.slavic.signs import DASHES, DOUBTS, STOPS
from truceline.extract.slavic.tallywords import OF_HARM
from truceline.extract.slavic.timetables import TIMES
from truceline.extract.slavic.timewords import ANCHORING, LEADING, PERIODS
from truceline.extract.slavic.triggers import FORCES, TRIGGER_WORDS, WITNESSES, means_of, weapon_of
from truceline.extract.tokens import Lexicon

#: a time begins here; a sentence tells of a time; of a day or a month by its name
BEGINS_TIME, TELLS_TIME, DATED = 1 << 0, 1 << 1, 1 << 2
PAST, PRESENT, FUTURE = 1 << 3, 1 << 4, 1 << 5
#: a number begins here
NUMBER = 1 << 6
#: an act of saying begins here
SAYS, DASH, COLON = 1 << 7, 1 << 8, 1 << 9
#: an event; a verb with its subject; where clauses part; what makes an event of none
TRIGGER, VERB, PARTS, COMMA = 1 << 10, 1 << 11, 1 << 12, 1 << 13
MODAL, CONDITION = 1 << 14, 1 << 15
#: who strikes, by what means, whom it harms, who saw it
FORCE, MEANS, WEAPON, HARM, WITNESS = 1 << 16, 1 << 17, 1 << 18, 1 << 19, 1 << 20
#: who may speak: the head of a phrase, a body in the locative; where the words of a subject end
SUBJECT, LOCATIVE, ENDS = 1 << 25, 1 << 26, 1 << 27
#: marks that may end what was said; marks that lead to it or part it from the verb
CONTENT_ENDS, SPEECH_MARKS, DOUBT = 1 << 29, 1 << 30, 1 << 31
#: "ago"
AGO = 1 << 28
#: elements of an agreement and what governs them
ELEMENT, GOVERNS = 1 << 21, 1 << 22
#: a capital letter; letters that the tables have otherwise
CAPITAL, FOLDED = 1 << 32, 1 << 33
#: words that a long pattern needs: of history, of what is called untrue, of a guess, of a town, of a bearing
HISTORY, BELIED, GUESSED, TOWN, COMPASS = 1 << 34, 1 << 35, 1 << 36, 1 << 37, 1 << 38
#: a given name; a word that names no person though it has a capital
GIVEN, NOBODY = 1 << 23, 1 << 24

_BEGINNINGS = Beginnings(
    (HISTORY, telling.HISTORY),
    (BELIED, telling.BELIED),
    (GUESSED, telling.GUESSED),
    (TOWN, telling.TOWN),
    (COMPASS, telling.COMPASS),
)


def _kinds(text: str, low: str, language: Language) -> int:
    """The bits of a word as it is written, and in small letters."""
    word = fold(low)
    found = CAPITAL * text[0].isupper() | FOLDED * (word != low)
    found |= (
        _BEGINNINGS.of(low) | _of_time(low, word, language) | _of_events(word, language) | _of_saying(low, language)
    )
    if opens_number(low, language):
        found |= NUMBER
    if phrases_from(word, language):
        found |= ELEMENT
    return found | GOVERNS if governs(word, language) else found


def _of_time(low: str, word: str, language: Language) -> int:
    roles = {one.role for one in TIMES[language].words.get(word, ())}
    past = verbforms.past(low)
    return (
        BEGINS_TIME * (low[0].isdigit() or bool(roles - LEADING))
        | TELLS_TIME * (low[0].isdigit() or not roles.isdisjoint(ANCHORING) or word.startswith(PERIODS))
        | DATED * ("weekday" in roles or "month" in roles or "feast" in roles)
        | AGO * ("ago" in roles)
        | PAST * past
        | PRESENT * (not past and verbforms.present(low))
        | FUTURE * (low in TIMES[language].future or verbforms.future(low))
    )


def _of_events(word: str, language: Language) -> int:
    words = TRIGGER_WORDS[language]
    form = words.triggers.get(word)
    verb = verbforms.finite(word) if form is None else form.shape in ("m", "f", "n", "p", "pass", "pres")
    return (
        TRIGGER * (form is not None)
        | VERB * verb
        | PARTS * (word in HARD or word in FULL_STOPS or word in STARTS or word == "-")
        | COMMA * (word == ",")
        | MODAL * (word in words.modal)
        | CONDITION * (word in CONDITIONS)
        | FORCE * (word in FORCES)
        | MEANS * (means_of(word) is not None)
        | WEAPON * (weapon_of(word) is not None)
        | HARM * word.startswith(OF_HARM)
        | WITNESS * word.startswith(WITNESSES)
    )


def _of_saying(low: str, language: Language) -> int:
    words = lexicon(language)
    return (
        SAYS * (low in words.openers)
        | DASH * (low in DASHES)
        | COLON * (low == ":")
        | GIVEN * (low in words.given)
        | SUBJECT * (low in words.subjects or "-" in low)
        | LOCATIVE * (low in words.locatives)
        | DOUBT * (low in DOUBTS)
        | CONTENT_ENDS * (low in (",", ";"))
        | SPEECH_MARKS * (low in STOPS or low in DASHES or low == ",")
        | ENDS * (low in words.cues or low in words.opening_that or low in words.about or low in STOPS or low == ",")
        | NOBODY
        * (
            low in words.pronouns
            or low in words.that
            or low in words.possessives
            or low in words.agencies
            or low in words.cues
            or low in words.heads
            or low in words.locatives
            or low in words.adverbs
        )
    )


@lru_cache(maxsize=2)
def word_classes(language: Language) -> Lexicon:
    """What is known of the words of a language, growing as texts are read."""
    return Lexicon(lambda text, low: _kinds(text, low, language))
