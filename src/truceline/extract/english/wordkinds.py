"""The kinds of English words that rules look for, as bits of one number for each word.

A word's kinds are looked up once, when the text is cut into words; a sentence has the kinds of all its words. So a rule
first asks the sentence whether it holds any word of its kind, and then looks at those words alone.
"""

from __future__ import annotations

import re

from truceline.extract.beginnings import Beginnings
from truceline.extract.english import telling
from truceline.extract.english.elementwords import FIRST_ENDINGS, FIRST_WORDS
from truceline.extract.english.lexicon import (
    AUXILIARIES,
    CONJUNCTIONS,
    CUES,
    DETERMINERS,
    MONTHS,
    NOUN_CUES,
    PHRASAL,
    PREPOSITIONS,
    PRONOUNS,
    SENTENCE_ADVERBS,
    WEEKDAYS,
)
from truceline.extract.english.modality import ACCORDS, DISOWNING, ELSEWHERE, HISTORIC
from truceline.extract.english.numbers import BEHIND_A, OPENING
from truceline.extract.english.spelling import GLUED, LETTER
from truceline.extract.english.termidioms import TURN_WORDS
from truceline.extract.english.termpredicates import PREDICATE_WORDS
from truceline.extract.english.termwords import GOVERNING
from truceline.extract.english.triggers import TRIGGERS
from truceline.extract.tokens import Lexicon
from truceline.extract.words import words

#: verbs and nouns of saying; words that report an event; first words of an element; words that govern a term
SAYS, TELLS, PARTS, GOVERNS = 1 << 0, 1 << 1, 1 << 2, 1 << 3
#: digits; words that begin a number; "a"; words that begin one behind "a"
DIGITS, NUMERAL, ARTICLE, SCALED = 1 << 4, 1 << 5, 1 << 6, 1 << 7
#: written as a name is; told of history; told of a drill or a trial
NAMED, PAST, IMAGINED = 1 << 8, 1 << 9, 1 << 10
NUMBERS = DIGITS | NUMERAL
#: ends in a title, a name may follow; may open an expression of a day; agreements, wars and talks; a word for what is
#: told of somebody
TITLE, OPENS_DAY, ACCORD, ALLEGES = 1 << 40, 1 << 41, 1 << 42, 1 << 43
#: begins as a run of capitalised words does; may hold the beginning of one
CAPITALISED, CAPITALISED_INSIDE = 1 << 44, 1 << 45
#: may end a turn of phrase that governs a term
TURNS = 1 << 49
#: words that a long pattern needs: of a guess, of mines, of whoever sees and records
GUESSED, MINES, WATCHED = 1 << 46, 1 << 47, 1 << 48

#: words of a time expression, each kind by a letter
_TIME_WORDS: tuple[tuple[str, str], ...] = (
    ("wd", " ".join(WEEKDAYS)),
    ("md", " ".join(MONTHS)),
    ("p", "morning mornings afternoon evening evenings night nights dawn noon midday midnight dusk daybreak sunrise "
        "sunset nightfall hours lunchtime"),
    ("t", "today yesterday tomorrow tonight overnight"),
    ("r", "day days week weeks weekend month months year years minute minutes spring summer autumn fall winter quarter "
        "hours hour night nights fortnight fortnights decade decades"),
    ("f", "christmas year's year’s year boxing halloween women's women’s"),
    ("nc", "o'clock"),
    # single words that a form cannot do without
    ("A", "ago earlier later previously before"),
    ("B", "from between"),
    ("D", "day"),
    ("E", "weekend"),
    ("L", "past last previous preceding next coming following recent"),
    ("N", "today yesterday tomorrow tonight overnight night morning afternoon evening"),
    ("O", "fortnight"),
    ("Q", "quarter q1 q2 q3 q4"),
    ("V", "ahead come"),
    ("I", "invasion invaded full-scale"),
    ("H", "one two three four five six seven eight nine ten eleven twelve"),
    # digits with something beside them ("2026-01-08", "5.1.2026", "1990s", "5th"), or what parts them
    ("M", "/"),
)  # fmt: skip
#: the letters as bits; "n" are digits, "y" (a year) and "c" (a clock time) are told of the sentence and not of a word
_LETTERS = {letter: 1 << number for number, letter in enumerate("ycwdmprtfABDEHLNOQVMI", start=12)} | {"n": DIGITS}


def time_kinds(letters: str) -> int:
    """The bits of the letters of a form."""
    bits = 0
    for letter in letters:
        bits |= _LETTERS[letter]
    return bits


YEAR, CLOCK, HOUR, MIXED = time_kinds("y"), time_kinds("c"), time_kinds("H"), time_kinds("M")
TIMES = time_kinds("".join(_LETTERS))
#: of what else a sentence must have one of these to hold a time
_TIME_KINDS: dict[str, int] = {}
for _letters, _listed in _TIME_WORDS:
    for _word in _listed.split():
        _TIME_KINDS[_word] = _TIME_KINDS.get(_word, 0) | time_kinds(_letters)
_PARTS = re.compile(r"[-'’]")

_TABLES: tuple[tuple[int, frozenset[str]], ...] = (
    (SAYS, frozenset(CUES) | PHRASAL.keys() | NOUN_CUES.keys() | {"according", "words"}),
    (TELLS, frozenset(TRIGGERS)),
    (PARTS, FIRST_WORDS),
    (GOVERNS, GOVERNING | PREDICATE_WORDS),
    (TURNS, TURN_WORDS),
    (NUMERAL, OPENING),
    (ARTICLE, frozenset("a")),
    (SCALED, BEHIND_A),
    (PAST, HISTORIC),
    (IMAGINED, ELSEWHERE),
    (ACCORD, ACCORDS),
    (ALLEGES, DISOWNING),
)
_BEGINNINGS = Beginnings((GUESSED, telling.GUESSED), (MINES, telling.MINES), (WATCHED, telling.WATCHED))
_KINDS: dict[str, int] = dict(_TIME_KINDS)
for _bit, _table in _TABLES:
    for _word in _table:
        _KINDS[_word] = _KINDS.get(_word, 0) | _bit

#: words that are written with a capital for no other reason than that they open a sentence
_SMALL = (
    AUXILIARIES | CONJUNCTIONS | DETERMINERS | PREPOSITIONS | PRONOUNS | SENTENCE_ADVERBS
    | words("there here not earlier later overnight meanwhile two three four five six seven eight nine ten dozens "
        "hundreds thousands several many some more most few such another other others only even if then now still "
        "following according including yes eleven twelve twenty thirty at-least nearly almost about around both")
)  # fmt: skip
#: "al-Fashir"
_ARTICLED = re.compile(r"(?:a[dlnrstz]|ash|el|um|de|d)[-'’](?=[A-Z])")


def _kinds(text: str, low: str) -> int:
    found = _KINDS.get(low, 0) | _BEGINNINGS.of(low)
    if low[0].isdigit():
        found |= DIGITS
    elif low not in _TIME_KINDS and ("-" in low or "'" in low or "’" in low):
        for part in _PARTS.split(low):
            found |= _TIME_KINDS.get(part, 0)  # "mid-January", "Monday's"
    if not low.isalpha() and not low.isdecimal() and any(map(str.isdecimal, low)):
        found |= MIXED
    if "-" in low:
        found |= NUMERAL if low.partition("-")[0] in OPENING else 0  # "forty-five"
        found |= PARTS if low.endswith(FIRST_ENDINGS) else 0  # "28-point"
    if low.endswith(_TITLE_ENDS) and _TITLE.search(text) is not None:
        found |= TITLE
    if low in _OPENS_DAY or low[0].isdecimal() or low.startswith(_OPENS_DAY_WITH):
        found |= OPENS_DAY
    if _CAPITALISED.match(text) is not None:
        found |= CAPITALISED
    if _CAPITALISED_INSIDE.search(text) is not None:
        found |= CAPITALISED_INSIDE
    return found | NAMED if _named(text, low) else found


def _named(text: str, low: str) -> bool:
    if text[0].isupper():
        return low not in _SMALL
    return text[0] in "aeud" and len(text) > 3 and _ARTICLED.match(text) is not None


_CAPITALISED = re.compile(rf"(?:{GLUED})?[{LETTER}]")
#: behind one of these marks inside a word a run may begin, behind others it may not
_CAPITALISED_INSIDE = re.compile(r"[,‑].")
_TITLE = re.compile(
    r"(?<!\w)(?:[Pp]resident|[Mm]ayor|[Gg]overnor|[Mm]inister|[Gg]eneral|[Cc]olonel|[Cc]ommander"
    r"|[Ss]pokes(?:man|woman|person)|[Ee]nvoy|[Aa]mbassador|[Cc]hief|Mr|Mrs|Ms|Dr|[Ll]eader|[Ss]ecretary|[Pp]remier"
    r"|Gen|Col|Maj|Lt|[Cc]aptain)$"
)
#: how a title of `_TITLE` ends in small letters: most words need no search
_TITLE_ENDS = (
    "president", "mayor", "governor", "minister", "general", "colonel", "commander", "man", "person", "envoy",
    "ambassador", "chief", "mr", "mrs", "ms", "dr", "leader", "secretary", "premier", "gen", "col", "maj", "lt",
    "captain",
)  # fmt: skip
#: words that may open an expression of a day, and beginnings of others that may
_OPENS_DAY = words("by the at one two three four five six seven eight nine ten eleven twelve")
_OPENS_DAY_WITH = tuple(
    sorted(
        words(
            "since until till overnight earl late around about approx rough just shortly soon right some noon mid",
            "morning afternoon evening night dawn dusk day sun small lunch last next this past coming mon tue wed thu",
            "fri sat jan feb mar apr may jun jul aug sep oct nov dec",
        )
    )
)

LEXICON = Lexicon(_kinds)
