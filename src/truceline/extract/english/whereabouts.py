"""Where and when an event was: from its clause, its sentence, the sentence before."""

from __future__ import annotations

import re
from typing import TypeVar

from truceline.extract.english.clauses import Clause
from truceline.extract.english.happenings import Draft, Found
from truceline.extract.english.nationalities import COUNTRIES
from truceline.extract.english.places import BEARING
from truceline.extract.english.wordkinds import ACCORD
from truceline.extract.home import of_home
from truceline.extract.story import Sentence, Story
from truceline.model.mentions import PlaceMention, TimeMention
from truceline.model.units import DAY_S

Where = tuple[tuple[str, ...], int | None]
_Told = TypeVar("_Told", PlaceMention, TimeMention)

_WIDE_KINDS = frozenset(
    (
        "region",
        "oblast",
        "province",
        "state",
        "governorate",
        "district",
        "country",
        "peninsula",
        "raion",
        "county",
        "line",
        "border",
        "frontier",
    )
)
_JOINED = re.compile(r"\s?(?:,\s(?:the\s)?|,?\s?(?:and|or)\s(?:(?:the|in|near|on|at|over|its)\s){0,2})")
#: the place right behind the trigger: "strikes across Yemen", "shelled Pell"
_DIRECT = re.compile(
    r"[\w-]+\s(?:(?:on|in|at|near|across|over|of|against|outside|around|into|hit|struck"
    r"|rocked)\s)?(?:the\s)?"
)
_PLURAL_KINDS = (
    "regions", "oblasts", "districts", "provinces", "states", "governorates", "counties", "camps", "villages", "towns",
    "cities", "raions",
)  # fmt: skip
_SIDED = frozenset(
    ("northern", "southern", "eastern", "western", "central", "northeastern", "northwestern", "southeastern",
     "southwestern", "north-eastern", "north-western", "south-eastern", "south-western")
)  # fmt: skip
#: ", about 60 km to the west": where the place lies, not where the event was
_ASIDE = re.compile(r"\b[A-Z][\w'’-]*,\s(?:about\s|some\s|around\s|roughly\s)?$")
_LOCALS = ("residents", "villagers", "people", "the mayor", "mayor", "farmers", "witnesses", "inhabitants", "medics")
_BROUGHT_DOWN = ("shot down", "downed ", "intercepted ")
#: between a trigger and the bearing of something else
_AND_MORE = re.compile(
    r"[;]|,?\sand\s(?:(?:about|some|around|at\sleast)\s)?(?:\d|an?\s|one|two|three|four|five|six|seven|eight|nine|ten)"
)
#: "shelling had hit the street shortly after midnight": of the place that was told before
_OF_THERE = re.compile(
    r"\b(?:hit|struck|shelled|damaged|destroyed|landed\s(?:on|in)|fell\s(?:on|in)|near|on|in)\sthe\s"
    r"(?:street|house|yard|village|town|school|neighbou?rhood|building|courtyard|settlement|block)\b(?!\sof\b)"
)
_TO_DO = re.compile(r"\bto\s[a-z]{2,}\b")
_TOWARDS = re.compile(r"\b(?:to|into|towards?)\s(?:the\s|neighbou?ring\s)?$")
_NEARER = re.compile(
    r"^(?:near|around|outside|(?:the\s)?(?:[\w-]+\s)?(?:outskirts|edge|centre|center"
    r"|vicinity)\sof)\s(?:the\s)?"
)
#: "a truce signed in Doha eleven days earlier": where and when the truce was signed, and nothing else was
_BACKGROUND = re.compile(
    r"\b(?:truces?|ceasefires?|cease-fires?|armistice|agreements?|accords?|deals?|pacts?|treat(?:y|ies)|memorandum"
    r"|protocols?|plans?|roadmap|framework|arrangements?|understandings?|declaration|resolutions?|talks|negotiations"
    r"|moratorium|pause|war|offensive|operation|invasion|blockade|sanctions|embargo|election|elections|law),?\s"
    r"(?:(?:that|which)\s)?(?:(?:was|were|had\sbeen|has\sbeen)\s)?(?:first\s|last\s)?"
    r"(?:signed|agreed|reached|announced|brokered|mediated|declared|struck|concluded|sealed|adopted|negotiated|hammered"
    r"\sout|drafted|drawn\sup|published|passed|imposed|launched|begun|started|began|initialled|approved|proposed"
    r"|unveiled|held|hosted|ratified|extended|renewed)\b(?:(?!\s(?:and|but|that|as|when|after|while)\s)[^.;:,])*"
)
#: how far behind a speaker and his verb the place of the saying may stand ("said in Kyiv on Monday")
_SPEECH = 45
#: "Pell, 20 km west of Brod": the second tells where the first lies
_APPOSED = re.compile(
    r"(?:,|\s?\()\s?(?:(?:non-)?government-controlled,\s?)?(?:(?:about|some|around|roughly|just|an?|the)\s)?"
)


#: "Consumers in Pell will face outages this week after a strike on a substation": those of what is to come
_STILL_TO_COME = re.compile(
    r"(?:[^.;,]|,(?!\sbut\b|\swhile\b)){1,200}?\bwill\s(?:[^.;]){1,120}?"
    r"(?=\s(?:after|following|because\sof|due\sto|as\sa\sresult\sof)\s)"
)


def background(story: Story, sentence: Sentence, at: int) -> list[tuple[int, int]]:
    """Stretches that tell of an agreement, a war or talks of another day, for an act told at `at` outside of them."""
    spans = []
    if "will" in story.words(sentence):
        spans += [match.span() for match in _STILL_TO_COME.finditer(story.text, sentence.start, sentence.end)]
    if story.kinds(sentence) & ACCORD:
        spans += [match.span() for match in _BACKGROUND.finditer(story.text, sentence.start, sentence.end)]
    return [(start, end) for start, end in spans if not start <= at < end]


def told_aside(behind: list[tuple[int, int]], thing: PlaceMention | TimeMention) -> bool:
    """Whether it stands in one of the stretches."""
    return any(start <= thing.start < end for start, end in behind)


def _of_accords(story: Story, draft: Draft, start: int) -> list[tuple[int, int]]:
    """The stretches of a sentence before: the place where a truce was signed is not that of what it led to."""
    earlier = None if draft.kind.startswith("politics") else story.sentence_at(start)
    return [] if earlier is None else background(story, earlier, -1)


def _told_here(things: list[_Told], behind: list[tuple[int, int]]) -> list[_Told]:
    """Those outside of the stretches."""
    return [one for one in things if not told_aside(behind, one)] if behind else things


def places_of(story: Story, sentence: Sentence, draft: Draft, trigger: int, found: Found) -> tuple[list[Where], str]:
    """Words for places with their offset (one group for each place of a list), and where they stood."""
    clause = draft.clause
    scopes = [("clause", clause.start, clause.end)]
    if draft.kind != "politics.agreement":  # the place of another act is not where a truce was declared
        scopes.append(("sentence", sentence.start, sentence.end))
    own = any(_dated(time) for time in found.times.between(sentence.start, sentence.end))
    again = story.text[max(0, trigger - 4) : trigger].lower() == "the "  # "the shelling": what was told before
    if story.text.startswith(_BROUGHT_DOWN, trigger) and not again:
        own = True  # what was brought down in a day, and where nobody tells
    again = again or (own and _OF_THERE.search(story.text, clause.start, clause.end) is not None)
    if (again or not own) and "airspace" not in story.text[clause.start : clause.end]:
        scopes.extend(("before", one.start, one.end) for one in _earlier(story, sentence))
    fired = draft.kind.startswith(("fire", "air"))
    fleeing = draft.kind == "harm.displacement"
    behind = [] if draft.kind.startswith("politics") else background(story, sentence, trigger)
    origin: tuple[list[PlaceMention], str] | None = None
    for only_left in (True, False) if fleeing else (False,):
        for where, start, end in scopes:
            inside = [place for place in found.places.between(start, end) if place.role != "dateline"]
            inside = _told_here(inside, _of_accords(story, draft, start) if where == "before" else behind)
            if draft.kind == "politics.agreement":  # "agreed to reopen the crossing at Pell": agreed elsewhere
                inside = [
                    place for place in inside if _TO_DO.search(story.text, trigger, max(trigger, place.start)) is None
                ]
            here = [place for place in inside if not _of_speech(draft, place)]
            if where == "sentence":
                here = [place for place in here if not _of_others(draft, place, found)]
            inside = here or (inside if where == "clause" else [])
            if only_left:  # where they fled from, rather than where to
                inside = [place for place in inside if not _towards(story.text, start, place)]
            if fired and where != "before" and inside and all(place.role == "origin" for place in inside):
                origin = origin or (inside, where)  # "a rocket from Gaza": where it came from
                continue
            if not inside and where == "sentence":
                inside = _of_locals(draft, found)
            if inside:
                inside = _with_list(story, inside, found, sentence) if where == "clause" else inside
                return _told(story, sentence, _struck_first(story, inside, trigger), trigger, fired), where
    if origin is not None:
        return _told(story, sentence, origin[0], trigger, fired), origin[1]
    told = bool(found.places.between(sentence.start, sentence.end))
    if found.home is None or told or not of_home(draft.kind):
        return [((), None)], "none"
    return [((found.home,), None)], "none"


def _of_locals(draft: Draft, found: Found) -> list[PlaceMention]:
    """ "Residents of Dorn told reporters in Pell that …": the town of those who live there, where no other is told."""
    said = draft.said
    if said is None or said.speaker is None or not said.speaker.words.lower().startswith(_LOCALS):
        return []
    words = said.speaker.words
    return [
        place
        for place in found.places.between(said.sentence.start, said.sentence.end)
        if words.endswith((f" of {place.text}", f" in {place.text}"))
    ]


def _told(story: Story, sentence: Sentence, inside: list[PlaceMention], trigger: int, fired: bool) -> list[Where]:
    aimed = story.text[trigger : trigger + 8].startswith(("fired", "launched"))
    groups = _groups(story, _narrowest_first(story, inside, trigger, fired, aimed))
    bearing = _nearest_bearing(story, sentence, trigger)
    if bearing is not None and not _ASIDE.search(story.text, sentence.start, bearing.start()):
        return [(_from_bearing(bearing.group(), group), start) for group, start in groups]
    return groups


def _nearest_bearing(story: Story, sentence: Sentence, trigger: int) -> re.Match[str] | None:
    """ "six explosions 4 km to the south and 30 bursts 2 km to the east": that behind the trigger, else the first."""
    first: re.Match[str] | None = None
    for match in BEARING.finditer(story.text, sentence.start, sentence.end):
        if first is None:
            first = match
        if match.start() > trigger:
            return first if first is match or _AND_MORE.search(story.text, trigger, match.start()) else match
    return first


def _towards(text: str, start: int, place: PlaceMention) -> bool:
    return _TOWARDS.search(text[max(start, place.start - 24) : place.start]) is not None


def _dated(time: TimeMention) -> bool:
    return time.from_s is not None and time.to_s is not None and time.to_s - time.from_s <= 10 * DAY_S


def _struck_first(story: Story, inside: list[PlaceMention], trigger: int) -> list[PlaceMention]:
    """ "fired a missile at Ganja": only the places behind the verb, where there are any."""
    if not story.text[trigger : trigger + 8].startswith(("fired", "launched")):
        return inside
    return [place for place in inside if place.start > trigger or place.role == "origin"] or inside


def _earlier(story: Story, sentence: Sentence) -> list[Sentence]:
    """The sentences before it in its paragraph, the nearest first, three at most."""
    found: list[Sentence] = []
    for number in range(sentence.number - 1, max(-1, sentence.number - 4), -1):
        if story.sentences[number].paragraph != sentence.paragraph:
            break
        found.append(story.sentences[number])
    return found


def _with_list(story: Story, inside: list[PlaceMention], found: Found, sentence: Sentence) -> list[PlaceMention]:
    """A list of places goes on behind its commas, where the clause seems to end."""
    result = list(inside)
    for place in found.places.between(inside[-1].end, sentence.end):
        if not _joined(story, result[-1], place):
            break
        result.append(place)
    return result if len(result) > len(inside) + 1 or not _enclosing(story, result[-2:]) else inside


def list_end(story: Story, sentence: Sentence, clause: Clause, found: Found) -> int:
    """Where the clause's words end: behind a list of places that it begins ("in the Pell, Brod and Kolt regions")."""
    inside = found.places.between(clause.start, clause.end)
    if not inside or inside[-1].end != clause.end:
        return clause.end
    whole = _with_list(story, [inside[-1]], found, sentence)
    return max(clause.end, whole[-1].end)


def _of_speech(draft: Draft, place: PlaceMention) -> bool:
    """ "…, the ministry in Kyiv said": where something was said, not where it happened."""
    said = draft.said
    if said is None or said.content is None or said.speaker is None:
        return False
    if said.content[0] <= place.start < said.content[1]:
        return False
    first, last = min(said.speaker.start, said.cue_start), max(said.speaker.end, said.cue_end)
    return first - 5 <= place.start <= last + _SPEECH


def _of_others(draft: Draft, place: PlaceMention, found: Found) -> bool:
    """ "…, and doctors in Pell confirmed": where somebody else speaks."""
    if draft.said is None:
        return False
    return any(
        other.speaker is not None and other is not draft.said and other.speaker.start <= place.start < other.cue_end
        for other in found.sayings.get(draft.said.sentence.number, ())
    )


def _from_bearing(bearing: str, group: tuple[str, ...]) -> tuple[str, ...]:
    """ "2-4km SE" in a sentence on Hranitne: "2-4km SE of Hranitne"."""
    return (f"{bearing} of {_NEARER.sub('', group[0])}", *group[1:])


def _narrowest_first(story: Story, inside: list[PlaceMention], at: int, fired: bool, aimed: bool) -> list[PlaceMention]:
    """Regions and countries last, and where fire came from; the others by their distance from the trigger.

    Places that "and" or a comma joins stay together. `aimed`: what was fired went to the place behind the verb.
    """
    inside = [place for place in inside if not _tells_where(story, inside, place)] or inside
    listed = _listed(story, inside)

    def rank(place: PlaceMention) -> tuple[bool, bool, int, int, int]:
        among = place in listed
        direct = _DIRECT.fullmatch(story.text, at, place.start) is not None
        distance = min(abs(one.start - at) for one in listed) if among else abs(place.start - at)
        back = aimed and place.start < at
        return (
            fired and place.role == "origin",
            back,
            0 if among or direct else _width(place.text),
            distance,
            place.start,
        )

    ranked = sorted(inside, key=rank)
    for number in range(len(ranked) - 1):  # "the Holosiivskyi district of Kyiv", "Feodosia, Crimea"
        wide, narrow = ranked[number], ranked[number + 1]
        owned = wide.end < narrow.start and story.text[wide.end : narrow.start] in ("'s ", "’s ")
        within = narrow.end < wide.start and story.text[narrow.end : wide.start].strip() in ("of", ",")
        if owned or within:
            ranked[number], ranked[number + 1] = narrow, wide
    return ranked


def _listed(story: Story, inside: list[PlaceMention]) -> list[PlaceMention]:
    """The first run of places that "and", "or" or commas join; "Jabalia, northern Gaza" is none."""
    for first in range(len(inside) - 1):
        last = first
        while last + 1 < len(inside) and _joined(story, inside[last], inside[last + 1]):
            last += 1
        together = inside[first : last + 1]
        if len(together) > 1:
            return [] if _enclosing(story, together) else together
    return []


def _gap(story: Story, before: PlaceMention, after: PlaceMention) -> str:
    return story.text[before.end : after.start].strip()


def _joined(story: Story, before: PlaceMention, after: PlaceMention) -> bool:
    return before.end <= after.start and _JOINED.fullmatch(story.text, before.end, after.start) is not None


def _enclosing(story: Story, together: list[PlaceMention]) -> bool:
    """ "Jabalia, northern Gaza" and "Pell, Kestria": a comma before the wider place, and no "and"."""
    return len(together) == 2 and _gap(story, together[0], together[1]) in (",", ", the")


def _tells_where(story: Story, inside: list[PlaceMention], place: PlaceMention) -> bool:
    """Whether the place only says where another one lies ("Pell, 20 km west of Brod")."""
    if not (place.text[0].isdigit() or " of " in place.text):
        return False
    return any(
        other.end <= place.start and _APPOSED.fullmatch(story.text, other.end, place.start) is not None
        for other in inside
        if other is not place
    )


def _width(words: str) -> int:
    """0 for a town, 1 for a region or a part of a country, 2 for a country."""
    parts = words.split()
    if words in COUNTRIES:
        return 2
    if parts[-1].lower() in _WIDE_KINDS or parts[0] in ("region", "province", "state"):
        return 1
    return int(parts[0] in _SIDED and " ".join(parts[1:]) in COUNTRIES)


def _groups(story: Story, inside: list[PlaceMention]) -> list[Where]:
    """Places joined by "and" are several; others narrow each other, widest last."""
    listed = _listed(story, sorted(inside, key=_start))
    groups: list[list[PlaceMention]] = [[inside[0]]]
    for place in inside[1:]:
        before = groups[-1][-1]
        if _joined(story, before, place) and len(groups[-1]) == 1 and place in listed and before in listed:
            groups.append([place])
        else:
            groups[-1].append(place)
    words = [tuple(place.text for place in group) for group in groups]
    return [(words_of, group[0].start) for words_of, group in zip(_singular(words), groups, strict=True)]


def _singular(words: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """ "Kursk, Belgorod and Oryol regions": each of them is a region."""
    for number in range(len(words) - 1, 0, -1):
        kind = words[number][0].split()[-1]
        if kind not in _PLURAL_KINDS:
            continue
        single = kind[:-3] + "y" if kind.endswith("ies") else kind[:-1]
        named = words[number][0].removesuffix(kind) + single
        before = [(f"{group[0]} {single}", *group[1:]) for group in words[:number]]
        return [*before, (named, *words[number][1:]), *words[number + 1 :]]
    return words


def _start(place: PlaceMention) -> int:
    return place.start
