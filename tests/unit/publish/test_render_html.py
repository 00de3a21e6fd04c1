from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from itertools import pairwise

import msgspec
import pytest
from lxml import html
from tests.golden.publish.sample_bulletin import empty_bulletin, sample_bulletin

from truceline.model.bulletin import Bulletin, PublicRestriction, PublicStatement
from truceline.model.errors import UsageError
from truceline.model.phrase import Phrase
from truceline.publish import svg
from truceline.publish.html import ROWS, language_of, render_html
from truceline.publish.json import render_json
from truceline.publish.words import LANGUAGES
from truceline.record.figures import figures_of

HOSTILE = "</script><script>alert(1)</script>\u202eevil\u2066<img src=x onerror=alert(1)>\"'&"


def page(bulletin: Bulletin, lang: str = "en") -> html.HtmlElement:
    return html.document_fromstring(render_html(bulletin, lang).decode())


def hostile(value: object) -> object:
    """The same value with every free text replaced by an attack; in a phrase only names are free."""
    if isinstance(value, Phrase):
        return Phrase(value.key, tuple((name, hostile(blank)) for name, blank in value.blanks))  # type: ignore[misc]
    if isinstance(value, msgspec.Struct):
        kept = ("status", "verdict", "part_of_day", "kind", "day", "event_type", "anchor", "of", "state", "why")
        changes = {
            name: getattr(value, name)
            if name in kept and isinstance(getattr(value, name), str)
            else hostile(getattr(value, name))
            for name in value.__struct_fields__
        }
        return type(value)(**changes)
    if isinstance(value, tuple):
        return tuple(hostile(part) for part in value)
    return HOSTILE if isinstance(value, str) else value


@pytest.mark.parametrize("lang", LANGUAGES)
def test_one_file_that_asks_nothing_of_anyone(lang: str) -> None:
    source = render_html(sample_bulletin(), lang).decode()
    tree = html.document_fromstring(source)
    assert not tree.xpath("//@src|//@action|//@data|//@poster|//@srcset|//link|//base|//iframe|//object|//embed")
    assert all(_near(target) for target in tree.xpath("//@href|//@*[name()='xlink:href']"))
    assert "@import" not in source and "url(http" not in source
    addresses = set(re.findall(r"https?://[^\s\"'<>]+", source))
    # a name, and the address of a report as words: neither is fetched
    assert addresses == {"http://www.w3.org/2000/svg", "https://example.org/shells"}
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'; ") and "unsafe" not in policy
    for kind, part in (("style", "style"), ("script", "script")):
        (inline,) = tree.xpath(f"//{part}/text()")
        digest = base64.b64encode(hashlib.sha256(inline.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy
    assert not tree.xpath("//@style")  # the policy would drop it


def _near(target: str) -> bool:
    """A place on the page, or in the proof that lies beside it."""
    return target.startswith(("#", "bulletin.proof.json#/"))


@pytest.mark.parametrize("bulletin", [sample_bulletin(), empty_bulletin()], ids=["small", "empty"])
def test_every_link_to_a_proof_leads_to_a_figure_of_the_data(bulletin: Bulletin) -> None:
    tree = page(bulletin, "en")
    links = tree.xpath("//a[starts-with(@href, 'bulletin.proof.json#')]")
    known = {figure.pointer: figure.value for figure in figures_of(msgspec.json.decode(render_json(bulletin)))}
    assert links
    for link in links:
        place, words = link.get("href").partition("#")[2], link.text_content()
        assert place in known or any(pointer.startswith(f"{place}/") for pointer in known)
        if place.startswith("/provisions/"):
            assert words == str(known[place])
        if place.startswith("/findings/"):
            assert words.replace(" ", "_") == known[f"{place}/status"]


def test_hostile_words_stay_words() -> None:
    bulletin = hostile(sample_bulletin())
    assert isinstance(bulletin, Bulletin)
    source = render_html(bulletin, "en").decode()
    tree = html.document_fromstring(source)
    assert len(tree.xpath("//script")) == 1
    assert not tree.xpath("//img") and not tree.xpath("//@*[starts-with(name(), 'on')]")
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", source)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("bulletin", [sample_bulletin(), empty_bulletin()], ids=["small", "empty"])
def test_the_page_can_be_read_aloud(bulletin: Bulletin, lang: str) -> None:
    tree = page(bulletin, lang)
    assert tree.get("lang") == lang
    assert len(tree.xpath("//main")) == len(tree.xpath("//h1")) == len(tree.xpath("//header")) == 1
    levels = [int(node.tag[1]) for node in tree.xpath("//h1|//h2|//h3|//h4")]
    assert levels[0] == 1 and all(after - before <= 1 for before, after in pairwise(levels))
    for table in tree.xpath("//table"):
        assert table.xpath("caption")
        assert all(cell.get("scope") == "col" for cell in table.xpath("thead//th"))
        assert all(row.xpath("th[@scope='row']") for row in table.xpath("tbody/tr"))
    ids = Counter(tree.xpath("//@id"))
    assert [name for name, times in ids.items() if times > 1] == []
    for target in tree.xpath("//a/@href"):
        assert _near(target) and (target[1:] in ids or not target.startswith("#"))
    for labelled in tree.xpath("//@aria-labelledby"):
        assert set(labelled.split()) <= set(ids)
    for field in tree.xpath("//select|//input"):
        assert field.getparent().tag == "label"


def test_the_answer_stands_first_with_its_reasons() -> None:
    bulletin = sample_bulletin()
    first, second = page(bulletin).xpath("//main/section")[:2]
    words = first.text_content()
    assert "Eroding" in words and "42\u00a0%" in words and "30–61\u00a0%" in words
    assert "since 10 April 2031 (6 days)" in words
    assert "on 12 of 14 days" in words
    assert "The answer before: Holding." in words and "before 1,234" in words
    assert "Killed, as reported: 5–9; of these corroborated: 2–3." in words
    assert second.get("id") == "why-section"
    assert all(reason in second.text_content() for reason in bulletin.verdict.reasons)


def test_each_of_the_first_questions_leads_to_its_section() -> None:
    for bulletin in (sample_bulletin(), empty_bulletin()):
        tree = page(bulletin)
        leads = tree.xpath("//section[@id='answer']//h3/a/@href")
        assert len(leads) == 6
        assert all(tree.xpath(f"//*[@id='{place[1:]}']") for place in leads)


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "nothing here is found to be a breach."),
        ("uk", "ніщо тут не визнано порушенням."),
        ("ru", "ничто здесь не признано нарушением."),
    ],
)
def test_without_an_agreement_that_nothing_is_a_breach_is_said_once(lang: str, said: str) -> None:
    tree = page(empty_bulletin(), lang)
    assert tree.xpath("//main")[0].text_content().count(said) == 1
    assert not tree.xpath("//table")
    assert tree.xpath("//*[@id='absent-section']")


def test_incidents_without_agreement_are_counted_and_shown() -> None:
    bulletin = msgspec.structs.replace(sample_bulletin(), in_force=False, findings=(), provisions=())
    tree = page(bulletin)
    assert tree.xpath("//table[@id='incidents']") and not tree.xpath("//table[@id='findings']")
    assert "Not in force" in tree.xpath("//h2")[0].text_content()


def test_an_exercise_says_so_and_a_real_bulletin_does_not() -> None:
    source = render_html(sample_bulletin(), "en").decode()
    assert source.count("INVENTED EXERCISE") >= 2  # on the screen, and in the margin of every printed page
    assert "@top-center" in source
    real = render_html(msgspec.structs.replace(sample_bulletin(), invented=False), "en").decode()
    assert "INVENTED" not in real and "@top-center" not in real


def test_a_long_table_is_cut_and_says_so() -> None:
    tree = page(sample_bulletin(700, 30))
    assert len(tree.xpath("//table[@id='findings']/tbody/tr")) == ROWS
    assert f"{ROWS} of 700 rows are shown; all are in the data annex." in tree.text_content()


def test_no_name_without_a_signed_decision() -> None:
    bulletin = sample_bulletin()
    findings = tuple(msgspec.structs.replace(f, attributed_to="Northern Side Brigade") for f in bulletin.findings)
    assert "Northern Side Brigade" not in page(msgspec.structs.replace(bulletin, findings=findings)).text_content()
    signed = tuple(msgspec.structs.replace(f, attribution="attributed_by_decision") for f in findings)
    assert "Northern Side Brigade" in page(msgspec.structs.replace(bulletin, findings=signed)).text_content()


def test_free_words_of_a_restriction_are_not_printed() -> None:
    restrictions = (PublicRestriction("camera 12 at the north mill was covered", 1, 30),)
    text = page(msgspec.structs.replace(sample_bulletin(), restrictions=restrictions)).text_content()
    assert "north mill" not in text and "Other restriction" in text


def test_swapping_the_sides_gives_the_mirrored_page() -> None:
    def swapped(source: str) -> str:
        return (
            source.replace("Northern Side", "\x01")
            .replace("Southern Side", "Northern Side")
            .replace("\x01", "Southern Side")
        )

    bulletin = sample_bulletin()
    mirrored = msgspec.json.decode(swapped(msgspec.json.encode(bulletin).decode()), type=Bulletin)
    assert swapped(render_html(bulletin, "en").decode()) == render_html(mirrored, "en").decode()


def test_on_a_phone_wide_tables_are_stacked_and_replies_stay_side_by_side() -> None:
    page = html.fromstring(render_html(sample_bulletin(), "uk"))
    stacked = {one.get("id") for one in page.iterfind(".//table") if "stacked" in one.get("class", "").split()}
    assert {"provisions", "restrictions", "scores"} <= stacked
    assert not {"replies", "days"} & stacked


def test_quoted_words_keep_their_own_language() -> None:
    assert language_of("The Sides shall cease", "uk") == "en"
    assert language_of("The Sides shall cease", "en") == ""
    assert language_of("північні сили", "en") == "und"
    statement = PublicStatement(None, "talks may resume", "verbatim", "asserts", "Wire", "itm_1", 0, 5)
    tree = page(msgspec.structs.replace(sample_bulletin(), statements=(statement,)), "uk")
    assert tree.xpath("//table[@id='statements']//bdi[@class='quote']")[0].get("lang") == "en"


def test_only_words_that_were_spoken_stand_between_quotation_marks() -> None:
    rows = page(sample_bulletin()).xpath("//table[@id='statements']/tbody/tr")
    for row, statement in zip(rows, sample_bulletin().statements, strict=True):
        assert bool(row.xpath(".//bdi[contains(@class, 'quote')]")) == (statement.mode == "verbatim")


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(UsageError):
        render_html(sample_bulletin(), "de")


def test_a_large_bulletin_stays_below_two_megabytes() -> None:
    assert len(render_html(sample_bulletin(2000, 60), "uk")) < 2_000_000


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, two: str) -> float:
    low, high = sorted((_luminance(one), _luminance(two)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("mode", [0, 1], ids=["light", "dark"])
def test_words_have_the_contrast_of_wcag_aa(mode: int) -> None:
    colours = dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6});", svg.palette()[mode]))
    pairs = [(ink, ground) for ink in ("ink", "soft") for ground in ("paper", "sheet", "wash", "accent-wash", "land")]
    pairs += [("accent", "paper"), ("paper", "ink")]
    pairs += [(name, f"{name}-wash") for name in ("breach", "open", "calm")]
    low = [(pair, round(_contrast(colours[pair[0]], colours[pair[1]]), 2)) for pair in pairs]
    assert [entry for entry in low if entry[1] < 4.5] == []
    shapes = [("breach", "band"), ("bar-effort", "band"), ("zone", "land"), ("line", "land"), ("focus", "paper")]
    low = [(pair, round(_contrast(colours[pair[0]], colours[pair[1]]), 2)) for pair in shapes]
    assert [entry for entry in low if entry[1] < 3] == []
