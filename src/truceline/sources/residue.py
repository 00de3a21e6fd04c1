"""Lines of a page that are no part of its article: share bars, notices, captions, navigation, stamps.

Each rule looks at one line alone. A line that is not recognised stays in the body: losing evidence is worse than
keeping a stray button.
"""

from __future__ import annotations

import re

_STAMP = (
    r"(?:date|published|updated|posted|last\s+updated|first\s+published|опубліковано|оновлено|опубликовано|обновлено)"
    r"\s*(?:on|at)?\s*:?\s*"
)
#: a stamp stuck to the end of a paragraph: "… fourth year. date 2026-01-08 ×"
_TRAILING = re.compile(
    rf"(?<!\s)\s+(?:{_STAMP}\d[\d\s:.,/TZ+-]{{7,40}}[×✕✖xX]?|[×✕✖]|\[?(?:read more|continue reading)\]?[.…»›>]*)"
    r"\s*$",
    re.IGNORECASE,
)
#: code points at the end of a paragraph in which that stands, and signs of which it has one: to look for them is cheap
_TAIL = 200
_TAIL_SIGNS = ("date", "publ", "posted", "read more", "e read", "опубл", "онов", "обнов", "×", "✕", "✖")
_STAMP_LINE = rf"{_STAMP}.{{0,60}}$"

#: openings that furniture has and prose hardly ever has
_OPENINGS = (
    r"share(?:\s+(?:this|on|via|article|story)\b.{0,60})?$",
    r"(?:tweet|pin it|whatsapp|telegram|facebook|linkedin|copy link|print|save|email)$",
    r"(?:read|see|watch|listen)\s+(?:more|also|next)\b.{0,160}$",
    r"also\s+read\b.{0,160}$",
    r"related(?:\s+(?:articles|stories|topics|news))?\s*(?::.{0,160})?$",
    r"more\s+(?:on this|from|stories|news)\b.{0,80}$",
    r"recommended(?:\s+(?:for you|reading|stories))?\s*:?$",
    r"(?:click|tap)\s+here\b.{0,160}$",
    r"(?:subscribe|sign\s+up)\b.{0,120}$",
    r"(?:sign\s+in|log\s?in|register|menu|search|home)$",
    r"(?:follow\s+us|join\s+our|download\s+our\s+app)\b.{0,160}$",
    r"(?:we|this\s+(?:web)?site)\s+uses?\s+cookies",
    r"(?:accept|reject)\s+(?:all|cookies)\b.{0,60}$",
    r"(?:cookie\s+(?:policy|settings|notice)|privacy\s+policy|terms\s+(?:of|and)\s+\w+)\b.{0,60}$",
    r"(?:advertis(?:e)?ment|sponsored)\b.{0,40}$",
    r"(?:all\s+rights\s+reserved|©|\(c\)\s*\d|copyright\b).{0,160}$",
    r"\d*\s*comments?$",
    r"leave\s+a\s+(?:comment|reply)$",
    r"loading\W*$",
    r"(?:skip\s+to|back\s+to\s+top)\b.{0,40}$",
    r"(?:tags?|topics?|keywords|filed\s+under|теги?)\s*:",
    r"(?:photo|image|picture|video|file\s+photo|фото|зображення|изображение)\s*(?:by|credit|source|courtesy)?\s*[:/|]",
    r"(?:additional\s+reporting|reporting|editing|writing)\s+by\b.{0,160}$",
    r"\(?with\s+(?:inputs?|reporting|material|agency inputs)\b.{0,60}$",
    r"читайте\s+та(?:кож|кже)\b.{0,160}$",
    r"(?:поділитися|поделиться|реклама|коментар\w*|комментари\w*)$",
    r"(?:підпис(?:уйтесь|атися)|подпис(?:ывайтесь|аться))\b.{0,120}$",
    r"(?:source|джерело|источник)\s*:.{0,120}$",
)
_OPENING = rf"\W{{0,12}}(?:{'|'.join(_OPENINGS)})"
# in the next two, each blank belongs to one part of the rule only: a long line could else be cut in endlessly many ways
_HASHTAGS = r"[#@][\w-]+(?:[, ]*[#@][\w-]+)*[, ]*$"
_CRUMB = r"[\w&'](?:[\w&' ]{0,28}[\w&'])?"
_BREADCRUMBS = rf"{_CRUMB}(?: ?[|>›»•·] ?{_CRUMB}){{2,}}$"
_BUTTON = r"(?:facebook|twitter|x|whatsapp|telegram|e-?mail|linkedin|reddit|copy link|print|share|viber|messenger|save)"
_SHARE_BAR = rf"\W*{_BUTTON}(?:\W+{_BUTTON})+\W*$"
_NO_WORDS = r"[\W_]*$"
_RESIDUE = re.compile("|".join((_NO_WORDS, _OPENING, _STAMP_LINE, _HASHTAGS, _BREADCRUMBS, _SHARE_BAR)), re.IGNORECASE)
_CAPTION_CREDIT = re.compile(
    r"[\[(](?:[^\])]{0,50}\b)?(?:[Pp]hoto|[Ii]mage|[Pp]icture|[Ff]ile|[Hh]andout|[Ss]creengrab|[Фф]ото|"
    r"Getty(?: Images)?|EPA|Shutterstock|via|press service)\b[^\])]{0,50}[\])]\s*$"
)
_BARE_CREDIT = re.compile(r"\[(?:AFP|AP|Reuters|TASS|Xinhua|Anadolu|Ukrinform|UNIAN|EPA|dpa)\b[^\]]{0,40}\]\s*$")
_CAPTION_LABEL = re.compile(r"[.!]\s+(?:photo|image|picture|фото)\s*:\s*[^.]{2,80}$", re.IGNORECASE)


def is_residue(line: str) -> bool:
    """Whether a whole line is furniture of the page. Work is linear in its length, however many blanks it has."""
    line = " ".join(line.split())
    return _RESIDUE.match(line) is not None and not _is_prose(line)


def is_caption(line: str) -> bool:
    """A photo caption: one paragraph that ends in a picture credit in brackets, or in "Photo: …"."""
    if len(line) > 600:
        return False
    bracketed = line.rstrip()[-1:] in (")", "]") and (_CAPTION_CREDIT.search(line) or _BARE_CREDIT.search(line))
    return bool(bracketed) or (":" in line and _CAPTION_LABEL.search(line) is not None)


def may_trail(text: str) -> bool:
    """Whether residue may be stuck to the end of a paragraph of the text: told of all of them at once."""
    folded = text.casefold()
    return any(sign in folded for sign in _TAIL_SIGNS)


def trailing_residue(paragraph: str) -> int:
    """Where residue stuck to the end of a paragraph begins; its length when there is none."""
    end = len(paragraph)
    if not may_trail(paragraph[-_TAIL:]):
        return end
    while match := _TRAILING.search(paragraph, max(0, end - _TAIL), end):
        end = match.start()
    return end


def _is_prose(line: str) -> bool:
    """Several sentences behind an opening that only happens to look like furniture."""
    return len(line) > 250 and len(re.findall(r"[.!?][\"”»']?\s+[\"“«]?[A-ZА-ЯІЇЄҐ]", line)) >= 2
