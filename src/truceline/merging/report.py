"""The page about a merge: which sets overlap, where and when, examples with their evidence, and what is doubtful."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader
from markupsafe import Markup

from truceline.fuse.explain import Judge
from truceline.fuse.fuse import Fused
from truceline.merging.cards import Card, Member, Open, card_of, clearest, least_certain, open_reports
from truceline.merging.drawings import draw_combinations, draw_places, draw_times
from truceline.merging.given import Given
from truceline.merging.merged import named
from truceline.merging.overlap import Overlap, incident_of, overlap_of, sets_of, several_of
from truceline.model.observation import PairDecision
from truceline.model.units import PPM
from truceline.publish.html import environment, policy_of, style_of
from truceline.publish.intervals import interval
from truceline.publish.waterfall import draw_evidence, signed
from truceline.publish.words import Words
from truceline.publish.words import words as common

_EXAMPLES, _DOUBTFUL, _OPEN = 6, 12, 12


def render_merge(given: Given, fused: Fused, lang: str, decisions: tuple[PairDecision, ...] = ()) -> bytes:
    """One self-contained HTML page in UTF-8 ("en", "uk" or "ru"): it loads nothing and runs nothing.

    Raises UsageError for another language.
    """
    spoken = merge_words(lang)
    sets, incident = sets_of(given), incident_of(given, fused)
    overlap = overlap_of(sets, incident, fused.incidents.num_rows)
    several = several_of(sets, incident, fused.incidents.num_rows)
    style = style_of("", texts=False) + "\n" + _part("merge.css")

    judge = Judge.of(given.observations, learned=fused.learned)

    def cards(rows: Any, prefix: str) -> list[dict[str, object]]:
        return [
            _card(card_of(int(row), sets, incident, given, fused, judge), f"{prefix}{n}", spoken, common(lang))
            for n, row in enumerate(rows)
        ]

    page = _environment().get_template("merge.html.j2")
    return page.render(
        lang=lang,
        say=spoken.group("text"),
        style=Markup(style),
        policy=policy_of(style, ""),
        expected=_expected(fused, spoken),
        unresolved=[_open(one, spoken, common(lang)) for one in open_reports(sets, given, fused, _OPEN)],
        summary=_summary(given, fused, overlap, int(several.sum()), spoken),
        names=overlap.names,
        rows=_rows(overlap, spoken),
        combinations=Markup(draw_combinations(overlap, spoken)),
        places=Markup(draw_places(fused.incidents, several, spoken)),
        times=Markup(draw_times(fused.incidents, several, spoken, given.zone)),
        rulings=_rulings(decisions, named(given.observations), spoken),
        examples=cards(clearest(sets, incident, fused, _EXAMPLES), "example"),
        doubtful=cards(least_certain(incident, given, fused, _DOUBTFUL), "doubtful"),
    ).encode()


@cache
def merge_words(lang: str) -> Words:
    """The words of this page, with those for maps and for evidence from the words of a bulletin."""
    shared = common(lang)  # raises for a language that has none
    source = resources.files("truceline.merging").joinpath("words", f"{lang}.toml").read_text(encoding="utf-8")
    own = tomllib.loads(source)
    for key in ("east", "west", "north", "south", "evidence_title", "evidence_sum", "bond"):
        own["text"][key] = shared.say(key)
    own["sentence"] = shared.group("sentence")
    return Words(lang, own)


@cache
def _environment() -> Environment:
    return environment().overlay(
        loader=ChoiceLoader(
            [PackageLoader("truceline.merging", "templates"), PackageLoader("truceline.publish", "templates")]
        )
    )


def _part(name: str) -> str:
    return resources.files("truceline.merging").joinpath("templates", name).read_text(encoding="utf-8")


def _summary(given: Given, fused: Fused, overlap: Overlap, several: int, words: Words) -> str:
    return words.count(
        "summary",
        fused.incidents.num_rows,
        rows=words.number(given.rows.num_rows),
        sets=words.number(len(overlap.names)),
        several=words.number(several),
    )


def _expected(fused: Fused, words: Words) -> str:
    known = fused.expected
    low, high = words.number(known.low), words.number(known.high)
    return words.count("expected", round(known.count_milli / 1000), low=low, high=high)


def _rulings(decisions: tuple[PairDecision, ...], names: dict[str, str], words: Words) -> list[dict[str, str]]:
    return [
        {
            "a": names[one.a],
            "b": names[one.b],
            "verdict": words.say("ruled_one" if one.same else "ruled_two"),
            "who": one.who,
            "why": one.why,
        }
        for one in sorted(decisions, key=lambda one: (names[one.a], names[one.b]))
    ]


def _open(one: Open, words: Words, terms: Words) -> dict[str, object]:
    rivals = [
        _member(member, words, terms) | {"incident_id": incident, "p": words.percent(p)}
        for incident, member, p in one.rivals
    ]
    return {"report": _member(one.report, words, terms) | {"incident_id": "", "p": ""}, "rivals": rivals}


def _rows(overlap: Overlap, words: Words) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for k, name in enumerate(overlap.names):
        whole = int(overlap.incidents[k])
        rows.append(
            {
                "name": name,
                "observations": words.number(int(overlap.observations[k])),
                "incidents": words.number(whole),
                "alone": words.number(int(overlap.alone[k])),
                "alone_share": _share(int(overlap.alone[k]), whole, words),
                "shared": [_cell(int(n), whole, k == other, words) for other, n in enumerate(overlap.shared[k])],
            }
        )
    return rows


def _cell(number: int, whole: int, itself: bool, words: Words) -> dict[str, object]:
    if itself:
        return {"number": "–", "share": "", "level": 0}
    share = number / max(whole, 1)
    level = sum(share >= least for least in (0.05, 0.2, 0.5))
    return {"number": words.number(number), "share": _share(number, whole, words), "level": level}


def _share(number: int, whole: int, words: Words) -> str:
    return words.percent(round(PPM * number / whole)) if whole else ""


def _card(card: Card, anchor: str, words: Words, terms: Words) -> dict[str, object]:
    names = {member.observation_id: _name(member) for member in card.members}
    bonds = []
    for n, bond in enumerate(card.bonds):
        said = tuple((words.sentence(label) or label, milli) for label, milli in bond.terms)
        total = signed(sum(milli for _, milli in bond.terms), words)
        title = words.say("bond", a=names[bond.observation_id], b=names[bond.other_id], sum=total)
        bonds.append({"title": title, "drawing": Markup(draw_evidence(f"{anchor}-{n}", said, words))})
    return {
        "anchor": anchor,
        "incident_id": card.incident_id,
        "members": [_member(member, words, terms) for member in card.members],
        "bonds": bonds,
    }


def _name(member: Member) -> str:
    return f"{member.set_name} {member.native_id}".strip()


def _member(member: Member, words: Words, terms: Words) -> dict[str, str]:
    where = f"{member.lat}, {member.lon}" if member.lat else ""
    if where and member.radius_m is not None:
        where += words.say("within_km", km=words.thousandths(member.radius_m, 1))
    return {
        "set_name": member.set_name,
        "source": member.source,
        "native_id": member.native_id,
        "event_type": terms.term("event_type", member.event_type),
        "when": interval(member.start, member.end, terms),
        "where": where,
        "killed": member.killed,
        "words": member.words,
        "p_same": words.fixed(round(member.p_same_ppm / 1000), 2),
    }
