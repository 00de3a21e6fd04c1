"""Derivation in three languages, under disguise, across languages, and where nothing may be concluded.

All events, places and persons are invented.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from truceline.derive.derive import derive
from truceline.derive.kernels.facts import FIGURES, N_FIGURES, facts_of
from truceline.derive.kernels.rows import HUNDREDTHS, VALUE
from truceline.derive.shelf import shelved
from truceline.derive.texts import scan
from truceline.model.evidence import Document, EvidenceItem, Span
from truceline.model.observation import Derivation

PAIRS = Path(__file__).parents[3] / "benchmarks" / "derive_pairs.txt"
DERIVED = {"copy", "rewrite"}

STORY = """Shells hit the ferry landing at Orvane early on Tuesday, killing two dock workers and wounding 14 people who
were waiting for the first crossing, harbour master Jonas Virel said.

Windows were blown out along the quay and one of the two ferries was left listing with water in its engine room. The
General Staff of the East Bank denied responsibility and said its batteries had been under seal since the weekend.

Observers measured three craters and said they would publish the direction of fire once the fragments were examined."""


def document(text: str, name: str, **known: object) -> Document:
    spans, at = [], 0
    for paragraph in text.split("\n\n"):
        spans.append(Span(at, at + len(paragraph)))
        at += len(paragraph) + 2
    item = EvidenceItem(name, "", "", "", str(known.pop("source", "")), "news", "", None, 0)
    return Document(item=item, text=text, body=tuple(spans), **known)  # type: ignore[arg-type]


def relate(a: str, b: str, **known: object) -> Derivation | None:
    pairs = derive([document(a, "a"), document(b, "b", **known)]).pairs
    return pairs[0] if pairs else None


def labelled() -> dict[tuple[str, str, str], dict[str, str]]:
    """Texts by language, set and event, and in it by kind."""
    events: dict[tuple[str, str, str], dict[str, str]] = {}
    texts: dict[str, str] = {}
    kind = ""
    for line in PAIRS.read_text(encoding="utf-8").splitlines():
        if line.startswith("= "):
            language, part, event = line.split()[1:]
            texts = events.setdefault((language, part, event), {})
        elif line.startswith("== "):
            kind = line.split()[1]
        elif not line.startswith("# "):
            texts[kind] = texts.get(kind, "") + line + "\n"
    return {event: {kind: text.strip() for kind, text in texts.items()} for event, texts in events.items()}


@pytest.mark.parametrize("language", ["en", "uk", "ru"])
def test_rewrites_and_briefs_are_found_and_nothing_else_is(language: str) -> None:
    answers: Counter[tuple[str, str | None]] = Counter()
    for (spoken, _, event), texts in labelled().items():
        if spoken != language:
            continue
        found = derive([document(text, f"{event}-{kind}") for kind, text in texts.items()]).pairs
        relations = {frozenset((pair.a[-1], pair.b[-1])): pair.relation for pair in found}
        for pair in ("WH", "WS", "WI", "HI", "SI", "WO", "HO", "SO", "IO"):
            answers[pair, relations.get(frozenset(pair))] += 1
    made_of_the_wire = sum(n for (pair, relation), n in answers.items() if pair in ("WH", "WS") and relation in DERIVED)
    assert made_of_the_wire >= 7  # of 8
    wrong = {k: n for k, n in answers.items() if k[0] not in ("WH", "WS") and k[1] in (*DERIVED, "partial")}
    assert not wrong


def test_a_disguised_copy_is_a_copy_and_its_spans_hold_in_the_text_as_it_is() -> None:
    disguised = STORY.replace("ferry", "fe\u200brry").replace("waiting", "wa\u00adit\u0456ng").replace("a", "а")
    found = relate(STORY, disguised)
    assert found is not None and found.relation == "copy" and found.spans
    for span in found.spans:
        mine, theirs = STORY[span.a_start : span.a_end], disguised[span.b_start : span.b_end]
        hidden = theirs.replace("\u200b", "").replace("\u00ad", "").replace("а", "a").replace("і", "i")
        assert mine == hidden


def test_reports_in_two_languages_are_neither_derived_nor_independent() -> None:
    russian = """Мины попали в причал парома в Орване рано во вторник, убиты двое рабочих, 14 человек, ожидавших первого
рейса, ранены, сообщил начальник порта Йонас Вирель.

Вдоль набережной выбиты окна, один из двух паромов накренился. Наблюдатели осмотрели три воронки."""
    found = relate(STORY, russian)
    assert found is not None and found.relation == "undetermined"
    assert "languages" in found.reason and "figures" in found.reason


def test_a_credit_tells_the_direction_and_is_given_as_written() -> None:
    wire = document(STORY, "a", credit="UNIAN")
    copy = document(STORY + "\n\nAs UNIAN reports, the crossing stays shut.", "b")
    found = derive([wire, copy]).pairs[0]
    assert (found.direction, found.credit) == ("b_from_a", "UNIAN")
    assert derive([document(STORY, "a"), document(STORY.replace("early", "late"), "b")]).pairs[0].direction is None


def test_the_earlier_of_two_is_the_source_unless_a_credit_says_otherwise() -> None:
    later = document(STORY.replace("early on", "at dawn on"), "a", published_s=2_000_000)
    found = derive([later, document(STORY, "b", published_s=1_990_000)]).pairs[0]
    assert (found.relation, found.direction) == ("copy", "a_from_b")


def test_alerts_of_one_form_are_different_incidents() -> None:
    form = "Air defence shot down {} of {} drones over the {} region overnight into {}, regional head {} said."
    first = form.format(12, 19, "Velsk", "Tuesday", "Oren Hask")
    second = form.format(31, 44, "Marrow", "Friday", "Pia Lorne")
    assert relate(first, second) is None
    third = form.format(12, 19, "Velsk", "Friday", "Oren Hask")
    found = relate(first, third)
    assert found is None or found.relation not in DERIVED


def test_a_passage_of_background_at_the_end_makes_no_derivation() -> None:
    background = """Kestria has been divided since the war of 2019, in which some 40,000 people died. A truce brokered
by mediator Hanna Quist took hold on 3 May and is watched by a mission of 300 observers from eleven countries."""
    bridge = """Engineers closed the Pell bridge on Monday after divers found cracks in a pillar hit last
winter. Lorries were sent round by Harn, where queues of four hours formed.

"""
    strike = """Teachers in Lorn stayed away from work on Thursday to ask for the wages of June. About 900 of them
marched past the council, whose leader promised an answer.

"""
    found = relate(bridge + background, strike + background)
    assert found is None or found.relation not in DERIVED


def test_one_communique_in_two_papers_is_one_origin() -> None:
    head = "The Joint Mission has issued the following statement.\n\n"
    papers = [document(STORY, "a"), document(head + STORY, "b")]
    assert len(derive(papers).origins) == 1


@pytest.mark.parametrize(
    "text", ["слово " * 200_000, '"' * 100_000, "«" * 100_000 + "a", "'a " * 100_000, "\u200b" * 100_000 + "a"]
)
def test_hostile_texts_end(text: str) -> None:
    assert len(derive([document(text, "a"), document(text + " b c d", "b"), document(STORY, "c")]).origins) >= 2


def test_one_story_in_many_papers_is_compared_with_its_neighbours_alone() -> None:
    def pairs(papers: int) -> int:
        texts = [document(f"{STORY}\n\nPrinted by paper number {n}.", f"p{n:04d}") for n in range(papers)]
        found = derive(texts)
        assert len(found.origins) == 1
        return len(found.pairs)

    assert pairs(400) < 2.5 * pairs(200)


def test_a_name_that_begins_a_sentence_here_is_the_name_that_stands_inside_one_there() -> None:
    told = """A rocket hit the grain store of Telmarra near Orvane on Tuesday and burnt 900 tonnes of barley, Jonas
    Virel said. Four drivers were slightly hurt, and the road to Sellin was shut for seven hours while firemen
    pumped water from the canal behind the old mill."""
    again = """Telmarra lost 900 tonnes of barley on Tuesday. Virel, whose first name is Jonas, counts four lorry
    men with scratches among those whom medics looked after. Sellin could not be reached from there, nor from
    Orvane, during seven hours; hoses had to be laid as far as a waterway, for a missile had set the silo alight."""
    found, turned = relate(told, again), relate(again, told)
    assert found and turned and found.relation == turned.relation == "rewrite"
    assert "5 names and 3 figures in both, none that the fuller account has not" in found.reason


@pytest.mark.parametrize(
    ("written", "figure"),
    [
        ("сімсот", 700),
        ("шестьсот", 600),
        ("дев'ятсот двадцять", 920),
        ("чотирнадцятеро", 14),
        ("6 тысячами", 6_000),
        ("две тысячи сто двадцать", 2_120),
    ],
)
def test_hundreds_and_people_are_counted_in_words_too(written: str, figure: int) -> None:
    rows = scan(shelved([document(f"Їх було {written} на березі", "a")]).chunk([0])).rows
    assert figure * HUNDREDTHS in rows[:, VALUE].tolist()


@pytest.mark.parametrize(
    ("text", "figures"), [("Один із них мовчав 21 день", [21]), ("One of them waited", []), ("Їх двадцять один", [21])]
)
def test_one_in_a_word_is_no_figure(text: str, figures: list[int]) -> None:
    scanned = scan(shelved([document(text, "a")]).chunk([0]))
    (facts,) = facts_of(scanned.rows, scanned.begins, np.zeros(1, np.int64), np.zeros(1, np.int64))
    assert facts[FIGURES : FIGURES + facts[N_FIGURES]].tolist() == [HUNDREDTHS * figure for figure in figures]
