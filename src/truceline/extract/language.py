"""Which language a text is in, and each paragraph of a text in several; null when it cannot be told."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import chain
from typing import NamedTuple

import msgspec

from truceline.extract.plain import Plain, plain, plain_text
from truceline.extract.runs import runs
from truceline.extract.tongues import OTHER, language_of_words
from truceline.extract.words import words
from truceline.model.evidence import Document, Span

_BLANK_LINE = re.compile(r"\n[ \t\r]*\n")
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
#: words read; more would not change the answer
_SAMPLE = 400
#: code points in which those words are looked for
_SAMPLE_LENGTH = 20_000
#: code points in which a word and what parts it from the next stand, more often than not
_LETTERS_A_WORD = 10
#: chunks that are kept, and code points of the longest one that is: bounds on memory
_MOST_CHUNKS, _LONGEST_CHUNK = 50_000, 40
#: words of a paragraph below which it is taken to be in the language of the text
_TELLING = 8
#: what an English text has no use for: two of these words, or any Cyrillic letter
_NOT_ENGLISH = words(
    "der die und ist nicht mit von le les des est une dans que qui el los las por una il che della di nie się jest",
    "na w ve bir için een het van och att som um uma não em",
)
_NOT_RUSSIAN = words("се са че ще със във дека што гэта")
# the look-behind stands behind the first letter because a search is fastest where a pattern opens with a set
_LATIN_RUN = re.compile(r"[A-Za-z](?<![A-Za-z]{2})[A-Za-z]{2,19}\s[a-z]{2,20}\s[a-z]{2}")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
#: letters that a text of the language has no use for
_FOREIGN = {
    "uk": re.compile(r"[ыэъёў\u0452\u0453\u0455\u0458-\u045d\u045f\u048a-\u048f\u0492-\u052f]"),
    "ru": re.compile(r"[іїєґў\u0452\u0453\u0455\u0458-\u045d\u045f\u048a-\u048f\u0492-\u052f]"),
}


def detect(text: str) -> str | None:
    """ "en", "uk" or "ru", or null: other languages, and texts too short or too mixed to tell.

    Told from the beginning of the text as the rules read it: without invisible characters and look-alike letters.
    """
    told = _told(plain_text(text[:_SAMPLE_LENGTH]))
    return None if told == OTHER else told


def language_of(document: Document) -> str | None:
    """The language that the document states, else the one its text is told to be in."""
    return document.language or detect(document.text)


class Languages(NamedTuple):
    """The language of each stretch of a text."""

    main: str | None
    starts: list[int]
    stretches: list[tuple[int, str | None]]  # end, language

    def at(self, offset: int) -> str | None:
        """The language of the stretch that holds the offset; outside of all the text's own."""
        number = bisect_right(self.starts, offset) - 1
        if number < 0 or self.stretches[number][0] <= offset:
            return self.main
        return self.stretches[number][1]

    @property
    def unread(self) -> bool:
        """Whether there is a stretch whose language is not told."""
        return any(language is None for _, language in self.stretches)


def languages(document: Document) -> Languages:
    """The languages that `extract` reads the document in. Offsets are those of the document."""
    readable = plain(document)
    return languages_of(readable, by_language(readable))


def languages_of(readable: Plain, parts: list[tuple[str | None, Document]]) -> Languages:
    """The languages of the parts that `by_language` told, with the offsets of the original."""
    placed = sorted((*readable.original_span(span), language or "") for language, part in parts for span in part.body)
    main = language_of(readable.document) if len(parts) > 1 else parts[0][0]
    return Languages(main, [start for start, _, _ in placed], [(end, told or None) for _, end, told in placed])


def by_language(readable: Plain) -> list[tuple[str | None, Document]]:
    """The readable document, or its paragraphs as documents of one language each where it is written in several.

    Offsets are those of the readable text. A paragraph of few words is in the language of the text; one that is plainly
    in two languages is read run by run.
    """
    document = readable.document
    language = language_of(document)
    if not _is_mixed(language, document.text):
        return [(language, document)]
    groups: dict[str | None, list[Span]] = {}
    for span in document.body:
        for part in _lines(document.text, span):
            for run, told in _in_languages(document.text, part, language):
                groups.setdefault(told, []).append(run)
    if len(groups) < 2:
        return [(document.language or next(iter(groups), None) or language, document)]
    return [
        (
            told,
            msgspec.structs.replace(
                document,
                body=tuple(spans),
                headline=document.headline if told == language else None,
                language=told,
            ),
        )
        for told, spans in groups.items()
    ]


def _is_mixed(language: str | None, text: str) -> bool:
    """Whether a paragraph may be in another language than the text: told by what is cheap to look for."""
    if language is None:
        return True
    if language == "en":
        return _CYRILLIC.search(text) is not None or len(_NOT_ENGLISH.intersection(text.split())) > 1
    if _FOREIGN[language].search(text) is not None:
        return True
    if language == "ru" and len(_NOT_RUSSIAN.intersection(text.split())) > 1:
        return True
    return _LATIN_RUN.search(text) is not None


def _lines(text: str, span: Span) -> list[Span]:
    """The paragraphs of a span that holds several."""
    found: list[Span] = []
    start = span.start
    for match in _BLANK_LINE.finditer(text, span.start, span.end):
        found.append(Span(start, match.start()))
        start = match.end()
    return [part for part in (*found, Span(start, span.end)) if part.start < part.end]


def _in_languages(text: str, part: Span, language: str | None) -> list[tuple[Span, str | None]]:
    """A paragraph with its language; in runs of sentences where it is plainly in several."""
    words = part.of(text)
    own = _of_paragraph(words, language)
    if own is None or _is_mixed(own, words):
        return [*runs(text, part, own)] or [(part, own)]
    return [(part, own)]


def _of_paragraph(text: str, language: str | None) -> str | None:
    """A paragraph's own language; the text's where it is too short to tell, or tells nothing."""
    if len(_first_words(text, _TELLING)) < _TELLING:
        return language
    told = _told(text)
    return None if told == OTHER else told or language


def _told(text: str) -> str | None:
    return language_of_words(_first_words(text, _SAMPLE))


def _first_words(text: str, most: int) -> list[str]:
    beginning = text[: most * _LETTERS_A_WORD]
    found = list(chain.from_iterable(map(_CHUNKS.__getitem__, beginning.split())))
    if len(found) <= most and len(beginning) < len(text):  # too short, or the last word may be cut
        found = list(chain.from_iterable(map(_CHUNKS.__getitem__, text.split())))
    return found[:most]


class _Chunks(dict[str, tuple[str, ...]]):
    """The words, in small letters, of what stands between two spaces: cut out once for all texts."""

    def __missing__(self, chunk: str) -> tuple[str, ...]:
        words = tuple([word.lower() for word in _WORD.findall(chunk)])
        if len(chunk) <= _LONGEST_CHUNK:
            if len(self) >= _MOST_CHUNKS:
                self.clear()
            self[chunk] = words
        return words


_CHUNKS = _Chunks()
