"""Invented reports, each told and retold, for tests of derive."""

from __future__ import annotations

import random

from truceline.model.evidence import Blob, Document, ReadContext
from truceline.model.ids import sha256_hex
from truceline.sources.text import SOURCE

_SPOKEN = """
harbour ferry quay crossing mortar shells dock workers landing observers craters batteries seal weekend river
bridge convoy depot warehouse patrol drone refinery tank station railway junction orchard village school clinic
market granary mill substation pylons trench ridge culvert ravine pumping barrage siren shelter council mayor
"""
_WORDS = _SPOKEN.split()


def told_and_retold(number: int) -> list[Document]:
    """So many reports by one outlet; every second one is retold by another in an order of its own."""
    draw = random.Random(11)
    made = []
    for k in range(number):
        sentences = [
            " ".join(draw.sample(_WORDS, 9)).capitalize() + f" near Orvane{k} and Telm{draw.randrange(10**6)}."
            for _ in range(12)
        ]
        made.append(_document(f"a{k}.txt", sentences))
        if k % 2:
            made.append(_document(f"b{k}.txt", [*sentences[3:], *sentences[:2]]))
    return made


def _document(name: str, sentences: list[str]) -> Document:
    data = ("\n\n".join(sentences) + "\n").encode()
    blob = Blob(sha256=sha256_hex(data), data=data, filename=name, source=name[0], received_s=0)
    (document,) = SOURCE.read(blob, ReadContext()).documents
    return document
