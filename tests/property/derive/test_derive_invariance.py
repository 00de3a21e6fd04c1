"""What decides is what the texts say: no name of an item, no order, no filter that only saves time. And hostile
collections make no more pairs than twice as many honest ones would."""

from __future__ import annotations

import random
from collections.abc import Callable
from itertools import combinations

import msgspec
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import truceline.derive.compared
import truceline.derive.derive
from truceline.derive.candidates import candidates
from truceline.derive.derive import Derived, derive, derive_shelf
from truceline.derive.params import DeriveParams
from truceline.derive.shelf import shelved
from truceline.model.evidence import Document, EvidenceItem, Span

PLACES = ("Orvane", "Sarvenna", "Dalm", "Tessik", "Lorn", "Pell", "Virelmo", "Quistan")
DAYS = ("Monday", "Tuesday", "on Thursday", "4 March", "yesterday", "last week")
ACTS = (
    "mortar shells struck the ferry landing at {p} {d}, killing {n} dock workers",
    "{n} drones hit a fuel depot near {p} {d} and the fire burned until the morning",
    "the road to {p} was reopened {d} after engineers had lifted {n} mines from the verge",
    'a deckhand said: "We heard {n} explosions at {p} and then the lights went out along the quay"',
    "the clinic in {p} took in {n} people {d}, most of them with splinters in arms and legs",
    "observers counted {n} craters at {p} and would publish the direction of fire later",
    "the General Staff denied responsibility and said its batteries near {p} were under seal",
    "windows were blown out along the quay and one of the ferries was left listing with water in its engine room",
)


def item(name: str, text: str, day: int = 0, source: str = "") -> Document:
    spans, at = [], 0
    for paragraph in text.split("\n\n"):
        spans.append(Span(at, at + len(paragraph)))
        at += len(paragraph) + 2
    evidence = EvidenceItem(name, "", "", "", source, "news", "", None, 0)
    return Document(item=evidence, text=text, body=tuple(spans), published_s=1_800_000_000 + day * 86_400)


def story(chance: random.Random) -> list[str]:
    acts = chance.sample(ACTS, chance.randrange(3, len(ACTS)))
    return [
        act.format(p=chance.choice(PLACES), d=chance.choice(DAYS), n=chance.choice((2, 3, 5, 14, 16, 38)))
        for act in acts
    ]


def retold(sentences: list[str], chance: random.Random) -> list[str]:
    """Sentences left out and moved, words dropped and exchanged, figures, places and days sometimes too."""
    kept = [one for one in sentences if chance.random() < 0.85] or sentences[:1]
    if chance.random() < 0.4:
        chance.shuffle(kept)
    out = []
    for sentence in kept:
        words = [word for word in sentence.split() if chance.random() < 0.9]
        change = chance.choice((0.0, 0.1, 0.3))
        out.append(
            " ".join(chance.choice((*PLACES, "7", "some", "later")) if chance.random() < change else w for w in words)
        )
    return out


def world(seed: int, size: int = 9) -> list[Document]:
    chance = random.Random(seed)
    told: list[list[str]] = []
    for _ in range(size):
        told.append(retold(chance.choice(told), chance) if told and chance.random() < 0.7 else story(chance))
    texts = [". ".join(one).capitalize() + "." for one in told]
    return [item(f"i{seed}-{k}", text, chance.randrange(4)) for k, text in enumerate(texts)]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6))
def test_what_is_passed_over_early_would_not_have_been_joined(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    documents = world(seed)
    every = np.array(list(combinations(range(len(documents)), 2)), np.int64)
    with monkeypatch.context() as patch:
        patch.setattr(truceline.derive.derive, "candidates", lambda *_: every)
        quick = derive(documents)
        patch.setattr(truceline.derive.compared, "_worth", lambda measures, _: np.ones(len(measures), np.bool_))
        slow = derive(documents)
    assert quick == slow


def renamed(found: Derived, names: dict[str, str]) -> Derived:
    pairs = []
    for pair in found.pairs:
        a, b = names[pair.a], names[pair.b]
        if a < b:
            pairs.append(msgspec.structs.replace(pair, a=a, b=b))
            continue
        spans = sorted((s.b_start, s.b_end, s.a_start, s.a_end) for s in pair.spans)
        turned = {None: None, "a_from_b": "b_from_a", "b_from_a": "a_from_b"}[pair.direction]
        spans_of = tuple(type(pair.spans[0])(*span) for span in spans)
        pairs.append(msgspec.structs.replace(pair, a=b, b=a, spans=spans_of, direction=turned))
    return Derived(tuple(sorted(pairs, key=lambda pair: (pair.a, pair.b))), ())


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6))
def test_other_names_of_the_items_and_another_order_change_nothing(seed: int) -> None:
    # of reports that are one to the letter and the second, either may stand for the other
    documents = list({(d.text, d.published_s): d for d in world(seed, 30)}.values())
    chance = random.Random(seed)
    names = {d.item_id: f"{chance.random():.12f}" for d in documents}
    others = [
        msgspec.structs.replace(d, item=msgspec.structs.replace(d.item, item_id=names[d.item_id])) for d in documents
    ]
    chance.shuffle(others)
    found, again = derive(documents), derive(others)
    assert renamed(found, names).pairs == again.pairs
    groups = [{frozenset(origin.items) for origin in one.origins} for one in (found, again)]
    assert {frozenset(names[item] for item in group) for group in groups[0]} == groups[1]


BOILERPLATE = "\n\n".join(". ".join(story(random.Random(k))) for k in range(6))
HOSTILE: dict[str, Callable[[int], list[str]]] = {
    "the same text": lambda n: ["Mortar shells struck the ferry landing and windows broke along the quay today."] * n,
    "one boilerplate": lambda n: [f"{' '.join(story(random.Random(k)))}\n\n{BOILERPLATE}" for k in range(n)],
    "one word": lambda n: ["ferry " * (20 + k % 7) for k in range(n)],
    "two words in turn": lambda n: ["ferry quay " * (20 + k % 7) for k in range(n)],
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_twice_as_many_hostile_texts_make_about_twice_as_many_pairs(kind: str) -> None:
    def pairs(n: int) -> int:
        shelf = shelved(item(f"{k:06d}", text, k % 7) for k, text in enumerate(HOSTILE[kind](n)))
        return len(candidates(shelf, DeriveParams()))

    small, large = pairs(400), pairs(800)
    assert large <= 2.3 * small + 50
    assert large <= 800 * 40


def test_a_giant_text_gives_no_more_keys_than_a_long_one() -> None:
    from truceline.derive.candidates import _condensed

    chance = random.Random(1)
    words = ["".join(chance.choices("abcdefghij", k=6)) for _ in range(30_000)]
    giant, long = " ".join(words), " ".join(words[:8_000])
    content = [_condensed(shelved([item("a", text), item("b", long)]), None, None)[0].stems for text in (giant, long)]
    assert len(content[0]) == len(content[1])


def test_the_progress_tells_of_every_text_and_every_pair() -> None:
    class Told:
        def __init__(self) -> None:
            self.stages: list[list[object]] = []

        def start(self, stage: str, total: int | None) -> None:
            self.stages.append([stage, total, 0])

        def advance(self, steps: int = 1) -> None:
            self.stages[-1][2] += steps  # type: ignore[operator]

        def done(self) -> None:
            self.stages[-1].append("done")

    told = Told()
    derive_shelf(shelved(world(3, 40)), DeriveParams(), told)
    assert [stage[0] for stage in told.stages] == ["index", "compare"]
    assert all(stage[1] == stage[2] and stage[3] == "done" for stage in told.stages)
    assert told.stages[0][1] == 40
