"""Paragraphs and sentences of the main text. Offsets are those of the document."""

from __future__ import annotations

import re

from truceline.extract.words import words
from truceline.model.evidence import Document, Span

_BLANK_LINE = re.compile(r"\n[ \t\r]*\n")
# the look-behind keeps a run of points from being tried again at each of its points; it stands behind the first of them
# because a search is fastest where a pattern opens with a set of characters
_END = re.compile(r"[.!?…\n](?:(?<=\n)|(?<![.!?…]{2})[.!?…]*[\"'”’»)\]]{0,4}(?=\s))")
_PICTURE = re.compile(r"[\u2190-\u2bff\u3030\ufe0e\ufe0f\u200d\U0001f000-\U0001faff]")
_BEGINS = re.compile(
    r"\s+(?:[\u2190-\u2bff\u3030\U0001f000-\U0001faff][\ufe0e\ufe0f\u200d\s]*){0,3}[\"'“‘«„(\[–—-]*\s*[A-ZА-ЯІЇЄҐЁÀ-ÖØ-Þ0-9·]"
)
#: no name begins with them
_OPENER = re.compile(r"\s+(?:His|Her|The|It|He|She|They|In|On|At|But|And|An?|We|Their|Its|This|That|There|Then)\s")
_WORD_BEFORE = re.compile(r"[\w.]+$")
_ATTRIBUTION = re.compile(
    r"\s+(?:(?:the|[A-Z][\w.'’-]{0,30},?|[a-z]{1,14},?)\s+){0,4}?(?:said|says|told|asked|added|wrote|declared|stated"
    r"|warned|shouted|replied|insisted|shrugged|shrugs|laughed|laughs|sighed|sighs|snorted|snorts|spat|spits|cried"
    r"|smiled|smiles|whispered|whispers|muttered|screamed|sobbed|joked|quipped|retorted|wondered|demanded|exclaimed)\b"
)
_CAPITALISED = r"[A-Z\u00c0-\u00de][\w'’]*(?:[- ][A-Z\u00c0-\u00de][\w'’]*){0,3}"
#: "SARVENNA - …", "KYIV, Jan 8 (Reuters) — …"
_DATELINE = re.compile(
    rf"(?P<place>{_CAPITALISED}(?:/{_CAPITALISED})?)(?:,\s{_CAPITALISED})?"
    rf"(?:,\s(?:{_CAPITALISED}\.?(?:\s\d{{1,2}})?|\d{{1,2}}\s[A-Z][a-z]{{2,8}}\.?)(?:,?\s\d{{4}})?)?"
    r"(?:\s?\([A-Z][\w /.-]{1,24}\))?\s(?:-|–|—|--)\s(?=[\"'“‘«]?[A-Z\u00c0-\u00de0-9])"
)
_ITEM = re.compile(r"(?:[—–―•*·]|--?)\s+\S")
_FIRST_WORD = re.compile(r"\S{1,40}")
_ENDS_LINE = frozenset(".!?…:\"'”’»)")
#: how much shorter than the widest a wrapped line may be, beyond the word that did not fit (code points)
_RAGGED = 4
#: lines all shorter than this are a list or a table of words, not wrapped text
_NARROW = 50
_CYRILLIC = r"[\u0400-\u042f\u0490][\w'’ʼ]*(?:[- ][\u0400-\u042f\u0490][\w'’ʼ]*){0,3}"
#: "ДОНЕЦК, 8 янв — РИА Новости.", "КИЇВ, 5 січня (Укрінформ) —": a bare dash is no dateline there, it is a copula
_CYRILLIC_DATELINE = re.compile(
    rf"(?P<place>{_CYRILLIC})(?:"
    r"(?:,|\.)\s\d{1,2}\s[\u0430-\u044f\u0456\u0457\u0454]{3,9}(?:\s(?:19|20)\d\d(?:\s(?:року|года))?+)?+\.?(?:\s\([^)\n]{2,24}\))?(?:\s?(?:-|–|—|--|/))?\s"
    r"(?:/[^/\n]{2,24}/\.?\s(?:(?:-|–|—|--)\s)?"
    r"|[\u0400-\u042f]{3,12}(?:[ -][\u0400-\u042f]\w{1,12})?(?:\.\s|\s(?:-|–|—|--)\s))?"
    r"|\s\([\u0400-\u042f][^)\n]{2,24}\)\s?(?:-|–|—|--|\.|/)\s)"
)
#: what reports are called, in capitals as datelines are
_PAPERS = words(
    "MISSION REPORT UPDATE STATEMENT BRIEF BRIEFING SUMMARY RELEASE BULLETIN ALERT FLASH ANALYSIS OPINION CORRECTION "
    "EXCLUSIVE WATCH NEWS"
)
#: a line longer than this was not wrapped by hand, so its line end is the paragraph's end
_LONG_LINE = 160

#: longer than the longest sentence of a report (code points); beyond it is a list, a table or an attack
_LONGEST_SENTENCE = 1_500

#: words whose point does not end a sentence
_ABBREVIATIONS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "gen",
        "lt",
        "col",
        "maj",
        "capt",
        "sgt",
        "adm",
        "cmdr",
        "brig",
        "gov",
        "sen",
        "rep",
        "rev",
        "hon",
        "amb",
        "fr",
        "cpl",
        "pvt",
        "cdr",
        "supt",
        "insp",
        "lt-gen",
        "maj-gen",
        "brig-gen",
        "lt-col",
        "msgr",
        "st",
        "mt",
        "ft",
        "no",
        "nos",
        "vs",
        "etc",
        "inc",
        "ltd",
        "co",
        "corp",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sept",
        "sep",
        "oct",
        "nov",
        "dec",
        "mon",
        "tue",
        "tues",
        "wed",
        "thu",
        "thur",
        "thurs",
        "fri",
        "sat",
        "sun",
        "approx",
        "ca",
        "art",
        "para",
        "fig",
        "vol",
        "pp",
        "ed",
        "eds",
        "e.g",
        "i.e",
        "u.s",
        "u.k",
        "u.n",
        "d.c",
        "a.m",
        "p.m",
        "ул",
        "обл",
        "р",
        "г",
        "ст",
        "див",
        "ім",
        "тис",
        "млн",
        "млрд",
        "вул",
        "просп",
        "пров",
        "пл",
        "буд",
        "кв",
        "м",
        "с",
        "смт",
        "пгт",
        "н.п",
        "нп",
        "п",
        "пос",
        "дер",
        "хут",
        "тыс",
        "трлн",
        "грн",
        "руб",
        "чол",
        "чел",
        "гр",
        "им",
        "напр",
        "акад",
        "проф",
        "ген",
        "полк",
        "гл",
        "рр",
        "гг",
        "т.зв",
        "т.н",
        "т.е",
        "р-н",
        "о",
        "оз",
        "пп",
    ]
)
#: words whose point ends no sentence before a figure: "о 22 год. 15 хв.", "5 янв. 2026"
_BEFORE_FIGURES = words(
    "год хв сек ч мин ц с січ лют берез квіт трав черв лип серп верес жовт листоп груд янв фев февр апр авг сент окт",
    "тел нояб дек пн вт ср чт пт сб нд вс бл ок шт стор",
)
_TIME_OF_DAY = frozenset(("a.m", "p.m", "u.s", "u.k", "u.n", "d.c"))


def paragraphs(document: Document) -> tuple[Span, ...]:
    """Headline and body spans in reading order, parted at blank lines, trimmed. Residue is never among them."""
    spans = set(document.body)
    if document.headline is not None:
        spans.add(document.headline)
    found: list[Span] = []
    at = 0
    for span in sorted(spans):
        start = max(span.start, at)
        for piece in _parts(document.text, start, min(span.end, len(document.text))):
            found.append(piece)
            at = piece.end
    return tuple(found)


def _parts(text: str, start: int, end: int) -> list[Span]:
    if text.find("\n", start, end) < 0:  # one line, as most are
        line = _trim(text, Span(start, end))
        return [line] if line.start < line.end else []
    breaks = [(match.start(), match.end()) for match in _BLANK_LINE.finditer(text, start, end)]
    found: list[Span] = []
    for stop, following in [*breaks, (end, end)]:
        found.extend(_lines(text, start, stop))
        start = following
    return found


def _lines(text: str, start: int, end: int) -> list[Span]:
    """Lines as paragraphs where they were not wrapped by hand; otherwise one paragraph."""
    lines: list[Span] = []
    at = start
    while at < end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop
        lines.append(Span(at, stop))
        at = stop + 1
    if not any(line.end - line.start > _LONG_LINE for line in lines):
        lines = _rejoined(text, [_trim(text, line) for line in lines])
    return [trimmed for line in lines if (trimmed := _trim(text, line)).start < trimmed.end]


def _rejoined(text: str, lines: list[Span]) -> list[Span]:
    """Short lines as the paragraphs they were wrapped from.

    A line was broken on purpose when the first word of the next one would have fitted in it, or when the next one
    opens a list or speech with a dash or a bullet.
    """
    widest = max((line.end - line.start for line in lines), default=0)
    found: list[Span] = []
    for line in lines:
        if found and not _on_purpose(text, found[-1], line, widest):
            found[-1] = Span(found[-1].start, line.end)
        else:
            found.append(line)
    return found


def _on_purpose(text: str, before: Span, line: Span, widest: int) -> bool:
    if _ITEM.match(text, line.start, line.end):
        return True
    last_line = before.end - max(before.start, text.rfind("\n", before.start, before.end) + 1)
    word = _FIRST_WORD.match(text, line.start, line.end)
    fitted = word is not None and last_line + 1 + word.end() - word.start() <= widest - _RAGGED
    begins = text[line.start : line.start + 1]
    return fitted and not begins.islower() and (text[before.end - 1 : before.end] in _ENDS_LINE or widest <= _NARROW)


def _trim(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def dateline(text: str, paragraphs: tuple[Span, ...]) -> tuple[int, Span, int] | None:
    """Where the report was filed: number of the paragraph, span of the place, offset at which the text goes on."""
    for number, paragraph in enumerate(paragraphs[:3]):
        stop = min(paragraph.end, paragraph.start + 90)
        match = _DATELINE.match(text, paragraph.start, stop) or _CYRILLIC_DATELINE.match(text, paragraph.start, stop)
        if match is not None and match.end() < paragraph.end and not _goes_on(text, match):
            return number, Span(*match.span("place")), match.end()
    return None


def _goes_on(text: str, match: re.Match[str]) -> bool:
    """ "Нагадаємо, 3 березня 2024 року під завалами …": a word and a day that open the sentence, and no dateline."""
    if not _PAPERS.isdisjoint(match["place"].split()):
        return True  # "MONITORING MISSION - DAILY REPORT"
    return not match["place"].isupper() and text[match.end()].islower()


def sentence_spans(narrator: str, paragraph: Span) -> list[tuple[int, int]]:
    """Sentences of a paragraph, read on the text with quotations masked, so that a quotation is never cut."""
    found: list[tuple[int, int]] = []
    start = paragraph.start
    for match in _END.finditer(narrator, paragraph.start, paragraph.end):
        if match.end() <= start or not _ends(narrator, match, start, paragraph.end):
            continue
        if narrator[start : match.end()].strip():
            found.append((start, match.end()))
        start = match.end()
        start = _past_pictures(narrator, start, paragraph.end)
    if start < paragraph.end:
        found.append((start, paragraph.end))
    if paragraph.end - paragraph.start <= _LONGEST_SENTENCE:
        return found
    return [piece for span in found for piece in _pieces(narrator, *span)]


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A sentence as it is; one that is longer than any sentence is cut at spaces, so that work stays linear."""
    pieces: list[tuple[int, int]] = []
    while end - start > _LONGEST_SENTENCE:
        cut = text.rfind(" ", start + 1, start + _LONGEST_SENTENCE)
        cut = start + _LONGEST_SENTENCE if cut < 0 else cut
        pieces.append((start, cut))
        start = cut
        while start < end and text[start].isspace():
            start += 1
    return [*pieces, (start, end)] if start < end else pieces


def _past_pictures(text: str, start: int, end: int) -> int:
    """Where a sentence begins behind blanks and the pictures of a post: "✔️ В Смоленске …"."""
    while start < end and (text[start].isspace() or _PICTURE.match(text, start) is not None):
        start += 1
    return start


def _ends(text: str, match: re.Match[str], start: int, limit: int) -> bool:
    mark = match.group()
    if mark == "\n":
        return False
    if _BEGINS.match(text, match.end(), min(limit, match.end() + 12)) is None:
        return False
    if mark[0] in "!?" and mark[-1] in "\"'”’»" and _ATTRIBUTION.match(text, match.end(), min(limit, match.end() + 90)):
        return False
    if mark != ".":
        return True
    before = _WORD_BEFORE.search(text, max(start, match.start() - 20), match.start())
    if before is None:
        return True
    word = before.group()
    if word.isupper() and (len(word) == 1 or (len(word) == 3 and word[1] == ".")):  # initials: "В.О. Зеленський"
        return _OPENER.match(text, match.end()) is not None  # "wrote on X. His deputy"
    if word.lower() in _TIME_OF_DAY:
        return False
    if word.lower() in _BEFORE_FIGURES and text[match.end() : match.end() + 3].lstrip()[:1].isdigit():
        return False
    return word.lower() not in _ABBREVIATIONS or (
        word.islower() and word in ("no", "mar", "sat", "sun", "co", "ed", "art")
    )
