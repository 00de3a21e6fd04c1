"""Quotation marks, typographic and straight, nested, over paragraphs, never closed."""

from __future__ import annotations

import pytest

from truceline.extract.extract import extract
from truceline.model.evidence import Document, EvidenceItem, Span
from truceline.model.mentions import Quote


def document(
    text: str, day: str | None = "2033-03-16", body: tuple[Span, ...] | None = None, **more: object
) -> Document:
    item = EvidenceItem(
        item_id="itm_x",
        sha256="",
        part="",
        media_type="text/plain",
        source="own",
        source_class="news",
        filename="x.txt",
        reported_s=None,
        received_s=0,
    )
    return Document(item=item, text=text, body=body or (Span(0, len(text)),), published_day=day, **more)  # type: ignore[arg-type]


def quotes(text: str) -> list[str]:
    return [found.text for found in extract((document(text),)) if isinstance(found, Quote)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('He said "we are ready" and left the hall.', ["we are ready"]),
        ("He said “we are ready” and left the hall.", ["we are ready"]),
        ("He said „we are ready“ and left the hall.", ["we are ready"]),
        ("He said «we are ready» and left the hall.", ["we are ready"]),
        ("He said ‘we are ready’ and left the hall.", ["we are ready"]),
        ("He said 'we are ready' and left the hall.", ["we are ready"]),
        ('It is an "axis of war," he said of the plan.', ["axis of war,"]),
        ("The Kestrians' guns weren't the army's; it's the rebels' turn to go.", []),
        ("The soldiers' plan was 'dangerous' to the '90s truce.", ["dangerous"]),
        ("‘The allies’ plan is dead’, she said in the town.", ["The allies’ plan is dead"]),
        ("He called it 'the allies' plan' in the hall.", ["the allies' plan"]),
        ('The shell was 5" wide and the plan was "sound" to the army.', ["sound"]),
        ("Rock 'n' roll was on the radio in the town.", []),
        ('The sign said "" and nothing of that was seen.', []),
    ],
)
def test_marks(text: str, wanted: list[str]) -> None:
    assert quotes(text) == wanted


def test_nested_phrase_has_the_outer_speaker() -> None:
    text = "Mona Idris said in the town: \"They form an 'axis of war' here.\" The army left."
    found = [q for q in extract((document(text),)) if isinstance(q, Quote)]
    assert [(q.text, q.speaker_id) for q in found] == [
        ("They form an 'axis of war' here.", "mona_idris"),
        ("axis of war", "mona_idris"),
    ]


def test_a_quotation_over_paragraphs_is_one_piece_for_each_with_one_speaker() -> None:
    text = 'Mona Idris said to the crowd: "The guns are silent.\n\n"They will stay silent," she said of the truce.'
    found = [q for q in extract((document(text),)) if isinstance(q, Quote)]
    assert [(q.text, q.speaker_id) for q in found] == [
        ("The guns are silent.", "mona_idris"),
        ("They will stay silent,", "mona_idris"),
    ]


def test_an_unclosed_quotation_ends_with_its_paragraph_and_says_so() -> None:
    text = 'The mayor, Mona Idris, said "the guns are silent.\n\nThe army left the town on Monday.'
    found = [q for q in extract((document(text),)) if isinstance(q, Quote)]
    assert [q.text for q in found] == ["the guns are silent."]
    assert found[0].method == "rule:quote.unclosed"
    assert found[0].confidence_ppm == 500_000


def test_residue_outside_the_body_is_not_read() -> None:
    text = 'The army said "we are ready" in the town.\nShare this "story" on the net'
    end = text.index("\n")
    found = [q for q in extract((document(text, body=(Span(0, end),)),)) if isinstance(q, Quote)]
    assert [q.text for q in found] == ["we are ready"]
