"""Which quotation marks hold speech, and where the reporter breaks into it.

In both languages marks also stand around names («Азов», the newspaper «Коммерсантъ», drones «Шахед»), which are no
speech; and the reporter's words may stand inside the marks: «Мы готовы, — сказал он. — Но ждать не будем».
"""

from __future__ import annotations

import re

from truceline.extract.pieces import Marked, laid_out
from truceline.extract.slavic.lexicon import Lexicon
from truceline.extract.story import Story
from truceline.extract.words import words
from truceline.model.mentions import Quote

_LONGEST_NAME = 5
#: endings of finite verbs
_FINITE = ("в", "л", "ла", "ли", "ся", "сь", "є", "ить", "ет", "ит", "ют", "ять", "ят")
#: small words of sentences: a name that has one of them is no name
_SPOKEN = words(
    "я ми ви мы вы ти ты не ні нет немає це это все всё що что як как ж же вже уже ще еще ещё буде будет його її их "
    "їх нас вас нам вам їм им мені мне тут там є"
)
_WORD = re.compile(r"[\w'’ʼ-]+")
#: how far back the words before an opening mark are looked at (code points)
_REACH = 60
_WEAPONS = re.compile(
    r"(?:шахед|герань|герані|герани|калібр|калибр|кинджал|кинжал|іскандер|искандер|циркон|онікс|оникс|ланцет|молні|молни"
    r"|орлан|град|ураган|смерч|торнадо|сонцепек|солнцепек|бук|тор|петріот|пэтриот|патріот|хаймарс|нептун|гарпун"
    r"|фламінго|фламинго|сармат|орешник|орєшнік|буревестник|зала|супер-камікадзе|точка|гербер|італмас|пародія)\w{0,4}"
)
_SO_CALLED = re.compile(r"(?:так\s(?:зван|званн|называем)\w+|т\.\s?зв\.|т\.\s?н\.)\s$")
_BREAK = re.compile(r"(?P<mark>,|(?<![.!?…])[!?….]+)\s?[—–-]\s+(?=[^\W\d_])")
_NAMED = re.compile(r"[\w'’ʼ-]+ [А-ЯІЇЄҐЁ][\w'’ʼ-]*[,.]? ")
#: of one of them a break is made
_DASHES = "—–-"
_RESUME = re.compile(r"[.,:;!?…]\s?[—–-]\s+")
#: `«Голос» підтримав ратифікацію`: a name, though it stands where a sentence begins
_HEADS_CLAUSE = re.compile(r"[»\"”“] [а-яіїєґё]")
#: a dash behind the closing mark leads on to who said it
_SPEECH_ENDS = re.compile(r"[»\"”“]?(?P<comma>,?)\s?[—–-]\s(?![«\"“„])")
#: what ends the clause behind the closing mark; the empty string is the end of the text
_CLAUSE_ENDS = ("", ".", "!", "?", "…", "\n")
_AFTER = re.compile(r"[»\"”“]?[,.!?…]?\s?[—–-]\s*([^\W\d_]+)")


def spoken(story: Story, words: Lexicon) -> tuple[Marked, ...]:
    """The pieces of `story.marked` that are speech, without the reporter's words in them."""
    found: list[Marked] = []
    for piece in story.marked:
        if piece.dash:
            found.append(piece)
        elif not _name(story.text, piece, words):
            found.extend(_unbroken(story.text, piece, words))
    if len(found) == len(story.marked) and all(one is other for one, other in zip(found, story.marked, strict=True)):
        return story.marked
    return laid_out(story.text, found, 3)


def is_speech(quote: Quote) -> bool:
    """Whether a quotation is somebody's words: a word or two in marks that nobody is said to have said are not."""
    return quote.speaker is not None or len(quote.text.split()) > 2


def _name(text: str, piece: Marked, words: Lexicon) -> bool:
    """Whether the marks hold a name: of a body, a weapon, an operation, a paper."""
    inside = text[piece.start : piece.end]
    count = len(inside.split())
    if not piece.closed or count > _LONGEST_NAME or inside[-1] in ".!?…," or piece.continues:
        return False
    last = _last_word(text[max(0, piece.start - _REACH) : piece.start - 1]).lower()
    first = inside.lower().replace("«", "").split("-")[0].split()[:1]  # none where a dash comes first: «-30»
    if first and _WEAPONS.fullmatch(first[0]) and count <= 3:
        return True
    if last in words.named and _stands_apart(text, piece):
        return True
    if _SO_CALLED.search(text, max(0, piece.start - 20), piece.start - 1):
        return True
    if inside.lower() in words.agencies:
        return True
    ends = _SPEECH_ENDS.match(text, piece.end, piece.end + 6)
    if "," in inside or (ends is not None and (ends["comma"] or count > 3)):
        return False
    if last in words.opening_that and count > 1 and text[piece.end + 1 : piece.end + 2] in _CLAUSE_ENDS:
        return False  # "стверджує, що «90% зроблено»."
    if text[piece.end + 1 : piece.end + 2] == ":" or any(word in _SPOKEN for word in inside.lower().split()):
        return False
    if count == 1 and (inside in words.roles or inside in words.heads):
        return True  # the "governor" of occupied land: the reporter's distance
    if not (inside[0].isupper() or inside[0].isdigit()) or not _stands_apart(text, piece):
        return False
    return not _attributed(text, piece, last, words)


def _last_word(words: str) -> str:
    """The last word of a stretch; empty where it has none."""
    for chunk in reversed(words.split()):
        found = _WORD.findall(chunk)
        if found:
            return str(found[-1])
    return ""


def _stands_apart(text: str, piece: Marked) -> bool:
    """No colon before the marks: `Він сказав: «Ні»` is speech however short. At a head, a verb follows a name."""
    if _HEADS_CLAUSE.match(text, piece.end, piece.end + 4) is not None:
        return text[max(0, piece.start - 4) : piece.start - 1].rstrip()[-1:] not in (":", ",")
    return (
        not text[max(0, piece.start - 4) : piece.start - 1].rstrip().endswith((":", ",", ".", "!", "?", "—", "–", "-"))
    )


def _attributed(text: str, piece: Marked, last: str, words: Lexicon) -> bool:
    """Whether words of saying stand beside the marks: «Жах», — сказала вона."""
    if last in words.cues and words.cues[last].cue.complement != "naming" and last not in words.ambiguous:
        ends = text[piece.end + 1 : piece.end + 2] in ("", ".", "!", "?", "…", "\n")
        return ends and words.cues[last].agreement in "mfn"  # else "розповіла «Медузі» мешканка": a paper
    following = _AFTER.match(text, piece.end, piece.end + 40)
    return following is not None and following[1].lower() in words.cues


def _unbroken(text: str, piece: Marked, words: Lexicon) -> list[Marked]:
    """The speech between the reporter's insertions."""
    found: list[Marked] = []
    start = piece.start
    while True:
        cut = _insertion(text, start, piece.end, words)
        if cut is None:
            rest = piece if start == piece.start else piece._replace(start=start, continues=False)
            return [*found, rest] if start < piece.end else found
        stop = cut.start() if cut["mark"] in (",", ".") else cut.end("mark")
        found.append(piece._replace(start=start, end=stop, closed=True))
        resumed = _RESUME.search(text, cut.end(), piece.end)
        if resumed is None:
            return found
        start = resumed.end()


def _insertion(text: str, start: int, end: int, words: Lexicon) -> re.Match[str] | None:
    """A mark and a dash after which the reporter says who speaks."""
    if all(text.find(dash, start, end) < 0 for dash in _DASHES):
        return None
    for match in _BREAK.finditer(text, start, end):
        if text[match.end()].islower():
            first = [word.lower() for word in _WORD.findall(text[match.end() : min(end, match.end() + 50)])[:3]]
            if any(word in words.cues and words.cues[word].agreement != "g" for word in first[:2]):
                return match
            finite = first and first[0].endswith(_FINITE) and len(first[0]) > 4
            named = _NAMED.match(text, match.end(), end) is not None  # "киває Петро"
            if finite and len(first) > 1 and (named or first[1] in words.pronouns or first[1] in words.roles):
                return match
            if tuple(first[:2]) in words.sources or (len(first) > 2 and first[1] in words.possessives):
                return match
    return None
