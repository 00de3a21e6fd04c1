"""An answer as a card in a notebook: one piece of HTML that needs nothing else, in the notebook's own light or dark.

Everything that came from outside is escaped, and characters that hide or reorder text are shown as such. Without its
style (a viewer that takes it away) a card is still headings, tables and lists in the right order.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, NamedTuple

from markupsafe import Markup, escape

from truceline.model.errors import Rejected
from truceline.publish import svg
from truceline.publish.html import part
from truceline.publish.safe import visible
from truceline.publish.words import Words
from truceline.publish.words import words as common

#: rows of a table on a card
MOST_ROWS = 10
_MOST_NOTES = 5
#: where a notebook says itself that it is light or dark: JupyterLab, VS Code, the pages of this documentation
_LIGHT = ('[data-jp-theme-light="true"]', ".vscode-light", '[data-md-color-scheme="default"]')
_DARK = ('[data-jp-theme-light="false"]', ".vscode-dark", '[data-md-color-scheme="slate"]')


class Column(NamedTuple):
    """The head of a column; figures stand to the right."""

    head: str
    numeric: bool = False


@cache
def spoken(lang: str) -> Words:
    """The words of a bulletin in a language, with those of the cards beside them. Raises UsageError for another one."""
    common(lang)  # raises for a language that has none
    shared, own = _words_of("truceline.publish", lang), _words_of("truceline.notebook", lang)
    return Words(lang, {**shared, "card": own["card"], "plural": shared["plural"] | own["plural"]})


def card(title: str, *parts: Markup | str, note: str = "") -> str:
    """A card with its title, parts in their order (text is escaped), and a remark at its foot."""
    head = Markup("<h4>{}</h4>").format(visible(title)) if title else Markup("")
    foot = Markup('<p class="note">{}</p>').format(visible(note)) if note else Markup("")
    body = Markup("").join(part if isinstance(part, Markup) else paragraph(part) for part in parts if part)
    return str(
        Markup('<div class="truceline"><style>{}</style>{}{}{}</div>').format(Markup(_style()), head, body, foot)
    )


def paragraph(text: str, class_: str = "") -> Markup:
    attribute = Markup(' class="{}"').format(class_) if class_ else Markup("")
    return Markup("<p{}>{}</p>").format(attribute, visible(text))


def heading(text: str) -> Markup:
    return Markup("<h5>{}</h5>").format(visible(text))


def quotation(text: str) -> Markup:
    return Markup("<blockquote>{}</blockquote>").format(visible(text))


def facts(rows: Iterable[tuple[str, str]]) -> Markup:
    """Names with what they are."""
    inner = Markup("").join(Markup("<dt>{}</dt><dd>{}</dd>").format(visible(k), visible(v)) for k, v in rows)
    return Markup("<dl>{}</dl>").format(inner)


def table(
    columns: Sequence[Column], rows: Iterable[Sequence[object]], words: Words, left_out: int = 0, most: int = MOST_ROWS
) -> Markup:
    """The first rows of a table, and how many there are besides. `left_out` were never handed over."""
    shown = list(rows)
    left_out += max(0, len(shown) - most)
    heads = Markup("").join(_cell("th", column.head, column.numeric) for column in columns)
    body = Markup("").join(
        Markup("<tr>{}</tr>").format(
            Markup("").join(_cell("td", value, column.numeric) for value, column in zip(row, columns, strict=True))
        )
        for row in shown[:most]
    )
    drawn = Markup('<table class="rows"><thead><tr>{}</tr></thead><tbody>{}</tbody></table>').format(heads, body)
    return drawn + (paragraph(words.count("rows_more", left_out), "note") if left_out else Markup(""))


def _cell(tag: str, value: object, numeric: bool) -> Markup:
    class_ = Markup(' class="number"') if numeric else Markup("")
    return Markup("<{0}{1}>{2}</{0}>").format(Markup(tag), class_, escape(visible("" if value is None else str(value))))


def tree(lines: Sequence[tuple[int, str]]) -> Markup:
    """Lines with their depth as lists within lists."""
    out, depth = Markup("<ul>"), 0
    for level, said in lines:
        level = min(level, depth + 1)
        out += Markup("<ul>") * (level - depth) + Markup("</ul>") * (depth - level)
        out += Markup("<li>{}</li>").format(visible(said))
        depth = level
    return out + Markup("</ul>") * (depth + 1)


def folded(summary: str, inside: Markup) -> Markup:
    return Markup("<details><summary>{}</summary>{}</details>").format(visible(summary), inside)


def noted(notes: Sequence[Rejected], words: Words) -> Markup:
    """What stayed out of the input, or went in with a warning; nothing where all is well."""
    if not notes:
        return Markup("")
    lines = [(0, f"{note.file}:{note.line} {note.field}: {note.found}. {note.advice}") for note in notes[:_MOST_NOTES]]
    inside = paragraph(words.term("card", "rejected"), "note") + tree(lines)
    if len(notes) > _MOST_NOTES:
        inside += paragraph(words.count("rows_more", len(notes) - _MOST_NOTES), "note")
    return folded(words.count("notes", len(notes)), inside)


class Chart:
    """A drawing of the bulletin, or several: shown by a notebook, saved as SVG. There are no points, only what a
    bulletin draws."""

    def __init__(self, *drawn: tuple[str, str]) -> None:
        #: caption and SVG of each
        self.drawn = tuple(one for one in drawn if one[1])

    @property
    def svg(self) -> str:
        """The first drawing as an SVG file of its own, in light colours."""
        return svg.standalone(self.drawn[0][1], "sans-serif", _series_rules()) if self.drawn else ""

    def save(self, path: str | Path) -> None:
        """Write that file."""
        from truceline.stores.files import write_atomic

        write_atomic(Path(path), self.svg.encode())

    @property
    def figures(self) -> Markup:
        """Each drawing with its caption, as HTML."""
        return Markup("").join(
            # a drawing is made of escaped parts by publish.svg: it is markup already
            Markup("<figure>{}<figcaption>{}</figcaption></figure>").format(Markup(drawn), visible(caption))
            for caption, drawn in self.drawn
        )

    def _repr_html_(self) -> str:
        return card("", self.figures)

    def __repr__(self) -> str:
        return f"<{len(self.drawn)} drawing{'' if len(self.drawn) == 1 else 's'}>"


def _words_of(package: str, lang: str) -> dict[str, Any]:
    return tomllib.loads(resources.files(package).joinpath("words", f"{lang}.toml").read_text(encoding="utf-8"))


def _series_rules() -> str:
    """The look of a drawn series, which is on the page of a measurement alone."""
    return "\n".join(line for line in part("measure.css").splitlines() if line.startswith(".d-"))


def _part(name: str) -> str:
    return resources.files("truceline.notebook").joinpath(name).read_text(encoding="utf-8")


@cache
def _style() -> str:
    """The look of cards and of the drawings in them, kept to the card: a notebook's own look stays as it is."""
    light, dark = (colours.replace("\n", "") for colours in svg.palette())
    themed = [f"{place} .truceline{{{light}}}" for place in _LIGHT] + [
        f"{place} .truceline{{{dark}}}" for place in _DARK
    ]
    rules = [
        f".truceline{{{light}}}",
        f"@media (prefers-color-scheme:dark){{.truceline{{{dark}}}}}",
        *themed,
        _part("notebook.css"),
        f".truceline{{{svg.stylesheet()}{_series_rules()}}}".replace("\n", ""),
    ]
    return "\n".join(rules)
