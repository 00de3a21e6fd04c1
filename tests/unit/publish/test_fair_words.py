"""Wording follows the evidence: no word of blame, no attribution without a decision, both sides alike."""

from __future__ import annotations

import re
from collections.abc import Callable

import msgspec
import pytest
from lxml import html
from tests.golden.publish.sample_bulletin import empty_bulletin, sample_bulletin

from truceline.model.bulletin import Bulletin
from truceline.model.english import ENGLISH
from truceline.publish.compose import compose
from truceline.publish.geojson import render_geojson
from truceline.publish.html import render_html
from truceline.publish.json import render_json
from truceline.publish.markdown import render_markdown
from truceline.publish.tables import TABLES, render_csv
from truceline.publish.words import LANGUAGES, words

#: stems of adjectives and nouns of blame, of motive and of praise; hostile propaganda is a kind of act (UN SAGE)
BLAME = (
    "aggress|terror|brutal|barbar|enem(?:y|ies)|occupier|crimin|guilt|illegal|provocat|treacher|cynical|deliberate"
    "|intentional|blatant|flagrant|unprovoked|invader|militant|rebel|regime|heroic|liberat"
    "|агрес|терор|звірськ|ворож(?!а пропаганда)|ворог|окупант|злочин|провокац|підступн|цинічн|навмисн|умисн|винуват"
    "|винний|винна|бойовик"
    "|террор|зверск|вражеск|враг|оккупант|преступ|коварн|циничн|намеренн|умышленн|виновн|боевик|режим(?!н)"
)
PARTIES = ("Northern", "Southern")


def without_decisions() -> Bulletin:
    """The sample with nothing decided; only others' words could name whose act something was."""
    return msgspec.structs.replace(sample_bulletin(), cases=(), audits=(), statements=(), quantities=(), readings=())


def fixed_words(lang: str) -> str:
    return repr(words(lang)._table).lower() + (repr(dict(ENGLISH)).lower() if lang == "en" else "")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_fixed_word_blames(lang: str) -> None:
    assert re.findall(BLAME, fixed_words(lang)) == []


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("bulletin", [without_decisions(), empty_bulletin()], ids=["full", "empty"])
def test_no_rendered_bulletin_blames(bulletin: Bulletin, lang: str) -> None:
    page = html.document_fromstring(render_html(bulletin, lang).decode()).text_content()
    for said in (page, render_markdown(bulletin, lang).decode()):
        assert re.findall(BLAME, said.lower()) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_first_screen_names_no_party(lang: str) -> None:
    """What it says of both is said of both: a name there would be read as the one to blame."""
    answer = msgspec.structs.replace(compose(sample_bulletin(), lang, 20, 5).answer, in_force_words=None)  # type: ignore[arg-type]
    assert not [party for party in PARTIES if party in repr(answer)]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_is_attributed_without_a_decision(lang: str) -> None:
    """However sure a stage is, a name beside a finding takes the rung of a signed decision."""
    bulletin = without_decisions()
    named = tuple(msgspec.structs.replace(one, attributed_to="Northern Committee") for one in bulletin.findings)
    for rung in ("none_stated", "side_of_origin_of_fire", "consistent_with_party"):
        findings = tuple(msgspec.structs.replace(one, attribution=rung) for one in named)
        made = msgspec.structs.replace(bulletin, findings=findings)
        for said in (render_html(made, lang).decode(), render_markdown(made, lang).decode()):
            assert "Northern Committee" not in said
            assert words(lang).term("attribution", "attributed_by_decision") not in said


def test_the_tests_of_blame_have_teeth() -> None:
    blamed = ("flagrant breach", "агресія", "преступный обстрел", "підступний", "the enemy", "боевики")
    assert all(re.search(BLAME, said) for said in blamed)


def swapped(source: str) -> str:
    for one, other in (
        ("Northern", "Southern"),
        ("northern", "southern"),
        ("side_a", "side_b"),
        ("Північн", "Південн"),
    ):
        source = source.replace(one, "\x01").replace(other, one).replace("\x01", other)
    return source


FORMATS: dict[str, Callable[[Bulletin], bytes]] = {
    "md": lambda bulletin: render_markdown(bulletin, "en"),
    "json": render_json,
    "geojson": render_geojson,
    **{f"{table}.csv": (lambda bulletin, table=table: render_csv(bulletin, table)) for table in TABLES},
    # what the PDF lays out: the same sections, cut where it cuts them
    "pdf": lambda bulletin: msgspec.json.encode(compose(bulletin, "en", 20, 4)),
}


@pytest.mark.parametrize("ending", FORMATS)
def test_swapping_the_sides_mirrors_every_format(ending: str) -> None:
    bulletin = msgspec.structs.replace(sample_bulletin(), cases=())  # offices stand in the order of their letters
    mirrored = msgspec.json.decode(swapped(msgspec.json.encode(bulletin).decode()), type=Bulletin)
    assert mirrored != bulletin
    assert swapped(FORMATS[ending](bulletin).decode()) == FORMATS[ending](mirrored).decode()
