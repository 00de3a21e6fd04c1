"""Documents to mentions: quotations, statements, quantities, times, places, events, elements of an agreement.

Confidence says how the rule came to its answer. It is a scale of rules, not a measured probability:

    950 000  the marks themselves: a quotation that was opened and closed
    900 000  a rule of one reading: a number with its noun, an anchored date, a statement with a named speaker
    800 000  an event with its place in its own clause; a speaker carried to a pronoun
    700 000  a place by its company; a speaker carried over sentences; a number whose noun has no unit
    600 000  the event's place stands elsewhere in the sentence; a status borrowed from the sentence
    500 000  something is missing: no speaker, a quotation never closed, a time that could not be anchored
    400 000  an event whose place is in the sentence before, or in none

An event "assessed as" or "probably" is put 100 000 lower.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, get_args
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from truceline.extract.adding import added
from truceline.extract.language import Languages, by_language, languages_of
from truceline.extract.neutral import find_neutral
from truceline.extract.plain import plain
from truceline.extract.portions import portions, shifted
from truceline.extract.story import Story
from truceline.extract.tokens import PLAIN, Lexicon
from truceline.model.errors import UsageError
from truceline.model.evidence import Document
from truceline.model.mentions import AnyMention

if TYPE_CHECKING:  # the ports name tables of Arrow, which no rule asks for
    from truceline.ports import Reader


class _Rules(NamedTuple):
    """What reads a text, and what it knows of words."""

    read: Callable[[Story, ZoneInfo], list[AnyMention]]
    lexicon: Lexicon


@cache
def _rules(language: str | None) -> _Rules:
    """The rules of a language: its tables are loaded when the first text in it is read, and others' are not."""
    if language == "en":
        from truceline.extract.english import reader as english

        return _Rules(english.read, english.LEXICON)
    if language == "uk":
        from truceline.extract.slavic.ukrainian import reader as ukrainian

        return _Rules(ukrainian.read, ukrainian.LEXICON)
    if language == "ru":
        from truceline.extract.slavic.russian import reader as russian

        return _Rules(russian.read, russian.LEXICON)
    return _Rules(find_neutral, PLAIN)


class ExtractParams(msgspec.Struct, frozen=True):
    """The zone in which an author's "Thursday" and "at 22:10" are read (IANA)."""

    time_zone: str = "UTC"


def params_of(time_zone: str) -> ExtractParams:
    """Parameters for a zone. Raises UsageError when the zone is not in the IANA data base."""
    try:
        ZoneInfo(time_zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as trouble:
        advice = "use an IANA name such as Europe/Kyiv or Africa/Khartoum"
        raise UsageError(f"{time_zone!r} is not a time zone", where="zone", advice=advice) from trouble
    return ExtractParams(time_zone=time_zone)


_DEFAULTS = ExtractParams()


def extract(
    documents: Iterable[Document], params: ExtractParams = _DEFAULTS, readers: Sequence[Reader] = ()
) -> tuple[AnyMention, ...]:
    """Every mention in the documents, sorted by (item_id, start, end, kind). `readers` add to what the rules find."""
    zone = ZoneInfo(params.time_zone)
    found: list[AnyMention] = []
    for document in documents:
        found += _extraction(document, zone, readers).mentions
    found.sort(key=_order)
    return tuple(found)


class Extraction(NamedTuple):
    """The mentions in one document, and the languages that it was read in."""

    mentions: list[AnyMention]
    languages: Languages


def extraction(document: Document, params: ExtractParams = _DEFAULTS) -> Extraction:
    """Every mention in one document, sorted as `extract` sorts them, and the languages that it was read in."""
    mentions, languages = _extraction(document, ZoneInfo(params.time_zone), ())
    mentions.sort(key=_order)
    return Extraction(mentions, languages)


def _extraction(document: Document, zone: ZoneInfo, readers: Sequence[Reader]) -> Extraction:
    readable = plain(document)
    parts = by_language(readable)
    found: list[AnyMention] = []
    for language, part in parts:
        rules = _rules(language)
        for base, portion in portions(part):
            here = rules.read(Story(portion, lexicon=rules.lexicon), zone)
            for reader in readers:
                if language in reader.languages:
                    here += added(here, reader.read(portion))
            found += shifted(here, base)
    return Extraction(readable.restored(found), languages_of(readable, parts))


_TAGS: dict[type[AnyMention], str] = {kind: str(kind.__struct_config__.tag) for kind in get_args(AnyMention)}


def _order(mention: AnyMention) -> tuple[str, int, int, str]:
    return mention.item_id, mention.start, mention.end, _TAGS[type(mention)]
