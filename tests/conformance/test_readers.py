"""Every optional reader against the conformance suite, on texts with names, without any, and hostile ones."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import pytest

from truceline.extract.extract import extract
from truceline.model.errors import UsageError
from truceline.model.evidence import Document, EvidenceItem, Span
from truceline.model.mentions import PersonMention, PlaceMention, Quote
from truceline.ports import Reader
from truceline.readers import catalogue
from truceline.testing import NotConformantError, check_reader

RUSSIAN = (
    "В Каменце ночью слышали взрывы, рассказала Мария Захарченко.\n\nПо словам Ивана Петрова, «в Каменце тихо», "
    "а в Донецке стреляли. Москва заявила, что ударов не наносила."
)
ENGLISH = "Shells fell on Pell at dawn, said Mona Idris.\n\nThe mayor of Arden, Ola Brandt, saw the smoke."


def document(text: str, language: str) -> Document:
    item = EvidenceItem("itm_x", "", "", "text/plain", "own", "news", "x.txt", None, 0)
    middle = text.find("\n\n")
    body = (Span(0, middle), Span(middle + 2, len(text))) if middle > 0 else (Span(0, len(text)),)
    return Document(item=item, text=text, body=body, language=language)


def hostile(language: str) -> tuple[Document, ...]:
    texts = ("", "\u200b" * 50, "А" * 5_000, "«" * 2_000, "Ivan\x00Петров \U0001f600 said", "\u202eМария\u202c Иванова")
    return tuple(document(text, language) for text in texts)


@pytest.fixture(scope="module")
def natasha() -> Reader:
    if importlib.util.find_spec("natasha") is None:
        pytest.skip("natasha is not installed: pip install 'truceline[ru]'")
    return catalogue.by_name("natasha")


@pytest.fixture(scope="module")
def spacy(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    """A pipeline of our own with known names: what is tested is the reader, not somebody's model."""
    if importlib.util.find_spec("spacy") is None:
        pytest.skip("spaCy is not installed: pip install 'truceline[en]'")
    import spacy

    pipeline: Any = spacy.blank("en")
    ruler = pipeline.add_pipe("entity_ruler")
    names = (("PERSON", "Mona Idris"), ("PERSON", "Ola Brandt"), ("GPE", "Pell"), ("GPE", "Arden"), ("ORG", "smoke"))
    ruler.add_patterns([{"label": label, "pattern": words} for label, words in names])
    folder = tmp_path_factory.mktemp("pipeline")
    pipeline.to_disk(folder)
    return catalogue.by_name(f"spacy:{folder}")


def test_natasha_keeps_the_contract(natasha: Reader) -> None:
    check_reader(natasha, (document(RUSSIAN, "ru"), *hostile("ru")))


def test_natasha_finds_names(natasha: Reader) -> None:
    found = natasha.read(document(RUSSIAN, "ru"))
    assert {m.text for m in found if isinstance(m, PersonMention)} == {"Мария Захарченко", "Ивана Петрова"}
    assert {"Донецке"} <= {m.text for m in found if isinstance(m, PlaceMention)}


def test_spacy_keeps_the_contract(spacy: Reader) -> None:
    check_reader(spacy, (document(ENGLISH, "en"), *hostile("en")))
    assert spacy.languages == {"en"}


def test_spacy_finds_names_and_leaves_bodies(spacy: Reader) -> None:
    found = spacy.read(document(ENGLISH, "en"))
    assert [m.text for m in found] == ["Pell", "Mona Idris", "Arden", "Ola Brandt"]


def test_a_reader_is_asked_only_for_its_languages(spacy: Reader) -> None:
    russian = document(RUSSIAN, "ru")
    assert extract((russian,), readers=(spacy,)) == extract((russian,))


def place(start: int, words: str) -> PlaceMention:
    end = start + len(words)
    return PlaceMention(item_id="itm_x", start=start, end=end, text=words, method="model:liar", confidence_ppm=500_000)


class Liar:
    """Finds a place where the rules have one, where a speaker stands, and where nothing does; and a quotation."""

    name, version, languages = "liar", "1", frozenset({"en"})

    def read(self, document: Document) -> tuple[PlaceMention | Quote, ...]:
        starts = [document.text.find(words) for words in ("Pell", "Moscow", "smoke")]
        places = [place(start, words) for start, words in zip(starts, ("Pell", "Moscow", "smoke"), strict=True)]
        words = document.text[:5]
        quote = Quote(item_id="itm_x", start=0, end=5, text=words, method="model:liar", confidence_ppm=500_000)
        return (*places, quote)


def test_what_a_reader_finds_is_added_and_replaces_nothing() -> None:
    text = document("The army shelled the town of Pell at dawn. Moscow said it had seen no smoke there.", "en")
    alone = extract((text,))
    together = extract((text,), readers=(Liar(),))  # type: ignore[arg-type]
    assert set(alone) <= set(together)
    assert [m.text for m in together if m.method == "model:liar"] == ["smoke"]


def test_a_reader_that_breaks_a_promise_is_told() -> None:
    class Shifted(Liar):
        def read(self, document: Document) -> tuple[PlaceMention | Quote, ...]:
            return (place(0, "Pell"),)

    with pytest.raises(NotConformantError, match="spans"):
        check_reader(Shifted(), (document(ENGLISH, "en"),))  # type: ignore[arg-type]


def test_unknown_and_absent_readers_say_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no reader is called"):
        catalogue.by_name("oracle")
    if importlib.util.find_spec("spacy") is not None:
        with pytest.raises(UsageError, match="no pipeline"):
            catalogue.by_name(f"spacy:{tmp_path / 'nothing'}")
