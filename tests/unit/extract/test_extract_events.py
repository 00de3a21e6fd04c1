"""Reported happenings: what counts, where, when, by whom, on whose word; and what is no event."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tests.extract_texts import news_of

from truceline.extract.extract import extract
from truceline.model.evidence import Document, EvidenceItem, Span
from truceline.model.mentions import AgreementElement, EventMention, PlaceMention


def document(text: str) -> Document:
    return news_of(text, "2033-03-16", "en")


def events(text: str) -> list[EventMention]:
    return [found for found in extract((document(text),)) if isinstance(found, EventMention)]


def places(text: str) -> list[str]:
    return [found.text for found in extract((document(text),)) if isinstance(found, PlaceMention)]


def test_the_day_and_place_of_a_truce_are_not_those_of_the_act() -> None:
    told = events("Both sides blamed each other for breaking a truce signed in Doha on 1 March. Shells hit Pell.")
    act = next(event for event in told if event.event_type == "fire.shelling")
    assert act.places == ("Pell",)
    assert act.start_s == utc("2033-03-15T00:00")


def utc(moment: str) -> int:
    return int(datetime.fromisoformat(moment).replace(tzinfo=UTC).timestamp())


@pytest.mark.parametrize(
    ("text", "kind", "place", "actor"),
    [
        ("The RSF shelled Omdurman on Monday.", "fire.shelling", "Omdurman", "RSF"),
        ("Drones set a grain depot in Pell ablaze.", "air.drone_strike", "Pell", None),
        ("North Korean soldiers fired warning shots near Pell.", "fire.shot", "near Pell", "North Korea"),
        ("Kestrian-backed rebels captured Pell on Friday.", "ground.advance", "Pell", "Kestrian-backed rebels"),
        ("Some 600 families crossed the Ruzizi river into Kestria.", "harm.displacement", "Ruzizi river", None),
        ("The patrol's UAV lost its GPS signal over Pell due to probable jamming.", "restriction", "Pell", None),
        ("Four howitzers were missing from a storage site in Pell.", "weapon.absent", "Pell", None),
        ("The army and the rebels exchanged heavy fire in Pell.", "ground.clash", "Pell", None),
        ("Russia used a missile against Pell on Monday.", "air.missile", "Pell", "Russia"),
        ("Shelling by the Northern Command hit Pell on Monday.", "fire.shelling", "Pell", "Northern Command"),
        ("Israeli air strikes hit the outskirts of Tyre.", "air.strike", "outskirts of Tyre", "Israel"),
        ("A Kestrian drone struck a lorry near Pell.", "air.drone_strike", "near Pell", "Kestria"),
        ("Russian missiles hit a substation in Dnipro.", "air.missile", "Dnipro", "Russia"),
        ("Clashes broke out in Khartoum on Monday.", "ground.clash", "Khartoum", None),
        ("Rebels stormed the village of Iven at dawn.", "ground.assault", "village of Iven", "Rebels"),
        ("Azerbaijani forces captured the town of Hadrut.", "ground.advance", "town of Hadrut", "Azerbaijan"),
        ("Fighters crossed the line near Brod on Monday.", "ground.crossing", "near Brod", "Fighters"),
        ("Gunmen abducted a driver in Dalm on Monday.", "abuse.abduction", "Dalm", "Gunmen"),
        ("Thousands marched in Orvane on Monday.", "civil.protest", "Orvane", None),
        ("Hundreds of families fled Pell on Monday.", "harm.displacement", "Pell", None),
        ("Homes were left without power in Orvane.", "harm.outage", "Orvane", None),
        ("The tractor hit a mine near Hollen.", "mine.explosion", "near Hollen", None),
        ("A mine blew up under a tractor near Hollen.", "mine.explosion", "near Hollen", None),
        ("Pell came under artillery fire on Monday.", "fire.shelling", "Pell", None),
        ("Pell was hit by Kestrian drones on Monday.", "air.drone_strike", "Pell", "Kestria"),
        ("A UN vehicle was hit by gunfire near Pell.", "fire", "near Pell", None),
        ("A fire broke out in Pell after a drone attack.", "air.drone_strike", "Pell", None),
        ("Kestrian forces exchanged fire with rebels near Brod.", "ground.clash", "near Brod", None),
        ("The army repelled four assaults near Brod.", "ground.assault", "near Brod", "army"),
        ("Kestrian troops withdrew from Brod.", "ground.movement", "Brod", "Kestria"),
        ("Air defences downed 12 Kestrian drones over Pell.", "air.drone_sortie", "Pell", "Kestria"),
        ("A drone killed at least 40 people near Brod.", "air.drone_strike", "near Brod", None),
        ("The army said its troops had taken Brod.", "ground.advance", "Brod", "army"),
        ("A man was shot dead by soldiers in Brod.", "fire.shot", "Brod", "soldiers"),
        ("A suicide bomber struck a market in Brod.", "fire.explosion", "Brod", None),
        ("Debris from a drone fell on a school in Pell.", "air.drone_strike", "Pell", None),
        ("An aid convoy was turned back near Brod.", "abuse.aid_blockage", "near Brod", None),
        ("Monitors were refused entry to Brod.", "restriction", "Brod", None),
        ("Soldiers demolished three homes in Brod.", "harm.damage", "Brod", None),
        ("Gunmen forced thousands to flee Sake.", "harm.displacement", "Sake", None),
        ("The sides signed a ceasefire agreement in Brod.", "politics.agreement", "Brod", None),
        ("The sides exchanged 190 prisoners in Brod.", "politics.other", "Brod", None),
        ("Sirens sounded in Brod.", "signal.alert", "Brod", None),
        ("The army said rebels had broken into Brod and looted shops in Brod.", "abuse.harassment", "Brod", "rebels"),
    ],
)
def test_event(text: str, kind: str, place: str, actor: str | None) -> None:
    (found,) = events(text)
    assert (found.event_type, found.places[0], found.alleged_actor) == (kind, place, actor)
    assert text[found.start : found.end] == found.text
    assert found.place_start is not None and text[found.place_start :].startswith(place)


@pytest.mark.parametrize(
    "text",
    [
        "No shots were fired in Orvane on Sunday.",
        "Had the missile hit Orvane, the school would be gone.",
        "The two armies accused each other of breaking the truce in Orvane.",
        "There was no shelling near Brod on Sunday.",
        "If the rebels attack Pell, the truce will end.",
        "The army could shell Pell again within days.",
        "The rebels threatened to shell Pell on Friday.",
        "The army denied it had shelled Pell on Monday.",
        "The guarantees are to deter a future attack on Pell.",
        "In 2014 the army shelled Dalm for weeks.",
        "The nearly four-year war has been hard on Pell.",
        "The army must stop bombing Pell, aid groups said.",
        "The minister called for an end to strikes on Pell.",
        "They plan an assault on Pell in the spring.",
        "The army denied on Monday that the guns of its units in the far north of the country had shelled Pell.",
        "Russian strikes on Pell would end the truce.",
        "Rebels may have shelled Pell on Monday.",
        "The mayor of Pell had a heart attack on Monday.",
        "Kestria has pressed its allies to let it hit airfields in Pell.",
        "Workers in Pell went on strike on Monday.",
        "There were no reports of shelling in Pell on Monday.",
        "The anniversary of the shelling of Pell drew thousands.",
        "In April 2022 a missile hit Pell station.",
        "During the war, bombs fell on Pell.",
        "Police prevented an attack on a synagogue in Pell.",
        "The army has the right to defend itself against attacks from Pell.",
        "The bill would bar attacks on hospitals in Pell.",
        "The army failed to capture Pell.",
        "The 1915 attack on Pell was marked in Brod.",
        "At least 4,137 people have been killed in Pell since 7 January.",
        "They live in a camp for displaced people in Pell.",
        "The army grounded all attack drones in Pell.",
        "A peacekeeping force is to be deployed to Kestria when the fighting stops.",
    ],
)
def test_no_event(text: str) -> None:
    assert events(text) == []


def test_the_dead_and_wounded_belong_to_the_act() -> None:
    (found,) = events(
        "Artillery fire hit a market in Pell, killing at least four people and wounding 17, officials said."
    )
    assert (found.killed_low, found.killed_high) == (4, None)
    assert (found.wounded_low, found.wounded_high) == (17, 17)
    assert (found.claimed_by, found.target, found.weapon) == ("officials", "market", "artillery")


def test_a_daily_report_of_monitors() -> None:
    text = (
        "On the evening of 15 March, the SMM camera in Hranitne recorded 15 undetermined explosions 3-5km SE.\n\n"
        "While in Popasna (government-controlled, 69km west of Luhansk), the SMM heard 25 bursts of small-arms fire."
    )
    camera, patrol = events(text)
    assert (camera.event_type, camera.verb) == ("fire.explosion", "camera_recorded")
    assert (camera.count_low, camera.count_high, camera.count_unit) == (15, 15, "explosion")
    assert camera.places == ("3-5km SE of Hranitne",)
    assert (camera.start_s, camera.end_s) == (utc("2033-03-15T17:00"), utc("2033-03-16T00:00"))
    assert (patrol.event_type, patrol.verb, patrol.count_low) == ("fire.burst", "heard", 25)
    assert patrol.places[0] == "Popasna"


def test_two_regions_are_two_events_unless_there_is_a_figure() -> None:
    text = "A barrage targeted energy facilities in its Dnipropetrovsk and Zaporizhzhia regions."
    assert [found.places for found in events(text)] == [("Dnipropetrovsk region",), ("Zaporizhzhia region",)]
    counted = "Drone strikes in Pell and Brod killed three people."
    assert len(events(counted)) == 1


def test_without_a_time_it_is_the_day_of_publication_or_the_day_before() -> None:
    (found,) = events("The army shelled Pell.")
    assert (found.start_s, found.end_s) == (utc("2033-03-15"), utc("2033-03-17"))


def test_missiles_and_drones_launched_together_are_two_events() -> None:
    found = events("Kestria launched 120 missiles and 90 drones at Pell overnight.")
    assert [(one.event_type, one.count_low, one.places) for one in found] == [
        ("air.missile", 120, ("Pell",)),
        ("air.drone_strike", 90, ("Pell",)),
    ]


def test_may_is_a_month_and_no_helper_of_a_verb() -> None:
    text = "Rebels shelled Pell on 3 May."
    story = news_of(text, "2033-05-04", "en")
    (found,) = [one for one in extract((story,)) if isinstance(one, EventMention)]
    assert (found.event_type, found.start_s) == ("fire.shelling", utc("2033-05-03"))


def test_counts_told_place_by_place_are_events_of_their_own() -> None:
    found = events("The SMM saw five tanks near Pell and three howitzers in Brod.")
    assert [(one.event_type, one.count_low, one.places) for one in found] == [
        ("weapon", 5, ("near Pell",)),
        ("weapon", 3, ("Brod",)),
    ]


def test_violations_are_counted_beside_their_parts() -> None:
    found = events("The SMM recorded 312 ceasefire violations in Orvane region, including 85 explosions.")
    assert [(one.event_type, one.count_low, one.count_unit) for one in found] == [
        ("fire", 312, "event"),
        ("fire.explosion", 85, "explosion"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "A drone hit a bus in Pell on Monday. The strike killed four people and wounded nine.",
        "A drone hit a bus in Pell on Monday. Four people were killed and nine were wounded.",
    ],
)
def test_a_toll_told_later_is_that_of_the_act(text: str) -> None:
    (found,) = events(text)
    assert (found.event_type, found.killed_low, found.wounded_low) == ("air.drone_strike", 4, 9)


def test_a_toll_elsewhere_is_an_event_of_its_own() -> None:
    found = events("A drone hit a bus in Pell on Monday. Four people were killed in Brod.")
    assert [(one.event_type, one.places, one.killed_low) for one in found] == [
        ("air.drone_strike", ("Pell",), None),
        ("harm.killed", ("Brod",), 4),
    ]


@pytest.mark.parametrize(
    ("text", "dead", "hurt"),
    [
        ("A drone hit Pell, killing a guard and 51 residents.", 52, None),
        ("A drone hit Pell, killing two women and a man.", 3, None),
        ("A man and his two sons died when a shell hit Pell.", 3, None),
        ("A sergeant was shot dead in Pell; three men were killed and six arrested.", 3, None),
        ("Two boys aged 8 and 11 were injured when a mine exploded in Pell.", None, 2),
    ],
)
def test_the_dead_are_added_up_only_where_the_words_do(text: str, dead: int | None, hurt: int | None) -> None:
    found = events(text)[0]
    assert (found.killed_low, found.wounded_low) == (dead, hurt)


def test_each_act_of_a_sentence_has_its_own_dead() -> None:
    found = events("Rebels shelled Pell, and the army fired a missile at Brod, killing two people.")
    assert [(one.event_type, one.killed_low) for one in found] == [("fire.shelling", None), ("air.missile", 2)]


def test_a_time_told_in_the_paragraph_holds_for_the_next_sentence() -> None:
    _, second = events("On Monday rebels shelled Pell. A house in Brod was destroyed.")
    assert (second.event_type, second.start_s) == ("harm.damage", utc("2033-03-14"))


def test_what_a_heading_announces_is_told_once() -> None:
    text = "Drone hits hospital in Pell\n\nA Kestrian drone hit a hospital in Pell on Monday, officials said."
    item = EvidenceItem("itm_x", "", "", "text/plain", "own", "news", "x.txt", None, 0)
    body = (Span(0, 27), Span(29, len(text)))
    story = Document(item=item, text=text, body=body, published_day="2033-03-16", language="en")
    (found,) = [one for one in extract((story,)) if isinstance(one, EventMention)]
    assert found.alleged_actor == "Kestria"


def test_what_was_fired_is_at_its_aim_and_not_where_it_came_from() -> None:
    (found,) = events("Rebels in Brod fired a missile at Pell on Monday.")
    assert found.places == ("Pell",)


def test_they_fled_from_where_they_were_and_not_where_they_went() -> None:
    (found,) = events("Residents of Pell, a suburb of Brod, fled to Kestria on Monday.")
    assert found.places[0] == "Pell"


def test_behind_a_semicolon_another_event_of_the_type_is_told() -> None:
    found = events("Rebels took full control of Pell on Monday; Brod fell to them on 12 March.")
    assert [(one.event_type, one.places, one.start_s) for one in found] == [
        ("ground.advance", ("Pell",), utc("2033-03-14")),
        ("ground.advance", ("Brod",), utc("2033-03-12")),
    ]


def test_an_accusation_names_the_accused_as_alleged_actor() -> None:
    (found,) = events("Yerevan accused Baku of shelling Stepanakert on Monday.")
    assert (found.alleged_actor, found.claimed_by) == ("Baku", "Yerevan")


def test_a_place_of_the_sentence_before_counts_less() -> None:
    here = events("The army shelled Pell on Monday.")[0]
    before = events("Monday was a bad day in Pell. Rebels shelled a market.")[0]
    assert before.places == ("Pell",)
    assert before.confidence_ppm < here.confidence_ppm


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Moscow said the road was open.", []),
        ("The talks between Kyiv and Washington were held.", []),
        ("It lies in the eastern Donbas region.", ["eastern Donbas region"]),
        ("They met in the village of Maroun al-Ras on Monday.", ["village of Maroun al-Ras"]),
        ("They stood 3-5km SE of Hranitne.", ["3-5km SE of Hranitne"]),
        ("They met near Pell and in Paris, and Moscow said no.", ["near Pell", "Paris"]),
        ("They met in Zaporizhzhia region in January.", ["Zaporizhzhia region"]),
        ("They met in Kestrian fields with the NATO staff in Brod.", ["Brod"]),
        ("PELL - The army left.", ["PELL"]),
    ],
)
def test_places(text: str, wanted: list[str]) -> None:
    assert places(text) == wanted


@pytest.mark.parametrize(
    ("text", "element", "status", "by"),
    [
        ("The sides agreed security guarantees for Kestria.", "security_guarantees", "agreed", None),
        ("Lena Hask said the security agreement was ready.", "security_agreement", "ready", "Lena Hask"),
        ("Baku rejected the peacekeeping force.", "peacekeeping_force", "rejected", "Baku"),
        ("Rebels demanded a withdrawal of heavy weapons.", "withdrawal_of_weapons", "demanded", "Rebels"),
        ("The territorial questions are still unresolved.", "territory", "unresolved", None),
        ("Many details have not been made public.", "details", "undisclosed", None),
        ("An initial 28-point plan was drafted.", "numbered_plan", "proposed", None),
    ],
)
def test_elements(text: str, element: str, status: str, by: str | None) -> None:
    found = [one for one in extract((document(text),)) if isinstance(one, AgreementElement)]
    assert [(one.element, one.status, one.by) for one in found] == [(element, status, by)]


@pytest.mark.parametrize(
    ("text", "kind", "place", "actor"),
    [
        ("The leaders of Chad and Niger met in Agadez on Monday.", "politics.talks", "Agadez", None),
        ("Hundreds gathered in Orvane to demand their release.", "civil.protest", "Orvane", None),
        ("Two shells hit a quarter of Pell.", "fire.shelling", "Pell", None),
        ("Two quadcopters were spotted over Pell.", "air.drone_sortie", "Pell", None),
        ("An unexploded bomb was removed from a garden in Pell.", "mine", "Pell", None),
        ("Shells hit a school in Pell, the governor said, blaming SAF.", "fire.shelling", "Pell", "SAF"),
    ],
)
def test_meetings_gatherings_and_blame(text: str, kind: str, place: str, actor: str | None) -> None:
    (found,) = events(text)
    assert (found.event_type, found.places[0], found.alleged_actor) == (kind, place, actor)


@pytest.mark.parametrize(
    "text",
    [
        "In the drill, two missiles struck Pell.",
        "An imaginary missile struck the stadium in Pell.",
        "A court in Brod heard on Monday how the soldier had shelled a school in Pell.",
        "The soldier was sentenced to ten years for shelling Pell.",
        "Two soldiers were taken by helicopter to Pell.",
        "Dozens gathered in Pell for the feast.",
    ],
)
def test_drills_courts_and_gatherings_are_no_events(text: str) -> None:
    assert events(text) == []
