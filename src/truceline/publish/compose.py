"""`Bulletin` and a language in, `Document` out: which sections there are, in which order."""

from __future__ import annotations

from truceline.model.bulletin import Bulletin
from truceline.publish import commission, compliance, counting, grounds, pairs, readings, voices, watching
from truceline.publish.answer import answer
from truceline.publish.document import Document, Section, Text
from truceline.publish.links import incident_links, origin_links
from truceline.publish.trends import trends
from truceline.publish.words import Words, words


def compose(bulletin: Bulletin, lang: str, limit: int, texts: int) -> Document:
    """The page in one language, with at most `limit` rows in each long table, `texts` readings and pairs of texts.

    Raises:
        UsageError: for a language that no bulletin is written in.
    """
    spoken = words(lang)
    sections = _sections(bulletin, spoken, limit, texts)
    missing = [spoken.term("section", name) for name, section in sections if section is None]
    last = grounds.absent(missing, spoken)
    present = [section for _, section in sections if section is not None]
    return Document(
        lang=lang,
        title=spoken.say("title", number=spoken.number(bulletin.number)),
        mission=Text(bulletin.mission, own=True),
        meta=_meta(bulletin, spoken),
        banner=spoken.say("invented") if bulletin.invented else "",
        answer=answer(bulletin, spoken),
        sections=(*present, *((last,) if last else ())),
        footer=grounds.footer(bulletin, spoken),
        labels=spoken.group("label"),
    )


def _sections(bulletin: Bulletin, words: Words, limit: int, texts: int) -> tuple[tuple[str, Section | None], ...]:
    return (
        ("counts", counting.counts(bulletin, words)),
        ("cannot", counting.cannot_conclude(bulletin, words)),
        ("timeline", counting.time_line(bulletin, words, limit)),
        ("map", counting.where(bulletin, words)),
        ("provisions", compliance.provisions(bulletin, words)),
        ("findings", compliance.findings(bulletin, words, limit)),
        ("incidents", compliance.incidents(bulletin, words, limit, incident_links(bulletin, limit, texts))),
        *((("cases", heard),) if (heard := commission.cases(bulletin, words)) else ()),
        ("rates", watching.rates(bulletin, words)),
        *((("trends", developing),) if (developing := trends(bulletin, words)) else ()),
        ("restrictions", watching.restrictions(bulletin, words)),
        ("audits", voices.audits(bulletin, words, limit)),
        ("statements", voices.statements(bulletin, words, limit)),
        ("elements", voices.elements(bulletin, words)),
        ("quantities", voices.quantities(bulletin, words, limit)),
        ("origins", grounds.origins(bulletin, words, limit, origin_links(bulletin, texts))),
        ("pairs", pairs.pairs(bulletin, words, texts)),
        ("readings", readings.readings(bulletin, words, texts)),
        *((("scores", grounds.scores(bulletin, words)),) if bulletin.scores else ()),
    )


def _meta(bulletin: Bulletin, words: Words) -> tuple[tuple[str, Text], ...]:
    period = f"{words.moment(bulletin.period_start)} – {words.moment(bulletin.period_end)}"
    facts = [
        (words.say("meta_period"), Text(period)),
        (words.say("meta_cut_off"), Text(words.moment(bulletin.cut_off), under=bulletin.zone)),
    ]
    if bulletin.agreement:
        facts.append((words.say("meta_agreement"), Text(bulletin.agreement, own=True)))
    return tuple(facts)
