"""From likeness to a verdict with its reason. The rule depends on the two items alone, never on the rest."""

from __future__ import annotations

from truceline.derive.compare import Likeness, compare
from truceline.derive.incident import Agreement, about_one_incident
from truceline.derive.narration import Narration
from truceline.derive.params import DeriveParams
from truceline.derive.runs import Run, shared_runs
from truceline.model.observation import Derivation, SharedSpan
from truceline.model.units import PPM, to_ppm

_MOST_SPANS = 40
_OPENING = 0.2
#: words in shared runs as a share of what is told: from here on it was taken over as it stood
_VERBATIM = 0.7


def judge(a: Narration, b: Narration, params: DeriveParams) -> Derivation | None:
    """How two items relate; None when they have nothing in common worth saying."""
    if a.fingerprint and a.fingerprint == b.fingerprint:
        reason = "The two texts have the same words."
        return Derivation(a.item_id, b.item_id, "copy", PPM, _spans(a, b, shared_runs(a, b)), reason)
    incident = about_one_incident(a, b)
    if not incident.same:
        return None
    likeness = compare(a, b)
    if a.language and b.language and a.language != b.language:
        reason = "The texts are in different languages; without evidence of a translation nothing is concluded."
        return _derivation(a, b, likeness, "undetermined", reason)
    if min(likeness.lengths) < params.shortest:
        reason = f"The narrator of one text has only {min(likeness.lengths)} words: too few to compare."
        return _derivation(a, b, likeness, "undetermined", reason)
    relation, reason = _relation(a, b, likeness, incident, params)
    return _derivation(a, b, likeness, relation, reason)


def _relation(
    a: Narration, b: Narration, likeness: Likeness, incident: Agreement, params: DeriveParams
) -> tuple[str, str]:
    shared = to_ppm(likeness.shingles)
    agency = ", ".join(sorted(a.agencies & b.agencies))
    share = f"{likeness.shingles:.1%} of the narrators' three-word runs are shared (quotations masked)"
    if shared >= params.copy_ppm:
        return "copy", f"Near-identical: {share}; the longest has {likeness.longest_run} words."
    enough = likeness.shared >= params.shared_telling
    derived = shared >= params.derived_ppm or to_ppm(likeness.contained) >= params.contained_ppm
    if enough and (derived or (agency and shared >= params.doubt_ppm)):
        return _extent(a, b, likeness, f"{share}; {incident.grounds}{_credited(agency)}", params)
    if agency:
        return "undetermined", f"One incident ({incident.grounds}) and one agency ({agency}), but only {share}."
    if min(likeness.lengths) < params.short:
        return (
            "undetermined",
            f"One incident ({incident.grounds}), but {min(likeness.lengths)} words are too few to tell.",
        )
    if shared >= params.doubt_ppm and likeness.shared >= params.doubtful_telling:
        return "undetermined", f"One incident ({incident.grounds}); {share}: too few to say, too many for chance."
    return "independent", f"One incident ({incident.grounds}), but different narrators: {share}."


def _extent(a: Narration, b: Narration, likeness: Likeness, grounds: str, params: DeriveParams) -> tuple[str, str]:
    """Derived as a whole or in part: by the share of the account that the other text tells too.

    Who takes over paragraphs as they stand and stops there has written the rest himself; who rewrites leaves traces
    of his source throughout.
    """
    told = max(likeness.told)
    account = f"{told:.0%} of one account is told by the other"
    verbatim = max(likeness.covered) >= _VERBATIM * told
    if to_ppm(max(told, *likeness.covered)) < (params.wholly_verbatim_ppm if verbatim else params.wholly_ppm):
        return "partial", f"Only {account}: {grounds}."
    shorter, longer = sorted(likeness.lengths)
    if shorter * PPM < params.fragment_ppm * longer and not _opens_with(a, b, likeness.runs):
        return "partial", f"The shorter text stands inside a much longer one with matter of its own: {grounds}."
    return "rewrite", f"{account.capitalize()}: {grounds}."


def _opens_with(a: Narration, b: Narration, runs: tuple[Run, ...]) -> bool:
    """Whether what is shared stands at the head of the longer text, as in a brief cut from a wire story."""
    longer, places = (a, [run.a for run in runs]) if a.length >= b.length else (b, [run.b for run in runs])
    return bool(places) and min(places) < _OPENING * len(longer.words)


def _credited(agency: str) -> str:
    return f"; both credit {agency}" if agency else ""


def _derivation(a: Narration, b: Narration, likeness: Likeness, relation: str, reason: str) -> Derivation:
    """Score: the mean of the account's share told by the other and of the words in shared runs, of the nearer text."""
    score = to_ppm((max(likeness.told) + max(likeness.covered)) / 2)
    return Derivation(a.item_id, b.item_id, relation, score, _spans(a, b, likeness.runs), reason)


def _spans(a: Narration, b: Narration, runs: tuple[Run, ...]) -> tuple[SharedSpan, ...]:
    longest = sorted(runs[:_MOST_SPANS], key=lambda run: (run.a, run.b))
    return tuple(
        SharedSpan(a.starts[r.a], a.ends[r.a + r.length - 1], b.starts[r.b], b.ends[r.b + r.length - 1])
        for r in longest
    )
