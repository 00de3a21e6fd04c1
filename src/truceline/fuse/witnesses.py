"""How many independent origins an incident has, as a range, and how probable it is that something happened at all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from truceline.fuse.apart import most_apart
from truceline.fuse.arrays import Codes, Flags, Floats, Ints, words
from truceline.fuse.grouping import Grouping, distinct, heads, size
from truceline.model.apart import OPEN_RELATIONS, RULED_APART
from truceline.model.observation import Derivation, Origin
from truceline.model.taxonomy import EVIDENCE_VERBS
from truceline.model.trust import MOST_TRUST, trust_in
from truceline.model.units import PPM
from truceline.ports import Columnar


class Between(NamedTuple):
    """What is known between origins: pairs of their codes, each of shape (k, 2)."""

    shared: Ints  # they may be one: they add one witness to the minimum, not two
    ruled_apart: Ints  # a person has ruled that they are two, whatever their words and languages


class Witnesses(NamedTuple):
    """One entry an incident."""

    origins_min: Ints
    origins_max: Ints
    existence_ppm: Ints


def origin_codes(family: Codes, source: Codes) -> Codes:
    """Origin of each observation: of its text where it stands in one; its source where it is a row of a table."""
    return np.where(family >= 0, family, source + int(family.max(initial=-1)) + 1).astype(np.int32)


def witnesses(
    groups: Grouping, origin: Codes, dataset: Flags, doubt_nats: Floats, between: Between, tongue_of: Codes
) -> Witnesses:
    """Count independent origins and combine their trust.

    Args:
        groups: incident of each observation.
        origin: its origin.
        dataset: whether it comes from coded event data. Such data may code the very reports that are in
            the incident already, so they add to the maximum, and to the minimum only where nothing else is there.
        doubt_nats: -log of the chance that the observation speaks of nothing.
        between: which origins may be one, and which people have ruled to be two.
        tongue_of: language of each origin, as `tongues` gives it. Words of two languages cannot be compared,
            so any text may be the translation of one in another language: the minimum counts the texts of one
            language only, that with most origins, unless people have ruled that more of them are apart.

    Existence: 1 - product over the `origins_min` most trusted origins of their doubt, as if those were independent
    and nothing else counted.
    """
    seen, _ = distinct(groups.label, origin)
    owner, apart = distinct(groups.label[~dataset], origin[~dataset])
    fewest = np.maximum(_fewest(owner, apart, tongue_of, between.shared, groups.n), 1)
    fewest = np.maximum(fewest, most_apart(owner, apart, tongue_of, between.shared, between.ruled_apart, groups.n))
    return Witnesses(fewest, size(seen, groups.n), _existence(groups, origin, doubt_nats, fewest))


def doubt(table: Columnar, confidence_ppm: Ints) -> Floats:
    """-log of the chance that an observation speaks of nothing, from its verb and the confidence of its reading."""
    verb, verbs = words(table, "verb")
    trust = np.array([trust_in(name) for name in verbs])
    chance: Floats = np.clip(trust[verb] * np.clip(confidence_ppm, 0, PPM) / PPM, 0.0, MOST_TRUST)
    return -np.log1p(-chance)


def verb_ranks(table: Columnar) -> Ints:
    """Rank of each observation's verb, 0 the strongest; unknown verbs come last."""
    verb, verbs = words(table, "verb")
    rank = {name: k for k, name in enumerate(EVIDENCE_VERBS)}
    of_verb = np.array([rank.get(name, len(EVIDENCE_VERBS) - 1) for name in verbs], dtype=np.int64)
    ranks: Ints = of_verb[verb]
    return ranks


def between_origins(
    table: Columnar, family: Codes, origin: Codes, origins: tuple[Origin, ...], pairs: tuple[Derivation, ...]
) -> Between:
    """What the relations of items say of their origins."""
    if not pairs:
        return Between(np.zeros((0, 2), dtype=np.int64), np.zeros((0, 2), dtype=np.int64))
    item, names = words(table, "item_id")
    told = family >= 0  # a file of rows has no origin of its own
    of_item = dict(zip((names[k] for k in item[told]), origin[told].tolist(), strict=True))
    of_origin = {i: of_item[j] for o in origins for i in o.items for j in o.items if j in of_item}
    code = of_origin | of_item
    return Between(_coded(pairs, code, OPEN_RELATIONS), _coded(pairs, code, RULED_APART))


def _coded(pairs: tuple[Derivation, ...], code: Mapping[str, int], relations: frozenset[str]) -> Ints:
    """The pairs of one of these relations, as pairs of origin codes."""
    found = {
        (min(code[p.a], code[p.b]), max(code[p.a], code[p.b]))
        for p in pairs
        if p.relation in relations and p.a in code and p.b in code and code[p.a] != code[p.b]
    }
    return np.array(sorted(found), dtype=np.int64).reshape(-1, 2)


def tongues(table: Columnar, family: Codes, origin: Codes, languages: Mapping[str, str]) -> Codes:
    """Language code of each origin that has texts, else -1; the first where its texts are held to be of several."""
    out = np.full(int(origin.max(initial=-1)) + 1, np.iinfo(np.int32).max, dtype=np.int32)
    np.minimum.at(out, origin, _tongue_of_text(table, family, languages))
    return out


def _tongue_of_text(table: Columnar, family: Codes, languages: Mapping[str, str]) -> Codes:
    """Language code of each observation that stands in a text, else -1."""
    if not languages:
        return np.full(len(family), -1, dtype=np.int32)
    item, names = words(table, "item_id")
    known = {language: k for k, language in enumerate(sorted(set(languages.values())))}
    of_item = np.array([known[languages[name]] if name in languages else -1 for name in names], dtype=np.int32)
    return np.where(family >= 0, of_item[item], -1) if len(names) else np.full(len(item), -1, dtype=np.int32)


def _fewest(owner: Ints, origin: Ints, tongue_of: Codes, shared: Ints, n: int) -> Ints:
    """Origins of each incident that are certainly apart: those outside texts, and those of one language."""
    width = int(tongue_of.max(initial=-1)) + 2
    keys, part = np.unique(owner * width + tongue_of[origin] + 1, return_inverse=True)
    apart = size(part, len(keys)) - _possibly_one(part, origin, shared, len(keys))
    incident, spoken = keys // width, keys % width > 0
    fewest = np.zeros(n, dtype=np.int64)
    np.maximum.at(fewest, incident[spoken], apart[spoken])
    np.add.at(fewest, incident[~spoken], apart[~spoken])
    return fewest


def _possibly_one(owner: Ints, origin: Ints, shared: Ints, n: int) -> Ints:
    """Origins to take off each incident's minimum: nodes less connected components of what may be one."""
    if not len(shared) or not len(owner):
        return np.zeros(n, dtype=np.int64)
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    nodes = pa.table({"group": owner, "origin": origin, "node": np.arange(len(owner))})
    pairs = pa.table({"origin": shared[:, 0], "other": shared[:, 1]})
    left = pairs.join(nodes, "origin", join_type="inner").select(["group", "node", "other"])
    right = nodes.rename_columns(["group", "other", "second"])
    edges = left.join(right, ["group", "other"], join_type="inner")
    a, b = edges["node"].to_numpy(), edges["second"].to_numpy()
    links = coo_array((np.ones(len(a)), (a, b)), shape=(len(owner), len(owner)))
    n_parts, part = connected_components(links, directed=False)
    home = np.empty(n_parts, dtype=np.int64)
    home[part] = owner
    return size(owner, n) - size(home, n)


def _existence(groups: Grouping, origin: Codes, doubt_nats: Floats, fewest: Ints) -> Ints:
    order = np.lexsort((-doubt_nats, origin, groups.label))
    best = order[heads(groups.label[order], origin[order])]
    best = best[np.lexsort((-doubt_nats[best], groups.label[best]))]
    owner = groups.label[best]
    head = heads(owner)
    position = np.arange(len(best)) - np.flatnonzero(head)[np.cumsum(head) - 1]
    taken = position < fewest[owner]
    nats = np.bincount(owner[taken], weights=doubt_nats[best][taken], minlength=groups.n)
    exists: Ints = np.rint(PPM * -np.expm1(-nats)).astype(np.int64)
    return exists
