"""Answers in the reader's language: every sentence of ours in it, and what others wrote as they wrote it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from tests.serving import FILES, REPORTS, Client

from truceline.service.house import House
from truceline.service.language import accepted

#: written by others: the agreement, the reports, names of files and sources
_OTHERS = " ".join((" ".join(FILES.values()) + " ".join(REPORTS.values())).split())

#: a file's name and its own title, put together; values that the page tells in words
_NAMES = ("title", "a_name", "b_name", "value")


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "en"),
        ("uk", "uk"),
        ("uk-UA,uk;q=0.9,en;q=0.8", "uk"),
        ("de, ru;q=0.5, en;q=0.4", "ru"),
        ("en;q=0.2, ru ; q=0.9", "ru"),
        ("uk;q=0, ru;q=0.1", "ru"),
        ("uk;q=much", "en"),
        ("*", "en"),
        ("be", "en"),
    ],
)
def test_the_language_that_is_liked_best_and_known(header: str, language: str) -> None:
    assert accepted(header) == language


def strings(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every string of an answer, with where it stands. `told` is a sentence before it is in a language."""
    if isinstance(value, dict):
        for key, below in value.items():
            if key != "told":
                yield from strings(below, f"{path}.{key}")
    elif isinstance(value, list):
        for below in value:
            yield from strings(below, f"{path}[]")
    elif isinstance(value, str):
        yield path, value


def sentences_of_ours(answer: Any) -> set[tuple[str, str]]:
    """Strings of several words that nobody else wrote."""
    return {
        (path, words)
        for path, words in strings(answer)
        if " " in words and " ".join(words.split()) not in _OTHERS and path.rpartition(".")[2] not in _NAMES
    }


def pages_of(client: Client) -> list[str]:
    """What the pages ask the server for."""
    rows = client.get("/v1/incidents").json()["items"]
    ids = [row.get("incident_id") or row["incident"]["incident_id"] for row in rows]
    kinds = [f"/v1/review?kind={kind}" for kind in ("duplicates", "origins", "confidence")]
    lists = ["/v1/incidents", "/v1/findings", "/v1/holding", "/v1/claims", "/v1/cases", "/v1/bulletins", *kinds]
    return [*lists, *(f"/v1/incidents/{one}" for one in ids), "/v1/incidents/inc_00", "/v1/no-such-thing"]


def told(client: Client, path: str, language: str) -> httpx.Response:
    """The answer; a busy machine is asked again."""
    for _ in range(5):
        answer = client.get(path, headers={"Accept-Language": language})
        if answer.status_code != 503:
            break
    return answer


@pytest.mark.parametrize("role", ["analyst", "public"])
def test_no_sentence_of_ours_stays_english(house: House, role: Any) -> None:
    client = Client(house, role)
    left = []
    for path in pages_of(client):
        english = told(client, path, "en")
        ours = sentences_of_ours(english.json())
        for language in ("uk", "ru"):
            said = told(client, path, language)
            assert said.status_code == english.status_code
            left += [(path, language, *one) for one in ours & sentences_of_ours(said.json())]
    assert not left


def test_an_answer_says_its_language_and_what_chose_it(house: House) -> None:
    client = Client(house, "analyst")
    answers = {language: told(client, "/v1/holding", language) for language in ("en", "uk", "ru")}
    for language, answer in answers.items():
        assert answer.headers["Content-Language"] == language
        assert "Accept-Language" in answer.headers["Vary"]
    assert len({answer.headers["ETag"] for answer in answers.values()}) == 3
    asked = client.get("/v1/holding?lang=ru", headers={"Accept-Language": "uk"})
    assert asked.headers["Content-Language"] == "ru"
    assert asked.content == answers["ru"].content


def test_figures_are_the_same_in_every_language(house: House) -> None:
    client = Client(house, "analyst")

    for path in ("/v1/holding", "/v1/claims"):
        english, ukrainian = (told(client, path, language).json() for language in ("en", "uk"))
        _without_sentences(english)
        _without_sentences(ukrainian)
        assert english == ukrainian


def _without_sentences(value: Any) -> None:
    if isinstance(value, dict):
        for key in ("words", "reasons", "label", "note"):
            value.pop(key, None)
        for below in value.values():
            _without_sentences(below)
    elif isinstance(value, list):
        for below in value:
            _without_sentences(below)
