"""The bulletin as a page: sections of blocks with every word already chosen, for one language.

`compose` makes it from a `Bulletin`; `html`, `markdown` and `pdf` only lay it out, so the three say the same.
A text with `own=True` came from the bulletin and stands in its own language (quoted words, provisions, reasons);
every other text is one of the fixed words of the page's language.
"""

from __future__ import annotations

import msgspec


class Text(msgspec.Struct, frozen=True):
    """A run of words. `kind` says what they are, so that a layout can set them apart: number, code, status."""

    words: str
    own: bool = False
    under: str = ""  # a second, smaller line
    href: str = ""  # a place on the same page that tells more
    figure: str = ""  # where it, or all that belongs to it, stands in the bulletin's data (RFC 6901)
    kind: str = ""  # "" · "number" · "code" · "quote" · "breach" · "undetermined" · "no_breach" · "counted" · …


class Column(msgspec.Struct, frozen=True):
    label: str
    numeric: bool = False
    wide: bool = False  # takes the room that is left


class Row(msgspec.Struct, frozen=True):
    """A row of a table. `group` and `status` let a page filter its rows; the first cell is the row's heading."""

    cells: tuple[Text, ...]
    anchor: str = ""
    group: str = ""
    status: str = ""


class Paragraph(msgspec.Struct, frozen=True, tag="paragraph"):
    text: Text


class Bullets(msgspec.Struct, frozen=True, tag="bullets"):
    items: tuple[Text, ...]
    title: str = ""


class Table(msgspec.Struct, frozen=True, tag="table"):
    """Rows under columns. `filters` holds (value, label) for the choice offered on a page with many rows."""

    name: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    note: str = ""
    folded: bool = False  # may be closed on a page; open in print
    groups: tuple[tuple[str, str], ...] = ()
    statuses: tuple[tuple[str, str], ...] = ()


class Drawing(msgspec.Struct, frozen=True, tag="drawing"):
    """Vector graphics (an `<svg>` element whose colours are classes) with the sentence that says what it shows."""

    name: str
    svg: str
    caption: str
    alternative: str
    narrow: str = ""  # the same drawn for a phone; empty where `svg` is legible there


class Facts(msgspec.Struct, frozen=True, tag="facts"):
    rows: tuple[tuple[str, Text], ...]


class Verbatim(msgspec.Struct, frozen=True, tag="verbatim"):
    """Lines that must be copied as they stand, to the last letter."""

    name: str
    title: str
    verbatim: tuple[str, ...]


class Segment(msgspec.Struct, frozen=True):
    """Words of a line under the same marks: `kinds` from the widest mark to the narrowest, `opens` those that begin."""

    words: str
    kinds: tuple[str, ...] = ()
    opens: tuple[int, ...] = ()


class Found(msgspec.Struct, frozen=True):
    """One thing read in a text, as it stands in the list beside it."""

    number: int
    kind: str
    label: str
    words: str  # empty where `same` stands for them
    facts: tuple[tuple[str, Text], ...]  # without a name: what it is
    place: str
    how: str
    same: str = ""  # that its words are those of an earlier number


class Line(msgspec.Struct, frozen=True):
    """A paragraph of a text and what was read in it; without segments where its words are not reprinted."""

    label: str
    segments: tuple[Segment, ...]
    found: tuple[Found, ...]
    lang: str = ""  # of its words, where it is known


class Reading(msgspec.Struct, frozen=True, tag="reading"):
    """A text line by line, and what was read in it."""

    name: str
    title: Text
    meta: tuple[tuple[str, Text], ...]
    lines: tuple[Line, ...]
    labels: dict[int, str]  # number of a thing read -> its kind, for those who listen
    kinds: tuple[tuple[str, str], ...]  # (code, label with its number) of the kinds in it
    note: str


class Beside(msgspec.Struct, frozen=True):
    """Words of two texts side by side; parts are (words, kind): "same", "varied", "left_out" or empty."""

    a: tuple[tuple[str, str], ...]
    b: tuple[tuple[str, str], ...]
    remark: str = ""


class Pair(msgspec.Struct, frozen=True, tag="pair"):
    """Two reports side by side: passages, quotations, and facts that stand in one of them."""

    name: str
    title: Text
    relation: Text
    remarks: tuple[Text, ...]
    columns: tuple[str, str]
    caption: str
    rows: tuple[Beside, ...]
    tables: tuple[Table, ...]
    note: str
    empty: str  # what stands where one report does not tell it


Block = Paragraph | Bullets | Table | Drawing | Facts | Verbatim | Reading | Pair


class Section(msgspec.Struct, frozen=True):
    """`annex`: for whoever looks something up; closed on a page and behind all others, with `size` beside its title."""

    name: str
    title: str
    blocks: tuple[Block, ...]
    annex: bool = False
    size: str = ""


class Tile(msgspec.Struct, frozen=True):
    """A key figure with its unit and a remark."""

    label: Text
    value: str
    unit: str
    remark: str = ""


class Card(msgspec.Struct, frozen=True):
    """A question that everybody asks, its answer in a sentence or two, and the section that tells more."""

    question: str
    answer: tuple[Text, ...]
    section: str  # by name; empty where there is none


class Answer(msgspec.Struct, frozen=True):
    """What a reader with one minute needs: all of it stands on the first screen and on the first printed page."""

    question: str
    verdict: str  # code
    word: str  # the verdict in the page's language
    since: str
    meaning: str
    in_force: bool
    in_force_word: str
    in_force_words: Text
    cards: tuple[Card, ...]
    three_title: str
    three: tuple[Text, ...]
    tiles_title: str
    tiles: tuple[Tile, ...]


class Document(msgspec.Struct, frozen=True):
    lang: str
    title: str
    mission: Text
    meta: tuple[tuple[str, Text], ...]
    banner: str
    answer: Answer
    sections: tuple[Section, ...]
    annexes: tuple[Section, ...]
    footer: Section
    labels: dict[str, str]  # the few words that the layouts themselves need
