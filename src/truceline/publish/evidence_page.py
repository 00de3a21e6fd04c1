"""The evidence view as a page of its own: texts line by line and pairs side by side, for those who must judge them."""

from __future__ import annotations

from markupsafe import Markup

from truceline.model.shown import EvidenceView
from truceline.publish import bonds, pairs, readings
from truceline.publish.html import environment, policy_of, style_of
from truceline.publish.words import words


def render_evidence(view: EvidenceView, lang: str) -> bytes:
    """One self-contained HTML file in UTF-8 ("en", "uk" or "ru"): it loads nothing, and no script runs in it.

    Raises:
        UsageError: for another language.
    """
    spoken = words(lang)
    banner = spoken.say("view_internal")
    style = style_of("", texts=True)
    labels = spoken.group("label") | {
        "skip": spoken.say("view_skip"),
        "pairs": spoken.say("pairs_title"),
        "key": spoken.say("pair_key"),
        "readings": spoken.say("readings_title"),
        "texts": spoken.say("texts"),
        "bonds": spoken.say("bonds_title"),
        "bonds_note": spoken.say("bonds_note"),
    }
    page = environment().get_template("evidence.html.j2")
    return page.render(
        lang=lang,
        title=spoken.say("view_title"),
        subject=view.subject,
        banner=f"{spoken.say('invented')} {banner}" if view.invented else banner,
        intro=(spoken.say("readings_intro"), spoken.say("view_key")),
        style=Markup(style),
        policy=policy_of(style, ""),
        labels=labels,
        readings=[readings.reading(text, readings.anchor(n), spoken) for n, text in enumerate(view.texts)],
        reports=bonds.reports(view, spoken),
        bonds=bonds.bonds(view, spoken),
        rulings=bonds.rulings(view, spoken),
        pairs=[pairs.pair(pair, pairs.anchor(n), spoken) for n, pair in enumerate(view.pairs)],
    ).encode()
