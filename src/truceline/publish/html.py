"""One self-contained HTML file: nothing is fetched, and its own policy forbids it."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from truceline.model.bulletin import Bulletin
from truceline.publish import svg
from truceline.publish.compose import compose
from truceline.publish.own import CYRILLIC
from truceline.publish.safe import shown, visible

#: rows of a long table on the page; the data annex has all of them
ROWS = 200
#: readings and pairs of texts
TEXTS = 1000

_LATIN = re.compile("[A-Za-z]")


def render_html(bulletin: Bulletin, lang: str) -> bytes:
    """The bulletin as one HTML page in UTF-8 ("en", "uk" or "ru"). Equal bulletins give equal bytes.

    Raises:
        UsageError: for another language.
    """
    document = compose(bulletin, lang, ROWS, TEXTS)
    style, script = style_of(document.banner, bool(bulletin.pairs or bulletin.readings)), _script()
    page = environment().get_template("page.html.j2")
    return page.render(
        doc=document,
        style=Markup(style),
        script=Markup(script),
        policy=policy_of(style, script),
    ).encode()


def language_of(words: str, page: str) -> str:
    """The `lang` attribute for words that came with the bulletin: English where the script says so, else unknown."""
    if page != "en" and _LATIN.search(words) and not CYRILLIC.search(words):
        return "en"
    return "und" if page == "en" and CYRILLIC.search(words) and not _LATIN.search(words) else ""


@cache
def environment() -> Environment:
    made = Environment(
        loader=PackageLoader("truceline.publish", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters["visible"] = visible
    made.filters["shown"] = shown
    made.filters["language_of"] = language_of
    # a drawing is made of escaped parts by publish.svg: it is markup already
    made.filters["drawn"] = Markup
    return made


def style_of(banner: str, texts: bool) -> str:
    """The rules of the page; those for texts only where there are any."""
    light, dark = svg.palette()
    rules = [
        f":root{{{light}}}",
        f"@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}",
        part("page.css"),
        svg.stylesheet(),
        *((part("reading.css"),) if texts else ()),
    ]
    if banner:  # in the margin of every printed page
        rules.append(f'@media print{{@page{{@top-center{{content:"{banner}";font:bold 8pt sans-serif}}}}}}')
    return "\n".join(rules)


def _script() -> str:
    return part("page.js")


def part(name: str) -> str:
    return resources.files("truceline.publish").joinpath("templates", name).read_text(encoding="utf-8")


def policy_of(style: str, script: str) -> str:
    """A content security policy under which only this style and this script run, and nothing is loaded."""
    scripts = _hash(script) if script else "'none'"
    return f"default-src 'none'; style-src {_hash(style)}; script-src {scripts}; base-uri 'none'; form-action 'none'"


def _hash(source: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(source.encode()).digest()).decode() + "'"
