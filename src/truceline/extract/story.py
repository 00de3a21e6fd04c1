"""A document laid out for the rules: paragraphs, sentences, tokens, and the narrator's words with quotations masked."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property

import msgspec

from truceline.extract.marks import Marked, marked
from truceline.extract.posts import posts_in
from truceline.extract.sentences import dateline, paragraphs, sentence_spans
from truceline.extract.tokens import PLAIN, Lexicon, Token, tokenise
from truceline.extract.within import Within
from truceline.model.evidence import Document, Span

__all__ = ["MASK", "Sentence", "Story", "Token", "tokenise"]

#: stands for every code point inside quotation marks; no rule's word or mark
MASK = "\u00b7"


class Sentence(msgspec.Struct, frozen=True, gc=False):
    """One sentence: its span, the paragraph it stands in, its place in the order of sentences."""

    start: int
    end: int
    paragraph: int
    number: int
    headline: bool


class Story:
    """The document and everything the rules ask about its shape, each computed once."""

    def __init__(
        self,
        document: Document,
        quotations: tuple[Marked, ...] | None = None,
        lexicon: Lexicon = PLAIN,
        like: Story | None = None,
    ) -> None:
        """`quotations` stand in for what the marks alone tell: a language knows which of them hold a name.

        `lexicon` tells the kinds of the words of the language; `like` is a story of the same document, laid out alike.
        """
        self.document = document
        self.item_id = document.item_id
        self.lexicon = lexicon
        self.text = document.text
        self.paragraphs: tuple[Span, ...] = paragraphs(document) if like is None else like.paragraphs
        self.marked: tuple[Marked, ...] = marked(self.text, self.paragraphs) if quotations is None else quotations
        self._head: tuple[int, Span, int] | None = dateline(self.text, self.paragraphs) if like is None else like._head
        self.dateline: Span | None = self._head[1] if self._head else None

    @cached_property
    def outer(self) -> Within[Marked]:
        """The quotations that stand in no other."""
        return Within(piece for piece in self.marked if piece.depth == 0)

    @cached_property
    def narrator(self) -> str:
        """The text with every code point inside quotation marks masked."""
        return _mask(self.text, self.marked)

    @cached_property
    def posts(self) -> frozenset[int]:
        """Where the posts of a running report begin."""
        return posts_in(self.text, self.paragraphs)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Every sentence of the main text; found when first asked for, since quotations may yet turn out to be none."""
        filed, _, begins = self._head if self._head else (-1, None, 0)
        headline = self.document.headline
        found: list[Sentence] = []
        for number, paragraph in enumerate(self.paragraphs):
            is_headline = headline is not None and headline.start <= paragraph.start < headline.end
            for start, end in sentence_spans(
                self.narrator, Span(begins, paragraph.end) if number == filed else paragraph
            ):
                found.append(Sentence(start, end, number, len(found), is_headline))
        self._tokens: list[list[Token] | None] = [None] * len(found)
        self._spoken: list[list[Token] | None] = [None] * len(found)
        self._words: list[frozenset[str] | None] = [None] * len(found)
        self._kinds: list[int] = [-1] * len(found)
        self._ends: list[int] = [sentence.end for sentence in found]
        return tuple(found)

    def tokens(self, sentence: Sentence) -> list[Token]:
        """Tokens of the narrator's words in the sentence; what stands in quotation marks is masked."""
        known = self._tokens[sentence.number]
        if known is None:
            known = self.spoken_tokens(sentence)
            if self.narrator.find(MASK, sentence.start, sentence.end) >= 0:
                known = self._unspoken(sentence, known)
            self._tokens[sentence.number] = known
        return known

    def _unspoken(self, sentence: Sentence, spoken: list[Token]) -> list[Token]:
        """The tokens outside quotation marks; those that a mark cuts in two are made anew."""
        narrator, kept = self.narrator, []
        for token in spoken:
            start, end = token.start, token.end
            if narrator[start] != MASK and (end == start + 1 or MASK not in narrator[start:end]):
                kept.append(token)
            elif end > start + 1 and narrator[start:end].strip(MASK):
                return tokenise(narrator, sentence.start, sentence.end, self.lexicon)
        return kept

    def spoken_tokens(self, sentence: Sentence) -> list[Token]:
        """Tokens with the words inside quotation marks: what a mayor tells happened, too."""
        known = self._spoken[sentence.number]
        if known is None:
            known = tokenise(self.text, sentence.start, sentence.end, self.lexicon)
            self._spoken[sentence.number] = known
        return known

    def words(self, sentence: Sentence) -> frozenset[str]:
        """The words and marks of the sentence in small letters, spoken ones too, for rules to look before they read."""
        known = self._words[sentence.number]
        if known is None:
            known = frozenset([token.low for token in self.spoken_tokens(sentence)])
            self._words[sentence.number] = known
        return known

    def kinds(self, sentence: Sentence) -> int:
        """The kinds of all its words, spoken ones too, as bits of the lexicon: one look tells what it cannot hold."""
        known = self._kinds[sentence.number]
        if known < 0:
            known = 0
            for token in self.spoken_tokens(sentence):
                known |= token.kinds
            self._kinds[sentence.number] = known
        return known

    @cached_property
    def _headings(self) -> frozenset[int]:
        """The numbers of the paragraphs that are headings."""
        return frozenset([number for number, one in enumerate(self.paragraphs) if _is_heading(self.text, one)])

    def is_heading(self, sentence: Sentence) -> bool:
        """A short paragraph without an end mark: a heading, whose capitals name nobody."""
        return sentence.paragraph in self._headings

    def end_of_sentence(self, offset: int) -> int:
        """Where the sentence ends whose words end at the offset; the offset itself outside of the main text."""
        sentence = self.sentence_at(offset - 1)
        return offset if sentence is None else sentence.end

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that holds the offset, or null when it is outside the main text."""
        sentences = self.sentences
        number = bisect_right(self._ends, offset)
        if number < len(sentences) and sentences[number].start <= offset:
            return sentences[number]
        return None


def _is_heading(text: str, paragraph: Span) -> bool:
    last = text[paragraph.end - 1]
    return paragraph.end - paragraph.start < 120 and not (last in ".!?…:;,)]" or last in "\"'”’»")


def _mask(text: str, quotes: tuple[Marked, ...]) -> str:
    pieces: list[str] = []
    at = 0
    for quote in quotes:
        if quote.depth or quote.start < at:
            continue
        closing = text[quote.end - 1] if quote.end > quote.start and text[quote.end - 1] in ".,!?…;:" else ""
        width = quote.end - quote.start - len(closing)
        pieces.append(text[at : quote.start])
        pieces.append(MASK * width + closing)
        at = quote.end
    pieces.append(text[at:])
    return "".join(pieces)
