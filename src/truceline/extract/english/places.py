"""Words for places, without a gazetteer: capitalised phrases in the company that places keep.

The whole of the words is kept, with what tells their precision: "near Pell", "the eastern Donbas region",
"3-5km SE of Hranitne".
A government called by its capital ("Moscow said") stands in no such company and is not found.
"""

from __future__ import annotations

import re

from truceline.extract.english.lexicon import BODY_WORDS, MONTHS, PRONOUNS, SENTENCE_ADVERBS, TITLES, WEEKDAYS
from truceline.extract.english.names import Names, bare
from truceline.extract.english.nationalities import NATIONALITIES
from truceline.extract.saying import Saying
from truceline.extract.story import Story
from truceline.extract.timespans import TimeSpans
from truceline.extract.words import words
from truceline.model.mentions import PlaceMention

_KIND = (
    r"regions?|oblasts?|districts?|provinces?|states?|governorates?|counties|county|municipalit(?:y|ies)|raions?"
    r"|prefectures?"
    r"|valley|mountains?|highlands|heights|peninsula|island|islands|river|lake|corridor|strip|border|crossing"
    r"|bridge|dam|port"
    r"|airport|air base|airfield|refugee camp|camp|neighbou?rhood|suburb|settlement|village|town|city|hamlet"
    r"|junction|road"
    r"|highway|market|hospital|checkpoint|nuclear power plant|power plant|power station"
)
_SORT = (
    r"villages?|towns?|city|cities|hamlets?|settlements?|districts?|regions?|provinces?|states?|governorates?|port"
    r"|capital|suburbs?|neighbou?rhoods?"
    r"|enclave|outskirts|edge|cent(?:re|er)|vicinity|area|island|oblast|municipality|surroundings|parts|banks?"
    r"|stronghold"
)
_SIDE = (
    r"(?:(?:north|south|east|west)(?:[- ]?(?:east|west))?(?:ern)?|central|upper|lower|downtown|eastern|western"
    r"|northern|southern"
    r"|coastal|occupied|Russian-occupied|rebel-held|government-controlled|non-government-controlled|besieged"
    r"|frontline|neighbou?ring|nearby)"
)
_CAPITAL = r"(?:[A-Z\u00c0-\u00de][\w'’‑]*(?:-\w+)*)"
_INNER = r"(?:de|del|la|le|al|el|of\sthe|es|ash|as|an|at|bin|am|sur|upon)"
_NAME = rf"{_CAPITAL}(?:(?:\s|-)(?:{_INNER}[\s-])?{_CAPITAL}){{0,4}}"
_RANGE = (
    r"\d{1,3}(?:[.,]\d)?(?:\s?[-–]\s?\d{1,3})?\s?(?:km|kilomet(?:re|er)s?|m|met(?:re|er)s?|miles?)\s"
    r"(?:(?:to\sthe\s)?(?:north|south|east|west)(?:[- ]?(?:north|south)?[- ]?(?:east|west))?|[NSEW]{1,3})"
)
_LIST = rf"{_NAME}(?:(?:,\s{_NAME}){{0,3}},?\s(?:and|or)\s{_NAME})?"

_PLACE = re.compile(
    rf"""(?<![\w-])(?:
      (?P<range>{_RANGE})\s(?:of|from)\s(?P<ranged>{_NAME})
    | (?P<between>[Bb]etween\s{_NAME}\sand\s{_NAME})(?!['’\w])
    | (?P<sorted>(?:(?:{_SIDE}|near)\s)?(?:{_SIDE}\s)?(?:{_SORT})\sof\s(?:the\s)?(?:{_SIDE}\s)?)(?P<sortname>{_NAME})
    | (?P<prep>[Ii]n|[Aa]t|[Nn]ear|[Aa]round|[Oo]utside|[Ii]nside|[Aa]cross|[Oo]ver|[Tt]o|[Ff]rom|[Tt]owards?|[Ii]nto
        |[Oo]n|[Oo]ff|[Aa]bove|[Bb]y
        |[Nn]orth\sof|[Ss]outh\sof|[Ee]ast\sof|[Ww]est\sof|[Nn]orth-?east\sof|[Nn]orth-?west\sof|[Ss]outh-?east\sof|[Ss]outh-?west\sof|[Tt]hroughout
        |[Oo]utskirts\sof|[Cc]lose\sto|[Bb]eyond|[Aa]long|[Ss]helled|[Bb]ombed|[Bb]ombarded|[Ss]helling|[Bb]ombing|[Bb]ombarding|[Aa]ttacked|[Cc]aptured|[Ss]eized
        |[Hh]it|[Ss]truck|[Ee]ntered|[Ff]led|[Ll]eft|[Rr]eached|[Pp]ounded|[Aa]ttacks?\son|[Ss]trikes?\son|[Rr]aids?\son|[Aa]ssault\son|[Pp]ummell?ing\sof|[Bb]ombardment\sof
        |[Ss]helling\sof|[Bb]ombing\sof|[Ww]hile\sin|[Pp]ounding|[Tt]argeting|[Tt]argeted|[Rr]etook|[Ww]ithdrew\sfrom|[Cc]ontrol\so(?:f|ver)|[Tt]ook|[Oo]ccupied)
      \s+(?:the\s|its\s|their\s)?(?P<sides>(?:{_SIDE}\s){{0,2}})(?P<name>{_LIST})(?P<kind>(?:-[\w]+)?\s(?:{_KIND})\b)?
    | (?P<bare>(?:{_SIDE}\s)?{_NAME}(?:\sand\s{_NAME})?\s(?:oblasts?|regions?|provinces?|districts?|governorates?
        |raions?|peninsula|nuclear\spower\splant|airport|dam|refugee\scamp))\b
    | (?P<paren>{_NAME})(?=\s\((?:non-)?government-controlled|\s\(\d{{1,3}}\s?km\s)
    )""",
    re.VERBOSE,
)
#: "3-5km SE": a distance and a side without a name; it is measured from a place named before
BEARING = re.compile(rf"(?<![\w-]){_RANGE}\b(?!\s(?:of|from)\s)")
#: precise words: the reader should know whether it is near a place or in it
_NEARNESS = words("near around outside off beyond towards toward")
_DIRECTION_PREPOSITION = re.compile(r"(?:(?:north|south|east|west)\S* of|close to|outskirts of)$", re.IGNORECASE)
#: prepositions that place something only after a verb of movement, or that lead to people as often as to places
_MOTION_ONLY = words("to from into on by above over")
_MOTION = re.compile(
    r"\b(?:fired|launched|moved?|moving|deploy(?:ed|ing)?|sent|send|sending|travell?ed|flew|flown|fly|went|gone"
    r"|going|returned|return|withdr[ae]w(?:n|al)?|enter(?:ed|ing)?"
    r"|fled|flee(?:ing)?|road|highway|railway|crossed|crossing|convoys?|transferred|transported|evacuated"
    r"|advanc(?:ed|ing)|retreat(?:ed)?"
    r"|shipped|driv(?:en|ing)|drove|walk(?:ed)?|miles|kilomet\w+|km|metres|assault|attacks?|strikes?|raids?|troops"
    r"|displaced|returning|back|route|way|trip|visit(?:ed)?|flights?|opened fire|fire|incursion|hit)\b"
)
#: "in Kestrian fields": an adjective, and its noun follows
_DEMONYM = re.compile(r"^\w+(?:ian|ish|ese)$")
_ADJECTIVAL = re.compile(
    r"\s(?!(?:on|in|at|and|or|to|by|after|before|when|while|as|was|were|is|has|had|for|with|from|during)\s)[a-z]"
)
_PARTING = re.compile(r",?\s(?:and|or)\s|,\s")
_AGREEMENT_BEFORE = re.compile(
    r"\b(?:agreement|talks|deal|meeting|envoys|relations|war|truce|ceasefire|border|accord|conflict|negotiations"
    r"|pact|dispute|tensions|exchange|fighting|clashes)\s$"
)
_FROM_BODY = re.compile(r"\s(?:said|says|told|told|has|had|have|denied|claims|warned)\b")
_NOT_PLACES = BODY_WORDS | MONTHS.keys() | WEEKDAYS.keys() | TITLES | PRONOUNS | SENTENCE_ADVERBS
_NOT_PLACES |= words(
    "western islamic christian muslim sunni shia english arabic coalition god covid internet christmas easter ramadan"
)
_POSSESSED = re.compile(r"['’]s?$")


def find_places(
    story: Story, names: Names, times: TimeSpans, sayings: dict[int, tuple[Saying, ...]]
) -> tuple[PlaceMention, ...]:
    """Every place of the main text, in order. Overlapping readings keep the longest."""
    speakers = {saying.speaker.start for found in sayings.values() for saying in found if saying.speaker is not None}
    found: list[PlaceMention] = list(_datelines(story))
    taken = max((place.end for place in found), default=-1)
    for sentence in story.sentences:
        at = max(sentence.start, taken)
        while (match := _PLACE.search(story.text, at, sentence.end)) is not None:
            span = _span(story, match, names, times)
            if span is None or span[0] in speakers:
                at = _resume(match)
                continue
            found.extend(_mention(story, start, end, _role(match)) for start, end in _listed(story, *span))
            at = max(span[1], match.start() + 1)
    return tuple(found)


def _listed(story: Story, start: int, end: int) -> list[tuple[int, int]]:
    """Each place of a list for itself: "Bahri", "Omdurman and Khartoum" are three; "between A and B" is one."""
    if story.text[start : start + 7].lower() == "between":
        return [(start, end)]
    parts: list[tuple[int, int]] = []
    for match in _PARTING.finditer(story.text, start, end):
        parts.append((start, match.start()))
        start = match.end()
    return [*parts, (start, end)]


def _resume(match: re.Match[str]) -> int:
    """After a match that is no place, go on behind its first word, so that a place inside it is still found."""
    first = match.group().find(" ")
    return match.start() + (first if first > 0 else len(match.group()))


def _datelines(story: Story) -> list[PlaceMention]:
    """ "SARVENNA - Artillery fire …" at the head of one of the first paragraphs."""
    if story.dateline is None:
        return []
    return [_mention(story, story.dateline.start, story.dateline.end, "dateline")]


def _mention(story: Story, start: int, end: int, role: str) -> PlaceMention:
    return PlaceMention(
        item_id=story.document.item_id,
        start=start,
        end=end,
        text=story.text[start:end],
        method="rule:place.dateline" if role == "dateline" else "rule:place.context",
        confidence_ppm=900_000 if role == "dateline" else 700_000,
        role="origin" if role == "origin" else "dateline" if role == "dateline" else "mention",
    )


def _role(match: re.Match[str]) -> str:
    return "origin" if match["prep"] and match["prep"].lower() == "from" else "mention"


def _span(story: Story, match: re.Match[str], names: Names, times: TimeSpans) -> tuple[int, int] | None:
    """The words of the place, or null when the phrase names no place."""
    if match["between"]:
        if _AGREEMENT_BEFORE.search(story.text, max(0, match.start() - 20), match.start()):
            return None
        parts = match["between"].split()[1:]
        if any(_POSSESSED.search(part) for part in parts) or any(
            _names_other([part], names, sure=False) for part in parts
        ):
            return None
        return match.span("between")
    if match["range"]:
        return _trimmed(story, match.start(), match.start("ranged"), match.end("ranged"), names, times, True)
    if match["sorted"]:
        return _trimmed(story, match.start(), match.start("sortname"), match.end(), names, times, True)
    if match["bare"]:
        name = re.search(_NAME, match["bare"])
        offset = match.start("bare") + (name.start() if name else 0)
        return _trimmed(story, match.start("bare"), offset, match.end("bare"), names, times, True, kind=True)
    if match["paren"]:
        return _trimmed(story, match.start("paren"), match.start("paren"), match.end("paren"), names, times, True)
    return _after_preposition(story, match, names, times)


def _after_preposition(story: Story, match: re.Match[str], names: Names, times: TimeSpans) -> tuple[int, int] | None:
    preposition = " ".join(match["prep"].lower().split())
    kind = match["kind"]
    unsure = preposition in _MOTION_ONLY and not kind and not match["sides"]
    if unsure and _MOTION.search(story.text, max(0, match.start() - 70), match.start()) is None:
        return None
    start = match.start("sides") if match["sides"] else match.start("name")
    if preposition.split()[0] in _NEARNESS or _DIRECTION_PREPOSITION.search(preposition):
        start = match.start("prep")
    end = match.end("kind") if kind else match.end("name")
    return _trimmed(story, start, match.start("name"), end, names, times, False, kind=bool(kind))


def _trimmed(
    story: Story, start: int, name: int, end: int, names: Names, times: TimeSpans, sure: bool, kind: bool = False
) -> tuple[int, int] | None:
    """The span up to the first word that is of a body, a person, a day or a possession."""
    text = story.text
    kept = name
    for match in re.finditer(r"[^\s,]+", text[name:end]):
        word = match.group()
        low = word.lower()
        if times.inside(name + match.start()) or (not sure and word in NATIONALITIES and not kind):
            break
        if bare(low) in _NOT_PLACES and word[0].isupper():
            return None if not kept > name or low not in MONTHS.keys() | WEEKDAYS.keys() else (start, kept)
        if _POSSESSED.search(word):
            return None
        kept = name + match.end()
    stretch = text[name:kept]
    if " and " in stretch and _FROM_BODY.match(text, kept):  # "in Paris and Moscow said": the second one speaks
        stretch = stretch[: stretch.rfind(" and ")].rstrip(" ,")
        kept = name + len(stretch)
    if stretch in NATIONALITIES or (_DEMONYM.search(stretch) and _ADJECTIVAL.match(text, kept)):
        return None
    while stretch.endswith((" and", " or")):
        kept = name + stretch.rfind(" ")
        stretch = text[name:kept]
    if not stretch or _names_other(stretch.split(), names, sure or kind):
        return None
    following = text[kept : kept + 1]
    if following in "'’" and not sure:
        return None
    return start, kept


def _names_other(parts: list[str], names: Names, sure: bool) -> bool:
    """Whether the words are the name of a person, or an acronym of some body."""
    if len(parts) > 1 and not sure and names.full(parts[-1]) == " ".join(parts):
        return True
    if len(parts) == 1:
        word = parts[0]
        return (not sure and names.full(word) is not None) or (
            word.isupper() and 2 <= len(word) <= 4 and word not in ("US", "UK", "UAE", "DRC", "CAR")
        )
    return False
