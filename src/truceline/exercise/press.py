"""The press of the island: who writes, who copies, and the files in which it lies on the web.

A story begins with the agency's wire. Outlets print it as it is, rewrite it, use half of it, or translate it; others
send their own reporter, who quotes the same press conference. Only the agency and the reporters are origins.
"""

from __future__ import annotations

from html import escape
from string import Template

import msgspec
import numpy as np

from truceline.exercise.newsroom import Facts, Sentence, choices, partial, rewrite, write
from truceline.exercise.params import ZONE_OFFSET_S
from truceline.exercise.scene import Scene
from truceline.exercise.stories import stories
from truceline.exercise.truth import TrueItem

AGENCY = "Meridian Wire"
_OUTLETS = ("Harbour Gazette", "Kessander Daily", "The Lamp", "Northern Herald", "Southern Herald", "Radio Kess")
_FOREIGN = {"uk": "Вісник острова", "ru": "Островной вестник"}
#: what is made of a wire, story by story; a story always has its wire
_PLANS: tuple[tuple[str, ...], ...] = (
    ("copy", "rewrite", "independent", "translation"),
    ("copy", "copy", "rewrite"),
    ("rewrite", "partial", "independent"),
    ("copy", "rewrite", "partial", "translation", "independent"),
    ("rewrite", "rewrite", "independent"),
    ("copy", "translation", "translation"),
)
_ITEMS_A_STORY = 4.5


class Article(msgspec.Struct, frozen=True):
    """One item before it is laid out. `parent` is the number of the item it was made from, within its story."""

    story: int
    relation: str
    parent: int
    language: str
    outlet: str
    credit: str
    byline: str
    headline: str
    sentences: tuple[str, ...]
    published_s: int


def press(scene: Scene) -> tuple[dict[str, bytes], tuple[TrueItem, ...]]:
    """News files by name, and where each item came from."""
    if scene.params.articles == 0:
        return {}, ()
    stream = scene.params.stream(71)
    articles: list[tuple[Facts, list[Article]]] = []
    for number, facts in enumerate(stories(scene, max(1, round(scene.params.articles / _ITEMS_A_STORY)))):
        articles.append((facts, _story(facts, number, stream)))
    return _lay_out(articles, stream)


def _story(facts: Facts, number: int, stream: np.random.Generator) -> list[Article]:
    wire = write(facts, "wire", stream)
    first = facts.event_s + int(stream.integers(2, 6)) * 3_600
    items = [_article(facts, number, "wire", wire, first, AGENCY, "", "en")]
    languages = ["uk", "ru"] if stream.random() < 0.5 else ["ru", "uk"]
    for relation in _PLANS[int(stream.integers(0, len(_PLANS)))]:
        later = first + int(stream.integers(10, 400)) * 60
        outlet = _OUTLETS[int(stream.integers(0, len(_OUTLETS)))]
        if relation == "copy":
            items.append(_article(facts, number, relation, wire, later, outlet, AGENCY, "en"))
        elif relation == "translation":
            language = languages.pop(0)
            words = write(facts, language, stream)
            items.append(_article(facts, number, relation, words, later, _FOREIGN[language], "", language))
        elif relation == "rewrite":
            items.append(_article(facts, number, relation, rewrite(facts, wire, stream), later, outlet, "", "en"))
        elif relation == "partial":
            items.append(_article(facts, number, relation, partial(wire, stream), later, outlet, "", "en"))
        else:
            own = write(facts, "own", stream)
            items.append(_article(facts, number, relation, own, later, outlet, "", "en", _byline(stream)))
    return items


def _byline(stream: np.random.Generator) -> str:
    return ("Ilva Sorrel", "Pet Marren", "Osk Tallow", "Runa Veld")[int(stream.integers(0, 4))]


def _article(
    facts: Facts, number: int, relation: str, text: tuple[Sentence, ...], published_s: int, outlet: str, credit: str,
    language: str, byline: str = "",
) -> Article:  # fmt: skip
    parent = -1 if relation in ("wire", "independent") else 0
    sentences = tuple(sentence.text for sentence in text)
    headline = _headline(facts, language, relation)
    return Article(number, relation, parent, language, outlet, credit, byline, headline, sentences, published_s)


def _headline(facts: Facts, language: str, relation: str) -> str:
    place = facts.words.get("place", facts.words["accuser"])
    if language == "uk":
        return f"{place[1]}: що відомо на цю годину"
    if language == "ru":
        return f"{place[2]}: что известно к этому часу"
    kind = {"shelling": "Shelling", "drone": "Drone strike", "missile": "Missile", "assault": "Assault"}
    what = kind.get(facts.lead, "Power cut") if facts.kind == "incident" else facts.kind.capitalize()
    if relation == "independent":
        return f"In {place[0]}, after the {what.lower()}"
    return f"{what} reported at {place[0]}" if facts.kind == "incident" else f"{what}: word from {place[0]}"


def _lay_out(
    stories_: list[tuple[Facts, list[Article]]], stream: np.random.Generator
) -> tuple[dict[str, bytes], tuple[TrueItem, ...]]:
    """Files in an order that tells nothing: text, web page, or an entry of an outlet's feed."""
    flat = [(facts, article, index) for facts, items in stories_ for index, article in enumerate(items)]
    shape = stream.random(len(flat))
    shuffled = stream.permutation(len(flat))
    files: dict[str, bytes] = {}
    entries: dict[str, list[tuple[Article, int]]] = {}
    names: dict[tuple[int, int], tuple[str, str]] = {}
    for place in shuffled:
        _, article, index = flat[int(place)]
        if shape[place] < 0.15 and article.relation != "translation":
            feed = f"feed_{article.outlet.lower().replace(' ', '_')}.xml"
            entries.setdefault(feed, []).append((article, index))
            continue
        ending = "html" if shape[place] < 0.7 else "txt"
        name = f"news_{len(files) + 1:04d}.{ending}"
        files[name] = (_page(article) if ending == "html" else _plain(article)).encode()
        names[(article.story, index)] = (name, "")
    for feed, rows in sorted(entries.items()):
        rows.sort(key=lambda row: (-row[0].published_s, row[0].story, row[1]))
        files[feed] = _feed(feed, [row[0] for row in rows]).encode()
        for position, (article, index) in enumerate(rows):
            names[(article.story, index)] = (feed, f"entry/{position + 1}")
    truth = [_true_item(facts, article, index, names) for facts, article, index in flat]
    return dict(sorted(files.items())), tuple(sorted(truth, key=lambda item: (item.file, item.part)))


def _true_item(facts: Facts, article: Article, index: int, names: dict[tuple[int, int], tuple[str, str]]) -> TrueItem:
    file, part = names[(article.story, index)]
    parent = None if article.parent < 0 else "#".join(names[(article.story, article.parent)])
    return TrueItem(file, part, article.story, article.relation, parent, article.language, facts.incident)


_LANGUAGE = {"en": 0, "uk": 1, "ru": 2}


def _moment(second: int, form: str) -> str:
    """Local wall clock of the island for machines, without asking the machine's locale."""
    moment = np.datetime64(second + ZONE_OFFSET_S, "s").item()
    clock = f"{moment.hour:02d}:{moment.minute:02d}:00"
    if form == "iso":
        return f"{moment.year}-{moment.month:02d}-{moment.day:02d}T{clock}-02:00"
    weekday = choices("weekday")[moment.weekday()][0][:3]
    month = choices("month")[moment.month - 1][0][:3]
    return f"{weekday}, {moment.day:02d} {month} {moment.year} {clock} -0200"


def _day(article: Article) -> str:
    """The date line: "June 6, 2025", "6 червня 2025"."""
    moment = np.datetime64(article.published_s + ZONE_OFFSET_S, "s").item()
    month = choices("month")[moment.month - 1][_LANGUAGE[article.language]]
    english = article.language == "en"
    return f"{month} {moment.day}, {moment.year}" if english else f"{moment.day} {month} {moment.year}"


def _plain(article: Article) -> str:
    by = article.byline or article.credit or article.outlet
    head = f"{article.headline}\n\nBy {by} | {_day(article)}\n\n"
    return head + "\n\n".join(article.sentences) + "\n"


_PAGE = Template("""<!DOCTYPE html>
<html lang="$language"><head><meta charset="utf-8"><title>$headline | $outlet</title>
<meta property="og:site_name" content="$outlet">
<meta property="article:published_time" content="$iso"></head>
<body><nav><a href="/">Home</a> <a href="/island">Island</a> <a href="/weather">Weather</a></nav>
<main><article><h1>$headline</h1>
<p class="byline">By $by <time datetime="$iso">$day</time></p>
$body
$credit</article></main>
<aside><h2>Read also</h2><ul><li><a href="/a">Ferry timetable changes from Monday</a></li>
<li><a href="/b">Herring prices fall</a></li></ul></aside>
<footer>Subscribe to our newsletter. All rights reserved, $outlet.</footer></body></html>
""")


def _page(article: Article) -> str:
    """A web page with the residue that web pages have: navigation, related links, a footer."""
    return _PAGE.substitute(
        language=article.language,
        headline=escape(article.headline),
        outlet=escape(article.outlet),
        iso=_moment(article.published_s, "iso"),
        day=_day(article),
        by=escape(article.byline or article.credit or article.outlet),
        body="\n".join(f"<p>{escape(sentence, quote=False)}</p>" for sentence in article.sentences),
        credit=f'<p class="credit">({escape(article.credit)})</p>\n' if article.credit else "",
    )


def _feed(name: str, articles: list[Article]) -> str:
    outlet, key = escape(articles[0].outlet), name[:-4]
    site = f"https://{key.replace('_', '-')}.example"
    entries = "\n".join(
        f"<item><title>{escape(a.headline)}</title><link>{site}/{a.story}</link>"
        f'<guid isPermaLink="false">{key}-{a.story}-{number}</guid><pubDate>{_moment(a.published_s, "rss")}</pubDate>'
        f"<description>{escape(' '.join(a.sentences), quote=False)}</description></item>"
        for number, a in enumerate(articles)
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel><title>{outlet}</title>'
        f"<link>{site}/</link><description>News of the island</description>\n{entries}\n</channel></rss>\n"
    )
