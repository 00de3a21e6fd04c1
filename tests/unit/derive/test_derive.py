"""Which reports come from one origin. All places, people and events in the texts are invented."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from truceline.derive.derive import derive
from truceline.derive.params import DeriveParams
from truceline.model.evidence import Blob, Document, ReadContext
from truceline.model.ids import sha256_hex
from truceline.model.observation import Derivation
from truceline.sources.text import SOURCE

WIRE = """Shells hit ferry landing at Orvane

By AFP | March 4, 2031

Mortar shells struck the ferry landing at Orvane early on Tuesday, killing two dock workers and wounding 14 people who
were waiting for the first crossing, the harbour master said.

It was the first attack on the river port since the armies of the two banks agreed to stop firing on 20 February.

"We had taken down the sandbags only last week," harbour master Jonas Virel told reporters. "People had begun to trust
it."

Windows were blown out along the quay and one of the two ferries was left listing with water in its engine room.

The General Staff of the East Bank denied responsibility and said its batteries had been under seal since the weekend.

Observers measured three craters and said they would publish the direction of fire once the fragments were examined.
"""

REWRITE = """Calm Shattered as Ferry Port Comes Under Fire

Two dock workers lost their lives and 14 other people were injured when mortar shells slammed into the ferry landing at
Orvane early on Tuesday, shattering a calm that had held along the river.

A Fragile Peace

According to harbour master Jonas Virel, those hurt were waiting for the first crossing of the day. He said the sandbags
had been taken down only last week, adding that "people had begun to trust it."

The assault, which marks the first attack on the river port since the two armies agreed to stop firing on 20 February,
blew out windows along the quay and left one of the two ferries listing, its engine room flooded.

The East Bank's General Staff has denied responsibility, insisting that its batteries had been under seal since the
weekend. Observers, meanwhile, measured three craters and are to publish the direction of fire once fragments have been
examined.
"""

OWN_REPORT = """Deckhand Ilse Maro was untying the bow rope when the jetty jumped under her feet.

"There was a crack and then I was in the water," she said on Tuesday evening from the ward where she is being treated
for a broken collarbone, one of 16 people brought to the Orvane clinic since dawn.

The clinic's director, Dr Pell Anders, said two men were dead on arrival. A third was in surgery.

Harbour master Jonas Virel, who walked the quay with a torch until the divers had finished, said: "We had taken down the
sandbags only last week. People had begun to trust it."

This newspaper counted three holes in the concrete, the widest the size of a cartwheel, and saw mission staff in blue
vests putting splinters of grey metal into bags. A colonel from the far shore, reached by radio telephone, said no crew
of his had been near a gun.
"""

OTHER_INCIDENT = """Mortar shells struck the grain silo at Tessik late on Saturday, killing one farm worker and
wounding five
people who were sheltering in the weighbridge office, the village head said.

It was the first attack on the village since the armies of the two banks agreed to stop firing on 20 February.

The General Staff of the East Bank denied responsibility and said its batteries had been under seal since the weekend.

Observers measured seven craters and said they would publish the direction of fire once the fragments were examined.
"""

TALKS_A = """The two delegations will meet again in Lorn on Friday to settle who guards the Pell bridge, mediator
Ada Quist said
on Wednesday after nine hours of talks.

"We are nearer than we were this morning, and we were not near this morning," Quist told a news conference. "I will not
hide from you that the bridge is the hardest part."

Her deputy read out a list of four points on which there was agreement, among them the return of 38 prisoners.

East Bank envoy Toma Reske left by a side door. The West Bank's Sanne Holt said her side had "brought flowers and been
handed a bill".
"""

TALKS_B = """Nine hours in a school gymnasium and still no answer: the bridge at Pell remained the stone in the
shoe of the peace
process on Wednesday night.

Ada Quist, the mediator, came out looking tired. "We are nearer than we were this morning, and we were not near this
morning," she said. "I will not hide from you that the bridge is the hardest part."

Prisoners are to go home first, 38 of them, by bus and under the eyes of the Red Crescent, according to a paper that was
passed around among journalists. Nobody would say which day.

"Brought flowers and been handed a bill" was how Sanne Holt put the mood of those from the west. Toma Reske of the other
camp was seen climbing into a car without a word. Friday is the next date, again in Lorn.
"""

ROUND_UP = (
    """What happened this week along the river

The price of salt rose again as the southern road stayed shut for an eighth day, and merchants in Dalm said they would
close if no convoy came by Sunday. The council promised rations and then took the promise back.

In Pell the school opened with half its teachers; the others have not been seen since autumn. Parents swept the yard.

The mission's new head, who took office on Monday, has asked for 40 more observers and two boats, and has been
told there
is money for one of the two. She is said to prefer the boats.

Farmers in the north found a field of orange flags where mines had been lifted, and planted around them.
"""
    + "\n".join(WIRE.split("\n\n")[2:4])
    + """

In Lorn, at last, the theatre played again: a comedy, to an audience that brought its own chairs and its own
candles, and
laughed, a critic wrote, a little longer than the jokes deserved. The company goes on to Tessik when the road is open.
"""
)


def document(text: str, day: str | None = None, language: str | None = None) -> Document:
    data = text.encode()
    blob = Blob(sha256=sha256_hex(data), data=data, filename="a.txt", source="", received_s=0)
    found = SOURCE.read(blob, ReadContext()).documents[0]
    fields = {name: getattr(found, name) for name in found.__struct_fields__}
    fields["published_day"] = day if day else found.published_day
    fields["language"] = language or found.language
    return Document(**fields)


def relate(a: str | Document, b: str | Document, params: DeriveParams | None = None) -> Derivation | None:
    documents = [text if isinstance(text, Document) else document(text) for text in (a, b)]
    pairs = derive(documents, params or DeriveParams()).pairs
    assert len(pairs) <= 1
    return pairs[0] if pairs else None


def relation(a: str | Document, b: str | Document) -> str | None:
    found = relate(a, b)
    return found.relation if found else None


def test_a_careful_rewrite_is_one_origin_with_its_source() -> None:
    found = derive([document(WIRE), document(REWRITE)])
    assert [pair.relation for pair in found.pairs] == ["rewrite"]
    assert [len(origin.items) for origin in found.origins] == [2]


def test_two_reporters_who_quote_one_man_are_two_origins() -> None:
    assert relation(WIRE, OWN_REPORT) == "independent"
    assert relation(REWRITE, OWN_REPORT) == "independent"
    assert relation(TALKS_A, TALKS_B) == "independent"


def test_figures_heard_with_the_same_words_make_no_origin_of_two_reporters() -> None:
    """All facts of the briefing are in both, and none is in one alone; the same briefs without the quotations are."""
    wire = (
        "The Velisse command reported 42 violations by Marrund forces over the past day in its briefing on Monday. "
        "It counted 34 drone flights along the line of contact, and Onder Callow, its spokesman, called them deliberate"
        "{}. Marrund denied responsibility through Idrel Tovane, who speaks for its staff. A ceasefire between the two "
        "sides took effect in June, and each has since accused the other of breaking it."
    )
    own = (
        "Numbers were the order of the day in the Velisse press room on Monday: 42 violations, Onder Callow read from "
        "his sheet, all of them by Marrund. He took no questions on how such a thing is counted, nor on the 34 drone "
        "flights in his table{}. Idrel Tovane of Marrund would have none of it when asked by radio. The truce is a few "
        "weeks old at most, and people had begun to mend their fences."
    )
    heard = ': "This was a deliberate strike on people who trusted the agreement"'
    assert relation(wire.format(""), own.format("")) in {"rewrite", "undetermined"}
    assert relation(wire.format(heard), own.format(heard)) in {"undetermined", "independent"}


def test_formulaic_copy_about_another_incident_is_no_derivation() -> None:
    assert relation(WIRE, OTHER_INCIDENT) is None
    assert relation(WIRE, TALKS_A) is None


def test_a_template_filled_with_another_day_and_place_is_another_incident() -> None:
    told = "\n\n".join(part for part in WIRE.split("\n\n")[2:] if '"' not in part)
    other = told.replace("Tuesday", "Saturday").replace("Orvane", "Tessik").replace("ferry", "coal")
    assert relation(WIRE, told) == "copy"  # but for a quotation, which is not the narrator's
    assert relation(told, other) is None
    assert relation(told, told.replace("Tuesday", "Monday")) == "copy"  # places, figures and all else are the same


def test_a_copy_is_a_copy_whatever_its_line_ends_and_marks() -> None:
    changed = WIRE.replace("\n\n", "\r\n\r\n").replace('"We', "“We").replace('week,"', "week,”")
    found = relate(WIRE, changed)
    assert found is not None and (found.relation, found.score_ppm) == ("copy", 1_000_000)


def test_a_brief_cut_from_the_head_of_a_story_is_derived() -> None:
    assert relation(WIRE, "\n\n".join(WIRE.split("\n\n")[2:4])) == "rewrite"


def test_a_round_up_is_only_partly_derived_and_joins_no_origin() -> None:
    found = derive([document(WIRE), document(ROUND_UP)])
    assert [pair.relation for pair in found.pairs] == ["partial"]
    assert len(found.origins) == 2
    assert len(derive([document(WIRE), document(ROUND_UP)], DeriveParams(join_partial=True)).origins) == 1


def test_another_language_or_too_few_words_conclude_nothing() -> None:
    assert relation(WIRE, document(REWRITE, language="ru")) == "undetermined"
    assert relation(WIRE, "Shells hit Orvane on Tuesday, killing two, wounding 14, said Virel.") == "undetermined"


def test_one_agency_is_evidence_and_never_a_second_witness() -> None:
    credited = OWN_REPORT + "\n(With inputs from AFP)\n"
    assert relation(WIRE, credited) == "undetermined"


def test_items_published_far_apart_are_not_compared() -> None:
    assert relate(document(WIRE), document(REWRITE, "2031-03-08")) is not None
    assert relate(document(WIRE), document(REWRITE, "2031-03-12")) is None
    assert relate(document(WIRE), document(REWRITE, "2031-03-12"), DeriveParams(window_days=8)) is not None


def test_spans_are_the_same_words_in_both_texts() -> None:
    a, b = sorted((document(WIRE), document(REWRITE)), key=lambda d: d.item_id)
    pair = derive([a, b]).pairs[0]
    assert (pair.a, pair.b) == (a.item_id, b.item_id) and pair.spans
    for span in pair.spans:
        left, right = a.text[span.a_start : span.a_end], b.text[span.b_start : span.b_end]
        assert left.lower().split() == right.lower().split()


def test_a_story_in_two_hundred_papers_is_one_origin() -> None:
    papers = [document(WIRE + f"\nThe Orvane Messenger number {n} printed this.\n") for n in range(200)]
    assert len(derive(papers).origins) == 1


def test_the_order_of_many_alike_reports_does_not_matter() -> None:
    parts = [part for text in (WIRE, REWRITE, OTHER_INCIDENT) for part in text.split("\n\n")]
    texts = ["\n\n".join(parts[(n * k) % len(parts)] for k in range(1, 6)) + f"\n\nEdition {n}.\n" for n in range(40)]
    documents = [document(text) for text in texts]
    found = derive(documents)
    assert found.pairs and derive(documents[::-1]) == derive(documents[20:] + documents[:20]) == found


def test_the_seeds_are_one_origin(seed_texts: Path) -> None:
    documents = [document(path.read_text(encoding="utf-8")) for path in sorted(seed_texts.glob("*.txt"))]
    found = derive(documents)
    assert [pair.relation for pair in found.pairs] == ["rewrite"]
    assert len(found.origins) == 1


def test_known_pairs_keep_precision_and_recall(shared_data: Path) -> None:
    gold = json.loads((shared_data / "derivation_pairs" / "synth_gold.json").read_text(encoding="utf-8"))
    documents = {entry["id"]: document(entry["text"]) for entry in gold["docs"]}
    found = {(pair.a, pair.b): pair.relation for pair in derive(documents.values()).pairs}
    answers: dict[str, list[str | None]] = {}
    for pair in gold["pairs"]:
        low, high = sorted((documents[pair["a"]].item_id, documents[pair["b"]].item_id))
        answers.setdefault(pair["label"], []).append(found.get((low, high)))
    assert answers["rewrite"] == ["rewrite"] * 24
    assert not {"copy", "rewrite", "partial"} & {*answers["independent"], *answers["other"]}
    assert answers["partial"].count("partial") >= 6


@pytest.mark.parametrize(
    "text", ["…", "7", '"All of it is quoted, every single word of the text, and nobody tells it."']
)
def test_texts_without_a_narrator_do_not_trip_it(text: str) -> None:
    assert len(derive([document(text), document(WIRE)]).origins) == 2
