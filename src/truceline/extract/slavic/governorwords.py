"""Words of agreement that govern what is agreed, offered, demanded or refused, by their first letters."""

from __future__ import annotations

from functools import lru_cache
from types import ModuleType
from typing import NamedTuple

from truceline.extract.slavic.forms import fold
from truceline.extract.slavic.language import Language
from truceline.extract.slavic.russian import governors as russian
from truceline.extract.slavic.topicwords import ends_topic
from truceline.extract.slavic.ukrainian import governors as ukrainian
from truceline.model.mentions import ElementStatus

_TABLES: dict[Language, ModuleType] = {"uk": ukrainian, "ru": russian}
#: letters by which the words are looked up
HEAD = 4
#: beginnings of words for whoever agrees or refuses, beside the sides
_WHO = ("він", "вона", "вони", "он", "она", "они", "уряд", "правительств", "учасник", "участник", "президент",
    "міністр",
    "министр", "дипломат", "посередник", "посредник", "речник", "представ", "мзс", "мид", "рада", "совет", "комісі",
    "комисси", "місія", "миссия", "ніхто", "никто")  # fmt: skip


class Row(NamedTuple):
    """A word that governs, as its stem."""

    stem: str
    status: ElementStatus
    leads: frozenset[str]  # prepositions; "" for an object without one
    refuses: bool  # behind "не" the object is rejected, not left open
    denied: bool  # only where it is denied, and then the status is the row's


class Predicate(NamedTuple):
    """A word that tells where the phrase before it stands."""

    stem: str
    denied: bool  # only behind "не"
    asked: bool  # only behind a question: "чи відкриють порт, досі обговорюють"
    status: ElementStatus


class GovernorWords(NamedTuple):
    """The words of one language."""

    rows: dict[str, tuple[Row, ...]]
    predicates: dict[str, tuple[Predicate, ...]]
    talks: tuple[str, ...]
    failed: tuple[str, ...]
    accepting: tuple[str, ...]
    refusing: tuple[str, ...]
    failing: tuple[str, ...]
    calling: tuple[str, ...]
    ready: tuple[str, ...]
    papers: tuple[str, ...]
    lacking: tuple[str, ...]
    taken: tuple[str, ...]
    completing: tuple[str, ...]
    containing: tuple[str, ...]
    sides: tuple[str, ...]
    private: tuple[str, ...]
    never: tuple[str, ...]
    duties: tuple[str, ...]
    deals: tuple[str, ...]  # drafts among them
    drafts: tuple[str, ...]
    doers: tuple[str, ...]  # the sides, and who else agrees or refuses


@lru_cache(maxsize=2)
def governor_words(language: Language) -> GovernorWords:
    """The words of a language."""
    table = _TABLES[language]
    rows: dict[str, list[Row]] = {}
    for status, stems, leads, refuses in table.GOVERNORS:
        allowed = frozenset(leads.split()) if leads else frozenset(("",))
        if leads.startswith("+"):
            allowed = frozenset(leads[1:].split()) | {""}
        for stem in stems.split():
            bare = stem.removeprefix("не-")
            rows.setdefault(bare[:HEAD], []).append(Row(bare, status, allowed, refuses, bare != stem))
    predicates: dict[str, list[Predicate]] = {}
    for status, stems in table.PREDICATES:
        for stem in stems.split():
            bare = stem.removeprefix("не-").removeprefix("?-")
            here = Predicate(bare, stem.startswith("не-"), stem.startswith("?-"), status)
            predicates.setdefault(bare[:HEAD], []).append(here)
    lists = (table.TALKS, table.FAILED, table.ACCEPTING, table.REFUSING, table.FAILING, table.CALLING, table.READY,
        table.PAPERS, table.LACKING, table.TAKEN, table.COMPLETING, table.CONTAINING, table.SIDES,
        table.PRIVATE, table.NEVER,
        table.DUTIES, f"{table.DEALS} {table.DRAFTS}", table.DRAFTS, " ".join((table.SIDES, *_WHO)))  # fmt: skip
    return GovernorWords(
        {head: tuple(sorted(found, key=lambda row: -len(row.stem))) for head, found in rows.items()},
        {
            head: tuple(sorted(found, key=lambda row: (not row.denied, -len(row.stem))))
            for head, found in predicates.items()
        },
        *(tuple(listed.split()) for listed in lists),
    )


def governs(low: str, language: Language) -> bool:
    """Whether a word may govern a part of an agreement."""
    low = fold(low)
    words = governor_words(language)
    if low.startswith(words.never):
        return False
    if low in words.duties or ends_topic(low):
        return True
    if low.startswith(words.talks) or any(low.startswith(row.stem) for row in words.rows.get(low[:HEAD], ())):
        return True
    return any(low.startswith(row.stem.removesuffix(".")) for row in words.predicates.get(low[:HEAD], ()))
