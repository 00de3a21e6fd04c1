# ruff: noqa: E501 (the forms are one line each)
"""Synthetic reports with a known origin, for the benchmark of `derive`.

Three reports in ten go back to an earlier one: `cut` (some of its sentences), `light` (a word in eight replaced), `heavy`
(two words in three replaced, the rest in place: strewn, or in short runs) or, to be told apart, `quote`: a text of its
own that shares two quotations. Words follow Zipf's law over a made-up vocabulary with real function words; a part of the
reports are filled-in forms of a desk, alike but for place, day and figures.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

KINDS = ("cut", "light", "heavy", "quote")
#: rewrites by people, or written as people rewrite
CAREFUL = "careful"
_SYLLABLES = [
    c + v
    for c in [
        "b",
        "d",
        "f",
        "g",
        "k",
        "l",
        "m",
        "n",
        "p",
        "r",
        "s",
        "t",
        "v",
        "z",
        "st",
        "tr",
        "kr",
        "pl",
        "sk",
        "br",
        "gr",
    ]
    for v in "aeiou"
]
_FUNCTION = [
    "the",
    "of",
    "and",
    "to",
    "in",
    "a",
    "is",
    "was",
    "that",
    "for",
    "on",
    "by",
    "with",
    "at",
    "from",
    "as",
    "it",
    "had",
    "were",
    "be",
    "an",
    "said",
    "has",
    "his",
    "but",
    "not",
    "have",
    "after",
    "who",
    "which",
    "they",
]
_FORMS = (
    "Air defence units shot down {n} of {m} drones over the {p} region on the night of {d} {mo}, the regional head {s} said. No one was hurt, and the work of clearing the wreckage goes on.",
    "A tremor of magnitude {n}.{k} was felt near {p} at {h}:{mi} on {day}. There were no reports of damage, the {s} seismological service said in a bulletin.",
    "{p} beat {s} {n}-{k} on {day} to climb to place {m} in the league. The visitors had the better of the first half but did not make use of it.",
    "Shelling of {p} on {day} killed {n} and wounded {m}, the military administration said. Houses, a school and a power line were damaged, and rescuers are at work.",
    "The air raid alert in the {p} region was declared at {h}:{mi} and lifted after {m} minutes. People were asked to stay in shelters, the {s} administration said.",
)
_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


class Report(NamedTuple):
    id: str
    text: str
    source: int  # place of the report it comes from, or shares quotations with; -1 for none
    kind: str  # "own", "form" or one of KINDS
    day: int


class World:
    """A vocabulary and a way of writing."""

    def __init__(self, seed: int, vocabulary: int = 60_000) -> None:
        self.random = random.Random(seed)
        made = self.random
        words = {"".join(made.choices(_SYLLABLES, k=made.choice((2, 2, 3, 3, 4)))) for _ in range(vocabulary)}
        self.words = sorted(words)
        made.shuffle(self.words)
        self.words = [word.capitalize() if made.random() < 0.12 else word for word in self.words]
        self.weights = list(accumulate(1 / (rank + 30) for rank in range(len(self.words))))
        self.names = [word.capitalize() for word in self.words[:8000]]

    def word(self) -> str:
        chance = self.random.random()
        if chance < 0.42:
            return self.random.choice(_FUNCTION)
        if chance < 0.45:
            return str(self.random.randrange(2, 900))
        return self.random.choices(self.words, cum_weights=self.weights)[0]

    def sentence(self) -> list[str]:
        return self.random.choices(self.words, cum_weights=self.weights, k=1) + [
            self.word() for _ in range(self.random.randrange(10, 26))
        ]

    def quotation(self) -> str:
        said = " ".join(self.word() for _ in range(self.random.randrange(12, 26)))
        opening, closing = self.random.choice(('""', "“”", "«»"))
        return f"{opening}{said},{closing} {self.random.choice(self.names)} said."

    def report(self) -> tuple[list[list[str]], list[str]]:
        return [self.sentence() for _ in range(self.random.randrange(6, 14))], [self.quotation() for _ in range(2)]

    def form(self) -> str:
        r = self.random
        return r.choice(_FORMS).format(
            n=r.randrange(2, 60), m=r.randrange(3, 90), k=r.randrange(10), h=r.randrange(24), mi=r.randrange(10, 60),
            p=r.choice(self.names), s=r.choice(self.names), d=r.randrange(1, 29), mo=r.choice(_MONTHS),
            day=r.choice(_DAYS),
        )  # fmt: skip

    def cut(self, sentences: list[list[str]]) -> list[list[str]]:
        kept = max(3, int(len(sentences) * self.random.uniform(0.4, 0.8)))
        start = self.random.randrange(len(sentences) - kept + 1)
        return sentences[start : start + kept]

    def light(self, sentences: list[list[str]]) -> list[list[str]]:
        return [[self.word() if self.random.random() < 0.125 else word for word in one] for one in sentences]

    def heavy(self, sentences: list[list[str]]) -> list[list[str]]:
        strewn = self.random.random() < 0.5
        return [self._strewn(one) if strewn else self._runs(one) for one in sentences]

    def _strewn(self, sentence: list[str]) -> list[str]:
        return [word if self.random.random() < 1 / 3 else self.word() for word in sentence]

    def _runs(self, sentence: list[str]) -> list[str]:
        out: list[str] = []
        at = 0
        while at < len(sentence):
            kept = self.random.randrange(2, 5)
            out += sentence[at : at + kept]
            replaced = self.random.randrange(4, 9)
            out += [self.word() for _ in range(replaced)]
            at += kept + replaced
        return out


def written(sentences: list[list[str]], quotations: list[str], chance: random.Random) -> str:
    """Sentences to paragraphs of two or three, the quotations between them."""
    told = [" ".join([one[0].capitalize(), *one[1:]]) + "." for one in sentences]
    paragraphs = []
    while told:
        size = chance.choice((2, 2, 3))
        paragraphs.append(" ".join(told[:size]))
        told = told[size:]
    for quotation in quotations:
        paragraphs.insert(chance.randrange(1, len(paragraphs) + 1), quotation)
    return "\n\n".join(paragraphs)


def reports(count: int, seed: int, forms: float = 0.05) -> Iterator[Report]:
    """`count` reports, 30 % of them derived from, or quoting the same as, one of the 20,000 before."""
    world = World(seed)
    chance = world.random
    recent: dict[int, tuple[list[list[str]], list[str]]] = {}
    owned: list[int] = []
    for n in range(count):
        draw = chance.random()
        day = 739_000 + n * 7 // count
        if draw < 0.3 and len(owned) > 20:
            source = owned[-chance.randrange(1, min(len(owned), 2_000))]
            sentences, quotations = recent[source]
            kind = KINDS[chance.randrange(len(KINDS))]
            if kind == "quote":
                sentences = world.report()[0]
            else:
                sentences = getattr(world, kind)(sentences)
                quotations = quotations if chance.random() < 0.5 else []
            yield Report(f"r{n}", written(sentences, quotations, chance), source, kind, day)
        elif draw < 0.3 + forms:
            yield Report(f"r{n}", world.form(), -1, "form", day)
        else:
            recent[n] = world.report()
            owned.append(n)
            if len(owned) > 4_000:
                for old in owned[:2_000]:
                    del recent[old]
                del owned[:2_000]
            yield Report(f"r{n}", written(*recent[n], chance), -1, "own", day)


def careful(path: Path) -> list[tuple[str, str]]:
    """The texts of labelled pairs that are rewrites."""
    given = json.loads(path.read_text("utf-8"))
    texts = {one["id"]: one["text"] for one in given["docs"]}
    return [(texts[pair["a"]], texts[pair["b"]]) for pair in given["pairs"] if pair["label"] == "rewrite"]


def strewn(world: Iterable[Report], pairs: Iterable[tuple[str, str]]) -> Iterator[Report]:
    """The world, and behind it the texts of the pairs, published on two days in its midst; each goes back to the first
    text before it with which it is a pair."""
    count = day = 0
    for report in world:
        count, day = count + 1, report.day
        yield report
    pairs = list(pairs)
    place = {text: count + k for k, text in enumerate(dict.fromkeys(text for pair in pairs for text in pair))}
    source: dict[int, int] = {}
    for pair in pairs:
        earlier, later = sorted(place[text] for text in pair)
        source[later] = min(earlier, source.get(later, earlier))
    for text, own in place.items():
        from_ = source.get(own, -1)
        yield Report(f"r{own}", text, from_, "own" if from_ < 0 else CAREFUL, day - 5 + 3 * (own % 2))
