"""Words that would place a watcher do not leave, and other words are left alone."""

from __future__ import annotations

import msgspec
import pytest
from tests.golden.publish.sample_bulletin import sample_bulletin
from tests.record_material import table
from tests.unit.record.test_redact import EFFORT_ROW, POLICY, material, struct_table

from truceline.model.evidence import Document, EvidenceItem, Span
from truceline.model.mentions import Quote
from truceline.model.tables import EFFORT, OBSERVATIONS
from truceline.record.quoted import MARK, checked, names_of_watchers, told
from truceline.record.redact import redact


@pytest.mark.parametrize(
    "words",
    [
        "Explosions were heard 3 km south of our position.",
        "Shells fell 1.5 kilometres north-east of the patrol, it said.",
        "a mortar fired 400 metres from the observers' post",
        "two kilometers from my house",
        "about 2-3 km to the west of the monitoring camera",
        "Вибухи було чути за 3 км на південь від нашої позиції.",
        "за 500 метрів від спостерігачів",
        "Взрыв в 2 километрах от поста наблюдателей",
        "в 700 метрах к югу от патруля",
        "seen at a bearing of 213 degrees",
        "азимут 213°",
    ],
)
def test_what_is_told_from_where_somebody_stood_gets_a_mark(words: str) -> None:
    assert MARK in told(words)
    assert not any(number in told(words) for number in ("3 km", "1.5", "400", "500", "700", "213", "2-3"))


@pytest.mark.parametrize(
    "words",
    [
        "Explosions were heard 3 km south of Kramatorsk.",
        "The withdrawal of 15 km from the line of contact was agreed.",
        "за 20 км від лінії зіткнення",
        "в 5 километрах от Лимана",
        "The monitors counted 40 explosions.",
        "The mission deployed 12 patrols along 300 km of the line.",
    ],
)
def test_other_distances_stay(words: str) -> None:
    assert told(words) == words


def test_a_quotation_names_no_post_and_no_distance_from_one() -> None:
    text = "The guns were 3 km south of our position at post North-7, and 5 km from Lyman."
    item = EvidenceItem("itm_n", "0" * 64, "", "text/plain", "wire", "news", "wire.txt", None, 0)
    said = Quote(item_id="itm_n", start=0, end=len(text), text=text, method="q", confidence_ppm=1, speaker="The mayor")
    given = material(
        [],
        items=(item,),
        documents=(Document(item=item, text=text, body=(Span(0, len(text)),)),),
        mentions=(said,),
        effort=struct_table([EFFORT_ROW], EFFORT),
    )
    words = msgspec.json.encode(redact(given, POLICY)).decode()
    assert "North-7" not in words and "3 km" not in words
    assert f"The guns were {MARK} at {MARK}, and 5 km from Lyman." in words


def test_only_names_that_no_common_word_could_be_are_looked_for() -> None:
    """Of whoever watched, and of sources of the mission's own; never of a newspaper."""
    effort = table([{"watcher": name} for name in ("post 7", "N-7", "N-12", "the mill", "post 7")], EFFORT)
    sources = {"team-12": "patrol", "camera 3": "camera", "channel5": "news", "x1": "social"}
    own = [{"source": name, "source_class": kind} for name, kind in sources.items()]
    assert names_of_watchers(effort, table(own, OBSERVATIONS)) == ("N-12", "camera 3", "post 7", "team-12")


def test_a_name_is_marked_whole_whatever_its_capitals_and_not_within_another() -> None:
    said = sample_bulletin(1)
    said = msgspec.structs.replace(
        said, title="POST 7 and post 71, outpost 7", reason="From post 7.", headline="post 7"
    )
    marked = checked(said, ("post 7", "n.1"))
    assert (marked.title, marked.reason) == (f"{MARK} and post 71, outpost 7", f"From {MARK}.")
    assert marked.headline == "post 7", "what the program writes itself quotes nobody"
    assert checked(msgspec.structs.replace(said, title="n+1 at n.1"), ("n.1",)).title == f"n+1 at {MARK}"
    assert checked(said, ()).title == said.title


def test_words_are_marked_wherever_they_are_quoted() -> None:
    plain = sample_bulletin(3)
    words = "3 km south of our position"
    said = tuple(msgspec.structs.replace(one, words=words) for one in plain.statements)
    marked = checked(msgspec.structs.replace(plain, statements=said), ())
    assert said and {one.words for one in marked.statements} == {MARK}
    assert [one.item_id for one in marked.statements] == [one.item_id for one in said]
    untouched = checked(plain, ("post 99",))
    assert untouched == plain
