"""`Bulletin` and a language in, `Document` out: which sections there are, in which order."""

from __future__ import annotations

import re

import msgspec

from truceline.model.bulletin import Bulletin
from truceline.publish import commission, compliance, counting, grounds, harm, kinds, pairs, readings, voices, watching
from truceline.publish.answer import answer
from truceline.publish.corrections import corrections
from truceline.publish.document import Answer, Document, Section, Text
from truceline.publish.links import incident_links, origin_links
from truceline.publish.own import own
from truceline.publish.parts import parts
from truceline.publish.safe import visible
from truceline.publish.trends import trends
from truceline.publish.why import why
from truceline.publish.words import Words, words

_HOUR = re.compile(r"\d\d:\d\d")


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
        title=_title(bulletin, spoken),
        mission=Text(bulletin.mission, own=True),
        meta=_meta(bulletin, spoken),
        banner=spoken.say("invented") if bulletin.invented else "",
        answer=_leading(answer(bulletin, spoken), {"verify", *(one.name for one in present)}),
        sections=(*(one for one in present if not one.annex), *((last,) if last else ())),
        annexes=(*(one for one in present if one.annex), grounds.method(spoken)),
        footer=grounds.footer(bulletin, spoken),
        labels={**spoken.group("label"), "annexes": spoken.say("annexes")},
    )


def _leading(answer: Answer, present: set[str]) -> Answer:
    """The answer with questions that lead to sections of this page alone: what has no section is not to report on."""
    led = (
        card if card.section in present else msgspec.structs.replace(card, section="absent") for card in answer.cards
    )
    return msgspec.structs.replace(answer, cards=tuple(led))


def _sections(bulletin: Bulletin, words: Words, limit: int, texts: int) -> tuple[tuple[str, Section | None], ...]:
    """In the order in which a delegate reads; a section without a name of what is missing is left out silently."""
    links = incident_links(bulletin, limit, texts)
    return (
        ("why", why(bulletin, words)),
        ("cannot", counting.cannot_conclude(bulletin, words)),
        ("counts", counting.counts(bulletin, words)),
        ("timeline", counting.time_line(bulletin, words, limit)),
        ("map", counting.where(bulletin, words)),
        ("parts", parts(bulletin, words)),
        ("provisions", compliance.provisions(bulletin, words)),
        ("harm", harm.harm(bulletin, words)),
        ("infra", harm.infrastructure(bulletin, words)),
        ("weapons", kinds.weapons(bulletin, words)),
        ("mines", kinds.mines(bulletin, words)),
        ("crossings", kinds.crossings(bulletin, words)),
        ("rates", watching.rates(bulletin, words)),
        ("restrictions", watching.restrictions(bulletin, words)),
        ("trends", trends(bulletin, words)),
        ("audits", voices.audits(bulletin, words, limit)),
        ("cases", commission.cases(bulletin, words)),
        ("replies", commission.replies(bulletin, words)),
        ("corrections", corrections(bulletin, words)),
        ("findings", compliance.findings(bulletin, words, limit)),
        ("incidents", compliance.incidents(bulletin, words, limit, links)),
        ("statements", voices.statements(bulletin, words, limit)),
        ("elements", voices.elements(bulletin, words)),
        ("quantities", voices.quantities(bulletin, words, limit)),
        ("origins", grounds.origins(bulletin, words, limit, origin_links(bulletin, texts))),
        ("pairs", pairs.pairs(bulletin, words, texts)),
        ("readings", readings.readings(bulletin, words, texts)),
        *((("scores", grounds.scores(bulletin, words)),) if bulletin.scores else ()),
    )


def _title(bulletin: Bulletin, words: Words) -> str:
    if bulletin.kind == "special":
        name = words.say("title_special")
        return words.say("title_named", title=name, name=visible(bulletin.title)) if bulletin.title else name
    return words.say("title_weekly" if bulletin.kind == "weekly" else "title", number=words.number(bulletin.number))


def _meta(bulletin: Bulletin, words: Words) -> tuple[tuple[str, Text], ...]:
    period = f"{words.moment(bulletin.period_start)} – {words.moment(bulletin.period_end)}"
    facts = [
        (words.say("meta_period"), Text(period)),
        (words.say("meta_cut_off"), Text(words.moment(_cut_off(bulletin)), under=bulletin.zone)),
    ]
    if bulletin.agreement:
        facts.append((words.say("meta_agreement"), Text(bulletin.agreement, own=True)))
    if bulletin.reason:
        facts.append((words.say("meta_reason"), own(bulletin.reason, words)))
    if not bulletin.scope.whole:
        facts.append((words.say("meta_scope"), Text(_scope(bulletin), own=True, under=words.say("scope_note"))))
    return tuple(facts)


def _cut_off(bulletin: Bulletin) -> str:
    """With its day: a mission sets the hour of every day, and the period ends at it."""
    return bulletin.period_end if _HOUR.fullmatch(bulletin.cut_off) else bulletin.cut_off


def _scope(bulletin: Bulletin) -> str:
    """What was chosen, by the names that the agreement gives it."""
    labels = {(one.of, one.name): one.label for one in bulletin.by_part}
    named = [labels.get(("sector", name), name) for name in bulletin.scope.sectors]
    named += [labels.get(("provision", name), name) for name in bulletin.scope.provisions]
    return "; ".join((*named, *bulletin.scope.incidents))
