"""Texts line by line and side by side on a page. All of it is invented."""

from __future__ import annotations

import msgspec
import pytest
from lxml import html
from tests.golden.publish.sample_bulletin import sample_bulletin

from truceline.model.errors import UsageError
from truceline.model.shown import EvidenceView, Fact, ShownLine, ShownMark, ShownPair, ShownText
from truceline.publish.evidence_page import render_evidence
from truceline.publish.html import render_html
from truceline.publish.links import incident_links, origin_links
from truceline.publish.markdown import render_markdown
from truceline.publish.readings import segments
from truceline.publish.reasons import reason
from truceline.publish.values import value
from truceline.publish.words import LANGUAGES, words

EN = words("en")
SAMPLE = sample_bulletin()
HOSTILE = "</span></script><script>alert(1)</script>\u202eevil\u2066 \u0000<img src=x onerror=alert(1)>"


def mark(number: int, start: int, end: int, kind: str = "quote") -> ShownMark:
    return ShownMark(number, kind, start, end, "words", (), "rule:x", 900_000)


def test_a_line_is_cut_wherever_a_mark_begins_or_ends() -> None:
    line = ShownLine("body", 10, 20, "abcdefghij")
    marks = (mark(1, 5, 14), mark(2, 12, 16, "time"), mark(3, 16, 16), mark(4, 18, 40, "place"))
    found = list(segments(line, marks))
    assert "".join(part.words for part in found) == "abcdefghij"
    assert [(part.words, part.kinds, part.opens) for part in found] == [
        ("ab", ("quote",), ()),
        ("cd", ("quote", "time"), (2,)),
        ("ef", ("time",), ()),
        ("gh", (), ()),
        ("ij", ("place",), (4,)),
    ]


def test_nested_marks_go_from_the_widest_to_the_narrowest() -> None:
    line = ShownLine("body", 0, 6, "abcdef")
    found = list(segments(line, (mark(1, 0, 6, "statement"), mark(2, 0, 3, "quote"))))
    assert [part.kinds for part in found] == [("statement", "quote"), ("statement",)]
    assert found[0].opens == (1, 2)


def test_many_marks_in_one_line_take_little_time() -> None:
    line = ShownLine("body", 0, 200_000, "x" * 200_000)
    marks = tuple(mark(n, n * 4, n * 4 + 3) for n in range(50_000))
    assert sum(len(part.opens) for part in segments(line, marks)) == 50_000


@pytest.mark.parametrize(
    ("fact", "said"),
    [
        (Fact("value", "200000000..999999000", "bounds"), "200,000–999,999"),
        (Fact("value", "950000..", "bounds"), "at least 950"),
        (Fact("value", "..3000", "bounds"), "at most 3"),
        (Fact("stance", "denies", "code"), "denies"),
        (Fact("value", "200000000..999999000 household", "amount"), "200,000–999,999 households"),
        (Fact("count", "1000..1000 shot", "amount"), "1 shot"),
        (Fact("value", "..49500 percent", "amount"), "at most 49.5 per cent"),
        (Fact("when", "2031-03-04T00:00+02:00/2031-03-05T00:00+02:00", "interval"), "4 Mar 2031"),
        (Fact("when", "2031-03-29T00:00+02:00/2031-04-02T00:00+03:00", "interval"), "29 Mar\u2009–\u20091 Apr 2031"),
        (Fact("when", "2031-03-04T22:10+02:00/2031-03-04T22:11+02:00", "interval"), "4 Mar 2031, 22:10 UTC+2"),
        (Fact("when", "2031-03-04T17:00+02:00/2031-03-05T00:00+02:00", "interval"), "4 Mar 2031, 17:00–24:00 UTC+2"),
        (
            Fact("when", "2031-03-04T20:00+02:00/2031-03-05T06:00+02:00", "interval"),
            "4 Mar 2031, 20:00 UTC+2 – 5 Mar 2031, 06:00 UTC+2",
        ),
        (Fact("when", "2031-03-04T20:00+02:00/", "interval"), "from 4 Mar 2031, 20:00 UTC+2 on"),
        (Fact("when", "/2031-03-04T20:00+02:00", "interval"), "until 4 Mar 2031, 20:00 UTC+2"),
        (Fact("when", "soon/later", "interval"), "soon – later"),
        (Fact("speaker", "", "missing"), "not told"),
        (Fact("about", "fire.shelling", "code"), "Shelling"),
        (Fact("speaker", "Jonas Virel"), "Jonas Virel"),
        (Fact("share", "250000", "percent"), "25\u00a0%"),
    ],
)
def test_values_are_said_in_words(fact: Fact, said: str) -> None:
    assert value(fact, EN).words == said


def test_a_withheld_text_has_its_facts_but_not_its_lines() -> None:
    hidden = msgspec.structs.replace(SAMPLE.readings[1], marks=SAMPLE.readings[1].marks[:1])
    tree = html.document_fromstring(render_html(msgspec.structs.replace(SAMPLE, readings=(hidden,)), "en").decode())
    (reading,) = tree.xpath("//details[@id='text-1']")
    assert not reading.xpath(".//*[@class='line']")
    assert "4 березня" in reading.text_content() and "not recognised" in reading.text_content()
    assert "not reprinted" in tree.text_content()


def test_every_mark_in_the_text_leads_to_what_was_read_and_back() -> None:
    tree = html.document_fromstring(render_html(SAMPLE, "en").decode())
    (reading,) = tree.xpath("//details[@id='text-1']")
    ids = set(reading.xpath(".//@id"))
    there, back = reading.xpath(".//a[@class='ref']/@href"), reading.xpath(".//a[@class='back']/@href")
    assert len(there) == len(back) == len(SAMPLE.readings[0].marks)
    assert {target[1:] for target in (*there, *back)} <= ids
    assert all(label for label in reading.xpath(".//a[@class='ref']/@aria-label"))
    words_of_it = "".join(reading.xpath(".//p[@class='line']//text()[not(parent::a)]"))
    assert (
        words_of_it
        == "Shells hit Corva." + "“We will not leave this town,” Jonas Virel said, denying that about 40 had left."
    )


def test_kinds_can_be_hidden_without_a_script() -> None:
    source = render_html(SAMPLE, "en").decode()
    tree = html.document_fromstring(source)
    shown = {name.removeprefix("show-") for name in tree.xpath("//fieldset[@class='kinds']//input/@class")}
    assert shown == {m.kind for text in SAMPLE.readings for m in text.marks if len({k.kind for k in text.marks}) > 1}
    for kind in shown:
        assert f".reading:has(.show-{kind}:not(:checked)) .f-{kind}{{display:none}}" in source


def test_changed_quotations_say_what_was_done() -> None:
    tree = html.document_fromstring(render_html(SAMPLE, "en").decode())
    (table,) = tree.xpath("//table[@id='pair-1-quotes']")
    first, second = table.xpath("tbody/tr")
    assert "cut and re-attributed" in first.text_content() and "without a mark" in first.text_content()
    assert first.xpath(".//span[contains(@class, 'chip-breach')]")
    assert "unchanged" in second.text_content()


def test_what_stands_in_both_is_marked_on_both_sides() -> None:
    tree = html.document_fromstring(render_html(SAMPLE, "en").decode())
    marked = tree.xpath("//details[@id='pair-1']//mark[@class='same']/text()")
    assert marked == ["ferry landing at Corva", "ferry landing at Corva"]
    assert tree.xpath("//details[@id='pair-1']//mark[@class='varied']/text()") == ["Virel", "Vyrel"]


def test_an_incident_leads_to_the_texts_behind_it() -> None:
    found = incident_links(SAMPLE, 200, 10)
    by_texts = {incident.texts: found.get(incident.incident_id) for incident in SAMPLE.incidents}
    assert by_texts == {("itm_1a2b3c", "itm_778899"): "pair-1", ("itm_4d5e6f",): "text-2", (): None}
    assert incident_links(SAMPLE, 200, 0) == {
        i.incident_id: "org_01ab" for i in SAMPLE.incidents if i.texts == ("itm_1a2b3c", "itm_778899")
    }


def test_an_origin_leads_to_its_texts_side_by_side() -> None:
    assert origin_links(SAMPLE, 10) == {"org_01ab": "pair-1", "org_02cd": "pair-2"}
    assert origin_links(SAMPLE, 1) == {"org_01ab": "pair-1"}


def test_a_range_of_origins_is_said_in_words() -> None:
    wide = next(i for i in SAMPLE.incidents if i.origins_min < i.origins_max)
    page = html.document_fromstring(render_html(SAMPLE, "uk").decode())
    (row,) = page.xpath(f"//tr[@id='{wide.incident_id}']")
    assert f"щонайменше {wide.origins_min}, щонайбільше {wide.origins_max}" in row.text_content()


def test_markdown_tells_the_same_in_tables() -> None:
    page = render_markdown(SAMPLE, "en").decode()
    assert "\\[ferry landing at Corva\\]" in page and "cut and re-attributed" in page and "“about 40”" in page


def view(words_of_it: str) -> EvidenceView:
    text = ShownText(
        item_id="itm_x",
        name=words_of_it,
        reprinted=True,
        lines=(ShownLine("body", 0, len(words_of_it), words_of_it),),
        marks=(ShownMark(1, "quote", 0, 9, words_of_it, (Fact("speaker", words_of_it),), words_of_it, 1),),
    )
    pair = ShownPair(a="a", b="b", a_name=words_of_it, b_name=words_of_it, relation="copy", score_ppm=1, reason=HOSTILE)
    return EvidenceView(subject=words_of_it, texts=(text,), pairs=(pair,))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_evidence_view_is_one_file_without_a_script(lang: str) -> None:
    source = render_evidence(view("Shells hit the quay."), lang).decode()
    tree = html.document_fromstring(source)
    assert tree.get("lang") == lang
    assert not tree.xpath("//script|//link|//@src")
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert "script-src 'none'" in policy and "default-src 'none'" in policy
    assert words(lang).say("view_internal") in tree.text_content()
    assert source == render_evidence(view("Shells hit the quay."), lang).decode()


def test_hostile_words_stay_words_in_the_evidence_view() -> None:
    source = render_evidence(view(HOSTILE), "en").decode()
    tree = html.document_fromstring(source)
    assert not tree.xpath("//script|//img|//@*[starts-with(name(), 'on')]")
    assert "\u202e" not in source and "\u2066" not in source and "\x00" not in source
    assert "<script>alert(1)</script>" in tree.xpath("//p[@class='line']")[0].text_content()


REWRITE = (
    "74% of one account is told by the other: 7.4% of the narrators' three-word runs are shared (quotations masked); "
    "the same day named, the same figures, the same names in the opening, the same names; both credit AFP."
)


def test_a_reason_is_translated_phrase_by_phrase() -> None:
    said = reason(REWRITE, words("uk"))
    assert not said.own
    assert said.words == (
        "74\u00a0% однієї розповіді є в іншій: спільними є 7,4\u00a0% трислівних послідовностей оповідачів "
        "(без цитат); "
        "названо той самий день, ті самі числа, ті самі назви на початку, ті самі назви; обидва посилаються на AFP."
    )
    assert reason(REWRITE, words("ru")).words.startswith("74\u00a0% одного рассказа есть в другом: общими")
    assert reason(REWRITE, EN).words == REWRITE


@pytest.mark.parametrize("sentence", ["", "Something else was found.", f"{REWRITE} And more.", "Only\01\0 a few"])
def test_a_reason_with_anything_else_in_it_stands_as_it_came(sentence: str) -> None:
    said = reason(sentence, words("uk"))
    assert said.own and said.words == sentence


def test_another_language_is_refused() -> None:
    with pytest.raises(UsageError):
        render_evidence(view("x"), "fr")
