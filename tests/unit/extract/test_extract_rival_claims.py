"""Who did it and who says so: possessives in claims, denials of claims, charges, conversations, short tolls."""

from __future__ import annotations

import pytest
from tests.extract_texts import news_of

from truceline.extract.extract import extract
from truceline.model.mentions import AgreementElement, EventMention, QuantityMention, Quote, Statement, TimeMention


def read(text: str, kind: type) -> list:  # type: ignore[type-arg]
    document = news_of(text, "2033-03-16", "en")
    return [one for one in extract((document,)) if isinstance(one, kind)]


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("The adversary claims that our artillery shelled Pell on Monday.", None),
        ("According to the enemy, our drones struck a fuel depot in Pell on Monday.", None),
        ("The enemy claims that we shelled Pell on Monday.", None),
        ("The Front said the army's tanks crossed the line and its artillery shelled Pell.", None),
        ("The ministry said the rebels began their assault on Pell at dawn.", "rebels"),
        ("The spokesman said his troops captured Pell on Tuesday.", None),
        ("The army said its forces had shelled Pell.", "army"),
        ("The Front said that in Pell its artillery struck two depots.", "Front"),
        ('"Our artillery shelled Pell," the Northern Command said.', "Northern Command"),
        ("Both armies blamed each other for shelling Pell.", None),
        ("The Brod Street attack near Pell killed two people on Monday.", None),
        ("Its troops shelled Pell on Monday, the rebels said of the army.", None),
        ('"Their artillery shelled Pell," the Front said.', None),
        ("The Front denied it and suggested the army had hit the bus in Pell.", "army"),
        ("Northern shells hit the mill at Pell on Monday.", None),
        ("So far the army has moved a third of its guns out of Pell.", "army"),
    ],
)
def test_a_wrong_actor_is_worse_than_none(text: str, actor: str | None) -> None:
    assert {one.alleged_actor for one in read(text, EventMention)} <= {actor, None}
    assert read(text, EventMention)[-1].alleged_actor == actor


def test_a_claim_that_is_rejected_is_claimed_by_one_and_denied_by_the_other() -> None:
    text = "The Ministry rejects as groundless the adversary's claim that our artillery shelled the village of Karsk."
    found = {(one.stance, one.speaker): one.text for one in read(text, Statement)}
    content = "our artillery shelled the village of Karsk"
    assert found == {("denies", "Ministry"): content, ("claims", "adversary"): content}
    assert read(text, EventMention) == []


def test_what_somebody_is_accused_of_is_the_content() -> None:
    text = "The army accused the Front on Monday of keeping four Grad launchers in the zone, 8 km south of Pell."
    [said], [event] = read(text, Statement), read(text, EventMention)
    assert said.text.startswith("keeping four Grad launchers")
    assert (event.event_type, event.alleged_actor, event.claimed_by) == ("weapon", "Front", "army")
    assert (event.places[0], event.count_low) == ("8 km south of Pell", 4)


def test_an_act_told_before_has_the_actor_whom_somebody_blames() -> None:
    text = (
        "Mortars struck the market at Pell on Sunday. The army blamed the Front for the shelling, which it condemned."
    )
    told, blamed = read(text, EventMention)
    assert (told.alleged_actor, blamed.alleged_actor, blamed.claimed_by) == (None, "Front", "army")
    assert (blamed.places, blamed.start_s) == (told.places, told.start_s)


@pytest.mark.parametrize(
    ("text", "dead", "hurt"),
    [
        ("Drones hit Pell. One employee of the grid operator was lightly injured.", None, 1),
        ("Drones hit Pell; one soldier was killed and another is missing.", 1, None),
        ("Shells hit Pell; a caretaker was killed and two women suffered shrapnel wounds.", 1, 2),
        ("Shells hit Pell; one trader and a nurse were wounded.", None, 2),
        ("Shells hit Pell. No deaths were reported.", None, None),
        ("Units repelled an assault near Pell. Our losses: one serviceman killed, four wounded.", None, None),
        ("Rockets hit Pell. Three patients and a midwife were killed, 17 people were injured.", 4, 17),
        ("Shells hit Pell. An elderly couple were killed and a schoolteacher was gravely wounded.", 2, 1),
        ("Shells hit a stable in Pell and a horse was killed.", None, None),
        ("Troops fired at posts near Pell and one of the guards, Ilya Sand, had died.", 1, None),
    ],
)
def test_short_tolls(text: str, dead: int | None, hurt: int | None) -> None:
    [found] = read(text, EventMention)
    assert (found.killed_low, found.wounded_low) == (dead, hurt)


@pytest.mark.parametrize(
    ("text", "content", "stance"),
    [
        ("The command said for its part that it had fired only in reply.", "it had fired only in reply", "asserts"),
        ("Mediators urged restraint and announced that talks would go on.", "restraint", "demands"),
        ("Lawyers asked the judge to dismiss the charges.", "the judge to dismiss the charges", "demands"),
        ("Partners report that parents are leaving.", "parents are leaving", "asserts"),
        ("Each side still holds 200 men, according to a diplomat familiar with it.", "Each side still holds 200 men",
         "asserts"),
        ("The army called the claim that the Front had fired first baseless.", "the Front had fired first", "denies"),
        ("The army denied reports that it had shelled Pell.", "it had shelled Pell", "denies"),
        ("The envoy accused the Union of digging in, and showed maps.", "digging in", "claims"),
        ("The League insists on an exchange and has proposed a date.", "an exchange", "asserts"),
    ],
)  # fmt: skip
def test_the_content_of_a_statement(text: str, content: str, stance: str) -> None:
    found = read(text, Statement)[0]
    assert (found.text, found.stance) == (content, stance)


@pytest.mark.parametrize(
    "text",
    [
        "The opposing side's command had fired only in reply.",
        "The proposal remains; the Front has rejected it twice.",
        'She dismissed the version of events as "a fairy tale".',
        "The guards refused to let the patrol pass.",
    ],
)
def test_no_element(text: str) -> None:
    assert [one.text for one in read(text, AgreementElement) if one.status == "rejected"] == []


@pytest.mark.parametrize(
    "text",
    [
        "Enemy claims about the capture of Pell do not correspond to reality.",
        "The mission protested to the Government.",
        "The mission had informed both sides of the route.",
        "Two blasts were heard in Pell.",
        "The Front has rejected it twice.",
    ],
)
def test_no_statement(text: str) -> None:
    assert read(text, Statement) == []


@pytest.mark.parametrize("shift", ["two days after", "Two Days After", "TWO DAYS AFTER"])
def test_so_long_before_what_was_told(shift: str) -> None:
    text = f"Jonas lit his oven on Tuesday, {shift} a shell hit the bakery in Pell."
    [time], [event] = read(text, TimeMention), read(text, EventMention)
    assert event.start_s == time.from_s - 2 * 86_400


def test_what_cannot_be_excluded_has_not_happened() -> None:
    assert read("It cannot be excluded that our forces hit the village of Pell, the Command said.", EventMention) == []


def test_the_turns_of_a_conversation() -> None:
    text = (
        "Ana Reyes leads the observers.\n\nHow was it?\n\nReyes: Last Thursday we logged 140 explosions in Pell. "
        "Nobody slept.\n\nAnd now?\n\nReyes: It is quiet."
    )
    said = [(one.text, one.speaker, one.mode) for one in read(text, Statement)]
    assert ("Nobody slept.", "Reyes", "verbatim") in said
    assert ("It is quiet.", "Reyes", "verbatim") in said
    assert [one.claimed_by for one in read(text, EventMention)] == ["Reyes"]


def test_a_heading_with_a_colon_is_no_turn() -> None:
    assert read("Reyes: It is quiet in Pell.\n\nThe town slept.", Statement) == []


def test_an_answer_of_two_words_is_a_statement() -> None:
    text = 'Colonel Idris Saleh, the army spokesman, spoke. Asked whether the truce was dead, he said: "Not yet."'
    assert [one.text for one in read(text, Statement)][-1:] == ["Not yet."] == [one.text for one in read(text, Quote)]


@pytest.mark.parametrize(
    ("text", "words", "minutes"),
    [
        ("Drones came at around 2.30 a.m. on Monday.", "around 2.30 a.m. on Monday", 20),
        ("Drones came at 2.30 a.m. on Monday.", "2.30 a.m. on Monday", 1),
        ("They left since the fighting began in March last year.", "March last year", (31 + 365 - 31 + 16) * 24 * 60),
        ("Shortly after 3 a.m. on Friday a bomb went off.", "Shortly after 3 a.m. on Friday", 60),
        ("On 8 March at around 14:30 shots were heard.", "8 March at around 14:30", 20),
        ("He rose at four on Tuesday morning.", "four on Tuesday morning", 1),
        ("Guns leave by the end of the week.", "the end of the week", 5 * 24 * 60),
    ],
)
def test_spans_of_time(text: str, words: str, minutes: int) -> None:
    [found] = read(text, TimeMention)
    assert (found.text, (found.to_s - found.from_s) // 60) == (words, minutes)


def test_what_is_agreed_in_principle_is_agreed() -> None:
    text = "The government and the Union had agreed in principle to pull their troops back from the canal."
    assert [(one.element, one.status) for one in read(text, AgreementElement)] == [("withdrawal_of_troops", "agreed")]


def test_one_side_of_a_town_is_no_share_of_it() -> None:
    assert read("Water has been cut off in the eastern half of Pell.", QuantityMention) == []
    assert [one.text for one in read("Half of the town fled.", QuantityMention)] == ["Half"]
