"""The words of several texts in one file: one that was made to be slow costs its own words alone."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from truceline.confined import extracting
from truceline.confined.extracting import Words, work
from truceline.confined.keeper import Keeper, Task
from truceline.confined.limits import WORDS_S
from truceline.extract.extract import extract, params_of
from truceline.model.evidence import Document, EvidenceItem, Span

_encode = extracting._encode
_ALIKE = "Shells hit 12 houses in Pell on 3 March 2026, the mayor said."


@pytest.fixture(scope="module", autouse=True)
def prepared() -> None:
    """The rules are there before a text is, as in a worker: loading them is nobody's time."""
    extract((document("a", _ALIKE),), params_of("UTC"))


def document(name: str, text: str) -> Document:
    item = EvidenceItem(f"itm_{name}", "", name, "text/plain", "own", "news", "items.jsonl", None, 0)
    return Document(item=item, text=text, body=(Span(0, len(text)),), language="en")


def test_what_is_read_text_by_text_is_what_is_read_at_once() -> None:
    texts = tuple(document(name, f"{_ALIKE} " * n) for name, n in (("c", 1), ("a", 3), ("d", 2), ("b", 0)))
    found = work(_encode(texts), b"UTC")
    assert found == Words(extract(texts, params_of("UTC"))) and found.mentions


@pytest.mark.parametrize(
    ("fault", "told"),
    [("slow", "more than 1.0 s"), ("large", "memory"), ("broken", "its reader failed (KeyError at misbehaving.py")],
)
def test_a_hostile_text_costs_its_own_words_alone(monkeypatch: pytest.MonkeyPatch, fault: str, told: str) -> None:
    """In a worker, with everything that holds it: a text that never ends, fills all memory, or breaks its reader."""
    texts = (document("a", _ALIKE), document("b", fault), document("c", _ALIKE))
    monkeypatch.syspath_prepend(Path(__file__).parent)
    keeper = Keeper()
    try:
        task: Task[Words] = Task("misbehaving:words", Words, WORDS_S)
        found = keeper.call(task, _encode(texts), b"UTC", ("truceline.confined.extracting",))
    finally:
        keeper.close()
    assert found.mentions == extract((texts[0], texts[2]), params_of("UTC"))
    assert [one.place for one in found.unread] == [1] and told in found.unread[0].found


@pytest.mark.skipif(sys.platform == "win32", reason="the timer is one of Unix")
def test_texts_for_which_no_time_is_left_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Long ones come last: many short ones are not lost to one that is long."""
    monkeypatch.setattr(extracting, "_TEXT_S", 0.05)
    monkeypatch.setattr(extracting, "WORDS_S", extracting._TO_ANSWER_S + 0.05)
    slow = document("a", "slow" * 100)
    texts = (slow, document("b", _ALIKE), document("c", "slow" * 200), document("d", _ALIKE))

    def spins(documents: tuple[Document, ...], params: object) -> object:
        while documents[0].text.startswith("slow"):
            pass
        return extract(documents, params)  # type: ignore[arg-type]

    monkeypatch.setattr(extracting, "extract", spins)
    found = work(_encode(texts), b"UTC")
    assert found.mentions == extract((texts[1], texts[3]), params_of("UTC"))
    assert [one.place for one in found.unread] == [0, 2]
    assert "the others took" in found.unread[1].found


def test_a_text_alone_may_use_all_the_time_of_its_file() -> None:
    """As it was: there is nobody to be kind to, and the limits around the worker end it."""
    text = document("a", _ALIKE)
    assert work(_encode((text,)), b"UTC") == Words(extract((text,), params_of("UTC")))
