"""From measures to a relation with its reason. The rule depends on the two items alone, never on the rest."""

from __future__ import annotations

from typing import NamedTuple

from truceline.derive.incident import Agreement, about_one_incident
from truceline.derive.measures import Measures
from truceline.derive.params import DeriveParams
from truceline.derive.shared_facts import weight_of_facts
from truceline.model.units import PPM, to_ppm

#: words in shared runs as a share of what is told: from here on it was taken over as it stood
_VERBATIM = 0.7
_TOO_FEW = "too few to say, too many for chance"


class Side(NamedTuple):
    """What the verdict asks of an item beside its words."""

    language: str | None
    agencies: frozenset[str]


class Ruling(NamedTuple):
    relation: str
    reason: str


class Place(NamedTuple):
    """Where in the texts the shared runs stand."""

    early: bool  # a good part in the first half of either text
    opening: bool  # some at the head of the longer text, as in a brief cut from a wire story


def judge(m: Measures, a: Side, b: Side, place: Place, params: DeriveParams) -> Ruling | None:
    """How two items relate; None when they have nothing in common worth saying.

    Args:
        m: what their narrators share.
        place: where what they share stands.
    """
    incident = about_one_incident(m)
    if a.language and b.language and a.language != b.language:
        return _across_languages(m, incident, a.agencies & b.agencies) if incident.same else None
    enough = _enough(m, params)
    facts = 0 if enough or m.shorter < params.short else weight_of_facts(m)
    if m.quotations:  # whoever heard the same words was told facts with them: these alone never make two accounts one
        facts = min(facts, params.facts_derived - 1)
    same = incident.same or facts >= params.facts_derived
    if (incident.other and not (m.taken_over and place.early)) or not (
        same or (enough and (place.early or to_ppm(m.account) >= params.wholly_ppm))
    ):
        return None  # another incident, or nothing in common but a closing passage
    shared = ", ".join(sorted(a.agencies & b.agencies))
    if m.shorter < params.shortest:
        return Ruling("undetermined", f"The narrator of one text has only {m.shorter} words: too few to compare")
    if enough or to_ppm(m.shingles) >= params.copy_ppm:
        return _in_its_words(m, incident, place, shared, params)
    return _in_other_words(m, incident, facts, shared, params)


def _enough(m: Measures, params: DeriveParams) -> bool:
    """Whether the narrators share more of their own words than reports of one event do by chance."""
    if m.shorter < params.short:
        alike = to_ppm(m.contained) >= params.short_contained_ppm or to_ppm(m.shingles) >= params.short_shingles_ppm
        return alike and m.grams_telling >= params.short_telling and m.day >= 0
    shared = to_ppm(m.shingles) >= params.derived_ppm or to_ppm(m.contained) >= params.contained_ppm
    rows = shared and m.grams_telling >= params.shared_telling
    order = to_ppm(m.in_order) >= params.in_order_ppm and m.chained_own >= params.in_order_own
    return rows or order or _told_throughout(m, params)


def _told_throughout(m: Measures, params: DeriveParams) -> bool:
    """Whether each account tells nearly all of the other with its content words, figures and order of sentences left to
    the rewriter: a careful rewrite in an inflected language, of which hardly three words in a row are left."""
    long = min(m.told_in_a, m.told_in_b) >= params.throughout_words
    sure = m.figures_shared >= params.throughout_figures and m.grams_telling >= params.doubtful_telling
    return long and sure and to_ppm(m.both_tell) >= params.throughout_ppm


def _in_its_words(m: Measures, incident: Agreement, place: Place, agency: str, params: DeriveParams) -> Ruling:
    share = _share(m)
    if to_ppm(m.shingles) >= params.copy_ppm:
        return Ruling("copy", f"Near-identical: {share}; the longest has {m.longest} words")
    grounds = f"{share}; {incident.grounds}" if incident.grounds else share
    return _extent(m, place, grounds + (f"; both credit {agency}" if agency else ""), params)


def _in_other_words(m: Measures, incident: Agreement, facts: int, agency: str, params: DeriveParams) -> Ruling:
    share = _share(m)
    one = f"One incident ({incident.grounds})" if incident.grounds else "One incident"
    if facts >= params.facts_derived:
        return Ruling("rewrite", f"The same facts in other words: {_facts(m)}; {share}")
    if agency:
        return Ruling("undetermined", f"{one} and one agency ({agency}), but only {share}")
    if m.shorter < params.short:
        return Ruling("undetermined", f"{one}, but {m.shorter} words are too few to tell")
    if to_ppm(m.shingles) >= params.doubt_ppm and m.grams_telling >= params.doubtful_telling:
        return Ruling("undetermined", f"{one}; {share}: {_TOO_FEW}")
    if facts >= params.facts_doubt:
        doubt = "whoever heard the words that both quote may have them too" if m.quotations else _TOO_FEW
        return Ruling("undetermined", f"{one}; {_facts(m)}: {doubt}; {share}")
    return Ruling("independent", f"{one}, but different narrators: {share}")


def _share(m: Measures) -> str:
    return f"{m.shingles:.1%} of the narrators' three-word runs are shared (quotations masked)"


def _facts(m: Measures) -> str:
    names, figures = min(m.names_a, m.names_b), min(m.figures_a, m.figures_b)
    own = f"{names - m.names_shared} and {figures - m.figures_shared} that the fuller account has not"
    if names == m.names_shared and figures == m.figures_shared:
        own = "none that the fuller account has not"
    return f"{m.names_shared} names and {m.figures_shared} figures in both, {own}"


def _extent(m: Measures, place: Place, grounds: str, params: DeriveParams) -> Ruling:
    """Derived as a whole or in part: by the share of the account that the other text tells too.

    Who takes over paragraphs as they stand and stops there has written the rest himself; who rewrites leaves traces
    of his source throughout.
    """
    account = f"{m.account:.0%} of one account is told by the other"
    verbatim = m.verbatim >= _VERBATIM * m.account
    least = params.wholly_verbatim_ppm if verbatim else params.wholly_ppm
    if to_ppm(max(m.account, m.verbatim)) < least:
        return Ruling("partial", f"Only {account}: {grounds}")
    longer = max(m.words_a, m.words_b)
    if m.shorter * PPM < params.fragment_ppm * longer and not place.opening:
        return Ruling("partial", f"The shorter text stands inside a much longer one with matter of its own: {grounds}")
    return Ruling("rewrite", f"{account.capitalize()}: {grounds}")


def _across_languages(m: Measures, incident: Agreement, agencies: frozenset[str]) -> Ruling:
    shared = f"{m.names_shared} names and {m.figures_shared} figures in both; {incident.grounds}"
    credited = f"; both credit {', '.join(sorted(agencies))}, so one may be a translation" if agencies else ""
    return Ruling(
        "undetermined", f"The texts are in different languages, and words cannot be compared: {shared}{credited}"
    )
