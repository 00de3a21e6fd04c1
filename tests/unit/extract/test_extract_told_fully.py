"""The dead and wounded, who did it, where and when: told in the words of agencies, ministries and monitors."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tests.extract_texts import news_of

from truceline.extract.extract import extract
from truceline.model.mentions import AgreementElement, EventMention, QuantityMention, Quote, Statement


def read(text: str, kind: type) -> list:  # type: ignore[type-arg]
    document = news_of(text, "2033-03-16", "en")
    return [one for one in extract((document,)) if isinstance(one, kind)]


@pytest.mark.parametrize(
    ("text", "dead", "hurt"),
    [
        ("The ministry puts the toll from Monday's strike near Pell hospital at 18, with 60 wounded.", 18, 60),
        ("A 54-year-old man was killed and his wife injured when a shell exploded in Pell on Monday.", 1, 1),
        ("Drones hit Pell. Three crew members, two Kestrians and a Swede, had been killed and five wounded.", 3, 5),
        ("A drone struck a house in Pell, killing a couple in their sixties and their grandson.", 3, None),
        ("Shells hit Pell. A woman born in 1951 was killed.", 1, None),
        ("Rockets hit Pell at noon on Monday, killing a postwoman.", 1, None),
        ("At least five of them were killed in a strike on Pell on Monday.", 5, None),
        ("Units repelled an attack near Pell. The enemy lost up to 90 men killed and wounded.", None, None),
        ("She buried a teacher who died when an artillery shell exploded in Pell on Monday.", 1, None),
    ],
)
def test_the_dead_and_wounded(text: str, dead: int | None, hurt: int | None) -> None:
    found = read(text, EventMention)[0]
    assert (found.killed_low, found.wounded_low) == (dead, hurt)


@pytest.mark.parametrize(
    ("text", "kind", "actor", "place"),
    [
        ("Kestrian troops opened unprovoked fire near Pell on Monday.", "fire", "Kestria", "near Pell"),
        ("Israeli fire killed two people in Rafah on Monday, medics said.", "fire", "Israel", "Rafah"),
        ("Guards did not allow the patrol to enter Pell.", "restriction", "Guards", "Pell"),
        ("Inspectors were turned back at a depot in Pell.", "restriction", None, "Pell"),
        ("The air force destroyed an ammunition depot in Pell.", "fire", None, "Pell"),
        ("The ELN killed two soldiers in an ambush near Pell on Monday.", "ground.assault", "ELN", "near Pell"),
        ("Russian missiles and drones struck Pell overnight.", "air.drone_strike", "Russia", "Pell"),
        ("The Northern Army claimed responsibility for a strike on a depot in Pell.", None, "Northern Army", "Pell"),
        ("Market shelled in Pell", "fire.shelling", None, "Pell"),
        ("Parents in Pell fled before a rocket from Gaza slammed into the yard.", "fire.shelling", None, "Pell"),
        ("Residents of Dorn told reporters in Pell that a sniper had killed the mayor.", "fire.sniper", None, "Dorn"),
        ("A mortar bomb landed on a house in Pell.", "fire.shelling", None, "Pell"),
        ("Five people had been killed in Pell by shells.", "fire.shelling", None, "Pell"),
    ],
)
def test_what_was_done_by_whom_and_where(text: str, kind: str | None, actor: str | None, place: str) -> None:
    found = next(one for one in read(text, EventMention) if kind is None or one.event_type == kind)
    assert (found.alleged_actor, found.places[0]) == (actor, place)


def test_each_count_has_its_own_bearing() -> None:
    text = "In Pell the patrol heard six explosions 4–6 km to the south-west and about 30 bursts 2 km to the east."
    found = {one.event_type: one.places[0] for one in read(text, EventMention)}
    assert found == {"fire.explosion": "4–6 km to the south-west of Pell", "fire.burst": "2 km to the east of Pell"}


def test_the_day_before_when_is_that_of_the_clause() -> None:
    text = "It struck Pell, the third strike since Thursday, when 104 people, many old, died in air raids on Dorn."
    dorn = next(one for one in read(text, EventMention) if one.places == ("Dorn",))
    assert datetime.fromtimestamp(dorn.start_s, UTC).day == 10
    assert dorn.end_s - dorn.start_s == 86_400
    assert any(one.places == ("Pell",) for one in read(text, EventMention))


def test_what_another_day_is_compared_with_is_no_time_of_the_act() -> None:
    text = "Monitors recorded fewer violations of the truce in Pell than on the previous day, including 17 explosions."
    assert all(one.end_s - one.start_s == 2 * 86_400 for one in read(text, EventMention))


def test_an_agreement_is_not_made_where_it_will_be_carried_out() -> None:
    text = "Negotiators agreed to a truce and to reopen the crossing at Pell by Friday."
    assert [one.places for one in read(text, EventMention)] == [()]


def test_persons_by_what_happened_to_them_or_what_they_are() -> None:
    wanted = {
        "The war has driven more than 12 million from their homes.": "person",
        "The ministry puts the toll at 18.": "person",
        "Two medical sources confirmed the raid.": "person",
        "We buried four of our neighbours.": "person",
        "They attacked with 64 unmanned aerial vehicles.": "sortie",
    }
    assert {text: read(text, QuantityMention)[0].unit for text in wanted} == wanted
    assert read("Kestria hands over 15 bodies.", QuantityMention)[0].high_milli == 15_000


def test_orders_and_calls_are_demands() -> None:
    text = "The generals ordered their men to hold fire and called upon residents to stay indoors."
    assert [(one.text, one.stance) for one in read(text, Statement)] == [
        ("their men to hold fire", "demands"),
        ("residents to stay indoors", "demands"),
    ]


def test_what_the_reporter_adds_is_not_said() -> None:
    [one] = read("A spokesman confirmed three deaths but would not say who was responsible.", Statement)
    assert one.text == "three deaths"
    [one] = read("The guerrillas said that the camp was a barracks, which survivors denied.", Statement)
    assert one.text == "the camp was a barracks"
    said = read("It came after a night of fighting in which, medics said, 17 people died.", Statement)
    assert [one.text for one in said] == ["17 people died"]
    [one] = read("15:10 — Jets have struck a bank in Pell, the state news agency reports.", Statement)
    assert one.text == "Jets have struck a bank in Pell"


def test_a_rank_before_the_name_hides_no_office() -> None:
    text = (
        'Spokesman Lawrence Kano said so. Army spokesman Gen. Sylvain Eke dismissed this. "Our men hold it," he said.'
    )
    assert [one.speaker for one in read(text, Quote)] == ["Sylvain Eke"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kestria and Arvenia are willing to send troops, a diplomat said.", ("send troops", "ready", "Kestria")),
        ("Hamas has refused to give up its weapons.", ("its weapons", "rejected", "Hamas")),
        ("No agreement was reached on the reopening of the port.", ("reopening of the port", "unresolved", None)),
        ("The Front will not discuss disarmament.", ("disarmament", "rejected", None)),
        ("The envoy rejected the idea of a limited war.", ("a limited war", "rejected", None)),
        ("Tessaly undertook to free the crews.", ("free the crews", "agreed", None)),
    ],
)
def test_where_a_part_stands_and_for_whom(text: str, found: tuple[str, str, str | None]) -> None:
    one = read(text, AgreementElement)[0]
    assert (one.text, one.status) == found[:2]
    assert found[2] is None or (one.by or "").startswith(found[2])


def test_a_mandate_owns_what_it_is_of() -> None:
    text = "The mandate of the joint commission remains undisclosed, and the names of its members were withheld."
    assert [one.element for one in read(text, AgreementElement)] == ["mandate"]
