"""What no report says happened: suppositions, films, charges denied or taken back, totals, what is only asked for.

A false event is worse than a missed one.
"""

from __future__ import annotations

import pytest

from truceline.extract.extract import extract
from truceline.model.evidence import Document, EvidenceItem, Span
from truceline.model.mentions import AgreementElement, EventMention, Statement

_BEFORE = "Shells struck the market in Pell on Monday, killing three people. "


def read(text: str, kind: type) -> list:  # type: ignore[type-arg]
    item = EvidenceItem("itm_x", "", "", "text/plain", "own", "news", "x.txt", None, 0)
    body = tuple(Span(at, at + len(part)) for part in text.split("\n\n") for at in (text.index(part),))
    document = Document(item=item, text=text, body=body, published_day="2033-03-16", language="en")
    return [one for one in extract((document,)) if isinstance(one, kind)]


@pytest.mark.parametrize(
    "text",
    [
        "But imagine that a drone strikes a convoy at Dorn and kills ten soldiers.",
        "Suppose the army shells Dorn tomorrow.",
        'The film "The Ford" tells how three villages near Pell were shelled for a month.',
        "The ministry rejects as baseless the allegation that its missiles hit the dam at Dorn.",
        "Allegations that our troops shelled the hospital in Kesta do not correspond to reality.",
        "The statement of Kestria's army that on Monday Arvenian units opened fire near Dorn is untrue.",
        "A reported abduction of two aid workers near Dorn turned out to be a traffic stop.",
        "The health ministry says 68,865 people have been killed since.",
        "According to the regional administration, 23 civilians were killed in Dorn in February.",
        "The nurse said 11 of the wounded were women.",
        "The mayor wants the government to resume its strikes on Pell.",
        "The office attributed the abductions to the rebels.",
        "The number of the dead has fallen since the ceasefire took effect on 10 March.",
        "In February a girl died bathing near Pell.",
    ],
)
def test_no_event(text: str) -> None:
    assert read(text, EventMention) == []


def test_the_deaths_that_somebody_confirms_are_those_told_before() -> None:
    told = read(f"{_BEFORE}\n\nA spokesman for the port confirmed three deaths but would not say more.", EventMention)
    assert [(one.event_type, one.killed_low) for one in told] == [("fire.shelling", 3)]


def test_the_bomb_is_the_one_told_before() -> None:
    text = "A bomb exploded in Pell on Monday. People were waiting for the train to Dorn when the bomb went off."
    assert [one.places for one in read(text, EventMention)] == [("Pell",)]


def test_nobody_agreed_what_is_denied() -> None:
    text = "Envoy Osa Hamd denies that the group has agreed to free 10 hostages for a two-week pause."
    assert [one.stance for one in read(text, Statement)] == ["denies"]
    assert read(text, AgreementElement) == []


def test_a_charge_that_is_rejected_is_denied() -> None:
    [one] = read("The ministry rejects as baseless the allegation that its missiles hit Dorn.", Statement)
    assert (one.stance, one.text) == ("denies", "its missiles hit Dorn")


def test_a_title_and_its_lead_are_one_event() -> None:
    text = (
        "Drone strike kills six at Arven market\n\nAt least six people were killed on Monday when a drone struck a "
        "market in Dorn, the capital of North Arven, medics said."
    )
    assert [one.places for one in read(text, EventMention)] == [("Dorn",)]


def test_the_time_of_a_post_is_not_that_of_the_act() -> None:
    posts = (
        "18:42 — The army says it fired a salvo of rockets at a base near Pell.\n\n"
        "17:10 — Talks were held in Lund.\n\n15:05 — A drone hit a bus near Dorn."
    )
    spans = [(one.end_s or 0) - (one.start_s or 0) for one in read(posts, EventMention)]
    assert len(spans) == 3
    assert all(span > 3600 for span in spans)
    log = posts.replace("18:42", "14:42")
    assert (read(log, EventMention)[0].end_s or 0) - (read(log, EventMention)[0].start_s or 0) == 60


def test_the_day_of_an_announcement_is_not_that_of_the_act() -> None:
    text = "On 14 March an exercise with live fire, announced two days earlier, was held at the Torin range."
    [one] = read(text, EventMention)
    assert (one.start_s, (one.end_s or 0) - (one.start_s or 0)) == (1_994_371_200, 86_400)
